"""The colours of rules files: nothing is lost or refused, and every keyword of the grammar has one."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.token import Comment, Error, Keyword, Name, Number, String

from tests.agreement.drafted import text_of
from wrbc_rules.pygments_lexer import RulesLexer

ROOT = Path(__file__).parents[2]
FILES = [*sorted(ROOT.glob("policy/*.rules")), *sorted(ROOT.glob("examples/*/*.rules"))]
FILES += sorted(ROOT.glob("tests/bad/**/*.rules"))


def _coloured(text: str) -> list[tuple[Any, str]]:
    return list(RulesLexer(stripnl=False, ensurenl=False).get_tokens(text))


def _kinds(text: str) -> dict[str, Any]:
    return {value: kind for kind, value in _coloured(text)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_keeps_every_character(file: Path) -> None:
    text = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    found = _coloured(text)
    assert "".join(value for _, value in found) == text.removeprefix("\ufeff")
    assert not [each for each in found if each[0] is Error]


def test_whatever_is_written_keeps_every_character() -> None:
    source = random.Random("colours")
    for number in range(40):
        text = text_of(number)
        for _ in range(20):
            at = source.randrange(len(text))
            text = (
                text[:at] + source.choice(("", '"', "#", "{", "\n", "[", "é", "then ", "<")) + text[at + 1 :]
            )
        found = _coloured(text)
        assert "".join(value for _, value in found) == text
        assert not [each for each in found if each[0] is Error]


def _keywords() -> list[str]:
    """Every spelling of the grammar's keywords that begin a line, taken from the grammar itself."""
    grammar = (ROOT / "grammar" / "rules.lark").read_text(encoding="utf-8")
    found = re.findall(r"^[A-Z_]+\.9: /(.*)/$", grammar, re.MULTILINE)
    plain = (re.sub(r"\(\?[=!].*$", "", each).replace("[ \\t]+", " ") for each in found)
    words: list[str] = []
    for each in plain:
        group = re.fullmatch(r"(.*?)\(([^()]*)\)(.*)", each)
        words += [f"{group[1]}{one}{group[3]}" for one in group[2].split("|")] if group else [each]
    return [each for each in words if re.fullmatch(r"[a-z ]+", each)]


#: Keywords that stand inside a line, each in one where it counts.
INSIDE = {
    "like": 'example "a" like "b"',
    "adopted": 'clause 1.1 "a" adopted 2020-01-01',
    "restates": "clause 1.1 [00000000] restates 1.2",
    "the organisation": 'noun "a" means the organisation',
    "done at": 'duty "a" means done at b',
    "the later of": "means done at the later of b and c",
    "for each": 'act "a" means a message for each recipient',
    "not set": 'setting "a" is a number, not set',
    "until": "then 1.1 pending until 10:00 on 2020-01-01",
}


def test_every_keyword_of_the_grammar_is_coloured() -> None:
    words = _keywords()
    assert len(words) > 60
    for word in words:
        line = INSIDE.get(word, word)
        if word.startswith("is "):
            line = f'sentence 1 [00000000] {word} "words"'
        if word in _outcomes():
            line = f"then {word}"
        kinds = _kinds(f"{line}\n")
        assert word in kinds, (word, kinds)
        assert kinds[word] in Keyword, (word, kinds)


def _outcomes() -> set[str]:
    grammar = (ROOT / "grammar" / "rules.lark").read_text(encoding="utf-8")
    found = re.search(r"^OUTCOME\.9: /\(([^)]*)\)", grammar, re.MULTILINE)
    assert found
    return set(found[1].replace("[ \\t]+", " ").split("|"))


def test_a_keyword_in_the_middle_of_a_phrase_is_plain() -> None:
    kinds = _kinds("  the time when they must act is given\n")
    assert kinds["when"] not in Keyword
    assert kinds["given"] not in Keyword


def test_what_each_thing_is() -> None:
    kinds = _kinds(
        'clause 4.7 "Quiet" [8c1f20aa]  # why\n  staff should not write\n    when it is {a time}\n'
    )
    assert kinds["4.7"] in Name.Label
    assert kinds['"Quiet"'] in String
    assert kinds["[8c1f20aa]"] in Number
    assert kinds["# why"] in Comment
    assert kinds["should not"] in Keyword.Reserved
    assert kinds["{a time}"] in Name.Variable


def test_tools_find_it_by_name_and_by_file() -> None:
    assert isinstance(get_lexer_by_name("wrbc-rules"), RulesLexer)
    assert isinstance(get_lexer_for_filename("any.rules"), RulesLexer)
