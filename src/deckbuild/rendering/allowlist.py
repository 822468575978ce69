"""The HTML that a stranger's slides may use: elements, attributes, the addresses and values that these may have.

An allow list: what is not named here is taken out under `--untrusted`. None of it can run a program, whatever the
browser makes of its nesting: no element whose text a browser reads as anything but text or CSS, no attribute that is
code, no address that is a program. What reveal.js and its plugins (6.0.2) read from `data-` attributes is part of it.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from deckbuild.html.css_escapes import ESCAPE, character
from deckbuild.html.references import without_ignored

_HTML = (
    "a abbr acronym address area article aside audio b bdi bdo big blockquote br button caption center cite code "
    "col colgroup data dd del details dfn div dl dt em fieldset figcaption figure font footer h1 h2 h3 h4 h5 h6 "
    "header hgroup hr i img input ins kbd label legend li main map mark menu meter nav nobr ol optgroup option "
    "output p picture pre progress q rp rt ruby s samp search section select small source span strike strong style "
    "sub summary sup table tbody td tfoot th thead time title tr track tt u ul var video wbr"
)
_SVG = (
    "svg animate animatemotion animatetransform circle clippath defs desc ellipse feblend fecolormatrix "
    "fecomponenttransfer fecomposite feconvolvematrix fediffuselighting fedisplacementmap fedistantlight "
    "fedropshadow feflood fefunca fefuncb fefuncg fefuncr fegaussianblur feimage femerge femergenode femorphology "
    "feoffset fepointlight fespecularlighting fespotlight fetile feturbulence filter g image line lineargradient "
    "marker mask mpath path pattern polygon polyline radialgradient rect set stop switch symbol text textpath tspan "
    "use view"
)
_MATHML = (
    "math annotation menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot "
    "mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics"
)
ELEMENTS = frozenset(f"{_HTML} {_SVG} {_MATHML}".split())
# These go with all that stands in them; of any other element that is taken out the content stays.
WITH_CONTENT = frozenset(
    "annotation-xml applet foreignobject frameset iframe metadata noembed noframes noscript object portal script "
    "template textarea xmp".split()
)
_HTML_ATTRIBUTES = (
    "abbr align alt autoplay bgcolor border cellpadding cellspacing checked class color colspan controls coords "
    "datetime decoding default dir disabled download draggable face fetchpriority for headers height hidden high "
    "hreflang inert kind label lang loading loop low max media min multiple muted nowrap open optimum playsinline "
    "preload readonly reversed role rowspan scope selected shape size sizes span srclang start summary tabindex "
    "title translate type valign value width"
)
_SVG_ATTRIBUTES = (
    "accumulate additive alignment-baseline amplitude azimuth basefrequency baseline-shift begin bias by calcmode "
    "clip clip-path clip-rule clippathunits color-interpolation color-interpolation-filters cx cy d diffuseconstant "
    "direction display divisor dominant-baseline dur dx dy edgemode elevation end exponent fill fill-opacity "
    "fill-rule filter filterunits flood-color flood-opacity font-family font-size font-size-adjust font-stretch "
    "font-style font-variant font-weight from fr fx fy gradienttransform gradientunits image-rendering in in2 "
    "intercept k1 k2 k3 k4 kernelmatrix kernelunitlength keypoints keysplines keytimes lengthadjust letter-spacing "
    "lighting-color limitingconeangle marker-end marker-mid marker-start markerheight markerunits markerwidth mask "
    "mask-type maskcontentunits maskunits mode numoctaves offset opacity operator order orient origin overflow "
    "paint-order path pathlength patterncontentunits patterntransform patternunits pointer-events points pointsatx "
    "pointsaty pointsatz preservealpha preserveaspectratio primitiveunits r radius refx refy repeatcount repeatdur "
    "requiredextensions restart result rotate rx ry scale seed shape-rendering side slope spacing specularconstant "
    "specularexponent spreadmethod startoffset stddeviation stitchtiles stop-color stop-opacity stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width "
    "surfacescale systemlanguage tablevalues targetx targety text-anchor text-decoration text-rendering textlength to "
    "transform transform-origin unicode-bidi values vector-effect version viewbox visibility word-spacing "
    "writing-mode x x1 x2 xchannelselector xml:lang xml:space xmlns xmlns:xlink y y1 y2 ychannelselector z"
)
_MATHML_ATTRIBUTES = (
    "accent accentunder close columnalign columnlines columnspacing columnspan depth displaystyle encoding fence "
    "form frame largeop linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize "
    "movablelimits notation rowalign rowlines rowspacing rspace scriptlevel separator separators stretchy symmetric "
    "voffset"
)
_ATTRIBUTES = frozenset(f"{_HTML_ATTRIBUTES} {_SVG_ATTRIBUTES} {_MATHML_ATTRIBUTES}".split())
# No program can be in these, but their names could take the place of an object that a script looks for: UMD's
# `exports`, our store of pictures, `document.…` (an image with a name).
_IDS = r"(?!(?:exports|module|define|deckbuild.*)$).*"
_NAMED = frozenset({"a", "details", "input", "map"})
_VALUES = {
    "id": _IDS,
    "rel": r"(?:(?:bookmark|external|help|license|next|nofollow|noopener|noreferrer|prev|tag)\s*)*",
    "target": "_blank|_self|_top",
    "data-preview-link": "false",  # any other value makes a frame
    "usemap": "#.*",
}
# An animation may change what it is drawn with, but no address and no handler.
_ANIMATED = frozenset(_SVG_ATTRIBUTES.split())
_ANIMATIONS = frozenset({"animate", "animatemotion", "animatetransform", "set"})
_INPUTS = frozenset({"checkbox", "radio"})

_PAGE = frozenset({"ftp", "http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_MEDIUM = re.compile(r"https?:|data:(?:image|audio|video)/|data:text/vtt[;,]", re.IGNORECASE)
_PROGRAM = re.compile(r"(?:java|vb|live)script:|data:text/html", re.IGNORECASE)
# Options of reveal.js out of the query (6.0.2): the page that the speaker view opens, and links that open in frames.
_RECONFIGURED = re.compile(r"(?:[?&]|%3f|%26)[^#]*(?:url|previewlinks)(?:=|%3d)", re.IGNORECASE)
# Another computer without a scheme, `//HOST/share`, which from a page on the disk is a network drive; browsers take a
# backslash for a slash, and Windows an empty folder at the top (`../..//HOST`) for the beginning of such a name.
_OTHER_HOST = re.compile(r"[^?#]*(?://|\\)")
_OTHER_HOSTS = re.compile(r"(?:^|,)[/\\]{2}|\\")  # in a list of media
_MEDIA = frozenset("src srcset poster data-src data-preview-image data-preview-video".split())
_BACKGROUNDS = frozenset("data-background data-background-image data-background-video".split())
_LINKED = frozenset({"a", "area"})
_PICTURED = frozenset({"image", "feimage"})
_DATA = re.compile(r"(?:data|aria)-[a-z0-9_.:-]+")
# An iframe; notes that the speaker view reads as Markdown, so that links in them are made there; our own marks.
_REFUSED_DATA = re.compile(r"data-(?:background-iframe|markdown|deckbuild.*)")

_ESCAPE_OR_COMMENT = re.compile(rf"{ESCAPE}|/\*.*?\*/", re.DOTALL)
_OLD_CODE = re.compile(r"expression\s*\(|-moz-binding|(?<![\w-])behaviou?r\s*:|(?:java|vb)script:", re.IGNORECASE)


def is_allowed(tag: str, name: str, value: str) -> bool:
    """Return whether an element ``tag`` may have the attribute ``name`` (in lower case) with ``value``."""
    if name == "name":
        return tag in _NAMED
    if name == "attributename":
        return value.lower() in _ANIMATED
    if name == "type" and tag == "input":
        return value.lower() in _INPUTS
    if name in ("href", "xlink:href", "cite"):
        return _is_link(tag, name, value)
    if name in _MEDIA or name in _BACKGROUNDS:
        return _is_medium(value)
    if name in _VALUES:
        return re.fullmatch(_VALUES[name], value, re.IGNORECASE | re.DOTALL) is not None
    if name == "data-notes":  # the speaker view reads it as HTML
        return "<" not in value
    if _DATA.fullmatch(name):
        return not _REFUSED_DATA.fullmatch(name)
    return (name == "style" or name in _ATTRIBUTES) and is_style(value)


def is_element(tag: str, attributes: dict[str, str]) -> bool:
    """Return whether the element ``tag`` may stand there, when it has ``attributes``."""
    if tag in _ANIMATIONS:
        return attributes.get("attributename", "transform").lower() in _ANIMATED
    if tag == "input":
        return attributes.get("type", "text").lower() in _INPUTS
    return tag in ELEMENTS


def is_style(css: str) -> bool:
    """Return whether ``css`` holds none of the programs that browsers of old took in CSS."""

    def meant(found: re.Match[str]) -> str:
        return character(found).replace("\ufffd", "") if found[0][0] == "\\" else ""

    return not _OLD_CODE.search(_ESCAPE_OR_COMMENT.sub(meant, css))


def _is_link(tag: str, name: str, value: str) -> bool:
    """Return whether ``value`` leads to a page, or, but for a link, to a place of this one."""
    address = without_ignored(value)
    if tag in _PICTURED:
        return _is_medium(value)
    if tag not in _LINKED and name in ("href", "xlink:href"):
        return address.startswith("#")
    if scheme := _SCHEME.match(address):
        return scheme[1].lower() in _PAGE
    return not _RECONFIGURED.search(address) and not _OTHER_HOST.match(without_ignored(unquote(address)))


def _is_medium(value: str) -> bool:
    """Return whether ``value`` names pictures, films or sounds (several, in srcset and backgrounds), or a colour."""
    address = without_ignored(value)
    if _SCHEME.match(address):
        return _MEDIUM.match(address) is not None and not _PROGRAM.search(address)
    return not _PROGRAM.search(address) and not _OTHER_HOSTS.search(address)
