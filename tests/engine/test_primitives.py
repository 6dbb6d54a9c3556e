"""Whoever adds a primitive is told which tables do not say it yet."""

import importlib
import re
from pathlib import Path

import pytest

from wrbc_rules.analysis import making
from wrbc_rules.backends.interpreter import evaluate, gaps
from wrbc_rules.ir.expressions import TERMS, TESTS, Fixed, Number, Term, Test, Unset
from wrbc_rules.vocabulary import Vocabulary

ROOT = Path(__file__).parents[2]


def test_the_unions_and_their_lists_are_the_same() -> None:
    assert set(TERMS) == set(Term.__args__)
    assert set(TESTS) == set(Test.__args__)


def test_the_interpreter_evaluates_every_primitive() -> None:
    assert set(evaluate.TERMS) == set(TERMS)
    assert set(evaluate.TESTS) == set(TESTS)


def test_every_test_that_can_be_unknown_says_why() -> None:
    assert set(gaps._GAPS) == set(TESTS) - {Fixed}


def test_every_test_can_be_made_true() -> None:
    assert set(making._WAYS) == set(TESTS)
    assert set(making._VALUES) <= set(TERMS) - {Number, Unset}


def test_the_classes_in_the_documentation_are_a_vocabulary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "docs" / "events.md").read_text(encoding="utf-8")
    [code] = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (tmp_path / "documented_events.py").write_text(code, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    vocabulary = importlib.import_module("documented_events").VOCABULARY
    assert isinstance(vocabulary, Vocabulary)
    assert set(vocabulary.classes) == {"visit", "person"}
