"""One address at a time: finds the file it names, and puts its mark in its place, or says why it stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import unquote

from deckbuild.assets import resize
from deckbuild.assets.asset import Asset, Use
from deckbuild.diagnostics.problem import Rule, Severity
from deckbuild.files.errors import MISSING_FILE, OUTSIDE, TOO_LARGE, complaint, is_remote
from deckbuild.files.media_types import by_ending, is_text, media_type, sent_as
from deckbuild.files.reader import File, NotRead
from deckbuild.rendering.film_sites import player

if TYPE_CHECKING:
    from deckbuild.assets.alternative_texts import AlternativeTexts

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
    "A file is of a kind that cannot be put into a page, so that a placeholder stands in its place.\n"
    "These can: png, jpg, gif, webp, avif, svg, ico, bmp, mp4, m4v, mov, webm, ogv, mp3, m4a, ogg, wav, pdf, woff,\n"
    "woff2, ttf, otf, css, js and vtt.",
)
WRONG_TYPE = Rule(
    "D405",
    "wrong-type",
    Severity.WARNING,
    "A file does not hold what its name says: a text called .png, an empty file, a download that failed. No browser\n"
    "can show it. Save the file once more.",
)
LEAVES = Rule(
    "D408",
    "leaves-the-page",
    Severity.WARNING,
    "The finished page names something that is not in it: a script or a sheet of a template that lies on the network,\n"
    "or a link to a file that does not go along: a page that is made of a text alone has no files beside it, and of\n"
    "a stranger's deck (--untrusted) only documents, archives, pictures, films and sound go. Without the network, or\n"
    "in another folder, it is missing.\n"
    "Name files in slides and settings, so that they are put in; link to what has an address of its own (https:).",
)
PART = Rule(
    "D414",
    "part-of-a-file",
    Severity.WARNING,
    'A slide shows a part of another drawing (`<use href="file.svg#part">`, `fill="url(file.svg#part)"`).\n'
    "Browsers do that only for a file that lies beside the page, not for one that is in it, so nothing is shown. Put\n"
    "the <symbol> (or the gradient, the mask, the filter) into the slide, and name it there: `#part`.",
)

_SVG = "image/svg+xml"
_STAYS = re.compile(r"(?:data|blob|about):|#", re.IGNORECASE)

ENTITIES = Rule(
    "D410",
    "svg-entities",
    Severity.WARNING,
    "An SVG file declares XML entities (`<!ENTITY`), with which a small file can grow without bound where it is\n"
    "shown. Drawing programs write them for themselves alone: save the file as plain SVG.",
)

NOT_THERE = (MISSING_FILE, OUTSIDE, TOO_LARGE, NO_TYPE, WRONG_TYPE, ENTITIES)  # rules about a file that is not shown
_KINDS = {"image": "a picture", "video": "a film", "audio": "sound", "font": "a font"}

# Takes the rule that an address breaks, the address, what is wrong, and what to do.
Complain = Callable[[Rule, str, str, str], None]


class Files(Protocol):
    """Where files come from."""

    def find(self, address: str, beside: str = "") -> File | NotRead:
        """Return the file that ``address``, percent-encoded, names for the file ``beside``."""

    def named(self, name: str, beside: str = "") -> File | NotRead:
        """Return the file of this ``name`` for the file ``beside``."""


class Linking(NamedTuple):
    """How the files go along that slides only link: they are found among ``files``, or stay if there are none.

    ``embeds`` says that they go into the page, not beside it; ``untrusted`` that they may come from anyone.
    """

    files: Files | None = None
    embeds: bool = False
    untrusted: bool = False


class AssetResolver:
    """Embeds the files of one deck; ``assets`` are those that were named so far, each once, by their keys.

    ``pages`` are the addresses of the project's pages, to which a link may lead. ``shrink`` makes the bytes of a
    picture smaller, where the deck wants that, or returns None. ``fits`` says why a file of a path and a length may not
    be shown, or returns None. ``known`` are assets of an earlier build, by their paths: the same bytes are not hashed
    again. ``sources`` has the page that is made of each file of a deck, by its path in NFC; ``linking`` is about
    links to other files, ``texts`` has the alternative texts of pictures. ``reported`` are the addresses that stay as
    they are, each with a problem reported.
    """

    def __init__(
        self,
        files: Files,
        pages: frozenset[str] = frozenset(),
        shrink: Callable[[bytes], bytes | None] = lambda _data: None,
        fits: Callable[[str, int], NotRead | None] = lambda _path, _length: None,
        known: Mapping[str, Asset] | None = None,
        sources: Mapping[str, str] | None = None,
        linking: Linking = Linking(),  # noqa: B008 -- never changed
        texts: AlternativeTexts | None = None,
    ) -> None:
        self.files, self.pages, self.shrink, self.fits, self.texts = files, pages, shrink, fits, texts
        self.sources, self.linking, self._known = sources or {}, linking, known or {}
        self.assets: dict[str, Asset] = {}
        self.reported: set[str] = set()
        self._by_path: dict[str, Asset] = {}
        self._by_address: dict[tuple[str, str], Asset] = {}
        self._paths: dict[tuple[str, str], str] = {}

    def address(self, address: str, beside: str, complain: Complain, use: Use = Use.FIXED) -> str:
        """Return what stands in the place of ``address``: a mark for its file, or itself after a complaint."""
        address = address.strip()
        asset = self.asset(address, beside, complain)
        if asset is None:
            return address
        fragment = address.partition("#")[2]
        return f"{asset.mark(use)}#{fragment}" if fragment else asset.mark(use)

    def asset(self, address: str, beside: str, complain: Complain) -> Asset | None:
        """Return the file that ``address`` names; None for what stays as it is, and after a complaint."""
        if (address, beside) not in self._by_address:
            found = None if _STAYS.match(address) else self.find(address, beside, complain)
            asset = self.asset_from(address, found, complain) if found else None
            if asset is None:  # each place is told
                self.reported.add(address)
                return None
            self._by_address[address, beside] = asset
            self._paths[address, beside] = found.path if found else ""
        return self._by_address[address, beside]

    def alternative(self, address: str, beside: str) -> str | None:
        """Return the alternative text that the project has for a picture, None without one or if it is not shown.

        It must have been looked for before.
        """
        address = address.strip()
        path = self._paths.get((address, beside))
        return self.texts.of(path, beside, address) if path and self.texts else None

    def is_missing(self, address: str) -> bool:
        """Return whether ``address`` names a file, and one that was looked for and cannot be shown."""
        return address in self.reported and not (is_remote(address) or _STAYS.match(address))

    def is_page(self, address: str) -> bool:
        """Return whether ``address`` is that of a page of the project."""
        return re.split("[?#]", address)[0] in self.pages

    def find(self, address: str, beside: str, complain: Complain, files: Files | None = None) -> File | None:
        """Return the project's file that ``address`` names, among ``files`` if given; None after a complaint."""
        if is_remote(address):
            self.reported.add(address)
            complain(*remote(address))
            return None
        found = (files or self.files).find(address, beside)
        if isinstance(found, NotRead):
            self.reported.add(address)
            complain(*complaint(address, found))
            return None
        return found

    def asset_from(self, name: str, file: File, complain: Complain) -> Asset | None:
        """Return ``file`` as the page holds it; None after a complaint about ``name``."""
        if file.path not in self._by_path:
            kind = media_type(file.path, file.data)
            if not kind:
                complain(*_no_kind(name, file))
                return None
            if kind == _SVG and b"<!ENTITY" in file.data:
                complain(ENTITIES, name, f"the file {name} declares XML entities", "save it as plain SVG")
                return None
            asset = self._shrunk(name, self._asset_of(file, kind), complain)
            if failure := self.fits(asset.path, len(asset.data)):
                complain(*complaint(name, failure))
                return None
            self._by_path[file.path] = self.assets.setdefault(asset.key, asset)
        return self._by_path[file.path]

    def led_to(self, file: File) -> Asset:
        """Return ``file``, whatever it holds, as one that a link leads to."""
        asset = self._asset_of(file, sent_as(file.path, file.data))
        return self.assets.setdefault(asset.key, asset)

    def _asset_of(self, file: File, kind: str) -> Asset:
        """Return ``file`` as an asset; a known one when it is of the very same bytes."""
        known = self._known.get(file.path)
        is_same = known is not None and known.data is file.data and known.media_type == kind
        return known if known and is_same else Asset.of(file.path, kind, file.data)

    def _shrunk(self, name: str, asset: Asset, complain: Complain) -> Asset:
        """Return a picture smaller, if the deck wants that and it can be; else as it is."""
        try:
            data = self.shrink(asset.data) if asset.media_type in resize.TYPES else None
        except resize.CannotShrink as error:
            complain(*resize.complaint(name, error))
            return asset
        return Asset.of(asset.path, resize.WEBP, data) if data else asset


