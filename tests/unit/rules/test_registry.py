"""Declaring, finding, explaining and running rules; and how a finding prints its facts."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import RULES, Finding, Verdict, explain, findings, rules_for
from fieldkit.rules.age import ChildAge
from fieldkit.rules.finding import counted, shown
from fieldkit.rules.registry import SUBJECTS, rule
from fieldkit.rules.upn import PupilNumber

DONE = [
    *("CME-07", "CME-10", "CME-11", "CME-12", "CME-13", "CME-16", "CME-20", "CME-21", "CME-22", "CME-25"),
    *("CSA-01", "CSA-02", "LW-01", "LW-02", "LW-03", "LW-04", "PAR-01", "PAR-02", "PAR-03"),
    *("EIA-103", "EIA-104", "EIA-105", "SWP-01", "SWP-02", "SWP-03", "SWP-04", "SWP-05", "SWP-06", "SWP-07"),
    *("SWP-08", "SWP-09", "SWP-20", "SWP-21", "SWP-22", "SWP-23", "SWP-24"),
    *("EMP-00", "EMP-01", "EMP-02", "EMP-03", "EMP-04", "EMP-05", "EMP-06", "EMP-07", "EMP-08", "EMP-09"),
    *("EMP-10", "EMP-11", "EMP-12", "EMP-13", "EMP-14", "EMP-15", "EMP-16", "EMP-17", "EMP-18", "EMP-19"),
    *("EMP-20", "EMP-30", "EMP-31"),
    *("CME-01", "CME-02", "CME-03", "CME-04", "CME-05", "CME-06", "CME-14", "CME-15"),
    *("DP-01", "DP-02", "DP-03"),
    *("EVD-01", "EVD-02", "EVD-03", "EVD-04", "EVD-05", "EVD-10", "EVD-11", "EVD-20", "EVD-21", "EVD-22"),
    *("EVD-23", "EVD-30", "LIM-01", "LIM-02"),
    *("NF-01", "NF-02", "NF-03", "NF-04", "NF-05", "NF-06", "NF-07", "NF-08", "NF-09", "NF-10", "NF-11"),
    *("REF-01", "REF-02", "REF-03", "REF-04", "REF-05", "REF-06", "REF-07", "REF-08", "REF-09", "REF-10"),
    *("REF-11", "REF-12", "REF-13", "REF-14", "REF-15", "REF-16"),
    *("PACE-00", "PACE-01", "PACE-02", "PACE-03", "PACE-10", "PACE-11", "PACE-12", "PACE-13", "PACE-20"),
    *("PACE-21", "PACE-22", "PACE-23"),
    *("SJP-01", "SJP-02", "SJP-03", "SJP-04", "SJP-05", "SJP-06", "SJP-07"),
    *("RSK-01", "RSK-02", "RSK-03", "SCH-01", "UPN-01", "UPN-02", "UPN-03", "UPN-04", "UPN-05"),
]


def test_the_rules_are_all_there() -> None:
    assert sorted(RULES) == sorted(DONE)


def test_every_rule_is_found_once_by_its_subject() -> None:
    found = [rule.id for subject in SUBJECTS for rule in rules_for(subject)]
    assert sorted(found) == sorted(RULES)
    assert [rule.id for rule in rules_for("risk-flag")] == ["RSK-03"]


def test_a_rule_explains_itself() -> None:
    words = explain("CME-10")
    assert words.startswith("CME-10 A referral is allocated in time.\nWithin the local number of school days")
    assert words.endswith(RULES["CME-10"].authority)
    assert all(rule.title and rule.authority for rule in RULES.values())
    with pytest.raises(LookupError):
        explain("CME-99")


def test_an_id_is_declared_once() -> None:
    def again(facts: PupilNumber, _book: Reference) -> Finding:
        """Another rule."""
        return Finding.passed(str(facts.upn))

    with pytest.raises(ValueError, match="CME-07"):
        rule("CME-07", about="case", authority="local")(again)
    with pytest.raises(ValueError, match="CME-99"):
        rule("CME-99", about="weather", authority="local")(again)
    assert "CME-99" not in RULES


def test_findings_run_each_rule_on_the_facts_it_takes(book: Reference) -> None:
    found = findings(book, PupilNumber("A801200005001"), ChildAge(date(2014, 1, 14), date(2026, 11, 20)))
    assert [finding.rule for finding in found] == [
        *("UPN-04", "CSA-01", "CSA-02", "UPN-01", "UPN-02", "UPN-03", "UPN-05")
    ]
    assert findings(book) == ()


def test_verdicts_in_words() -> None:
    assert [verdict.words for verdict in Verdict] == ["Pass", "Fail", "Cannot tell"]


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (None, "not known"),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (date(2026, 10, 23), "Fri 23 Oct 2026"),
        (datetime(2026, 7, 1, 9, 5, tzinfo=UTC), "Wed 1 Jul 2026 10:05"),
        (time(9, 5), "09:05"),
        ((), "none"),
        ((date(2026, 11, 2), None), "Mon 2 Nov 2026, not known"),
        (Verdict.FAIL, "fail"),
    ],
)
def test_facts_are_printed_as_an_officer_reads_them(value: object, printed: str) -> None:
    assert shown(value) == printed


def test_counting_words() -> None:
    assert [counted(n, "school day") for n in (0, 1, 2)] == ["0 school days", "1 school day", "2 school days"]
    assert counted(2, "enquiry", "enquiries") == "2 enquiries"
