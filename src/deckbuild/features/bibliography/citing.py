"""Finds citations in Markdown, as pandoc writes them: `[see @key, p. 3; -@other]`, `@key` and `@key [p. 3]`."""

from __future__ import annotations

import json
import re
from html import escape, unescape
from typing import NamedTuple

# A key begins with a letter, a digit or _, and holds single marks; in braces it is anything (pandoc, "Citations").
_KEY = r"(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w+(?:[:.#$%&+?<>~/-]\w+)*))"
_USE = re.compile(rf"(?<![\w@\\])@{_KEY}")
IN_BRACKETS = re.compile(r"\[(?P<inside>[^\[\]\n]*(?:\n[^\[\]\n]+)*)\](?![({])")
_PART = re.compile(rf"(?P<prefix>[^@;]*?)(?P<alone>-?)(?<![\w@\\])@{_KEY}(?P<behind>[^;]*)", re.DOTALL)
IN_TEXT = re.compile(rf"@{_KEY}(?:[ ]\[(?P<behind>[^\[\]@\n]+)\](?![({{]))?")
# What a place in a work is called, and how citeproc calls it.
_TERMS = {
    "page": "p|pp|page|pages",
    "chapter": "ch|chap|chs|chaps|chapter|chapters",
    "section": "sec|secs|sect|section|sections|§|§§",
    "figure": "fig|figs|figure|figures",
    "volume": "vol|vols|volume|volumes",
    "paragraph": "para|paras|paragraph|paragraphs|¶|¶¶",
    "line": "l|ll|line|lines",
    "verse": "v|vv|verse|verses",
}
_TERM_OF = {term: label for label, terms in _TERMS.items() for term in terms.split("|")}
_TERM = "|".join(sorted(map(re.escape, _TERM_OF), key=len, reverse=True))
_DASH = "\N{EN DASH}"
_NUMBER = r"\d+\w*(?:[.:]\d+)*"
_LOCATOR = re.compile(
    rf"(?:(?P<term>{_TERM})(?![a-zA-Z])\.?\s*(?:(?P<roman>[ivxlcIVXLC]+\b)|(?={_NUMBER})))?"
    rf"(?(roman)|(?P<where>{_NUMBER}(?:\s*(?:--?|{_DASH}|,)\s*{_NUMBER})*))"
)


class Cite(NamedTuple):
    """One work that is cited; ``alone`` says that its year stands without its author.

    ``label`` and ``locator`` are the place in the work, such as ``page`` and ``3-4``; other words stand around it.
    """

    key: str
    prefix: str = ""
    alone: bool = False
    label: str = ""
    locator: str = ""
    suffix: str = ""


class Citation(NamedTuple):
    """Works that are cited in one place, in brackets or, of one work, as part of the sentence (``in_text``)."""

    cites: tuple[Cite, ...]
    in_text: bool = False


FOOT = '<div class="sources"></div>'  # where the sources of a slide will stand
LIST = '<div class="works"></div>'  # where all works will stand that the deck cites
MARK = re.compile(r'<span class="citation" data-cites="(?P<cites>[^"]*)"></span>')


def keys(text: str) -> list[str]:
    """Return the words of a ``text`` that may be keys of works that it cites, each once."""
    return list(dict.fromkeys(map(key, _USE.finditer(text))))


def in_brackets(inside: str) -> Citation | None:
    """Return the citation whose brackets hold ``inside``; None if they hold something else."""
    found = [_PART.fullmatch(part) for part in inside.split(";")]
    parts = [each for each in found if each]
    return Citation(tuple(map(_cite, parts))) if parts and len(parts) == len(found) else None


def in_text(found: re.Match[str], *, alone: bool) -> Citation:
    """Return the citation that `IN_TEXT` has ``found``."""
    label, locator, suffix = _place(found["behind"] or "")
    return Citation((Cite(key(found), "", alone, label, locator, suffix),), in_text=not alone)


def marked(citation: Citation) -> str:
    """Return the HTML that stands for a ``citation`` until it is known what the deck cites."""
    data = json.dumps(citation, separators=(",", ":"), ensure_ascii=False)
    return f'<span class="citation" data-cites="{escape(data)}"></span>'


def of_mark(mark: re.Match[str]) -> Citation | None:
    """Return the citation that a ``mark`` stands for; None if an author has written it."""
    try:
        cites, in_text = json.loads(unescape(mark["cites"]))
        found = Citation(tuple(Cite(*each) for each in cites), bool(in_text))
        return found if all(isinstance(each, (str, bool)) for cite in found.cites for each in cite) else None
    except (TypeError, ValueError):
        return None


def key(found: re.Match[str]) -> str:
    """Return the key of the work that is ``found``."""
    return found["braced"] or found["key"]


def _cite(part: re.Match[str]) -> Cite:
    label, locator, suffix = _place(part["behind"])
    return Cite(key(part), part["prefix"].strip(), bool(part["alone"]), label, locator, suffix)


def _place(behind: str) -> tuple[str, str, str]:
    """Return the place in a work that the words ``behind`` its key name, its label and its number, and the rest."""
    words = behind.strip()
    found = _LOCATOR.match(words.removeprefix(",").lstrip())
    if not found:
        return "", "", words
    rest = words.removeprefix(",").lstrip()[found.end() :]
    return _TERM_OF.get(found["term"] or "", "page"), found["roman"] or found["where"], rest.strip()
