"""report.html: one file with everything in it, no script, and a content policy that forbids any."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

import attrs

from wrbc_rules.audit.report import hours, timeline, wording
from wrbc_rules.audit.report.folder import ReportError
from wrbc_rules.audit.report.legible import legible, legible_lines
from wrbc_rules.audit.report.tally import Gravest, Sink, Tally
from wrbc_rules.audit.result import Audit, Item, PersonCount, RuleCount, Unknown
from wrbc_rules.findings import Outcome
from wrbc_rules.findings.texts import outcome_words

if TYPE_CHECKING:
    import jinja2

#: Findings that are listed in all, and of one clause; then people, groups and lines of other lists.
_FINDINGS, _OF_CLAUSE, _PEOPLE, _GROUPS, _LINES = 600, 100, 200, 12, 150
#: Characters of a name, of a line and of a message's text that are shown.
_NAME, _BRIEF, _LINE, _TEXT = 80, 22, 300, 1000
_NO_NAME = "(no name)"
#: Reasons, questions and the like of one finding.
_EACH = 8


@attrs.frozen
class Shortened:
    """The first of a list, and how many more there are."""

    first: Sequence[Any]
    more: int

    @classmethod
    def to(cls, most: int, whole: Sequence[Any]) -> Shortened:
        """The first so many."""
        return cls(whole[:most], max(0, len(whole) - most))


@attrs.frozen
class Chapter:
    """The findings of one clause: those that are listed, and how many there are."""

    clause: str
    title: str
    rules: tuple[RuleCount, ...]
    items: Sequence[Item]
    count: int


@attrs.frozen
class Asked:
    """What one sort of person can tell."""

    who: str
    unknown: Shortened


class Page(Sink):
    """Gathers what the page shows, and writes it when it is closed."""

    def __init__(self, audit: Audit, stream: IO[bytes], tally: Tally) -> None:
        self._audit, self._stream, self._tally = audit, stream, tally
        self._environment = _environment()
        clauses = {
            rule.clause for rule in audit.rules if any(o.notable and n for o, n in rule.outcomes.items())
        }
        self._gravest = Gravest(max(1, min(_OF_CLAUSE, _FINDINGS // max(1, len(clauses)))))

    def add(self, item: Item) -> None:
        """Take a finding."""
        self._gravest.add(item)

    def close(self) -> None:
        """Write the page."""
        page = self._environment.get_template("report.html").render(self._shown())
        self._stream.write(page.encode("utf-8", "backslashreplace"))

    def _shown(self) -> dict[str, Any]:
        audit, tally = self._audit, self._tally
        style = _resource("report.css")
        notable = [rule for rule in audit.rules if any(rule.outcomes.values())]
        around = [bound for bound in (audit.first, audit.last) if bound is not None]
        groups = sorted(audit.groups, key=_breaches_first)
        return {
            "audit": audit,
            "receipt": audit.receipt,
            "style": style,
            "style_hash": base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            "answer": wording.short_answer(tally.events),
            "looked_at": wording.looked_at(audit),
            "seen_at": wording.seen_at(audit),
            "figures": [(words, tally.of(outcome), outcome.value) for outcome, words in wording.COLUMNS],
            "late": tally.late,
            "columns": wording.COLUMNS,
            "kept": wording.KEPT,
            "excused": Outcome.EXCUSED,
            "rules": notable,
            "untouched": [rule.rule for rule in audit.rules if not any(rule.outcomes.values())],
            "people": Shortened.to(_PEOPLE, sorted(audit.people, key=_pressing)),
            "hours": hours.hours_picture(audit.hours),
            "grid": hours,
            "groups": [timeline.group_picture(each, audit.local, around) for each in groups[:_GROUPS]],
            "more_groups": [each.group for each in groups[_GROUPS:]][:_LINES],
            "line": timeline,
            "chapters": self._chapters(),
            "asked": _asked(audit.unknown),
            "strangers": Shortened.to(_LINES, sorted(audit.strangers, key=lambda s: (-s.events, s.name))),
            "remarks": Shortened.to(_LINES, audit.remarks),
            "skipped": Shortened.to(_LINES, audit.receipt.skipped),
            "notes": Shortened.to(_LINES, audit.receipt.notes),
            "unread": Shortened.to(_LINES, audit.receipt.unread),
            "inputs": _inputs(audit),
            "most": _EACH,
            "sorts": {"adult": "an adult", "young": "not an adult", "unknown": "not known whether an adult"},
        }

    def _chapters(self) -> list[Chapter]:
        """A chapter for each clause with findings, in the policy's order."""
        rules: dict[str, list[RuleCount]] = {}
        for rule in self._audit.rules:
            rules.setdefault(rule.clause, []).append(rule)
        clauses = dict.fromkeys((*rules, *self._gravest.counts))
        return [
            self._chapter(clause, rules.get(clause, [])) for clause in clauses if self._gravest.counts[clause]
        ]

    def _chapter(self, clause: str, rules: list[RuleCount]) -> Chapter:
        items = self._gravest.kept(clause)
        found = {item.rule for item in items}
        shown = tuple(rule for rule in rules if rule.rule in found)
        return Chapter(clause, items[0].title, shown, items, self._gravest.counts[clause])


@cache
def _environment() -> jinja2.Environment:
    try:
        import jinja2
    except ImportError:
        raise ReportError(
            "the page needs one more library; install it with: pip install 'wrbc-rules[audit]'"
        ) from None
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_resource),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        name=lambda text: legible(text, _NAME).strip() or _NO_NAME,
        line=lambda text: legible(text, _LINE),
        text=lambda text: legible_lines(text, _TEXT),
        outcome=outcome_words,
        brief=lambda text: legible(text, _BRIEF).strip() or _NO_NAME,
        short=_short,
        whom=wording.whom,
        doer=wording.doer,
        number=lambda number: f"{number:,}",
        counted=wording.counted,
        listed=wording.listed,
    )
    return environment


def _resource(name: str) -> str:
    """A file that travels with this module; read as text, so that it may lie in a zip file."""
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _short(number: int) -> str:
    """A number that fits into a cell of a picture: 950, 12k, 3M."""
    if number < 10_000:
        return str(number)
    return f"{number // 1_000}k" if number < 1_000_000 else f"{number // 1_000_000}M"


def _breaches_first(group: Any) -> tuple[bool, bool, str]:
    outcomes = {outcome for stretch in group.stretches for outcome in stretch.outcomes.values()}
    return (Outcome.BREACH not in outcomes, not any(o.open for o in outcomes), group.group)


def _pressing(person: PersonCount) -> tuple[int, int, int, str]:
    """Those with most to talk about first."""
    return (-sum(person.breaches.values()), -sum(person.open.values()), -person.contacts, person.person)


def _asked(unknown: Iterable[Unknown]) -> list[Asked]:
    """What is not known by who can tell, and of each the largest first."""

    def who(each: Unknown) -> str:
        return each.who or ""

    groups = [(name, sorted(group, key=_largest)) for name, group in groupby(sorted(unknown, key=who), who)]
    groups.sort(key=lambda each: (-each[1][0].events, each[0]))
    most = max(3, _LINES // max(3, len(groups)))
    return [Asked(name, Shortened.to(most, group)) for name, group in groups[: _LINES // 3]]


def _largest(each: Unknown) -> tuple[int, str]:
    return (-each.events, each.words)


def _inputs(audit: Audit) -> list[tuple[str, Shortened]]:
    receipt = audit.receipt
    kinds = (("Exports", receipt.exports), ("Register", receipt.register), ("Answers", receipt.answers))
    return [(what, Shortened.to(_LINES, given)) for what, given in kinds if given]
