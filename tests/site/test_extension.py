"""The extension in projects of other people: what it builds, links, rebuilds and refuses."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.site.building import Built, build, build_apart, project, shed_project
from wrbc_rules.analysis.document import fingerprint

pytestmark = pytest.mark.xdist_group("site")


HEAD = """policy "House rules"
  edition "one"
  organisation "The house"
  in force from 2020-01-01
  time zone Europe/London

"""
WORDS = """
noun "helpers" means a person where roles include volunteer
noun "a child" means a person where category is child-or-young-person
act "write to {somebody}" means a message for each recipient where recipient.person is {somebody}
fact "the local time is from {a time} until {a time}" means at is from {a time} until {a time}
"""
RULE = "  helpers should not write to a child\n    when the local time is from 21:00 until 08:00\n"
WHOLE = "House\n=====\n\n.. wrbc:policy::\n"


def test_a_project_of_another_organisation_builds_without_a_warning(one_job: Built) -> None:
    assert one_job.status == 0, one_job.said
    assert "FAILS" not in "".join(one_job.pages.values())
    assert "holds" in one_job.page("house/clause-2.1")


def test_several_processes_know_as_much_as_one(one_job: Built, shed: Path, tmp_path: Path) -> None:
    four = build_apart(shed, "-j", "4", out=tmp_path / "four")
    assert four.status == 0, four.said
    assert four.inventory == one_job.inventory
    assert {name for line in four.inventory for name in re.findall(r" wrbc:(\w+) ", line)} >= {
        *("clause", "sentence", "rule", "noun", "act", "duty", "fact", "setting", "example", "promise"),
    }
    assert four.page("wrbc-clauses") == one_job.page("wrbc-clauses")
    assert four.page("wrbc-phrases") == one_job.page("wrbc-phrases")
    assert four.page("wrbc-fields") == one_job.page("wrbc-fields")


def test_every_rule_of_the_file_can_be_linked_to(one_job: Built, shed: Path) -> None:
    from tests.agreement.drafted import written

    policy = written("shed").typed
    names = {line.rsplit(" wrbc:", 1)[0] for line in one_job.inventory if " wrbc:rule " in line}
    assert names == {rule.id for rule in policy.rules}
    names = {line.rsplit(" wrbc:", 1)[0] for line in one_job.inventory if " wrbc:example " in line}
    assert names == {example.name for example in policy.examples}


def test_what_depends_on_the_rules_file_is_read_again(tmp_path: Path) -> None:
    clause = f'clause 1.1 "Quiet" [00000000]\n{RULE}'
    pages = {
        "index.rst": "House\n=====\n\n.. toctree::\n\n   one\n   other\n",
        "one.rst": "One\n===\n\n.. wrbc:clause:: 1.1\n",
        "other.rst": "Other\n=====\n\nNothing of the policy.\n",
    }
    source = project(tmp_path / "docs", pages, f"{HEAD}{clause}{WORDS}")
    assert build(source).status == 0
    assert "0 changed" in build(source).said
    file = source / "policy.rules"
    file.write_text(file.read_text(encoding="utf-8").replace("21:00", "22:00"), encoding="utf-8")
    os.utime(file, (file.stat().st_atime, file.stat().st_mtime + 5))
    again = build(source)
    assert again.status == 0, again.said
    again_inventory = again.inventory
    assert "1 changed" in again.said, again.said
    assert "22:00" in again.page("one")
    file.write_text(f'{HEAD}clause 1.1 "Quiet" [00000000] is context "Nothing."\n{WORDS}', encoding="utf-8")
    os.utime(file, (file.stat().st_atime, file.stat().st_mtime + 10))
    last = build(source)
    assert last.status == 0, last.said
    assert any(" wrbc:rule " in line for line in again_inventory)
    assert not any(" wrbc:rule " in line for line in last.inventory)


def test_a_new_clause_is_a_new_page_and_a_lost_one_goes(tmp_path: Path) -> None:
    source = shed_project(tmp_path / "docs")
    file = source / "policy.rules"
    text = file.read_text(encoding="utf-8")
    build(source, "-b", "dummy")
    written = (source / "house" / "clause-2.1.rst").read_text(encoding="utf-8")
    (source / "house" / "clause-9.9.rst").write_text(written.replace("2.1", "9.9"), encoding="utf-8")
    (source / "house" / "mine.rst").write_text(":orphan:\n\nMine\n====\n")
    file.write_text(f'{text}\nclause 9.10 "Late" [00000000] is context "Nothing."\n', encoding="utf-8")
    done = build(source, "-b", "dummy")
    assert done.status == 0, done.said
    assert (source / "house" / "clause-9.10.rst").exists()
    assert not (source / "house" / "clause-9.9.rst").exists()
    assert (source / "house" / "mine.rst").exists()


def test_other_projects_link_here(one_job: Built, tmp_path: Path) -> None:
    conf = f"""
