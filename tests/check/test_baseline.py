"""The baseline of old decks, and checks of what has changed since a revision of git."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from deckbuild.check.baseline import NAME
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject

DECK = "# A\n\n![](x.png)\n\n!SUB\n\n## Two\n\n![](x.png)\n\n!SUB\n\n## Three\n\n![](y.png)\n"


@pytest.fixture
def project(make_project: MakeProject) -> Path:
    """A project with three findings, two of which have the same text."""
    return make_project({"slides/a.md": DECK, "x.png": png(4, 3), "y.png": png(4, 3), "deckbuild.yml": ""})


def codes(cli: Cli, root: Path, *words: str) -> list[str]:
    """The places of what is told: line and code."""
    about = json.loads(cli("check", "--no-browser", "--format", "json", *words, cwd=root).stdout)
    return [f"{each['line']} {each['code']}" for each in about["findings"]]


def test_a_baseline_knows_what_is_found_now_and_new_findings_are_told(cli: Cli, project: Path) -> None:
    written = cli("check", "--no-browser", "--update-baseline", cwd=project)
    assert (written.exit_code, written.stdout) == (0, f"{NAME} knows 3 findings\n")
    known = {"file": "slides/a.md", "code": "D600", "line": "![](x.png)", "times": 2}
    assert known in json.loads((project / NAME).read_text(encoding="utf-8"))["findings"]

    quiet = cli("check", "--no-browser", "--strict", cwd=project)
    assert (quiet.exit_code, quiet.stdout) == (
        0,
        f"1 deck, 3 slides: nothing found\n3 known before, and not told ({NAME})\n",
    )
    assert cli("build", "--check", "--no-browser", "--strict", cwd=project).exit_code == 0

    moved = f"# Before\n\n!SUB\n\n{DECK}\n!SUB\n\n## Four\n\n![](x.png)\n\n##### Five\n"
    (project / "slides" / "a.md").write_text(moved, encoding="utf-8")
    assert codes(cli, project) == ["25 D600", "27 D602"]

    (project / "deckbuild.yml").write_text("rules: {D600: error}", encoding="utf-8")
    assert codes(cli, project) == ["25 D600", "27 D602"]


def test_a_baseline_does_not_hide_what_no_page_can_be_made_of(cli: Cli, project: Path) -> None:
    (project / "deckbuild.yml").write_text("size_budget: 1 kB", encoding="utf-8")
    cli("check", "--no-browser", "--update-baseline", cwd=project)

    assert codes(cli, project) == ["1 D505"]


def test_a_strangers_baseline_and_a_broken_one_do_not_count(cli: Cli, project: Path) -> None:
    cli("check", "--no-browser", "--update-baseline", cwd=project)
    assert codes(cli, project, "--untrusted") == ["3 D600", "9 D600", "15 D600"]

    (project / NAME).write_text("{}", encoding="utf-8")
    result = cli("check", "--no-browser", cwd=project)
    assert (result.exit_code, result.stderr) == (
        2,
        f"error: the baseline {NAME} is not as `--update-baseline` writes it\n",
    )


def git(root: Path, *words: str) -> None:
    about = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *about, "-C", str(root), *words], check=True, capture_output=True)  # noqa: S607 -- git


@pytest.fixture
def committed(project: Path) -> Path:
    """The project, in a folder of a repository of git."""
    git(project.parent, "init", "--initial-branch=main")
    git(project.parent, "add", ".")
    git(project.parent, "commit", "-m", "All")
    return project


def test_only_slides_that_changed_since_a_revision_are_checked(cli: Cli, committed: Path) -> None:
    assert codes(cli, committed, "--since", "HEAD") == []

    deck = committed / "slides" / "a.md"
    deck.write_text(DECK.replace("## Two", "Words.\n\n## Two"), encoding="utf-8")  # in the working tree
    assert codes(cli, committed, "--since", "HEAD") == ["11 D600"]

    git(committed, "commit", "-a", "-m", "More")
    assert codes(cli, committed, "--since", "HEAD") == []
    assert codes(cli, committed, "--since", "HEAD~1") == ["11 D600"]

    (committed / "y.png").write_bytes(png(5, 3))  # a picture
    assert codes(cli, committed, "--since", "HEAD") == ["17 D600"]

    (committed / "slides" / "b ü.md").write_text("# B\n\n![](x.png)\n", encoding="utf-8")  # a new file
    assert codes(cli, committed, "--since", "HEAD") == ["17 D600", "3 D600"]

    (committed / "deckbuild.yml").write_text("titel: A\n", encoding="utf-8")  # a setting
    assert codes(cli, committed, "--since", "HEAD") == ["1 D102", "17 D600", "3 D600"]


def test_a_revision_that_git_does_not_know_is_used_wrongly(cli: Cli, committed: Path) -> None:
    for revision in ("nothing", "--output=x", "HEAD^{tree}"):
        result = cli("check", "--no-browser", f"--since={revision}", cwd=committed)
        assert result.exit_code == 2
        assert f"git knows no revision {revision!r} here" in result.stderr
    for words in (["--untrusted"], ["--update-baseline"]):
        assert cli("check", "--since", "HEAD", *words, cwd=committed).exit_code == 2
