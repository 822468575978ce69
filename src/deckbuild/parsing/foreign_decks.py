"""Recognizes decks that were written for another tool, such as Marp or Quarto, and says how that tool divides them.

A deck is recognized by names in its front matter, else by syntax in its slides that no other tool has; never by what
decks of reveal.js, reveal-md and mkslides hold too. To add a tool, add a line to ``TOOLS``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.parsing import scanner
from deckbuild.parsing.slides import Dialect, dialect

if TYPE_CHECKING:
    from collections.abc import Callable

_FEWEST = 3  # headings that a deck has which is divided by them
_NONE = scanner.NEVER.pattern  # as a separator: there is none of this kind
_RULE = r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$"  # a thematic break (CommonMark 4.1)
# A heading inside of a division, which ends before another one begins, begins no slide.
_NOT_INSIDE = r"(?!(?:(?!:::).*\n){0,60}?:{3,}[ \t]*$)"
_REVEAL_JS = dialect()
# What stands in front of the slides where YAML does not: TOML, and the title of pandoc.
_OTHER_HEAD = re.compile(
    r"\+\+\+[ \t]*\n(?:[^\n]*\n)*?\+\+\+[ \t]*(?:\n|\Z)|(?:%[ \t][^\n]*\n(?:[ \t]+\S[^\n]*\n)*){1,3}"
)


class Tool(NamedTuple):
    """A tool that decks are written for.

    ``in_head`` finds its names in a front matter, ``in_slides`` its syntax, which begins with one of ``needles``.
    ``divided`` returns its separators for a front matter and slides, None if slides are divided otherwise; ``unread``
    finds what is shown otherwise than there. ``read`` says what of a deck is read here and what is not, ``hint`` how
    the rest is written here. Our features are written as it writes its own, if ``has_features``; tags on its slides
    are not always HTML's, if ``has_components``.
    """

    name: str
    in_head: re.Pattern[str]
    needles: tuple[str, ...]
    in_slides: re.Pattern[str]
    divided: Callable[[str, str], Dialect | None]
    unread: re.Pattern[str]
    read: str
    hint: str
    has_features: bool = False
    has_components: bool = False


class Foreign(NamedTuple):
    """A deck of another ``tool``: what gave it away, from ``offset`` on, where its slides begin, and how they look.

    ``is_shown_otherwise`` says that a slide would be shown otherwise than there.
    """

    tool: Tool
    offset: int
    width: int
    body: int
    dialect: Dialect
    is_shown_otherwise: bool


def find(text: str, body: int) -> Foreign | None:
    """Return the tool that ``text`` was written for, whose slides begin at ``body``; None if it may be any."""
    if not body and (head := _OTHER_HEAD.match(text)):
        body = head.end()
    for tool in TOOLS:
        sign = tool.in_head.search(text, 0, body)
        if sign is None and any(needle in text for needle in tool.needles):
            sign = _outside_code(tool.in_slides, text, body)
        separators = tool.divided(text[:body], text[body:]) if sign else None
        if sign and separators:
            width = len(sign[0].split("\n")[0])
            otherwise = _outside_code(tool.unread, text, body) is not None
            return Foreign(tool, sign.start(), width, body, separators, otherwise)
    return None


def _outside_code(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str] | None:
    """Return the first match from ``start`` on that begins inside of no code and no comment."""
    if not pattern.search(text, start):
        return None
    found = scanner.placed(pattern.finditer(text, start), scanner.regions(text, start=start))
    return next((each for each, region in found if region is None or each.start() <= region.start), None)


def _marp(head: str, _slides: str) -> Dialect:
    """Return Marp's separators: every thematic break, and headings up to the level that it is told."""
    levels = re.search(r"^headingDivider[ \t]*:[ \t]*\[?([1-6])", head, re.MULTILINE)
    headings = rf"|^(?=#{{1,{levels[1]}}} )" if levels else ""
    return dialect(_RULE + headings, _NONE, _NONE)


def _slidev(_head: str, _slides: str) -> Dialect:
    """Return Slidev's separator: a line of `---`, with the settings of the slide that follow it at once."""
    settings = r"(?:\n(?:[A-Za-z][\w-]*[ \t]*:.*\n(?:[ \t]+.*\n)*)+---[ \t]*$)?"
    return dialect(rf"^---[ \t]*${settings}", _NONE, _NONE)


