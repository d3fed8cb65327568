"""The Legal Panel on another laptop: a referral accepted offline, decided, received, and allocated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.casebook.legal import FORM, long_file, lorcans_marks

from fieldkit.council import enrolling
from fieldkit.errors import Trouble

TODAY = {"received_at": "16 11 2026 09:00"}


def before_the_panel(council: Any, author: Any, member: Any) -> str:
    """A referral that waits for the panel on both laptops; says the referral."""
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
    book.council.sync()
    enrolling.allocate(council.office, case, member.officer.id, "", council.clock())
    member.book.council.sync()
    return referral


def test_the_panels_decision_reaches_the_officer_and_stands_offline(
    council: Any, desk: Callable[..., Any]
) -> None:
    rowan, juno = desk("Rowan Quillon", "AIO"), desk("Juno Thatch", "PANEL")
    referral = before_the_panel(council, rowan, juno)
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


def test_the_register_with_its_file_is_on_the_panels_laptop(council: Any, desk: Callable[..., Any]) -> None:
    rowan, juno = desk("Rowan Quillon", "AIO"), desk("Juno Thatch", "PANEL")
    referral = before_the_panel(council, rowan, juno)
    page = juno.book.registers.reading(juno.book.held(referral).home)
    assert page.totals.unauthorised == 41
    assert juno.book.registers.original(page.extract) == long_file(lorcans_marks(0)).encode()
