"""A stranger's deck puts nothing into its page from outside the project, and each try is told with file and line."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deckbuild.pipeline import built_deck, stages
from deckbuild.project import loader
from tests.png import png

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.conftest import Cli, MakeProject

CANARY = "canary in a coal mine, nobody may hear it "
SVG = f'<svg xmlns="http://www.w3.org/2000/svg" id="a"><text>{CANARY}</text></svg>'
SECRETS: dict[str, bytes] = {
    "secret.png": png(2, 2) + CANARY.encode(),
    "secret.css": f"/* {CANARY} */".encode(),
    "secret.js": f"/* {CANARY} */".encode(),
    "secret.svg": SVG.encode(),
    "secret.md": f"# {CANARY}".encode(),
    "secret.txt": CANARY.encode(),
    "secret.html": f"<p>{CANARY}</p>".encode(),
    "secret.vtt": f"WEBVTT\n\n{CANARY}".encode(),
    "secret.mp4": b"\0\0\0\x18ftypmp42" + CANARY.encode(),
    "secret.woff2": b"wOF2" + CANARY.encode(),
}
OUT = "../../secret"

# What a slide says, in its third line.
SLIDES = {
    # Ways to say where the file is
    "dots": f"![]({OUT}.png)",
    "many dots": f"![]({'../' * 40}etc/passwd)",
    "dots behind a folder": "![](../images/../../secret.png)",
    "dots behind a link": "![](../images/folder/../secret.png)",
    "absolute": "![](/TMP/secret.png)",
    "absolute twice": "![](//TMP/secret.png)",
    "file URL": "![](file:///TMP/secret.png)",
    "file URL with a host": '<img src="file://localhost/TMP/secret.png">',
    "file URL without slashes": '<img src="FILE:/TMP/secret.png">',
    "home": '<img src="~/.ssh/id_rsa">',
    "drive": '<img src="C:/Windows/win.ini">',
    "percent": "![](..%2f..%2fsecret.png)",
    "percent dots": "![](%2e%2e/%2E%2E/secret.png)",
    "percent absolute": "![](%2fTMP/secret.png)",
    "double percent": "![](..%252f..%252fsecret.png)",
    "double percent dots": "![](%252e%252e/%252e%252e/secret.png)",
    "triple percent": "![](%25252e%25252e/%25252e%25252e/secret.png)",
    "percent NUL": "![](../../secret.png%00.png)",
    "overlong": "![](..%c0%af..%c0%afsecret.png)",
    "backslashes": r'<img src="..\..\secret.png">',
    "percent backslashes": '<img src="..%5c..%5csecret.png">',
    "references": '<img src="&#46;&period;&#x2f;..&sol;secret.png">',
    "tab": '<img src="..\t/../secret.png">',
    "blanks around": '<img src="  ../../secret.png  ">',
    "query": "![](../../secret.png?v=1#a)",
    "capitals": "<IMG SRC='../../secret.png'>",
    "bare": "<img src=../../secret.png>",
    # Links and what is no file
    "link": "![](../images/link.png)",
    "chain of links": "![](../images/chain.png)",
    "linked folder": "![](../images/folder/secret.png)",
    "link to what is hidden": "![](../images/dot.png)",
    "device": "![](../images/zero.png)",
    "device by its path": "![](/dev/zero)",
    "environment": "![](../images/environ.png)",
    "environment by its path": "![](/proc/self/environ)",
    "standard input": "![](../images/stdin.png)",
    "pipe": "![](../images/pipe.png)",
    "ring": "![](../images/ring.png)",
    # What is hidden
    "env": "![](../.env)",
    "git": "![](../.git/config)",
    "hidden picture": "![](../.secret.png)",
    "hidden folder": "![](../images/.cache/secret.png)",
    # Places that name a file
    "reference": "![][a]\n\n[a]: ../../secret.png",
    "srcset": f'<img src="../images/x.png" srcset="../images/x.png 1x, {OUT}.png 2x">',
    "picture": f'<picture><source srcset="{OUT}.png"><img src="../images/x.png"></picture>',
    "data-src": f'<img data-src="{OUT}.png">',
    "video": f'<video src="{OUT}.mp4"></video>',
    "poster": f'<video poster="{OUT}.png"></video>',
    "source": f'<video><source src="{OUT}.mp4"></video>',
    "audio": f'<audio src="{OUT}.mp4"></audio>',
    "track": f'<video><track src="{OUT}.vtt"></video>',
    "script": f'<script src="{OUT}.js"></script>',
    "iframe": f'<iframe src="{OUT}.html"></iframe>',
    "lazy iframe": f'<iframe data-src="{OUT}.svg"></iframe>',
    "object": f'<object data="{OUT}.svg"></object>',
    "embed": f'<embed src="{OUT}.svg">',
    "input": f'<input type="image" src="{OUT}.png">',
    "svg image": f'<svg><image href="{OUT}.png"/></svg>',
    "svg xlink": f'<svg><image xlink:href="{OUT}.png"/></svg>',
    "svg use": f'<svg><use href="{OUT}.svg#a"/></svg>',
    "sheet": f'<link rel="stylesheet" href="{OUT}.css">',
    "icon": f'<link rel="icon" href="{OUT}.png">',
    "style": f"<style>a {{ background: url({OUT}.png) }}</style>",
    "quoted style": f"<style>a {{ background: url('{OUT}.png') }}</style>",
    "import": f"<style>@import '{OUT}.css';</style>",
    "import url": f"<style>@import url({OUT}.css) screen;</style>",
    "escaped style": r"<style>a { background: url(\2e\2e/\2e./secret.png) }</style>",
    "font": f"<style>@font-face {{ src: url({OUT}.woff2) }}</style>",
    "style attribute": f'<p style="background: url({OUT}.png)">x</p>',
    "background": f'<!-- .slide: data-background="{OUT}.png" -->',
    "background image": f'<!-- .slide: data-background-image="{OUT}.png" -->',
    "background video": f'<!-- .slide: data-background-video="{OUT}.mp4" -->',
    "background frame": f'<!-- .slide: data-background-iframe="{OUT}.html" -->',
    "directive": f'![](../images/x.png) <!-- .element src="{OUT}.png" -->',
    "separator": f'!SLIDE data-background-image="{OUT}.png"\n\n# B',
    "notes": f"!NOTE\n![]({OUT}.png)",
}
# What a front matter says, in its second line.
SETTINGS = {
    "theme": f"theme: {OUT}.css",
    "theme absolute": "theme: /TMP/secret.css",
    "css": f"css: {OUT}.css",
    "css absolute": "css: [/TMP/secret.css]",
    "css link": "css: ../css/link.css",
    "css that imports": "css: ../css/imports.css",
    "css that shows": "css: ../css/shows.css",
    "scripts": f"scripts: {OUT}.js",
    "plugin": f"plugins: [{{name: A, script: {OUT}.js}}]",
    "favicon": f"favicon: {OUT}.png",
    "chapters": f"chapters: {OUT}.md",
    "chapters absolute": "chapters: /TMP/secret.md",
    "chapters hidden": "chapters: ../.secret.md",
    "chapters device": "chapters: ../images/zero.png",
    "parallax": f"reveal: {{parallaxBackgroundImage: {OUT}.png}}",
    "snippets": "markdown_extensions: [{pymdownx.snippets: {base_path: [/TMP]}}]",
    "base64": "markdown_extensions: [{pymdownx.b64: {base_path: /TMP}}]",
    "allowance": "allow_outside: /",
}
WHERE = {"css that imports": "css/imports.css:1", "css that shows": "css/shows.css:1"}
ON_THE_NETWORK = {"absolute twice"}  # a host to a browser; a warning says so
LINES = {"reference": 5, "notes": 4}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a deck for each try, and secrets around it and hidden in it."""
    around = tmp_path_factory.mktemp("around")
    made = around / "project"
    for name, data in SECRETS.items():
        for folder in (around, around / "outside", made / "images" / ".cache"):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
        (made / f".{name}").write_bytes(data)
    write(made, {".env": CANARY, ".git/config": CANARY, "images/x.png": png(2, 2)})
    write(made, {"css/imports.css": f"@import '{OUT}.css';", "css/shows.css": f"a {{ background: url({OUT}.png) }}"})
    links: dict[str, str | Path] = {
        "images/link.png": "../../secret.png",
        "images/chain.png": "link.png",
        "images/folder": around / "outside",
        "images/dot.png": "../.secret.png",
        "images/zero.png": "/dev/zero",
        "images/environ.png": "/proc/self/environ",
        "images/stdin.png": "/dev/stdin",
        "images/ring.png": "ring.png",
        "css/link.css": "../../secret.css",
        "slides/deck that is a link.md": "../../secret.md",
        "slides/deck in a linked folder": "../../outside",
        "slides/deck that is a device.md": "/dev/zero",
    }
    os.mkfifo(made / "images" / "pipe.png")
    write(made, {f"slides/{name}.md": f"# A\n\n{text}\n" for name, text in SLIDES.items()})
    write(made, {f"slides/setting {name}.md": f"---\n{text}\n---\n# A\n" for name, text in SETTINGS.items()})
    for place, target in links.items():
        (made / place).symlink_to(target)
    return made


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        data = content.encode() if isinstance(content, str) else content
        (root / name).write_bytes(data.replace(b"/TMP", str(root.parent).encode()))


