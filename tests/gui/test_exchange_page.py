"""The page of exchanging by stick: what is ticked, what is written, what is taken in and what is refused."""

from __future__ import annotations

from collections.abc import Iterator

import exchanging
import pytest
import sweeps
from sitting import Sitting, sitting

from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    kit = Kit(Jobs())
    with sitting(kit) as sat:
        yield sat
    kit.jobs.close()


@pytest.fixture
def operation(at: Sitting) -> str:
    """A live sweep with Omar Teasel in a pair."""
    made = sweeps.live(at.load)
    at.load.book.operations.pair(made, {**sweeps.PAIR, "officer": "o-omar Omar Teasel"})
    exchanging.vouch(at.load)
    return made


def notices(page) -> list[str]:
    return [
        f"{one.notice().tone}: {one.notice().say} {one.notice().do}" for one in page.banners._banners.values()
    ]


def test_a_live_sweep_is_ticked_for_the_officer_who_is_in_a_pair(at: Sitting, operation: str) -> None:
    page = at.open("exchange")
    assert page.write_button.unavailable() == "Choose the officer first"
    page.to.set_value("o-omar")
    page.to.changed.emit()
    assert page.homes.value() == [operation]
    assert page.write_button.unavailable() == ""
    page.homes.set_value([])
    page.homes.changed.emit()
    assert page.write_button.unavailable() == "Choose what goes along"


def for_omar(at: Sitting, operation: str):
    """The page from the sweep, with Omar Teasel chosen."""
    page = at.open("exchange", operation)
    page.to.set_value("o-omar")
    page.to.changed.emit()
    return page


def test_a_sweep_of_which_one_officer_has_a_part_begins_with_them(at: Sitting) -> None:
    operation = sweeps.plan(at.load)
    at.load.book.operations.pair(operation, {**sweeps.PAIR, "officer": "o-omar Omar Teasel"})
    exchanging.vouch(at.load)
    page = at.open("exchange", operation)
    assert page.to.value() == "o-omar"
    assert page.homes.value() == [operation]
    assert page.back_place == Place("sweep", operation)


def test_a_stop_crosses_by_the_file_and_a_second_time_changes_nothing(
    at: Sitting, operation: str, tmp_path
) -> None:
    stop = sweeps.stopped(at.load, operation)
    page = for_omar(at, operation)
    page.write(tmp_path)
    at.wait()
    (written,) = tmp_path.iterdir()
    (said,) = notices(page)
    assert said.startswith(f"green: {written.name} is written for Omar Teasel: SWP-")
    assert "Only laptop L08 can open it." in said
    at.kit.book = at.load.omar
    other = at.open("exchange")
    other.take_in(written)
    at.wait()
    assert "taken in from Dilys Farthing" in notices(other)[0]
    assert at.load.omar.held(stop).text("child_name") == "Odessa Brandreth"
    other.take_in(written)
    at.wait()
    assert notices(other) == ["green: This file from Dilys Farthing was taken in before. Nothing changed."]
    assert not other.working.isVisibleTo(other)


def test_what_is_for_somebody_else_is_refused_with_what_to_do(at: Sitting, operation: str, tmp_path) -> None:
    page = for_omar(at, operation)
    page.write(tmp_path)
    at.wait()
    at.kit.book = at.load.petra
    other = at.open("exchange")
    other.take_in(next(tmp_path.iterdir()))
    at.wait()
    assert notices(other) == [
        "red: This parcel is for somebody else, or for another laptop of yours. "
        "Nothing of it was taken. Ask for one that is exported to you."
    ]


def test_stopped_leaves_no_file(at: Sitting, operation: str, tmp_path) -> None:
    page = for_omar(at, operation)
    page.write(tmp_path)
    page.stop_button.click()
    at.wait()
    assert list(tmp_path.iterdir()) == []
    assert notices(page)[0].startswith("red: It was stopped.")


def test_nothing_shared_and_no_council_say_what_to_do(at: Sitting) -> None:
    page = at.open("exchange")
    page.alone.act_button.click()
    assert at.went == [Place("settings", "council")]
    exchanging.vouch(at.load)
    page = at.open("exchange")
    page.to.set_value("o-petra")
    page.to.changed.emit()
    assert page.unshared.isVisibleTo(page)
    assert "Petra Ashlock" in page.unshared.text()


def test_the_queue_and_the_sweep_lead_to_it(at: Sitting, operation: str) -> None:
    at.open("queue").stick_link.click()
    at.open("sweep", operation).stick_link.click()
    assert at.went == [Place("exchange"), Place("exchange", operation)]
