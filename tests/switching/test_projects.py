"""Projects in the layouts that people already have, written for other tools, open as they stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.switching.building import FOLDER, built, expected, names, shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli


@pytest.mark.parametrize("name", names())
def test_a_project_opens_as_it_stands(name: str, tmp_path: Path, cli: Cli) -> None:
    wanted = expected(name)
    found = built(name, tmp_path, cli)

    assert (found.exit, found.told, sorted(found.pages)) == (wanted["exit"], wanted["told"], sorted(wanted["decks"]))
    for deck, about in wanted["decks"].items():
        assert shown(found.pages[deck].read_text(encoding="utf-8"), about) == {
            each: about[each] for each in about if each != "runs"
        }


def test_the_function_in_the_documentation_is_that_of_a_project() -> None:
    page = (ROOT / "docs" / "coming-from.md").read_text(encoding="utf-8")
    function = FOLDER / "preprocess-in-python" / "tools" / "preprocess.py"

    assert re.findall(r"```python\n(.*?)```", page, re.DOTALL) == [function.read_text(encoding="utf-8")]
