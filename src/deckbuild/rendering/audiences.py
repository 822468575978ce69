"""Takes the audience off a slide itself, and tells of one that is written where it is not read: in HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Problem
from deckbuild.features import audience
from deckbuild.features.variants import MARK, SETTINGS, UNKNOWN_VARIANT, unread
from deckbuild.html.tokenizer import attribute
from deckbuild.rendering import near_audiences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from deckbuild.features.audience import Audience
    from deckbuild.rendering.draft import Draft

_SIGNS = ("only=", "unless=")
_TAG = re.compile(r"<[a-zA-Z][^<>]*?\s(?P<written>(?P<word>only|unless)=(?:\"[^\"]*\"|'[^']*'|[^\s>]+))", re.IGNORECASE)


class Audiences:
    """The steps of rendering that do so in a deck with these ``settings`` of features."""

    def __init__(self, settings: Mapping[str, Any], *, in_preview: bool) -> None:
        self._about: Mapping[str, Any] = settings.get(SETTINGS, {})
        self._in_preview = in_preview

    def taken(self, draft: Draft) -> Draft:
        """Return ``draft`` without the audience that stands behind the separator of its slide."""
        given = dict(draft.attributes)
        of_slide = audience.taken(given)
        if of_slide is None:
            return draft
        if self._about.get("variant"):  # it was read when the slide was kept
            return draft._replace(attributes=given)
        if self._in_preview:
            given[MARK] = of_slide.label
        return draft._replace(attributes=given).told(self._unknown(of_slide, draft.places.text))

    def _unknown(self, of_slide: Audience, text: str) -> Iterator[Problem]:
        """Yield the names of variants that no variant has, at their places in ``text``."""
        for name, hint in of_slide.unknown(self._about.get("known", ())):
            at = max(0, text.find(name))
            yield Problem(UNKNOWN_VARIANT, at, f"the deck has no variant {name!r}", hint, len(name))

    def checked(self, draft: Draft) -> Draft:
        """Return ``draft``, of which is told where an author, or an extension of Markdown, has put one into tags."""
        tags = "".join(
            f"<section {' '.join(map(attribute, each, each.values()))}>"
            for each in (draft.attributes, draft.stack)
            if each
        )
        html, text = tags + draft.html, draft.places.text
        found = [*self._unread(html, text)] if any(sign in html for sign in _SIGNS) else []
        found += self._near(text)
        return draft.told(found) if found else draft

    def _near(self, text: str) -> Iterator[Problem]:
        for near in near_audiences.find(text, self._about.get("known", ())):
            if wrong := unread(near.meant, self._about):
                yield Problem(wrong[0], near.start, wrong[1], f"did you mean {near.meant}?", len(near.written))

    def of_text(self, text: str) -> Iterator[Problem]:
        """Yield what is wrong with a slide that shows its ``text``: marks in it are not obeyed."""
        if self._about.get("variant") and (wrong := unread(text, self._about)):
            yield Problem(wrong[0], len(text) - len(text.lstrip()), *wrong[1:])

    def _unread(self, html: str, text: str) -> Iterator[Problem]:
        behind = 0
        for tag in _TAG.finditer(html):
            if wrong := unread(tag["written"], self._about):
                typed = re.compile(rf"<[^<>]*?{re.escape(tag['written'])}").search(text, behind)
                behind = typed.end() if typed else behind
                # What a comment says may be written otherwise.
                at = behind - len(tag["written"]) if typed else max(0, text.find(f"{tag['word']}="))
                yield Problem(wrong[0], at, *wrong[1:], len(tag["word"]))
