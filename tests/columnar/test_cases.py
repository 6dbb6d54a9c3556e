"""The cases of the language's meaning, the examples of the policies and their samples, decided as tables."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.agreement.drafted import written
from tests.agreement.search import without_reasons
from tests.meaning.cases import read_folder
from wrbc_rules import Policy, load_policy, policy_from_text
from wrbc_rules.analysis.examples import applied, starts
from wrbc_rules.values import instant_of

from .agreeing import Batch, by_columns, by_reference, difference

ROOT = Path(__file__).resolve().parents[2]


class Given(NamedTuple):
    """An event, with when it is looked at, and where it stands."""

    event: Any
    as_of: int | None
    words: str


def agree(policy: Policy, given: Iterable[Given]) -> int:
    """Every class of the events as a table of its own; how many decisions that were."""
    by_class: dict[type[Any], list[Given]] = {}
    for each in given:
        by_class.setdefault(type(each.event), []).append(each)
    decisions = 0
    for cls, those in by_class.items():
        events, as_ofs, words = zip(*those, strict=True)
        batch = Batch(policy, cls, events, as_ofs, words)
        with without_reasons():
            expected = by_reference(batch)
        found = difference(batch, expected, by_columns(batch))
        assert found is None, found
        decisions += expected.total()
    return decisions


def cases() -> dict[tuple[str, str | None], list[Any]]:
    """The cases by their rules; without rules of their own they are about the bundled policy."""
    found: dict[tuple[str, str | None], list[Any]] = {}
    for case in read_folder(ROOT / "tests" / "meaning"):
        found.setdefault(("" if case.rules is None else case.file, case.rules), []).append(case)
    return found


@pytest.mark.parametrize(
    ("key", "those"),
    cases().items(),
    ids=lambda each: each[0] or "bundled" if isinstance(each, tuple) else "",
)
def test_cases_of_the_meaning(key: tuple[str, str | None], those: list[Any]) -> None:
    file, rules = key
    policy = load_policy() if rules is None else policy_from_text(f"{rules}\n", name=file)
    agree(policy, (each for case in those for each in of_case(policy, case)))


def of_case(policy: Policy, case: Any) -> Iterator[Given]:
    """The events of a case."""
    for data in case.events:
        yield Given(
            policy.read_event(data), None if case.as_of is None else instant_of(case.as_of), case.name
        )


@pytest.mark.parametrize("name", ["bundled", "shed"])
def test_examples_of_the_policies(name: str) -> None:
    policy = written(name)
    given: list[Given] = []
    for example in policy.typed.examples:
        as_of = None if example.as_of is None else int(example.as_of.latest)
        lines = (*example.background, *example.inherited, *example.givens)
        scenes = starts(policy.typed, lines, as_of)
        for line in lines:
            scenes = applied(line, scenes)
        given += [Given(scene.event, as_of, example.name) for scene in scenes]
    decisions = agree(policy, given)
    sys.stdout.write(f"{len(given)} events, {decisions} decisions\n")
    assert decisions > 200


@pytest.mark.parametrize(
    ("name", "file"), [("bundled", "wrbc/sample.jsonl"), ("shed", "toolshed/events.jsonl")]
)
def test_samples(name: str, file: str) -> None:
    from wrbc_rules.vocabulary import read_json_line

    policy = written(name)
    lines = (ROOT / "examples" / file).read_text(encoding="utf-8").splitlines()
    events = [policy.read_event(read_json_line(line)) for line in lines]
    assert agree(
        policy, (Given(event, as_of, event.id) for event in events for as_of in (None, 1_493_636_400_000_000))
    )
