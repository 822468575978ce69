"""Emojis by their names."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.features.test_features import rendered

LOADED = """
import sys
from deckbuild import render
render(sys.argv[1])
print("pymdownx.gemoji_db" in sys.modules)
"""


@pytest.mark.parametrize(
    "text",
    ["8:00 to 10:30:45", "a :: b :: c", ":nothing:", "a:x:y", "`:smile:`", ":octocat:", ":smile::nothing:", "x :smile"],
)
def test_what_is_no_name_of_an_emoji_stays_text_in_silence(text: str) -> None:
    assert rendered(text)._replace(features=()) == rendered(text, features=("divisions",))._replace(problems=())


def test_the_emojis_of_an_extension_win() -> None:
    html = rendered(":smile:", ("pymdownx.emoji",)).html

    assert html == rendered(":smile:", ("pymdownx.emoji",), ()).html
    assert "😄" in html


@pytest.mark.parametrize(("text", "expected"), [("from 10:30:45 on, a: b :: c", "False"), ("a :smile:", "True")])
def test_the_names_are_loaded_when_a_slide_may_hold_one(text: str, expected: str) -> None:
    done = subprocess.run([sys.executable, "-c", LOADED, text], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == expected
