"""Values written in a rules file: literals and settings, by the type that a place asks for."""

from __future__ import annotations

from datetime import date, timedelta

from wrbc_rules.diagnostics import nearest
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon
from wrbc_rules.ir import Number, Setting, Unset
from wrbc_rules.source import Span
from wrbc_rules.syntax import Words
from wrbc_rules.values import Calendar, Clock, parse_number, parse_span

_MICROSECOND = timedelta(microseconds=1)
_TYPE_WORDS = {"duration": "a duration", "number": "a number", "time": "a time", "date": "a date", "place": "a place", "choice": "a choice"}  # fmt: skip


def clock_time(text: str) -> int | None:
    """Microseconds since midnight of "21:00"; None if it is no time of day."""
    hour, _, minute = text.partition(":")
    if not (hour.isdigit() and minute.isdigit()) or int(hour) > 23 or int(minute) > 59:
        return None
    return (int(hour) * 60 + int(minute)) * 60_000_000


class Values:
    """Reads values; complains of those that are not of the type asked for."""

    def __init__(self, lexicon: Lexicon, clock: Clock, letters: Letters) -> None:
        self.lexicon, self.clock, self.letters = lexicon, clock, letters

    def setting(self, words: Words, kind: str) -> Setting | None:
        """The setting of this name, if it is one of this type."""
        setting = self.lexicon.settings.get(words.text)
        if setting is None:
            return None
        self.lexicon.use_name(words.text)
        if setting.type != kind:
            got = _TYPE_WORDS[setting.type]
            self.letters.say("WR126", words.span, f"the setting `{words.text}` is {got}, not {_TYPE_WORDS[kind]}")
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
        return self._wrong(words, "duration")

    def date(self, words: Words) -> tuple[Number, Number] | Unset:
        """A day of the policy's zone: its first and its last instant."""
        setting = self.setting(words, "date")
        if setting is not None and setting.value is None:
            return setting.unset
        value = setting.value if setting is not None else _date(words.text)
        if isinstance(value, date):
            day = self.clock.day(value)
            return Number(day.earliest), Number(day.latest)
        return self._wrong(words, "date")

    def _wrong(self, words: Words, kind: str) -> Unset:
        close = nearest(words.text, [s.name for s in self.lexicon.settings.values() if s.type == kind])
        remedy = f"did you mean `{close[0]}`?" if close else _WRITE[kind]
        self.letters.say("WR126", words.span, f"`{words.text}` is not {_TYPE_WORDS[kind]}", remedy)
        return Unset(words.text)


_WRITE = {
    "number": "write a whole number",
    "time": "write a time with 24 hours and two digits, like 21:00",
    "duration": "write a duration like 7 days, or the name of a setting",
    "date": "write a day of the calendar, like 2017-03-03",
}


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
            return text if clock_time(text) is not None and len(text) == 5 else None
        case "date":
            return _date(text)
        case "choice":
            return text if words.kind == "STRING" and text in choices else None
        case _:
            return text if words.kind == "STRING" else None


__all__ = ["Span", "Values", "clock_time", "settle"]
