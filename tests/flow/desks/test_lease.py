"""A laptop out of touch, and one that the council withdrew or forgot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.casebook import notebooks
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import system_clock
from fieldkit.casebook.exchange.lease import LeaseOver
from fieldkit.council import enrolling
from fieldkit.council.store import policy
from fieldkit.errors import NotebookGone, Trouble
from fieldkit.gui.doorstep import Doorstep
from fieldkit.ledger.chain import Moment
from fieldkit.store.folder import Folder
from fieldkit.wire.messages import Policy

HOUR_MS = 3_600_000
WORDS = "four plain words and more"


def _later(hours: float) -> Callable[[], Moment]:
    return lambda: Moment(wall_ms=system_clock().wall_ms + int(hours * HOUR_MS))


def _case(book: Casebook) -> str:
    case, _ = book.cases.new(
        {"case_type": "CME", "received_at": "9 11 2026 09:00"},
        {"forenames": "Corin", "surname": "Halloway", "dob": "2 May 2011", "upn": "U999400118002"},
    )
    return case


def test_past_the_lease_nothing_is_read_and_everything_is_saved(desk: Callable[..., Any]) -> None:
    dilys = desk("Dilys Farthing")
    case = _case(dilys.book)
    dilys.book.council.sync()
    within, past = Casebook(dilys.notebook, _later(71)), Casebook(dilys.notebook, _later(73))
    assert within.cases.open(case)
    assert not within.council.status().lease_over
    assert past.council.status().lease_over
    readings: list[Callable[[], Any]] = [
        lambda: past.cases.open(case), lambda: past.pages.show(case), lambda: past.find.records("corin"),
    ]  # fmt: skip
    for read in readings:
        with pytest.raises(LeaseOver, match="for 72 hours") as caught:
            read()
        assert "is saved" in caught.value.do
    note, _ = past.records.new(
        "note", {"note_kind": "phone-call", "subject": "call", "happened_at": "20 11 2026 10:00"}, parent=case
    )
    assert past.held(note)
    past.council.sync()
    assert past.cases.open(case)


def test_a_policy_changed_at_the_server_holds_from_the_next_call(
    council: Any, desk: Callable[..., Any]
) -> None:
    dilys = desk("Dilys Farthing")
    past = Casebook(dilys.notebook, _later(73))
    with council.office.database.writing() as connection:
        policy.keep(connection, Policy(lease_hours=96, lock_minutes=2))
    dilys.book.council.sync()
    assert not past.council.status().lease_over
    assert past.settings.longest_idle() == 2
    assert Casebook(dilys.notebook, _later(97)).council.status().lease_over


def test_a_clock_put_back_buys_no_time(desk: Callable[..., Any]) -> None:
    dilys = desk("Dilys Farthing")
    case = _case(dilys.book)
    dilys.book.council.sync()
    with pytest.raises(LeaseOver):
        Casebook(dilys.notebook, _later(-2)).cases.open(case)


def test_a_notebook_without_a_council_has_no_lease(tmp_path: Path) -> None:
    notebook = notebooks.create(tmp_path / "alone", WORDS, None, name="Dilys Farthing")
    book = Casebook(notebook, _later(10_000))
    assert book.cases.open(_case(book))
    book.notebooks.close()


def _enrolled(council: Any, folder: Path) -> tuple[Casebook, Any]:
    """A whole notebook with key slots, as an officer has it."""
    officer = council.officer("Dilys Farthing")
    book = Casebook(notebooks.create(folder, WORDS, None, name="Dilys Farthing"))
    book.council.enrol(council.url, council.code(officer))
    book.council.sync()
    return book, officer


def test_a_withdrawn_laptop_hands_in_what_it_has_and_is_wiped(council: Any, tmp_path: Path) -> None:
    folder = tmp_path / "laptop"
    book, officer = _enrolled(council, folder)
    _case(book)
    enrolling.revoke(council.office, officer.id, "", council.clock())
    with pytest.raises(NotebookGone, match="its notebook is destroyed") as caught:
        book.council.sync()
    assert "enrol it with a new code" in caught.value.do
    assert not Folder(folder).keyslots.exists()
    book.notebooks.close()
    assert list(folder.iterdir()) == []
    assert not Doorstep(folder, lambda: pytest.fail("no keyring is asked")).there_is_one()
    apart = council.office.database
    with apart.reading() as connection:
        held = connection.exec_driver_sql(
            "SELECT count(*) FROM revisions WHERE quarantine = 'revoked'"
        ).scalar_one()
    assert held > 0
    again, _ = _enrolled(council, folder)
    assert again.me.enrolled
    again.notebooks.close()


def test_a_withdrawn_laptop_keeps_what_it_could_not_hand_in(council: Any, tmp_path: Path) -> None:
    folder = tmp_path / "laptop"
    book, officer = _enrolled(council, folder)
    _case(book)
    enrolling.revoke(council.office, officer.id, "", council.clock())
    council.stop()
    with pytest.raises(Trouble, match="cannot be reached"):
        book.council.sync(tries=1)
    assert Folder(folder).keyslots.exists()
    book.notebooks.close()
