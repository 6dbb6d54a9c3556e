"""Kinds of character that a rules file should not hold, as the insides of regular-expression brackets.

The invisible ones are Unicode's default-ignorable code points and interlinear marks; Python counts some of
them as printable, hence the list.
"""

CONTROL = r"\x00-\x08\x0d-\x1f\x7f-\x84\x86-\x9f"
SEPARATOR = r"\x0b\x0c\x85\u2028\u2029"
DIRECTION = r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
INVISIBLE = (
    r"\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    r"\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
VARIATION = r"\ufe00-\ufe0f"
SURROGATE = r"\ud800-\udfff"
SPACE = r"\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"
DASH = r"\u2010-\u2015\u2212"
CURLY = "\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02"
