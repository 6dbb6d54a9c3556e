"""The option by which the organisation's own document is given; it is not part of the project."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--document`."""
    parser.addoption("--document", default=None, help="the policy document itself, as plain text")
