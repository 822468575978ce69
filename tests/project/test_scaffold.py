"""The workflows of a new project publish nothing of strangers, and install what has made them."""

from __future__ import annotations

import re
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


def read(path: Path) -> Any:  # noqa: ANN401 -- whatever the file holds
    """Read a YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture
def workflow(root: Path) -> Any:  # noqa: ANN401 -- YAML
    """Its workflow."""
    return read(root / ".github/workflows/slides.yml")


@pytest.fixture
def jobs(workflow: Any) -> dict[str, Any]:  # noqa: ANN401 -- YAML
    """The jobs of its workflow."""
    found: dict[str, Any] = workflow["jobs"]
    return found


def runs(job: dict[str, Any]) -> list[str]:
    """What the steps of a job run, without the installation."""
    return [step["run"] for step in job["steps"] if step.get("run", "").startswith("deckbuild")]


def test_a_pull_request_is_checked_as_a_stranger_s_and_never_published(jobs: dict[str, Any]) -> None:
    of_requests = [job for job in jobs.values() if job["if"] == "github.event_name == 'pull_request'"]
    of_pushes = [job for job in jobs.values() if job["if"] == "github.event_name == 'push'"]
    checked = "deckbuild check --strict"

    assert [runs(job) for job in of_requests] == [[f"{checked} --untrusted --format github"]]
    assert [runs(job) for job in of_pushes] == [
        [f"{checked} --format github", "deckbuild build --strict", "deckbuild pdf"],
        [],
    ]
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


def test_the_workflow_runs_on_main_and_master_and_keeps_what_was_rendered(workflow: Any) -> None:  # noqa: ANN401 -- YAML
    steps = workflow["jobs"]["build"]["steps"]

    assert workflow[True]["push"]["branches"] == ["main", "master"]  # YAML 1.1 takes "on" for true
    assert [step["with"]["path"] for step in steps if "cache" in step.get("uses", "")] == [".deckbuild/cache"]


PAGES = "https://git.test/deckbuild"


@pytest.mark.parametrize(
    ("noted", "wanted"),
    [
        (None, f"=={__version__}"),
        ("{}", f"=={__version__}"),
        ("no json", f"=={__version__}"),
        ('{"url": "file:///home/me/deckbuild", "dir_info": {"editable": true}}', f"=={__version__}"),
        (f'{{"url": "{PAGES}", "vcs_info": {{"vcs": "git", "commit_id": "0a1b"}}}}', f" @ git+{PAGES}@0a1b"),
        ('{"url": "ssh://git@git.test/d", "vcs_info": {"vcs": "git", "commit_id": "0a1b"}}', f"=={__version__}"),
    ],
)
def test_what_runs_on_ci_and_before_commits_installs_what_has_made_it(
    noted: str | None, wanted: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata.PathDistribution, "read_text", lambda _self, _name: noted)
    cli("init", "a")
    cli("init", "b", "--gitlab")

    assert read(tmp_path / "a/.github/workflows/slides.yml")["env"] == {"DECKBUILD": f"deckbuild[browser]{wanted}"}
    assert read(tmp_path / "b/.gitlab-ci.yml")["variables"] == {"DECKBUILD": f"deckbuild[browser]{wanted}"}
    (hook,) = read(tmp_path / "a/.pre-commit-config.yaml")["repos"][0]["hooks"]
    assert hook["additional_dependencies"] == [f"deckbuild{wanted}"]


def test_a_project_has_one_workflow(cli: Cli, tmp_path: Path) -> None:
    cli("init", "a")
    cli("init", "b", "--gitlab")

    assert [(tmp_path / name / ".github").exists() for name in "ab"] == [True, False]
    assert [(tmp_path / name / ".gitlab-ci.yml").exists() for name in "ab"] == [False, True]


def test_gitlab_publishes_only_the_default_branch(cli: Cli, tmp_path: Path) -> None:
    cli("init", "b", "--gitlab")
    jobs = read(tmp_path / "b/.gitlab-ci.yml")

    assert jobs["check"]["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert all("--untrusted" in line for line in jobs["check"]["script"])
    assert jobs["check"]["cache"] == []
    assert jobs["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