@pytest.fixture(scope="module")
def builds(root: Path) -> dict[str, built_deck.Build]:
    return {made.name: made for made in stages.build(loader.read(root))}


def leaks(text: str) -> bool:
    """Whether the canary, or this process' environment, is in a page: as it is or in base64, wherever that begins."""
    environment = Path("/proc/self/environ").read_bytes()[:30].decode(errors="replace")
    words = CANARY.encode()
    coded = [base64.b64encode(b"x" * shift + words)[4:44].decode() for shift in range(3)]
    return any(each in text for each in (CANARY.strip(), environment, *coded))


def test_the_canary_would_be_heard(root: Path) -> None:
    """In a project that holds all of it, the same decks do show the secrets: so the tries are real."""
    read = loader.read(root, allowed=[Path("/")])
    heard = [made.name for made in stages.build(read) if leaks(made.html)]

    assert len(heard) > 35


@pytest.mark.parametrize("name", [*SLIDES, *(f"setting {name}" for name in SETTINGS)])
def test_nothing_gets_in_and_the_try_is_told_at_its_place(builds: dict[str, built_deck.Build], name: str) -> None:
    made = builds[name]
    line = 2 if name.startswith("setting ") else LINES.get(name, 3)
    place = WHERE.get(name.removeprefix("setting "), f"slides/{name}.md:{line}")

    assert not leaks(made.html)
    told = [each for each in made.diagnostics if str(each.location).startswith(f"{place}:")]
    # A setting that nobody has is passed over in a front matter, where other tools have theirs.
    is_nobodys = name == "setting allowance"
    assert is_nobodys or any(each.rule.code != "D403" or name in ON_THE_NETWORK for each in told)


