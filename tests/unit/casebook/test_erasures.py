"""Names go when they are due, the figures stay, and the chain still verifies (SWP-22)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from tests.unit.casebook.conftest import DILYS, PETRA, Clock
from tests.unit.casebook.sweeping import FENELLA, ODESSA, exchange, live

from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Casebook]
DUE = "2026-12-17 09:00"


@pytest.fixture
def closed(casebook_of: Of, clock: Clock) -> tuple[Casebook, Casebook, str, str]:
    """A closed sweep with one stop that named Fenella and one of Odessa, on both laptops."""
    clock.set("2026-11-18 15:00")
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = live(dilys, petra, clock)
    fenella, _ = dilys.stops.log(sweep, FENELLA)
    dilys.stops.log(sweep, ODESSA)
    dilys.stops.correct(fenella, {"child_name": "Fenella Rooke"}, "Her father spelt Rooke")
    dilys.operations.stand_down(sweep)
    dilys.operations.debrief(sweep, {"police_hours": "3", "went_well": "Calm", "lessons": "None"})
    dilys.operations.close(sweep)
    exchange(dilys, petra)
    return dilys, petra, sweep, fenella


def test_the_list_says_what_goes_when(closed: tuple[Casebook, Casebook, str, str], clock: Clock) -> None:
    _, petra, sweep, fenella = closed
    (row,) = petra.erasures.due()
    assert (row.record, row.operation, row.due) == (fenella, sweep, date(2026, 12, 17))
    assert (row.label, row.overdue, row.on_hold) == ("Stop L07-01", False, "")
    clock.set("2026-12-16 23:00")
    assert petra.erasures.erase_due()[0] == []
    clock.set("2026-12-18 09:00")
    assert petra.erasures.due()[0].overdue


def test_names_are_erased_and_the_figures_stay(
    closed: tuple[Casebook, Casebook, str, str], clock: Clock
) -> None:
    dilys, petra, sweep, fenella = closed
    before = petra.stops.tally(sweep)
    assert petra.find.records("fenella")
    clock.set(DUE)
    with pytest.raises(Trouble, match="Only a manager"):
        dilys.erasures.erase_due()
    gone, changed = petra.erasures.erase_due()
    assert ([row.record for row in gone], {ref.record for ref in changed.records}) == ([fenella], {fenella})
    exchange(petra, dilys)
    for book in (petra, dilys):
        held = book.held(fenella)
        assert [held.value(name) for name in ("child_name", "dob", "words", "address_stated")] == [None] * 4
        assert (held.value("age"), held.text("reason"), held.text("place")) == (13, "ehe", "Park Lane")
        assert book.stops.tally(sweep) == before
        for word in ("fenella", "rooke", "piers", "evening"):
            assert book.find.records(word) == []
        row = next(one for one in book.stops.list(sweep) if one.stop == fenella)
        assert (row.erased, row.child, row.classification) == (True, "", "Legitimate")
        assert list(book.notebooks.check()) == []
        said = str([line.fields for line in book.pages.show(fenella).lines])
        assert not any(word in said for word in ("Rook", "evening", "spelt"))
        assert book.erasures.due() == []
    book.notebook.rebuild()
    assert book.find.records("rook") == []


def test_a_child_stopped_twice_is_still_one_child_afterwards(casebook_of: Of, clock: Clock) -> None:
    clock.set("2026-11-18 15:00")
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = live(dilys, petra, clock)
    exchange(dilys, petra)
    dilys.stops.log(sweep, FENELLA)
    petra.stops.log(sweep, FENELLA | {"stopped_at": "19 11 2026 12:00"})
    exchange(petra, dilys)
    dilys.operations.stand_down(sweep)
    dilys.operations.debrief(sweep, {"police_hours": "3", "went_well": "Calm", "lessons": "None"})
    dilys.operations.close(sweep)
    exchange(dilys, petra)
    before = [figure.value for figure in petra.stops.tally(sweep).figures()]
    clock.set(DUE)
    assert len(petra.erasures.erase_due()[0]) == 2
    assert [figure.value for figure in petra.stops.tally(sweep).figures()] == before


@pytest.mark.parametrize("hold", ["follow-up", "escalation"])
def test_what_something_hangs_from_is_kept(
    closed: tuple[Casebook, Casebook, str, str], clock: Clock, hold: str
) -> None:
    dilys, petra, _, fenella = closed
    if hold == "follow-up":
        task = {"action": "Ring Mr Rook", "due_on": "1 12 2026"}
        made, _ = dilys.records.new("follow-up", task, parent=fenella)
    else:
        dilys.stops.escalate(fenella, "E3", {"facts": "No coat"})
    exchange(dilys, petra)
    clock.set(DUE)
    told = [row.on_hold for row in petra.erasures.due()]
    assert petra.erasures.erase_due()[0] == []
    assert petra.held(fenella).text("child_name") == "Fenella Rooke"
    if hold == "escalation":
        assert told == []
        return
    assert told == ["A follow-up is open."]
    dilys.records.move(made, "done")
    exchange(dilys, petra)
    assert len(petra.erasures.erase_due()[0]) == 1
    assert petra.find.records("rook") == []


def test_somebody_past_school_age_at_work_is_kept_no_longer_than_that(casebook_of: Of, clock: Clock) -> None:
    clock.set("2026-11-18 15:00")
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = live(dilys, petra, clock, sort="employment", mode="")
    place = {"premises_name": "Fenway supermarket", "business_type": "supermarket", "address": "Retail park"}
    visit, _ = dilys.workplaces.plan(sweep, place)
    dilys.workplaces.arrive(visit, {"entry_basis": "public"})
    task = {"task": "Filling shelves beside the door"}
    made = [
        dilys.workplaces.add_child(visit, {"name": name, "dob": dob, "occupation": "shop", **more})[0]
        for name, dob, more in (("Leopold Marsh", "11 2 2010", {}), ("Sorrel Dane", "12 9 2010", task))
    ]
    dilys.operations.stand_down(sweep)
    dilys.operations.debrief(sweep, {"police_hours": "0", "went_well": "Calm", "lessons": "None"})
    dilys.operations.close(sweep)
    exchange(dilys, petra)
    clock.set(DUE)
    assert [row.record for row in petra.erasures.erase_due()[0]] == made[:1]
    leopold, sorrel = (petra.held(one) for one in made)
    assert (leopold.text("name"), leopold.text("task"), leopold.text("occupation")) == ("", "", "shop")
    assert sorrel.text("name") == "Sorrel Dane"
