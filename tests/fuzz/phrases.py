"""Huge files of declared words, phrases with blanks and mistakes."""

from __future__ import annotations

from .made import CLAUSE, Shape, file_of, for_each, letters_of

# ---- declared words


def facts(count: int) -> str:
    """Facts that no other could be taken for."""
    return file_of(CLAUSE, *(f'fact "{letters_of(n)} it" means doubts\n' for n in range(1, count)))


def facts_alike(count: int) -> str:
    return file_of(CLAUSE, 'fact "it is so" means doubts\n' * count)


def facts_that_begin_alike(count: int) -> str:
    """Facts that differ in their last word, with a blank before it."""
    return file_of(CLAUSE, for_each(count, 'fact "it is {a time} by @" means at is after 2017-01-01\n'))


def nouns(count: int) -> str:
    return file_of(CLAUSE, for_each(count, 'noun "a@" means a person\n'))


def nouns_within_nouns(count: int) -> str:
    """Each noun begins with the one before it."""
    return file_of(CLAUSE, *(f'noun "{"a " * n}a" means a person\n' for n in range(count)))


def nouns_by_nouns(count: int) -> str:
    """Each noun means the next."""
    made = (f'noun "n{n}" means a message where by is "n{n + 1}"\n' for n in range(count))
    return file_of(CLAUSE, *made, f'noun "n{count}" means a person\n')


def circle_of_nouns(count: int) -> str:
    return file_of(
        CLAUSE, *(f'noun "n{n}" means a message where by is "n{(n + 1) % count}"\n' for n in range(count))
    )


def doubling_nouns(count: int) -> str:
    """Each noun says the next one twice: what it means has two to the power of `count` parts."""
    made = (f'noun "n{n}" means a message where by is "n{n + 1}" or by is "n{n + 1}"\n' for n in range(count))
    return file_of(CLAUSE, *made, f'noun "n{count}" means a person\n')


def settings(count: int) -> str:
    return file_of(CLAUSE, for_each(count, 'setting "s@" is a duration, not set\n'))


def wordings(count: int) -> str:
    """One fact under very many wordings."""
    return file_of(CLAUSE, 'fact "it is so"\n', for_each(count, '  also "so it is @"\n'), "  means doubts\n")


def wordings_in_a_line(count: int) -> str:
    also = ", ".join(f'"so it is {n}"' for n in range(1, count + 1))
    return file_of(CLAUSE, f'fact "it is so"\n  also {also}\n  means doubts\n')


def references(count: int) -> str:
    see = ", ".join(f"1.{n}" for n in range(1, count + 1))
    return file_of(CLAUSE, f'fact "it is so"\n  see {see}\n  means doubts\n')


def choices(count: int) -> str:
    every = " or ".join(f'"{number}"' for number in range(count + 2))
    return file_of(
        CLAUSE,
        f'setting "s" is a choice of {every}, not set\n',
    )


def values(count: int) -> str:
    return file_of(
        CLAUSE,
        f'fact "it is so" means channel.kind is any of {", ".join(f"email{n}" for n in range(count + 2))}\n',
    )


def rules_by_rules(count: int) -> str:
    """Each rule depends on the next."""
    made = (
        f"clause 1.{n} [00000000]\n  staff must not write\n    unless 1.{n + 1} is excused\n"
        for n in range(1, count)
    )
    return file_of(*made, f"clause 1.{count} [00000000]\n  staff must not write\n")


def circle_of_rules(count: int) -> str:
    return file_of(
        *(
            f"clause 1.{n} [00000000]\n  staff must not write\n    unless 1.{(n + 1) % count} is excused\n"
            for n in range(count)
        )
    )


def doubling_rules(count: int) -> str:
    """Each rule says the next one twice."""
    made = (
        f"clause 1.{n} [00000000]\n  staff must not write\n"
        f"    when 1.{n + 1} is excused\n    unless 1.{n + 1} is breached\n"
        for n in range(1, count)
    )
    return file_of(*made, f"clause 1.{count} [00000000]\n  staff must not write\n")


# ---- phrases with blanks


def blanks(count: int) -> str:
    """A phrase of very many blanks, and a line that fills them."""
    phrase = " and ".join(["{somebody}"] * count)
    line = " and ".join(["staff"] * count)
    return file_of(
        f"clause 1.1 [00000000]\n  staff must not write\n    when it is for {line}\n",
        f'fact "it is for {phrase}" means doubts\n',
    )


def blanks_that_match_in_many_ways(count: int) -> str:
    """Nouns within nouns in the blanks of a phrase, and a line that is nearly one of its uses."""
    phrase = " ".join(["{somebody}"] * count)
    return file_of(
        f"clause 1.1 [00000000]\n  staff must not write\n    when {'a ' * (count * 3 // 2)}end\n",
        f'fact "{phrase} end." means doubts\n',
        'noun "a" means a person\nnoun "a a" means a person\n',
    )


