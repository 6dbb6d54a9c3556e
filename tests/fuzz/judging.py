"""Whether what is said of a file is what is documented: a policy or its mistakes, each in its place."""

from __future__ import annotations

import json
import time
from itertools import chain
from pathlib import Path

import pytest

from wrbc_rules import COMMUNICATION, Policy, PolicyError, Vocabulary, check_policy, load_policy
from wrbc_rules.diagnostics import Diagnostic, render_concise, render_text, to_json
from wrbc_rules.diagnostics.codes import CODES

#: No spoilt file of an ordinary size may take longer to check and to speak of, in seconds of this process.
PATIENCE = 8.0


def judge(data: bytes, path: Path, vocabulary: Vocabulary = COMMUNICATION) -> bool:
    """Write the file, check it and everything that is said of it; whether it is a policy."""
    path.write_bytes(data)
    start = time.process_time()
    policy, found = check_policy(path, vocabulary=vocabulary)
    _judge(policy, found)
    assert time.process_time() - start < PATIENCE
    if len(found) % 7 == 0:
        _judge_loading(path, policy, vocabulary)
    return policy is not None


def _judge(policy: Policy | None, found: tuple[Diagnostic, ...]) -> None:
    assert (policy is None) is any(each.is_error for each in found)
    for each in found:
        assert each.code in CODES
        assert each.message.strip()
        for span in chain([each.span] if each.span else [], (label.span for label in each.labels)):
            assert each.source is not None
            assert 0 <= span.start <= span.end <= len(each.source.text), (each.code, span)
    said = [
        render_text(found),
        render_text(found, unicode=False, color=True, width=40),
        render_concise(found),
        json.dumps(to_json(found), ensure_ascii=False),
    ]
    for text in said:
        text.encode("utf-8")
        assert all(character.isprintable() or character in "\n\x1b" for character in text)
    assert said[1].isascii()
    assert said[0].count(f"[{found[0].code}]" if found else "") >= bool(found)
    assert not found or (said[0] and said[2].count("\n") == len(found) - 1)


def _judge_loading(path: Path, policy: Policy | None, vocabulary: Vocabulary) -> None:
    if policy is not None:
        assert load_policy(path, vocabulary=vocabulary).name == policy.name
        return
    with pytest.raises(PolicyError) as caught:
        load_policy(path, vocabulary=vocabulary)
    assert caught.value.diagnostics
    assert str(caught.value)
