"""QR codes: what is drawn, and what is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import segno

from deckbuild import build, render
from tests.features.test_features import messages, rendered

if TYPE_CHECKING:
    from tests.conftest import MakeProject


def drawn(html: str) -> list[str]:
    """The modules of the codes in a page."""
    return re.findall(r'stroke="#000" d="([^"]*)"', html)


def code(text: str) -> str:
    """The modules of the code of a text."""
    return drawn(segno.make_qr(text, encoding="utf-8").svg_inline(dark="#000"))[0]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("qr:https://example.org/?a=b&copy=c_d_%20", "https://example.org/?a=b&copy=c_d_%20"),
        (r"qr:WIFI:S:My net;P:a\;b;;", r"WIFI:S:My net;P:a\;b;;"),
        ("qr:a (b) c", "a (b) c"),
        ("<qr:a ) b>", "a ) b"),
        ('qr:Grüße "a title"', "Grüße"),
        ("qr:https://{{ date }}.org", "https://2026-11-30.org"),
    ],
)
def test_a_code_holds_its_text_as_it_is_written(written: str, text: str) -> None:
    slide = rendered(f"![x]({written})")

    assert (drawn(slide.html), slide.problems) == ([code(text)], ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n![](qr:)", ["a.md:2:5: warning: this QR code has no text [D770]"]),
        (f"![a](qr:{'x' * 3120})", ["a.md:1:6: warning: these 3,120 bytes are too many for a QR code [D770]"]),
        (
            "- ![](qr:example.org/a)",
            ["a.md:1:7: warning: telephones do not open example.org/a without https:// [D771]"],
        ),
        ("![](qr:WIFI:My net;;)", ["a.md:1:5: warning: this Wi-Fi code names no network, or has no end [D771]"]),
        ("![](qr:WIFI:S:a;P:b)", ["a.md:1:5: warning: this Wi-Fi code names no network, or has no end [D771]"]),
        ("![](qr:1){.fragmnet}", ["a.md:1:12: warning: no style sheet knows the class 'fragmnet' [D313]"]),
        ("![](qr:tel:+431234) ![](qr:mailto:a@b.org) ![](qr:Hello!)", []),
    ],
)
def test_mistakes_in_codes_are_told(text: str, expected: list[str]) -> None:
    assert messages(text) == expected


def test_a_text_that_is_too_long_stands_on_the_slide_with_the_reason() -> None:
    html = rendered(f"![a](qr:{'<' * 3120})").html

    assert f'<code class="undrawn">qr:{"&lt;" * 59}…</code>' in html
    assert "too many for a QR code</small>" in html


def test_a_code_of_a_stranger_is_drawn(make_project: MakeProject) -> None:
    (deck,) = build(make_project({"slides/a.md": "# a\n\n!SUB\n![x](qr:1)"}), untrusted=True)

    assert drawn(deck.html) == [code("1")]
    assert deck.diagnostics == ()


def test_a_deck_without_codes_is_none_the_larger() -> None:
    assert render("# a\n\n!SUB\n![](#a)") == render("# a\n\n!SUB\n![](#a)", features=[])
