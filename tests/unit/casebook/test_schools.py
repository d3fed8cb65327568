"""The register of schools from its file: read whatever its encoding, bad lines named, never doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.schools.schools import LEAVE_OUT
from fieldkit.errors import Trouble
from fieldkit.reference.school_register import BadLines
from fieldkit.store import records, revisions, schools

HEADER = (
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),NumberOfPupils"
)
ROWS = (
    "100001,999,Fenmarch,2001,Mereham Primary,Community school,210",
    '100002,999,Fenmarch,4001,"Larkspur Academy, Upper",Academy,949.5',
    "100003,999,Fenmarch,7001,Café d’Été École,Special,",
)


def register(folder: Path, *rows: str, header: str = HEADER, encoding: str = "cp1252") -> Path:
    path = folder / "schools.csv"
    path.write_bytes("\r\n".join((header, *rows, "")).encode(encoding))
    return path


def named(casebook: Casebook, typed: str) -> list[str]:
    return [school.name for school in casebook.find.schools(typed)]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-8"])
def test_the_register_is_read_in_either_encoding(casebook: Casebook, tmp_path: Path, encoding: str) -> None:
    said: list[tuple[int, int, str]] = []
    done, changed = casebook.schools.import_register(
        register(tmp_path, *ROWS, encoding=encoding), say=lambda *how_far: said.append(how_far)
    )
    assert (done.schools, done.left_out, done.again) == (3, (), False)
    assert changed.topics == {"schools"}
    assert said[-1][:2] == (3, 3)
    assert named(casebook, "cafe ete") == ["Café d’Été École"]
    assert named(casebook, "999 upper") == ["Larkspur Academy, Upper"]
    assert casebook.find.schools("100001")[0].dfe_number == "999/2001"


def test_columns_are_found_by_name_not_by_place(casebook: Casebook, tmp_path: Path) -> None:
    header = "EstablishmentName,Extra,EstablishmentNumber,LA (name),LA (code),URN,TypeOfEstablishment (name)"
    path = register(tmp_path, "Mereham Primary,x,2001,Fenmarch,999,100001,Academy", header=header)
    casebook.schools.import_register(path)
    assert casebook.find.schools("mereham")[0].urn == "100001"
    with pytest.raises(Trouble, match="no column URN, LA"):
        casebook.schools.import_register(register(tmp_path, "x", header="Name"))
    with pytest.raises(Trouble, match="holds no school"):
        casebook.schools.import_register(register(tmp_path))
    with pytest.raises(Trouble, match="cannot be read"):
        casebook.schools.import_register(tmp_path / "nothing.csv")


def test_a_bad_line_is_named_and_the_officer_chooses(casebook: Casebook, tmp_path: Path) -> None:
    path = register(
        tmp_path,
        *ROWS,
        "10000x,999,Fenmarch,1,Short,Academy,1",
        "100005,999,Fenmarch,1,,Academy,1",
        "100006,999",
        '100007,999,Fenmarch,1,"Open,Academy,1',
        "100001,999,Fenmarch,1,Twice,Academy,1",
        "100008,999,Fenmarch,1,Many,Academy,lots",
        "100009,999,Fenmarch,7002,The Osier School,Special,80",
    )
    path.write_bytes(path.read_bytes() + b"100010,999,Fenmarch,1,Bad\x81Byte,Academy,1\r\n")
    with pytest.raises(BadLines) as caught:
        casebook.schools.import_register(path)
    assert [line.line for line in caught.value.bad] == [5, 6, 7, 8, 9, 10, 12]
    assert "line 5: its URN is not six digits" in caught.value.say
    assert "and 2 more. Nothing was imported" in caught.value.say
    assert named(casebook, "fenmarch") == []
    done, _ = casebook.schools.import_register(path, on_bad=LEAVE_OUT)
    assert (done.schools, len(done.left_out)) == (4, 7)
    assert named(casebook, "osier") == ["The Osier School"]


def test_the_same_file_does_nothing_and_a_newer_one_doubles_nothing(
    casebook: Casebook, tmp_path: Path
) -> None:
    first, _ = casebook.schools.import_register(register(tmp_path, *ROWS))
    again, changed = casebook.schools.import_register(register(tmp_path, *ROWS))
    assert (again.again, again.dataset, bool(changed)) == (True, first.dataset, False)
    newer = register(tmp_path, ROWS[0].replace("Mereham Primary", "Mereham Academy"), ROWS[1])
    second, _ = casebook.schools.import_register(newer)
    assert (second.schools, second.gone) == (2, 1)
    with casebook.notebook.reading() as book:
        assert schools.count(book) == 2
        held = records.listed(book, kinds=["dataset"], order="made_ms")
        told = [revisions.of_record(book, item.record) for item in held]
    assert [len(said) for said in told] == [1, 1]
    assert named(casebook, "mereham") == ["Mereham Academy"]
    assert named(casebook, "primary") == []


def test_the_dataset_holds_the_untouched_file(casebook: Casebook, tmp_path: Path) -> None:
    path = register(tmp_path, *ROWS)
    done, _ = casebook.schools.import_register(path)
    file = casebook.held(done.dataset).value("file")
    assert isinstance(file, dict)
    sealed = casebook.notebook.files.read(str(file["id"]), bytes.fromhex(str(file["key"])))
    assert sealed == path.read_bytes()


def test_an_import_that_is_stopped_can_be_taken_up_again(casebook: Casebook, tmp_path: Path) -> None:
    rows = [f"{200000 + n},999,Fenmarch,{n},School {n},Academy,{n}" for n in range(700)]
    path = register(tmp_path, *rows)
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(True)
        return len(asked) > 1

    with pytest.raises(Trouble, match="was stopped"):
        casebook.schools.import_register(path, stop=stop)
    with casebook.notebook.reading() as book:
        assert 0 < schools.count(book) < 700
        assert records.listed(book, kinds=["dataset"]) == []
    done, _ = casebook.schools.import_register(path)
    with casebook.notebook.reading() as book:
        assert schools.count(book) == done.schools == 700


def test_a_school_says_by_which_calendar_its_days_are_counted(casebook: Casebook) -> None:
    calendar, _ = casebook.schools.add_calendar(
        {"name": "2026/27", "terms": "2026-09-03 2026-12-18 Autumn", "closures": "2026-10-26 2026-10-30 Half"}
    )
    casebook.schools.add_school({"name": "Larkspur", "school_urn": "999001", "calendar": calendar})
    casebook.schools.add_school({"name": "No calendar", "school_urn": "999009"})
    found = casebook.schools.calendar_of("999001")
    assert found is not None
    assert [span.first.isoformat() for span in found.closures] == ["2026-10-26"]
    assert casebook.schools.calendar_of("999009") is None
    assert casebook.schools.calendar_of("999010") is None
    assert [school.title for school in casebook.schools.list()] == ["Larkspur", "No calendar"]
