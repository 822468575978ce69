from __future__ import annotations

import base64
import re
import struct
import zlib
from typing import TYPE_CHECKING

import pytest

from deckbuild.themes import fonts, vendored, version
from deckbuild.themes.missing import Missing

if TYPE_CHECKING:
    from pathlib import Path

LATIN = frozenset("Abc")
THEMES = (
    "beige black black-contrast blood dracula league moon night serif simple sky solarized white white-contrast"
).split()
# Two name only fonts that a computer has; beige names Source Sans Pro and brings others, in reveal.js 6 itself.
SYSTEM_FONTS = {"dracula", "serif", "beige"}


def test_reveal_comes_with_its_fourteen_themes() -> None:
    assert list(vendored.themes()) == THEMES


def test_it_is_reveal_6() -> None:
    assert version.reveal().startswith("6.")


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_asks_the_network_for_nothing(theme: str) -> None:
    css = re.sub(r"/\*.*?\*/", "", vendored.theme_css(theme, LATIN), flags=re.DOTALL)

    assert "@import" not in css
    assert re.findall(r"https?:|url\((?![\"']?(?:data:|#))", css) == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_holds_a_face_for_each_font_that_it_names_first(theme: str) -> None:
    css = vendored.theme_css(theme, LATIN)
    named = {name.strip("\"' ") for name in re.findall(r"--r-(?:main|heading)-font:\s*([^,;}]+)", css)}
    held = set(re.findall(r"@font-face\s*{[^}]*?font-family:\s*[\"']?([^;\"'}]+)", css))

    assert named
    assert named <= held or theme in SYSTEM_FONTS
    assert all("url(data:" in face for face in re.findall(r"@font-face\s*{[^}]*}", css))


def test_a_font_comes_with_the_alphabets_of_the_deck() -> None:
    def faces(text: str) -> set[str]:
        return set(re.findall(r"unicode-range:([^;]+)", vendored.theme_css("night", frozenset(text))))

    latin, greek, russian = faces("abc"), faces("abcλ"), faces("abcж")

    assert latin < greek
    assert latin < russian
    assert not (greek - latin) & (russian - latin)


def test_a_font_that_a_theme_holds_whole_stays_only_for_characters_that_its_alphabets_lack() -> None:
    def whole(text: str) -> bool:
        return "data:font/woff;" in vendored.theme_css("white", frozenset(text))

    assert [whole(text) for text in ("abc", "aäλжĐ€—", "a→", "a☑")] == [False, False, True, True]
    assert (
        len(vendored.theme_css("white", LATIN)) < 100_000 < 500_000 < len(vendored.theme_css("white", frozenset("a→")))
    )


def test_no_font_comes_for_emojis_and_characters_of_east_asia_which_it_does_not_have() -> None:
    every = "".join(vendored.text(f"dist/theme/{name}.css") for name in vendored.themes())
    fonts = [base64.b64decode(each) for each in re.findall(r"url\(data:font/woff;base64,([^)]*)\)", every)]
    held = {chr(code) for font in fonts for code in characters_of(font) if code >= 0x2300}

    assert held - {"\ufeff"} == set("⌜⌝⌞⌟■▲△▶▷▼▽◀◁◆◉◊◼☐☑♪✓❒⟦⟧⸢⸣⸤⸥ﬀﬁﬂ")
    assert vendored.theme_css("white", frozenset("a😄❤\ufe0f字")) == vendored.theme_css("white", frozenset("a"))


def characters_of(woff: bytes) -> set[int]:
    """The characters that a font has (WOFF 1.0, 5, and OpenType, cmap: format 4)."""
    entries = (struct.unpack_from(">4sIIII", woff, 44 + 20 * at) for at in range(struct.unpack_from(">H", woff, 12)[0]))
    at, packed, length = next((at, packed, length) for tag, at, packed, length, _ in entries if tag == b"cmap")
    data = woff[at : at + packed]
    cmap = zlib.decompress(data) if packed < length else data
    tables = (struct.unpack_from(">HHI", cmap, 4 + 8 * at)[2] for at in range(struct.unpack_from(">H", cmap, 2)[0]))
    begin = next(at for at in tables if struct.unpack_from(">H", cmap, at)[0] == 4)
    count = struct.unpack_from(">H", cmap, begin + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", cmap, begin + 14)
    starts = struct.unpack_from(f">{count}H", cmap, begin + 16 + 2 * count)
    return {code for start, end in zip(starts, ends, strict=True) for code in range(start, end + 1)} - {0xFFFF}


@pytest.mark.parametrize("theme", THEMES)
def test_dark_themes_are_known_by_their_background(theme: str) -> None:
    css = vendored.text(f"dist/theme/{theme}.css")
    found = re.search(r"--r-background-color:\s*(#[0-9a-fA-F]+|[a-z]+)", css)
    assert found
    colour = {"white": "#fff", "black": "#000"}.get(found[1], found[1]).removeprefix("#")
    digits = colour if len(colour) == 6 else "".join(each * 2 for each in colour)
    mean = sum(int(digits[at : at + 2], 16) for at in (0, 2, 4)) / 3

    assert vendored.is_dark(theme) == (mean < 128)


@pytest.mark.parametrize("name", [*vendored.PLUGINS.items()])
def test_a_plugin_defines_the_object_that_it_is_called_by(name: tuple[str, str]) -> None:
    assert name[1] in vendored.text(f"dist/plugin/{name[0]}.js")


def test_what_is_not_there_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vendored, "_VENDOR", tmp_path)
    monkeypatch.setattr(fonts, "_FOLDER", tmp_path)
    cached = (vendored.text, vendored.themes, fonts._fonts)
    for function in cached:
        function.cache_clear()
    try:
        for ask in (lambda: vendored.text("dist/none.js"), vendored.themes, lambda: fonts._font_file("none.woff2")):
            with pytest.raises(Missing, match="is missing here; install deckbuild again with pip"):
                ask()
    finally:
        for function in cached:
            function.cache_clear()
