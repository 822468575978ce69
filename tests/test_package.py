"""What is shipped: the wheel alone builds decks without a network, and what the command line loads."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest

from deckbuild import __version__

ROOT = Path(__file__).resolve().parents[1]

# Python runs this file before anything else; it is left in the new environment to prove that nothing asks the network.
NO_NETWORK = """\
import sys
def _refuse(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise RuntimeError(f"the network is off: {event}")
sys.addaudithook(_refuse)
"""


def run(*command: str | Path, cwd: Path) -> str:
    """Run a program that must succeed, with nothing of this process' Python, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_"))}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new environment that holds the wheel, sees our dependencies, and has no network.

    A .pth file adds a folder without reading the .pth files in it: the editable deckbuild there stays unseen.
    """
    home = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    programs = home / ("Scripts" if os.name == "nt" else "bin")
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(run(programs / "python", "-c", where, cwd=home).strip())
    (packages / "no_network.py").write_text(NO_NETWORK)
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "all.pth").write_text("\n".join(["import no_network", *sorted(ours)]) + "\n")
    install = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--ignore-installed")
    run(programs / "python", *install, wheel, cwd=home)
    return programs


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """The example project, away from the checkout."""
    for name in ("slides", "images"):
        shutil.copytree(ROOT / name, tmp_path / "talk" / name)
    shutil.copyfile(ROOT / "deckbuild.yml", tmp_path / "talk" / "deckbuild.yml")
    return tmp_path / "talk"


@pytest.mark.slow
def test_the_wheel_alone_builds_the_deck_without_a_network(installed: Path, talk: Path) -> None:
    run(installed / "deckbuild", "build", "--output", "alone", cwd=talk)
    run(sys.executable, "-m", "deckbuild", "build", "--output", "checkout", cwd=talk)

    alone, checkout = (
        {path.name: path.read_bytes() for path in (talk / name).iterdir()} for name in ("alone", "checkout")
    )
    assert sorted(alone) == sorted(["index.html", *(f"{path.stem}.html" for path in (ROOT / "slides").glob("*.md"))])
    assert alone == checkout


@pytest.mark.slow
def test_that_environment_knows_neither_the_checkout_nor_the_network(installed: Path, tmp_path: Path) -> None:
    program = """
import json, socket, sys, deckbuild
try:
    socket.create_connection(("127.0.0.1", 9))
except RuntimeError as error:
    print(json.dumps([deckbuild.__file__, sys.path, str(error)]))
"""
    file, path, refused = json.loads(run(installed / "python", "-c", program, cwd=tmp_path))

    assert Path(file).is_relative_to(installed.parent)
    assert not [folder for folder in path if Path(folder) in (ROOT, ROOT / "src")]
    assert refused.startswith("the network is off")


@pytest.mark.slow
def test_the_version_names_deckbuild_and_reveal(installed: Path, tmp_path: Path) -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]["node_modules/reveal.js"][
        "version"
    ]

    assert run(installed / "deckbuild", "--version", cwd=tmp_path) == f"deckbuild {__version__}, reveal.js {locked}\n"


@pytest.mark.slow
def test_the_wheel_holds_licences_types_and_templates(wheel: Path) -> None:
    names = set(ZipFile(wheel).namelist())
    fonts = {name.split("/")[3] for name in names if name.endswith(".woff2")}

    assert len(fonts) == 13
    assert {f"deckbuild/vendor/fonts/{font}/LICENSE" for font in fonts} <= names
    assert {
        "deckbuild/py.typed",
        "deckbuild/vendor/reveal/LICENSE",
        "deckbuild/page/templates/deck.html.jinja",
    } <= names
    assert f"deckbuild-{__version__}.dist-info/licenses/LICENSE" in names
    assert not [name for name in names if name.startswith(("tests/", "slides/", "images/"))]


# What is loaded


LOADED = """
import os, sys
if hasattr(os, "sched_setaffinity"):  # on one core, this process renders itself
    os.sched_setaffinity(0, [min(os.sched_getaffinity(0))])
before = set(sys.modules)
from deckbuild.cli import main
if sys.argv[1:]:
    try:
        main.main()
    except SystemExit:
        pass
print(*sorted(set(sys.modules) - before))
"""

# To start at once is part of the design: what is not named here waits until it is used. Underscores begin the names
# of what is compiled; sre_* are parts of re in Python 3.10.
FOR_VERSION = {
    "deckbuild",
    "deckbuild.cli",
    "deckbuild.diagnostics",
    "deckbuild.diagnostics.control_characters",
    "deckbuild.themes",
    "deckbuild.themes.missing",
    "deckbuild.cli.main",
    "deckbuild.cli.exit_codes",
    "deckbuild.themes.version",
} | set(
    "collections copyreg enum functools gc itertools json keyword operator re reprlib signal types"
    " sre_compile sre_constants sre_parse".split()
)
FOR_HELP = {"click"}
# Nothing here reads Markdown, colours code or scales pictures: a build whose slides are all known does without.
FOR_BUILD = FOR_HELP | {"jinja2", "markupsafe"}


def loaded(*args: str) -> set[str]:
    """Return the modules that `deckbuild ARGS` loads."""
    return set(run(sys.executable, "-c", LOADED, *args, cwd=ROOT).splitlines()[-1].split())


def others(*args: str) -> set[str]:
    """Return the packages of others that `deckbuild ARGS` loads; parts of compiled ones have names of their own."""
    own = {"deckbuild", "cython_runtime", "htmlparser"}
    names = {name.partition(".")[0] for name in loaded(*args)}
    return {name for name in names if name not in {*own, *sys.stdlib_module_names} and not name.startswith("_cython")}


def test_the_version_loads_only_what_it_needs() -> None:
    names = {name if name.startswith("deckbuild") else name.partition(".")[0] for name in loaded("--version")}

    assert {name for name in names if not name.startswith("_")} <= FOR_VERSION


def test_an_import_loads_nothing_of_others() -> None:
    assert others() == set()


@pytest.mark.parametrize(("args", "few"), [(["--help"], FOR_HELP), (["build", "--help"], FOR_BUILD)])
def test_help_loads_no_server_no_browser_no_pictures_and_no_markdown(args: list[str], few: set[str]) -> None:
    assert others(*args) <= few


@pytest.mark.parametrize(("front_matter", "more"), [("", set()), ("---\ntitle: Talk\n---\n", {"yaml"})])
def test_a_second_build_loads_neither_markdown_nor_pygments(front_matter: str, more: set[str], tmp_path: Path) -> None:
    talk = tmp_path / "slides" / "talk.md"
    talk.parent.mkdir()
    talk.write_text(f"{front_matter}# Talk\n", encoding="utf-8")
    assert "markdown_it" in others("build", str(tmp_path))

    assert others("build", str(tmp_path)) <= FOR_BUILD | more


def test_a_build_loads_nothing_of_check_and_of_a_browser(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text("---\nrules: {D600: off}\n---\n# Talk\n", encoding="utf-8")

    names = loaded("build", str(tmp_path / "talk.md"))
    assert [name for name in names if name.startswith(("deckbuild.check", "deckbuild.browser"))] == []
