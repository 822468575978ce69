"""Decks that were written for another tool: by what they are known, and that no other deck is taken for one."""

from __future__ import annotations

import pytest

from deckbuild.config.loading import front_matter
from deckbuild.diagnostics.source import Source
from deckbuild.parsing.foreign_decks import find
from deckbuild.parsing.slides import divide
from tests.conftest import ROOT

KNOWN = (
    ("Marp", "---\nmarp: true\ntheme: gaia\n---\n# A\n", "marp: true"),
    ("Marp", "<!-- marp: true -->\n# A\n", "<!-- marp: true"),
    ("Quarto", "---\nformat: revealjs\n---\n## A\n", "format: revealjs"),
    ("Quarto", "---\nformat:\n  html: default\n  revealjs:\n    theme: dark\n---\n## A\n", "format:"),
    ("Quarto", "---\nformat: clean-revealjs\n---\n## A\n", "format: clean-revealjs"),
    ("Quarto", "---\noutput: revealjs::revealjs_presentation\n---\n## A\n", "output: revealjs"),
    ("Obsidian", "---\nenableChalkboard: true\n---\n# A\n", "enableChalkboard:"),
    ("Obsidian", "# A\n\n![[x.png]]\n", "![[x.png]]"),
    ("Obsidian", '# A\n\ntext <!-- element class="red" -->\n', "<!-- element class="),
    ("Obsidian", '<grid drag="60 55" drop="5 10">\nx\n</grid>\n', "<grid drag"),
    ("Slidev", "---\ntheme: seriph\n---\n# A\n", "theme: seriph"),
    ("Slidev", "---\ntheme: '@slidev/theme-apple-basic'\n---\n# A\n", "theme: '@slidev/theme-apple-basic'"),
    ("Slidev", "---\nmdc: true\n---\n# A\n", "mdc:"),
    ("Slidev", "# A\n\n---\nlayout: center\n---\n\n# B\n", "---"),
    ("Slidev", "# A\n\n<v-click>\n\nb\n\n</v-click>\n", "<v-click"),
    ("Slidev", "# A\n\n<li v-click>b</li>\n", "<li v-click"),
    ("Slidev", "# A\n\n::right::\n\nb\n", "::right::"),
    ("reveal-hugo", '+++\ntitle = "A"\noutputs = ["Reveal"]\n+++\n# A\n', 'outputs = ["Reveal'),
    ("reveal-hugo", "---\noutputs:\n  - Reveal\n---\n# A\n", "outputs:"),
    ("reveal-hugo", "# A\n\n---\n\n{{% section %}}\n", "{{% section"),
    ("Jupytext or RISE", "---\njupyter:\n  kernelspec: {name: python3}\n---\n# A\n", "jupyter:"),
    ("Jupytext or RISE", '+++ {"slideshow": {"slide_type": "slide"}}\n\n# A\n', '+++ {"slideshow'),
    ("Jupytext or RISE", "# %% [markdown]\n# A\n", "# %% [markdown]"),
    ("pandoc", "% A\n% B\n\n# C\n\n## D\n\n## E\n", "% "),
    ("pandoc", "# A\n\n## B\n\n. . .\n\n## C\n", ". . ."),
    ("pandoc", "# A\n\n## B\n\n::: notes\nc\n:::\n\n## C\n", "::: notes"),
)


@pytest.mark.parametrize(("tool", "text", "sign"), KNOWN)
def test_a_deck_is_known_by_what_no_other_tool_has(tool: str, text: str, sign: str) -> None:
    found = find(text, front_matter(Source("a.md", text)).body)

    assert found
    assert (found.tool.name, text[found.offset : found.offset + found.width]) == (tool, sign)


UNKNOWN = (
    "---\ntitle: A\ntheme: moon\nseparator: ^---$\n---\n# A\n\n---\n\n# B\n",
    "---\nlayout: presentation\nclass: center\ntransition: fade\ntags: [a]\nformat: a\noutput: b\n---\n# A\n",
    "# A\n\n---\n\nlayout: a\n\n----\n\nNote: b\n\n---\n\nsrc: c\n",
    "# A\n\n--\n\nB\n--\n\nnote: c\n",
    "# Slidev\n\n```html\n<v-click>a</v-click>\n```\n\n---\n\n```md\n---\nlayout: center\n---\n::right::\n```\n",
    "# Quarto\n\n---\n\n::: notes\n\n---\n\n## B\n\n## C\n",
    "# One slide\n\n## With\n\n::: incremental\n- a\n:::\n",
    "% of all people read this\n\n# A\n",
    "A `![[x.png]]`, `<grid drag=`, `{{% section %}}` and `marp: true` in text\n",
    "<!-- marp: false -->\n<!-- .element: class='a' -->\n<!-- slides follow -->\n<!-- elements -->\n",
    "<!--\n---\nlayout: center\n---\n<v-click>\n-->\n# A\n",
    "+++\n\n# A\n\n+++ more\n",
)


