"""Stops at the kerb: begun with what is known, refused where no power is held, counted without a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.casebook.conftest import DILYS, PETRA, Clock
from tests.unit.casebook.sweeping import (
    FENELLA,
    NOT_DESIGNATED,
    ODESSA,
    REMOVED,
    exchange,
    live,
    schools,
    submitted,
)

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.sweeps.stop_page import DONE, LINES, REASON
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.store import revisions

Of = Callable[[Holder], Casebook]


@pytest.fixture
def petra(casebook_of: Of, clock: Clock) -> Casebook:
    clock.set("2026-11-18 15:00")
    return casebook_of(PETRA)


@pytest.fixture
def dilys(casebook_of: Of, petra: Casebook) -> Casebook:
    made = casebook_of(DILYS)
    schools(made)
    return made


def test_a_stop_of_case_5_is_read_as_it_is_typed(dilys: Casebook, petra: Casebook, clock: Clock) -> None:
    sweep = live(dilys, petra, clock, pairing=NOT_DESIGNATED)
    clock.set("2026-11-19 10:42")
    opened = dilys.stops.begin(sweep)
    assert (opened.number, opened.police, opened.closed) == ("L07-01", "PCSO 7714 Kemp", "")
    assert opened.streets == ("Market Square", "Bus station", "Park Lane")
    bare = dilys.stops.page(opened, opened.typed)
    assert (bare.heading, [line.name for line in bare.lines]) == ("Stop 1", list(LINES))
    assert bare.suggested == ""
    assert REASON in bare.missing
    page = dilys.stops.page(opened, {**opened.typed, **ODESSA})
    assert page.heading == "Stop 1: Odessa Brandreth"
    assert [line.shown for line in page.lines] == [
        "Market Square, 10:42", "Odessa Brandreth, 13\nLarkspur Academy, Year 9", "Relative: aunt",
        "Shopping or errand", "None", "Expected in. Code O", "Unauthorised", "Advice given, phoned parent",
    ]  # fmt: skip
    assert all(line.done for line in page.lines)
    assert page.missing == ()
    assert page.allowed["removed-to-school"] == "PCSO 7714 does not hold this power"
    assert page.allowed["advice"] == ""
    assert (page.suggested, page.school_phone, page.age) == ("unauthorised", "01632 960101", 13)
    assert "SWP-03" in page.notes[0]
    stop, changed = dilys.stops.confirm(opened, {**opened.typed, **ODESSA})
    assert [ref.kind for ref in changed.records] == ["stop"]
    held = dilys.held(stop)
    assert (held.text("stop_no"), held.value("age"), held.text("in_area")) == ("L07-01", 13, "yes")
    assert (held.text("collar_no"), held.text("police_power")) == ("7714", "pcso-not-designated")
    assert dilys.drafts.waiting() == []
    assert {one.rule: one.verdict for one in dilys.stops.findings(stop)}["SWP-04"] == "fail"


def test_a_second_press_confirms_nothing_more(dilys: Casebook, petra: Casebook, clock: Clock) -> None:
    sweep = live(dilys, petra, clock)
    opened = dilys.stops.begin(sweep)
    first = dilys.stops.confirm(opened, {**opened.typed, **ODESSA})
    again, changed = dilys.stops.confirm(opened, {**opened.typed, **ODESSA})
    assert (again, bool(changed)) == (first[0], False)
    with dilys.notebook.reading() as book:
        assert len(revisions.of_record(book, again)) == 1


def test_the_next_stop_begins_where_the_last_one_was_and_a_group_stands_together(
    dilys: Casebook, petra: Casebook, clock: Clock
) -> None:
    sweep = live(dilys, petra, clock)
    first, _ = dilys.stops.log(sweep, ODESSA)
    clock.set("2026-11-19 10:50")
    alone = dilys.stops.begin(sweep)
    assert (alone.typed["place"], alone.number) == ("Market Square", "L07-02")
    assert "with_adult" not in alone.typed
    assert "10:50" in str(alone.typed["stopped_at"])
    friend = dilys.stops.begin(sweep, with_stop=first)
    assert (friend.typed["with_adult"], friend.typed["adult_relation"]) == ("relative", "aunt")
    assert (friend.group, friend.together) == ("L07-01", 2)
    typed = {**ODESSA, "child_name": "Ivy Brandreth", "dob": "1 3 2014"}
    made, _ = dilys.stops.confirm(friend, {**friend.typed, **typed})
    assert (dilys.held(made).text("group"), dilys.held(made).value("group_size")) == ("L07-01", 2)
    assert [row.number for row in dilys.stops.list(sweep)] == ["L07-02", "L07-01"]
    assert dilys.stops.open(alone.record).number == "L07-03"


def test_a_stop_that_was_begun_is_found_again(dilys: Casebook, petra: Casebook, clock: Clock) -> None:
    opened = dilys.stops.begin(live(dilys, petra, clock))
    dilys.stops.save(opened, {"child_name": "Odessa"}, "Child")
    again = dilys.stops.open(opened.record)
    assert (again.typed["child_name"], again.form.place) == ("Odessa", "Child")
    dilys.stops.discard(opened.record)
    assert dilys.drafts.waiting() == []


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"pairing": NOT_DESIGNATED}, "does not hold this power"),
        ({"mode": "engagement", "direction_by": "", "direction_rank": "", "direction_area": "",
          "direction_from": "", "direction_until": "", "direction_covers": "", "direction_force": "",
          "direction_copy_held": ""}, "patrol"),
    ],
)  # fmt: skip
def test_nobody_is_removed_without_power_by_any_door(
    dilys: Casebook, petra: Casebook, clock: Clock, more: dict[str, Any], why: str
) -> None:
    sweep = live(dilys, petra, clock, **more)
    opened = dilys.stops.begin(sweep)
    with pytest.raises(Problems) as caught:
        dilys.stops.confirm(opened, {**opened.typed, **REMOVED})
    assert [problem.field for problem in caught.value.problems] == ["actions"]
    assert why in caught.value.problems[0].say
    with pytest.raises(Problems):
        dilys.records.new("stop", REMOVED | {"police_power": "constable", "removed_by": "PC 1"}, parent=sweep)
    made, _ = dilys.stops.log(sweep, ODESSA)
    with pytest.raises(Problems):
        dilys.stops.correct(made, {"actions": ["removed-to-school"], "removed_by": "PC 1"}, "Forgotten")


def test_a_removal_with_power_names_the_constable(dilys: Casebook, petra: Casebook, clock: Clock) -> None:
    sweep = live(dilys, petra, clock)
    made, _ = dilys.stops.log(sweep, REMOVED)
    assert dilys.held(made).text("removed_by") == "PCSO 7714 Kemp"
    assert [figure.value for figure in dilys.stops.tally(sweep).headline] == [1, 1, 1]


def test_no_stop_on_a_sweep_that_is_not_ready(dilys: Casebook, petra: Casebook, clock: Clock) -> None:
    sweep = submitted(dilys)
    assert "submitted, not live" in dilys.stops.begin(sweep).closed
    with pytest.raises(Trouble, match="No stop can be logged"):
        dilys.records.new("stop", ODESSA, parent=sweep)
    exchange(dilys, petra)
    petra.approvals.decide(sweep, "approve")
    exchange(petra, dilys)
    assert dilys.stops.begin(sweep).closed == ""


def test_a_worry_is_written_down_before_the_stop_is(dilys: Casebook, petra: Casebook, clock: Clock) -> None:
    sweep = live(dilys, petra, clock)
    opened = dilys.stops.begin(sweep)
    worry, _ = dilys.stops.escalate(opened.record, "E2", {"facts": "Bruise on the left arm", "told": "mash"})
    assert dilys.held(worry).home == sweep
    with pytest.raises(Trouble, match="worry about this child"):
        dilys.stops.discard(opened.record)
    typed = {**dilys.stops.open(opened.record).typed, **{k: v for k, v in ODESSA.items() if k != "welfare"}}
    made, _ = dilys.stops.confirm(opened, typed)
    assert (dilys.held(made).text("welfare"), dilys.stops.list(sweep)[0].welfare) == ("yes", True)


def test_a_child_on_no_roll_becomes_a_case_and_the_stop_names_it(
    dilys: Casebook, petra: Casebook, clock: Clock
) -> None:
    sweep = live(dilys, petra, clock)
    typed = ODESSA | {"school_says": "not-on-roll", "classification": "not-on-roll", "reason": "no-place",
                      "actions": ["referred-cme"]}  # fmt: skip
    made, _ = dilys.stops.log(sweep, typed)
    opened = dilys.stops.open_referral(made)
    assert dilys.stops.open_referral(made).record == opened.record
    assert opened.typed["child_surname"] == "Brandreth"
    case, _ = dilys.referrals.take_in(opened.record, opened.typed)
    assert dilys.held(case).text("reference").startswith("CME-2026-L07-")
    assert dilys.held(made).text("case_made") == case
    assert dilys.stops.tally(sweep).figure("cme_found").value == 1
    with pytest.raises(Trouble, match="already"):
        dilys.stops.open_referral(made)


def test_the_school_is_told_in_one_act(dilys: Casebook, petra: Casebook, clock: Clock) -> None:
    made, _ = dilys.stops.log(live(dilys, petra, clock), ODESSA)
    dilys.stops.school_told(made, "Mrs Lamb")
    assert dilys.held(made).text("school_informed") == "Mrs Lamb"
    assert dilys.held(made).text("school_informed_at")


def test_figures_open_the_stops_behind_them(dilys: Casebook, petra: Casebook, clock: Clock) -> None:
    sweep = live(dilys, petra, clock)
    one, _ = dilys.stops.log(sweep, ODESSA)
    two, _ = dilys.stops.log(sweep, FENELLA)
    three, _ = dilys.stops.log(sweep, ODESSA | {"stopped_at": "19 11 2026 11:50"})
    told = dilys.stops.tally(sweep)
    assert [figure.value for figure in told.headline] == [3, 2, 0]
    assert set(told.headline[1].ids) == {one, three}
    assert dilys.held(three).text("again") == "yes"
    assert DONE in LINES
    assert two
