"""The whole file: words, clauses, rules, examples, promises, in that order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import attrs

from wrbc_rules.diagnostics import Diagnostic, Label, in_order
from wrbc_rules.elaborate.cases import Cases
from wrbc_rules.elaborate.formal import Formals
from wrbc_rules.elaborate.header import Header, header_of, settings_of
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon, lexicon_of
from wrbc_rules.elaborate.norms import Norms, Place
from wrbc_rules.elaborate.phrases import Phrases
from wrbc_rules.elaborate.smells import smells
from wrbc_rules.elaborate.values import Values
from wrbc_rules.ir import (
    Clause,
    Definition,
    LedgerEntry,
    Rule,
    Sentence,
    Setting,
    TypedPolicy,
)
from wrbc_rules.ir import Question as AskedQuestion
from wrbc_rules.ir.walk import tests_below
from wrbc_rules.ir.expressions import Asked
from wrbc_rules.source import Source
from wrbc_rules.syntax import (
    ClauseNode,
    Declaration,
    NormNode,
    Part,
    RulesFile,
    SentenceNode,
    SettingNode,
)
from wrbc_rules.vocabulary import Vocabulary


def elaborate(
    tree: RulesFile, source: Source, vocabulary: Vocabulary, settings: Mapping[str, object] | None = None
) -> tuple[TypedPolicy, tuple[Diagnostic, ...]]:
    """The typed policy of a parsed file, and every mistake found.

    `settings` gives settings other values than the file does, by name. The policy is complete only if no
    diagnostic is an error.
    """
    letters = Letters(source)
    whole = _Whole(tree, source, vocabulary, letters, settings or {})
    policy = whole.policy()
    return policy, in_order(letters.found)


def _clause_declarations(tree: RulesFile) -> Iterator[tuple[Declaration | SettingNode, str | None]]:
    """Every declared word, with the clause in which it stands."""
    for block in tree.blocks:
        if isinstance(block, Declaration | SettingNode):
            yield block, None
        elif isinstance(block, ClauseNode):
            for sentence in block.sentences:
                for declaration in sentence.declarations:
                    yield declaration, block.number.text


class _Whole:
    def __init__(
        self,
        tree: RulesFile,
        source: Source,
        vocabulary: Vocabulary,
        letters: Letters,
        overrides: Mapping[str, object],
    ) -> None:
        self.tree, self.source, self.vocabulary, self.letters = tree, source, vocabulary, letters
        self.header: Header = header_of(tree, letters)
        declared = list(_clause_declarations(tree))
        nodes = (node for node, _ in declared if isinstance(node, SettingNode))
        self.settings = _overridden(settings_of(nodes, letters), overrides)
        self.declared_in = {id(node): clause for node, clause in declared}
        words = [node for node, _ in declared if isinstance(node, Declaration)]
        self.lexicon: Lexicon = lexicon_of(words, self.settings, letters)
        values = Values(self.lexicon, self.header.clock, letters)
        formals = Formals(vocabulary, self.lexicon, values, letters)
        self.phrases = Phrases(vocabulary, self.lexicon, formals, letters)
        self.places = self._places()
        self.norms = Norms(self.phrases, self.lexicon, values, letters, self.places)

    def policy(self) -> TypedPolicy:
        self._check_unused_meanings()
        rules = {ref: self.norms.rule(ref) for ref in self.places}
        clauses = tuple(self._clauses())
        made = tuple(rule for rule in rules.values() if rule is not None)
        self._check_references(made)
        cases = Cases(
            self.tree, self.phrases, self.lexicon, self.letters, self.header.clock, made, set(self.places)
        )
        examples, promises = cases.examples(), cases.promises()
        smells(self.tree, self.lexicon, self.letters)
        head = self.header
        return TypedPolicy(
            name=head.name,
            edition=head.edition,
            organisation=head.organisation,
            in_force=head.in_force,
            review_due=head.review_due,
            clock=head.clock,
            vocabulary=self.vocabulary,
            source=self.source,
            clauses=clauses,
            rules=made,
            settings=tuple(self.settings.values()),
            definitions=tuple(self._definitions()),
            questions=tuple(_questions(made)),
            examples=examples,
            promises=promises,
        )

    # ---- clauses and their sentences

    def _places(self) -> dict[str, tuple[Place, NormNode]]:
        """Every norm under the id of its rule; complain of numbers that stand twice."""
        places: dict[str, tuple[Place, NormNode]] = {}
        for clause in self._unique_clauses():
            with self.letters.under(clause.heading):
                for sentence in self._unique_sentences(clause):
                    places |= self._norm_places(clause, sentence)
        return places

    def _unique_clauses(self) -> Iterator[ClauseNode]:
        seen: dict[str, ClauseNode] = {}
        for block in self.tree.blocks:
            if not isinstance(block, ClauseNode):
                continue
            number = block.number.text
            if number in seen:
                first = Label(seen[number].number.span, "the first")
                self.letters.say(
                    "WR133", block.number.span, f"there are two clauses {number}", "number one anew", labels=(first,)
                )
                continue
            if not number.replace(".", "").isdigit():
                self.letters.say("WR133", block.number.span, f"`{number}` is not the number of a clause", "write one like 4.7")
                continue
            seen[number] = block
            yield block

    def _unique_sentences(self, clause: ClauseNode) -> Iterator[SentenceNode]:
        last = 0
        for sentence in clause.sentences:
            if sentence.number is not None:
                number = int(sentence.number.text)
                if number <= last:
                    self.letters.say(
                        "WR133", sentence.number.span, f"sentence {number} comes after sentence {last}",
                        "number the sentences in the order of the document",
                    )  # fmt: skip
                    continue
                last = number
            yield sentence

    def _norm_places(self, clause: ClauseNode, sentence: SentenceNode) -> dict[str, tuple[Place, NormNode]]:
        number, norms = clause.number.text, sentence.norms
        ref = number if sentence.number is None else f"{number} s{int(sentence.number.text)}"
        places: dict[str, tuple[Place, NormNode]] = {}
        for norm in norms:
            label = None if norm.label is None else norm.label.text
            if label is None and len(norms) > 1:
                self.letters.say(
                    "WR118", norm.line.span, "two norms stand in one sentence without labels",
                    "begin them with `(a)` and `(b)`",
                )  # fmt: skip
            place = Place(
                id=f"{ref}{label or ''}",
                clause=number,
                sentence=1 if sentence.number is None else int(sentence.number.text),
                label=label,
                title=clause.title.text if clause.title else "",
            )
            if place.id in places and label is not None:
                self.letters.say("WR118", norm.line.span, f"two norms are labelled `{label}`", "label one anew")
            places.setdefault(place.id, (place, norm))
        return places

    def _clauses(self) -> Iterator[Clause]:
        part = None
        for block in self.tree.blocks:
            if isinstance(block, Part):
                part = f"{block.number.text} {block.title.text}"
            elif isinstance(block, ClauseNode):
                with self.letters.under(block.heading):
                    yield Clause(
                        number=block.number.text,
                        title=block.title.text if block.title else None,
                        part=part,
                        sentences=tuple(self._sentence(block, each) for each in block.sentences),
                        span=block.number.span,
                    )

    def _sentence(self, clause: ClauseNode, node: SentenceNode) -> Sentence:
        number = 1 if node.number is None else int(node.number.text)
        span = node.span if node.number is None else node.number.span
        ref = clause.number.text if node.number is None else f"{clause.number.text} s{number}"
        return Sentence(
            clause=clause.number.text,
            number=number,
            pin=None if node.pin is None else node.pin.text.strip("[]"),
            adopted=None if node.adopted is None else self._adopted(node),
            entry=self._entry(clause, node),
            rules=tuple(f"{ref}{norm.label.text if norm.label else ''}" for norm in node.norms),
            readings=tuple(each.words.text for each in node.notes if each.kind.text == "reading"),
            notes=tuple(each.words.text for each in node.notes if each.kind.text == "note"),
            span=span,
        )

    def _adopted(self, node: SentenceNode) -> date | None:
        assert node.adopted is not None
        try:
            return date.fromisoformat(node.adopted.text)
        except ValueError:
            self.letters.say("WR142", node.adopted.span, f"{node.adopted.text} is not a day of the calendar")
            return None

    def _entry(self, clause: ClauseNode, node: SentenceNode) -> LedgerEntry:
        place = clause.number.span if node.number is None else node.number.span
        if node.ledger is None:
            if not node.norms and not clause.damaged:
                self.letters.say(
                    "WR134", place, "nothing says what this sentence is",
                    'add a rule below, or say `is context "..."`, `is a definition "..."` and the like',
                )  # fmt: skip
            return LedgerEntry(kind="rule", words="; ".join(norm.line.text for norm in node.norms))
        if node.norms:
            self.letters.say(
                "WR135", node.ledger.kind.span, "a sentence is a rule or something else, not both", "keep one"
            )
        said = node.ledger.words.text if node.ledger.words else ""
        if node.ledger.restates is not None:
            return LedgerEntry(kind="restates", words=said, restates=node.ledger.restates.text)
        return LedgerEntry(kind=node.ledger.kind.text.removeprefix("is "), words=said)  # type: ignore[arg-type]

    # ---- what refers to what

    def _check_references(self, rules: tuple[Rule, ...]) -> None:
        sentences = {
            ref
            for clause in self.tree.blocks
            if isinstance(clause, ClauseNode)
            for sentence in clause.sentences
            for ref in (clause.number.text, f"{clause.number.text} s{sentence.number.text if sentence.number else 1}")
        }
        known = sentences | set(self.places)
        for block in self.tree.blocks:
            if isinstance(block, ClauseNode):
                self._check_clause_references(block, known)
        for node, _ in _clause_declarations(self.tree):
            for ref in node.see if isinstance(node, Declaration) else ():
                if ref.text not in known:
                    self.letters.say("WR130", ref.span, f"there is no sentence {ref.text}")

    def _check_clause_references(self, clause: ClauseNode, known: set[str]) -> None:
        with self.letters.under(clause.heading):
            for sentence in clause.sentences:
                restated = sentence.ledger.restates if sentence.ledger else None
                answered = [ref for norm in sentence.norms for ref in norm.answers]
                for ref in (*answered, *((restated,) if restated else ())):
                    if ref.text not in known:
                        self.letters.say("WR130", ref.span, f"there is no sentence {ref.text}")

    def _check_unused_meanings(self) -> None:
        """A noun's meaning is checked even where no rule uses it."""
        for noun in dict.fromkeys(self.lexicon.nouns.values()):
            self.phrases.formals.noun_test(noun)

    def _definitions(self) -> Iterator[Definition]:
        for node, clause in _clause_declarations(self.tree):
            if isinstance(node, SettingNode):
                yield Definition(kind="setting", pattern=node.name.text, clause=clause, span=node.name.span)
                continue
            yield Definition(
                kind=node.kind.text,  # type: ignore[arg-type]
                pattern=node.pattern.text,
                also=tuple(each.text for each in node.also),
                contrary=node.contrary.text if node.contrary else None,
                see=tuple(each.text for each in node.see),
                clause=clause,
                span=node.pattern.span,
            )


def _overridden(settings: dict[str, Setting], overrides: Mapping[str, object]) -> dict[str, Setting]:
    unknown = set(overrides) - set(settings)
    if unknown:
        raise ValueError(f"no setting is called {', '.join(sorted(map(repr, unknown)))}")
    return {
        name: attrs.evolve(setting, value=overrides[name]) if name in overrides else setting
        for name, setting in settings.items()
    }


def _questions(rules: tuple[Rule, ...]) -> Iterator[tuple[str, AskedQuestion]]:
    """Every question, with the rule that asks it, once."""
    seen = set()
    for rule in rules:
        for test in (rule.scope, rule.condition, rule.kept, rule.excused):
            for asked in tests_below(test, Asked):
                if (rule.id, asked.question.words) not in seen:
                    seen.add((rule.id, asked.question.words))
                    yield rule.id, asked.question
