"""Reads the files of which slides take code, before they are rendered: rendering itself opens no file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.files.decoding import decode
from deckbuild.files.errors import complaint
from deckbuild.files.reader import NotRead
from deckbuild.parsing.given import SlideFile

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from deckbuild.parsing.slides import Slide
    from deckbuild.project.limit_checks import LimitedReader

_FEATURES = frozenset({"code-files", "tables", "charts"})  # those that read files in fences
_SIGN = "file="  # which a text holds that takes code of a file
# What looks like a fence with a file; whether it is one is seen when the slide is rendered.
_FENCE = re.compile(r"""(?:`{3,}|~{3,})[^\n]*?\bfile=(?P<name>"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)""")


def given(slides: Iterable[Slide], files: LimitedReader, features: Collection[str]) -> Sequence[Slide]:
    """Return ``slides``, those with their files that take code of some in a deck with these ``features``."""
    if _FEATURES.isdisjoint(features):
        return [*slides]
    return [each._replace(files=tuple(_files(each, files))) if _SIGN in each.content.text else each for each in slides]


def _files(slide: Slide, files: LimitedReader) -> Iterator[SlideFile]:
    names = (found["name"].strip("\"'") for found in _FENCE.finditer(slide.content.text))
    for name in dict.fromkeys(names):
        file = files.named(name, slide.source.path)
        if isinstance(file, NotRead):
            rule, _, message, hint = complaint(name, file)
            yield SlideFile(name, wrong=(rule, message, hint))
        else:
            yield SlideFile(name, decode(file.path, file.data)[0].text)
