"""Names and texts that could do harm, and audits full of them. Never judges."""

from __future__ import annotations

import math
import random
from functools import partial

import attrs

from wrbc_rules.audit.result import Audit, Item, Stranger

from .made import audit_of, drawn_items

#: The mark of what must never run; the browser's test looks for it.
SCRIPT = "document.title='it ran'"

#: Names and texts that somebody could put into an export to do harm, or just has.
HOSTILE = (
    f"<script>{SCRIPT}</script>",
    f"</style><script>{SCRIPT}</script>",
    f'"\'><img src=x onerror="{SCRIPT}">',
    f"<svg onload={SCRIPT}>",
    f'<a href="javascript:{SCRIPT}">x</a>',
    '<iframe src="https://example.org/"></iframe><link rel=stylesheet href=//example.org/x.css>',
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "{{ 7 * 7 }}{% raw %}",
    '=HYPERLINK("https://example.org/","x")',
    "=1+1",
    "+44 7700 900123",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "'=1+1",
    "''@x",
    "https://example.org/",
    "mailto:nobody@example.org",
    "abc\u202egnp.exe",
    "\u2066\u200fMia\u2069",
    "Mi\u200dа",
    "👩‍👩‍👧‍👦 Zoë ❤️",
    "נועם",
    "line\nbreak\r\nand more",
    "NUL\x00 and \x1b[31m bell \x07",
    "half \ud83d of a character",
    "\ufffe\uffff",
    "_x0041_",
    "]]>&lt;&amp;",
    "n" * 10_000,
    "é" * 40_000,
    "",
    " ",
    "constructor",
    "__proto__",
)


def hostile_audit(seed: int, count: int = 60, with_text: bool = True) -> Audit:
    """An audit whose every name and text is meant to do harm; the same for the same seed."""
    chance = random.Random(seed)
    items = [_spoilt(item, chance) for item in drawn_items(seed, count)]
    made = audit_of(items)
    word = partial(chance.choice, HOSTILE)
    groups = tuple(
        attrs.evolve(group, group=word(), stays=tuple(attrs.evolve(s, person=word()) for s in group.stays))
        for group in made.groups
    )
    unknown = tuple(
        attrs.evolve(each, words=word(), who=word(), samples=(word(), word())) for each in made.unknown
    )
    strangers = tuple(Stranger(name=name, events=3, files=(word(),), several=(word(),)) for name in HOSTILE)
    receipt = attrs.evolve(
        made.receipt,
        with_text=with_text,
        policy=word(),
        exports=tuple(attrs.evolve(file, name=word(), form=word()) for file in made.receipt.exports),
        notes=HOSTILE,
        unread=HOSTILE,
        skipped=((word(), 3, word()),),
    )
    return attrs.evolve(
        made,
        title=word(),
        organisation=word(),
        groups=groups,
        unknown=unknown,
        strangers=strangers,
        remarks=HOSTILE,
        standing=HOSTILE,
        receipt=receipt,
    )


def _spoilt(item: Item, chance: random.Random) -> Item:
    """The finding with names and texts that are meant to do harm; its event keeps an id of its own."""
    word = partial(chance.choice, HOSTILE)
    return attrs.evolve(
        item,
        event=f"{HOSTILE[int(item.event[-5:]) % 30]}{item.event}",
        place=word(),
        by=None if item.by is None else word(),
        about=None if item.about is None else word(),
        channel=word(),
        group=chance.choice((None, word())),
        because=(word(), word()),
        missing=((word(), word()),),
        ask=tuple((word(), word()) for _ in item.ask),
        right=word(),
        late=tuple(word() for _ in item.late),
        text=word(),
        instant=chance.choice((item.instant, item.instant, -math.inf, math.inf)),
    )
