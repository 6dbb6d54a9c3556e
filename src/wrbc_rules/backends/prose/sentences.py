"""A rule as one sentence: the author's words, with what joins them written out."""

from __future__ import annotations

from collections.abc import Sequence

from wrbc_rules.backends.prose.meanings import meaning
from wrbc_rules.ir import All, AnyOf, Fixed, Not, Phrase, Rule, RuleForm, Test


def sentence(rule: Rule) -> str:
    """The rule as one English sentence, with its full stop.

    A list of three or more stands in brackets unless it ends the sentence, so that what follows it cannot be
    read as a part of its last line.
    """
    parts = list(_circumstances(rule))
    said = _norm(rule)
    for number, (word, test) in enumerate(parts, start=1):
        comma = "" if number == 1 and rule.form is not RuleForm.DUTY else ","
        said += f"{comma} {word} {_said(test, rule, last=number == len(parts))}"
    if rule.refer_to is not None:
        said += f"; then it is referred to {rule.refer_to}"
    return f"{said[:1].upper()}{said[1:]}."


def condition_words(test: Test, rule: Rule) -> str:
    """A condition of a rule in the author's words, on one line; its lists are written out."""
    return _said(test, rule, last=True)


def _norm(rule: Rule) -> str:
    """The line of the norm; of a duty, with what sets it off and by when it is to be done."""
    if rule.form is not RuleForm.DUTY or not isinstance(rule.kept, Phrase):
        return rule.norm
    duty = rule.kept.words
    starts = (at for at in range(len(rule.norm)) if duty.startswith(rule.norm[at:]))
    return rule.norm[: next(starts, len(rule.norm))] + duty if duty else rule.norm


def _circumstances(rule: Rule) -> list[tuple[str, Test]]:
    found: list[tuple[str, Test]] = []
    match rule.form, rule.kept:
        case RuleForm.PROHIBITION, Not(test):
            found.append(("when", test))
        case RuleForm.ONLY, kept:
            found.append(("when", kept))
    if rule.condition != Fixed(True):
        found.append(("if", rule.condition))
    if rule.excused != Fixed(False):
        found.append(("unless", rule.excused))
    return found


def _said(test: Test, rule: Rule, *, last: bool) -> str:
    match test:
        case Phrase(words):
            return words
        case Not(Phrase(_, _, str(contrary))):
            return contrary
        case Not(inner):
            return f"it is not so that {_said(inner, rule, last=False)}"
        case All(tests) if tests and all(isinstance(each, Not) for each in tests):
            denied = [each.test for each in tests if isinstance(each, Not)]
            return _listed(denied, rule, ("neither", "nor", "none of these: {}", "or"), last=last)
        case All(tests):
            return _listed(tests, rule, ("both", "and", "all of these: {}", "and"), last=last)
        case AnyOf(tests):
            return _listed(tests, rule, ("either", "or", "any of these: {}", "or"), last=last)
        case _:
            return meaning(test, rule.each)


def _listed(tests: Sequence[Test], rule: Rule, words: tuple[str, str, str, str], *, last: bool) -> str:
    first, between, many, final = words
    said = [_said(each, rule, last=False) for each in tests]
    if len(said) == 2:
        return f"{first} {said[0]} {between} {said[1]}"
    listed = many.format("; ".join([*said[:-1], f"{final} {said[-1]}"]))
    return listed if last else f"({listed})"
