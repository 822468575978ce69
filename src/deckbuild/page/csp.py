"""The Content Security Policy of a page of strangers' slides: its own scripts run, and only the page itself is loaded.

The speaker view shows the page twice, in frames, and the start page each deck: there `frame-src` allows frames of the
page's own origin, and of `file:`, which a page that was opened by double click has instead of one. No slide can make
a frame, `untrusted` sees to that.
It is the second wall behind `untrusted`: what would slip through there still could not run. Scripts are allowed by
their hashes (CSP 3, 2.3.1 and 4.2.3), and only those behind the mark `SCRIPTS`, where no slide stands.
"""

from __future__ import annotations

import base64
import hashlib
import re

from deckbuild.revealjs import vendored

# Both are comments of our template. No value can look like them in front of the first or behind the last one, where
# `<` is escaped in every value, text and script.
PLACE = "<!--policy-->"
SCRIPTS = "<!--scripts-->"
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)  # those with attributes are data
# The notes plugin writes the speaker view into a new window, which has the policy of the page that opens it.
_OF_A_WINDOW = re.compile(r"<script>(.*?)<\\/script>", re.DOTALL)
_FIXED = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; media-src data: blob:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_OWN_FRAMES, _NO_FRAMES = "frame-src 'self' file:", "frame-src 'none'"


def secured(html: str, *, has_frames: bool) -> str:
    """Return the finished page ``html`` with its policy in the head; ``has_frames`` where it has a speaker view."""
    slides, _, ours = html.rpartition(SCRIPTS)
    scripts = [found[1] for found in _SCRIPT.finditer(ours)] + _of_windows()
    hashes = " ".join(dict.fromkeys(map(_hash, scripts)))
    return f"{slides}{ours}".replace(
        PLACE, _meta(f"{_FIXED}; {_OWN_FRAMES if has_frames else _NO_FRAMES}; script-src {hashes}"), 1
    )


def start_page(html: str) -> str:
    """Return the list of decks ``html``, which has no scripts, with its policy in the head."""
    return html.replace(PLACE, _meta(f"{_FIXED}; {_OWN_FRAMES}"), 1)


def _meta(policy: str) -> str:
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


def _of_windows() -> list[str]:
    r"""Return the scripts of the windows that reveal.js opens, out of a JavaScript text (`\X` is X there)."""
    return [re.sub(r"\\(.)", r"\1", found[1]) for found in _OF_A_WINDOW.finditer(vendored.text("dist/plugin/notes.js"))]


def _hash(script: str) -> str:
    """Return the source expression of ``script`` as it stands between its tags."""
    read = script.replace("\r\n", "\n").replace("\r", "\n")  # as a browser reads it
    return f"'sha256-{base64.b64encode(hashlib.sha256(read.encode()).digest()).decode('ascii')}'"
