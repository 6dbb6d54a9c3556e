"""What columns cannot say is refused by its rule, before any table is read."""

from __future__ import annotations

import attrs
import pytest

from tests.agreement.telling import policy
from wrbc_rules.backends.columnar import ColumnarError
from wrbc_rules.backends.columnar.saying import check
from wrbc_rules.events import Message
from wrbc_rules.ir import Asked, AtMost, Fixed, Flag, Number, Path, Question, Rule, Tally, Test

[RULE] = policy(
    """\
clause 1.1 [00000000]
  staff must not send a message
    when it is unwise

fact "it is unwise" means doubts
"""
).rules
LIST = Path("event", ("recipients",))


def some(people: Path, test: Test) -> Test:
    return AtMost(Number(1), Tally(people, test))


def with_kept(test: Test) -> Rule:
    return attrs.evolve(RULE, kept=test)


REFUSED = {
    "a member of another list": some(Path("member", ("friends",)), Fixed(True)),
    "depends on the person": some(LIST, Flag(Path("each", ("at_risk",)))),
    "depends on another count": some(LIST, some(LIST, Fixed(True))),
    "or on an answer": some(LIST, Asked(Question("it is well", "the manager", Fixed(True)))),
    "who may answer depends on a count": Asked(Question("it is well", "a friend", some(LIST, Fixed(True)))),
}


@pytest.mark.parametrize(("why", "test"), REFUSED.items(), ids=REFUSED)
def test_a_rule_that_columns_cannot_say(why: str, test: Test) -> None:
    with pytest.raises(ColumnarError, match=f"the rule 1.1 cannot be said in columns: .*{why}") as refused:
        check([with_kept(test)])
    assert refused.value.code == "WR301"


def test_a_primitive_that_columns_do_not_have(monkeypatch: pytest.MonkeyPatch) -> None:
    from wrbc_rules.backends.columnar.gaps import GAPS

    monkeypatch.delitem(GAPS, Flag)
    with pytest.raises(ColumnarError, match="it needs Flag, which this backend does not have"):
        check([RULE])


def test_a_rule_that_columns_can_say() -> None:
    check([RULE, with_kept(some(LIST, Flag(Path("event", ("doubts",)))))])
    assert RULE.event is Message
