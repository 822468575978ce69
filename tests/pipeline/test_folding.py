"""What the author of another tool's deck is told: one line, in the place of one for each thing in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline.api import build
from tests.png import png

if TYPE_CHECKING:
    from deckbuild.diagnostics.problem import Diagnostic
    from tests.conftest import Cli, MakeProject

MARP = """\
---
marp: true
theme: gaia
paginate: true
---
<!-- _class: lead -->
# A {.red}

![bg left](x.png)

text[^1]

---

![](nowhere.png)
"""


def told(make_project: MakeProject, text: str, settings: str = "") -> tuple[Diagnostic, ...]:
    (deck,) = build(make_project({"slides/talk.md": text, "slides/x.png": png(4, 3), "deckbuild.yml": settings}))
    return deck.diagnostics


def test_one_line_says_the_tool_what_is_read_and_how_the_rest_is_written(make_project: MakeProject, cli: Cli) -> None:
    root = make_project({"slides/talk.md": MARP, "slides/x.png": png(4, 3)})
    result = cli("build", cwd=root)

    assert result.exit_code == 0
    assert result.stderr[: result.stderr.index("slides/talk.md:15")].rstrip() == (
        "slides/talk.md:2:1: warning: this deck was written for Marp: its slides and Markdown are read; its "
        "directives, backgrounds, notes and themes are not [D230]\n"
        "  2 | marp: true\n"
        "    | ^^^^^^^^^^\n"
        "  hint: !SUB for --- and !NOTE make it a deck of ours; "
        'bg is <!-- .slide: data-background-image="a.png" -->'
    )


def test_what_does_not_come_from_the_tool_is_told_as_ever(make_project: MakeProject) -> None:
    assert [(each.rule.code, each.location.line) for each in told(make_project, MARP)] == [("D230", 2), ("D401", 15)]


def test_it_is_information_when_nothing_is_shown_otherwise(make_project: MakeProject) -> None:
    (found,) = told(make_project, "---\nmarp: true\n---\n# A\n\n---\n\n![](x.png)\n")

    assert str(found) == (
        "slides/talk.md:2:1: info: this deck was written for Marp: its slides and Markdown are read; its directives, "
        "backgrounds, notes and themes are not [D231] (!SUB for --- and !NOTE make it a deck of ours; "
        'bg is <!-- .slide: data-background-image="a.png" -->)'
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\nmdc: true\n---\n# A\n\n<v-click>\n\nb\n\n</v-click>\n\n<div i-icon />\n\n::right::\n\nc\n",
        "---\nformat: revealjs\n---\n## A {.b}\n\n::: {.c}\nd\n:::\n\n```{python}\nx = 1\n```\n",
        "# A\n\n![[x.png]]\n\n![[a note]]\n\n> [!tip]\n> b\n\n$$x$$\n\n---\n\n<split even>\nc\n</split>\n",
        "+++\noutputs = ['Reveal']\n+++\n# A\n\n---\n\n{{% fragment %}}b{{% /fragment %}}\n\n{{< slide id=x >}}\n",
        "---\njupyter: x\n---\n# A\n\n+++\n\nb\n\n---\n\n```{code-cell}\nx = 1\n```\n",
    ],
)
def test_a_deck_of_many_things_gets_one_line(text: str, make_project: MakeProject) -> None:
    assert [each.rule.code for each in told(make_project, text)] == ["D230"]


@pytest.mark.parametrize("settings", ["", "separator: ^---$"])
def test_with_separators_of_its_own_a_deck_is_taken_for_no_other_tools(
    settings: str, make_project: MakeProject
) -> None:
    text = MARP if settings else MARP.replace("---\n\n!", "!SUB\n\n!")

    assert "D230" not in [each.rule.code for each in told(make_project, text, settings)]
