"""Options: the organisation's own document, which is no part of the project; how much the soak decides."""

import gc

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


def pytest_collection_finish() -> None:
    """Look for garbage seldom: thousands of tests live to the end, and were gone through again and again."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
