"""Compares: renders cases with reveal.js and with deckbuild in one Chromium, and keeps both canonical trees."""

from __future__ import annotations

import json
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from deckbuild.browser import session
from tests import chromium

from . import ignored, npm, ours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Browser, Page

    from .cases import Case

BATCH = 500
Tree = list[Any]  # [tag, {attribute: value}, [trees and texts]]


@dataclass(frozen=True, slots=True)
class Compared:
    """A case with the trees of both, and the HTML that deckbuild made."""

    case: Case
    reveal: Tree
    ours: Tree
    html: str

    @property
    def is_equal(self) -> bool:
        """Whether both show the same."""
        return self.reveal == self.ours

    @property
    def total(self) -> int:
        """How many slides reveal.js shows."""
        return len(slides(self.reveal))

    @property
    def equal(self) -> int:
        """How many of its slides both show the same; none, if they show another number or other stacks."""
        theirs, mine = slides(self.reveal), slides(self.ours)
        if self.is_equal or len(theirs) != len(mine):
            return self.total * self.is_equal
        return sum(one == other for one, other in zip(theirs, mine, strict=True))


def slides(tree: Tree | str) -> list[Tree]:
    """Return the slides in a tree: the sections that hold no section."""
    if isinstance(tree, str):
        return []
    inner = [slide for node in tree[2] for slide in slides(node)]
    return inner or ([tree] if tree[0] == "section" else [])


def share(compared: Sequence[Compared]) -> float:
    """Return the share of slides that are equal."""
    return sum(each.equal for each in compared) / max(1, sum(each.total for each in compared))


class Laboratory:
    """A page that holds reveal.js' plugin and our browser half."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.add_script_tag(content=(npm.modules() / "reveal.js/dist/plugin/markdown.js").read_text("utf-8"))
        page.add_script_tag(content=(Path(__file__).parent / "browser.js").read_text("utf-8"))

    def compare(self, cases: Sequence[Case]) -> list[Compared]:
        """Return the cases compared, in their order."""
        starts = range(0, len(cases), BATCH)
        return [each for start in starts for each in self._batch(cases[start : start + BATCH])]

    def trees(self, pages: Sequence[str]) -> list[Tree]:
        """Return the canonical trees of `pages`: what stands inside `<div class="slides">`."""
        return self.call("pageTrees", list(pages))

    def _batch(self, cases: Sequence[Case]) -> list[Compared]:
        pages = [ours.sections(case) for case in cases]
        theirs = self.call("revealTrees", [case.for_browser() for case in cases])
        mine = self.trees(pages)
        return [Compared(*each) for each in zip(cases, theirs, mine, pages, strict=True)]

    def call(self, function: str, given: list[Any]) -> list[Tree]:
        """Return what a function of browser.js makes; it comes as JSON text, which is the fastest."""
        call = f"async (given) => JSON.stringify(await {function}(...given))"
        trees: list[Tree] = json.loads(self._page.evaluate(call, [given, ignored.for_browser()]))
        return trees


@contextmanager
def laboratory() -> Iterator[Laboratory]:
    """Open a laboratory in a Chromium of its own."""
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=chromium.require(), args=session.arguments())
        yield Laboratory(browser.new_page())
        browser.close()


def outline(tree: Tree | str, depth: int = 0) -> list[str]:
    """Return a tree as indented lines."""
    indent = "  " * depth
    if isinstance(tree, str):
        return [indent + json.dumps(tree, ensure_ascii=False)]
    tag, attributes, nodes = tree
    words = "".join(f" {name}={json.dumps(value, ensure_ascii=False)}" for name, value in attributes.items())
    return [f"{indent}<{tag}{words}>", *(line for node in nodes for line in outline(node, depth + 1))]
