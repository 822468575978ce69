"""Divides the source of a deck into stacks of slides.

* In: the text of a file, and the dialect of its separators.
* Out: `Slide`s in their stacks, which together hold all of the text.
* Open first: `slides`.
"""
