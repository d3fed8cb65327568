"""Cases 8 to 10 of the sample caseload (domain 11): exactly the findings that its table names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any

from fieldkit.reference import Reference
from fieldkit.rules import Finding, SchoolCalendar, findings
from fieldkit.rules.employment import ChildAtWork, Entry, Notice, Permit, SchoolHours, compare

Worked = Callable[..., Any]
HOURS = SchoolHours(time(8, 45), time(15, 15))


def _those(found: Iterable[Finding], verdict: str) -> list[str]:
    return [finding.rule for finding in found if finding.verdict == verdict]


def test_case_8_ignatius_in_the_kitchen(book: Reference, calendar: SchoolCalendar, worked: Worked) -> None:
    ignatius = ChildAtWork(
        born=date(2012, 3, 3),
        day=date(2026, 11, 19),
        calendar=calendar,
        hours=HOURS,
        required="yes",
        shifts=(worked(19, "16:00", "19:40", employer="The Salted Kipper"),),
        week_minutes=14 * 60,
        occupations=("kitchen",),
        task="Seen washing pans beside the fryer",
        light="yes",
        permit=Permit(seen="none"),
        notice=Notice("no", began=date(2026, 9, 30), words="Mr Tolliver says he started in September"),
        risk_assessed="yes",
        parent_told="yes",
        harms="no",
    )
    entry = Entry("consent", "Mr A. Tolliver", entered_at=datetime(2026, 11, 19, 19, 28, tzinfo=UTC))
    found = findings(book, ignatius, entry)
    assert _those(found, "fail") == ["EMP-04", "EMP-06", "EMP-07", "EMP-13", "EMP-14", "EMP-15"]
    assert _those(found, "cannot_tell") == ["EMP-12"]
    assert [(each.title, each.says) for each in found[:6]] == [
        ("Works after 19:00", "Finished at 19:40."),
        ("More than 2 hours on a school day", "16:00 to 19:40 is 3 h 40, no break."),
        ("More than 12 hours in a school week", "14 h in the week from Sunday 15 November."),
        ("Prohibited work: commercial kitchen", "Seen washing pans beside the fryer."),
        ("No permit for this job", "None held, none shown."),
        ("Council not told within one week", "Mr Tolliver says he started in September."),
    ]
    assert next(each.says for each in found if each.rule == "EMP-30") == "By consent of Mr A. Tolliver."


def test_case_9_briony_starts_ten_minutes_too_early(
    book: Reference, calendar: SchoolCalendar, worked: Worked
) -> None:
    def week(start: str) -> tuple[Any, ...]:
        rounds = [worked(day, "07:00", "07:45") for day in (16, 18, 19, 20, 21)]
        return (*rounds, worked(17, start, "07:45", employer="Fenmarch News"))

    briony = ChildAtWork(
        born=date(2013, 6, 17),
        day=date(2026, 11, 17),
        calendar=calendar,
        hours=HOURS,
        required="yes",
        shifts=week("06:50"),
        week_complete=True,
        occupations=("papers",),
        light="yes",
        permit=Permit("produced", "yes", "issued", "P-118"),
        notice=Notice("yes", date(2026, 9, 8), date(2026, 9, 5)),
        risk_assessed="yes",
        parent_told="yes",
        harms="no",
        weeks_free=2,
    )
    found = findings(book, briony)
    assert _those(found, "fail") == ["EMP-03"]
    assert _those(found, "cannot_tell") == []
    assert (found[0].title, found[0].says) == ("Works before 07:00", "Started at 06:50.")
    assert "EMP-01" in _those(found, "pass")
    again = findings(book, replace(briony, shifts=week("07:00")))
    assert {finding.verdict.value for finding in again} == {"pass"}


def test_case_10_leopold_is_past_school_age(book: Reference, calendar: SchoolCalendar) -> None:
    leopold = ChildAtWork(born=date(2010, 2, 11), day=date(2026, 11, 21), calendar=calendar)
    (found,) = findings(book, leopold)
    assert (found.rule, found.verdict.value, found.title) == (
        *("EMP-00", "pass", "Not a child for this purpose"),
    )
    assert found.says.startswith("Compulsory school age ended on Fri 26 Jun 2026.")


def test_case_10_sorrel_works_more_than_eight_hours(
    book: Reference, calendar: SchoolCalendar, worked: Worked
) -> None:
    sorrel = ChildAtWork(
        born=date(2010, 9, 12),
        day=date(2026, 11, 21),
        calendar=calendar,
        hours=HOURS,
        shifts=(worked(21, "08:00", "17:30", "12:00 13:00", employer="supermarket"),),
        week_complete=True,
        occupations=("shop",),
        light="yes",
        permit=Permit("produced", "yes"),
        notice=Notice("yes", date(2026, 9, 8), date(2026, 9, 5)),
        risk_assessed="yes",
        parent_told="yes",
        harms="no",
        weeks_free=2,
    )
    found = findings(book, sorrel)
    # Eight and a half hours with one break of an hour are more than four hours on one side of it.
    assert _those(found, "fail") == ["EMP-09", "EMP-11"]
    assert found[0].title == "More than 8 hours on a day without school at 16"
    assert found[0].says == "08:00 to 17:30 is 8 h 30, 1 h of breaks taken off."
    school_age = next(finding for finding in found if finding.rule == "EMP-00")
    assert school_age.says == "Compulsory school age ends on Fri 25 Jun 2027."
    new = {row.rule: row.then for row in compare(sorrel, book)}
    assert new["EMP-09"] is not None
    assert new["EMP-09"].verdict == "fail"
