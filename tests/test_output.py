from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING

import pytest

from deckbuild import output

if TYPE_CHECKING:
    from pathlib import Path


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(".tmp"))


def test_a_new_file_is_written_with_the_folders_it_needs(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b" / "deck.html"

    assert output.write(target, "é\n")
    assert target.read_bytes() == "é\n".encode()


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "deck.html"
    target.write_text("a long old text")

    assert output.write(target, "new")
    assert (target.read_text(), left_over(tmp_path)) == ("new", [])


def test_a_file_that_says_it_already_keeps_its_time(tmp_path: Path) -> None:
    target = tmp_path / "deck.html"
    target.write_text("same")
    os.utime(target, (1, 1))

    assert not output.write(target, "same")
    assert target.stat().st_mtime == 1


def test_the_old_file_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "deck.html"
    target.write_text("old")
    target.chmod(0o640)
    output.write(target, "new")

    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_gets_the_permissions_that_are_usual(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        output.write(tmp_path / "deck.html", "new")
    finally:
        os.umask(mask)

    assert stat.S_IMODE((tmp_path / "deck.html").stat().st_mode) == 0o640


@pytest.mark.parametrize("failing", ["os.fsync", "pathlib.Path.chmod", "pathlib.Path.replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    target = tmp_path / "deck.html"
    target.write_text("old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(failing, fail)
        with pytest.raises(output.CannotWrite, match=r"cannot write .*deck\.html: No space left on device"):
            output.write(target, "new")

    assert (target.read_text(), sorted(path.name for path in tmp_path.iterdir())) == ("old", ["deck.html"])


def test_what_stops_the_program_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "deck.html"
    target.write_text("old")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", stop)
        with pytest.raises(KeyboardInterrupt):
            output.write(target, "new")

    assert (target.read_text(), left_over(tmp_path)) == ("old", [])


def test_what_a_killed_run_left_long_ago_is_removed_and_nothing_else(tmp_path: Path) -> None:
    names = (".deck.html.deckbuild-old.tmp", ".deck.html.deckbuild-new.tmp", ".other.html.deckbuild-old.tmp", "x.tmp")
    for name in names:
        (tmp_path / name).write_text("half")
        if "new" not in name:
            os.utime(tmp_path / name, (time.time() - 700,) * 2)

    output.write(tmp_path / "deck.html", "new")

    assert left_over(tmp_path) == sorted(names[1:])


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("no folder")

    with pytest.raises(output.CannotWrite, match="cannot write"):
        output.write(tmp_path / "dist" / "deck.html", "new")


def test_a_folder_where_the_file_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "deck.html").mkdir()

    with pytest.raises(output.CannotWrite, match="cannot write"):
        output.write(tmp_path / "deck.html", "new")

    assert left_over(tmp_path) == []


def test_half_a_character_does_not_stop_a_write(tmp_path: Path) -> None:
    output.write(tmp_path / "deck.html", "a\udce9b")

    assert (tmp_path / "deck.html").read_text() == "a?b"
