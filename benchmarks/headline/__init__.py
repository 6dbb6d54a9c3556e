"""The headline case: the bundled policy on a message to one person and to five.

Never: a rule that is easier than the policy's own.
"""
