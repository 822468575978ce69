"""Prints decks as PDF, with a browser that nobody sees.

* In: a `Build` with its files beside the page, and a browser that runs.
* Out: the bytes of a PDF with outline, links and metadata, and what is wrong with what was asked for.
* Open first: `making`.
"""
