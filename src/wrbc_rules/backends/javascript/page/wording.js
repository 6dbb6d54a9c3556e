// The answer so far in words: one headline, and what each clause says.

// Each strength as the sentence's own verb.
const VERBS = {
  must: "must",
  will: "will",
  should: "should",
  appropriate: "appropriate",
  best_endeavours: "seek to",
};
const OUTCOMES = {
  breach: "Against it",
  complies: "Kept",
  excused: "Excused",
  clear: "Not against it",
  undetermined: "Not known yet",
  for_a_person: "For somebody to say",
  pending: "Still to be done",
  permitted: "Permitted",
  withdrawn: "Refer it first",
};

export const verbOf = (rule) => VERBS[rule.strength];
export const outcomeWords = (outcome) => OUTCOMES[outcome];

// The findings on one rule that came out alike, as one: `abouts` says of whom.
export function grouped(found) {
  const groups = new Map();
  for (const finding of found) {
    const key = `${finding.rule.id} ${finding.outcome}`;
    if (!groups.has(key)) groups.set(key, { ...finding, abouts: [], all: [] });
    groups.get(key).all.push(finding);
    if (finding.about !== null) groups.get(key).abouts.push(finding.about);
  }
  return [...groups.values()];
}

// What stands at the top: its tone, the headline, and lines below it. `left` is how many questions remain.
export function answerOf({ found, edition, policy }, left) {
  if (edition === "none") return tone("open", "This policy was not in force then.", []);
  if (edition === "unknown") return tone("open", "Cannot be told yet", []);
  const having = (outcome) => found.filter((each) => each.outcome === outcome);
  const breaches = having("breach");
  if (breaches.length) return against(breaches, policy, left);
  if (having("undetermined").length) return notTold(having("undetermined"), left);
  if (having("withdrawn").length) return refer(having("withdrawn"));
  if (having("for_a_person").length) return askFirst(having("for_a_person"), left);
  return settled(found, having("pending"));
}

const tone = (kind, headline, lines) => ({ kind, headline, lines });

function against(breaches, policy, left) {
  const { strengths } = policy.outcomes;
  const rules = [...new Set(breaches.map(({ rule }) => rule))];
  rules.sort((one, other) => strengths.indexOf(one.strength) - strengths.indexOf(other.strength));
  const named = rules.slice(0, 3).map((rule) => `${rule.id} (${verbOf(rule)})`);
  const more = rules.length > 3 ? [`${rules.length - 3} more`] : [];
  const lines = left ? ["What is not known yet can add to this, and cannot lift it."] : [];
  return tone("stop", `No. It would be against ${listed([...named, ...more])}.`, lines);
}

function notTold(open, left) {
  if (left) return tone("open", "Cannot be told yet", [questionsLeft(left)]);
  const clauses = [...new Set(open.map(({ rule }) => rule.id))];
  return tone("ask", "Cannot be told", [
    `What you do not know decides ${listed(clauses)}. Find it out, or ask first.`,
  ]);
}

function questionsLeft(left) {
  if (left === Infinity) return "A few questions will tell.";
  return `${left} ${left === 1 ? "question still matters" : "questions still matter"}.`;
}

function refer(withdrawn) {
  const who = [...new Set(withdrawn.flatMap(({ ask }) => ask.map((each) => each.who)))];
  return tone("ask", `Refer it first${who.length ? `: ${listed(who)}` : ""}.`, []);
}

// Somebody has to answer; or only the policy itself leaves something open, which no visitor can.
function askFirst(open, left) {
  const asked = open.flatMap(({ ask }) => ask);
  const people = [...new Set(asked.filter(({ setting }) => setting === undefined).map(({ who }) => who))];
  if (people.length)
    return tone("ask", `Ask first: ${listed(people)}.`, left ? ["If they have answered, say so below."] : []);
  const clauses = [...new Set(open.map(({ rule }) => rule.id))];
  const owners = [...new Set(asked.map(({ who }) => who))];
  return tone("ask", "No clause says no; the policy leaves something open.", [
    `${listed(owners)} still ${owners.length === 1 ? "has" : "have"} to decide what ${listed(clauses)} ${clauses.length === 1 ? "needs" : "need"}.`,
  ]);
}

function settled(found, pending) {
  if (pending.length) {
    const rules = [...new Set(pending.map(({ rule }) => rule.id))];
    return tone("go", "Yes, and then something is still to be done.", [`See ${listed(rules)} below.`]);
  }
  const covered = found.some(({ outcome }) => outcome !== "not_covered");
  if (!covered) return tone("go", "The policy does not speak of this.", ["No clause is against it."]);
  return tone("go", "Yes. No clause is against it.", []);
}

export function listed(words) {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}
