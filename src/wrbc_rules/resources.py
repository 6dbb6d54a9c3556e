"""The texts that travel with the package: the grammar, the policy used when no other is named, the runner.

In a checkout the first two are the top-level folders `grammar/` and `policy/`, read live; in an installed
package they lie in `_data/`. The runner lies beside the code that speaks of it. All are read as text, so the
package also works from a zip file.

Never: parses what it reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

GRAMMAR = "rules.lark"
BUNDLED_POLICY = "wrbc_2016.rules"


class MissingResourceError(Exception):
    """A text of the package's own is nowhere to be found: the installation is broken."""


class Text(NamedTuple):
    """A text, and the name by which messages call it, such as `policy/wrbc_2016.rules`."""

    text: str
    name: str


def grammar_text(name: str = GRAMMAR) -> str:
    """The text of a grammar file; raises `MissingResourceError` when it is not there."""
    return _read("grammar", name).text


def bundled_policy(name: str = BUNDLED_POLICY) -> Text:
    """A policy that ships with the package; raises `MissingResourceError` when it is not there."""
    return _read("policy", name)


def runner_text(name: str) -> str:
    """A file of the runner in JavaScript; raises `MissingResourceError` when it is not there."""
    here: Traversable = Path(__file__).parent
    if not here.is_dir():
        from importlib.resources import files

        here = files("wrbc_rules")
    return _text(here / "backends" / "javascript" / name, f"backends/javascript/{name}").text


def _read(folder: str, name: str) -> Text:
    return _text(_root() / folder / name, f"{folder}/{name}")


def _text(file: Traversable, name: str) -> Text:
    if not file.is_file():
        raise MissingResourceError(
            f"`{name}` is missing from this installation of wrbc-rules; install it again"
        )
    return Text(file.read_text(encoding="utf-8"), name)


def _root() -> Traversable:
    """Where the folders lie: in an installed package, else at the top of the checkout, else in a zip file."""
    here = Path(__file__).parent
    for folder in (here / "_data", here.parents[1]):
        if (folder / "grammar").is_dir():
            return folder
    from importlib.resources import files  # takes longer to import than most of the package

    return files("wrbc_rules") / "_data"
