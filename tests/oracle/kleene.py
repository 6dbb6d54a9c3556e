"""The table of outcomes by looking at every completion of what is not known. Never imports the project.

True, False and None (unknown). An unknown condition is unknown for causes: "fact", "person", "time". The
formula is asked of every way in which the unknowns may fall; nothing here is a truth table of Kleene's, and
yet the two must agree, since each condition occurs in the formula once.
"""

from collections.abc import Callable, Iterator
from itertools import product

Three = bool | None
Causes = frozenset[str]


def completions(*values: Three) -> Iterator[tuple[bool, ...]]:
    """Every way in which what is not known may fall."""
    yield from product(*((value,) if value is not None else (True, False) for value in values))


def over(formula: Callable[..., bool], *values: Three) -> Three:
    """What the formula comes to, whatever is not known; None if that makes a difference."""
    found = {formula(*each) for each in completions(*values)}
    return found.pop() if len(found) == 1 else None


def by_cause(*causes: Causes) -> str:
    """A missing fact before a person, a person before time."""
    every = frozenset[str]().union(*causes)
    if "fact" in every:
        return "undetermined"
    return "for_a_person" if "person" in every else "pending"


def of_norm(applies: Three, kept: Three, excused: Three, causes: tuple[Causes, Causes, Causes]) -> str:
    """The outcome of a rule that forbids or asks for something."""
    breach = over(lambda a, k, x: a and not k and not x, applies, kept, excused)
    if applies is False:
        return "not_covered"
    if breach is True:
        return "breach"
    if applies is True and kept is True:
        return "complies"
    if applies is True and kept is False and excused is True:
        return "excused"
    if breach is False:
        return "clear"
    return by_cause(*(c for value, c in zip((applies, kept, excused), causes, strict=True) if value is None))


def of_permission(applies: Three, excused: Three, causes: tuple[Causes, Causes]) -> str:
    """The outcome of a rule that allows something, unless its exception withdraws that."""
    withdrawn = over(lambda a, x: a and x, applies, excused)
    if applies is False:
        return "not_covered"
    if applies is True and excused is False:
        return "permitted"
    if withdrawn is True:
        return "withdrawn"
    if withdrawn is False:
        return "clear"
    return by_cause(*(c for value, c in zip((applies, excused), causes, strict=True) if value is None))


def conjunction(*values: Three) -> Three:
    return over(lambda *each: all(each), *values)


def disjunction(*values: Three) -> Three:
    return over(lambda *each: any(each), *values)


def negation(value: Three) -> Three:
    return over(lambda each: not each, value)
