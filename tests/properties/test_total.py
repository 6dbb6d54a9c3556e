"""Nothing that a user gives raises anything but what is documented (DESIGN section 8)."""

from __future__ import annotations

import math
import random
import re
import string
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wrbc_rules import (
    COMMUNICATION,
    NEVER,
    NOT_STATED,
    Policy,
    PolicyError,
    When,
    check_policy,
    check_text,
    load_policy,
    policy_from_text,
)
from wrbc_rules.diagnostics import render_text
from wrbc_rules.strategies import events, policies
from wrbc_rules.values import NaiveTimeError

from .drawn import bundled, covered_event, drafted_text, speaks

TEXT = bundled().typed.source.text
LINES = TEXT.split("\n")
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
#: What slips into a file: each is put somewhere, or in the place of something.
SCRAPS = (
    "", " ", "\t", "\r", "\x00", "\x0c", "\x1b[31m", "\ufeff", "\u200b", "\u202e", "\u2028", "\xa0",
    "\u201c", "\u2013", "\ud800", '"', "'", "[", "]", "(", ")", "{", "}", "{a time}", "{somebody}", "#",
    ",", ".", ":", "*", "\\", "%s", "{0}", "clause", "clause 4.7", "unless", "when", "if both", "either",
    "none of", "means", "asks", "the organisation", "not set", "09:60", "24:00", "21:00 until 21:00",
    "2017-02-30", "0000-00-00", "99999999999999999999", "-1", "every year", "within 0 days after",
    "for each recipient", "seen at", "then 4.7 breach", "then", "like", "but", "given",
    "in force from 9999-12-31", "in force from 0001-01-01", "time zone Mars/Base",
    "time zone ../../etc/passwd", "time zone /etc/localtime", "time zone ", "\u0660\u0661", "\u00b2",
    "a" * 500, "if 4.7 is excused", "within 999999 years after they", "at least 999999999 members where",
    "age by birth-date is under 999999999",
)  # fmt: skip


def mutated(lines: list[str], source: random.Random) -> str:
    """The file with one to four lines dropped, doubled, swapped, indented otherwise, or changed within."""
    lines = list(lines)
    for _ in range(source.choice((1, 1, 2, 4))):
        if len(lines) < 3:
            break
        here, there = source.randrange(len(lines)), source.randrange(len(lines))
        match source.randrange(8):
            case 0:
                del lines[here]
            case 1:
                lines.insert(there, lines[here])
            case 2:
                lines[here], lines[there] = lines[there], lines[here]
            case 3:
                del lines[min(here, there) : min(here, there) + 5]
            case _:
                lines[here] = _spoilt_line(lines[here], lines, source)
    return "\n".join(lines)


def _spoilt_line(line: str, lines: list[str], source: random.Random) -> str:
    at = source.randrange(len(line) + 1)
    words = line.split(" ")
    word = source.randrange(len(words))
    match source.randrange(6):
        case 0:
            return source.choice(("  ", "    ", "\t", "")) + line
        case 1:
            return line[source.choice((1, 2, 4)) :]
        case 2:
            return line[:at] + source.choice(SCRAPS) + line[at:]
        case 3:
            return line[:at] + source.choice(string.printable) + line[at + 1 :]
        case 4:
            return " ".join((*words[:word], source.choice(SCRAPS), *words[word + 1 :]))
        case _:
            return " ".join((*words[:word], *source.choice(lines).split(" "), *words[word:]))


def checked(text: str) -> Policy | None:
    """The file checked and its mistakes rendered; a policy that passes decides as well."""
    policy, found = check_text(text)
    shown = render_text(found)
    assert (policy is None) is any(each.is_error for each in found)
    assert policy is not None or shown
    return policy


def short(source: random.Random) -> list[str]:
    """The bundled file without its examples and some of its clauses: quicker to check than the whole."""
    blocks = re.split(
        r"(?m)^(?=\S)",
        re.sub(r"(?m)^ +example .*\n(?: +(?:given|and|but|not known|then|seen) .*\n)+", "", TEXT),
    )
    kept = [b for b in blocks if not b.startswith(("promise ", "background"))]
    gone = source.sample(
        [b for b in kept if b.startswith(("clause 3", "clause 4", "clause 6", "clause 7"))], 4
    )
    return "".join(b for b in kept if b not in gone).split("\n")


