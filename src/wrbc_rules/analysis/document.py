"""Splitting an organisation's own document into its clauses and sentences, and fingerprinting them.

A clause begins with a number of two parts (`4.7`, also `6.2.`), a heading with one (`4.0`, `6.`); lines with
neither go on with the clause above, over blank lines too. Nothing of the text is changed but white space.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import attrs

_CLAUSE = re.compile(r"\s*(\d+\.[1-9]\d*)\.?\s+(\S.*)")
_HEADING = re.compile(r"\s*\d+\.0*\s+\S.*")
_FACT = re.compile(r"\s*([A-Z][A-Za-z/ ]{0,40}):(?:\s+(.*))?\s*")
#: A full stop after one of these ends no sentence.
_SHORT = frozenset("eg e.g ie i.e etc cf no nos mr mrs ms dr st vs para approx incl".split())
_END = re.compile(r"[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
#: A run-in label at the head of a clause has at most so many words.
_LABEL_WORDS = 3


@attrs.frozen
class DocumentSentence:
    """A sentence of the document: where it stands, what it says, its fingerprint."""

    clause: str
    number: int
    text: str

    @property
    def pin(self) -> str:
        """The first eight hexadecimal digits of the SHA-256 of its text."""
        return fingerprint(self.text)


@attrs.frozen
class Document:
    """A document in its parts. `facts` are the lines `Key: value` after the last clause."""

    title: str
    sentences: tuple[DocumentSentence, ...]
    facts: tuple[tuple[str, str], ...]

    @property
    def clauses(self) -> tuple[str, ...]:
        """The numbers of the clauses, in order."""
        return tuple(dict.fromkeys(sentence.clause for sentence in self.sentences))


def fingerprint(text: str) -> str:
    """Eight hexadecimal digits of the SHA-256 of the UTF-8 text, runs of white space made one space."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8")).hexdigest()[:8]


def split_document(text: str) -> Document:
    """The clauses and sentences of a document in plain text."""
    title, clauses, facts = "", dict[str, list[str]](), list[tuple[str, str]]()
    current: str | None = None
    seen = False
    for line in text.removeprefix("\ufeff").splitlines():
        clause = _CLAUSE.fullmatch(line)
        fact = _FACT.fullmatch(line)
        if clause:
            current, seen = clause[1], True
            clauses.setdefault(current, []).append(clause[2])
        elif _HEADING.fullmatch(line):
            current, seen = None, True
        elif fact and seen and _closes(line, clauses, current):
            current = None
            facts.append((fact[1].strip(), (fact[2] or "").strip()))
        elif line.strip() and current is not None:
            clauses[current].append(line)
        elif line.strip() and not seen and not title:
            title = " ".join(line.split())
    sentences = tuple(
        DocumentSentence(number, index, sentence)
        for number, lines in clauses.items()
        for index, sentence in enumerate(sentences_of(" ".join(lines)), start=1)
    )
    return Document(title, sentences, tuple(facts))


def _closes(line: str, clauses: dict[str, list[str]], current: str | None) -> bool:
    """Whether a line `Key: value` stands after the clauses: the one above has not stopped in mid-sentence."""
    if current is None:
        return True
    return not clauses[current][-1].rstrip().endswith((",", ";", ":", "-"))


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of a clause, its run-in label left out."""
    words = " ".join(text.split())
    start = 0
    for match in _END.finditer(words):
        if _is_short(words[start : match.start()]):
            continue
        sentence = words[start : match.end()].strip()
        if start or not _is_label(sentence):
            yield sentence
        start = match.end()
    if words[start:].strip():
        yield words[start:].strip()


def _is_short(before: str) -> bool:
    """Whether the full stop belongs to an abbreviation, or to the initial of a name."""
    last = re.split(r"[\s(\[\"'“‘]", before)[-1]
    return last.lower() in _SHORT or re.fullmatch(r"[A-Z]", last) is not None


def _is_label(sentence: str) -> bool:
    """Whether the first words of a clause only name it: "Definitions."."""
    return len(sentence.split()) <= _LABEL_WORDS and " is " not in sentence
