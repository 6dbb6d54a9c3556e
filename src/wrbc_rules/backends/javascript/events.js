// Events from JSON, as strict as the project's own reader, and values back to JSON.

import { NEVER, NOT_STATED, floored, isNever, isNotStated, parseDate, parseStamp, utcText } from "./clock.js";

// Something given as an event is not one; `path` says where in it.
export class EventError extends Error {
  constructor(path, message) {
    super(path ? `${path}: ${message}` : message);
    this.name = "EventError";
    this.path = path;
  }
}

// The class of an object that was read; a symbol, so that no field can be taken for it.
const CLASS = Symbol("class");

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const shown = (value) => (JSON.stringify(value) ?? String(value)).slice(0, 40);

function objectAt(value, path) {
  if (!isObject(value)) throw new EventError(path, `an object with fields was expected, not ${shown(value)}`);
  return value;
}

function listAt(value, path) {
  if (!Array.isArray(value)) throw new EventError(path, `a list was expected, not ${shown(value)}`);
  return value;
}

// ---- events and their parts

export function readEvent(policy, data) {
  const { kind, ...rest } = objectAt(data, "");
  const cls = policy.kinds.get(kind);
  if (cls === undefined) throw new EventError("kind", `say one of ${[...policy.kinds.keys()].join(", ")}`);
  if (typeof rest.id !== "string" || !rest.id) throw new EventError("id", "every event needs an id");
  return readObject(policy, cls, rest, "");
}

function readObject(policy, cls, data, path) {
  const given = new Map(Object.entries(objectAt(data, path)));
  const made = Object.create(null);
  made[CLASS] = cls;
  for (const field of cls.fields) {
    const here = path ? `${path}.${field.name}` : field.name;
    const value = given.get(field.name) ?? null;
    made[field.name] =
      value === null ? blank(policy, field, here) : READERS[field.kind](value, here, field, policy);
    given.delete(field.name);
  }
  for (const name of given.keys()) {
    const names = cls.fields.map((field) => field.name).join(", ");
    throw new EventError(path ? `${path}.${name}` : name, `there is no such field; it has ${names}`);
  }
  return made;
}

// What a field holds of which nothing is stated.
function blank(policy, field, path) {
  if (field.kind === "part") return readObject(policy, policy.classes.get(field.part), {}, path);
  if (field.kind === "people") return { members: [], complete: false };
  if (field.kind === "instant") return NOT_STATED;
  return field.kind === "judgements" ? [] : null;
}

// ---- one field

function readText(value, path) {
  if (typeof value !== "string" || !value || /\p{Surrogate}/u.test(value)) {
    throw new EventError(path, `text was expected, not ${shown(value)}`);
  }
  return value.normalize("NFC");
}

function readFlag(value, path) {
  if (typeof value !== "boolean")
    throw new EventError(path, `true or false was expected, not ${shown(value)}`);
  return value;
}

function readChoice(value, path, field) {
  if (!field.values.includes(value)) {
    throw new EventError(path, `${shown(value)} is not one of ${field.values.join(", ")}`);
  }
  return value;
}

function readChoices(value, path, field) {
  return new Set(listAt(value, path).map((each, index) => readChoice(each, `${path}[${index}]`, field)));
}

// The date, if it lies in the years for which the page has the clock.
function dayIn(policy, text, path) {
  const date = typeof text === "string" ? parseDate(text) : null;
  if (date === null) throw new EventError(path, `a date like 2010-05-01 was expected, not ${shown(text)}`);
  return withinYears(policy, date, date[0], path);
}

function withinYears(policy, value, year, path) {
  const [first, last] = policy.clock.years;
  if (year < first || year > last)
    throw new EventError(path, `it lies outside the years ${first} to ${last}`);
  return value;
}

function readDate(value, path, field, policy) {
  dayIn(policy, value, path);
  return value;
}

// The interval of a date-time with an offset, or of a day of the policy's zone.
export function readStamp(policy, value, path) {
  if (typeof value === "string" && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) {
    const day = policy.clock.day(dayIn(policy, value, path));
    if (day === null) throw new EventError(path, `${value} does not exist in ${policy.clock.zone}`);
    return day;
  }
  const when = typeof value === "string" ? parseStamp(value) : null;
  if (when === null)
    throw new EventError(path, `${shown(value)} is not a time like 2017-03-03T21:30:00+00:00`);
  return withinYears(policy, when, Number(utcText(when[0]).slice(0, 4)), path);
}

// What is known of an instant, in any of the forms that JSON has for it.
function readWhen(value, path, field, policy) {
  if (value === "never") return NEVER;
  if (typeof value === "string") return readStamp(policy, value, path);
  const keys = Object.keys(objectAt(value, path)).sort().join();
  if (keys === "not_done_by")
    return [readStamp(policy, value.not_done_by, `${path}.not_done_by`)[1] + 1, Infinity];
  if (!["from", "from,to", "to"].includes(keys)) {
    throw new EventError(path, 'a time is a text, {"not_done_by": time} or {"from": time, "to": time}');
  }
  const end = (name) => (value[name] === "never" ? NEVER : readStamp(policy, value[name], `${path}.${name}`));
  const earliest = "from" in value ? end("from")[0] : -Infinity;
  const latest = "to" in value ? end("to")[1] : Infinity;
  if (earliest > latest) throw new EventError(path, "`from` is later than `to`");
  return [earliest, latest];
}

