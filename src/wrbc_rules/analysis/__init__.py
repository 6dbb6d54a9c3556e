"""What can be found out about a policy by running it: its examples, its promises, events of its kind.

Never: an event class of one organisation, or a meaning of its own: the interpreter says what comes out.
"""

from wrbc_rules.analysis.causes import summed
from wrbc_rules.analysis.compared import near_texts, texts_compared
from wrbc_rules.analysis.drawing import Constants, Drawer, draw_event
from wrbc_rules.analysis.examples import CaseResult, run_example, run_examples
from wrbc_rules.analysis.promises import run_promise, run_promises

__all__ = [
    "CaseResult",
    "Constants",
    "Drawer",
    "draw_event",
    "near_texts",
    "run_example",
    "run_examples",
    "run_promise",
    "run_promises",
    "summed",
    "texts_compared",
]