extensions.append("sphinx.ext.intersphinx")
intersphinx_mapping = {{"shed": ("https://shed.example/", {str(one_job.folder / "objects.inv")!r})}}
"""
    text = "House\n=====\n\nSee :wrbc:clause:`2.1`, :wrbc:act:`lend {something}` and :wrbc:rule:`2.5 s2`.\n"
    source = project(tmp_path / "docs", {"index.rst": text}, f"{HEAD}{WORDS}", conf)
    done = build(source)
    assert done.status == 0, done.said
    assert done.page("index").count('href="https://shed.example/') == 3


def test_a_link_to_nothing_is_told(tmp_path: Path) -> None:
    source = project(tmp_path / "docs", {"index.rst": f"{WHOLE}\n:wrbc:clause:`4.7`\n"}, f"{HEAD}{WORDS}")
    done = build(source, "-b", "dummy")
    assert done.status == 1
    assert "4.7" in done.said


def test_two_policies_have_names_of_their_own(tmp_path: Path) -> None:
    clause = f'clause 1.1 "Quiet" [00000000]\n{RULE}'
    text = f"{WHOLE}\n.. wrbc:policy::\n   :policy: old\n\n:wrbc:clause:`1.1` :wrbc:clause:`old:1.1`\n\n"
    text += ".. wrbc:changes:: old -\n"
    conf = 'wrbc_more_policies = {"old": {"file": "old.rules"}}\n'
    source = project(tmp_path / "docs", {"index.rst": text}, f"{HEAD}{clause}{WORDS}", conf)
    (source / "old.rules").write_text(f"{HEAD}{clause}{WORDS}".replace("21:00", "22:00"), encoding="utf-8")
    done = build(source)
    assert done.status == 0, done.said
    assert 'href="#clause-1-1"' in done.page("index")
    assert 'href="#clause-old-1-1"' in done.page("index")
    assert "rule 1.1" in done.page("index")
    anchors = re.findall(r' id="([^"]*)"', done.page("index"))
    assert len(anchors) == len(set(anchors))


def test_a_rule_shown_twice_is_told_unless_one_is_no_target(tmp_path: Path) -> None:
    clause = f'clause 1.1 "Quiet" [00000000]\n{RULE}'
    pages = {
        "index.rst": f"{WHOLE}\n.. toctree::\n\n   twice\n",
        "twice.rst": "Twice\n=====\n\n.. wrbc:rule:: 1.1\n",
    }
    source = project(tmp_path / "docs", pages, f"{HEAD}{clause}{WORDS}")
    done = build(source, "-b", "dummy")
    assert done.status == 1
    assert "stands in" in done.said
    (source / "twice.rst").write_text("Twice\n=====\n\n.. wrbc:rule:: 1.1\n   :no-index:\n")
    assert build(source, "-b", "dummy").status == 0


def test_where_no_picture_can_be_drawn_its_description_stands(tmp_path: Path) -> None:
    clause = f'clause 1.1 "Quiet" [00000000]\n{RULE}'
    source = project(tmp_path / "docs", {"index.rst": WHOLE}, f"{HEAD}{clause}{WORDS}")
    done = build(source, "-b", "text")
    assert done.status == 0, done.said
    text = (done.folder / "index.txt").read_text(encoding="utf-8")
    assert "From 21:00 until 08:00 is marked." in " ".join(text.split())
    assert "<svg" not in text


def test_mistakes_of_an_edition_that_is_compared_are_told(tmp_path: Path) -> None:
    text = "House\n=====\n\n.. wrbc:changes:: old -\n"
    conf = 'wrbc_more_policies = {"old": {"file": "old.rules"}}\n'
    source = project(tmp_path / "docs", {"index.rst": text}, f"{HEAD}{WORDS}", conf)
    (source / "old.rules").write_text("no rules\n", encoding="utf-8")
    done = build(source, "-b", "dummy")
    assert done.status == 1
    assert "old.rules:1: WARNING: WR" in done.said, done.said


def test_mistakes_of_the_rules_file_are_told_with_their_places(tmp_path: Path) -> None:
    clause = f'clause 1.1 "Quiet" [00000000]\n{RULE}'.replace("until 08:00", "until 25:00")
    source = project(tmp_path / "docs", {"index.rst": WHOLE}, f"{HEAD}{clause}{WORDS}")
    done = build(source)
    assert done.status == 1
    assert "policy.rules:9: WARNING: WR" in done.said, done.said
    assert "The rules file has mistakes" in done.page("index")


def test_the_document_stands_beside_the_rule_and_drift_is_told(tmp_path: Path) -> None:
    same, other = "Do not write at night.", "Do not write late at night."
    clauses = f'clause 1.1 "Quiet" [{fingerprint(same)}]\n{RULE}  reading "Night is from nine."\n'
    clauses += f'clause 1.2 "Again" [{fingerprint(same)}]\n{RULE}'
    conf = 'wrbc_policy_document = "document.txt"\n'
    source = project(tmp_path / "docs", {"index.rst": WHOLE}, f"{HEAD}{clauses}{WORDS}", conf)
    (source / "document.txt").write_text(f"House rules\n\n1.1 {same}\n\n1.2 {other}\n", encoding="utf-8")
    done = build(source)
    assert done.status == 0, done.said
    page = done.page("index")
    assert same in page
    assert other in page
    assert page.count("says something else now") == 1