function readCount(value, path, field, policy) {
  for (const key of Object.keys(objectAt(value, path))) {
    if (!["at_least", "at_most", "period"].includes(key)) {
      throw new EventError(`${path}.${key}`, "a count has at_least, at_most and period");
    }
  }
  const number = (key) => {
    const given = value[key] ?? null;
    if (given !== null && !(Number.isSafeInteger(given) && given >= 0)) {
      throw new EventError(`${path}.${key}`, `a whole number was expected, not ${shown(given)}`);
    }
    return given;
  };
  const [least, most] = [number("at_least") ?? 0, number("at_most")];
  if (most !== null && most < least) throw new EventError(path, "at_most is less than at_least");
  return {
    at_least: least,
    at_most: most,
    period: readPeriod(value.period ?? null, `${path}.period`, policy),
  };
}

function readPeriod(value, path, policy) {
  if (value === null) return null;
  const match = /^(?:([^ ]+) )?([a-z]+?)s?$/.exec(typeof value === "string" ? value : "");
  const unit = match === null ? undefined : policy.units.get(match[2]);
  const count = match === null ? undefined : countOf(policy, match[1]);
  if (!unit || !count) throw new EventError(path, `a period like "7 days" was expected, not ${shown(value)}`);
  return count * unit;
}

function countOf(policy, word = "a") {
  if (word === "a" || word === "an") return 1;
  return /^[0-9]{1,6}$/.test(word) ? Number(word) : policy.numbers.get(word);
}

export function readPart(value, path, field, policy) {
  return readObject(policy, policy.classes.get(field.part), value, path);
}

function readPeople(value, path, field, policy) {
  let [members, complete] = [value, true];
  if (isObject(value)) {
    ({ members = [], complete = false } = value);
    const others = Object.keys(value).filter((key) => key !== "members" && key !== "complete");
    if (others.length) throw new EventError(path, "a list of people has `members` and `complete`");
  }
  readFlag(complete, path);
  const read = (member, index) => readPart(member, `${path}[${index}]`, field, policy);
  return { members: listAt(members, path).map(read), complete };
}

const ANSWER = ["question", "answer", "by", "at", "about"];

function readJudgements(value, path, field, policy) {
  return listAt(value, path).map((each, index) => readJudgement(each, `${path}[${index}]`, field, policy));
}

function readJudgement(data, path, field, policy) {
  for (const key of Object.keys(objectAt(data, path))) {
    if (!ANSWER.includes(key)) throw new EventError(`${path}.${key}`, `an answer has ${ANSWER.join(", ")}`);
  }
  if (!["yes", "no", "dont_know"].includes(data.answer)) {
    throw new EventError(`${path}.answer`, `${shown(data.answer)} is not one of yes, no, dont_know`);
  }
  const about = data.about ?? null;
  return {
    question: readText(data.question, `${path}.question`),
    answer: data.answer,
    by: readPart(data.by ?? {}, `${path}.by`, field, policy),
    at: (data.at ?? null) === null ? NOT_STATED : readWhen(data.at, `${path}.at`, field, policy),
    about: about === null ? null : readText(about, `${path}.about`),
  };
}

const READERS = {
  flag: readFlag,
  text: readText,
  choice: readChoice,
  choices: readChoices,
  instant: readWhen,
  date: readDate,
  count: readCount,
  part: readPart,
  people: readPeople,
  judgements: readJudgements,
};

// ---- who somebody is

// The fields that lead from an object to what tells it apart from others; null if nothing does.
export function identityPath(policy, cls) {
  const field = cls.fields.find((each) => each.identity);
  if (field === undefined) return null;
  if (field.part === null) return [field.name];
  const rest = identityPath(policy, policy.classes.get(field.part));
  return rest === null ? null : [field.name, ...rest];
}

export const classOf = (value) => value[CLASS];

export function identityOf(policy, value) {
  const path = identityPath(policy, classOf(value));
  return path === null ? null : path.reduce((found, name) => (found === null ? null : found[name]), value);
}

// ---- back to JSON

function whenToJson(when) {
  if (isNotStated(when)) return null;
  if (isNever(when)) return "never";
  if (when[1] === Infinity) return { not_done_by: utcText(when[0] - 1) };
  if (when[0] === -Infinity) return { to: utcText(when[1]) };
  return when[0] === when[1] ? utcText(when[0]) : { from: utcText(when[0]), to: utcText(when[1]) };
}

// A period in its largest whole unit, as in "7 days".
export function periodText(policy, period) {
  const unit = ["day", "hour", "minute"].find((name) => period % policy.units.get(name) === 0);
  const count = floored(period, policy.units.get(unit));
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

// The JSON of what a field holds; null if nothing is stated.
export function toJson(policy, value) {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return whenToJson(value);
  if (value instanceof Set) return [...value].sort();
  if ("at_least" in value && !classOf(value)) {
    return { ...value, period: value.period === null ? null : periodText(policy, value.period) };
  }
  return classOf(value) ? objectToJson(policy, value) : peopleToJson(policy, value);
}

function peopleToJson(policy, { members, complete }) {
  const listed = members.map((member) => toJson(policy, member) ?? {});
  if (complete) return listed;
  return listed.length ? { members: listed, complete: false } : null;
}

function objectToJson(policy, value) {
  const pairs = classOf(value).fields.map(({ name }) => [name, toJson(policy, value[name])]);
  const stated = pairs.filter(([, each]) => each !== null);
  return stated.length ? Object.fromEntries(stated) : null;
}
