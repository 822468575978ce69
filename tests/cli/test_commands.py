from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deckbuild import __version__
from deckbuild.cli.commands import COMMANDS
from deckbuild.themes import vendored, version
from deckbuild.themes.missing import Missing
from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

DECKS = Path(__file__).resolve().parents[1] / "decks"


# Whole small projects


@pytest.mark.parametrize("name", sorted(path.parent.name for path in DECKS.glob("*/expected.txt")))
def test_a_whole_project_gives_what_it_says(name: str, cli: Cli, tmp_path: Path) -> None:
    expected = DECKS / name / "expected.txt"
    command = expected.read_text(encoding="utf-8").splitlines()[0]
    root = tmp_path / "project"
    shutil.copytree(DECKS / name / "project", root)

    result = cli(*shlex.split(command)[2:], cwd=root)
    written = sorted(path.name for path in (root / "dist").iterdir()) if (root / "dist").exists() else []
    said = result.stderr.replace(str(root), "/PROJECT")
    said = said.replace(" -h' for help", " --help' for help")  # click before 8.4 names the shorter one
    found = "\n".join([command, f"exit {result.exit_code}", *written, "--- stderr ---", said])

    if os.environ.get("DECKBUILD_UPDATE"):
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8"), "DECKBUILD_UPDATE=1 writes what came out"


# build


GOOD = {"slides/a.md": "# A", "slides/b.md": "# B"}


def test_what_is_written_is_said(cli: Cli, make_project: MakeProject) -> None:
    root = make_project(GOOD)
    result = cli("build", cwd=root)

    lines = result.stdout.splitlines()
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.split()[:3] for line in lines] == [
        ["dist/a.html", "1", "slide,"],
        ["dist/b.html", "1", "slide,"],
        ["dist/index.html", "the", "list"],
    ]


def test_a_failing_deck_leaves_its_old_file_and_the_others_are_written(cli: Cli, make_project: MakeProject) -> None:
    root = make_project(GOOD)
    cli("build", root)
    old = (root / "dist" / "a.html").read_bytes()
    (root / "slides" / "a.md").write_bytes(b"# A2\n\xff")
    (root / "slides" / "b.md").write_text("# B2")

    result = cli("build", root)

    assert result.exit_code == 1
    assert "a is not written: 1 error" in result.stderr
    assert (root / "dist" / "a.html").read_bytes() == old
    assert "<title>B2</title>" in (root / "dist" / "b.html").read_text()


@pytest.mark.parametrize(
    "broken",
    [
        {"deckbuild.yml": "title: a: b"},
        {"deckbuild.yml": b"title: caf\xe9"},
        {"slides/a.md": b"caf\xe9", "slides/b.md": "---\ntitle: 'x\n---\n"},
        {"slides/a.md": "!SUB\0", "slides/b.md": "# B\0"},
        {"templates/deck.html.jinja": "{{ nothing }}"},
        {"slides/a.md": "# A".encode("utf-16"), "slides/b.md": b"\xff"},
    ],
)
def test_bad_input_leaves_every_last_good_output_as_it_was(
    cli: Cli, make_project: MakeProject, broken: dict[str, str | bytes]
) -> None:
    root = make_project(GOOD)
    cli("build", root)
    before = {path.name: path.read_bytes() for path in (root / "dist").iterdir() if path.name != "index.html"}
    make_project(broken)

    result = cli("build", root)

    assert result.exit_code == 1
    assert "Traceback" not in result.stderr
    assert "internal" not in result.stderr
    assert {name: (root / "dist" / name).read_bytes() for name in before} == before


