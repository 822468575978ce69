"""Messages between the server and the process that builds: values of ours, each behind its length."""

from __future__ import annotations

import pickle
from struct import Struct
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter

_LENGTH = Struct(">Q")


def write(stream: IO[bytes], value: object) -> None:
    """Write ``value``, and send it off."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read(stream: IO[bytes]) -> Any:  # noqa: ANN401 -- whatever was written
    """Return the next value; raises ``EOFError`` when there will be none."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    return pickle.loads(stream.read(_LENGTH.unpack(head)[0]))  # noqa: S301 -- both ends are ours


def send(stream: StreamWriter, value: object) -> None:
    """Write ``value``; the loop sends it off."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)


async def receive(stream: StreamReader) -> Any:  # noqa: ANN401 -- whatever was written
    """Return the next value; raises ``EOFError`` when there will be none."""
    (length,) = _LENGTH.unpack(await stream.readexactly(_LENGTH.size))
    return pickle.loads(await stream.readexactly(length))  # noqa: S301 -- both ends are ours
