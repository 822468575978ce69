from __future__ import annotations

import re

import pytest

from deckbuild.config import yaml_reader
from deckbuild.config.mapping import Table
from deckbuild.config.sizes import Size, size
from deckbuild.diagnostics.source import Source


def read(written: str) -> tuple[object, list[str]]:
    """What `size: WRITTEN` means, and what is wrong with it."""
    source = Source("deckbuild.yml", f"size: {written}\n")
    problems: list[str] = []

    def report(offset: int, message: str, hint: str = "", width: int = 1, rule: object = None) -> None:  # noqa: ARG001 -- a Report
        problems.append(f"{offset}+{width} {message}; {hint}")

    values = Table({"size": Size()}, "setting").entries(yaml_reader.read(source.text).entries, source, report)
    return values.get("size"), problems


@pytest.mark.parametrize(
    ("written", "count"),
    [
        ("5 MB", 5_000_000),
        ("5MB", 5_000_000),
        ("'5 mb'", 5_000_000),
        ("800 kB", 800_000),
        ("1.5 GB", 1_500_000_000),
        ("64 KiB", 65_536),
        ("2 MiB", 2_097_152),
        ("1 GiB", 1_073_741_824),
        ("12 B", 12),
        ("1234", 1234),
        ("0", 0),
    ],
)
def test_a_size_is_a_number_of_bytes_or_has_a_unit(written: str, count: int) -> None:
    assert read(written) == (count, [])
    assert type(read(written)[0]) is int


@pytest.mark.parametrize("written", ["-5", "5 apples", "MB", "1.5", "true", "5 TB", "1,5 MB", "1e3 MB", "ib", "5 ib"])
def test_anything_else_is_no_size(written: str) -> None:
    shown = written if written in ("-5", "1.5", "true") else repr(written)

    assert read(written) == (
        None,
        [f"6+{len(written)} a size is wanted here, not {shown}; write it as 5 MB or 800 kB"],
    )


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (64_000, "64 kB"),
        (1_250_000, "1.25 MB"),
        (50_000_000, "50 MB"),
        (3_000_000_000, "3 GB"),
    ],
)
def test_a_size_in_words_can_be_read_again(count: int, words: str) -> None:
    assert size(count) == words
    assert read(words) == (count, [])


@pytest.mark.parametrize(("written", "fits"), [("5 MB", True), ("800kB", True), ("5 apples", False), ("", False)])
def test_the_schema_knows_the_texts(written: str, fits: bool) -> None:
    texts = Size().schema()["anyOf"][1]

    assert bool(re.search(texts["pattern"], written)) == fits
