// What decided a test, in the author's words, with the facts that show it.

import { MINUTE, dayNumber, isNever, isNotStated, weekdayOf } from "./clock.js";
import { identityOf, toJson } from "./events.js";
import { distinct } from "./gaps.js";
import { children, walk } from "./policy.js";
import { counts, given, truth } from "./rules.js";

export function reasons(test, scene) {
  if (test.is !== "phrase")
    return distinct(
      deciding(test, scene).flatMap((each) => reasons(each, scene)),
      reasonKey,
    );
  const holds = truth(test, scene);
  const at = [true, false, null].indexOf(holds);
  const facts = distinct(factsOf(test.test, scene));
  const { words, contrary, role } = test;
  return [{ words, holds, facts, contrary, role, said: test.said[at], shown: test.shown[at] }];
}

export const reasonKey = ({ words, holds, facts, contrary, role }) =>
  JSON.stringify([words, holds, facts, contrary, role]);

// The tests directly inside one that decided it: the first in the author's order where one does, or all.
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
  const found = told.map((each) => ({
    field: each.path,
    value: each.told.answer,
    text: answerText(test, each, scene),
  }));
  const paths = told.length
    ? walk(test.question.who_test).flatMap((node) => [node.path ?? node.people ?? []])
    : [];
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
  const text = `${members.length} listed${complete ? "" : ", perhaps more"}`;
  const list = { field: scene.name(path), value: complete ? members.length : null, text };
  return [list, ...members.flatMap((member) => factsOf(test, scene.looking(path, member)))];
}

function holding(path, scene) {
  const value = scene.value(path);
  return { field: scene.name(path), value: toJson(scene.policy, value), text: valueText(value, scene) };
}

// ---- facts as people say them

// An answer with who gave it, whether as one whose answer counts, and when.
function answerText({ question }, each, scene) {
  const { answer, by, at } = each.told;
  const counted = counts(question, each, scene);
  const doubt = counted === null ? "it counts from" : "it does not count: not";
  const asWhat =
    counted === true ? `, ${question.who}` : ` (${doubt} ${question.who}${counted === null ? " only" : ""})`;
  const when = isNotStated(at) ? "" : `, ${whenText(at, scene.policy.clock)}`;
  return `${answer}, said ${identityOf(scene.policy, by) ?? "somebody"}${asWhat}${when}`;
}

export const spaced = (word) => word.replaceAll("_", " ");

function valueText(value, scene) {
  if (value === null) return "not stated";
  if (Array.isArray(value)) return whenText(value, scene.policy.clock);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return spaced(value);
  if (value instanceof Set) return [...value].map(spaced).sort().join(", ") || "none";
  return "at_least" in value ? countText(value) : "";
}

function countText({ at_least: least, at_most: most }) {
  if (most === null) return `${least} or more`;
  return most === least ? String(least) : `${least} to ${most}`;
}

// An instant on the policy's clock.
export function whenText(when, clock) {
  const [earliest, latest] = when;
  if (isNotStated(when)) return "not stated";
  if (isNever(when)) return "never";
  if (latest === Infinity) return `not by ${momentText(earliest - 1, clock)}`;
  if (earliest === -Infinity) return `by ${momentText(latest, clock)}`;
  const date = clock.dateAt(earliest);
  const day = clock.day(date);
  if (day !== null && day[0] === earliest && day[1] === latest) return `on ${dayText(date)}`;
  if (latest - earliest < MINUTE) return momentText(earliest, clock);
  return `between ${momentText(earliest, clock)} and ${momentText(latest, clock)}`;
}

// As in "21:30 on Friday 3 March 2017".
export function momentText(instant, clock) {
  const time = clock.wallText(instant).split("T")[1];
  const short = time.includes(".") ? time.replace(/0+$/, "") : time.replace(/:00$/, "");
  return `${short} on ${dayText(clock.dateAt(instant))}`;
}

function dayText([year, month, day]) {
  return `${WEEKDAYS[weekdayOf(dayNumber(year, month, day))]} ${day} ${MONTHS[month - 1]} ${year}`;
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];
