"""Each rule fires at the right line of a small deck, and is quiet on the mended one: a case is a file in `cases`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from deckbuild.check import checking
from deckbuild.check.source import RULES, outer_links
from deckbuild.pipeline import stages
from deckbuild.project import loader
from deckbuild.rendering.reuse import Rendering
from tests.png import png

if TYPE_CHECKING:
    from tests.conftest import MakeProject

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


def findings(root: Path) -> list[str]:
    """What is told of a project, the problems of the build included, each on one line."""
    project = loader.read(root)
    decks = checking.decks_of(list(stages.build(project, Rendering(lines=True))))
    found = [each.diagnostic for deck in decks for each in checking.found_in(deck)]
    return [str(each) for each in (*project.diagnostics, *found)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_rule_fires_at_its_element_and_is_quiet_on_the_mended_deck(path: Path, make_project: MakeProject) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    pictures = {name: png(*size) for name, size in case.get("pictures", {}).items()}

    assert findings(make_project({**pictures, **case["broken"]})) == case["found"]
    assert findings(make_project({**pictures, **case["mended"]})) == []


def test_each_rule_has_a_case() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in CASES)

    others = {outer_links.RULE}  # which asks the network: test_links.py
    assert [rule.code for rule in {*RULES} - others if f"[{rule.code}]" not in text] == []
