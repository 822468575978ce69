"""Turns Markdown into self-contained reveal.js slide decks.

The public API, loaded when it is first used, so that the command line starts at once:

* ``build(path, **settings)`` yields the decks of a project or a Markdown file as ``Deck``s;
* ``render(text, **settings)`` returns the page of a text;
* ``DeckbuildError`` is what both raise, with ``Diagnostic``s in it.
"""

TYPE_CHECKING = False  # as in typing, which takes longer to load than all this
if TYPE_CHECKING:
    from deckbuild.diagnostics.problem import Diagnostic
    from deckbuild.pipeline.api import Deck, DeckbuildError, build, render
else:

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from deckbuild.pipeline import api

        return getattr(api, name)


__all__ = ["Deck", "DeckbuildError", "Diagnostic", "__version__", "build", "render"]
__version__ = "0.1.0"


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
