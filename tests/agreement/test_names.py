"""Nothing that a rules file says becomes code: it enters generated code as a constant, or not at all."""

from __future__ import annotations

import ast
import re
from typing import Any

import pytest

from tests.kills.asking import HEAD, MIA, message
from wrbc_rules import COMMUNICATION, Policy, policy_from_text
from wrbc_rules.backends.python import runtime
from wrbc_rules.backends.python.evaluator import written
from wrbc_rules.backends.python.runtime import Called
from wrbc_rules.events import Message

from .drafted import classes_of, policy_of
from .telling import told

#: Words that would do something, or break something, if any of them were taken for code.
NASTY = (
    "__import__('os').system('false')",
    "'); raise SystemExit(1) #",
    "event.__class__.__bases__[0].__subclasses__()",
    "\\n    raise SystemExit(1)",
    "{0.__class__} {event!r} %s %(x)s",
    "'''",
    "\\",
    "\\x27\\u0027\\N{APOSTROPHE}",
    "lambda: (yield)",
    "None",
    "__builtins__",
    "\u202fexec('1/0')".strip(),
    "as_of; found.clear()",
)
#: Every word that generated code may use beside the fields of the classes.
WORDS = {
    *("event", "each", "place", "as_of", "found", "subject", "people", "chosen", "causes"),
    *("enumerate", "max", "inf", "append", "get", "isascii", "members", "complete", "earliest", "latest"),
    *("judge", "notable"),
    *runtime.namespace(policy_of(0).typed.clock, Called(event=Message, mapping=False)),
}
_NUMBERED = re.compile(r"(.+?)(_\d+)?(_from|_to|_causes|_doubts|_identity)?")
_MADE = {
    "day",
    "count",
    "number",
    "in_window",
    "window",
    "answer",
    "ask",
    "passes",
    "counts",
    "counted",
    "nobody",
}


def names_of(tree: ast.AST) -> set[str]:
    """Every name in code: variables, attributes, functions, parameters."""
    found = set()
    for node in ast.walk(tree):
        for slot in ("id", "attr", "name", "arg"):
            word = getattr(node, slot, None)
            if isinstance(word, str):
                found.add(word)
    return found


def constants_of(tree: ast.AST) -> set[Any]:
    """Every value that is written out in code."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def is_known(name: str, fields: set[str]) -> bool:
    """Whether a name is one of the fixed words, or made of field names and a number."""
    match = _NUMBERED.fullmatch(name)
    assert match is not None
    stem = match[1]
    if {name, stem} & (WORDS | _MADE | fields):
        return True
    root, _, rest = stem.partition("_")
    if root == "rules":
        _, _, rest = rest.partition("_")
    return root in ("event", "each", "member", "self", "rules") and _made_of(rest, fields)


def _made_of(words: str, fields: set[str]) -> bool:
    return words in fields or any(
        words.startswith(f"{field}_") and _made_of(words[len(field) + 1 :], fields) for field in fields
    )


FIELDS = {field.name for info in COMMUNICATION.classes.values() for field in info.fields.values()}


def trees(policy: Policy, cls: type[Any]) -> list[ast.Module]:
    """Everything that is generated for a class of events."""
    return [
        written(policy.typed, cls, purpose, mapping=mapping)[1]
        for mapping in (True, False)
        for purpose in ("notable", "judge")
    ]


def nasty(words: str) -> Policy:
    return policy_from_text(
        f"""{HEAD}\
clause 1.1 "{words}" [00000000]
  staff must not send a message
    when it is so
    unless the manager allows it
  note "{words}"
clause 1.2 [00000000]
  staff must not send a message
    when it is kept there

noun "staff" means a person where roles include any of employee, volunteer
noun "the manager" means a person where roles include line-manager
act "send a message" means a message
fact "it is so" means purpose is any of "{words}", "x"
fact "it is kept there" means purpose is "the place"
fact "the manager allows it" asks the manager
setting "the place" is a place, "{words}"
"""
    )


@pytest.mark.parametrize("words", NASTY)
def test_quoted_words_stay_constants(words: str) -> None:
    policy = nasty(words)
    for tree in trees(policy, Message):
        assert {name for name in names_of(tree) if not is_known(name, FIELDS)} == set()
        constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert words in constants
        assert words in {
            n.value for n in ast.walk(ast.parse(ast.unparse(tree))) if isinstance(n, ast.Constant)
        }
    assert [each[2] for each in told(policy, message(purpose=words, recipients=[{"person": MIA}]))] == [
        "for_a_person",
        "breach",
    ]


@pytest.mark.parametrize("number", range(0, 60, 2))
def test_drafted_policies_bring_no_names(number: int) -> None:
    policy = policy_of(number)
    for cls in classes_of(policy):
        for tree in trees(policy, cls):
            assert {name for name in names_of(tree) if not is_known(name, FIELDS)} == set()


def test_generated_code_imports_nothing_and_has_two_builtins() -> None:
    policy = policy_of(0)
    names = runtime.namespace(policy.typed.clock, Called(event=Message, mapping=True))
    assert set(names["__builtins__"]) == {"enumerate", "max"}
    for tree in trees(policy, classes_of(policy)[0]):
        assert not [
            node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom | ast.Global)
        ]
