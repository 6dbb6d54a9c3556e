"""One row of the table of codes."""

from attrs import field, frozen
from attrs.validators import matches_re


@frozen(kw_only=True)
class CodePage:
    """What a code means, in plain words, with a mistake that earns it and the same text put right.

    `mistake` and `instead` hold the very characters, invisible ones too, so that a test can run them.
    Raises ValueError for a code that is not WR and three digits.
    """

    code: str = field(validator=matches_re(r"WR[0-9]{3}"))
    title: str
    explanation: str
    mistake: str
    instead: str
