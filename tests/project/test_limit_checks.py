"""What is too large is told with its place and with the setting that allows more; and then it is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.config.limits import Limits
from deckbuild.pipeline import stages
from deckbuild.project import loader
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject


def told(root: Path, cli: Cli, *words: str) -> tuple[int, list[str]]:
    """The exit code of a build, and its messages without the lines that they show."""
    result = cli("build", *words, cwd=root)
    lines = result.stderr.splitlines()
    return result.exit_code, [line for line in lines if line.endswith("]") or line.startswith("  hint")]


PICTURE = png(2, 2)
CASES: dict[str, tuple[dict[str, str | bytes], str, str, str]] = {
    "deck_size": (
        {"slides/a.md": "# é\n" + "x\n" * 50},
        "100 B",
        "slides/a.md:1:1: error: this deck has 105 B of text; 100 B are allowed [D110]",
        "divide it, or raise limits.deck_size",
    ),
    "line_length": (
        {"slides/a.md": "# A\n" + "x" * 20 + "\n"},
        "19",
        "slides/a.md:2:1: error: this line has 20 characters; 19 are allowed [D110]",
        "divide it, or raise limits.line_length",
    ),
    "chapters": (
        {"slides/a/1.md": "# A", "slides/a/2.md": "# B", "slides/a/3.md": "# C"},
        "2",
        "slides/a/1.md:1:1: error: this deck has 3 chapters; 2 are allowed [D110]",
        "divide it, or raise limits.chapters",
    ),
    "slides": (
        {"slides/a.md": "# A\n!SUB\n# B\n!SLIDE\n# C\n"},
        "2",
        "slides/a.md:1:1: error: this deck has 3 slides; 2 are allowed [D110]",
        "divide it, or raise limits.slides",
    ),
    "file_size": (
        {"slides/a.md": "# A\n\n![](x.png)", "slides/x.png": PICTURE},
        f"{len(PICTURE) - 1}",
        "slides/a.md:3:5: error: the file x.png is too large [D110]",
        f"it has {len(PICTURE)} B; limits.file_size allows {len(PICTURE) - 1} B",
    ),
    "large_file": (
        {"slides/a.md": "# A\n\n![](x.png)", "slides/x.png": PICTURE},
        f"{len(PICTURE) - 1}",
        f"slides/x.png:1:1: warning: this file has {len(PICTURE)} B [D111]",
        "make it smaller, or raise limits.large_file",
    ),
    "front_matter": (
        {"slides/a.md": "---\ntitle: " + "x" * 100 + "\n---\n# A"},
        "100",
        "slides/a.md:2:1: error: settings of 108 characters are too long; 100 are allowed [D101]",
        "in a front matter limits.front_matter, set in deckbuild.yml, allows more",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_is_larger_than_a_limit_is_told_with_the_name_of_the_limit(
    name: str, cli: Cli, make_project: MakeProject
) -> None:
    files, limit, message, hint = CASES[name]
    root = make_project({**files, "deckbuild.yml": f"limits: {{{name}: {limit}}}\n"})
    exit_code = 0 if ": warning: " in message else 1

    assert told(root, cli) == (exit_code, [message, f"  hint: {hint}"])
    assert told(root, cli, "--set", f"limits.{name}=1000") == (0, [])


@pytest.mark.parametrize(("name", "kind", "code"), [("page_size", "error", "D110"), ("large_page", "warning", "D111")])
def test_a_page_that_is_larger_than_a_limit_is_told(
    name: str, kind: str, code: str, cli: Cli, make_project: MakeProject
) -> None:
    root = make_project({"slides/a.md": "# A"})
    exit_code, (message, hint) = told(root, cli, "--set", f"limits.{name}=10 kB")

    assert exit_code == (kind == "error")
    assert message.startswith(f"slides/a.md:1:1: {kind}: the page of this deck has ")
    assert message.endswith(" kB; 10 kB are allowed [D110]" if kind == "error" else f" kB [{code}]")
    assert hint == f"  hint: make its files smaller, or raise limits.{name}"
    assert told(root, cli) == (0, [])


def test_a_file_is_held_to_the_limits_however_it_is_named(cli: Cli, make_project: MakeProject) -> None:
    large = "/* " + "x" * 2000 + " */"
    names = {"css": "a.css", "scripts": "a.js", "favicon": "a.png", "theme": "t.css"}
    settings = "".join(f"{setting}: {name}\n" for setting, name in names.items())
    root = make_project(
        {
            "deckbuild.yml": f"{settings}limits: {{file_size: 1 kB}}\n",
            "slides/a.md": "<style>@import '../b.css'; a { background: url(../b.png) }</style>\n",
            **dict.fromkeys(("a.css", "a.js", "t.css", "b.css"), large),
            **dict.fromkeys(("a.png", "b.png"), PICTURE + b"\0" * 1000),
        }
    )
    exit_code, lines = told(root, cli)

    assert exit_code == 1
    assert sorted(line.split(" the file ")[1] for line in lines if " the file " in line) == [
        f"{name} is too large [D110]" for name in ("../b.css", "../b.png", "a.css", "a.js", "a.png", "t.css")
    ]


def test_a_deck_that_is_too_large_is_neither_divided_nor_rendered(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A\n![](none.png)\n", "deckbuild.yml": "limits: {line_length: 5}"})
    (made,) = stages.build(loader.read(root))

    assert (made.slide_count, [each.rule.code for each in made.diagnostics]) == (0, ["D110"])


def test_a_file_of_more_than_20_mb_is_not_even_read_as_text(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": b"\xff" * 20_000_001})

    assert told(root, cli) == (
        1,
        [
            "slides/a.md:1:1: error: this file has 20 MB; no deck may have more than 20 MB [D110]",
            "  hint: divide it",
        ],
    )


def test_no_setting_allows_a_deck_of_more_than_20_mb_or_a_file_of_more_than_200(
    cli: Cli, make_project: MakeProject
) -> None:
    root = make_project({"deckbuild.yml": "limits:\n  deck_size: 21 MB\n  file_size: 1 GB\n", "slides/a.md": "# A"})

    assert told(root, cli) == (
        0,
        [
            "deckbuild.yml:2:14: warning: a size of at most 20 MB is wanted here, not '21 MB' [D103]",
            "deckbuild.yml:3:14: warning: a size of at most 200 MB is wanted here, not '1 GB' [D103]",
        ],
    )


def test_a_limit_that_is_not_known_is_told_with_the_nearest(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"deckbuild.yml": "limits: {deck_siz: 1 MB}\nslides: 5\n", "slides/a.md": "# A"})

    assert told(root, cli) == (
        0,
        [
            "deckbuild.yml:1:10: warning: unknown upper limit 'deck_siz' [D102]",
            "  hint: did you mean 'deck_size'?",
            "deckbuild.yml:2:1: warning: unknown setting 'slides' [D102]",
            "  hint: it is an upper limit; write it under limits:",
        ],
    )


def test_the_limits_are_those_that_are_promised() -> None:
    assert Limits() == Limits(
        deck_size=5_000_000,
        line_length=1_000_000,
        front_matter=64_000,
        chapters=1_000,
        slides=10_000,
        large_file=10_000_000,
        file_size=25_000_000,
        large_page=50_000_000,
        page_size=200_000_000,
    )


def test_limits_of_several_places_add_up(cli: Cli, make_project: MakeProject) -> None:
    root = make_project(
        {
            "deckbuild.yml": "limits: {slides: 1}\n",
            "slides/a.md": "---\nlimits: {line_length: 30}\n---\n# A\n!SUB\n# B\n",
        }
    )

    assert told(root, cli)[1][0] == "slides/a.md:1:1: error: this deck has 2 slides; 1 are allowed [D110]"
    assert told(root, cli, "--set", "limits.slides=2")[0] == 0
    assert told(root, cli, "--set", "limits.slides=2", "--set", "limits.line_length=4")[0] == 1


def test_a_deck_that_is_too_large_and_whose_sheet_needs_the_network_is_told_so(
    cli: Cli, make_project: MakeProject
) -> None:
    settings = "limits: {line_length: 5}\ncss: a.css\n"
    root = make_project(
        {"deckbuild.yml": settings, "a.css": "a { b: url(//c.d/e.png) }", "slides/a.md": "# A long one"}
    )

    assert [line.split(": ")[1] for line in told(root, cli)[1] if "hint" not in line] == ["error", "warning"]
