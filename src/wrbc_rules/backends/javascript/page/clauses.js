// What the clauses say of it, the gravest first.

import { capital } from "./asking.js";
import { parseStamp } from "../clock.js";
import { element, list } from "./elements.js";
import { repairs } from "./mending.js";
import { whenText } from "../reasons.js";
import { eventOf } from "./state.js";
import { grouped, listed, outcomeWords, verbOf } from "./wording.js";

const LOUD = ["breach", "withdrawn", "for_a_person", "pending"];
const QUIET = ["complies", "excused", "permitted", "clear"];
const TONES = { breach: "stop", undetermined: "open", for_a_person: "ask", pending: "ask", withdrawn: "ask" };

export function clauses(screen, decision, left) {
  const { found } = decision;
  const groups = grouped(found);
  const undecided = groups.filter(leftOpen);
  const loud = groups.filter((group) => LOUD.includes(group.outcome) && !leftOpen(group));
  const open = groups.filter(({ outcome }) => outcome === "undetermined");
  const kept = groups.filter(({ outcome }) => QUIET.includes(outcome));
  loud.sort((one, other) => rank(decision, one) - rank(decision, other));
  const [shown, hidden] = left.length ? [loud, open] : [[...loud, ...open], []];
  return [
    shown.length ? element("h2", {}, "What the policy says") : null,
    ...shown.map((group) => clauseCard(screen, group)),
    folded("Not known yet", hidden, screen),
    folded("Left open by the policy", undecided, screen),
    folded("Looked at, and nothing against it", kept, screen),
  ].filter(Boolean);
}

// Whether nothing but the policy itself, by a setting that nobody has set, leaves it to a person.
const leftOpen = ({ outcome, all }) =>
  outcome === "for_a_person" && all.every(({ ask }) => ask.every(({ setting }) => setting !== undefined));

// The gravest first, then the strongest, then in the policy's order.
function rank({ policy, found }, { outcome, rule, all }) {
  const { strengths } = policy.outcomes;
  return (
    (LOUD.indexOf(outcome) * strengths.length + strengths.indexOf(rule.strength)) * 1000 +
    found.indexOf(all[0])
  );
}

function folded(title, groups, screen) {
  if (!groups.length) return null;
  const inside = groups.map((group) => clauseCard(screen, group));
  return element(
    "details",
    {},
    element("summary", {}, `${title}: ${groups.length} ${groups.length === 1 ? "sentence" : "sentences"}`),
    inside,
  );
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
    ...part("Still to be done", [
      ...new Set(all.flatMap(({ due }) => due.map(({ what, by }) => dueText(screen.page.policy, what, by)))),
    ]),
    mending(screen, own),
  );
}

// The sentence as its author wrote it, each line as far in as it stands there.
function normOf({ norm }) {
  const depth = (line) => Math.min(4, Math.floor(line.search(/\S/) / 2));
  return element(
    "div",
    { class: "norm" },
    norm.map((line) => element("p", { class: `in-${depth(line)}` }, line.trim())),
  );
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

const asks = (all) => [
  ...new Set(all.flatMap(({ ask }) => ask.map(({ who, question }) => `${capital(who)}: ${question}`))),
];

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
