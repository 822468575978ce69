"""Turns entries of BibTeX into works as the Citation Style Language (CSL 1.0.2) and citeproc know them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deckbuild.features.bibliography.latex import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from deckbuild.features.bibliography.entries import Entry

OTHERS = "\ue00f"  # stands for the authors that an entry does not name
_KINDS = {
    "article": "article-journal",
    **dict.fromkeys(("book", "mvbook", "collection", "mvcollection", "proceedings", "mvproceedings", "manual"), "book"),
    **dict.fromkeys(("inbook", "bookinbook", "incollection", "suppbook"), "chapter"),
    **dict.fromkeys(("inproceedings", "conference"), "paper-conference"),
    **dict.fromkeys(("thesis", "phdthesis", "mastersthesis"), "thesis"),
    **dict.fromkeys(("report", "techreport", "standard"), "report"),
    **dict.fromkeys(("online", "electronic", "www"), "webpage"),
    **dict.fromkeys(("video", "movie"), "motion_picture"),
    **dict.fromkeys(("inreference", "reference"), "entry-encyclopedia"),
    "booklet": "pamphlet",
    "unpublished": "manuscript",
    "patent": "patent",
    "dataset": "dataset",
}
_THESES = {"phdthesis": "PhD thesis", "mastersthesis": "Master\N{RIGHT SINGLE QUOTATION MARK}s thesis"}
# Where a field goes; of several that a work may have for one thing the first counts.
_FIELDS = {
    "container-title": ("journal", "journaltitle", "booktitle", "maintitle"),
    "publisher": ("publisher", "school", "institution", "organization"),
    "publisher-place": ("address", "location"),
    "collection-title": ("series",),
    "volume": ("volume",),
    "page": ("pages", "eid"),
    "chapter-number": ("chapter",),
    "version": ("version",),
    "ISBN": ("isbn",),
    "note": ("note",),
}
_ORDINALS = {
    word: str(number)
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_MONTHS = {word: number for number, word in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_DATE = re.compile(r"(?P<year>-?\d{1,4})(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?[~?%]*")
_DOI = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:)\s*", re.IGNORECASE)
_URL = re.compile(r"\\url\s*\{([^{}]*)\}|(https?://\S+)")
_LANGUAGES = {"german": "de", "french": "fr", "spanish": "es", "italian": "it", "english": "en", "portuguese": "pt"}


def of_entry(entry: Entry, language: str, parents: Mapping[str, Entry]) -> dict[str, Any]:
    """Return the work that an ``entry`` describes, with what it inherits by `crossref` from one of its ``parents``.

    ``language`` is that of a work which says none.
    """
    fields = _inherited(entry, parents)
    work: dict[str, Any] = {"type": _KINDS.get(entry.kind, "article"), "language": _language(fields, language)}
    parts = [plain(fields[name]) for name in ("title", "subtitle") if fields.get(name)]
    work["title"] = ": ".join(parts) or entry.key
    for name, sources in _FIELDS.items():
        value = next((fields[each] for each in sources if fields.get(each)), "")
        work |= {name: plain(value)} if value else {}
    work |= dict(_people(fields)) | dict(_dates(fields)) | dict(_numbers(entry, fields)) | dict(_addresses(fields))
    if "author" not in work and "editor" not in work and (whose := fields.get("organization", "")):
        work["author"] = [{"literal": plain(whose)}]
        work.pop("publisher", "")
    return work


def _inherited(entry: Entry, parents: Mapping[str, Entry]) -> dict[str, str]:
    fields = dict(entry.fields)
    parent = parents.get(fields.get("crossref", ""))
    if parent is None:
        return fields
    given = dict(parent.fields)
    return {**given, "booktitle": given.get("title", ""), "title": "", **fields}


def _language(fields: Mapping[str, str], language: str) -> str:
    written = (fields.get("langid") or fields.get("language") or fields.get("hyphenation") or "").lower()
    named = next((code for name, code in _LANGUAGES.items() if name in written), "")
    return named or (written if re.fullmatch(r"[a-z]{2}(-\w+)?", written) else language)


def _people(fields: Mapping[str, str]) -> Iterator[tuple[str, list[dict[str, str]]]]:
    from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

    for role in ("author", "editor", "translator"):
        names = split_multiple_persons_names(fields.get(role, ""))
        if names:
            yield role, [_person(parse_single_name_into_parts(name, strict=False)) for name in names]


def _person(name: Any) -> dict[str, str]:  # noqa: ANN401 -- of bibtexparser
    """Return a ``name`` in the parts of CSL; one in braces is that of a body."""
    if name.last == ["others"] and not name.first:
        return {"literal": OTHERS}
    if not name.first and not name.von and len(name.last) == 1 and name.last[0].startswith("{"):
        return {"literal": plain(name.last[0])}
    first = [plain(word) for word in name.first]
    small = [word for word in first if word.islower()] if first and first[-1].islower() else []
    given = first[: len(first) - len(small)] if small else first
    parts = {"family": name.last, "non-dropping-particle": name.von, "suffix": name.jr}
    found = {part: " ".join(map(plain, words)) for part, words in parts.items() if words}
    found |= {"given": " ".join(given)} if given else {}
    return found | ({"dropping-particle": " ".join(small)} if small else {})


def _dates(fields: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield when a work appeared, and when it was seen on the network."""
    written = fields.get("date", "")
    begun, _, ended = written.partition("/")
    found = [_date(each) for each in (begun, ended) if _date(each)]
    year = plain(fields.get("year", ""))
    if found:
        yield "issued", {"date-parts": found}
    elif re.fullmatch(r"-?\d{1,4}", year):
        month = _month(fields.get("month", ""))
        yield "issued", {"date-parts": [[int(year), month] if month else [int(year)]]}
    elif year or written:
        yield "issued", {"literal": year or plain(written)}
    if seen := _date(fields.get("urldate", "")):
        yield "accessed", {"date-parts": [seen]}


def _date(written: str) -> list[int]:
    found = _DATE.fullmatch(written.strip())
    parts = [int(each) for each in found.groups() if each] if found else []
    return parts if len(parts) < 2 or 1 <= parts[1] <= 12 else parts[:1]  # 21 to 41 are seasons


def _month(written: str) -> int:
    word = plain(written).lower()
    return int(word) if word.isdigit() and 1 <= int(word) <= 12 else _MONTHS.get(word[:3], 0)


def _numbers(entry: Entry, fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the numbers of a work: of its issue, its edition, its kind."""
    number = fields.get("number", "")
    if number:
        yield "issue" if entry.kind == "article" else "number", plain(number)
    if fields.get("issue"):
        yield "issue", plain(fields["issue"])
    if edition := plain(fields.get("edition", "")):
        yield "edition", _ORDINALS.get(edition.lower(), edition)
    kind = fields.get("type", entry.kind if entry.kind in _THESES else "")
    if kind:
        yield "genre", _THESES.get(kind.lower(), plain(kind))


def _addresses(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield where a work is on the network; another way in which it was published is its publisher."""
    how = fields.get("howpublished", "")
    found = _URL.search(how)
    url = fields.get("url") or (found[1] or found[2] if found else "")
    is_arxiv = "arxiv" in (fields.get("archiveprefix", "") + fields.get("eprinttype", "")).lower()
    if fields.get("doi"):
        yield "DOI", _DOI.sub("", fields["doi"].replace("\\", ""))
    if url:
        yield "URL", url.replace("\\", "").replace(" ", "")
    elif is_arxiv and fields.get("eprint"):
        yield "URL", f"https://arxiv.org/abs/{fields['eprint']}"
    if how and not found:
        yield "publisher", plain(how)
