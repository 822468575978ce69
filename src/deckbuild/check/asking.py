"""Asks addresses on the network whether anything is there: many at once, again where one fails, and once a day.

An address is asked for its head, and if its server does not give that, for its page. What is taken for dead is what is
not found, and what does not answer. A server that wants a person, or fewer questions, is there.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from time import sleep, time
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import Request, urlopen

from deckbuild import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deckbuild.files.cache import Cache

_AT_ONCE = 16
_PATIENCE = 10.0  # seconds for one answer
PAUSES = (0.0, 0.5, 2.0)  # seconds before each time that an address is asked
_KEPT = 24 * 3600  # seconds
_NO_HEAD = frozenset({400, 403, 404, 405, 406, 501})  # of servers that may give their page all the same
_THERE = frozenset({401, 403, 405, 406, 407, 429, 451, 503, 999})  # they do not talk to programs, or not now
_AGENT = f"deckbuild/{__version__} (looks for dead links)"


def dead(addresses: Iterable[str], cache: Cache | None = None) -> dict[str, str]:
    """Return those of ``addresses`` where nothing is, each with why: it completes the sentence "ADDRESS …".

    The ``cache`` keeps for a day that something is there. Goes over the network.
    """
    every = list(dict.fromkeys(addresses))
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        answers = pool.map(lambda address: _known(address, cache), every)
        return {address: why for address, why in zip(every, answers, strict=True) if why}


def _known(address: str, cache: Cache | None) -> str:
    """Return why nothing is at an address; empty if something is, now or when it was asked less than a day ago."""
    entry = f"link-{blake2b(address.encode(errors='replace'), digest_size=16).hexdigest()}"
    kept = (cache.get(entry) if cache else None) or b""
    if kept.isdigit() and time() - int(kept) < _KEPT:
        return ""
    why = _asked(address)
    if cache and not why:
        cache.put(entry, str(int(time())).encode("ascii"))
    return why


def _asked(address: str) -> str:
    """Ask an address, again where it does not answer."""
    why = ""
    for pause in PAUSES:
        sleep(pause)
        status, why = _answer(address)
        if status and status < 500:  # it will not say anything else
            return why
    return why


def _answer(address: str) -> tuple[int, str]:
    """Return the status of an address, 0 if there is no answer, and why nothing is there."""
    status, why = _status(address, "HEAD")
    if status in _NO_HEAD:
        status, why = _status(address, "GET")
    if status in _THERE or 0 < status < 400:
        return status, ""
    return status, why


def _status(address: str, method: str) -> tuple[int, str]:
    try:
        request = Request(_in_ascii(address), method=method, headers={"User-Agent": _AGENT})  # noqa: S310 -- http(s)
        with urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310 -- http(s)
            return int(answer.status), ""
    except HTTPError as error:
        error.close()
        return error.code, "is not found (404)" if error.code == 404 else f"answers with {error.code} {error.reason}"
    except (URLError, OSError, ValueError) as error:  # a name that no server has; an address that is none
        reason = getattr(error, "reason", error)
        return 0, f"does not answer: {reason}"
    except Exception as error:  # whatever a server says that is no HTTP
        return 0, f"does not answer: {type(error).__name__}"


def _in_ascii(address: str) -> str:
    """Return an address as it goes over the network. Raises ``ValueError`` for a name that no server can have."""
    if address.isascii():
        return address
    parts = urlsplit(address)
    host = parts.netloc.encode("idna").decode("ascii")
    return quote(parts._replace(netloc=host).geturl(), safe="%/:?#[]@!$&'()*+,;=~")
