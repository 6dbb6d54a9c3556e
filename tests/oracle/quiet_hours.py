"""Clause 4.7 decided alone, written from the clause and not from our table of formulas.

Staff contact a child. From nine at night until eight in the morning, on the clock of the zone, they should
not, unless the child is at risk and there is no alternative. Never imports the project.
"""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def at_an_instant(instant: datetime, zone: str, at_risk: bool | None, no_alternative: bool | None) -> str:
    """The outcome for one aware instant; None is a fact that is not stated."""
    clock = instant.astimezone(ZoneInfo(zone)).time()
    if time(8) <= clock < time(21):
        return "complies"
    if at_risk is True and no_alternative is True:
        return "excused"
    if at_risk is False or no_alternative is False:
        return "breach"
    return "undetermined"


def over_an_interval(
    first: datetime, last: datetime, zone: str, at_risk: bool | None, no_alternative: bool | None
) -> str:
    """The outcome for a moment somewhere from first to last, both included: every second of it is tried."""
    seconds = range(int((last - first) / timedelta(seconds=1)) + 1)
    found = {at_an_instant(first + timedelta(seconds=n), zone, at_risk, no_alternative) for n in seconds}
    if len(found) == 1:
        return found.pop()
    return "clear" if found == {"complies", "excused"} else "undetermined"


def over_a_minute(minute: datetime, zone: str, at_risk: bool | None, no_alternative: bool | None) -> str:
    """The outcome for a time written to the minute."""
    first = minute.replace(second=0, microsecond=0)
    return over_an_interval(first, first + timedelta(seconds=59), zone, at_risk, no_alternative)
