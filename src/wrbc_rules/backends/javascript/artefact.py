"""The whole of a policy as data that JSON can hold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wrbc_rules.backends.javascript.classes import classes
from wrbc_rules.backends.javascript.limits import check
from wrbc_rules.backends.javascript.nodes import Nodes
from wrbc_rules.backends.javascript.zone import zone
from wrbc_rules.findings import NOT_LISTED, Outcome, Strength
from wrbc_rules.findings.outcomes import ORDER
from wrbc_rules.ir import REFERRED, Asked, Rule, RuleForm, Setting, TypedPolicy
from wrbc_rules.ir.walk import tests_below
from wrbc_rules.values import Calendar, parse_span, span_text
from wrbc_rules.values.spans import NUMBER_WORDS

#: Of what is written here, so that a page can tell whether its runner reads it.
VERSION = 1


def artefact(policy: TypedPolicy) -> dict[str, Any]:
    """The policy as data for the runner: rules, questions, settings, event classes, the clock of its zone.

    Raises `JavaScriptError` for a policy that JavaScript cannot express.
    """
    nodes = Nodes()
    rules = [_rule(policy, rule, nodes) for rule in policy.rules]
    return {
        "version": VERSION,
        "name": policy.name,
        "edition": policy.edition,
        "organisation": policy.organisation,
        "in_force": policy.in_force.isoformat(),
        "review_due": None if policy.review_due is None else policy.review_due.isoformat(),
        "starts": policy.starts.earliest,
        "moment": policy.vocabulary.moment,
        "not_listed": NOT_LISTED,
        "outcomes": _outcomes(),
        "clock": zone(policy.clock),
        "periods": _periods(),
        "settings": [_setting(each) for each in policy.settings],
        "classes": classes(policy.vocabulary),
        "questions": nodes.questions,
        "nodes": nodes.nodes,
        "rules": rules,
    }


def _rule(policy: TypedPolicy, rule: Rule, nodes: Nodes) -> dict[str, Any]:
    tests = {"scope": rule.scope, "condition": rule.condition, "kept": rule.kept, "excused": rule.excused}
    for test in tests.values():
        check(rule.id, test)
        for asked in tests_below(test, Asked):
            check(rule.id, asked.question.who_test)
    kinds = policy.vocabulary.kinds().items()
    return {
        "id": rule.id,
        "clause": rule.clause,
        "sentence": rule.sentence,
        "title": rule.title,
        "norm": list(rule.lines),
        "strength": rule.strength.value.replace(" ", "_"),
        "permission": rule.form is RuleForm.PERMISSION,
        "kinds": [
            kind for kind, info in kinds if rule.event is not None and issubclass(info.cls, rule.event)
        ],
        "each": None if rule.each is None else [rule.each.people.root, *rule.each.people.fields],
        "stands": rule.stands,
        "refer": None if rule.refer_to is None else {"who": rule.refer_to, "question": REFERRED},
        **{name: nodes.place(test) for name, test in tests.items()},
    }


def _setting(setting: Setting) -> dict[str, Any]:
    return {
        "name": setting.name,
        "type": setting.type,
        "choices": list(setting.choices),
        "value": _value(setting.value),
        "decided_by": setting.decided_by,
        "suggested": _value(setting.suggested),
    }


def _value(value: Any) -> str | int | None:
    if isinstance(value, timedelta | Calendar):
        return span_text(value)
    return value if value is None or isinstance(value, int) else str(value)


def _outcomes() -> dict[str, Any]:
    """The tables of `findings`, for the runner to go by."""
    return {
        "strengths": [each.value.replace(" ", "_") for each in Strength],
        "order": [each.value for each in ORDER],
        "weights": [each.value for each in sorted(Outcome, key=lambda each: each.weight)],
        "open": [each.value for each in Outcome if each.open],
    }


def _periods() -> dict[str, Any]:
    """The words of which a count's period is made."""
    units = {}
    for unit in ("day", "hour", "minute", "week"):
        span = parse_span(unit)
        assert isinstance(span, timedelta)
        units[unit] = span // timedelta(microseconds=1)
    return {"units": list(map(list, units.items())), "numbers": list(map(list, NUMBER_WORDS.items()))}
