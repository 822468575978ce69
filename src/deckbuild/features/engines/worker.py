"""The process that draws: it reads questions, one a line, and answers each, within its limits.

Started by `process`, as `python -m deckbuild.features.engines.worker`; it ends when its input does. With the word
`vega-lite` behind that it loads what charts need before it is ready, else what Mermaid needs, so that no diagram's time
is spent.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from deckbuild.features.engines import d2, graphviz, mermaid, svg, vega
from deckbuild.features.engines.answer import Drawing, Fault, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from deckbuild.features.engines.answer import Raw

MEMORY = 256 * 2**20  # bytes of data that drawings may take
_LONGEST = 100_000  # characters of a source
_LARGEST = 1_000_000  # characters of SVG
_ENGINES: dict[str, tuple[str, Callable[[str], Raw | Fault]]] = {
    "mermaid": (mermaid.PACKAGE, mermaid.svg),
    "dot": (graphviz.PACKAGE, graphviz.svg),
    "d2": (d2.PACKAGE, d2.svg),
    "vega-lite": (vega.PACKAGE, vega.svg),
}
_DATA = re.compile(r"^VmData:\s*(\d+) kB", re.MULTILINE)


def answered(question: Question) -> Drawing:
    """Return the drawing that a ``question`` asks for."""
    package, draw = _ENGINES[question.engine]
    if not question.source.strip():
        return Drawing(fault=Fault("there is nothing in it"))
    if len(question.source) > _LONGEST:
        return Drawing(fault=Fault(f"it is longer than {_LONGEST:,} characters"))
    try:
        raw = draw(question.source)
        return Drawing(fault=raw) if isinstance(raw, Fault) else _cleaned(question, raw)
    except ImportError:
        return Drawing(missing=package)
    except TimeoutError:
        return Drawing(fault=Fault("it takes more than 2 seconds"))
    except (MemoryError, RecursionError):
        return Drawing(fault=Fault(f"it takes more than {MEMORY >> 20} MB of memory"))
    except ValueError:
        return Drawing(fault=Fault("nothing is drawn"))


def _cleaned(question: Question, raw: Raw) -> Drawing:
    name = f"d{blake2b(repr(question).encode(errors='replace'), digest_size=5).hexdigest()}"
    made = svg.cleaned(raw.svg, name)
    if len(made.svg) > _LARGEST:
        return Drawing(fault=Fault("it grows too large for a slide"))
    return Drawing(
        made.svg, made.width, made.height, made.letters, raw.kind, made.labels, (*raw.refused, *made.refused)
    )


def _limit() -> None:
    """Limit the memory of this process, and of those that it starts, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    most = _data() + MEMORY
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _data() -> int:
    """Return how many bytes of data this process has, where the system tells: V8 has half a GB, most of it unused."""
    status = Path("/proc/self/status")
    found = _DATA.search(status.read_text(encoding="utf-8")) if status.is_file() else None
    return int(found[1]) * 1024 if found else 0


def main() -> None:
    """Answer until the input ends."""
    if "vega-lite" in sys.argv[1:]:
        vega.begin()
    else:
        with suppress(ImportError):
            mermaid.begin()
    _limit()
    print("ready", flush=True)  # noqa: T201 -- the pipe to `process`
    for line in sys.stdin:
        print(json.dumps(answered(Question(*json.loads(line)))), flush=True)  # noqa: T201 -- as above


if __name__ == "__main__":
    main()
