"""The flat case: sixteen rules over twenty-six fields of one event, without lists of people.

Never: a name or a message of anybody who exists.
"""
