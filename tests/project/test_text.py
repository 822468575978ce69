from __future__ import annotations

from deckbuild.project.text import of_text


def test_a_text_has_no_chapters_and_says_so_at_their_lines() -> None:
    (deck,) = of_text("---\ntitle: A\nchapters:\n- b.md\n- c.md\n---\n# A", {}).decks

    assert [str(each) for each in deck.diagnostics] == [
        "deck.md:4:3: warning: a text has no chapters [D106] (build a file or a folder)",
        "deck.md:5:3: warning: a text has no chapters [D106] (build a file or a folder)",
    ]
