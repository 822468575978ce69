"""Finds in finished decks what goes wrong in the room: rules that look at slides, without a browser and with one.

* In: `Build`s, whose slides say in `data-line` at which line each block begins.
* Out: `Finding`s, with those problems that the build itself has found.
* Open first: `checking`; a rule as a model is `source/alternative_text`.
"""
