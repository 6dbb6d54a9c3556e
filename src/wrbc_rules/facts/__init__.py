"""A log of what happened and a register of who is who in, self-contained events out, by four bridges.

What was true at the moment of an event decides, not what is true today; what neither log nor register can
tell is not stated.

Never: a rule, or a text of a message.
"""

from wrbc_rules.facts.filling import Facts, Filled
from wrbc_rules.facts.groups import Group, Stand
from wrbc_rules.facts.names import UnknownCountryError, check_country

__all__ = ["Facts", "Filled", "Group", "Stand", "UnknownCountryError", "check_country"]