def test_there_are_at_least_sixty_tries() -> None:
    assert len(SLIDES) + len(SETTINGS) > 60


@pytest.mark.parametrize("name", ["deck that is a link", "deck that is a device", "deck in a linked folder"])
def test_a_deck_that_lies_outside_is_not_read(builds: dict[str, built_deck.Build], name: str) -> None:
    made = builds[name]

    assert not leaks(made.html)
    assert made.diagnostics
    assert {each.rule.code for each in made.diagnostics} == {"D402", "D117"}


@pytest.mark.parametrize("secret", ["secret.md", "secret.css"])
@pytest.mark.parametrize("name", ["deckbuild.yml", "reveal-md.json", "templates/deck.html.jinja", "slides/a.md"])
def test_a_file_of_the_project_that_is_a_link_out_is_not_read(tmp_path: Path, cli: Cli, name: str, secret: str) -> None:
    root = tmp_path / "project"
    write(root, {"slides/a.md": "# A", "../secret.md": SECRETS["secret.md"], "../secret.css": SECRETS["secret.css"]})
    (root / name).parent.mkdir(exist_ok=True)
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(tmp_path / secret)
    result = cli("build", cwd=root)

    assert CANARY.strip() not in result.output
    assert "lies outside the project" in result.stderr
    assert result.exit_code == 1
    assert not (root / "dist" / "a.html").exists()


@pytest.mark.parametrize("name", ["../../secret.txt", "/TMP/secret.txt", "../.env", "..%2f..%2fsecret.txt", "link.txt"])
@pytest.mark.parametrize("way", ['{% include "NAME" %}', '{% extends "NAME" %}', '{% import "NAME" as a %}{{ a }}'])
def test_a_template_cannot_take_in_what_lies_outside(tmp_path: Path, cli: Cli, name: str, way: str) -> None:
    root = tmp_path / "project"
    write(root, {"slides/a.md": "# A", "../secret.txt": CANARY, ".env": CANARY})
    write(root, {"templates/deck.html.jinja": way.replace("NAME", name)})
    (root / "templates" / "link.txt").symlink_to(tmp_path / "secret.txt")
    result = cli("build", cwd=root)

    assert (result.exit_code, CANARY.strip() in result.output) == (1, False)
    assert "templates/deck.html.jinja:1:1: error: " in result.stderr
    assert not (root / "dist" / "a.html").exists()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ('[x]("a.pdf")', '5:5: the file "a.pdf" does not exist [D401]'),
        (r"![](a\_b.png)", "5:5: the file a_b.png does not exist [D401]"),
        ("![](%1b[31m.png)", r"5:5: the file \x1b[31m.png has a name that is not allowed [D402]"),
        ("![](%C3%A4.png)", "5:5: the file ä.png does not exist [D401]"),
        (r"![](pics\red.png)", r"5:5: the file pics\red.png has a name that is not allowed [D402]"),
        ("![](Pics/Red.PNG)", "5:5: the file Pics/Red.PNG does not exist [D401]"),
        ('<image src="y.png">', "5:13: the file y.png does not exist [D401]"),
    ],
)
def test_a_file_that_is_not_read_is_told_at_its_own_place_and_printed_safely(
    cli: Cli, make_project: MakeProject, written: str, told: str
) -> None:
    root = make_project({"slides/a.md": f"# A\n\n![](%C3%A4%C3%A4.png) y\n\n{written}\n"})
    lines = cli("build", root).stderr.splitlines()
    first, second = [line.replace(" warning:", "") for line in lines if line.startswith("project/")]

    assert "a.md:3:5:" in first
    assert second == f"project/slides/a.md:{told}"
