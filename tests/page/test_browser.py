"""The page in a real browser: by keyboard, on a phone, on nights when the clocks change, asking nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.agreement.drafted import written
from tests.browsing import SIZES, needs_chromium, opened, violations, watched
from tests.javascript.agreeing import Trial
from wrbc_rules import Policy
from wrbc_rules.analysis.examples import run_examples
from wrbc_rules.backends.javascript.page import page as page_of
from wrbc_rules.backends.javascript.page.offer import offered
from wrbc_rules.values import moment_of
from wrbc_rules.vocabulary import event_to_json

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium

NIGHT = "2017-03-03T21:30:00Z"
#: Half past midnight in UTC is half past one in London, for the first time in that night.
BACK = "2017-10-29T00:30:00Z"
#: A second before London's clocks go forward.
FORWARD = "2017-03-26T00:59:59Z"
PHONE: dict[str, Any] = {"viewport": SIZES["phone"], "timezone_id": "America/New_York"}


def begun(browser: Browser, file: Path, moment: str = NIGHT, **settings: Any) -> tuple[Page, list[str]]:
    """The page on a phone in New York, at a moment."""
    context = browser.new_context(**{**PHONE, **settings})
    page = context.new_page()
    page.clock.install(time=moment)
    did = watched(page)
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]")
    return page, did


def answer(page: Page) -> str:
    return page.inner_text("#answer .headline")


def question(page: Page) -> str:
    return page.inner_text("#question h2")


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()


def to_mia(page: Page) -> None:
    """A message to a child, by a volunteer."""
    page.locator("#question button", has_text="Message").first.click()
    page.get_by_label("1. Name or nickname").fill("Mia")
    page.get_by_label("Child or young person").check()
    press(page, "That is everybody")
    page.get_by_label("Volunteer").check()
    press(page, "That is all")


# ---- by keyboard

FOCUSED = """() => {
  const at = document.activeElement;
  const label = at.labels?.[0]?.textContent;
  return [at.tagName, (label ?? at.getAttribute("aria-label") ?? at.textContent).trim()];
}"""


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus, and the focus can be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        tag, text = page.evaluate(FOCUSED)
        if tag != "BODY" and text.startswith(name):
            break
    else:
        raise AssertionError(f"the keyboard never reaches {name!r}")
    seen = """() => {
      const at = document.activeElement.closest("label") ?? document.activeElement;
      const {left, top} = at.getBoundingClientRect();
      const there = document.elementFromPoint(left + 6, top + 6);
      return at.contains(there) || there.contains(at);
    }"""
    assert page.evaluate(seen), f"{name!r} has the focus, and something lies over it"


def choose(page: Page, name: str, key: str = "Enter") -> None:
    tab_to(page, name)
    page.keyboard.press(key)


def test_a_whole_question_by_keyboard_alone(browser: Browser, bundled: Path) -> None:
    page, did = begun(browser, bundled)
    assert answer(page) == "Cannot be told yet"
    choose(page, "Message")
    assert question(page) == "Who receives it?"
    tab_to(page, "1. Name")
    page.keyboard.press("Control+A")
    page.keyboard.type("Mia")
    choose(page, "Child or young person", "Space")
    choose(page, "That is everybody")
    choose(page, "Volunteer", "Space")
    choose(page, "That is all")
    choose(page, "Text")
    for _ in range(30):
        if question(page) == "Nothing more to ask":
            break
        known = {
            "Has the Safeguarding Trustee been told": "Not yet",
            "Are they at risk at this moment?": "No",
        }
        choose(page, next((v for k, v in known.items() if question(page).startswith(k)), "I don’t know"))
    assert question(page) == "Nothing more to ask"
    assert answer(page) == "No. It would be against 9.1 (must) and 4.7 (should)."
    assert "21:30 on Friday 3 March 2017" in page.inner_text("#said")
    card = page.inner_text("article[data-rule='4.7']")
    assert "staff should not contact a child or young person" in card
    assert "Do it at 08:00 on Saturday 4 March 2017." in card
    assert "The child or young person is not at risk" in card
    choose(page, "Change: Mia: Are they at risk")
    choose(page, "Yes")
    assert "4.7" not in answer(page)
    here = bundled.as_uri()
    assert [each for each in did if each.startswith("asked")] == [f"asked for {here}"]
    assert not [each for each in did if each.startswith(("said", "failed", "opened"))]
    page.context.close()


def test_each_answer_moves_the_focus_to_the_next_question(browser: Browser, bundled: Path) -> None:
    page, _ = begun(browser, bundled)
    to_mia(page)
    assert page.evaluate("document.activeElement.tagName") == "H2"
    assert page.evaluate("document.activeElement.textContent") == question(page)
    page.context.close()


# ---- for everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_nothing(browser: Browser, bundled: Path, size: str, scheme: str) -> None:
    page, _ = begun(browser, bundled, viewport=SIZES[size], color_scheme=scheme)
    assert violations(page) == []
    page.locator("#question button", has_text="Message").first.click()
    assert violations(page) == []
    to_mia_from_people(page)
    press(page, "Text")
    press(page, "Not yet")
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    page.context.close()


def to_mia_from_people(page: Page) -> None:
    page.get_by_label("1. Name or nickname").fill("Mia")
    page.get_by_label("Child or young person").check()
    press(page, "That is everybody")
    page.get_by_label("Volunteer").check()
    press(page, "That is all")


def test_what_is_pressed_is_large_enough_for_a_thumb(browser: Browser, bundled: Path) -> None:
    page, _ = begun(browser, bundled)
    to_mia(page)
    heights = "(all) => all.map((each) => each.getBoundingClientRect().height)"
    sizes = page.locator("button, .pick, summary").evaluate_all(heights)
    assert min(size for size in sizes if size) >= 44
    page.context.close()


# ---- the policy's clock


def test_now_is_what_the_policys_clock_says(browser: Browser, bundled: Path) -> None:
    for moment, shown in (
        (BACK, "01:30 on Sunday 29 October 2017"),
        (FORWARD, "00:59:59 on Sunday 26 March 2017"),
    ):
        page, _ = begun(browser, bundled, moment)
        to_mia(page)
        assert f"Now: {shown}" in page.inner_text("#said")
        press(page, "Text")
        press(page, "Not yet")
        assert page.evaluate("asked.event().at") == moment.replace("Z", "+00:00")
        page.context.close()


def set_time(page: Page, day: str, time: str) -> None:
    page.locator("#said .saying", has_text="When").get_by_role("button").click()
    page.get_by_label("Day", exact=True).fill(day)
    page.get_by_label("Time", exact=True).fill(time)
    press(page, "Use this time")


def test_an_hour_that_comes_twice_is_asked_about(browser: Browser, bundled: Path) -> None:
    page, _ = begun(browser, bundled, BACK)
    to_mia(page)
    for which, offset in (("The first", "+01:00"), ("The second", "+00:00")):
        set_time(page, "2017-10-29", "01:30")
        page.locator("#question button", has_text=which).click()
        assert page.evaluate("asked.event().at") == f"2017-10-29T01:30{offset}"
    page.context.close()


def test_an_hour_that_never_comes_is_refused(browser: Browser, bundled: Path) -> None:
    page, _ = begun(browser, bundled, FORWARD)
    to_mia(page)
    set_time(page, "2017-03-26", "01:30")
    assert "no such time" in page.inner_text("#question .wrong")
    set_time(page, "2017-03-26", "02:30")
    assert page.evaluate("asked.event().at") == "2017-03-26T02:30+01:00"
    page.context.close()


# ---- the same policy


def examples_of(policy: Policy, ways: int) -> list[Trial]:
    """Events of the file's own examples that the page is asked about: of each, so many at the most."""
    kinds = offered(policy.typed)
    found = []
    for example, result in zip(policy.typed.examples, run_examples(policy.typed), strict=True):
        as_of = None if example.as_of is None else moment_of(int(example.as_of.latest))
        for event in result.events[:ways]:
            data = json.loads(json.dumps(event_to_json(event)))
            if data["kind"] in kinds:
                found.append(Trial(policy, data, as_of, example.name))
    return found


