"""The twenty-one rules that speak of a message, as a careful programmer writes them over the same objects.

Of two values: what a fully known message breaches. Of three: what a message breaches, and what is open.

Never: anything of the engine but the classes of events.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from benchmarks.flat.by_hand import LONDON, SECOND, Answer, Known, at_night
from wrbc_rules.events import Message, Person, Recipient
from wrbc_rules.values import Judgement, When

#: Which rule, and about whom.
Found = tuple[str, str | None]

STAFF = frozenset({"employee", "volunteer"})
SOCIAL = frozenset({"website", "app", "networking", "chat", "email", "text", "video"})
ELECTRONIC = SOCIAL | {"call"}
MESSAGING = frozenset({"networking", "chat"})
LISTED = frozenset({"answering", "reassuring", "arranging"})
MANAGER = frozenset({"line_manager", "team_leader"})
TRUSTEE = frozenset({"safeguarding_trustee"})
CHILD = "child_or_young_person"
NOT_LISTED = "not listed"
NOBODY = Recipient()

#: The wordings of each question, and whether a yes to them is a yes.
LOOKING_INTO = {"it is to look into the matter": True, "it is not to look into the matter": False}
GENUINE = {
    "the reason is genuine and to do with work": True,
    "the reason is not genuine, or not to do with work": False,
}
PRIVATE = {"the contact is private": True, "the contact is not private": False}
WORK = {"the contact is to do with work": True, "the contact is not to do with work": False}
CARE = {"take great care with words that could mislead": True}


def answers(
    judgements: Sequence[Judgement[Person]],
    words: Mapping[str, bool],
    roles: Collection[str],
    about: str | None,
) -> tuple[Answer, bool]:
    """The answer in force, and whether one was given by somebody of whom no roles are stated."""
    told: list[tuple[When, bool]] = []
    certain: list[When] = []
    unsure = False
    for each in judgements:
        same = words.get(" ".join(each.question.split()))
        if same is None or each.about != about or each.answer == "dont_know":
            continue
        held = each.by.roles
        if held is None:
            unsure = True
        elif held.isdisjoint(roles):
            continue
        else:
            certain.append(each.at)
        told.append((each.at, (each.answer == "yes") is same))
    latest = {yes for at, yes in told if not any(at.latest < other.earliest for other in certain)}
    return (latest.pop() if certain and len(latest) == 1 else None), unsure


# ---- of two values


def violated(message: Known) -> list[Found]:
    """What a fully known message breaches. A duty whose time nobody has set is never breached."""
    found: list[Found] = []
    if message.by.roles.isdisjoint(STAFF):
        return found
    kind = message.channel.kind
    account = message.account
    judgements = message.judgements
    social = kind in SOCIAL
    local = datetime.fromtimestamp(message.at.earliest // SECOND, LONDON)
    night = local.hour >= 21 or local.hour < 8
    if social and message.follows_concern and answers(judgements, LOOKING_INTO, TRUSTEE, None)[0]:
        found.append(("3.2(a)", None))
    for recipient in message.recipients.members:
        person = recipient.person
        who = person.id
        if not message.sender_identified:
            found.append(("2.3 s2(b)", who))
        if person.category != CHILD:
            continue
        working = person.relationship == "working"
        if judgements:
            if social and answers(judgements, GENUINE, MANAGER, who)[0] is False:
                found.append(("4.2", who))
            if (
                working
                and kind in ELECTRONIC
                and answers(judgements, PRIVATE, MANAGER, who)[0]
                and answers(judgements, WORK, MANAGER, who)[0] is False
            ):
                found.append(("4.4", who))
            if answers(judgements, CARE, MANAGER, who)[0] is False:
                found.append(("4.8 s1", who))
        if night and not (recipient.at_risk and recipient.no_alternative):
            found.append(("4.7", who))
        if social:
            if recipient.objection_in_force and not (recipient.at_risk or recipient.extenuating):
                found.append(("5.2", who))
            if recipient.noticed_at.earliest >= message.at.earliest:
                found.append(("9.1", who))
            if recipient.recorded_at.earliest < recipient.noticed_at.earliest < math.inf:
                found.append(("9.2", who))
        if kind == "email":
            if working and not account.agreed:
                found.append(("7.1 s1", who))
            if account.ownership == "personal":
                found.append(("7.1 s2", who))
        elif kind in MESSAGING:
            if working and not account.agreed:
                found.append(("8.2 s1", who))
            if account.ownership == "personal":
                found.append(("8.3 s1", who))
    return found


# ---- of three values


def told(message: Message) -> tuple[list[Found], list[Found]]:
    """What a message breaches, and what is open."""
    violated: list[Found] = []
    open_: list[Found] = []
    at = message.at
    kind = message.channel.kind
    if kind is None or kind == "text":
        possible = message.record_possible
        if possible is not False and message.backed_up_at.latest > at.earliest:
            open_.append(("6.3(a)", None))
    if (kind is None or kind == "email") and message.backed_up_at.latest > at.earliest:
        open_.append(("7.3(a)", None))
    roles = message.by.roles
    staff = None if roles is None else not roles.isdisjoint(STAFF)
    if staff is False:
        return violated, open_
    social = None if kind is None else kind in SOCIAL
    follows = message.follows_concern
    if social is not False and follows is not False:
        looking, _ = answers(message.judgements, LOOKING_INTO, TRUSTEE, None)
        if looking is not False:
            (violated if staff and social and follows and looking else open_).append(("3.2(a)", None))
    if message.doubts is not False and message.advice_sought_at.latest > at.earliest:
        open_.append(("4.8 s2", None))
    night = at_night(at)
    for recipient in message.recipients.members:
        _person(message, recipient, recipient.person.id, staff, social, night, violated, open_)
    if not message.recipients.complete:
        _person(message, NOBODY, NOT_LISTED, staff, social, night, violated, open_)
    return violated, open_


def _person(  # noqa: PLR0913
    message: Message,
    recipient: Recipient,
    who: str | None,
    staff: Answer,
    social: Answer,
    night: Answer,
    violated: list[Found],
    open_: list[Found],
) -> None:
    """The rules about each person, for one of them. `staff` is true or not known here."""
    person = recipient.person
    identified = message.sender_identified
    if not identified:
        (violated if staff and identified is False else open_).append(("2.3 s2(b)", who))
    category = person.category
    relationship = person.relationship
    if category in {"young_adult", None} and relationship in {"previous", None}:
        known = staff and category and relationship
        if person.adult_at_risk is None or (person.adult_at_risk and not known):
            open_.append(("8.3 s2", who))
    if category != CHILD and category is not None:
        return
    about_child = staff and category is not None
    kind = message.channel.kind
    working = None if relationship is None else relationship == "working"
    _asked(message, who, about_child, social, working, violated, open_)
    at_risk = recipient.at_risk
    if night is not False and not (at_risk and recipient.no_alternative):
        sure = about_child and night and (at_risk is False or recipient.no_alternative is False)
        (violated if sure else open_).append(("4.7", who))
    if social is not False:
        sure = about_child and social
        at = message.at
        noticed = recipient.noticed_at
        if recipient.informed_at.latest > at.earliest:
            open_.append(("4.6", who))
        objection = recipient.objection_in_force
        if objection is not False and not (at_risk or recipient.extenuating):
            clear = objection and at_risk is False and recipient.extenuating is False
            (violated if sure and clear else open_).append(("5.2", who))
        if noticed.latest >= at.earliest:
            (violated if sure and noticed.earliest >= at.latest else open_).append(("9.1", who))
        recorded = recipient.recorded_at
        at_once = noticed.latest <= recorded.earliest and recorded.latest <= noticed.earliest
        if noticed.earliest < math.inf and not at_once:
            clear = noticed.latest < math.inf and noticed.earliest > recorded.latest
            (violated if sure and clear else open_).append(("9.2", who))
    account = message.account
    if kind == "email" or kind is None:
        sure = about_child and kind is not None
        if working is not False and not account.agreed:
            (violated if sure and working and account.agreed is False else open_).append(("7.1 s1", who))
        if account.ownership != "organisational":
            (violated if sure and account.ownership else open_).append(("7.1 s2", who))
    if kind is None or kind in MESSAGING:
        sure = about_child and kind is not None
        if working is not False and not account.agreed:
            (violated if sure and working and account.agreed is False else open_).append(("8.2 s1", who))
        if account.ownership != "organisational":
            (violated if sure and account.ownership else open_).append(("8.3 s1", who))


def _asked(  # noqa: PLR0913
    message: Message,
    who: str | None,
    about_child: Answer,
    social: Answer,
    working: Answer,
    violated: list[Found],
    open_: list[Found],
) -> None:
    """What a manager is asked about a contact; a question that nobody has to ask is not open."""
    judgements = message.judgements if who != NOT_LISTED else ()
    purpose = message.purpose
    asked = purpose is None or purpose not in LISTED
    if social is not False:
        genuine, unsure = answers(judgements, GENUINE, MANAGER, who) if judgements else (None, False)
        sure = about_child and social
        if genuine is not True:
            if sure and genuine is False:
                violated.append(("4.2", who))
            elif asked or unsure or not sure:
                open_.append(("4.2", who))
    electronic = None if message.channel.kind is None else message.channel.kind in ELECTRONIC
    if electronic is not False and working is not False:
        private, unsure_private = answers(judgements, PRIVATE, MANAGER, who) if judgements else (None, False)
        work, unsure_work = answers(judgements, WORK, MANAGER, who) if judgements else (None, False)
        sure = about_child and electronic and working
        if private is not False and work is not True:
            if sure and private and work is False:
                violated.append(("4.4", who))
            else:
                unsure = (unsure_private and private is None) or (unsure_work and work is None)
                if asked or unsure or not sure:
                    open_.append(("4.4", who))
    care, unsure = answers(judgements, CARE, MANAGER, who) if judgements else (None, False)
    if care is not True:
        if about_child and care is False:
            violated.append(("4.8 s1", who))
        elif message.doubts is not False or unsure or not about_child:
            open_.append(("4.8 s1", who))
