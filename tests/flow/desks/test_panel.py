"""The Legal Panel on another laptop: a referral accepted offline, decided, received, and allocated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.casebook.legal import FORM, PLAN, long_file, lorcans_marks

from fieldkit.casebook.desk import system_clock
from fieldkit.errors import Trouble
from fieldkit.ledger.chain import Act
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Type

TODAY = {"received_at": "16 11 2026 09:00"}


def before_the_panel(author: Any, member: Any) -> str:
    """A referral that waits for the panel on both laptops; says the referral.

    Nobody allocates it to the member: that it waits for the panel is what gives it to them.
    """
    book = author.book
    case, _ = book.cases.new(
        {"case_type": "ATT", **TODAY},
        {"forenames": "Lorcan", "surname": "Ebbage", "upn": "M999400122011", "school": FORM["school"]},
    )
    found = book.registers.examine(case, long_file(lorcans_marks(0)).encode(), "register.csv")
    book.registers.take_in(case, found)
    referral: str = book.legal_referrals.take_in(case, FORM)[0]
    book.legal_referrals.run_checks(referral)
    book.legal_referrals.accept(referral, "Both tests are met.")
    member.book.council.sync()
    assert not member.book.write_ups.is_here(referral)
    book.council.sync()
    member.book.council.sync()
    return referral


def test_the_panels_decision_reaches_the_officer_and_stands_offline(
    council: Any, desk: Callable[..., Any]
) -> None:
    rowan, juno = desk("Rowan Quillon", "AIO"), desk("Juno Thatch", "PANEL")
    referral = before_the_panel(rowan, juno)
    assert [item.record for item in juno.book.panel.queue().items] == [referral]
    juno.book.panel.decide(referral, "approve", "Evidence and public interest are there.")
    with pytest.raises(Trouble, match="without the Legal Panel"):
        juno.book.panel.allocate(referral, f"{rowan.officer.id} {rowan.officer.name}")
    juno.book.council.sync()
    juno.book.panel.allocate(referral, f"{rowan.officer.id} {rowan.officer.name}")
    juno.book.council.sync()
    rowan.book.council.sync()
    council.stop()
    approval = rowan.book.approvals.of(referral)
    assert (approval.holds, approval.by) == (True, "Juno Thatch")
    assert rowan.book.held(referral).state == "allocated"


def test_the_register_with_its_file_is_on_the_panels_laptop(desk: Callable[..., Any]) -> None:
    rowan, juno = desk("Rowan Quillon", "AIO"), desk("Juno Thatch", "PANEL")
    referral = before_the_panel(rowan, juno)
    page = juno.book.registers.reading(juno.book.held(referral).home)
    assert page.totals.unauthorised == 41
    assert juno.book.registers.original(page.extract) == long_file(lorcans_marks(0)).encode()


def holds(desk: Any, record: str) -> bool:
    desk.book.council.sync()
    return bool(desk.book.write_ups.is_here(record))


def write(desk: Any, kind: str, record: str, home: str, **fields: Any) -> None:
    """A line written past the desk, which would refuse it, and sent."""
    act = Act(type=Type.EDIT, kind=kind, record=record, home=home, fields=fields)
    desk.notebook.write([act], desk.book.now())
    desk.book.council.sync()


def test_whom_the_panel_allocates_to_and_who_presents_receive_the_case(
    council: Any, desk: Callable[..., Any]
) -> None:
    rowan, juno = desk("Rowan Quillon", "AIO"), desk("Juno Thatch", "PANEL")
    ines, sunil, omar = desk("Ines Fenwick", "AIO"), desk("Sunil Marrow", "PRES"), desk("Omar Teasel", "CME")
    referral = before_the_panel(rowan, juno)
    home = rowan.book.held(referral).home
    named = {"id": ines.officer.id, "name": "Ines Fenwick"}
    # An officer who names an investigator, and one who says of another's case that it waits, ask nobody in.
    write(rowan, "referral", referral, home, allocated_officer=named)
    write(omar, "referral", referral, home, **{STATE: "panel"})
    assert not holds(ines, home)
    assert not holds(omar, home)
    juno.book.panel.decide(referral, "approve", "Evidence and public interest are there.")
    write(juno, "referral", referral, home, allocated_officer=named)
    assert holds(ines, home)
    action = ines.book.new_id()
    write(ines, "hearing", ines.book.new_id(), home, presenter={"id": omar.officer.id}, parent=action)
    assert not holds(omar, home)
    write(ines, "hearing", ines.book.new_id(), home, presenter={"id": sunil.officer.id}, parent=action)
    assert holds(sunil, home)
    assert council.office.faults() == []


def test_a_case_goes_to_the_officer_that_a_manager_allocates_it_to(desk: Callable[..., Any]) -> None:
    petra, dilys, omar = desk("Petra Ashlock", "MGR"), desk("Dilys Farthing"), desk("Omar Teasel")
    child = {"forenames": "Wren", "surname": "Okonedo-Pyle", "school": FORM["school"]}
    case, _ = petra.book.cases.new({"case_type": "CME", **TODAY}, child)
    petra.book.cases.allocate(case, {"id": dilys.officer.id, "name": "Dilys Farthing"})
    petra.book.council.sync()
    assert holds(dilys, case)
    write(dilys, "case", case, case, allocated_officer={"id": omar.officer.id, "name": "Omar Teasel"})
    assert not holds(omar, case)


def test_an_approval_that_no_member_signed_arrives_and_opens_nothing(
    desk: Callable[..., Any],
) -> None:
    rowan, juno = desk("Rowan Quillon", "AIO"), desk("Juno Thatch", "PANEL")
    referral = before_the_panel(rowan, juno)
    held = rowan.book.held(referral)
    said = {
        "about": "legal-panel",
        "decision": "approve",
        "heads": list(held.folded.heads),
        "parent": referral,
    }
    acts = [
        Act(type=Type.EDIT, kind="signoff", record=rowan.book.new_id(), home=held.home, fields=said),
        Act(type=Type.STATE, kind="referral", record=referral, home=held.home, bases=held.folded.heads,
            fields={"@state": "allocated", "allocated_officer": rowan.book.my_name()}),
    ]  # fmt: skip
    rowan.notebook.write(acts, system_clock())
    rowan.book.council.sync()
    juno.book.council.sync()
    for book in (rowan.book, juno.book):
        assert book.held(referral).state == "allocated"
        assert book.approvals.of(referral).why == "It was not signed by a member of the Legal Panel."
        with pytest.raises(Trouble, match="without the Legal Panel"):
            book.panel.plan(referral, PLAN)
    assert [item.record for item in juno.book.panel.queue().items] == [referral]
    juno.book.panel.decide(referral, "refuse", "Nobody asked the panel.")
    assert juno.book.held(referral).state == "withdrawn"
