"""Exhibits and notes looked at anew: a file by its hash, a note by its lines and clocks (EVD-10 on)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.test_exhibits import REASON, photograph
from tests.unit.casebook.test_visit import caseload

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.evidence.keeping import clock_moves
from fieldkit.errors import Trouble

NOTE = {"note_kind": "phone-call", "subject": "Call from the school", "happened_at": "20 11 2026 10:00"}


def verdicts(casebook: Casebook, record: str) -> dict[str, str]:
    return {one.rule: str(one.verdict) for one in casebook.keeping.of(record)}


def test_a_photograph_is_as_it_came_until_its_file_is_not(
    casebook: Casebook, clock: Clock, tmp_path: Path
) -> None:
    case, _, _ = caseload(casebook)
    (tmp_path / "IMG_1.JPG").write_bytes(photograph())
    found = casebook.exhibits.examine_file(tmp_path / "IMG_1.JPG")
    exhibit, _ = casebook.exhibits.attach(case, found, REASON | {"produced_at": "20 11 2026 10:41"})
    assert verdicts(casebook, exhibit) == {"EVD-10": "pass", "EVD-11": "pass"}
    about: Any = casebook.held(exhibit).value("file")
    casebook.notebook.files.path(str(about["id"])).unlink()
    assert verdicts(casebook, exhibit) == {"EVD-10": "cannot_tell", "EVD-11": "cannot_tell"}


def test_a_locked_note_is_read_line_by_line(casebook: Casebook) -> None:
    case, _, _ = caseload(casebook)
    note, _ = casebook.records.new("note", NOTE | {"made_up_together": "yes"}, parent=case)
    assert verdicts(casebook, note)["EVD-21"] == "cannot_tell"
    assert verdicts(casebook, note)["EVD-23"] == "fail"
    casebook.records.correct(note, {"made_up_with": "PC 4471 Doe"}, "Left out")
    casebook.records.seal(note)
    # The clock of these tests has no time since a start, so nothing is known of the wall's.
    assert verdicts(casebook, note) == {
        "EVD-20": "pass", "EVD-21": "pass", "EVD-22": "cannot_tell", "EVD-23": "pass",
    }  # fmt: skip
    timed = Casebook(casebook.notebook, lambda: replace(casebook.clock(), mono_ms=5_000_000))
    other, _ = timed.records.new("note", NOTE | {"made_up_together": "no"}, parent=case)
    timed.records.seal(other)
    assert verdicts(timed, other) == dict.fromkeys(("EVD-20", "EVD-21", "EVD-22", "EVD-23"), "pass")


def test_what_is_neither_is_refused(casebook: Casebook) -> None:
    case, _, _ = caseload(casebook)
    with pytest.raises(Trouble, match="no exhibit and no note"):
        casebook.keeping.of(case)


def test_a_wall_clock_that_moves_by_itself_is_counted() -> None:
    def line(wall_s: int, mono_s: int, session: str = "a") -> Any:
        return SimpleNamespace(wall_ms=wall_s * 1000, mono_ms=mono_s * 1000, chain="c", session=session)

    assert clock_moves([line(0, 0), line(600, 600)]) == 0
    assert clock_moves([line(0, 0), line(4200, 600), line(4260, 660)]) == 1
    assert clock_moves([line(0, 0), line(600, 660)]) == 0
    assert clock_moves([line(0, 0), line(601, 662)]) == 1
    assert clock_moves([line(0, 0), line(9999, 3, session="b")]) == 0