def judge(start: int, number: int) -> Counter[str]:
    found, wrong = Counter[str](), []
    for seed in range(start, start + number):
        source = random.Random(f"mutated {seed}")
        text = mutated(
            LINES if seed % 10 == 0 else short(source) if seed % 2 else drafted_text(seed % 40).split("\n"),
            source,
        )
        try:
            policy = checked(text)
            if policy is not None and seed % 3 == 0:
                policy.decide(covered_event(bundled(), seed)).as_json(everything=True)
        except Exception as crash:  # noqa: BLE001
            wrong.append(f"mutated {seed}: {type(crash).__name__}: {crash}"[:300])
            continue
        found["refused" if policy is None else "a policy"] += 1
    assert not wrong, f"{len(wrong)} of {number}\n" + "\n".join(wrong[:10])
    return found


def test_a_spoilt_file_is_checked_to_its_end() -> None:
    found = judge(0, 200)
    assert min(found["refused"], found["a policy"]) > 12, found


@pytest.mark.soak
@pytest.mark.parametrize("start", range(1000, 9000, 1000))
def test_a_spoilt_file_is_checked_to_its_end_at_length(start: int) -> None:
    judge(start, 1000)


@QUICK
@given(st.text(max_size=200))
def test_any_text_is_checked(text: str) -> None:
    checked(text)


