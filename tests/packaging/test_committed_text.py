"""No file of the project knows on which machine it was written, or where packages were fetched from."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REGISTRY = r"py(?:pi|thonhosted)|npmjs|(?:deb|ftp|security)[.]debian"
FORBIDDEN = {
    "a path of one machine": r"(?<![\w.*-])/(?:root|work|home/\w+|Users/\w+|opt)/",
    "a folder beside the project": r"[.]{2}/shared\b",
    "the host of a package registry": rf"(?i)\b(?:{REGISTRY})[.](?:org|com)\b",
}


def committed_files() -> list[Path]:
    """Everything git tracks, or would with `git add .`; skips outside a git checkout."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout, or git is missing")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_committed_text_holds(what: str) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:100]}"
        for file in committed_files()
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="ignore").splitlines(), 1)
        if re.search(FORBIDDEN[what], line)
    ]
    assert not found, "\n".join(found)


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+(?:['’][a-z]+)?", text.lower())


def runs_of(words: list[str], length: int = 12) -> set[tuple[str, ...]]:
    """Every so many words in a row."""
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def test_nothing_is_said_in_the_words_of_the_document(request: pytest.FixtureRequest) -> None:
    """The wording belongs to the organisation: no twelve words in a row stand here too."""
    path = request.config.getoption("--document")
    if path is None:
        pytest.skip("the organisation's own document is not here; give it with --document FILE")
    theirs = runs_of(words_of(Path(path).read_text(encoding="utf-8")))
    assert theirs
    found = {
        str(file.relative_to(ROOT)): " ".join(run)
        for file in committed_files()
        for run in runs_of(words_of(file.read_text(encoding="utf-8", errors="ignore"))) & theirs
    }
    assert not found, found


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a path of one machine", "see /" + "root/notes"),
        ("a path of one machine", 'open("/' + 'work/x")'),
        ("a folder beside the project", "..".join(["", "/shared/policy"])),
        ("the host of a package registry", "https://files." + "python" + "hosted.org/packages"),
    ],
)
def test_the_patterns_find_what_they_are_for(what: str, text: str) -> None:
    assert re.search(FORBIDDEN[what], text)
