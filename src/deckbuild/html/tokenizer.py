"""The tags of HTML: how they look, what they hold, and how their elements nest (HTML standard, 13.1.2 and 13.2.5)."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(
    r"(?P<comment><!--)(?:-?>|(?P<text>.*?)(?P<done>--!?>|\Z))"
    r"|<(?P<close>/?)(?P<tag>[a-zA-Z][^\s/>]*)"
    r"|<[!?/][^>]*(?P<bogus>>|\Z)",
    re.DOTALL,
)
_FORMULA = (  # MathML; an address in a style has brackets
    r"m(?:i|n|o|s|ath|row|su[bp]|subsup|frac|sqrt|root|over|under|underover|text|table|t[rd]|space|padded|phantom|"
    r"enclose|style)(?:\s+(?!(?:id|href|src|xlink:href)\b)[a-z-]+=\"[^\"(]*\")*\s*>"
)
_COLOUR = r'span class="[\w -]+">[^<]*</span>'  # of code, as Pygments writes it
COLOURS = re.compile(rf"(?:[^<]*<{_COLOUR})*")
# What names no file, has no id, and is no heading; between two tags that may, there is mostly this.
_PLAIN = re.compile(
    rf"[^<]*(?:<(?:{_COLOUR}|{_FORMULA}|/[^>]*>|(?:[bpius]|br|hr|[uod]l|d[td]|li|em|strong|del|su[bp]|code|pre|span"
    r"|blockquote|aside|div|section|noscript|table|thead|tbody|t[rdh])"
    r"(?:\s+(?:class|align|data-(?!preview|background)[\w-]+)(?:=\"[^\"]*\")?(?=[\s>]))*\s*>)[^<]*)*"
)
_ATTRIBUTE = re.compile(
    r"[\s/]*(?P<name>[^\s/>][^\s/>=]*)"
    r"(?:\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>\"'][^\s>]*|(?=>)|(?P<endless>[\"'])))?"
)
_TAG_END = re.compile(r"[\s/]*>")
# In attributes, `&copy` without a semicolon is text when `=` or a letter follows (HTML standard, 13.2.5.73).
_REFERENCE = re.compile(r"&(?:#\w+;?|\w+;|\w+(?![\w=;]))")
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
RAW = frozenset("iframe noembed noframes noscript plaintext script style textarea title xmp".split())
# Inside these a browser reads XML: elements may close themselves. These inside them hold HTML again.
FOREIGN = frozenset({"svg", "math"})
HTML_AGAIN = frozenset({"foreignobject", "desc", "title", "annotation-xml"})
# Their end tags may be left out; a browser ends them with what they stand in.
OPTIONAL = frozenset(
    "body caption colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr".split()
)
# These go on over the end of the block they stand in, up to their own end tag (HTML standard, 13.2.4.3).
FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_P_ENDERS = frozenset(
    "address article aside blockquote div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main nav ol p "
    "pre section table ul".split()
)
# What an opening tag ends when it is the innermost open element (HTML standard, 13.1.2.4 optional tags).
ENDS = {
    **dict.fromkeys(_P_ENDERS, frozenset({"p"})),
    "li": frozenset({"li", "p"}),
    "dt": frozenset({"dt", "dd", "p"}),
    "dd": frozenset({"dt", "dd", "p"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"thead", "tbody", "tfoot", "tr", "td", "th"})),
    "tr": frozenset({"tr", "td", "th"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "option": frozenset({"option"}),
}


class Attribute(NamedTuple):
    """An attribute in a start tag: its decoded value, and the characters it stands in."""

    value: str
    start: int
    end: int


class Tag(NamedTuple):
    """A start or end tag, from ``start`` up to ``end``; new attributes are put in at ``tail``.

    ``slash`` says whether it closes itself, which counts only in SVG and MathML.
    """

    name: str
    start: int
    end: int
    tail: int
    attributes: dict[str, Attribute]
    slash: bool


class EndTag(NamedTuple):
    """The end tag of a raw element; ``is_there`` is false if it has none that is whole."""

    start: int
    end: int
    is_there: bool


def read_tag(html: str, token: re.Match[str]) -> Tag | None:
    """Return the tag that ``token`` begins; None if it does not end where the search for tokens ends."""
    attributes: dict[str, Attribute] = {}
    tail = token.end()
    while not (end := _TAG_END.match(html, tail, token.endpos)):
        found = _ATTRIBUTE.match(html, tail, token.endpos)
        if not found or found["endless"]:
            return None
        tail = found.end()
        value = _decoded(found["value"] or "")
        attributes.setdefault(found["name"].lower(), Attribute(value, found.start("name"), tail))
    return Tag(token["tag"].lower(), token.start(), end.end(), tail, attributes, slash="/" in end[0])


def past(pattern: re.Pattern[str], html: str, at: int, until: int) -> int:
    """Return the offset behind what ``pattern`` matches between ``at`` and ``until``."""
    found = pattern.match(html, at, until)
    return found.end() if found else at


def start_tags(html: str) -> Iterator[Tag]:
    """Yield the start tags of ``html`` that may name something, and of headings, in order; balanced HTML is wanted."""
    at = past(_PLAIN, html, 0, len(html))
    while token := TOKEN.search(html, at):
        is_start = token["tag"] and not token["close"]
        tag = read_tag(html, token) if is_start else None
        if is_start and not tag:
            return  # it never ends: a browser drops it, with all behind it (HTML standard, 13.2.5, eof-in-tag)
        at = tag.end if tag else token.end()
        if tag:
            yield tag
            at = raw_end(html, tag).start if tag.name in RAW else at
        at = past(_PLAIN, html, at, len(html))


def raw_end(html: str, tag: Tag, until: int | None = None) -> EndTag:
    """Return the end tag of a raw element, which ``tag`` begins, before ``until``; there, and empty, without one."""
    until = len(html) if until is None else until
    found = re.compile(rf"</{re.escape(tag.name)}(?=[\s/>])[^>]*>?", re.IGNORECASE).search(html, tag.end, until)
    return EndTag(found.start(), found.end(), found[0][-1] == ">") if found else EndTag(until, until, is_there=False)


def _decoded(value: str) -> str:
    """Return an attribute's value without its quotes and character references."""
    if value[:1] in ("'", '"'):
        value = value[1:-1]
    return _REFERENCE.sub(lambda found: unescape(found[0]), value)


def attribute(name: str, value: str) -> str:
    """Return ``name="value"`` with the value escaped."""
    return f'{name}="{escape(value, quote=False).replace(chr(34), "&quot;")}"'
