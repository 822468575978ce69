"""Divides the source of a deck into stacks of slides, and each slide into its body and its speaker notes.

* In: the text of a file, and the dialect of its separators.
* Out: `Slide`s in their stacks, which together hold all of the text.
* Open first: `slides`.
"""
