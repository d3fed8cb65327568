"""Cases 1 to 3 of the sample caseload (domain 11), through the rules that they exercise."""

from __future__ import annotations

from datetime import date, datetime

from fieldkit.reference import Reference
from fieldkit.rules import Finding, SchoolCalendar, findings
from fieldkit.rules.age import ChildAge
from fieldkit.rules.enquiry import Enquiry, Referral, RemoteWork, required_lines
from fieldkit.rules.finding import UK
from fieldkit.rules.outcome import Outcome
from fieldkit.rules.risk import RiskFlag, VisitRisk
from fieldkit.rules.safeguarding import Concern, Told
from fieldkit.rules.safety_timer import SafetyTimer
from fieldkit.rules.school.absence import Absence
from fieldkit.rules.updates import SchoolUpdates
from fieldkit.rules.upn import PupilNumber
from fieldkit.rules.visits import Attempt, Attempts

FRIDAY = date(2026, 11, 20)


def _at(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UK)


def _verdicts(found: tuple[Finding, ...]) -> dict[str, str]:
    return {finding.rule: finding.verdict.words for finding in found}


def test_case_1_tamsin_was_not_found(book: Reference, calendar: SchoolCalendar) -> None:
    found = findings(
        book,
        ChildAge(date(2014, 1, 14), FRIDAY, calendar),
        PupilNumber("N999400121001"),
        Absence(date(2026, 10, 9), FRIDAY, calendar),
        Referral(date(2026, 10, 22), date(2026, 10, 23), FRIDAY, calendar),
        RemoteWork(tuple(Enquiry(line.code, "done") for line in required_lines(book)), False),
        Attempts(
            (
                Attempt(_at(4, 9, 10), "V05"),
                Attempt(_at(10, 13, 30), "V06"),
                Attempt(_at(12, 15, 52), "V08"),
            )
        ),
    )
    verdicts = _verdicts(found)
    assert verdicts.pop("CME-22") == "Fail"
    assert set(verdicts.values()) == {"Pass"}
    assert {"CME-07", "CME-10", "CME-11", "CME-12", "CSA-01", "CSA-02", "UPN-04"} <= set(verdicts)
    absence = next(finding for finding in found if finding.rule == "CME-07")
    assert ("day 10", "Fri 23 Oct 2026") in absence.facts
    assert ("day 20", "Fri 13 Nov 2026") in absence.facts


def test_case_2_corin_was_seen_with_two_officers(book: Reference, calendar: SchoolCalendar) -> None:
    flags = (
        RiskFlag("1", "two-officers", read=True),
        RiskFlag("2", "two-officers", read=True),
    )
    noticed, told = _at(20, 10, 51), _at(20, 12, 5)
    found = findings(
        book,
        VisitRisk(flags, second_officer="Omar Teasel"),
        Concern("E2", noticed, (Told("mash", told),), _at(20, 15, 12), words_shown=True, said_at=told),
        SafetyTimer(_at(20, 10, 20), _at(20, 11, 10), all_clear_at=_at(20, 11, 21), now=_at(20, 11, 21)),
        SchoolUpdates(
            "Quayside High",
            date(2026, 11, 17),
            (FRIDAY,),
            (),
            (date(2026, 11, 17),),
            None,
            FRIDAY,
            calendar,
        ),
    )
    verdicts = _verdicts(found)
    assert verdicts.pop("CME-13") == "Cannot tell"
    assert set(verdicts.values()) == {"Pass"}
    assert {"RSK-01", "RSK-02", "CME-16", "CME-25", "LW-02"} == set(verdicts)
    school = next(finding for finding in found if finding.rule == "CME-13")
    assert school.says == "No update to Quayside High after the visit yet. Due Tue 24 Nov 2026."


def test_case_3_wren_closes_when_northmoor_acknowledged(book: Reference) -> None:
    moved = Outcome("moved-council", "Northmoor", date(2026, 11, 16), date(2026, 11, 18))
    found = findings(book, moved, PupilNumber("P999200115003"))
    assert set(_verdicts(found).values()) == {"Pass"}
    acknowledged = next(finding for finding in found if finding.rule == "CME-20")
    assert acknowledged.says == "Northmoor acknowledged on Wed 18 Nov 2026."
