"""The reference: small, plain, and meant to be obviously right.

Reading order: `scene` (what is looked at), `evaluate` (what is true), `gaps` (why something is not known),
`reasons` (what decided), `decide` (outcomes), `repair` (what would put it right).

Never: syntax, or another backend.
"""

from wrbc_rules.backends.interpreter.decide import decide, outcome_of, standing
from wrbc_rules.backends.interpreter.evaluate import bounds, truth
from wrbc_rules.backends.interpreter.repair import repairs
from wrbc_rules.backends.interpreter.scene import Scene
from wrbc_rules.backends.interpreter.unused import unused

__all__ = ["Scene", "bounds", "decide", "outcome_of", "repairs", "standing", "truth", "unused"]
