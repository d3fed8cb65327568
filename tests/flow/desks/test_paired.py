"""A manager's approval of a sweep gives it to the officers paired on it; nobody else's does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from fieldkit.council import enrolling
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.store import records

PLAN = {"sort": "truancy", "name": "Larkspur", "starts_at": "09:00", "ends_at": "12:00"}


def sweep(lead: Any, *others: Any) -> tuple[str, list[str]]:
    """An operation with everybody paired, sent."""
    operation, _ = lead.book.records.new("operation", PLAN)
    pairings = [
        lead.book.records.new(
            "pairing",
            {"officer": f"{one.officer.id} {one.officer.name}", "police_power": "constable"},
            parent=operation,
        )[0]
        for one in others
    ]
    lead.book.council.sync()
    return operation, pairings


def decide(desk: Any, operation: str, decision: str = "approve") -> None:
    """A sign-off signed past the desk, which would refuse whoever may not give one."""
    fields = {"parent": operation, "about": "truancy-sweep", "decision": decision}
    act = Act(type=Type.EDIT, kind="signoff", record=desk.book.new_id(), home=operation, fields=fields)
    desk.notebook.write([act], desk.book.now())
    desk.book.council.sync()


def holds(desk: Any, operation: str) -> bool:
    desk.book.council.sync()
    with desk.notebook.reading() as book:
        return records.get(book, operation) is not None


def test_an_approval_gives_the_sweep_to_who_is_paired(council: Any, desk: Callable[..., Any]) -> None:
    lead, petra = desk("Dilys Farthing"), desk("Petra Ashlock", "MGR")
    bob, cat, out = desk("Bob Sample"), desk("Cat Third"), desk("Omar Teasel")
    operation, pairings = sweep(lead, bob, cat, out)
    lead.book.records.withdraw(pairings[2], "Ill")
    lead.book.council.sync()
    enrolling.allocate(council.office, operation, petra.officer.id, "", council.clock())
    petra.book.council.sync()
    # What Bob logged before the council knew of it waits, and is published with the grant.
    note = Act(type=Type.EDIT, kind="note", record=bob.book.new_id(), home=operation, fields={"text": "x"})
    bob.notebook.write([note], bob.book.now())
    assert not holds(bob, operation)
    assert [one.tried for one in bob.book.queue.apart()]
    decide(petra, operation)
    assert holds(bob, operation)
    assert holds(cat, operation)
    assert not holds(out, operation)
    assert holds(lead, note.record)
    assert council.office.faults() == []


@pytest.mark.parametrize("roles", [("CME",), ("MGR",)])
def test_no_other_decision_gives_it(council: Any, desk: Callable[..., Any], roles: tuple[str, ...]) -> None:
    lead, petra, bob = desk("Dilys Farthing", "MGR"), desk("Petra Ashlock", *roles), desk("Bob Sample")
    operation, _ = sweep(lead, bob)
    enrolling.allocate(council.office, operation, petra.officer.id, "", council.clock())
    petra.book.council.sync()
    decide(lead, operation)  # her own plan
    decide(petra, operation, "return" if roles == ("MGR",) else "approve")
    assert not holds(bob, operation)


def test_a_manager_who_may_not_see_it_gives_nothing(council: Any, desk: Callable[..., Any]) -> None:
    lead, petra, bob = desk("Dilys Farthing"), desk("Petra Ashlock", "MGR"), desk("Bob Sample")
    operation, _ = sweep(lead, bob)
    decide(petra, operation)
    assert not holds(bob, operation)
    enrolling.allocate(council.office, operation, petra.officer.id, "", council.clock())
    assert holds(bob, operation)
