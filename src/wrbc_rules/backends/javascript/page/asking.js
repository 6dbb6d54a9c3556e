// What to ask next, and in which words.

import { identityPath } from "../events.js";
import { judged } from "../findings.js";
import { load } from "../policy.js";
import { questions } from "../questions.js";
import { spaced } from "../reasons.js";
import { eventOf, fieldIn, keyOf } from "./state.js";

// What the page still asks: the lists of people first, then what the open findings rest on: facts, then what
// other people have to say. Nothing that the visitor does not know, and no setting: no event answers those.
// What was said is asked `again` where it leaves undetermined what a better answer would settle.
export function stillToAsk(page, state) {
  const said = new Map(state.steps.map((step) => [keyOf(step), step]));
  const lists = page.opening(state.kind).lists.filter(({ place }) => !said.has(JSON.stringify(place)));
  if (lists.length) return lists.map(({ place }) => listQuestion(page, state, place));
  const event = eventOf(page.policy, state);
  const { found } = judged(page.artefact, event, state.now);
  const undetermined = new Set(
    found.filter(({ outcome }) => outcome === "undetermined").map(({ rule }) => rule.id),
  );
  const open = questions(page.artefact, event, state.now)
    .filter((question) => question.sort !== "setting" && !unknown(said, question))
    .map((question) => ({ ...question, again: said.has(keyOfQuestion(question)) }))
    .filter(({ again, rules }) => !again || rules.some((rule) => undetermined.has(rule)));
  return [...open.filter(({ sort }) => sort === "fact"), ...open.filter(({ sort }) => sort === "answer")];
}

export function keyOfQuestion({ sort, place, form }) {
  return keyOf({ place, value: sort === "answer" ? { ...form, answer: null } : null });
}

function unknown(said, question) {
  const step = said.get(keyOfQuestion(question));
  if (step === undefined) return false;
  return question.sort === "answer" || step.value === null;
}

function listQuestion(page, state, place) {
  return { ...factQuestion(page, state, place), again: false };
}

// The question whose answer a place holds, for an answer that is to be changed.
export function factQuestion(page, state, place) {
  const { kind, meaning, values } = fieldIn(page.policy, state.kind, place);
  const choices = kind === "flag" ? [true, false] : kind === "text" ? wordsFor(page.policy, place) : values;
  return { sort: "fact", type: kind, place, choices, meaning, words: [], rules: [], again: false };
}

function wordsFor(policy, place) {
  const name = place[place.length - 1];
  const nodes = policy.nodes.filter(
    (node) => node.is === "one_of" && node.path[node.path.length - 1] === name,
  );
  return [...new Set(nodes.flatMap((node) => node.values))].sort();
}

// ---- words

export const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

// What is asked, in the words of the event class, or in those of the policy's question.
export function wordsOf(page, state, question) {
  if (question.sort === "answer")
    return `Has ${question.form.by === null ? "anybody" : question.who} said whether this is so?`;
  const { asks, meaning } = fieldIn(page.policy, state.kind, question.place);
  return asks ?? `${capital([...wholeOf(page, state, question.place), meaning].join(": "))}?`;
}

// What a field is a part of, in words; whom of a list it is about is said beside.
function wholeOf(page, state, place) {
  const whole = place.slice(0, -1);
  return typeof (whole.at(-1) ?? 0) === "number" ? [] : [fieldIn(page.policy, state.kind, whole).meaning];
}

// The one of a list whom it is about, by name.
export function aboutWhom(page, state, { place, form }) {
  if (form) return form.about ?? null;
  const at = place.findIndex((step) => typeof step === "number");
  if (at < 0) return null;
  const list = place.slice(0, at).reduce((found, step) => found?.[step], eventOf(page.policy, state));
  const member = (Array.isArray(list) ? list : list?.members)?.[place[at]];
  return namePlace(page, state, place.slice(0, at)).reduce((found, step) => found?.[step], member) ?? null;
}

// Where in one of a list the name stands.
export function namePlace(page, state, place) {
  const { part } = fieldIn(page.policy, state.kind, place);
  return identityPath(page.policy, page.policy.classes.get(part)) ?? [];
}

// What was said, as the visitor said it.
export function saidOf(page, { value }) {
  if (value === null) return "I don’t know";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "object" && "answer" in value) {
    return { yes: "They say it is so", no: "They say it is not so" }[value.answer] ?? "Not asked yet";
  }
  return saidOfValue(page, value);
}

function saidOfValue(page, value) {
  if (Array.isArray(value)) return value.map((each) => saidOfMember(each)).join("; ") || "none";
  if ("members" in Object(value)) return [...value.members.map(saidOfMember), "perhaps others"].join("; ");
  if ("at_least" in Object(value)) return String(value.at_least);
  return page.whenSaid(value) ?? spaced(String(value));
}

const saidOfMember = (member) => leaves(member).map(String).map(spaced).join(", ");

function leaves(value) {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

export const ready = (artefact) => load(artefact);
