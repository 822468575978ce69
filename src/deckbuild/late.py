"""Holds the slides of a large deck as text in their sections, so that a browser need not read them all to open it.

The text stands in `<noscript>`, whose content a browser that runs scripts takes as it is, in a fraction of the time
that elements take (HTML Standard, 13.2.6.4.4), and that others, and all that reads HTML without running it, read as
elements. `late.js` puts the slides in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.assets import Embedded

if TYPE_CHECKING:
    from deckbuild.config import Settings

LARGE = 100  # slides; a smaller deck opens at once either way
# What is another thing when a script puts it in, or must work for the whole page from the start.
_AT_ONCE = re.compile(r"</?noscript|<(?:script|style|template|link|meta|base|html|head|body)\b")  # in small letters


def may_wait(settings: Settings, slides: int) -> bool:
    """Return whether slides may come late: there are many, and nobody else's script looks at them."""
    foreign = settings.scripts or any(plugin.script for plugin in settings.plugins) or "view" in settings.reveal
    return not foreign and slides >= LARGE


def held(slide: Embedded) -> Embedded:
    """Return ``slide`` held as text, unless it has what cannot come late."""
    if _AT_ONCE.search(slide.html.lower()):
        return slide
    html = f"<noscript data-late>{slide.html}</noscript>"
    return Embedded(html, slide.attributes, slide.stack, slide.diagnostics, slide.ids)
