"""What CI services and pre-commit run for a project works in a shell, as they run it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from tests.conftest import Cli

ROOT = Path(__file__).resolve().parents[1]
SHELL = ["/bin/bash", "--noprofile", "--norc", "-eo", "pipefail", "-c"]  # as on GitHub
BAD = "# A deck\n\n![](images/none.png)\n"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform == "win32", reason="the services run these steps in a Linux shell"),
]


class Run:
    """Runs the steps of a service in the folder ``root``, with a `pip` that only notes what it is asked for."""

    def __init__(self, root: Path, programs: Path) -> None:
        self.root, self.asked = root, programs / "asked"
        programs.mkdir()
        does = {"pip": f'echo "$@" > {self.asked}', "deckbuild": f'{sys.executable} -m deckbuild "$@"', "apt-get": ":"}
        for name, line in does.items():
            (programs / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
            (programs / name).chmod(0o755)
        self.path = f"{programs}:{os.environ['PATH']}"

    def __call__(self, command: str, **variables: str) -> tuple[int, str]:
        """Return the exit code and what was written to the terminal."""
        environment = {**os.environ, **variables, "PATH": self.path}
        ran = subprocess.run(
            [*SHELL, command],
            cwd=self.root,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return ran.returncode, ran.stdout


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A shell in the folder of the new project."""
    return Run(tmp_path / "talk", tmp_path / "programs")


def read(path: Path) -> Any:  # noqa: ANN401 -- whatever the file holds
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def commands(job: dict[str, Any]) -> str:
    """What the steps of a job run, one behind the other."""
    return "\n".join(step["run"] for step in job["steps"] if "run" in step)


def test_a_new_project_passes_its_workflow_on_github(cli: Cli, run: Run) -> None:
    cli("init", "talk")
    workflow = read(run.root / ".github/workflows/slides.yml")

    code, said = run(commands(workflow["jobs"]["check"]), **workflow["env"])
    assert code == 0, said
    assert run.asked.read_text("utf-8") == f"install {workflow['env']['DECKBUILD']}\n"
    assert not (run.root / ".deckbuild/cache").exists()

    code, said = run(commands(workflow["jobs"]["build"]), **workflow["env"])
    assert code == 0, said
    assert sorted(path.name for path in (run.root / "dist").iterdir()) == ["index.html", "talk.html", "talk.pdf"]
    assert (run.root / ".deckbuild/cache").is_dir()

    (run.root / "slides/talk.md").write_text(BAD, encoding="utf-8")
    code, said = run(commands(workflow["jobs"]["check"]), **workflow["env"])
    assert code == 1
    assert "::warning file=slides/talk.md,line=3" in said


def test_a_new_project_passes_its_workflow_on_gitlab(cli: Cli, run: Run) -> None:
    cli("init", "talk", "--gitlab")
    jobs = read(run.root / ".gitlab-ci.yml")
    lines = jobs["default"]["before_script"]

    code, said = run("\n".join([*lines, *jobs["check"]["script"]]), **jobs["variables"])
    assert code == 0, said
    assert (run.root / jobs["check"]["artifacts"]["reports"]["junit"]).is_file()

    code, said = run("\n".join([*lines, *jobs["pages"]["script"]]), **jobs["variables"])
    assert code == 0, said
    assert sorted(path.name for path in (run.root / "public").iterdir()) == ["index.html", "talk.html", "talk.pdf"]


# What stands between ${{ and }} in action.yml, for a push and for a pull request.
PUSH = {"strict": "--strict", "untrusted": "", "browser": "--browser"}
REQUEST = {"strict": "--strict", "untrusted": "--untrusted", "browser": "--no-browser"}


def of_action(flags: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """The steps of the action that run something, and their environment."""
    return [
        (step["run"], {name: _value(value, flags) for name, value in step.get("env", {}).items()})
        for step in read(ROOT / "action.yml")["runs"]["steps"]
        if "run" in step
    ]


def _value(text: str, flags: dict[str, str]) -> str:
    (wanted,) = re.findall(r"inputs\.([a-z]+)", text)
    return {"path": ".", "install": "", **flags}[wanted]


@pytest.mark.parametrize("flags", [PUSH, REQUEST], ids=["push", "pull request"])
def test_a_new_project_passes_the_action(flags: dict[str, str], cli: Cli, run: Run, tmp_path: Path) -> None:
    cli("init", "talk")
    for command, variables in of_action(flags):
        code, said = run(command, RUNNER_TEMP=str(tmp_path), GITHUB_ACTION_PATH="/action", **variables)
        assert code == 0, said

    assert run.asked.read_text("utf-8") == "install /action[browser,charts,citations,diagrams,images]\n"
    assert sorted(path.name for path in (tmp_path / "slides").iterdir()) == ["index.html", "talk.html", "talk.pdf"]


def test_the_hooks_of_pre_commit_pass_a_new_project_and_find_a_mistake(cli: Cli, run: Run) -> None:
    cli("init", "talk")
    (own,) = read(run.root / ".pre-commit-config.yaml")["repos"][0]["hooks"]
    hooks = [own, *read(ROOT / ".pre-commit-hooks.yaml")]

    assert [run(hook["entry"])[0] for hook in hooks] == [0, 0, 0]
    (run.root / "slides/talk.md").write_text(BAD, encoding="utf-8")
    assert [run(hook["entry"])[0] for hook in hooks] == [1, 1, 1]
    assert all(re.search(hook["files"], name) for hook in hooks for name in ("slides/talk.md", "images/loop.svg"))
    assert all(shlex.split(hook["entry"])[0] == "deckbuild" for hook in hooks)
