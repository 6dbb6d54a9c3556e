// What was said so far, as a link that holds the whole question, and the event that it makes.

import { MINUTE, SECOND, floored, parseStamp, utcText } from "../clock.js";
import { readEvent } from "../events.js";
import { answered } from "../questions.js";

// The data of the page, which travels with the names of fields, and texts that stand twice, said once.
export function unpacked([shapes, texts, body]) {
  const open = (value) => {
    if (!Array.isArray(value)) return value;
    const [shape, ...inside] = value;
    if (shape === -2) return texts[inside[0]];
    const values = inside.map(open);
    return shape === -1
      ? values
      : Object.fromEntries(shapes[shape].map((name, index) => [name, values[index]]));
  };
  return open(body);
}

// The policy of the page: its phrases say once what they say, its clock counts seconds from change to change.
export function restored({ policy, openings }) {
  for (const node of policy.nodes) {
    if (node.is === "phrase") node.said = node.said.map((text) => text.replaceAll("\t", () => node.words));
  }
  const { clock } = policy;
  let passed = 0;
  clock.starts = clock.starts.map((seconds) => (passed += seconds) * SECOND);
  clock.offsets = clock.offsets.map((seconds) => seconds * SECOND);
  return { policy, openings };
}

// The present moment, to the second, as every link holds it.
export const present = () => utcText(floored(Date.now(), 1000) * SECOND);

// A state: the kind of event (null before the first answer), the moment at which all is looked at, and the
// steps, each a place in the event and what it holds; null for what the visitor does not know.
export const fresh = () => ({ kind: null, now: present(), steps: [] });

export const isAnswer = (step) =>
  step.value !== null && typeof step.value === "object" && "question" in step.value;

// What tells a step from others; an answer of somebody's has its question and whom it is about.
export function keyOf(step) {
  const { question, about = null } = isAnswer(step) ? step.value : {};
  return JSON.stringify(question === undefined ? step.place : [step.place, question, about]);
}

// The state with a step, in place of what it said of that before.
export function withStep(state, step) {
  const key = keyOf(step);
  const known = state.steps.some((each) => keyOf(each) === key);
  const steps = known
    ? state.steps.map((each) => (keyOf(each) === key ? step : each))
    : [...state.steps, step];
  return { ...state, steps };
}

// The state with other people in a list: what was said of those who stay stays.
export function withPeople(policy, state, place, value, idPlace) {
  const before = membersOf(state.steps.find((each) => keyOf(each) === JSON.stringify(place))?.value);
  const now = membersOf(value);
  const name = (member) => idPlace.reduce((found, step) => found?.[step], member);
  const moved = before.map((member) => now.findIndex((each) => name(each) === name(member)));
  const gone = new Set(before.filter((member, index) => moved[index] < 0).map(name));
  const steps = state.steps.flatMap((step) => movedStep(step, place, moved, gone));
  return withStep({ ...state, steps }, { place, value });
}

export const membersOf = (value) => (Array.isArray(value) ? value : (value?.members ?? []));

function movedStep(step, place, moved, gone) {
  if (isAnswer(step)) return gone.has(step.value.about) ? [] : [step];
  const inside = place.every((each, index) => step.place[index] === each) && step.place.length > place.length;
  if (!inside) return [step];
  const index = moved[step.place[place.length]];
  const rest = step.place.slice(place.length + 1);
  return index === undefined || index < 0 ? [] : [{ ...step, place: [...place, index, ...rest] }];
}

// ---- the event

// The event that a state makes, in JSON: what was said, and what is so of everything that is only planned.
export function eventOf(policy, { kind, now, steps }) {
  const start = { kind, id: "planned", [policy.moment]: now };
  const said = steps.filter((step) => (isAnswer(step) ? step.value.answer : step.value) !== null);
  const event = said.reduce((made, step) => applied(made, step), start);
  return planned(policy, policy.kinds.get(kind), event, now);
}

function applied(event, step) {
  if (!isAnswer(step)) return answered(event, { place: step.place, sort: "fact" }, step.value);
  const { answer, ...form } = step.value;
  return answered(event, { place: step.place, sort: "answer", form }, answer);
}

// What comes later has not been done yet, and what the event class says of every plan is so.
function planned(policy, cls, object, now) {
  const found = { ...object };
  for (const field of cls.fields) {
    const value = found[field.name] ?? null;
    const part = policy.classes.get(field.part);
    if (field.kind === "part") found[field.name] = planned(policy, part, value ?? {}, now);
    else if (field.kind === "people") found[field.name] = plannedPeople(policy, part, value, now);
    else if (value === null) found[field.name] = whenPlanned(policy, field, now);
  }
  return found;
}

function plannedPeople(policy, part, value, now) {
  if (value === null) return null;
  const members = membersOf(value).map((member) => planned(policy, part, member, now));
  return Array.isArray(value) ? members : { members, complete: false };
}

function whenPlanned(policy, field, now) {
  const later = field.kind === "instant" && field.change === "later" && field.name !== policy.moment;
  return later ? { not_done_by: now } : field.planned;
}

// The field that a place leads to; null if it leads nowhere.
export function fieldIn(policy, kind, place) {
  let [cls, field] = [policy.kinds.get(kind), null];
  for (const step of place) {
    if (typeof step === "number") {
      if (field?.kind !== "people" || !Number.isInteger(step) || step < 0) return null;
      continue;
    }
    field = cls?.fields.find((each) => each.name === step) ?? null;
    if (field === null) return null;
    cls = policy.classes.get(field.part);
  }
  return field;
}

// ---- the link

const FORM = /^#1([A-Za-z0-9_-]{1,20000})$/;

export function fragmentOf({ kind, now, steps }) {
  if (kind === null) return "";
  const text = JSON.stringify([kind, now, ...steps.map(({ place, value }) => [place, value])]);
  const bytes = new TextEncoder().encode(text);
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `#1${letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

// The state that a link holds; throws for a link that holds none.
export function stateOf(policy, fragment) {
  const match = FORM.exec(fragment);
  if (match === null) throw new Error("this is no link of this page");
  const letters = atob(match[1].replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  const [kind, now, ...steps] = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  const state = { kind, now, steps: steps.map(([place, value]) => ({ place, value })) };
  check(policy, state);
  return state;
}

function check(policy, state) {
  const moment = typeof state.now === "string" ? parseStamp(state.now) : null;
  const named = ({ place }) =>
    Array.isArray(place) && place.length > 0 && fieldIn(policy, state.kind, place) !== null;
  const keys = new Set(state.steps.map(keyOf));
  if (moment === null || moment[1] - moment[0] >= MINUTE) throw new Error("no moment");
  if (!state.steps.every(named) || keys.size !== state.steps.length) throw new Error("no such places");
  readEvent(policy, eventOf(policy, state));
}
