"""A text that is missing is named, with what to do about it."""

import pytest

from wrbc_rules.resources import MissingResourceError, bundled_policy, grammar_text, runner_text


def test_a_missing_grammar_is_named() -> None:
    with pytest.raises(MissingResourceError, match=r"`grammar/absent\.lark` is missing .* install it again"):
        grammar_text("absent.lark")


def test_a_missing_policy_is_named() -> None:
    with pytest.raises(MissingResourceError, match=r"`policy/absent\.rules` is missing"):
        bundled_policy("absent.rules")


def test_a_missing_file_of_the_runner_is_named() -> None:
    with pytest.raises(MissingResourceError, match=r"`backends/javascript/absent\.js` is missing"):
        runner_text("absent.js")
