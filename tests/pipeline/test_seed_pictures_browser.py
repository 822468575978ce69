"""The example deck in Chromium: its pictures, as large as they are shown, and what its template adds."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, Watched

pytestmark = pytest.mark.browser

LEAST = 20  # px of the slide
# Of each picture that is shown: how many px of the slide it is wide, its own size, and what is said of it.
SHOWN = """() => Reveal.getSlides().flatMap(slide => {
  const {h, v} = Reveal.getIndices(slide);
  Reveal.slide(h, v);
  return [...slide.querySelectorAll("img")].map(each => {
    const box = each.getBoundingClientRect();
    const fits = Math.min(box.width, box.height * each.naturalWidth / each.naturalHeight);
    return [fits / Reveal.getScale(), [each.naturalWidth, each.naturalHeight], each.alt];
  });
})"""

# What the template says of the licence: at the foot of the title slide, and in the head.
LICENCE = """() => {
  const foot = getComputedStyle(document.querySelector("section.title"), "::after");
  const about = JSON.parse(document.querySelector("script[type='application/ld+json']").textContent);
  return [foot.content, foot.fontSize, document.querySelector("link[rel=license]").href, about.name, about.license];
}"""


def test_no_word_in_a_picture_is_smaller_than_20_px_and_the_template_adds_the_licence(
    cli: Cli, offline: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "images" / "draw"))
    drawn: dict[str, Any] = import_module("pictures").all_pictures()
    deck = (ROOT / "slides" / "transformers.md").read_text(encoding="utf-8")
    names = re.findall(r"!\[\]\(images/(.+?)\.(?:png|gif)\)", deck)
    cli("build", ROOT / "slides" / "transformers.md", "--output", tmp_path)
    offline.page.set_viewport_size({"width": 1280, "height": 720})
    offline.page.goto((tmp_path / "transformers.html").as_uri())
    offline.page.wait_for_function("Reveal.isReady() && [...document.images].every(each => each.complete)")
    licence = offline.page.evaluate(LICENCE)
    shown = offline.page.evaluate(SHOWN)

    address = "https://creativecommons.org/licenses/by/4.0/"
    assert licence == ['"Deep learning, by example · CC BY 4.0"', "25px", address, "Transformers", address]
    assert offline.remote == []
    assert len(shown) == len(names)
    for name, (width, size, said) in zip(names, shown, strict=True):
        picture = drawn[name]
        assert size == [round(picture.width * picture.scale), round(picture.height * picture.scale)], name
        sizes = [float(each) for one in picture.documents() for each in re.findall(r'font-size="([\d.]+)"', one)]
        assert min(sizes) * width / picture.width >= LEAST - 0.1, name
        assert len(said) > 80, name
