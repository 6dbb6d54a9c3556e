// From three conditions to an outcome, with what decided it, what is missing, whom to ask and what is due.

import { dateOf } from "./clock.js";
import { classOf, identityOf, identityPath, readEvent, readWhen, toJson } from "./events.js";
import { Scene, bounds, children, counts, given, leavesOf, load, truth, unsettled, walk } from "./rules.js";

// Each element once, in order; `keyOf` tells those apart that differ.
function distinct(list, keyOf = (each) => JSON.stringify(each)) {
  const found = new Map();
  for (const each of list) {
    const key = keyOf(each);
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()];
}

// ---- why a test is unknown: a fact, a person, time; or a question that only stands

export function gaps(test, scene, words = "") {
  return truth(test, scene) === null ? distinct(GAPS[test.is](test, scene, words)) : [];
}

const eachOf = (test, scene, words) => test.tests.flatMap((each) => gaps(each, scene, words));
const fact = (path, scene, words) => ({
  cause: "fact",
  missing: { field: scene.name(path), words, place: scene.place(path) },
});
const decision = (unset) => ({ cause: "person", ask: { who: unset.who, question: unset.question, setting: unset.name } });
const field = (test, scene, words) => [fact(test.path, scene, words)];

function windowGaps(test, scene, words) {
  const unset = [test.start, test.end].filter((each) => each.is === "unset");
  return unset.length ? unset.map(decision) : [fact(test.instant.path, scene, words)];
}

function askedGaps({ question, when }, scene, words) {
  const asked = when === null ? true : truth(when, scene);
  if (asked === null) return gaps(when, scene, words);
  const ask = { who: question.who, question: question.words, about: scene.about };
  const doubts = unsettled(question, scene).flatMap(({ told, path, place }) =>
    gaps(question.who_test, scene.answering(told.by, path, place), question.words),
  );
  return [{ cause: asked ? "person" : "stands", ask }, ...doubts];
}

function onceDoneGaps(test, scene, words) {
  const ahead = walk(test.moment).some((each) => each.is === "instant" && scene.ahead(each.path));
  return ahead ? [{ cause: "time", due: { what: words, by: null } }] : gaps(test.test, scene, words);
}

// A number left to a person, else a deadline still ahead, else the facts.
function comparisonGaps(test, scene, words) {
  const unset = walk(test).filter((each) => each.is === "unset");
  if (unset.length) return unset.map(decision);
  for (const [side, limit] of sides(test)) {
    if (leavesOf(side).some((each) => each.is === "instant" && scene.ahead(each.path))) {
      return [{ cause: "time", due: { what: words, ...deadline(limit, scene) } }];
    }
  }
  return vague(sides(test).map(([side]) => side), scene, words);
}

// Each number of a comparison, with the one that limits it.
function sides({ is, low, middle, high, left, right }) {
  return is === "between" ? [[low, high], [middle, high], [high, middle]] : [[left, right], [right, left]];
}

// The latest instant that a term can be, on the policy's clock; `wall` tells two deadlines apart.
function deadline(term, scene) {
  const { clock } = scene.policy;
  let [, most] = bounds(term, scene);
  if (Number.isFinite(most) && walk(term).some((each) => each.is === "calendar_day")) [, most] = clock.day(dateOf(most));
  if (!clock.covers(most)) return { by: null };
  return { by: clock.localText(most), wall: clock.wallText(most) };
}

// The facts that leave a comparison open: those that nothing bounds, else all that are not exact.
function vague(terms, scene, words) {
  const inexact = terms.flatMap(leavesOf).filter((leaf) => new Set(bounds(leaf, scene)).size > 1);
  const openEnded = inexact.filter((leaf) => bounds(leaf, scene).some((end) => !Number.isFinite(end)));
  return (openEnded.length ? openEnded : inexact).flatMap((leaf) => leafGaps(leaf, scene, words));
}

function leafGaps(leaf, scene, words) {
  if (leaf.is !== "tally") return [fact(leaf.path, scene, words)];
  const { members, complete } = scene.people(leaf.people);
  const found = members.flatMap((member) => memberGaps(leaf, scene.looking(leaf.people, member), words));
  return complete ? found : [...found, fact(leaf.people, scene, words)];
}

function memberGaps(leaf, scene, words) {
  const found = gaps(leaf.test, scene, words);
  const { policy, member, memberPath, memberPlace } = scene;
  if (identityOf(policy, member) !== null || truth(leaf.test, scene) === false) return found;
  const place = [...memberPlace, ...(identityPath(policy, classOf(member)) ?? [])];
  return [...found, { cause: "fact", missing: { field: `${memberPath}.id`, words, place } }];
}

