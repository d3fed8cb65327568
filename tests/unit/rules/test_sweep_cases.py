"""Cases 5 to 7 of the sample caseload (domain 11), through the rules that they exercise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.unit.rules.sweep_cases import OPERATION, caspian, fenella, odessa

from fieldkit.reference import Reference
from fieldkit.rules import Finding, SchoolCalendar, findings
from fieldkit.rules.sweeps.stop_choices import allowed_actions, suggested_classification


def _by_rule(found: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.rule: finding for finding in found}


def _verdicts(found: dict[str, Finding]) -> dict[str, str]:
    return {rule: finding.verdict.words for rule, finding in found.items()}


def test_the_operation_may_go_live(book: Reference) -> None:
    found = _by_rule(findings(book, OPERATION))
    assert _verdicts(found) == {"SWP-01": "Pass", "SWP-02": "Pass", "SWP-20": "Pass"}
    assert found["SWP-20"].says == "Approved, and the direction covers its area and time."


def test_case_5_odessa_cannot_be_removed_by_this_pcso(book: Reference, calendar: SchoolCalendar) -> None:
    stop = odessa(calendar)
    found = _by_rule(findings(book, stop))
    assert _verdicts(found) == {
        **dict.fromkeys(("SWP-03", "SWP-04"), "Fail"),
        **dict.fromkeys(("SWP-05", "SWP-07", "SWP-08", "SWP-21", "SWP-22", "SWP-23", "SWP-24"), "Pass"),
    }
    assert found["SWP-04"].says == "PCSO 7714 does not hold this power."
    assert found["SWP-08"].says == "Nobody was removed. PCSO 7714 does not hold this power."
    assert found["SWP-23"].says == "On the roll of a school: no referral is called for."
    closed = {code: why for code, why in allowed_actions(stop, OPERATION, book).items() if why}
    assert closed == {
        "removed-to-school": "PCSO 7714 does not hold this power",
        "removed-to-premises": "PCSO 7714 does not hold this power",
        "excluded-letter": "Not suspended or excluded",
    }
    suggested = suggested_classification(stop, book)
    assert (suggested.code, suggested.why) == ("unauthorised", "The school expected the child in.")


def test_case_6_caspian_is_on_day_3_of_a_suspension(book: Reference, calendar: SchoolCalendar) -> None:
    stop = caspian(calendar)
    found = _by_rule(findings(book, stop))
    assert "SWP-03" not in found
    assert found["SWP-06"].verdict.words == "Pass"
    assert found["SWP-06"].says.startswith("May be removed to the designated premises only")
    assert found["EIA-103"].verdict.words == "Fail"
    assert found["EIA-103"].says == "In a public place on school day 3 of the exclusion."
    assert found["EIA-104"].verdict.words == "Pass"
    assert found["EIA-105"].says == "£60 within 21 days, £120 within 28."
    closed = {code: why for code, why in allowed_actions(stop, OPERATION, book).items() if why}
    assert closed == {
        "words-with-adult": "No adult is with the child",
        "escorted-by-parent": "Suspended or excluded: not to school",
        "removed-to-school": "Suspended or excluded: to the premises only",
    }
    suggested = suggested_classification(stop, book)
    assert suggested.code == "excluded"
    assert suggested.why == "Suspended or excluded, school day 3 of the exclusion."


def test_case_6_without_the_notice_there_is_no_offence(book: Reference, calendar: SchoolCalendar) -> None:
    stop = caspian(calendar)
    assert stop.exclusion is not None
    for seen, verdict in (("no", "Fail"), ("unknown", "Cannot tell"), (None, "Cannot tell")):
        unseen = replace(stop, exclusion=replace(stop.exclusion, s104_notice_seen=seen))
        found = _by_rule(findings(book, unseen))
        assert found["EIA-104"].verdict.words == found["EIA-105"].verdict.words == verdict
        assert allowed_actions(unseen, OPERATION, book)["pn-considered"] == "No section 104 notice seen"


def test_case_7_fenella_is_home_educated_and_her_name_goes(book: Reference, calendar: SchoolCalendar) -> None:
    closed_on = date(2026, 11, 20)
    stop = replace(fenella(calendar), operation=replace(OPERATION, closed_on=closed_on))
    found = _by_rule(findings(book, stop))
    assert found["SWP-08"].verdict.words == "Pass"
    assert found["SWP-08"].says == "Nobody was removed. No power: not on roll, home educated."
    assert found["SWP-03"].verdict.words == "Fail"
    assert found["SWP-22"].says == "The names are due to be erased on Fri 18 Dec 2026."
    assert found["SWP-23"].verdict.words == "Pass"
    allowed = allowed_actions(stop, OPERATION, book)
    assert allowed["removed-to-school"] == allowed["removed-to-premises"]
    assert allowed["removed-to-school"] == "No power: not on roll, home educated"
    assert allowed["no-action"] == ""
    assert suggested_classification(stop, book).code == "legitimate"
