"""A stop that is saved: a CME referral in one act from its record and from the sweep, and its place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sweeps
from sitting import Sitting, sitting

from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import rail_of
from fieldkit.gui.readings.sweep import stop_rows
from fieldkit.gui.widgets.button import Button


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    kit = Kit(Jobs())
    with sitting(kit) as sat:
        yield sat
    kit.jobs.close()


def missing(at: Sitting) -> tuple[str, str]:
    """A live sweep with a stop of a child on no roll; says both."""
    operation = sweeps.live(at.load)
    said = {"school_says": "not-on-roll", "classification": "not-on-roll"}
    return operation, sweeps.stopped(at.load, operation, **said)


def test_the_record_of_a_child_on_no_roll_opens_a_referral(at: Sitting) -> None:
    _operation, stop = missing(at)
    page = at.open("record", stop)
    assert page.rail == "sweeps"
    page.findChild(Button, "referral_button").click()
    assert at.went == [Place("referral", stop)]
    form = at.open("referral", stop)
    assert form.typed["child_surname"] == "Brandreth"
    again = at.open("referral", stop)
    assert again.key == form.key


def test_the_row_of_the_sweep_opens_it_too(at: Sitting) -> None:
    operation, stop = missing(at)
    other = sweeps.stopped(at.load, operation)
    page = at.open("sweep", operation)
    acts = {row.key: row.act for row in stop_rows(page.seen)}
    assert acts == {stop: "Open a CME referral", other: ""}
    page.stops.acted.emit(stop)
    assert at.went == [Place("referral", stop)]


def test_a_child_on_a_roll_offers_none(at: Sitting) -> None:
    page = at.open("record", sweeps.stopped(at.load, sweeps.live(at.load)))
    assert page.findChild(Button, "referral_button") is None


@pytest.mark.parametrize(
    ("kind", "home", "rail"),
    [
        ("stop", "operation", "sweeps"),
        ("follow-up", "operation", "sweeps"),
        ("child-at-work", "operation", "premises"),
        ("note", "case", "cases"),
        ("note", "", "cases"),
    ],
)
def test_where_a_record_stands_in_the_rail(kind: str, home: str, rail: str) -> None:
    assert rail_of(kind, home) == rail


def test_live_sweeps_are_counted(at: Sitting) -> None:
    assert at.load.book.day.counts().sweeps == 0
    sweeps.live(at.load)
    assert at.load.book.day.counts().sweeps == 1
