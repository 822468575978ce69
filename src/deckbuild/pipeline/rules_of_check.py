"""The codes and names of the rules of `deckbuild check`, which settings may name although nothing of it is loaded.

`check/` holds the rules themselves; a test holds both together. None of them is an error by itself.
"""

from __future__ import annotations

OF_CHECK = {
    "D600": "no-alternative-text",
    "D640": "overflow",
}
