// What stands on the screen: the answer so far, one question, what the clauses say, what was said.

import { parseStamp } from "./clock.js";
import { explain, judged } from "./findings.js";
import { aboutWhom, capital, factQuestion, keyOfQuestion, namePlace, ready, saidOf, stillToAsk, wordsOf } from "./asking.js";
import { button, element, labelled, list } from "./elements.js";
import { fieldsFor } from "./fields.js";
import { repairs } from "./mending.js";
import { whenText } from "./reasons.js";
import { eventOf, fieldIn, fragmentOf, fresh, isAnswer, keyOf, present, stateOf, withPeople, withStep } from "./state.js";
import { answerOf, grouped, listed, outcomeWords, verbOf } from "./wording.js";

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
  window.addEventListener("hashchange", () => reopened(screen, true));
  reopened(screen, false);
}

// The state that the link holds now, if it is not the one that stands there.
function reopened(screen, focus) {
  const fragment = window.location.hash;
  if (fragment === "#question" || fragment === fragmentOf(screen.state)) return show(screen, false);
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
    button([element("b", {}, title), element("small", {}, meaning)], () => moved(screen, { ...fresh(), kind })),
  );
  return element("div", { class: "card" }, heading("What is it about?"), element("div", { class: "choices" }, choices));
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

const notKnown = ({ sort, form }) => (sort === "answer" ? { ...form, by: form.by ?? {}, answer: null } : null);

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
  const again = question.again ? [element("p", { class: "hint" }, "What you said leaves this open. Say it more exactly, if you can.")] : [];
  const names = [...new Set(rules.map(({ clause, title }) => (title ? `${clause} ${title}` : clause)))];
  const more = names.length > 3 ? [`${names.length - 3} more`] : [];
  const why = names.length ? [element("p", { class: "hint" }, `It matters for ${listed([...names.slice(0, 3), ...more])}.`)] : [];
  return [...quoted, ...again, ...why];
}

function backButton(screen) {
  const { state, changing } = screen;
  if (changing !== null) return button("Leave it as it was", () => (Object.assign(screen, { changing: null }), show(screen, true)));
  const before = state.steps.length ? { ...state, steps: state.steps.slice(0, -1) } : fresh();
  return button("Back", () => moved(screen, before));
}

const restButton = ({ changing }, count) =>
  changing !== null || count < 2 ? null : element("p", { class: "note" }, `${count} questions left at the most`);

function endCard(screen) {
  return element(
    "div",
    { class: "card" },
    heading("Nothing more to ask"),
    element("p", { class: "hint" }, "The answer above rests on what you said below. Change anything there."),
    element("div", { class: "row" }, backButton(screen)),
  );
}

// ---- the clauses

const LOUD = ["breach", "withdrawn", "for_a_person", "pending"];
const QUIET = ["complies", "excused", "permitted", "clear"];
const TONES = { breach: "stop", undetermined: "open", for_a_person: "ask", pending: "ask", withdrawn: "ask" };

function clauses(screen, decision, left) {
  const { found } = decision;
  const groups = grouped(found);
  const loud = groups.filter(({ outcome }) => LOUD.includes(outcome));
  const open = groups.filter(({ outcome }) => outcome === "undetermined");
  const kept = groups.filter(({ outcome }) => QUIET.includes(outcome));
  loud.sort((one, other) => rank(decision, one) - rank(decision, other));
  const [shown, hidden] = left.length ? [loud, open] : [[...loud, ...open], []];
  return [
    shown.length ? element("h2", {}, "What the policy says") : null,
    ...shown.map((group) => clauseCard(screen, group)),
    folded("Not known yet", hidden, screen),
    folded("Looked at, and nothing against it", kept, screen),
  ].filter(Boolean);
}

// The gravest first, then the strongest, then in the policy's order.
function rank({ policy, found }, { outcome, rule, all }) {
  const { strengths } = policy.outcomes;
  return (LOUD.indexOf(outcome) * strengths.length + strengths.indexOf(rule.strength)) * 1000 + found.indexOf(all[0]);
}

function folded(title, groups, screen) {
  if (!groups.length) return null;
  const inside = groups.map((group) => clauseCard(screen, group));
  return element("details", {}, element("summary", {}, `${title}: ${groups.length} ${groups.length === 1 ? "sentence" : "sentences"}`), inside);
}

