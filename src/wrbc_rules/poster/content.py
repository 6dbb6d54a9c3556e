"""What stands on a poster: rules by part, each with its verb picked out, and whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from wrbc_rules.backends.prose import sentence
from wrbc_rules.drawings import Drawing, dials
from wrbc_rules.findings import Strength
from wrbc_rules.ir import Clause, Phrase, Rule, TypedPolicy, Unset, tests_below, walk

_VERB = re.compile(
    r"\b(?:(?:must|will|should)(?: always)?(?: seek to| not| only)?|is (?:not )?appropriate)\b"
)
#: A verb of each strength, and what it asks, in plain words.
_LEGEND = {
    Strength.MUST: ("must", "leaves no choice"),
    Strength.WILL: ("will", "is how it is done"),
    Strength.SHOULD: ("should", "is how it ought to be done"),
    Strength.APPROPRIATE: ("is appropriate", "fits the work"),
    Strength.BEST_ENDEAVOURS: ("seek to", "asks for an honest effort"),
}
#: Sentences without a rule that say how the rest is meant.
_LEADING = "a principle"


class PartError(ValueError):
    """A part that the policy does not have."""


@attrs.frozen(kw_only=True)
class Line:
    """A rule: its number, and its sentence before, at and after the verb."""

    rule: str
    strength: Strength
    before: str
    verb: str
    after: str

    @property
    def text(self) -> str:
        """All of it, as it is laid out."""
        return f"{self.rule} {self.before}{self.verb}{self.after}"


@attrs.frozen(kw_only=True)
class Part:
    """A part with its principles and its rules; `title` is None for clauses under no part."""

    title: str | None
    principles: tuple[str, ...]
    lines: tuple[Line, ...]


@attrs.frozen(kw_only=True)
class Asked:
    """Somebody who answers or decides, and of which clauses."""

    who: str
    clauses: tuple[str, ...]

    @property
    def said(self) -> str:
        """It as a line."""
        return f"{self.who}: {', '.join(self.clauses)}"


@attrs.frozen(kw_only=True)
class Content:
    """All that stands on a poster."""

    policy: TypedPolicy
    parts: tuple[Part, ...]
    dials: tuple[Drawing, ...]
    ask: tuple[Asked, ...]
    decide: tuple[Asked, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every rule."""
        return tuple(line for part in self.parts for line in part.lines)

    @property
    def strengths(self) -> tuple[Strength, ...]:
        """Those that occur, strongest first."""
        return tuple(sorted({line.strength for line in self.lines}, key=lambda each: each.rank))


def content_of(policy: TypedPolicy, part: str | None = None) -> Content:
    """What stands on the poster of a policy, or of one of its parts by number. Raises `PartError`."""
    titles = dict.fromkeys(clause.part for clause in policy.clauses)
    chosen = [title for title in titles if part is None or (title or "").split(" ")[0] == part]
    if not chosen:
        numbers = ", ".join(title.split(" ")[0] for title in titles if title)
        raise PartError(f"there is no part {part}; the parts are {numbers or 'not numbered'}")
    parts = [_part(policy, title) for title in chosen]
    shown = {line.rule for each in parts for line in each.lines}
    rules = [rule for rule in policy.rules if rule.id in shown]
    return Content(
        policy=policy,
        parts=tuple(each for each in parts if each.lines or each.principles),
        dials=dials(rules),
        ask=_gathered(_asked(policy, rules)),
        decide=_gathered(_deciding(policy, rules)),
    )


def legend_of(content: Content) -> tuple[tuple[Strength, str, str], ...]:
    """Every strength that occurs, with a verb of it and what it asks."""
    return tuple((strength, *_LEGEND[strength]) for strength in content.strengths)


def _part(policy: TypedPolicy, title: str | None) -> Part:
    clauses = [clause for clause in policy.clauses if clause.part == title]
    return Part(
        title=title,
        principles=tuple(_principles(clauses)),
        lines=tuple(line_of(policy.rules_by_id[rule]) for clause in clauses for rule in _rules(clause)),
    )


def _rules(clause: Clause) -> Iterator[str]:
    for each in clause.sentences:
        yield from each.rules


def _principles(clauses: list[Clause]) -> Iterator[str]:
    for clause in clauses:
        yield from (each.entry.words for each in clause.sentences if each.entry.kind == _LEADING)


def line_of(rule: Rule) -> Line:
    """A rule as a line, its verb picked out; a verb is looked for after the subject's own words."""
    said = sentence(rule)
    found = _VERB.search(said, len(_subject(rule)))
    start, end = found.span() if found else (0, 0)
    return Line(
        rule=rule.id,
        strength=rule.strength,
        before=said[:start],
        verb=said[start:end],
        after=said[end:],
    )


def _subject(rule: Rule) -> str:
    """The words before the verb, where the rule's own line begins with them."""
    words = next((each.words for each in tests_below(rule.scope, Phrase) if each.role == "subject"), "")
    return words if rule.norm.startswith(words) else ""


def _asked(policy: TypedPolicy, rules: list[Rule]) -> Iterator[tuple[str, str]]:
    clauses = {rule.id: rule.clause for rule in rules}
    yield from ((question.who, clauses[rule]) for rule, question in policy.questions if rule in clauses)
    yield from ((rule.refer_to, rule.clause) for rule in rules if rule.refer_to is not None)


def _deciding(policy: TypedPolicy, rules: list[Rule]) -> Iterator[tuple[str, str]]:
    """Who decides what the rules leave open."""
    decided_by = {setting.name: setting.decided_by for setting in policy.settings}
    for rule in rules:
        for test in (rule.scope, rule.condition, rule.kept, rule.excused):
            for node in walk(test):
                who = decided_by.get(node.name) if isinstance(node, Unset) else None
                if who is not None:
                    yield who, rule.clause


def _gathered(found: Iterator[tuple[str, str]]) -> tuple[Asked, ...]:
    by_name: dict[str, dict[str, None]] = {}
    for who, clause in found:
        by_name.setdefault(who, {})[clause] = None
    return tuple(Asked(who=who, clauses=tuple(clauses)) for who, clauses in by_name.items())