def _quarto(head: str, _slides: str) -> Dialect:
    """Return Quarto's separators: headings, by default of two levels, which follow each other in one row."""
    level = re.search(r"^[ \t]*slide-level[ \t]*:[ \t]*([1-6])", head, re.MULTILINE)
    return dialect(_headings(f"1,{level[1] if level else 2}"), _NONE, _NONE)


def _pandoc(_head: str, slides: str) -> Dialect | None:
    """Return pandoc's separators: headings of the first level, and under them of the second.

    Where a text follows a heading of the first level, only these begin slides. A deck of few headings, or with lines
    of `---`, may be another tool's.
    """
    if len(re.findall(r"^##?[ ]", slides, re.MULTILINE)) < _FEWEST or re.search(r"^---", slides, re.MULTILINE):
        return None
    has_text = re.search(r"^#[ ][^\n]*\n+(?=[^\n#])", slides, re.MULTILINE)
    has_sections = re.search(r"^#[ ]", slides, re.MULTILINE)
    if has_text or not has_sections:
        return dialect(_headings("1" if has_sections else "2"), _NONE, _NONE)
    return dialect(_headings("1"), rf"^(?=##[ ]){_NOT_INSIDE}", _NONE)


def _headings(levels: str) -> str:
    """Return what begins a slide with a heading of these ``levels``, or without one by a line of `---`."""
    return rf"^(?:-{{3,}}[ \t]*\n\s*)?(?=#{{{levels}}}[ ]){_NOT_INSIDE}|^-{{3,}}[ \t]*$"


def _jupytext(_head: str, slides: str) -> Dialect:
    """Return the separators of a notebook as Markdown: its cells that begin a slide; else those of reveal.js."""
    if "slide_type" not in slides:
        return _REVEAL_JS
    kinds = ("slide", "subslide", "notes")
    return dialect(*(rf'^(?:\+\+\+|<!-- #region).*"slide_type":[ ]*"{kind}".*$' for kind in kinds))


def _hugo(_head: str, _slides: str) -> Dialect:
    """Return the separators of reveal-hugo; the slides of its sections follow each other in one row."""
    section, rule = r"^\{\{%[ ]*/?section[ ]*%\}\}[ \t]*$", r"^---[ \t]*$"
    both = rf"(?:{section}\s*\n)?{rule}(?:\s*\n{section})?|{section}"
    return dialect(both, _NONE, r"^\{\{[%<][ ]*/?note[ ]*[%>]\}\}")


def _obsidian(_head: str, _slides: str) -> Dialect:
    """Return the separators of Obsidian's plugins for slides."""
    return dialect(r"^---[ \t]*$", r"^--[ \t]*$")


