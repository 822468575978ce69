"""Knows the themes of slides, ours and those of reveal.js, and holds the reveal.js and the fonts that ship with us.

* In: the name of a file or of a theme, and what the slides of a deck show.
* Out: its text, ready to stand in a page, and the options of reveal.js that a theme is drawn for.
* Open first: `catalogue`; for how slides look `styles/`, one sheet for each idea, and `palettes/`, one for each theme;
  for the files of reveal.js `vendored`.
"""
