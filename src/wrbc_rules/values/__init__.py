"""What a field of an event can hold: instants known to an interval, counts known to bounds, lists of people.

Every value says how much of it is known, so that deciding never has to guess.

Never: a rule, a phrase, or the name of an organisation's field.
"""

from wrbc_rules.values.clock import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Clock,
    UnknownZoneError,
    calendar_ordinal,
    ordinal_date,
)
from wrbc_rules.values.count import Count, count_within
from wrbc_rules.values.fields import Change, FieldNotes, Role, about
from wrbc_rules.values.judgement import Judgement
from wrbc_rules.values.local_time import local_when
from wrbc_rules.values.names import name_of
from wrbc_rules.values.people import People
from wrbc_rules.values.spans import Calendar, Span, parse_number, parse_span, span_text
from wrbc_rules.values.when import (
    NEVER,
    NOT_STATED,
    Bound,
    NaiveTimeError,
    When,
    in_range,
    instant_of,
    moment_of,
    to_when,
)

__all__ = [
    "DAY",
    "HOUR",
    "MINUTE",
    "NEVER",
    "NOT_STATED",
    "SECOND",
    "Bound",
    "Calendar",
    "Change",
    "Clock",
    "Count",
    "FieldNotes",
    "Judgement",
    "NaiveTimeError",
    "People",
    "Role",
    "Span",
    "UnknownZoneError",
    "When",
    "about",
    "calendar_ordinal",
    "count_within",
    "in_range",
    "instant_of",
    "local_when",
    "moment_of",
    "name_of",
    "ordinal_date",
    "parse_number",
    "parse_span",
    "span_text",
    "to_when",
]
