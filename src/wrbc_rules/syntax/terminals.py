"""What can stand at a place, in the words of somebody who writes a policy."""

from __future__ import annotations

from collections.abc import Collection

#: What to show for each terminal of the grammar, in the order in which it is shown.
_SHOWN: dict[str, tuple[str, ...]] = {
    "POLICY": ('`policy "name"`',),
    "PART": ('`part 1 "title"`',),
    "CLAUSE": ('`clause 4.7 "title" [8c1f20aa]`',),
    "SENTENCE": ("`sentence 1 [8c1f20aa]`",),
    "EXAMPLE": ('`example "name"`',),
    "PROMISE": ('`promise "name"`',),
    "BACKGROUND": ("`background`",),
    "KIND": ('`noun "..."`', '`act "..."`', '`duty "..."`', '`fact "..."`'),
    "SETTING": ('`setting "..."`',),
    "NOTE": ('`note "..."`',),
    "READING": ('`reading "..."`',),
    "LIKE": ('`like "another example"`',),
    "ALSO": ('`also "..."`',),
    "OPPOSITE": ('`or else "..."`',),
    "SEE": ("`see 4.3`",),
    "ANSWERS": ("`answers 8.3 s1`",),
    "REFER": ("`refer it to ...`",),
    "ADOPTED": ("`adopted 2016-07-01`",),
    "RESTATES": ("`restates 4.8 s1`",),
    "LEDGER": ('`is context "..."`', '`is a definition "..."`'),
    "MEANS": ("`means ...`",),
    "ASKS": ("`asks ...`",),
    "DONE_AT": ("`done at`",),
    "DECIDED_BY": ("`decided by ...`",),
    "SUGGESTED": ("`suggested ...`",),
    "NOT_SET": ("`not set`",),
    "WHEN": ("`when`",),
    "IF": ("`if`",),
    "UNLESS": ("`unless`",),
    "BEFORE": ("`before they ...`",),
    "WHENEVER": ("`whenever they ...`",),
    "WITHIN": ("`within ... after they ...`",),
    "BY": ("`by ... after they ...`",),
    "FOR_AT": ("`for at least ... after they ...`",),
    "EVERY": ("`at least every ...`",),
    "GIVEN": ("`given ...`",),
    "ALSO_GIVEN": ("`and ...`", "`but ...`"),
    "UNKNOWN": ("`not known whether ...`",),
    "SEEN": ("`seen at 09:00 on 2017-03-03`",),
    "THEN": ("`then ...`",),
    "UNTIL": ("`until 09:00 on 2017-03-03`",),
    "OUTCOME": ("an outcome such as `breach`, `complies`, `excused` or `undetermined`",),
    "TEXT": ("a declared phrase",),
    "RESULT_OF": ("`4.7 is excused`",),
    "LIST": ("a list word such as `both` or `any of`",),
    "LABEL": ("`(a)`",),
    "PIN": ("a pin like `[8c1f20aa]`",),
    "REF": ("a clause number like `4.7` or `8.3 s2`",),
    "MOMENT": ("a moment like `21:00 on 2017-03-03`",),
    "ZONE": ("a time zone like `Europe/London`",),
    "DATE": ("a date like `2017-03-03`",),
    "TIME": ("a time like `21:00`",),
    "SPAN_LIT": ("a duration like `7 days`",),
    "NUMBER": ("a number",),
    "STRING": ('words in straight quotes, `"..."`',),
    "WHO": ("who is asked",),
    "NAME": ("the name of a field",),
    "BLANK": ("a blank like `{a time}`",),
    "NOT": ("`not`",),
    "IS": ("`is`",),
    "INCLUDE": ("`include`",),
    "A": ("`a`",),
    "AND": ("`and`",),
    "OR": ("`or`",),
    "WHERE": ("`where ...`",),
    "SIDE": ("`before ...`", "`after ...`"),
    "FROM": ("`from ... until ...`",),
    "COMMA": ("a comma",),
    "TYPE": ("`duration`", "`number`", "`time`", "`date`", "`place`"),
    "CHOICE_OF": ('`choice of "..." or "..."`',),
    "ORDER": ("`at least ...`", "`at most ...`", "`over ...`", "`under ...`", "`exactly ...`"),
    "QUANT": ("`some ...`", "`every ...`", "`no ...`"),
    "EDITION": (
        '`edition "July 2016"`',
        '`organisation "name"`',
        "`in force from 2016-07-01`",
        "`time zone Europe/London`",
        "`review due by 2017-07-31`",
    ),
}
#: In a formal meaning some words are followed by others than in a rule.
_IN_A_TEST = {"WITHIN": ("`within 7 days after ...`",)}
_MOST = 8


def can_stand(expected: Collection[str]) -> str | None:
    """A sentence with what can stand where these terminals are expected; None if nothing can."""
    shown = {**_SHOWN, **_IN_A_TEST} if "SIDE" in expected else _SHOWN
    names = [name for terminal, some in shown.items() if terminal in expected for name in some]
    if not names:
        return None
    if len(names) > _MOST:
        return f"here can stand {', '.join(names[:_MOST])} and the like"
    *first, last = names
    return f"here can stand {', '.join(first)} or {last}" if first else f"here can stand {last}"
