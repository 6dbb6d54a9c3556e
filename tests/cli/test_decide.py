"""`wrbc-rules decide`: exit status, moments, editions, and what a volunteer reads."""

import json
from pathlib import Path

import pytest

from tests.cli.commands import POLICY, SAMPLE, answers, ask, day, line, night, run

JUNE = line(id="june", at="2016-06-30T12:00:00+01:00")


def test_a_breach_is_an_answer_with_status_one() -> None:
    done = run("decide", "--as-of", "none", given=night().encode())
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode().startswith("night: AGAINST THE POLICY (a should)\n")


def test_without_a_breach_the_status_is_zero() -> None:
    done = run("decide", "--as-of", "none", given=day().encode())
    assert (done.returncode, done.stderr) == (0, b"")
    assert "day: WITHIN THE POLICY\n" in done.stdout.decode()


def test_no_events_are_no_breach() -> None:
    assert ask("decide", given="").exit_code == 0


def test_a_line_that_is_no_event_beside_a_breach_is_status_two() -> None:
    done = ask("decide", "--as-of", "none", given=night() + "not json\n" + day())
    assert done.exit_code == 2
    assert done.stderr.startswith("line 2: ")
    assert "night: AGAINST" in done.stdout
    assert "day: WITHIN" in done.stdout


@pytest.mark.parametrize(
    ("events", "status"), [(day(), 0), (line(), 1), (line(at=None), 1), (night(), 1), (JUNE, 0)]
)
def test_strict_is_one_also_if_something_is_open(events: str, status: int) -> None:
    assert ask("decide", "--strict", "--as-of", "none", given=events).exit_code == status


@pytest.mark.parametrize("events", [line(), line(at=None)])
def test_something_open_is_no_breach_otherwise(events: str) -> None:
    assert ask("decide", "--as-of", "none", given=events).exit_code == 0


