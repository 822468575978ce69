"""Code in Chromium: how it fits into its box, what an author's style sheet does to it, and what a step shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

LONG = "\n".join(f"value_{number} = {number}" for number in range(1, 51))
WIDE = "value = 1; " * 20


@pytest.fixture
def show(make_project: MakeProject, cli: Cli, offline: Watched) -> Callable[..., Page]:
    """Build a deck of the theme white, with the settings `options` and an author's style sheet, and open it."""

    def shown(text: str, *options: str, css: str = "", query: str = "") -> Page:
        root = make_project({"slides/a.md": f"---\ntheme: white\ncss: own.css\n---\n{text}", "own.css": css})
        result = cli("build", root, *(word for option in options for word in ("--set", option)))
        assert (result.exit_code, result.stderr) == (0, ""), result.stderr
        offline.page.goto((root / "dist" / "a.html").as_uri() + query)
        offline.page.wait_for_function("Reveal.isReady()")
        return offline.page

    return shown


def fenced(code: str, steps: str = "") -> str:
    return f"```python {steps}\n{code}\n```\n"


def of_code(page: Page, script: str) -> Any:  # noqa: ANN401 -- what the script returns
    return page.locator("pre code").first.evaluate(f"code => {script}")


MORE = "document.querySelector('.present pre code').dataset.more"


def test_code_says_that_there_is_more_of_it_until_its_end_is_shown(show: Callable[..., Page]) -> None:
    page = show("\n!SLIDE\n\n".join(fenced(LONG + "\n" + WIDE, steps) for steps in ("", "[]")))
    code = page.locator(".present pre code")
    for _ in range(2):
        page.wait_for_function(f"{MORE} === 'down right'")
        assert code.evaluate("code => code.tabIndex") == 0
        assert "gradient(to top" in code.evaluate("code => getComputedStyle(code).maskImage")

        code.evaluate("code => code.scrollTo({top: 9999, behavior: 'instant'})")
        page.wait_for_function(f"{MORE} === 'right'")
        code.evaluate("code => code.scrollTo({left: 99999, behavior: 'instant'})")
        page.wait_for_function(f"{MORE} === undefined")
        page.evaluate("Reveal.next()")


def test_code_that_fits_has_no_sign_and_long_code_is_as_high_as_in_reveal(show: Callable[..., Page]) -> None:
    page = show(f"{fenced(LONG)}\n!SLIDE\n\n{fenced('a = 1')}")
    page.wait_for_function(f"{MORE} === 'down'")
    assert of_code(page, "getComputedStyle(code).maxHeight") == "400px"
    page.evaluate("Reveal.next()")

    page.wait_for_function(f"{MORE} === undefined")
    shown = page.locator(".present pre code")
    assert shown.evaluate("code => [code.textContent.trim(), getComputedStyle(code).maskImage]") == ["a = 1", "none"]


@pytest.mark.parametrize("way", ["code_wrap=true", "code_wrap=true theme=lecture", "css"])
def test_long_lines_go_on_in_the_next_line_if_the_author_wants_it(way: str, show: Callable[..., Page]) -> None:
    css = ".reveal pre code { white-space: pre-wrap }" if way == "css" else ""
    text = "\n".join(fenced(WIDE, steps) for steps in ("", "[1]"))
    page = show(text, *([] if way == "css" else way.split()), css=css)
    wrapped = "all => all.map((code) => [code.scrollWidth === code.clientWidth, code.clientHeight > 60])"

    assert page.locator("pre code").evaluate_all(wrapped) == [[True, True]] * 2


def test_the_rules_of_an_author_for_code_hold(show: Callable[..., Page]) -> None:
    css = ".reveal pre code { max-height: none; padding: 0; overflow: visible; border-radius: 0; tab-size: 2 }"
    page = show(fenced(LONG), css=css)
    names = ("maxHeight", "padding", "overflow", "borderRadius", "tabSize")

    assert of_code(page, f"{list(names)}.map((name) => getComputedStyle(code)[name])") == [
        *("none", "0px", "visible", "0px", "2"),
    ]


def test_the_rules_of_an_author_for_tables_do_not_reach_numbered_code(show: Callable[..., Page]) -> None:
    rules = "{ padding: 30px; border: 5px solid; width: 300px; display: block; background: red; font-size: 60px }"
    text = fenced("a = 1\n\nb = 2", "[1|3]")
    shape = "[code.offsetHeight, ...[...code.querySelectorAll('*')].map((each) => each.getBoundingClientRect().width)]"
    plain = of_code(show(text), shape)
    wrecked = of_code(
        show(text, css=f"table, tbody, tr, td, .reveal table, .reveal table tr, .reveal td {rules}"), shape
    )

    assert wrecked == plain
    assert plain[0] < 130


def test_the_lines_of_a_step_come_into_view(show: Callable[..., Page]) -> None:
    page = show(fenced(LONG, "[1|40-41|1-50|3]"))
    page.emulate_media(reduced_motion="reduce")
    is_seen = """() => {
      const code = [...document.querySelectorAll("pre code.visible, pre code:not(.fragment)")].at(-1);
      const box = code.getBoundingClientRect();
      const line = code.querySelector(".highlight-line").getBoundingClientRect();
      return line.top >= box.top - 1 && line.bottom <= box.bottom + 1;
    }"""
    for _ in range(4):
        page.wait_for_function(is_seen)
        page.evaluate("Reveal.next()")
    for _ in range(3):
        page.evaluate("Reveal.prev()")
        page.wait_for_function(is_seen)


def test_numbered_code_is_copied_as_lines(show: Callable[..., Page]) -> None:
    page = show(fenced("a = 1\n\n    b = 2", "[1]"))

    assert page.locator("pre").evaluate(
        "each => { getSelection().selectAllChildren(each); return `${getSelection()}` }"
    ) == ("a = 1\n \n    b = 2")
