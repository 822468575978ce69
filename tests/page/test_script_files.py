"""The files that scripts name: they are in the page with them."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from deckbuild.page.layout import LINKED, SINGLE, Layout
from deckbuild.pipeline import built_deck, stages
from deckbuild.project import loader
from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import MakeProject

PICTURE = png(2, 2)
URI = f"data:image/png;base64,{base64.b64encode(PICTURE).decode()}"
FINDS = """sel = document.querySelector('script[src$="menu.js"]'); """
MENU = f"{FINDS} load(sel.src.slice(0, -7) + 'menu.css'); load('icons/all.css')"


def made(make_project: MakeProject, files: Mapping[str, str | bytes], layout: Layout = SINGLE) -> built_deck.Build:
    settings = f"scripts: [{', '.join(name for name in files if name.endswith('.js'))}]"
    root = make_project({"slides/a.md": "# A", "deckbuild.yml": settings, **files})
    (found,) = stages.build(loader.read(root), layout=layout)
    return found


def script(found: built_deck.Build) -> str:
    """The last script of the page."""
    return str(re.findall(r"<script>\n(.*?)\n</script>", found.html, re.DOTALL)[-1])


def test_a_picture_that_a_script_names_is_in_it(make_project: MakeProject) -> None:
    files: dict[str, str | bytes] = {
        "js/a.js": """x("i/p.png", 'url(' + path + 'i/p.png), auto', `/q.png`, "<img src='js/i/p.png'>")""",
        "js/i/p.png": PICTURE,
        "q.png": PICTURE,
    }

    assert script(made(make_project, files)) == (
        f"""x("{URI}", 'url(' + path + '{URI}), auto', `{URI}`, "<img src='{URI}'>")"""
    )


def test_what_is_no_file_of_the_project_stays_as_it_is(make_project: MakeProject) -> None:
    text = """x("no.png", "http://example.org/a.png", "../../etc/a.png", a.png, "a.png b", 'a.css')"""
    found = made(make_project, {"a.js": text})

    assert script(found) == text
    assert found.diagnostics == ()


def test_a_script_that_looks_for_its_own_place_finds_its_sheets(make_project: MakeProject) -> None:
    sheets: dict[str, str | bytes] = {"p/menu.css": "a{background:url(x.png)}", "p/icons/all.css": "b{}"}
    found = made(make_project, {"p/menu.js": MENU, **sheets, "p/x.png": PICTURE})

    place = re.search(r'<script type="text/plain" src="data:text/css;base64,(.*?)#menu.js"></script>', found.html)
    assert place
    assert base64.b64decode(place[1]).decode() == f"a{{background:url({URI})}}\nb{{}}"
    assert script(found) == MENU


def test_a_sheet_of_another_script_is_in_it(make_project: MakeProject) -> None:
    found = made(make_project, {"a.js": "load('a.css')", "a.css": "b{}"})

    assert script(found) == f"load('data:text/css;base64,{base64.b64encode(b'b{}').decode()}')"


def test_a_linked_script_names_its_files_from_the_page(make_project: MakeProject) -> None:
    found = made(
        make_project, {"a.js": "x('p.png')", "p.png": PICTURE, "m.js": FINDS + "'m.css'", "m.css": "b{}"}, LINKED
    )

    (text,) = [data.decode() for path, data in found.linked.items() if path.startswith("assets/a.")]
    (picture,) = [path for path in found.linked if path.endswith(".png")]
    assert text == f"x('{picture}')"
    assert re.search(r'src="assets/m\.\w+\.css#menu\.js"', found.html)


def test_what_a_plugin_loads_and_is_not_there_is_told(make_project: MakeProject) -> None:
    found = made(make_project, {"menu.js": f"{MENU}; themes = ['black.css']; {FINDS} 'a.png', 'b.png'"})

    (told,) = map(str, found.diagnostics)
    assert told == (
        "menu.js:1:87: warning: while the deck is shown this script loads menu.css, icons/all.css, a.png …, not found "
        "beside it [D140] (put it there; the plugin's package has it)"
    )
