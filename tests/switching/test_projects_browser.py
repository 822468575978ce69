"""The pages of projects that were written for other tools start without an error in the console of the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.switching.building import built, expected, names

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, Watched

pytestmark = pytest.mark.browser


def test_the_console_stays_empty_and_scripts_do_their_work(tmp_path: Path, cli: Cli, offline: Watched) -> None:
    """All projects in one page, one after the other: a test for each would take a minute."""
    errors, ran = {}, {}
    for name in names():
        wanted = expected(name)
        for deck, path in built(name, tmp_path, cli).pages.items():
            offline.page.goto(path.as_uri())
            offline.page.wait_for_function("window.Reveal && Reveal.isReady()")
            runs = wanted["decks"][deck].get("runs", {})
            ran[name, deck] = {each: offline.page.evaluate(each) for each in runs} == runs
            if wanted.get("console") != "network":
                errors[name, deck] = list(offline.errors)
            offline.errors.clear()

    assert {each: wrong for each, wrong in errors.items() if wrong} == {}
    assert [each for each, is_right in ran.items() if not is_right] == []
