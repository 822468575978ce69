"""Makes films and sounds of what Markdown can only write as a picture or a link, and browsers do not play as such.

* `![A dance](dance.mp4)` becomes `<video controls>`, `![A song](song.mp3)` `<audio controls>`;
* `![A talk](https://youtu.be/…)` becomes a player, and so does the address alone in a paragraph, in decks of our own
  dialect (to reveal.js it is a link). Behind the player stands a link, which is what paper shows, and a page without a
  network: see deck.css and films.js.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, NamedTuple

from deckbuild.files.media_types import by_ending
from deckbuild.html.attributes import joined
from deckbuild.html.references import FILM
from deckbuild.html.tokenizer import attribute, start_tags
from deckbuild.html.tree import Edits
from deckbuild.rendering.draft import NOTES
from deckbuild.rendering.film_sites import player

if TYPE_CHECKING:
    from deckbuild.html.tokenizer import Tag
    from deckbuild.rendering.draft import Draft

PLAYER = "film-player"  # the class of what holds a player
_MAY_PLAY = re.compile(r"<img|youtu|vimeo")
_PLAYED = frozenset({"video", "audio"})
_OF_PICTURES = frozenset("src data-src srcset sizes title loading decoding".split())
_BEHIND_NAME = re.compile(r"[?#]")
_PARAGRAPH = re.compile(r"<p(?: [^<>]*)?>\s*\Z")
_LINK_END = re.compile(r"(?P<link>(?P<words>[^<]*)</a>)\s*</p>")
_NEAR = 300  # characters before a link in which its paragraph begins
_SCHEME = re.compile(r"https?://(?:www\.)?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# With `allowfullscreen` beside it, Chromium logs a message for each player.
_RIGHTS = "autoplay; encrypted-media; fullscreen; picture-in-picture"
_REFERRER = "strict-origin-when-cross-origin"  # without one YouTube refuses to play


class Films(NamedTuple):
    """The step of rendering; with ``bare`` an address alone in a paragraph is a player, without ``frames`` none is."""

    bare: bool
    frames: bool

    def apply(self, draft: Draft) -> Draft:
        """Return ``draft`` with films and sounds; its notes have no players."""
        body, notes, spoken = draft.html.partition(NOTES)
        html = _played(body, bare=self.bare and self.frames, frames=self.frames)
        return draft.edited(html + notes + _played(spoken, bare=False, frames=False))


def _played(html: str, *, bare: bool, frames: bool) -> str:
    """Return ``html`` with films and sounds."""
    if not _MAY_PLAY.search(html):
        return html
    edits = Edits(html)
    for tag in start_tags(html):
        if tag.name == "img":
            edits.replace(tag.start, tag.end, _of_picture(tag, frames=frames) or html[tag.start : tag.end])
        elif tag.name == "a" and bare and (found := _of_link(tag, html)):
            edits.replace(tag.start, *found)
    return edits.apply()


def _of_picture(tag: Tag, *, frames: bool) -> str:
    """Return what plays the film or the sound that a picture's ``tag`` names; empty if it names a picture."""
    values = {name: each.value for name, each in tag.attributes.items()}
    address = values.get("src") or values.get("data-src", "")
    words = values.pop("alt", "")
    kind = by_ending(_BEHIND_NAME.split(address, maxsplit=1)[0]).partition("/")[0]
    if kind in _PLAYED:
        label = {"aria-label": words} if words else {}
        return f"<{kind} controls{_written({**label, **values})}>{escape(words)}</{kind}>"
    address = address.strip()
    if not player(address):
        return ""
    others = {name: value for name, value in values.items() if name not in _OF_PICTURES}
    return _frame(address, words or values.get("title", ""), others) if frames else _link(address, words, others)


def _of_link(tag: Tag, html: str) -> tuple[int, str] | None:
    """Return where a link ends that is the bare address of a film alone in its paragraph, and what plays the film."""
    values = {name: each.value for name, each in tag.attributes.items()}
    address = values.pop("href", "")
    link = _LINK_END.match(html, tag.end)
    is_bare = link and address.endswith(unescape(link["words"])) and _PARAGRAPH.search(html[: tag.start][-_NEAR:])
    if not link or not is_bare or not player(address):
        return None
    return link.end("link"), _frame(address, "", values)


def _frame(address: str, words: str, values: dict[str, str]) -> str:
    """Return the player of the film at ``address``, with a link behind it; it is loaded when its slide is shown."""
    words = words or _SCHEME.sub("", address)
    sizes = {name: values.pop(name) for name in ("width", "height") if name in values}
    style = "; ".join(f"{name}: {_length(size)}" for name, size in sizes.items())
    outer = {**values, "class": joined({"class": PLAYER}, values)["class"]}
    outer |= {"style": "; ".join(filter(None, (style, values.get("style", "").strip("; "))))} if style else {}
    inner = {"data-src": player(address), FILM: address, "title": words, "allow": _RIGHTS, "referrerpolicy": _REFERRER}
    return f"<span{_written(outer)}><iframe{_written(inner)}></iframe>{_link(address, words, {})}</span>"


def _length(size: str) -> str:
    """Return a length of an attribute as one of CSS."""
    return f"{size}px" if _NUMBER.fullmatch(size) else size


def _link(address: str, words: str, values: dict[str, str]) -> str:
    return f"<a{_written({'href': address, **values})}>{escape(words or address)}</a>"


def _written(values: dict[str, str]) -> str:
    return "".join(f" {attribute(name, value)}" for name, value in values.items())
