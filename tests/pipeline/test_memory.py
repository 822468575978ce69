"""What a deck may cost: the command line builds or refuses decks that were made to need much, in little memory."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject

pytestmark = pytest.mark.slow  # some twenty large decks, each built in a process of its own

MOST = 300  # MB in memory
# Runs a command with 20 s of computing and 4 GB of addresses, and prints its exit code and the most memory that it had.
# A process of its own, because a new process begins with the mark of the one that has started it.
LIMITED = """
import resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def build(project: Path) -> tuple[int, int, str]:
    """Build with limits; return the exit code, the most memory that it took (MB), and what it says."""
    command = [sys.executable, "-m", "deckbuild", "build", str(project)]
    ran = subprocess.run([sys.executable, "-c", LIMITED, *command], capture_output=True, text=True, check=True)
    exit_code, memory = map(int, ran.stdout.split())
    return exit_code, memory // (1000 if sys.platform == "linux" else 1_000_000), ran.stderr


# Each deck, with its warnings; the first is as large as the one that took gigabytes, 240 kB in one line. In two of them
# all warnings are alike and at one place: of the first hundred one is told, and one that counts the others.
DECKS = {
    "candidates": ('<img srcset="' + "a, " * 80_000 + '">', 79_920),
    "pictures": ("".join(f"![](x{number:05}.png)" for number in range(4_000)), 4_000),
    "links": ('<a ping="' + "a " * 30_000 + '">b</a>', 29_920),
    "unclosed tags": ("<b>unclosed " * 5_000, 5_000),
    "stray end tags": ("</b>stray " * 5_000, 5_000),
    "words that are no attributes": ("a <!-- .element " + "word " * 10_000 + "-->", 10_000),
    "directives": ("a" + "<!-- .element x -->" * 3_000, 3_000),
    "programs": ('<a href="javascript:a">b</a>' * 2_000, 2_000),
    "addresses of CSS": ("<style>" + "".join(f"url(x{number})" for number in range(3_000)) + "</style>", 3_000),
    "style attributes": ('<b style="color:url(x)"></b>' * 2_000, 2_000),
    "ids": ("\n\n!SUB\n\n".join(['<b id="a"></b>'] * 3_000), 0),
    "data": ("![](data:a)" * 5_000, 0),
    "slides": ("\n!SUB\n".join(["![](x.png)"] * 2_000), 2_000),
    "lines": ("\n".join(["![](x.png)"] * 5_000), 5_001),  # one of them about the slide
}


@pytest.mark.parametrize(("text", "warnings"), DECKS.values(), ids=DECKS)
def test_a_deck_of_many_problems_is_built_in_little_memory(text: str, warnings: int, make_project: MakeProject) -> None:
    exit_code, memory, said = build(make_project({"slides/a.md": f"{text}\n"}))

    assert exit_code == 0, said[-500:]
    assert memory < MOST
    if warnings:
        assert said.endswith(f"and {warnings - 20} more\n")


def test_a_definition_that_is_used_thousands_of_times_is_refused(make_project: MakeProject) -> None:
    text = "![x]" * 20_000 + f"\n\n[x]: {'y' * 120_000}.png\n"
    exit_code, memory, said = build(make_project({"slides/a.md": text}))

    assert (exit_code, "[D205]" in said) == (1, True)
    assert memory < MOST


def sparse(path: Path, size: int) -> None:
    """Make a file of ``size`` bytes that takes no room on the disk."""
    with path.open("wb") as stream:
        stream.truncate(size)


def test_files_that_are_too_large_are_refused_before_they_are_read(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "\n".join(f"![](x{number}.png)" for number in range(20))})
    for number in range(20):
        sparse(root / f"x{number}.png", 199_000_000)

    exit_code, memory, said = build(root)

    assert exit_code == 1
    assert said.count("hint: it has 199 MB; limits.file_size allows 25 MB") == 20
    assert memory < 150


def test_files_that_are_too_large_together_are_refused_before_they_are_read(make_project: MakeProject) -> None:
    names = [f"x{number}.mp4" for number in range(5)]
    text = "\n".join(f'<video src="{name}"></video>' for name in names)
    root = make_project({"slides/a.md": text, "deckbuild.yml": "limits: {page_size: 30 MB}"})
    for number, name in enumerate(names):
        sparse(root / name, 20_000_000 + number)

    exit_code, memory, said = build(root)

    assert exit_code == 1
    assert "hint: with it the deck shows 40 MB; limits.page_size allows 30 MB" in said
    assert memory < MOST


def test_chapters_that_are_too_large_together_are_refused_before_they_are_read(make_project: MakeProject) -> None:
    names = [f"slides/a/{number}.md" for number in range(5)]
    root = make_project(dict.fromkeys(names, "# A"))
    for name in names:
        sparse(root / name, 9_000_000)

    exit_code, memory, said = build(root)

    assert exit_code == 1
    assert (
        "slides/a/2.md:1:1: error: with this file the deck has 27 MB; no deck may have more than 20 MB [D110]" in said
    )
    assert memory < MOST


def test_pictures_that_are_too_large_together_are_refused_before_they_are_made_smaller(
    make_project: MakeProject,
) -> None:
    text = "\n".join(f"![](x{number}.png)" for number in range(20))
    root = make_project({"slides/a.md": text, "deckbuild.yml": "shrink_images: true\nlimits: {page_size: 50 MB}"})
    for number in range(20):
        sparse(root / f"x{number}.png", 49_000_000)

    _, memory, said = build(root)

    assert (
        "hint: with it the pictures have 196 MB; with shrink_images 150 MB are allowed, 3 times limits.page_size"
        in said
    )
    assert memory < MOST


def test_decks_that_are_too_large_together_are_refused_before_they_are_read(make_project: MakeProject) -> None:
    names = [f"slides/{number:02}.md" for number in range(20)]
    root = make_project(dict.fromkeys(names, "# A"))
    for name in names:
        sparse(root / name, 19_000_000)

    exit_code, memory, said = build(root)

    assert exit_code == 1
    message = "with this file the decks of the project have 114 MB of text; 100 MB are allowed [D110]"
    assert f"slides/05.md:1:1: error: {message}" in said
    assert memory < MOST


def test_a_table_of_very_many_cells_is_refused(make_project: MakeProject) -> None:
    row = "| c " * 300 + "|\n"
    root = make_project({"slides/a.md": row + "|---" * 300 + "|\n" + row * 3_000})

    exit_code, memory, said = build(root)

    assert (exit_code, "[D205]" in said) == (1, True)
    assert memory < MOST
