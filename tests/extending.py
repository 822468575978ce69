"""Makes extensions of Python-Markdown that do with the lines of each slide what a test wants."""

from __future__ import annotations

from textwrap import indent


def extension(body: str, imports: str = "") -> str:
    """Return a module with an extension; ``body`` is run with the text of a slide in ``text``."""
    return f"""\
{imports}
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

class Run(Preprocessor):
    def run(self, lines):
        text = "\\n".join(lines)
{indent(body, " " * 8)}
        return lines

class Extend(Extension):
    def extendMarkdown(self, md):
        md.preprocessors.register(Run(md), "run", 1000)

def makeExtension(**_):
    return Extend()
"""
