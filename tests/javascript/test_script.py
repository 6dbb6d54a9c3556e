"""The module that is written: no text becomes code or markup, and what cannot be said is refused."""

from __future__ import annotations

import json
import subprocess
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest
from attrs import field

from tests.agreement.drafted import policy_of, written
from tests.agreement.telling import policy
from tests.cli.commands import ask
from tests.kills.asking import HEAD, WORDS
from wrbc_rules import NOT_STATED, Policy, Vocabulary, When, about, to_when
from wrbc_rules.backends.javascript import JavaScriptError, artefact, runner, script
from wrbc_rules.backends.javascript.limits import FIRST, LAST, MOST_YEARS, YEARS
from wrbc_rules.backends.javascript.nodes import NAMES
from wrbc_rules.backends.javascript.zone import changes
from wrbc_rules.ir.expressions import TERMS, TESTS
from wrbc_rules.policies import load
from wrbc_rules.source import Source
from wrbc_rules.values import DAY, Clock

from .node import node

#: What would end a script, begin a comment or a template, or end a line of JavaScript.
WICKED = "</script><script>alert(1)</script><!-- ${x} `+\\u2028` \\ \u2028\u2029 ]]> &lt; '"


def run(module: Path, code: str, *arguments: str) -> str:
    """What a program prints that has imported a module as `made`."""
    text = f'const made = await import("{module.as_uri()}");\n{code}'
    command = [node(), *arguments, "--input-type=module", "-e", text]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def wicked() -> Policy:
    """A policy whose titles, words and choices are as bad as the language lets them be."""
    return policy(
        """\
clause 1.1 "</script><!--" [00000000]
  staff must not send a message
    when the </script><script>alert(1)</script> <!-- is on

fact "the </script><script>alert(1)</script> <!-- is on" means purpose is "</script>"
"""
    )


# ---- nothing becomes code


def test_the_text_of_a_policy_stays_text() -> None:
    base = written("bundled").typed
    for typed in (attrs.evolve(base, name=WICKED, organisation=WICKED), wicked().typed):
        data = script(typed).removeprefix(runner())
        assert data.isascii()
        assert "<" not in data
        assert ">" not in data.replace("=>", "")
        literal = data.split("export const POLICY = ")[1].split(";\n\nexport const policy")[0]
        assert json.loads(literal) == artefact(typed)


