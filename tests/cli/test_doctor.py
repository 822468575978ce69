"""What `deckbuild doctor` says of the machine."""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING

from deckbuild.browser import fonts, program
from deckbuild.browser.program import NoBrowser
from deckbuild.themes import version

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.conftest import Cli, MakeProject


def test_what_is_there_is_told_with_its_version(
    cli: Cli, make_project: MakeProject, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(program, "find", lambda: tmp_path / "chromium")
    monkeypatch.setattr(fonts, "has_font", {"你": True, "Д": False}.get)
    result = cli("doctor", make_project({"slides/a.md": "# 你好 Да ไทย"}))

    assert result.exit_code == 0
    assert result.stdout.startswith(f"{version.both()}, Python ")
    assert f"\nBrowser\n  ✓ chromium  {tmp_path / 'chromium'}\n" in result.stdout
    assert f"  ✓ images     pillow {metadata.version('pillow')}\n" in result.stdout
    assert result.stdout.endswith(
        "\nFonts for the letters of the decks\n"
        "  ✓ Chinese characters  there\n"
        "  - Cyrillic            no font has Д, which is shown as a box; Debian: `apt-get install fonts-noto-core`\n"
        "  ? Thai                fontconfig is not here to tell\n"
    )


def test_what_is_missing_is_told_with_what_it_would_switch_on_and_fails_nothing(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(program, "find", lambda: NoBrowser("no Chromium was found", "install one"))
    monkeypatch.setattr("deckbuild.cli.doctor.metadata.version", missing)
    result = cli("doctor")

    assert result.exit_code == 0
    assert (
        "  - none  no Chromium was found; install one; for `deckbuild pdf`, and what `deckbuild check` sees of slides\n"
    ) in result.stdout
    assert '  - charts     pip install "deckbuild[charts]" for charts of Vega-Lite\n' in result.stdout
    assert "Fonts" not in result.stdout


def test_scripts_are_known_by_the_names_of_their_letters() -> None:
    found = fonts.scripts_of("Größe 漢字かなカナ 한글 עברית हिन्दी λ 😀 ∑")

    assert [each.name for each in found] == [
        *("Chinese characters", "Japanese", "Korean", "Hebrew", "Devanagari", "Greek", "emoji")
    ]
    assert found[0].letter == "漢"
