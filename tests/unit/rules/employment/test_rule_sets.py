"""The law of the day of the work: before and after commencement, and both side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fieldkit.errors import Trouble
from fieldkit.reference import LocalValue, Reference
from fieldkit.rules import RULES, Finding
from fieldkit.rules.employment import CWSA2026, CYPA_CURRENT, ChildAtWork, compare, under

Ask = Callable[..., Any]
Worked = Callable[..., Any]
KEY = "employment.cwsa2026_commences"
SUNDAY = date(2026, 11, 22)


def _told(found: Finding | None) -> str:
    return found.verdict.value if found else "nothing"


@pytest.fixture
def commenced(book: Reference) -> Reference:
    """The book of a council that entered 1 April 2027 as the day of commencement."""
    value = LocalValue(KEY, date(2027, 4, 1), "SI 2027/1")
    return replace(book, council_values=(value,), as_of=date(2027, 6, 1))


def test_until_a_council_enters_the_day_the_new_act_waits(book: Reference) -> None:
    assert book.day(KEY) is None
    for day in (date.min, date(2026, 11, 19), date(2031, 1, 1), date.max):
        assert book.employment_law(day).name == CYPA_CURRENT


@pytest.mark.parametrize(("day", "name"), [(date(2027, 3, 31), CYPA_CURRENT), (date(2027, 4, 1), CWSA2026)])
def test_the_day_of_the_work_chooses_the_law(commenced: Reference, day: date, name: str) -> None:
    assert commenced.employment_law(day).name == name


def test_work_entered_after_commencement_is_judged_by_its_own_day(
    commenced: Reference, calendar: Any, ask: Ask, worked: Worked
) -> None:
    before, after = date(2027, 3, 23), date(2027, 4, 13)
    late = [(worked(day, "17:30", "19:30"),) for day in (before, after)]
    first = ask("EMP-04", commenced, day=before, shifts=late[0])
    then = ask("EMP-04", commenced, day=after, shifts=late[1])
    assert (_told(first), first.title) == ("fail", "Works after 19:00")
    assert (_told(then), then.title) == ("pass", "No work after 20:00")
    assert then.authority == "s.18 (CWSA 2026 s.28) [V]"
    assert ("rule set", "CWSA2026") in then.facts


@pytest.mark.parametrize(("finish", "told"), [("20:00", "pass"), ("20:01", "fail")])
def test_2000_is_the_latest_hour_of_the_new_act(
    book: Reference, ask: Ask, worked: Worked, finish: str, told: str
) -> None:
    assert _told(ask("EMP-04", under(CWSA2026, book), shifts=(worked(19, "18:30", finish),))) == told


@pytest.mark.parametrize(
    ("born", "finish", "told"),
    [
        (date(2012, 3, 3), "14:00", "pass"),
        (date(2012, 3, 3), "14:01", "fail"),
        (date(2011, 3, 3), "17:00", "pass"),
        (date(2011, 3, 3), "17:01", "fail"),
    ],
)
def test_the_sunday_limit_goes_and_the_limit_of_the_day_applies(
    book: Reference, ask: Ask, worked: Worked, born: date, finish: str, told: str
) -> None:
    changed = {"day": SUNDAY, "born": born, "shifts": (worked(22, "09:00", finish),)}
    assert ask("EMP-08", under(CWSA2026, book), **changed) is None
    assert _told(ask("EMP-09", under(CWSA2026, book), **changed)) == told
    assert _told(ask("EMP-08", under(CYPA_CURRENT, book), **changed)) == "fail"


def test_the_new_act_allows_the_hour_before_school_itself(book: Reference, ask: Ask, worked: Worked) -> None:
    barred = replace(book, council_values=(LocalValue("employment.before_school_allowed", False, "byelaws"),))
    shift = (worked(19, "07:30", "08:30"),)
    assert _told(ask("EMP-05", barred, shifts=shift)) == "fail"
    assert _told(ask("EMP-05", under(CWSA2026, barred), shifts=shift)) == "pass"


def test_under_the_new_act_regulations_name_the_jobs(book: Reference, ask: Ask) -> None:
    new, young = under(CWSA2026, book), date(2013, 6, 17)
    assert _told(ask("EMP-01", new, born=young, occupations=("papers",))) == "cannot_tell"
    assert _told(ask("EMP-01", new, born=date(2014, 6, 17), occupations=("papers",))) == "fail"
    assert _told(ask("EMP-13", new, occupations=("kitchen",))) == "cannot_tell"
    assert _told(ask("EMP-13", new, occupations=("tobacco",))) == "fail"
    entered = (
        LocalValue("employment.regulation_jobs_at_13", "papers", "SI 2027/2"),
        LocalValue("employment.regulation_prohibited_jobs", "kitchen", "SI 2027/2"),
    )
    known = under(CWSA2026, replace(book, council_values=entered))
    assert _told(ask("EMP-01", known, born=young, occupations=("papers",))) == "pass"
    assert _told(ask("EMP-01", known, born=young, occupations=("shop",))) == "fail"
    assert _told(ask("EMP-13", known, occupations=("kitchen",))) == "fail"
    assert _told(ask("EMP-13", known, occupations=("milk",))) == "pass"


@pytest.mark.parametrize(("satisfied", "told"), [("yes", "pass"), ("no", "fail"), (None, "cannot_tell")])
def test_the_new_act_asks_what_the_employer_is_satisfied_of(
    book: Reference, ask: Ask, satisfied: str | None, told: str
) -> None:
    found = ask("EMP-12", under(CWSA2026, book), employer_satisfied=satisfied, weeks_free=0)
    assert _told(found) == told


def test_the_permit_becomes_a_matter_of_statute(book: Reference, ask: Ask) -> None:
    assert ask("EMP-14").authority == "Byelaws, part 6"
    assert ask("EMP-14", under(CWSA2026, book)).authority == "s.18 (CWSA 2026 s.28) [V]"


def test_compare_puts_both_laws_side_by_side(book: Reference, in_order: ChildAtWork, worked: Worked) -> None:
    facts = replace(in_order, day=SUNDAY, shifts=(worked(22, "10:00", "19:30", "13:00 14:00"),))
    rows = {row.rule: row for row in compare(facts, book)}
    assert list(rows) == sorted(rows)
    assert (_told(rows["EMP-04"].now), _told(rows["EMP-04"].then)) == ("fail", "pass")
    assert (_told(rows["EMP-08"].now), rows["EMP-08"].then) == ("fail", None)
    assert (rows["EMP-09"].now, _told(rows["EMP-09"].then)) == (None, "fail")
    assert rows["EMP-04"].differs
    assert rows["EMP-08"].differs
    assert not rows["EMP-11"].differs
    assert not rows["EMP-14"].differs
    assert "EMP-30" not in rows


def test_compare_says_the_same_whatever_is_in_force(
    book: Reference, commenced: Reference, in_order: ChildAtWork
) -> None:
    assert compare(in_order, book) == compare(in_order, replace(commenced, as_of=book.as_of))
    found = RULES["EMP-04"].function(in_order, book)
    assert found == next(row.now for row in compare(in_order, book) if row.rule == "EMP-04")
    with pytest.raises(LookupError, match="CYPA_1833"):
        under("CYPA_1833", book)


def _council(tmp_path: Path, value: str) -> Path:
    path = tmp_path / "council.toml"
    path.write_text(f'[[local]]\nkey = "{KEY}"\nvalue = {value}\nauthority = "SI 2027/1"\n', encoding="utf-8")
    return path


def test_a_councils_file_enters_the_day(tmp_path: Path) -> None:
    book = Reference.load(date(2026, 11, 21), _council(tmp_path, "2027-04-01"))
    assert book.day(KEY) == date(2027, 4, 1)
    assert book.employment_law(date(2027, 4, 1)).name == CWSA2026
    assert Reference.load(date(2026, 11, 21), _council(tmp_path, '""')).day(KEY) is None


@pytest.mark.parametrize("value", ['"1 April 2027"', "2027", "true"])
def test_a_day_that_is_no_date_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(Trouble, match="write value as a date"):
        Reference.load(date(2026, 11, 21), _council(tmp_path, value))


def test_a_value_that_is_no_day_is_not_read_as_one(book: Reference) -> None:
    with pytest.raises(TypeError, match=r"employment\.week_starts"):
        book.day("employment.week_starts")
