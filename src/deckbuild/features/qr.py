"""QR codes: `![Wi-Fi](qr:https://example.org)` draws the code of the text behind `qr:`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Rule, Severity, shortened
from deckbuild.features import undrawn
from deckbuild.features.feature import Feature
from deckbuild.features.findings import findings
from deckbuild.features.tokens import add, line_of, words, written
from deckbuild.html.parser_names import MADE

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from deckbuild.features.findings import Findings

NO_CODE = Rule(
    "D770",
    "no-qr-code",
    Severity.WARNING,
    "No QR code can be drawn of this: nothing stands behind `qr:`, or more than the 2,953 bytes that a code holds.\n"
    "The text stands on the slide. A short address is read from further away, too.",
)
ODD_CODE = Rule(
    "D771",
    "odd-qr-code",
    Severity.WARNING,
    "The code is drawn, but a telephone that reads it most likely does nothing with it: an address needs its https://,\n"
    "and the code of a Wi-Fi is written `WIFI:S:name;T:WPA;P:password;;`.",
)
# A picture whose address begins with `qr:`. What follows is taken as it stands, blanks and backslashes too.
_BEHIND = re.compile(
    r"""\([ ]*(?:<qr:(?P<inside>[^<>\n]*)>|qr:(?P<text>(?:[^()"\n]|\([^()\n]*\))*?))"""
    r"""(?:[ ]+"(?P<title>[^"\n]*)")?[ ]*\)"""
)
_ADDRESS = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_WIFI = re.compile(r"WIFI:", re.IGNORECASE)
_NETWORK = re.compile(r"(?<![^:;])S:(?:\\.|[^\\;])+;.*;\Z", re.IGNORECASE | re.DOTALL)
_TEXT = "qr"  # the attribute of a picture that has the text of its code, until that is drawn
_MOST = 2_953  # bytes; of capitals and digits a code may hold more
_SHOWN = 60  # characters of a text that cannot be drawn
_QUIET = 4  # modules of the light margin that a code needs (ISO/IEC 18004)


def _install(rules: MarkdownIt) -> None:
    rules.inline.ruler.before("image", FEATURE.name, _picture)
    rules.core.ruler.push(FEATURE.name, _draw)


def _picture(state: StateInline, silent: bool) -> bool:
    """Read a picture whose address is a text for a code; it stays a picture until the end: it may be a figure."""
    start = state.pos
    label_end = state.md.helpers.parseLinkLabel(state, start + 1) if state.src.startswith("![", start) else -1
    found = _BEHIND.match(state.src, label_end + 1, state.posMax) if label_end >= 0 else None
    if not found:
        return False
    if not silent:
        token = state.push("image", "img", 0)
        text = (found["inside"] or found["text"] or "").strip()
        token.attrs = {"src": "", "alt": "", _TEXT: text}
        token.content, token.markup, token.children = state.src[start + 2 : label_end], f"qr:{text}", []
        state.md.inline.parse(token.content, state.md, state.env, token.children)
        if found["title"]:
            token.attrSet("title", found["title"])
    state.pos = found.end()
    return True


def _draw(state: StateCore) -> None:
    """Put the codes in, once variables have their values."""
    found = findings(state.env)
    for block in state.tokens:
        for token in block.children or ():
            _put(token, line_of(block), found)


def _put(token: Token, line: int, found: Findings) -> None:
    """Draw the code that ``token`` is, and those inside of it."""
    for child in token.children or ():
        _put(child, line, found)
    if token.type == "image" and _TEXT in token.attrs:
        found.used.add(FEATURE.name)
        text = str(token.attrs.pop(_TEXT))
        if wrong := _wrong(text):
            found.tell(wrong[0], line, token.markup, *wrong[1:])
        token.content = _svg(text, token) if not wrong or wrong[0] is ODD_CODE else _undrawn(text, wrong[1], found)
        token.type = MADE


def _wrong(text: str) -> tuple[Rule, str, str] | None:
    """Return what is wrong with the ``text`` of a code: the rule, the message and the hint."""
    size = len(text.encode())
    if not text:
        return NO_CODE, "this QR code has no text", "write it behind qr:"
    if size > _MOST and not _code(text):
        return NO_CODE, f"these {size:,} bytes are too many for a QR code", f"it holds {_MOST:,}"
    if _ADDRESS.fullmatch(text):
        return ODD_CODE, f"telephones do not open {text} without https://", f"write qr:https://{text}"
    if _WIFI.match(text) and not _NETWORK.search(text, len("WIFI:")):
        return ODD_CODE, "this Wi-Fi code names no network, or has no end", "write qr:WIFI:S:name;T:WPA;P:password;;"
    return None


def _code(text: str) -> str:
    """Return the code of ``text`` as SVG; empty if it is too long."""
    import segno  # with what it imports 90 ms

    try:
        code = segno.make_qr(text, encoding="utf-8")
    except segno.DataOverflowError:
        return ""
    return code.svg_inline(border=_QUIET, omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None)


def _svg(text: str, picture: Token) -> str:
    """Return the code of ``text`` with the attributes of a ``picture``; its alternative text is the code's name."""
    name = words(picture).strip() or f"QR code: {text}"
    given = {name: str(value) for name, value in picture.attrs.items() if name not in ("src", "alt")}
    picture.attrs = {}
    add(picture, {**given, "role": "img", "aria-label": name})
    add(picture, {"class": "qr"})
    return _code(text).replace("<svg", f"<svg {written(picture)}", 1)


def _undrawn(text: str, why: str, found: Findings) -> str:
    """Return the ``text`` of a code that cannot be drawn, and why."""
    return undrawn.in_text(found, f"qr:{shortened(text, _SHOWN)}", why)


FEATURE = Feature(
    "qr",
    "QR codes: pictures whose address begins with `qr:`.",
    "A picture whose address begins with `qr:` is the QR code of the text behind that: an address with its https://,\n"
    "or `WIFI:S:name;T:WPA;P:password;;`. It is dark on light in any theme, and has attributes as other pictures\n"
    "have; its alternative text names it for those who do not see it. A text with parentheses stands between `<` and\n"
    "`>`.",
    """\
![The course on the web](qr:https://example.org)

![Wi-Fi of the lecture hall](qr:WIFI:S:Lecture hall;T:WPA;P:open sesame;;){width=20%}
""",
    _install,
    rules=(NO_CODE, ODD_CODE),
)
