"""The rules as a sheet of A4 for the wall: every rule as one sentence, on one page.

Reading order: `content` (what stands on it), `fitting` (in which size it fits), `page` (the sheet as HTML).

Never: a script, a request to anybody, or a rule left out so that the others fit.
"""

from wrbc_rules.poster.content import PartError
from wrbc_rules.poster.fitting import TooLongError
from wrbc_rules.poster.page import poster

__all__ = ["PartError", "TooLongError", "poster"]
