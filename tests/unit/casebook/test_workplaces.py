"""A premises visit at the desk: lawful entry, cases 8 to 10, and the least kept of who is no child."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader
from tests.unit.casebook.conftest import DILYS, PETRA, Clock
from tests.unit.casebook.working import (
    BRIONY,
    BY_CONSENT,
    IGNATIUS,
    KIPPER,
    LEOPOLD,
    PAIR,
    SORREL,
    SWEEP,
    entered,
    exchange,
    live,
    school,
)

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.rules.finding import Finding
from fieldkit.store import records

Of = Callable[[Holder], Casebook]
ORDER = {"entry_basis": "order", "order_court": "A. Reeve JP", "order_to": "Dilys Farthing"}


@pytest.fixture(autouse=True)
def in_the_week_before(clock: Clock) -> None:
    clock.set("2026-11-16 09:00")


@pytest.fixture
def dilys(casebook_of: Of) -> Casebook:
    return casebook_of(DILYS)


@pytest.fixture
def sweep(dilys: Casebook, casebook_of: Of, clock: Clock) -> str:
    return live(dilys, casebook_of(PETRA), clock, "2026-11-19 19:28")


def those(found: Sequence[Finding], verdict: str) -> list[str]:
    return [one.rule for one in found if one.verdict == verdict]


def test_case_8_ignatius_in_the_kitchen(dilys: Casebook, sweep: str) -> None:
    visit = entered(dilys, sweep)
    child, _ = dilys.workplaces.add_child(visit, IGNATIUS)
    dilys.workplaces.add_shift(child, {"started_at": "16:00", "finished_at": "19:40", "rests": "None"})
    found = dilys.workplaces.findings_of(child)
    assert those(found, "fail") == ["EMP-04", "EMP-06", "EMP-07", "EMP-13", "EMP-14", "EMP-15"]
    assert those(found, "cannot_tell") == ["EMP-12"]
    said = {one.rule: (one.title, one.says) for one in found}
    assert said["EMP-06"] == ("More than 2 hours on a school day", "16:00 to 19:40 is 3 h 40, no break.")
    assert said["EMP-15"][1] == "Mr Tolliver says he started in September."
    page = dilys.workplaces.page(visit)
    assert page.held.text("reference").startswith("EMP-2026-L07-")
    assert page.entry_words == "By his consent, 19:28"
    assert [(row.name, row.age, row.words) for row in page.children] == [
        ("Ignatius Vell", 14, "6 fail, 1 cannot tell")
    ]
    assert those(page.findings, "pass") == ["EMP-30"]
    assert page.act.label == "I have left"
    assert page.caution.startswith("Before you question Mr Tolliver")


def test_case_9_briony_is_early_and_in_order_once_her_start_is_put_right(
    dilys: Casebook, casebook_of: Of, clock: Clock
) -> None:
    sweep = live(dilys, casebook_of(PETRA), clock, "2026-11-17 06:50")
    visit = entered(dilys, sweep, premises_name="Fenmarch News", business_type="newsagent")
    child, _ = dilys.workplaces.add_child(visit, BRIONY)
    rounds = {}
    for day in (16, 17, 18, 19, 20, 21):
        start = "06:50" if day == 17 else "07:00"
        typed = {"day": f"{day} 11 2026", "started_at": start, "finished_at": "07:45", "rests": "None"}
        rounds[day], _ = dilys.workplaces.add_shift(child, typed)
    found = dilys.workplaces.findings_of(child)
    assert those(found, "fail") == ["EMP-03"]
    assert (found[0].title, found[0].says) == ("Works before 07:00", "Started at 06:50.")
    assert "EMP-01" in those(found, "pass")
    assert those(found, "cannot_tell") == []
    dilys.workplaces.correct_shift(rounds[17], {"started_at": "07:00"}, "As agreed with the shop")
    assert {one.verdict for one in dilys.workplaces.findings_of(child)} == {"pass"}


def test_a_day_listed_beside_that_of_the_visit_is_checked_and_named(dilys: Casebook, sweep: str) -> None:
    child, _ = dilys.workplaces.add_child(entered(dilys, sweep), {**BRIONY, "occupation": "cafe"})
    dilys.workplaces.add_shift(child, {"started_at": "16:00", "finished_at": "17:00", "rests": "no"})
    dilys.workplaces.add_shift(
        child, {"day": "16 11 2026", "started_at": "18:00", "finished_at": "19:01", "rests": "no"}
    )
    found = [one for one in dilys.workplaces.findings_of(child) if one.verdict == "fail"]
    assert [(one.rule, one.says) for one in found] == [("EMP-04", "Mon 16 Nov: Finished at 19:01.")]


def test_several_employers_add_up_over_the_week(dilys: Casebook, sweep: str) -> None:
    child, _ = dilys.workplaces.add_child(entered(dilys, sweep), IGNATIUS | {"week_hours": ""})
    dilys.workplaces.correct_child(child, {"week_complete": "yes"})
    for day, employer in ((19, ""), (15, "Fenmarch News"), (21, "Quay Stores")):
        long = day == 21
        typed = {"day": f"{day} 11 2026", "started_at": "08:00" if long else "16:00",
                 "finished_at": "17:01" if long else "18:00", "rests": "12:00 to 13:00" if long else "None",
                 "employer": employer}  # fmt: skip
        dilys.workplaces.add_shift(child, typed)
    weekly = next(one for one in dilys.workplaces.findings_of(child) if one.rule == "EMP-07")
    assert (weekly.verdict, weekly.says) == ("fail", "12 h 01 in the week from Sunday 15 November.")


def test_case_10_leopold_is_no_child_and_sorrel_works_too_long(
    dilys: Casebook, casebook_of: Of, clock: Clock
) -> None:
    sweep = live(dilys, casebook_of(PETRA), clock, "2026-11-21 17:30")
    visit = entered(dilys, sweep, premises_name="Fen Stores", business_type="supermarket")
    leopold, _ = dilys.workplaces.add_child(visit, LEOPOLD)
    (found,) = dilys.workplaces.findings_of(leopold)
    assert (found.rule, found.title) == ("EMP-00", "Not a child for this purpose")
    with pytest.raises(Trouble, match="not a child for this purpose"):
        dilys.workplaces.add_shift(leopold, {"started_at": "08:00"})
    with pytest.raises(Problems, match="keep no more"):
        dilys.records.correct(leopold, {"words": "“I am sixteen.”"})
    with pytest.raises(Problems, match="keep no more"):
        dilys.records.new("child-at-work", {**LEOPOLD, "address": "1 Quay Row"}, parent=visit)
    sorrel, _ = dilys.workplaces.add_child(visit, SORREL)
    dilys.workplaces.add_shift(
        sorrel, {"started_at": "08:00", "finished_at": "17:30", "rests": "12:00 to 13:00"}
    )
    found_of = dilys.workplaces.findings_of(sorrel)
    assert those(found_of, "fail") == ["EMP-09", "EMP-11"]
    school_age = next(one for one in found_of if one.rule == "EMP-00")
    assert school_age.says == "Compulsory school age ends on Fri 25 Jun 2027."
    rows = {row.rule: row for row in dilys.workplaces.compare(sorrel)}
    assert rows["EMP-09"].then is not None
    assert rows["EMP-09"].then.verdict == "fail"
    assert rows["EMP-12"].words == "Pass now, cannot tell then"


def test_a_wrong_birth_date_put_right_offers_to_take_out_what_was_typed(dilys: Casebook, sweep: str) -> None:
    child, _ = dilys.workplaces.add_child(entered(dilys, sweep), IGNATIUS)
    shift, _ = dilys.workplaces.add_shift(child, {"started_at": "16:00", "finished_at": "19:40"})
    with pytest.raises(Trouble, match="They are a child"):
        dilys.workplaces.take_out(child)
    dilys.workplaces.correct_child(child, {"dob": "3 3 2010"}, "Passport seen")
    page = dilys.workplaces.hours(child)
    assert page.no_child
    assert "Task seen" in page.to_take_out
    dilys.workplaces.take_out(child)
    held = dilys.held(child)
    assert [name for name in ("task", "permit", "job_began_words") if held.value(name)] == []
    assert held.text("name") == "Ignatius Vell"
    assert dilys.held(shift).withdrawn


def test_a_visit_starts_only_on_a_live_employment_sweep(
    dilys: Casebook, casebook_of: Of, clock: Clock
) -> None:
    sweep = live(dilys, casebook_of(PETRA), clock)
    visit, _ = dilys.workplaces.plan(sweep, KIPPER)
    with pytest.raises(Trouble, match="Nobody was found at work yet"):
        dilys.workplaces.add_child(visit, IGNATIUS)
    dilys.operations.stand_down(sweep)
    with pytest.raises(Trouble, match="has to be live"):
        dilys.workplaces.arrive(visit, BY_CONSENT)
    with pytest.raises(Trouble, match="has to be live"):
        dilys.records.move(visit, "on_site", machine={"arrived_at": dilys.now_text(), **BY_CONSENT})
    assert "has to be live" in dilys.workplaces.page(visit).act.blocked
    from tests.unit.casebook.sweeping import PLAN

    truancy, _ = dilys.operations.plan(PLAN)
    with pytest.raises(Trouble, match="on an employment sweep"):
        dilys.records.new("premises-visit", KIPPER, parent=truancy)


def test_an_officer_whom_the_leaders_press_did_not_reach_arrives_all_the_same(
    dilys: Casebook, casebook_of: Of, clock: Clock
) -> None:
    clock.set("2026-11-16 10:00")
    petra = casebook_of(PETRA)
    school(dilys)
    sweep, _ = dilys.operations.plan(SWEEP)
    dilys.operations.pair(sweep, PAIR)
    visit, _ = dilys.workplaces.plan(sweep, KIPPER)
    assert "has to be live" in dilys.workplaces.page(visit).act.blocked
    dilys.operations.submit(sweep)
    exchange(dilys, petra)
    petra.approvals.decide(sweep, "approve")
    exchange(petra, dilys)
    dilys.operations.brief(sweep)
    assert dilys.workplaces.page(visit).act.blocked == ""
    dilys.workplaces.arrive(visit, BY_CONSENT)
    assert dilys.held(visit).state == "on_site"


@pytest.mark.parametrize(("made", "open_"), [("17 11 2026 19:28", True), ("17 11 2026 19:27", False)])
def test_an_order_past_48_hours_is_refused_at_every_door(
    dilys: Casebook, sweep: str, made: str, open_: bool
) -> None:
    order = {**ORDER, "order_made_at": made}
    visit, _ = dilys.workplaces.plan(sweep, KIPPER)
    if open_:
        dilys.workplaces.arrive(visit, order)
        page = dilys.workplaces.page(visit)
        assert page.order_words == "Order holds 0 h 00 more, until Thu 19 Nov 2026 19:28"
        assert those(page.findings, "pass") == ["EMP-30"]
        return
    says = "The order ran out on Thu 19 Nov 2026 19:27"
    with pytest.raises(Problems, match=says):
        dilys.workplaces.arrive(visit, order)
    with pytest.raises(Problems, match=says):
        dilys.records.new("premises-visit", {**KIPPER, **order}, parent=sweep)
    with pytest.raises(Problems, match=says):
        dilys.records.correct(visit, order)
    assert dilys.held(visit).state == "planned"
    dilys.workplaces.arrive(visit, BY_CONSENT)
    with pytest.raises(Problems, match=says):
        dilys.records.correct(visit, order)


def test_hours_are_checked_as_they_are_typed(dilys: Casebook, sweep: str) -> None:
    visit = entered(dilys, sweep)
    child, _ = dilys.workplaces.add_child(visit, IGNATIUS)
    page = dilys.workplaces.hours(child)
    assert page.heading == "Ignatius Vell, age 14, Thursday 19 November: a school day"
    assert page.ruler.words == "Cannot tell: enter the hours worked on Thu 19 Nov 2026"
    typed = {"started_at": "16:00", "finished_at": "", "rests": ""}
    page = dilys.workplaces.hours(child, typed)
    assert page.ruler.words == "Cannot tell: enter a finish time"
    page = dilys.workplaces.hours(child, {**typed, "finished_at": "19:00", "rests": "None"})
    assert "EMP-04" in those(page.findings, "pass")
    page = dilys.workplaces.hours(child, {**typed, "finished_at": "19:01", "rests": "None"})
    assert "EMP-04" in those(page.findings, "fail")
    assert (page.ruler.words, page.ruler.over_words) == ("Worked 16:00 to 19:01", "1 h 01 over")
    assert page.week_words == "14 h in the week from Sunday 15 November"
    page = dilys.workplaces.hours(child, {**typed, "finished_at": "25:00", "rests": "sometimes"})
    assert [one.field for one in page.problems] == ["finished_at", "rests"]
    assert dilys.workplaces.page(visit).children[0].fails == 4


def test_what_is_typed_is_kept_and_saved_once(dilys: Casebook, sweep: str) -> None:
    child, _ = dilys.workplaces.add_child(entered(dilys, sweep), IGNATIUS)
    form = dilys.workplaces.open_hours(child)
    dilys.workplaces.keep_hours(form, {"started_at": "16:00", "rests": "No"})
    again = dilys.workplaces.open_hours(child)
    assert (again.shift, again.typed["started_at"]) == (form.shift, "16:00")
    with pytest.raises(Problems, match="after the work started"):
        dilys.workplaces.save_hours(child, {"finished_at": "15:00"})
    with pytest.raises(Problems, match="Enter hours and minutes"):
        dilys.workplaces.save_hours(child, {"finished_at": "19:40", "week_hours": "many"})
    shift, changes = dilys.workplaces.save_hours(child, {"finished_at": "19:40", "week_hours": "15"})
    assert {one.record for one in changes.records} == {shift, child}
    assert dilys.held(shift).title == "Thursday 19 November, 16:00 to 19:40"
    assert dilys.held(child).value("week_hours") == 900
    same, changes = dilys.workplaces.save_hours(child, {"finished_at": "19:40"})
    assert (same, changes.records) == (shift, frozenset())


def test_locking_takes_in_the_children_and_their_hours(dilys: Casebook, sweep: str, clock: Clock) -> None:
    visit = entered(dilys, sweep)
    child, _ = dilys.workplaces.add_child(visit, IGNATIUS)
    shift, _ = dilys.workplaces.add_shift(child, {"started_at": "16:00", "finished_at": "19:40"})
    clock.ahead(minutes=24)
    dilys.workplaces.leave(visit)
    with pytest.raises(Problems, match="What papers were shown"):
        dilys.workplaces.lock(visit)
    dilys.records.correct(
        visit,
        {"papers_shown": ["rota"], "seen": "A boy at the sink", "next_steps": ["advice", "permit"],
         "permit_by": "3 12 2026", "safeguarding": "E0"},
    )  # fmt: skip
    dilys.workplaces.lock(visit)
    assert [dilys.held(one).locked for one in (visit, child, shift)] == [True, True, True]
    with pytest.raises(Trouble, match="locked"):
        dilys.records.new("child-at-work", LEOPOLD, parent=visit)


def test_a_section_559_notice_is_for_a_pupil_of_a_maintained_school(dilys: Casebook, sweep: str) -> None:
    visit = entered(dilys, sweep)
    dilys.workplaces.add_child(visit, IGNATIUS)
    with pytest.raises(Problems, match="maintained school"):
        dilys.records.correct(visit, {"next_steps": ["s559"]})
    dilys.workplaces.add_child(visit, BRIONY)
    dilys.records.correct(visit, {"next_steps": ["s559"]})
    assert dilys.held(visit).value("next_steps") == ["s559"]


def test_a_worry_and_a_case_come_of_a_child_in_one_act(dilys: Casebook, sweep: str) -> None:
    visit = entered(dilys, sweep)
    child, _ = dilys.workplaces.add_child(visit, IGNATIUS)
    told, _ = dilys.workplaces.escalate(child, "E2", {"facts": "Burn on the left hand"})
    assert dilys.held(told).parent == child
    assert dilys.workplaces.page(visit).children[0].worried
    case, _ = dilys.workplaces.open_case(child)
    held = dilys.held(case)
    assert held.text("reference").startswith("EMP-2026-L07-")
    assert dilys.held(held.text("child")).title == "Ignatius Vell"
    assert dilys.held(child).text("case_made") == case
    with pytest.raises(Trouble, match="made of it already"):
        dilys.workplaces.open_case(child)


def test_the_letter_of_advice_names_a_child_by_first_name_and_age_alone(
    dilys: Casebook, sweep: str, tmp_path: Path
) -> None:
    council = {"name": "Fenmarch County Council", "la_number": "999", "service": "Attendance",
               "service_phone": "01632 960100"}  # fmt: skip
    dilys.records.new("council", council, home=dilys.me.register)
    visit = entered(dilys, sweep)
    with pytest.raises(Trouble, match="Nothing was found"):
        dilys.workplaces.advice_letter(visit)
    child, _ = dilys.workplaces.add_child(
        visit, IGNATIUS | {"address": "1 Quay Row", "parent_name": "Ida Vell"}
    )
    dilys.workplaces.add_shift(child, {"started_at": "16:00", "finished_at": "19:40", "rests": "None"})
    dilys.workplaces.add_child(visit, LEOPOLD)
    dilys.records.correct(visit, {"next_steps": ["permit"], "permit_by": "3 12 2026"})
    letter = dilys.workplaces.advice_letter(visit)
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(letter.pdf)).pages).split())
    for wanted in (
        "Fenmarch County Council", "Dear Mr Tolliver,", "Ignatius, aged 14", "Works after 19:00",
        "Finished at 19:40.", "Children and Young Persons Act 1933 s.18(1)(d)", "by 3 December 2026",
        "01632 960100", "19 November 2026", "A child may not work after 7 in the evening.",
    ):  # fmt: skip
        assert wanted in said
    for kept_back in ("Vell", "Quay Row", "3 March", "2012", "Larkspur", "Leopold", "[V]"):
        assert kept_back not in said
    assert dilys.workplaces.advice_letter(visit).pdf == letter.pdf
    dilys.paper.export(letter, tmp_path / letter.file_name, recipient="Mr Tolliver", reason="Advice")
    with dilys.notebook.reading() as book:
        assert [one.parent for one in records.listed(book, kinds=["release"])] == [visit]
