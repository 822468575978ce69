"""A release is refused unless its tag, its changelog and its files agree."""

from __future__ import annotations

import io
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from deckbuild import __version__
from tests import release

ROOT = Path(__file__).resolve().parents[1]
CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-11-30\n\n- new\n\n## [1.1.0] - 2026-01-02\n\n- old\n"
ABOUT = "deckbuild-1.2.0.dist-info/"
SDIST = [*release.SDIST, *(f"src/{name}" for name in release.program())]
FILES = [*release.program(), ABOUT + "METADATA", ABOUT + "licenses/LICENSE"]


def fill(folder: Path, files: list[str]) -> Path:
    """Write a wheel with these files, and an sdist that is whole; return the folder."""
    with ZipFile(folder / "deckbuild-1.2.0-py3-none-any.whl", "w") as wheel:
        for name in files:
            wheel.writestr(name, "")
    with tarfile.open(folder / "deckbuild-1.2.0.tar.gz", "w:gz") as sdist:
        for name in SDIST:
            sdist.addfile(tarfile.TarInfo(f"deckbuild-1.2.0/{name}"), io.BytesIO())
    return folder


def test_a_version_with_its_tag_changelog_and_files_is_released(tmp_path: Path) -> None:
    assert release.problems("v1.2.0", fill(tmp_path, FILES), CHANGELOG) == []


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("1.2.0", "The tag 1.2.0 does not begin with v."),
        (
            "v1.3.0",
            (
                "The tag v1.3.0 wants deckbuild-1.3.0-py3-none-any.whl and deckbuild-1.3.0.tar.gz, "
                "but there is deckbuild-1.2.0-py3-none-any.whl, deckbuild-1.2.0.tar.gz."
            ),
        ),
    ],
)
def test_a_tag_of_another_version_is_refused(tag: str, said: str, tmp_path: Path) -> None:
    assert release.problems(tag, fill(tmp_path, FILES), CHANGELOG) == [said]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[Unreleased]\n", "[Unreleased]\n\n- more\n", "CHANGELOG.md still has text under “Unreleased”."),
        (" - 2026-11-30", "", "The newest version in CHANGELOG.md is not “[1.2.0] - ” and a date."),
        ("[1.2.0]", "[1.2.1]", "The newest version in CHANGELOG.md is not “[1.2.0] - ” and a date."),
    ],
)
def test_a_changelog_that_does_not_tell_the_version_is_refused(old: str, new: str, said: str, tmp_path: Path) -> None:
    assert release.problems("v1.2.0", fill(tmp_path, FILES), CHANGELOG.replace(old, new)) == [said]


def test_a_wheel_that_lacks_a_file_or_holds_another_package_is_refused(tmp_path: Path) -> None:
    licence = "deckbuild/vendor/fonts/lato/LICENSE"
    files = [name for name in FILES if name != licence]

    assert release.problems("v1.2.0", fill(tmp_path, [*files, "tests/a.py", "deckbuild/notes.txt"]), CHANGELOG) == [
        f"The wheel lacks {licence}.",
        "The wheel holds tests/a.py, which is no part of deckbuild.",
        "The wheel holds deckbuild/notes.txt, which is no part of deckbuild.",
    ]


def test_an_sdist_that_lacks_a_file_is_refused(tmp_path: Path) -> None:
    fill(tmp_path, FILES)
    with tarfile.open(tmp_path / "deckbuild-1.2.0.tar.gz", "w:gz"):
        pass

    said = release.problems("v1.2.0", tmp_path, CHANGELOG)
    assert said == [f"The sdist lacks {name}." for name in SDIST]


@pytest.mark.slow
def test_the_files_of_this_checkout_are_those_of_a_release(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)

    assert release.problems(f"v{__version__}", tmp_path, CHANGELOG.replace("1.2.0", __version__)) == []
