// What stands on the screen: the answer so far, one question, what the clauses say, what was said.

import {
  aboutWhom,
  capital,
  keyOfQuestion,
  namePlace,
  ready,
  saidOf,
  stillToAsk,
  wordsOf,
} from "./asking.js";
import { clauses } from "./clauses.js";
import { button, element, labelled } from "./elements.js";
import { fieldsFor } from "./fields.js";
import { explain, judged } from "../findings.js";
import { labelOf, questionOf, takenForGranted, whenSaid } from "./said.js";
import {
  eventOf,
  fieldIn,
  fragmentOf,
  fresh,
  keyOf,
  present,
  stateOf,
  withPeople,
  withStep,
} from "./state.js";
import { answerOf, listed } from "./wording.js";

const at = (id) => document.getElementById(id);

// Begin: with what the link holds, or from nothing.
export function start({ policy: artefact, openings }) {
  const policy = ready(artefact);
  const page = {
    artefact,
    policy,
    openings,
    opening: (kind) => openings.find((each) => each.kind === kind),
    whenSaid: (value) => whenSaid(policy, value),
  };
  const screen = { page, state: fresh(), changing: null, problem: null };
  // For whoever wants to ask it from the console: the event as it stands, and what is said of any event.
  globalThis.asked = {
    event: () => (screen.state.kind === null ? null : eventOf(policy, screen.state)),
    explain: (event, asOf = screen.state.now) => explain(artefact, event, asOf),
  };
  document.querySelector(".skip").addEventListener("click", skipped);
  window.addEventListener("hashchange", () => reopened(screen, true));
  reopened(screen, false);
}

// To the question without a new address: what stands after # is the question itself.
function skipped(event) {
  event.preventDefault();
  at("question").querySelector("h2").focus();
}

// The state that the link holds now, if it is not the one that stands there.
function reopened(screen, focus) {
  const fragment = window.location.hash;
  if (fragment === fragmentOf(screen.state)) return show(screen, false);
  screen.changing = null;
  screen.problem = null;
  screen.state = fresh();
  try {
    if (fragment !== "" && fragment !== "#") screen.state = stateFrom(screen.page, fragment);
  } catch {
    screen.problem = "The link could not be read, so here is an empty page.";
  }
  return show(screen, focus);
}

function stateFrom(page, fragment) {
  const state = stateOf(page.policy, fragment);
  if (page.opening(state.kind) === undefined) throw new Error("no such kind");
  return state;
}

// Another state, kept in the link.
function moved(screen, state) {
  Object.assign(screen, { state, changing: null, problem: null });
  window.history.pushState(null, "", fragmentOf(state) || window.location.href.split("#")[0]);
  show(screen, true);
}

function show(screen, focus) {
  const { page, state } = screen;
  const begun = state.kind !== null;
  const left = begun ? stillToAsk(page, state) : [];
  const decision = begun ? judged(page.artefact, eventOf(page.policy, state), state.now) : null;
  showAnswer(screen, decision, left);
  showQuestion(screen, left);
  at("clauses").replaceChildren(...(begun ? clauses(screen, decision, left) : []));
  at("said").replaceChildren(...(begun ? sayings(screen) : []));
  at("footer").replaceChildren(...footer(screen));
  document.documentElement.dataset.ready = "yes";
  if (focus) at("question").querySelector("h2").focus();
}

// ---- the answer

function showAnswer({ page, state, problem }, decision, left) {
  const told =
    decision === null
      ? { kind: "open", headline: "Cannot be told yet", lines: [problem ?? "Say what it is about."] }
      : answerOf(decision, left.some(({ type }) => type === "people") ? Infinity : left.length);
  const box = at("answer");
  box.className = `answer ${told.kind}`;
  const words = [told.headline, ...told.lines];
  if ([...box.children].map((each) => each.textContent).join() === words.join()) return;
  box.replaceChildren(
    element("p", { class: "headline" }, told.headline),
    ...told.lines.map((line) => element("p", { class: "more" }, line)),
  );
}

// ---- the question

function showQuestion(screen, left) {
  const { page, state, changing } = screen;
  if (state.kind === null) return at("question").replaceChildren(kindCard(screen));
  const question = changing ?? left[0];
  const card = question === undefined ? endCard(screen) : questionCard(screen, question, left.length);
  return at("question").replaceChildren(card);
}

const heading = (text) => element("h2", { tabindex: "-1" }, text);

function kindCard(screen) {
  const choices = screen.page.openings.map(({ kind, title, meaning }) =>
    button([element("b", {}, title), element("small", {}, meaning)], () =>
      moved(screen, { ...fresh(), kind }),
    ),
  );
  return element(
    "div",
    { class: "card" },
    heading("What is it about?"),
    element("div", { class: "choices" }, choices),
  );
}

