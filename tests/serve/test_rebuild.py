"""The pages in memory: what is shown while a deck has errors."""

from __future__ import annotations

import os
import re
from operator import attrgetter
from typing import TYPE_CHECKING
from unittest.mock import Mock

import pytest

from deckbuild.page import sections
from deckbuild.rendering.reuse import Rendering
from deckbuild.serve.messages import START, BuildReport, Progress, differs, needs_loading
from deckbuild.serve.page_parts import StartPageParts
from deckbuild.serve.rebuild import BuiltPages, rebuild, remembered, report
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject


@pytest.fixture
def root(make_project: MakeProject) -> Path:
    return make_project({"slides/talk.md": "# One\n", "slides/other.md": "# Other\n"}).resolve()


def test_every_deck_and_the_start_page_have_a_page(root: Path) -> None:
    assert set(rebuild(root, "", {}, BuiltPages()).pages) == {START, "other", "talk"}


def test_a_deck_with_errors_keeps_its_last_good_page_and_shows_the_errors(root: Path) -> None:
    good = rebuild(root, "", {}, BuiltPages())
    (root / "slides" / "talk.md").write_text("# Two\n\n\0\n", encoding="utf-8")
    bad = rebuild(root, "", {}, good)

    assert bad.pages["talk"].html == good.pages["talk"].html
    assert [str(problem.location) for problem in bad.pages["talk"].problems] == ["slides/talk.md:3:1"]
    assert bad.pages["other"].problems == ()


def test_a_deck_with_errors_from_the_start_is_shown_as_far_as_it_goes(root: Path) -> None:
    (root / "slides" / "talk.md").write_text("# Two\n\n\0\n", encoding="utf-8")

    assert b">Two</h1>" in rebuild(root, "", {}, BuiltPages()).pages["talk"].html


def test_only_pages_that_look_different_count_as_changed(root: Path) -> None:
    old = rebuild(root, "", {}, BuiltPages())
    edit(root, "# One and more\n")
    new = rebuild(root, "", {}, old)
    before, after = report(BuiltPages(), old), report(old, new)
    again = report(new, rebuild(root, "", {}, new))

    assert {name for name, change in after.pages.items() if change.patch} == {START, "talk"}
    assert differs(before, after)
    assert not differs(after, again)
    assert not needs_loading(before, after)


@pytest.mark.parametrize(
    ("setting", "is_patched"),
    [
        ("title: Other", True),
        ("theme: paper", True),
        ("reveal: {loop: true}", True),
        ("css: a.css", True),
        ("author: A", True),
        ("description: A", True),
        ("language: de", True),
        ("favicon: a.png", True),
        ("code_wrap: true", True),
        ("reveal: {rtl: true}", True),
        ("theme: black", False),
        ("code_copy: true", False),
        ("scripts: a.js", False),
        ("plugins: [notes]", False),
    ],
)
def test_the_documentation_says_truly_which_settings_load_the_page_again(
    setting: str, is_patched: bool, root: Path
) -> None:
    for name, content in (("a.css", b"a {}"), ("a.js", b"1"), ("a.png", png(1, 1))):
        (root / name).write_bytes(content)
    old = rebuild(root, "", {}, BuiltPages())
    (root / "slides" / "talk.md").write_text(f"---\n{setting}\n---\n# One\n", encoding="utf-8")
    change = report(old, rebuild(root, "", {}, old)).pages["talk"]

    assert change.revision != change.before
    assert (change.patch is not None) == is_patched


def test_another_frame_has_to_be_loaded(root: Path) -> None:
    old = rebuild(root, "", {}, BuiltPages())
    (root / "deckbuild.yml").write_text("plugins: [notes]\n", encoding="utf-8")
    new = rebuild(root, "", {}, old)

    assert needs_loading(report(BuiltPages(), old), report(old, new))


def edit(root: Path, text: str) -> None:
    (root / "slides" / "talk.md").write_text(text, encoding="utf-8")


