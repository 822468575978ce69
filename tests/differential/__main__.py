"""The command: prints the share of equal cases per source, shows differences, or writes them as JSON."""

from __future__ import annotations

import argparse
import difflib
import json
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from . import composing, listed, shrink, sources
from .causes import cause
from .compare import laboratory, outline, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .compare import Compared, Laboratory


def main() -> None:
    """Compare, print the shares, and do what the options ask."""
    options = _options()
    with laboratory() as lab:
        found = [each for source in options.source for each in _compare(source, lab, options.cases)]
        chosen = [each for each in found if options.grep in each.case.markdown]
        if options.minimise:
            chosen = [shrink.shrunk(each, lab) for each in chosen[: options.minimise]]
    if options.causes:
        _print_causes(chosen)
    for each in chosen[: max(options.show, options.minimise)]:
        print(_shown(each))  # noqa: T201 -- the result
    if options.out:
        options.out.write_text(json.dumps([_data(each) for each in chosen], indent=1, ensure_ascii=False), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__)
    parser.add_argument("--source", nargs="+", choices=sources.SOURCES, default=list(sources.SOURCES))
    parser.add_argument("--cases", type=int, default=composing.COUNT, help="how many decks to compose (source c)")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="show N differing cases")
    parser.add_argument("--grep", default="", metavar="TEXT", help="only cases whose Markdown holds TEXT")
    parser.add_argument("--causes", action="store_true", help="count the differing cases by their likely cause")
    parser.add_argument("--minimise", type=int, default=0, metavar="N", help="shrink N differing cases and show them")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the differing cases as JSON")
    return parser.parse_args()


def _compare(source: str, lab: Laboratory, cases: int) -> list[Compared]:
    """Compare a source, print its share, and return what differs."""
    start = time.perf_counter()
    compared = lab.compare(sources.cases(source, cases))
    different = [each for each in compared if not each.is_equal]
    equal, reasons = len(compared) - len(different), listed.reasons()
    known = sum(f"{source}/{each.case.id}" in reasons for each in different)
    seconds = time.perf_counter() - start
    slides = sum(each.total for each in compared)
    line = (
        f"{source:>6}: {share(compared):.2%} of {slides} slides equal; {equal} of {len(compared)} cases, {known} listed"
    )
    line += f"; {seconds:.1f} s"
    print(line, flush=True)  # noqa: T201 -- the result
    return different


def _print_causes(different: Sequence[Compared]) -> None:
    for (source, name), count in Counter((each.case.source, cause(each)) for each in different).most_common():
        print(f"{source:>6} {count:5}  {name}")  # noqa: T201 -- the result


def _shown(compared: Compared) -> str:
    """Return a differing case: Markdown, then a diff from reveal.js' tree to ours."""
    lines = difflib.unified_diff(
        outline(compared.reveal), outline(compared.ours), "reveal.js", "deckbuild", lineterm="", n=2
    )
    title = f"===== {compared.case.source}/{compared.case.id}: {cause(compared)}"
    return "\n".join(
        [
            title,
            compared.case.markdown.rstrip("\n"),
            "-----",
            *(line for line in lines if not line.startswith("@@")),
            "",
        ]
    )


def _data(compared: Compared) -> dict[str, object]:
    return {
        "source": compared.case.source,
        "id": compared.case.id,
        "cause": cause(compared),
        "markdown": compared.case.markdown,
        "reveal": compared.reveal,
        "deckbuild": compared.ours,
        "html": compared.html,
    }


if __name__ == "__main__":
    main()
