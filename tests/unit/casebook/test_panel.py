"""The Legal Panel at the desk: its Mondays, its signed decisions, allocation, and the investigation plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.unit.casebook.caseload import schools
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.interviewing import JUNO, ROWAN
from tests.unit.casebook.legal import PLAN, referred
from tests.unit.casebook.sweeping import exchange

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Casebook]


def before_the_panel(casebook_of: Of, clock: Clock) -> tuple[Casebook, Casebook, str]:
    """Case 12 on the list of the panel; says Rowan's and Juno's notebook and the referral."""
    clock.set("2026-11-16 08:00")
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    schools(rowan)
    referral = referred(rowan, clock)
    rowan.legal_referrals.accept(referral, "Both tests are met.")
    exchange(rowan, juno)
    return rowan, juno, referral


def test_the_list_of_the_next_monday_and_a_decision_with_reasons(casebook_of: Of, clock: Clock) -> None:
    rowan, juno, referral = before_the_panel(casebook_of, clock)
    queue = juno.panel.queue()
    assert queue.meets_on == date(2026, 11, 16)
    assert [(item.record, item.waits_for, item.own) for item in queue.items] == [
        (referral, "decision", False)
    ]
    with pytest.raises(Problems):
        juno.panel.decide(referral, "approve", " ")
    juno.panel.decide(referral, "approve", "Evidence and public interest are there.")
    assert [(item.record, item.waits_for) for item in juno.panel.queue().items] == [(referral, "allocation")]
    juno.panel.allocate(referral, "o-rowan Rowan Quillon")
    exchange(juno, rowan)
    held = rowan.held(referral)
    assert (held.state, held.value("allocated_officer")["name"]) == ("allocated", "Rowan Quillon")
    assert rowan.approvals.of(referral).holds is True
    assert rowan.held(held.home).state == "allocated"


def test_mondays_of_bank_and_school_holidays_are_skipped(casebook_of: Of, clock: Clock) -> None:
    _, juno, _ = before_the_panel(casebook_of, clock)
    clock.set("2026-12-19 09:00")
    queue = juno.panel.queue()
    assert queue.meets_on == date(2027, 1, 4)
    assert [(day.day, why) for day, why in queue.skipped] == [
        (21, "School holiday"),
        (28, queue.skipped[1][1]),
    ]
    assert queue.skipped[1][1] != "School holiday"


def test_the_author_never_decides(casebook_of: Of, clock: Clock) -> None:
    both = Holder("o-juno", "Juno Thatch", "JT", ("AIO", "PANEL"), "Legal", "D09")
    juno = casebook_of(both)
    schools(juno)
    referral = referred(juno, clock)
    juno.legal_referrals.accept(referral, "Both tests are met.")
    assert [item.own for item in juno.panel.queue().items] == [True]
    with pytest.raises(Trouble):
        juno.panel.decide(referral, "approve", "It is a good one.")


def test_nobody_but_the_panel_decides_or_allocates(casebook_of: Of, clock: Clock) -> None:
    rowan, _, referral = before_the_panel(casebook_of, clock)
    assert not rowan.panel.queue().member
    with pytest.raises(Trouble):
        rowan.panel.decide(referral, "approve", "I found it all myself.")
    with pytest.raises(Trouble):
        rowan.panel.allocate(referral, "o-rowan Rowan Quillon")


def test_returned_by_the_panel_goes_back_to_the_school(casebook_of: Of, clock: Clock) -> None:
    rowan, juno, referral = before_the_panel(casebook_of, clock)
    juno.panel.decide(referral, "return", "Say what the family worker did.")
    exchange(juno, rowan)
    assert rowan.held(referral).state == "returned_to_school"
    rowan.legal_referrals.receive_again(referral, "The worker's notes are there.")
    rowan.legal_referrals.run_checks(referral)
    rowan.legal_referrals.accept(referral, "Now it is whole.")
    exchange(rowan, juno)
    assert [item.waits_for for item in juno.panel.queue().items] == ["decision"]


def test_an_approval_falls_when_the_referral_is_changed(casebook_of: Of, clock: Clock) -> None:
    rowan, juno, referral = before_the_panel(casebook_of, clock)
    juno.panel.decide(referral, "approve", "Evidence and public interest are there.")
    exchange(juno, rowan)
    rowan.legal_referrals.correct(referral, {"period_to": "6 11 2026"}, "A week less")
    exchange(rowan, juno)
    with pytest.raises(Trouble):
        juno.panel.allocate(referral, "o-rowan Rowan Quillon")
    assert [item.waits_for for item in juno.panel.queue().items] == ["decision"]


def test_an_investigation_begins_on_a_plan_that_the_panel_checked(casebook_of: Of, clock: Clock) -> None:
    rowan, juno, referral = before_the_panel(casebook_of, clock)
    juno.panel.decide(referral, "approve", "Evidence and public interest are there.")
    juno.panel.allocate(referral, "o-rowan Rowan Quillon")
    exchange(juno, rowan)
    with pytest.raises(Trouble):
        rowan.panel.begin_investigation(referral)
    plan, _ = rowan.panel.plan(referral, PLAN)
    rowan.panel.submit_plan(plan)
    with pytest.raises(Trouble):
        rowan.records.move(plan, "checked", machine={"quality_note": "Mine"})
    exchange(rowan, juno)
    assert [item.kind for item in juno.panel.queue().items] == ["investigation-plan"]
    juno.panel.decide(plan, "approve", "Looks both ways.", "Ask the bus company too.")
    exchange(juno, rowan)
    rowan.panel.begin_investigation(referral)
    assert rowan.held(referral).state == "investigation"
    assert rowan.held(plan).text("quality_note") == "Ask the bus company too."


def test_investigators_are_the_attendance_improvement_officers(casebook_of: Of, clock: Clock) -> None:
    _, juno, _ = before_the_panel(casebook_of, clock)
    assert [one.name for one in juno.panel.investigators()] == ["Rowan Quillon"]


def test_every_turn_is_told_with_whose_it_is(casebook_of: Of, clock: Clock) -> None:
    rowan, juno, referral = before_the_panel(casebook_of, clock)

    def turns() -> tuple[str, str]:
        exchange(rowan, juno)
        exchange(juno, rowan)
        return tuple(book.legal_referrals.open(referral).waits_for for book in (rowan, juno))

    assert turns() == ("Waits for the Legal Panel on Monday 16 November.",) * 2
    juno.panel.decide(referral, "approve", "Evidence and public interest are there.")
    assert turns() == ("Waits for a member of the Legal Panel to give it to an investigator.",) * 2
    juno.panel.allocate(referral, "o-rowan Rowan Quillon")
    assert turns() == (
        "Waits for you to write the investigation plan.",
        "Waits for Rowan Quillon to write the investigation plan.",
    )
    plan, _ = rowan.panel.plan(referral, PLAN)
    rowan.panel.submit_plan(plan)
    assert turns()[0] == "The plan waits for the Legal Panel on Monday 16 November."
    juno.panel.decide(plan, "return", "Say how the bus runs.")
    assert turns()[0].endswith("The Legal Panel did not approve it: Say how the bus runs.")
    with pytest.raises(Trouble):
        rowan.panel.begin_investigation(referral)
    rowan.records.correct(plan, {"lines_away": "The bus runs at 07:40."})
    rowan.panel.submit_plan(plan)
    turns()
    juno.panel.decide(plan, "approve", "Looks both ways.")
    assert turns()[0] == "Waits for you to begin the investigation."


def test_an_approval_that_ran_out_is_renewed_before_the_plan(casebook_of: Of, clock: Clock) -> None:
    rowan, juno, referral = before_the_panel(casebook_of, clock)
    juno.panel.decide(referral, "approve", "Evidence and public interest are there.", until="18 11 2026")
    juno.panel.allocate(referral, "o-rowan Rowan Quillon")
    exchange(juno, rowan)
    clock.set("2026-11-19 09:00")
    with pytest.raises(Trouble, match="without the Legal Panel"):
        rowan.panel.plan(referral, PLAN)
    assert rowan.legal_referrals.open(referral).act.name == "panel"
    assert [(item.record, item.waits_for) for item in juno.panel.queue().items] == [(referral, "decision")]
    juno.panel.decide(referral, "approve", "Nothing has changed.")
    assert juno.held(referral).state == "allocated"
    exchange(juno, rowan)
    rowan.panel.plan(referral, PLAN)
    assert rowan.held(referral).state == "investigation_plan"


def test_a_referral_is_given_to_another_investigator_with_the_reason(casebook_of: Of, clock: Clock) -> None:
    _, juno, referral = before_the_panel(casebook_of, clock)
    juno.panel.decide(referral, "approve", "Evidence and public interest are there.")
    juno.panel.allocate(referral, "o-rowan Rowan Quillon")
    with pytest.raises(Problems):
        juno.panel.allocate(referral, "o-omar Omar Teasel")
    juno.panel.allocate(referral, "o-omar Omar Teasel", "Rowan is ill.")
    assert juno.held(referral).value("allocated_officer")["name"] == "Omar Teasel"
    assert juno.approvals.of(referral).stands