def test_a_page_that_was_built_by_another_process_is_known_again(root: Path) -> None:
    old = rebuild(root, "", {}, BuiltPages())
    known = BuiltPages({name: remembered(page.html, page.revision) for name, page in old.pages.items()})
    new = rebuild(root, "", {}, known)

    assert {name: page.revision for name, page in new.pages.items()} == {
        name: page.revision for name, page in old.pages.items()
    }


def test_files_are_looked_for_where_the_command_was_started_and_waited_for_there(root: Path) -> None:
    edit(root, "![](x.svg)")
    old = rebuild(root, "slides/talk.md", {}, BuiltPages(), started="docs")
    (root / "docs").mkdir()
    (root / "docs" / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")

    assert root / "docs" / "x.svg" in old.stamps
    assert [each.rule.code for each in old.problems] == ["D401"]
    assert rebuild(root, "slides/talk.md", {}, old, started="docs").problems == ()


def test_bad_news_is_in_doubt_for_a_moment(root: Path) -> None:
    good = rebuild(root, "", {}, BuiltPages())
    assert report(BuiltPages(), good).doubt == 0

    edit(root, "# One\n\n\0\n")
    with_error = report(good, rebuild(root, "", {}, good)).doubt
    edit(root, "")
    empty = report(good, rebuild(root, "", {}, good)).doubt
    (root / "slides" / "talk.md").unlink()
    gone = report(good, rebuild(root, "", {}, good)).doubt

    assert 0 < with_error == empty == gone


def test_a_file_that_was_read_while_it_was_empty_is_in_doubt_when_it_is_whole_again(root: Path) -> None:
    good = rebuild(root, "", {}, BuiltPages())
    edit(root, "")
    read_empty = rebuild(root, "", {}, good)
    edit(root, "# Two\n")

    assert report(good, read_empty).doubt > 0.12
    assert report(good, rebuild(root, "", {}, read_empty)).doubt == 0


def test_a_file_that_has_changed_since_it_was_looked_at_is_in_doubt(root: Path) -> None:
    good = rebuild(root, "", {}, BuiltPages())
    edit(root, "# Two\n")
    read = rebuild(root, "", {}, good)
    assert report(good, read).doubt == 0

    edit(root, "# Three\n")
    assert report(good, read).doubt > 0


def test_a_file_that_two_saves_show_empty_is_in_doubt_both_times(root: Path) -> None:
    talk = root / "slides" / "talk.md"
    pages = [rebuild(root, "", {}, BuiltPages())]
    for _ in range(2):
        talk.write_text("", encoding="utf-8")
        pages.append(rebuild(root, "", {}, pages[-1]))
    good, once, twice = pages
    assert report(good, once).doubt > 0
    assert report(once, twice).doubt > 0

    os.utime(talk, (0, 0))  # it has been empty for long
    assert report(twice, rebuild(root, "", {}, twice)).doubt == 0


def test_the_build_says_how_far_it_is(root: Path) -> None:
    told: list[Progress] = []
    rebuild(root, "", {}, BuiltPages(), told.append)

    assert root / "slides" / "talk.md" in told[0].stamps
    assert [begun.path for begun in told[1:]] == ["slides/other.md", "slides/talk.md"]


def test_the_news_have_the_lines_of_each_slide_and_what_is_hidden(root: Path) -> None:
    hidden = '<!-- .slide: data-visibility="hidden" -->'
    edit(root, f"# One\n\n!SUB\n\n{hidden}\n\ntwo\n\n!SLIDE\n\n{hidden}\nthree\n")
    change = report(BuiltPages(), rebuild(root, "", {}, BuiltPages())).pages["talk"]

    assert change.lines == (
        (("slides/talk.md", 1, 2), ("slides/talk.md", 3, 8)),
        (("slides/talk.md", 9, 12),),
    )
    assert change.hidden == ((0, 1), (1, None))


@pytest.mark.parametrize("error", [ValueError("odd"), SystemExit(1), RecursionError()])
def test_whatever_a_build_raises_becomes_a_problem(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    good = rebuild(root, "", {}, BuiltPages())

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("deckbuild.pipeline.stages.assemble_deck", fail)
    bad = rebuild(root, "", {}, good)

    assert bad.pages["talk"].html == good.pages["talk"].html
    assert [problem.rule.code for problem in bad.pages["talk"].problems] == ["D901"]
    assert not bad.is_whole


def test_a_deck_that_is_gone_keeps_its_page_and_says_so(root: Path) -> None:
    old = rebuild(root, "", {}, BuiltPages())
    (root / "slides" / "talk.md").unlink()
    new = rebuild(root, "", {}, old)
    page = new.pages["talk"]

    assert (page.is_gone, page.revision) == (True, old.pages["talk"].revision)
    assert [(each.rule.code, str(each.location)) for each in page.problems] == [("D902", "talk.html:1:1")]

    edit(root, "# Again\n")
    again = rebuild(root, "", {}, new)
    assert report(new, again).pages["talk"].patch


def test_a_deck_that_is_gone_says_nothing_of_the_warnings_of_others(root: Path) -> None:
    (root / "slides" / "other.md").write_text("# Other\n\n<div>\n", encoding="utf-8")
    old = rebuild(root, "", {}, BuiltPages())
    (root / "slides" / "talk.md").unlink()
    new = rebuild(root, "", {}, old)

    assert [each.rule.code for each in new.pages["talk"].problems] == ["D902"]
    assert len(new.problems) == 1


def test_a_mistake_of_a_template_is_told_once(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates" / "deck.html.jinja").write_text("{% if %}", encoding="utf-8")
    problems = rebuild(root, "", {}, BuiltPages()).problems

    assert problems
    assert len(problems) == len({*problems})


def test_the_start_page_is_patched_by_its_list(root: Path) -> None:
    old = rebuild(root, "", {}, BuiltPages())
    (root / "slides" / "third.md").write_text("# Third\n", encoding="utf-8")
    patch = report(old, rebuild(root, "", {}, old)).pages[START].patch

    assert isinstance(old.pages[START].parts, StartPageParts)
    assert patch
    assert patch["kind"] == "decks"
    assert re.match("<main>.*Third.*</main>$", patch["main"], re.DOTALL)


def test_the_built_html_has_nothing_of_the_live_preview_in_it(root: Path) -> None:
    html = rebuild(root, "", {}, BuiltPages()).pages["talk"].html

    assert b"livereload" not in html
    assert b"deckbuild-state" not in html


def test_the_project_may_name_an_editor(root: Path) -> None:
    (root / "deckbuild.yml").write_text("editor: vim\n", encoding="utf-8")

    assert report(BuiltPages(), rebuild(root, "", {}, BuiltPages())).editor == "vim"


def test_no_news_are_no_change() -> None:
    assert not differs(BuildReport(), BuildReport())


def test_pictures_are_linked_and_told_once(root: Path) -> None:
    (root / "x.png").write_bytes(png(4, 3))
    edit(root, "# One\n\n![](x.png)\n")
    old = rebuild(root, "", {}, BuiltPages())
    first = report(BuiltPages(), old)
    edit(root, "# Two\n\n![](x.png)\n")
    second = report(old, rebuild(root, "", {}, old))

    (address,) = first.files
    assert re.fullmatch(r"/-/assets/x\.[0-9a-f]{16}\.png", address)
    assert first.files[address].media_type == "image/png"
    assert address.encode() in old.pages["talk"].html
    assert (dict(second.files), set(second.linked)) == ({}, {address})
    assert second.pages["talk"].patch
    assert address in second.pages["talk"].patch["operations"][0]["html"][0]


def test_a_picture_that_has_changed_is_told_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deckbuild.files.reader.time_ns", lambda: 2**62)  # long after all was written
    (root / "x.png").write_bytes(png(4, 3))
    edit(root, "# One\n\n![](x.png)\n")
    old = rebuild(root, "", {}, BuiltPages())
    edit(root, "# Two\n\n![](x.png)\n")
    same = rebuild(root, "", {}, old)
    (root / "x.png").write_bytes(png(5, 3))
    new = rebuild(root, "", {}, same)

    (before,), (after,) = old.files.values(), same.files.values()
    assert after.data is before.data
    assert [file.data for file in report(same, new).files.values()] == [png(5, 3)]


def test_the_pictures_of_the_last_good_page_stay(root: Path) -> None:
    (root / "x.png").write_bytes(png(4, 3))
    edit(root, "# One\n\n![](x.png)\n")
    old = rebuild(root, "", {}, BuiltPages())
    edit(root, "# Two\n\n\0\n")

    assert rebuild(root, "", {}, old).files == old.files


_REST = "!SUB\n\n# One\n\n[up](#one)\n\n!SLIDE\n\n![](y.png)\n"
EDITS: list[tuple[str, str | bytes]] = [
    ("slides/talk.md", f"# One\n\n!SLIDE\n\n# Two\n\n![](x.png)\n\n{_REST}"),
    ("slides/talk.md", f"# One\n\n!SLIDE\n\n# One\n\n![](x.png)\n\n{_REST}"),
    ("slides/talk.md", f"# New\n\n!SLIDE\n\n# One\n\n![](x.png)\n\n{_REST}"),
    ("slides/talk.md", f"# New\n\n!SLIDE\n\n# One\n\n![](y.png)\n\n{_REST}"),
    ("y.png", png(5, 3)),
    ("slides/talk.md", "# New\n\n!SLIDE\n\n![](y.png)\n\n!SLIDE\n\n<div>\n"),
    ("slides/talk.md", "# New\n\nmore\n\n!SLIDE\n\n![](y.png)\n\n!SLIDE\n\n<div>\n"),
    ("my.css", "p { background: url(x.png) }"),
    ("deckbuild.yml", "css: my.css\n"),
    ("slides/talk.md", "---\ntheme: night\n---\n# New\n"),
    ("templates/deck.html.jinja", "{{ deck.title }}{{ deck.sections | rendered }}{{ deck.sections | rendered }}"),
]


def test_what_is_kept_of_the_last_build_changes_nothing(root: Path) -> None:
    rendering = Rendering(lines=True)
    for name in ("x.png", "y.png"):  # of the same content, so that both are one file
        (root / name).write_bytes(png(4, 3))
    (root / "templates").mkdir()
    kept = BuiltPages()
    for name, content in EDITS:
        (root / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        kept = rebuild(root, "", {}, kept, render=rendering)

        assert seen(kept) == seen(rebuild(root, "", {}, BuiltPages(), render=rendering))


def seen(built: BuiltPages) -> dict[str, tuple[object, ...]]:
    """What the server and browsers see of a build."""
    about = attrgetter("html", "revision", "parts", "files", "problems")
    return {name: about(page) for name, page in built.pages.items()}


@pytest.mark.parametrize("first", ["# 0", '!SLIDE class="section"\n\n# A part whose name all slides have'])
def test_only_the_sections_of_an_edited_stack_are_written(
    first: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stacks = [first, *(f"# {number}\n\n!SUB\n\nthe same\n" for number in range(1, 9))]
    edit(root, "\n!SLIDE\n\n".join(stacks))
    rendering = Rendering(lines=True)
    old = rebuild(root, "", {}, BuiltPages(), render=rendering)
    stacks[4] = "# new\n\n!SUB\n\nthe same\n"
    edit(root, "\n!SLIDE\n\n".join(stacks))
    written = Mock(side_effect=sections.of_slide)
    monkeypatch.setattr(sections, "of_slide", written)
    patch = report(old, rebuild(root, "", {}, old, render=rendering)).pages["talk"].patch

    assert patch
    assert '<h1 data-line="2" id="new">new</h1>' in patch["operations"][0]["html"][0]
    assert written.call_count == 2
