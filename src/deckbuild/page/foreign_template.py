"""Takes over what a template of reveal-md or mkslides adds to a page: in the head, around the slides, and scripts.

The template is filled with marks for what we have ourselves (theme, colours of code, slides) and read as HTML: what
every such template has is passed over, and what is left goes into our page.
"""

from __future__ import annotations

import re

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.diagnostics.source import Placed, Source
from deckbuild.html.tree import Element, parse
from deckbuild.page import start_script
from deckbuild.page.parts import OURS, Surroundings

NOT_TAKEN_OVER = Rule(
    "D142",
    "template-not-taken-over",
    Severity.WARNING,
    "A template of another tool does something that is not taken over into our page. Taken over are the elements of\n"
    "its head, what stands around the slides, and its scripts with the options and plugins that they start with.\n"
    "A template of ours, templates/deck.html.jinja, can do the rest.",
)
MARK = "deckbuild:"  # begins what a template is filled with where our page has its own
SLIDES = f"{MARK}slides"
_VERSION = r"(?:[-.](?:min|old|v?\d[\w.]*?))*"  # as in reveal-3.8.min.js
_OURS = re.compile(rf"{MARK}|(?:^|/)(?:reset|reveal){_VERSION}\.css$|(?:^|/)css/print/|(?:^|/)css/(?:highlight|lib)/")
_OUR_SCRIPT = re.compile(
    rf"(?:^|/)(?:reveal{_VERSION}|head\.min|classList|livereload)\.js|(?:^|/)mermaid/dist/mermaid"
    r"|(?:^|/)plugin/(?:markdown|highlight|zoom|zoom-js|notes|math|search)(?:/[\w.-]+)?\.js$"
)
_OUR_META = frozenset({"viewport", "generator", "og:image"})
_SCRIPTS = frozenset({"", "text/javascript", "application/javascript"})


def taken_over(template: Source, html: str) -> tuple[Surroundings, list[Problem]]:
    """Return what is left of ``template``, which was filled and became ``html``, when ours is taken out of it.

    Of one that cannot be taken over it is nothing. Files are still named in it; what is not taken over is told.
    """
    reader = _Reader(template, html)
    place = reader.place()
    if place is None:
        return OURS, [reader.problem("", "there is no place for the slides in this template")]
    reader.read()
    start, end = reader.inside_body()
    left = Surroundings(
        reader.left(*reader.inside_head()),
        {name: each.value for name, each in reader.body.attributes.items()},
        reader.left(start, place[0]),
        reader.left(place[1], end),
        tuple(reader.css),
        tuple(reader.early),
        tuple(reader.late),
        reader.makes_options,
    )
    return left, reader.problems


