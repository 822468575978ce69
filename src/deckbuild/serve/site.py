"""Builds a project into the pages that the server shows; they live in memory, never on disk."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from deckbuild import build, project
from deckbuild.diagnostics import Diagnostic, Rule, Severity, about_file
from deckbuild.gate import Gate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from deckbuild.gate import Stamp

INTERNAL = Rule(
    "D901",
    "internal",
    Severity.ERROR,
    "deckbuild itself failed. The last good deck stays; please report what the message says.",
)
GONE = Rule(
    "D902",
    "no-such-deck",
    Severity.ERROR,
    "The live preview is asked for a deck that the project does not have (any more). The page comes back by itself\n"
    "when the deck does; the start page lists the decks that there are.",
)
START = ""  # the name of the page that lists the decks


@dataclass(frozen=True, slots=True)
class Shown:
    """A page as it is shown: its HTML (empty until there was a good one), and what is wrong now."""

    html: str = ""
    problems: tuple[Diagnostic, ...] = ()
    revision: str = field(init=False)  # what tells this HTML from any other; a browser that shows another one reloads

    def __post_init__(self) -> None:
        object.__setattr__(self, "revision", blake2b(self.html.encode(), digest_size=8).hexdigest())

    def state(self) -> dict[str, Any]:
        """Return what the browser has to know: the revision, and the problems."""
        return {"revision": self.revision, "problems": [_problem(each) for each in self.problems]}

    def served(self) -> bytes:
        """Return the page with the live preview's half in it. The script stands behind the page's own HTML.

        livereload's own injection looks for ``</head>`` in the first 64 KiB, where a self-contained deck has none.
        """
        state = json.dumps(self.state()).replace("<", "\\u003c")
        live = f'<script id="deckbuild-state" type="application/json">{state}</script>'
        scripts = '<script src="/-/client.js"></script><script src="/livereload.js"></script>'
        return f"{self.html or _EMPTY}\n{live}\n{scripts}\n".encode()


_EMPTY = '<!doctype html><html lang="en"><meta charset="utf-8"><title>deckbuild</title><body></body></html>'


@dataclass(frozen=True, slots=True)
class Site:
    """All pages by their names, and the stamps of the files that they were built from."""

    pages: Mapping[str, Shown] = field(default_factory=dict)
    stamps: Mapping[Path, Stamp] = field(default_factory=dict)
    problems: tuple[Diagnostic, ...] = ()


def make(root: Path, only: str, overrides: Mapping[str, Any], last: Site) -> Site:
    """Build the project at ``root``; a deck with errors keeps the HTML it has in ``last``. Touches the disk.

    Whatever goes wrong is shown and never raised: the server must live through any edit.
    """
    read = project.Project(root, Gate(root))
    try:
        read = project.read(root, only, overrides)
        return _site(read, last)
    except (Exception, SystemExit) as error:  # a failing extension of a project, or our own mistake
        wrong = about_file(INTERNAL, "deckbuild", f"{type(error).__name__}: {error}")
        pages = {name: Shown(page.html, (wrong,)) for name, page in (last.pages or {START: Shown()}).items()}
        return Site(pages, {**last.stamps, **read.gate.asked}, (wrong,))


def _site(read: project.Project, last: Site) -> Site:
    builds = list(build.build(read))
    pages = {START: Shown()} | {_page(made.name): _shown(made, read, last) for made in builds}
    found = (*read.diagnostics, *(each for made in builds for each in made.diagnostics))
    if not pages[START].html:
        html, wrong = build.start_page(read, builds)
        found = (*found, *wrong)
        pages[START] = Shown(html or last.pages.get(START, Shown()).html, found)
    return Site(pages, read.gate.asked, found)


def _page(deck: str) -> str:
    """Return the name of a deck's page: one that is called index takes the place of the list of decks."""
    return START if deck == "index" else deck


def _shown(made: build.Build, read: project.Project, last: Site) -> Shown:
    """Return the page of a deck: the new one if it is good, else the last good one, else what there is."""
    problems = (*read.diagnostics, *made.diagnostics)
    if made.html and not any(problem.is_error for problem in problems):
        return Shown(made.html, problems)
    return Shown(last.pages.get(_page(made.name), Shown()).html or made.html, problems)


def _problem(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as the browser half wants it."""
    return {
        "severity": diagnostic.rule.severity.value,
        "code": diagnostic.rule.code,
        "place": str(diagnostic.location),
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "excerpt": diagnostic.excerpt[:400],
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "width": diagnostic.width,
    }


def missing(name: str, site: Site) -> Shown:
    """Return what is shown in the place of a deck that is not there; its page comes back with the deck."""
    gone = about_file(GONE, f"{name}.html", "there is no deck of this name now", "its page comes back with it")
    return Shown(problems=(gone, *site.problems))


def changed(old: Site, new: Site) -> Sequence[str]:
    """Return the names of the pages that look different now."""
    return [name for name in {*old.pages, *new.pages} if old.pages.get(name) != new.pages.get(name)]
