"""What every made file begins and ends with."""

from __future__ import annotations

from collections.abc import Callable

HEAD = (
    'policy "P"\n  edition "1"\n  organisation "O"\n  in force from 2016-01-01\n  time zone Europe/London\n\n'
)
WORDS = (
    'noun "staff" means a person where roles include any of employee, volunteer\n'
    'noun "a child" means a person where category is child-or-young-person\n'
    'act "write" means a message\n'
    'act "contact {somebody}" means a message for each recipient where recipient.person is {somebody}\n'
    'fact "it is late" means at is from 21:00 until 08:00\n'
)
CLAUSE = "clause 1.1 [00000000]\n  staff must not write\n    when it is late\n"
Shape = Callable[[int], str]


def file_of(*parts: str) -> str:
    """A whole file with these parts in the middle."""
    return "".join((HEAD, *parts, WORDS))


def for_each(count: int, line: str) -> str:
    """The line once for each number, which stands in the place of `@`."""
    return "".join(line.replace("@", str(number)) for number in range(1, count + 1))


def letters_of(number: int) -> str:
    """A word of letters for a number."""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters += chr(97 + rest)
    return letters or "a"
