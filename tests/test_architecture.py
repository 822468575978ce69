"""The map of the program: a module imports only modules that stand above it here."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "src" / "deckbuild"
DOCUMENTATION = ROOT / "docs" / "architecture.md"

# The packages and the modules beside them, each above those that it may import: the map of the program.
ORDER = """
    __init__
    diagnostics themes
    files parsing
    browser
    html
    markdown features
    config
    project rendering
    assets
    page
    pipeline
    check pdf
    serve
    cli
    __main__
""".split()
FLOORS = 11  # at most: a package stands one floor above the highest that it imports

# Between a source and a build nothing knows the disk, the clock, the terminal, the environment or a log. (The reader
# reads a project's files; the vendored reveal.js and the resources of pages are installed with the program.)
PURE = """
    diagnostics.problem diagnostics.source files.decoding files.errors files.media_types parsing html markdown features
    config project.judging project.limit_checks rendering.complexity rendering.balance rendering.indented_html
    rendering.other_tools rendering.directives rendering.misspellings rendering.allowlist
    rendering.stretching rendering.films rendering.film_sites rendering.sanitizer rendering.result rendering.draft
    rendering.renderer rendering.surplus_cells rendering.given_attributes rendering.slide_attributes
    assets.alternative_texts assets.asset assets.complaints assets.css assets.embedding assets.links
    assets.missing assets.placeholder assets.resolver
    page.assembly page.csp page.deferred page.external_links page.layout
    page.includes page.foreign_template page.listing page.mustache page.named_files page.npm_packages
    page.other_templates page.parts page.script_files page.script_checks page.scripts page.start_script
    page.surroundings
    page.inner_links page.overflow page.sections page.shared_ids page.templating page.unique_ids page.weight
    check.as_typed check.deck check.finding check.shown.seen check.shown.telling check.source check.changes
    check.reports
    pipeline.rules_of_check
    pipeline.allowances pipeline.built_deck pipeline.division pipeline.figure_numbers pipeline.slide_files
    pipeline.footnote_texts pipeline.rendering_options pipeline.inclusion pipeline.included_files
    pipeline.slide_selection pipeline.deck_variables
    pipeline.embedding pipeline.problems pipeline.rules
    pipeline.stages pipeline.deck_slides pipeline.start_page
    project.text
    themes
    rendering.preambles page.formula_font pipeline.equations
    page.branding page.covers page.furniture page.running_lines pipeline.appearance pipeline.title_slide
    pipeline.haystack pipeline.leaks pipeline.leaving_out pipeline.on_demand pipeline.unused_texts
    rendering.audiences rendering.near_audiences rendering.dedent rendering.left_out_parts rendering.said
