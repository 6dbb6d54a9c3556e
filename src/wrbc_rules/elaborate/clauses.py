"""The ledger: clauses, their sentences, and the norms that stand in them."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from wrbc_rules.diagnostics import Label
from wrbc_rules.elaborate.conditions import no_such_rule
from wrbc_rules.elaborate.header import day_on_calendar
from wrbc_rules.elaborate.letters import Letters
from wrbc_rules.elaborate.norms import Place
from wrbc_rules.ir import Clause, LedgerEntry, Sentence
from wrbc_rules.syntax import (
    ClauseNode,
    Declaration,
    NormNode,
    Part,
    RulesFile,
    SentenceNode,
    SettingNode,
    Words,
)


def declarations_of(tree: RulesFile) -> Iterator[tuple[Declaration | SettingNode, str | None]]:
    """Every declared word, with the clause in which it stands."""
    for block in tree.blocks:
        if isinstance(block, Declaration | SettingNode):
            yield block, None
        elif isinstance(block, ClauseNode):
            for sentence in block.sentences:
                for declaration in sentence.declarations:
                    yield declaration, block.number.text


def clause_nodes(tree: RulesFile) -> Iterator[ClauseNode]:
    """Every clause, in the file's order."""
    return (block for block in tree.blocks if isinstance(block, ClauseNode))


# ---- where each norm stands


def places_of(tree: RulesFile, letters: Letters) -> dict[str, tuple[Place, NormNode]]:
    """Every norm under the id of its rule; complain of numbers and labels that stand twice."""
    places: dict[str, tuple[Place, NormNode]] = {}
    for clause in _numbered_clauses(tree, letters):
        for sentence in _numbered_sentences(clause, letters):
            if not clause.damaged:
                _check_labels(sentence, letters)
            for norm in sentence.norms:
                place = _place(clause, sentence, norm)
                if place.id in places:  # its own mistakes are told all the same
                    place = attrs.evolve(place, id=f"{place.id} {len(places)}")
                places[place.id] = place, norm
    return places


def _numbered_clauses(tree: RulesFile, letters: Letters) -> Iterator[ClauseNode]:
    seen: dict[str, Label] = {}
    for clause in clause_nodes(tree):
        number = clause.number.text
        if number in seen:
            message = f"there are two clauses {number}"
            letters.say("WR133", clause.number.span, message, "number one anew", labels=(seen[number],))
            letters.misnumbered = True
        elif not number.replace(".", "").isdigit():
            message = f"`{number}` is not the number of a clause"
            letters.say("WR133", clause.number.span, message, "write one like 4.7")
        else:
            seen[number] = Label(clause.number.span, "the first")
        yield clause


def _numbered_sentences(clause: ClauseNode, letters: Letters) -> Iterator[SentenceNode]:
    last = 0
    seen: dict[int, Label] = {}
    for sentence in clause.sentences:
        if sentence.number is not None:
            number, place = int(sentence.number.text), sentence.number.span
            if number in seen:
                message = f"there are two sentences {number}"
                letters.say("WR133", place, message, "number one anew", labels=(seen[number],))
                letters.misnumbered = True
            elif number < last:
                message = f"sentence {number} comes after sentence {last}"
                letters.say("WR133", place, message, "put the sentences in the order of the document")
            else:
                last, seen[number] = number, Label(place, "the first")
        yield sentence


def _check_labels(sentence: SentenceNode, letters: Letters) -> None:
    """Several rules of one sentence have labels, each its own."""
    bare = [norm for norm in sentence.norms if norm.label is None]
    if bare and len(sentence.norms) > 1:
        first, second = sentence.norms[:2]
        label = Label(first.line.span, "the first")
        message = "two rules stand in one sentence without labels"
        remedy = "begin them with `(a)` and `(b)`"
        if any(first.span.start < each.span.start < second.span.start for each in sentence.examples):
            message = "this rule stands below the examples of another"
            remedy = 'write the heading of its clause above it, such as `clause 4.7 "..." [8c1f20aa]`'
            letters.misnumbered = True
        letters.say("WR118", second.line.span, message, remedy, labels=(label,))
    seen: dict[str, Label] = {}
    for label_words in (norm.label for norm in sentence.norms if norm.label is not None):
        text = label_words.text
        if text in seen:
            message = f"two rules are labelled `{text}`"
            letters.say("WR118", label_words.span, message, "label one anew", labels=(seen[text],))
        seen.setdefault(text, Label(label_words.span, "the first"))


