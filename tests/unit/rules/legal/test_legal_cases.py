"""Cases 1, 4, 11, 12 and 12b of the sample caseload (domain 11), through the rules of the legal half."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from fieldkit.reference import Reference
from fieldkit.rules import Finding, SchoolCalendar, Verdict, findings
from fieldkit.rules.family import Letter, Named
from fieldkit.rules.legal.blockers import NO_SANCTION, open_blockers
from fieldkit.rules.legal.facts import (
    Certificate,
    Deletion,
    GroundI,
    ImprovementNotice,
    MeasureAsked,
    NoticeAsked,
    Offence,
    PastSanction,
    SchoolReturns,
    SupportGiven,
    SupportHistory,
    WhoIsProsecuted,
)
from fieldkit.rules.legal.framework import amounts, notice_number
from fieldkit.rules.legal.limits import limits_of

FRIDAY = date(2026, 11, 20)
RUTH_PAID = PastSanction("penalty-notice", "ruth", "perdita", date(2025, 1, 10), "no")


def _verdicts(found: tuple[Finding, ...], verdict: Verdict) -> set[str]:
    return {finding.rule for finding in found if finding.verdict is verdict}


def test_case_1_n_over_its_time_then_ground_i_is_not_signed(register, book: Reference) -> None:
    first = date(2026, 10, 12)
    at = {first + timedelta(days=day): ("N", "N") if day < 5 else ("O", "O") for day in range(33)}
    absent = replace(register(date(2026, 9, 3), date(2026, 11, 13), at), first=None, last=None)
    facts = GroundI(absent, FRIDAY, "no", "yes", "yes", enquiries_found="not-found")
    [found] = findings(book, facts)
    assert found.verdict is Verdict.CANNOT_TELL
    assert found.says.startswith("Conditions not all recorded. Say who signed for the school.")
    assert "Code N is over its five school days on Mon 12 Oct 2026 AM" in found.says
    assert ("school days", "20") in found.facts
    assert ("first day", "Mon 12 Oct 2026") in found.facts
    [signed] = findings(book, replace(facts, signed_for_school="D. Head", signed_for_council="D. Farthing"))
    assert signed.verdict is Verdict.PASS
    assert signed.says.startswith("Conditions recorded as met. 20 school days from Mon 12 Oct 2026.")
    assert "delete" not in signed.says.lower()
    assert _verdicts(findings(book, SchoolReturns(absent)), Verdict.FAIL) == {"CME-03"}


def test_case_4_oral_notice_does_not_meet_ground_f(book: Reference) -> None:
    oral = Deletion("F", date(2026, 11, 9), date(2026, 11, 9), "no", "no", None, senior_class_leaves="no")
    [ground] = [one for one in findings(book, oral) if one.rule == "CME-05"]
    assert (ground.verdict, ground.says) == (Verdict.FAIL, "Ground F is not met: oral word is not enough.")
    written = replace(oral, evidence_held="yes", notice_written="yes", leaves_on=date(2026, 11, 30))
    days = (date(2026, 11, 30), date(2026, 12, 1))
    verdicts = [
        next(
            one.verdict for one in findings(book, replace(written, deleted_from=day)) if one.rule == "CME-05"
        )
        for day in days
    ]
    assert verdicts == [Verdict.FAIL, Verdict.PASS]


def test_case_11_ruth_has_her_second_notice_at_a_flat_amount_but_early_help_blocks(
    register, book: Reference
) -> None:
    of_term = register(date(2026, 9, 7), FRIDAY, O=9, U=3, G=2)
    history = SupportHistory(*(FRIDAY, (SupportGiven("eha", date(2026, 10, 12)),), "yes", "no"), ehcp="no")
    asked = MeasureAsked("penalty-notice", "ruth", "perdita", (RUTH_PAID,))
    notice = NoticeAsked(
        *("ruth", "perdita", FRIDAY, (RUTH_PAID,), ("ruth",), ("perdita",)), pounds=160, for_leave="no"
    )
    found = findings(book, of_term, history, asked, notice)
    assert _verdicts(found, Verdict.FAIL) == {"REF-05"}
    assert [one.rule for one in open_blockers(found)] == ["REF-05"]
    assert NO_SANCTION in open_blockers(found)[0].says
    assert {"NF-01", "NF-06", "NF-07", "NF-08", "REF-10"} <= _verdicts(found, Verdict.PASS)
    second = next(one for one in found if one.rule == "NF-06")
    assert second.says == "£160 within 28 days."
    threshold = next(one for one in found if one.rule == "NF-01")
    assert ("counted", "14") in threshold.facts
    dev = replace(notice, person="dev", persons=("dev",), pounds=None)
    assert notice_number(dev, book) == 1
    first = amounts(1, FRIDAY, book)
    assert first is not None
    assert first.words == "£160 within 28 days, £80 if within 21 days"
    both = Letter((Named("ruth"), Named("dev")), ())
    assert "PAR-02" in _verdicts(findings(book, both), Verdict.FAIL)


def test_case_11_notice_to_improve(book: Reference) -> None:
    contents = tuple(
        code.code for code in book.codes("notice-content") if code.mark("notice") == "notice-to-improve"
    )
    [found] = findings(book, ImprovementNotice(contents, date(2026, 11, 23), date(2026, 12, 18)))
    assert found.says == "The notice is whole; its period has 26 days."


def test_case_12_is_returned_for_n_and_corrected(register, book: Reference, calendar: SchoolCalendar) -> None:
    first, last = date(2026, 9, 3), date(2026, 11, 13)
    sent = register(first, last, O=30, U=5, G=4, I=17, N=2)
    open_ = findings(book, sent, Certificate(sent, "yes", 94, 17, 41))
    assert _verdicts(open_, Verdict.FAIL) == {"REF-01"}
    assert _verdicts(open_, Verdict.CANNOT_TELL) == set()
    mended = register(first, last, O=32, U=5, G=4, I=17)
    charge = Offence(first, last, date(2026, 11, 16))
    convicted = PastSanction("sjp", "agnieszka", "lorcan", date(2025, 3, 3), "no", None, "convicted")
    mother = MeasureAsked("open-court", "agnieszka", "lorcan", (convicted,))
    who = WhoIsProsecuted(
        *(date(2012, 4, 9), calendar, first, last, date(2023, 9, 1), None), "yes", "yes", "yes"
    )
    found = findings(book, mended, Certificate(mended, "yes", 94, 17, 41), charge, mother, who)
    assert _verdicts(found, Verdict.FAIL) == _verdicts(found, Verdict.CANNOT_TELL) == set()
    assert {"REF-01", "REF-02", "REF-03", "REF-04", "REF-10", "REF-11", "REF-13", "LIM-01"} <= _verdicts(
        found, Verdict.PASS
    )
    limits = limits_of(charge, book)
    assert limits is not None
    assert (limits.cautious, limits.outer) == (date(2027, 3, 3), date(2027, 5, 13))
    father = findings(book, replace(who, parent="unknown", evidenced="no"))
    assert [(one.verdict, one.says) for one in father] == [(Verdict.FAIL, "Parent status is not evidenced.")]


def test_case_12b_has_no_more_than_half_unauthorised(register, book: Reference) -> None:
    eleven = register(date(2026, 9, 3), FRIDAY, O=30, I=34)
    found = findings(book, eleven)
    assert _verdicts(found, Verdict.FAIL) == {"REF-04"}
    half = next(one for one in found if one.rule == "REF-04")
    assert half.says == "30 of 64 absences unauthorised: more than half is needed."
    assert ("school weeks", "11") in half.facts
