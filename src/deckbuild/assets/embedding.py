"""One address at a time: finds the file it names, and makes a data URI of it, or says why it stays as it is."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

from deckbuild.diagnostics import Rule, Severity
from deckbuild.gate import File, Refusal, Refused

MISSING_FILE = Rule(
    "D401",
    "missing-file",
    Severity.ERROR,
    "A slide, a style sheet or a setting names a file that cannot be put into the page. Files are looked for\n"
    "beside the file that names them, then from the project's root. Names are case-sensitive, on every system.",
)
OUTSIDE = Rule(
    "D402",
    "outside-project",
    Severity.ERROR,
    "A deck names a file that does not lie in its project (after symbolic links are followed), or that is hidden.\n"
    "Such a file is never put into a page, because a deck from a stranger could carry your secrets into it.\n"
    "Copy the file into the project.",
)
REMOTE = Rule(
    "D403",
    "not-self-contained",
    Severity.WARNING,
    "A deck names something on the network. It is left as it is: without a network it will be missing. Save the\n"
    "file into the project and name it there.",
)
NO_TYPE = Rule(
    "D404",
    "unknown-type",
    Severity.WARNING,
    "A file has an ending that no browser shows, so it may not work in the page. Browsers show png, jpg, gif, webp,\n"
    "avif, svg, ico, mp4, webm, mp3, ogg, wav, m4a, woff, woff2, ttf, otf, css, js and vtt.",
)

TYPES = {
    "apng": "image/apng",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "css": "text/css",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "m4a": "audio/mp4",
    "m4v": "video/mp4",
    "mjs": "text/javascript",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "otf": "font/otf",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "vtt": "text/vtt",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
}
_REMOTE = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|#)", re.IGNORECASE)

# Takes the rule that an address breaks, the address, what is wrong, and what to do.
Complain = Callable[[Rule, str, str, str], None]


class Files(Protocol):
    """Where files come from."""

    def find(self, address: str, beside: str = "") -> File | Refused:
        """Return the file that ``address`` names for the file ``beside``."""


@dataclass(slots=True)
class Embedder:
    """Embeds the files of one deck; each file is encoded once."""

    files: Files
    _uris: dict[str, str] = field(default_factory=dict)

    def address(self, address: str, beside: str, complain: Complain) -> str:
        """Return what stands in the place of ``address``: a data URI, or itself after a complaint."""
        address = address.strip()
        if _REMOTE.match(address):
            complain(REMOTE, address, f"{address} needs the network", "save it into the project")
        elif not _OTHER_SCHEME.match(address):
            return self._local(address, beside, complain)
        return address

    def local(self, address: str, beside: str) -> File | None:
        """Return the project's file that ``address`` names, None if it names none."""
        if _REMOTE.match(address) or _OTHER_SCHEME.match(address):
            return None
        found = self.files.find(address, beside)
        return found if isinstance(found, File) else None

    def uri(self, file: File) -> str:
        """Return ``file`` as a data URI."""
        if file.path not in self._uris:
            kind = TYPES.get(_ending(file.path), "application/octet-stream")
            data = base64.b64encode(file.data).decode("ascii")
            self._uris[file.path] = f"data:{kind};base64,{data}"
        return self._uris[file.path]

    def _local(self, address: str, beside: str, complain: Complain) -> str:
        found = self.files.find(address, beside)
        if isinstance(found, Refused):
            complain(*refusal(address, found))
            return address
        if _ending(found.path) not in TYPES:
            complain(NO_TYPE, address, f"no browser shows files like {address}", "")
        fragment = address.partition("#")[2]
        return self.uri(found) + (f"#{fragment}" if fragment else "")


def refusal(address: str, refused: Refused) -> tuple[Rule, str, str, str]:
    """Return the rule, the address, the message and the hint for a file that is not read."""
    rule = OUTSIDE if refused.why in (Refusal.OUTSIDE, Refusal.HIDDEN, Refusal.STRANGE) else MISSING_FILE
    return rule, address, f"the file {address} {refused.why.value}", refused.hint


def _ending(path: str) -> str:
    return PurePosixPath(path).suffix.lower().removeprefix(".")
