"""One browser, and the page of each policy written once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.agreement.drafted import written
from tests.browsing import started
from wrbc_rules.backends.javascript.page import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with started() as found:
        yield found


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the bundled policy."""
    file = tmp_path_factory.mktemp("page") / "may-i-send-this.html"
    file.write_text(page(written("bundled").typed), encoding="utf-8")
    return file
