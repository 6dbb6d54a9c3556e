"""Colours for rules files, for every tool that draws with Pygments; it is found under the name `wrbc-rules`.

It reads line by line and never refuses anything: a file with mistakes has colours too.

Never: imports a room of the package, or says what a word means.
"""

from __future__ import annotations

import re

from pygments.lexer import RegexLexer, default, words
from pygments.token import Comment, Keyword, Name, Number, Punctuation, String, Text, Whitespace

_END = r"(?![\w'’-])"
#: What opens a block; words and settings, which open one too, have meanings of their own.
OPENINGS = "policy part clause sentence example promise background note reading".split()
#: What begins a line inside a block.
BEGINNINGS = (
    *("edition", "organisation", "in force from", "review due by", "time zone"),
    *("when", "if", "unless", "before", "whenever", "within", "by", "for at least", "for at most"),
    *("at least every", "answers", "refer it to"),
    *("given", "and", "but", "with", "not known whether", "seen at", "then"),
    *("also", "or else", "see", "means", "asks", "decided by", "suggested", "in a"),
)
#: What stands between the parts of a line.
HINGES = (
    *("is context", "is a definition", "is a principle", "is a duty of the organisation", "is a fact"),
    *("restates", "adopted", "like", "until", "not set", "choice of", "means", "asks", "done at"),
    *("the later of", "the organisation", "for each", "where", "any of", "none of", "age by", "when"),
    *("include", "includes", "is", "not", "and", "or", "from", "under", "over", "at least", "at most"),
    *("exactly", "some", "every", "no", "before", "after", "within", "in", "at", "a", "an"),
)
LISTS = ("both", "all of", "either", "any of", "neither", "none of")
OUTCOMES = (
    *("complies", "excused", "breach", "not covered", "clear", "permitted", "withdrawn", "pending"),
    *("for a person", "undetermined", "stands"),
)
_VERB = r"(?:must|should|will)(?: always)?(?: seek to)?(?: not| only)?|it is (?:not )?appropriate for"


def _any(phrases: tuple[str, ...] | list[str], before: str = "") -> str:
    """A pattern for any of the phrases, the longest first, with any white space between their words."""
    longest = sorted(phrases, key=len, reverse=True)
    spaced = "|".join(r"[ \t]+".join(map(re.escape, phrase.split())) for phrase in longest)
    return rf"{before}(?:{spaced}){_END}"


_LITERALS = [
    (r"[ \t]+", Whitespace),
    (r"#[^\n]*", Comment.Single),
    (r'"[^"\n]*"?', String.Double),
    (r"\[[0-9a-f]{8}\]", Number.Hex),
    (r"\{[a-z ]+\}", Name.Variable),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}", Number),
    (r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?", Number),
    (r"[0-9]+\.[0-9]+(?:[ \t]+s[0-9]+)?(?:\([a-z]\))?", Name.Label),
    (r"[0-9]+", Number),
]
_REST = [
    (r"[^\W_][\w'’.-]*", Text),
    (r",", Punctuation),
    (r"[^\n]", Text),
]


class RulesLexer(RegexLexer):
    """Colours the lines of a rules file."""

    name = "WRBC rules"
    aliases = ["wrbc-rules", "rules"]  # noqa: RUF012 - as Pygments declares it
    filenames = ["*.rules"]  # noqa: RUF012
    url = ""
    version_added = ""
    flags = re.MULTILINE

    tokens = {  # noqa: RUF012
        "root": [
            (r"\s+", Whitespace),
            (r"#[^\n]*", Comment.Single),
            (rf"({_any(LISTS)})(?=[ \t]*(?:\n|#|\Z))", Keyword.Pseudo, "text"),
            (words(("noun", "act", "duty", "fact", "setting"), suffix=_END), Keyword.Declaration, "meaning"),
            (_any(OPENINGS), Keyword.Declaration, "heading"),
            (r"then(?=[ \t])", Keyword, "outcome"),
            (_any(("means", "asks", "suggested", "in a")), Keyword, "meaning"),
            (_any(BEGINNINGS), Keyword, "text"),
            (r"\([a-z]\)", Name.Label, "norm"),
            default("norm"),
        ],
        "norm": [
            (r"\n", Whitespace, "#pop"),
            (rf"(?:{_VERB}){_END}", Keyword.Reserved, ("#pop", "text")),
            *_LITERALS,
            (r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)+", Name.Attribute),
            *_REST,
        ],
        "text": [
            (r"\n", Whitespace, "#pop"),
            (rf"({_any(LISTS)})(?=[ \t]*(?:\n|#|\Z))", Keyword.Pseudo),
            *_LITERALS,
            *_REST,
        ],
        "heading": [
            (r"\n", Whitespace, "#pop"),
            *_LITERALS,
            (_any(HINGES), Keyword),
            *_REST,
        ],
        "meaning": [
            (r"\n", Whitespace, "#pop"),
            *_LITERALS,
            (_any(LISTS), Keyword.Pseudo),
            (_any(HINGES), Keyword),
            (r"[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*", Name.Attribute),
            *_REST,
        ],
        "outcome": [
            (r"\n", Whitespace, "#pop"),
            (_any(OUTCOMES), Keyword.Type),
            *_LITERALS,
            (_any(HINGES), Keyword),
            *_REST,
        ],
    }
