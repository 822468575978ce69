"""Finds syntax of other tools, which stands on a slide as it was typed, and says how the same is had here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.diagnostics.problem import Problem, Rule, Severity
from deckbuild.parsing import scanner

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from deckbuild.rendering.draft import Draft

RAW_SYNTAX = Rule(
    "D213",
    "other-syntax",
    Severity.WARNING,
    "Syntax of another tool is no syntax here, so the audience sees it as it was typed. The message says what it\n"
    "looks like, the hint how the same is had here. It is told at its first place in a deck. Where it is meant as\n"
    "text, write it in backticks.",
)
LIKE_SYNTAX = Rule(
    "D214",
    "like-other-syntax",
    Severity.INFORMATION,
    "A text looks like the syntax of another tool, and has no such meaning here; it may be meant as it stands. The\n"
    "message says what it looks like, the hint how the same is had here. It is told at its first place in a deck.",
)


class Kind(NamedTuple):
    """One kind of syntax: a text that each place holds, its pattern, what it looks like, and how it is had here.

    The ``extensions`` of Python-Markdown read it, each for itself, and so does our ``feature``. If ``in_fence``, the
    pattern is that of fenced code.
    """

    needle: str
    pattern: re.Pattern[str]
    looks_like: str
    hint: str
    extensions: tuple[str, ...] = ()
    in_fence: bool = False
    rule: Rule = RAW_SYNTAX
    feature: str = ""


def _kind(needle: str, pattern: str, looks_like: str, hint: str, extensions: str = "", feature: str = "") -> Kind:
    compiled = re.compile(pattern, re.MULTILINE)
    return Kind(needle, compiled, looks_like, hint, tuple(extensions.split()), feature=feature)


def _fence(needle: str, pattern: str, looks_like: str, hint: str, feature: str = "") -> Kind:
    return Kind(needle, re.compile(pattern), looks_like, hint, in_fence=True, feature=feature)


_OF_FORMULAS = "pymdownx.arithmatex mdx_math"
_ATTRIBUTES = r"\{:?[ ]*(?:[.#][A-Za-z][\w-]*|[A-Za-z][\w-]*=[^{}\s]+)(?:[ ][^{}\n]*)?\}"
_FENCE = r"[`~]{3,}[ ]*"
_SIZE = 'write ![](x.png) <!-- .element: width="100" -->'
_FOOTNOTES = "list footnotes in markdown_extensions"
_VALUE = "write its value"
_STEP = 'write <!-- .element: class="fragment" --> behind a text'
_ATTR_LIST = 'write <!-- .element: class="x" -->, or list attr_list in markdown_extensions'

# What may be long has a bound, so that no text takes a pattern more than some hundred steps for each character.
# What is surely no prose stands on the slide as raw text.
_RAW = (
    _kind("[^", r"^ {0,3}\[\^[^\]\s]+\]:", "a footnote", _FOOTNOTES, "footnotes extra", "footnotes"),
    _kind(
        "!!! ",
        r'^ {0,3}!!![ ]+[\w-]+(?:[ ]+"[^"\n]*")?[ \t]*\n\n?(?: {4}|\t)\S',
        "an admonition of MkDocs",
        "list admonition in markdown_extensions",
        "admonition",
    ),
    _kind(
        "??? ",
        r'^ {0,3}\?\?\?\+?[ ]+[\w-]+(?:[ ]+"[^"\n]*")?[ \t]*\n\n?(?: {4}|\t)\S',
        "a folded admonition of MkDocs",
        "list pymdownx.details in markdown_extensions",
        "pymdownx.details",
    ),
    _kind(
        "=== ", r'^ {0,3}===[!+]?[ ]+"[^"\n]+"[ \t]*$', "a tab of MkDocs", "write a slide for each", "pymdownx.tabbed"
    ),
    _kind("<<< ", r"^ {0,3}<<<[ ]+[@.~/\w]\S*", "code from a file of VitePress or Slidev", "put the code into a fence"),
    _kind(
        "](",
        r"(?<![!\\])\[[^\[\]\n]{1,200}\]\([ ]*(?:[^\s()<>\"']{1,200}[ ]+){1,20}[^\s()<>\"']{0,200}\.\w{2,5}"
        r"(?:\#[^\s)]{0,200})?(?:[ ]+\"[^\"\n]*\")?[ ]*\)",
        "a link to a file whose name has blanks",
        "write <my file.pdf>, or %20 for each blank",
    ),
    _kind(
        ":::",
        r"^ {0,3}:{3,}[ \t]*(?:\{|[a-zA-Z]|$)",
        "a block of pandoc, Quarto or VitePress",
        'write <div class="x">, an empty line, Markdown, an empty line, </div>',
        feature="divisions",
    ),
    _kind(
        "[!",
        r"^ {0,3}>[ \t]*\[!\w+\][+-]?",
        "a note of GitHub or Obsidian",
        "write > **Note:** text, or list admonition in markdown_extensions",
        feature="callouts",
    ),
    _kind("--8<--", r"^[ \t]*-+8<-+", "a snippet of MkDocs", "list pymdownx.snippets", "pymdownx.snippets"),
    _kind("![", r"!\[[^\]\n]{0,200}\]\([^()\s]{1,200}[ ]+=\d*x\d*%?\)", "a picture with a size", _SIZE),
    _kind("![[", r"!\[\[[^\]\n.]{1,200}(?:\.md)?(?:\|[^\]\n]*)?\]\]", "a note of Obsidian", "write out what it says"),
    _kind(
        "{",
        rf"(?:(?<=\))|(?<=\S\])){_ATTRIBUTES}",
        "attributes of pandoc or kramdown",
        _ATTR_LIST,
        "attr_list extra",
        "attributes",
    ),
    _kind(
        "{",
        rf"^ {{0,3}}\#{{1,6}}[ ].*[ ]{_ATTRIBUTES}[ \t]*$",
        "attributes of a heading in pandoc or kramdown",
        _ATTR_LIST,
        "attr_list extra",
        "attributes",
    ),
    _kind("{{", r"\{\{[<%][ ].{0,200}?[ ][>%]\}\}", "a shortcode of Hugo or Quarto", "write HTML in its place"),
    _kind("+++", r"\A\s*\+\+\+[ \t]*\n[\w.-]+[ \t]*=", "front matter in TOML", "write YAML between two lines of ---"),
    _kind(". . .", r"^\. \. \.[ \t]*$", "a pause of pandoc", _STEP, feature="pauses"),
    _fence(
        "=",
        rf"{_FENCE}[^\n]{{0,100}}?\b(?:file|src|include)=\S[^\n]*\n\s*[`~]{{3,}}(?=\n|\Z)",
        "code from a file",
        "put the code itself between the fences",
        feature="code-files",
    ),
)
# What may be meant as it stands, or is read by a script or a plugin in the browser.
_LIKE = (
    _kind("[^", r"(?<!\\)\[\^\d+\](?![(:])", "a footnote", _FOOTNOTES, "footnotes extra", "footnotes"),
    _kind("![", r"!\[[^\]\n|]{0,200}\|\d+(?:x\d+)?\]\(", "a picture with a size of Obsidian", _SIZE),
    _kind(
        "![",
        r"!\[[^\]\n]{0,200}\]\([ ]*(?!qr:)(?=[^\s()<>\"]{1,200}[ ]+[^\s)\"])[^()<>\"\n]{1,300}\.\w{2,5}[ ]*[\")]",
        "a picture whose name has blanks",
        "it is shown; other tools want <my file.png>, or %20 for each blank",
    ),
    _kind(
        "![bg",
        r"^ {0,3}!\[bg\b[^\]\n]*\]\(",
        "a background of Marp",
        'write <!-- .slide: data-background-image="x.png" -->',
    ),
    _kind("$$", r"(?<!\\)\$\$(?!\$)\s*[^$\s][^$]*\$\$", "a formula", "name maths in features", _OF_FORMULAS, "maths"),
    _kind("{{", r"\{\{[ ]*[A-Za-z_][\w.]*[ ]*(?:\|[^{}\n]*)?\}\}", "a variable of a template", _VALUE, "", "variables"),
    _kind(
        ":",
        r":(?<![\w:/]:)[a-z][a-z0-9_+]{2,}:(?![\w:/])",
        "the name of an emoji",
        "write the emoji itself, or name emoji in features",
        "pymdownx.emoji",
        "emoji",
    ),
    _kind(
        "==",
        r"(?<![=\w])==(?![=\s])[^=\n]{1,200}(?<!\s)==(?![=\w])",
        "marked text",
        "write <mark>text</mark>, or list pymdownx.mark in markdown_extensions",
        "pymdownx.mark",
    ),
    _kind("[[", r"(?<![!\[\w])\[\[[A-Za-z][^\[\]\n]{0,200}\]\](?!\()", "a link of Obsidian", "write [text](#id)"),
    _kind(
        "[@",
        r"\[-?@[\w:.-]+(?:[,;][^\]\n]{0,200})?\](?![(:])",
        "a citation",
        "name citations in features",
        "",
        "citations",
    ),
    _fence(
        "mermaid",
        rf"{_FENCE}\{{?\.?mermaid\b",
        "a diagram of Mermaid",
        'name diagrams in features, and pip install "deckbuild[diagrams]"',
        "diagrams",
    ),
    _fence(
        "{",
        rf"{_FENCE}[\w+-]+[ ]*\{{[ ]*\d[\d,| -]*\}}",
        "highlighted lines of Slidev or MkDocs",
        "write ```js [1-2|4]",
    ),
)
KINDS = (*_RAW, *(kind._replace(rule=LIKE_SYNTAX) for kind in _LIKE))
# What stands in the names of plugins and scripts that draw something in the browser.
_DRAWN_BY = {"a formula": ("math", "katex"), "a diagram of Mermaid": ("mermaid",)}
_MESSAGE = "this looks like "
_DRAWING = "diagrams"  # the feature that leaves in decks of other tools what it cannot draw


def finder(extensions: frozenset[str], features: Collection[str] = ()) -> Callable[[Draft], Draft]:
    """Return the step of rendering that tells of what none of the ``features`` and ``extensions`` of a deck reads."""
    unread = [kind for kind in KINDS if kind.feature not in features and extensions.isdisjoint(kind.extensions)]

    undrawn = [kind for kind in KINDS if kind.feature == _DRAWING and kind.feature in features]

    def told(draft: Draft) -> Draft:
        found = tuple(find(draft.places.text, unread if _DRAWING in draft.features else [*unread, *undrawn]))
        return draft.told(found) if found else draft

    return told


def is_drawn(message: str, programs: str) -> bool:
    """Return whether what a ``message`` tells is drawn in the browser by one of the ``programs``, names of scripts."""
    words = _DRAWN_BY.get(message.removeprefix(_MESSAGE), ())
    return any(word in programs.lower() for word in words)


def find(text: str, kinds: Iterable[Kind] = KINDS) -> Iterator[Problem]:
    """Yield each of ``kinds`` at its first place in the ``text`` of a slide, outside of code, comments and the like."""
    likely = [kind for kind in kinds if kind.needle in text and kind.pattern.search(text)]
    regions = scanner.opaque(text) if likely else ()
    for kind in likely:
        found = next(_fences(text, kind, regions) if kind.in_fence else _texts(text, kind, regions), None)
        if found:
            shown = found[0].lstrip().split("\n")[0]
            begin = found.start() + len(found[0]) - len(found[0].lstrip())
            yield Problem(kind.rule, begin, f"{_MESSAGE}{kind.looks_like}", kind.hint, len(shown))


def _fences(text: str, kind: Kind, regions: Iterable[scanner.Region]) -> Iterator[re.Match[str]]:
    """Yield the blocks of code that are of a ``kind``."""
    for region in regions:
        if region.kind is scanner.Kind.FENCE:
            found = kind.pattern.match(text, region.start, region.end)
            if found:
                yield found


def _texts(text: str, kind: Kind, regions: Iterable[scanner.Region]) -> Iterator[re.Match[str]]:
    """Yield the places of a ``kind`` that begin in none of the ``regions``; both are in order."""
    for found, region in scanner.placed(kind.pattern.finditer(text), regions):
        if region is None or found.start() < region.start:
            yield found
