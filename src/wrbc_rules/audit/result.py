"""What an audit found, as its reports read it. No text of a message stands here unless it was asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

import attrs

from wrbc_rules.findings import Outcome, Strength
from wrbc_rules.values import Bound


@attrs.frozen(kw_only=True)
class Item:
    """One finding on one event: a breach, something open, a permission withdrawn, or what a late row saved.

    `at` is in words, by the clock of the policy's zone; `instant` is the earliest that it can have been, in
    microseconds. `late` are rows of the register that were typed in after the event and that the outcome
    rests on, `instead` what would have come out without them.
    """

    event: str
    sort: str
    place: str
    at: str
    instant: Bound
    by: str | None
    about: str | None
    channel: str | None
    group: str | None
    rule: str
    clause: str
    title: str
    strength: Strength
    outcome: Outcome
    because: tuple[str, ...] = ()
    #: The field and the words of what is not known.
    missing: tuple[tuple[str, str], ...] = ()
    #: Who is to be asked, and what.
    ask: tuple[tuple[str, str], ...] = ()
    #: What is still to be done, and by when in words.
    due: tuple[tuple[str, str], ...] = ()
    right: str | None = None
    late: tuple[str, ...] = ()
    instead: Outcome | None = None
    text: str | None = None


@attrs.frozen(kw_only=True)
class RuleCount:
    """How often each outcome came out of one rule; `norm` are the rule's own lines."""

    rule: str
    clause: str
    title: str
    strength: Strength
    norm: tuple[str, ...]
    outcomes: Mapping[Outcome, int]


@attrs.frozen(kw_only=True)
class PersonCount:
    """One person who wrote or called: their contacts, and their findings by rule and outcome."""

    person: str
    #: As the register has them; nothing for somebody it does not know.
    roles: tuple[str, ...]
    known: bool
    contacts: int
    breaches: Mapping[str, int]
    open: Mapping[str, int]


@attrs.frozen(kw_only=True)
class Hours:
    """Contacts by weekday (0 is Monday) and hour of the policy's clock.

    `windows` are the clock windows that rules speak of, in minutes of the day, with the rule: 21:00 until
    08:00 is (1260, 480, "4.7"). Contacts whose hour is not known are counted in `unplaced`.
    """

    contacts: Mapping[tuple[int, int], int]
    breaches: Mapping[tuple[int, int], int]
    windows: tuple[tuple[int, int, str], ...] = ()
    unplaced: int = 0


@attrs.frozen(kw_only=True)
class Stay:
    """Somebody in a group, from one instant until another (open ends are infinities)."""

    person: str
    adult: bool | None
    start: Bound
    end: Bound


@attrs.frozen(kw_only=True)
class Stretch:
    """A time during which a group had the same members, with what the rules about groups say of it."""

    start: Bound
    end: Bound
    members: int
    adults: int
    complete: bool
    outcomes: Mapping[str, Outcome]


@attrs.frozen(kw_only=True)
class GroupLine:
    """The history of one group."""

    group: str
    stays: tuple[Stay, ...]
    stretches: tuple[Stretch, ...]


@attrs.frozen(kw_only=True)
class Unknown:
    """One thing that is not known, or one question, for how many events, and who can tell."""

    rules: tuple[str, ...]
    words: str
    field: str | None
    who: str | None
    events: int
    #: The ids of a few of them.
    samples: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Stranger:
    """A name in the exports that the register does not know, or knows for more than one person."""

    name: str
    events: int
    files: tuple[str, ...]
    several: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class InputFile:
    """A file that went in: what it is called, its digest (SHA-256) and size, its format."""

    name: str
    sha256: str
    size: int
    form: str


@attrs.frozen(kw_only=True)
class Receipt:
    """From what the report was made, so that two people get the same one."""

    version: str
    policy: str
    edition: str
    policy_sha256: str
    zone: str
    tzdata: str
    as_of: datetime
    exports: tuple[InputFile, ...]
    register: tuple[InputFile, ...]
    answers: tuple[InputFile, ...]
    records: int
    events: int
    #: How many records were skipped, by reason, with their places in words.
    skipped: tuple[tuple[str, int, str], ...]
    #: What is not known of the files, and what else was noticed while they were read.
    notes: tuple[str, ...]
    #: What could not be read, or not to its end.
    unread: tuple[str, ...]
    with_text: bool
    pseudonyms: bool


@attrs.frozen(kw_only=True)
class Audit:
    """What an audit found. Each call of `items` gives the findings worth a line, in the order of time.

    Those on one event follow each other.
    """

    title: str
    organisation: str
    first: Bound | None
    last: Bound | None
    #: How many events of each sort were decided, and how many the edition does not govern.
    sorts: Mapping[str, int]
    ungoverned: int
    rules: tuple[RuleCount, ...]
    people: tuple[PersonCount, ...]
    hours: Hours
    groups: tuple[GroupLine, ...]
    unknown: tuple[Unknown, ...]
    strangers: tuple[Stranger, ...]
    #: Things noticed about the register: contradictions with the exports, incomplete notices.
    remarks: tuple[str, ...]
    #: What the policy leaves to people whatever happens.
    standing: tuple[str, ...]
    #: Questions that no answer about an event settles: the values of settings, said in the rules file.
    settings: frozenset[str] = frozenset()
    receipt: Receipt
    items: Callable[[], Iterator[Item]]
    #: The wall clock of the policy, for instants in pictures.
    local: Callable[[Bound], datetime]
