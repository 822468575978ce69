"""What the head of a page says that a browser can exchange: its language, what is told of the deck, style sheets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LANGUAGE = re.compile(r'<html lang="([^"]*)"(?: dir="([^"]*)")?>')
_META = re.compile(r'<meta name="([^"]+)" content="([^"]*)">\n')
_ICON = re.compile(r'<link rel="icon" href="([^"]*)">')
_SHEET = re.compile(r'<style data-sheet="(\d+)">(.*?)</style>\n?', re.DOTALL)
_SHEETS = re.compile(f"{_SHEET.pattern}(?:{_SHEET.pattern})*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of its deck: ``metas`` are the contents of its `<meta>` by their names, ``icon`` an address."""

    language: str = ""
    direction: str = ""  # "rtl", or empty
    icon: str = ""
    metas: Mapping[str, str] = field(default_factory=dict)


def about(head: str) -> tuple[About, str]:
    """Return what ``head``, all in front of the slides, says of the deck, and ``head`` without it."""
    language, direction = _values(_LANGUAGE, head)
    (icon,) = _values(_ICON, head)
    metas = {unescape(name): unescape(content) for name, content in _META.findall(head)}
    for pattern, rest in ((_LANGUAGE, "<html>"), (_ICON, '<link rel="icon">'), (_META, "")):
        head = pattern.sub(rest, head)
    return About(language, direction, icon, metas), head


def _values(pattern: re.Pattern[str], head: str) -> tuple[str, ...]:
    """Return the values of the attributes that ``pattern`` has groups for; those that are not there are empty."""
    found = pattern.search(head)
    return tuple(unescape(each or "") for each in found.groups()) if found else ("",) * pattern.groups


def sheets(head: str) -> tuple[Mapping[str, str], str]:
    """Return the style sheets by the numbers that the template gives them, and ``head`` without them.

    A mark with the first number stands where some follow each other: the browser puts new ones behind the last.
    """
    found = dict(_SHEET.findall(head))
    return found, _SHEETS.sub(lambda each: f"<style data-sheet={each[1]}>", head)
