// What would put a breach right: at most two facts otherwise, that the sender or somebody beforehand can change.

import { DAY, MINUTE, dateOf, floored, isNever, parseStamp, utcText } from "../clock.js";
import { classOf } from "../events.js";
import { judged } from "../findings.js";
import { children, leavesOf, walk } from "../policy.js";
import { answered } from "../questions.js";
import { momentText } from "../reasons.js";
import { bounds, truth } from "../rules.js";

const MOST_CHANGES = 2;
const MOST_REPAIRS = 4;
const NO_MEND = ["breach", "excused"];
const LEAVES = ["flag", "one_of", "less", "at_most", "between", "window"];
const key = (path) => path.join(".");

// The smallest sets of changes that leave this finding neither breach nor open and break no other rule; each
// change with its field, its place and value in the event's JSON, and its words. None is a change of an
// excusing fact, of the act or of the people.
export function repairs(artefact, data, finding, asOf) {
  const { rule, scene, about } = finding;
  if (finding.outcome !== "breach" && !scene.policy.outcomes.open.includes(finding.outcome)) return [];
  if (about === scene.policy.not_listed) return [];
  const possible = candidates(rule, scene);
  const before = breaches(judged(artefact, data, asOf));
  for (let size = 1; size <= MOST_CHANGES; size += 1) {
    const found = sets(possible, size).filter((chosen) =>
      mends(artefact, changed(data, scene, chosen), finding, before, asOf),
    );
    if (found.length)
      return firstOfFields(found, scene).map((chosen) => chosen.map((each) => changeOf(each, scene)));
  }
  return [];
}

const breaches = ({ found }) =>
  new Set(
    found
      .filter(({ outcome }) => outcome === "breach")
      .map(({ rule, about }) => JSON.stringify([rule.id, about])),
  );

function sets(possible, size) {
  if (size === 1) return possible.map((each) => [each]);
  return possible.flatMap((one, index) =>
    possible.slice(index + 1).flatMap((other) => (key(one.path) === key(other.path) ? [] : [[one, other]])),
  );
}

const changed = (data, scene, chosen) =>
  chosen.reduce(
    (made, { path, value }) => answered(made, { place: scene.place(path), sort: "fact" }, value),
    data,
  );

function mends(artefact, data, { rule, about }, before, asOf) {
  const after = judged(artefact, data, asOf);
  const mine = after.found.filter((each) => each.rule === rule && each.about === about);
  const { open } = after.policy.outcomes;
  if (!mine.length || mine.some(({ outcome }) => NO_MEND.includes(outcome) || open.includes(outcome)))
    return false;
  return [...breaches(after)].every((each) => before.has(each));
}

// One for each set of fields: the first value that works.
function firstOfFields(found, scene) {
  const first = new Map();
  for (const chosen of found) {
    const fields = JSON.stringify(chosen.map(({ path }) => scene.name(path)).sort());
    if (!first.has(fields)) first.set(fields, chosen);
  }
  return [...first.values()].slice(0, MOST_REPAIRS);
}

// ---- candidates

function candidates(rule, scene) {
  const moment = `event.${scene.policy.moment}`;
  const keptOut = new Set([rule.excused, rule.scope].flatMap(pathsOf).map(key));
  keptOut.delete(moment);
  const found = new Map();
  for (const { leaf, phrase } of [rule.kept, rule.condition].flatMap((test) =>
    leavesWithPhrases(test, null),
  )) {
    for (const { path, value } of valuesOf(leaf, scene)) {
      if ((fieldOf(scene, path)?.change ?? null) === null || keptOut.has(key(path))) continue;
      const name = JSON.stringify([path, value]);
      if (!found.has(name)) found.set(name, { path, value, phrase });
    }
  }
  return [...found.values()];
}

const pathsOf = (test) => walk(test).flatMap(({ path, people }) => (path || people ? [path ?? people] : []));

// Every test without parts, with the phrase that it stands in; what is counted belongs to people.
function leavesWithPhrases(node, phrase) {
  if (LEAVES.includes(node.is)) return [{ leaf: node, phrase }];
  const inside = node.is === "phrase" ? node : phrase;
  return children(node).flatMap((child) => leavesWithPhrases(child, inside));
}

function fieldOf(scene, [root, ...fields]) {
  if (root !== "event" && root !== "each") return null;
  let [cls, field] = [classOf(root === "event" ? scene.event : scene.each), null];
  for (const name of fields) {
    field = cls.fields.find((each) => each.name === name);
    cls = scene.policy.classes.get(field.part);
  }
  return field;
}

