"""A home visit at the desk, from referral to lock: every press a revision, every rule where it belongs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.casebook.conftest import OMAR, PETRA, Clock

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.store import certificates, revisions

ADDRESS = {"address_kind": "home", "lines": "14 Sluice Lane", "town": "Mereham", "postcode": "zz14cd"}
FLAG = {
    "applies_to": "person", "categories": ["violence"], "level": "two-officers", "source": "Housing",
    "facts": "Father threatened a housing officer on 3 September 2026.", "review_on": "3 March 2027",
}  # fmt: skip
WRITE_UP = {
    "answered_by": "parent", "answered_name": "Bram Halloway", "id_shown": "yes", "purpose_explained": "yes",
    "admitted": "consent", "child_spoken_to": "alone", "child_seen_at": "10:51", "child_words": "“I fell.”",
    "child_condition": "Bruise on outer left forearm, about 3 cm.", "child_judgement": "Tell MASH today.",
    "home_condition": "safe", "card": "none", "safeguarding": "E2", "outcome_code": "V02",
    "made_up_at": "15:12",
}  # fmt: skip


def caseload(casebook: Casebook) -> tuple[str, str, str]:
    """Case 2 of the sample: Corin Halloway, his father and their address."""
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "9 11 2026 09:00"},
        {"forenames": "Corin", "surname": "Halloway", "dob": "2 May 2011", "upn": "U999400118002"},
    )
    father, _ = casebook.records.new("person", {"forenames": "Bram", "surname": "Halloway"}, parent=case)
    address, _ = casebook.records.new("address", ADDRESS, parent=case)
    return case, father, address


def plan(casebook: Casebook, case: str, address: str, **more: object) -> str:
    typed = {"purpose": "see-child", "visit_kind": "unannounced", "address": address, "who_to_see": "Corin",
             "planned_for": "20 11 2026 10:30", **more}  # fmt: skip
    safety = {"buddy": "o-petra Petra Ashlock", "phone": "07700900102", "expected_finish": "11:30"}
    visit, _ = casebook.visits.plan(case, typed, safety)
    return visit


def test_a_visit_from_plan_to_lock(casebook: Casebook, clock: Clock) -> None:
    case, _, address = caseload(casebook)
    visit = plan(casebook, case, address)
    assert casebook.visits.next_act(visit).label == "Set off"
    casebook.visits.set_off(visit)
    casebook.safety.start(visit)
    clock.set("2026-11-20 10:34")
    casebook.visits.arrive(visit)
    clock.set("2026-11-20 11:21")
    casebook.visits.leave(visit)
    form = casebook.drafts.open(visit)
    casebook.drafts.save(form, {"child_words": "“I f"}, "The child")
    clock.set("2026-11-20 15:12")
    casebook.records.correct(visit, WRITE_UP)
    casebook.visits.lock(visit)
    with pytest.raises(Trouble, match="locked"):
        casebook.records.correct(visit, {"card": "posted"})
    page = casebook.pages.show(visit)
    assert (page.sealed_by, page.seal_line[:6]) == ("Dilys Farthing", "DF-L07")
    assert page.held.title == "Home visit 1: child seen and spoken to, not in education"
    casebook.records.addendum(visit, "The bruise was on the left arm.")
    assert casebook.pages.show(visit).addenda[0].fields == (("Addendum", "The bruise was on the left arm."),)
    assert [entry.kind for entry in casebook.cases.chronology(case)] == [
        "visit",
        "safety-event",
        "safety-plan",
    ]
    assert casebook.drafts.waiting() == []


def test_a_correction_is_struck_through_with_initials_time_and_reason(
    casebook: Casebook, clock: Clock
) -> None:
    case, _, address = caseload(casebook)
    visit = plan(casebook, case, address)
    casebook.visits.set_off(visit)
    clock.set("2026-11-20 10:34")
    casebook.visits.arrive(visit)
    clock.set("2026-11-20 11:12")
    casebook.visits.leave(visit)
    clock.set("2026-11-20 15:12")
    casebook.records.correct(visit, {"departed_at": "11:21"}, "read from the timer")
    row = next(row for row in casebook.pages.show(visit).rows if row.field == "departed_at")
    assert row.words.endswith("11:21")
    told = row.corrections[0]
    assert (told.words[-5:], told.initials, told.at, told.why) == (
        "11:12",
        "DF",
        "15:12",
        "read from the timer",
    )
    with pytest.raises(Problems) as caught:
        casebook.records.correct(visit, {"child_spoken_to": "alone", "child_seen_at": "09:51"})
    assert [p.say for p in caught.value.problems] == ["Enter a time after 10:34, when you arrived"]


def test_an_outcome_that_contradicts_what_was_said_of_the_child_is_refused(casebook: Casebook) -> None:
    case, _, address = caseload(casebook)
    visit = plan(casebook, case, address)
    with pytest.raises(Problems) as caught:
        casebook.records.correct(visit, {"child_spoken_to": "not-seen", "outcome_code": "V03"})
    assert [problem.field for problem in caught.value.problems] == ["outcome_code"]
    casebook.records.correct(visit, {"child_spoken_to": "only-seen", "outcome_code": "V03"})


def test_an_unread_flag_a_missing_officer_and_a_missing_approval_each_stop_travel(
    casebook_of: Callable[[Holder], Casebook], casebook: Casebook
) -> None:
    case, father, address = caseload(casebook)
    flag, _ = casebook.records.new("risk-flag", FLAG, parent=father)
    visit = plan(casebook, case, address)
    assert casebook.visits.next_act(visit).name == "read-flag"
    with pytest.raises(Trouble, match="Read every risk flag"):
        casebook.visits.set_off(visit)
    casebook.visits.read_flag(visit, flag)
    with pytest.raises(Trouble, match="second officer"):
        casebook.visits.set_off(visit)
    casebook.records.correct(visit, {"second_officer": f"{OMAR.officer} {OMAR.name}"})
    with pytest.raises(Trouble, match="manager must approve"):
        casebook.visits.set_off(visit)
    with pytest.raises(Trouble, match="Only a manager"):
        casebook.approvals.decide(visit, "approve")
    petra = casebook_of(PETRA)
    _exchange(casebook, petra)
    assert [asked.about for asked in petra.approvals.waiting()]
    refused, _ = petra.approvals.decide(visit, "refuse", {"reason": "Go with the police"})
    _exchange(petra, casebook)
    casebook.records.correct(refused, {"decision": "approve"})
    with pytest.raises(Trouble, match="changed the sign-off"):
        casebook.visits.set_off(visit)
    petra.approvals.decide(visit, "approve", {"conditions": "two officers at all times"})
    _exchange(petra, casebook)
    assert casebook.visits.next_act(visit).blocked == ""
    casebook.records.correct(visit, {"who_to_see": "Corin and his father"})
    with pytest.raises(Trouble, match="changed after it was approved"):
        casebook.visits.set_off(visit)


def test_a_plan_that_lacks_answers_names_them_in_the_order_of_the_form(casebook: Casebook) -> None:
    case, _, _ = caseload(casebook)
    with pytest.raises(Problems) as caught:
        casebook.visits.plan(case, {"purpose": "see-child", "planned_for": "noon"})
    assert [p.field for p in caught.value.problems] == ["planned_for"]
    with pytest.raises(Problems) as caught:
        casebook.visits.plan(case, {"purpose": "see-child", "planned_for": "12:00"})
    assert [p.field for p in caught.value.problems] == ["visit_kind", "address", "who_to_see"]


def test_the_timer_survives_and_only_the_typed_word_ends_it(casebook: Casebook, clock: Clock) -> None:
    case, _, address = caseload(casebook)
    visit = plan(casebook, case, address)
    casebook.visits.set_off(visit)
    casebook.safety.start(visit)
    clock.set("2026-11-20 10:58")
    timer = casebook.safety.running()[0]
    assert (timer.stage, timer.minutes_left) == ("running", 33)
    clock.set("2026-11-20 11:40")
    timer = casebook.safety.running()[0]
    assert (timer.stage, timer.minutes_over) == ("overdue-first", 10)
    with pytest.raises(Trouble, match="Type the word safe"):
        casebook.safety.all_clear(timer.plan, "ok")
    casebook.safety.all_clear(timer.plan, "Safe ")
    assert casebook.safety.running() == []


def test_today_shows_what_waits(casebook: Casebook) -> None:
    case, father, address = caseload(casebook)
    flag, _ = casebook.records.new("risk-flag", FLAG, parent=father)
    visit = plan(casebook, case, address)
    casebook.drafts.save(
        casebook.drafts.open("n-1", kind="note", home=case, parent=case), {"subject": "call"}
    )
    page = casebook.day.open()
    assert [(row.child, row.next_act) for row in page.visits] == [("Corin Halloway", "Read risk flag")]
    assert [draft.title for draft in page.drafts] == ["Note"]
    assert casebook.find.records("sluice")[0].title == "14 Sluice Lane, ZZ1 4CD"
    assert flag
    assert visit


def _exchange(sender: Casebook, receiver: Casebook) -> None:
    """Hand everything one notebook holds to the other, as sync does."""
    with sender.notebook.reading() as book:
        told, _ = revisions.everything(book)
        known = certificates.all_of(book)
    with receiver.notebook.writing() as book:
        for certificate in known.values():
            certificates.put(book, certificate)
    receiver.notebook.receive(told, receiver.now().wall_ms)
