"""The pages in memory: what is shown while a deck has errors."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from deckbuild.serve import site
from deckbuild.serve.site import START, Shown, Site, changed, make

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project({"slides/talk.md": "# One\n", "slides/other.md": "# Other\n"}).resolve()


def test_every_deck_and_the_start_page_have_a_page(root: Path) -> None:
    assert set(make(root, "", {}, Site()).pages) == {START, "other", "talk"}


def test_a_deck_with_errors_keeps_its_last_good_page_and_shows_the_errors(root: Path) -> None:
    good = make(root, "", {}, Site())
    (root / "slides" / "talk.md").write_text("# Two\n\n![](no.png)\n", encoding="utf-8")
    bad = make(root, "", {}, good)

    assert bad.pages["talk"].html == good.pages["talk"].html
    assert [str(problem.location) for problem in bad.pages["talk"].problems] == ["slides/talk.md:3:5"]
    assert bad.pages["other"].problems == ()


def test_a_deck_with_errors_from_the_start_is_shown_as_far_as_it_goes(root: Path) -> None:
    (root / "slides" / "talk.md").write_text("# Two\n\n![](no.png)\n", encoding="utf-8")

    assert "<h1>Two</h1>" in make(root, "", {}, Site()).pages["talk"].html


def test_only_pages_that_look_different_count_as_changed(root: Path) -> None:
    old = make(root, "", {}, Site())
    (root / "slides" / "talk.md").write_text("# One and more\n", encoding="utf-8")
    new = make(root, "", {}, old)

    assert sorted(changed(old, new)) == [START, "talk"]
    assert list(changed(new, make(root, "", {}, new))) == []


@pytest.mark.parametrize("error", [ValueError("odd"), SystemExit(1), RecursionError()])
def test_whatever_a_build_raises_becomes_a_problem(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    good = make(root, "", {}, Site())

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("deckbuild.build.build", fail)
    bad = make(root, "", {}, good)

    assert bad.pages["talk"].html == good.pages["talk"].html
    assert [problem.rule.code for problem in bad.pages["talk"].problems] == ["D901"]
    assert set(bad.stamps) >= set(good.stamps)


def test_the_state_in_a_page_cannot_end_its_script(root: Path) -> None:
    (root / "slides" / "talk.md").write_text('# a\n\n<img src="</script>.png">\n', encoding="utf-8")
    served = make(root, "", {}, Site()).pages["talk"].served().decode()
    found = re.findall(r'<script id="deckbuild-state" type="application/json">(.*?)</script>', served, re.DOTALL)

    assert "</script>" in json.loads(found[0])["problems"][0]["message"]


def test_a_page_without_html_is_still_a_page() -> None:
    assert b"<!doctype html>" in Shown().served()
    assert b"/-/client.js" in Shown().served()


def test_a_deck_that_is_gone_is_told_where_its_page_was(root: Path) -> None:
    shown = site.missing("gone", make(root, "", {}, Site()))

    assert [(each.rule.code, str(each.location)) for each in shown.problems] == [("D902", "gone.html:1:1")]
    assert shown.revision == Shown().revision


def test_the_built_html_has_nothing_of_the_live_preview_in_it(root: Path) -> None:
    html = make(root, "", {}, Site()).pages["talk"].html

    assert "livereload" not in html
    assert "deckbuild-state" not in html