const GAPS = {
  all: eachOf,
  any_of: eachOf,
  asked: askedGaps,
  at_most: comparisonGaps,
  between: comparisonGaps,
  chosen: (test) => [decision(test.setting)],
  flag: field,
  less: comparisonGaps,
  not: (test, scene, words) => gaps(test.test, scene, words),
  once_done: onceDoneGaps,
  one_of: (test, scene, words) => (test.unset === null ? field(test, scene, words) : [decision(test.unset)]),
  overlaps: field,
  phrase: (test, scene) => gaps(test.test, scene, test.words),
  window: windowGaps,
};

// ---- what decided a test, with the facts that show it

function reasons(test, scene) {
  if (test.is !== "phrase") return distinct(deciding(test, scene).flatMap((each) => reasons(each, scene)), reasonKey);
  const holds = truth(test, scene);
  const at = [true, false, null].indexOf(holds);
  const facts = distinct(factsOf(test.test, scene));
  const { words, contrary, role } = test;
  return [{ words, holds, facts, contrary, role, said: test.said[at], shown: test.shown[at] }];
}

const reasonKey = ({ words, holds, facts, contrary, role }) => JSON.stringify([words, holds, facts, contrary, role]);

// The tests directly inside one that decided it: the first in the author's order where one does, otherwise all.
function deciding(test, scene) {
  if (test.is === "not" || test.is === "once_done") return [test.test];
  if (test.is !== "all" && test.is !== "any_of") return [];
  const enough = test.is === "any_of";
  const decided = truth(test, scene) === enough;
  return decided ? [test.tests.find((each) => truth(each, scene) === enough)] : test.tests;
}

function factsOf(test, scene) {
  if (test.is === "asked") return askedFacts(test, scene);
  if (test.is === "phrase") return factsOf(test.test, scene);
  if (!["all", "any_of", "not", "once_done"].includes(test.is)) return fieldsRead(test, scene);
  return deciding(test, scene).flatMap((each) => factsOf(each, scene));
}

function askedFacts(test, scene) {
  const told = given(test.question, scene);
  const found = told.map(({ path, told: { answer } }) => ({ field: path, value: answer }));
  const paths = told.length ? walk(test.question.who_test).flatMap((node) => [node.path ?? node.people ?? []]) : [];
  found.push(...paths.filter(([root]) => root === "event").map((path) => holding(path, scene)));
  const open = truth(test, scene) === null && test.when !== null;
  return open ? [...found, ...factsOf(test.when, scene)] : found;
}

// Every field that a test without parts reads, lists member by member.
function fieldsRead(node, scene) {
  if (node.is === "tally") return counted(node, scene);
  const inner = children(node).flatMap((child) => fieldsRead(child, scene));
  return node.path === undefined ? inner : [...inner, holding(node.path, scene)];
}

function counted({ people: path, test }, scene) {
  const { members, complete } = scene.people(path);
  const list = { field: scene.name(path), value: complete ? members.length : null };
  return [list, ...members.flatMap((member) => factsOf(test, scene.looking(path, member)))];
}

const holding = (path, scene) => ({ field: scene.name(path), value: toJson(scene.policy, scene.value(path)) });

// ---- outcomes

// The first outcome that fits, in the order of the table.
function outcomeOf(rule, scene) {
  const applies = truth(rule.applies, scene);
  if (applies === false) return "not_covered";
  const breach = truth(rule.breach, scene);
  const settled = rule.permission ? permissionOutcome(applies, breach) : normOutcome(rule, applies, breach, scene);
  if (settled !== null) return settled;
  return rule.stands ? "stands" : byCause(gaps(rule.breach, scene));
}

function normOutcome(rule, applies, breach, scene) {
  if (breach) return "breach";
  const kept = truth(rule.kept, scene);
  if (applies && kept) return "complies";
  if (applies && kept === false && truth(rule.excused, scene)) return "excused";
  return breach === false ? "clear" : null;
}

function permissionOutcome(applies, withdrawn) {
  if (withdrawn) return "withdrawn";
  if (withdrawn === false) return applies ? "permitted" : "clear";
  return null;
}

function byCause(found) {
  const causes = new Set(found.map((gap) => gap.cause));
  if (causes.has("fact")) return "undetermined";
  if (causes.has("person")) return "for_a_person";
  return causes.has("time") ? "pending" : "stands";
}

function decidingTests(rule, outcome) {
  if (outcome === "complies") return [rule.applies, rule.kept];
  if (outcome === "permitted") return [rule.applies, rule.excused];
  return outcome === "excused" ? [rule.applies, rule.kept, rule.excused] : [rule.breach];
}

