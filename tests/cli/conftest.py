"""What would be done anew for each test, and comes out the same."""

from pathlib import Path
from typing import Any

import pytest

from wrbc_rules.api import COMMUNICATION, check_policy
from wrbc_rules.vocabulary import Vocabulary

_KEPT: list[Any] = []


def _once(file: Path | None, *, vocabulary: Vocabulary) -> Any:
    """The bundled policy, which nobody can change, read once; processes of their own read it anew."""
    if file is not None or vocabulary is not COMMUNICATION:
        return check_policy(file, vocabulary=vocabulary)
    if not _KEPT:
        _KEPT.append(check_policy(None))
    return _KEPT[0]


@pytest.fixture(autouse=True)
def bundled_policy_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wrbc_rules.cli.options.check_policy", _once)
