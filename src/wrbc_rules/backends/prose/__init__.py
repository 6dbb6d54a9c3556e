"""A typed policy in English: each rule as one sentence, each test as the fields that it looks at.

Reading order: `sentences` (a rule, in its author's words), `meanings` (what those words look at).

Never: a word that changes what a rule says, or markup: what comes out is plain text.
"""

from wrbc_rules.backends.prose.meanings import field_words, meaning
from wrbc_rules.backends.prose.sentences import condition_words, sentence

__all__ = ["condition_words", "field_words", "meaning", "sentence"]
