"""A log of what happened and a register of who is who in, self-contained events out, by four bridges.

Never: a rule, or what is true today where what was true then is asked.
"""