def _lines(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


TOOLS = (
    Tool(
        "Marp",
        _lines(r"^marp[ \t]*:[ \t]*true\b"),
        ("marp:",),
        _lines(r"^<!--[ \t]*\n?marp:[ \t]*true\b"),
        _marp,
        _lines(r"!\[(?:[^\]\n]*[ ])?(?:bg|fit|[wh](?:idth|eight)?:\S+)(?:[ ][^\]\n]*)?\]\(|^<!--\s*_?[a-z]\w*:"),
        "its slides and Markdown are read; its directives, backgrounds, notes and themes are not",
        '!SUB for --- and !NOTE make it a deck of ours; bg is <!-- .slide: data-background-image="a.png" -->',
    ),
    Tool(
        "Quarto",
        _lines(
            r"^(?:format|output)[ \t]*:[ \t]*(?:\n[^\S\n]+.*)*?(?:\n[ \t]+)?"
            r"[\w+-]*revealjs\b|^output[ \t]*:[ \t]*\n?[ \t]*revealjs::"
        ),
        (),
        scanner.NEVER,
        _quarto,
        _lines(r"^`{3,}\{\w|\{\{<|^#.*\{.*\bbackground-"),
        "its headings begin slides here too, its Markdown is read; its code is not run, its title slide is not made",
        "!SLIDE, !SUB and !NOTE divide a deck of deckbuild",
        has_features=True,
    ),
    Tool(
        "Obsidian",
        _lines(r"^enable(?:Chalkboard|Menu|Links|Overview|Pointer|TimeBar|CustomControls)[ \t]*:"),
        ("![[", "<!-- element ", "<!-- slide ", "<grid ", "<split "),
        _lines(
            r"!\[\[[^\]\n]+\]\]|<!--[ ](?:element|slide)[ ]+[\w-]+="
            r"|^<(?:grid|split)[ ](?:drag|drop|even|gap|left|right)\b"
        ),
        _obsidian,
        _lines(r"<(?:grid|split)\b|<!--[ ](?:element|slide)[ ]+[\w-]+=|(?<!!)\[\[|%%|^> \[!"),
        "its slides, notes and pictures (`![[x.png]]`) are read; grids, splits and links to notes are not",
        '<!-- .element: class="x" --> and <!-- .slide: … --> have a dot here; write HTML and CSS for grids',
    ),
    Tool(
        "Slidev",
        _lines(
            r"^(?:mdc|drawings|monaco|colorSchema|highlighter|routerMode|canvasWidth|hideInToc|twoslash)[ \t]*:"
            r"|^theme[ \t]*:[ \t]*[\"']?(?:seriph|apple-basic|bricks|shibainu|(?:@slidev/|slidev-)[\w/-]+)[\"']?[ \t]*$"
        ),
        ("layout:", "src:", "clicks:", "<v-click", " v-click", "::right::", "::left::", "magic-move"),
        _lines(
            r"^---[ \t]*\n(?:[A-Za-z][\w-]*[ \t]*:.*\n(?:[ \t]+.*\n)*){0,20}?(?:layout|src|clicks)[ \t]*:[ \t]*\S.*\n"
            r"(?:[A-Za-z][\w-]*[ \t]*:.*\n(?:[ \t]+.*\n)*){0,20}?---[ \t]*$"
            r"|^<v-clicks?\b|<\w[^>\n]*[ ]v-clicks?\b|^::(?:right|left)::[ \t]*$|^`{3,}md magic-move"
        ),
        _slidev,
        _lines(r"</?[vV]-?[cC]licks?\b|^::\w+::|<[A-Z]\w*|^---[ \t]*\n[a-z]\w*:"),
        "its slides and Markdown are read; layouts, components, clicks and notes in comments are not",
        '!SUB for --- and !NOTE make it a deck of ours; a click is <!-- .element: class="fragment" -->',
        has_components=True,
    ),
    Tool(
        "reveal-hugo",
        _lines(r"^outputs[ \t]*[:=][ \t]*(?:\[[^\]\n]*|\n[ \t]*-[ \t]*)[\"']?Reveal\b|^\[?(?:params\.)?reveal_hugo\b"),
        ("{{%", "{{<"),
        _lines(r"^\{\{[%<][ ]*/?(?:section|slide|frag|fragment|note)\b"),
        _hugo,
        _lines(r"\{\{[%<]"),
        "its slides, notes and Markdown are read; other shortcodes are not, and sections lie in one row",
        '<!-- .slide: … --> and <!-- .element: class="fragment" --> do what slide and frag do; !SUB goes down',
    ),
    Tool(
        "Jupytext or RISE",
        _lines(r"^(?:jupyter|jupytext|kernelspec|rise)[ \t]*:"),
        ("slideshow", "# %% [markdown]"),
        _lines(r"^\+\+\+[ ]*\{.*slideshow|^<!-- #region .*slideshow|^`{3,}\S.*slideshow=|^# %% \[markdown\]"),
        _jupytext,
        _lines(r"^\+\+\+|^# %%|^`{3,}(?:\{code-cell|\w+ slideshow=)"),
        "cells that begin a slide divide it, and its Markdown is read; code is not run",
        "!SLIDE, !SUB and !NOTE divide a deck of deckbuild",
    ),
    Tool(
        "pandoc",
        re.compile(r"\A%[ \t]"),
        (":::", ". . ."),
        _lines(
            r"^(?::{3,}[ ]*(?:notes|(?:non)?incremental|\{[ ]*\.(?:notes|(?:non)?incremental)\b[^}\n]*\})|\. \. \.)"
            r"[ \t]*$"
        ),
        _pandoc,
        scanner.NEVER,
        "its headings begin slides here too, its Markdown is read; its title slide is not made",
        "!SLIDE, !SUB and !NOTE divide a deck of deckbuild",
        has_features=True,
    ),
)
