"""`alt.yml`: the alternative texts of pictures that have none in the slides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline.stages import build
from deckbuild.project import loader
from deckbuild.serve.rebuild import BuiltPages, rebuild
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject

PICTURE = png(4, 3)


def texts(page: Path) -> list[str]:
    """Return the alternative texts in a page, and the names of its sections."""
    slides = page.read_text(encoding="utf-8").partition('<div class="slides">')[2]
    return re.findall(r"<(?:img|section)[^>]* (?:alt|aria-label)=\"([^\"]*)\"", slides.partition("<script")[0])


def test_pictures_without_a_text_have_that_of_the_nearest_file(make_project: MakeProject, cli: Cli) -> None:
    slide = """\
![](images/a.png) ![Own](images/a.png) <img src="images/a.png" alt=""> <img src="/images/a.png?1">

![](<images/in/b c.png>) ![](images/in/d.png) ![](e.png) ![](images/f.png)<!-- .element width="50%" -->

!SUB

![](images/a.png){.cover}

!SUB

![In words](images/a.png){.background}

!SUB data-background-image="images/in/d.png"

Text

!SUB

!INCLUDE _more.md
"""
    project = make_project(
        {
            "slides/a.md": slide,
            "slides/_more.md": "![](images/more.png)",
            "slides/e.png": PICTURE,
            **{f"images/{name}.png": png(4, 3 + at) for at, name in enumerate(("a", "in/b c", "in/d", "f", "more"))},
            "images/alt.yml": 'a.png: "A < \\"a\\""\nimages/f.png: |\n  In two\n  lines\nin/d.png: far\n'
            "slides/e.png: 4\nmore.png: Included\n",
            "images/in/alt.yml": "b%20c.png: b and c\nd.png: near\n",
        }
    )

    told = cli("build", "-v", "--strict", cwd=project)

    quoted = "A &lt; &quot;a&quot;"
    of_pictures = [quoted, "Own", "", quoted, "b and c", "near", "4", "In two lines"]
    assert texts(project / "dist" / "a.html") == [*of_pictures, quoted, "In words", "near", "Included"]
    assert told.stderr == (
        "images/alt.yml:5:1: info: no deck uses the text of in/d.png [D821]\n  5 | in/d.png: far\n    | ^^^^^^^^\n"
    )


@pytest.mark.parametrize(
    ("language", "text"), [("de", "Bär"), ("de-AT", "Bär"), ("pt-BR", "Urso"), ("pt", "bear"), ("fr", "bear")]
)
def test_a_text_is_in_the_language_of_its_deck(language: str, text: str, make_project: MakeProject, cli: Cli) -> None:
    project = make_project(
        {
            "slides/a.md": f"---\nlanguage: {language}\n---\n![](images/a.png)",
            "images/a.png": PICTURE,
            "images/alt.yml": "a.png: {en: bear, de: Bär, pt-br: Urso}",
        }
    )
    cli("build", cwd=project)

    assert texts(project / "dist" / "a.html") == [text]


def test_what_is_wrong_with_texts_is_told_in_its_line_once_for_all_decks(make_project: MakeProject, cli: Cli) -> None:
    project = make_project(
        {
            "slides/a.md": "![](images/bears.png)",
            "slides/b.md": "![](images/bears.png)",
            "images/bears.png": PICTURE,
            "images/alt.yml": "bear.png: Bears\nbears.png: {en: [x]}\nbears.png: y\n",
            "alt.yml": "images/none.png: x\n",
        }
    )
    told = cli("build", cwd=project).stderr
    (project / "images" / "alt.yml").write_text("bears.png: a: b\n", encoding="utf-8")
    broken = cli("build", "--strict", cwd=project)
    (project / "images" / "alt.yml").write_bytes(b"bears.png: \xff\n")
    undecoded = cli("build", cwd=project)

    assert [line for line in told.split("\n") if line.startswith(("images/", "alt", "  hint"))] == [
        "images/alt.yml:1:1: warning: there is no picture bear.png [D820]",
        "  hint: did you mean 'bears.png'?",
        "images/alt.yml:2:17: warning: bears.png has no text here [D822]",
        "  hint: write bears.png: What is seen, or bears.png: {en: What is seen}",
        "images/alt.yml:3:1: warning: 'bears.png' stands here twice [D822]",
        "  hint: keep one of the two",
        "alt.yml:1:1: warning: there is no picture images/none.png [D820]",
        "  hint: it was looked for in the project's root",
    ]
    assert "images/alt.yml:1:13: warning: this is not YAML: mapping values are not allowed here [D822]" in broken.stderr
    assert "hint: put a value that holds a colon into quotes" in broken.stderr
    assert broken.exit_code == 1
    assert "images/alt.yml:1:12: warning: the byte 0xff is not UTF-8 [D822]" in undecoded.stderr
    assert texts(project / "dist" / "a.html") == ["\N{REPLACEMENT CHARACTER}"]


def test_a_file_that_no_picture_leads_to_is_looked_into_if_it_is_the_usual_one(
    make_project: MakeProject, cli: Cli
) -> None:
    files: dict[str, str | bytes] = {
        "slides/a.md": "# A",
        "images/a.png": PICTURE,
        "images/alt.yml": "a.png: A\nb: c: d\n",
        "more/alt.yml": "c: d",
    }
    project = make_project(files)

    assert "images/alt.yml:2:5: warning: this is not YAML" in cli("build", cwd=project).stderr
    assert cli("build", "slides/a.md", cwd=project).stderr == ""


def test_the_texts_of_a_stranger_are_texts_and_none_comes_from_outside(make_project: MakeProject, cli: Cli) -> None:
    bad = '"><script>alert(1)</script>'
    project = make_project(
        {
            "slides/a.md": "![](images/a.png)\n\n![](images/b.png)",
            "images/a.png": PICTURE,
            "images/b.png": png(5, 5),
            "images/alt.yml": f"a.png: '{bad}'",
            "outside.yml": "b.png: secret",
        }
    )
    outside = project.parent / "outside.yml"
    (project / "outside.yml").rename(outside)
    (project / "alt.yml").symlink_to(outside)

    told = cli("build", "--untrusted", cwd=project)

    page = project / "dist" / "a.html"
    assert texts(page) == ["&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;", ""]
    assert "secret" not in page.read_text(encoding="utf-8")
    assert told.stderr == "alt.yml:1:1: warning: the file alt.yml lies outside the project [D822]\n"


def test_the_preview_shows_a_new_text_of_a_slide_that_it_keeps(make_project: MakeProject) -> None:
    project = make_project({"slides/a.md": "![](images/a.png)", "images/a.png": PICTURE})
    first = rebuild(project, "", {}, BuiltPages())
    (project / "images" / "alt.yml").write_text("a.png: A bear\nb.png: x\n", encoding="utf-8")
    second = rebuild(project, "", {}, first)

    assert b'alt=""' in first.pages["a"].html
    assert b'alt="A bear"' in second.pages["a"].html
    assert {project / "images" / "alt.yml", project / "alt.yml"} <= first.stamps.keys()
    assert [str(each).partition(" (")[0] for each in second.problems] == [
        "images/alt.yml:2:1: warning: there is no picture b.png [D820]"
    ]


def test_without_pictures_no_file_of_texts_is_asked_for(make_project: MakeProject) -> None:
    project = make_project({"slides/a.md": "![A](images/a.png)", "images/a.png": PICTURE, "images/alt.yml": "a.png: B"})
    read = loader.read(project, "slides/a.md")
    list(build(read))

    assert not [path for path in read.reader.asked if path.name == "alt.yml"]