""".split()
OTHER_PROCESS = "features.engines."  # begins it, asks it, and runs in it
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
    "files.opening.open_regular": "the folders of a file, one in the other",
    "files.opening._open": "a project's files and the entries of the cache: makes the descriptor",
    "files.reader._read": "a project's files",
    "files.atomic.write": "the old page, to leave it alone when nothing has changed",
    "files.atomic.replace": "the descriptor of the new file",
    "files.atomic._remove": "what a killed run has left, to lock it",
    "files.atomic._sync": "the folder of the new page, to bring its name to the disk",
    "check.baseline.read": "the baseline of a project",
    "files.cache._regular": "an entry of the cache",
    "themes.vendored.text": "what is installed",
    "themes.fonts._font_file": "what is installed",
    "themes.mending._text": "what is installed",
    "themes.sheet._text": "what is installed",
    "themes.version.reveal": "what is installed",
    "assets.resize.opened": "bytes in memory",
    "features.engines.measuring._widths": "what is installed",
    "features.engines.worker._data": "how much memory the process has, which its limit begins at",
    "features.bibliography.styling._text": "what is installed",
    "features.formulas.letters.font_file": "what is installed",
    "features.formulas.engine._text": "what is installed",
    "features.icons.drawings": "what is installed",
    "page.resources.text": "what is installed",
    "page.resources.sheets_of": "what is installed",
    "page.resources.template": "what is installed",
    "pdf.printing._script": "what is installed",
    "pdf.handout._html": "what is installed",
    "serve.client_script._text": "what is installed",
    "serve.handlers.get": "what is installed",
    "check.shown.looking._text": "what is installed",
    "serve.measured.source": "a project's files, of which the line is shown that a browser has found something in",
    "serve.goto_file._remove": "the address for editors, which may be another server's",
    "serve.worker.main": "the pipes to the server",
    "project.scaffold.make": "what is installed",
    "project.requirement.requirement": "where pip has installed us from",
}
# The functions that import modules of ours, so that a start need not wait for them: one in each package at most. The
# time is that of `python -X importtime` on a machine where Python itself takes 20 ms. (click loads commands by name.)
LATE_IMPORTS = {
    "__init__.__getattr__": "the whole program, which `--version` does not need: 140 ms",
    "check.on_demand.load": "asyncio, threads and HTTP, for checks without a browser and without the network: 50 ms",
    "cli.main._command": "click, which `--version` does not need: 40 ms",
    "config.loading.document_of": "PyYAML, for projects without settings: 30 ms",
    "markdown.installed_extensions.through_trees": "Python-Markdown, for projects without extensions: 100 ms",
    "page.other_templates.load": "what reads templates of other tools, for projects that name none: 6 ms",
    "pdf.on_demand.load": "pypdf, which `deckbuild pdf --help` does without, where it is not installed too: 150 ms",
    "pipeline.on_demand.load": "all that holds a rule, the renderer with it, for projects that grade none, or have no "
    "variants: 110 ms",
    "rendering.reuse._render": "all that renders, for builds whose slides are kept: 110 ms",
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
def nodes(name: str) -> list[ast.AST]:
    """All of a module's tree; it is walked through once."""
    return list(ast.walk(tree(name)))


def functions(name: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in nodes(name) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def package(name: str) -> str:
    """The package that a module belongs to; of a module beside the packages its own name."""
    return name.split(".", maxsplit=1)[0]


def place(name: str) -> int:
    """Where a module's package stands in the order."""
    return ORDER.index(package(name))


@cache
def imports(name: str) -> set[str]:
    """The modules of ours that a module imports: for its types and inside functions too."""
    found = set()
    for node in nodes(name):
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
    for node in nodes(name):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(str(node.module).split(".")[0])
    return found


@cache
def borrowed(module: str) -> set[str]:
    """The names that a module of ours has from another one of ours."""
    found = [node for node in nodes(module) if isinstance(node, ast.ImportFrom)]
    return {alias.name for node in found if (node.module or "").startswith("deckbuild") for alias in node.names}


def test_a_name_is_imported_from_the_module_that_defines_it() -> None:
    found = [
        (name, f"{node.module}.{alias.name}")
        for name in modules()
        for node in nodes(name)
        if isinstance(node, ast.ImportFrom) and (node.module or "").removeprefix("deckbuild.") in modules()
        for alias in node.names
        if alias.name in borrowed(str(node.module).removeprefix("deckbuild."))
        and f"{node.module}.{alias.name}".removeprefix("deckbuild.") not in modules()  # a package imports its own
    ]

    assert found == []


def test_the_order_names_what_is_there() -> None:
    assert sorted(ORDER) == sorted({package(name) for name in modules()})


def test_a_module_imports_only_packages_that_stand_before_its_own() -> None:
    above = {(name, each) for name in modules() for each in imports(name) if place(each) > place(name)}

    # The public API is loaded when somebody asks for it.
    assert above == {("__init__", "diagnostics.problem"), ("__init__", "pipeline.api")}


def floors() -> dict[str, int]:
    """The floor of each package: one above the highest that it imports. The public API is loaded when it is used."""
    found = {"__init__": 1}
    for each in ORDER[1:]:
        below = {package(used) for name in modules() if package(name) == each for used in imports(name)}
        found[each] = 1 + max((found[name] for name in below - {each}), default=0)
    return found


def test_the_packages_stand_on_few_floors() -> None:
    assert max(floors().values()) <= FLOORS


def test_the_documentation_shows_the_floors() -> None:
    table = DOCUMENTATION.read_text(encoding="utf-8").partition("\n| floor | packages |\n")[2].partition("\n\n")[0]
    rows = [re.findall(r"\w+", row) for row in table.splitlines()[1:]]

    assert {name: int(number) for number, *names in rows for name in names} == floors()


def inside_functions(name: str) -> set[str]:
    """The functions of a module that import modules of ours."""
    return {
        f"{name}.{function.name}"
        for function in functions(name)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom)) and "deckbuild" in ast.unparse(node)
    }


