"""What the comparison does not look at, each with its reason; the browser half (browser.js) reads this list."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ignored:
    """One thing that is ignored: ``kind`` says what is done with ``name`` in elements that match ``within``."""

    kind: str
    name: str
    within: str
    reason: str


IGNORED = (
    Ignored("attribute", "data-markdown", "section", "reveal.js marks the slides that it makes"),
    Ignored("attribute", "data-markdown-parsed", "section", "reveal.js marks the slides that it has converted"),
    Ignored("attribute", "id", "h1,h2,h3,h4,h5,h6", "heading ids, as GitHub makes them, are an improvement"),
    Ignored(
        "attribute",
        "alt",
        'img[alt=""]',
        "a picture without a text gets that of alt.yml, or an empty one, with its file",
    ),
    Ignored("class", "hljs", "pre code", "in reveal.js the highlight plugin adds it, which does not run here"),
    Ignored("class", "has-highlights", "pre code", "the highlight plugin adds it to code with line numbers"),
    Ignored("unwrap", "span", "pre code", "Pygments colours code at build time"),
    Ignored("lines", ".hljs-ln", "pre code", "numbered lines are made at build time: a row is a line"),
    Ignored("clones", "code.fragment", "pre", "steps are made at build time: a clone of the code is a step"),
)

RULES = (
    ("comments", "the words of a directive are taken out of its comment or with it; nobody sees a comment"),
    ("white space", "runs of it are one blank, none at the edges of blocks: so browsers show it outside <pre>"),
    ("addresses", 'href and src are compared as the browser reads them: "ö" and "%C3%B6" are the same'),
    (
        "reopened elements",
        "the parser opens <a>, <b> … that are never closed again, around white space: nobody sees it",
    ),
    ("order", "attributes, and the words of a class, are sets; an empty class is no class"),
    ("empty slides", "deckbuild leaves out slides that hold nothing, and reports them (D201)"),
    ("empty notes", "a separator of notes with nothing behind it says nothing"),
    ("lone slides", "a vertical stack of one slide is that slide"),
)


def for_browser() -> list[dict[str, Any]]:
    """Return the list as browser.js reads it."""
    return [asdict(each) for each in IGNORED]
