"""WR140 to WR159: the head of the file, its days, and its settings."""

from wrbc_rules.diagnostics.page import CodePage

HEAD_CODES: tuple[CodePage, ...] = (
    CodePage(
        code="WR140",
        title="a line of the head that is missing",
        explanation=(
            "A file begins with the name of the policy. Below it stand the edition, the organisation, the "
            "day from which it is in force, and the time zone by whose clock its times are meant. Without "
            "them nobody could say which rules hold on which day."
        ),
        mistake=(
            'policy "Communication"\n'
            '  edition "July 2016"\n'
            '  organisation "Example"\n'
            "  in force from 2016-07-01"
        ),
        instead=(
            'policy "Communication"\n'
            '  edition "July 2016"\n'
            '  organisation "Example"\n'
            "  in force from 2016-07-01\n"
            "  time zone Europe/London"
        ),
    ),
    CodePage(
        code="WR141",
        title="a time zone that there is not",
        explanation=(
            "A time zone is named by continent and city, as in the list that computers share. Names such as "
            "BST are not in it, because they mean different things in different places, and hold for half "
            "of the year."
        ),
        mistake="time zone London",
        instead="time zone Europe/London",
    ),
    CodePage(
        code="WR142",
        title="a day or time that the calendar does not have",
        explanation=(
            "A day is written as year, month, day: 2017-03-02. A time is written with 24 hours and two "
            "digits: 21:00. This one does not exist: there is no thirty-first of June, and no twenty-ninth "
            "of February outside a leap year."
        ),
        mistake="in force from 2017-06-31",
        instead="in force from 2017-07-01",
    ),
    CodePage(
        code="WR143",
        title="a line of the head that stands twice",
        explanation="Each line of the head stands once, or it would be left open which of the two is meant.",
        mistake="in force from 2016-07-01\nin force from 2017-07-01",
        instead="in force from 2017-07-01",
    ),
    CodePage(
        code="WR150",
        title="a setting with a value of another sort",
        explanation=(
            "A setting says what it holds: a duration, a number, a time, a date, a place, or one of several "
            "choices. Its value, and the value that is suggested for it, are of that sort. After `is` stands "
            "one of: `a duration, 7 days`; `a number, 18`; `a time, 21:00`; `a date, 2017-03-03`; `a place, "
            '"the shared drive"`; `a choice of "one" or "another", "one"`. If nobody has decided yet, `not '
            "set` stands in the place of the value."
        ),
        mistake='setting "the notice period" is a duration, soon',
        instead='setting "the notice period" is a duration, 7 days',
    ),
    CodePage(
        code="WR151",
        title="a choice that is offered twice",
        explanation="The choices of a setting differ from each other, or choosing would change nothing.",
        mistake='setting "weekends" is a choice of "as weekdays" or "as weekdays", not set',
        instead='setting "weekends" is a choice of "as weekdays" or "as holidays", not set',
    ),
)
