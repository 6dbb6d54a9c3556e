"""Archives of any size: a group of two adults and six children over two years, text messages, a register.

The people are invented; the numbers are of a range that nobody has.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

ADULTS = ("priya", "sam")
CHILDREN = ("ali", "ben", "ivy", "mia", "noah", "zoe")
NAMES = {name: name.title() for name in (*ADULTS, *CHILDREN)}
NUMBERS = {name: f"+44770090010{number}" for number, name in enumerate(NAMES)}
BEGUN = datetime(2017, 1, 6, tzinfo=UTC)
YEARS = timedelta(days=730)
GROUP = "Friday club"


def moments(number: int) -> Iterator[datetime]:
    """So many instants, evenly over two years, in order."""
    return (BEGUN + YEARS * (each + 1) / (number + 1) for each in range(number))


def whatsapp(path: Path, number: int, seed: int = 1) -> Path:
    """A chat of the group with so many messages; in every hundred lines somebody goes and comes back."""
    drawn = random.Random(seed)
    with path.open("w", encoding="utf-8") as stream:
        for each, at in enumerate(moments(number)):
            stamp = at.strftime("%d/%m/%Y, %H:%M")
            if each % 100 == 50:
                word = "left" if each % 200 == 50 else "joined using this group's invite link"
                stream.write(f"{stamp} - Zoe {word}\n")
            else:
                stream.write(f"{stamp} - {NAMES[drawn.choice(tuple(NAMES))]}: words {drawn.random()}\n")
    return path


def sms(path: Path, number: int, seed: int = 2) -> Path:
    """A backup of so many text messages of one telephone, to and from the children."""
    drawn = random.Random(seed)
    with path.open("w", encoding="utf-8") as stream:
        stream.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<smses count="{number}">\n')
        for at in moments(number):
            person = drawn.choice(CHILDREN)
            stream.write(
                f'<sms address="{NUMBERS[person]}" date="{int(at.timestamp() * 1000)}" '
                f'type="{drawn.choice((1, 2))}" body="words {drawn.random()}" '
                f'contact_name="{NAMES[person]}" />\n'
            )
        stream.write("</smses>\n")
    return path


def register(folder: Path) -> Path:
    """Who these are, what was told and agreed of them, and which tables are complete."""
    folder.mkdir()
    for table, lines in _tables().items():
        (folder / f"{table}.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def _tables() -> dict[str, list[str]]:
    roles = {"priya": "employee", "sam": "volunteer"}
    return {
        "people": [
            "person,category,relationship",
            *(f"{each},adult,none" for each in ADULTS),
            *(f"{each},child_or_young_person,working" for each in CHILDREN),
        ],
        "roles": ["person,role", *(f"{name},{role}" for name, role in roles.items())],
        "names": [
            "called,person",
            *(f"{called},{name}" for name, called in NAMES.items()),
            *(f"{number},{name}" for name, number in NUMBERS.items()),
        ],
        "groups": ["group,kind,platform,listed,from", f"{GROUP},chat,WhatsApp,yes,2017-01-06"],
        "memberships": ["group,person,from", *(f"{GROUP},{name},2017-01-06" for name in NAMES)],
        "accounts": [
            "person,kind,platform,ownership,agreed,purpose_built,for_group",
            "priya,chat,WhatsApp,organisational,yes,yes,yes",
            "sam,text,,personal,no,no,no",
        ],
        "notices": [
            "staff,about,kind,platform,nature,given,recorded,from,entered",
            f"priya,{GROUP},chat,WhatsApp,arranging,2017-01-05,2017-01-05,2017-01-06,2017-01-05",
            "sam,mia,text,,lifts,2017-02-01,2017-02-03,2017-02-03,2017-02-03",
        ],
        "managers_told": ["staff,about,told,entered", f"priya,{GROUP},2017-01-05,2017-01-05"],
        "wishes": ["person,asked_by,from,to", "ali,ben,2017-05-01,2017-06-30"],
        "circumstances": [
            "person,what,holding,from,to,entered",
            "noah,at_risk,yes,2017-08-01,2017-08-31,2017-09-30",
        ],
        "facts": ["field,value,staff,from,entered", "purpose,arranging,priya,2017-01-06,2017-01-06"],
        "exports": ["file,person", "sms.xml,sam"],
        "kept": [
            "of,from",
            *(f"{each},2016-07-01" for each in ("notices", "managers_told", "wishes", "circumstances")),
            *(f"{each},2016-07-01" for each in ("accounts", "contacts")),
        ],
    }
