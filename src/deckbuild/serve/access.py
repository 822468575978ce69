"""Who may ask the server: by which names it is called, from which pages, and with which token."""

from __future__ import annotations

import hmac
import ipaddress
import re
import secrets
import socket
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOPBACK = "127.0.0.1"
_HOST = re.compile(r"([a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?\.?|\[[0-9a-f:.]{2,45}\])(?::[0-9]{1,5})?")
_ALL = {"0.0.0.0": LOOPBACK, "::": "::1"}  # noqa: S104 -- all addresses, and the one of them that is always ours


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of one server that listens at ``address``; ``names`` are more names that it may be called by.

    Any other name in a request is that of somebody else's page, which has led the browser here (DNS rebinding). Who
    forwards to the server (Docker, a proxy with HTTPS) may do so from another port, so ``names`` count with any.
    """

    address: str = LOOPBACK
    port: int = 0
    names: tuple[str, ...] = ()
    token: str = field(default_factory=lambda: secrets.token_hex(16))

    @property
    def is_open(self) -> bool:
        """Whether other computers can reach the server; then every request needs the token."""
        return not _is_loopback(self.address)

    @property
    def cookie(self) -> str:
        """The name of the cookie that holds the token; a browser sends it to all ports."""
        return f"deckbuild-{self.port}"

    def is_called(self, host: str, local: str = "") -> bool:
        """Return whether the header ``host`` names us; ``local`` is the address at which the request has come in."""
        return host in self.hosts(local) or name_of(host) in self.names

    def hosts(self, local: str = "") -> frozenset[str]:
        """Return the values of the header Host that name us, without ``names``; ``local`` is as for `is_called`."""
        own = {LOOPBACK, "localhost", "[::1]"}
        if self.address not in _ALL:
            own |= {_bracketed(self.address.lower())}
        if self.is_open:
            own |= {_bracketed(local), socket.gethostname().lower()} - {""}
        return frozenset(f"{name}:{self.port}" for name in own) | (own if self.port == 80 else set())

    def is_right(self, token: str) -> bool:
        """Return whether ``token`` is ours, in a time that tells nothing of it."""
        return hmac.compare_digest(token.encode(errors="replace"), self.token.encode())

    def url(self, path: str) -> str:
        """Return the address of a page as an author opens it the first time."""
        host = socket.gethostname() if self.address in _ALL else self.address
        token = f"?token={self.token}" if self.is_open else ""
        return f"http://{_bracketed(host)}:{self.port}/{path}{token}"

    @property
    def goto(self) -> str:
        """The address that shows the slide of a line, for editors; they add `&file=` and `&line=`."""
        return f"http://{_bracketed(_reachable(self.address))}:{self.port}/-/goto?token={self.token}"

    def is_from_us(self, headers: Mapping[str, str], local: str = "") -> bool:
        """Return whether one of our own pages sends this request; any other site could learn the names of files."""
        scheme, _, host = headers.get("Origin", "").partition("://")
        is_forwarded = scheme == "https" and name_of(host) in self.names
        return is_forwarded or (scheme == "http" and self.is_called(host, local))


def name_of(host: str) -> str:
    """Return the name in a header Host, without its port; empty for what is no name of a computer."""
    found = _HOST.fullmatch(host.lower())
    return found[1] if found else ""


def _reachable(address: str) -> str:
    """Return the address at which this computer itself reaches the server."""
    return _ALL.get(address, address)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