def test_every_example_of_the_policy_comes_out_as_the_interpreter_says(
    browser: Browser, bundled: Path
) -> None:
    compared(browser, bundled, examples_of(written("bundled"), ways=1))


@pytest.mark.soak
def test_every_way_of_every_example_does(browser: Browser, bundled: Path) -> None:
    compared(browser, bundled, examples_of(written("bundled"), ways=100))


def compared(browser: Browser, bundled: Path, trials: list[Trial]) -> None:
    page, _ = begun(browser, bundled, BACK)
    asked = [[trial.data, trial.asked["as_of"]] for trial in trials]
    told = page.evaluate("(asked_) => asked_.map(([event, asOf]) => asked.explain(event, asOf))", asked)
    print(f"{len(trials)} events of examples, in a browser in New York on a night when the clocks go back")  # noqa: T201 - what was covered
    assert len(trials) > 200
    for trial, found in zip(trials, told, strict=True):
        assert found == trial.expected(), trial.words
    page.context.close()


SHOWN = """() => Object.fromEntries(
  [...document.querySelectorAll("article")].map((each) => [each.dataset.rule, each.dataset.outcome])
)"""


def test_what_stands_on_the_screen_is_what_the_interpreter_says_at_every_step(
    browser: Browser, bundled: Path
) -> None:
    page, _ = begun(browser, bundled)
    to_mia(page)
    steps = [
        "Text",
        "Yes, already",
        "Arranging",
        "No",
        "No",
        "I don’t know",
        "No",
        "No",
        "Yes",
        "I don’t know",
    ]
    for step in steps:
        if not page.locator("#question").get_by_role("button", name=step, exact=True).count():
            step = "I don’t know"  # noqa: PLW2901 - another sort of question
        press(page, step)
        event = page.evaluate("asked.event()")
        data = without_nothing(event)
        now = moment_of(written("bundled").read_event(data).at.earliest)
        wanted = Trial(written("bundled"), data, now, step).expected()
        outcomes = {each["rule"]: each["outcome"] for each in wanted["findings"]}
        covered = {rule: outcome for rule, outcome in outcomes.items() if outcome != "not_covered"}
        assert page.evaluate(SHOWN) == covered
    page.context.close()


