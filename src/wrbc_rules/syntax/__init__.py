"""What the author wrote: the tree of a rules file, with every word and its place.

Never: whether a phrase is declared, or what it means.
"""

from wrbc_rules.syntax.everyday import clock_of, day_of
from wrbc_rules.syntax.layout import MAX_DEPTH
from wrbc_rules.syntax.nodes import (
    Background,
    Circumstance,
    ClauseNode,
    Condition,
    ExampleNode,
    LedgerNode,
    Line,
    ListedCondition,
    NormNode,
    Part,
    PhraseCondition,
    PolicyHeader,
    PromiseNode,
    ResultCondition,
    RulesFile,
    SentenceNode,
    Timing,
)
from wrbc_rules.syntax.parser import parse
from wrbc_rules.syntax.words import (
    AsksMeaning,
    ClassMeaning,
    Declaration,
    DoneMeaning,
    Formal,
    FormalList,
    FormalTest,
    Meaning,
    OrganisationMeaning,
    SettingNode,
    TestsMeaning,
    Words,
)

__all__ = [
    "MAX_DEPTH",
    "AsksMeaning",
    "Background",
    "Circumstance",
    "ClassMeaning",
    "ClauseNode",
    "Condition",
    "Declaration",
    "DoneMeaning",
    "ExampleNode",
    "Formal",
    "FormalList",
    "FormalTest",
    "LedgerNode",
    "Line",
    "ListedCondition",
    "Meaning",
    "NormNode",
    "OrganisationMeaning",
    "Part",
    "PhraseCondition",
    "PolicyHeader",
    "PromiseNode",
    "ResultCondition",
    "RulesFile",
    "SentenceNode",
    "SettingNode",
    "TestsMeaning",
    "Timing",
    "Words",
    "clock_of",
    "day_of",
    "parse",
]
