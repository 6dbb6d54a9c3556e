"""One run over tables: every rule becomes a column of numbers, of its events or of the people in a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs
import narwhals as nw

from wrbc_rules.backends.columnar import spans
from wrbc_rules.backends.columnar.found import Found, Rows, column_names
from wrbc_rules.backends.columnar.kleene import Truth, case, column_of, number_of, settled
from wrbc_rules.backends.columnar.preparing import KEY, Prepared, list_of
from wrbc_rules.backends.columnar.rules import Bits, Judged, judged
from wrbc_rules.backends.columnar.scene import Counted, Scene
from wrbc_rules.backends.columnar.schema import JOINT, identity_fields
from wrbc_rules.backends.columnar.tables import Frame
from wrbc_rules.findings import NOT_LISTED
from wrbc_rules.ir import Rule, Tally


@attrs.frozen
class Part:
    """Rules over one frame: its keys, its scene, what each rule comes to."""

    frame: Frame
    scene: Scene
    keys: Mapping[str, nw.Expr]
    judged: Mapping[str, Judged]


@attrs.frozen(kw_only=True)
class Deciding:
    """What one run is about; `found` is what comes of it."""

    prepared: Prepared
    missing: bool
    guarded: bool
    dated: bool

    def found(self) -> Found:
        """Every rule of every row."""
        events, tallies = self.prepared.counted()
        rules = self.prepared.rules
        lists = dict.fromkeys(list_of(rule.each.people) for rule in rules if rule.each is not None)
        about_events = [rule for rule in rules if rule.each is None]
        parts = {"": [self._of_events(about_events, events, tallies)] if about_events else []}
        for name in lists:
            those = [rule for rule in rules if rule.each is not None and list_of(rule.each.people) == name]
            parts[name] = list(self._of_people(name, those, events, tallies))
        bits = _bits(rules, [part for those in parts.values() for part in those])
        return Found(
            rules=rules,
            rows={name: self._rows(those, bits) for name, those in parts.items() if those},
            bits=bits,
        )

    # ---- rules about the event, and about each person

    def _of_events(self, rules: Sequence[Rule], events: Frame, tallies: Mapping[Tally, Counted]) -> Part:
        frame, answers = self.prepared.answered(events, rules, KEY)
        scene = self.prepared.scene(frame, tallies=tallies, answers=answers)
        nobody = nw.lit(None, dtype=nw.String)
        return self._part(frame, scene, rules, (nw.col("e_event"), nobody, number_of(0)))

    def _of_people(
        self, name: str, rules: Sequence[Rule], events: Frame, tallies: Mapping[Tally, Counted]
    ) -> Iterator[Part]:
        """Those who are listed, then somebody who is not, where the list may not be complete."""
        if name in self.prepared.members:
            yield self._of_listed(name, rules, events, tallies)
        complete = f"e_{name}{JOINT}complete"
        rest = events.where(~nw.col(complete).fill_null(False)) if complete in events.columns else events
        scene = self.prepared.scene(rest, lists={"each": name}, unlisted=True, tallies=tallies)
        keys = (nw.col("e_event"), nw.lit(NOT_LISTED), number_of(0))
        yield self._part(rest, scene, rules, keys)

    def _of_listed(
        self, name: str, rules: Sequence[Rule], events: Frame, tallies: Mapping[Tally, Counted]
    ) -> Part:
        frame = self.prepared.members[name].joined(events, ["p_event"], KEY)
        path = "p_" + JOINT.join(identity_fields(self.prepared.given.schema.members[name]))
        about = _by_place(name)
        if path in frame.columns:
            about = case([(nw.col(path) != "", nw.col(path))], about)
        frame = Frame(frame.rows.with_columns(p_about=about), frame.columns | {"p_about"})
        frame, answers = self.prepared.answered(frame, rules, ["p_event", "p_about"])
        scene = self.prepared.scene(frame, lists={"each": name}, tallies=tallies, answers=answers)
        place = nw.col("p_place").cast(nw.Int64)
        return self._part(frame, scene, rules, (nw.col("p_event"), nw.col("p_about"), place))

    def _part(
        self, frame: Frame, scene: Scene, rules: Sequence[Rule], keys: tuple[nw.Expr, nw.Expr, nw.Expr]
    ) -> Part:
        columns = dict(zip(("event", "about", "place"), keys, strict=True))
        columns["in_force"] = self._in_force(scene)
        return Part(frame, scene, columns, {r.id: judged(r, scene, missing=self.missing) for r in rules})

    def _in_force(self, scene: Scene) -> nw.Expr:
        """Whether the policy was in force at the event's own moment; null where that is not known."""
        if not self.dated:
            return nw.lit(True)
        start = int(self.prepared.given.policy.starts.earliest)
        first, last = scene.moment_bounds()
        return column_of(settled(first >= start, last < start))

    # ---- the columns that come out

    def _rows(self, parts: Sequence[Part], bits: Mapping[str, Bits]) -> Rows:
        frames, names = [], dict[str, tuple[str, int]]()
        for part in parts:
            columns: dict[str, nw.Expr] = {}
            for rule_id, what in part.judged.items():
                titles = column_names(rule_id, bits[rule_id].parts)
                names |= {title: (rule_id, number) for number, title in enumerate(titles)}
                columns |= dict(zip(titles, what.numbers(bits[rule_id]), strict=True))
            guard = self._guard(part)
            guarded = {title: self._guarded(number, guard) for title, number in columns.items()}
            frames.append(part.scene.sheet.laid(part.frame.rows).select(**part.keys, **guarded))
        rows = frames[0] if len(frames) == 1 else nw.concat(frames, how="vertical")
        return Rows(rows, names)

    def _guard(self, part: Part) -> Truth:
        if not self.guarded:
            return True
        columns = spans.columns_of(self.prepared.clock_paths(), part.frame)
        looked_at = ["e_as_of"] if "e_as_of" in part.frame.columns else []
        return spans.inside([*columns, *looked_at], self.prepared.span)

    def _guarded(self, number: nw.Expr, guard: Truth) -> nw.Expr:
        return case([(guard, number)], nw.lit(None, dtype=nw.Int64))


def _bits(rules: Sequence[Rule], parts: Sequence[Part]) -> dict[str, Bits]:
    """A bit for each gap of each rule, the same in every frame."""
    found = {rule.id: Bits() for rule in rules}
    for part in parts:
        for rule_id, what in part.judged.items():
            for gap in what.gaps:
                found[rule_id].of(gap)
    return found


def _by_place(name: str) -> nw.Expr:
    """What somebody without a name is called: by place in the list."""
    title = name.replace(JOINT, ".")
    return nw.concat_str(nw.lit(f"{title}["), nw.col("p_place").cast(nw.Int64).cast(nw.String), nw.lit("]"))
