"""Built decks and the live preview in the browsers that are not Chromium: Firefox, and WebKitGTK for Safari."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browsers import driving
from tests.conftest import ROOT
from tests.png import png
from tests.serve.serving import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.browsers.driving import Browser
    from tests.conftest import Cli, MakeProject

    Open = Callable[[Path, str], Browser]

pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr:DeprecationWarning")  # Selenium's own

# Put first into a page: writes down what goes wrong in it.
WATCH = """<head><script>
window.wrong = [];
addEventListener("error", (event) => wrong.push(event.message));
addEventListener("unhandledrejection", (event) => wrong.push(String(event.reason)));
addEventListener("securitypolicyviolation", (event) => wrong.push(event.blockedURI));
console.error = (...words) => wrong.push(words.join(" "));
</script>"""
REMOTE = (
    "performance.getEntriesByType('resource').map((each) => each.name).filter((name) => /^(https?|wss?):/.test(name))"
)
PICTURES = "Promise.all([...document.images].map((img) => img.decode().then(() => img.naturalWidth > 0)))"
SHOWN = "Reveal.getCurrentSlide().querySelector('h2').textContent"

DECK = """\
## Steps

- one <!-- .element: class="fragment" -->
- two <!-- .element: class="fragment" -->

!SUB

## Code

```python
def answer():
    return 42
```

!NOTE

Say it slowly.
"""


@pytest.fixture(scope="module", params=[driving.firefox, driving.webkit], ids=["firefox", "webkit"])
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """A browser; without it the test fails and says what to install."""
    try:
        with request.param() as running:
            yield running
    except driving.Missing as missing:
        pytest.fail(str(missing), pytrace=False)


@pytest.fixture
def opened(browser: Browser, cli: Cli, tmp_path: Path) -> Open:
    """Build a project and open the page of one of its decks from the disk."""

    def build(project: Path, name: str) -> Browser:
        result = cli("build", project, "--output", tmp_path / "built")
        assert result.exit_code == 0, result.stderr
        page = tmp_path / "built" / f"{name}.html"
        page.write_text(page.read_text(encoding="utf-8").replace("<head>", WATCH, 1), encoding="utf-8")
        browser.open(page.as_uri())
        driving.wait(browser, "window.Reveal?.isReady()")
        return browser

    return build


@pytest.fixture
def is_quiet(browser: Browser) -> Iterator[None]:
    """After the test nothing has gone wrong in the page, and nothing has been asked of the network."""
    yield
    assert browser.run("wrong") == []
    assert browser.run(REMOTE) == []


@pytest.mark.usefixtures("is_quiet")
def test_the_example_deck_has_its_title_its_slides_and_its_pictures(opened: Open) -> None:
    page = opened(ROOT, "transformers")

    assert page.run("document.title") == "Transformers"
    assert page.run("Reveal.getTotalSlides()") == 13
    assert page.run(PICTURES) == [True] * 12


@pytest.mark.usefixtures("is_quiet")
def test_fragments_step(opened: Open, make_project: MakeProject) -> None:
    page = opened(make_project({"slides/a.md": DECK}), "a")
    visible = "document.querySelectorAll('.fragment.visible').length"

    assert page.run(visible) == 0
    assert page.run(f"Reveal.nextFragment() && {visible}") == 1
    assert page.run(f"Reveal.nextFragment() && {visible}") == 2
    assert page.run("Reveal.nextFragment()") is False


@pytest.mark.usefixtures("is_quiet")
def test_code_has_colours(opened: Open, make_project: MakeProject) -> None:
    page = opened(make_project({"slides/a.md": DECK}), "a")
    colours = (
        "new Set([...document.querySelectorAll('pre code span')].map((each) => getComputedStyle(each).color)).size"
    )

    assert page.run(colours) >= 3


@pytest.mark.usefixtures("is_quiet")
def test_speaker_notes_are_those_of_the_slide(opened: Open, make_project: MakeProject) -> None:
    page = opened(make_project({"slides/a.md": DECK}), "a")
    page.run("Reveal.slide(0, 1)")

    assert page.run("Reveal.getSlideNotes().trim()") == "<p>Say it slowly.</p>"
    assert page.run("Reveal.hasPlugin('notes')") is True


QUIZ = """\
!SUB
## Where :lucide-map-pin: is it?

::: quiz
- [ ] here
  no
- [x] there
  yes
:::
"""
# Of the icon: its parts of the letters' size. Of each option: the sign of its mark, whether its explanation is seen.
ICON = """(([icon]) => {
  const size = parseFloat(getComputedStyle(icon.parentElement).fontSize) * Reveal.getScale();
  const {width, height} = icon.getBoundingClientRect();
  return [Math.round(10 * width / size), Math.round(10 * height / size)];
})(document.querySelectorAll('svg.icon'))"""
OPTIONS = """[...document.querySelectorAll('.quiz-option')].map((option) => [
  getComputedStyle(option.firstElementChild, '::before').maskImage.match(/circle|evenodd|14 14/)[0],
  getComputedStyle(option.querySelector('p')).visibility,
])"""


@pytest.mark.usefixtures("is_quiet")
def test_icons_and_quizzes_work(opened: Open, make_project: MakeProject) -> None:
    page = opened(make_project({"slides/a.md": QUIZ}), "a")

    assert page.run(ICON) == [10, 10]
    assert page.run(OPTIONS) == [["circle", "hidden"], ["circle", "hidden"]]
    page.run("document.querySelector('.quiz-choice').click()")
    assert page.run(OPTIONS) == [["14 14", "visible"], ["circle", "hidden"]]
    page.run("Reveal.next()")
    assert page.run(OPTIONS) == [["14 14", "visible"], ["evenodd", "visible"]]


@pytest.mark.usefixtures("is_quiet")
def test_a_far_slide_of_a_large_deck_is_shown_with_its_picture(opened: Open, make_project: MakeProject) -> None:
    slides = "\n\n!SLIDE\n\n".join(f"## Slide {number}\n\n![](images/x.png)" for number in range(150))
    page = opened(make_project({"slides/a.md": slides, "images/x.png": png(4, 3)}), "a")

    assert page.run("Reveal.getTotalSlides()") == 150
    page.run("Reveal.slide(120)")
    assert page.run(SHOWN) == "Slide 120"
    driving.wait(page, "document.querySelectorAll('.slides noscript').length === 0")
    assert page.run(PICTURES) == [True] * 150


@pytest.mark.parametrize("options", [[], ["--untrusted"]])
def test_the_preview_shows_an_edit_without_loading_the_page_again(
    browser: Browser, make_project: MakeProject, options: list[str]
) -> None:
    root = make_project({"slides/talk.md": "## One\n"})
    with serving(root, *options) as server:
        browser.open(f"{server.url}talk.html")
        driving.wait(browser, "window.Reveal?.isReady()")
        browser.run("(window.marker = 1)")
        (root / "slides" / "talk.md").write_text("## Two\n", encoding="utf-8")
        driving.wait(browser, f"{SHOWN} === 'Two'")

        assert browser.run("window.marker") == 1
        browser.open("about:blank")


def test_a_program_that_is_not_there_is_told_with_the_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")

    with pytest.raises(driving.Missing, match=r"There is no Xvfb here\. On Debian and Ubuntu: apt-get install xvfb"):
        driving.program("Xvfb")
