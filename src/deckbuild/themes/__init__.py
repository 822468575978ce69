"""Knows the themes of slides: ours, drawn for 1280 by 720 px, and those of reveal.js.

* In: the name of a theme, and what the slides of a deck show.
* Out: its style sheet with fonts, and the options of reveal.js that it is drawn for.
* Open first: `catalogue`; for how slides look `styles/`, one sheet for each idea, and `palettes/`, one for each theme.
"""
