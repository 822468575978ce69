"""Icons by their names: what is told, and what they cost."""

from __future__ import annotations

import pytest

from deckbuild import build, render
from deckbuild.features.icons import drawings
from tests.conftest import ROOT, MakeProject
from tests.features.test_features import messages, rendered


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n:lucide-brian:", ["a.md:2:1: warning: there is no icon 'brian' [D772]"]),
        ("- b :lucide-Brain:", ["a.md:1:5: warning: there is no icon 'Brain' [D772]"]),
        ("| :lucide-zzzzzz: |\n|---|", ["a.md:1:3: warning: there is no icon 'zzzzzz' [D772]"]),
        (":lucide-brain:{.shdow}", ["a.md:1:17: warning: no style sheet knows the class 'shdow' [D313]"]),
        (":lucide-brain:{onclick=x}", ["a.md:1:16: warning: onclick would run a program; it is left out [D302]"]),
        ("`:lucide-x1:` :lucide: lucide-brain a:lucide-x1:b", []),
    ],
)
def test_mistakes_in_icons_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("brian", "did you mean 'brain'?"),
        ("Brain", "did you mean 'brain'?"),
        ("circle_check", "did you mean 'circle-check'?"),
        ("zzzzzz", "https://lucide.dev/icons shows them"),
    ],
)
def test_the_nearest_icon_is_named(name: str, hint: str) -> None:
    assert [each.hint for each in rendered(f":lucide-{name}:").problems] == [hint]


def test_an_icon_has_its_old_names_too() -> None:
    old, new = (rendered(f":lucide-{name}:").html for name in ("help-circle", "circle-question-mark"))

    assert old.replace("help circle", "circle question mark") == new
    assert len(drawings()) > 2_000


def test_icons_cost_a_quarter_of_a_kilobyte_each_at_most_on_average() -> None:
    sizes = [len(each) for each in drawings().values()]
    around = len(rendered("a :lucide-check:").html) - len(rendered("a ").html) - len(drawings()["check"])

    assert sum(sizes) / len(sizes) + around < 250
    assert render("# a\n\n!SUB\nb") == render("# a\n\n!SUB\nb", features=[])


def test_the_icons_of_a_stranger_are_drawn(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": "# a\n\n!SUB\n:lucide-check:"}), untrusted=True)

    assert drawings()["check"] in deck.html
    assert deck.diagnostics == ()


def test_the_licence_of_the_icons_is_shipped() -> None:
    shipped = ROOT / "src" / "deckbuild" / "vendor" / "icons" / "LICENSE"

    assert shipped.read_bytes() == (ROOT / "licences" / "lucide.txt").read_bytes()
