"""From one edition to the next: which rules are new, gone, or say something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from wrbc_rules.ir import Setting, TypedPolicy


@attrs.frozen
class Revision:
    """One rule or setting, as it was and as it is; `before` or `after` is empty where it is new or gone."""

    state: Literal["new", "gone", "changed"]
    kind: Literal["rule", "setting"]
    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def revisions(old: TypedPolicy, new: TypedPolicy) -> tuple[Revision, ...]:
    """What differs, in the order of the new edition, what is gone last; what words mean is not compared."""
    rules = _revised("rule", _rules(old), _rules(new))
    return (*rules, *_revised("setting", _settings(old), _settings(new)))


def _rules(policy: TypedPolicy) -> dict[str, tuple[str, ...]]:
    return {rule.id: rule.lines for rule in policy.rules}


def _settings(policy: TypedPolicy) -> dict[str, tuple[str, ...]]:
    return {each.name: (_said(each),) for each in policy.settings}


def _said(setting: Setting) -> str:
    return "not set" if setting.value is None else str(setting.value)


def _revised(
    kind: Literal["rule", "setting"], old: dict[str, tuple[str, ...]], new: dict[str, tuple[str, ...]]
) -> Iterator[Revision]:
    for name, after in new.items():
        if name not in old:
            yield Revision("new", kind, name, (), after)
        elif old[name] != after:
            yield Revision("changed", kind, name, old[name], after)
    for name, before in old.items():
        if name not in new:
            yield Revision("gone", kind, name, before, ())
