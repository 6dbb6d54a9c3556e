"""The line of a norm: who, the verb that gives its strength, and what is or is not to be done."""

from __future__ import annotations

import re

import attrs

from wrbc_rules.diagnostics import nearest
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon
from wrbc_rules.ir import RuleForm, Strength
from wrbc_rules.syntax import Words

_VERB = re.compile(r" (must|should|will|may)(?: always)?(?: (seek to)| (not|only))?(?: (.+))?")
_APPROPRIATE = re.compile(r"it is (not )?appropriate for (.+)")
_MODAL = re.compile(r"(.+?) (must|should|will|may|shall|shouldn't|mustn't|won't)(?!\w)")
_STRENGTHS = {"must": Strength.MUST, "will": Strength.WILL, "should": Strength.SHOULD}
_FORMS = {"not": RuleForm.PROHIBITION, "only": RuleForm.ONLY}
_CHOOSE_NOT = "write `must not`, `should not` or `will not`"
#: Verbs of ordinary writing that a rule says otherwise.
_OTHER_VERBS = {
    re.compile(r"(must|should|will) never|(must|should)n['’]t"): "write `{} not`",
    re.compile(r"won['’]t"): "write `will not`",
    re.compile(r"shall (?:not|never)|shan['’]t|(?:are|is) not (?:allowed )?to"): _CHOOSE_NOT,
    re.compile(r"can ?not|can['’]t|do(?:es)? not|do(?:es)?n['’]t|ought not to|never"): _CHOOSE_NOT,
    re.compile(r"shall|(?:are|is) to|ha(?:ve|s) to|ought to|needs? to"): "write `must`, `should` or `will`",
}


@attrs.frozen(kw_only=True)
class Line:
    """A norm's line in its parts."""

    subject: Words
    form: RuleForm
    strength: Strength
    rest: Words


def read_line(words: Words, lexicon: Lexicon, letters: Letters) -> Line | None:
    """The parts of a norm's line; None, with a complaint, if it is not whole."""
    appropriate = _APPROPRIATE.fullmatch(words.text)
    if appropriate:
        return _appropriate(words, appropriate, lexicon, letters)
    subject = lexicon.leading_noun(words.text)
    if subject is None:
        _no_subject_or_verb(words, lexicon, letters)
        return None
    verb = _VERB.fullmatch(words.text[len(subject) :])
    if verb is None or _says_never(words, verb[4] or "", lexicon):
        _no_verb(words, len(subject), letters)
        return None
    return _with_verb(words, subject, verb, letters)


def _says_never(words: Words, rest: str, lexicon: Lexicon) -> bool:
    """Whether `never` stands in the place of `not`, and not at the beginning of a declared duty."""
    duty = words.part(len(words.text) - len(rest), len(words.text))
    return rest.startswith("never ") and lexicon.match("duty", duty) is None


def _with_verb(words: Words, subject: str, verb: re.Match[str], letters: Letters) -> Line | None:
    modal, seek, how, rest = verb.groups()
    at = words.part(len(subject) + verb.start(1), len(subject) + verb.end(3 if how else 1))
    if modal == "may":
        message = "`may` says neither what is forbidden nor what is owed"
        remedy = "for a permission, say `it is appropriate for ... to ...`"
        letters.say("WR103", at.span, message, remedy)
        return None
    if rest is None:
        message = f"the line stops after `{words.text[len(subject) + 1 :]}`"
        letters.say("WR102", at.span, message, "say what is or is not to be done")
        return None
    return Line(
        subject=words.part(0, len(subject)),
        form=_FORMS.get(how or "", RuleForm.DUTY),
        strength=Strength.BEST_ENDEAVOURS if seek else _STRENGTHS[modal],
        rest=words.part(len(words.text) - len(rest), len(words.text)),
    )


def _appropriate(words: Words, match: re.Match[str], lexicon: Lexicon, letters: Letters) -> Line | None:
    start = match.start(2)
    subject = lexicon.leading_noun(match[2])
    rest = match[2][len(subject) :] if subject else ""
    if subject is None:
        _no_noun(words.part(start, start + len(match[2].split(" to ")[0])), lexicon, letters)
        return None
    if not rest.startswith(" to "):
        letters.say("WR102", words.span, "the line does not say what for", "say `for ... to ...`")
        return None
    return Line(
        subject=words.part(start, start + len(subject)),
        form=RuleForm.PROHIBITION if match[1] else RuleForm.PERMISSION,
        strength=Strength.APPROPRIATE,
        rest=words.part(start + len(subject) + 4, len(words.text)),
    )


def _no_subject_or_verb(words: Words, lexicon: Lexicon, letters: Letters) -> None:
    modal = _MODAL.match(words.text)
    if modal:
        _no_noun(words.part(0, modal.end(1)), lexicon, letters)
    else:
        _no_verb(words, 0, letters)


def _no_verb(words: Words, after: int, letters: Letters) -> None:
    """Complain of a line without a verb of a rule; `after` is where the subject ends."""
    rest = words.text[after:].lstrip()
    for verb, remedy in _OTHER_VERBS.items():
        match = verb.match(rest)
        if after and match and not rest[match.end() : match.end() + 1].isalpha():
            start = len(words.text) - len(rest)
            modal = next((group for group in match.groups() if group), "")
            message = f"`{match[0]}` is not the verb of a rule"
            letters.say("WR102", words.part(start, start + match.end()).span, message, remedy.format(modal))
            return
    message = "this line has no verb such as `should not`"
    remedy = "begin with who, then `must`, `should` or `will`, then what"
    letters.say("WR102", words.span, message, remedy)


def _no_noun(words: Words, lexicon: Lexicon, letters: Letters) -> None:
    close = nearest(words.text, list(lexicon.nouns))
    declare = f'declare it: `noun "{words.text}" means a person where ...`'
    remedy = f"did you mean `{close[0]}`?" if close else declare
    letters.say("WR101", words.span, f"no noun `{words.text}`", remedy)
