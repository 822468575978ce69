from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from deckbuild.diagnostics import terminal
from deckbuild.pipeline import built_deck, stages
from deckbuild.pipeline.start_page import start_page
from deckbuild.project import loader
from tests.extending import extension
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject


def built(root: Path) -> dict[str, built_deck.Build]:
    return {made.name: made for made in stages.build(loader.read(root))}


def shown(made: built_deck.Build) -> str:
    return click.unstyle(terminal.text(made.diagnostics))


def test_each_deck_is_built(make_project: MakeProject) -> None:
    made = built(make_project({"slides/a.md": "# A\n\n!SUB\n# A2", "slides/b.md": "# B"}))

    assert {name: (each.title, each.slide_count, each.is_good) for name, each in made.items()} == {
        "a": ("A", 2, True),
        "b": ("B", 1, True),
    }


def test_each_chapter_begins_a_new_stack(make_project: MakeProject) -> None:
    made = built(make_project({"slides/d/1.md": "# A\n\n!SUB\n# B", "slides/d/2.md": "# C"}))["d"]

    assert made.html.count("<section") == 4  # a stack of two, and one


def test_all_that_is_wrong_with_a_deck_is_told_in_the_order_of_its_lines(make_project: MakeProject) -> None:
    markdown = """\
---
titel: A
---
![](images/one.png)

!SUB

!SUB

# B

<!-- .elemnt: class="x" -->
![](images/zebra.png) ![](images/one.png)
"""
    made = built(make_project({"slides/a.md": markdown, "images/on.png": png(1, 1)}))["a"]

    assert made.is_good
    assert (
        shown(made)
        == """\
slides/a.md:2:1: warning: unknown setting 'titel' [D102]
  2 | titel: A
    | ^^^^^
  hint: did you mean 'title'?
slides/a.md:4:5: warning: the file images/one.png does not exist [D401]
  4 | ![](images/one.png)
    |     ^^^^^^^^^^^^^^
  hint: did you mean 'on.png'?
slides/a.md:6:1: info: the slide that !SUB begins here is empty and left out [D201]
  6 | !SUB
    | ^^^^
  hint: take one of the two separators away, or set keep_empty: true
slides/a.md:12:6: warning: unknown directive .elemnt [D301]
  12 | <!-- .elemnt: class="x" -->
     |      ^^^^^^^
  hint: did you mean '.element'?
slides/a.md:13:5: warning: the file images/zebra.png does not exist [D401]
  13 | ![](images/zebra.png) ![](images/one.png)
     |     ^^^^^^^^^^^^^^^^
  hint: it was looked for in slides/ and the project's root
slides/a.md:13:27: warning: the file images/one.png does not exist [D401]
  13 | ![](images/zebra.png) ![](images/one.png)
     |                           ^^^^^^^^^^^^^^
  hint: did you mean 'on.png'?"""
    )


@pytest.mark.parametrize("markdown", ["", "\n\n", "---\ntitle: A\n---\n", "!SUB\n", "\ufeff"])
def test_a_deck_without_slides_is_one_empty_slide_and_a_warning(make_project: MakeProject, markdown: str) -> None:
    made = built(make_project({"slides/a.md": markdown}))["a"]

    assert (made.slide_count, made.html.count("<section"), made.title) == (1, 1, "A" if "title" in markdown else "a")
    assert shown(made) == "slides/a.md:1:1: warning: the deck a has no slides; its page is empty [D204]"


def test_a_deck_without_files_is_an_error(make_project: MakeProject) -> None:
    made = built(make_project({"deckbuild.yml": "decks:\n  a:\n"}))["a"]

    assert not made.is_good
    assert "a:1:1: error: the deck a has no files [D117]" in shown(made)


@pytest.mark.parametrize(
    ("markdown", "sections"),
    [
        ("# A\n---\n# B\n", 2),
        ("# A\n\n---\n\n# B\n\n----\n\n# C\n", 4),
        ("---\nseparator: ^\\+\\+$\n---\n# A\n++\n# B\n---\n", 2),
        ("# A\n\n---\n\n!SLIDE\n# B", 2),
        ("---\nseparator: (?<slide>^==$)\nverticalSeparator: (?<a>^--$)\n---\n# A\n\n==\n\n# B", 2),
    ],
)
def test_a_deck_is_divided_as_it_says_or_as_it_looks(make_project: MakeProject, markdown: str, sections: int) -> None:
    made = built(make_project({"slides/a.md": markdown}))["a"]

    assert (made.html.count("<section"), made.diagnostics) == (sections, ())


FAILING = extension("""\
if "boom" in lines:
    raise LookupError("no such thing")
""")


def test_a_slide_on_which_an_extension_fails_is_told_and_the_others_are_rendered(
    make_project: MakeProject, monkeypatch: pytest.MonkeyPatch
) -> None:
    slides = "# A\n\n!SUB\nboom\n\n!SUB\n# C"
    settings = "markdown_extensions: [failing_extension]\n"
    root = make_project({"failing_extension.py": FAILING, "slides/a.md": slides, "deckbuild.yml": settings})
    monkeypatch.syspath_prepend(root)
    made = built(root)["a"]

    assert [(each.rule.code, each.message) for each in made.diagnostics] == [
        ("D203", "this slide cannot be rendered: LookupError: no such thing")
    ]
    assert '<h1 id="c">C</h1>' in made.html
    assert "<pre>boom</pre>" in made.html


def test_the_start_page_lists_the_decks(make_project: MakeProject) -> None:
    root = make_project(
        {
            "deckbuild.yml": "title: My <talks>\n",
            "slides/a b&.md": "---\ntitle: T\ndescription: About <it>\n---\n# A\n\n!SUB\n# B",
        }
    )
    read = loader.read(root)

    html, wrong = start_page(read, list(stages.build(read)))

    assert wrong == ()
    assert "<title>My &lt;talks&gt;</title>" in html
    assert 'href="a%20b%26.html"' in html
    assert "About &lt;it&gt;" in html
    assert "2 slides" in html


def test_building_twice_gives_the_same(make_project: MakeProject) -> None:
    root = make_project({"slides/a.md": "# A\n\n```py\nx = 1\n```\n\n![](x.png)", "x.png": png(3, 3)})

    assert built(root) == built(root)
