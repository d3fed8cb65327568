"""The queue without a server: what waits, in which words, and what is nobody's business."""

from __future__ import annotations

from collections.abc import Callable

from tests.unit.casebook.conftest import OMAR, Clock
from tests.unit.casebook.test_findings import exchange

from fieldkit.casebook.casebook import Casebook
from fieldkit.keys.certificates import Holder


def test_what_waits_is_told_by_record_with_its_case_and_time(casebook: Casebook, clock: Clock) -> None:
    clock.set("2026-11-20 09:00")
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "09:00"}, {"forenames": "Una", "surname": "Vane"},
        reference="CME-2026-0102",
    )  # fmt: skip
    clock.set("2026-11-20 12:05")
    note, _ = casebook.records.new(
        "note",
        {"note_kind": "phone-call", "happened_at": "12:00", "subject": "Call to the school"},
        parent=case,
    )
    clock.set("2026-11-20 12:10")
    casebook.records.correct(note, {"with_whom": "Attendance lead"})
    rows = casebook.queue.waiting()
    assert [row.record for row in rows][::2] == [case, note]
    assert (rows[2].title, rows[2].second) == ("Call to the school", "CME-2026-0102, 12:10")
    assert (rows[2].lines, rows[2].percent, rows[2].act) == (2, -1, "View")
    page = casebook.queue.open()
    assert (page.status.state, page.status.words, page.status.waiting) == ("alone", "No council joined", 3)
    assert page.rows == tuple(rows)
    clock.set("2026-11-21 09:00")
    assert casebook.queue.waiting()[2].second == "CME-2026-0102, 12:10, 20 November"


def test_the_log_of_looks_is_not_something_that_an_officer_waits_for(casebook: Casebook) -> None:
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "08:00"}, {"forenames": "Una", "surname": "Vane"}
    )
    before = casebook.queue.status().waiting
    casebook.cases.open(case)
    casebook.looks.fold()
    assert casebook.queue.status().waiting == before


def test_two_answers_need_the_officer_until_they_are_settled(
    casebook_of: Callable[[Holder], Casebook], casebook: Casebook
) -> None:
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "08:00"}, {"forenames": "Una", "surname": "Vane"}
    )
    omar = casebook_of(OMAR)
    exchange(casebook, omar)
    casebook.records.correct(case, {"next_action": "Ring the aunt"})
    omar.records.correct(case, {"next_action": "Ring the school"})
    exchange(omar, casebook)
    assert casebook.queue.status().needs_you == 1
    assert [dispute.label for dispute in casebook.queue.open().disputes] == ["Next act"]
    casebook.records.resolve(case, "next_action", "Ring the aunt", "She has news")
    assert casebook.queue.status().needs_you == 0
