"""A return from the shell: as it may leave the service, written to files that are logged."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pypdf
import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.sweeping import PLAN
from tests.unit.cli.conftest import Shell


@pytest.fixture
def sweep(shell: Shell, tmp_path: Path, clock: Clock) -> str:
    """A planned sweep."""
    clock.set("2026-11-18 15:00")
    given = tmp_path / "plan.json"
    given.write_text(json.dumps(PLAN), encoding="utf-8")
    made = shell("record", "new", "operation", "--from", str(given))
    assert made.code == 0, made.err
    return "SWP-2026-L07-001"


def test_a_return_is_told_and_written_as_csv_and_as_paper(shell: Shell, sweep: str, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    table, paper = tmp_path / "return.csv", tmp_path / "out"
    told = shell("sweep", "return", sweep, "--csv", str(table), "--print", str(paper), "--why", "Board")
    assert told.code == 0, told.err
    assert "Return of Mereham centre, SWP-2026-L07-001, 19 November 2026" in told.out
    assert "0  Stopped" in told.out
    rows = list(csv.DictReader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[0]["Return"] == sweep
    (made,) = paper.iterdir()
    assert "RETURN OF MEREHAM CENTRE" in pypdf.PdfReader(made).pages[0].extract_text()


def test_json_has_what_may_leave_and_no_stop(shell: Shell, sweep: str) -> None:
    found = shell("sweep", "return", sweep, "--json").json
    assert [one["label"] for one in found["headline"]][:2] == ["Stopped", "Without good reason"]
    assert "ids" not in json.dumps(found["headline"])
    assert "tally" not in found
    assert found["not_final"] == "These figures may still change: SWP-2026-L07-001 is not closed."


def test_a_period_needs_both_its_days_and_nothing_is_let_out_of_none(
    shell: Shell, sweep: str, tmp_path: Path
) -> None:
    whole = shell("sweep", "return", "--from", "2026-09-01", "--to", "2026-12-18", "--json")
    assert (whole.json["period"], whole.json["sweeps"]) == ("1 September 2026 to 18 December 2026", [])
    for wrong in ((), ("--from", "2026-09-01"), (sweep, "--from", "2026-09-01", "--to", "2026-12-18")):
        assert shell("sweep", "return", *wrong).code == 2
    day = ("--from", "2026-09-01", "--to", "soon")
    assert shell("sweep", "return", *day).code == 1
    file = tmp_path / "none.csv"
    refused = shell("sweep", "return", "--from", "2026-09-01", "--to", "2026-12-18", "--csv", str(file))
    assert (refused.code, file.exists()) == (1, False)
