"""Finds what names an element by its id, in HTML, SVG and CSS, and exchanges the ids there for others."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from deckbuild.html.tree import Edits, Element

Follow = Callable[[str], str]  # takes an id, and returns the one that stands in its place

# Attributes that hold ids, one or several with blanks between (HTML Standard; WAI-ARIA 1.2, 6.6).
_IDS = frozenset(
    "for form list headers itemref popovertarget commandfor aria-activedescendant aria-controls aria-describedby "
    "aria-details aria-errormessage aria-flowto aria-labelledby aria-owns".split()
)
_ADDRESSES = frozenset({"href", "xlink:href", "usemap"})
_TIMES = frozenset({"begin", "end"})  # of an animation: `logo.end + 1s; button.click` (SVG Animations 2)
_TIMED = re.compile(r"[^\s;.+]+(?=\.[a-z])", re.IGNORECASE)
_ANIMATED = frozenset({"from", "to", "by", "values"})
_WORD = re.compile(r"\S+")
_FRAGMENT = re.compile(r"(?<![^\s;])#([^\s;]+)")
_URL = re.compile(r"""url\(\s*(?P<quote>["']?)#(?P<id>[^"')\s]+)(?P=quote)\s*\)""", re.IGNORECASE)
_SELECTORS = re.compile(r"[^{};]+(?=\{)")  # of a rule: in its braces `#add` is a colour
_SELECTED = re.compile(r"#((?:[\w:-]|[^\x00-\x7f]|\\.)+)")


def follow(element: Element, edits: Edits, new: Follow) -> None:
    """Let what in ``element`` names ids name the ``new`` ones: in its attributes, and in the text of a style."""
    for name, attribute in element.attributes.items():
        value = _value(element, name, attribute.value, new)
        if value != attribute.value:
            edits.set(element, name, value)
    if element.tag == "style":
        end = edits.html.rfind("</", element.open_end, element.end)
        css = edits.html[element.open_end : end]
        if (changed := _in_css(css, new)) != css:
            edits.replace(element.open_end, end, changed)


def _value(element: Element, name: str, value: str, new: Follow) -> str:
    """Return the ``value`` of an attribute with the ``new`` ids in it."""
    if name in _IDS:
        return _WORD.sub(lambda found: new(found[0]), value)
    if name in _ADDRESSES:
        return f"#{_fragment(value[1:], new)}" if value.startswith("#") else value
    if name in _TIMES:
        return _TIMED.sub(lambda found: new(found[0]), value)
    if name in _ANIMATED and "href" in _animated(element):
        return _FRAGMENT.sub(lambda found: f"#{_fragment(found[1], new)}", value)
    if name == "name" and element.tag == "map" and "id" in element.attributes:  # a picture names a map by either
        return new(value) if value == element.attributes["id"].value else value
    return _in_urls(value, new) if "#" in value else value


def _fragment(written: str, new: Follow) -> str:
    """Return the part of an address behind its `#` for the ``new`` id; as it is ``written``, if that stays."""
    old = unquote(written)
    return written if new(old) == old else new(old)


def _animated(element: Element) -> str:
    """Return the name of the attribute that an animation changes."""
    name = element.attributes.get("attributename")
    return name.value if name else ""


def _in_css(css: str, new: Follow) -> str:
    """Return a style sheet with the ``new`` ids in its selectors and addresses."""

    def selectors(found: re.Match[str]) -> str:
        return _SELECTED.sub(lambda each: f"#{new(each[1])}", found[0])

    return _in_urls(_SELECTORS.sub(selectors, css), new)


def _in_urls(css: str, new: Follow) -> str:
    return _URL.sub(lambda found: f"url({found['quote']}#{_fragment(found['id'], new)}{found['quote']})", css)