ODD = {
    "a file on the network": {"slides/a.md": "![](https://example.org/x.png)"},
    "a missing file": {"slides/a.md": "![](none.png)"},
    "a file outside": {"slides/a.md": "![](../../../none.png)"},
    "a file of another type": {"slides/a.md": "![](x.png)", "slides/x.png": "text"},
    "a missing style sheet": {"slides/a.md": "---\ncss: none.css\nscripts: none.js\nfavicon: none.png\n---\n# A"},
    "a missing chapter": {"slides/a.md": "---\nchapters: none.md\n---\n# A"},
    "an unknown setting": {"slides/a.md": "# A", "deckbuild.yml": "titel: A"},
    "a wrong value": {"slides/a.md": "# A", "deckbuild.yml": "language: [a]"},
    "an unknown theme": {"slides/a.md": "# A", "deckbuild.yml": "theme: wite\nhighlight_theme: monokay"},
    "an unknown extension": {"slides/a.md": "# A", "deckbuild.yml": "markdown_extensions: [nonsuch]"},
    "an unknown directive": {"slides/a.md": "<!-- .elemnt: class=x -->"},
}


@pytest.mark.parametrize("files", ODD.values(), ids=ODD)
def test_a_page_is_written_whatever_is_odd_in_it_and_strict_keeps_the_last_good_one(
    cli: Cli, make_project: MakeProject, files: dict[str, str | bytes]
) -> None:
    root = make_project(files)
    strict = cli("build", root, "--strict")
    written = (root / "dist").exists()
    lax = cli("build", root)

    assert (strict.exit_code, written, "a is not written: " in strict.stderr) == (1, False, True)
    assert (lax.exit_code, ": warning: " in lax.stderr, ": error: " in lax.stderr) == (0, True, False)
    assert (root / "dist" / "a.html").exists()