function asked(rule, outcome, found) {
  if (outcome === "withdrawn" && rule.refer !== null) return [rule.refer];
  return distinct(found.filter((gap) => gap.ask && gap.cause === "person").map((gap) => gap.ask));
}

// What the rule says of the scene.
function finding(rule, scene) {
  const outcome = outcomeOf(rule, scene);
  const found = scene.policy.outcomes.open.includes(outcome) ? gaps(rule.breach, scene) : [];
  const because = decidingTests(rule, outcome).flatMap((test) => reasons(test, scene));
  return {
    rule,
    about: scene.about,
    outcome,
    because: distinct(because, reasonKey),
    missing: distinct(found.flatMap((gap) => gap.missing ?? []), ({ field, words }) => JSON.stringify([field, words])),
    ask: asked(rule, outcome, found),
    due: distinct(found.flatMap((gap) => gap.due ?? []), ({ what, wall }) => JSON.stringify([what, wall])),
  };
}

// ---- decisions

// The findings of a rule, one for each person it is about; the worst where one is listed twice.
function ruleFindings(rule, scene) {
  if (!rule.kinds.includes(scene.cls.kind)) return [];
  const weight = ({ outcome }) => scene.policy.outcomes.weights.indexOf(outcome);
  const found = new Map();
  for (const each of scenes(rule, scene)) {
    const made = finding(rule, each);
    const before = found.get(made.about);
    if (before === undefined || weight(made) < weight(before)) found.set(made.about, made);
  }
  return [...found.values()];
}

function scenes({ each }, scene) {
  if (each === null) return [scene];
  const { members, complete } = scene.people(each);
  const those = complete ? members : [...members, null];
  return those.map((person) => scene.with({ eachOf: each, each: person }));
}

// Every finding on an event, each with its rule; `edition` says why there are none.
export function judged(artefact, data, asOf = null) {
  const policy = load(artefact);
  const event = readEvent(policy, data);
  const looked = asOf === null ? null : readWhen(asOf, "as_of", null, policy)[0];
  const [earliest, latest] = event[policy.moment];
  if (earliest < policy.starts) return { policy, event, found: [], edition: latest < policy.starts ? "none" : "unknown" };
  const scene = new Scene({ policy, event, cls: classOf(event), asOf: looked });
  const every = policy.rules.flatMap((rule) => ruleFindings(rule, scene));
  return { policy, event, found: every.filter(({ outcome }) => outcome !== "stands"), edition: "governs" };
}

// The one word for several findings: the strongest breach, else the most pressing outcome.
function summaryOf({ policy, found, edition }) {
  if (edition !== "governs") return edition === "none" ? "no_edition" : "undetermined";
  const { strengths, order } = policy.outcomes;
  const breached = found.filter(({ outcome }) => outcome === "breach").map(({ rule }) => rule.strength);
  const strongest = strengths.find((strength) => breached.includes(strength));
  if (strongest !== undefined) return `breach_${strongest}`;
  return order.find((each) => found.some(({ outcome }) => outcome === each)) ?? "not_covered";
}

// What the policy says of an event in the project's JSON form: the decision as the command line prints it, with
// `not_covered` and without repairs. `asOf`, a date-time with an offset, is when it is looked at.
// Throws `EventError` for what is no event.
export const decide = (artefact, data, asOf = null) => decisionToJson(judged(artefact, data, asOf), findingToJson);

// The same, each finding with the rule's title and lines, each reason with its sentence and whether a reader needs it.
export const explain = (artefact, data, asOf = null) => decisionToJson(judged(artefact, data, asOf), explained);

function decisionToJson(decision, toJson) {
  const { policy, event, found } = decision;
  const open = found.filter(({ outcome }) => policy.outcomes.open.includes(outcome));
  return {
    id: event.id,
    summary: summaryOf(decision),
    open: [...new Set(open.map(({ rule }) => rule.id))],
    findings: found.map(toJson),
  };
}

function findingToJson({ rule, about, outcome, because, missing, ask, due }) {
  const { clause, sentence, id, strength } = rule;
  return {
    clause,
    sentence,
    rule: id,
    about,
    strength,
    outcome,
    because: because.map(({ words, holds, facts }) => ({ words, holds, facts })),
    missing: missing.map(({ field, words }) => ({ field, words })),
    ask: distinct(ask.map(({ who, question }) => ({ who, question }))),
    due: due.map(({ what, by }) => ({ what, by })),
  };
}

function explained(finding) {
  const { title, norm, permission } = finding.rule;
  const because = finding.because.map(({ words, holds, facts, said, shown }) => ({ words, holds, facts, said, shown }));
  return { ...findingToJson(finding), title, norm, permission, because };
}
