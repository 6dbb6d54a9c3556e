"""Each rules file here makes a mistake; beside it stands exactly what its author is told.

A file is named after the codes that it earns. To write the expected texts anew, run
`UPDATE_BAD=1 pytest tests/bad`, then read the difference before it is committed.
"""

import os
import re
from pathlib import Path

import pytest

from wrbc_rules.analysis import run_examples, run_promises, summed
from wrbc_rules.api import check_policy, check_text
from wrbc_rules.diagnostics import CODES, Diagnostic, render_text

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.rules"))

#: How many complaints files with several mistakes earn.
SEVERAL = {
    "WR024-WR105-two-mistakes-in-one-clause": 2,
    "WR101-WR110-mistakes-in-two-clauses": 2,
    "WR110-two-clauses": 2,
    "WR110-two-in-one-clause": 2,
    "WR123-two-in-one-line": 2,
    "WR133-three-sentences-one-number": 2,
    "WR133-two-sentences-after-the-third": 2,
}
#: What only a programmer would say: a name with an underscore or capitals inside, a traceback.
_PYTHON = re.compile(
    r"[a-z]+_[a-z]+|\b[A-Z][a-z]+[A-Z]\w*|\b(?:None|True|False|self|Traceback)\b|<class| at 0x"
)


def _named(file: Path) -> set[str]:
    """The codes in a file's name."""
    return set(re.findall(r"WR[0-9]{3}(?=-)", file.name))


def _found(file: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Diagnostic, ...]:
    """Everything said of a file, by its bare name; examples and promises are run if it has no errors."""
    monkeypatch.chdir(HERE)
    policy, found = check_policy(file.name)
    if policy is None:
        return found
    cases = (*run_examples(policy.typed), *run_promises(policy.typed))
    return (*found, *summed(policy.typed, cases))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_mistake_and_no_other_is_reported(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _found(file, monkeypatch)
    errors = {each.code for each in found if each.is_error}
    assert (errors or {each.code for each in found}) == _named(file)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_exactly_this_is_said(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = render_text(_found(file, monkeypatch), unicode=True, color=False, width=80) + "\n"
    expected = file.with_suffix(".expected")
    if os.environ.get("UPDATE_BAD"):
        expected.write_text(said, encoding="utf-8", newline="\n")
    assert said == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SEVERAL)
def test_one_mistake_hides_no_other(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _found(HERE / f"{name}.rules", monkeypatch)
    assert len([each for each in found if each.is_error]) == SEVERAL[name]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_no_letter_speaks_of_the_program(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in _found(file, monkeypatch):
        theirs = each.source.text if each.source else ""
        notes = [note for note in each.notes if not note.startswith("the event: {")]  # as it stands in a file
        for words in (each.message, each.help or "", *notes, *(label.text for label in each.labels)):
            assert [name for name in _PYTHON.findall(words) if name not in theirs] == []


def test_every_code_has_a_case() -> None:
    """Here, in this file, or among the tests of characters, which cannot all come out of a file."""
    cased = {code for file in FILES for code in _named(file)}
    texts = [Path(__file__), *(HERE.parent / "diagnostics").glob("*.py")]
    cased |= {code for text in texts for code in re.findall(r"WR[0-9]{3}", text.read_text(encoding="utf-8"))}
    assert set(CODES) - cased == set()


def test_every_case_is_whole() -> None:
    assert {code for file in FILES for code in _named(file)} - set(CODES) == set()
    assert {file.stem for file in FILES} >= set(SEVERAL)
    assert {file.stem for file in HERE.glob("*.expected")} == {file.stem for file in FILES}


def test_a_file_that_is_too_large() -> None:
    """WR030; too long to keep as a file."""
    head = (HERE / "WR201-unused-words.rules").read_text(encoding="utf-8")
    policy, found = check_text(head + "# nothing\n" * 500_000, name="long.rules")
    assert policy is None
    assert {each.code for each in found if each.is_error} == {"WR030"}
