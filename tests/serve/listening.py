"""A page that listens to `deckbuild serve`, without a browser: it applies what it is sent, as the browser does."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tornado.websocket import WebSocketClientConnection

PATIENCE = 60  # seconds until a test gives up


class Page:
    """A deck's page: its state, and the HTML of its slides as far as patches have told it."""

    def __init__(self, url: str, name: str) -> None:
        self.url, self.name = url, name
        self.state: dict[str, Any] = {}
        self.messages: list[dict[str, Any]] = []
        self.text = ""  # all that patches have brought last
        self.reloads = 0
        self.connection: WebSocketClientConnection | None = None

    async def load(self) -> None:
        """Load the page, and listen."""
        client = AsyncHTTPClient(force_instance=True)
        response = await client.fetch(f"{self.url}{self.name and f'{self.name}.html'}", raise_error=False)
        client.close()
        self.text, _, tail = response.body.decode().partition('<script id="deckbuild-state" type="application/json">')
        self.state = json.loads(tail.partition("</script>")[0])
        await self.connect()

    async def connect(self) -> None:
        """Listen (again) from the state on that the page shows."""
        place = urlsplit(self.url)
        query = f"revision={self.state['revision']}&build={self.state['build']}"
        address = f"ws://{place.netloc}/-/live/{self.name}?{query}"
        await self.close()
        self.connection = await websocket_connect(HTTPRequest(address, headers={"Origin": f"http://{place.netloc}"}))

    async def next(self) -> dict[str, Any]:
        """Wait for the next message, and do what it says."""
        assert self.connection
        message: dict[str, Any] = json.loads(str(await self.connection.read_message()))
        self.messages.append(message)
        if message["kind"] == "patch":
            assert message["from"] == self.state["revision"]
            self.text = json.dumps(message["operations"], ensure_ascii=False)
        if message["kind"] == "reload":
            self.reloads += 1
            await self.load()
        else:
            self.state |= {name: message[name] for name in ("revision", "build", "problems") if name in message}
        return message

    async def until(self, is_so: Callable[[Page], bool], patience: float = PATIENCE) -> None:
        """Take messages until `is_so`."""

        async def take() -> None:
            while not is_so(self):
                await self.next()

        await asyncio.wait_for(take(), patience)

    async def shows(self, words: str, patience: float = PATIENCE) -> None:
        """Wait until the page shows `words`."""
        await self.until(lambda page: words in page.text, patience)

    @property
    def codes(self) -> list[str]:
        """The problems that the page shows."""
        return [problem["code"] for problem in self.state["problems"]]

    async def close(self) -> None:
        """Listen no more."""
        if self.connection:
            self.connection.close()
            while await self.connection.read_message() is not None:
                pass
            self.connection = None


@asynccontextmanager
async def listening(url: str, name: str = "talk") -> AsyncIterator[Page]:
    """Load a page, and wait until the server has answered."""
    page = Page(re.sub(r"\?.*", "", url), name)
    await page.load()
    await page.next()
    try:
        yield page
    finally:
        await page.close()
