"""The pages of a sweep: planned by form, decided by a manager, taken live, stopped from, stood down."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sample
import sweeps
from sitting import Sitting, sitting

from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.button import Button


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    kit = Kit(Jobs())
    with sitting(kit) as sat:
        yield sat
    kit.jobs.close()


def test_a_plan_made_by_its_form_becomes_a_sweep(at: Sitting) -> None:
    page = at.open("plan_sweep")
    while not at.went:
        asked = {name: sweeps.PLAN[name] for name in page.form.names() if name in sweeps.PLAN}
        page.form.set_answers(asked)
        for name in asked:
            page._typed(name)
        page.continue_button.click()
        at.wait()
    place = at.went[-1]
    assert place.page == "sweep"
    held = at.load.book.held(place.key)
    assert held.text("name") == "Mereham centre"
    assert held.text("direction_by") == "Supt Imara Holt"
    assert held.text("reference").startswith("SWP-2026-")


def test_the_pages_of_the_direction_come_with_the_power(at: Sitting) -> None:
    page = at.open("plan_sweep", sweeps.plan(at.load))
    names = [leaf.name for leaf in page.applying()]
    assert "Direction" in names
    page.typed["mode"] = "engagement"
    assert "Direction" not in [leaf.name for leaf in page.applying()]
    assert all(len(leaf.asked) <= 5 for leaf in page.leaves())


def test_the_next_act_is_the_main_button(at: Sitting) -> None:
    operation = sweeps.plan(at.load)
    page = at.open("sweep", operation)
    assert page.act_button.text() == "Submit for approval"
    page.act_button.click()
    at.wait()
    assert at.load.book.held(operation).state == "submitted"
    page = at.open("sweep", operation)
    assert page.act_button.unavailable() == "It waits for a manager. Send and receive to get the answer."


def test_a_manager_approves_on_conditions_or_refuses_with_a_reason(at: Sitting) -> None:
    operation = sweeps.submitted(at.load)
    at.kit.book = at.load.petra
    page = at.open("sign_off", operation)
    page.card.refused.emit()
    assert page.summary.isVisibleTo(page)
    page.conditions.set_value("Nobody works alone")
    page.card.approved.emit()
    at.wait()
    assert at.went[-1] == Place("sweep", operation)
    assert at.load.petra.held(operation).state == "approved"
    sample.exchange(at.load.petra, at.load.book)
    at.kit.book = at.load.book
    page = at.open("sweep", operation)
    assert "Approved by Petra Ashlock" in page.stage._words.words.text()
    assert "Nobody works alone" in page.stage._words.words.text()


def test_a_refused_sweep_says_so(at: Sitting) -> None:
    operation = sweeps.submitted(at.load)
    at.kit.book = at.load.petra
    page = at.open("sign_off", operation)
    page.why.set_value("No designated premises are open that day")
    page.card.refused.emit()
    at.wait()
    assert at.load.petra.held(operation).state == "refused"


def test_a_live_sweep_begins_stops_and_shows_the_three_figures_together(at: Sitting) -> None:
    operation = sweeps.live(at.load)
    page = at.open("sweep", operation)
    assert page.act_button.text() == "New stop"
    page.act_button.click()
    at.wait()
    assert at.went[-1].page == "stop"
    sweeps.stopped(at.load, operation)
    page = at.open("sweep", operation)
    assert [label for label, _figure in page.seen.headline] == [
        "Stopped", "Without good reason", "Removed by a constable or PCSO",
    ]  # fmt: skip
    assert [figure for _label, figure in page.seen.headline] == [1, 1, 0]
    begun = page.stops.rows.rows_model().row(0)
    page.stops.opened.emit(begun.key)
    assert at.went[-1] == Place("stop", begun.key)


def test_what_is_left_of_the_direction_is_said(at: Sitting) -> None:
    from fieldkit.gui.readings import sweep as sweep_reading

    page = at.open("sweep", sweeps.live(at.load))
    assert dict(sweep_reading.direction(page.seen.page))["Left"] == "2 h 18 min left"


def test_a_worry_is_written_while_the_stop_waits(at: Sitting) -> None:
    stop = sweeps.said(at.load, "reason")
    page = at.open("worried", stop)
    said = {"level": "E2", "facts": "Bruise on the cheek, about 2 cm", "noticed_at": "20 11 2026 10:43"}
    for name, answer in said.items():
        page.typed[name] = answer
    page._number = len(page.pages()) - 1
    page._show_page()
    page.save_button.click()
    at.wait()
    assert at.went[-1] == Place("stop", stop)
    assert at.load.book.drafts.open(stop).typed["welfare"] == "yes"
    assert at.load.book.drafts.open(stop).typed["child_name"] == "Odessa Brandreth"


def test_a_saved_stop_is_read_with_the_way_back_to_its_sweep(at: Sitting) -> None:
    operation = sweeps.live(at.load)
    stop = sweeps.stopped(at.load, operation)
    page = at.open("record", stop)
    assert page.back_place == Place("sweep", operation)
    at.open("stop", stop)
    assert at.went[-1] == Place("record", stop)
    at.open("record", operation)
    assert at.went[-1] == Place("sweep", operation)


def test_drafts_of_a_sweep_are_carried_on_where_they_were_begun(at: Sitting) -> None:
    from fieldkit.gui.pages.today import draft_place

    operation = sweeps.live(at.load)
    opened = at.load.book.stops.begin(operation)
    begun = at.load.book.drafts.waiting()
    assert [draft_place(each) for each in begun if each.kind == "stop"] == [Place("stop", opened.record)]


def test_a_child_back_in_school_is_recorded_from_the_stop_and_counted(at: Sitting) -> None:
    sweep = sweeps.live(at.load)
    stop = sweeps.stopped(at.load, sweep)
    page = at.open("record", stop)
    page.findChild(Button, "reattendance_add").click()
    assert at.went[-1] == Place("record_form", f"new/reattendance/{stop}")
    form = at.open("record_form", at.went[-1].key)
    form.form.set_answers({"back_on": "20 11 2026", "told_by": "Mrs Lamb"})
    form.save_button.click()
    at.wait()
    assert at.went[-1] == Place("record", stop)
    assert [back.text("told_by") for back in at.load.book.write_ups.under(stop)] == ["Mrs Lamb"]
