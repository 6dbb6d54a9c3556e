"""One meaning, said by several backends; the interpreter is the one that the others are judged by.

Never: syntax, or a sibling backend.
"""
