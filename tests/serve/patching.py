"""A served page without its server: the test holds the other end of its socket, and says what the server would say."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from deckbuild.diagnostics.source import Source
from deckbuild.parsing import slides
from deckbuild.pipeline import stages
from deckbuild.pipeline.start_page import start_page
from deckbuild.project import loader
from deckbuild.rendering.renderer import Renderer
from deckbuild.rendering.reuse import Rendering
from deckbuild.serve.client_script import script

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

ADDRESS = "http://deck.test/"

# Each window keeps its sockets; one that is opened says so a little later, as real ones do. `marker` tells a reload.
_SOCKETS = """
window.marker = Math.random();
window.sockets = [];
window.WebSocket = class {
  static OPEN = 1;
  static CLOSED = 3;
  readyState = 0;
  constructor(address) {
    this.address = address;
    sockets.push(this);
    setTimeout(() => window.unreachable ? this.lose() : this.opened());
  }
  opened() { this.readyState = 1; this.onopen?.({}); }
  lose() { this.readyState = 3; this.onclose?.({}); }
  close() { this.readyState = 3; }
};
"""


def wait_for_reload(page: Page, marker: float) -> None:
    """Wait until the page is another one than that with `marker`; between the two there is a window without any."""
    page.wait_for_function("old => window.marker !== undefined && window.marker !== old", arg=marker)


def section(text: str) -> str:
    """The HTML of a slide, or of a stack when `text` holds a separator, as the template writes it."""
    found = slides.divide(Source("slides/talk.md", text), 0, slides.NATIVE).stacks[0]
    made = [Renderer({}, lines=True).render(slide) for slide in found]
    each = [f"<section{written(slide.attributes)}>\n{slide.html}\n</section>" for slide in made]
    return each[0] if len(each) == 1 else f"<section>\n{''.join(each)}\n</section>"


def written(found: dict[str, str]) -> str:
    return "".join(f' {name}="{value}"' for name, value in found.items())


def problem(**about: object) -> dict[str, object]:
    """An error as the server tells it."""
    given = {"severity": "error", "code": "D401", "place": "slides/talk.md:3:5", "file": "slides/talk.md", "hint": ""}
    line = {"message": "no such file", "excerpt": "![](x.png)", "line": 3, "column": 5, "width": 5}
    return {**given, **line, **about}


class Served:
    """The page of a deck at `ADDRESS`, and what it asks of the server."""

    def __init__(self, page: Page, root: Path, name: str = "talk", **state: object) -> None:
        self.page, self.name, self.build, self.revision = page, name, 1, 0
        self.asked: list[dict[str, Any]] = []
        self.answer = (204, "")
        self.measured: list[dict[str, object]] = []  # what the server makes of what a page has measured
        self.is_there = True  # whether the server answers a page that asks for it
        read = loader.read(root, "", {})
        self.builds = {made.name: made for made in stages.build(read, Rendering(lines=True))}
        self.start = start_page(read, list(self.builds.values()), served=True)[0]
        self.state = {"token": "secret", "problems": [], "lines": [], "hidden": [], **state}
        page.context.route(f"{ADDRESS}**", self._route)

    def open(self, query: str = "") -> Served:
        """Show the page, and wait until it is connected."""
        self.page.goto(f"{ADDRESS}{self.name}.html{query}" if self.name else ADDRESS)
        self.page.wait_for_function("(!window.Reveal || Reveal.isReady()) && sockets.at(-1)?.readyState === 1")
        return self

    def send(self, **message: object) -> None:
        """Send a message to each window that shows a deck; news of decks go to the start page."""
        tell = "said => window.sockets?.at(-1)?.onmessage?.({data: JSON.stringify(said)})"
        frames = [frame for page in self.page.context.pages for frame in page.frames]
        for frame in frames:
            if (frame.url == ADDRESS) == (message["kind"] == "decks"):
                frame.evaluate(tell, message)

    def patch(self, *operations: dict[str, object], **more: object) -> None:
        """Send a patch to the next revision."""
        self.build, old, self.revision = self.build + 1, self.revision, self.revision + 1
        about = {"build": self.build, "from": f"r{old}", "revision": f"r{self.revision}", "edited": None}
        same = {"about": None, "sheets": {}, "options": None, "lines": self.state["lines"], "problems": []}
        self.send(kind="patch", operations=operations, **{**about, "title": "Talk", **same, **more})

    def _route(self, route: Route) -> None:
        path = re.sub(r"[?#].*", "", route.request.url.removeprefix(ADDRESS))
        if path == "-/client.js" and route.request.method == "HEAD":
            route.fulfill() if self.is_there else route.abort()
        elif path == "-/client.js":
            route.fulfill(body=f"{_SOCKETS}\n{script()}", content_type="text/javascript")
        elif path == "-/edit":
            self.asked.append(dict(route.request.post_data_json or {}))
            route.fulfill(status=self.answer[0], body=self.answer[1])
        elif path == "-/measured":
            self.asked.append(dict(route.request.post_data_json or {}))
            route.fulfill(json=self.measured if self.asked[-1]["found"] else [])
        elif (name := path.removesuffix(".html")) in {"", *self.builds}:
            route.fulfill(body=self._page(name), content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404)

    def _page(self, name: str) -> str:
        state = {**self.state, "page": name, "build": self.build, "revision": f"r{self.revision}"}
        data = json.dumps(state).replace("<", "\\u003c")
        html = self.builds[name].html if name else self.start
        told = f'<script id="deckbuild-state" type="application/json">{data}</script>'
        return f'{html}{told}<script src="/-/client.js"></script>'
