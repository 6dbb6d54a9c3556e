"""The Python module that `--events` names: imported, with words for whatever may go wrong in it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from traceback import extract_tb
from types import ModuleType

from wrbc_rules.diagnostics import quoted
from wrbc_rules.vocabulary import Vocabulary


class ModuleError(ValueError):
    """It names no module with a vocabulary; the message says why."""


def vocabulary_in(name: str) -> Vocabulary:
    """The VOCABULARY of a module; the current folder is looked in too. Raises `ModuleError`."""
    if not all(part.isidentifier() for part in name.split(".")):
        raise ModuleError(f"{quoted(name)} is not the name of a module; write one like toolshed_events")
    if name.endswith(".py"):
        raise ModuleError(f"{quoted(name)} is a file; write its name without the ending")
    found = getattr(_imported(name), "VOCABULARY", None)
    if not isinstance(found, Vocabulary):
        raise ModuleError(f"{name} has no VOCABULARY of the class wrbc_rules.Vocabulary")
    return found


def _imported(name: str) -> ModuleType:
    """The module; whatever it does while it is imported, it does not end the program."""
    folder = str(Path.cwd())
    if folder not in sys.path:
        sys.path.insert(0, folder)
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and f"{name}.".startswith(f"{error.name}."):
            raise ModuleError(f"there is no module {name} in this folder, and none is installed") from error
        raise ModuleError(f"cannot import {name}: {error}{_where(error)}") from error
    except SyntaxError as error:
        raise ModuleError(f"cannot import {name}: {error}") from error  # it says the file and the line
    except SystemExit as error:
        raise ModuleError(f"cannot import {name}: it ends the program{_where(error)}") from error
    except Exception as error:
        said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        raise ModuleError(f"cannot import {name}: {said}{_where(error)}") from error


def _where(error: BaseException) -> str:
    """The last place outside Python's own import machinery."""
    places = [each for each in extract_tb(error.__traceback__) if not each.filename.startswith("<frozen")]
    outside = [each for each in places[1:] if Path(each.filename).parent.name != "importlib"]
    return f" ({Path(outside[-1].filename).name}, line {outside[-1].lineno})" if outside else ""
