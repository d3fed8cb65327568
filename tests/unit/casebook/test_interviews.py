"""An interview under caution at the desk: case 12 told whole, and what comes before the first question."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.casebook.conftest import PETRA, Clock
from tests.unit.casebook.interviewing import (
    INK,
    JUNO,
    PROPOSED,
    ROWAN,
    WRITTEN,
    approved,
    cautioned,
    confirmed,
    ms,
    proposed,
    put,
)
from tests.unit.casebook.sweeping import exchange

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Casebook]


@pytest.fixture(autouse=True)
def on_the_day_of_the_panel(clock: Clock) -> None:
    clock.set("2026-11-16 10:00")


def test_case_12_told_whole(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned(rowan, juno, clock)
    put(rowan, clock, made, "Who gets Lorcan ready for school?", "He gets himself ready.")
    clock.ahead(minutes=1)
    row, _ = rowan.questioning.ask(made, "When did you know he was not in school?", ms(clock), point="knew")
    rowan.questioning.no_comment(row.line, ms(clock))
    clock.ahead(minutes=10)
    rowan.questioning.take_break(made, "rest", "I want some water.")
    clock.ahead(minutes=5)
    rowan.questioning.resume(made, reminded=True)
    last = put(rowan, clock, made, "Did anyone offer you help?", "A lady from the scool.")
    rowan.interviews.step(made, "questions")
    rowan.interviews.step(made, "breaks")
    rowan.interviews.step(made, "anything-to-add", {"words": "I told him to go."})
    rowan.interviews.conclude(made)
    rowan.signing.read_over(made, "through-interpreter")
    rowan.questioning.correct(last, {"answer": "A lady from the school."}, "A letter was missing")
    clock.ahead(minutes=4)
    rowan.signing.refuse(made, "suspect", "Agnieszka Ebbage", "I will not sign anything.")
    rowan.signing.sign(made, "interviewer", "Rowan Quillon", INK)
    rowan.signing.comment(made, "At the door: he is a good boy.")
    rowan.signing.seal(made)
    page = rowan.interviews.page(made)
    assert page.held.locked
    assert page.held.state == "refused"
    assert [step.status for step in page.steps] == ["done"] * 22
    assert page.panel == "Approved by Juno Thatch, 16 November 2026, on condition: With an interpreter"
    assert page.caution_version == "caution 1"
    assert page.caution_words.startswith("You do not have to say")
    assert [(line.number, line.answer, line.no_comment) for line in page.lines] == [
        (1, "He gets himself ready.", False),
        (2, "No comment", True),
        (3, "A lady from the school.", False),
    ]
    struck = page.lines[2].struck[0]
    assert (struck.old, struck.initials, struck.why) == (
        "A lady from the scool.",
        "RQ",
        "A letter was missing",
    )
    assert [(one.code, one.number) for one in page.points][:2] == [("knew", 2), ("failed-to-cause", 0)]
    assert [(one.reason, one.reminded_at != "") for one in page.breaks] == [("rest", True)]
    assert [(one.role, one.refused) for one in page.signatures] == [("suspect", True), ("interviewer", False)]
    assert page.clock.elapsed(0) == 19
    verdicts = {one.rule: str(one.verdict) for one in page.findings}
    assert {rule for rule, verdict in verdicts.items() if verdict != "pass"} == set()
    assert set(verdicts) >= {"PACE-00", "PACE-01", "PACE-02", "PACE-03", "PACE-10", "PACE-11", "PACE-12"}


def test_the_panel_decides_and_nobody_else(casebook_of: Of) -> None:
    rowan, juno, petra = casebook_of(ROWAN), casebook_of(JUNO), casebook_of(PETRA)
    made = proposed(rowan)
    rowan.interviews.request_panel(made)
    exchange(rowan, juno)
    exchange(rowan, petra)
    with pytest.raises(Trouble, match="member of the Legal Panel"):
        rowan.approvals.decide(made, "approve")
    with pytest.raises(Trouble, match="member of the Legal Panel"):
        petra.approvals.decide(made, "approve")
    asked = juno.approvals.waiting()
    assert [(one.record, one.about, one.role, one.own) for one in asked] == [
        (made, "Interview under caution", "PANEL", False)
    ]
    with pytest.raises(Trouble, match="Say why"):
        juno.approvals.decide(made, "refuse")
    juno.approvals.decide(made, "return", {"reason": "Say which letters were sent"})
    exchange(juno, rowan)
    assert rowan.held(made).state == "proposed"
    rowan.interviews.request_panel(made)
    exchange(rowan, juno)
    juno.approvals.decide(made, "refuse", {"reason": "Talk to the school first"})
    exchange(juno, rowan)
    assert rowan.held(made).state == "panel_refused"
    with pytest.raises(Trouble, match="cannot go from"):
        rowan.interviews.invite(made, {"invited_how": "letter"})


def test_a_member_of_the_panel_never_decides_on_their_own_request(casebook_of: Of) -> None:
    both = Holder("o-juno", "Juno Thatch", "JT", ("AIO", "PANEL"), "Legal", "D09")
    juno = casebook_of(both)
    made = proposed(juno)
    juno.interviews.request_panel(made)
    with pytest.raises(Trouble, match="Someone else must approve"):
        juno.approvals.decide(made, "approve")
    heads = list(juno.held(made).folded.heads)
    juno.records.new(
        "signoff", {"about": "pace-interview", "decision": "approve"}, parent=made, machine={"heads": heads}
    )
    found = juno.approvals.of(made)
    assert found is not None
    assert (found.holds, found.why) == (False, "Nobody may approve their own plan.")
    with pytest.raises(Trouble, match="Legal Panel decides this with a signature"):
        juno.records.move(made, "panel_approved")


def test_approvals_that_are_forged_expired_or_about_another_parent_open_nothing(
    casebook_of: Of, clock: Clock
) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = confirmed(rowan, juno, clock, until="20 11 2026")
    clock.set("2026-11-21 13:48")
    with pytest.raises(Trouble, match="run out"):
        rowan.interviews.begin(made, WRITTEN)
    clock.set("2026-11-19 13:48")
    # One signed by an officer who is no member of the panel, and one that names another parent's interview.
    other = proposed(rowan)
    rowan.interviews.request_panel(other)
    heads = list(rowan.held(made).folded.heads)
    said = {"about": "pace-interview", "decision": "approve"}
    rowan.records.new("signoff", said, parent=other, machine={"heads": heads})
    found = rowan.approvals.of(other)
    assert found is not None
    assert found.why == "It was not signed by a member of the Legal Panel."
    exchange(rowan, juno)
    juno.records.new("signoff", said, parent=other, machine={"heads": heads})
    exchange(juno, rowan)
    found = rowan.approvals.of(other)
    assert found is not None
    assert found.why.startswith("The approval is about something else.")
    with pytest.raises(Trouble, match="cannot go"):
        rowan.interviews.invite(other, {"invited_how": "letter"})


def test_an_approval_falls_when_the_request_is_changed_after_it(casebook_of: Of) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = approved(rowan, juno)
    rowan.records.correct(made, {"offences": ["s444-1"]}, "The other offence")
    with pytest.raises(Trouble, match="without the Legal Panel") as refused:
        rowan.interviews.invite(made, {"invited_how": "letter"})
    assert "changed after it was approved" in refused.value.do
    exchange(rowan, juno)
    assert [one.record for one in juno.approvals.waiting()] == [made]
    juno.approvals.decide(made, "approve")
    exchange(juno, rowan)
    rowan.interviews.invite(made, {"invited_how": "letter"})


def test_an_urgent_exception_is_a_managers_and_is_printed(casebook_of: Of, clock: Clock) -> None:
    rowan, petra = casebook_of(ROWAN), casebook_of(PETRA)
    made = proposed(rowan)
    rowan.interviews.request_panel(made)
    with pytest.raises(Trouble, match="Only a manager"):
        rowan.interviews.except_urgently(made, "She goes abroad tomorrow")
    exchange(rowan, petra)
    petra.interviews.except_urgently(made, "She goes abroad tomorrow")
    exchange(petra, rowan)
    rowan.interviews.invite(made, {"invited_how": "phone"})
    rowan.interviews.reply(made, "confirmed")
    page = rowan.interviews.page(made)
    assert page.exception == "Urgent exception by Petra Ashlock: She goes abroad tomorrow"
    assert page.blocked == ""
    assert page.panel == "Not decided"


def test_silence_is_recorded_and_invited_again(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = approved(rowan, juno)
    rowan.interviews.invite(made, {"invited_how": "letter"})
    assert "Lorcan Ebbage" in rowan.interviews.invitation(made).paragraphs[1]
    rowan.interviews.reply(made, "no_reply")
    verdict = {one.rule: str(one.verdict) for one in rowan.interviews.page(made).findings}
    assert verdict["PACE-03"] == "fail"
    clock.set("2026-11-17 10:00")
    rowan.interviews.invite(made, {"invited_how": "letter"})
    assert rowan.interviews.invitation(made).wording == "interview-invitation-again 1"
    rowan.interviews.reply(made, "no_reply")
    verdict = {one.rule: str(one.verdict) for one in rowan.interviews.page(made).findings}
    assert verdict["PACE-03"] == "pass"
    notice = rowan.interviews.notice(made)
    assert len(notice.paragraphs) == 11
    assert "You do not have to say anything." in notice.paragraphs[2]


def test_legal_advice_that_is_wanted_stops_it_until_it_was_had(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = confirmed(rowan, juno, clock)
    rowan.interviews.begin(made, WRITTEN)
    rowan.interviews.step(made, "free-to-leave")
    rowan.interviews.step(made, "legal-advice", {"answer": "wanted", "words": "I want my solicitor."})
    page = rowan.interviews.page(made)
    assert page.suspended == "solicitor"
    assert page.suspended_words.startswith("You have asked for legal advice")
    with pytest.raises(Trouble, match="stopped"):
        rowan.interviews.step(made, "interpreter", {"answer": "yes"})
    with pytest.raises(Trouble, match="on coming back"):
        rowan.questioning.resume(made, reminded=False)
    clock.ahead(minutes=30)
    rowan.questioning.resume(made, reminded=False, words="I have had the advice.")
    rowan.interviews.step(made, "interpreter", {"answer": "yes"})
    assert rowan.questioning.clock_of(made).elapsed(ms(clock)) == 0


def test_a_person_who_leaves_ends_it_with_the_reason_at_every_step_not_taken(
    casebook_of: Of, clock: Clock
) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned(rowan, juno, clock)
    put(rowan, clock, made, "Who gets Lorcan ready?", "I want to go.")
    rowan.questioning.wants_to_leave(made, "I want to go.")
    with pytest.raises(Problems, match="Say why step"):
        rowan.interviews.conclude(made)
    rowan.interviews.conclude(made, "She left at 13:54")
    page = rowan.interviews.page(made)
    assert page.held.state == "concluded"
    assert [(step.code, step.status, step.why_not) for step in page.steps[14:18]] == [
        ("questions", "done", ""),
        ("breaks", "done", ""),
        ("anything-to-add", "not-applicable", "She left at 13:54"),
        ("close", "done", ""),
    ]


def test_the_clock_prompts_at_the_local_minutes_and_leaves_breaks_out(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned(rowan, juno, clock)
    told = rowan.questioning.clock_of(made)
    start, minute = told.started_ms, 60_000
    assert [told.prompt(start + at * minute) for at in (104, 105, 119, 120)] == [
        "",
        "offer",
        "offer",
        "again",
    ]
    clock.set("2026-11-19 15:33")
    rowan.questioning.take_break(made)
    assert not rowan.questioning.clock_of(made).running
    clock.set("2026-11-19 15:43")
    rowan.questioning.resume(made, reminded=True)
    told = rowan.questioning.clock_of(made)
    assert (told.elapsed(ms(clock)), told.unbroken(ms(clock)), told.prompt(ms(clock))) == (105, 0, "")


def test_the_panel_meets_on_mondays_that_are_no_holiday(casebook: Casebook) -> None:
    from datetime import date

    from tests.unit.casebook.caseload import schools

    schools(casebook)
    days = casebook.panel_days
    assert days.next(date(2026, 11, 17)) == date(2026, 11, 23)
    assert days.next(date(2026, 11, 23)) == date(2026, 11, 23)
    assert days.next(date(2026, 10, 20)) == date(2026, 11, 2)
    assert days.why_not(date(2026, 10, 26)) == "School holiday"
    assert days.why_not(date(2026, 12, 28)) == "Boxing Day (substitute day)"
    assert days.next(date(2026, 12, 15)) == date(2027, 1, 4)


def test_nobody_is_interviewed_in_a_case_under_welfare_processing(casebook_of: Of) -> None:
    rowan = casebook_of(ROWAN)
    case, _ = rowan.cases.new(
        {"case_type": "ATT", "received_at": "14 11 2026 09:00"}, {"forenames": "Lorcan", "surname": "Ebbage"}
    )
    person, _ = rowan.records.new("person", {"forenames": "Agnieszka", "surname": "Ebbage"}, home=case)
    for propose in (
        lambda: rowan.interviews.propose(case, PROPOSED | {"person": person}),
        lambda: rowan.records.new("interview", PROPOSED | {"person": person}, parent=case),
    ):
        with pytest.raises(Trouble, match="not under law enforcement processing"):
            propose()
    rowan.regimes.to_enforcement(case, "The school’s register shows 41 sessions.")
    rowan.interviews.propose(case, PROPOSED | {"person": person})
