"""A new project builds as its workflow builds it, and the workflow publishes nothing of strangers."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import metadata
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from deckbuild import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli


@pytest.fixture
def root(cli: Cli, tmp_path: Path) -> Path:
    """A new project."""
    assert cli("init", "talk").exit_code == 0
    return tmp_path / "talk"


@pytest.fixture
def workflow(root: Path) -> Any:  # noqa: ANN401 -- YAML
    """Its workflow."""
    return yaml.safe_load((root / ".github/workflows/slides.yml").read_text(encoding="utf-8"))


@pytest.fixture
def jobs(workflow: Any) -> dict[str, Any]:  # noqa: ANN401 -- YAML
    """The jobs of its workflow."""
    found: dict[str, Any] = workflow["jobs"]
    return found


def commands(job: dict[str, Any]) -> str:
    """What the steps of a job run, one behind the other."""
    return "\n".join(step["run"] for step in job["steps"] if "run" in step)


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


def test_the_first_deck_shows_what_a_talk_is_made_of_and_check_finds_nothing_in_it(root: Path, cli: Cli) -> None:
    found = cli("check", "--strict", "--verbose", "--no-browser", root)
    cli("build", root)
    page = (root / "dist" / "talk.html").read_text(encoding="utf-8")

    assert (found.exit_code, found.stderr) == (0, "")
    for part in (
        '<section class="title">',
        'data-part="2"',
        "has-highlights",
        'class="notes"',
        "<math",
        "data:image/svg",
    ):
        assert part in page


@pytest.mark.parametrize("job", ["check", "build"])
def test_a_new_project_passes_its_workflow_in_a_shell(job: str, workflow: Any, root: Path, tmp_path: Path) -> None:  # noqa: ANN401 -- YAML
    programs = tmp_path / "programs"
    programs.mkdir()
    for name, does in (("pip", f'echo "$@" > {tmp_path}/pip'), ("deckbuild", f'{sys.executable} -m deckbuild "$@"')):
        (programs / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (programs / name).chmod(0o755)
    environment = {**os.environ, **workflow["env"], "PATH": f"{programs}:{os.environ['PATH']}"}
    shell = ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", commands(workflow["jobs"][job])]  # as there
    ran = subprocess.run(shell, cwd=root, env=environment, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "pip").read_text(encoding="utf-8") == f"install {workflow['env']['DECKBUILD']}\n"
    assert (root / "dist/index.html").is_file()
    assert (root / ".deckbuild/cache").is_dir() == (job == "build")


def test_the_workflow_runs_on_main_and_master_and_keeps_what_was_rendered(workflow: Any) -> None:  # noqa: ANN401 -- YAML
    steps = workflow["jobs"]["build"]["steps"]

    assert workflow[True]["push"]["branches"] == ["main", "master"]  # YAML 1.1 takes "on" for true
    assert [step["with"]["path"] for step in steps if "cache" in step.get("uses", "")] == [".deckbuild/cache"]


PAGES = "https://git.test/deckbuild"


@pytest.mark.parametrize(
    ("noted", "wanted"),
    [
        (None, f"deckbuild=={__version__}"),
        ("{}", f"deckbuild=={__version__}"),
        ("no json", f"deckbuild=={__version__}"),
        ('{"url": "file:///home/me/deckbuild", "dir_info": {"editable": true}}', f"deckbuild=={__version__}"),
        (f'{{"url": "{PAGES}", "vcs_info": {{"vcs": "git", "commit_id": "0a1b"}}}}', f"git+{PAGES}@0a1b"),
        (
            '{"url": "ssh://git@git.test/d", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}}',
            f"deckbuild=={__version__}",
        ),
    ],
)
def test_the_workflow_installs_what_has_made_it(
    noted: str | None, wanted: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata.PathDistribution, "read_text", lambda _self, _name: noted)
    cli("init", "other")
    workflow = yaml.safe_load((tmp_path / "other/.github/workflows/slides.yml").read_text(encoding="utf-8"))

    assert workflow["env"] == {"DECKBUILD": wanted}
