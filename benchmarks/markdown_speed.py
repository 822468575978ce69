"""Measures Markdown alone: ours against stock Python-Markdown on the same text, and inputs made to be slow.

    make bench, or: python benchmarks/markdown_speed.py

The ratio compares the best of five runs over the slides of tests/differential/decks; the slow inputs go the whole way
of a slide, guard included, and each should take less than a second. So do the slides of a large deck, of which the CPU
time is told: their HTML at once, and by way of Python-Markdown's trees, as for a project with extensions.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import markdown

from deckbuild.diagnostics.source import Source
from deckbuild.markdown.converter import converter
from deckbuild.parsing import slides
from deckbuild.rendering.renderer import Renderer

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from benchmarks.peers import decks

if TYPE_CHECKING:
    from collections.abc import Callable

SLOW = {
    "16,000 [": "[" * 16_000,
    "8,000 ![ and ](": "![" * 8_000 + "](" * 8_000,
    "4,000 [a](": "[a](" * 4_000,
    "4,000 ![](": "![](" * 4_000,
    "8,000 [^": "[^" * 8_000,
    "16,000 backticks": "`" * 16_000,
    "a fence and 16,000 blanks": "```" + " " * 16_000,
    "4,000 <a": "<a " * 4_000,
    "4,000 <!--": "<!--" * 4_000,
    "16,000 <": "<" * 16_000,
    "lists 400 deep": "\n".join("  " * level + "- a" for level in range(400)),
    "quotes 16,000 deep": "> " * 16_000 + "a",
    "8,000 *a": "*a " * 8_000,
    "8,000 *_": "*_" * 8_000,
    "8,000 ~a": "~a" * 8_000,
    "8,000 a@": "a@" * 8_000,
    "3,000 addresses": "http://a.b " * 3_000,
    "a table of 3,000 columns": "|" * 3_000 + "\n" + "|-" * 3_000,
    "4,000 headings": "# a\n" * 4_000,
}


WAYS: dict[str, dict[str, dict[str, object]]] = {"at once": {}, "with an extension": {"sane_lists": {}}}


def cpu(extensions: dict[str, dict[str, object]]) -> float:
    """Return the least CPU time of three runs over the slides of a large deck, for one slide (s)."""
    source = Source("deck.md", decks.text(decks.DECKBUILD, decks.THOUSAND))
    every = [slide for stack in slides.divide(source, 0, slides.NATIVE).stacks for slide in stack]
    renderer = Renderer(extensions)
    times = []
    for _ in range(3):
        began = process_time()
        for slide in every:
            renderer.render(slide)
        times.append(process_time() - began)
    return min(times) / len(every)


def best(convert: Callable[[str], object], texts: list[str]) -> float:
    """Return the least wall time of five runs over ``texts`` (s)."""
    times = []
    for _ in range(5):
        began = perf_counter()
        for text in texts:
            convert(text)
        times.append(perf_counter() - began)
    return min(times)


def main() -> None:
    """Print the ratio, then the slow inputs."""
    decks = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests/differential/decks").glob("*.md"))]
    texts = [text for deck in decks for text in re.split(r"^(?:-{3,4}|!SLIDE|!SUB).*$", deck, flags=re.MULTILINE)]
    stock, ours = markdown.Markdown(extensions=["extra", "sane_lists"]), converter({})
    theirs = best(lambda text: stock.reset().convert(text), texts)
    mine = best(lambda text: (ours.reset(), ours.convert(text)), texts)
    print(f"{len(texts)} slides, {sum(map(len, texts))} characters")
    print(f"Python-Markdown, extra and sane_lists {theirs:.3f} s; deckbuild {mine:.3f} s; ratio {mine / theirs:.2f}")
    for name, extensions in WAYS.items():
        print(f"CPU of a slide of a large deck, {name}: {cpu(extensions) * 1000:.2f} ms")
    renderer = Renderer({})
    for name, text in SLOW.items():
        began = perf_counter()
        (stack,) = slides.divide(Source("slow.md", text), 0, slides.NATIVE).stacks
        renderer.render(stack[0])
        print(f"{name:<28}{perf_counter() - began:6.2f} s")


if __name__ == "__main__":
    main()
