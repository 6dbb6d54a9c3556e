"""A policy over whole tables: what every rule says of each event, and of each person in a list of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs

from wrbc_rules.backends.columnar import saying
from wrbc_rules.backends.columnar.deciding import Deciding
from wrbc_rules.backends.columnar.found import Found
from wrbc_rules.backends.columnar.preparing import Prepared, Ruled
from wrbc_rules.backends.columnar.schema import Schema, schema_of
from wrbc_rules.backends.columnar.tables import Tables
from wrbc_rules.ir import Rule, TypedPolicy
from wrbc_rules.values import instant_of


@attrs.frozen
class Columnar:
    """The rules of a policy about one class of events, as columns.

    Raises `ColumnarError` where a rule cannot be said in columns. With `dated`, events before the policy is
    in force are not decided.
    """

    policy: TypedPolicy
    cls: type[Any]
    dated: bool = False
    schema: Schema = attrs.field(init=False, repr=False)
    rules: tuple[Rule, ...] = attrs.field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        if self.cls not in self.policy.vocabulary.events:
            raise TypeError(f"{self.cls.__name__} is no event of {self.policy.vocabulary.name}")
        rules = (rule for rule in self.policy.rules if rule.event and issubclass(self.cls, rule.event))
        object.__setattr__(self, "rules", tuple(rules))
        object.__setattr__(self, "schema", schema_of(self.cls))
        saying.check(self.rules)

    def decide(
        self,
        tables: Tables,
        as_of: datetime | None = None,
        *,
        missing: bool = True,
        years: range | None = None,
    ) -> Found:
        """What the rules say of every row; the engine does the work when the result is asked for.

        `as_of`, an aware date-time, is when the events are looked at; without `missing`, only outcomes are
        worked out, which is faster. The clock is written out over the times in the tables, which takes a
        look at them, or over `years` (UTC): rows with times outside them are then not decided, and their
        numbers are null. Raises `ColumnarError` for tables that are not as the schema says.
        """
        if as_of is not None and not isinstance(as_of, datetime):
            raise TypeError(f"as_of is an aware datetime, not {as_of!r}")
        tables.check(self.schema)
        looked = None if as_of is None else instant_of(as_of)
        ruled = Ruled(self.policy, self.rules, self.schema)
        prepared = Prepared.of(ruled, tables, looked, years)
        return Deciding(
            prepared=prepared, missing=missing, guarded=years is not None, dated=self.dated
        ).found()
