// What is true, false or unknown (null) of an event, and what is known of a number: [least, most].

import { NOT_STATED, ordinalOf, parseDate } from "./clock.js";
import { identityOf } from "./events.js";

// ---- tests

export function truth(test, scene) {
  let value = scene.known.get(test);
  if (value === undefined) {
    value = TESTS[test.is](test, scene);
    scene.known.set(test, value);
  }
  return value;
}

const negation = (value) => (value === null ? null : !value);

function everyOf(test, scene) {
  const values = test.tests.map((each) => truth(each, scene));
  if (values.includes(false)) return false;
  return values.includes(null) ? null : true;
}

function someOf(test, scene) {
  const values = test.tests.map((each) => truth(each, scene));
  if (values.includes(true)) return true;
  return values.includes(null) ? null : false;
}

function oneOf(test, scene) {
  const value = scene.value(test.path);
  return value === null || test.unset !== null ? null : test.values.includes(value.normalize("NFC"));
}

function overlaps(test, scene) {
  const value = scene.value(test.path);
  return value === null ? null : test.values.some((each) => value.has(each));
}

function less(test, scene) {
  const [[leftLeast, leftMost], [rightLeast, rightMost]] = [
    bounds(test.left, scene),
    bounds(test.right, scene),
  ];
  if (leftMost < rightLeast) return true;
  return leftLeast >= rightMost ? false : null;
}

function atMost({ left, right }, scene) {
  const [[leftLeast, leftMost], [rightLeast, rightMost]] = [bounds(left, scene), bounds(right, scene)];
  if (leftMost <= rightLeast) return true;
  return leftLeast > rightMost ? false : null;
}

function between({ low, middle, high }, scene) {
  const sides = [atMost({ left: low, right: middle }, scene), atMost({ left: middle, right: high }, scene)];
  if (sides.includes(false)) return false;
  return sides.includes(null) ? null : true;
}

function inWindow({ instant, start, end, nights }, scene) {
  if (start.is !== "number" || end.is !== "number") return null;
  return scene.policy.clock.inWindow(scene.instant(instant.path), start.value, end.value, nights);
}

export const TESTS = {
  fixed: (test) => test.value,
  flag: (test, scene) => scene.value(test.path),
  one_of: oneOf,
  overlaps,
  less,
  at_most: atMost,
  between,
  window: inWindow,
  chosen: () => null,
  asked: (test, scene) => answer(test.question, scene),
  once_done: (test, scene) => truth(test.test, scene),
  not: (test, scene) => negation(truth(test.test, scene)),
  all: everyOf,
  any_of: someOf,
  phrase: (test, scene) => truth(test.test, scene),
};

// ---- numbers

export const bounds = (term, scene) => TERMS[term.is](term, scene);

function dayOf(term, scene) {
  const value = scene.value(term.path);
  if (value === null) return NOT_STATED;
  const ordinal = ordinalOf(parseDate(value));
  return [ordinal, ordinal];
}

function after(term, scene) {
  const [start, amount] = [bounds(term.start, scene), bounds(term.amount, scene)];
  return [start[0] + amount[0], start[1] + amount[1]];
}

function later(term, scene) {
  const every = term.terms.map((each) => bounds(each, scene));
  return [Math.max(...every.map(([least]) => least)), Math.max(...every.map(([, most]) => most))];
}

// Bounds over one period on a count over its own: a shorter one bounds from below, a longer from above.
function countIn(term, scene) {
  const count = scene.value(term.path);
  if (count === null || count.period === null || term.period.is === "unset") return [0, Infinity];
  const least = count.period <= term.period.value ? count.at_least : 0;
  const most = count.period >= term.period.value ? (count.at_most ?? Infinity) : Infinity;
  return [least, most];
}

// Distinct people: those known to pass, and those who may; no limit if others may belong.
function tally(term, scene) {
  const { members, complete } = scene.people(term.people);
  const [known, possible] = [new Set(), new Set()];
  let [namelessKnown, namelessPossible] = [0, 0];
  for (const member of members) {
    const passes = truth(term.test, scene.looking(term.people, member));
    if (passes === false) continue;
    const name = identityOf(scene.policy, member);
    if (name === null) {
      namelessPossible += 1;
      namelessKnown += passes === true ? 1 : 0;
    } else {
      possible.add(name);
      if (passes) known.add(name);
    }
  }
  const least = Math.max(known.size, namelessKnown ? 1 : 0);
  return [least, complete ? possible.size + namelessPossible : Infinity];
}

export const TERMS = {
  number: (term) => [term.value, term.value],
  unset: () => [0, Infinity],
  instant: (term, scene) => scene.instant(term.path),
  calendar_day: (term, scene) => scene.policy.clock.days(bounds(term.of, scene)),
  day_of: dayOf,
  after,
  later,
  count_in: countIn,
  tally,
};

// ---- answers to questions

// White space as the project's own reader takes it.
const SPACES = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;

// The answer in force: the latest by somebody who held the role; null if none is, or two disagree.
function answer(question, scene) {
  const told = given(question, scene).map((each) => ({ ...each, counts: counts(question, each, scene) }));
  const certain = told.filter((each) => each.counts === true);
  const inForce = told.filter(
    (each) => each.counts !== false && !certain.some((other) => each.told.at[1] < other.told.at[0]),
  );
  const answers = new Set(inForce.map((each) => each.yes));
  return certain.length && answers.size === 1 ? inForce[0].yes : null;
}

// Answers of which it is not known whether they count.
export const unsettled = (question, scene) =>
  given(question, scene).filter((each) => counts(question, each, scene) === null);

// Answers yes or no to this question about this person, given by `asOf`, as answers to its first wording.
export function given(question, scene) {
  const about = scene.about;
  if (about === scene.policy.not_listed) return [];
  return judgements(scene).flatMap(({ told, path, place }) => {
    const words = told.question.replace(SPACES, " ").replace(/^ | $/g, "");
    const same = question.spellings.get(words);
    const fits = same !== undefined && told.about === about && told.answer !== "dont_know";
    return fits ? [{ told, path, place, yes: (told.answer === "yes") === same }] : [];
  });
}

function judgements(scene) {
  const fields = scene.cls.fields.filter((field) => field.kind === "judgements");
  const every = fields.flatMap(({ name }) =>
    scene.event[name].map((told, index) => ({ told, path: `${name}[${index}]`, place: [name, index] })),
  );
  return every.filter(({ told }) => scene.asOf === null || told.at[0] <= scene.asOf);
}

// Whether whoever answered held the role that the question names.
export const counts = (question, { told, path, place }, scene) =>
  truth(question.who_test, scene.answering(told.by, path, place));