function questionCard(screen, question, count) {
  const { page, state } = screen;
  const whom = aboutWhom(page, state, question);
  const wrong = element("p", { class: "wrong", role: "alert" });
  const given = state.steps.find((step) => keyOf(step) === keyOfQuestion(question))?.value;
  const give = (value, how) => moved(screen, told(screen, question, value, how));
  const fields = fieldsFor(page, state, question, given, give, (words) => void (wrong.textContent = words));
  const unknown = button("I don’t know", () => give(notKnown(question)), "quiet");
  const isMoment = question.place.join() === page.policy.moment;
  return element(
    "div",
    { class: "card" },
    whom === null ? null : element("p", { class: "whom" }, `About ${whom}`),
    heading(wordsOf(page, state, question)),
    ...hints(page, question),
    fields,
    wrong,
    isMoment ? null : element("div", { class: "choices" }, unknown),
    element("div", { class: "row" }, backButton(screen), restButton(screen, count)),
  );
}

const notKnown = ({ sort, form }) =>
  sort === "answer" ? { ...form, by: form.by ?? {}, answer: null } : null;

function told({ page, state }, question, value, how) {
  if (how?.now) {
    const steps = state.steps.filter((step) => step.place.join() !== page.policy.moment);
    return { ...state, now: present(), steps };
  }
  const step = { place: question.place, value };
  if (question.type !== "people" || value === null) return withStep(state, step);
  return withPeople(page.policy, state, question.place, value, namePlace(page, state, question.place));
}

// Why it is asked: the phrases of the rules that rest on it, and their clauses.
function hints(page, question) {
  const rules = question.rules.map((id) => page.policy.rules.find((rule) => rule.id === id)).filter(Boolean);
  const quoted = question.sort === "answer" ? [element("p", { class: "norm" }, `“${question.meaning}”`)] : [];
  const again = question.again
    ? [element("p", { class: "hint" }, "What you said leaves this open. Say it more exactly, if you can.")]
    : [];
  const names = [...new Set(rules.map(({ clause, title }) => (title ? `${clause} ${title}` : clause)))];
  const more = names.length > 3 ? [`${names.length - 3} more`] : [];
  const why = names.length
    ? [element("p", { class: "hint" }, `It matters for ${listed([...names.slice(0, 3), ...more])}.`)]
    : [];
  return [...quoted, ...again, ...why];
}

function backButton(screen) {
  const { state, changing } = screen;
  if (changing !== null)
    return button(
      "Leave it as it was",
      () => (Object.assign(screen, { changing: null }), show(screen, true)),
    );
  const before = state.steps.length ? { ...state, steps: state.steps.slice(0, -1) } : fresh();
  return button("Back", () => moved(screen, before));
}

const restButton = ({ changing }, count) =>
  changing !== null || count < 2 ? null : element("p", { class: "note" }, `${count} questions still matter`);

function endCard(screen) {
  return element(
    "div",
    { class: "card" },
    heading("Nothing more to ask"),
    element("p", { class: "hint" }, "The answer above rests on what you said below. Change anything there."),
    element("div", { class: "row" }, backButton(screen)),
  );
}

// ---- what was said

function sayings(screen) {
  const { page, state } = screen;
  const { policy } = page;
  const moment = state.steps.find((step) => step.place.join() === policy.moment);
  const when = { place: [policy.moment], value: moment?.value ?? state.now };
  const taken = takenForGranted(page, state);
  const others = state.steps.filter((step) => step !== moment);
  const opening = page.opening(state.kind);
  return [
    element("h2", {}, "What you said"),
    element(
      "div",
      {},
      saying("What it is about", opening.title, () => moved(screen, fresh())),
      saying(
        "When",
        moment ? page.whenSaid(when.value) : `Now: ${page.whenSaid(state.now)}`,
        change(screen, when),
      ),
      ...taken.map((step) =>
        saying(
          `Taken for granted: ${fieldIn(policy, state.kind, step.place).meaning}`,
          capital(saidOf(page, step)),
          change(screen, step),
        ),
      ),
      ...others.map((step) =>
        saying(labelOf(page, state, step), capital(saidOf(page, step)), change(screen, step)),
      ),
    ),
  ];
}

function saying(label, value, onclick) {
  const changing = button("Change", onclick, "link");
  changing.setAttribute("aria-label", `Change: ${label}`);
  return element(
    "div",
    { class: "saying" },
    element("p", { class: "note" }, label),
    element("p", {}, value),
    changing,
  );
}

function change(screen, step) {
  return () => {
    screen.changing = questionOf(screen.page, screen.state, step);
    show(screen, true);
  };
}

// ---- the foot

function footer(screen) {
  const { state } = screen;
  const told = element("p", { class: "note", role: "status" });
  const place = element("div", {});
  const copy = button("Copy link", () => copied(place, told));
  const again = button("Start again", () => moved(screen, fresh()));
  const about =
    "All of this is worked out on this page. Nothing you say is sent or kept; it stands in the link only, so whoever has the link can read it.";
  return [
    state.kind === null ? null : element("div", { class: "row" }, copy, again),
    place,
    told,
    element("p", { class: "note" }, about),
  ].filter(Boolean);
}

async function copied(place, told) {
  const [label, input] = labelled("The link", { type: "text", readonly: true, value: window.location.href });
  place.replaceChildren(label);
  input.select();
  try {
    await navigator.clipboard.writeText(window.location.href);
    told.textContent = "The link is copied.";
  } catch {
    told.textContent = "Copy the link from this field.";
  }
}
