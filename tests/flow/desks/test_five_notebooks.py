"""Five officers log one sweep, all offline, and meet the server and each other in any order, with faults."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.casebook.sweeps.stops import Stops
from fieldkit.council import enrolling
from fieldkit.errors import Trouble
from fieldkit.ledger.chain import Act
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Type
from fieldkit.store import exchange, parcels, projection, records
from fieldkit.store.check import check
from fieldkit.sync import parcel_troubles, troubles

NAMES = ("Dilys Farthing", "Omar Teasel", "Ann Example", "Bob Sample", "Cat Third")
ACTS = 120
PLAN = {"sort": "truancy", "name": "Larkspur", "starts_at": "09:00", "ends_at": "12:00"}
CLASSES = ("unauthorised", "unresolved")


class Sweep:
    """One sweep and the five who are on it, driven by one source of chance."""

    def __init__(self, council: Any, desks: list[Any], folder: Path, chance: random.Random) -> None:
        self.council = council
        self.desks = desks
        self.folder = folder
        self.chance = chance
        self.away = False
        self.made: list[str] = []
        self.parcels: list[tuple[Any, Path]] = []
        self.done: Counter[str] = Counter()
        lead = desks[0]
        self.operation, _ = lead.book.records.new("operation", PLAN, machine={"reference": "TS-2026-001"})
        for one in desks:
            pair = {"officer": f"{one.officer.id} {one.officer.name}", "police_power": "constable"}
            lead.book.records.new("pairing", pair, parent=self.operation)
        live = Act(
            type=Type.STATE, kind="operation", record=self.operation, home=self.operation,
            fields={STATE: "live"}, bases=lead.book.held(self.operation).folded.heads,
        )  # fmt: skip
        lead.notebook.write([live], lead.book.now())

    def act(self) -> None:
        """One thing that happens, to somebody."""
        somebody = self.chance.choice(self.desks)
        happens = self.chance.choice(
            ["stop", "stop", "correct", "exchange", "exchange", "sync", "server", "again", "broken", "cut"]
        )
        self.done[happens] += 1
        getattr(self, f"_{happens}")(somebody)

    def meet_by_sticks_alone(self) -> None:
        """With the server gone a stick goes twice around: then every notebook has every stop."""
        if not self.away:
            self._server(None)
        circle = self.desks[1:] + self.desks[:1]
        for one, after in 2 * list(zip(self.desks, circle, strict=True)):
            path = self.folder / f"parcel-{len(self.parcels)}"
            one.book.exchange.export(path, after.officer.id, [self.operation])
            self.parcels.append((after, path))
            after.book.exchange.take(path)
        first = self._stops(self.desks[0])
        assert first.keys() == set(self.made)
        for one in self.desks:
            assert self._stops(one) == first
            assert tally(one, self.operation) == tally(self.desks[0], self.operation)

    def _stops(self, desk: Any) -> dict[str, dict[str, Any]]:
        found = state_of(desk, self.operation)
        return {record: row for record, row in found.items() if row["kind"] == "stop"}

    def _has(self, desk: Any) -> bool:
        with desk.notebook.reading() as book:
            return records.get(book, self.operation) is not None

    def _stop(self, desk: Any) -> None:
        if not self._has(desk):
            return
        typed = {
            "stopped_at": "10:05",
            "place": "Market Place",
            "with_adult": "none",
            "child_name": f"Child {len(self.made)}",
            "reason": "shopping",
            "classification": self.chance.choice(CLASSES),
            "actions": ["advice"],
        }
        self.made.append(desk.book.beside(Stops).log(self.operation, typed)[0])

    def _correct(self, desk: Any) -> None:
        with desk.notebook.reading() as book:
            stops = records.listed(book, kinds=["stop"], home=self.operation)
        mine = [one.record for one in stops if one.value("officer")["id"] == desk.officer.id]
        if mine:
            words = f"Said {self.chance.randrange(1000)}."
            desk.book.records.correct(self.chance.choice(mine), {"words": words}, "Heard again")

    def _write(self, desk: Any) -> tuple[Any, Path] | None:
        other = self.chance.choice([one for one in self.desks if one is not desk])
        if not self._has(desk):
            return None
        path = self.folder / f"parcel-{len(self.parcels)}"
        desk.book.exchange.export(path, other.officer.id, [self.operation])
        self.parcels.append((other, path))
        return other, path

    def _exchange(self, desk: Any) -> None:
        if given := self._write(desk):
            assert not given[0].book.exchange.take(given[1])[0].alarms

    def _again(self, desk: Any) -> None:
        """A parcel of any age is put in once more, or a first time long after newer ones."""
        mine = [path for to, path in self.parcels if to is desk]
        if not mine:
            return
        try:
            taken, _ = desk.book.exchange.take(self.chance.choice(mine))
        except parcel_troubles.Older:
            return
        assert not taken.alarms

    def _broken(self, desk: Any) -> None:
        """The stick was pulled too soon, or a byte of it went bad."""
        if not (given := self._write(desk)):
            return
        other, path = given
        raw, held = path.read_bytes(), other.ids()
        at = self.chance.randrange(len(raw))
        bad = raw[:at] if self.chance.random() < 0.5 else raw[:at] + bytes([raw[at] ^ 0x20]) + raw[at + 1 :]
        path.write_bytes(bad)
        with pytest.raises(Trouble):
            other.book.exchange.take(path)
        assert other.ids() == held
        path.write_bytes(raw)

    def _server(self, _: Any) -> None:
        """The network goes, or comes back."""
        if self.away:
            self.council.start(self.council.port)
        else:
            self.council.stop()
        self.away = not self.away

    def _sync(self, desk: Any) -> None:
        try:
            desk.book.council.sync(tries=1)
        except (troubles.Away, troubles.Cut):
            assert self.away
        else:
            assert desk.book.council.status().last.alarms == ()

    def _cut(self, desk: Any) -> None:
        """A round breaks off in its middle."""
        left = self.chance.randrange(1, 6)

        def stop() -> bool:
            nonlocal left
            left -= 1
            return left < 0

        try:
            desk.book.council.sync(stop=stop, tries=1)
        except (troubles.Stopped, troubles.Away, troubles.Cut):
            return


def state_of(desk: Any, operation: str) -> dict[str, dict[str, Any]]:
    """Every record of the sweep as this notebook folds it."""
    with desk.notebook.reading() as book:
        names = sorted(
            {line.header.record for line in parcels.lines_of(book, [operation], parcels.last(book))}
        )
        return projection.held(book, names)


def tally(desk: Any, operation: str) -> Counter[str]:
    """Stops by class and by officer, as the return counts them."""
    with desk.notebook.reading() as book:
        stops = records.listed(book, kinds=["stop"], home=operation)
    return Counter(
        found for one in stops for found in (one.text("classification"), one.value("officer")["name"])
    )


def numbers(desk: Any, operation: str) -> list[str]:
    with desk.notebook.reading() as book:
        return [one.text("stop_no") for one in records.listed(book, kinds=["stop"], home=operation)]


def test_five_notebooks_in_any_order_end_equal(
    council: Any, desk: Callable[..., Any], tmp_path: Path
) -> None:
    seed = int(os.environ.get("SWEEP_SEED", "") or random.SystemRandom().randrange(2**32))
    print(f"SWEEP_SEED={seed}")
    desks = [desk(name) for name in NAMES]
    for _ in range(2):  # the second round brings each the certificates of those who came after
        for one in desks:
            one.book.council.sync()
    sweep = Sweep(council, desks, tmp_path, random.Random(seed))  # noqa: S311 - the same for the same seed
    for _ in range(ACTS):
        sweep.act()
    sweep.meet_by_sticks_alone()
    council.start(council.port)
    desks[0].book.council.sync()
    for one in desks:
        enrolling.allocate(council.office, sweep.operation, one.officer.id, "", council.clock())
    for _ in range(2):
        for one in desks:
            one.book.council.sync()
            assert one.book.council.status().last.alarms == ()
    first = state_of(desks[0], sweep.operation)
    for one in desks:
        held = state_of(one, sweep.operation)
        assert held == first
        assert tally(one, sweep.operation) == tally(desks[0], sweep.operation)
        found = numbers(one, sweep.operation)
        assert len(found) == len(set(found)) == len(sweep.made) == len(set(sweep.made))
        assert one.book.queue.apart() == []
        with one.notebook.reading() as book:
            assert exchange.unsent_records(book) == {}
    assert {record for record, row in first.items() if row["kind"] == "stop"} == set(sweep.made)
    assert check(desks[0].notebook) == []
    assert council.office.faults() == []
    print(dict(sweep.done), len(sweep.made), "stops")
