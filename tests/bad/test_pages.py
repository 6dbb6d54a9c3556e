"""Every page's mistake, set in a small policy, earns the page's code, and its correction does not."""

import re
import textwrap
from collections.abc import Callable, Mapping

import pytest

from wrbc_rules.api import check_text
from wrbc_rules.diagnostics import CODES

#: Pages whose mistake is not of the words alone: bytes and characters, lines left out with `...`, the size of
#: a file, what examples and promises turn out to be, and what stands nowhere else.
ELSEWHERE = {code for code in CODES if code < "WR030"} | {
    "WR030",
    "WR125",
    "WR165",
    "WR166",
    "WR169",
    "WR201",
    "WR203",
}

HEAD = """policy "Test"
  edition "1"
  organisation "Test"
  in force from 2016-07-01
  time zone Europe/London
"""
QUIET = """
clause 4.7 "Quiet hours" [00000000]
  staff should not contact a child or young person
    when the local time is from 21:00 until 08:00
"""
WORDS = """
noun "staff" means a person where roles include any of employee, volunteer
noun "child or young person" means a person where category is child-or-young-person
noun "photographs" means a photo where media is photograph
act "send a message" means a message
act "send a text" means a message where channel.kind is text
act "use a personal account" means a message where account.ownership is personal
act "use a personal phone" means a call where account.ownership is personal
act "use a phone" means a call
act "use social media" means a message
act "take photographs" means a photo
act "contact a child or young person" means a message for each recipient
duty "tell the line manager" means done at recipient.informed-at
duty "identify themselves" means sender-identified
fact "the account is agreed" means account.agreed
fact "the account is personal" means account.ownership is personal
fact "the account is set up for it" means account.purpose-built
fact "the sender is named" means sender-identified
fact "the contact is by letter" means channel.kind is letter
fact "the contact is by social media" means channel.kind is website
fact "the contact is by text" means channel.kind is text
fact "the contact is by email" means channel.kind is email
fact "the child or young person is at risk" means recipient.at-risk
fact "there is no alternative" means recipient.no-alternative
fact "the local time is from {a time} until {a time}" means at is from {a time} until {a time}
"""
ONLY_WAY = """
  example "the only way"
    given staff contact a child or young person at 21:00 on 2017-03-03
    then breach
"""


def _file(snippet: str, whole: str) -> str:
    """A policy with the snippet where lines of its sort stand; words that the page declares are its own."""
    kind = snippet.split(" ", maxsplit=1)[0]
    if snippet.startswith(("time zone", "in force from")):
        keys = tuple(" ".join(line.split(" ")[:2]) for line in whole.split("\n"))
        kept = [line for line in HEAD.rstrip().split("\n") if not line.strip().startswith(keys)]
        return "\n".join([*kept, textwrap.indent(snippet, "  "), QUIET + WORDS])
    if kind == "policy":
        return f"{snippet}\n{QUIET}{WORDS}"
    if kind in ("noun", "act", "duty", "fact", "setting"):
        declared = set(re.findall(r'^\w+ "([^"]*)"', whole, re.MULTILINE))
        words = [line for line in WORDS.split("\n") if not declared & set(re.findall('"([^"]*)"', line))]
        return "\n".join([HEAD, QUIET, "clause 1.1 [00000000]", _use(snippet), snippet, *words])
    quiet = "" if kind == "clause" and "4.7" in snippet else QUIET
    return HEAD + quiet + _BODIES.get(kind, _norms)(snippet) + WORDS


def _norms(snippet: str) -> str:
    return f"\nclause 8.3\n  sentence 1 [00000000]\n{textwrap.indent(snippet, '    ')}\n"


def _condition(snippet: str) -> str:
    norm = "  staff should not contact a child or young person"
    return f"\nclause 1.1 [00000000]\n{norm}\n{textwrap.indent(snippet, '    ')}\n"


def _clause(snippet: str) -> str:
    """Clauses, with a rule below each that has nothing below it."""
    rule = "" if "\n  " in snippet else "\n  staff should not send a message"
    return "\n" + re.sub("^clause.*$", rf"\g<0>{rule}", snippet, flags=re.MULTILINE) + "\n"


def _example(snippet: str) -> str:
    """Examples, with lines for those that have a name only."""
    lines = "\n    given staff contact a child or young person at 21:00 on 2017-03-03\n    then breach"
    text = ONLY_WAY + textwrap.indent(snippet, "  ") + "\n"
    return re.sub(r'(  example "[^"]*"(?: like "[^"]*")?)(?=\n(?!    ))', rf"\1{lines}", text)


def _done(snippet: str) -> str:
    return (
        "\nclause 4.6 [00000000]\n  staff must tell the line manager\n"
        '    before they contact a child or young person\n  example "x"\n'
        "    given staff contact a child or young person at 21:00 on 2017-03-03\n"
        f"    {snippet}\n    then complies\n"
    )


_BODIES: Mapping[str, Callable[[str], str]] = {
    "when": _condition,
    "if": _condition,
    "unless": _condition,
    "clause": _clause,
    "sentence": lambda snippet: f'\nclause 1.1\n  sentence 1 [00000000] is context "x"\n  {snippet}\n',
    "example": _example,
    "given": lambda snippet: f'\n  example "x"\n    {snippet}\n    then complies\n',
    "and": _done,
    "promise": lambda snippet: f"\n{snippet}\n" + ("" if "then" in snippet else "  then breach\n"),
}


def _use(snippet: str) -> str:
    """A rule that uses what the snippet declares."""
    kind, name = re.findall(r'^(\w+) "([^"]*)"', snippet, re.MULTILINE)[0]
    name = name.replace("{a time}", "21:00", 1).replace("{a time}", "08:00")
    lines = {
        "noun": f"  {name} should not use a phone\n",
        "act": f"  staff should not {name}\n",
        "fact": f"  staff should not send a message\n    when {name}\n",
    }
    return lines.get(kind, "  staff should not send a message\n")


@pytest.mark.parametrize("code", [code for code in CODES if code not in ELSEWHERE])
def test_the_mistake_earns_its_code_and_the_correction_does_not(code: str) -> None:
    page = CODES[code]
    whole = f"{page.mistake}\n{page.instead}"
    _, wrong = check_text(_file(page.mistake, whole), name="mistake.rules")
    assert code in {each.code for each in wrong}
    _, right = check_text(_file(page.instead, whole), name="instead.rules")
    wanted = {"WR201"} if code != "WR201" else set()
    assert {each.code for each in right} <= wanted
