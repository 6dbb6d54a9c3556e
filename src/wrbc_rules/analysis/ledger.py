"""The ledger: every sentence of the document once, with what it is here, and whether its pin still holds."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

import attrs

from wrbc_rules.analysis.document import Document, DocumentSentence
from wrbc_rules.ir import Sentence, TypedPolicy
from wrbc_rules.syntax import day_of

State: TypeAlias = Literal["holds", "moved", "drifted", "new", "gone", "adopted"]


@attrs.frozen(kw_only=True)
class Row:
    """One sentence: as the file has it, as the document has it, and what rests on it here."""

    clause: str
    sentence: Sentence | None
    found: DocumentSentence | None
    state: State | None
    rests: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """The clause and sentence by which both sides know it."""
        number = self.sentence.number if self.sentence is not None else self.found.number if self.found else 1
        return f"{self.clause} s{number}"


@attrs.frozen
class Fact:
    """What the head of the file says of the document itself, and what the document says; None: nothing."""

    name: Literal["title", "edition", "review"]
    ours: str
    theirs: str | None
    state: Literal["holds", "drifted", "gone"]


@attrs.frozen
class Ledger:
    """Every row, in the order of the file, new sentences where the document has them; the head's facts."""

    rows: tuple[Row, ...]
    facts: tuple[Fact, ...] = ()

    def of(self, *states: State) -> tuple[Row, ...]:
        """The rows in these states."""
        return tuple(row for row in self.rows if row.state in states)

    @property
    def holds(self) -> bool:
        """Whether the document says, sentence by sentence, what the file was written from."""
        return not self.of("moved", "drifted", "new", "gone") and all(f.state == "holds" for f in self.facts)


def ledger(policy: TypedPolicy, document: Document | None = None) -> Ledger:
    """The policy's sentences; with the document, each compared with it."""
    return Ledger(tuple(_rows(policy, document)), () if document is None else tuple(_facts(policy, document)))


def _facts(policy: TypedPolicy, document: Document) -> Iterator[Fact]:
    """The title; and, of a document that ends in lines `Key: value`, the edition and the date of review."""
    if document.title:
        same = document.title.casefold() == policy.name.casefold()
        yield Fact("title", policy.name, document.title, "holds" if same else "drifted")
    values = [value for _, value in document.facts if value]
    if not values:
        return
    ours: list[tuple[Literal["edition", "review"], str]] = [("edition", policy.edition)]
    if policy.review_due is not None:
        ours.append(("review", policy.review_due.isoformat()))
    found = {name: next((value for value in values if _same(said, value)), None) for name, said in ours}
    others = iter([value for value in values if value not in found.values()])
    for name, said in ours:
        theirs = found[name]
        if theirs is not None:
            yield Fact(name, said, theirs, "holds")
        else:
            theirs = next(others, None)
            yield Fact(name, said, theirs, "gone" if theirs is None else "drifted")


def _same(ours: str, theirs: str) -> bool:
    """Whether both are the same words, the same day, or a day and its month."""
    month = day_of(f"1 {theirs}")
    return (
        theirs.casefold() == ours.casefold()
        or day_of(theirs) == ours
        or (month is not None and month[:7] == ours[:7] and day_of(ours) is not None)
    )


def _rows(policy: TypedPolicy, document: Document | None) -> Iterator[Row]:
    theirs: dict[str, list[DocumentSentence]] = {}
    for each in document.sentences if document is not None else ():
        theirs.setdefault(each.clause, []).append(each)
    for clause in policy.clauses:
        if document is None:
            yield from (_row(policy, sentence, None, None) for sentence in clause.sentences)
        else:
            yield from _compared(policy, clause.sentences, theirs.pop(clause.number, []))
    for sentences in theirs.values():
        yield from (_unknown(each) for each in sentences)


def _row(policy: TypedPolicy, ours: Sentence, found: DocumentSentence | None, state: State | None) -> Row:
    rests = tuple(_resting(policy, ours))
    return Row(clause=ours.clause, sentence=ours, found=found, state=state, rests=rests)


def _unknown(found: DocumentSentence) -> Row:
    return Row(clause=found.clause, sentence=None, found=found, state="new")


def _compared(
    policy: TypedPolicy, ours: tuple[Sentence, ...], theirs: list[DocumentSentence]
) -> Iterator[Row]:
    """Both sides of one clause, paired by fingerprint; what is left between two pairs is paired by order."""
    pinned = [each for each in ours if each.pin is not None]
    yield from (_row(policy, each, None, "adopted") for each in ours if each.pin is None)
    pins, prints = [each.pin for each in pinned], [each.pin for each in theirs]
    matcher = SequenceMatcher(None, pins, prints, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        pairs = list(zip(pinned[i1:i2], theirs[j1:j2], strict=False))
        for mine, found in pairs:
            same: State = "holds" if mine.number == found.number else "moved"
            yield _row(policy, mine, found, same if tag == "equal" else "drifted")
        yield from (_row(policy, each, None, "gone") for each in pinned[i1 + len(pairs) : i2])
        yield from (_unknown(each) for each in theirs[j1 + len(pairs) : j2])


def _resting(policy: TypedPolicy, sentence: Sentence) -> Iterator[str]:
    """What was written from a sentence: rules, readings, notes, examples, and sentences that restate it."""
    yield from (f"rule {rule}" for rule in sentence.rules)
    yield from (f'reading "{reading}"' for reading in sentence.readings)
    yield from (f'note "{note}"' for note in sentence.notes)
    for example in policy.examples:
        if example.clause == sentence.clause and set(example.rules) & set(sentence.rules):
            yield f'example "{example.name}"'
    place = f"{sentence.clause} s{sentence.number}"
    for clause in policy.clauses:
        for other in clause.sentences:
            if other.entry.restates in (place, sentence.clause):
                yield f"{other.clause}, which restates it"
