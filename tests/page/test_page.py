"""The file that is written: small, whole, allowed by its own policy, and nothing of a rules file as code."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest

from tests.agreement.drafted import written
from tests.agreement.telling import policy
from tests.cli.commands import POLICY, ask
from tests.javascript.test_script import WICKED, wicked
from wrbc_rules.backends.javascript.page import PageError, page
from wrbc_rules.backends.javascript.page.offer import offered
from wrbc_rules.backends.javascript.page.packing import packed
from wrbc_rules.backends.javascript.page.page import code, data

from .node import run

LIMIT = 150_000


@pytest.mark.parametrize("name", ["bundled", "settled", "shed"])
def test_it_is_small(name: str) -> None:
    assert len(page(written(name).typed).encode("utf-8")) < LIMIT


def test_its_policy_allows_its_own_style_and_script_and_nothing_else() -> None:
    text = page(written("bundled").typed)
    [said] = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    allowed = dict(each.strip().split(" ", 1) for each in said.split(";"))
    assert allowed.pop("default-src") == "'none'"
    assert allowed.pop("base-uri") == allowed.pop("form-action") == "'none'"
    for tag, opening in (("style", "<style>"), ("script", '<script type="module">')):
        [inside] = re.findall(f"{opening}(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode("utf-8")).digest()).decode()
        assert allowed.pop(f"{tag}-src") == f"'sha256-{digest}'"
    assert not allowed
    assert not re.search(r"(?:src|href)=\"(?!#)|style=|\son\w+=|url\(|@import", text.split("<script")[0])


def test_its_code_has_no_way_to_make_markup_or_code_of_a_text_or_to_ask_anybody() -> None:
    for word in (
        *(
            "innerHTML",
            "outerHTML",
            "insertAdjacent",
            "document.write",
            "createContextualFragment",
            "setHTML",
        ),
        *("eval(", "Function(", "import(", "fetch(", "XMLHttp", "sendBeacon", "WebSocket", "EventSource"),
        *(
            "localStorage",
            "sessionStorage",
            "indexedDB",
            "cookie",
            "toLocale",
            "Intl.",
            "getTimezone",
            "Worker",
        ),
    ):
        assert word not in code(), word


def test_no_code_names_what_only_one_organisation_has() -> None:
    """Fields, kinds, roles and phrases come from the policy, so none of their names is in the code."""
    own = {name for each in written("bundled").typed.vocabulary.classes.values() for name in each.fields}
    own -= {"at", "by", "id", "form", "kind", "members", "group", "person", "questioned", "until", "device"}
    words = set(re.findall(r"[A-Za-z_]+", re.sub(r"//.*", "", code())))
    assert not {name.replace("-", "_") for name in own if "-" in name} & words
    assert not {"wrbc", "WRBC", "recipients", "channel", "volunteer", "safeguarding"} & words


class _Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)


def test_words_of_a_rules_file_never_become_markup() -> None:
    plain = _Tags(page(written("bundled").typed)).tags
    bad = attrs.evolve(written("bundled").typed, name=WICKED, organisation=WICKED, edition=WICKED)
    assert _Tags(page(bad, title=WICKED)).tags == plain
    assert _Tags(page(wicked().typed)).tags == plain
    assert "{{STYLE}}" in page(attrs.evolve(bad, name="{{STYLE}}"))


def test_the_data_arrive_as_they_were_packed() -> None:
    for policy_ in (written("bundled").typed, written("shed").typed, wicked().typed):
        whole = data(policy_)
        assert run(policy_, "say({ policy: artefact, openings });", {}) == whole
        assert len(json.dumps(packed(whole))) < len(json.dumps(whole))


def test_what_is_offered_is_what_somebody_does() -> None:
    assert (
        offered(written("shed").typed)
        == ("loan", "visit", "accident_recorded")[: len(offered(written("shed").typed))]
    )
    kinds = offered(written("bundled").typed)
    assert {"message", "call", "friend_request_accepted", "photo", "post", "number_shared"} <= {*kinds}
    assert not {"group_state", "review_period"} & {*kinds}


def test_a_policy_that_asks_nobody_is_refused() -> None:
    nobody = policy(
        """\
clause 1.1 "Phones" [00000000]
  phones must not photograph anybody
    when it is footage

noun "phones" means a photo where device.kind is mobile-phone
noun "anybody" means a person
act "photograph anybody" means a photo
fact "it is footage" means media is video
"""
    )
    with pytest.raises(PageError, match="nobody can ask it what they may do"):
        page(nobody.typed)


# ---- the command


def test_the_command_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "may-i.html"
    done = ask("page", POLICY, "-o", out)
    assert (done.exit_code, done.stdout) == (0, "")
    assert out.read_text(encoding="utf-8") == page(written("bundled").typed)
    assert [each.name for each in tmp_path.iterdir()] == ["may-i.html"]


def test_the_command_says_why_it_cannot(tmp_path: Path) -> None:
    done = ask("page", "-o", tmp_path / "absent" / "may-i.html")
    assert done.exit_code == 2
    assert "cannot write" in done.stderr
