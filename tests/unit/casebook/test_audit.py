"""What was read, let out and erased is told from the ledger, and whoever changes the file is found out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from tests.unit.casebook.conftest import DILYS, PETRA, Clock
from tests.unit.casebook.test_visit import caseload

from fieldkit.casebook.audit.file import COLUMNS, ENDING, check
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.store import certificates, revisions


@pytest.fixture
def case(casebook: Casebook, clock: Clock, tmp_path: Path) -> str:
    """Corin's case: written, read, listed, searched, printed for somebody."""
    case, _, _ = caseload(casebook)
    clock.set("2026-11-20 09:10")
    casebook.cases.open(case)
    casebook.cases.list()
    casebook.find.rested(casebook.find.records("halloway"))
    clock.set("2026-11-21 10:00")
    sheet = casebook.paper.chronology(case)
    casebook.paper.export(sheet, tmp_path / "c.pdf", recipient="Quayside High", reason="Review")
    return case


def exported(casebook: Casebook, case: str, folder: Path) -> tuple[bytes, bytes]:
    path = folder / "audit.csv"
    casebook.audit.export(casebook.audit.of(case), path, reason="Checked by a manager")
    return path.read_bytes(), path.with_name(path.name + ENDING).read_bytes()


def test_each_act_of_section_62_is_a_row(casebook: Casebook, case: str) -> None:
    log = casebook.audit.of(case)
    done = {(row.operation, row.channel) for row in log.rows}
    assert {
        ("collection", "ledger"), ("consultation", "screen"), ("consultation", "list"),
        ("consultation", "search"), ("disclosure", "export"),
    } <= done  # fmt: skip
    out = next(row for row in log.rows if row.operation == "disclosure")
    assert (out.recipient, out.reason, out.user, out.device) == (
        "Quayside High",
        "Review",
        "Dilys Farthing",
        "L07",
    )
    assert {row.regime for row in log.rows} == {"UKGDPR"}
    assert [row.utc for row in log.rows] == sorted(row.utc for row in log.rows)


def test_a_period_takes_both_its_days(casebook: Casebook, case: str) -> None:
    day = date(2026, 11, 21)
    assert {row.operation for row in casebook.audit.of(case, since=day, until=day).rows} == {"disclosure"}
    assert "disclosure" not in {
        row.operation for row in casebook.audit.of(case, until=date(2026, 11, 20)).rows
    }
    with pytest.raises(Trouble, match="ends before"):
        casebook.audit.of(case, since=day, until=date(2026, 11, 20))


def test_a_person_has_a_log_of_what_names_them_alone(casebook: Casebook, case: str) -> None:
    child = casebook.held(case).text("child")
    kinds = {row.object_type for row in casebook.audit.of(child).rows}
    assert "child" in kinds
    assert "address" not in kinds


def test_the_export_is_in_the_log_and_another_can_check_it(
    casebook: Casebook, case: str, tmp_path: Path
) -> None:
    raw, manifest = exported(casebook, case, tmp_path)
    rows = list(csv.reader(io.StringIO(raw.decode())))
    assert tuple(rows[0]) == COLUMNS
    found = check(raw, manifest)
    assert found.whole, found.says
    assert found.says[0] == f"{len(rows) - 1} rows, none altered, added or missing."
    assert "Dilys Farthing, laptop L07" in found.says[1]
    assert any(row.reason == "Checked by a manager" for row in casebook.audit.of(case).rows)


def test_every_change_of_the_file_is_found(casebook: Casebook, case: str, tmp_path: Path) -> None:
    raw, manifest = exported(casebook, case, tmp_path)
    lines = raw.splitlines(keepends=True)
    assert (
        "Row 2 was altered." in check(raw.replace(lines[2], lines[2].replace(b"L07", b"L99")), manifest).says
    )
    gone = check(b"".join([*lines[:2], *lines[3:]]), manifest)
    assert "A row is missing or added before row 3." in gone.says
    last = check(b"".join(lines[:-1]), manifest)
    assert last.says == ("The file is not the one that was exported: its SHA-256 differs.",)
    claimed = manifest.replace(b'"everybody":false', b'"everybody":true')
    assert check(raw, claimed).says == ("The manifest is not signed by the device that it names.",)
    with pytest.raises(Trouble, match="not the manifest"):
        check(raw, b"{}")


def test_the_looks_of_others_are_for_a_manager(
    casebook: Casebook, clock: Clock, case: str, casebook_of: Callable[[Holder], Casebook]
) -> None:
    with pytest.raises(Trouble, match="for a manager"):
        casebook.audit.of(case, everybody=True)
    petra = casebook_of(PETRA)
    casebook.looks.fold()
    with casebook.notebook.reading() as book:
        told, _ = revisions.everything(book)
        (hers,) = certificates.all_of(book).values()
    with petra.notebook.writing() as book:
        certificates.put(book, hers)
    petra.notebook.receive(told, clock().wall_ms)
    petra.cases.open(case)
    log = petra.audit.of(case)
    assert log.everybody
    mine = petra.audit.of(case, everybody=False)
    assert len([row for row in log.rows if row.operation == "consultation"]) > len(
        [row for row in mine.rows if row.operation == "consultation"]
    )
    assert not casebook.audit.of(case).everybody
    assert casebook.audit.of(case).looks_of == (DILYS.name,)


def test_words_that_a_spreadsheet_would_run_are_words(casebook: Casebook, case: str, tmp_path: Path) -> None:
    casebook.records.correct(case, {"next_action": "Ring"}, "=1+1")
    raw, manifest = exported(casebook, case, tmp_path)
    assert b"'=1+1" in raw
    assert check(raw, manifest).whole


def test_every_operation_of_section_62_occurs_and_linking_is_combination(
    casebook_of: Callable[[Holder], Casebook], tmp_path: Path
) -> None:
    petra = casebook_of(PETRA)
    case, _, _ = caseload(petra)
    petra.cases.open(case)
    petra.paper.export(petra.paper.summary(case), tmp_path / "c.pdf", reason="Review")
    child = {"forenames": "Ned", "surname": "Halloway"}
    other, _ = petra.cases.new({"case_type": "CME", "received_at": "9 11 2026 09:00"}, child)
    petra.records.new("link", {"other": other, "link_reason": "sibling"}, parent=case)
    said = {"note_kind": "observation", "subject": "attendance", "words": "x"}
    note, _ = petra.records.new("note", {**said, "happened_at": "20 11 2026 09:00"}, parent=case)
    petra.records.correct(note, {"words": "y"}, "A slip")
    petra.records.erase(note, "unlawful", fields=("words",))
    assert {row.operation for row in petra.audit.of(case).rows} == {
        "collection", "alteration", "consultation", "disclosure", "combination", "erasure"
    }  # fmt: skip
