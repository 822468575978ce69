"""Holds the slides of a large deck as text in their sections, so that a browser need not read them all to open it.

The text stands in `<noscript>`, whose content a browser that runs scripts takes as it is, in a fraction of the time
that elements take (HTML Standard, 13.2.6.4.4), and that others, and all that reads HTML without running it, read as
elements. `deferred.js` puts the slides in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.assets.embedding import Embedded
    from deckbuild.config.settings import Settings

LARGE = 100  # slides; a smaller deck opens at once either way
# What is another thing when a script puts it in, or must be there from the start: it works for the whole page, or
# reveal.js takes it for a slide; in small letters.
_AT_ONCE = re.compile(r"<(?:/?noscript|(?:script|style|template|link|meta|base|html|head|body|section)\b)")
# What looks like a handler, in small letters; what stands before it is looked at afterwards, for a pattern that begins
# with letters is found 20 times as fast.
_HANDLER = re.compile(r"on[a-z]+\s*=")
_BEFORE_HANDLER = re.compile(r"[\s\"'/]")
_SCROLLS = frozenset({"view", "scrollActivationWidth"})  # the scroll view measures all slides when it starts


def may_defer(settings: Settings, slides: Sequence[str], *, own_template: bool) -> bool:
    """Return whether ``slides`` may be deferred: there are many, and nobody else's script looks at them.

    Such a script can be one of the settings, of a project's ``own_template``, or of a slide's HTML.
    """
    scripts = (
        own_template or settings.template.text or settings.scripts or any(plugin.scripts for plugin in settings.plugins)
    )
    if len(slides) < LARGE or scripts or not _SCROLLS.isdisjoint(settings.reveal):
        return False
    return not any(_has_program(html.lower()) for html in slides)


def _has_program(html: str) -> bool:
    """Return whether ``html``, in small letters, has a program of its own, or what merely looks like a handler."""
    handlers = (_BEFORE_HANDLER.match(html, found.start() - 1) for found in _HANDLER.finditer(html, 1))
    return "<script" in html or any(handlers)


def as_text(slide: Embedded) -> Embedded:
    """Return ``slide`` held as text, unless it has what cannot be deferred."""
    if _AT_ONCE.search(slide.html.lower()):  # twice as fast as a pattern that ignores case
        return slide
    return slide._replace(html=f"<noscript data-late>{slide.html}</noscript>")
