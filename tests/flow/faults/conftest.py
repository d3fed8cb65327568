"""A way between laptop and server that can be made to fail, the same each time for the same seed."""

from __future__ import annotations

import asyncio
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest

PORTAL = b"<html><body>Sign in to Guest Wi-Fi</body></html>"
FAULTS = ("cut-request", "cut-answer", "swallow-answer", "flip-answer", "portal", "reset")


@dataclass(frozen=True)
class Fault:
    """What happens to one connection, once `after` bytes have passed in the direction it concerns."""

    sort: str = ""
    after: int = 0


class FaultProxy:
    """Passes bytes to `target` port; each new connection meets the next fault of the plan."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.plan: list[Fault] = []
        self.met: list[str] = []
        self.loop = asyncio.new_event_loop()
        self.tasks: set[asyncio.Task[None]] = set()
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.started = threading.Event()
        self.thread.start()
        assert self.started.wait(10)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.server = self.loop.run_until_complete(asyncio.start_server(self._meet, "127.0.0.1", 0))
        self.port = self.server.sockets[0].getsockname()[1]
        self.loop.call_soon(self.started.set)
        self.loop.run_forever()
        self.server.close()
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*asyncio.all_tasks(self.loop), return_exceptions=True))
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()

    def close(self) -> None:
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        fault = self.plan.pop(0) if self.plan else Fault()
        self.met.append(fault.sort)
        with suppress(OSError):
            if fault.sort == "portal":
                await reader.read(1)
                head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
                writer.write(head + b"Content-Length: %d\r\n\r\n" % len(PORTAL) + PORTAL)
                await writer.drain()
            elif fault.sort == "reset":
                writer.transport.abort()
            else:
                await self._pass(fault, reader, writer)
        writer.close()

    async def _pass(self, fault: Fault, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        up = asyncio.create_task(self._pump(reader, back, fault if fault.sort == "cut-request" else Fault()))
        down = asyncio.create_task(
            self._pump(there, writer, fault if fault.sort != "cut-request" else Fault())
        )
        await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
        for task in (up, down):
            task.cancel()
        await asyncio.gather(up, down, return_exceptions=True)
        back.close()

    async def _pump(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, fault: Fault) -> None:
        passed = 0
        while piece := await source.read(4096):
            if fault.sort == "swallow-answer" and passed + len(piece) > fault.after:
                # The server has committed and answered; the laptop never hears of it.
                return
            if fault.sort == "flip-answer" and passed <= fault.after < passed + len(piece):
                place = fault.after - passed
                piece = piece[:place] + bytes([piece[place] ^ 0x04]) + piece[place + 1 :]
            if fault.sort.startswith("cut") and passed + len(piece) > fault.after:
                sink.write(piece[: fault.after - passed])
                await sink.drain()
                return
            sink.write(piece)
            await sink.drain()
            passed += len(piece)


@pytest.fixture
def new_proxy() -> Iterator[Callable[[int], FaultProxy]]:
    made: list[FaultProxy] = []

    def make(target: int) -> FaultProxy:
        made.append(FaultProxy(target))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def proxy(council: Any, new_proxy: Callable[[int], FaultProxy]) -> FaultProxy:
    return new_proxy(council.port)


@pytest.fixture
def faults() -> Callable[[int, int], list[Fault]]:
    def make(seed: int, count: int) -> list[Fault]:
        chance = random.Random(seed)  # noqa: S311 - the same faults for the same seed
        return [Fault(chance.choice(FAULTS), chance.randrange(0, 6000)) for _ in range(count)]

    return make


@pytest.fixture
def one_fault() -> Callable[[str, int], Fault]:
    return Fault
