"""Each rules file here makes a mistake; beside it stands exactly what its author is told.

A file is named after the codes that it earns. To write the expected texts anew, run
`UPDATE_BAD=1 pytest tests/bad`, then read the difference before it is committed.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from wrbc_rules.analysis import run_examples, run_promises
from wrbc_rules.api import check_policy, check_text
from wrbc_rules.diagnostics import CODES, Diagnostic, render_text

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.rules"))

#: Files of which something else is said so far, with what is wrong. Take a line out once it is put right.
NOT_YET: Mapping[str, str] = {
    "WR003-control-character": "the same words are complained of twice, WR110 too",
    "WR004-direction-mark": "the same words are complained of twice, WR110 too",
    "WR005-zero-width-space": "the same words are complained of twice, WR110 too",
    "WR011-long-dash": "the same words are complained of twice, WR110 too",
    "WR020-and-with-or": "a word whose meaning could not be read is said not to be declared",
    "WR020-brackets-in-a-meaning": "a word whose meaning could not be read is said not to be declared",
    "WR020-example-line-without-given": "a line that cannot be read is blamed on the line above (WR026)",
    "WR020-fact-without-means": "a word whose meaning could not be read is said not to be declared",
    "WR020-field-in-capitals": "a word whose meaning could not be read is said not to be declared",
    "WR020-note-without-quotes": "`note Ask ...` is read as a second rule",
    "WR020-sentence-under-a-pinned-clause": "`sentence 1` is read as a rule without a verb (WR102, WR026)",
    "WR020-underscore-in-a-field": "a word whose meaning could not be read is said not to be declared",
    "WR021-clause-with-a-capital": "a capital is not taken for a slip of the keyboard (WR020)",
    "WR021-exampel": "`exampel` is read as a rule, and its name as words too many",
    "WR021-given-with-a-capital": "a line that cannot be read is blamed on the line above (WR026)",
    "WR021-header-line": "a line that cannot be read is blamed on the line above (WR026)",
    "WR022-both-with-a-colon": "`both:` is read as a phrase, so WR110 and WR026 are said instead",
    "WR024-a-clause-without-a-pin": "the missing pin is not said; the first line below is blamed (WR026)",
    "WR024-a-meaning-that-stops": "a word whose meaning could not be read is said not to be declared",
    "WR027-between-two-lines": "the line set aside is missed by `both` (WR119)",
    "WR028-clause-under-the-head": "not said that a clause begins at the margin (WR020)",
    "WR028-indented-head": "a head that could not be read is said to be missing (WR140)",
    "WR101-undeclared-who-in-an-example": "only WR160 is said: not that the noun is unknown",
    "WR102-should-never": "`never` is read as part of a duty, so `when` is blamed (WR105)",
    "WR110-misspelt-act-in-an-example": "only WR160 is said: not that the act is unknown",
    "WR113-given-at-9pm": "only WR160 is said: not that the time cannot be read",
    "WR120-a-duty-in-a-person": "the period that could not be made is said to be missing (WR108)",
    "WR121-in-a-fact-that-nothing-uses": "a meaning is checked only where a rule uses it",
    "WR125-count-inside-a-count": "the grammar refuses it first (WR020), so WR125 is never said",
    "WR128-noun-with-a-blank": "the blank is complained of twice (WR126)",
    "WR142-given-on-a-day-turned-round": "only WR160 is said: not that the day cannot be read",
    "WR150-time-of-one-digit": "9:00 cannot be read (WR020), and then the setting is missed (WR113)",
    "WR162-like-itself": "an example in a circle is said to lack its event too (WR160)",
    "WR203-background-of-no-use": "not said yet",
}
#: How many complaints files with several mistakes earn.
SEVERAL = {
    "WR024-WR105-two-mistakes-in-one-clause": 2,
    "WR101-WR110-mistakes-in-two-clauses": 2,
    "WR110-two-clauses": 2,
    "WR110-two-in-one-clause": 2,
    "WR123-two-in-one-line": 2,
    "WR140-bare-policy": 4,
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
    return (*found, *(problem for case in cases for problem in case.problems))


def _cases() -> list[object]:
    marks = {name: [pytest.mark.xfail(strict=True, reason=why)] for name, why in NOT_YET.items()}
    return [pytest.param(file, id=file.stem, marks=marks.get(file.stem, [])) for file in FILES]


@pytest.mark.parametrize("file", _cases())
def test_the_mistake_and_no_other_is_reported(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = _found(file, monkeypatch)
    errors = {each.code for each in found if each.is_error}
    assert (errors or {each.code for each in found}) == _named(file)


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.stem not in NOT_YET], ids=lambda file: file.stem
)
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
    assert {file.stem for file in FILES} >= {*NOT_YET, *SEVERAL}
    wanted = {file.stem for file in FILES} - set(NOT_YET)
    assert {file.stem for file in HERE.glob("*.expected")} == wanted


@pytest.mark.xfail(strict=True, reason="its head, which was not read, is said to be missing (WR140)")
def test_a_file_that_is_too_large() -> None:
    """WR030; too long to keep as a file."""
    head = (HERE / "WR201-unused-words.rules").read_text(encoding="utf-8")
    policy, found = check_text(head + "# nothing\n" * 500_000, name="long.rules")
    assert policy is None
    assert {each.code for each in found if each.is_error} == {"WR030"}
