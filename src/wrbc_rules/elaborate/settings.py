"""The settings of a file: what each holds, and whether its value is of that sort."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import attrs

from wrbc_rules.diagnostics import Label, did_you_mean, nearest
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.values import clock_time, settle, write
from wrbc_rules.ir import Setting
from wrbc_rules.syntax import SettingNode, Words
from wrbc_rules.values import Calendar


def settings_of(nodes: Iterable[SettingNode], letters: Letters) -> dict[str, Setting]:
    """The settings by name; complain of values that do not fit their type."""
    found: dict[str, Setting] = {}
    for node in nodes:
        name = " ".join(node.name.text.split())
        if name in found:
            first = Label(found[name].span, "first declared here")
            message = f"the setting `{name}` is declared twice"
            letters.say("WR129", node.name.span, message, "keep one", labels=(first,))
            continue
        if " after " in name:
            message = "the name of a setting cannot hold ` after `"
            letters.say("WR128", node.name.span, message, "word it differently")
        found[name] = _setting(name, node, letters)
    return found


def _setting(name: str, node: SettingNode, letters: Letters) -> Setting:
    kind = "choice" if node.type.kind == "CHOICE_OF" else node.type.text
    choices = tuple(each.text for each in node.choices)
    for index, choice in enumerate(node.choices):
        if choice.text in choices[:index]:
            first = Label(node.choices[choices.index(choice.text)].span, "the first")
            message = "two of the choices are the same"
            letters.say("WR151", choice.span, message, "word them differently", labels=(first,))
    return Setting(
        name=name,
        type=kind,  # type: ignore[arg-type]
        choices=choices,
        value=_value(node.value, kind, choices, letters),  # type: ignore[arg-type]
        decided_by=None if node.decided_by is None else node.decided_by.text,
        suggested=_value(node.suggested, kind, choices, letters),  # type: ignore[arg-type]
        span=node.name.span,
    )


def _value(words: Words | None, kind: str, choices: tuple[str, ...], letters: Letters) -> object | None:
    if words is None:
        return None
    value = settle(words, kind, choices)
    if value is None:
        what = "one of the choices" if kind == "choice" else f"a {kind}"
        remedy = _remedy(words.text, kind, choices)
        letters.say("WR150", words.span, f"`{words.text}` is not {what}", remedy)
    return value


def _remedy(text: str, kind: str, choices: tuple[str, ...]) -> str:
    if kind == "place":
        return f'write `"{text}"`, in quotes'
    if kind != "choice":
        return write(kind, text)
    close = (text,) if text in choices else nearest(text, choices)
    every = ", ".join(f'`"{choice}"`' for choice in choices)
    return f'write `"{close[0]}"`, in quotes' if close else f"write one of {every}"


# ---- settings decided from outside the file


def overridden(settings: Mapping[str, Setting], values: Mapping[str, Any]) -> dict[str, Setting]:
    """The settings with some of them decided. Raises `ValueError` for an unknown name or a wrong value."""
    found = dict(settings)
    for name, value in values.items():
        if name not in settings:
            hint = did_you_mean(name, settings)
            raise ValueError(f"no setting is called `{name}`" + (f"; {hint}" if hint else ""))
        setting = settings[name]
        if value is not None and not _SORTS[setting.type](value, setting):
            raise ValueError(f"the setting `{name}` is a {setting.type}; it cannot be {value!r}")
        found[name] = attrs.evolve(setting, value=value)
    return found


def _is_duration(value: Any, setting: Setting) -> bool:
    if isinstance(value, Calendar):
        return value.months > 0
    return isinstance(value, timedelta) and value > timedelta(0)


def _is_number(value: Any, setting: Setting) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_time(value: Any, setting: Setting) -> bool:
    return isinstance(value, str) and clock_time(value) is not None


def _is_date(value: Any, setting: Setting) -> bool:
    return isinstance(value, date) and not isinstance(value, datetime)


_SORTS: Mapping[str, Callable[[Any, Setting], bool]] = {
    "duration": _is_duration,
    "number": _is_number,
    "time": _is_time,
    "date": _is_date,
    "place": lambda value, setting: isinstance(value, str) and value != "",
    "choice": lambda value, setting: value in setting.choices,
}
