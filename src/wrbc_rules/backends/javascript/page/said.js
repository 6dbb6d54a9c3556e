// What was said, and in which words it stands in the list.

import { aboutWhom, factQuestion, wordsOf } from "./asking.js";
import { parseStamp } from "../clock.js";
import { whenText } from "../reasons.js";
import { isAnswer, keyOf } from "./state.js";

export function labelOf(page, state, step) {
  const question = questionOf(page, state, step);
  const whom = aboutWhom(page, state, question);
  const words = isAnswer(step) ? step.value.question : wordsOf(page, state, question);
  return whom === null ? words : `${whom}: ${words}`;
}

// The question that a step answered.
export function questionOf(page, state, step) {
  if (!isAnswer(step)) return factQuestion(page, state, step.place);
  const { answer, ...form } = step.value;
  const asked = page.policy.questions.find(({ spellings }) => spellings.has(form.question));
  const common = { sort: "answer", type: "answer", place: step.place, form, rules: [], again: false };
  return { ...common, who: asked?.who ?? "somebody", meaning: form.question };
}

// What the event class says of everything that is planned, and nobody said otherwise.
export function takenForGranted({ policy }, { kind, steps }) {
  const said = new Set(steps.map(keyOf));
  const fields = policy.kinds.get(kind).fields.filter(({ planned }) => planned !== null);
  const found = fields.map(({ name, planned }) => ({ place: [name], value: planned }));
  return found.filter((step) => !said.has(keyOf(step)));
}

// A moment as people say it; null for what is none.
export function whenSaid({ clock }, value) {
  if (typeof value === "string") {
    const when = parseStamp(value);
    return when === null ? null : whenText([when[0], when[0]], clock);
  }
  if (value?.not_done_by) return "Not yet";
  return value?.to
    ? `Yes, before ${whenText([parseStamp(value.to)[0] + 1e6, parseStamp(value.to)[0] + 1e6], clock)}`
    : null;
}