def remote(address: str) -> tuple[Rule, str, str, str]:
    """Return the rule, the address, the message and the hint for what lies on the network."""
    site = "/".join([*address.split("/", 3)[:3], ""])
    hint = f'to show the film all the same, write allow: ["{site}"]' if player(address) else "save it into the project"
    return REMOTE, address, f"{address} needs the network", hint


def leads(address: str) -> tuple[Rule, str, str, str]:
    """Return the rule, the address, the message and the hint for a link to a file that does not go with the page."""
    message = f"the page leads to {unquote(address)}, which is not in it"
    return LEAVES, address, message, "link to an address of its own (https:)"


def part(address: str) -> tuple[Rule, str, str, str]:
    """Return the rule, the address, the message and the hint for a part of another drawing."""
    message = f"browsers show no part of another file here: {unquote(address)}"
    return PART, address, message, "put the part into the slide, and name it there: #…"


def _no_kind(name: str, file: File) -> tuple[Rule, str, str, str]:
    """Return what is wrong with a file that no browser shows."""
    said = by_ending(file.path)
    if not said:
        return NO_TYPE, name, f"the file {name} is of a kind that cannot be put into a page", ""
    if file.data.startswith(b"version https://git-lfs"):
        return WRONG_TYPE, name, f"the file {name} is not here yet: Git LFS keeps it", "run `git lfs pull`"
    if not file.data:
        return WRONG_TYPE, name, f"the file {name} is empty", ""
    wanted = _KINDS.get(said.partition("/")[0], said)
    message = f"the file {name} holds text, not {wanted}" if is_text(file.data) else f"the file {name} is no {said}"
    return WRONG_TYPE, name, message, ""
