from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

import click
import pytest

from deckbuild.cli.weight_report import table
from deckbuild.config.sizes import Budget
from deckbuild.diagnostics.source import Placed, Source
from deckbuild.diagnostics.terminal import columns
from deckbuild.page.layout import LINKED
from deckbuild.page.weight import Weight, largest_first, over_budget, total
from deckbuild.pipeline import built_deck, stages
from deckbuild.project import loader
from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject

DECK = """\
# Ä

![](a.png) ![](a.png)

!NOTE
Say it. ![](b.png)

!SUB

![](b.png)
"""
PNG, OTHER_PNG = png(30, 20), png(31, 21, (1, 2, 3))
FILES: dict[str, str | bytes] = {"slides/talk.md": DECK, "a.png": PNG, "b.png": OTHER_PNG}


def made(files: dict[str, str | bytes], make_project: MakeProject) -> built_deck.Build:
    (one,) = stages.build(loader.read(make_project(files)))
    return one


# What a page is made of


def test_all_weights_together_are_the_page(make_project: MakeProject) -> None:
    one = made(
        {**FILES, "deckbuild.yml": "theme: white\ncss: [own.css]\n", "own.css": "h1 { color: red }"}, make_project
    )

    assert total(one.weights) == len(one.html.encode())
    assert min(weight.size for weight in one.weights) >= 0


def test_a_file_weighs_what_it_takes_in_the_page_and_says_how_often_it_is_shown(make_project: MakeProject) -> None:
    files = [weight for weight in made(FILES, make_project).weights if weight.kind == "image/png"]
    uris = [f"data:image/png;base64,{b64encode(data).decode()}" for data in (PNG, OTHER_PNG)]

    assert files == [Weight("a.png", "image/png", len(uris[0]), 2), Weight("b.png", "image/png", len(uris[1]), 2)]


def test_files_beside_a_page_weigh_what_they_are(make_project: MakeProject) -> None:
    (one,) = stages.build(loader.read(make_project(FILES)), layout=LINKED)
    files = [weight.size for weight in one.weights if weight.kind == "image/png"]

    assert files == [len(PNG), len(OTHER_PNG)]
    assert total(one.weights) == len(one.html.encode()) + sum(map(len, one.linked.values()))


def test_slides_and_notes_weigh_without_their_pictures(make_project: MakeProject) -> None:
    by_name = {weight.name: weight.size for weight in made(FILES, make_project).weights}

    assert 0 < by_name["speaker notes of 1 slides"] < 120
    assert 0 < by_name["2 slides"] < 5000  # with the script that puts the pictures in


def test_the_fonts_of_a_theme_weigh_apart_from_it(make_project: MakeProject) -> None:
    one = made({**FILES, "deckbuild.yml": "theme: white\n"}, make_project)
    by_kind = {weight.kind: weight for weight in one.weights}
    theme = next(weight for weight in one.weights if weight.name == "theme-white.css")

    assert by_kind["font/woff2"].name == "4 fonts of theme-white.css"
    assert by_kind["font/woff2"].size == sum(map(len, re.findall(r"data:font/[^)]*", one.html)))
    assert theme.size < 20_000


def test_a_page_that_a_template_could_not_fill_weighs_nothing(make_project: MakeProject) -> None:
    assert made({**FILES, "templates/deck.html.jinja": "{{ nothing }}"}, make_project).weights == ()


