"""The public names: joins rooms, decides nothing.

Never: a rule, or a meaning.
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from wrbc_rules.diagnostics import Diagnostic
from wrbc_rules.events import EVENTS
from wrbc_rules.policies import Editions, Policy, check, load
from wrbc_rules.resources import bundled_policy
from wrbc_rules.source import Source
from wrbc_rules.vocabulary import Vocabulary

#: The events of communication with young people, which the bundled policy speaks of.
COMMUNICATION = Vocabulary("communication", EVENTS)
#: More than the largest file that is read: what is cut off changes nothing of the complaint about its size.
_MOST_BYTES = 20_000_000


def load_policy(path: str | PathLike[str] | None = None, *, vocabulary: Vocabulary = COMMUNICATION) -> Policy:
    """The policy of a rules file; without a path, the bundled one.

    `vocabulary` are the event classes that its phrases are checked against. Raises `PolicyError` with every
    mistake of the file, `OSError` if it cannot be read.
    """
    source, found = read_source(path)
    return load(source, vocabulary, found)


def policy_from_text(
    text: str, *, name: str = "policy.rules", vocabulary: Vocabulary = COMMUNICATION
) -> Policy:
    """The policy that a text says; `name` stands in messages, `vocabulary` are its event classes.

    Raises `PolicyError` with every mistake of the text.
    """
    return load(Source.from_text(name, text), vocabulary)


def load_editions(*paths: str | PathLike[str], vocabulary: Vocabulary = COMMUNICATION) -> Editions:
    """Several editions of a policy, over one `vocabulary`; the one in force at an event's moment decides it.

    Raises `PolicyError`, `OSError` as `load_policy` does, `ValueError` for two editions from one day.
    """
    return Editions(tuple(load_policy(path, vocabulary=vocabulary) for path in paths))


def check_policy(
    path: str | PathLike[str] | None = None, *, vocabulary: Vocabulary = COMMUNICATION
) -> tuple[Policy | None, tuple[Diagnostic, ...]]:
    """The policy, if the file has no errors, and everything found in it; `vocabulary` as for `load_policy`.

    Raises `OSError` if the file cannot be read.
    """
    source, found = read_source(path)
    policy, more = check(source, vocabulary)
    every = (*found, *more)
    return (None if any(each.is_error for each in found) else policy), every


def check_text(
    text: str, *, name: str = "policy.rules", vocabulary: Vocabulary = COMMUNICATION
) -> tuple[Policy | None, tuple[Diagnostic, ...]]:
    """As `check_policy`, for a text."""
    return check(Source.from_text(name, text), vocabulary)


def read_source(path: str | PathLike[str] | None = None) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The text of a rules file (the bundled one without a path), and what is wrong with its encoding."""
    if path is None:
        bundled = bundled_policy()
        return Source.from_text(bundled.name, bundled.text), ()
    with Path(path).open("rb") as file:
        return Source.from_bytes(str(path), file.read(_MOST_BYTES))
