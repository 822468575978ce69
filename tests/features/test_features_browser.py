"""What is seen of features, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest

from deckbuild import render

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

PICTURE = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
BOX = "name => document.querySelector(name).getBoundingClientRect().toJSON()"


def box(page: Watched, name: str) -> Any:  # noqa: ANN401 -- as JavaScript has it
    """The box of the element that a selector names."""
    return page.page.evaluate(BOX, name)


# The contrast of an element's text to the page and what lies over it there (WCAG 2.2, 1.4.3).
CONTRAST = """name => {
  const context = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const draw = colour => { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); };
  const light = () => {
    const parts = [...context.getImageData(0, 0, 1, 1).data].slice(0, 3).map(each => each / 255);
    const linear = parts.map(each => each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const element = document.querySelector(name);
  draw(getComputedStyle(document.querySelector(".reveal-viewport")).backgroundColor);
  draw(getComputedStyle(element.parentNode).backgroundColor);
  const behind = light();
  draw(getComputedStyle(element).color);
  const [dark, bright] = [behind, light()].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}"""


class Show(Protocol):
    """Shows a deck of one slide, in the theme white unless another is named."""

    def __call__(self, text: str, **settings: Any) -> Watched:  # noqa: ANN401 -- as for render
        """Return the page."""


@pytest.fixture
def show(offline: Watched, tmp_path: Path) -> Show:
    def shown(text: str, **settings: Any) -> Watched:  # noqa: ANN401 -- as for render
        path = tmp_path / "a.html"
        path.write_text(render(f"!SUB\n{text}", **{"theme": "white", **settings}), encoding="utf-8")
        offline.page.goto(path.as_uri())
        offline.page.wait_for_function("Reveal.isReady()")
        return offline

    return shown


def test_columns_stand_side_by_side_and_fill_the_slide(show: Show) -> None:
    page = show('::: columns\n::: {#a .column width="70%"}\n- a\n:::\n::: {#b .column}\nb\n:::\n:::\n')
    a, b, slide = (box(page, name) for name in ("#a", "#b", "section"))

    assert (a["left"], b["right"]) == (slide["left"], slide["right"])
    assert a["right"] < b["left"]
    assert a["top"] == b["top"]
    assert round(a["width"] / b["width"], 1) == round(70 / 30, 1)
    assert page.errors == []


def test_the_right_half_stands_on_the_right_however_it_is_written(show: Show) -> None:
    page = show("::: {.right #b}\nb\n:::\n::: {.left #a}\na\n:::\n\nc\n\n::: {.right #d}\nd\n:::\n")
    a, b, d, slide = (box(page, name) for name in ("#a", "#b", "#d", "section"))

    assert a["right"] < b["left"]
    assert round(a["width"]) == round(b["width"]) == round(d["width"])
    assert round(d["right"]) == round(slide["right"])


def test_notes_in_a_division_are_for_the_speaker_only(show: Show) -> None:
    page = show("a\n\n::: notes\nsecret\n:::\n\n## b\n\n!NOTE more")

    assert "secret" not in page.page.inner_text(".reveal")
    assert page.page.evaluate("Reveal.getSlideNotes().replace(/<[^>]*>|\\s+/g, ' ').trim()").split() == [
        "secret",
        "more",
    ]


def test_a_division_can_be_a_step(show: Show) -> None:
    page = show("a\n\n::: {.fragment #b}\nb\n:::\n")

    assert page.page.evaluate("getComputedStyle(b).visibility") == "hidden"
    page.page.evaluate("Reveal.next()")
    page.page.wait_for_function("getComputedStyle(b).visibility == 'visible'")


def test_attributes_are_seen(show: Show) -> None:
    page = show(f"# Title {{.small #title}}\n\n![]({PICTURE}){{width=50% #p}}\n\n[a]{{.fragment #a}} `b`{{.muted #b}}")
    slide = box(page, "section")

    assert round(box(page, "#p")["width"] / slide["width"], 2) == 0.5
    assert page.page.evaluate("[title, b].map(each => getComputedStyle(each)).map(each => each.opacity)") == [
        "1",
        "0.65",
    ]
    assert page.page.evaluate("parseInt(getComputedStyle(title).fontSize)") == 72  # of 96 px
    assert page.page.evaluate("getComputedStyle(a).visibility") == "hidden"


@pytest.mark.parametrize("theme", ["white", "black"])
def test_a_call_out_is_a_box_whose_title_can_be_read(theme: str, show: Show) -> None:
    page = show("> [!WARNING] Mind\n> the gap\n", theme=theme)
    ratio = page.page.evaluate(CONTRAST, ".callout-title")

    assert page.page.inner_text(".callout").split() == ["Mind", "the", "gap"]
    assert box(page, ".callout")["width"] == box(page, "section")["width"]
    assert ratio >= 4.5


SEEN = """[...document.querySelectorAll(".present :is(li, p)")]
  .filter(each => each.checkVisibility({visibilityProperty: true}))
  .map(each => each.firstChild.textContent.trim()).join("")"""


def test_steps_come_one_after_the_other(show: Show) -> None:
    page = show("a\n\n::: incremental\n- b\n  - c\n- d\n:::\n\n. . .\n\ne\n\nf\n")
    for seen in ("a", "ab", "abc", "abcd", "abcdef"):
        page.page.wait_for_function(f"seen => {SEEN} === seen", arg=seen)
        page.page.evaluate("Reveal.next()")


@pytest.mark.parametrize("centred", [True, False])
def test_footnotes_stand_at_the_foot_of_their_slide(centred: bool, show: Show) -> None:
    page = show("## a\n\nb[^1]\n\n[^1]: c\n", reveal={"center": centred, "margin": 0})
    foot, text = box(page, ".footnotes"), box(page, "section > p")

    assert 660 <= foot["bottom"] <= 700
    assert text["bottom"] < foot["top"]
    assert page.page.inner_text(".footnotes").strip() == "c"
    assert page.page.inner_text("section > p") == "b1"


def test_a_picture_fills_its_half_of_the_slide(show: Show) -> None:
    page = show(f"## Title\n\n![]({PICTURE}){{.right #p}}\n\ntext\n", reveal={"margin": 0})
    picture, title = box(page, "#p"), box(page, "h2")

    assert [round(picture[side]) for side in ("left", "top", "right", "bottom")] == [480, 0, 960, 700]
    assert title["right"] < 480
    assert 250 < title["top"] < 350


def test_on_paper_footnotes_and_a_picture_stand_where_they_do_on_the_screen(show: Show) -> None:
    slides = f"![]({PICTURE}){{.right #p}}\n\ntext\n!SUB\nb[^1]\n\n[^1]: c\n"
    page = show(slides, reveal={"view": "print", "margin": 0})
    page.page.wait_for_selector(".pdf-page")
    pages = page.page.evaluate("[...document.querySelectorAll('.pdf-page')].map(each => each.offsetHeight)")
    picture, foot = box(page, "#p"), box(page, ".footnotes")

    assert (len(pages), max(pages)) == (2, 699)  # reveal.js takes a px off, so that no page is empty
    assert [round(picture[side]) for side in ("left", "top", "right", "bottom")] == [480, 0, 960, 699]
    assert 660 <= foot["bottom"] - pages[0] <= 699


def test_the_text_before_a_covering_picture_is_light(show: Show) -> None:
    page = show(f"![]({PICTURE}){{.cover}}\n\n## Title\n")
    page.page.wait_for_selector("section.has-dark-background")

    assert page.page.evaluate("getComputedStyle(document.querySelector('h2')).color") == "rgb(255, 255, 255)"
    assert page.page.evaluate("document.querySelectorAll('.slide-background.present').length") == 1
    assert page.page.evaluate("document.querySelectorAll('section img').length") == 0


def test_a_figure_has_its_caption_below_the_picture(show: Show) -> None:
    page = show(f'![]({PICTURE} "Bears *at home*"){{.figure}}')
    picture, caption = box(page, "figure > img"), box(page, "figcaption")

    assert picture["bottom"] <= caption["top"]
    assert page.page.inner_text("figcaption") == "Bears at home"
    assert caption["left"] + caption["right"] == 960


def test_the_code_of_a_file_is_seen_with_the_numbers_of_its_lines(
    offline: Watched, cli: Cli, make_project: MakeProject
) -> None:
    slide = '# a\n\n!SUB\n```python file="x.py" region="b" []\n```\n'
    project = make_project({"slides/a.md": slide, "x.py": "a = 1\n# region b\nb = 2\n# endregion\n"})
    cli("build", project)
    offline.page.goto(f"{(project / 'dist' / 'a.html').as_uri()}#/0/1")
    offline.page.wait_for_function("Reveal.isReady()")
    number = "getComputedStyle(document.querySelector('.hljs-ln-numbers'), '::before').content"

    assert offline.page.inner_text(".present code").strip() == "b = 2"
    assert offline.page.evaluate(f"{number}") in ('"3"', "attr(data-line-number)")
    assert offline.page.evaluate("document.querySelector('.hljs-ln-numbers').dataset.lineNumber") == "3"


@pytest.mark.parametrize("theme", ["white", "black"])
def test_citations_and_their_sources_are_seen(
    theme: str, offline: Watched, cli: Cli, make_project: MakeProject
) -> None:
    front = f"---\nbibliography: works.bib\ntheme: {theme}\nreveal: {{margin: 0, transition: none}}\n---\n"
    works = "@book{a, author={Ada B. Cee}, title={Dee}, year=1984, url={https://a.b/c}}\n"
    works += "".join(f"@misc{{k{n}, author={{N{n}, A.}}, title={{{'Long ' * 9}}}, year=19{n}}}" for n in range(10, 21))
    many = " ".join(f"@k{n}" for n in range(10, 16))
    text = (
        f"## One\n\n[@a]\n\n!SUB\n## Two\n\n{many}[^1]\n\n- a\n- b\n- c\n\n[^1]: @k20\n\n!SUB\n\n::: references\n:::\n"
    )
    cli("build", project := make_project({"slides/a.md": front + text, "works.bib": works}))
    page = offline.page
    page.goto(f"{(project / 'dist' / 'a.html').as_uri()}")
    page.wait_for_function("Reveal.isReady()")
    foot, words = box(offline, "section section.present .sources"), box(offline, "section section.present p")

    assert page.inner_text("section section.present p") == "(Cee, 1984)"
    assert page.inner_text("section section.present .sources a") == "https://a.b/c"
    assert words["bottom"] < 400 < 640 < foot["bottom"] < 700
    assert (
        page.evaluate("parseInt(getComputedStyle(document.querySelector('section section.present .sources')).fontSize)")
        <= 21
    )
    assert page.evaluate(CONTRAST, "section section.present .sources") >= 4.5

    page.evaluate("Reveal.slide(0, 1)")
    assert (
        box(offline, "section section.present ul:not(.sources)")["bottom"]
        <= box(offline, "section section.present .footnotes")["top"]
    )
    assert box(offline, "section section.present .footnotes")["bottom"] < 700

    page.evaluate("Reveal.slide(0, 2)")
    assert page.evaluate("document.querySelectorAll('section section.present .works > li').length") == 8
    assert box(offline, "section section.present .works")["bottom"] < 700
    assert offline.errors == []


def test_the_value_of_a_variable_is_seen(show: Show) -> None:
    page = show("# {{ course }}\n", vars={"course": "Bears & bees"})

    assert page.page.text_content("h1") == "Bears & bees"


def test_the_prompts_of_a_console_are_not_selected_and_what_is_typed_is_copied(show: Show) -> None:
    page = show("```console\n$ ls\na.txt\n$ cat a.txt\n```\n", code_copy=True)
    page.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.page.evaluate("getSelection().selectAllChildren(document.querySelector('code'))")

    assert page.page.evaluate("getSelection().toString().trim()") == "ls\na.txt\ncat a.txt"
    assert page.page.inner_text("code").strip() == "$ ls\na.txt\n$ cat a.txt"
    page.page.locator("pre").hover()
    page.page.locator(".copy-code").click()
    page.page.wait_for_selector(".copy-code.copied")
    assert page.page.evaluate("navigator.clipboard.readText()") == "ls\ncat a.txt"