@QUICK
@given(
    st.lists(
        st.sampled_from(
            [*LINES, *SCRAPS, '  edition "1"', "clause 1.1 [00000000]", "  staff must not do it"]
        ),
        max_size=12,
    )
)
def test_any_lines_are_checked(lines: list[str]) -> None:
    checked("\n".join(lines))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.one_of(st.binary(max_size=200), st.tuples(st.binary(max_size=4), st.integers(0, 3000)).map(
    lambda each: (text := "\n".join(LINES[:60]).encode())[: each[1]] + each[0] + text[each[1] :]
)))  # fmt: skip
def test_any_bytes_are_a_policy_or_a_policy_error(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "any.rules"
    path.write_bytes(data)
    policy, found = check_policy(path)
    assert policy is not None or any(each.is_error for each in found)
    try:
        load_policy(path)
    except PolicyError as error:
        speaks(error)


@pytest.mark.parametrize("path", ["nothing/here.rules", "."])
def test_a_file_that_cannot_be_read_is_an_os_error(path: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"."):
        load_policy(tmp_path / path)


@QUICK
@given(policy=policies(COMMUNICATION), data=st.data())
def test_any_drafted_policy_decides_any_event(policy: Policy, data: st.DataObject) -> None:
    event: Any = data.draw(events(policy))
    decision = policy.decide(event)
    assert decision.as_json(everything=True)
    assert decision.explain(everything=True)


HEAD = 'policy "P"\n  edition "1"\n  organisation "O"\n  in force from {day}\n  time zone {zone}\n\n'
CLAUSE = "clause 1.1 [00000000]\n  staff must not write\n    when it is late\n\n"
NOUNS = 'noun "staff" means a person\nact "write" means a message\n'
BODY = CLAUSE + NOUNS


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Apia", "Etc/GMT+12"])
@pytest.mark.parametrize(
    "day", ["0001-01-01", "0002-01-01", "1800-01-01", "2011-12-30", "9998-12-31", "9999-12-31"]
)
def test_a_policy_from_the_ends_of_the_calendar(zone: str, day: str) -> None:
    """A day that a zone skipped, or near an end of what a date can be, is refused by name or works."""
    start = HEAD.format(day=day, zone=zone)
    works_or_is_refused(start, "at is from 21:00 until 08:00")


@pytest.mark.parametrize("zone", ["Europe/London", "Pacific/Apia", "Etc/GMT+12"])
@pytest.mark.parametrize(
    "day", ["0001-01-01", "0002-01-01", "1800-01-01", "2011-12-30", "9998-12-31", "9999-12-31"]
)
def test_a_fact_at_the_ends_of_the_calendar(zone: str, day: str) -> None:
    start = HEAD.format(day="2010-01-01", zone=zone)
    for meaning in (
        f"at is after {day}",
        f"at is before {day}",
        f"backed-up-at is within 1 month after {day}",
    ):
        works_or_is_refused(start, meaning)


@pytest.mark.parametrize("span", ["1 day", "1 month", "999999 weeks", "999999 years", "99999 months"])
def test_a_time_to_do_something_beyond_the_calendar(span: str) -> None:
    works_or_is_refused(HEAD.format(day="2010-01-01", zone="UTC"), f"backed-up-at is within {span} after at")


def works_or_is_refused(start: str, meaning: str) -> None:
    try:
        policy = policy_from_text(f'{start}{BODY}fact "it is late" means {meaning}\n')
    except PolicyError as error:
        speaks(error)
        return
    for at in (
        datetime(2011, 12, 31, tzinfo=UTC),
        datetime(2, 1, 3, tzinfo=UTC),
        datetime(9998, 12, 30, tzinfo=UTC),
        NEVER,
        NOT_STATED,
    ):
        event: Any = attrs.evolve(covered_event(bundled(), 6), at=at, backed_up_at=NOT_STATED)
        for as_of in (None, datetime(2011, 12, 31, tzinfo=UTC)):
            assert policy.decide(event, as_of).as_json(everything=True)["summary"]


EDGES = (
    NOT_STATED,
    NEVER,
    When.of(datetime(2, 1, 1, tzinfo=UTC)),
    When.of(datetime(9998, 12, 31, 23, 59, tzinfo=UTC)),
    When.not_done_by(datetime(9998, 12, 31, 23, 59, tzinfo=UTC)),
    When.between(datetime(2, 1, 1, tzinfo=UTC), datetime(9998, 12, 31, tzinfo=UTC)),
    When(0, math.inf),
    When(-math.inf, 0),
)


@pytest.mark.parametrize("number", range(len(EDGES)))
def test_every_edge_of_time_is_decided(number: int) -> None:
    """In every field of an instant of every sort of event, seen at a time or not."""
    when = EDGES[number]
    for seed in range(6):
        event: Any = covered_event(bundled(), seed)
        names = [a.name for a in attrs.fields(type(event)) if isinstance(getattr(event, a.name), When)]
        for name in names:
            changed = attrs.evolve(event, **{name: when})
            for as_of in (None, datetime(2017, 6, 1, tzinfo=UTC), datetime(9998, 12, 31, tzinfo=UTC)):
                decision = bundled().decide(changed, as_of)
                assert decision.as_json(everything=True)["id"] == "drawn"
                assert decision.explain(everything=True)


def test_a_time_of_looking_without_an_offset_is_refused() -> None:
    with pytest.raises(NaiveTimeError):
        bundled().decide(covered_event(bundled(), 6), as_of=datetime(2017, 3, 3))  # noqa: DTZ001
    with pytest.raises(NaiveTimeError):
        attrs.evolve(covered_event(bundled(), 6), at=datetime(2017, 3, 3))  # noqa: DTZ001


def test_settings_are_refused_by_value_error() -> None:
    junk: tuple[object, ...] = (
        None,
        -1,
        0,
        1.5,
        "",
        "soon",
        timedelta(0),
        timedelta(-1),
        timedelta.max,
        10**400,
        [],
        {},
        object(),
        True,
    )
    for name in (
        "the counting period",
        "the contact limit",
        "the appointed storage location",
        "no such setting",
        "",
    ):
        for value in junk:
            try:
                policy = bundled().with_settings({name: value})
            except (ValueError, PolicyError) as error:
                speaks(error)
            else:
                policy.decide(covered_event(bundled(), 6))


@pytest.mark.parametrize("depth", [3, 8, 50, 150, pytest.param(400, marks=pytest.mark.soak), 3000])
def test_lists_nested_without_end_are_refused(depth: int) -> None:
    lines = ["  staff must not write", "    when both"]
    for level in range(depth):
        lines += ["  " * (level + 3) + "it is late", "  " * (level + 3) + "both"]
    lines += ["  " * (depth + 3) + "it is late"] * 2
    text = (
        HEAD.format(day="2016-01-01", zone="UTC")
        + "clause 1.1 [00000000]\n"
        + "\n".join(lines)
        + "\n\n"
        + NOUNS
    )
    checked(text + 'fact "it is late" means account.agreed\n')


@pytest.mark.parametrize("length", [100, 10_000])
def test_long_lines_and_long_files_are_checked(length: int) -> None:
    checked("\n".join(LINES[:8]) + "\n" + "x " * length)
    checked('policy "' + "p" * length + '"\n')
    checked("\n" * length)
    checked("(" * length)
    checked('"' * length)


@pytest.mark.parametrize("before", ['policy "P', "clause 1.1", "noun", "  x", ""])
@pytest.mark.parametrize("filling", [" ", "\t", '"', '" ', "a ", "\u201c", ": ", "also "])
def test_a_long_line_in_a_broken_block_takes_no_time(before: str, filling: str) -> None:
    """A line ten times as long takes ten times as long, not a thousand times."""
    length = 2500 // len(filling)
    start = time.process_time()
    checked(f"{before}\n{filling * length}x\n")
    assert time.process_time() - start < 2
