"""A sweep at the desk: planned, approved by somebody else, live only as SWP-20 lets it, closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.unit.casebook.conftest import DILYS, OMAR, PETRA, Clock
from tests.unit.casebook.sweeping import DESIGNATED, PLAN, exchange, live, schools, submitted

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Casebook]


@pytest.fixture(autouse=True)
def on_the_eve(clock: Clock) -> None:
    clock.set("2026-11-18 15:00")


def test_a_plan_gets_a_reference_of_its_own_and_says_what_is_missing(casebook: Casebook) -> None:
    first, _ = casebook.operations.plan(PLAN)
    second, _ = casebook.operations.plan(
        {name: PLAN[name] for name in ("sort", "name", "starts_at", "ends_at")}
    )
    told = [casebook.held(one).text("reference") for one in (first, second)]
    assert told == ["SWP-2026-L07-001", "SWP-2026-L07-002"]
    work, _ = casebook.operations.plan(PLAN | {"sort": "employment"})
    assert casebook.held(work).text("reference") == "EMP-2026-L07-003"
    with pytest.raises(Problems, match="Say who goes with whom"):
        casebook.operations.submit(second)
    casebook.operations.pair(second, DESIGNATED)
    with pytest.raises(Problems, match="What is it for"):
        casebook.operations.submit(second)
    act = casebook.operations.next_act(second)
    assert act.label == "Submit for approval"
    assert act.blocked.startswith("Answer: Why, Where")
    assert casebook.operations.by_reference("swp-2026-l07-001").record == first


def test_the_schools_closed_that_day_are_worked_out_and_written_down(casebook: Casebook) -> None:
    schools(casebook)
    casebook.schools.add_school({"name": "The Osier School", "school_urn": "999004"})
    sweep = submitted(casebook)
    page = casebook.operations.open(sweep)
    assert [(one.name, one.why) for one in page.closed_schools] == [("Mereham Primary", "INSET")]
    assert (
        page.held.text("closed_schools")
        == "Mereham Primary: INSET\nThe Osier School: no calendar for that day"
    )
    assert [(row.police, row.removes, row.mine) for row in page.pairings] == [("PCSO 7714 Kemp", True, True)]


def test_a_sweep_from_plan_to_return(casebook_of: Of, clock: Clock) -> None:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = live(dilys, petra, clock)
    page = dilys.operations.open(sweep)
    assert page.approval_words == "Approved by Petra Ashlock, on condition: Hi-vis at all times"
    assert [one.name for one in (page.act, *page.others)] == ["stop", "stand-down"]
    assert {one.rule: one.verdict for one in page.findings}["SWP-20"] == "pass"
    dilys.operations.stand_down(sweep)
    with pytest.raises(Problems, match="police hours"):
        dilys.operations.debrief(sweep, {"went_well": "Calm"})
    dilys.operations.debrief(sweep, {"police_hours": "3 h", "went_well": "Calm", "lessons": "Start at nine"})
    dilys.operations.close(sweep)
    dilys.operations.return_sent(sweep)
    held = dilys.held(sweep)
    assert (held.state, held.value("police_hours")) == ("return_sent", 180)
    pressed = ("briefed_at", "went_live_at", "stood_down_at", "closed_at")
    assert all(held.text(name) for name in pressed)
    row = dilys.operations.list()[0]
    assert (row.reference, row.state_words, row.starts) == ("SWP-2026-L07-001", "Return sent", "09:30")


def test_without_approval_a_sweep_never_goes_live(casebook_of: Of, clock: Clock) -> None:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = submitted(dilys)
    with pytest.raises(Trouble, match="cannot go from"):
        dilys.operations.go_live(sweep)
    with pytest.raises(Trouble, match="manager decides this with a signature"):
        dilys.records.move(sweep, "approved")
    with pytest.raises(Trouble, match="Only a manager"):
        dilys.approvals.decide(sweep, "approve")
    exchange(dilys, petra)
    assert [(one.record, one.about, one.own) for one in petra.approvals.waiting()] == [
        (sweep, "Truancy sweep", False)
    ]
    with pytest.raises(Trouble, match="Say why"):
        petra.approvals.decide(sweep, "return")
    petra.approvals.decide(sweep, "return", {"reason": "Name the streets"})
    exchange(petra, dilys)
    assert dilys.held(sweep).state == "returned"
    assert "Name the streets" in dilys.operations.open(sweep).approval_words
    dilys.operations.submit(sweep)
    exchange(dilys, petra)
    petra.approvals.decide(sweep, "approve")
    assert petra.approvals.waiting() == []
    exchange(petra, dilys)
    dilys.operations.brief(sweep)
    dilys.operations.go_live(sweep)
    assert dilys.held(sweep).state == "live"


@pytest.mark.parametrize(
    ("change", "falls"),
    [({"streets": "Harbour Street"}, True), ({"media_line": "No comment"}, True)],
)
def test_a_plan_that_is_changed_needs_a_new_approval(
    casebook_of: Of, clock: Clock, change: dict[str, str], falls: bool
) -> None:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = _approved(dilys, petra)
    dilys.records.correct(sweep, change)
    assert bool(dilys.approvals.why_not(sweep)) is falls
    with pytest.raises(Trouble, match="changed after it was approved"):
        dilys.operations.go_live(_briefed(dilys, sweep))
    exchange(dilys, petra)
    assert [one.record for one in petra.approvals.waiting()] == [sweep]
    petra.approvals.decide(sweep, "approve")
    exchange(petra, dilys)
    dilys.operations.go_live(sweep)


def test_the_power_of_a_pair_is_approved_and_its_constable_may_change(casebook_of: Of) -> None:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = _approved(dilys, petra)
    pairing = dilys.operations.open(sweep).pairings[0].pairing
    dilys.operations.correct_pairing(pairing, {"police_name": "Osei", "collar_no": "7720"})
    assert dilys.approvals.why_not(sweep) == ""
    dilys.operations.correct_pairing(pairing, {"police_power": "constable"})
    assert "changed after it was approved" in dilys.approvals.why_not(sweep)


def test_a_pair_added_after_the_approval_undoes_it_and_one_taken_out_does_not(casebook_of: Of) -> None:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = _approved(dilys, petra)
    pairing = dilys.operations.open(sweep).pairings[0].pairing
    dilys.operations.unpair(pairing, "Ill")
    assert dilys.approvals.why_not(sweep) == ""
    dilys.operations.pair(sweep, DESIGNATED | {"officer": "o-omar Omar Teasel"})
    assert "changed after it was approved" in dilys.approvals.why_not(sweep)


def test_nobody_approves_what_they_wrote_not_even_one_pair_or_on_another_laptop(casebook_of: Of) -> None:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = submitted(dilys)
    exchange(dilys, petra)
    petra.operations.pair(sweep, DESIGNATED | {"officer": "o-omar Omar Teasel"})
    with pytest.raises(Trouble, match="Someone else must approve"):
        petra.approvals.decide(sweep, "approve")
    assert [one.own for one in petra.approvals.waiting()] == [True]


def test_the_same_manager_at_two_laptops_is_one_author(casebook_of: Of) -> None:
    both = replace(OMAR, officer="o-omar", roles=("MGR",))
    first = casebook_of(both)
    other = casebook_of(replace(PETRA, roles=("MGR",)))
    sweep = submitted(first)
    exchange(first, other)
    with other.notebook.writing() as book:
        _hold_as(book, other, both)
    with pytest.raises(Trouble, match="Someone else must approve"):
        other.approvals.decide(sweep, "approve")


def test_an_approval_runs_out(casebook_of: Of, clock: Clock) -> None:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = _approved(dilys, petra, until="18 11 2026")
    clock.set("2026-11-19 09:31")
    with pytest.raises(Trouble, match="run out"):
        dilys.operations.go_live(_briefed(dilys, sweep))


def test_a_sweep_that_is_over_stays_approved_as_on_its_day(casebook_of: Of, clock: Clock) -> None:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = _approved(dilys, petra, until="19 11 2026")
    clock.set("2026-11-19 09:31")
    dilys.operations.go_live(_briefed(dilys, sweep))
    dilys.operations.stand_down(sweep)
    clock.set("2026-11-20 09:00")
    page = dilys.operations.open(sweep)
    assert page.approval is not None
    assert page.approval.holds
    assert page.approval_words == "Approved by Petra Ashlock, until 19 November 2026"
    assert {one.rule: one.verdict for one in page.findings}["SWP-20"] == "pass"


def test_a_direction_that_does_not_cover_the_sweep_keeps_it_closed(casebook_of: Of) -> None:
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    sweep = _approved(dilys, petra, plan={"direction_until": "19 11 2026 11:00"})
    with pytest.raises(Trouble, match="does not cover the time"):
        dilys.operations.go_live(_briefed(dilys, sweep))


def test_a_sweep_is_called_off_with_a_reason(casebook: Casebook) -> None:
    sweep = submitted(casebook)
    with pytest.raises(Trouble, match="Say why"):
        casebook.operations.cancel(sweep, " ")
    casebook.operations.cancel(sweep, "Snow")
    assert casebook.operations.next_act(sweep).name == "open"


def _approved(
    author: Casebook, manager: Casebook, until: str = "", plan: dict[str, str] | None = None
) -> str:
    sweep = submitted(author, **(plan or {}))
    exchange(author, manager)
    manager.approvals.decide(sweep, "approve", {"until": until} if until else {})
    exchange(manager, author)
    return sweep


def _briefed(casebook: Casebook, sweep: str) -> str:
    casebook.operations.brief(sweep)
    return sweep


def _hold_as(book: object, casebook: Casebook, who: Holder) -> None:
    """The certificate of this laptop's key says that it is that officer's too."""
    from fieldkit.keys.certificates import DeviceCertificate
    from fieldkit.store import certificates

    made = DeviceCertificate.for_itself(
        casebook.notebook.vault.signing, "another", who, from_ms=0, to_ms=casebook.now().wall_ms * 2
    )
    certificates.put(book, made)  # type: ignore[arg-type]
