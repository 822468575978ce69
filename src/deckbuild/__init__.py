"""deckbuild turns Markdown into self-contained reveal.js slide decks."""

__version__ = "0.1.0"
