"""What a statement is made from: every kind of record of a case, and why some are none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.casebook import interviewing, sweeping, working
from tests.unit.casebook.conftest import DILYS, PETRA, Clock
from tests.unit.casebook.legal import lorcan
from tests.unit.casebook.parents import council
from tests.unit.casebook.sweeping import ODESSA
from tests.unit.casebook.test_statements import words
from tests.unit.casebook.working import IGNATIUS

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.evidence.sources import Source
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.store import records

Of = Callable[[Holder], Casebook]


@pytest.fixture
def case(casebook: Casebook, clock: Clock) -> str:
    """Case 12 with something of each kind that needs no other desk."""
    made = lorcan(casebook, clock)
    council(casebook)
    person = _person(casebook, made)
    made_of: dict[str, dict[str, Any]] = {
        "support": {"support_kind": "school-meeting", "began_on": "21 9 2026", "engaged": "no",
                    "outcome": "Nobody came"},
        "school-told": {"told_at": "2 11 2026 09:30", "told_to": "Ms Pell", "how": "phone",
                        "text_sent": "The referral is with the panel"},
        "register-extract": {"school": "999003 Quayside High", "received_at": "16 11 2026 09:00",
                             "received_from": "Ms Pell", "stated_possible": "94",
                             "stated_authorised": "17", "stated_unauthorised": "41"},
        "notice": {"notice_kind": "notice-to-improve", "person": person, "child": _child(casebook, made),
                   "issued_on": "16 11 2026", "period_from": "3 9 2026", "period_to": "13 11 2026",
                   "improve_from": "19 11 2026", "improve_to": "16 12 2026", "sufficient": "Every session"},
        "note": {"note_kind": "phone-call", "happened_at": "12 10 2026 14:00", "with_whom": "Mrs Ebbage",
                 "subject": "mornings", "words": "I leave at five", "judgement": "She is not trying"},
    }  # fmt: skip
    for kind, typed in made_of.items():
        marks = [["2026-09-03", "/", "O"], ["2026-11-13", "O", "O"]]
        machine = {"marks": marks} if kind == "register-extract" else {}
        casebook.records.new(kind, typed, parent=made, machine=machine, partly=True)
    casebook.enquiries.record(
        made, "school-first-day-calls",
        {"result": "done", "made_on": "3 11 2026", "source": "The office", "result_notes": "Three calls"},
    )  # fmt: skip
    return made


def _person(book: Casebook, case: str) -> str:
    with book.notebook.reading() as store:
        return records.listed(store, kinds=["person"], home=case)[0].record


def _child(book: Casebook, case: str) -> str:
    return book.held(case).text("child")


def _of(book: Casebook, case: str, kind: str, *, own: bool = True) -> Source:
    return next(one for one in book.statements.sources(case, own=own) if one.kind == kind)


def _drafted(book: Casebook, case: str, *kinds: str, **more: str) -> str:
    chosen = [one.record for one in book.statements.sources(case) if one.kind in kinds]
    return book.held(book.statements.gather(case, chosen, **more)[0]).text("paragraphs")


TOLD = (
    ("support", "On 21 September 2026 the following support began: meeting at school. "
                "The family did not take it up. The outcome was the following: Nobody came."),
    ("school-told", "On 2 November 2026 at 09:30 I told Ms Pell by telephone the following: "
                    "The referral is with the panel."),
    ("notice", "On 16 November 2026 the council issued a Notice to Improve to Agnieszka Ebbage about the "
               "absence of Lorcan Ebbage from school from 3 September 2026 to 13 November 2026. "
               "The improvement period runs from 19 November 2026 to 16 December 2026."),
    ("register-extract", "On 16 November 2026 at 09:00 I received a register extract of Quayside High "
                         "from Ms Pell for 3 September 2026 to 13 November 2026."),
    ("enquiry", "I asked The office. The result was the following: Three calls. "
                "I do not know of my own knowledge whether that is so."),
    ("note", "Mrs Ebbage said, “I leave at five.”"),
)  # fmt: skip


def test_each_kind_is_told_in_the_first_person(casebook: Casebook, case: str) -> None:
    for kind, said in TOLD:
        told = _drafted(casebook, case, kind)
        assert said in told, told
        assert told.startswith("I am employed as a CME officer.\n\nI make this statement about Lorcan Ebbage")
        assert "not trying" not in told


def test_the_draft_is_in_the_order_in_which_it_happened(casebook: Casebook, case: str) -> None:
    statement, _ = casebook.statements.gather(
        case, [one.record for one in reversed(casebook.statements.sources(case))]
    )
    told = casebook.held(statement).text("paragraphs")
    days = ["21 September", "12 October", "2 November", "3 November", "16 November"]
    assert [told.index(f"On {day}") for day in days] == sorted(told.index(f"On {day}") for day in days)
    found = {one.rule: str(one.verdict) for one in casebook.statements.findings(statement)}
    assert found["EVD-02"] == "pass"


def test_what_cannot_be_a_source_says_why(casebook: Casebook, case: str) -> None:
    note, extract = _of(casebook, case, "note"), _of(casebook, case, "register-extract")
    assert (note.why_not, extract.why_not) == ("", "")
    casebook.records.new(
        "escalation", {"level": "E2", "noticed_at": "12 10 2026 14:00", "facts": "A bruise"}, parent=case
    )
    casebook.disclosure.classify(case, note.record, "unused-sensitive", reason="Names who told us")
    assert _of(casebook, case, "escalation").why_not.startswith("What was told to safeguarding")
    assert "sensitive" in _of(casebook, case, "note").why_not
    with pytest.raises(Trouble, match="classed as sensitive"):
        casebook.statements.gather(case, [note.record])
    others = {one.kind: one.why_not for one in casebook.statements.sources(case, own=False)}
    assert others["register-extract"] == ""
    assert others["enquiry"] == "You did this yourself: it goes in your own statement."


def test_against_one_parent_nothing_of_another_is_told(casebook: Casebook, case: str) -> None:
    with casebook.notebook.reading() as store:
        mother, father = (one.record for one in records.listed(store, kinds=["person"], home=case))
    tie = {"person": father, "relationship": "father", "has_pr": "yes", "pr_evidence": "birth-entry"}
    casebook.records.new("relationship", tie, parent=_child(casebook, case))
    period = {"period_from": "3 9 2026", "period_to": "13 11 2026"}
    hers, _ = casebook.pathway.consider(case, mother, period)
    his, _ = casebook.pathway.consider(case, father, period)
    found = {
        action: next(one for one in casebook.statements.sources(case, action=action) if one.kind == "notice")
        for action in (hers, his)
    }
    assert (found[hers].why_not, "PAR-02" in found[his].why_not) == ("", True)
    statement, _ = casebook.statements.gather(case, [found[hers].record], action=hers)
    assert "Dilys Farthing v Agnieszka Ebbage" in words(casebook.paper.statement(statement).pdf)
    with pytest.raises(Trouble, match="another parent"):
        casebook.statements.gather(case, [found[his].record], action=his)


def test_a_head_teacher_tells_of_the_register_of_their_own_knowledge(casebook: Casebook, case: str) -> None:
    told = _drafted(
        casebook, case, "register-extract", maker="R. Pell", occupation="Head teacher, Quayside High"
    )
    assert told.startswith(
        "I am the head teacher of Quayside High.\n\nI have the attendance register of the school"
    )
    assert "94 possible sessions, 17 authorised absences and 41 unauthorised absences." in told
    assert "of my own knowledge" not in told


def test_an_interview_is_told_with_its_rights_and_the_answers(casebook_of: Of, clock: Clock) -> None:
    clock.set("2026-11-16 10:00")
    officer, panel = casebook_of(interviewing.ROWAN), casebook_of(interviewing.JUNO)
    made = interviewing.cautioned(officer, panel, clock)
    interviewing.put(officer, clock, made, "When did you know?", "The school sent me a text")
    case = officer.held(made).home
    assert _of(officer, case, "interview").why_not == "The interview has not ended."
    memory = officer.statements.recalled(made)
    assert memory[0].startswith("On 19 November 2026 at 13:48 I began an interview under caution with ")
    assert "Halina Brzeska interpreted." in memory[0]
    assert "not under arrest and were free to leave" in memory[1]
    assert "at 13:52." in memory[1]
    assert memory[2].endswith("said, “The school sent me a text.”")


def test_a_stop_that_became_a_case_is_a_source_of_it(casebook_of: Of, clock: Clock) -> None:
    clock.set("2026-11-18 15:00")
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweeping.schools(dilys)
    sweep = sweeping.live(dilys, petra, clock)
    typed = ODESSA | {"school_says": "not-on-roll", "classification": "not-on-roll", "reason": "no-place",
                      "actions": ["referred-cme"]}  # fmt: skip
    stop, _ = dilys.stops.log(sweep, typed)
    opened = dilys.stops.open_referral(stop)
    case, _ = dilys.referrals.take_in(opened.record, opened.typed)
    told = _drafted(dilys, case, "stop")
    assert "on a truancy sweep at Market Square, I met a child who gave the name Odessa Brandreth." in told
    assert (
        "said that the child was not on its roll and that the register code was O. I do not know of" in told
    )
    assert "Not on any roll, may be missing education" not in told
    assert stop in [item.record for item in dilys.disclosure.open(case).items]


def test_a_workplace_is_told_with_the_child_at_work(casebook_of: Of, clock: Clock) -> None:
    clock.set("2026-11-16 09:00")
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    visit = working.entered(dilys, working.live(dilys, petra, clock))
    child, _ = dilys.workplaces.add_child(visit, IGNATIUS)
    case, _ = dilys.workplaces.open_case(child)
    source = _of(dilys, case, "premises-visit")
    assert (source.record, source.why_not) == (visit, "Write up the visit first.")
    told = dilys.statements.recalled(visit)
    assert "I arrived at The Salted Kipper, a place of work. I showed my identity card." in told[0]
    assert any(part.startswith("I met Ignatius Vell there.") for part in told)
