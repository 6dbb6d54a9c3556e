// Elements of the page. What a policy or a visitor says becomes text, and nothing else.

export function element(tag, attributes = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null) made.setAttribute(name, value);
  }
  made.append(...inside.flat().filter((each) => each !== null && each !== ""));
  return made;
}

export const button = (text, onclick, className = null) =>
  element("button", { type: "button", class: className, onclick }, text);

export const list = (texts, attributes = { class: "list" }) =>
  element(
    "ul",
    attributes,
    texts.map((text) => element("li", {}, text)),
  );

let numbered = 0;

// A field with its label: `check` says what is wrong with what was typed, or null.
export function labelled(text, attributes) {
  numbered += 1;
  const input = element("input", { id: `field-${numbered}`, ...attributes });
  return [element("label", {}, text, input), input];
}

// One of several to be ticked, or one to be chosen.
export function pick(text, attributes) {
  const input = element("input", attributes);
  return [element("label", { class: "pick" }, input, element("span", {}, text)), input];
}

let groups = 0;

// A question with one choice of several, as radio buttons; `chosen()` says which, or null.
export function oneOfSeveral(legend, choices, now, words) {
  groups += 1;
  const made = choices.map((choice) => {
    const [label, input] = pick(words(choice), {
      type: "radio",
      name: `group-${groups}`,
      checked: choice === now,
    });
    return { choice, label, input };
  });
  const set = element("fieldset", {}, element("legend", {}, legend));
  set.append(
    element(
      "div",
      { class: "choices" },
      made.map(({ label }) => label),
    ),
  );
  return [set, () => made.find(({ input }) => input.checked)?.choice ?? null];
}