def blanks_filled_with_anything(count: int) -> str:
    """A phrase of several blanks and a line that has its words very often."""
    return file_of(
        f"clause 1.1 [00000000]\n  staff must not write\n    when {'x ' * count}y\n",
        'fact "{a time} x {a time} x {a time} x {a time} x {a time} z" means doubts\n',
    )


def blanks_that_overlap(count: int) -> str:
    """Two phrases of very many blanks that could be each other, if nouns within nouns were."""
    first, second = " ".join(["{somebody}"] * count), " ".join(["{somebody}"] * (count + 1))
    return file_of(
        CLAUSE,
        f'fact "{first} x" means doubts\nfact "{second} y" means doubts\n',
        *(f'noun "{"a " * n}a" means a person\n' for n in range(min(count, 40))),
    )


def facts_with_many_nouns(count: int) -> str:
    """As many facts with blanks as nouns that can stand in them."""
    return nouns(count) + for_each(
        count, 'fact "{somebody} by {somebody} for {somebody} is @" means doubts\n'
    )


# ---- mistakes


def near_misses(count: int) -> str:
    """Lines each of which is nearly a declared phrase of as many."""
    return file_of(
        for_each(count, "clause 1.@ [00000000]\n  staff must not write\n    when it is quite so @\n"),
        for_each(count, 'fact "it is quiet so @" means doubts\n'),
    )


def near_nouns(count: int) -> str:
    return file_of(
        for_each(count, "clause 1.@ [00000000]\n  somebody@ must not write\n"),
        for_each(count, 'noun "sombody@" means a person\n'),
    )


def near_fields(count: int) -> str:
    return file_of(CLAUSE, for_each(count, 'fact "it is so @" means acount.agred\n'))


def near_references(count: int) -> str:
    return file_of(
        for_each(count, "clause 1.@ [00000000]\n  staff must not write\n    unless 2.@ is excused\n")
    )


def near_examples_lines(count: int) -> str:
    return file_of(
        CLAUSE,
        '  example "a"\n    given staff write\n',
        for_each(count, "    and it is quite late @\n"),
        "    then breach\n",
    )


def mistakes(count: int) -> str:
    """A line that cannot be read in each of very many clauses."""
    return file_of(for_each(count, "clause 1.@ [00000000]\n  staff must not write\n    wen it is late\n"))


def mistakes_in_a_clause(count: int) -> str:
    return file_of(CLAUSE, "    wen it is late\n" * count)


def colons(count: int) -> str:
    return file_of("clause 1.1 [00000000]\n", "  staff must not write\n    when:\n" * count)


def notes_without_quotes(count: int) -> str:
    return file_of("clause 1.1 [00000000]\n", "  note ask\n" * count, "  staff must not write\n")


def loose_lines(count: int) -> str:
    """Lines at the margin that are nothing."""
    return "x\n" * count


def open_quotations(count: int) -> str:
    return '"\n' * count


def lost_words(count: int) -> str:
    """Declarations each of which lacks its quotation mark."""
    return file_of(CLAUSE, *(f'fact "{letters_of(n)} means doubts\n' for n in range(1, count)))


def lost_wordings(count: int) -> str:
    also = ", ".join(f'"so it is {n}"' for n in range(1, count + 1))
    return file_of(CLAUSE, f'fact "it is so"\n  also {also} x\n  means doubts\n')


def odd_characters(character: str) -> Shape:
    return lambda count: file_of(CLAUSE, character * count, "\n")


def odd_lines(line: str) -> Shape:
    return lambda count: line * count


# ---- numbers


def long_number(before: str, after: str) -> Shape:
    return lambda count: file_of(before, "9" * count, after, CLAUSE)


# ---- much said in few lines


def large_fact(count: int) -> str:
    """A fact of very many tests, which as many rules use."""
    rules = for_each(count, "clause 1.@ [00000000]\n  staff must not write\n    when it is so\n")
    return file_of(rules, 'fact "it is so"\n  means any of\n', "    doubts\n" * (count * 3), "\n")


def large_noun(count: int) -> str:
    """A noun of very many tests, which as many facts use."""
    made = ", ".join(["employee"] * min(count, 180))
    facts = for_each(min(count, 900), 'fact "it is by @" means by is "a person"\n')
    noun = 'noun "a person"\n  means a person where any of\n'
    return file_of(CLAUSE, facts, noun, f"    roles include any of {made}\n" * count, "\n")


def large_fact_in_examples(count: int) -> str:
    """A fact of very many tests, which as many examples state."""
    made = for_each(count, '  example "@"\n    given staff write\n    and it is so\n    then breach\n')
    return file_of(CLAUSE, made, 'fact "it is so"\n  means any of\n', "    doubts\n" * (count * 3), "\n")
