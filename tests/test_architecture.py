"""The map of the program: a module imports only modules that stand above it here."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[1] / "src" / "deckbuild"

# The way of the data, from a text to a command. `name.` stands for the modules of a package, whatever their order.
ORDER = """
    __init__ source
    diagnostics decoding gate reveal versions
    closers scan pieces slides
    attributes tags markup places
    guard balance markdown. directives references rendered allowed untrusted render
    config. pictures
    refusals bounds assets. ids
    whole compiled shipped templating layouts layout parts weights leaving late policy deck
    folders roots project finishing build
    clock forks cores parallel holding cache rendering
    report weight_table output
    serve. scaffold.
    rules cli. __main__
""".split()

# Between a source and a build nothing knows the disk, the clock, the terminal, the environment or a log. (The gate
# reads a project's files; reveal and shipped read what is installed with the program.)
PURE = """
    source diagnostics decoding closers scan pieces slides attributes tags markup places guard balance markdown.
    directives references rendered allowed untrusted render config. refusals assets. ids templating layouts
    layout parts weights leaving late policy deck finishing build
""".split()
IMPURE = {
    "click",
    "io",
    "logging",
    "os",
    "random",
    "shutil",
    "socket",
    "subprocess",
    "sys",
    "tempfile",
    "time",
    "datetime",
}

# Who may read files: modules and functions.
READERS = {
    "gate._regular": "a project's files: makes the descriptor",
    "gate._read": "a project's files",
    "output.write": "the old page, to leave it alone when nothing has changed",
    "output._replace": "the descriptor of the new page",
    "output._remove": "what a killed run has left, to lock it",
    "output._sync": "the folder of the new page, to bring its name to the disk",
    "whole.write": "the descriptor of what is kept",
    "compiled._read": "our own templates, as they were compiled",
    "cache._regular": "an entry of the cache",
    "forks.__init__": "the pipes to a process",
    "forks.live": "the pipes to the process that has begun it",
    "reveal.text": "what is installed",
    "reveal._font_file": "what is installed",
    "versions.reveal": "what is installed",
    "pictures._opened": "bytes in memory",
    "shipped.text": "what is installed",
    "serve.client._text": "what is installed",
    "serve.handlers.get": "what is installed",
    "serve.address._write": "the descriptor of the address for editors",
    "serve.address._remove": "the address for editors, which may be another server's",
    "serve.worker.main": "the pipes to the server",
    "scaffold.make": "what is installed",
}
READING = {"open", "read_bytes", "read_text", "fdopen"}


@cache
def modules() -> dict[str, Path]:
    """The modules by their names from `deckbuild.` on."""
    found = {}
    for path in sorted(SOURCES.rglob("*.py")):
        inside = path.relative_to(SOURCES).with_suffix("")
        if "vendor" not in inside.parts:
            name = ".".join(inside.parts)
            found[name if name == "__init__" else name.removesuffix(".__init__")] = path
    return found


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(modules()[name].read_text(encoding="utf-8"))


@cache
def place(name: str) -> int:
    """Where a module stands in the order."""
    package = f"{name.split('.', maxsplit=1)[0]}."
    return ORDER.index(name) if name in ORDER else ORDER.index(package)


def imports(name: str) -> set[str]:
    """The modules of ours that a module imports: for its types and inside functions too."""
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("deckbuild")}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("deckbuild"):
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            ours = {each for each in inner if each.removeprefix("deckbuild.") in modules()}
            found |= ours or {str(node.module)}
    return {each.removeprefix("deckbuild.") if "." in each else "__init__" for each in found}


def outside(name: str) -> set[str]:
    """The packages that are not ours that a module imports while the program runs."""
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module).split(".")[0])
    return found


def every_module() -> list[str]:
    return list(modules())


@pytest.mark.parametrize("name", every_module())
def test_each_module_has_a_place_in_the_order(name: str) -> None:
    place(name)


def test_the_order_names_only_what_is_there() -> None:
    there = {*modules(), *(f"{name.split('.')[0]}." for name in modules())}

    assert [name for name in ORDER if name not in there] == []


@pytest.mark.parametrize("name", every_module())
def test_a_module_imports_only_what_stands_before_it(name: str) -> None:
    assert [each for each in imports(name) if place(each) > place(name)] == []


def test_no_two_modules_of_a_package_import_each_other() -> None:
    wanted = {name: {each for each in imports(name) if each != name} for name in modules()}
    left = dict(wanted)
    while ready := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in ready:
            del left[name]

    assert sorted(left) == []


@pytest.mark.parametrize("name", [name for name in every_module() if name in PURE or f"{name.split('.')[0]}." in PURE])
def test_what_lies_between_source_and_build_is_pure(name: str) -> None:
    assert outside(name) & IMPURE == set()


@pytest.mark.parametrize("name", [name for name in every_module() if not name.startswith("serve")])
def test_what_a_build_loads_defines_no_dataclass(name: str) -> None:
    assert "dataclasses" not in outside(name)


@pytest.mark.parametrize("name", every_module())
def test_files_are_read_only_where_it_is_allowed(name: str) -> None:
    found = set()
    for function in ast.walk(tree(name)):
        if isinstance(function, ast.FunctionDef):
            calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
            names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
            found |= {f"{name}.{function.name}" for _ in names & READING}

    assert found - set(READERS) == set()


def test_the_list_of_readers_names_only_functions_that_are_there() -> None:
    there = {
        f"{name}.{node.name}"
        for name in modules()
        for node in ast.walk(tree(name))
        if isinstance(node, ast.FunctionDef)
    }

    assert set(READERS) - there == set()


def test_slides_and_texts_enter_a_page_unescaped_only_through_templating() -> None:
    users = [name for name, path in modules().items() if re.search(r"\bMarkup\(", path.read_text(encoding="utf-8"))]

    assert users == ["templating"]


def test_no_template_switches_escaping_off() -> None:
    templates = sorted((SOURCES / "templates").glob("*.jinja"))

    assert templates
    for template in templates:
        assert not re.search(r"\|\s*safe\b|autoescape", template.read_text(encoding="utf-8"))


def test_slides_are_put_in_as_they_are_only_where_a_slide_stands() -> None:
    deck = (SOURCES / "templates" / "deck.html.jinja").read_text(encoding="utf-8")

    assert re.findall(r"{{[^}]*\|\s*rendered\s*}}", deck) == [
        "{{ stack.slides[0].html | rendered }}",
        "{{ slide.html | rendered }}",
    ]


@pytest.mark.parametrize("name", every_module())
def test_each_thing_lives_with_its_idea(name: str) -> None:
    assert not {"utils", "util", "helpers", "models", "manager", "common", "misc"} & set(name.split("."))


@pytest.mark.parametrize("name", every_module())
def test_each_module_begins_with_a_sentence_that_says_its_job(name: str) -> None:
    docstring = ast.get_docstring(tree(name)) or ""
    first = docstring.split("\n\n")[0]

    assert re.fullmatch(r"\S.+[.:]", first), f"{name} begins with {first!r}"
    assert "\n" not in first, "the sentence fits on one line"


@pytest.mark.parametrize("name", every_module())
def test_no_file_is_longer_than_250_lines(name: str) -> None:
    assert modules()[name].read_text(encoding="utf-8").count("\n") <= 250
