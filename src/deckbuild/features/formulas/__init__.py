"""Finds formulas in Markdown and makes MathML of them, for the feature `maths`.

* In: `$x^2$`, `$$…$$` and the like in the text of a slide.
* Out: MathML, which browsers show without a script; the source, and a message, of what cannot be drawn.
* Open first: `reading`, which finds them; `drawing` puts them into the slide, `engine` makes the MathML.
"""
