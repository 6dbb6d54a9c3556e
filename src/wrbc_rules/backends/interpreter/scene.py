"""What a test is asked of: one event, one person of it, one member of a list, at one time of looking."""

from __future__ import annotations

from typing import Any

import attrs

from wrbc_rules.findings import NOT_LISTED
from wrbc_rules.ir import Each, Path
from wrbc_rules.values import NOT_STATED, Bound, Clock, People, When
from wrbc_rules.vocabulary import Vocabulary, identity_of

_NOBODY: People[Any] = People()
#: What holds the fields of a path, by where the path begins.
_HOLDERS = {"event": "event", "each": "each", "member": "member", "self": "itself"}


@attrs.frozen(kw_only=True)
class Scene:
    """An event as it is looked at.

    `each` is the person a rule is about; None in it stands for somebody who is not listed. `as_of` is in
    microseconds since the epoch.
    """

    event: Any
    vocabulary: Vocabulary
    clock: Clock
    as_of: Bound | None = None
    about_each: Each | None = None
    each: Any = None
    member: Any = None
    member_path: str = ""
    itself: Any = None
    itself_path: str = ""

    # ---- fields

    def value(self, path: Path) -> Any:
        """What a field holds; None if it, or something on the way to it, is not stated."""
        found = getattr(self, _HOLDERS[path.root])
        for name in path.fields:
            if found is None:
                return None
            found = getattr(found, name)
        return found

    def instant(self, path: Path) -> When:
        """A `When` field as known at `as_of`; the moment of the event itself is taken as it is planned."""
        found = self.value(path)
        if found is None:
            return NOT_STATED
        assert isinstance(found, When)
        return found if self.is_moment(path) else found.seen_at(self.as_of)

    def is_moment(self, path: Path) -> bool:
        """Whether the path is that of the event's own moment."""
        return path.root == "event" and path.fields == (self.vocabulary.moment,)

    def ahead(self, path: Path) -> bool:
        """Whether what the field dates had not happened at `as_of`, and still can."""
        if self.as_of is None or self.is_moment(path):
            return False
        return self.instant(path).earliest > self.as_of

    def people(self, path: Path) -> People[Any]:
        """A list of people; not stated is nobody, incomplete."""
        found = self.value(path)
        return _NOBODY if found is None else found

    # ---- people

    @property
    def about(self) -> str | None:
        """Whom a rule is about: by id, else by place in the list."""
        if self.about_each is None:
            return None
        if self.each is None:
            return NOT_LISTED
        return identity_of(self.each) or self.name(Path("each"))

    def of(self, each: Each, person: Any) -> Scene:
        """The scene about one person of a list (None: somebody not listed)."""
        return attrs.evolve(self, about_each=each, each=person)

    def counting(self, member: Any, path: str) -> Scene:
        """The scene in which one member of a list is looked at."""
        return Scene(
            event=self.event,
            vocabulary=self.vocabulary,
            clock=self.clock,
            as_of=self.as_of,
            about_each=self.about_each,
            each=self.each,
            member=member,
            member_path=path,
        )

    def answering(self, person: Any, path: str) -> Scene:
        """The scene in which somebody who gave the answer at `path` is looked at."""
        return attrs.evolve(self, itself=person, itself_path=f"{path}.by")

    # ---- names

    def name(self, path: Path) -> str:
        """The path of a field as reports name it: `recipients[mia].at_risk`."""
        fields = ".".join(path.fields)
        if path.root == "event":
            return fields
        if path.root == "member":
            return f"{self.member_path}.{fields}" if fields else self.member_path
        if path.root == "self":
            return f"{self.itself_path}.{fields}"
        assert self.about_each is not None
        people = ".".join(self.about_each.people.fields)
        if self.each is None:
            return people
        here = f"{people}[{member_name(self.people(self.about_each.people), self.each)}]"
        return f"{here}.{fields}" if fields else here


def member_name(people: People[Any], member: Any) -> str:
    """What a member of a list is called: by identity, else (or if it is listed twice) by number from 0."""
    name = identity_of(member)
    if name is not None and sum(identity_of(each) == name for each in people.members) == 1:
        return name
    return str(next(i for i, each in enumerate(people.members) if each is member))
