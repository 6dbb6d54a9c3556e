"""What is learnt of a WhatsApp chat before its messages are read: its name, and what is out of order."""

from __future__ import annotations

import random
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from tests.importers.exports import read_text


@pytest.mark.parametrize(
    "name",
    [
        "WhatsApp Chat with Mia",
        "WhatsApp Chat mit Mia",
        "Discussion WhatsApp avec Mia",
        "Chat de WhatsApp con Mia",
        "Chat WhatsApp con Mia",
        "Conversa do WhatsApp com Mia",
        "WhatsApp-chat met Mia",
        "WhatsApp Chat - Mia",
    ],
)
def test_a_chat_is_called_after_its_file_in_any_language(tmp_path: Path, name: str) -> None:
    two = "14/02/2017, 10:00 - Sam: x\n14/02/2017, 10:01 - Mia: y\n"
    done = read_text(tmp_path, two, f"{name}.txt")
    assert done.events[0]["recipients"] == [{"person": {"id": "Mia"}}]


def test_times_that_go_back_are_found_by_the_longest_run_of_them(tmp_path: Path) -> None:
    """An independent and slow search for it, on chats of a few lines."""
    chance = random.Random(7)
    for _ in range(150):
        days = [chance.randint(1, 28) for _ in range(chance.randint(2, 7))]
        text = "".join(f"{day:02}/02/2017, 10:00 - Sam: {n}\n" for n, day in enumerate(days))
        done = read_text(tmp_path, text, order="dmy")
        odd = {number for number, _ in done.skipped}
        runs = [
            run for size in range(len(days), 0, -1) for run in combinations(range(len(days)), size)
            if all(days[a] <= days[b] for a, b in pairwise(run))
        ]  # fmt: skip
        best = [_odd_beside(days, run) for run in runs if len(run) == len(runs[0])]
        assert odd in best, days


def _odd_beside(days: list[int], run: tuple[int, ...]) -> set[int]:
    odd = set()
    for index, day in enumerate(days):
        low = max((days[at] for at in run if at < index), default=day)
        high = min((days[at] for at in run if at > index), default=day)
        if index not in run and not low - 1 <= day <= high + 1:
            odd.add(index + 1)
    return odd
