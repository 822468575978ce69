"""Says what keeps a version from being released: `python tests/release.py v0.1.0 FOLDER` with its wheel and sdist.

Standard library only: the workflow runs it with a bare Python.
"""

from __future__ import annotations

import re
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parents[1]

SDIST = ("CHANGELOG.md", "LICENSE", "README.md", "hatch_build.py", "package-lock.json", "pyproject.toml")


def problems(tag: str, folder: Path, changelog: str) -> list[str]:
    """Return a sentence for each thing that is wrong; `folder` holds one wheel and one sdist."""
    version = tag.removeprefix("v")
    if tag == version:
        return [f"The tag {tag} does not begin with v."]
    names = (f"deckbuild-{version}-py3-none-any.whl", f"deckbuild-{version}.tar.gz")
    if (found := sorted(path.name for path in folder.iterdir())) != sorted(names):
        return [f"The tag {tag} wants {' and '.join(names)}, but there is {', '.join(found) or 'nothing'}."]
    wheel, sdist = (folder / name for name in names)
    return [*in_changelog(version, changelog), *in_wheel(version, wheel), *in_sdist(version, sdist)]


def in_changelog(version: str, text: str) -> list[str]:
    """Hold the changelog's newest version: it has a date, and nothing is left under “Unreleased”."""
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    unreleased = [part for part in parts if part.startswith("[Unreleased]")]
    released = [part.splitlines()[0] for part in parts if part not in unreleased]
    wrong = []
    if any(part.strip() != "[Unreleased]" for part in unreleased):
        wrong.append("CHANGELOG.md still has text under “Unreleased”.")
    if not released or not re.fullmatch(rf"\[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d", released[0]):
        wrong.append(f"The newest version in CHANGELOG.md is not “[{version}] - ” and a date.")
    return wrong


def in_wheel(version: str, wheel: Path) -> list[str]:
    """Hold the wheel's files: the whole program, and nothing else."""
    about = f"deckbuild-{version}.dist-info/"
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    ours = set(program())
    lacking = {*ours, about + "METADATA", about + "licenses/LICENSE"} - set(names)
    foreign = [name for name in names if name not in ours and not name.startswith(about)]
    return [
        *(f"The wheel lacks {name}." for name in sorted(lacking)),
        *(f"The wheel holds {name}, which is no part of deckbuild." for name in foreign),
    ]


def in_sdist(version: str, sdist: Path) -> list[str]:
    """Hold the sdist's files: what the wheel is built from, reveal.js too, so that no network is needed then."""
    with tarfile.open(sdist) as archive:
        names = set(archive.getnames())
    wanted = [*SDIST, *(f"src/{name}" for name in program())]
    return [f"The sdist lacks {name}." for name in wanted if f"deckbuild-{version}/{name}" not in names]


def program() -> list[str]:
    """Return the files of the program as this checkout has them, reveal.js, fonts and all licences among them."""
    sources = ROOT / "src"
    files = [path for path in (sources / "deckbuild").rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return sorted(path.relative_to(sources).as_posix() for path in files)


if __name__ == "__main__":
    sys.exit("\n".join(problems(sys.argv[1], Path(sys.argv[2]), (ROOT / "CHANGELOG.md").read_text("utf-8"))) or None)
