"""The figures of sending and receiving, on the loopback: real notebooks, and the real server as a process."""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import httpx2

from bench.council import Laptop, council, served
from bench.figure import Figure, Pair, Reach, Taking, timed
from bench.relay import Relay
from bench.sample import correct, fill, made
from fieldkit.casebook.exchange.notebook_port import NotebookPort
from fieldkit.wire import bodies
from fieldkit.wire.messages import PUSH_ITEMS, Push, encode

_BARE = Path(__file__).with_name("bare_server.py")
_CHANGED = 100
_HELD = 10_000


@contextmanager
def _push(count: int, folder: Path) -> Iterator[Pair]:
    """New revisions up to the last receipt kept, beside posting as many and as long ones."""
    written = itertools.count()
    with council(folder) as there, _posted(folder, count) as post:
        laptop = there.laptop(folder / "n", there.officer("Dilys Farthing"))

        def send() -> float:
            fill(laptop.notebook, count, first=next(written) * count)
            ended: list[float] = []
            began = time.perf_counter()
            laptop.sync(
                lambda step, _done, _of: ended.append(time.perf_counter()) if step == "send" else None
            )
            return ended[-1] - began

        yield Pair(send, timed(post))
        laptop.notebook.close()


@contextmanager
def _pull(count: int, folder: Path) -> Iterator[Pair]:
    """A whole first round of a laptop that holds nothing yet, beside posting the same bytes."""
    laptops = itertools.count()
    with council(folder) as there, _posted(folder, count) as post:
        author = there.laptop(folder / "n", there.officer("Dilys Farthing"))
        fill(author.notebook, count)
        author.sync()
        reader = there.officer("Omar Teasel")
        there.allow(reader)

        def receive() -> float:
            laptop = there.laptop(folder / f"reader-{next(laptops)}", reader)
            began = time.perf_counter()
            done = laptop.sync()
            taken = time.perf_counter() - began
            laptop.notebook.close()
            if done.received != count:
                raise RuntimeError(f"{done.received} of {count} revisions came")
            return taken

        yield Pair(receive, timed(post))
        author.notebook.close()


@contextmanager
def _posted(folder: Path, count: int) -> Iterator[Callable[[], None]]:
    """Posts the bytes of so many revisions, in batches as a laptop sends them, to a bare server."""
    batches = _batches(folder, count)
    place = folder / "bare"
    place.mkdir()
    with (
        served([sys.executable, str(_BARE), str(place)]) as address,
        httpx2.Client(base_url=address, trust_env=False) as client,
    ):

        def post() -> None:
            for batch in batches:
                client.post("/push", content=batch).raise_for_status()

        yield post


def _batches(folder: Path, count: int) -> list[bytes]:
    notebook = made(folder / "posted")
    fill(notebook, count)
    port = NotebookPort(notebook, lambda: 0)
    chain = port.own_chains()[-1].chain
    found = [port.revisions_after(chain, start, PUSH_ITEMS) for start in range(0, count, PUSH_ITEMS)]
    notebook.close()
    return [bodies.pack(encode(Push(items=tuple(lines))))[0] for lines in found]


@contextmanager
def _settled(folder: Path, count: int) -> Iterator[tuple[Laptop, Relay]]:
    """A laptop with everything sent and received, which calls through a relay that counts."""
    with council(folder) as there:
        relay = Relay(there.address)
        laptop = there.laptop(folder / "n", there.officer("Dilys Farthing"), relay.address)
        fill(laptop.notebook, count)
        for _ in range(2):
            laptop.sync()
        yield laptop, relay
        laptop.notebook.close()
        relay.close()


@contextmanager
def _nothing_new(folder: Path) -> Iterator[Pair]:
    with _settled(folder, _HELD) as (laptop, _):
        yield Pair(timed(laptop.sync))


@contextmanager
def _nothing_new_in_bytes(folder: Path) -> Iterator[Pair]:
    with _settled(folder, _CHANGED) as (laptop, relay):
        yield Pair(_counted(laptop, relay, lambda: None))


@contextmanager
def _some_changed(folder: Path) -> Iterator[Pair]:
    turns = itertools.count(1)
    with _settled(folder, _HELD) as (laptop, _):

        def send() -> float:
            correct(laptop.notebook, next(turns), _CHANGED)
            return timed(laptop.sync)()

        yield Pair(send)


@contextmanager
def _some_changed_in_bytes(folder: Path) -> Iterator[Pair]:
    turns = itertools.count(1)
    with _settled(folder, _CHANGED) as (laptop, relay):
        yield Pair(_counted(laptop, relay, lambda: correct(laptop.notebook, next(turns), _CHANGED)))


def _counted(laptop: Laptop, relay: Relay, first: Callable[[], None]) -> Taking:
    """How many kilobytes a round takes on the wire, both ways, heads of HTTP included."""

    def take() -> float:
        first()
        before = relay.counted
        laptop.sync()
        return (relay.counted - before) / 1000

    return take


def _moved(what: str, prepare: Callable[[int, Path], AbstractContextManager[Pair]], count: int) -> Figure:
    return Figure(
        what=f"{what} {count:,} revisions, loopback",
        baseline="posting the same bytes to a bare server that stores them",
        reach=Reach(times=2.5, most=1.0 if count == _HELD else None),
        prepare=partial(prepare, count),
        rounds=2 if count == _HELD else 5,
        tenth_of=f"{what} {10 * count:,} revisions, loopback" if count < _HELD else "",
    )


FIGURES = (
    _moved("push", _push, 1_000),
    _moved("push", _push, _HELD),
    _moved("pull", _pull, 1_000),
    _moved("pull", _pull, _HELD),
    Figure(
        what=f"no-op sync, {_HELD:,} revisions held",
        baseline="",
        reach=Reach(most=0.030),
        prepare=_nothing_new,
        rounds=9,
    ),
    Figure(
        what="no-op sync, on the wire",
        baseline="",
        reach=Reach(most=3),
        prepare=_nothing_new_in_bytes,
        unit="KB",
    ),
    Figure(
        what=f"sync of {_CHANGED} changed of {_HELD:,}",
        baseline="",
        reach=Reach(most=0.060),
        prepare=_some_changed,
        rounds=9,
    ),
    Figure(
        what=f"sync of {_CHANGED} changed, on the wire",
        baseline="",
        reach=Reach(most=40),
        prepare=_some_changed_in_bytes,
        unit="KB",
    ),
)
