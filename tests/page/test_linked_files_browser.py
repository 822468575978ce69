"""In the browser a click on a link to a file shows or saves it: in a built page, and in the live preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.serve.serving import serving

if TYPE_CHECKING:
    from tests.conftest import Cli, MakeProject, Watched

pytestmark = pytest.mark.browser

FILES = {"slides/a.md": "# A\n\n[table](t.csv) [list](l.txt)\n", "slides/t.csv": "a,b\n", "slides/l.txt": "über"}


def test_a_click_on_a_link_shows_the_file(offline: Watched, cli: Cli, make_project: MakeProject) -> None:
    project = make_project(FILES)
    assert cli("build", "--strict", project).exit_code == 0
    offline.page.goto((project / "dist" / "a.html").as_uri())
    offline.page.get_by_role("link", name="list").click()
    offline.page.wait_for_url("**/assets/l.*.txt")

    assert (offline.page.evaluate("document.body.innerText.length"), offline.errors) == (4, [])


@pytest.mark.parametrize("options", [[], ["--untrusted"]])
def test_a_click_on_a_link_saves_the_file_in_the_page(
    options: list[str], offline: Watched, cli: Cli, make_project: MakeProject
) -> None:
    project = make_project({**FILES, "deckbuild.yml": "embed_links: true\n"})
    assert cli("build", "--strict", *options, project).exit_code == 0
    offline.page.goto((project / "dist" / "a.html").as_uri())
    with offline.page.expect_download() as download:
        offline.page.get_by_role("link", name="table").click()

    assert (download.value.suggested_filename, download.value.path().read_bytes()) == ("t.csv", b"a,b\n")
    assert offline.errors == []


def test_a_click_on_a_link_shows_the_file_in_the_preview(page: Watched, make_project: MakeProject) -> None:
    with serving(make_project(FILES), "--untrusted") as server:
        page.page.goto(f"{server.url}a.html")
        page.page.get_by_role("link", name="list").click()
        page.page.wait_for_url("**/-/assets/l.*.txt")
        expect(page.page.locator("body")).to_have_text("über")