class _Reader:
    """One walk over a filled template."""

    def __init__(self, template: Source, html: str) -> None:
        self.template, self.html = template, html
        root = parse(html)
        self.elements = list(root.elements())
        self.head, self.body = (self._first(tag) or root for tag in ("head", "body"))
        self.css: list[Placed] = []
        self.early: list[Placed | Source] = []
        self.late: list[Placed | Source] = []
        self.makes_options = False
        self.problems: list[Problem] = []
        self._ours: list[tuple[int, int]] = []
        self._has_started = False

    def _first(self, tag: str) -> Element | None:
        return next((each for each in self.elements if each.tag == tag), None)

    def place(self) -> tuple[int, int] | None:
        """Return where the slides go: the element that has the Markdown, or what stands for the slides."""
        holder = next((each for each in self.elements if "data-markdown" in each.attributes), None)
        if holder:
            return holder.start, holder.end
        at = self.html.find(SLIDES)
        return (at, at + len(SLIDES)) if at >= 0 else None

    def inside_head(self) -> tuple[int, int]:
        """Return where the content of the head stands."""
        return _inside(self.head, self.html) if self.head.tag else (0, 0)

    def inside_body(self) -> tuple[int, int]:
        """Return where the content of the body stands."""
        return _inside(self.body, self.html)

    def left(self, start: int, end: int) -> str:
        """Return what of the HTML from ``start`` to ``end`` is not ours."""
        pieces, at = [], start
        for first, last in sorted(self._ours):
            if start <= first < end:
                pieces.append(self.html[at:first])
                at = max(at, last)
        return re.sub(r"\n\s*\n", "\n", "".join((*pieces, self.html[at:end]))).strip()

    def read(self) -> None:
        """Sort the elements: what is ours, what goes into lists, and what stays where it is."""
        inside_head = range(*self.inside_head())
        for element in self.elements:
            if element.tag == "script":
                self._script(element)
            elif element.start in inside_head and self._is_ours(element):
                self._ours.append((element.start, element.end))

    def _is_ours(self, element: Element) -> bool:
        """Return whether our page has an element of the head, or has taken it over as a style sheet."""
        value = {name: each.value for name, each in element.attributes.items()}
        if element.tag == "meta":
            return "charset" in value or value.get("name", value.get("property")) in _OUR_META
        if element.tag != "link" or not value.get("href"):
            return element.tag == "title"
        rel, address = value.get("rel", "").lower().split(), value["href"]
        if "stylesheet" in rel and not _OURS.search(address):
            self.css.append(self._named(address))
        return "stylesheet" in rel or address.lstrip("/") == "favicon.ico"

    def _script(self, element: Element) -> None:
        """Take a script over, unless it is ours, or data."""
        kind = element.attributes["type"].value.lower() if "type" in element.attributes else ""
        source = element.attributes["src"].value if "src" in element.attributes else ""
        start, end = _inside(element, self.html)
        text = self.html[start:end]
        if kind == "module":
            self.problems.append(self.problem(source or text.strip(), "a module is not taken over", _MODULE))
        elif kind not in _SCRIPTS:
            return
        elif source and not _OUR_SCRIPT.search(source):
            self._here.append(self._named(source))
        elif start_script.is_start(text):
            self._start(text)
        elif text.strip() and "livereload" not in text:
            self._here.append(Source(self.template.path, text))
        self._ours.append((element.start, element.end))

    @property
    def _here(self) -> list[Placed | Source]:
        return self.late if self._has_started else self.early

    def _start(self, text: str) -> None:
        """Take over the script that starts reveal.js, or one that makes its options, but for the start itself."""
        found = start_script.parted(text)
        for address in found.dependencies:
            if not _OUR_SCRIPT.search(address) and not address.endswith(("/marked.js", "/classList.js")):
                message = f"{address} is a plugin as reveal.js 3 had them"
                self.problems.append(self.problem(address, message, "name a newer one under plugins:"))
        self.early.append(Source(self.template.path, found.options))
        self.makes_options = True
        self._has_started |= "Reveal.initialize" in text
        if found.rest:
            self.late.append(Source(self.template.path, found.rest))

    def _named(self, address: str) -> Placed:
        """Return a name of a file with the place at which the template says it."""
        return Placed(re.sub(r"^/?_assets/", "/", address), self.template, self._find(address))

    def problem(self, word: str, message: str, hint: str = "") -> Problem:
        """Return what is not taken over, at the place where the template says ``word``."""
        return Problem(NOT_TAKEN_OVER, self._find(word), message, hint, max(1, len(word.split("\n", maxsplit=1)[0])))

    def _find(self, word: str) -> int:
        """Return where the template says ``word``, or its last part; its start if it does not."""
        parts = (word, word.rpartition("/")[2], word.split("\n", maxsplit=1)[0])
        return max(0, next((at for part in parts if part and (at := self.template.text.find(part)) >= 0), 0))


_MODULE = "name a plain script under scripts:"


def _inside(element: Element, html: str) -> tuple[int, int]:
    """Return where the content of ``element`` stands, without its tags."""
    end = html.rfind("</", element.open_end, element.end)
    return element.open_end, end if end >= 0 and html[element.end - 1] == ">" and element.closed else element.end
