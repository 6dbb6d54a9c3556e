"""findings.jsonl: one JSON object a line, every key always there, names exactly as the exports have them."""

from __future__ import annotations

import json
from typing import IO, Any

from wrbc_rules.audit.report.tally import Sink
from wrbc_rules.audit.result import Audit, Item
from wrbc_rules.values import in_range

#: Every key, in order, and what it holds.
KEYS = {
    "event": "the event's id",
    "sort": "the sort of event, such as `message`",
    "place": "where the evidence is: a file and a place in it",
    "at": "the moment in words, by the policy's clock",
    "earliest": "the earliest that it can have been: a date-time with its offset, or null",
    "by": "who wrote, called or did it, or null",
    "about": 'whom the finding is about; "not listed" for somebody who may be missing; null for nobody',
    "channel": "by which medium, or null",
    "group": "in which group, or null",
    "rule": "the rule: its clause, and sentence where there are several",
    "clause": "the number of the clause",
    "title": "the title of the clause",
    "strength": "`must`, `will`, `should`, `appropriate` or `best_endeavours`",
    "outcome": "as `decide` spells it: `breach`, `undetermined`, `for_a_person`, `pending`, ...",
    "because": "the reasons, a list of texts",
    "missing": "what is not known: a list of objects with `field` and `words`",
    "ask": "the questions: a list of objects with `who` and `question`",
    "due": "what is still to be done: a list of objects with `what` and `by`, in words",
    "right": "what would have put it right, or null",
    "late": "rows typed in after the event that the outcome rests on, a list of places",
    "instead": "the outcome without those rows, or null",
    "text": "the text of the message, where it was asked for; else null",
}


class FindingLines(Sink):
    """One object for each finding."""

    def __init__(self, audit: Audit, stream: IO[bytes]) -> None:
        self._audit = audit
        self._stream = stream

    def add(self, item: Item) -> None:
        """Write a finding."""
        line = json.dumps(self._object(item), ensure_ascii=False)
        # Half of a character is written as JSON escapes it, which is how Python names it too.
        self._stream.write(line.encode("utf-8", "backslashreplace") + b"\n")

    def _object(self, item: Item) -> dict[str, Any]:
        plain = {key: getattr(item, key) for key in KEYS if hasattr(item, key)}
        made = {
            "earliest": self._audit.local(item.instant).isoformat() if in_range(item.instant) else None,
            "strength": item.strength.value.replace(" ", "_"),
            "outcome": item.outcome.value,
            "missing": [{"field": field, "words": words} for field, words in item.missing],
            "ask": [{"who": who, "question": question} for who, question in item.ask],
            "due": [{"what": what, "by": by} for what, by in item.due],
            "instead": None if item.instead is None else item.instead.value,
            "text": item.text if self._audit.receipt.with_text else None,
        }
        return {key: made[key] if key in made else plain[key] for key in KEYS}
