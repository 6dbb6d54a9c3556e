// The policy, its nodes joined to each other.

import { Clock } from "./clock.js";

// The fields of each node that hold other nodes, in the author's order.
const PARTS = {
  number: [],
  unset: [],
  instant: [],
  calendar_day: ["of"],
  day_of: [],
  after: ["start", "amount"],
  later: ["terms"],
  count_in: ["period"],
  tally: ["test"],
  fixed: [],
  flag: [],
  one_of: ["unset"],
  overlaps: [],
  less: ["left", "right"],
  at_most: ["left", "right"],
  between: ["low", "middle", "high"],
  window: ["instant", "start", "end"],
  chosen: ["setting"],
  asked: ["when"],
  once_done: ["moment", "test"],
  not: ["test"],
  all: ["tests"],
  any_of: ["tests"],
  phrase: ["test"],
};
const CONDITIONS = ["scope", "condition", "kept", "excused"];
const VERSION = 1;
const loaded = new WeakMap();

// An artefact made ready, once.
export function load(artefact) {
  if (!loaded.has(artefact)) loaded.set(artefact, joined(artefact));
  return loaded.get(artefact);
}

function joined(artefact) {
  if (artefact.version !== VERSION)
    throw new Error(`this policy was written for another runner than ${VERSION}`);
  const nodes = artefact.nodes.map((node) => ({ ...node }));
  const at = (place) => (Array.isArray(place) ? place.map(at) : place === null ? null : nodes[place]);
  const questions = artefact.questions.map((question, number) => ({
    ...question,
    number,
    who_test: at(question.who_test),
    spellings: new Map(question.spellings),
  }));
  for (const node of nodes) {
    if (!(node.is in PARTS)) throw new Error(`this runner does not know \`${node.is}\``);
    for (const name of PARTS[node.is]) node[name] = at(node[name]);
    if (node.is === "asked") node.question = questions[node.question];
    if (node.value === "never") node.value = Infinity;
  }
  return {
    ...artefact,
    nodes,
    questions,
    clock: new Clock(artefact.clock),
    units: new Map(artefact.periods.units),
    numbers: new Map(artefact.periods.numbers),
    classes: new Map(artefact.classes.map((cls) => [cls.word, cls])),
    kinds: new Map(artefact.classes.filter((cls) => cls.kind !== null).map((cls) => [cls.kind, cls])),
    rules: artefact.rules.map((rule) => withTests(rule, at)),
  };
}

// A rule with its conditions, and with what breaks it (of a permission: what withdraws it).
function withTests(rule, at) {
  const [scope, condition, kept, excused] = CONDITIONS.map((name) => at(rule[name]));
  const not = (test) => ({ is: "not", test });
  const exception = rule.permission ? [excused] : [not(kept), not(excused)];
  const applies = { is: "all", tests: [scope, condition] };
  const breach = { is: "all", tests: [scope, condition, ...exception] };
  return { ...rule, scope, condition, kept, excused, applies, breach };
}

export const children = (node) => PARTS[node.is].flatMap((name) => node[name] ?? []);

export function walk(node) {
  return [node, ...children(node).flatMap(walk)];
}

// What the numbers in an expression are made of; a list that is counted is one leaf.
export function leavesOf(term) {
  const leaf = ["instant", "day_of", "count_in", "tally"].includes(term.is);
  return leaf ? [term] : children(term).flatMap(leavesOf);
}
