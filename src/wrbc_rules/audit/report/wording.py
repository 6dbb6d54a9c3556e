"""What reports call things: outcomes, sorts of event, people, moments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from wrbc_rules.audit.result import Audit, Item
from wrbc_rules.findings import NOT_LISTED, Outcome
from wrbc_rules.findings.texts import day_words, moment_words, outcome_words
from wrbc_rules.values import Bound, in_range, instant_of

#: The outcomes that get a column of their own, gravest first, and what the column is called.
COLUMNS = (
    (Outcome.BREACH, "Against the policy"),
    (Outcome.UNDETERMINED, "Cannot be told"),
    (Outcome.FOR_A_PERSON, "For a person to decide"),
    (Outcome.PENDING, "Still to be done"),
    (Outcome.WITHDRAWN, "Permission withdrawn"),
)
KEPT = (Outcome.COMPLIES, Outcome.CLEAR, Outcome.PERMITTED)
NOBODY = "nobody in particular"

#: Where an s at the end of what a sort is called would be wrong.
_SORTS = {
    "concern followed up": ("concern that was followed up", "concerns that were followed up"),
    "friend request accepted": ("accepted friend request", "accepted friend requests"),
    "group state": ("state of a group", "states of groups"),
    "number shared": ("number given out", "numbers given out"),
}


def counted(number: int, noun: str, several: str | None = None) -> str:
    """As in "1 rule", "2 rules"."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


def sort_counted(number: int, sort: str) -> str:
    """As in "1 message", "3 accepted friend requests"."""
    words = sort.replace("_", " ").replace("-", " ")
    return counted(number, *_SORTS.get(words, (words, f"{words}s")))


def listed(words: Iterable[str]) -> str:
    """As in "a, b and c"."""
    *most, last = list(words) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def events_counted(sorts: Mapping[str, int]) -> str:
    """Events by their sort, the most frequent first; more than three sorts are counted together."""
    there = sorted(((n, sort) for sort, n in sorts.items() if n), key=lambda each: (-each[0], each[1]))
    if not there:
        return "no events"
    if len(there) > 3:
        return counted(sum(n for n, _ in there), "event")
    return listed(sort_counted(n, sort) for n, sort in there)


def short_answer(events: Mapping[Outcome, Mapping[str, int]]) -> tuple[str, ...]:
    """What it comes to, a sentence for each; `events` by the gravest that was found on them, and by sort."""
    told = {outcome: events_counted(sorts) for outcome, sorts in events.items() if any(sorts.values())}
    one = {outcome: sum(sorts.values()) == 1 for outcome, sorts in events.items()}
    sentences = []
    if Outcome.BREACH in told:
        needs = "needs" if one[Outcome.BREACH] else "need"
        sentences.append(f"{told[Outcome.BREACH]} {needs} a conversation.")
    else:
        sentences.append("Nothing was found to be against the policy.")
    if Outcome.UNDETERMINED in told:
        sentences.append(f"For {told[Outcome.UNDETERMINED]} it cannot be told: a fact is missing.")
    if Outcome.FOR_A_PERSON in told:
        waits = "waits" if one[Outcome.FOR_A_PERSON] else "wait"
        sentences.append(f"{told[Outcome.FOR_A_PERSON]} {waits} for somebody's answer.")
    if Outcome.PENDING in told:
        sentences.append(f"For {told[Outcome.PENDING]} something is still to be done in time.")
    if Outcome.WITHDRAWN in told:
        sentences.append(f"For {told[Outcome.WITHDRAWN]} a permission was withdrawn.")
    return tuple(sentences)


def looked_at(audit: Audit) -> str:
    """What went in, in a sentence."""
    said = f"{events_counted(audit.sorts)} {_span(audit)}".strip()
    one = sum(audit.sorts.values()) == 1
    rest = ""
    if audit.ungoverned:
        rest = f" {counted(audit.ungoverned, 'more event')} came before the policy and were not judged."
        rest = rest.replace("were", "was") if audit.ungoverned == 1 else rest
    return f"{said} {'was' if one else 'were'} looked at, by edition {audit.receipt.edition}.{rest}"


def _span(audit: Audit) -> str:
    days = [day_of(audit.local, bound) for bound in (audit.first, audit.last) if bound is not None]
    if len(days) < 2 or "" in days:
        return ""
    return f"of {days[0]}" if days[0] == days[1] else f"from {days[0]} until {days[1]}"


def seen_at(audit: Audit) -> str:
    """The moment at which it was looked at, by the policy's clock."""
    return moment_of(audit.local, instant_of(audit.receipt.as_of))


def day_of(local: Callable[[Bound], datetime], instant: Bound) -> str:
    """As in "Friday 3 March 2017"; nothing for an open end."""
    return day_words(local(instant)) if in_range(instant) else ""


def moment_of(local: Callable[[Bound], datetime], instant: Bound) -> str:
    """As in "21:30 on Friday 3 March 2017"; nothing for an open end."""
    return moment_words(local(instant).replace(microsecond=0)) if in_range(instant) else ""


def whom(about: str | None) -> str:
    """Whom a finding is about; nothing where it is about nobody."""
    if about is None:
        return ""
    return "somebody who is not listed" if about == NOT_LISTED else about


def doer(item: Item) -> str:
    """Who did it, or the group whose state it is."""
    return item.by or item.group or NOBODY


def instead_words(item: Item) -> str:
    """What would have come out without rows that were typed in afterwards; nothing where none were."""
    if not item.late:
        return ""
    other = f"; without it: {outcome_words(item.instead)}" if item.instead is not None else ""
    return f"typed in after the event{other}"