def test_modules_of_ours_are_imported_inside_functions_only_where_the_start_would_wait_for_them() -> None:
    assert {place for name in modules() for place in inside_functions(name)} == set(LATE_IMPORTS)


def test_a_package_has_one_place_for_imports_inside_functions() -> None:
    packages = [package(place) for place in LATE_IMPORTS]

    assert sorted(packages) == sorted(set(packages))


def test_no_two_modules_of_a_package_import_each_other() -> None:
    wanted = {name: {each for each in imports(name) if each != name} for name in modules() if name != "__init__"}
    left = dict(wanted)
    while ready := [name for name, needs in left.items() if not needs & left.keys()]:
        for name in ready:
            del left[name]

    assert sorted(left) == []


def test_what_lies_between_source_and_build_is_pure() -> None:
    named = [name for name in modules() if name in PURE or package(name) in PURE]
    pure = [name for name in named if not name.startswith(OTHER_PROCESS)]

    assert {(name, each) for name in pure for each in outside(name) & IMPURE} == set()


def test_what_a_build_loads_defines_no_dataclass() -> None:
    loaded = [name for name in modules() if package(name) != "serve"]

    assert [name for name in loaded if "dataclasses" in outside(name)] == []


def called(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The last names of what a function calls."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}


def test_files_are_read_only_where_it_is_allowed() -> None:
    found = {f"{name}.{each.name}" for name in modules() for each in functions(name) if called(each) & READING}

    assert found - set(READERS) == set()


def test_the_list_of_readers_names_only_functions_that_are_there() -> None:
    there = {f"{name}.{each.name}" for name in modules() for each in functions(name)}

    assert set(READERS) - there == set()


def test_slides_and_texts_enter_a_page_unescaped_only_through_templating() -> None:
    users = [name for name, path in modules().items() if re.search(r"\bMarkup\(", path.read_text(encoding="utf-8"))]

    assert users == ["page.templating"]


def test_no_template_switches_escaping_off() -> None:
    templates = sorted((SOURCES / "page" / "templates").glob("*.jinja"))

    assert templates
    for template in templates:
        assert not re.search(r"\|\s*safe\b|autoescape", template.read_text(encoding="utf-8"))


def test_slides_are_put_in_as_they_are_only_where_slides_stand() -> None:
    deck = (SOURCES / "page" / "templates" / "deck.html.jinja").read_text(encoding="utf-8")

    assert set(re.findall(r"{{ ([^}]*) \|\s*rendered\b[^}]*}}", deck)) == {
        "deck.sections",
        *("deck.around.head", "deck.around.before", "deck.around.after"),  # of the project's own template
    }


def test_each_thing_lives_with_its_idea() -> None:
    vague = {"utils", "util", "helpers", "models", "manager", "common", "misc"}

    assert [name for name in modules() if vague & set(name.split("."))] == []


def test_each_module_begins_with_a_sentence_on_one_line_that_says_its_job() -> None:
    firsts = {name: (ast.get_docstring(tree(name)) or "").split("\n\n")[0] for name in modules()}

    assert {name: first for name, first in firsts.items() if not re.fullmatch(r"\S.+[.:]", first)} == {}


def test_no_file_is_longer_than_250_lines() -> None:
    lengths = {name: path.read_text(encoding="utf-8").count("\n") for name, path in modules().items()}

    assert {name: length for name, length in lengths.items() if length > 250} == {}
