"""Builds decks, stage by stage: the pipeline as a list.

* In: a `Project`.
* Out: a `Build` for each deck: its page, its files, and what is wrong with it.
* Open first: `stages`.
"""
