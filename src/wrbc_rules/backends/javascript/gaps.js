// Why a test is unknown: a fact that is not stated, a person who has not decided, time that has not passed;
// or a question that only stands.

import { dateOf } from "./clock.js";
import { classOf, identityOf, identityPath } from "./events.js";
import { leavesOf, walk } from "./policy.js";
import { bounds, truth, unsettled } from "./rules.js";

// Each element once, in order; `keyOf` tells those apart that differ.
export function distinct(list, keyOf = (each) => JSON.stringify(each)) {
  const found = new Map();
  for (const each of list) {
    const key = keyOf(each);
    if (!found.has(key)) found.set(key, each);
  }
  return [...found.values()];
}

export function gaps(test, scene, words = "") {
  return truth(test, scene) === null ? distinct(GAPS[test.is](test, scene, words)) : [];
}

const eachOf = (test, scene, words) => test.tests.flatMap((each) => gaps(each, scene, words));
const fact = (path, scene, words) => ({
  cause: "fact",
  missing: { field: scene.name(path), words, place: scene.place(path) },
});
const decision = (unset) => ({
  cause: "person",
  ask: { who: unset.who, question: unset.question, setting: unset.name },
});
const field = (test, scene, words) => [fact(test.path, scene, words)];

function windowGaps(test, scene, words) {
  const unset = [test.start, test.end].filter((each) => each.is === "unset");
  return unset.length ? unset.map(decision) : [fact(test.instant.path, scene, words)];
}

function askedGaps({ question, when }, scene, words) {
  const asked = when === null ? true : truth(when, scene);
  if (asked === null) return gaps(when, scene, words);
  const ask = { who: question.who, question: question.words, asked: question.number };
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
  if (unset.length) return unset.map((each) => ({ ...decision(each), beside: beside(test, scene, words) }));
  for (const [side, limit] of sides(test)) {
    if (leavesOf(side).some((each) => each.is === "instant" && scene.ahead(each.path))) {
      return [{ cause: "time", due: { what: words, ...deadline(limit, scene) } }];
    }
  }
  return vague(
    sides(test).map(([side]) => side),
    scene,
    words,
  );
}

// The facts that may settle a comparison whatever a setting will be: no cause, but worth asking for.
function beside(test, scene, words) {
  const helps = (leaf) =>
    new Set(bounds(leaf, scene)).size > 1 &&
    !(leaf.is === "count_in" && leaf.period.is === "unset") &&
    !(leaf.is === "instant" && scene.ahead(leaf.path));
  const leaves = sides(test)
    .flatMap(([side]) => leavesOf(side))
    .filter(helps);
  return leaves.flatMap((leaf) => leafGaps(leaf, scene, words)).flatMap((gap) => gap.missing ?? []);
}

// Each number of a comparison, with the one that limits it.
function sides({ is, low, middle, high, left, right }) {
  return is === "between"
    ? [
        [low, high],
        [middle, high],
        [high, middle],
      ]
    : [
        [left, right],
        [right, left],
      ];
}

// The latest instant that a term can be, on the policy's clock; `wall` tells two deadlines apart.
function deadline(term, scene) {
  const { clock } = scene.policy;
  let [, most] = bounds(term, scene);
  if (Number.isFinite(most) && walk(term).some((each) => each.is === "calendar_day"))
    [, most] = clock.day(dateOf(most));
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
