"""What a rule comes to in each row, as one whole number: the outcome, and sixteen times the bits of what is
missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs
import narwhals as nw

from wrbc_rules.backends.columnar.gaps import gaps
from wrbc_rules.backends.columnar.kleene import (
    Sure,
    Truth,
    bit,
    both,
    case,
    conjunction,
    contrary,
    either,
    number_of,
    total,
    truly,
    unknown,
)
from wrbc_rules.backends.columnar.scene import Gap, Scene
from wrbc_rules.backends.columnar.truths import truth
from wrbc_rules.findings import Outcome
from wrbc_rules.ir import All, Not, Rule, RuleForm, Test

#: An outcome's number is its weight: of several about one person, the smallest is the gravest.
NUMBERS: Mapping[int, Outcome] = {outcome.weight: outcome for outcome in Outcome}
#: The outcome has so many values; and so many bits stand beside it, so that 52 bits are not exceeded.
OUTCOMES, BITS = 16, 48


@attrs.frozen
class Bits:
    """Which bit of a rule's number stands for what is missing: in the order in which gaps were met."""

    met: dict[Gap, int] = attrs.field(factory=dict)

    def of(self, gap: Gap) -> int:
        """The gap's bit."""
        return self.met.setdefault(gap, len(self.met))

    @property
    def parts(self) -> int:
        """How many columns the rule needs."""
        return max(1, -(-len(self.met) // BITS))

    def told(self, part: int, bits: int) -> Iterator[Gap]:
        """The gaps whose bits are set in one of the columns."""
        for gap, place in self.met.items():
            if place // BITS == part and bits >> place % BITS & 1:
                yield gap


def conditions(rule: Rule) -> tuple[Test, Test]:
    """Whether the rule applies, and whether it is broken; a permission: whether it is withdrawn."""
    applies = All((rule.scope, rule.condition))
    if rule.form is RuleForm.PERMISSION:
        return applies, All((rule.scope, rule.condition, rule.excused))
    return applies, All((rule.scope, rule.condition, Not(rule.kept), Not(rule.excused)))


@attrs.frozen
class Judged:
    """A rule over the columns of one frame: its outcome, and where each gap leaves it open."""

    outcome: nw.Expr
    gaps: Mapping[Gap, Sure]

    def numbers(self, bits: Bits) -> Iterator[nw.Expr]:
        """The rule's columns."""
        for part in range(bits.parts):
            here = [(bits.of(gap) - part * BITS, where) for gap, where in self.gaps.items()]
            weights = [bit(where) * (OUTCOMES << place) for place, where in here if 0 <= place < BITS]
            yield total((self.outcome, *weights)) if weights else self.outcome


def judged(rule: Rule, scene: Scene, *, missing: bool) -> Judged:
    """The first outcome that fits; with `missing`, also what it would take to know more."""
    outcome = scene.sheet.column(("outcome", rule.id), lambda: _outcome(rule, scene))
    if not missing or rule.stands:
        return Judged(outcome, {})
    _, breach = conditions(rule)
    is_open = unknown(truth(breach, scene))
    found = {
        gap: both((is_open, where)) for gap, where in gaps(breach, scene).items() if gap.cause != "stands"
    }
    return Judged(outcome, found)


def _outcome(rule: Rule, scene: Scene) -> nw.Expr:
    applies, breach = (truth(test, scene) for test in conditions(rule))
    settled = _permission(applies, breach) if rule.form is RuleForm.PERMISSION else _norm(rule, scene)
    found = {} if rule.stands else gaps(conditions(rule)[1], scene)
    causes = [
        (either(where for gap, where in found.items() if gap.cause == cause), outcome)
        for cause, outcome in _BY_CAUSE.items()
    ]
    cases = [(contrary(applies), Outcome.NOT_COVERED), *settled, *causes]
    return case([(when, number_of(each.weight)) for when, each in cases], number_of(Outcome.STANDS.weight))


_BY_CAUSE = {"fact": Outcome.UNDETERMINED, "person": Outcome.FOR_A_PERSON, "time": Outcome.PENDING}


def _permission(applies: Truth, withdrawn: Truth) -> list[tuple[Truth, Outcome]]:
    none = truly(contrary(withdrawn))
    return [
        (withdrawn, Outcome.WITHDRAWN),
        (both((none, truly(applies))), Outcome.PERMITTED),
        (none, Outcome.CLEAR),
    ]


def _norm(rule: Rule, scene: Scene) -> list[tuple[Truth, Outcome]]:
    applies, broken = (truth(test, scene) for test in conditions(rule))
    kept, excused = truth(rule.kept, scene), truth(rule.excused, scene)
    return [
        (broken, Outcome.BREACH),
        (conjunction((applies, kept)), Outcome.COMPLIES),
        (conjunction((applies, contrary(kept), excused)), Outcome.EXCUSED),
        (contrary(broken), Outcome.CLEAR),
    ]
