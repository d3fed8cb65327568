"""The duress PIN: an all-clear for whoever looks on, an alarm for whoever waits (LW-02)."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pytest
from tests.unit.casebook.conftest import DILYS, OMAR, PETRA, Clock
from tests.unit.casebook.test_visit import _exchange, caseload, plan

from fieldkit.casebook.casebook import Casebook
from fieldkit.cli.making import Said, make
from fieldkit.cli.reading import history_lines, page_document, page_lines
from fieldkit.errors import Trouble
from fieldkit.rules.safety_timer import Stage
from fieldkit.store import records, revisions
from fieldkit.store.check import check

CLEAR, DURESS = "2468", "1357"


@dataclass
class Door:
    """Dilys is at a door with her timer running; Petra waits for her."""

    dilys: Casebook
    petra: Casebook
    clock: Clock
    case: str
    visit: str
    plan: str

    def end(self, typed: str) -> str:
        """End the timer; says the record that was made."""
        before = self._events()
        self.dilys.safety.all_clear(self.plan, typed)
        (made,) = self._events() - before
        return made

    def _events(self) -> set[str]:
        with self.dilys.notebook.reading() as book:
            return {held.record for held in records.listed(book, kinds=["safety-event"])}


@pytest.fixture
def door(casebook_of: Callable[..., Casebook], clock: Clock) -> Door:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    case, _, address = caseload(dilys)
    visit = plan(dilys, case, address)
    dilys.visits.set_off(visit)
    dilys.safety.start(visit)
    dilys.safety.choose_pins(CLEAR, DURESS)
    clock.set("2026-11-20 11:00")
    return Door(dilys, petra, clock, case, visit, dilys.safety.running()[0].plan)


def _said(door: Door, event: str) -> dict[str, Any]:
    """Everything this laptop says of an event and of what stands around it, ids and times aside."""
    book = door.dilys
    page = book.pages.show(event)
    entry = next(e for e in book.cases.chronology(door.case) if e.record == event)
    told = {
        "page": page_document(book, page),
        "lines": page_lines(page),
        "history": history_lines(page.lines),
        "chronology": (entry.title, entry.line, entry.icon, entry.sent),
        "queue": [(row.title, row.tried) for row in book.queue.waiting() if row.record == event],
        "found": [found.title for found in book.find.records("timer")],
        "running": book.safety.running(),
        "colleagues": book.colleagues.out(),
        "findings": [(f.rule, f.verdict, f.says, f.facts) for f in book.findings.of_visit(door.visit)],
        "write_up": book.write_ups.open(door.visit).running,
        "status": book.queue.status(),
    }
    text = json.dumps(told, default=str)
    text = text.replace(page.lines[0].notebook_line, "*")
    return json.loads(re.sub(r"[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "*", text))


def test_the_duress_pin_looks_in_every_respect_like_the_all_clear(
    casebook_of: Callable[..., Casebook], clock: Clock, tmp_path: Any
) -> None:
    # The same visit twice, ended once by each PIN at the same minute, on the same laptop.
    dilys = casebook_of(DILYS)
    told = []
    for typed in (CLEAR, DURESS):
        clock.set("2026-11-20 08:30")
        case, _, address = caseload(dilys)
        visit = plan(dilys, case, address)
        dilys.visits.set_off(visit)
        dilys.safety.start(visit)
        dilys.safety.choose_pins(CLEAR, DURESS)
        clock.set("2026-11-20 11:00")
        at = Door(dilys, dilys, clock, case, visit, dilys.safety.running()[0].plan)
        told.append(_said(at, at.end(typed)))
    clear, duress = told
    for name in ("lines", "history", "chronology", "queue", "running", "findings", "write_up", "colleagues"):
        assert duress[name] == clear[name], name
    assert duress["page"]["values"]["event"] == "all-clear"
    assert "uress" not in json.dumps(duress)


def test_the_ledger_says_duress_and_the_notebook_is_whole_also_after_a_rebuild(door: Door) -> None:
    event = door.end(DURESS)
    with door.dilys.notebook.reading() as book:
        (line,) = revisions.of_record(book, event)
    assert line.payload is not None
    assert line.payload.fields["event"] == "duress"
    assert not {"typed", "pin"} & line.payload.fields.keys()
    assert check(door.dilys.notebook) == []
    door.dilys.notebook.rebuild()
    assert check(door.dilys.notebook) == []
    assert door.dilys.held(event).title == "Safety timer: all clear"


def test_the_buddy_is_alarmed_and_what_they_do_never_shows_on_the_officers_laptop(door: Door) -> None:
    event = door.end(DURESS)
    door.clock.set("2026-11-20 11:04")
    _exchange(door.dilys, door.petra)
    (out,) = door.petra.colleagues.out()
    assert (out.officer, out.stage, out.minutes_over, out.alarm) == (DILYS.name, Stage.DURESS, 4, True)
    assert "14 Sluice Lane" in out.where
    assert out.do.startswith("Ring 999 now")
    assert DILYS.name in out.plan_text
    assert door.petra.safety.running() == []
    assert door.petra.held(event).title.startswith("Safety timer: duress")
    door.petra.colleagues.write(out.plan, "acknowledged", "Rang 999, car on its way")
    door.petra.colleagues.write(out.plan, "escalated", "Told Ines")
    (out,) = door.petra.colleagues.out()
    assert (out.alarm, out.log[-2].who, out.log[-2].note) == (False, PETRA.name, "Rang 999, car on its way")
    before = door.dilys.cases.chronology(door.case)
    _exchange(door.petra, door.dilys)
    assert door.dilys.cases.chronology(door.case) == before
    assert "uress" not in json.dumps([str(row) for row in door.dilys.find.records("rang")])
    door.dilys.notebook.rebuild()
    assert check(door.dilys.notebook) == []
    assert door.dilys.cases.chronology(door.case) == before
    door.petra.colleagues.write(out.plan, "found-safe", "Seen at the station")
    assert door.petra.colleagues.out() == []


def test_what_a_buddy_did_before_the_code_stays_on_the_officers_laptop(door: Door) -> None:
    _exchange(door.dilys, door.petra)
    door.petra.colleagues.write(door.plan, "rang", "No answer")
    door.clock.set("2026-11-20 11:02")
    _exchange(door.petra, door.dilys)
    door.end(DURESS)
    titles = [entry.title for entry in door.dilys.cases.chronology(door.case)]
    assert "Safety timer: rang the officer" in titles


def test_a_wrong_pin_says_so_changes_nothing_and_never_locks_the_officer_out(door: Door) -> None:
    for typed in ("0000", "safe", "", "24680", "9999", "1111"):
        with pytest.raises(Trouble, match="not your PIN"):
            door.dilys.safety.all_clear(door.plan, typed)
    assert door.dilys.safety.running()
    door.end(CLEAR)
    assert door.dilys.safety.running() == []
    _exchange(door.dilys, door.petra)
    assert door.petra.colleagues.out() == []


def test_all_pins_take_the_same_time(door: Door) -> None:
    def taken(typed: str) -> float:
        began = time.process_time()
        with suppress(Trouble):
            door.dilys.safety.all_clear(door.plan, typed)
        return time.process_time() - began

    times = [taken(typed) for typed in ("0000", CLEAR, DURESS)]
    assert max(times) < 3 * min(times)


def test_the_shell_ends_the_timer_with_the_same_answer(door: Door) -> None:
    typed = Said({"event": "all-clear", "typed": DURESS})
    assert make(door.dilys, "safety-event", typed, parent=door.plan) == door.plan
    assert door.dilys.safety.running() == []


def test_a_buddy_sees_who_is_out_until_when_and_what_to_do_next(door: Door) -> None:
    _exchange(door.dilys, door.petra)
    (out,) = door.petra.colleagues.out()
    assert (out.stage, out.stage_words, out.alarm) == (Stage.RUNNING, "Out", False)
    assert f"{out.due_at:%H:%M}" == "11:30"
    assert f"{out.heard_at:%H:%M}" == "08:30"
    said = []
    for at in ("11:31", "11:41", "11:51", "12:10"):
        door.clock.set(f"2026-11-20 {at}")
        (out,) = door.petra.colleagues.out()
        said.append((out.stage, out.alarm == out.awaited and out.alarm))
    assert [stage for stage, _ in said] == [
        Stage.DUE, Stage.OVERDUE_FIRST, Stage.OVERDUE_SECOND, Stage.ESCALATE,
    ]  # fmt: skip
    with pytest.raises(Trouble):
        door.petra.colleagues.write(out.plan, "acknowledged", " ")
    assert door.dilys.colleagues.out() == []


def test_another_officers_timer_is_not_ones_own(door: Door, casebook_of: Callable[..., Casebook]) -> None:
    omar = casebook_of(OMAR)
    _exchange(door.dilys, omar)
    assert omar.safety.running() == []
    (out,) = omar.colleagues.out()
    assert not out.awaited


def test_the_audit_on_the_officers_laptop_does_not_say_that_colleagues_know(
    casebook_of: Callable[..., Casebook], clock: Clock
) -> None:
    petra, omar = casebook_of(PETRA), casebook_of(OMAR)
    case, _, address = caseload(petra)
    visit = plan(petra, case, address)
    petra.visits.set_off(visit)
    petra.safety.start(visit)
    petra.safety.choose_pins(CLEAR, DURESS)
    timer = petra.safety.running()[0].plan
    _exchange(petra, omar)
    clock.set("2026-11-20 10:50")
    omar.pages.show(timer)
    clock.set("2026-11-20 11:00")
    petra.safety.all_clear(timer, DURESS)
    _exchange(petra, omar)
    clock.set("2026-11-20 11:05")
    omar.pages.show(timer)
    omar.colleagues.write(timer, "acknowledged", "Rang 999, car on its way")
    omar.looks.fold()
    _exchange(omar, petra)
    theirs = [row for row in petra.audit.of(case).rows if row.user == OMAR.name]
    assert {row.local[11:16] for row in theirs} == {"10:50"}
    known = [row for row in omar.audit.of(case).rows if row.user == OMAR.name]
    assert {row.local[11:16] for row in known} == {"10:50", "11:05"}
