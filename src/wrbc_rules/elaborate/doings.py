"""What acts and duties come to: something that events are, and something to be done about them."""

from __future__ import annotations

import attrs

from wrbc_rules.elaborate.fields import Scope
from wrbc_rules.ir import Each, Fixed, Instant, Path, Test
from wrbc_rules.ir.operators import Moment
from wrbc_rules.vocabulary import ClassInfo, class_info

_ALWAYS = Fixed(True)


@attrs.frozen(kw_only=True)
class Act:
    """Something that events can be: their class, the people it is done to one by one, when it is done."""

    words: str
    event: ClassInfo
    each: Each | None
    moment: Instant
    test: Test

    @property
    def scope(self) -> Scope:
        """What facts about it may speak of."""
        return scope_of(self.event, self.each)


@attrs.frozen(kw_only=True)
class Duty:
    """Something to be done: at a moment, or as a state (no moment), with how it must be done."""

    words: str
    moment: Moment | None
    test: Test
    contrary: str | None = None
    event: ClassInfo | None = None
    within: Test = _ALWAYS
    asked: bool = False


def scope_of(event: ClassInfo | None, each: Each | None) -> Scope:
    """The scope of facts about an event, decided about the people of `each` one by one."""
    return Scope(event=event, each=None if each is None else class_info(each.cls))


@attrs.frozen(kw_only=True)
class Body:
    """What a norm's line and timing decide, before its conditions are read."""

    event: ClassInfo | None
    each: Each | None
    scope: Test
    kept: Test | None
    trigger: Path | None = None
