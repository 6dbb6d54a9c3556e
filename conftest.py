"""Options: the organisation's own document, which is no part of the project; how much the soak decides."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--document` and `--decisions`."""
    parser.addoption("--document", default=None, help="the policy document itself, as plain text")
    parser.addoption(
        "--decisions",
        type=int,
        default=10_000_000,
        help="how many decisions the soak compares",
    )
