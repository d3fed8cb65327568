"""A register's file taken in whole or not at all, kept with its marks, corrected by a later one."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from tests.unit.casebook.caseload import schools
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.legal import (
    STATED,
    grid_file,
    imported,
    long_file,
    lorcan,
    lorcans_marks,
    referred,
)

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.schools.register_reading import BadRegister, ChooseColumns, ChoosePupil
from fieldkit.errors import Trouble
from fieldkit.store import records


def extracts(casebook: Casebook) -> list[records.Held]:
    with casebook.notebook.reading() as book:
        return records.listed(book, kinds=["register-extract"], order="made_ms")


@pytest.fixture
def case(casebook: Casebook, clock: Clock) -> str:
    schools(casebook)
    return lorcan(casebook, clock)


def faults(casebook: Casebook, case: str, file: str, **typed: str) -> list[str]:
    """What keeps a file from being taken in."""
    found = casebook.registers.examine(case, file.encode(), "register.csv")
    with pytest.raises(BadRegister) as refused:
        casebook.registers.take_in(case, found, typed)
    assert not extracts(casebook)
    return [str(fault) for fault in refused.value.bad]


@pytest.mark.parametrize("layout", [long_file, grid_file])
def test_both_layouts_come_to_the_figures_of_case_12(casebook: Casebook, case: str, layout) -> None:
    found = casebook.registers.examine(case, layout(lorcans_marks()).encode(), "register.csv")
    made, _ = casebook.registers.take_in(case, found, STATED)
    page = casebook.registers.reading(case)
    assert made.sessions == 94
    assert (page.totals.possible, page.totals.absent) == (94, 58)
    assert (page.totals.unauthorised, page.totals.not_yet) == (41, 2)
    assert (page.persistent, page.severe) == (True, True)
    # Both are of Friday 13 November: on the 16th their five school days still run.
    assert page.overdue == ()
    assert page.weeks[0].monday == date(2026, 8, 31)
    assert page.weeks[-1].monday == date(2027, 7, 19)
    assert not any(page.weeks[8].sessions[0])
    assert page.school == "Quayside High"


def test_a_code_n_is_over_its_time_after_five_school_days(
    casebook: Casebook, clock: Clock, case: str
) -> None:
    imported(casebook, case, lorcans_marks())
    clock.set("2026-11-20 09:00")
    assert casebook.registers.reading(case).overdue == ()
    clock.set("2026-11-21 09:00")
    late = casebook.registers.reading(case).overdue
    assert late is not None
    assert [mark.when for mark in late] == ["Fri 13 Nov 2026 AM", "Fri 13 Nov 2026 PM"]


def test_the_untouched_file_is_kept_sealed(casebook: Casebook, case: str) -> None:
    extract = imported(casebook, case, lorcans_marks())
    raw = long_file(lorcans_marks()).encode()
    assert casebook.registers.original(extract) == raw
    row = casebook.registers.reading(case).extracts[0]
    assert (row.file_name, row.sha256, row.here) == ("register.csv", hashlib.sha256(raw).hexdigest(), True)


def test_a_corrected_extract_replaces_the_earlier(casebook: Casebook, clock: Clock) -> None:
    schools(casebook)
    referral = referred(casebook, clock, n_codes=2)
    case = casebook.held(referral).home
    assert casebook.registers.reading(case).in_period.not_yet == 2
    clock.ahead(days=1)
    second = imported(casebook, case, lorcans_marks(0), corrects=True)
    page = casebook.registers.reading(case)
    assert (page.extract, page.in_period.not_yet) == (second, 0)
    assert [row.corrected for row in page.extracts] == [False, True]


def test_unknown_codes_are_named_by_line(casebook: Casebook, case: str) -> None:
    marks = lorcans_marks(0)
    marks[2] = (marks[2][0], "ZZ", "\\")
    assert faults(casebook, case, long_file(marks)) == ["line 6: ZZ on 2026-09-07 is no code of its day"]


def test_a_session_without_a_mark_is_named(casebook: Casebook, case: str) -> None:
    marks = lorcans_marks(0)
    marks[3] = (marks[3][0], "/", "-")
    assert faults(casebook, case, grid_file(marks)) == ["Tue 8 Sep 2026 PM: no mark"]
    assert len(faults(casebook, case, long_file([*marks[:3], *marks[4:]]))) == 2


def test_a_day_outside_the_calendar_is_named(casebook: Casebook, case: str) -> None:
    marks = [*lorcans_marks(0), ("2026-10-27", "/", "\\")]
    found = faults(casebook, case, long_file(marks))
    assert found[0] == "Tue 27 Oct 2026 AM: code / where the calendar has no session"


def test_totals_that_do_not_add_up_are_named(casebook: Casebook, case: str) -> None:
    found = faults(casebook, case, long_file(lorcans_marks()), stated_unauthorised="40")
    assert found == ["total unauthorised: 40 stated, 41 counted"]


def test_a_line_that_is_none_is_left_out_only_by_choice(casebook: Casebook, case: str) -> None:
    file = long_file(lorcans_marks()) + "M999400122011,Lorcan Ebbage,soon,AM,O\n"
    assert faults(casebook, case, file) == ["line 96: soon is no date"]
    found = casebook.registers.examine(case, file.encode(), "register.csv")
    made, _ = casebook.registers.take_in(case, found, STATED, on_bad="leave-out")
    assert made.sessions == 94
    assert [str(fault) for fault in made.faults] == ["line 96: soon is no date"]


def test_unknown_marks_stay_as_the_school_wrote_them(casebook: Casebook, case: str) -> None:
    marks = lorcans_marks(0)
    marks[2] = (marks[2][0], "ZZ", "\\")
    found = casebook.registers.examine(case, long_file(marks).encode(), "register.csv")
    casebook.registers.take_in(case, found, on_bad="leave-out")
    page = casebook.registers.reading(case)
    assert [mark.mark for mark in page.totals.unknown] == ["ZZ"]
    assert page.totals.possible == 93


def test_legacy_codes_are_shown_as_such(casebook: Casebook, case: str) -> None:
    marks = [("2024-06-03", "H", "F"), ("2024-06-04", "Y", "J")]
    found = casebook.registers.examine(case, long_file(marks).encode(), "register.csv")
    casebook.registers.take_in(case, found, on_bad="leave-out")
    legacy = casebook.registers.reading(case).totals.legacy
    assert {total.code: total.counts_as for total in legacy} == {
        "H": "authorised",
        "F": "authorised",
        "Y": "not-possible",
        "J": "approved",
    }


def test_two_pupils_of_one_name_are_told_apart_by_upn(casebook: Casebook, clock: Clock) -> None:
    schools(casebook)
    case = lorcan(casebook, clock, upn="")
    own, other = long_file(lorcans_marks()), long_file(lorcans_marks(0), upn="G999200119012")
    file = (own + other.partition("\n")[2]).encode()
    with pytest.raises(ChoosePupil) as asked:
        casebook.registers.examine(case, file, "register.csv")
    assert {upn for upn, _ in asked.value.pupils} == {"M999400122011", "G999200119012"}
    found = casebook.registers.examine(case, file, "register.csv", upn="m999 400122011")
    assert found.totals.not_yet == 2


def test_a_pupil_with_another_upn_is_never_taken(casebook: Casebook, case: str) -> None:
    file = long_file(lorcans_marks(), upn="G999200119012").encode()
    for chosen in ("", "G999200119012"):
        with pytest.raises(Trouble):
            casebook.registers.examine(case, file, "register.csv", upn=chosen)


def test_columns_are_mapped_once_and_remembered(casebook: Casebook, case: str) -> None:
    file = long_file(lorcans_marks()).replace("Date,Session,Mark", "When,Half,Sign").encode()
    with pytest.raises(ChooseColumns):
        casebook.registers.examine(case, file, "register.csv")
    columns = {"date": "When", "session": "Half", "mark": "Sign"}
    found = casebook.registers.examine(case, file, "register.csv", columns=columns)
    casebook.registers.take_in(case, found, STATED)
    assert casebook.registers.examine(case, file, "register.csv").totals.possible == 94


def test_a_column_that_is_not_there_is_refused(casebook: Casebook, case: str) -> None:
    with pytest.raises(Trouble):
        casebook.registers.examine(case, long_file(lorcans_marks()).encode(), "r.csv", columns={"mark": "No"})


def test_nothing_is_kept_when_the_record_cannot_be_written(casebook: Casebook, case: str) -> None:
    found = casebook.registers.examine(case, long_file(lorcans_marks()).encode(), "register.csv")
    with pytest.raises(Trouble):
        casebook.registers.take_in(case, found, {"certified_on": "no day"})
    assert not extracts(casebook)
    assert casebook.exhibits.sweep() == 0


def test_a_school_without_a_calendar_cannot_tell(casebook: Casebook, clock: Clock) -> None:
    case = lorcan(casebook, clock, school="999005 Fen Edge Hospital School")
    found = casebook.registers.examine(case, long_file(lorcans_marks()).encode(), "register.csv")
    casebook.registers.take_in(case, found, STATED)
    page = casebook.registers.reading(case)
    assert not page.has_calendar
    assert page.window is None
    assert {one.verdict.value for one in page.findings} == {"cannot_tell"}


def test_ground_i_and_the_returns_are_read_on_a_tracing_case(casebook: Casebook, clock: Clock) -> None:
    schools(casebook)
    clock.set("2026-11-16 09:00")
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "16 11 2026 08:00"},
        {"forenames": "Lorcan", "surname": "Ebbage", "upn": "M999400122011",
         "school": "999003 Quayside High", "last_attended": "9 10 2026"},
    )  # fmt: skip
    marks = [(day, "/", "\\") if day <= "2026-10-09" else (day, "O", "O") for day, *_ in lorcans_marks()]
    imported_by = casebook.registers.examine(case, long_file(marks).encode(), "register.csv")
    casebook.registers.take_in(case, imported_by)
    found = {one.rule: one for one in casebook.registers.findings(case)}
    assert {"CME-03", "CME-04", "CME-06"} <= set(found)
    assert ("school days", "20") in found["CME-06"].facts
    assert ("school days", "20") in found["CME-03"].facts
