"""What an audit says of what it could not use, and of rows that speak of nothing there."""

from __future__ import annotations

import re
from pathlib import Path

from tests.audit.test_audit import CHAT, NAME, QUIET, TABLES, command, findings, written
from tests.cli.commands import ask

EMPTY = {"people": "person,category\nfay,adult\ncal,adult\n", "roles": "person,role\n"}


def told(folder: Path, tables: dict[str, str], chat: str = CHAT, *more: str | Path) -> tuple[int, str]:
    """The exit status, and the summary as one line."""
    done = ask(*command(folder, written(folder, tables, {NAME: chat}), *more))
    return done.exit_code, " ".join(done.stdout.split())


def test_a_chat_whose_dates_nobody_can_tell_is_no_clean_report(tmp_path: Path) -> None:
    status, said = told(
        tmp_path, TABLES, "03/03/2017, 21:30 - Sam: hello\n04/03/2017, 21:30 - Sam: a\n", *QUIET
    )
    assert status == 2
    assert "NOT READ: 2 of" in said
    assert "--date-order" in said


def test_a_folder_without_conversations_is_no_clean_report(tmp_path: Path) -> None:
    exports = written(tmp_path, TABLES, {})
    (tmp_path / "none").mkdir()
    done = ask(*command(tmp_path, [*exports, tmp_path / "none"], *QUIET))
    assert (done.exit_code, "there is no conversation" in done.stdout) == (2, True)


def test_rows_that_speak_of_nothing_there_are_told(tmp_path: Path) -> None:
    facts = "field,value,event\npurpose,arranging,no-such-event\n"
    exports = "file,person\nanother.txt,sam\n"
    _, said = told(tmp_path, {**TABLES, "facts": facts, "exports": exports}, CHAT, *QUIET)
    assert "no event is called `no-such-event`" in said
    assert "`another.txt` is not among the exports" in said


def test_somebody_whom_no_rule_covers_is_told(tmp_path: Path) -> None:
    roles = "person,role\nsam,line_manager\n"
    _, said = told(tmp_path, {**TABLES, "roles": roles}, CHAT, *QUIET)
    assert "sam (line manager) wrote or called" in said


def test_whose_telephone_it_is_counts_among_the_members(tmp_path: Path) -> None:
    """Two adults are in it from 18:01 on: she who made the group, called "You", and Cal."""
    tables = {
        **EMPTY,
        "names": "called,person\nCal,cal\n",
        "groups": "group,kind,platform,listed\nFriday club,chat,WhatsApp,yes\n",
        "exports": f"file,person\n{NAME},fay\n",
    }
    chat = '21/03/2017, 18:00 - You created group "Friday club"\n21/03/2017, 18:01 - You added Cal\n'
    told(tmp_path, tables, chat)
    groups = [each for each in findings(tmp_path) if each["rule"] == "8.2 s3"]
    assert [(each["outcome"], each["at"][:5]) for each in groups] == [("breach", "18:00")]


def test_reviews_that_nobody_typed_in_accuse_nobody(tmp_path: Path) -> None:
    reviews = "subject,reviewed\npolicy,2017-11-01\n"
    told(tmp_path, {**TABLES, "reviews": reviews})
    outcomes = {each["outcome"] for each in findings(tmp_path) if each["rule"] == "3.3 s2"}
    assert outcomes == {"undetermined"}


def test_an_id_that_somebody_wrote_is_masked(tmp_path: Path) -> None:
    log = "kind,id,at,by,channel,recipients\nmessage,mia-at-night,2017-03-03 22:00,Sam,text,Mia\n"
    exports = written(tmp_path, TABLES, {"log.csv": log})
    ask(*command(tmp_path, exports, "--pseudonyms", *QUIET))
    texts = [each.read_text("utf-8") for each in (tmp_path / "out").iterdir() if each.suffix != ".xlsx"]
    assert texts
    assert not [text for text in texts if re.search("mia", text, re.IGNORECASE)]
