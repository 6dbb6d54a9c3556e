"""The whole file: words, clauses, rules, examples, promises, in that order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wrbc_rules.diagnostics import Diagnostic, in_order, searches
from wrbc_rules.elaborate.cases import Cases
from wrbc_rules.elaborate.clauses import check_references, clauses_of, declarations_of, places_of
from wrbc_rules.elaborate.declaring import lexicon_of
from wrbc_rules.elaborate.formal import Formals
from wrbc_rules.elaborate.header import Header, header_of
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.lexicon import Lexicon
from wrbc_rules.elaborate.norms import Norms
from wrbc_rules.elaborate.phrases import Phrases
from wrbc_rules.elaborate.settings import overridden, settings_of
from wrbc_rules.elaborate.smells import smells
from wrbc_rules.elaborate.values import Values
from wrbc_rules.ir import Definition, Rule, TypedPolicy
from wrbc_rules.ir import Question as AskedQuestion
from wrbc_rules.ir.expressions import Asked
from wrbc_rules.ir.walk import tests_below
from wrbc_rules.source import Source
from wrbc_rules.syntax import Declaration, RulesFile, SettingNode
from wrbc_rules.vocabulary import Vocabulary


@searches()
def elaborate(
    tree: RulesFile, source: Source, vocabulary: Vocabulary, settings: Mapping[str, object] | None = None
) -> tuple[TypedPolicy, tuple[Diagnostic, ...]]:
    """The typed policy of a parsed file, and every mistake found beyond those found when it was read.

    `settings` gives settings other values than the file does, by name. The policy is complete only if no
    diagnostic is an error.
    """
    letters = Letters(source, tree)
    policy = _Whole(tree, source, vocabulary, letters, settings or {}).policy()
    return policy, in_order(letters.found)


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
        declared = [node for node, _ in declarations_of(tree)]
        settings = settings_of((node for node in declared if isinstance(node, SettingNode)), letters)
        self.settings = overridden(settings, overrides)
        words = (node for node in declared if isinstance(node, Declaration))
        self.lexicon: Lexicon = lexicon_of(words, self.settings, letters)
        values = Values(self.lexicon, self.header.clock, letters)
        self.formals = Formals(vocabulary, self.lexicon, values, letters)
        self.phrases = Phrases(vocabulary, self.lexicon, self.formals, letters)
        self.places = places_of(tree, letters)
        self.norms = Norms(self.phrases, self.lexicon, values, letters, self.places)

    def policy(self) -> TypedPolicy:
        for noun in dict.fromkeys(self.lexicon.nouns.values()):
            self.formals.noun_test(noun, noun.declaration.pattern)
        made = [self.norms.rule(ref) for ref in self.places]
        rules = tuple(rule for rule in made if rule is not None)
        clauses = tuple(clauses_of(self.tree, self.letters))
        check_references(self.tree, set(self.places), self.letters)
        cases = Cases(self.tree, self.phrases, self.letters, self.header.clock, tuple(self.places))
        examples, promises = cases.examples(), cases.promises()
        self._check_unused_words()
        smells(self.tree, self.lexicon, cases.idle_lines(examples), self.letters)
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
            rules=rules,
            settings=tuple(self.settings.values()),
            definitions=tuple(self._definitions()),
            questions=tuple(_questions(rules)),
            examples=examples,
            promises=promises,
        )

    def _check_unused_words(self) -> None:
        """The meaning of a word is checked also where no line uses it."""
        for word in self.lexicon.words:
            if word.declaration.pattern.text not in self.lexicon.used:
                self.phrases.check(word)

    def _definitions(self) -> Iterator[Definition]:
        for node, clause in declarations_of(self.tree):
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


def _questions(rules: tuple[Rule, ...]) -> Iterator[tuple[str, AskedQuestion]]:
    """Every question, with the rule that asks it, once."""
    seen = set()
    for rule in rules:
        for test in (rule.scope, rule.condition, rule.kept, rule.excused):
            for asked in tests_below(test, Asked):
                if (rule.id, asked.question.words) not in seen:
                    seen.add((rule.id, asked.question.words))
                    yield rule.id, asked.question
