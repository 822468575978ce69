"""A new project builds as its workflow builds it, and the workflow publishes nothing of strangers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli


@pytest.fixture
def root(cli: Cli, tmp_path: Path) -> Path:
    """A new project."""
    assert cli("init", "talk").exit_code == 0
    return tmp_path / "talk"


@pytest.fixture
def jobs(root: Path) -> dict[str, Any]:
    """The jobs of its workflow."""
    text = (root / ".github/workflows/slides.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)["jobs"]
    return found


def runs(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if step.get("run", "").startswith("deckbuild")]


def test_a_pull_request_is_built_as_a_stranger_s_and_never_published(jobs: dict[str, Any]) -> None:
    of_requests = [job for job in jobs.values() if job["if"] == "github.event_name == 'pull_request'"]
    of_pushes = [job for job in jobs.values() if job["if"] == "github.event_name == 'push'"]

    assert [runs(job) for job in of_requests] == [["deckbuild build --strict --untrusted"]]
    assert [runs(job) for job in of_pushes] == [["deckbuild build --strict"], []]
    assert not any("pages" in step.get("uses", "") for job in of_requests for step in job["steps"])
    assert [job.get("permissions") for job in of_requests] == [None]


def test_each_action_of_the_workflow_is_pinned(jobs: dict[str, Any]) -> None:
    actions = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]

    assert actions
    assert [action for action in actions if not re.fullmatch(r"actions/[a-z-]+@v\d+", action)] == []


@pytest.mark.parametrize("job", ["check", "build"])
def test_a_new_project_passes_its_workflow(job: str, jobs: dict[str, Any], cli: Cli, root: Path) -> None:
    (command,) = runs(jobs[job])

    assert cli(*command.split()[1:], cwd=root).exit_code == 0
