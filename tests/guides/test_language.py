"""The reference of the language: whole, against the grammar and the operators, and true."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any

import attrs
import pytest

from wrbc_rules import Policy, check_text
from wrbc_rules.analysis import run_example, run_promise
from wrbc_rules.diagnostics import Diagnostic
from wrbc_rules.findings import Outcome, Strength
from wrbc_rules.ir import operators
from wrbc_rules.resources import grammar_text
from wrbc_rules.syntax import tables
from wrbc_rules.syntax.tree import Token

from .snippets import ROOT, rules_of

PAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
TEXT = rules_of("language.md")
#: Forms that the page does not show: the grammar reads them, and something has to stand below.
SMALL = """policy "Small"
  edition "1"
  organisation "nobody"
  in force from 2025-01-01
  time zone Europe/London
clause 1.1 "First" adopted 2025-01-01 is context "So that there is one."
noun "anybody" means a person
"""
BARE = {
    "a policy": 'policy "Nothing"\n',
    "a clause": f'{SMALL}clause 1.2 "Nothing" adopted 2025-01-01\n',
    "a clause without a title": f"{SMALL}clause 1.2 adopted 2025-01-01\n",
    "a sentence": f'{SMALL}clause 1.2 "Nothing"\n  sentence 1 adopted 2025-01-01\n',
    "an example": f'{SMALL}clause 1.2 adopted 2025-01-01 is context "x"\n  example "Nothing"\n',
    "an example like one": f'{SMALL}clause 1.2 adopted 2025-01-01 is context "x"\n  example "a" like "b"\n',
    "a promise": f'{SMALL}promise "Nothing"\n',
    "a list of people in a list of people": (
        f'{SMALL}fact "x" means some subjects where some subjects where it is "anybody"\n'
    ),
}
#: The one of them that is no mistake.
HARMLESS = f"{SMALL}background\n"


@attrs.frozen
class Read:
    """What reading a text used of the grammar: its productions, and the words of each by terminal."""

    productions: dict[int, tables.Rule] = attrs.field(factory=dict)
    words: dict[tuple[str, str], set[str]] = attrs.field(factory=dict)

    def of(self, form: str, terminal: str) -> set[str]:
        """The words of a terminal in a form."""
        return self.words.get((form, terminal), set())

    def terminal(self, terminal: str) -> set[str]:
        """The words of a terminal wherever it stands."""
        found = [words for (_, name), words in self.words.items() if name == terminal]
        return set().union(*found)


@pytest.fixture(scope="module")
def checked() -> tuple[Policy, tuple[Diagnostic, ...], Read]:
    read = Read()
    with pytest.MonkeyPatch.context() as patch:
        _note(patch, read)
        policy, found = check_text(TEXT, name="language.rules")
    assert policy is not None, "\n".join(f"{each.code} {each.message}" for each in found if each.is_error)
    return policy, found, read


def _note(patch: pytest.MonkeyPatch, read: Read) -> None:
    """Note every production that makes a form."""
    made = tables.Rule.made

    def noted(rule: tables.Rule, parts: list[Any]) -> Any:
        read.productions[id(rule)] = rule
        for part in parts:
            if isinstance(part, Token):
                words = re.sub(r"[ \t]+", " ", part[1])
                read.words.setdefault((rule.name, part[0]), set()).add(words)
        return made(rule, parts)

    patch.setattr(tables.Rule, "made", noted)


def _productions() -> dict[int, tables.Rule]:
    """Every production of the grammar, by following its tables from the first state."""
    todo, seen, found = [tables.tables().start], set[int](), dict[int, tables.Rule]()
    while todo:
        state = todo.pop()
        if id(state) in seen:
            continue
        seen.add(id(state))
        for to in state.next.values():
            if isinstance(to, tables.Rule):
                found[id(to)] = to
            else:
                todo.append(to)
    return found


def test_nothing_is_wrong_with_the_file_that_the_page_is(
    checked: tuple[Policy, tuple[Diagnostic, ...], Read],
) -> None:
    _, found, _ = checked
    unused = "WR201"  # words that the page shows and that no rule of it needs
    assert [(each.code, each.message) for each in found if each.code != unused] == []


def test_its_examples_and_promises_hold(checked: tuple[Policy, tuple[Diagnostic, ...], Read]) -> None:
    typed = checked[0].typed
    assert len(typed.examples) >= 13
    for example in typed.examples:
        assert not run_example(typed, example).problems, example.name
    for promise in typed.promises:
        assert not run_promise(typed, promise).problems, promise.name


def test_every_form_of_the_grammar_is_shown_or_refused(
    checked: tuple[Policy, tuple[Diagnostic, ...], Read],
) -> None:
    shown = checked[2].productions
    every = _productions()
    assert len(every) == len(json.loads(grammar_text("rules.json"))["rules"])
    bare = Read()
    with pytest.MonkeyPatch.context() as patch:
        _note(patch, bare)
        for what, text in BARE.items():
            assert any(each.is_error for each in check_text(text)[1]), what
        assert not any(each.is_error for each in check_text(HARMLESS)[1])
    assert [(r.form, r.name, r.size) for key, r in every.items() if key not in shown | bare.productions] == []
    assert len(every.keys() - shown.keys()) == len(BARE) + 1


def test_every_keyword_is_shown(checked: tuple[Policy, tuple[Diagnostic, ...], Read]) -> None:
    read = checked[2]
    # line ends, and what the next test looks at; before a vowel `a` is `an`.
    others = {"_NL", "SPAN_LIT", "NIGHTS", "INCLUDE", "A", "WHO"}
    for name, (written, _) in json.loads(grammar_text("rules.json"))["terminals"].items():
        bare = re.sub(r"\(\?[=!].*$", "", written.replace("[ \\t]+", " "))
        keywords = re.findall(r"[a-z]{2,}", re.sub(r"\[[^]]*\]|\\.", "", bare))
        said = " ".join(read.terminal(name)).lower()
        for word in keywords if name not in others else ():
            assert re.search(rf"\b{word}\b", said), (name, word)


def test_units_numbers_and_nights_are_listed(checked: tuple[Policy, tuple[Diagnostic, ...], Read]) -> None:
    nights = " ".join(checked[2].terminal("NIGHTS"))
    for day in "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split():
        assert day in nights
    for unit in "minute hour day week month year".split():
        assert re.search(rf"\b{unit}\b", PAGE)
    assert checked[2].terminal("INCLUDE") == {"include", "includes"}


def test_every_operator_is_shown(checked: tuple[Policy, tuple[Diagnostic, ...], Read]) -> None:
    read = checked[2]
    assert read.of("age", "ORDER") == {*operators.AGES}
    assert read.of("count_in", "ORDER") == {*operators.ORDERS}
    assert read.of("tally", "ORDER") == {*operators.ORDERS}
    assert read.of("order_in_time", "SIDE") == {*operators.SIDES}
    assert read.of("quantified", "QUANT") == {*operators.QUANTIFIERS}
    for word in {*operators.AGES, *operators.ORDERS, *operators.SIDES, *operators.QUANTIFIERS}:
        assert f"`{word}" in PAGE or f" {word} " in PAGE.split("## Formal meanings")[1].split("```")[0], word


#: Where the page shows what each function of the operators' table says.
_FUNCTIONS = {
    "age": ("age", "AGE_BY"),
    "by": ("timing", "BY"),
    "within": ("within", "WITHIN"),
    "lasts": ("timing", "FOR_AT"),
    "happens": ("expect", "THEN"),
}


def test_every_row_that_is_a_function_is_shown(
    checked: tuple[Policy, tuple[Diagnostic, ...], Read],
) -> None:
    own = {
        name
        for name, each in vars(operators).items()
        if inspect.isfunction(each) and each.__module__ == operators.__name__
    } - {"<lambda>"}
    assert own == {*_FUNCTIONS}
    for form, terminal in _FUNCTIONS.values():
        assert checked[2].of(form, terminal), (form, terminal)


def test_every_outcome_strength_and_list_word_is_explained() -> None:
    for outcome in Outcome:
        assert f"`{outcome.words}`" in PAGE
    for strength in Strength:
        assert re.search(rf"\| {strength.value} \|$", PAGE, re.MULTILINE), strength


def test_every_example_of_a_test_stands_in_a_cell_that_can_be_read() -> None:
    """The third column of the table of tests is the notation itself, so it is checked too."""
    table = PAGE.split("## Formal meanings")[1].split("```")[0]
    cells = re.findall(r"^\| .* \| .* \| (`.*`) \|$", table, re.MULTILINE)
    lines = [line for cell in cells for line in re.findall(r"`([^`]*)`", cell)]
    assert len(lines) >= 13
    facts = "".join(f'fact "row {number}" means {line}\n' for number, line in enumerate(lines))
    _, found = check_text(f"{TEXT}\n{facts}")
    assert [each.message for each in found if each.code < "WR100" and each.is_error] == []
