"""Compares our drawings of Mermaid's diagrams with those of mermaid.js in Chromium: their texts, sizes and places.

    make bench, or: python benchmarks/mermaid_likeness.py

mermaid.js comes from npm once (26 MB, its hash is checked) and stays in .deckbuild/mermaid. Both draw the seventeen
diagrams of tests/data/diagrams.json with the same settings, in the same font. For each kind the table says how many of
mermaid.js' texts stand in ours, our width and height as parts of its, how far a text is from its place there (the
median and the largest, in pixels of the drawing, after both were brought to one size), and how many texts stick out of
the box around them that do not there. It ends with exit code 1 if a text is missing or sticks out.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
import tarfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from deckbuild.features.engines.answer import Question
from deckbuild.features.engines.mermaid_theme import CONFIGURATION
from deckbuild.features.engines.process import Process
from deckbuild.themes import fonts
from hatch_build import find_npm
from tests import chromium

VERSION = "12.3.0"
INTEGRITY = "4113TdXeLAsMruJ79OpFL5O8+LTFXhQqZ260rF3tgUmiNAtRm4Uume04I+65PRN6yZ69J4f8rVYWW8zRk65UYw=="  # sha512, of npm
FOLDER = ROOT / ".deckbuild" / "mermaid"
SCRIPT = FOLDER / f"mermaid-{VERSION}.min.js"
KINDS: dict[str, str] = json.loads((ROOT / "tests" / "data" / "diagrams.json").read_text(encoding="utf-8"))
PAGE = """<!doctype html><meta charset="utf-8"><style>{faces}
svg {{ font: 16px 'Source Sans Pro'; }} svg * {{ font-family: 'Source Sans Pro' !important; }}</style>
<b>a</b>b<div id="theirs" style="width: 960px"></div><div id="ours" style="width: 960px"></div>"""
DRAW = """async ([name, source, settings]) => {
  mermaid.initialize({...settings, startOnLoad: false});
  document.querySelector("#theirs").innerHTML = (await mermaid.render(`x-${name}`, source)).svg;
}"""
# Of a drawing its size, and its texts with their middles and whether they stick out of their boxes, in its own units.
READ = """id => {
  const svg = document.querySelector(`#${id} svg`);
  const [, , width, height] = svg.getAttribute("viewBox").split(/[ ,]+/).map(Number);
  svg.removeAttribute("style");
  [svg.style.width, svg.style.height] = [`${width}px`, `${height}px`];
  const frame = svg.getBoundingClientRect();
  const leaves = [...svg.querySelectorAll("text, foreignObject:not(switch > foreignObject)")];
  const seen = leaves.filter(each => each.textContent.trim() && each.getBoundingClientRect().width);
  const texts = seen.map(each => {
    const box = (each.querySelector("span, div") || each).getBoundingClientRect();
    const shape = each.closest(".node, .actor")?.querySelector("rect, path, polygon, circle")?.getBoundingClientRect();
    const sticksOut = Boolean(shape?.width) && (box.left < shape.left - 1 || box.right > shape.right + 1);
    const text = each.textContent.replace(/\\s+/g, "");
    return {text, x: box.x + box.width / 2 - frame.x, y: box.y + box.height / 2 - frame.y, sticksOut};
  });
  return {width, height, texts};
}"""


def bring() -> None:
    """Bring mermaid.js from npm."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    done = find_npm()(["pack", f"mermaid@{VERSION}", "--silent"], cwd=FOLDER, capture_output=True, encoding="utf-8")
    packed = FOLDER / done.stdout.split()[-1]
    if base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode() != INTEGRITY:
        sys.exit(f"{packed.name} is not the one whose hash stands here")
    with tarfile.open(packed) as archive:
        script = archive.extractfile("package/dist/mermaid.min.js")
        SCRIPT.write_bytes(script.read() if script else b"")
    packed.unlink()


def compared(theirs: dict[str, Any], ours: dict[str, Any]) -> tuple[str, bool]:
    """Return a row of the table, and whether it is as it should be."""
    left = list(ours["texts"])
    wide, high = ours["width"] / theirs["width"], ours["height"] / theirs["height"]
    away, out = list[float](), 0
    for each in theirs["texts"]:
        same = [other for other in left if other["text"] == each["text"]]
        if same:
            distance = {id(other): _distance(each, other, wide, high) for other in same}
            nearest = min(same, key=lambda other: distance[id(other)])
            left.remove(nearest)
            away.append(distance[id(nearest)])
            out += nearest["sticksOut"] and not each["sticksOut"]
    away.sort()
    middle, most = (away[len(away) // 2], away[-1]) if away else (0.0, 0.0)
    count = len(theirs["texts"])
    row = f"{len(away):3} of {count:3}   {wide:5.2f} x {high:4.2f}   {middle:6.1f}   {most:6.1f}   {out:3}"
    return row, len(away) == count and not out


def _distance(one: dict[str, Any], other: dict[str, Any], wide: float, high: float) -> float:
    x, y = other["x"] / wide - one["x"], other["y"] / high - one["y"]
    return float((x * x + y * y) ** 0.5)


def main() -> None:
    """Print the table."""
    if not SCRIPT.is_file():
        bring()
    letters = frozenset("".join(KINDS.values()))
    page_file = FOLDER / "page.html"
    page_file.write_text(PAGE.format(faces=fonts.faces({"Source Sans Pro"}, letters)), encoding="utf-8")
    process, good = Process(), True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.require())
        page = browser.new_page(viewport={"width": 976, "height": 800}, screen={"width": 960, "height": 600})
        page.goto(page_file.as_uri())
        page.evaluate("document.fonts.ready")
        page.add_script_tag(path=SCRIPT)
        print("kind          texts        size           median     most   out")
        for name, source in KINDS.items():
            page.evaluate(DRAW, [name, source, CONFIGURATION["site_config"]])
            drawing = process.draw(Question("mermaid", source), None)
            page.evaluate("svg => { document.querySelector('#ours').innerHTML = svg }", drawing.svg)
            row, is_good = compared(page.evaluate(READ, "theirs"), page.evaluate(READ, "ours"))
            good = good and is_good
            print(f"{name:12} {row}")
        browser.close()
    sys.exit(not good)


if __name__ == "__main__":
    main()
