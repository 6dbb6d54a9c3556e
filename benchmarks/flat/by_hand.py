"""The sixteen rules as a careful programmer writes them without a library: the measure of the flat case.

Yes or no of an event object; true, false or not known of it; yes or no of its JSON form; and of what peers
get, where local time and ages are worked out already.

Never: anything of the engine but the classes of the event.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from benchmarks.flat.club_events import Message
from wrbc_rules.values import When

LONDON = ZoneInfo("Europe/London")
HELPERS = frozenset({"coach", "helper"})
PRIVATE = frozenset({"text", "chat"})
WEEK = timedelta(days=7)
SECOND = 1_000_000
HOUR = 3600 * SECOND
Answer = bool | None
#: A message of which everything is stated, which its types cannot say.
Known: TypeAlias = Any


def younger(age: int, birth: date, today: date) -> bool:
    """Whether somebody born then is younger than that today."""
    years = today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
    return years < age


def violated(event: Known) -> list[str]:
    """The clauses that a fully known message violates."""
    found = []
    by = event.by
    channel = event.channel
    helper = by.role in HELPERS
    local = datetime.fromtimestamp(event.at.earliest // SECOND, LONDON)
    if helper and (local.hour >= 21 or local.hour < 8) and not (event.at_risk and event.urgent):
        found.append("1.1")
    if helper and not event.consent:
        found.append("1.2")
    if (
        helper
        and channel in PRIVATE
        and not event.parent_copied
        and younger(16, event.member_birth_date, local)
    ):
        found.append("1.3")
    if helper and event.objection and not (event.at_risk or event.urgent):
        found.append("1.4")
    if helper and event.member_status == "former" and not event.approved:
        found.append("1.5")
    if helper and event.messages.at_least > 5 and event.purpose != "safety":
        found.append("1.6")
    if helper and event.account == "personal":
        found.append("2.1")
    if helper and not event.identified:
        found.append("2.2")
    if helper and channel in PRIVATE and not event.recorded:
        found.append("2.3")
    if helper and channel == "chat" and not (event.group or by.trained):
        found.append("2.4")
    if helper and event.purpose == "social" and not event.group:
        found.append("2.5")
    if helper and not by.checked and not event.second_adult:
        found.append("3.1")
    if helper and not event.second_adult and younger(18, by.birth_date, local):
        found.append("3.2")
    if event.has_photo and not event.photo_consent:
        found.append("3.3")
    if event.has_photo and event.account == "personal" and younger(18, event.member_birth_date, local):
        found.append("3.4")
    if event.group and event.names_member and not event.approved:
        found.append("3.5")
    return found


def told(event: Message) -> tuple[list[str], list[str]]:
    """The clauses that a message violates, and those that it may violate: not everything is known."""
    violated: list[str] = []
    open_: list[str] = []
    by = event.by
    channel = event.channel
    account = event.account
    at_risk = event.at_risk
    urgent = event.urgent
    group = event.group
    approved = event.approved
    has_photo = event.has_photo
    second_adult = event.second_adult
    private = None if channel is None else channel in PRIVATE
    helper = None if by.role is None else by.role in HELPERS
    if helper is not False:
        night = at_night(event.at)
        if night is not False and not (at_risk and urgent):
            sure = helper and night and (at_risk is False or urgent is False)
            (violated if sure else open_).append("1.1")
        if not event.consent:
            (violated if helper and event.consent is False else open_).append("1.2")
        if private is not False and not event.parent_copied:
            under = under_age(16, event.member_birth_date, event.at)
            if under is not False:
                sure = helper and private and under and event.parent_copied is False
                (violated if sure else open_).append("1.3")
        if event.objection is not False and not (at_risk or urgent):
            sure = helper and event.objection and at_risk is False and urgent is False
            (violated if sure else open_).append("1.4")
        if event.member_status in {"former", None} and not approved:
            sure = helper and event.member_status and approved is False
            (violated if sure else open_).append("1.5")
        if event.purpose != "safety":
            many = over(5, event)
            if many is not False:
                (violated if helper and many and event.purpose else open_).append("1.6")
        if account != "club":
            (violated if helper and account else open_).append("2.1")
        if not event.identified:
            (violated if helper and event.identified is False else open_).append("2.2")
        if private is not False and not event.recorded:
            (violated if helper and private and event.recorded is False else open_).append("2.3")
        if channel in {"chat", None} and not (group or by.trained):
            sure = helper and channel and group is False and by.trained is False
            (violated if sure else open_).append("2.4")
        if event.purpose in {"social", None} and not group:
            (violated if helper and event.purpose and group is False else open_).append("2.5")
        if not second_adult:
            if not by.checked:
                sure = helper and by.checked is False and second_adult is False
                (violated if sure else open_).append("3.1")
            young = under_age(18, by.birth_date, event.at)
            if young is not False:
                (violated if helper and young and second_adult is False else open_).append("3.2")
    if has_photo is not False:
        if not event.photo_consent:
            (violated if has_photo and event.photo_consent is False else open_).append("3.3")
        if account != "club":
            under = under_age(18, event.member_birth_date, event.at)
            if under is not False:
                (violated if has_photo and account and under else open_).append("3.4")
    if group is not False and event.names_member is not False and not approved:
        (violated if group and event.names_member and approved is False else open_).append("3.5")
    return violated, open_


def at_night(at: When) -> Answer:
    """Whether all of the interval lies between nine and eight, or none of it does."""
    first = datetime.fromtimestamp(at.earliest // SECOND, LONDON)
    night = first.hour >= 21 or first.hour < 8
    if at.earliest == at.latest:
        return night
    if at.latest - at.earliest >= 13 * HOUR:
        return None
    last = datetime.fromtimestamp(at.latest // SECOND, LONDON)
    if night != (last.hour >= 21 or last.hour < 8) or (not night and first.date() != last.date()):
        return None
    return night


def under_age(age: int, birth: date | None, at: When) -> Answer:
    """Whether somebody is younger than that throughout the interval, or at no time of it."""
    if birth is None:
        return None
    young = younger(age, birth, datetime.fromtimestamp(at.earliest // SECOND, LONDON))
    if not young or at.earliest == at.latest:
        return young
    return younger(age, birth, datetime.fromtimestamp(at.latest // SECOND, LONDON)) or None


def over(limit: int, event: Message) -> Answer:
    """Whether there were more messages than that in a week."""
    count = event.messages
    if count is None or count.period is None:
        return None
    if count.period <= WEEK and count.at_least > limit:
        return True
    return False if count.period >= WEEK and count.at_most is not None and count.at_most <= limit else None


def violated_of_json(event: Mapping[str, Any]) -> list[str]:
    """The clauses that a fully known message violates, of its JSON form."""
    found = []
    by = event["by"]
    channel = event["channel"]
    helper = by["role"] in HELPERS
    local = datetime.fromisoformat(event["at"]).astimezone(LONDON)
    if helper and (local.hour >= 21 or local.hour < 8) and not (event["at_risk"] and event["urgent"]):
        found.append("1.1")
    if helper and not event["consent"]:
        found.append("1.2")
    if (
        helper
        and channel in PRIVATE
        and not event["parent_copied"]
        and younger(16, date.fromisoformat(event["member_birth_date"]), local)
    ):
        found.append("1.3")
    if helper and event["objection"] and not (event["at_risk"] or event["urgent"]):
        found.append("1.4")
    if helper and event["member_status"] == "former" and not event["approved"]:
        found.append("1.5")
    if helper and event["messages"]["at_least"] > 5 and event["purpose"] != "safety":
        found.append("1.6")
    if helper and event["account"] == "personal":
        found.append("2.1")
    if helper and not event["identified"]:
        found.append("2.2")
    if helper and channel in PRIVATE and not event["recorded"]:
        found.append("2.3")
    if helper and channel == "chat" and not (event["group"] or by["trained"]):
        found.append("2.4")
    if helper and event["purpose"] == "social" and not event["group"]:
        found.append("2.5")
    if helper and not by["checked"] and not event["second_adult"]:
        found.append("3.1")
    if helper and not event["second_adult"] and younger(18, date.fromisoformat(by["birth_date"]), local):
        found.append("3.2")
    if event["has_photo"] and not event["photo_consent"]:
        found.append("3.3")
    if (
        event["has_photo"]
        and event["account"] == "personal"
        and younger(18, date.fromisoformat(event["member_birth_date"]), local)
    ):
        found.append("3.4")
    if event["group"] and event["names_member"] and not event["approved"]:
        found.append("3.5")
    return found


def violated_of_flat(event: Mapping[str, Any]) -> list[str]:
    """The same of the dictionary that the peers get."""
    found = []
    channel = event["channel"]
    helper = event["role"] in HELPERS
    if helper and event["quiet"] and not (event["at_risk"] and event["urgent"]):
        found.append("1.1")
    if helper and not event["consent"]:
        found.append("1.2")
    if helper and channel in PRIVATE and not event["parent_copied"] and event["member_under_16"]:
        found.append("1.3")
    if helper and event["objection"] and not (event["at_risk"] or event["urgent"]):
        found.append("1.4")
    if helper and event["member_status"] == "former" and not event["approved"]:
        found.append("1.5")
    if helper and event["messages"] > 5 and event["purpose"] != "safety":
        found.append("1.6")
    if helper and event["account"] == "personal":
        found.append("2.1")
    if helper and not event["identified"]:
        found.append("2.2")
    if helper and channel in PRIVATE and not event["recorded"]:
        found.append("2.3")
    if helper and channel == "chat" and not (event["group"] or event["trained"]):
        found.append("2.4")
    if helper and event["purpose"] == "social" and not event["group"]:
        found.append("2.5")
    if helper and not event["checked"] and not event["second_adult"]:
        found.append("3.1")
    if helper and not event["second_adult"] and event["sender_under_18"]:
        found.append("3.2")
    if event["has_photo"] and not event["photo_consent"]:
        found.append("3.3")
    if event["has_photo"] and event["account"] == "personal" and event["member_under_18"]:
        found.append("3.4")
    if event["group"] and event["names_member"] and not event["approved"]:
        found.append("3.5")
    return found