def test_a_file_is_read_as_standard_input_is(tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    file.write_text(night() + day(), encoding="utf-8")
    told = ask("decide", file, "--as-of", "none")
    assert told.stdout == ask("decide", "--as-of", "none", given=night() + day()).stdout
    assert told.stdout == ask("decide", "-", "--as-of", "none", given=night() + day()).stdout
    assert told.exit_code == 1


@pytest.mark.parametrize("name", ["nowhere.jsonl", "."])
def test_a_file_that_cannot_be_read(name: str, tmp_path: Path) -> None:
    done = ask("decide", tmp_path / name, "--as-of", "none")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("wrbc-rules: cannot read ")


def test_a_policy_with_errors_could_not_run(tmp_path: Path) -> None:
    file = tmp_path / "broken.rules"
    file.write_text("clase 4.7\n", encoding="utf-8")
    done = ask("decide", "--policy", file, given=day())
    assert (done.exit_code, done.stdout) == (2, "")
    assert "error[WR021]" in done.stderr
    assert "\x1b" not in done.stderr


def test_it_is_laid_out_for_eighty_columns_without_colour() -> None:
    done = run("decide", SAMPLE, "--as-of", "2017-05-01T12:00:00+01:00")
    text = done.stdout.decode()
    assert done.returncode == 1
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_summary_counts_each_headline_once() -> None:
    done = ask("decide", SAMPLE, "--as-of", "2017-05-01T12:00:00+01:00")
    counted = done.stdout.split("21 events decided\n")[1].split("\n\n")[0].splitlines()
    headlines = [each.strip().split("  ")[1] for each in counted]
    assert len(headlines) == len(set(headlines))
    assert sum(int(each.strip().split("  ")[0]) for each in counted) == 21


def test_the_rule_is_printed_with_what_limits_it() -> None:
    """Without its `when`, the rule that is shown would forbid all contact."""
    text = " ".join(ask("decide", "--as-of", "none", given=night()).stdout.split())
    said = text.split(": against the policy ")[1].split("because: ")[0]
    assert "staff should not contact a child or young person" in said
    assert "from 21:00 until 08:00" in said
    assert "unless both" in said


def test_no_line_of_an_answer_stands_twice() -> None:
    for event in (line(), day(), night()):
        for finding in ask("decide", "--as-of", "none", given=event).stdout.split("\n  ")[1:]:
            stated = [each for each in finding.splitlines() if each.strip().startswith("not stated:")]
            assert len(stated) == len(set(stated))


def test_findings_that_differ_in_nothing_but_the_person_are_told_of_together() -> None:
    event = json.loads(night())
    mia = event["recipients"][0]
    event["recipients"] = [
        {**mia, "person": {**mia["person"], "id": name}} for name in ("mia", "noah", "zoe", "1", "2")
    ] + [{**mia, "at_risk": None, "person": {**mia["person"], "id": "eve"}}]
    said = " ".join(ask("decide", "--as-of", "none", given=json.dumps(event)).stdout.split())
    assert '4.7 "Quiet hours", about mia, noah and zoe: against the policy' in said
    assert "(recipients[mia, noah, zoe].at_risk: no)" in said
    assert "about 1: against the policy" in said
    assert "about eve: " in said
    every = answers(ask("decide", "--format", "json", "--as-of", "none", given=json.dumps(event)))[0]
    assert [each["about"] for each in every["findings"] if each["rule"] == "4.7"] == [
        "mia",
        "noah",
        "zoe",
        "1",
        "2",
        "eve",
    ]


# ---- when it is looked at


def test_now_is_printed_to_the_other_stream() -> None:
    done = ask("decide", given=day())
    assert done.stderr.startswith("seen at ")
    assert "(Europe/London)" in done.stderr
    assert "seen at" not in done.stdout


def test_none_is_not_printed() -> None:
    assert ask("decide", "--as-of", "none", given=day()).stderr == ""


def test_a_moment_says_what_is_later() -> None:
    review = line(
        kind="review_period",
        id="review",
        at="2016-07-01T09:00:00+01:00",
        subject="policy",
        reviewed_at={"not_done_by": "2017-05-01T12:00:00+01:00"},
    )
    moments = {"2017-05-01T12:00:00+01:00": "pending", "2017-07-02T00:00:00+01:00": "undetermined"}
    for moment, summary in moments.items():
        told = ask("decide", "--format", "json", "--as-of", moment, given=review)
        assert [each["summary"] for each in answers(told)] == [summary]
    assert ask("decide", "--as-of", "2017-05-01T12:00:00+01:00", given="").stderr == (
        "seen at 12:00 on Monday 1 May 2017 (Europe/London)\n"
    )


@pytest.mark.parametrize("moment", ["2017-03-03T21:00:00", "2017-03-03", "rubbish", "", "21:00", "9" * 400])
def test_a_moment_that_is_none_could_not_run(moment: str) -> None:
    done = ask("decide", "--as-of", moment, given=day())
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("wrbc-rules: --as-of: ")


@pytest.mark.parametrize("moment", ["2017-03-03T21:00:00", "2017-03-03"])
def test_what_it_says_to_write_can_be_written(moment: str) -> None:
    said = ask("decide", "--as-of", moment, given=day()).stderr
    advised = said.split("write ")[1].split(",")[0].split(" ")[-1]
    assert ask("decide", "--as-of", advised, given=day()).exit_code == 0


def test_the_advice_has_the_offset_of_the_policys_own_clock() -> None:
    assert "write 2017-07-03T10:00:00+01:00," in ask("decide", "--as-of", "2017-07-03T10:00").stderr
    said = ask("decide", "--as-of", "2017-03-03").stderr
    assert "`2017-03-03` has no time of day; write 2017-03-03T23:59:59+00:00," in said


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_a_moment_at_the_end_of_the_calendar_is_no_fault_of_the_program(moment: str) -> None:
    done = ask("decide", "--as-of", moment, given=day())
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"wrbc-rules: --as-of: `{moment}` is at the very end of the calendar")


# ---- editions


@pytest.fixture
def next_edition(tmp_path: Path) -> Path:
    """An edition of 2018 whose quiet hours begin at 22:00."""
    text = POLICY.read_text(encoding="utf-8")
    for old, new in [
        ('edition "July 2016"', 'edition "July 2018"'),
        ("in force from 2016-07-01", "in force from 2018-07-01"),
        ("from 21:00 until 08:00\n    unless both", "from 22:00 until 08:00\n    unless both"),
    ]:
        assert old in text
        text = text.replace(old, new)
    file = tmp_path / "next.rules"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_edition_in_force_decides(next_edition: Path) -> None:
    later = night("later").replace("2017-03-03", "2019-03-03")
    for order in ((POLICY, next_edition), (next_edition, POLICY)):
        options = [each for file in order for each in ("--policy", file)]
        told = answers(
            ask("decide", *options, "--as-of", "none", "--format", "json", given=night() + later + JUNE)
        )
        rules = [[f["rule"] for f in each["findings"] if f["outcome"] == "breach"] for each in told]
        assert rules == [["4.7"], [], []]
        assert told[2]["summary"] == "no_edition"
        assert told[2]["findings"] == []


def test_before_the_first_edition_there_is_nothing_to_breach() -> None:
    done = ask("decide", "--as-of", "none", given=JUNE)
    assert done.exit_code == 0
    assert done.stdout.startswith("june: BEFORE THE POLICY\n")


def test_one_edition_twice_could_not_run() -> None:
    done = ask("decide", "--policy", POLICY, "--policy", POLICY, given=day())
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--policy: " in done.stderr
