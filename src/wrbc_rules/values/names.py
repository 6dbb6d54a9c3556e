"""The names of people and groups as exports and registers write them, in one form."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

#: Marks that steer a line of text and show nothing; joiners stay, emoji in names need them.
_UNSEEN = dict.fromkeys([0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF])


@lru_cache(maxsize=4096)
def name_of(text: str | None) -> str | None:
    """A name as the export has it, without marks that do not show; None where nothing is left."""
    if text is None:
        return None
    seen = "".join(" " if unicodedata.category(c) in ("Zs", "Cc") else c for c in text.translate(_UNSEEN))
    whole = "".join(f"<U+{ord(c):04X}>" if 0xD800 <= ord(c) < 0xE000 else c for c in seen)
    return unicodedata.normalize("NFC", " ".join(whole.split())) or None