def _place(clause: ClauseNode, sentence: SentenceNode, norm: NormNode) -> Place:
    label = None if norm.label is None else norm.label.text
    return Place(
        id=f"{_ref(clause, sentence)}{label or ''}",
        clause=clause.number.text,
        sentence=1 if sentence.number is None else int(sentence.number.text),
        label=label,
        title=clause.title.text if clause.title else "",
    )


def _ref(clause: ClauseNode, sentence: SentenceNode) -> str:
    """How a sentence is referred to."""
    number = clause.number.text
    return number if sentence.number is None else f"{number} s{int(sentence.number.text)}"


def rules_of(clause: ClauseNode, sentence: SentenceNode) -> tuple[str, ...]:
    """The ids of the rules in a sentence."""
    ref = _ref(clause, sentence)
    return tuple(f"{ref}{norm.label.text if norm.label else ''}" for norm in sentence.norms)


# ---- the ledger


def clauses_of(tree: RulesFile, letters: Letters) -> Iterator[Clause]:
    """Every clause with what each of its sentences is."""
    part = None
    for block in tree.blocks:
        if isinstance(block, Part):
            part = f"{block.number.text} {block.title.text}"
        elif isinstance(block, ClauseNode):
            yield Clause(
                number=block.number.text,
                title=block.title.text if block.title else None,
                part=part,
                sentences=tuple(_sentence(block, each, letters) for each in block.sentences),
                span=block.number.span,
            )


def _sentence(clause: ClauseNode, node: SentenceNode, letters: Letters) -> Sentence:
    return Sentence(
        clause=clause.number.text,
        number=1 if node.number is None else int(node.number.text),
        pin=None if node.pin is None else node.pin.text.strip("[]"),
        adopted=None if node.adopted is None else day_on_calendar(node.adopted, letters),
        entry=_entry(clause, node, letters),
        rules=rules_of(clause, node),
        readings=tuple(each.words.text for each in node.notes if each.kind.text == "reading"),
        notes=tuple(each.words.text for each in node.notes if each.kind.text == "note"),
        span=node.span if node.number is None else node.number.span,
    )


def _entry(clause: ClauseNode, node: SentenceNode, letters: Letters) -> LedgerEntry:
    place = clause.number.span if node.number is None else node.number.span
    if node.ledger is None:
        if not node.norms and not clause.damaged:
            remedy = 'add a rule below, or say `is context "..."`, `is a definition "..."` and the like'
            letters.say("WR134", place, "nothing says what this sentence is", remedy)
            letters.misnumbered = True
        return LedgerEntry(kind="rule", words="; ".join(norm.line.text for norm in node.norms))
    if node.norms:
        message = "a sentence is a rule or something else, not both"
        label = Label(node.norms[0].line.span, "a rule")
        remedy = "keep one, or write the heading of the clause of the rule above it"
        letters.say("WR135", node.ledger.kind.span, message, remedy, labels=(label,))
        letters.misnumbered = True
    said = node.ledger.words.text if node.ledger.words else ""
    if node.ledger.restates is not None:
        return LedgerEntry(kind="restates", words=said, restates=node.ledger.restates.text)
    kind = node.ledger.kind.text.removeprefix("is ")
    return LedgerEntry(kind=kind, words=said)  # type: ignore[arg-type]


# ---- what refers to what


def check_references(tree: RulesFile, rules: set[str], letters: Letters) -> None:
    """Complain of `restates`, `answers` and `see` that name nothing."""
    known = {_ref(clause, sentence) for clause in clause_nodes(tree) for sentence in clause.sentences} | rules
    said_otherwise = {clause.number.text for clause in clause_nodes(tree)}
    said_otherwise |= {f"{ref} s1" for ref in known & said_otherwise}
    in_order, said_otherwise = sorted(known), said_otherwise | known
    for ref in _references(tree):
        if ref.text not in said_otherwise:
            no_such_rule(ref, in_order, letters, "sentence")


def _references(tree: RulesFile) -> Iterator[Words]:
    for clause in clause_nodes(tree):
        for sentence in clause.sentences:
            if sentence.ledger is not None and sentence.ledger.restates is not None:
                yield sentence.ledger.restates
            for norm in sentence.norms:
                yield from norm.answers
    for node, _ in declarations_of(tree):
        yield from node.see if isinstance(node, Declaration) else ()
