"""`wrbc-rules ledger`: the document's sentences, and whether they say what the file was written from."""

from pathlib import Path

import pytest

from tests.cli.commands import ask, run
from tests.ledger.test_ledger import DOCUMENT, TEXT, rules_file


@pytest.fixture
def bonfires(tmp_path: Path) -> Path:
    """A rules file that was written from the allotment's document."""
    file = tmp_path / "bonfires.rules"
    file.write_text("".join(rules_file(DOCUMENT)), encoding="utf-8")
    return file


def _document(folder: Path, text: str = TEXT) -> Path:
    file = folder / "document.txt"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_document_that_says_the_same_holds(bonfires: Path, tmp_path: Path) -> None:
    done = run("ledger", bonfires, "--document", _document(tmp_path))
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert "2.2 s1   holds    rule 2.2" in text
    assert text.endswith(
        f"the document: {len(DOCUMENT.clauses)} clauses, {len(DOCUMENT.sentences)} sentences "
        f"(holds: {len(DOCUMENT.sentences)})\n"
    )
    assert max(map(len, text.splitlines())) <= 80
    assert "\x1b" not in text


def test_a_document_that_changed_names_what_to_read_again(bonfires: Path, tmp_path: Path) -> None:
    changed = TEXT.replace("take great care", "take some care")
    done = ask("ledger", bonfires, "--document", _document(tmp_path, changed))
    assert (done.exit_code, done.stderr) == (1, "")
    lines = [each.strip() for each in done.stdout.splitlines()]
    place = next(number for number, each in enumerate(lines) if each.startswith("2.2 s1   drifted "))
    assert lines[place + 1 : place + 6] == [
        "says something else now",
        "read again: rule 2.2",
        'read again: reading "Dry hedges are an example."',
        'read again: example "a fire"',
        "read again: 4.3, which restates it",
    ]
    assert lines[-1].endswith(f"(holds: {len(DOCUMENT.sentences) - 1}, drifted: 1)")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (" Many plot holders like one.", "", "1.2 s2   gone "),
        ("and lanterns.", "and lanterns. Gas is no fire.", "1.1 s4   new      not in the file"),
        ("and lanterns.", "and lanterns. Gas is no fire.", "stands at another place now (sentence 5)"),
    ],
)
def test_other_changes(bonfires: Path, tmp_path: Path, old: str, new: str, said: str) -> None:
    done = ask("ledger", bonfires, "--document", _document(tmp_path, TEXT.replace(old, new)))
    assert done.exit_code == 1
    assert said in done.stdout


def test_the_documents_words_are_shown_if_asked_for(bonfires: Path, tmp_path: Path) -> None:
    text = TEXT.replace("washing on the line.", "washing\x1b[31m on the line.")
    document = _document(tmp_path, text)
    without = ask("ledger", bonfires, "--document", document).stdout
    shown = ask("ledger", bonfires, "--document", document, "--with-text").stdout
    assert "the document: Plot holders should keep the same care" not in without
    assert "the document: Plot holders should keep the same care" in shown
    assert "<U+001B>" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_without_a_document_the_file_is_listed() -> None:
    done = ask("ledger")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "\n4.7 s1   rule 4.7: " in done.stdout
    assert "35 clauses, 55 sentences (rule: 32, a definition: 7, context: 7, a principle: 6," in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


UNREADABLE = {
    "nowhere.txt": (None, "cannot read "),
    "folder": (None, "cannot read "),
    "wide.txt": (TEXT.encode("utf-16"), "is not UTF-8"),
    "letter.txt": (b"Dear neighbours\n\nno fires, please\n", "has no clauses"),
    "empty.txt": (b"", "has no clauses"),
}


@pytest.mark.parametrize(("name", "data", "said"), [(k, *v) for k, v in UNREADABLE.items()])
def test_a_document_that_cannot_be_read(tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    (tmp_path / "folder").mkdir()
    if data is not None:
        (tmp_path / name).write_bytes(data)
    done = ask("ledger", "--document", tmp_path / name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("wrbc-rules: ")
    assert said in done.stderr


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    assert ask("ledger", tmp_path / "nowhere.rules").exit_code == 2
