"""What to say about a line of a case that is neither something that happens nor something declared."""

from __future__ import annotations

import re

from wrbc_rules.diagnostics import nearest
from wrbc_rules.elaborate.case_lines import CaseLines, split_moment, subject_of
from wrbc_rules.elaborate.lexicon import PhraseKind
from wrbc_rules.elaborate.looking_up import is_nearly, look_up, phrases_of_kind
from wrbc_rules.syntax import Words, clock_of, day_of

_LOOSE_MOMENT = re.compile(r"(.+) (?:at|by) ([\d\w].*?)(?: on (.+))?")
_CLOCK = re.compile(r"\d{2}:\d{2}(:\d{2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DID = re.compile(r"did (?:not )?(.+)")
_MOST = 300


def misread(words: Words, lines: CaseLines) -> None:
    """Complain of a line that says nothing: of its time, its noun, its act or its fact."""
    if _moment_misread(words, lines):
        return
    body, _, _ = split_moment(words)
    subject = subject_of(body, lines.phrases)
    if subject is None or subject == body.text:
        if subject or not _noun_misread(body, lines):
            _say_no("fact", words, lines)
        return
    rest = body.part(len(subject), len(body.text))
    did = _DID.fullmatch(rest.text)
    if did is not None:
        _say_no("duty", rest.part(*did.span(1)), lines)
        return
    kind, phrase = _nearest(subject, body, rest, lines)
    if kind == "duty":
        told = f"no such fact: `{body.text}`"
        lines.letters.say("WR110", body.span, told, f"write `{subject} did {phrase}`")
    elif kind == "act" and lines.lexicon.match("act", rest) is not None:
        _out_of_place(subject, body, rest, lines)
    else:
        _say_no(kind, rest if kind == "act" else words, lines)


def _out_of_place(subject: str, body: Words, rest: Words, lines: CaseLines) -> None:
    """Complain of something that happens where a fact belongs, or of which nobody is named."""
    if subject == "they":
        message = "nobody is named whom `they` could stand for"
        who = body.part(0, len(subject))
        lines.letters.say("WR101", who.span, message, "write who does it, with a declared noun")
    else:
        message = f"`{body.text}` says what happens, and how things are belongs here"
        lines.letters.say("WR112", body.span, message, "what happens stands after `given`, with its time")


def _say_no(kind: PhraseKind, words: Words, lines: CaseLines) -> None:
    look_up(kind, words, lines.lexicon, lines.letters)


def _nearest(subject: str, body: Words, rest: Words, lines: CaseLines) -> tuple[PhraseKind, str]:
    """Of which kind the phrase is that the line is most like, and the phrase."""
    if is_nearly("act", rest, lines.lexicon):
        return "act", rest.text
    if is_nearly("fact", body, lines.lexicon):
        return "fact", body.text
    known: dict[str, tuple[PhraseKind, str]] = {}
    for phrase in phrases_of_kind("fact", lines.lexicon):
        known.setdefault(phrase, ("fact", phrase))
    for kind in ("act", "duty"):
        for phrase in phrases_of_kind(kind, lines.lexicon):
            known.setdefault(f"{subject} {phrase}", (kind, phrase))
    close = nearest(body.text[:_MOST], list(known)[:_MOST])
    return known[close[0]] if close else ("fact" if subject == "they" else "act", "")


def _noun_misread(body: Words, lines: CaseLines) -> bool:
    """Complain of a noun that is not declared, before an act that is."""
    for space in re.finditer(" ", body.text[:_MOST]):
        act = body.part(space.end(), len(body.text))
        if lines.lexicon.match("act", act) is not None:
            who = body.part(0, space.start())
            close = nearest(who.text, list(lines.lexicon.nouns))
            declare = f'declare it: `noun "{who.text}" means a person where ...`'
            remedy = f"did you mean `{close[0]}`?" if close else declare
            lines.letters.say("WR101", who.span, f"no noun `{who.text}`", remedy)
            return True
    return False


def _moment_misread(words: Words, lines: CaseLines) -> bool:
    """Complain of a time or a day that is not written as in a rules file, after what is understood."""
    match = _LOOSE_MOMENT.fullmatch(words.text)
    if match is None or split_moment(words)[2] is not None:
        return False
    body = words.part(*match.span(1))
    with lines.letters.aside():
        understood = lines.event(body) is not None or lines.deed(body) is not None
    if not understood:
        return False
    clock = words.part(*match.span(2))
    if match[3] is None:
        time = clock_of(clock.text) or "21:00"
        message = "the time is said without its day"
        lines.letters.say("WR142", clock.span, message, f"write `{time} on 2017-03-03`, with the day it was")
        return True
    if not _CLOCK.fullmatch(clock.text):
        written = clock_of(clock.text)
        remedy = f"write `{written}`" if written else "write a time with 24 hours and two digits, like 21:00"
        lines.letters.say("WR113", clock.span, f"`{clock.text}` is not a time", remedy)
    if not _DAY.fullmatch(match[3]):
        day = words.part(*match.span(3))
        written = day_of(day.text)
        remedy = f"write it as `{written}`" if written else "write one like `2017-03-03`"
        lines.letters.say("WR142", day.span, f"`{day.text}` is not how a day is written", remedy)
    return True
