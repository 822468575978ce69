"""Icons by their names: `:lucide-brain:` is drawn in the size and the colour of the text."""

from __future__ import annotations

import re
import zlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from deckbuild import __path__
from deckbuild.diagnostics.problem import Rule, Severity, nearest
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import ICON, add, classes, words, written
from deckbuild.html.parser_names import LINE, MADE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

UNKNOWN_ICON = Rule(
    "D772",
    "unknown-icon",
    Severity.WARNING,
    "`:lucide-name:` names no icon of Lucide, so it stands on the slide as it is typed. https://lucide.dev/icons\n"
    "shows the names.",
)
_DRAWINGS = Path(__path__[0], "vendor", "icons", "lucide.z")
_NAME = re.compile(r"(?<![\w:]):lucide-(?P<name>[\w-]+):(?!\w)")
# What the style sheet says; the window of the speaker does not have that.
_FOR_SPEAKER = {"width": "1em", "fill": "none", "stroke": "currentColor", "stroke-width": "2"}


def _install(rules: MarkdownIt) -> None:
    rules.inline.ruler.before("html_inline", FEATURE.name, _icon)
    rules.core.ruler.after("inline", FEATURE.name, _draw)


@cache
def drawings() -> Mapping[str, str]:
    """Return what is drawn in a square of 24, by the names of icons; some have several names."""
    lines = zlib.decompress(_DRAWINGS.read_bytes()).decode().split("\n")
    found = {name: drawn for name, _, drawn in (line.partition("\t") for line in lines)}
    return {name: found.get(drawn, drawn) for name, drawn in found.items()}


def _icon(state: StateInline, silent: bool) -> bool:
    """Read the name of an icon; one that there is not is told, and stays text."""
    found = _NAME.match(state.src, state.pos, state.posMax) if state.src[state.pos] == ":" else None
    if not found:
        return False
    is_known = found["name"] in drawings()
    if is_known:
        if not silent:
            state.push(ICON, "svg", 0).content = found["name"]
        state.pos = found.end()
    elif not silent:
        line = int(state.env.get(LINE, 0)) + state.src.count("\n", 0, state.pos)
        hint = nearest(found["name"].lower().replace("_", "-"), drawings()) or "https://lucide.dev/icons shows them"
        findings(state.env).tell(UNKNOWN_ICON, line, found[0], f"there is no icon {found['name']!r}", hint)
    return is_known


def _draw(state: StateCore) -> None:
    """Draw the icons of a text."""
    found = findings(state.env)
    is_spoken = found.in_notes
    for block in state.tokens:
        is_spoken = is_spoken or "notes" in classes(block)  # which stand behind the slide
        children = block.children or []
        named = [_is_alone(children, at) for at, each in enumerate(children)]
        for each, is_named in zip(children, named, strict=True):
            if each.type == ICON:
                found.used.add(FEATURE.name)
                _put(each, is_named=is_named, is_spoken=is_spoken)
            else:
                _name_inside(each)


def _is_alone(tokens: Sequence[Token], at: int) -> bool:
    """Return whether no words stand beside the icon at ``at``, in its link or its block: then it needs a name."""
    ends = [place for place, each in enumerate(tokens) if each.type in ("link_open", "link_close")]
    start = max((place for place in ends if place < at), default=0)
    stop = min((place for place in ends if place > at), default=len(tokens))
    is_link = start < len(tokens) and tokens[start].type == "link_open"
    beside = tokens[start:stop] if is_link else tokens
    return not any(words(each).strip() for each in beside if each.type != ICON)


def _put(icon: Token, *, is_named: bool, is_spoken: bool) -> None:
    """Put the drawing of an ``icon`` into the text, with a name for those who do not see it, or without one."""
    given = {name: str(value) for name, value in icon.attrs.items()}
    name = given.pop("alt", given.get("aria-label", icon.content.replace("-", " ") if is_named else ""))
    about = {"role": "img", "aria-label": name} if name else {"aria-hidden": "true"}
    icon.attrs = {"viewBox": "0 0 24 24", **(_FOR_SPEAKER if is_spoken else {}), **given, **about}
    add(icon, {"class": "icon"})
    icon.content = f"<svg {written(icon)}>{drawings()[icon.content]}</svg>"
    icon.type = MADE


def _name_inside(token: Token) -> None:
    """Write the names of icons in the alternative text that ``token`` holds."""
    for each in token.children or ():
        if each.type == ICON:
            each.type, each.content = "text", each.content.replace("-", " ")


FEATURE = Feature(
    "icons",
    "Icons by their names, such as `:lucide-brain:`.",
    "`:lucide-brain:` is that icon of Lucide, as large as the text and in its colour; https://lucide.dev/icons shows\n"
    "the names. Attributes stand behind it. One that stands alone, as in a cell or a link, is read out by its name,\n"
    'one beside words is not; `{alt="…"}` names it in your words.',
    """\
## :lucide-brain: What neurons do

| task | done |
|---|---|
| read | :lucide-check:{.large alt="yes"} |
""",
    _install,
    rules=(UNKNOWN_ICON,),
    characters=":",
)