def test_an_empty_slide_is_information_that_is_told_when_it_is_asked_for(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A\n\n!SUB\n\n!SUB\n\n# B"})
    quiet, verbose = cli("build", "--strict", cwd=root), cli("build", "--strict", "--verbose", cwd=root)

    assert (quiet.exit_code, quiet.stderr, verbose.exit_code) == (0, "", 0)
    assert verbose.stderr.startswith(
        "slides/a.md:3:1: info: the slide that !SUB begins here is empty and left out [D201]\n"
    )


def test_the_repository_s_own_deck_has_no_problem(cli: Cli, tmp_path: Path) -> None:
    result = cli("build", "--strict", "--no-cache", "-o", tmp_path / "out", DECKS.parents[1])

    assert (result.exit_code, result.stderr) == (0, "")


def test_a_setting_of_the_command_line_or_of_a_program_must_be_right(cli: Cli, make_project: MakeProject) -> None:
    result = cli("build", "--set", "titel=A", cwd=make_project(GOOD))

    assert result.exit_code == 2
    assert "error: unknown setting 'titel' [D102]" in result.stderr


def test_the_output_goes_where_it_is_told(cli: Cli, make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project(GOOD)

    assert cli("build", root, "-o", tmp_path / "out" / "deep").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out" / "deep").iterdir()) == ["a.html", "b.html", "index.html"]
    assert not (root / "dist").exists()


def test_the_help_of_link_assets_says_what_it_does_not_go_with(cli: Cli) -> None:
    assert "Not with --untrusted" in " ".join(cli("build", "--help").stdout.split())
    assert cli("build", "--untrusted", "--link-assets").exit_code == 2


def test_a_single_file_leaves_nothing_beside_it_when_its_page_goes_elsewhere(
    cli: Cli, make_project: MakeProject
) -> None:
    root = make_project({"talk.md": "# A"})

    assert cli("build", root / "talk.md", "-o", root.parent / "out").exit_code == 0
    assert [path.name for path in root.iterdir()] == ["talk.md"]


def test_a_single_file_makes_one_page_beside_it(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"talk.md": "# Talk\n![](x.png)", "x.png": png(2, 2)})
    result = cli("build", "talk.md", cwd=root)

    assert (result.exit_code, result.stderr) == (0, "")
    assert [path.name for path in (root / "dist").iterdir()] == ["talk.html"]


def test_a_deck_called_index_is_the_start_page(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/index.md": "# Mine", "slides/b.md": "# B"})
    cli("build", root)

    assert "<title>Mine</title>" in (root / "dist" / "index.html").read_text()


@pytest.mark.parametrize("other", ["a.html", "link.html"])
def test_no_file_of_a_deck_is_overwritten(cli: Cli, make_project: MakeProject, other: str) -> None:
    root = make_project({"deckbuild.yml": f"decks: {{a: {{chapters: [{other}]}}}}", "a.html": "# mine"})
    (root / "link.html").symlink_to("a.html")
    result = cli("build", root, "-o", root)

    assert (result.exit_code, "is a file that the deck is made of; use --output" in result.stderr) == (2, True)
    assert (root / "a.html").read_text() == "# mine"


@pytest.mark.parametrize("words", [[], ["-o", "out"], ["-o", "."], ["-o", "slides"]])
def test_neither_a_deck_nor_what_is_built_can_be_put_into_a_page(
    cli: Cli, make_project: MakeProject, words: list[str]
) -> None:
    slides = '<iframe src="a.md"></iframe>\n\n<iframe src="b.md"></iframe>\n\n<object data="../{0}b.html"></object>\n'
    folder = f"{words[1]}/".removeprefix("./") if words else "dist/"
    root = make_project({"slides/a.md": slides.format(folder), "slides/b.md": "# Secret b"})
    make_project({f"{folder}b.html": "old"})
    result = cli("build", *words, cwd=root)

    assert result.exit_code == 0
    assert [line for line in result.stderr.splitlines() if line.startswith("slides/")] == [
        "slides/a.md:1:14: warning: the file a.md is a deck, or what decks are built to [D402]",
        "slides/a.md:3:14: warning: the file b.md is a deck, or what decks are built to [D402]",
        f"slides/a.md:5:15: warning: the file ../{folder}b.html is a deck, or what decks are built to [D402]",
    ]


def test_the_pictures_beside_which_pages_are_written_are_put_into_them(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "![](x.png)", "slides/x.png": png(2, 2)})

    assert cli("build", "-o", "slides", cwd=root).exit_code == 0
    assert cli("build", "-o", "slides", cwd=root).exit_code == 0


@pytest.mark.parametrize("words", [[], ["--link-assets"], ["-o", "."], ["-o", "slides"], ["--strict"], ["--no-cache"]])
def test_nothing_is_written_but_pages_and_the_cache(cli: Cli, make_project: MakeProject, words: list[str]) -> None:
    files: dict[str, str | bytes] = {
        "deckbuild.yml": "css: a.css\n",
        "a.css": "a { background: url(x.png) }",
        "x.png": png(2, 2),
        "slides/a.md": "# A\n\n![](../x.png)\n",
        "slides/bad.md": b"\xff",
        "templates/index.html.jinja": '{% extends "deckbuild/index.html.jinja" %}',
    }
    root = make_project(files)
    times = {name: (root / name).stat().st_mtime_ns for name in files}
    cli("build", *words, cwd=root)
    there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    made = {name for name in there - set(files) if not name.startswith((".deckbuild/", "dist/"))}

    assert {name: (root / name).read_bytes() for name in files} == {
        name: content.encode() if isinstance(content, str) else content for name, content in files.items()
    }
    assert {name: (root / name).stat().st_mtime_ns for name in files} == times
    assert made == (
        {f"{words[1]}/{name}".removeprefix("./") for name in ("a.html", "index.html")} if words[1:] else set()
    )


def test_a_page_is_utf_8_with_newlines_alone_and_no_mark_whatever_its_sources_are(
    cli: Cli, make_project: MakeProject
) -> None:
    texts = {
        "deckbuild.yml": "title: Ä\ncss: a.css\nscripts: a.js\n",
        "a.css": "/* é */\na { color: red }\n",
        "a.js": "// é\nconsole.log(1)\n",
        "slides/a.md": "# é\n\n```\na\nb\n```\n\n!NOTE\nx\ny\n",
        "templates/deck.html.jinja": '{% extends "deckbuild/deck.html.jinja" %}\n{% block head %}\né\n{% endblock %}\n',
    }
    pages = []
    for end, mark in (("\n", ""), ("\r\n", ""), ("\r", ""), ("\r\n", "\ufeff")):
        root = make_project({name: (mark + text).replace("\n", end).encode() for name, text in texts.items()})
        assert cli("build", root).exit_code == 0
        pages.append((root / "dist" / "a.html").read_bytes())

    assert pages[0].decode().count("é") >= 4
    assert (b"\r" in pages[0], pages[0].startswith(b"<!doctype html>\n")) == (False, True)
    assert pages == pages[:1] * 4


def test_a_link_out_of_the_project_is_not_written_to_unless_it_is_named(
    cli: Cli, make_project: MakeProject, tmp_path: Path
) -> None:
    root = make_project(GOOD)
    (tmp_path / "elsewhere").mkdir()
    (root / "dist").symlink_to(tmp_path / "elsewhere")
    result = cli("build", cwd=root)

    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1] == (
        f"Error: {root}/dist is a link that leads out of the project; name the folder with --output"
    )
    assert list((tmp_path / "elsewhere").iterdir()) == []
    assert cli("build", "-o", "dist", cwd=root).exit_code == 0
    assert (tmp_path / "elsewhere" / "a.html").is_file()


