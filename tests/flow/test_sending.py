"""Sending and receiving against a real server: what is sent arrives once, and only where it may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fieldkit.council import enrolling


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
