// How each sort of question is answered: `give` takes the answer, `wrong` a sentence about what cannot be taken.

import { DAY, MINUTE, SECOND, dayNumber, parseDate, parseStamp, utcText } from "../clock.js";
import { periodText } from "../events.js";
import { capital, factQuestion, namePlace } from "./asking.js";
import { button, element, labelled, oneOfSeveral, pick } from "./elements.js";
import { answered } from "../questions.js";
import { spaced } from "../reasons.js";
import { fieldIn, membersOf } from "./state.js";

const CHOICES = { class: "choices" };
const SHORT = { class: "choices short" };

export function fieldsFor(page, state, question, given, give, wrong) {
  const parts = { page, state, question, given, give, wrong };
  return FIELDS[question.place.join() === page.policy.moment ? "moment" : question.type](parts);
}

const FIELDS = {
  flag: ({ give }) =>
    element(
      "div",
      SHORT,
      button("Yes", () => give(true)),
      button("No", () => give(false)),
    ),
  answer: ({ give, question }) => answerFields(give, question),
  choice: ({ give, question }) => choiceFields(give, question.choices),
  text: textFields,
  choices: choicesFields,
  instant: instantFields,
  moment: momentFields,
  date: dateFields,
  count: countFields,
  people: peopleFields,
};

function answerFields(give, question) {
  const say = (answer) => () => give({ ...question.form, by: question.form.by ?? {}, answer });
  return element(
    "div",
    CHOICES,
    button("They say it is so", say("yes")),
    button("They say it is not so", say("no")),
  );
}

const choiceFields = (give, choices) =>
  element(
    "div",
    CHOICES,
    choices.map((choice) => button(capital(spaced(choice)), () => give(choice))),
  );

// The words that the rules look for, and any other.
function textFields({ question, give, wrong }) {
  const [label, input] = labelled(question.choices.length ? "Something else, in a word" : "In a word", {
    type: "text",
    autocomplete: "off",
  });
  const take = () => (input.value.trim() ? give(input.value.trim()) : wrong("Write a word first."));
  return element(
    "div",
    CHOICES,
    question.choices.map((choice) => button(capital(spaced(choice)), () => give(choice))),
    form(take, label, submit("Use this word")),
  );
}

function choicesFields({ question, given, give }) {
  const now = Array.isArray(given) ? given : [];
  const made = question.choices.map((choice) => {
    const [label, input] = pick(capital(spaced(choice)), { type: "checkbox", checked: now.includes(choice) });
    return { choice, label, input };
  });
  const take = () => give(made.filter(({ input }) => input.checked).map(({ choice }) => choice));
  const hint = element("p", { class: "hint" }, "Tick every one that fits; none may.");
  return form(
    take,
    hint,
    element(
      "div",
      CHOICES,
      made.map(({ label }) => label),
    ),
    element("div", { class: "row" }, submit("That is all")),
  );
}

const form = (take, ...inside) =>
  element("form", { novalidate: true, onsubmit: (event) => (event.preventDefault(), take()) }, ...inside);

const submit = (text) => element("button", { type: "submit", class: "main" }, text);

// ---- time, on the policy's clock

// Whether something has been done: before now, not yet, or at a time of its own.
function instantFields({ page, state, question, give, wrong }) {
  const before = utcText(parseStamp(state.now)[0] - SECOND);
  const plain = [
    button("Yes, already", () => give({ to: before })),
    button("Not yet", () => give({ not_done_by: state.now })),
  ];
  const exactly = timeFields(page, give, wrong, null);
  if (question.again) return exactly;
  return element(
    "div",
    {},
    element("div", SHORT, plain),
    element("details", {}, element("summary", {}, "Or say when"), exactly),
  );
}

function momentFields({ page, state, given, give, wrong }) {
  const now = () => give(null, { now: true });
  const at = typeof given === "string" ? given : state.now;
  return element("div", {}, element("div", CHOICES, button("Now", now)), timeFields(page, give, wrong, at));
}

function timeFields(page, give, wrong, at) {
  const { clock } = page.policy;
  const wall = at === null ? "" : clock.localText(parseStamp(at)[0]);
  const [day, date] = labelled("Day", { type: "date", value: wall.slice(0, 10), required: true });
  const [hour, time] = labelled("Time", { type: "time", value: wall.slice(11, 16), required: true });
  const twice = element("div", CHOICES);
  const take = () => {
    const found = instantsAt(clock, date.value, time.value);
    if (found === null) wrong("Give a day and a time.");
    else if (found.length === 0) wrong("The clocks go forward then: there is no such time on that day.");
    else if (found.length === 1) give(toTheMinute(clock, found[0]));
    else askWhich(clock, found, twice, give);
  };
  const zone = element("p", { class: "hint" }, `On the policy’s clock: ${spaced(clock.zone)}.`);
  return form(
    take,
    element("div", { class: "row" }, day, hour),
    zone,
    element("div", { class: "row" }, submit("Use this time")),
    twice,
  );
}

// An hour that comes twice is said twice.
function askWhich(clock, found, place, give) {
  const [first, second] = found.map((instant) => toTheMinute(clock, instant));
  place.replaceChildren(
    element(
      "p",
      { class: "hint", role: "alert" },
      "The clocks go back then, so that time comes twice. Which is it?",
    ),
    button("The first, before the clocks go back", () => give(first)),
    button("The second, after the clocks go back", () => give(second)),
  );
  place.querySelector("button").focus();
}