def without_nothing(value: Any) -> Any:
    """The same JSON without nulls, which the reader takes for a mistake."""
    if isinstance(value, dict):
        return {key: without_nothing(each) for key, each in value.items() if each is not None}
    return [without_nothing(each) for each in value] if isinstance(value, list) else value


# ---- the link


def test_a_link_opens_as_it_was_left(browser: Browser, bundled: Path) -> None:
    page, _ = begun(browser, bundled)
    to_mia(page)
    press(page, "Text")
    press(page, "Not yet")
    link, before = page.url, page.inner_text("main")
    other, _ = begun(browser, bundled, BACK)
    other.goto(link)
    other.wait_for_selector("#said .saying")
    assert other.inner_text("main") == before
    page.go_back()
    assert question(page).startswith("Has the Safeguarding Trustee")
    link = page.url
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert (page.url, page.evaluate("document.activeElement.textContent")) == (link, question(page))
    page.get_by_role("button", name="Start again").click()
    assert "#" not in page.url
    assert question(page) == "What is it about?"
    page.context.close()
    other.context.close()


@pytest.mark.parametrize(
    "fragment",
    [
        "#1",
        "#1x",
        "#2WyJtZXNzYWdlIl0",
        "#<script>alert(1)</script>",
        "#1" + "A" * 30_000,
        "#1W251bGxd",
    ],
)
def test_a_link_that_holds_no_question_opens_an_empty_page(
    browser: Browser, bundled: Path, fragment: str
) -> None:
    page, did = begun(browser, bundled)
    page.goto(bundled.as_uri() + fragment)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert "could not be read" in page.inner_text("#answer")
    assert question(page) == "What is it about?"
    assert not [each for each in did if each.startswith(("said", "failed", "opened"))]
    page.context.close()


# ---- what a rules file says stays text


def test_the_words_of_a_hostile_rules_file_are_text(browser: Browser, tmp_path: Path) -> None:
    from tests.javascript.test_script import wicked

    file = tmp_path / "page.html"
    file.write_text(
        page_of(wicked().typed, title="</title><script>document.title='it ran'</script>"), "utf-8"
    )
    page, did = begun(browser, file)
    page.locator("#question button", has_text="Message").first.click()
    page.locator("#question button", has_text="I don’t know").click()
    page.evaluate("document.querySelectorAll('details').forEach((each) => (each.open = true))")
    assert "<script>alert(1)</script>" in page.inner_text("main")
    assert page.title().startswith("</title>")
    assert page.locator("script").count() == 1
    assert not [each for each in did if each.startswith(("said", "failed", "opened"))]
    page.context.close()


def test_the_policy_of_the_page_would_stop_a_script_that_got_in(
    browser: Browser, tmp_path: Path, bundled: Path
) -> None:
    file = tmp_path / "planted.html"
    planted = "<script>document.title='it ran'</script><img src='https://example.org/x.png'></body>"
    file.write_text(bundled.read_text("utf-8").replace("</body>", planted), "utf-8")
    page, did = opened(browser, file)
    page.wait_for_timeout(200)
    assert page.title() == "May I send this?"
    assert sum("violates" in each for each in did) >= 2
    page.close()


def test_the_page_of_another_organisation_is_asked_the_same_way(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "shed.html"
    file.write_text(page_of(written("shed").typed, title="May I?"), encoding="utf-8")
    page, did = begun(browser, file, "2024-04-06T14:30:00Z")  # Auckland's clocks go back that night, at three
    page.locator("#question button", has_text="Loan").first.click()
    assert "Now: 02:30 on Sunday 7 April 2024" in page.inner_text("#said")
    press(page, "That is everybody")
    for _ in range(40):
        if question(page) == "Nothing more to ask":
            break
        press(page, "I don’t know")
    assert question(page) == "Nothing more to ask"
    assert not [each for each in did if each.startswith(("said", "failed"))]
    page.context.close()


def test_the_first_answer_from_a_cold_file(browser: Browser, bundled: Path) -> None:
    """How long it takes is printed, and not asserted: a loaded machine is no fault of the page's."""
    page = browser.new_context(**PHONE).new_page()
    page.goto(bundled.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.locator("#question button", has_text="Message").first.click()
    page.wait_for_selector("#said .saying")
    [spent] = page.evaluate("performance.getEntriesByType('navigation').map((each) => each.domComplete)")
    first = page.evaluate(
        """() => {
          const before = performance.now();
          document.querySelector("#question .quiet:last-of-type").click();
          return performance.now() - before;
        }"""
    )
    print(f"page complete after {spent:.0f} ms; an answer {first:.0f} ms after it is given")  # noqa: T201 - what was covered
    page.context.close()
