"""Huge files of clauses, examples and what nests: each shape has `count` things of its kind."""

from __future__ import annotations

from wrbc_rules.syntax.limits import MAX_LINE

from .made import CLAUSE, HEAD, WORDS, Shape, file_of, for_each

# ---- nesting


def nested_lists(depth: int) -> str:
    """Lists within lists; each level is one space further to the right."""
    inner = "".join(f"{' ' * (level + 6)}both\n" for level in range(depth))
    return file_of("clause 1.1 [00000000]\n  staff must not write\n    when both\n", inner)


def stairs(depth: int) -> str:
    """Lines each indented under the one above, at the margin and below."""
    return "\n".join(" " * level + "x" for level in range(depth)) + "\n"


def within_one_line(opening: str) -> Shape:
    """A line of brackets, quotation marks or list words."""
    return lambda count: file_of(
        "clause 1.1 [00000000]\n  staff must not write\n    when ", opening * count, "\n\n"
    )


def long_conditions(filling: str) -> Shape:
    """Rules whose conditions fill the longest line that is read."""
    line = (filling * MAX_LINE)[: MAX_LINE - 40]
    clause = f"clause 1.@ [00000000]\n  staff must not write\n    when {line}x@\n"
    return lambda count: file_of(for_each(count, clause))


def long_case_lines(filling: str) -> Shape:
    """Lines of examples that fill the longest line that is read."""
    line = (filling * MAX_LINE)[: MAX_LINE - 40]
    case = f'  example "@"\n    given {line}x@\n    then breach\n'
    return lambda count: file_of(CLAUSE, for_each(count, case))


def conditions(count: int) -> str:
    """One list with very many conditions."""
    return file_of(CLAUSE.replace("it is late", "any of"), "      it is late\n" * count, "\n")


def tests_in_a_line(count: int) -> str:
    """A meaning of very many tests joined by `and`."""
    return file_of(CLAUSE, 'fact "it is long" means doubts', " and doubts" * count, "\n")


# ---- one thing, very often


def clauses(count: int) -> str:
    return file_of(for_each(count, "clause 1.@ [00000000]\n  staff must not write\n    when it is late\n"))


def clauses_alike(count: int) -> str:
    return file_of(CLAUSE * count)


def sentences(count: int) -> str:
    return file_of('clause 1.1 "T"\n', for_each(count, '  sentence @ [00000000] is context "C"\n'))


def sentences_with_rules(count: int) -> str:
    return file_of('clause 1.1 "T"\n', for_each(count, "  sentence @ [00000000]\n    staff must not write\n"))


def rules_in_a_sentence(count: int) -> str:
    return file_of("clause 1.1 [00000000]\n", "  (a) staff must not write\n" * count)


def examples(count: int) -> str:
    return file_of(
        CLAUSE,
        for_each(count, '  example "@"\n    given staff write at 22:00 on 2017-03-03\n    then breach\n'),
    )


def chain_of_examples(count: int) -> str:
    """Each example is like the one before it."""
    first = '  example "0"\n    given staff write at 22:00 on 2017-03-03\n    then breach\n'
    rest = (f'  example "{n}" like "{n - 1}"\n    then breach\n' for n in range(1, count))
    return file_of(CLAUSE, first, *rest)


def chain_of_examples_backwards(count: int) -> str:
    """Each example is like the one after it, with a line of its own."""
    rest = (f'  example "{n}" like "{n + 1}"\n    and it is late\n    then breach\n' for n in range(count))
    return file_of(CLAUSE, *rest, f'  example "{count}"\n    given staff write\n    then breach\n')


def circle_of_examples(count: int) -> str:
    return file_of(
        CLAUSE, *(f'  example "{n}" like "{(n + 1) % count}"\n    then breach\n' for n in range(count))
    )


def examples_like_nothing(count: int) -> str:
    """Each names an example that is not there, and nearly is."""
    return file_of(CLAUSE, for_each(count, '  example "ab@" like "abc@x"\n    then breach\n'))


def examples_of_one_name(count: int) -> str:
    return file_of(CLAUSE, '  example "a"\n    given staff write\n    then breach\n' * count)


def lines_of_an_example(count: int) -> str:
    return file_of(
        CLAUSE, '  example "a"\n    given staff write\n', "    and it is late\n" * count, "    then breach\n"
    )


def outcomes_of_an_example(count: int) -> str:
    return file_of(CLAUSE, '  example "a"\n    given staff write\n', "    then 1.1 breach\n" * count)


def background(count: int) -> str:
    return file_of(CLAUSE, "background\n", "  it is late\n" * count, "\n")


def promises(count: int) -> str:
    return file_of(CLAUSE, for_each(count, 'promise "@"\n  given staff write\n  then 1.1 breach\n'))


def headers(count: int) -> str:
    return HEAD.rstrip("\n") + "\n" + '  edition "1"\n' * count + CLAUSE + WORDS


def policies(count: int) -> str:
    return 'policy "P"\n' * count


def parts(count: int) -> str:
    return file_of(for_each(count, 'part @ "P"\n'), CLAUSE)


def comments(count: int) -> str:
    return file_of("#\n" * count, CLAUSE)


def comments_in_a_clause(count: int) -> str:
    return file_of(CLAUSE, "  # nothing\n" * count)


def blank_lines(count: int) -> str:
    return file_of(CLAUSE, "\n" * count)
