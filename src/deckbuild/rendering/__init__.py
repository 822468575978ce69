"""Renders slides: Markdown to HTML, directives applied; many at once, and those only that have changed.

* In: `Slide`s.
* Out: `Rendered` slides, with problems at offsets in their text.
* Open first: `renderer`.
"""