// The instants at which the clock shows a day and a time: none, one or two. Null for what is no time.
export function instantsAt(clock, day, time) {
  const date = parseDate(day);
  const match = /^([0-9]{2}):([0-9]{2})/.exec(time);
  if (date === null || match === null) return null;
  const [first, last] = clock.years;
  if (date[0] < first || date[0] > last) return null;
  const wall = dayNumber(...date) * DAY + (Number(match[1]) * 60 + Number(match[2])) * MINUTE;
  const pieces = clock.pieces(wall - 2 * DAY, wall + 2 * DAY);
  return pieces.flatMap(([begins, ends, offset]) =>
    begins <= wall - offset && wall - offset <= ends ? [wall - offset] : [],
  );
}

// As in "2017-10-29T01:30+01:00": that minute.
function toTheMinute(clock, instant) {
  const text = clock.localText(instant);
  return text.slice(0, 16) + text.slice(19);
}

function dateFields({ page, given, give, wrong }) {
  const [label, input] = labelled("Date", { type: "date", value: typeof given === "string" ? given : "" });
  const [first, last] = page.policy.clock.years;
  const take = () => {
    const date = parseDate(input.value);
    if (date === null || date[0] < first || date[0] > last) wrong("Give a date.");
    else give(input.value);
  };
  return form(
    take,
    element("div", { class: "row" }, label),
    element("div", { class: "row" }, submit("Use this date")),
  );
}

function countFields({ page, question, give, wrong }) {
  const period = periodFor(page.policy, question.place);
  const [label, input] = labelled(period === null ? "How many" : `How many in ${period}`, {
    type: "number",
    min: 0,
    inputmode: "numeric",
  });
  const take = () => {
    const count = Number(input.value);
    if (input.value === "" || !Number.isSafeInteger(count) || count < 0) wrong("Give a whole number.");
    else give({ at_least: count, at_most: count, ...(period === null ? {} : { period }) });
  };
  return form(
    take,
    element("div", { class: "row" }, label),
    element("div", { class: "row" }, submit("Use this number")),
  );
}

// The period over which the rules count it.
function periodFor(policy, place) {
  const name = place[place.length - 1];
  const counted = policy.nodes.find(
    (node) =>
      node.is === "count_in" && node.path[node.path.length - 1] === name && node.period.is === "number",
  );
  return counted === undefined ? null : periodText(policy, counted.period.value);
}

// ---- people

// Everybody of a list by a name of the visitor's own, each with what is asked first of all of them.
function peopleFields({ page, state, question, given, give, wrong }) {
  const { of_each: asked = [] } =
    page.opening(state.kind).lists.find(({ place }) => place.join() === question.place.join()) ?? {};
  const naming = namePlace(page, state, question.place);
  const called = capital(calledIn(page, state, question.place, naming));
  const people = [];
  const rows = element("div", {});
  const add = (member) => {
    const row = personRow(page, state, question.place, {
      member,
      naming,
      asked,
      called: `${called} ${people.length + 1}`,
      number: people.length + 1,
    });
    people.push(row);
    rows.append(row.element);
    return row;
  };
  const before = membersOf(given);
  (before.length ? before : [{}]).forEach(add);
  const [others, some] = pick("There may be others whom I don’t know", {
    type: "checkbox",
    checked: given !== null && !Array.isArray(given) && given !== undefined,
  });
  const take = () => {
    const members = people.map((row) => row.member()).filter((member) => member !== null);
    const names = members.map((member) => naming.reduce((found, step) => found[step], member));
    if (new Set(names).size < names.length) return wrong("Two have the same name: tell them apart.");
    return give(some.checked ? { members, complete: false } : members);
  };
  const another = button("Add another", () => add({}).focus(), "quiet");
  const done = submit("That is everybody");
  return form(take, rows, element("div", CHOICES, another, others, done));
}

// What one of a list is: what its name is the name of, as in "person".
function calledIn(page, state, place, naming) {
  const { part } = fieldIn(page.policy, state.kind, [...place, 0, ...naming.slice(0, -1)]);
  return page.policy.classes.get(part).word.replaceAll("-", " ");
}

function personRow(page, state, place, { member, naming, asked, called, number }) {
  const value = (path) => path.reduce((found, step) => found?.[step], member) ?? null;
  const [label, name] = labelled(`${number}. Name or nickname`, {
    type: "text",
    autocomplete: "off",
    value: value(naming) ?? called,
  });
  const groups = asked.map((path) => {
    const { meaning, choices } = factQuestion(page, state, [...place, 0, ...path]);
    const [set, chosen] = oneOfSeveral(capital(meaning), choices, value(path), (choice) =>
      capital(spaced(choice)),
    );
    return { path, set, chosen };
  });
  const row = element(
    "div",
    { class: "person" },
    label,
    groups.map(({ set }) => set),
  );
  const remove = button("Take this one out", () => row.remove(), "link");
  if (number > 1) row.append(remove);
  const stated = () =>
    [[naming, name.value.trim() || called], ...groups.map(({ path, chosen }) => [path, chosen()])].filter(
      ([, each]) => each !== null,
    );
  return {
    element: row,
    focus: () => name.focus(),
    member: () => (row.isConnected ? stated().reduce(withValue, member) : null),
  };
}

const withValue = (member, [place, value]) => answered(member, { place, sort: "fact" }, value);
