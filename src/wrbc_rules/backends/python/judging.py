"""What one rule comes to, as statements: a breach or why that is not known; or whatever came out.

Each adds an entry to what was found: the number of the rule, the place of the person, a code.
"""

from __future__ import annotations

import ast

from wrbc_rules.backends.python import code
from wrbc_rules.backends.python.logic import STANDS, Logic
from wrbc_rules.backends.python.steps import Judged, Report, plain
from wrbc_rules.ir import All, Asked, Not, Rule, RuleForm, tests_below

#: Codes of what is settled and no breach; the others are causes, as bits, of which none is a breach.
NOT_COVERED, COMPLIES, EXCUSED, CLEAR, PERMITTED = -1, -2, -3, -4, -5


def _entry(index: int, rule: Rule, what: ast.expr) -> ast.stmt:
    place = code.NONE if rule.each is None else code.name("place")
    entry = ast.Tuple([code.constant(index), place, what], ast.Load())
    return ast.Expr(code.call(code.attribute(code.name("found"), "append"), entry))


def reported(step: Report, logic: Logic) -> list[ast.stmt]:
    """A breach if every condition is sure; otherwise why that is not known."""
    rule = step.rule
    causes = logic.given_all_may(step.asked)
    said = code.remark(_said(rule))
    if rule.stands:
        sure = code.both(map(logic.sure, step.asked))
        return code.when(sure, [said, _entry(step.index, rule, code.constant(0))])
    if not any(asked.when is not None for test in step.asked for asked in tests_below(test, Asked)):
        return [said, _entry(step.index, rule, causes)]
    only_stands = code.compare(code.name("causes"), ast.NotEq(), code.constant(STANDS))
    return [
        said,
        code.assign("causes", causes),
        *code.when(only_stands, [_entry(step.index, rule, code.name("causes"))]),
    ]


def judged(step: Judged, logic: Logic) -> list[ast.stmt]:
    """The first outcome that fits."""
    rule = step.rule
    applies = plain(All((rule.scope, rule.condition)))
    kept, excused = plain(rule.kept), plain(rule.excused)
    permission = rule.form is RuleForm.PERMISSION
    breach = All((applies, excused) if permission else (applies, Not(kept), Not(excused)))
    outcomes = [(logic.denied(applies), code.constant(NOT_COVERED))]
    if permission:
        none = logic.denied(breach)
        outcomes.append((code.both((none, logic.sure(applies))), code.constant(PERMITTED)))
    else:
        kept_it, broke_it = logic.sure(kept), logic.denied(kept)
        outcomes.append((code.both((logic.sure(applies), kept_it)), code.constant(COMPLIES)))
        excused_it = code.both((logic.sure(applies), broke_it, logic.sure(excused)))
        outcomes.append((excused_it, code.constant(EXCUSED)))
    outcomes.append((logic.denied(breach), code.constant(CLEAR)))
    open_one = code.constant(STANDS) if rule.stands else logic.cause(breach)
    last = code.choice(logic.sure(breach), code.constant(0), open_one)
    body = [_entry(step.index, rule, last)]
    for test, what in reversed(outcomes):
        body = code.when(test, [_entry(step.index, rule, what)], body)
    return [code.remark(_said(rule)), *body]


def _said(rule: Rule) -> str:
    return f"{rule.id}: {rule.norm}"
