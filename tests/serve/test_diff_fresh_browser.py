"""A page that was patched again and again is the page that a fresh load shows: compared after random edits."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from deckbuild.page.layout import SERVED
from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.rendering.reuse import Rendering
from deckbuild.serve.diff import difference
from deckbuild.serve.page_parts import DeckParts, parts_of
from tests.serve.patching import ADDRESS, Served

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from playwright.sync_api import Browser

    from tests.conftest import MakeProject, Watched

    Deck = list[list[str]]  # slides by stacks

pytestmark = pytest.mark.browser

EDITS = 15
STEP = '<!-- .element: class="fragment" -->'

# Slides and backgrounds as they are, without what only tells where somebody has been before.
PAGE = """() => {
  const history = ["style", "data-previous-indexv", "data-fragment", "data-index-h", "data-index-v"];
  const states = ["past", "present", "future", "hidden", "aria-hidden", "inert"];
  const names = ["aria-label", "aria-roledescription", "role"]; // a slide gets them when it is first shown
  const lines = [];
  const walk = (node, depth) => {
    if (node.nodeType === Node.TEXT_NODE && node.nodeValue.trim()) lines.push(node.nodeValue.trim());
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    const isFar = node.matches("section section") && node !== Reveal.getCurrentSlide();
    const isOther = node.matches("section") && node !== Reveal.getCurrentSlide();
    const isState = (name) => (isFar && states.includes(name)) || (isOther && names.includes(name));
    const isKept = (name) => !history.includes(name) && !isState(name);
    const classes = [...node.classList].filter(isKept).sort().join(" ");
    const others = [...node.attributes].filter(({ name }) => name !== "class" && isKept(name));
    const told = others.map(({ name, value }) => `${name}=${value}`).sort().join(" ");
    lines.push(`${" ".repeat(depth)}${node.nodeName} ${classes} ${told}`);
    node.childNodes.forEach((child) => walk(child, depth + 1));
  };
  walk(document.querySelector(".slides"), 0);
  for (const each of document.querySelectorAll(".backgrounds .slide-background")) {
    const own = [...each.classList].filter((name) => !states.includes(name)).sort();
    lines.push([own.join(" "), each.style.background, each.children.length].join("|"));
  }
  return lines;
}"""


def block(dice: Random) -> str:
    number = dice.randrange(1000)
    kinds = [
        f"words {number}",
        f"- a {number} {STEP}\n- b\n- c {STEP}",
        f"- x {STEP}\n- y {STEP.replace(' -->', f' data-fragment-index={number % 3} -->')}",
        f"```python [1|2]\na = {number}\nb = 2\n```",
        f'<div class="box">\n\ninside {number}\n\n</div>',
        f"<!-- .slide: class='c{number % 2}' data-background-color='#{number:06d}' -->",
        f"<!-- .stack: data-background='#{number:06d}' -->",
        "<!-- .slide: data-visibility='hidden' -->" if number % 3 == 0 else "> said",
    ]
    return dice.choice(kinds)


def slide(dice: Random) -> str:
    blocks = [block(dice) for _ in range(dice.randrange(1, 4))]
    return "\n\n".join([f"# Title {dice.randrange(100)}", *blocks, *dice.choice([[], ["!NOTE\nsay"]])])


def edited(deck: Deck, dice: Random) -> Deck:
    """Return the deck with a slide changed, added, removed or moved, or stacks joined or divided."""
    deck = [list(stack) for stack in deck]
    h = dice.randrange(len(deck))
    v = dice.randrange(len(deck[h]))
    kind = dice.choice(["change", "change", "add", "stack", "remove", "move", "join", "divide"])
    if kind == "change":
        deck[h][v] = deck[h][v].replace("\n\n", f"\n\n{block(dice)}\n\n", 1)
    elif kind == "add":
        deck[h].insert(v, slide(dice))
    elif kind == "stack":
        deck.insert(h, [slide(dice) for _ in range(dice.randrange(1, 3))])
    elif kind == "remove":
        del deck[h][v]
    elif kind == "move":
        deck.insert(dice.randrange(len(deck)), [deck[h].pop(v)])
    elif kind == "join" and h:
        deck[h - 1] += deck.pop(h)
    elif kind == "divide" and v:
        deck[h : h + 1] = [deck[h][:v], deck[h][v:]]
    return [stack for stack in deck if stack] or [[slide(dice)]]


def parts(root: Path, deck: Deck, rendering: Rendering) -> DeckParts:
    text = "\n\n!SLIDE\n\n".join("\n\n!SUB\n\n".join(stack) for stack in deck)
    (root / "slides" / "talk.md").write_text(f"{text}\n", encoding="utf-8")
    read = loader.read(root)
    made = stages.assemble_deck(read.decks[0], read, rendering, SERVED, stages.PICTURES, stages.FIRST_BUILD)
    found = parts_of(made, {})
    assert found
    return found


def test_a_patched_page_is_the_one_that_a_fresh_load_shows(
    page: Watched, browser: Browser, make_project: MakeProject
) -> None:
    dice = random.Random(5)  # noqa: S311 -- no secret
    deck = [[slide(dice) for _ in range(number)] for number in (1, 3, 2, 1)]
    root, rendering = make_project({"slides/talk.md": ""}), Rendering(lines=True)
    now = parts(root, deck, rendering)
    patched = Served(page.page, root, lines=now.lines, hidden=now.hidden).open()
    marker = page.page.evaluate("marker")
    context = browser.new_context(viewport=page.page.viewport_size)
    fresh = context.new_page()
    for number in range(EDITS):
        page.page.evaluate("at => Reveal.slide(at % Reveal.getHorizontalSlides().length, 0, 0)", dice.randrange(9))
        deck = edited(deck, dice)
        old, now = now, parts(root, deck, rendering)
        said = difference(old, now)
        assert said
        rest = {name: said[name] for name in ("title", "about", "sheets", "options")}
        patched.patch(*said["operations"], **rest, lines=now.lines)

        if number % 3:
            continue
        context.unroute(f"{ADDRESS}**")
        Served(fresh, root, lines=now.lines, hidden=now.hidden).open(f"?{patched.build}")
        fresh.evaluate("({h, v, f}) => Reveal.slide(h, v, f)", page.page.evaluate("Reveal.getIndices()"))
        assert page.page.evaluate(PAGE) == fresh.evaluate(PAGE), said["operations"]
    context.close()
    assert page.page.evaluate("marker") == marker
