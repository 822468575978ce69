"""Versions of a deck: what is built of each, what is told, and what the live preview shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from deckbuild import DeckbuildError, build, render
from deckbuild.page.layout import LINKED
from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.rendering.reuse import Rendering
from deckbuild.serve.messages import START
from deckbuild.serve.rebuild import BuiltPages, rebuild
from tests.png import png
from tests.serve.serving import serving

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject

VARIANTS = "variants: {student: {}, teacher: {title: For teachers}}"
HEAD = f"---\n{VARIANTS}\n---\n"
TALK = f"""{HEAD}!SLIDE {{only="teacher"}}

# Hidden

!NOTE hidden notes

!SLIDE

# Shown

a [b]{{only="teacher"}} c[^1]

::: {{unless="teacher"}}
d
:::

!SUB {{only="student teacher" .e}}

f

!SLIDE {{unless="student"}}

![hidden picture](hidden.png)

[^1]: g [h]{{only="teacher"}}
"""


@pytest.fixture
def talk(make_project: MakeProject) -> Path:
    return make_project({"slides/talk.md": TALK, "hidden.png": png(2, 2), "slides/plain.md": "# Plain\n\n!SUB\n\nx"})


def slides(html: str) -> str:
    """The slides of a page, without the tags in them."""
    inside = html.partition('<div class="slides">')[2].partition("<script")[0]
    return " ".join(re.sub(r"<(?!section|img)[^>]*>", " ", inside).split()).replace("</section>", "").rstrip()


STUDENTS = '<section> <section class="title"> Shown a c[^1] d <section class="e"> f'


def test_a_variant_has_what_is_for_it_and_everything_is_in_the_whole_deck(talk: Path, cli: Cli) -> None:
    said = cli("build", "--variant", "all", talk)
    pages = {path.name: path.read_text(encoding="utf-8") for path in (talk / "dist").glob("*.html")}

    assert (said.exit_code, sorted(pages)) == (
        0,
        ["index.html", "plain.html", "talk.student.html", "talk.teacher.html"],
    )
    assert slides(pages["talk.student.html"]) == STUDENTS
    assert "only=" not in slides(pages["talk.teacher.html"])
    assert [name for name in ("Hidden", "hidden notes", "hidden picture") if name in pages["talk.teacher.html"]] == [
        "Hidden",
        "hidden notes",
        "hidden picture",
    ]
    whole = render(TALK.replace("hidden.png", "data:,"))
    assert all(each in whole for each in ("Hidden", "hidden notes", "Shown", ">b<", ">d<", ">f<", ">h<"))
    assert not re.search("only=|unless=|data-audience", slides(whole))


def test_a_build_and_its_list_name_the_variants(talk: Path, cli: Cli) -> None:
    told = cli("build", "--variant", "teacher", talk).stdout
    page = (talk / "dist" / "index.html").read_text(encoding="utf-8")

    assert re.findall(r"dist/(\S+)", told) == ["plain.html", "talk.teacher.html", "index.html"]
    assert [re.sub(r"<[^>]*>", "", each) for each in re.findall(r'class="name">(.*)</h', page)] == [
        "Plain",
        "For teachers teacher",
    ]


def test_the_title_of_a_variant_is_not_taken_from_what_it_leaves_out(talk: Path) -> None:
    titles = {deck.name: deck.title for deck in build(talk, variant="all")}

    assert titles == {"plain": "Plain", "talk.student": "Shown", "talk.teacher": "For teachers"}


@pytest.mark.parametrize(
    ("files", "wanted", "message"),
    [
        ({"slides/a.md": f"{HEAD}# a"}, "studnet", "no deck has a variant 'studnet'; did you mean 'student'?"),
        ({"slides/a.md": f"{HEAD}# a"}, "x", "no deck has a variant 'x'; there are student, teacher"),
        (
            {"slides/a.md": "# a"},
            "all",
            "no deck has a variant 'all'; variants: in deckbuild.yml or a front matter names them",
        ),
    ],
)
@pytest.mark.parametrize("command", ["build", "serve"])
def test_an_unknown_variant_is_used_wrongly(
    command: str, files: dict[str, str], wanted: str, message: str, make_project: MakeProject, cli: Cli
) -> None:
    project = make_project({**files})
    said = cli(command, "--variant", wanted, project)

    assert (said.exit_code, said.stderr.splitlines()[-1]) == (2, f"Error: {message}")
    assert not (project / "dist").exists()
    with pytest.raises(DeckbuildError, match=re.escape(message.partition(";")[0])) as raised:
        build(project, variant=wanted)
    assert [each.rule.code for each in raised.value.diagnostics] == ["D730"]


def test_a_deck_with_other_variants_is_not_built_and_told(make_project: MakeProject, cli: Cli) -> None:
    other = "---\nvariants: {tutor: }\n---\n# b"
    project = make_project({"slides/a.md": f"{HEAD}# a", "slides/b.md": other})
    said = cli("build", "--variant", "student", project)

    assert (said.exit_code, sorted(path.name for path in (project / "dist").iterdir())) == (
        0,
        ["a.student.html", "index.html"],
    )
    assert "b.md:1:1: warning: this deck has no variant 'student', and is not built [D731]" in said.stderr


@pytest.mark.parametrize("variant", ["student", "all"])
def test_a_deck_that_has_marks_and_no_variants_shows_nothing_of_what_they_mark(
    variant: str, make_project: MakeProject, cli: Cli
) -> None:
    marked = "!SUB\n\na [hidden]{only=teacher} b [hidden]{unless=student}\n\n!SUB {only=teacher}\n\nhidden"
    project = make_project(
        {"slides/a.md": f"{HEAD}# a\n\n[b](b.md)", "slides/b.md": marked, "slides/c.md": "# c\n\n---\n\nd"}
    )
    said = cli("build", "--variant", variant, project)
    page = (project / "dist" / "b.html").read_text(encoding="utf-8")

    assert (said.exit_code, slides(page)) == (0, "<section> a b")
    assert said.stderr.count("b.md:") == said.stderr.count("[D725]") == 3
    assert 'href="b.html"' in (project / "dist" / "a.student.html").read_text(encoding="utf-8")
    assert 'class="variant"' in (project / "dist" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "codes"),
    [
        ({"slides/a.md": "!SUB {only=teacher}\na"}, ["D204"]),
        ({"slides/a.md": "!SUB\na\n!SUB\nb", "more": "\nlimits: {slides: 1}"}, ["D110"]),
        ({"more": "\ndecks: {a: {chapters: [gone.md]}}"}, ["D117", "D401"]),
        ({"slides/a.md": ""}, ["D204"]),
    ],
)
def test_a_variant_without_slides_is_told(files: dict[str, str], codes: list[str], make_project: MakeProject) -> None:
    more = files.pop("more", "")
    (deck,) = build(make_project({**files, "deckbuild.yml": f"{VARIANTS}{more}"}), variant="student")

    assert sorted(each.rule.code for each in deck.diagnostics) == codes


def test_a_page_that_two_decks_would_have_is_told(make_project: MakeProject, cli: Cli) -> None:
    project = make_project({"slides/a.md": f"{HEAD}# a", "slides/a.student.md": "# b"})
    said = cli("build", "--variant", "student", project)

    assert (said.exit_code, "error: there is another deck 'a.student' [D107]" in said.stderr) == (1, True)


@pytest.mark.parametrize(
    ("names", "message"),
    [
        ("[a, b]", "a mapping of name: settings is wanted here, not a list"),
        ("{all: {}}", "a variant cannot be called 'all'"),
        ("{a/b: {}}", "a variant cannot be called 'a/b'"),
        ("{a: {titel: b}}", "unknown setting 'titel'"),
        ("{a: {variants: {}}}", "unknown setting 'variants'"),
        ("{a: b}", "a mapping of name: value is wanted here, not 'b'"),
    ],
)
def test_variants_that_cannot_be_are_told(names: str, message: str) -> None:
    with pytest.raises(DeckbuildError, match=re.escape(message)):
        render(f"---\nvariants: {names}\n---\n# a", rules={"D102": "error", "D103": "error"})


def test_settings_of_a_variant_win_over_those_of_the_deck(make_project: MakeProject) -> None:
    config = "theme: white\nvars: {a: 1, b: 1, c: 1}\nvariants: {x: {theme: black, vars: {b: 2, c: 2}}, y: {}}"
    text = "---\nvars: {c: 3}\nvariants: {x: {vars: {a: 4}}, z: {author: Z}}\n---\n{{ a }}{{ b }}{{ c }}\n\n!SUB\n"
    project = make_project({"slides/a.md": text, "deckbuild.yml": config})
    found = {deck.settings.variant: deck.settings for deck in loader.read(project, variant="all").decks}

    assert [*found] == ["x", "y", "z"]
    assert [(each.theme.text, each.author, dict(each.vars)) for each in found.values()] == [
        ("black", "", {"a": "4", "b": "2", "c": "3"}),
        ("white", "", {"a": "1", "b": "1", "c": "3"}),
        ("white", "Z", {"a": "1", "b": "1", "c": "3"}),
    ]


def test_a_variant_of_a_stranger_sets_nothing_that_could_do_harm(make_project: MakeProject) -> None:
    config = "variants: {x: {scripts: a.js, limits: {page_size: 1 GB}, markdown_extensions: [./b.py]}}"
    project = make_project({"slides/a.md": "# a", "deckbuild.yml": config, "a.js": "1", "b.py": "raise OSError"})
    (deck,) = build(project, variant="x", untrusted=True)

    assert sorted(each.rule.code for each in deck.diagnostics) == ["D112", "D112", "D112"]


@pytest.mark.parametrize("text", ["# a\n\n---\n\n# b", "---\nfeatures: []\n---\n# a\n\n!SUB\n\n# b"])
def test_a_deck_of_which_nothing_can_be_left_out_has_no_variants(text: str, make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": text, "deckbuild.yml": VARIANTS}), variant="student")

    assert [(each.rule.code, each.message) for each in deck.diagnostics if each.is_error] == [
        ("D728", "nothing can be left out of this deck")
    ]


def told(text: str, make_project: MakeProject, variant: str = "") -> list[str]:
    (deck,) = build(make_project({"slides/a.md": text, "deckbuild.yml": VARIANTS}), variant=variant)
    return [str(each) for each in deck.diagnostics]


@pytest.mark.parametrize("variant", ["", "student", "teacher"])
@pytest.mark.parametrize(
    ("text", "place", "name", "hint"),
    [
        ('!SUB\n::: {only="techer"}\na\n:::', "2:12", "techer", "did you mean 'teacher'?"),
        ('!SUB {only="student" unless="x"}\na\n!SUB\nb', "1:30", "x", "there are student, teacher"),
        ("!SUB\na\nb [c]{unless=studen}", "3:14", "studen", "did you mean 'student'?"),
        ("!SUB\na\n!NOTE b `c`{only=teach}", "3:18", "teach", "did you mean 'teacher'?"),
    ],
)
def test_a_variant_that_is_misspelt_is_told_once_in_each(
    text: str, place: str, name: str, hint: str, variant: str, make_project: MakeProject
) -> None:
    assert told(text, make_project, variant) == [
        f"slides/a.md:{place}: warning: the deck has no variant {name!r} [D725] ({hint})"
    ]


def test_no_variant_has_a_part_for_one_that_does_not_exist(make_project: MakeProject) -> None:
    text = "!SUB\n[aaa]{only=x} [bbb]{unless=x} [ccc]{unless=teacher}"
    found = [
        slides(deck.html)
        for deck in build(make_project({"slides/a.md": text, "deckbuild.yml": VARIANTS}), variant="all")
    ]

    assert found == ["<section> ccc", "<section>"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('!SUB\n\na [b] {only="teacher"}', "3:8"),
        ('!SUB {only="teacher"} b', "1:7"),
        ('!SUB\n\n<p\nunless="student">b</p>', "4:1"),
        ("!SUB\n\nb <!-- .element: only=teacher -->", "3:18"),
        ("!SUB\n\n- <!-- .slide: only=teacher --> b", "3:16"),
        ("!SUB\n\n<div>[b]{only=teacher}</div>", "3:10"),
    ],
)
def test_an_audience_that_is_not_read_is_told_and_an_error_where_it_matters(
    text: str, place: str, make_project: MakeProject
) -> None:
    whole, students = (told(text, make_project, variant) for variant in ("", "student"))

    assert [each.split(": ")[0] for each in (*whole, *students) if "D726" in each or "D727" in each] == [
        f"slides/a.md:{place}",
        f"slides/a.md:{place}",
    ]
    assert ("D726" in whole[0], "D727" in students[0]) == (True, True)


def test_messages_about_what_is_kept_do_not_show_what_is_left_out(make_project: MakeProject, cli: Cli) -> None:
    text = "!SUB\n\n::: {only=teacher}\nsecret\n:::\n[secret]{only=teacher} {{ x }}\n"
    said = cli("build", "--variant", "student", make_project({"slides/a.md": text, "deckbuild.yml": VARIANTS})).stderr

    assert said.splitlines()[1:3] == [f"  6 | {'·' * 22} {{{{ x }}}}", f"    | {' ' * 23}^^^^^^^"]


def test_a_part_inside_of_an_alternative_text_cannot_be_left_out(make_project: MakeProject) -> None:
    text = "!SUB\n\nx ![a [b]{only=teacher} c](#d)"

    assert [each.split(" [")[0] for each in told(text, make_project, "student")] == [
        "slides/a.md:3:10: error: this is not for 'student', but cannot be left out"
    ]


@pytest.mark.parametrize(("text", "is_kept"), [("", True), ("::: {only=teacher}\nsecret\n:::", False)])
def test_a_slide_that_shows_its_text_shows_nothing_that_is_left_out(
    text: str, is_kept: bool, make_project: MakeProject
) -> None:
    """What is nested too deeply is not read any more: then a mark in it is an error."""
    nested = "\n".join(f"{'  ' * level}- x" for level in range(60))
    text = f"!SUB\n[secret]{{only=teacher}}\n\n{nested}\n\n{text}"
    (deck,) = build(make_project({"slides/a.md": text, "deckbuild.yml": VARIANTS}), variant="student")

    assert sorted(each.rule.code for each in deck.diagnostics) == (["D203"] if is_kept else ["D203", "D727"])
    assert ("secret" not in deck.html) is is_kept


def test_links_between_decks_lead_to_the_same_variant(make_project: MakeProject) -> None:
    files = {
        "slides/a.md": f"{HEAD}[b](b.md)\n\n!SUB\n",
        "slides/b.md": f"{HEAD}[a](a.md) [c](c.md)\n\n!SUB\n",
        "slides/c.md": "c",
    }
    pages = {
        deck.name: re.findall(r'<a href="(\w+[^"]*html)"', deck.html)
        for deck in build(make_project(files), variant="all")
    }

    assert pages == {
        "a.student": ["b.student.html"],
        "a.teacher": ["b.teacher.html"],
        "b.student": ["a.student.html", "c.html"],
        "b.teacher": ["a.teacher.html", "c.html"],
        "c": [],
    }


def test_pictures_of_a_variant_do_not_go_along_with_another(talk: Path) -> None:
    read = loader.read(talk, variant="all")
    held = {made.name: [each.asset.path for each in made.files] for made in stages.build(read, layout=LINKED)}

    assert ["hidden.png" in held[f"talk.{name}"] for name in ("student", "teacher")] == [False, True]


def test_what_is_kept_of_slides_is_the_same_for_each_variant_however_it_was_built_before(talk: Path) -> None:
    rendering = Rendering()
    orders = (("", "student", "teacher"), ("teacher", "student", ""), ("student", "teacher", "student"))
    pages = [
        (made.name, made.html)
        for order in orders
        for variant in order
        for made in stages.build(loader.read(talk, variant=variant), rendering)
    ]
    fresh = {made.name: made.html for name in ("", "all") for made in stages.build(loader.read(talk, variant=name))}

    assert dict(pages) == fresh
    assert len({*pages}) == len(fresh)


def test_pages_from_the_cache_are_those_that_are_made_without_it(talk: Path, cli: Cli) -> None:
    for options in (("--variant", "all"), (), ("--variant", "student")):
        cli("build", talk, *options)
    kept = {path.name: path.read_bytes() for path in (talk / "dist").iterdir()}
    for options in ((), ("--variant", "all")):
        cli("build", talk, "--no-cache", *options)

    assert {name: (talk / "dist" / name).read_bytes() for name in kept if name != "index.html"} == {
        name: page for name, page in kept.items() if name != "index.html"
    }


def test_the_preview_of_a_variant_follows_edits_as_if_it_was_built_anew(talk: Path) -> None:
    rendering, path = Rendering(lines=True), talk / "slides" / "talk.md"
    last = BuiltPages()
    for old, new in (
        ("Shown", "Shown now"),
        ('only="student teacher" .e', "only=teacher"),
        ("unless=", "only="),
        ("", ""),
    ):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        last = rebuild(talk, "", {}, last, render=rendering, variant="student")
        fresh = rebuild(talk, "", {}, BuiltPages(), render=Rendering(lines=True), variant="student")

        assert {name: page.html for name, page in last.pages.items()} == {
            name: page.html for name, page in fresh.pages.items()
        }
    assert [*last.pages] == ["plain", "talk.student", START]
    assert not re.search("data-audience|Hidden", slides(last.pages["talk.student"].html.decode()))


def test_the_preview_of_the_whole_deck_marks_its_parts(talk: Path) -> None:
    pages = rebuild(talk, "", {}, BuiltPages(), render=Rendering(lines=True)).pages
    marks = re.findall(rb'<(\w+)[^>]* data-audience="([^"]*)"', pages["talk"].html)

    assert marks == [
        (b"section", b"teacher"),
        (b"span", b"teacher"),
        (b"div", b"not teacher"),
        (b"span", b"teacher"),
        (b"section", b"student, teacher"),
        (b"section", b"not student"),
    ]


def test_a_deck_without_variants_loads_nothing_of_them(make_project: MakeProject) -> None:
    text = "# a\n\n!SUB\n\n::: b\nc\n:::"
    with_setting, without = (
        next(build(make_project({"slides/a.md": text, "deckbuild.yml": each}))).html
        for each in (VARIANTS, "language: en")
    )

    assert with_setting == without


@pytest.mark.slow
def test_a_variant_is_served(talk: Path) -> None:
    """Takes the time of a server that starts."""
    with serving(talk, "--variant", "student") as server:
        names = [re.findall(r"\S+", server.wait_for(name))[0] for name in ("plain", "talk")]

    assert names == ["plain", "talk.student"]


@pytest.mark.parametrize(
    ("mark", "column", "meant"),
    [
        ('::: {olny="teacher"}\nS\n:::', 6, 'only="teacher"'),
        ('::: {Only="teacher"}\nS\n:::', 6, 'only="teacher"'),
        ("::: {only: teacher}\nS\n:::", 6, 'only="teacher"'),
        ('::: only="teacher"\nS\n:::', 5, 'only="teacher"'),
        ("::: teacher\nS\n:::", 5, '{only="teacher"}'),
        ('[S]{ only = "teacher" }', 6, 'only="teacher"'),
        ('[S]{unles="student"}', 5, 'unless="student"'),
        ("!SUB {only=teacher\nS", 7, 'only="teacher"'),
    ],
)
def test_a_mark_that_is_nearly_one_is_told_and_stops_a_variant(
    mark: str, column: int, meant: str, make_project: MakeProject
) -> None:
    project = make_project({"slides/a.md": f"{HEAD}# a\n\n!SUB\n\n{mark}\n"})
    line = (project / "slides/a.md").read_text(encoding="utf-8").split("\n").index(mark.partition("\n")[0]) + 1
    (whole,), (student,) = build(project), build(project, variant="student")
    found = (f"{each.location} {each.hint}" for each in whole.diagnostics if each.rule.code == "D726")

    assert f"slides/a.md:{line}:{column} did you mean {meant}?" in found
    assert "D727" in [each.rule.code for each in student.diagnostics if each.is_error]


def test_code_that_shows_such_marks_is_no_mark(make_project: MakeProject) -> None:
    text = f'{HEAD}# a\n\n!SUB\n\n`{{olny="teacher"}}`\n\n```\n::: teacher\n```\n'
    (deck,) = build(make_project({"slides/a.md": text}), variant="student")

    assert [str(each) for each in deck.diagnostics] == []


def test_an_audience_in_html_is_told_where_it_stands(make_project: MakeProject) -> None:
    text = (
        f'{HEAD}# a\n\n!SUB\n\n::: {{only="teacher"}}\na\n:::\n\n<b only="teacher">S</b>\n\n<b only="teacher">S</b>\n'
    )
    (deck,) = build(make_project({"slides/a.md": text}))
    line = text[: text.index("<b ")].count("\n") + 1

    assert [str(each.location) for each in deck.diagnostics if each.rule.code == "D726"] == [
        f"slides/a.md:{line}:4",
        f"slides/a.md:{line + 2}:4",
    ]
