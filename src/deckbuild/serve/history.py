"""A page as browsers see it: what one that loads it gets, and how one that shows an older state comes to the newest."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from deckbuild.serve import client_script
from deckbuild.serve.messages import PageChange
from deckbuild.serve.problem_json import told

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from deckbuild.diagnostics.problem import Diagnostic

_KEPT = 50  # patches of a page
# The page of a deck that is not there; what the preview shows in it is all.
_EMPTY = b"""<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>deckbuild</title></head><body></body>"""


@dataclass(frozen=True, slots=True)
class Step:
    """A patch that was sent: the revisions that it leads from and to, the number of the build, and its JSON."""

    before: str
    revision: str
    build: int
    message: str


@dataclass(slots=True)
class PageHistory:
    """One page: its newest state, its HTML and the state that this HTML is of, and the last steps between states."""

    name: str
    opens: Callable[[str], bool] = lambda _: True  # whether the editor opens a file that a problem names
    now: PageChange = field(default_factory=PageChange)
    loaded: PageChange = field(default_factory=PageChange)
    html: bytes = b""
    steps: deque[Step] = field(default_factory=lambda: deque(maxlen=_KEPT))
    is_renumbered: bool = False  # whether the lines have changed since the page is of its revision

    def turn(self, change: PageChange, build: int) -> None:
        """Go to the state after the build of this number."""
        if change.revision == self.loaded.revision:
            self.loaded = change
        if change.revision != self.now.revision:
            if change.patch is None or change.before != self.now.revision:
                self.steps.clear()
            else:
                self.steps.append(self._step(change, build))
            self.is_renumbered = False
        self.is_renumbered |= change.revision == self.now.revision and change.lines != self.now.lines
        self.now = change

    def keep(self, html: bytes, change: PageChange) -> None:
        """Take ``html``, which is of the state after ``change``, for those who load the page from now on."""
        self.html, self.loaded = html, change

    def place(self, path: str, line: int) -> tuple[int, int] | None:
        """Return the slide (stack, place in it) of this line of a source.

        That is the last one that begins at the line or before it; lines before the first slide, such as the front
        matter, belong to it. None if no slide comes from the source.
        """
        every = ((h, v, lines) for h, stack in enumerate(self.now.lines) for v, lines in enumerate(stack))
        begins = [(first, (h, v)) for h, v, (file, first, _) in every if file == path]
        at = [each for each in begins if each[0] <= line]
        return max(at)[1] if at else min(begins)[1] if begins else None

    def served(self, build: int, token: str, *, is_presented: bool = False) -> tuple[bytes, bytes]:
        """Return the page, and the live preview's half that stands behind it. The former is never copied."""
        state = {
            "page": self.name,
            "token": token,
            "build": build,
            "revision": self.loaded.revision,
            "problems": self._told(self.now.problems),
            "lines": self.loaded.lines,
            "hidden": self.loaded.hidden,
            "isPresented": is_presented,
        }
        text = json.dumps(state).replace("<", "\\u003c")
        live = f'\n<script id="deckbuild-state" type="application/json">{text}</script>\n{client_script.tag()}\n'
        return self.html or _EMPTY, live.encode()

    def since(self, revision: str, build: int, token: str) -> list[str]:
        """Return the messages that bring a browser from ``revision`` to the state after the newest ``build``.

        A page that was loaded from an older server has that one's token, and is told ours.
        """
        if revision == self.now.revision:
            return [self._state(build, token)]
        start = next((at for at in reversed(range(len(self.steps))) if self.steps[at].before == revision), None)
        if start is None:
            return [json.dumps({"kind": "reload", "build": build})]
        steps = list(self.steps)[start:]
        return [*(step.message for step in steps), *([] if steps[-1].build == build else [self._state(build, token)])]

    @staticmethod
    def goto(h: int, v: int) -> str:
        """Return the message that shows the slide at these places."""
        return json.dumps({"kind": "goto", "h": h, "v": v})

    def _state(self, build: int, token: str) -> str:
        now = self.now
        about = {"token": token, "revision": now.revision, "problems": self._told(now.problems), "lines": now.lines}
        return json.dumps({"kind": "state", "build": build, **about})

    def _step(self, change: PageChange, build: int) -> Step:
        """Return the step to ``change``; most change no line number, and those of a long deck are its largest part."""
        about: dict[str, Any] = {"build": build, "from": change.before, "revision": change.revision}
        if self.is_renumbered or change.lines != self.now.lines:
            about["lines"] = change.lines
        message = json.dumps({**(change.patch or {}), **about, "problems": self._told(change.problems)})
        return Step(change.before, change.revision, build, message)

    def _told(self, found: Sequence[Diagnostic]) -> list[dict[str, Any]]:
        """Return problems as the browser wants them; what the editor cannot open is no file."""
        opened = {path: path for each in found if self.opens(path := each.location.path)}
        return [told(each) | {"file": opened.get(each.location.path, "")} for each in found]