def test_a_page_ends_its_script_where_the_page_does() -> None:
    class Scripts(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tags: list[str] = []

        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            self.tags.append(tag)

    parser = Scripts()
    parser.feed(f'<p><script type="module">{script(wicked().typed)}</script><p>')
    assert parser.tags == ["p", "script", "p"]


def test_the_runner_has_nothing_that_a_strict_page_forbids() -> None:
    text = runner()
    for word in ("eval(", "Function(", "import(", "fetch(", "XMLHttp", "innerHTML", "document", "setTimeout"):
        assert word not in text
    for mark in ("<!--", "</script", "-->"):
        assert mark not in text
    assert "import " not in text


def test_the_module_decides_without_making_code(tmp_path: Path) -> None:
    """Node is told to refuse code from strings, as a page's content policy would."""
    module = tmp_path / "policy.mjs"
    module.write_text(script(wicked().typed), encoding="utf-8")
    event = json.dumps({"kind": "message", "id": "m", "at": "2017-03-03", "purpose": "</script>"})
    code = f"console.log(JSON.stringify(made.policy.decide({event}).summary))"
    assert json.loads(run(module, code, "--disallow-code-generation-from-strings")) == "undetermined"


# ---- what cannot be said is refused


def test_every_primitive_has_its_name_and_the_runner_knows_it() -> None:
    assert set(NAMES) == {*TERMS, *TESTS}
    assert len(set(NAMES.values())) == len(NAMES)
    text = runner()
    assert all(f"\n  {name}: [" in text for name in NAMES.values())


@pytest.mark.parametrize(
    ("span", "refused"),
    [("5200 weeks", False), ("5300 weeks", True), ("99 years", False), ("101 years", True)],
)
def test_a_span_beyond_the_clock_is_refused(span: str, refused: bool) -> None:
    rules = f"""\
clause 1.1 [00000000]
  staff must keep a record
    within {span} after they send a message

duty "keep a record" means done at backed-up-at
"""
    made = policy(rules).typed
    if refused:
        with pytest.raises(
            JavaScriptError, match=rf"^1\.1: a span of 10\d years is longer than the {MOST_YEARS}"
        ):
            artefact(made)
    else:
        assert artefact(made)["rules"]


def test_a_date_beyond_the_clock_is_refused() -> None:
    rules = """\
clause 1.1 [00000000]
  staff must not send a message
    when it is late

fact "it is late" means at is after 2300-01-01
"""
    with pytest.raises(
        JavaScriptError, match=r"^1\.1: the number .* is larger than JavaScript holds exactly"
    ):
        artefact(policy(rules).typed)


@attrs.frozen(kw_only=True)
class Member:
    id: str | None = field(default=None, metadata=about("who", role="identity"))


@attrs.frozen(kw_only=True)
class Tea:
    """A tea that is hot unless somebody says otherwise."""

    id: str = field(metadata=about("names it"))
    at: When = field(default=NOT_STATED, converter=to_when, metadata=about("when", role="moment"))
    by: Member = field(default=Member(), metadata=about("who", role="actor"))
    hot: bool = field(default=True, metadata=about("whether it is hot"))


def test_a_class_that_says_what_is_left_out_is_refused() -> None:
    text = """\
policy "Tea"
  edition "1"
  organisation "Nobody"
  in force from 2016-01-01
  time zone UTC

clause 1.1 [00000000]
  anybody must not take tea
    when it is hot

noun "anybody" means a member
act "take tea" means a tea
fact "it is hot" means hot
"""
    made = load(Source.from_text("tea.rules", text), Vocabulary("tea", (Tea,)))
    with pytest.raises(JavaScriptError, match=r"^Tea\.hot has a default that states something"):
        artefact(made.typed)


# ---- the clock


@pytest.mark.parametrize(
    "zone", ["Europe/London", "Australia/Lord_Howe", "Africa/Casablanca", "America/New_York", "UTC"]
)
def test_the_constants_are_those_of_the_clock(zone: str) -> None:
    clock = Clock(zone)
    starts, offsets = changes(clock)
    first, last = (int(clock.day(date(year, 1, 1)).earliest) for year in (2012, 2021))
    there = [(start, offset) for start, offset in zip(starts, offsets, strict=True) if first < start <= last]
    assert there == [(start, offset) for start, _, offset in list(clock.pieces(first, last))[1:]]


def test_the_clock_reaches_as_far_as_an_event_and_its_deadlines() -> None:
    clock = Clock("Pacific/Kiritimati")
    assert int(clock.day(date(YEARS.start, 1, 1)).earliest) > FIRST + 2 * DAY
    end = clock.day(date(YEARS.stop - 1, 12, 31)).latest + timedelta(days=365.25 * MOST_YEARS) / timedelta(
        microseconds=1
    )
    assert end < LAST < 2**53


# ---- the command


def test_the_command_writes_a_module(tmp_path: Path) -> None:
    module = tmp_path / "policy.mjs"
    done = ask("javascript", "-o", module)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "")
    assert module.read_text(encoding="utf-8") == script(written("bundled").typed)
    assert [each.name for each in tmp_path.iterdir()] == ["policy.mjs"]
    assert run(module, "console.log(made.POLICY.edition)") == "July 2016\n"


def test_the_command_prints_the_module() -> None:
    assert ask("javascript").stdout == script(written("bundled").typed)


def test_the_command_says_what_javascript_cannot_express(tmp_path: Path) -> None:
    file = tmp_path / "long.rules"
    rules = (
        "clause 1.1 [00000000]\n  staff must keep a record\n    within 200 years after they send a message\n"
    )
    file.write_text(
        f'{HEAD}{rules}{WORDS}\nduty "keep a record" means done at backed-up-at\n', encoding="utf-8"
    )
    done = ask("javascript", file)
    assert done.exit_code == 2
    assert "JavaScript cannot express this policy: 1.1: a span of 200 years" in done.stderr


def test_the_command_says_where_it_cannot_write(tmp_path: Path) -> None:
    done = ask("javascript", "-o", tmp_path / "absent" / "policy.mjs")
    assert done.exit_code == 2
    assert "cannot write" in done.stderr


def test_the_same_policy_is_written_the_same() -> None:
    assert script(policy_of(4).typed) == script(policy_of(4).typed)