def test_files_outside_are_put_in_when_the_command_line_allows_their_folder(
    cli: Cli, make_project: MakeProject, tmp_path: Path
) -> None:
    (tmp_path / "shared" / "fonts").mkdir(parents=True)
    (tmp_path / "shared" / "logo.png").write_bytes(png(3, 3))
    (tmp_path / "shared" / "house.css").write_text("@import 'fonts/a.css'; a { background: url(logo.png) }")
    (tmp_path / "shared" / "fonts" / "a.css").write_text("b { background: url(../logo.png) }")
    root = make_project({"slides/a.md": "---\ncss: ../../shared/house.css\n---\n![](../../shared/logo.png) ![](l.png)"})
    (root / "slides" / "l.png").symlink_to(tmp_path / "shared" / "logo.png")
    refused = cli("build", root)
    result = cli("build", root, "--allow-outside", tmp_path / "shared")

    assert refused.stderr.count("lies outside the project [D402]") == 3
    assert (result.exit_code, result.stderr) == (0, "")
    assert str(tmp_path) not in (root / "dist" / "a.html").read_text()


def test_no_setting_allows_a_folder_outside(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A", "deckbuild.yml": "allow_outside: /\nallow-outside: /\nallowed: /\n"})

    assert cli("build", root).stderr.count("[D102]") == 3
    assert "unknown setting 'allow_outside'" in cli("build", root, "--set", "allow_outside=/").stderr


def test_a_folder_that_cannot_be_written_is_told(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({**GOOD, "dist": "no folder"})
    result = cli("build", root)

    assert result.exit_code == 2
    assert result.stderr.startswith("error: cannot write ")


def test_a_folder_that_may_not_be_written_is_told(
    cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_project(GOOD)

    def refuse(*_: object, **__: object) -> None:  # root may write into any folder, so the system's answer is given
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    result = cli("build", root)

    assert (result.exit_code, "Permission denied" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("assignment", "title"),
    [
        ("title=Talk", "Talk"),
        ("title=Hello, world", "Hello, world"),
        ("title=a: b", "a: b"),
        ("title=#1", "#1"),
        ("title=a #b", "a #b"),
        ("title=2024", "2024"),
        ("title='quoted'", "quoted"),
        ("title=a=b", "a=b"),
        ("title= padded ", "padded"),
        ("title=- x", "- x"),
        ("title=*x", "*x"),
        ("title=", "A"),
    ],
)
def test_a_setting_of_the_command_line_is_taken_as_it_is_written(
    cli: Cli, make_project: MakeProject, assignment: str, title: str
) -> None:
    root = make_project({"slides/a.md": "# A"})

    assert cli("build", root, "--set", assignment).exit_code == 0
    assert f"<title>{title}</title>" in " ".join((root / "dist" / "a.html").read_text().split()).replace(
        "<title> ", "<title>"
    ).replace(" </title>", "</title>")


def test_options_of_reveal_are_set_one_by_one(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"deckbuild.yml": "theme: white\nreveal: {loop: true, width: 5}", "slides/a.md": "# A"})
    result = cli("build", root, "--set", "reveal.width=7", "--set", "reveal.transition=fade", "--set", "plugins=[zoom]")
    page = (root / "dist" / "a.html").read_text()

    assert result.exit_code == 0
    options = '{"hash": true, "loop": true, "pdfSeparateFragments": false, "transition": "fade", "width": 7}'
    assert f"{options}, {{plugins: [RevealZoom]}}" in page


def test_the_theme_of_the_command_line_wins(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "---\ntheme: white\n---\n# A"})
    cli("build", root, "--theme", "serif")

    assert vendored.text("dist/theme/serif.css")[:200] in (root / "dist" / "a.html").read_text()


def test_a_theme_of_the_command_line_that_is_missing_is_told_to_be_of_the_command_line(
    cli: Cli, make_project: MakeProject
) -> None:
    result = cli("build", make_project({"slides/a.md": "# A"}), "--theme", "none.css")

    assert result.exit_code == 0
    assert result.stderr.startswith("command line:1:8: warning: the file none.css does not exist [D401]\n")


@pytest.mark.parametrize("words", [["--set", "title"], ["--set", "=x"], ["--nonsuch"], ["a", "b"], ["none.md"]])
def test_wrong_use_is_told_and_ends_with_2(cli: Cli, make_project: MakeProject, words: list[str]) -> None:
    result = cli("build", *words, cwd=make_project(GOOD))

    assert result.exit_code == 2
    assert "Error: " in result.stderr


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("buid", "did you mean 'build'?"),
        ("Serve", "did you mean 'serve'?"),
        ("talk.md", "did you mean `deckbuild build talk.md`?"),
        ("nonsuch", "`deckbuild -h` lists them"),
    ],
)
def test_a_word_that_is_no_command_is_told_with_the_nearest(cli: Cli, tmp_path: Path, word: str, hint: str) -> None:
    (tmp_path / "talk.md").write_text("# A", encoding="utf-8")
    result = cli(word, cwd=tmp_path)

    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, f"Error: there is no command {word!r}; {hint}")


