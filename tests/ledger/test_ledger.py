"""The ledger of a rules file against its document: what holds, what drifted, what is new or gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wrbc_rules import Policy, load_policy, policy_from_text
from wrbc_rules.analysis.document import Document, split_document
from wrbc_rules.analysis.ledger import Row, ledger

TEXT = (Path(__file__).parent / "allotment.txt").read_text(encoding="utf-8")
HEAD = """policy "Allotment Society Rules on Bonfires"
  edition "May 2031"
  organisation "Allotment Society"
  in force from 2031-05-01
  review due by 2032-05-31
  time zone Europe/London

"""


def rules_file(document: Document) -> Iterator[str]:
    """A rules file with an entry for every sentence; 2.2 is a rule with an example, 4.3 restates it."""
    yield HEAD
    for clause in document.clauses:
        own = [each for each in document.sentences if each.clause == clause]
        if clause == "2.2":
            yield f"clause 2.2 [{own[0].pin}]\n"
            yield "  staff should not contact anybody\n"
            yield '  reading "Dry hedges are an example."\n'
            yield '  example "a fire"\n'
            yield "    given staff contact anybody at 18:00 on 2032-03-03\n    then breach\n"
        elif clause == "4.3":
            yield f'clause 4.3 [{own[0].pin}] restates 2.2 "The same care."\n'
        else:
            yield f'clause {clause} "{clause}"\n'
            for each in own:
                yield f'  sentence {each.number} [{each.pin}] is context "Number {each.number}."\n'
    yield 'noun "staff" means a person\nnoun "anybody" means a person\n'
    yield 'act "contact {somebody}" means a message for each recipient where recipient.person is {somebody}\n'


DOCUMENT = split_document(TEXT)
POLICY: Policy = policy_from_text("".join(rules_file(DOCUMENT)))


def rows(text: str) -> dict[tuple[str, str | None], Row]:
    found = ledger(POLICY.typed, split_document(text)).rows
    return {(row.place, row.state): row for row in found if row.state != "holds"}


def test_every_sentence_holds() -> None:
    whole = ledger(POLICY.typed, DOCUMENT)
    assert whole.holds
    assert [row.place for row in whole.rows] == [f"{e.clause} s{e.number}" for e in DOCUMENT.sentences]


def test_a_changed_sentence_names_what_rests_on_it() -> None:
    found = rows(TEXT.replace("take great care", "take some care"))
    assert set(found) == {("2.2 s1", "drifted")}
    rests = found["2.2 s1", "drifted"].rests
    assert rests == (
        "rule 2.2",
        'reading "Dry hedges are an example."',
        'example "a fire"',
        "4.3, which restates it",
    )


def test_a_sentence_put_in_moves_those_after_it_and_changes_none() -> None:
    found = rows(
        TEXT.replace("(eg. Kelly kettles) and lanterns.", "(eg. Kelly kettles) and lanterns. Gas is no fire.")
    )
    assert set(found) == {("1.1 s4", "new"), ("1.1 s4", "moved")}


def test_a_sentence_taken_out() -> None:
    found = rows(TEXT.replace(" Many plot holders like one.", ""))
    assert set(found) == {("1.2 s2", "gone")}


def test_a_clause_put_in_and_one_taken_out() -> None:
    assert set(rows(TEXT + "\n")) == set()
    more = TEXT.replace("Dated:", "4.4 No fire on Sundays. None on feast days.\n\nDated:")
    assert set(rows(more)) == {("4.4 s1", "new"), ("4.4 s2", "new")}
    less = TEXT.replace("3.3 A record of fires lit should be kept back up in the shed for reference.\n", "")
    assert set(rows(less)) == {("3.3 s1", "gone")}


def facts(text: str) -> dict[str, tuple[str, str | None]]:
    return {each.name: (each.state, each.theirs) for each in ledger(POLICY.typed, split_document(text)).facts}


def test_the_facts_of_the_head_are_those_of_the_document() -> None:
    assert facts(TEXT) == {
        "title": ("holds", "Allotment Society Rules on Bonfires"),
        "edition": ("holds", "May 2031"),
        "review": ("holds", "May 2032"),
    }


@pytest.mark.parametrize("date", ["31 May 2032", "2032-05-31", "31/05/2032", "may 2032"])
def test_the_date_of_review_may_be_written_in_other_ways(date: str) -> None:
    assert facts(TEXT.replace("Review: May 2032", f"Review: {date}"))["review"] == ("holds", date)


@pytest.mark.parametrize(
    ("old", "new", "name", "said"),
    [
        ("Rules on Bonfires", "Rules on Fires", "title", ("drifted", "Allotment Society Rules on Fires")),
        ("Dated: May 2031", "Dated: June 2031", "edition", ("drifted", "June 2031")),
        ("Review: May 2032", "Review: May 2033", "review", ("drifted", "May 2033")),
        ("Review: May 2032", "Review: 30 May 2032", "review", ("drifted", "30 May 2032")),
        ("Review: May 2032", "", "review", ("gone", None)),
    ],
)
def test_a_fact_that_changed_is_named(old: str, new: str, name: str, said: tuple[str, str | None]) -> None:
    changed = TEXT.replace(old, new, 1)
    assert changed != TEXT
    assert {n: f for n, f in facts(changed).items() if f[0] != "holds"} == {name: said}
    assert not ledger(POLICY.typed, split_document(changed)).holds


def test_a_document_that_ends_without_facts_has_no_date_to_compare() -> None:
    assert set(facts(TEXT.split("Dated:")[0])) == {"title"}


def test_the_bundled_policy_has_a_pin_for_every_sentence() -> None:
    assert all(row.sentence and row.sentence.pin for row in ledger(load_policy().typed).rows)


def test_the_bundled_policy_holds_on_the_document(request: pytest.FixtureRequest) -> None:
    path = request.config.getoption("--document")
    if path is None:
        pytest.skip("the organisation's own document is not here; give it with --document FILE")
    document = split_document(Path(path).read_text(encoding="utf-8"))
    assert (len(document.clauses), len(document.sentences)) == (35, 55)
    assert ledger(load_policy().typed, document).holds
