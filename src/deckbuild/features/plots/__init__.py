"""Draws charts as SVG, for the feature `charts`.

* In: the kind of a chart, the table that it shows, and the room that it has on the slide.
* Out: SVG in the colours of the theme, with a table of its values for those who do not see it.
* Open first: `picture`, which puts a chart together; `values` reads the table.
"""
