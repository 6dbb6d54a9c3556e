"""Values written in a rules file: literals and settings, by the type that a place asks for."""

from __future__ import annotations

from datetime import date, timedelta

from wrbc_rules.diagnostics import nearest
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import UNREAD, Lexicon
from wrbc_rules.ir import Chosen, Fixed, Number, OneOf, Path, Setting, Test, Unset
from wrbc_rules.syntax import Words, clock_of
from wrbc_rules.values import Calendar, Clock, When, parse_number, parse_span

#: What stands for a test that could not be made; the complaint has been made.
WRONG = Fixed(False)
_MICROSECOND = timedelta(microseconds=1)
_TYPE_WORDS = {
    "duration": "a duration",
    "number": "a number",
    "time": "a time",
    "date": "a date",
    "place": "a place",
    "choice": "a choice",
}


def clock_time(text: str) -> int | None:
    """Microseconds since midnight of "21:00"; None if it is no time of day."""
    hour, _, minute = text.partition(":")
    if len(text) != 5 or not (hour.isdigit() and minute.isdigit()) or int(hour) > 23 or int(minute) > 59:
        return None
    return (int(hour) * 60 + int(minute)) * 60_000_000


class Values:
    """Reads values; complains of those that are not of the type asked for."""

    def __init__(self, lexicon: Lexicon, clock: Clock, letters: Letters) -> None:
        self.lexicon, self.clock, self.letters = lexicon, clock, letters

    def setting(self, words: Words, kind: str) -> Setting | None:
        """The setting of this name, whatever its type; complain if that is another."""
        setting = self.lexicon.settings.get(words.text)
        if setting is None:
            return None
        self.lexicon.use_name(words.text)
        if setting.type not in (kind, UNREAD):
            message = f"the setting `{words.text}` is {_TYPE_WORDS[setting.type]}, not {_TYPE_WORDS[kind]}"
            known = [each.name for each in self.lexicon.settings.values() if each.type == kind]
            names = ", ".join(f'`"{each}"`' for each in known)
            remedy = f"{_TYPE_WORDS[kind]} is set by {names}" if known else _WRITE[kind]
            self.letters.say("WR126", words.span, message, remedy)
        return setting

    def number(self, words: Words) -> Number | Unset:
        """A whole number."""
        setting = self.setting(words, "number")
        if setting is not None:
            return Number(setting.value, setting.name) if isinstance(setting.value, int) else setting.unset
        value = parse_number(words.text)
        return Number(value) if value is not None else self._wrong(words, "number")

    def time(self, words: Words) -> Number | Unset:
        """A time of day, in microseconds since midnight."""
        setting = self.setting(words, "time")
        if setting is not None:
            value = clock_time(setting.value) if isinstance(setting.value, str) else None
            return setting.unset if value is None else Number(value, setting.name)
        value = clock_time(words.text)
        return Number(value) if value is not None else self._wrong(words, "time")

    def duration(self, words: Words) -> Number | Unset | Calendar:
        """A duration: microseconds, or months of the calendar."""
        setting = self.setting(words, "duration")
        if setting is not None and setting.value is None:
            return setting.unset
        span = setting.value if setting is not None else parse_span(words.text)
        if isinstance(span, Calendar):
            return span
        if isinstance(span, timedelta):
            return Number(span // _MICROSECOND, None if setting is None else setting.name)
        return self._wrong(words, "duration") if setting is None else setting.unset

    def date(self, words: Words) -> tuple[Number, Number] | Unset:
        """A day of the policy's zone: its first and its last instant."""
        setting = self.setting(words, "date")
        if setting is not None and setting.value is None:
            return setting.unset
        value = setting.value if setting is not None else _date(words.text)
        if isinstance(value, date):
            day = _zone_day(value, words, self)
            return Unset(words.text) if day is None else (Number(day.earliest), Number(day.latest))
        return self._wrong(words, "date") if setting is None else setting.unset

    def _wrong(self, words: Words, kind: str) -> Unset:
        """Complain of words that are no such value; of a blank's own nothing is known yet."""
        if words.kind != "BLANK":
            known = [setting.name for setting in self.lexicon.settings.values() if setting.type == kind]
            close = nearest(words.text, known)
            remedy = f'did you mean `"{close[0]}"`?' if close else write(kind, words.text)
            self.letters.say("WR126", words.span, f"`{words.text}` is not {_TYPE_WORDS[kind]}", remedy)
        return Unset(words.text)

    # ---- values of fields

    def chosen(self, name: Words, value: Words) -> Test:
        """Whether a setting of several choices is set to one of them."""
        setting = self.setting(name, "choice")
        if setting is None:
            close = nearest(name.text, list(self.lexicon.settings))
            declare = f'declare it: `setting "{name.text}" is a choice of "..." or "...", not set`'
            remedy = f'did you mean `"{close[0]}"`?' if close else declare
            self.letters.say("WR124", name.span, f"no setting `{name.text}`", remedy)
        if setting is None or setting.type != "choice":
            return WRONG
        if value.text not in setting.choices:
            remedy = choice_remedy(value.text, setting.choices)
            self.letters.say("WR123", value.span, f"`{value.text}` is not one of its choices", remedy)
            return WRONG
        return (
            Chosen(setting.unset, value.text) if setting.value is None else Fixed(setting.value == value.text)
        )

    def words(self, path: Path, value: Words) -> Test:
        """Whether a field of text holds some words, or those of a setting."""
        if value.kind not in ("STRING", "TEXT", "BLANK"):
            message = f"`{value.text}` is not in quotes"
            self.letters.say("WR126", value.span, message, f'write `"{value.text}"`')
            return WRONG
        if value.text not in self.lexicon.settings:
            return OneOf(path, frozenset({value.text}))
        setting = self.setting(value, "place")
        if setting is None or not isinstance(setting.value, str):
            return OneOf(path, frozenset(), setting.unset if setting else Unset(value.text))
        return OneOf(path, frozenset({setting.value}))


_WRITE = {
    "duration": "write a duration like 7 days",
    "number": "write a whole number",
    "time": "write a time with 24 hours and two digits, like 21:00",
    "date": "write a day of the calendar, like 2017-03-03",
    "place": 'write words in quotes, `"..."`',
    "choice": 'write words in quotes, `"..."`',
}


def write(kind: str, text: str) -> str:
    """What to write in the place of a text that is no value of this type."""
    clock = clock_of(text) if kind == "time" else None
    return f"write `{clock}`" if clock else _WRITE[kind]


def choice_remedy(text: str, choices: tuple[str, ...]) -> str:
    """What to write in the place of a text that is not among the choices."""
    close = nearest(text, choices)
    every = ", ".join(f'`"{each}"`' for each in choices)
    return f'did you mean `"{close[0]}"`? The choices are {every}' if close else f"the choices are {every}"


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def settle(words: Words, kind: str, choices: tuple[str, ...]) -> object | None:
    """The value of a setting as its declaration writes it; None if it is not of the type."""
    text = words.text
    match kind:
        case "duration":
            return parse_span(text)
        case "number":
            return parse_number(text)
        case "time":
            return text if clock_time(text) is not None else None
        case "date":
            return _date(text)
        case "choice":
            return text if words.kind == "STRING" and text in choices else None
        case _:
            return text if words.kind == "STRING" else None


def _zone_day(value: date, words: Words, values: Values) -> When | None:
    """The instants of a day on the policy's clock; complain of one that it never has."""
    try:
        return values.clock.day(value)
    except ValueError:
        message = f"{value.isoformat()} is no day in {values.clock.name}"
        skipped = 2 <= value.year <= 9998
        remedy = (
            "its clock skipped that day; write another" if skipped else "write a day of the years 2 to 9998"
        )
        values.letters.say("WR142", words.span, message, remedy)
        return None
