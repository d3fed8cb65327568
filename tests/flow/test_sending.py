"""Sending and receiving against a real server: what is sent arrives once, and only where it may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fieldkit.council import enrolling
from fieldkit.council.store import people
from fieldkit.errors import Trouble


def test_what_is_written_arrives_with_a_receipt(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    laptop = new_laptop(council)
    written = {laptop.note(new_home, str(number)).id for number in range(7)}
    done = laptop.sync()
    assert (done.sent, done.alarms, done.quarantined) == (7, [], {})
    assert laptop.notebook.received() == written
    again = laptop.sync()
    assert (again.sent, again.already_there, again.received) == (0, 0, 0)
    third = laptop.sync()
    assert third.received == 0


def test_an_officer_never_receives_an_ungranted_home(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, ben = new_laptop(council, "Ann Example"), new_laptop(council, "Ben Example")
    secret = ann.note(new_home)
    ann.sync()
    ben.sync()
    assert secret.id not in ben.notebook.ids()
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    done = ben.sync()
    assert done.received == 1
    assert secret.id in ben.notebook.ids()
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock(), end=True)
    later = ann.note(new_home)
    ann.sync()
    assert ben.sync().closed == (new_home,)
    assert later.id not in ben.notebook.ids()


def test_one_round_at_a_time(council: Any, new_laptop: Callable[..., Any], new_home: str) -> None:
    laptop = new_laptop(council)
    laptop.note(new_home)
    said: list[str] = []

    def again(*_: object) -> None:
        with pytest.raises(Trouble, match="being sent already") as second:
            laptop.sync()
        said.append(second.value.do)

    laptop.sync(progress=again)
    assert said
    assert laptop.sync().sent == 0


def test_ten_times_as_much_goes_in_several_pushes_and_pages(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, ben = new_laptop(council, "Ann Example"), new_laptop(council, "Ben Example")
    ann.notebook.db.execute("BEGIN")
    written = {ann.note(new_home, "x" * (900 if number % 100 else 200_000)).id for number in range(1200)}
    ann.notebook.db.execute("COMMIT")
    assert ann.sync().sent == 1200
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    assert ben.sync().received == 1200
    assert ben.notebook.ids() == written
    assert ann.notebook.received() == written


def test_the_council_sees_when_a_device_last_called(council: Any, new_laptop: Callable[..., Any]) -> None:
    new_laptop(council)
    laptop = new_laptop(council, "Ben Example")
    laptop.sync()
    with council.office.database.reading() as connection:
        seen = {officer: seen_ms for officer, _, seen_ms, _ in people.last_seen(connection)}
    assert abs(seen.pop(laptop.officer) - council.clock()) < 60_000
    assert list(seen.values()) == [None]
