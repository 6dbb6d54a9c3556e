"""Letters to the author of a rules file: what is wrong, where, and what to type instead.

The lowest room. A `Diagnostic` is made anywhere above, travels beside the value of each pass, and is drawn
only here (`render_text`, `render_concise`, `to_json`). Each code has one row in `codes.py`; read
`diagnostic.py` first.

Never imports another room, and never lets a character of a rules file reach a terminal unescaped.
"""

from wrbc_rules.diagnostics.characters import scan
from wrbc_rules.diagnostics.codes import CODES, explain, markdown
from wrbc_rules.diagnostics.diagnostic import Diagnostic, Label, Severity, capped, in_order, joined
from wrbc_rules.diagnostics.nearest import did_you_mean, nearest, searches
from wrbc_rules.diagnostics.page import CodePage
from wrbc_rules.diagnostics.place import Span, Text, cover
from wrbc_rules.diagnostics.render import render_concise, render_text, summary, to_json
from wrbc_rules.diagnostics.shown import quoted, shown

__all__ = [
    "CODES",
    "CodePage",
    "Diagnostic",
    "Label",
    "Severity",
    "Span",
    "Text",
    "capped",
    "cover",
    "did_you_mean",
    "explain",
    "in_order",
    "joined",
    "markdown",
    "nearest",
    "quoted",
    "render_concise",
    "render_text",
    "scan",
    "searches",
    "shown",
    "summary",
    "to_json",
]
