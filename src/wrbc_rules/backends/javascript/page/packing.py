"""Data in fewer bytes: names of fields, and texts that stand twice, are said once.

What is packed is `[shapes, texts, body]`. In the body an object is `[number of its shape, values ...]`, a
list `[-1, members ...]`, and a text that stands twice `[-2, its number]`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs

_LIST, _TEXT = -1, -2


def packed(value: Any) -> list[Any]:
    """The shapes, the texts that stand twice, and what is left; no number in it is turned into another."""
    counts = Counter(_texts(value))
    twice = [text for text, count in counts.most_common() if count > 1 and len(text) > 5]
    packing = _Packing({text: number for number, text in enumerate(twice)})
    body = packing.packed(value)
    return [[list(names) for names in packing.shapes], twice, body]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


@attrs.define
class _Packing:
    texts: dict[str, int]
    shapes: dict[tuple[str, ...], int] = attrs.field(factory=dict)

    def packed(self, value: Any) -> Any:
        if isinstance(value, dict):
            shape = self.shapes.setdefault(tuple(value), len(self.shapes))
            return [shape, *map(self.packed, value.values())]
        if isinstance(value, list):
            return [_LIST, *map(self.packed, value)]
        if isinstance(value, str) and value in self.texts:
            return [_TEXT, self.texts[value]]
        return value
