"""Reads bibliographies, and says what a style makes of the works that a deck cites, for the feature `citations`.

* In: the text of `.bib` files, the citations of a deck, and a style of the Citation Style Language (CSL).
* Out: what stands in the text for each citation, and the sources at the foot of slides, as HTML.
* Open first: `citing`, which finds citations in Markdown; `entries` reads works, `styling` sets them.
"""

from __future__ import annotations

STYLES = ("author-date", "numeric")  # that ship with us
