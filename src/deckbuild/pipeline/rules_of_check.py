"""The codes and names of the rules of `deckbuild check`, which settings may name although nothing of it is loaded.

`check/` holds the rules themselves; a test holds both together. None of them is an error by itself.
"""

from __future__ import annotations

OF_CHECK = {
    "D600": "no-alternative-text",
    "D601": "dead-link-to-deck",
    "D602": "heading-jump",
    "D603": "no-slide-title",
    "D604": "no-deck-title",
    "D605": "blurred-picture",
    "D606": "surplus-pixels",
    "D607": "too-many-words",
    "D608": "too-many-items",
    "D609": "long-code",
    "D610": "empty-notes",
    "D611": "unread-footnote",
    "D612": "plain-callout",
    "D613": "open-variable",
    "D614": "misspelt-part",
    "D615": "open-braces",
    "D616": "unread-braces",
    "D617": "feature-off",
    "D620": "dead-address",
    "D640": "overflow",
    "D641": "clipped-text",
    "D642": "scrolling-code",
    "D643": "overlap",
    "D644": "small-text",
    "D645": "lost-picture",
    "D646": "stretched-picture",
    "D647": "low-contrast",
    "D648": "console-error",
    "D649": "failed-request",
    "D650": "accessibility",
}
