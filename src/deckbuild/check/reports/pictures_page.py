"""The page of pictures of what was found: one card for each, in the hand of the start page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from deckbuild.page import resources
from deckbuild.page.templating import inline_css

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deckbuild.check.shown.screenshots import Shot

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
{sheet}
</style>
</head>
<body>
<main>
<header>
<h1>{title}</h1>
<p>{about}</p>
</header>
<ol class="found">
{cards}
</ol>
</main>
</body>
</html>
"""
_CARD = """\
<li>
<a href="{file}"><img src="{file}" alt="{place}, with the element framed" loading="lazy"></a>
<p class="head"><span class="kind {severity}">{severity}</span> <code>{place}</code> {code}</p>
<p class="message">{message}</p>
<p class="hint">{hint}</p>
</li>"""


def page(shots: Sequence[Shot], slides: int) -> str:
    """Return the page, in HTML, of these pictures, which lie beside it; ``slides`` were looked at."""
    title = f"{len(shots)} finding{'s' * (len(shots) != 1)}" if shots else "Nothing found"
    sheet = resources.page_sheet("pictures.css", [each.finding.message for each in shots])
    about = (
        f"What deckbuild check has seen on {slides} slide{'s' * (slides != 1)}. The thin line is the edge of the slide."
    )
    return _PAGE.format(title=title, sheet=inline_css(sheet), about=about, cards="\n".join(map(_card, shots)))


def _card(shot: Shot) -> str:
    found = shot.finding
    about = {"file": shot.name, "place": f"{found.file}:{found.line}", "severity": found.severity.value}
    about |= {"code": found.rule.code, "message": found.message, "hint": found.hint}
    return _CARD.format(**{name: escape(each) for name, each in about.items()})