def test_a_file_whose_name_begins_as_options_do_is_built_behind_two_dashes(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "-mal.md").write_text("# A", encoding="utf-8")

    told = cli("build", "-mal.md").stderr.splitlines()[-1]
    assert told == "Error: -mal.md is taken for options, since it begins with -; write ./-mal.md"
    assert cli("build", "--", "-mal.md").stdout.startswith("dist/-mal.html  1 slide")


def test_paths_are_told_from_the_current_folder(cli: Cli, make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project({"slides/a.md": "![](none.png)"})
    (tmp_path / "other").mkdir()

    assert cli("build", root, cwd=tmp_path).stderr.startswith("project/slides/a.md:1:5: warning")
    assert cli("build", root, cwd=tmp_path / "other").stderr.startswith("../project/slides/a.md:1:5: warning")
    assert cli("build", cwd=root).stderr.startswith("slides/a.md:1:5: warning")


def test_twenty_problems_of_a_build_are_shown_errors_first_and_the_others_counted(
    cli: Cli, make_project: MakeProject
) -> None:
    warnings = "".join(f"![](https://example.org/{number}.png)\n" for number in range(15))
    root = make_project({"slides/a.md": warnings, "slides/b.md": warnings, "slides/c.md": b"\xff"})
    lines = cli("build", cwd=root).stderr.splitlines()
    shown = [line.split(":")[0] for line in lines if ": warning: " in line or ": error: " in line]

    assert shown == ["slides/a.md"] * 15 + ["slides/b.md"] * 4 + ["slides/c.md"]
    assert lines[-2:] == ["c is not written: 1 error", "and 11 more"]


def test_all_problems_of_a_deck_are_found_in_one_run(cli: Cli, make_project: MakeProject) -> None:
    front = "---\ntitel: A\ntheme: whit\n---\n"
    root = make_project({"slides/a.md": f"{front}![](1.png) ![](2.png)\n\n!SUB\n\n![](3.png) <!-- .elemnt: x=1 -->\n"})
    lines = cli("build", cwd=root).stderr.splitlines()

    assert [line.split("[")[-1] + line.split(":")[1] for line in lines if line.endswith("]")] == [
        *("D102]2", "D103]3", "D401]5", "D401]5", "D401]9", "D301]9"),
    ]


# The other commands, and the whole


def test_the_themes_are_listed(cli: Cli) -> None:
    result = cli("themes")

    assert result.exit_code == 0
    assert {"theme", "highlight_theme", "night", "monokai"} <= set(result.stdout.split())


@pytest.mark.parametrize("words", [["-h"], ["--help"], *([name, "-h"] for name in COMMANDS)])
def test_each_command_has_a_help(cli: Cli, words: list[str]) -> None:
    result = cli(*words)

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Usage: deckbuild")
    assert len(result.stdout.splitlines()) > 5


def test_the_help_says_in_a_line_what_each_command_does(cli: Cli) -> None:
    lines = [line.split(None, 1) for line in cli("-h").stdout.partition("Commands:")[2].strip().splitlines()]

    assert [name for name, _ in lines] == list(COMMANDS)
    assert all(about.endswith(".") and "..." not in about for _, about in lines)


@pytest.mark.parametrize("words", [["--version"], ["--version", "build"]])  # answered before click is there, and by it
def test_the_version_names_reveal_too(cli: Cli, words: list[str]) -> None:
    assert cli(*words).stdout == f"deckbuild {__version__}, reveal.js {version.reveal()}\n"


def test_the_version_of_an_installation_without_reveal_is_told(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckbuild.themes.version.__path__", [str(tmp_path)])
    result = cli("--version")

    assert (result.exit_code, result.stderr) == (
        2,
        "error: reveal.js' file package.json is missing here; install deckbuild again with pip\n",
    )


@pytest.mark.parametrize("words", [[], ["biuld"]])
def test_no_command_and_an_unknown_one_end_with_2(cli: Cli, words: list[str]) -> None:
    assert cli(*words).exit_code == 2


def fail(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("deckbuild.project.loader.read", failing)


def test_an_unexpected_error_is_one_line(cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(RuntimeError("what"), monkeypatch)
    result = cli("build", make_project(GOOD))

    assert result.exit_code == 1
    assert result.stderr.startswith("error: internal: RuntimeError at test_commands.py:")
    assert result.stderr.endswith(": what (please report it; `deckbuild --debug …` shows the trace)\n")
    assert result.stderr.count("\n") == 1


def test_the_trace_is_shown_on_demand(cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(RuntimeError("what"), monkeypatch)
    result = cli("--debug", "build", make_project(GOOD))

    assert (result.exit_code, "Traceback" in result.stderr) == (1, True)


@pytest.mark.parametrize("words", [[], ["--debug"]])
def test_a_usage_error_shows_no_trace(cli: Cli, make_project: MakeProject, words: list[str]) -> None:
    result = cli(*words, "build", "none.md", cwd=make_project(GOOD))

    assert (result.exit_code, "Traceback" in result.stderr) == (2, False)


@pytest.mark.parametrize("code", [0, 7, None, "words"])
def test_who_ends_the_program_from_inside_does_not_choose_its_exit_code(
    cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, code: object
) -> None:
    fail(SystemExit(code), monkeypatch)
    result = cli("build", make_project(GOOD))

    assert result.exit_code == 1
    assert result.stderr.startswith("error: internal: SystemExit at test_commands.py:")


def test_a_disk_that_fails_is_no_mistake_of_ours(
    cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(OSError(5, "Input/output error", "a\x1b.md"), monkeypatch)
    result = cli("build", make_project(GOOD))

    assert (result.exit_code, result.stderr) == (2, "error: a\\x1b.md: Input/output error\n")


@pytest.mark.slow  # eight shells, each with a process of ours
@pytest.mark.parametrize(
    ("words", "exit_code", "stderr"),
    [
        ("deckbuild explain > /dev/full", 2, "error: [Errno 28] No space left on device\n"),
        ("deckbuild explain > /dev/full 2> /dev/full", 2, ""),
        ("deckbuild explain | true", 0, ""),
        ("{ deckbuild explain; echo $? >&2; } | true", 0, "1\n"),
    ],
)
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_is_gone_and_a_full_disk_are_no_mistakes_of_ours(
    words: str, exit_code: int, stderr: str, unbuffered: str
) -> None:
    program = f'deckbuild() {{ {shlex.quote(sys.executable)} -m deckbuild "$@"; }}; {words}'
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(["/bin/sh", "-c", program], capture_output=True, text=True, check=False, env=environment)

    assert (done.returncode, done.stderr) == (exit_code, stderr)


def test_ctrl_c_ends_with_130(cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    fail(KeyboardInterrupt(), monkeypatch)

    assert cli("build", make_project(GOOD)).exit_code == 130


def test_an_installation_without_reveal_is_told(
    cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail(Missing("dist/reveal.js"), monkeypatch)
    result = cli("build", make_project(GOOD))

    assert (result.exit_code, result.stderr) == (
        2,
        "error: reveal.js' file dist/reveal.js is missing here; install deckbuild again with pip\n",
    )


def test_the_shell_completes_commands() -> None:
    surroundings = {
        **os.environ,
        "_DECKBUILD_COMPLETE": "bash_complete",
        "COMP_WORDS": "deckbuild th",
        "COMP_CWORD": "1",
    }
    program = "import sys; sys.argv = ['deckbuild']; from deckbuild.cli.main import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program], env=surroundings, capture_output=True, text=True, check=False
    )

    assert done.stdout == "plain,themes\n"


def test_a_terminal_that_knows_no_unicode_is_no_mistake(make_project: MakeProject) -> None:
    root = make_project({"slides/日本.md": "![](é☃.png)"})
    surroundings = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "deckbuild", "build", str(root)]
    done = subprocess.run(command, env=surroundings, capture_output=True, check=False)

    assert done.returncode == 0
    assert b".md:1:5: warning: the file " in done.stderr
    assert b"internal" not in done.stderr


def test_a_link_to_itself_in_the_slides_is_told_and_the_other_decks_are_written(
    cli: Cli, make_project: MakeProject
) -> None:
    root = make_project(GOOD)
    (root / "slides" / "loop.md").symlink_to("loop.md")
    result = cli("build", root)

    assert result.exit_code == 1
    assert "internal" not in result.stderr
    assert "slides/loop.md:1:1: error: the file slides/loop.md cannot be read [D115]" in result.stderr
    assert (root / "dist" / "a.html").is_file()


def test_one_target_that_cannot_be_written_stops_no_other(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A\n", "slides/b.md": "# B\n", "dist/a.html/x": ""})
    result = cli("build", root)

    assert result.exit_code == 2
    assert "error: cannot write" in result.stderr
    assert (root / "dist" / "b.html").is_file()
    assert (root / "dist" / "index.html").is_file()


def test_a_name_with_a_port_is_refused(cli: Cli, make_project: MakeProject) -> None:
    result = cli("serve", "--allowed-host", "decks.test:8080", cwd=make_project(GOOD))

    assert result.exit_code == 2
    assert "'decks.test:8080' has a port; any port of this computer is meant" in result.stderr


# Where the file system is not as one thinks


@pytest.mark.slow  # six shells, each with a process of ours
@pytest.mark.parametrize("words", ["build", "serve", "init", "init new", "build -o out PROJECT", "build slides/a.md"])
def test_a_current_folder_that_is_gone_is_told(words: str, make_project: MakeProject, tmp_path: Path) -> None:
    root = make_project(GOOD)
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir {gone}; {sys.executable} -m deckbuild {words.replace('PROJECT', str(root))}"
    ran = subprocess.run(["/bin/sh", "-c", command], cwd=gone, capture_output=True, text=True, check=False)

    assert ran.stderr == "error: the current folder is not there any more; change into another one\n"
    assert ran.returncode == 2


def test_a_project_is_built_by_its_whole_path_from_a_folder_that_is_gone(
    make_project: MakeProject, tmp_path: Path
) -> None:
    root = make_project({"slides/a.md": "# A\n\n![](x.png)"})
    gone = tmp_path / "gone"
    gone.mkdir()
    command = f"rmdir {gone}; {sys.executable} -m deckbuild build {root}"
    ran = subprocess.run(["/bin/sh", "-c", command], cwd=gone, capture_output=True, text=True, check=False)

    assert ran.returncode == 0
    assert f"{root}/slides/a.md:3:5: warning: the file x.png does not exist" in ran.stderr


def test_a_page_whose_name_is_too_long_is_told_and_the_others_are_written(cli: Cli, make_project: MakeProject) -> None:
    name = "x" * 252
    root = make_project({**GOOD, f"slides/{name}.md": "# C"})
    result = cli("build", cwd=root)

    assert result.exit_code == 2
    assert result.stderr == f"error: cannot write {root}/dist/{name}.html: File name too long\n"
    assert sorted(path.name for path in (root / "dist").iterdir()) == ["a.html", "b.html", "index.html"]


CHAPTERS = {
    "pipe.md": ("is not a regular file", ""),
    "broken.md": ("does not exist", "it is a link that leads nowhere"),
    "loop.md": ("cannot be read", "a link leads to itself"),
    "x" * 300 + ".md": ("cannot be read", "file name too long"),
    "out.md": ("lies outside the project", "a link leads there"),
    "folder": ("is a folder", ""),
}


def test_what_is_no_file_is_called_what_it_is(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({**GOOD, "deckbuild.yml": f"decks: {{c: {{chapters: [slides/a.md, {', '.join(CHAPTERS)}]}}}}"})
    os.mkfifo(root / "pipe.md")
    for name, target in (("broken.md", "gone.md"), ("loop.md", "loop.md"), ("out.md", "/etc/passwd")):
        (root / name).symlink_to(target)
    (root / "folder").mkdir()
    said = cli("build", cwd=root).stderr

    for name, (what, hint) in CHAPTERS.items():
        assert f"the file {name[:200]}" in said
        assert f"{what} [D" in said
        assert hint in said


def test_what_keeps_a_deck_from_being_written_is_counted(cli: Cli, make_project: MakeProject) -> None:
    files = {"slides/a.md": "[x](https://e.org) ![](y.png)\n\n![](z.png)", "deckbuild.yml": "title: A\n"}
    root = make_project({**files, "slides/b.md": "# B"})
    warned = cli("build", "--strict", root).stderr.splitlines()
    (root / "deckbuild.yml").write_text("titel: A\n")
    strict = cli("build", "--strict", root).stderr.splitlines()
    (root / "deckbuild.yml").write_text("title: [\n")
    broken = cli("build", root).stderr.splitlines()

    assert [line for line in warned if "not written" in line] == ["a is not written: 2 warnings"]
    assert [line for line in strict if "not written" in line] == [
        "a is not written: 3 warnings",
        "b is not written: 1 warning",
    ]
    assert [line for line in broken if "not written" in line] == [
        "a is not written: 1 error",
        "b is not written: 1 error",
    ]
