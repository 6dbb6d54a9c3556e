"""Did you mean: the known words nearest to an unknown one."""

import heapq
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from difflib import SequenceMatcher

from wrbc_rules.diagnostics.shown import quoted

MOST_CANDIDATES = 500
"""Beyond this many candidates only those nearest in length are compared."""

LONGEST = 120
"""Only this many first characters of a word or candidate are compared."""

LIKENESS = 0.6
"""From 0 (nothing alike) to 1 (the same): less alike than this is not offered."""

MOST_SEARCHES = 200
"""So many unknown words of one file are compared; nobody reads so far, and a hostile file has thousands."""

_left: ContextVar[Iterator[int] | None] = ContextVar("searches left", default=None)


@contextmanager
def searches(limit: int = MOST_SEARCHES) -> Iterator[None]:
    """Inside, only the first `limit` calls of `nearest` compare anything; as a decorator, of each call."""
    token = _left.set(iter(range(limit)))
    try:
        yield
    finally:
        _left.reset(token)


def nearest(word: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """At most `limit` of the candidates that are most like the word, the most alike first; () if none is.

    Capitals do not count, the word itself is never offered, and equals keep the order of `candidates`. The
    work is bounded by `MOST_CANDIDATES` comparisons of `LONGEST` characters: under a second at the worst;
    and by the `searches` that are left.
    """
    left = _left.get()
    if left is not None and next(left, None) is None:
        return ()
    others = [c for c in dict.fromkeys(candidates) if c != word]
    if len(others) > MOST_CANDIDATES:
        others = heapq.nsmallest(MOST_CANDIDATES, others, key=lambda c: abs(len(c) - len(word)))
    matcher = SequenceMatcher(a="", b=_compared(word), autojunk=False)
    likeness = {c: _likeness(matcher, c) for c in others}
    alike = [c for c in others if likeness[c] >= LIKENESS]
    return tuple(sorted(alike, key=lambda c: -likeness[c])[:limit])


def did_you_mean(word: str, candidates: Iterable[str], limit: int = 3) -> str | None:
    """As in: did you mean `a`, `b` or `c`? With what `nearest` finds; None if it finds nothing."""
    found = [quoted(c) for c in nearest(word, candidates, limit)]
    if not found:
        return None
    *first, last = found
    return f"did you mean {', '.join(first)} or {last}?" if first else f"did you mean {last}?"


def _compared(word: str) -> str:
    return word[:LONGEST].casefold()


def _likeness(matcher: "SequenceMatcher[str]", candidate: str) -> float:
    """The ratio, or 0 where a cheaper upper bound is already too low."""
    matcher.set_seq1(_compared(candidate))
    if matcher.real_quick_ratio() < LIKENESS or matcher.quick_ratio() < LIKENESS:
        return 0.0
    return matcher.ratio()
