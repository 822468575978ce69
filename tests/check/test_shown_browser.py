"""The rules with a browser: each fires at its element, in its states, and is quiet on the mended twin.

All cases are slides of one deck, and their twins of another, so that four pages show all of them.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PIL import Image

from deckbuild.check import checking, outside
from deckbuild.check.shown import RULES, looking
from deckbuild.files.cache import Cache
from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.rendering.reuse import Rendering
from tests import chromium
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from deckbuild.check.finding import Finding
    from tests.conftest import MakeProject

pytestmark = pytest.mark.browser

WORDS = "words " * 40
ROWS = "\n".join(f"line {number}" for number in range(1, 40))
ITEMS = "\n".join(f"- item {number}" for number in range(1, 25))
STEP = '<!-- .element: class="fragment" -->'
ALWAYS = ("0", "print")
PRINT = ("print",)  # which draws what runs over smaller, to half its size at most


class Case(NamedTuple):
    """A slide, its mended twin, and what is found: the line (from 1, the slide's first), the code, and the states."""

    broken: str
    mended: str
    found: tuple[tuple[int, str, tuple[str, ...]], ...]


def styled(style: str, text: str = "text", more: str = "") -> str:
    return f'<p style="{style}"{more}>{text}</p>'


CASES = {
    "text below": Case(
        "## A\n\n" + "paragraph\n\n" * 20, "## A\n\nparagraph", ((21, "D640", ("0",)), (37, "D640", PRINT))
    ),
    "text on the right": Case(
        f"## A\n\n{styled('white-space: nowrap', WORDS)}", f"## A\n\n{WORDS}", ((3, "D640", ALWAYS),)
    ),
    "text on the left": Case(
        f"## A\n\n{styled('position: absolute; left: -40px')}",
        f"## A\n\n{styled('position: absolute; left: -40px', more=' data-bleed')}",
        ((3, "D640", ALWAYS),),
    ),
    "text above": Case(
        f"## A\n\n{styled('position: absolute; top: -60px')}",
        f"## A\n\n{styled('position: absolute; top: 2px')}",
        ((3, "D640", ALWAYS),),
    ),
    "a picture": Case(
        "## A\n\ntext\n\n<img src='x.png' alt='X' style='min-width: 1400px; min-height: 1050px'>",
        "## A\n\ntext\n\n<img src='x.png' alt='X'>",
        ((5, "D640", ("0",)),),
    ),
    "a table": Case(f"|a|b|\n|-|-|\n|1|{'x' * 120}|", "|a|b|\n|-|-|\n|1|2|", ((1, "D640", ALWAYS),)),
    "a list": Case(f"## A\n\n{ITEMS}", "## A\n\n- item", ((14, "D640", ("0",)), (23, "D640", PRINT))),
    "code": Case(
        f"<pre style='white-space: pre; overflow: visible; width: auto'>{'code ' * 90}</pre>",
        "<pre>code</pre>",
        ((1, "D640", ALWAYS),),
    ),
    "the third step": Case(
        f'## A\n\n- a {STEP}\n- b {STEP}\n\n<p class="fragment" style="position: absolute; top: 700px">three</p>',
        f"## A\n\n- a {STEP}\n- b {STEP}\n\n<p class='fragment'>three</p>",
        ((6, "D640", ("3",)),),
    ),
    "only in print": Case(
        f"## A\n\n<div class='only-in-print'>{'words ' * 3}</div>", "## A\n\nwords", ((3, "D640", PRINT),)
    ),
    "clipped text": Case(
        f"## A\n\n<div style='height: 60px; overflow: hidden'>{WORDS * 3}</div>",
        "## A\n\n<div style='height: 60px; overflow: hidden'>words</div>",
        ((3, "D641", ALWAYS),),
    ),
    "code that scrolls": Case(
        f"## A\n\n```\n{ROWS}\n```", "## A\n\n```\ncode\n```", ((3, "D642", ("0",)), (3, "D640", PRINT))
    ),
    "overlap": Case(
        f"## A\n\n{styled('position: absolute; top: 200px')}\n\n{styled('position: absolute; top: 210px', 'two')}",
        "## A\n\n<div class='r-stack'><p>one text</p><p>two</p></div>",
        ((5, "D643", ("0",)),),
    ),
    "overlap in a step": Case(
        f"## A\n\ntext of a line {STEP}\n\n<p class='fragment' style='margin-top: -60px'>over it</p>",
        f"## A\n\ntext of a line {STEP}\n\n<p class='fragment'>below it</p>",
        ((5, "D643", ("2",)),),
    ),
    "small text": Case(f"## A\n\n{styled('font-size: 14px')}", "## A\n\nH<sub>2</sub>O", ((3, "D644", ("0",)),)),
    "a lost picture": Case("## A\n\n![X](broken.png)", "## A\n\n![X](x.png)", ((3, "D645", ("0",)),)),
    "a stretched picture": Case(
        "## A\n\n<img src='x.png' alt='X' style='width: 300px; height: 100px; object-fit: fill'>",
        "## A\n\n<img src='x.png' alt='X' width='300'>",
        ((3, "D646", ("0",)),),
    ),
    "low contrast": Case(
        f"## A\n\n{styled('color: #bbb')}", f"## A\n\n{styled('color: #333')}", ((3, "D647", ALWAYS),)
    ),
    "low contrast over a picture": Case(
        "## A\n\n<div style='position: relative'><img src='white.png' alt='X' width='600' height='300'>"
        "<p style='position: absolute; top: 50px; left: 50px; color: #ddd'>over it</p></div>",
        "## A\n\n<div style='position: relative'><img src='white.png' alt='X' width='600' height='300'>"
        "<p style='position: absolute; top: 50px; left: 50px; color: #222'>over it</p></div>",
        ((3, "D647", ("0",)),),
    ),
    "low contrast in a step": Case(
        f"## A\n\nfirst {STEP}\n\n<p class='fragment' style='color: #bbb'>faint</p>",
        f"## A\n\nfirst {STEP}\n\n<p class='fragment'>strong</p>",
        ((5, "D647", ("2", "print")),),
    ),
    "for everybody": Case("## A\n\n<ul><p>no item</p></ul>", "## A\n\n<ul><li>item</li></ul>", ((3, "D650", ("0",)),)),
}
PICTURES = {
    "slides/x.png": png(400, 300),
    "slides/white.png": png(400, 200, (255, 255, 255)),
    "slides/broken.png": b"\x89PNG\r\n\x1a\nno",
}
STYLE = "@media screen { .only-in-print { display: none } }\n.only-in-print { position: absolute; left: -90px }\n"
HEAD = "---\ntheme: lecture\ncss: [own.css]\n---\n"


def looked_at(root: Path, cache: Cache | None = None) -> dict[str, list[Finding]]:
    """What is found with a browser in each deck of a project, in a thread: here runs a loop of Playwright already."""
    builds = list(stages.build(loader.read(root), Rendering(lines=True)))
    look = looking.look(checking.decks_of(builds), chromium.require(), cache)
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(asyncio.run, look).result()
    return {made.name: each for made, each in zip(builds, found, strict=True)}


def test_each_rule_fires_at_its_element_in_its_states_and_is_quiet_on_the_mended_twin(
    make_project: MakeProject,
) -> None:
    decks = {
        f"slides/{name}.md": HEAD + "!SLIDE\n".join(f"{getattr(case, name)}\n" for case in CASES.values())
        for name in ("broken", "mended")
    }
    root = make_project({**PICTURES, **decks, "own.css": STYLE})
    found = looked_at(root)
    text = decks["slides/broken.md"].split("\n")
    firsts = [len(HEAD.split("\n")), *(at + 2 for at, line in enumerate(text) if line == "!SLIDE")]
    told: dict[str, list[tuple[int, str, tuple[str, ...]]]] = {name: [] for name in CASES}
    for each in found["broken"]:
        told[list(CASES)[each.slide - 1]].append((each.line - firsts[each.slide - 1] + 1, each.rule.code, each.states))

    assert {code for case in CASES.values() for _, code, _ in case.found} | {"D648", "D649"} == {
        rule.code for rule in RULES
    }
    assert {name: sorted(each) for name, each in told.items()} == {
        name: sorted(each.found) for name, each in CASES.items()
    }
    assert [str(each.diagnostic) for each in found["mended"]] == []


def test_errors_in_the_console_and_failed_requests_are_told_where_they_come_from_and_kept(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    slides = "# A\n\n!SLIDE\n\n## B\n\n<script>no_such_function()</script>\n\n!SLIDE\n\nhttps://youtu.be/kCc8FmEb1nY\n"
    late = "console.error('it is wrong')\nfetch('https:' + '//example.invalid/data').catch(String)"
    root = make_project({"slides/a.md": f"---\nscripts: [late.js]\n---\n{slides}", "late.js": late})
    cache = Cache(root / "kept")
    found = looked_at(root, cache)["a"]

    assert sorted(str(each.diagnostic) for each in found) == [
        "slides/a.md:10:1: warning: the console says: no_such_function is not defined [D648]",
        (
            "slides/a.md:1:1: warning: https://example.invalid/data is asked for while the deck is shown, and does not "
            "come [D649]"
        ),
        "slides/a.md:2:11: warning: the console says: it is wrong [D648]",
    ]
    assert "https://example.invalid/data" in [each.diagnostic.address for each in found]

    monkeypatch.setattr(looking, "open_browser", None)  # nobody needs it any more
    assert looked_at(root, cache)["a"] == found


def test_a_picture_of_what_was_found_frames_the_element_and_a_page_lists_the_pictures(
    make_project: MakeProject,
) -> None:
    text = f"{HEAD}# A\n\n{styled('position: absolute; left: 1260px; top: 300px; width: 200px')}\n"
    root = make_project({"slides/talk.md": text, "own.css": ""})
    decks = checking.decks_of(list(stages.build(loader.read(root), Rendering(lines=True))))
    (found,) = looked_at(root).values()
    with ThreadPoolExecutor(1) as pool:
        files = pool.submit(outside.pictures, decks, [found], chromium.require()).result()
    assert isinstance(files, dict), files
    assert [*files] == ["index.html", "talk-001-D640.png"]
    picture = Image.open(BytesIO(files["talk-001-D640.png"])).convert("RGB")

    assert picture.size == (1280 + 2 * 256, 720 + 2 * 144)
    left, top = 256 + found[0].box[0], 144 + found[0].box[1]
    assert [picture.getpixel((left - 6, top + 9)), picture.getpixel((left + 206, top + 9))] == [(217, 142, 4)] * 2
    assert "slides/talk.md:7" in files["index.html"].decode()
    assert '<a href="talk-001-D640.png">' in files["index.html"].decode()