function clauseCard(screen, group) {
  const { rule, outcome, abouts, all } = group;
  const own = all[0];
  return element(
    "article",
    { class: `card clause ${TONES[outcome] ?? "go"}`, "data-rule": rule.id, "data-outcome": outcome },
    element("h3", {}, `${rule.id}${rule.title ? ` ${rule.title}` : ""}`),
    element("span", { class: "tag" }, outcomeWords(outcome)),
    rule.permission ? null : element("span", { class: "tag" }, `The policy says “${verbOf(rule)}”`),
    abouts.length ? element("span", { class: "tag" }, `About ${listed(abouts)}`) : null,
    normOf(rule),
    ...reasonsOf(all),
    ...part("Whom to ask", asks(all)),
    ...part("Still to be done", [...new Set(all.flatMap(({ due }) => due.map(({ what, by }) => dueText(screen.page.policy, what, by))))]),
    mending(screen, own),
  );
}

// The sentence as its author wrote it, each line as far in as it stands there.
function normOf({ norm }) {
  const depth = (line) => Math.min(4, Math.floor(line.search(/\S/) / 2));
  return element("div", { class: "norm" }, norm.map((line) => element("p", { class: `in-${depth(line)}` }, line.trim())));
}

const part = (title, texts) => (texts.length ? [element("h4", {}, title), list(texts)] : []);

function reasonsOf(all) {
  const said = all.flatMap(({ because }) => because.filter((each) => each.shown));
  return part("Because", [...new Set(said.map(withFacts))]);
}

// A reason with the moment or answer that shows it.
function withFacts({ said, facts }) {
  const known = facts.filter(({ text, value }) => value !== null && text && !["yes", "no"].includes(text));
  const texts = [...new Set(known.map(({ text }) => text))];
  return texts.length ? `${capital(said)} (${texts.join("; ")})` : capital(said);
}

const asks = (all) => [...new Set(all.flatMap(({ ask }) => ask.map(({ who, question }) => `${capital(who)}: ${question}`)))];

function dueText(policy, what, by) {
  if (by === null) return capital(what);
  return `${capital(what)} (by ${whenText([parseStamp(by)[0], parseStamp(by)[0]], policy.clock)})`;
}

function mending({ page, state }, finding) {
  if (finding.outcome !== "breach") return null;
  const found = repairs(page.artefact, eventOf(page.policy, state), finding, state.now);
  if (!found.length) return null;
  const ways = [...new Set(found.map((changes) => changes.map(({ words }) => words).join(" ")))];
  return element("div", { class: "mend" }, element("h4", {}, "What would put it right"), list(ways));
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
      saying("When", moment ? page.whenSaid(when.value) : `Now: ${page.whenSaid(state.now)}`, change(screen, when)),
      ...taken.map((step) => saying(`Taken for granted: ${fieldIn(policy, state.kind, step.place).meaning}`, capital(saidOf(page, step)), change(screen, step))),
      ...others.map((step) => saying(labelOf(page, state, step), capital(saidOf(page, step)), change(screen, step))),
    ),
  ];
}

function saying(label, value, onclick) {
  const changing = button("Change", onclick, "link");
  changing.setAttribute("aria-label", `Change: ${label}`);
  return element("div", { class: "saying" }, element("p", { class: "note" }, label), element("p", {}, value), changing);
}

function labelOf(page, state, step) {
  const question = questionOf(page, state, step);
  const whom = aboutWhom(page, state, question);
  const words = isAnswer(step) ? step.value.question : wordsOf(page, state, question);
  return whom === null ? words : `${whom}: ${words}`;
}

// The question that a step answered.
function questionOf(page, state, step) {
  if (!isAnswer(step)) return factQuestion(page, state, step.place);
  const { answer, ...form } = step.value;
  const asked = page.policy.questions.find(({ spellings }) => spellings.has(form.question));
  const common = { sort: "answer", type: "answer", place: step.place, form, rules: [], again: false };
  return { ...common, who: asked?.who ?? "somebody", meaning: form.question };
}

function change(screen, step) {
  return () => {
    screen.changing = questionOf(screen.page, screen.state, step);
    show(screen, true);
  };
}

// What the event class says of everything that is planned, and nobody said otherwise.
function takenForGranted({ policy }, { kind, steps }) {
  const said = new Set(steps.map(keyOf));
  const fields = policy.kinds.get(kind).fields.filter(({ planned }) => planned !== null);
  const found = fields.map(({ name, planned }) => ({ place: [name], value: planned }));
  return found.filter((step) => !said.has(keyOf(step)));
}

// A moment as people say it; null for what is none.
function whenSaid({ clock }, value) {
  if (typeof value === "string") {
    const when = parseStamp(value);
    return when === null ? null : whenText([when[0], when[0]], clock);
  }
  if (value?.not_done_by) return "Not yet";
  return value?.to ? `Yes, before ${whenText([parseStamp(value.to)[0] + 1e6, parseStamp(value.to)[0] + 1e6], clock)}` : null;
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
