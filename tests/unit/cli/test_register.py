"""A school's register from a shell: both layouts, what spreadsheets make of them, and every bad file."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from tests.unit.casebook.caseload import schools
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.legal import grid_file, long_file, lorcan, lorcans_marks
from tests.unit.cli.conftest import Ended, Shell

REFERENCE = "ATT-2026-0402"
MARKS = lorcans_marks()


@pytest.fixture
def at_school(shell: Shell, clock: Clock) -> Shell:
    """A shell on the case of Lorcan, whose school has a calendar."""
    casebook = shell.house.open(shell.house.usual_folder, str)  # type: ignore[attr-defined]
    schools(casebook)
    lorcan(casebook, clock)
    casebook.notebook.close()
    return shell


def taken(shell: Shell, folder: Path, file: str | bytes, *more: str) -> Ended:
    """The end of `fieldkit import register` on a file."""
    path = folder / "register.csv"
    path.write_bytes(file if isinstance(file, bytes) else file.encode())
    return shell("import", "register", str(path), "--case", REFERENCE, *more)


def refused(shell: Shell, folder: Path, file: str | bytes, *more: str) -> str:
    """What is said of a file that is not imported; nothing of it is there."""
    ended = taken(shell, folder, file, *more)
    assert (ended.code, ended.out) == (1, "")
    assert "No register is imported yet." in shell("register", REFERENCE).out
    return ended.err


@pytest.mark.parametrize("layout", [long_file, grid_file])
def test_both_layouts_come_to_the_figures_of_case_12(at_school: Shell, tmp_path: Path, layout) -> None:
    done = taken(at_school, tmp_path, layout(MARKS))
    assert (done.code, done.out) == (0, "Imported 94 sessions.\n")
    shown = at_school("register", REFERENCE)
    assert "94 possible, 58 absent (61.7%), 41 of them unauthorised, of these 2 of code N." in shown.out
    assert "Severe absence." in shown.out
    assert "(enough for a notice)" in shown.out
    whole = at_school("register", REFERENCE, "--json").json
    assert (whole["possible"], whole["absent"], whole["unauthorised"], whole["not_yet"]) == (94, 58, 41, 2)
    assert {one["rule"] for one in whole["findings"]} >= {"NF-01", "CME-03", "CME-04", "CME-15"}
    assert (whole["weeks"][0]["monday"], whole["weeks"][-1]["monday"]) == ("2026-08-31", "2027-07-19")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_what_a_spreadsheet_saves_is_read(at_school: Shell, tmp_path: Path, encoding: str) -> None:
    lines = ["sep=;", '"UPN";"Pupil name";"Date";"AM";"PM"']
    for day, am, pm in MARKS:
        year, month, number = day.split("-")
        lines.append(f'"m999 400122011";"Lorcan ""Zoë"" Ebbage";"{number}/{month}/{year}";"{am}";"{pm}"')
    done = taken(at_school, tmp_path, "\r\n".join(lines).encode(encoding))
    assert (done.code, done.out) == (0, "Imported 94 sessions.\n"), done.err


def test_unknown_codes_are_named_and_kept_only_by_choice(at_school: Shell, tmp_path: Path) -> None:
    file = long_file([(MARKS[0][0], "QQ", "\\"), *MARKS[1:]])
    said = refused(at_school, tmp_path, file)
    assert "line 2: QQ on 2026-09-03 is no code of its day" in said
    assert "Nothing was imported." in said
    done = taken(at_school, tmp_path, file, "--leave-out")
    assert "As written: line 2: QQ" in done.err
    assert at_school("register", REFERENCE, "--json").json["unknown"] == ["QQ on Thu 3 Sep 2026 AM"]


def test_missing_sessions_and_days_outside_the_calendar_are_named(at_school: Shell, tmp_path: Path) -> None:
    said = refused(at_school, tmp_path, long_file([*MARKS[:5], *MARKS[6:], ("2026-10-27", "/", "\\")]))
    assert "Tue 27 Oct 2026 AM: code / where the calendar has no session" in said
    assert "Thu 10 Sep 2026 AM: no mark; Thu 10 Sep 2026 PM: no mark" in said


def test_totals_that_do_not_add_up_are_named(at_school: Shell, tmp_path: Path) -> None:
    said = refused(at_school, tmp_path, grid_file(MARKS), "--set", "stated_possible=96")
    assert "total possible: 96 stated, 94 counted" in said


def test_of_two_pupils_of_one_name_one_is_chosen_and_never_guessed(
    shell: Shell, clock: Clock, tmp_path: Path
) -> None:
    casebook = shell.house.open(shell.house.usual_folder, str)  # type: ignore[attr-defined]
    schools(casebook)
    lorcan(casebook, clock, upn="")
    casebook.notebook.close()
    other = long_file(lorcans_marks(0), upn="G999200119012").partition("\n")[2]
    said = refused(shell, tmp_path, long_file(MARKS) + other)
    assert "2 pupils in this file have the name Lorcan Ebbage." in said
    assert "--upn M999400122011  Lorcan Ebbage" in said
    assert "--upn G999200119012  Lorcan Ebbage" in said
    assert taken(shell, tmp_path, long_file(MARKS) + other, "--upn", "M999400122011").code == 0
    assert shell("register", REFERENCE, "--json").json["not_yet"] == 2


def test_two_of_one_name_without_numbers_are_refused(at_school: Shell, tmp_path: Path) -> None:
    twins = long_file(MARKS, upn="") + long_file(MARKS, upn="").partition("\n")[2]
    assert "Two pupils may have the name Lorcan Ebbage" in refused(at_school, tmp_path, twins)


def test_columns_are_mapped_once_and_remembered(at_school: Shell, tmp_path: Path) -> None:
    file = long_file(MARKS).replace("UPN,Name,Date,Session,Mark", "Ref,Who,When,Half,Sign")
    said = refused(at_school, tmp_path, file)
    assert "Columns: Ref, Who, When, Half, Sign" in said
    mapped = [f"--map={pair}" for pair in ("upn=Ref", "date=When", "session=Half", "mark=Sign")]
    assert taken(at_school, tmp_path, file, *mapped).code == 0
    assert taken(at_school, tmp_path, file, "--corrects").code == 0


def test_legacy_codes_are_taken_and_shown_as_legacy(at_school: Shell, tmp_path: Path) -> None:
    file = long_file([("2024-06-03", "H", "F"), ("2024-06-04", "Y", "J")])
    assert "where no calendar" not in taken(at_school, tmp_path, file).err
    shown = at_school("register", REFERENCE)
    assert shown.out.count("(legacy code)") == 4
    codes = {
        one["code"]: one["counts_as"] for one in at_school("register", REFERENCE, "--json").json["codes"]
    }
    assert codes == {"H": "authorised", "F": "authorised", "J": "approved", "Y": "not-possible"}


def test_a_school_without_a_calendar_cannot_tell(shell: Shell, clock: Clock, tmp_path: Path) -> None:
    casebook = shell.house.open(shell.house.usual_folder, str)  # type: ignore[attr-defined]
    lorcan(casebook, clock, school="999005 Fen Edge Hospital School")
    casebook.notebook.close()
    assert taken(shell, tmp_path, long_file(MARKS)).code == 0
    shown = shell("register", REFERENCE)
    assert "no calendar here, so weeks cannot be counted" in shown.out
    found = shell("register", REFERENCE, "--json").json["findings"]
    assert {one["verdict"] for one in found} == {"cannot_tell"}


def test_a_deletion_is_written_judged_and_printed_from_a_shell(at_school: Shell, tmp_path: Path) -> None:
    typed = ("school=999003 Quayside High", "ground=F", "notice_written=no", "evidence_held=no")
    sets = [word for one in typed for word in ("--set", one)]
    made = at_school("record", "new", "roll-deletion", "--case", REFERENCE, *sets)
    assert made.code == 0, made.err
    assert "Ground F is not met: oral word is not enough." in at_school("rules", made.record).out
    shown = at_school("register", REFERENCE).out
    assert f"{made.record}  Deletion from the roll, ground F." in shown
    out = tmp_path / "deletion.pdf"
    assert at_school("print", made.record, "--out", str(out)).code == 0
    words = "".join(page.extract_text() for page in pypdf.PdfReader(out).pages)
    assert "What the checks say on 16 November 2026" in words
    assert "CME-05: Fail" in words
    assert "oral word is not enough" in words
