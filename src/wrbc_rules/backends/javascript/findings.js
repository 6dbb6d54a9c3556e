// From three conditions to an outcome, and from rules to a decision.

import { classOf, readEvent, readStamp } from "./events.js";
import { distinct, gaps } from "./gaps.js";
import { load } from "./policy.js";
import { reasonKey, reasons } from "./reasons.js";
import { truth } from "./rules.js";
import { Scene } from "./scene.js";

// The first outcome that fits, in the order of the table.
function outcomeOf(rule, scene) {
  const applies = truth(rule.applies, scene);
  if (applies === false) return "not_covered";
  const breach = truth(rule.breach, scene);
  const settled = rule.permission
    ? permissionOutcome(applies, breach)
    : normOutcome(rule, applies, breach, scene);
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
    scene,
    about: scene.about,
    outcome,
    because: distinct(because, reasonKey),
    missing: distinct(
      found.flatMap((gap) => gap.missing ?? []),
      ({ field, words }) => JSON.stringify([field, words]),
    ),
    beside: found.flatMap((gap) => gap.beside ?? []),
    ask: asked(rule, outcome, found),
    due: distinct(
      found.flatMap((gap) => gap.due ?? []),
      ({ what, wall }) => JSON.stringify([what, wall]),
    ),
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
  const looked = asOf === null ? null : readStamp(policy, asOf, "as_of")[0];
  const [earliest, latest] = event[policy.moment];
  if (earliest < policy.starts) {
    return { policy, event, found: [], edition: latest < policy.starts ? "none" : "unknown" };
  }
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

// What the policy says of an event in the project's JSON form: the decision as the command line prints it,
// with `not_covered` and without repairs. `asOf`, a date-time with an offset, is when it is looked at.
// Throws `EventError` for what is no event.
export const decide = (artefact, data, asOf = null) =>
  decisionToJson(judged(artefact, data, asOf), findingToJson);

// The same, each finding with the rule's title and lines, each reason with its sentence and whether a reader
// needs it.
export const explain = (artefact, data, asOf = null) =>
  decisionToJson(judged(artefact, data, asOf), explained);

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
    because: because.map(({ words, holds, facts }) => ({ words, holds, facts: facts.map(plainFact) })),
    missing: missing.map(({ field, words }) => ({ field, words })),
    ask: distinct(ask.map(({ who, question }) => ({ who, question }))),
    due: due.map(({ what, by }) => ({ what, by })),
  };
}

const plainFact = ({ field, value }) => ({ field, value });

// With what a page shows of it; each fact has its words too.
function explained(finding) {
  const { title, norm, permission } = finding.rule;
  const because = finding.because.map(({ words, holds, facts, said, shown }) => ({
    words,
    holds,
    facts,
    said,
    shown,
  }));
  return { ...findingToJson(finding), title, norm, permission, because };
}
