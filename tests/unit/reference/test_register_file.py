"""A register as schools export it: layouts, encodings, dates, and what is named by line or refused."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.errors import Trouble
from fieldkit.reference.codes import code_list
from fieldkit.reference.register_file import (
    AmbiguousPupils,
    PupilRegister,
    read_marks,
    write_marks,
)
from fieldkit.reference.register_layout import GRID, LONG, day_in, layout_of

CODES = sorted({code.code for code in code_list("attendance-code")})
LONG_FILE = (
    "UPN,Name,Date,Session,Mark\r\n"
    "M999400122011,Lorcan Ebbage,03/09/2026,AM,/\r\n"
    "M999400122011,Lorcan Ebbage,03/09/2026,PM,O\r\n"
    "M999400122011,Lorcan Ebbage,04/09/2026,am,n\r\n"
)


def _marks(text: str, **columns: str) -> tuple[tuple[str, str, str], ...]:
    return read_marks(text.encode(), columns or None).pupils[0].marks


def test_a_row_a_pupil_a_session() -> None:
    read = read_marks(LONG_FILE.encode())
    assert read.layout.layout == LONG
    [pupil] = read.pupils
    assert (pupil.upn, pupil.name) == ("M999400122011", "Lorcan Ebbage")
    assert pupil.marks == (("2026-09-03", "/", "O"), ("2026-09-04", "n", "-"))
    assert pupil.missing == ("2026-09-04 PM",)
    assert (pupil.unknown, read.bad, read.totals) == ((), (), ())


def test_a_row_a_day_with_both_marks() -> None:
    assert _marks("UPN;Date;AM Mark;PM Mark\nX1;3 Sep 2026;/;\\\nX1;Fri 04-Sep-26;O;O\n") == (
        ("2026-09-03", "/", "\\"),
        ("2026-09-04", "O", "O"),
    )


def test_a_grid_of_marks_by_date() -> None:
    text = "Mereham Primary\n\nUPN\tPupil Name\tMon 07/09/2026 AM\tMon 07/09/2026 PM\tPresent\n"
    text += "X1\tLorcan Ebbage\t/\tO\t1\nX2\tMaisie Ebbage\t\tI\t0\nTotal\t\t1\t2\t1\n"
    read = read_marks(text.encode())
    assert (read.layout.layout, read.layout.delimiter) == (GRID, "\t")
    assert [pupil.marks for pupil in read.pupils] == [
        (("2026-09-07", "/", "O"),),
        (("2026-09-07", "-", "I"),),
    ]
    assert (read.pupils[1].missing, read.totals) == (("2026-09-07 AM",), (6,))


def test_a_grid_with_both_marks_of_a_day_in_one_cell() -> None:
    read = read_marks(b"UPN,07/09/2026,08/09/2026,09/09/2026,10/09/2026\nX1,/\\,C1 O,C1,OO\n")
    assert read.pupils[0].marks == (
        ("2026-09-07", "/", "\\"),
        ("2026-09-08", "C1", "O"),
        ("2026-09-10", "O", "O"),
    )
    assert [str(note) for note in read.bad] == ["line 2: C1 in 09/09/2026 is not a mark for each session"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_encodings(encoding: str) -> None:
    read = read_marks(LONG_FILE.replace("Lorcan", "Zoë").encode(encoding))
    assert read.pupils[0].name == "Zoë Ebbage"


@pytest.mark.parametrize(
    "text",
    [
        *("2026-09-03", "03/09/2026", "3.9.26", "3 Sep 2026", "Thu 03-Sep-26", "Thursday, 3 September 2026"),
        *("03/09/2026 00:00:00", " 3  Sep  2026 "),
    ],
)
def test_dates_as_schools_write_them(text: str) -> None:
    assert day_in(text) == date(2026, 9, 3)


@pytest.mark.parametrize("text", ["", "31/02/2026", "soon", "03/13/2026", "3 Foo 2026", "0", "03/09"])
def test_what_is_no_date(text: str) -> None:
    assert day_in(text) is None


def test_columns_are_mapped_once_and_remembered() -> None:
    text = "Ref,Wann,Half,Zeichen\nX1,03/09/2026,AM,O\n"
    assert layout_of(text.encode()).lacks == ("upn", "date", "mark")
    with pytest.raises(Trouble, match="no column for the UPN or the name, the date, the marks"):
        read_marks(text.encode())
    assert _marks(text, upn="Ref", date="Wann", session="Half", mark="Zeichen") == (("2026-09-03", "O", "-"),)


def test_unknown_marks_legacy_codes_and_bad_lines_are_named() -> None:
    text = LONG_FILE + "M999400122011,Lorcan Ebbage,07/09/2026,AM,ZZ\n"
    text += "M999400122011,Lorcan Ebbage,32/09/2026,AM,O\nM999400122011,Lorcan Ebbage,07/09/2026,noon,O\n"
    text += (
        "M999400122011,Lorcan Ebbage,03/09/2026,AM,O\nM999400122011,L,08/09/2026,AM,OOO\n,,08/09/2026,AM,O\n"
    )
    text += "M999400122011,Lorcan Ebbage,08/03/2024,AM,H\nM999400122011,Lorcan Ebbage,08/03/2027,AM,H\n"
    read = read_marks(text.encode())
    assert [str(note) for note in read.bad] == [
        "line 6: 32/09/2026 is no date",
        "line 7: noon is neither AM nor PM",
        "line 8: 2026-09-03 AM is there twice",
        "line 9: OOO is no mark",
        "line 10: it names no pupil",
    ]
    assert [str(note) for note in read.pupils[0].unknown] == [
        "line 5: ZZ on 2026-09-07 is no code of its day",
        "line 12: H on 2027-03-08 is no code of its day",
    ]
    assert read.pupils[0].marks[1] == ("2026-09-03", "/", "O")


def test_two_pupils_of_one_name_are_told_apart_by_upn() -> None:
    twins = LONG_FILE + LONG_FILE.replace("M999400122011", "J999400122012").split("\r\n", 1)[1]
    assert [pupil.upn for pupil in read_marks(twins.encode()).pupils] == ["M999400122011", "J999400122012"]


@pytest.mark.parametrize(
    "text",
    [
        "Name,Date,Session,Mark\nSam Lee,03/09/2026,AM,/\nSam Lee,03/09/2026,AM,O\n",
        "Name,03/09/2026 AM,03/09/2026 PM\nSam Lee,/,/\nSam Lee,O,O\n",
        "UPN,Name,Date,Session,Mark\nX1,Sam Lee,03/09/2026,AM,/\n,Sam Lee,04/09/2026,AM,O\n",
    ],
)
def test_two_pupils_of_one_name_without_upn_are_refused(text: str) -> None:
    with pytest.raises(AmbiguousPupils, match=r"Sam Lee .line 3., and the file has no UPN"):
        read_marks(text.encode())


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"hello", b"\x00\xff\xfe", b"\xff\xfe\x00"])
def test_what_is_no_register(raw: bytes) -> None:
    with pytest.raises(Trouble):
        read_marks(raw)


@settings(max_examples=60)
@given(
    raw=st.binary(max_size=200) | st.text(max_size=200).map(lambda text: ("UPN,Date,AM,PM\n" + text).encode())
)
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        read = read_marks(raw)
    except Trouble:
        return
    assert all(note.line > 0 for note in read.bad)


DAYS = st.dates(date(2023, 9, 1), date(2027, 7, 31))
MARKS = st.sampled_from([*CODES, "-", "?"])
PUPILS = st.lists(
    st.builds(
        PupilRegister,
        st.integers(10**11, 10**12 - 1).map(lambda number: f"A{number}"),
        st.text(alphabet="Zoë Lee,\";'\t", max_size=12).map(lambda text: " ".join(text.split())),
        st.dictionaries(DAYS, st.tuples(MARKS, MARKS).filter(lambda two: two != ("-", "-")), min_size=1).map(
            lambda days: tuple((day.isoformat(), *days[day]) for day in sorted(days))
        ),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda pupil: pupil.upn,
)


@settings(max_examples=60)
@given(pupils=PUPILS, layout=st.sampled_from([LONG, GRID]))
def test_what_is_written_is_read_back(pupils: list[PupilRegister], layout: str) -> None:
    read = read_marks(write_marks(pupils, layout))
    assert [(p.upn, p.name, p.marks) for p in read.pupils] == [(p.upn, p.name, p.marks) for p in pupils]
    assert read.bad == ()


def test_a_year_of_thirty_pupils_is_read_in_a_moment() -> None:
    days = [(date(2026, 9, 3) + timedelta(days=at)).isoformat() for at in range(200)]
    pupils = [PupilRegister(f"X{n}", f"Pupil {n}", tuple((d, "/", "\\") for d in days)) for n in range(30)]
    raw = write_marks(pupils)
    begun = time.process_time()
    assert len(read_marks(raw).pupils) == 30
    assert time.process_time() - begun < 2
