"""Compiled templates: ours are kept on the disk as Python keeps modules, and nothing there can do harm."""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment, FunctionLoader, compiler

from deckbuild.page.compiled import Compiled

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "a.jinja"


@pytest.fixture
def fill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Fill a template that lies in the folder of ours, as a new process would."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)

    def filled(text: str, *, path: Path = tmp_path / NAME) -> str:
        monkeypatch.setattr(Compiled, "_kept", {})
        loader = FunctionLoader(lambda _name: (text, str(path), lambda: True))
        return (
            Environment(autoescape=True, loader=loader, bytecode_cache=Compiled(tmp_path)).get_template(NAME).render()
        )

    return filled


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the templates that Jinja compiles."""
    names: list[str] = []
    monkeypatch.setattr(
        compiler.CodeGenerator, "visit_Template", _counting(names, compiler.CodeGenerator.visit_Template)
    )
    return names


def _counting(names: list[str], visit: Callable[..., None]) -> Callable[..., None]:
    def counted(self: compiler.CodeGenerator, *arguments: object) -> None:
        names.append(str(self.name))
        visit(self, *arguments)

    return counted


def kept(folder: Path) -> Path:
    return Path(cache_from_source(str(folder / NAME)))


def test_a_template_of_ours_is_compiled_once(fill: Callable[..., str], compiled: list[str]) -> None:
    assert [fill("a {{ 1 + 1 }}") for _ in range(3)] == ["a 2"] * 3
    assert compiled == [NAME]


def test_another_text_is_compiled_anew(fill: Callable[..., str], compiled: list[str]) -> None:
    assert [fill("a"), fill("b"), fill("b")] == ["a", "b", "b"]
    assert len(compiled) == 2


def test_another_jinja_compiles_anew(
    fill: Callable[..., str], compiled: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill("a")
    (tmp_path / "compiler.py").touch()
    monkeypatch.setattr(compiler, "__file__", str(tmp_path / "compiler.py"))
    fill("a")

    assert len(compiled) == 2


@pytest.mark.parametrize("left", [slice(0), slice(-20), slice(20, None)])
def test_a_damaged_file_is_compiled_anew(left: slice, fill: Callable[..., str], tmp_path: Path) -> None:
    fill("a")
    kept(tmp_path).write_bytes(kept(tmp_path).read_bytes()[left])

    assert fill("a") == "a"
    assert fill("a") == "a"


def test_a_project_s_template_is_not_written(fill: Callable[..., str], tmp_path: Path) -> None:
    fill("a", path=Path("templates", NAME))
    fill("a", path=tmp_path / "other" / NAME)

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_where_python_writes_no_modules(
    fill: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert fill("a") == "a"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_no_files_does_no_harm(fill: Callable[..., str], tmp_path: Path) -> None:
    kept(tmp_path).parent.write_text("no folder")

    assert fill("a") == "a"
