"""Random rules files without mistakes, and the policies that they are."""

from __future__ import annotations

from hypothesis import strategies as st

from wrbc_rules.analysis.drafting import draft_policy
from wrbc_rules.policies import Policy, load
from wrbc_rules.source import Source
from wrbc_rules.strategies.events import Drawn
from wrbc_rules.vocabulary import Vocabulary


@st.composite
def policy_texts(draw: st.DrawFn, vocabulary: Vocabulary, clauses: int = 4) -> str:
    """The text of a rules file with so many clauses, of every form, over a vocabulary."""
    return draft_policy(Drawn(draw), vocabulary, clauses)


def policies(vocabulary: Vocabulary, clauses: int = 4) -> st.SearchStrategy[Policy]:
    """Policies of so many clauses over a vocabulary. Drawing one costs milliseconds: use few."""
    return policy_texts(vocabulary, clauses).map(
        lambda text: load(Source.from_text("drafted.rules", text), vocabulary)
    )