def test_a_page_is_weighed_only_when_somebody_asks(make_project: MakeProject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deckbuild.page.weight.of_page", None)

    one = made(FILES, make_project)

    assert built_deck.budgeted(one) == one


def test_the_largest_stands_first_and_what_weighs_nothing_nowhere() -> None:
    given = [Weight("b", "", 5), Weight("none", "", 0), Weight("c", "", 9), Weight("a", "", 5)]

    assert [weight.name for weight in largest_first(given)] == ["c", "a", "b"]


# The budget


def budget(text: str, limit: int) -> Budget:
    return Budget(limit, Placed(text, Source("deckbuild.yml", f"size_budget: {text}\n"), 13))


def test_a_page_as_large_as_its_budget_is_good() -> None:
    assert over_budget([Weight("a", "", 4000), Weight("b", "", 1000)], budget("5 kB", 5000)) is None


@pytest.mark.parametrize(("more", "said"), [(1, "5001 B"), (2000, "7 kB")])
def test_a_larger_page_is_an_error_at_the_setting_that_names_the_three_largest(more: int, said: str) -> None:
    parts = [Weight("a", "", 4000), Weight("b", "", 600), Weight("c", "", 300), Weight("d", "", 100 + more)]
    found = over_budget(parts, budget("5 kB", 5000))

    assert found is not None
    assert (found.rule.code, found.is_error, str(found.location), found.width) == (
        "D505",
        True,
        "deckbuild.yml:1:14",
        4,
    )
    assert found.message.startswith(f"the page takes {said}, and 5 kB are allowed; the largest in it: a (4 kB), ")
    assert found.message.count("(") == 3


def test_a_deck_over_its_budget_is_not_written_and_the_last_one_stays(cli: Cli, make_project: MakeProject) -> None:
    root = make_project({**FILES, "deckbuild.yml": "title: A\nsize_budget: 100 kB\n", "dist/talk.html": "the last"})
    result = cli("build", cwd=root)
    lines = result.stderr.splitlines()

    assert result.exit_code == 1
    assert re.fullmatch(
        r"deckbuild\.yml:2:14: error: the page takes \d+(\.\d+)? [kM]B, and 100 kB are allowed; the largest in it: "
        r"reveal\.js \(118\.\d+ kB\), notes\.js \(\S+ kB\), reveal\.css \(\S+ kB\) \[D505\]",
        lines[0],
    )
    assert lines[1:] == [
        "  2 | size_budget: 100 kB",
        "    |              ^^^^^^",
        "  hint: `deckbuild build --report` lists everything in it",
        "talk is not written: 1 error",
    ]
    assert (root / "dist" / "talk.html").read_text() == "the last"


def test_each_deck_has_its_own_budget(cli: Cli, make_project: MakeProject) -> None:
    files = {"slides/a.md": "---\nsize_budget: 10 kB\n---\n# A\n", "slides/b.md": "---\nsize_budget: 90 MB\n---\n# B\n"}
    root = make_project(files)
    result = cli("build", cwd=root)

    assert result.exit_code == 1
    assert result.stderr.startswith("slides/a.md:2:14: error: the page takes ")
    assert sorted(path.name for path in (root / "dist").iterdir()) == ["b.html", "index.html"]


def test_the_command_line_can_set_a_budget(cli: Cli, make_project: MakeProject) -> None:
    root = make_project(FILES)

    assert cli("build", "--set", "size_budget=90 MB", cwd=root).exit_code == 0
    assert "command line:1:14: error: the page takes" in cli("build", "--set", "size_budget=1 kB", cwd=root).stderr


def test_a_size_that_is_none_is_told(cli: Cli, make_project: MakeProject) -> None:
    result = cli("build", "--set", "size_budget=small", cwd=make_project(FILES))

    assert (result.exit_code, "a size is wanted here, not 'small'" in result.stderr) == (2, True)


# The table


PARTS = [
    Weight("images/" + "long/" * 20 + "name.png", "image/png", 1_250_000, 2),
    Weight("日本語" * 20 + ".png", "image/png", 700_000),
    Weight("a\x1b[31m.png", "image/png", 43_210),
    Weight("3 slides", "text/html", 999),
]


def test_without_a_terminal_the_table_is_plain_and_whole() -> None:
    lines = click.unstyle(table("talk.html", PARTS)).splitlines()

    assert lines == [
        f"    1.25 MB   63%  {PARTS[0].name}  image/png, 2 times",
        f"   700.0 kB   35%  {PARTS[1].name}  image/png",
        "    43.2 kB    2%  a\\x1b[31m.png  image/png",
        "     999 B    <1%  3 slides       text/html",
        "    1.99 MB         talk.html in all",
    ]


@pytest.mark.parametrize("width", [80, 100])
def test_on_a_terminal_bars_show_the_shares_and_long_names_lose_their_beginning(width: int) -> None:
    lines = click.unstyle(table("talk.html", PARTS, width)).splitlines()

    assert max(map(columns, lines)) < width
    assert [line[19:33].rstrip() for line in lines[:4]] == ["███████▌", "████▎", "▎", ""]
    assert re.search(r"  …\S*/long/long/name\.png  image/png, 2 times$", lines[0])
    assert re.search(r"  …[日本語]+\.png {2,3}image/png$", lines[1])


@pytest.mark.parametrize("width", [0, 60, 100])
def test_the_types_stand_in_one_column(width: int) -> None:
    parts = [part for part in PARTS if width or columns(part.name) < 60]
    lines = click.unstyle(table("talk.html", parts, width)).splitlines()[:-1]

    assert len({columns(re.split("(?:image/png|text/html)", line)[0]) for line in lines}) == 1


def test_linked_files_count_and_the_table_says_so(cli: Cli, make_project: MakeProject) -> None:
    lines = cli("build", "--report", "--link-assets", cwd=make_project(FILES)).stdout.splitlines()

    assert re.fullmatch(r" +\S+ [kM]B +talk\.html and the files it links", lines[-2])


def test_the_report_is_printed_when_it_is_asked_for(cli: Cli, make_project: MakeProject) -> None:
    root = make_project(FILES)
    said, asked = cli("build", cwd=root).stdout, cli("build", "--report", cwd=root).stdout
    lines = asked.splitlines()

    assert "a.png" not in said
    assert lines[0] == said.splitlines()[0]
    assert any(re.fullmatch(r" +\d+ B +<1%  a\.png +image/png, 2 times", line) for line in lines)
    assert re.fullmatch(r" +\S+ [kM]B +talk\.html in all", lines[-2])
    assert "\x1b" not in asked
    assert asked.isascii()


def test_a_deck_over_its_budget_is_reported_too(cli: Cli, make_project: MakeProject) -> None:
    result = cli("build", "--report", "--set", "size_budget=1 kB", cwd=make_project(FILES))

    assert result.exit_code == 1
    assert "talk.html in all" in result.stdout
