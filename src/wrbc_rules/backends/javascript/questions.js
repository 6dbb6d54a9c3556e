// What still has to be found out of an event, best first: facts that nobody stated, what people have to say.

import { classOf, readPart } from "./events.js";
import { judged } from "./findings.js";
import { load } from "./policy.js";
import { truth } from "./rules.js";

// What the open findings on an event rest on, each once:
//   sort     "fact", to be stated in the event; "answer", for a person (`who`) to give; "setting", for the
//            policy's owner to decide: no event can answer it
//   place    where the answer belongs in the event, for `answered`
//   type     of a fact, the sort of field: flag, choice, choices, text, instant, date, count, people
//   choices  what may be answered; of a text, the words that the rules look for
//   field, meaning, words (the phrases that need it), rules (that rest on it), about (whom)
// First comes what the most open findings rest on; then the strongest rule's; then facts before answers
// before settings; then the policy's order. An event without `kind` is asked for that first. An
// answer that leaves the matter open, such as a minute where seconds decide, is asked for again.
export function questions(artefact, data, asOf = null) {
  const policy = load(artefact);
  if ((data.kind ?? null) === null) return [kindQuestion(policy)];
  const { event, found, edition } = judged(artefact, { id: "unnamed", ...data }, asOf);
  if (edition === "none") return [];
  const moment = { field: policy.moment, words: "", place: [policy.moment] };
  if (edition === "unknown") return [{ ...openFact(policy, event, moment, null), words: [], rules: [] }];
  const open = found.filter(({ outcome }) => policy.outcomes.open.includes(outcome));
  const asked = new Map();
  open.forEach((finding) => {
    for (const each of askedBy(policy, event, finding)) rest(asked, each, finding, policy);
  });
  return [...asked.values()].sort(better).map(({ weight, ...question }) => question);
}

function kindQuestion(policy) {
  const kinds = [...policy.kinds.values()];
  const choices = kinds.map((cls) => cls.kind);
  const meaning = "what happened, or is planned";
  const where = { sort: "fact", field: "kind", place: ["kind"] };
  return { ...where, type: "choice", choices, meaning, words: [], rules: [], about: null };
}

// ---- what one finding rests on

function askedBy(policy, event, { missing, beside, ask, about, scene }) {
  const facts = [...missing, ...beside].map((each) => openFact(policy, event, each, about));
  return [...facts, ...ask.map((each) => personQuestion(policy, event, each, scene))];
}

function openFact(policy, event, { field, words, place }, about) {
  const found = fieldAt(policy, classOf(event), place);
  const { kind, meaning } = found;
  return {
    sort: "fact",
    field,
    place,
    type: kind,
    choices: choicesOf(policy, found),
    meaning,
    words: [words],
    about,
  };
}

// The field to which a place leads, through parts, lists and whoever gave an answer.
function fieldAt(policy, cls, place) {
  let [inside, found] = [cls, null];
  for (const step of place) {
    const field = inside.fields.find((each) => each.name === step);
    if (field === undefined) continue; // a number in a list, or an answer's `by`
    found = field;
    inside = policy.classes.get(field.part) ?? inside;
  }
  return found;
}

function choicesOf(policy, { kind, name, values }) {
  if (kind === "flag") return [true, false];
  if (kind !== "text") return values;
  const compared = policy.nodes.filter(
    (node) => node.is === "one_of" && node.path[node.path.length - 1] === name,
  );
  return [...new Set(compared.flatMap((node) => node.values))].sort();
}

function personQuestion(policy, event, { who, question, setting, asked }, scene) {
  const { about } = scene;
  const common = { field: null, meaning: question, who, words: [question] };
  if (setting !== undefined) {
    return { ...common, sort: "setting", setting, place: null, type: null, choices: [], about: null };
  }
  if (about === policy.not_listed) return whoElse(policy, event, question, scene);
  const field = classOf(event).fields.find((each) => each.kind === "judgements");
  const form = { question, by: whoMayAnswer(policy, field, policy.questions[asked], scene), about };
  return {
    ...common,
    sort: "answer",
    place: [field.name],
    type: "answer",
    choices: ["yes", "no"],
    about,
    form,
  };
}

// Nobody can answer about somebody who is not listed: who else there is comes first.
function whoElse(policy, event, words, scene) {
  const list = { field: scene.name(scene.eachOf), place: scene.place(scene.eachOf), words };
  return openFact(policy, event, list, scene.about);
}

// Somebody whose answer counts: nobody in particular, else whoever holds the first role that makes it count;
// null if none does.
function whoMayAnswer(policy, field, { who_test: test }, scene) {
  const cls = policy.classes.get(field.part);
  const one = ({ name, kind, values }) =>
    values.map((value) => ({ [name]: kind === "choices" ? [value] : value }));
  const counts = (by) =>
    truth(test, scene.answering(readPart(by, "by", field, policy), "by", ["by"])) === true;
  return [{}, ...cls.fields.flatMap(one)].find(counts) ?? null;
}

// ---- the order

const SORTS = ["fact", "answer", "setting"];

// Count a finding to the questions on which it rests.
function rest(asked, question, { rule }, policy) {
  const { sort, place, about, meaning } = question;
  const key = JSON.stringify(sort === "fact" ? place : [sort, meaning, about]);
  const weight = { findings: 0, strength: Infinity };
  if (!asked.has(key)) asked.set(key, { ...question, words: [], rules: [], weight });
  const known = asked.get(key);
  known.words = [...new Set([...known.words, ...question.words])];
  known.rules = [...new Set([...known.rules, rule.id])];
  known.weight.findings += 1;
  known.weight.strength = Math.min(known.weight.strength, policy.outcomes.strengths.indexOf(rule.strength));
}

function better(one, other) {
  const [mine, theirs] = [one.weight, other.weight];
  const order = SORTS.indexOf(one.sort) - SORTS.indexOf(other.sort);
  return theirs.findings - mine.findings || mine.strength - theirs.strength || order;
}

// ---- answering

// The event with the answer to a question in its place; the event that was given stays as it is.
export function answered(event, question, answer) {
  const copy = JSON.parse(JSON.stringify(event));
  const way = [...question.place];
  const last = way.pop();
  let at = copy;
  for (const step of way) {
    if (typeof step === "number") at = (Array.isArray(at) ? at : at.members)[step];
    else at = at[step] ??= {};
  }
  at[last] = question.sort === "answer" ? [...(at[last] ?? []), { ...question.form, answer }] : answer;
  return copy;
}
