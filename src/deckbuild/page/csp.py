"""The Content Security Policy of a page of strangers' slides: its own scripts run, and only the page itself is loaded.

The speaker view shows the page twice, in frames, and the start page each deck: there `frame-src` allows frames of the
page's own origin, and of `file:`, which a page that was opened by double click has instead of one. No slide can make
a frame, `untrusted` sees to that.
It is the second wall behind `untrusted`: what would slip through there still could not run. Scripts are allowed by
their hashes (CSP 3, 2.3.1 and 4.2.3), and only those behind the mark `SCRIPTS`, where no slide stands. The page of the
live preview may also load files from its server and speak to it, which only the preview's script does.
"""

from __future__ import annotations

import base64
import hashlib
import re

from deckbuild.themes import vendored

# Both are comments of our template. No value can look like them in front of the first or behind the last one, where
# `<` is escaped in every value, text and script.
PLACE = "<!--policy-->"
SCRIPTS = "<!--scripts-->"
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)  # those with attributes are data
# The notes plugin writes the speaker view into a new window, which has the policy of the page that opens it.
_OF_A_WINDOW = re.compile(r"<script>(.*?)<\\/script>", re.DOTALL)
_FIXED = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
_INSIDE = "img-src data: blob:; media-src data: blob:; font-src data:; "
_FROM_SERVER = "img-src 'self' data: blob:; media-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
_OWN_FRAMES, _NO_FRAMES = "frame-src 'self' file:; ", "frame-src 'none'; "
_SCRIPTS = "script-src"  # the last directive; without sources it allows none
_META = '<meta http-equiv="Content-Security-Policy" content="'


def secured(html: str, *, has_frames: bool) -> str:
    """Return the finished page ``html`` with its policy in the head; ``has_frames`` where it has a speaker view."""
    slides, _, ours = html.rpartition(SCRIPTS)
    scripts = [found[1] for found in _SCRIPT.finditer(ours)] + _of_windows()
    sources = "".join(f" '{each}'" for each in dict.fromkeys(map(hash_of, scripts)))
    return f"{slides}{ours}".replace(PLACE, _meta(_OWN_FRAMES if has_frames else _NO_FRAMES, sources), 1)


def start_page(html: str) -> str:
    """Return the list of decks ``html``, which has no scripts, with its policy in the head."""
    return html.replace(PLACE, _meta(_OWN_FRAMES), 1)


def served(html: str, script: str) -> str:
    """Return a page with its policy as the live preview needs it: ``script`` may run, too, and speak to the server.

    The tag of a script that is loaded has its hash as ``integrity``.
    """
    before, meta, rest = html.partition(_META)
    policy, end, after = rest.partition('"')
    policy = policy.replace(_INSIDE, _FROM_SERVER)
    return f"{before}{meta}{policy} '{hash_of(script)}'{end}{after}" if meta else html


def hash_of(script: str) -> str:
    """Return the hash of ``script``, as policies and ``integrity`` write it."""
    read = script.replace("\r\n", "\n").replace("\r", "\n")  # as a browser reads it
    return f"sha256-{base64.b64encode(hashlib.sha256(read.encode()).digest()).decode('ascii')}"


def _meta(frames: str, sources: str = "") -> str:
    return f'{_META}{_FIXED}{_INSIDE}{frames}{_SCRIPTS}{sources}">'


def _of_windows() -> list[str]:
    r"""Return the scripts of the windows that reveal.js opens, out of a JavaScript text (`\X` is X there)."""
    return [re.sub(r"\\(.)", r"\1", found[1]) for found in _OF_A_WINDOW.finditer(vendored.text("dist/plugin/notes.js"))]