@pytest.mark.parametrize("text", UNKNOWN)
def test_a_deck_of_revealjs_is_taken_for_no_other(text: str) -> None:
    assert find(text, front_matter(Source("a.md", text)).body) is None


def test_the_example_deck_is_taken_for_no_other() -> None:
    for path in (ROOT / "slides").rglob("*.md"):
        assert find(path.read_text(encoding="utf-8"), 0) is None, path


def slides(text: str) -> list[list[tuple[str, list[str]]]]:
    """What is shown and said by the slides of a deck of another tool, stack by stack."""
    found = find(text, front_matter(Source("a.md", text)).body)
    assert found
    division = divide(Source("a.md", text), found.body, found.dialect)
    notes = [[[each.text.strip() for each in slide.notes] for slide in stack] for stack in division.stacks]
    bodies = [[slide.body.text.strip() for slide in stack] for stack in division.stacks]
    return [list(zip(*both, strict=True)) for both in zip(bodies, notes, strict=True)]


NOTEBOOK = """\
+++ {"slideshow": {"slide_type": "slide"}}
# A
+++ {"slideshow": {"slide_type": "subslide"}}
b
+++ {"slideshow": {"slide_type": "notes"}}
c
"""
JUPYTEXT = """\
<!-- #region slideshow={"slide_type": "slide"} -->
# A
<!-- #endregion -->

<!-- #region slideshow={"slide_type": "subslide"} -->
b
<!-- #endregion -->
"""
QUARTO = """\
---
format: revealjs
---
# A

## B

```py
# b
```

::: {.notes}
c
:::

---

### D

---
## E
"""
HUGO = """\
+++
outputs = ["Reveal"]
+++
# A

---

{{% section %}}

b

---

c

{{% note %}}
d
{{% /note %}}

{{% /section %}}

---

e
"""
DIVIDED: tuple[tuple[str, list[list[tuple[str, list[str]]]]], ...] = (
    (
        "---\nmarp: true\n---\n# A\n\nNote: b\n\n***\n\nc\n\n----\n\nd\n",
        [[("# A\n\nNote: b", [])], [("c", [])], [("d", [])]],
    ),
    ("---\nmarp: true\nheadingDivider: 2\n---\n# A\n\n## B\n\n### C\n", [[("# A", [])], [("## B\n\n### C", [])]]),
    (
        "---\nmdc: true\n---\n# A\n\n---\nlayout: center\nclass: >\n  a\n---\n\n# B\n\n---\n\nNote: c\n",
        [[("# A", [])], [("# B", [])], [("Note: c", [])]],
    ),
    (
        QUARTO,
        [[("# A", [])], [("## B\n\n```py\n# b\n```\n\n::: {.notes}\nc\n:::", [])], [("### D", [])], [("## E", [])]],
    ),
    (QUARTO.replace("js\n", "js\nslide-level: 1\n").partition("```")[0], [[("# A\n\n## B", [])]]),
    (
        "---\nformat: revealjs\n---\n## A\n\n::: {.callout-tip}\n## B\nc\n:::\n\n## D\n\n:::: e\nf\n::::\n",
        [[("## A\n\n::: {.callout-tip}\n## B\nc\n:::", [])], [("## D\n\n:::: e\nf\n::::", [])]],
    ),
    ("% A\n  title\n\n# B\n\n## C\n\nd\n\n# E\n", [[("# B", []), ("## C\n\nd", [])], [("# E", [])]]),
    ("% A\n\n# B\n\ntext\n\n## C\n\n# D\n", [[("# B\n\ntext\n\n## C", [])], [("# D", [])]]),
    ("% A\n\n## B\n\n## C\n\n## D\n", [[("## B", [])], [("## C", [])], [("## D", [])]]),
    (
        "# A\n\n![[a.png]]\n\nnote: b\n\n--\n\nc\n\n---\n\nd\n",
        [[("# A\n\n![[a.png]]", ["b"]), ("c", [])], [("d", [])]],
    ),
    (HUGO, [[("# A", [])], [("b", [])], [("c", ["d", ""])], [("e", [])]]),
    (NOTEBOOK, [[("# A", []), ("b", ["c"])]]),
    (JUPYTEXT, [[("# A\n<!-- #endregion -->", []), ("b\n<!-- #endregion -->", [])]]),
)


@pytest.mark.parametrize(("text", "expected"), DIVIDED)
def test_a_known_deck_is_divided_as_its_tool_does(text: str, expected: list[list[tuple[str, list[str]]]]) -> None:
    assert slides(text) == expected
