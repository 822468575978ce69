"""The same project gives the same bytes, wherever, whenever and by whom it is built."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from tests.conftest import ROOT
from tests.png import png

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli, MakeProject

FILES: dict[str, str | bytes] = {
    "deckbuild.yml": "title: Talks\nmarkdown_extensions: [footnotes, toc, def_list]\ncss: a.css\n",
    "a.css": "a { background: url(images/x.png) }",
    "slides/a.md": """\
# A <!-- .element class="b a c" id="x" -->

```py
x = {1: 2}
```

![](images/x.png)

Note[^1]

[^1]: é
""",
    "slides/b.md": """\
---
theme: night
reveal: {loop: true, width: 5, hash: false}
---
# Жλ

!SUB data-b=1 data-a=2

## C
""",
    "images/x.png": png(4, 4),
}
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "Asia/Tokyo", "LANG": "C", "LC_ALL": "C", "COLUMNS": "40", "NO_COLOR": "1"},
)


def build(root: Path, cwd: Path, surroundings: dict[str, str]) -> dict[str, str]:
    """Build in a process of its own; return the digest of each file."""
    command = [sys.executable, "-m", "deckbuild", "build", os.path.relpath(root, cwd)]
    subprocess.run(command, cwd=cwd, env={**os.environ, **surroundings}, check=True, capture_output=True)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((root / "dist").iterdir())}


def test_two_folders_two_hash_seeds_two_time_zones_two_languages(make_project: MakeProject, tmp_path: Path) -> None:
    first = make_project(FILES)
    second = tmp_path / "other place" / "Größe"
    for name in reversed(FILES):  # another order on the disk
        content = FILES[name]
        (second / name).parent.mkdir(parents=True, exist_ok=True)
        (second / name).write_bytes(content.encode() if isinstance(content, str) else content)
        os.utime(second / name, (time.time() - 10**8,) * 2)

    one = build(first, first, SURROUNDINGS[0])
    two = build(second, tmp_path, SURROUNDINGS[1])

    assert sorted(one) == ["a.html", "b.html", "index.html"]
    assert one == two


def test_a_page_names_no_folder_of_the_machine(make_project: MakeProject, cli: Cli) -> None:
    root = make_project(FILES)
    assert cli("build", root).exit_code == 0

    words = [f"{ROOT}/", f"{sys.prefix}/", "/home/", "/tmp/", "/root/", str(root)]  # noqa: S108 -- only their names
    pages = [(path.name, path.read_text(encoding="utf-8")) for path in (root / "dist").iterdir()]
    assert [(name, word) for name, page in pages for word in words if word in page] == []
