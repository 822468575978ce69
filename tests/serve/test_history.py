"""How a browser that shows an older state of a page comes to the newest one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from deckbuild.diagnostics.problem import about_file
from deckbuild.serve.history import PageHistory
from deckbuild.serve.messages import PageChange
from deckbuild.serve.problem_json import GONE

WRONG = about_file(GONE, "slides/</script>.md", "odd")
LINES = (
    (("slides/talk.md", 1, 4), ("slides/talk.md", 5, 9)),
    (("slides/more.md", 1, 3), ("slides/front.md", 4, 5)),
)


def turned(page: PageHistory, *revisions: str) -> PageHistory:
    """Turn `page` by one patch to each of `revisions`."""
    for build, revision in enumerate(revisions, 2):
        page.turn(PageChange(revision, before=page.now.revision, patch={"kind": "patch"}), build)
    return page


@pytest.fixture
def page() -> PageHistory:
    made = PageHistory("talk")
    made.turn(PageChange("a", lines=LINES), 1)
    made.keep(b"<p>talk</p>", made.now)
    return made


def told(page: PageHistory, revision: str, build: int) -> list[tuple[Any, ...]]:
    messages = map(json.loads, page.since(revision, build, "secret"))
    return [(each["kind"], each.get("from"), each.get("revision"), each["build"]) for each in messages]


def test_a_page_that_is_up_to_date_is_told_the_build(page: PageHistory) -> None:
    assert told(page, "a", 7) == [("state", None, "a", 7)]


def test_a_page_of_an_older_server_is_told_the_token_of_this_one(page: PageHistory) -> None:
    (message,) = page.since("a", 7, "secret")

    assert ("token", "secret") in json.loads(message).items()


def test_a_page_that_has_missed_some_is_told_all_in_order(page: PageHistory) -> None:
    turned(page, "b", "c", "d")

    assert told(page, "b", 4) == [("patch", "b", "c", 3), ("patch", "c", "d", 4)]


def test_what_came_behind_the_last_patch_is_told_too(page: PageHistory) -> None:
    turned(page, "b")
    page.turn(PageChange("b", (WRONG,)), 3)

    assert told(page, "a", 3) == [("patch", "a", "b", 2), ("state", None, "b", 3)]


def test_a_patch_has_the_lines_only_when_they_have_changed(page: PageHistory) -> None:
    page.turn(PageChange("b", lines=LINES, before="a", patch={"kind": "patch"}), 2)
    page.turn(PageChange("c", lines=LINES[:1], before="b", patch={"kind": "patch"}), 3)

    same, other = map(json.loads, page.since("a", 3, "secret"))
    assert "lines" not in same
    assert other["lines"] == json.loads(json.dumps(LINES[:1]))


def test_a_page_that_has_missed_new_lines_is_told_them_with_the_next_patch(page: PageHistory) -> None:
    page.turn(PageChange("a", lines=LINES[:1]), 2)
    page.turn(PageChange("b", lines=LINES[:1], before="a", patch={"kind": "patch"}), 3)

    (message,) = page.since("a", 3, "secret")
    assert json.loads(message)["lines"] == json.loads(json.dumps(LINES[:1]))


def test_a_page_that_was_undone_to_takes_the_shortest_way(page: PageHistory) -> None:
    turned(page, "b", "a", "c")

    assert told(page, "a", 4) == [("patch", "a", "c", 4)]


@pytest.mark.parametrize("revision", ["unknown", ""])
def test_a_page_of_a_state_that_nobody_knows_is_reloaded(page: PageHistory, revision: str) -> None:
    assert told(turned(page, "b"), revision, 2) == [("reload", None, None, 2)]


def test_fifty_patches_are_kept(page: PageHistory) -> None:
    turned(page, *map(str, range(60)))

    assert len(told(page, "9", 61)) == 50
    assert told(page, "8", 61) == [("reload", None, None, 61)]


def test_what_cannot_be_patched_ends_the_history(page: PageHistory) -> None:
    turned(page, "b", "c")
    page.turn(PageChange("d", before="c"), 4)

    assert told(page, "b", 4) == told(page, "c", 4) == [("reload", None, None, 4)]


def test_a_patch_of_another_state_than_the_one_shown_is_not_sent(page: PageHistory) -> None:
    page.turn(PageChange("c", before="b", patch={"kind": "patch"}), 2)

    assert told(page, "a", 2) == [("reload", None, None, 2)]


def state(page: PageHistory) -> dict[str, Any]:
    _, live = page.served(5, "secret")
    found: dict[str, Any] = json.loads(re.findall(rb'type="application/json">(.*?)</script>', live, re.DOTALL)[0])
    return found


def test_a_page_carries_its_own_revision_until_newer_html_has_come(page: PageHistory) -> None:
    turned(page, "b")
    assert state(page)["revision"] == "a"

    page.keep(b"<p>new</p>", page.now)
    assert state(page)["revision"] == "b"


def test_the_state_in_a_page_says_all_that_the_browser_needs(page: PageHistory) -> None:
    assert state(page) == {
        "page": "talk",
        "token": "secret",
        "build": 5,
        "revision": "a",
        "problems": [],
        "lines": json.loads(json.dumps(LINES)),
        "isPresented": False,
        "hidden": [],
    }


def test_the_state_in_a_page_cannot_end_its_script(page: PageHistory) -> None:
    page.turn(PageChange("a", (WRONG,)), 2)

    assert state(page)["problems"][0]["file"] == "slides/</script>.md"


def test_what_the_editor_cannot_open_is_no_file() -> None:
    page = PageHistory("talk", lambda path: path == "slides/talk.md")
    page.turn(PageChange("a", (about_file(GONE, "slides/talk.md", "x"), about_file(GONE, "talk.html", "x"))), 1)

    assert [each["file"] for each in state(page)["problems"]] == ["slides/talk.md", ""]


def test_a_page_without_html_is_still_a_page() -> None:
    html, live = PageHistory("talk").served(0, "")

    assert html.startswith(b"<!doctype html>")
    assert b"/-/client.js" in live


@pytest.mark.parametrize(
    ("path", "line", "place"),
    [
        ("slides/talk.md", 1, (0, 0)),
        ("slides/talk.md", 9, (0, 1)),
        ("slides/more.md", 2, (1, 0)),
        ("slides/talk.md", 10, (0, 1)),
        ("slides/talk.md", 0, (0, 0)),
        ("slides/front.md", 2, (1, 1)),
        ("slides/none.md", 1, None),
    ],
)
def test_a_line_of_a_source_has_a_slide(page: PageHistory, path: str, line: int, place: tuple[int, int] | None) -> None:
    assert page.place(path, line) == place
