"""The text of decks is sent through a function of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.project import loader
from deckbuild.project.text import of_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Cli, MakeProject

UPPER = "def preprocess(markdown):\n    return markdown.upper()\n"
NAMED = "preprocess: tools/p.py"


def texts(project: loader.Project) -> list[str]:
    """The texts of all files of decks, without front matter."""
    return [each.source.text[each.body :] for deck in project.decks for each in deck.chapters]


def told(project: loader.Project) -> list[str]:
    return list(map(str, project.diagnostics))


@pytest.mark.parametrize(
    "settings",
    [
        {"deckbuild.yml": NAMED},
        {"deckbuild.yml": f"decks: {{a: {{{NAMED}}}}}"},
        {"mkslides.yml": "slides:\n  preprocess_script: tools/p.py"},
        {"reveal-md.json": '{"preprocessor": "p.js"}', "deckbuild.yml": NAMED},
    ],
)
def test_the_function_makes_the_text_behind_the_front_matter_ready(
    make_project: MakeProject, settings: Mapping[str, str]
) -> None:
    project = loader.read(make_project({"slides/a.md": "---\ntitle: t\n---\n# a", "tools/p.py": UPPER, **settings}))

    assert texts(project) == ["# A"]
    assert project.decks[0].settings.title == "t"
    assert told(project) == []


def test_each_chapter_is_made_ready(make_project: MakeProject) -> None:
    files = {"slides/d/1.md": "# a", "slides/d/2.md": "# b", "tools/p.py": UPPER, "deckbuild.yml": NAMED}

    assert texts(loader.read(make_project(files))) == ["# A", "# B"]


def test_a_problem_leads_to_its_line_where_lines_are_kept(cli: Cli, make_project: MakeProject) -> None:
    script = "def preprocess(markdown):\n    return markdown.replace('PIC', '![](no.png)')\n"
    project = make_project(
        {"slides/a.md": "---\ntitle: t\n---\n# a\n\nPIC", "tools/p.py": script, "deckbuild.yml": NAMED}
    )

    assert "slides/a.md:6:5: warning: the file no.png does not exist" in cli("build", ".", cwd=project).stderr


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("def preprocess(markdown):\n    return markdown.uper()\n", "tools/p.py:2:5: warning: AttributeError: "),
        ("def preprocess(markdown):\nreturn 1\n", "tools/p.py:2:1: warning: IndentationError: "),
        ("import no_such_module\n", "tools/p.py:1:1: warning: ModuleNotFoundError: "),
        ("def prepare(markdown):\n    return ''\n", "deckbuild.yml:1:13: warning: tools/p.py: AttributeError: "),
        (
            "def preprocess(markdown):\n    pass\n",
            "deckbuild.yml:1:13: warning: tools/p.py: preprocess returns N",
        ),
        ("def preprocess():\n    pass\n", "deckbuild.yml:1:13: warning: tools/p.py: TypeError: "),
    ],
)
def test_a_function_that_fails_is_told_once_and_the_text_stays(
    make_project: MakeProject, script: str, message: str
) -> None:
    files = {"slides/a.md": "# a", "slides/b.md": "# b", "tools/p.py": script, "deckbuild.yml": NAMED}
    project = loader.read(make_project(files))

    (problem,) = told(project)
    assert problem.startswith(message)
    assert "[D141]" in problem
    assert texts(project) == ["# a", "# b"]


@pytest.mark.parametrize(
    ("name", "code"), [("no.py", "D401"), ("../p.py", "D402"), ("https://example.org/p.py", "D401")]
)
def test_a_function_lies_in_the_project(make_project: MakeProject, name: str, code: str) -> None:
    root = make_project({"slides/a.md": "# a", "deckbuild.yml": f"preprocess: {name}", "../p.py": UPPER})
    project = loader.read(root)

    assert [each.rule.code for each in project.diagnostics] == [code]
    assert texts(project) == ["# a"]


def test_a_function_in_javascript_is_told_with_what_to_do(make_project: MakeProject) -> None:
    files = {"slides/a.md": "# a", "slides/b.md": "# b", "reveal-md.json": '{"preprocessor": "tools/p.js"}'}

    (problem,) = told(loader.read(make_project(files)))
    assert problem == (
        "reveal-md.json:1:19: warning: tools/p.js is not run: it is JavaScript [D141] "
        "(a function in Python does the same: `preprocess: FILE.py` in deckbuild.yml (docs/coming-from.md))"
    )


@pytest.mark.parametrize("front", [NAMED, "slides: {preprocess_script: tools/p.py}"])
def test_a_deck_does_not_choose_a_function_itself(make_project: MakeProject, front: str) -> None:
    project = loader.read(make_project({"slides/a.md": f"---\n{front}\n---\n# a", "tools/p.py": UPPER}))

    assert texts(project) == ["# a"]
    (problem,) = told(project)
    assert "tools/p.py is not run: a deck alone may not choose it [D141] (deckbuild.yml may)" in problem


def test_a_text_does_not_choose_a_function_either() -> None:
    (deck,) = of_text(f"---\n{NAMED}\n---\n# a", {}).decks

    assert [each.rule.code for each in deck.diagnostics] == ["D141"]


def test_a_stranger_has_no_function(make_project: MakeProject) -> None:
    marker = "import pathlib\npathlib.Path(__file__).with_name('ran').touch()\n"
    files = {"slides/a.md": "# a", "tools/p.py": marker + UPPER, "deckbuild.yml": NAMED}
    root = make_project(files)
    project = loader.read(root, untrusted=True)

    assert texts(project) == ["# a"]
    assert [each.rule.code for each in project.diagnostics] == ["D112"]
    assert not (root / "tools" / "ran").exists()