function valuesOf(leaf, scene) {
  if (leaf.is === "flag") return otherwise(leaf.path, [true, false], scene);
  if (leaf.is === "one_of") {
    const { values } = fieldOf(scene, leaf.path) ?? { values: [] };
    return otherwise(leaf.path, values.length ? values : [...leaf.values].sort(), scene);
  }
  if (leaf.is === "window") return outOfWindow(leaf, scene);
  if (leaf.is !== "between")
    return [...inTime(leaf.left, leaf.right, scene), ...inTime(leaf.right, leaf.left, scene)];
  if (walk(leaf).some((each) => each.is === "unset")) return [];
  return [...inTime(leaf.middle, leaf.low, scene), ...inTime(leaf.middle, leaf.high, scene)];
}

const otherwise = (path, values, scene) =>
  values.filter((value) => value !== scene.value(path)).map((value) => ({ path, value }));

// The instants on one side set to just before, at and just after what they are compared with.
function inTime(side, other, scene) {
  const instants = leavesOf(side).filter((leaf) => leaf.is === "instant" && !scene.isMoment(leaf.path));
  return instants.flatMap(({ path }) => edges(other, scene).map((edge) => ({ path, value: utcText(edge) })));
}

function edges(term, scene) {
  const { clock } = scene.policy;
  const [least, most] = bounds(term, scene);
  if (!Number.isFinite(least) || !Number.isFinite(most)) return [];
  if (!walk(term).some((each) => each.is === "calendar_day")) return [least - 1, least, most, most + 1];
  const [first, last] = [clock.day(dateOf(least)), clock.day(dateOf(most))];
  return first && last ? [first[0], last[1]] : [];
}

// The first later instant, within eight days, at which the window begins or ends to hold.
function outOfWindow({ instant, start, end, nights }, scene) {
  const when = scene.instant(instant.path);
  if (!when.every(Number.isFinite) || isNever(when) || start.is !== "number" || end.is !== "number")
    return [];
  const { clock } = scene.policy;
  const inside = (at) => clock.inWindow([at, at], start.value, end.value, nights);
  const turns = clock.pieces(when[1], when[1] + 8 * DAY).flatMap(([first, last, offset]) => {
    const days = floored(last + offset, DAY) - floored(first + offset, DAY);
    const each = Array.from(
      { length: days + 1 },
      (_, day) => (floored(first + offset, DAY) + day) * DAY - offset,
    );
    const times = each.flatMap((midnight) => [midnight + start.value, midnight + end.value]);
    return [first, ...times.filter((at) => first <= at && at <= last)];
  });
  const turn = turns.sort((one, other) => one - other).find((at) => inside(at) !== inside(when[1]));
  return turn === undefined ? [] : [{ path: instant.path, value: utcText(turn) }];
}

// ---- saying it

function changeOf({ path, value, phrase }, scene) {
  return {
    field: scene.name(path),
    place: scene.place(path),
    value,
    words: wordsOfChange(path, value, phrase, scene),
  };
}

function wordsOfChange(path, value, phrase, scene) {
  const at = typeof value === "string" ? parseStamp(value) : null;
  const said = at === null ? "" : momentText(at[0], scene.policy.clock);
  if (scene.isMoment(path)) return `Do it at ${said}.`;
  const words = phrase?.words ?? "";
  if (at !== null && at[0] < scene.event[scene.policy.moment][0]) return `Do this first: ${words}.`;
  if (at !== null) return `Do this${at[0] % MINUTE ? "" : ` at ${said}`}: ${words}.`;
  return `Let this be so: ${wanted(path, value, phrase, scene)}.`;
}

// The phrase, or its contrary, as it is after the change.
function wanted(path, value, phrase, scene) {
  if (phrase === null) return String(value).replaceAll("_", " ");
  const [root, ...fields] = path;
  const after = scene.with(
    root === "each" ? { each: put(scene.each, fields, value) } : { event: put(scene.event, fields, value) },
  );
  return phrase.said[[true, false, null].indexOf(truth(phrase.test, after))];
}

// The same object with one field, perhaps of a part, otherwise.
function put(object, [name, ...rest], value) {
  const copy = Object.assign(Object.create(null), object);
  copy[name] = rest.length ? put(object[name], rest, value) : value;
  return copy;
}
