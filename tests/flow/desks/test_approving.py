"""The approval of a sweep: signed on the manager's laptop, checked on the officer's without the server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.unit.casebook.sweeping import DESIGNATED, PLAN, exchange

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import system_clock
from fieldkit.council import enrolling
from fieldkit.errors import Trouble
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type

HOUR_MS = 3_600_000


def submitted(council: Any, author: Any, *others: Any) -> str:
    """A sweep that waits for a manager, which the others hold too."""
    sweep: str = author.book.operations.plan(PLAN)[0]
    author.book.operations.pair(sweep, DESIGNATED | {"officer": f"{author.officer.id} {author.officer.name}"})
    author.book.operations.submit(sweep)
    author.book.council.sync()
    for other in others:
        enrolling.allocate(council.office, sweep, other.officer.id, "", council.clock())
        other.book.council.sync()
    return sweep


def sign(desk: Any, sweep: str) -> None:
    """An approval signed by this notebook past its desk, as an altered program would."""
    held, page = desk.book.held(sweep), desk.book.operations.open(sweep)
    pairs = [desk.book.held(row.pairing) for row in page.pairings]
    heads = [head for one in (held, *pairs) for head in one.folded.heads]
    fields = {"about": "truancy-sweep", "decision": "approve", "heads": heads, "parent": sweep}
    act = Act(type=Type.EDIT, kind="signoff", record=desk.book.new_id(), home=held.home, fields=fields)
    move = Act(type=Type.STATE, kind="operation", record=sweep, home=held.home, bases=held.folded.heads,
               fields={"@state": "approved"})  # fmt: skip
    desk.notebook.write([act, move], system_clock())


def test_an_approval_is_checked_on_the_officers_laptop(council: Any, desk: Callable[..., Any]) -> None:
    dilys, petra = desk("Dilys Farthing", "AIO"), desk("Petra Ashlock", "MGR")
    sweep = submitted(council, dilys, petra)
    assert [one.record for one in petra.book.approvals.waiting()] == [sweep]
    petra.book.approvals.decide(sweep, "approve", {"conditions": "Hi-vis"})
    assert "Cannot tell yet" in petra.book.approvals.why_not(sweep)
    petra.book.council.sync()
    assert petra.book.approvals.why_not(sweep) == ""
    dilys.book.council.sync()
    found = dilys.book.approvals.of(sweep)
    assert (found.holds, found.by, found.conditions) == (True, "Petra Ashlock", "Hi-vis")
    council.stop()
    dilys.book.operations.brief(sweep)
    dilys.book.operations.go_live(sweep)
    assert dilys.book.held(sweep).state == "live"


def test_an_approval_that_the_council_has_not_received_cannot_be_told(
    council: Any, desk: Callable[..., Any]
) -> None:
    dilys, petra = desk("Dilys Farthing", "AIO"), desk("Petra Ashlock", "MGR")
    sweep = submitted(council, dilys, petra)
    petra.book.approvals.decide(sweep, "approve")
    exchange(petra.book, dilys.book)
    dilys.book.operations.brief(sweep)
    assert dilys.book.approvals.of(sweep).holds is None
    with pytest.raises(Trouble, match="the council has not received the approval"):
        dilys.book.operations.go_live(sweep)
    with pytest.raises(Trouble, match="No stop can be logged"):
        dilys.book.records.new("stop", {"place": "Market Square"}, parent=sweep, partly=True)
    petra.book.council.sync()
    dilys.book.council.sync()
    dilys.book.operations.go_live(sweep)


def test_with_an_old_list_of_revoked_devices_a_sweep_stays_closed(
    council: Any, desk: Callable[..., Any]
) -> None:
    dilys, petra = desk("Dilys Farthing", "AIO"), desk("Petra Ashlock", "MGR")
    sweep = submitted(council, dilys, petra)
    petra.book.approvals.decide(sweep, "approve")
    petra.book.council.sync()
    dilys.book.council.sync()
    dilys.book.operations.brief(sweep)

    def later() -> Any:
        now = system_clock()
        return replace(now, wall_ms=now.wall_ms + 73 * HOUR_MS)

    stale = Casebook(dilys.notebook, later)
    assert stale.approvals.of(sweep).holds is None
    with pytest.raises(Trouble, match="list of revoked devices is too old"):
        stale.operations.go_live(sweep)


def test_an_approval_that_no_manager_signed_opens_nothing(council: Any, desk: Callable[..., Any]) -> None:
    dilys, omar = desk("Dilys Farthing", "AIO"), desk("Omar Teasel", "AIO")
    sweep = submitted(council, dilys, omar)
    sign(omar, sweep)
    omar.book.council.sync()
    dilys.book.council.sync()
    assert dilys.book.held(sweep).state == "approved"
    dilys.book.operations.brief(sweep)
    with pytest.raises(Trouble, match="not signed by a manager"):
        dilys.book.operations.go_live(sweep)


def test_a_manager_who_signs_their_own_plan_opens_nothing(council: Any, desk: Callable[..., Any]) -> None:
    dilys, petra = desk("Dilys Farthing", "AIO"), desk("Petra Ashlock", "MGR")
    sweep = submitted(council, petra, dilys)
    with pytest.raises(Trouble, match="Someone else must approve"):
        petra.book.approvals.decide(sweep, "approve")
    sign(petra, sweep)
    petra.book.council.sync()
    dilys.book.council.sync()
    assert dilys.book.approvals.why_not(sweep) == "Nobody may approve their own plan."


def test_an_approval_outlives_the_laptop_it_was_signed_on(council: Any, desk: Callable[..., Any]) -> None:
    dilys, petra = desk("Dilys Farthing", "AIO"), desk("Petra Ashlock", "MGR")
    sweep = submitted(council, dilys, petra)
    petra.book.approvals.decide(sweep, "approve")
    petra.book.council.sync()
    enrolling.revoke(council.office, petra.officer.id, "", council.clock())
    dilys.book.council.sync()
    assert dilys.book.approvals.of(sweep).holds is True


def test_two_officers_who_press_live_apart_are_live_together(council: Any, desk: Callable[..., Any]) -> None:
    dilys, omar, petra = (
        desk("Dilys Farthing", "AIO"), desk("Omar Teasel", "AIO"), desk("Petra Ashlock", "MGR")
    )  # fmt: skip
    sweep = submitted(council, dilys, omar, petra)
    petra.book.approvals.decide(sweep, "approve")
    petra.book.council.sync()
    dilys.book.council.sync()
    dilys.book.operations.brief(sweep)
    for one in (dilys, omar):
        one.book.council.sync()
    dilys.book.operations.go_live(sweep)
    assert omar.book.stops.begin(sweep).closed == ""
    omar.book.stops.log(sweep, {"stopped_at": "10:42", "place": "Bus station", "with_adult": "none",
                                "reason": "refused", "classification": "unresolved",
                                "actions": ["no-action"]})  # fmt: skip
    dilys.book.stops.log(sweep, {"stopped_at": "10:43", "place": "Market Square", "with_adult": "none",
                                 "reason": "late", "classification": "unauthorised",
                                 "actions": ["advice"]})  # fmt: skip
    for one in (omar, dilys, omar):
        one.book.council.sync()
    numbers = [sorted(row.number for row in one.book.stops.list(sweep)) for one in (dilys, omar)]
    assert numbers[0] == numbers[1]
    assert len(set(numbers[0])) == 2
    assert dilys.book.stops.tally(sweep) == omar.book.stops.tally(sweep)
