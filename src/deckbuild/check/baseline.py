"""The baseline of an old project: findings that are known, so that only new ones are told.

It is the file `.deckbuild-baseline.json` in the project's folder. A finding is known by its file, its code and the text
of its line; of several that are alike as many are known as the baseline has. What is an error by itself is never known.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from deckbuild.diagnostics.problem import Severity
from deckbuild.pipeline.rules_of_check import OF_CHECK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deckbuild.check.finding import Finding
    from deckbuild.project.loader import Project

    Key = tuple[str, str, str]

NAME = ".deckbuild-baseline.json"
_VERSION = 1


class Unreadable(Exception):
    """The file is no baseline; the text says why: it completes "the baseline … "."""


def read(project: Project) -> Counter[Key]:
    """Return how often each finding is known in a project; none is where there is no file, or in a stranger's project.

    Raises ``Unreadable``. Touches the disk.
    """
    path = project.root / NAME
    if project.untrusted or not path.is_file():
        return Counter()
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        return Counter({(each["file"], each["code"], each["line"]): int(each["times"]) for each in plain["findings"]})
    except (KeyError, TypeError, ValueError) as error:
        raise Unreadable("is not as `--update-baseline` writes it") from error


def written(found: Iterable[Finding]) -> str:
    """Return the baseline that knows all that was ``found``, as JSON: the same findings give the same text."""
    times = Counter(_key(each) for each in found if _may_be_known(each))
    plain = [
        {"file": file, "code": code, "line": line, "times": count}
        for (file, code, line), count in sorted(times.items())
    ]
    about = {"version": _VERSION, "findings": plain}
    return json.dumps(about, indent=1, ensure_ascii=False) + "\n"


def new(found: Iterable[Finding], known: Counter[Key]) -> Iterator[Finding]:
    """Yield what was ``found`` and is not ``known``."""
    left = Counter(known)
    for each in found:
        key = _key(each)
        if left[key] > 0 and _may_be_known(each):
            left[key] -= 1
        else:
            yield each


def _key(finding: Finding) -> Key:
    return finding.file, finding.rule.code, finding.diagnostic.excerpt.strip()


def _may_be_known(finding: Finding) -> bool:
    """Return whether a finding is none of the errors without which a page can be made."""
    return finding.severity is not Severity.ERROR or finding.rule.code in OF_CHECK
