"""Things that work but may not be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wrbc_rules.elaborate.clauses import clause_nodes, declarations_of
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon
from wrbc_rules.syntax import Declaration, RulesFile, SettingNode, Words


def smells(tree: RulesFile, lexicon: Lexicon, idle: Iterable[Words], letters: Letters) -> None:
    """Warn of numbers left out, readings of other times, words and lines that nothing uses, a hidden *or*.

    Nothing is said where the file has a mistake: what nothing uses may be what the mistake was to use.
    """
    if letters.bad:
        return
    _gaps(tree, letters)
    for words in idle:
        message = "no example is about anything that this line speaks of"
        letters.warn("WR203", words.span, message, "take it out, or add an example that it bears on")
    _readings(tree, letters)
    for node, _ in declarations_of(tree):
        _word(node, lexicon, letters)


def _gaps(tree: RulesFile, letters: Letters) -> None:
    """Warn of numbers left out between two clauses of a part, or before a sentence of a clause."""
    last: dict[int, int] = {}
    for clause in clause_nodes(tree):
        part, number = map(int, clause.number.text.split("."))
        before = last.get(part, number - 1)
        if number > before + 1:
            _gap(f"clause {part}.{before + 1}", number - before - 1, clause.number, letters)
        last[part] = max(number, before)
        before = 0
        for words in (each.number for each in clause.sentences if each.number is not None):
            if int(words.text) > before + 1:
                first = f"sentence {before + 1} of {clause.number.text}"
                _gap(first, int(words.text) - before - 1, words, letters)
            before = int(words.text)


def _gap(first: str, count: int, here: Words, letters: Letters) -> None:
    several = f" and {count - 1:,} more" if count > 1 else ""
    message = f"{first}{several} {'are' if several else 'is'} missing before this one"
    letters.warn("WR204", here.span, message, 'add it; what decides nothing `is context "..."`')


_TIME = re.compile(r"\b[0-9]{2}:[0-9]{2}\b")


def _readings(tree: RulesFile, letters: Letters) -> None:
    """Warn of a reading that names a time, where the rules of its sentence name times and not this one."""
    for sentence in (each for clause in clause_nodes(tree) for each in clause.sentences):
        known = {time for norm in sentence.norms for time in _TIME.findall(letters.source.slice(norm.span))}
        for note in sentence.notes:
            other = next((time for time in _TIME.findall(note.words.text) if time not in known), None)
            if known and other and note.kind.text == "reading":
                message = f"the reading names {other}, and the rule does not"
                remedy = "read it again, and word it as the rule is now"
                letters.warn("WR205", note.words.span, message, remedy)


def _word(node: Declaration | SettingNode, lexicon: Lexicon, letters: Letters) -> None:
    words = node.name if isinstance(node, SettingNode) else node.pattern
    kind = "setting" if isinstance(node, SettingNode) else node.kind.text
    if " ".join(words.text.split()) not in lexicon.used and not _spoken_of(node, lexicon):
        letters.warn("WR201", words.span, f"nothing uses the {kind} `{words.text}`", "use it, or take it out")
    if kind == "fact" and _hides_or(words.text, lexicon):
        letters.warn(
            "WR202", words.span, "the phrase hides an `or`", "declare two facts and list them under `either`"
        )


_ARTICLE = re.compile(r"^(an?|the) ")
#: Words after `or` that make a limit, not a choice.
_LIMITS = r"older|younger|more|less|fewer|later|earlier|over|under"


def _spoken_of(node: Declaration | SettingNode, lexicon: Lexicon) -> bool:
    """Whether a noun stands inside a declared phrase as plain words."""
    if isinstance(node, SettingNode) or node.kind.text != "noun":
        return False
    bare = [_ARTICLE.sub("", each.text) for each in (node.pattern, *node.also)]
    texts = [form.pattern.text for word in lexicon.words for form in word.forms]
    return any(each in text for each in bare for text in texts)


def _hides_or(phrase: str, lexicon: Lexicon) -> bool:
    """Whether an `or` is left when declared nouns and limits ("7 or older") are taken out."""
    if "or " not in phrase:
        return False
    if lexicon.nouns:
        longest = sorted((_ARTICLE.sub("", each) for each in lexicon.nouns), key=len, reverse=True)
        phrase = re.sub("|".join(map(re.escape, longest)), "it", phrase)
    return re.search(rf"\bor (?!{_LIMITS})", phrase) is not None
