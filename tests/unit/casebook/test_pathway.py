"""The legal pathway at the desk: cases 11 and 12, the gates at every door, each parent a way of their own."""

from __future__ import annotations

from datetime import date

import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.parents import law_enforcement, lorcan, perdita

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.legal.alarms import LegalAlarms
from fieldkit.errors import Trouble
from fieldkit.store import records

WHY = {"decision_reason": "Support was offered twice and not taken up"}
IMPROVE = {
    "improve_from": "17 11 2026", "improve_to": "14 12 2026", "sufficient": "No unauthorised absence at all",
    "support_tried": "A family worker since October", "absence_said": "14 unauthorised sessions of 100",
}  # fmt: skip
ESO = ("not-applied", "The family works with us; an order would add nothing")


def test_case_11_an_open_blocker_bars_every_sanction_and_the_contract_goes_on(
    casebook: Casebook, clock: Clock
) -> None:
    family = perdita(casebook, clock)
    law_enforcement(casebook, family.case)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    standing = {one.tier: one for one in casebook.pathway.measures(action)}
    assert [tier for tier, one in standing.items() if one.standing == "offered"] == [
        "support", "eso", "contract", "no-further-action"
    ]  # fmt: skip
    assert "until Mon 4 Jan 2027" in standing["penalty-notice"].why
    page = casebook.pathway.page(action)
    assert [one.rule for one in page.blockers] == ["REF-05"]
    blocked = next(act for act in page.others if act.name == "penalty-notice").blocked
    assert blocked.startswith("REF-05")
    with pytest.raises(Trouble, match="REF-05 bars this"):
        casebook.pathway.decide(action, {"tier": "penalty-notice", **WHY})
    with pytest.raises(Trouble, match="REF-05"):
        casebook.records.correct(action, {"tier": "sjp"})
    with pytest.raises(Trouble, match="REF-05"):
        casebook.pathway.issue(action, "penalty-notice")
    casebook.pathway.issue(action, "notice-to-improve", IMPROVE)
    casebook.pathway.decide(action, {"tier": "contract", **WHY})
    assert casebook.held(action).state == "decided"


def test_case_11_ruth_pays_a_flat_160_and_dev_may_pay_80(casebook: Casebook, clock: Clock) -> None:
    family = perdita(casebook, clock)
    law_enforcement(casebook, family.case)
    ruth, _ = casebook.pathway.consider(family.case, family.mother)
    dev, _ = casebook.pathway.consider(family.case, family.father)
    clock.set("2027-01-04 10:00")
    assert casebook.pathway.amounts(ruth) == (160, None)
    assert casebook.pathway.amounts(dev) == (160, 80)
    second, _ = casebook.pathway.issue(ruth, "penalty-notice", {"change_expected": "yes"})
    first, _ = casebook.pathway.issue(dev, "penalty-notice")
    casebook.pathway.received(second, "6 1 2027")
    casebook.pathway.received(first, "6 1 2027")
    (of_ruth,) = casebook.pathway.page(ruth).notices
    (of_dev,) = casebook.pathway.page(dev).notices
    assert (of_ruth.amounts, of_ruth.reduced_by, of_ruth.pay_by) == (
        "£160 within 28 days", None, date(2027, 2, 2)
    )  # fmt: skip
    assert (of_dev.amounts, of_dev.reduced_by, of_dev.pay_by) == (
        "£160 within 28 days, £80 if within 21 days", date(2027, 1, 26), date(2027, 2, 2)
    )  # fmt: skip
    said = {one.rule: one.verdict for one in casebook.pathway.findings(ruth)}
    assert said["NF-06"] == "pass"
    assert (said["NF-10"], said["NF-11"]) == ("pass", "pass")
    assert said["NF-09"] == "fail"
    assert "NF-05" not in said


def test_there_is_no_third_notice_in_three_years(casebook: Casebook, clock: Clock) -> None:
    family = perdita(casebook, clock)
    law_enforcement(casebook, family.case)
    clock.set("2027-01-04 10:00")
    action, _ = casebook.pathway.consider(family.case, family.mother)
    notice, _ = casebook.pathway.issue(action, "penalty-notice")
    with pytest.raises(Trouble, match="NF-07 bars this"):
        casebook.pathway.issue(action, "penalty-notice")
    casebook.pathway.withdraw_notice(notice, "5 1 2027", "Issued to the wrong address")
    assert casebook.pathway.amounts(action) == (160, None)
    clock.set("2028-01-11 10:00")
    assert casebook.pathway.amounts(action) == (160, 80)


def test_a_notice_under_section_105_is_counted_apart(casebook: Casebook, clock: Clock) -> None:
    family = perdita(casebook, clock)
    law_enforcement(casebook, family.case)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    casebook.pathway.issue(action, "penalty-notice-s105")
    assert casebook.pathway.amounts(action, "penalty-notice-s105") == (120, 60)
    assert casebook.pathway.amounts(action) == (160, None)


def test_a_notice_is_issued_by_the_desk_alone_and_stays(casebook: Casebook, clock: Clock) -> None:
    family = perdita(casebook, clock)
    law_enforcement(casebook, family.case)
    clock.set("2027-01-04 10:00")
    action, _ = casebook.pathway.consider(family.case, family.mother)
    typed = {"notice_kind": "penalty-notice", "person": family.mother, "child": family.child,
             "issued_on": "4 1 2027"}  # fmt: skip
    with pytest.raises(Trouble, match="amounts of a penalty notice are worked out"):
        casebook.records.new("notice", typed, parent=family.case)
    notice, _ = casebook.pathway.issue(action, "penalty-notice")
    with pytest.raises(Trouble, match="stays as it is"):
        casebook.records.correct(notice, {"issued_on": "3 1 2027"})
    with pytest.raises(Trouble, match="stays on record"):
        casebook.records.withdraw(notice, "A slip")


@pytest.mark.parametrize(
    ("until", "enough"), [("5 12 2026", "All"), ("30 12 2026", "All"), ("14 12 2026", "")]
)
def test_a_notice_to_improve_runs_three_to_six_weeks_and_says_what_is_enough(
    casebook: Casebook, clock: Clock, until: str, enough: str
) -> None:
    family = perdita(casebook, clock)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    with pytest.raises(Problems, match="NF-04"):
        casebook.pathway.issue(
            action, "notice-to-improve", IMPROVE | {"improve_to": until, "sufficient": enough}
        )


def test_each_parent_has_one_way_of_their_own(casebook: Casebook, clock: Clock) -> None:
    family = perdita(casebook, clock)
    ruth, _ = casebook.pathway.consider(family.case, family.mother)
    dev, _ = casebook.pathway.consider(family.case, family.father)
    with pytest.raises(Trouble, match="Ruth Cole-Anning has a legal action in this case already"):
        casebook.pathway.consider(family.case, family.mother)
    aunt, _ = casebook.records.new("person", {"surname": "Quill"}, parent=family.case)
    with pytest.raises(Problems, match="PAR-01"):
        casebook.pathway.consider(family.case, aunt)
    casebook.pathway.defend(ruth, "D1", {"raised": "yes", "evidence": "A letter of the surgery"})
    assert [one.raised for one in casebook.pathway.page(ruth).defences][:1] == ["yes"]
    assert not any(one.asked for one in casebook.pathway.page(dev).defences)
    assert [(row.parent, row.raised) for row in casebook.pathway.list(family.case)] == [
        ("Ruth Cole-Anning", 1), ("Dev Anning", 0)
    ]  # fmt: skip


def test_case_12_the_two_dates_and_the_alarms(casebook: Casebook, clock: Clock) -> None:
    family = lorcan(casebook, clock)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    clock.set("2026-11-20 09:12")
    due = casebook.pathway.page(action).deadline
    assert due is not None
    assert (due.cautious, due.outer) == (date(2027, 3, 3), date(2027, 5, 13))
    assert (due.left, due.left_outer, due.alarm) == (103, 174, 0)
    assert [(one.weeks, one.day) for one in due.alarms] == [
        (8, date(2027, 1, 6)), (4, date(2027, 2, 3)), (2, date(2027, 2, 17)), (1, date(2027, 2, 24))
    ]  # fmt: skip
    clock.set("2027-02-17 00:05")
    due = casebook.pathway.page(action).deadline
    assert due is not None
    assert (due.left, due.alarm) == (14, 2)


def decided(casebook: Casebook, clock: Clock, tier: str = "open-court") -> str:
    family = lorcan(casebook, clock)
    law_enforcement(casebook, family.case)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    casebook.pathway.decide(action, {"tier": tier, **WHY})
    return action


def test_no_charge_before_an_order_is_considered(casebook: Casebook, clock: Clock) -> None:
    action = decided(casebook, clock)
    clock.set("2026-11-20 09:00")
    typed = {"offence": "s444-1a", "laid_on": "20 11 2026"}
    with pytest.raises(Problems, match="supervision order"):
        casebook.pathway.charge(action, typed)
    with pytest.raises(Problems, match="supervision order"):
        casebook.records.correct(action, typed)
    assert "supervision order" in casebook.pathway.page(action).act.blocked
    casebook.pathway.consider_eso(action, *ESO)
    casebook.pathway.charge(action, typed)
    assert casebook.held(action).state == "proceedings"
    with pytest.raises(Trouble, match="cannot change once proceedings have begun"):
        casebook.records.correct(action, {"tier": "sjp"})
    with pytest.raises(Trouble, match="stays on record"):
        casebook.records.withdraw(action, "A slip")


def test_no_charge_out_of_time_and_between_the_dates_legal_is_asked(casebook: Casebook, clock: Clock) -> None:
    action = decided(casebook, clock)
    casebook.pathway.consider_eso(action, *ESO)
    typed = {"offence": "s444-1a"}
    with pytest.raises(Problems, match="once it has come"):
        casebook.pathway.charge(action, typed | {"laid_on": "20 11 2026"})
    with pytest.raises(Problems, match="before the period began"):
        casebook.pathway.charge(action, typed | {"laid_on": "2 9 2026"})
    casebook.records.correct(action, typed)
    clock.set("2027-05-14 09:00")
    assert casebook.pathway.page(action).act.blocked.startswith("LIM-01 bars this")
    for laid in ("", "14 5 2027"):
        with pytest.raises(Trouble, match="LIM-01 bars this"):
            casebook.pathway.charge(action, typed | {"laid_on": laid})
    with pytest.raises(Trouble, match="LIM-01 bars this"):
        casebook.records.correct(action, typed | {"laid_on": "14 5 2027", "legal_word": "Go on"})
    clock.set("2027-05-13 09:00")
    with pytest.raises(Problems, match="legal decides which governs"):
        casebook.pathway.charge(action, typed)
    casebook.pathway.charge(action, typed | {"legal_word": "P. Lomax, solicitor: the last day governs"})
    assert casebook.held(action).value("laid_on") == "2027-05-13"


def test_what_runs_out_is_on_the_first_page_and_beside_the_notice(casebook: Casebook, clock: Clock) -> None:
    action = decided(casebook, clock)
    casebook.pathway.issue(action, "notice-to-improve", IMPROVE)
    (notice,) = casebook.pathway.page(action).notices
    assert notice.clock == "107 days to the cautious date, 3 March 2027"
    assert casebook.day.dates() == []
    clock.set("2027-02-17 08:00")
    (told,) = casebook.day.dates()
    assert (told.record, told.days, told.who) == (action, 14, "Agnieszka Ebbage")
    assert told.what == "Lay the charge: under 2 weeks to the cautious date"
    clock.set("2027-03-04 08:00")
    assert "outer date 13 May 2027: ask legal" in casebook.day.dates()[0].what


def test_a_courts_direction_is_answered_within_eight_weeks(casebook: Casebook, clock: Clock) -> None:
    action = decided(casebook, clock)
    casebook.pathway.consider_eso(action, *ESO)
    casebook.pathway.charge(action, {"offence": "s444-1a"})
    casebook.pathway.result(
        action,
        {"result": "convicted", "result_on": "16 11 2026", "orders": ["eso-directed"],
         "eso_directed_on": "16 11 2026"},
    )  # fmt: skip
    told = casebook.pathway.page(action).direction
    assert told is not None
    assert (told.due, told.left) == (date(2027, 1, 11), 56)
    assert [(one.rule, one.left) for one in casebook.day.beside(LegalAlarms).coming()] == [("s.447", 56)]
    casebook.records.correct(action, {"eso_answered_on": "20 12 2026"})
    assert casebook.day.dates() == []


def test_the_single_justice_takes_no_offence_that_can_end_in_prison(casebook: Casebook, clock: Clock) -> None:
    action = decided(casebook, clock, "sjp")
    casebook.pathway.consider_eso(action, *ESO)
    with pytest.raises(Trouble, match="cannot end in prison"):
        casebook.pathway.charge(action, {"offence": "s444-1a"})
    with pytest.raises(Trouble, match="cannot end in prison"):
        casebook.records.correct(action, {"offence": "s444-1a"})
    casebook.pathway.charge(action, {"offence": "s444-1"})
    heard = {"court": "Fenmarch", "listed_for": "20 1 2027 10:00", "hearing_kind": "sjp"}
    casebook.records.new("hearing", heard, parent=action)


def test_no_prosecution_while_the_notice_may_still_be_paid(casebook: Casebook, clock: Clock) -> None:
    family = perdita(casebook, clock, eha="")
    law_enforcement(casebook, family.case)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    clock.set("2026-11-23 09:00")
    notice, _ = casebook.pathway.issue(action, "penalty-notice")
    casebook.pathway.decide(action, {"tier": "sjp", **WHY})
    casebook.pathway.consider_eso(action, *ESO)
    with pytest.raises(Trouble, match="NF-09 bars this"):
        casebook.pathway.charge(action, {"offence": "s444-1"})
    casebook.pathway.received(notice, "25 11 2026")
    clock.set("2026-12-22 23:00")
    with pytest.raises(Trouble, match="it may be paid until Tue 22 Dec 2026"):
        casebook.pathway.charge(action, {"offence": "s444-1"})
    clock.set("2026-12-23 09:00")
    casebook.pathway.charge(action, {"offence": "s444-1"})


def test_what_a_notice_waits_for_comes_next(casebook: Casebook, clock: Clock) -> None:
    family = perdita(casebook, clock, eha="")
    law_enforcement(casebook, family.case)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    clock.set("2026-11-23 09:00")
    casebook.pathway.decide(action, {"tier": "penalty-notice", **WHY})
    assert casebook.pathway.page(action).act.name == "penalty-notice"
    notice, _ = casebook.pathway.issue(action, "penalty-notice")
    act = casebook.pathway.page(action).act
    assert (act.name, act.record) == ("received", notice)
    casebook.pathway.received(notice, "25 11 2026")
    assert casebook.pathway.page(action).act.name == "paid"
    clock.set("2026-12-23 09:00")
    act = casebook.pathway.page(action).act
    assert (act.name, act.record) == ("measure", action)
    casebook.pathway.paid(notice, "20 12 2026")
    assert casebook.pathway.page(action).act.name == "no_further_action"


def test_a_paid_notice_ends_the_matter_for_its_period(casebook: Casebook, clock: Clock) -> None:
    family = perdita(casebook, clock, eha="")
    law_enforcement(casebook, family.case)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    notice, _ = casebook.pathway.issue(action, "penalty-notice")
    casebook.pathway.received(notice, "17 11 2026")
    casebook.pathway.paid(notice, "20 11 2026")
    clock.set("2027-01-20 09:00")
    casebook.pathway.decide(action, {"tier": "sjp", **WHY})
    casebook.pathway.consider_eso(action, *ESO)
    with pytest.raises(Trouble, match="Paid in time: no prosecution"):
        casebook.pathway.charge(action, {"offence": "s444-1"})
    casebook.pathway.no_further_action(action, "Paid in time")
    page = casebook.pathway.page(action)
    assert (page.act.name, page.state_words, page.notices[0].state) == ("", "No further action", "paid")


def test_nothing_is_decided_outside_law_enforcement(casebook: Casebook, clock: Clock) -> None:
    family = lorcan(casebook, clock)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    assert casebook.pathway.page(action).act.name == "regime"
    with pytest.raises(Trouble, match="law enforcement"):
        casebook.pathway.decide(action, {"tier": "open-court", **WHY})


def test_the_order_of_measures_is_kept(casebook: Casebook, clock: Clock) -> None:
    family = lorcan(casebook, clock)
    law_enforcement(casebook, family.case)
    action, _ = casebook.pathway.consider(family.case, family.mother)
    standing = {one.tier: one.standing for one in casebook.pathway.measures(action) if one.number}
    assert standing == {"penalty-notice": "forbidden", "sjp": "offered", "open-court": "offered"}
    with pytest.raises(Trouble, match="REF-10"):
        casebook.pathway.issue(action, "penalty-notice")


def test_points_and_defences_of_the_offence(casebook: Casebook, clock: Clock) -> None:
    action = decided(casebook, clock)
    page = casebook.pathway.page(action)
    assert [point.code for point in page.points] == [
        "parent", "school-age", "registered", "not-regular", "knew", "failed-to-cause"
    ]  # fmt: skip
    assert [line.code for line in page.defences] == ["D1", "D2", "D3", "D4", "D5", "D6", "D7"]
    assert page.court.startswith("Open court")
    statement, _ = casebook.records.new(
        "statement",
        {"maker": "Rowan Quillon", "age_note": "Over 18", "occupation": "AIO", "paragraphs": "I say so."},
        parent=casebook.held(action).home,
    )
    line, _ = casebook.pathway.prove(action, "parent", {"proved_by": statement, "where": "Paragraph 2"})
    again, _ = casebook.pathway.prove(action, "parent", {"where": "Paragraph 3"})
    assert line == again
    first = casebook.pathway.page(action).points[0]
    assert (first.proved_by, first.where, first.page) == ("Statement of Rowan Quillon", "Paragraph 3", 0)
    with pytest.raises(Trouble, match="recorded already"):
        casebook.records.new("proof", {"proved_by": statement}, parent=action, machine={"point": "parent"})


def test_a_result_with_its_orders(casebook: Casebook, clock: Clock) -> None:
    action = decided(casebook, clock)
    casebook.pathway.consider_eso(action, *ESO)
    casebook.pathway.charge(action, {"offence": "s444-1a"})
    casebook.pathway.result(
        action,
        {"result": "convicted", "result_on": "10 2 2027", "fine": "440", "costs_ordered": "150",
         "orders": ["parenting-order"]},
    )  # fmt: skip
    page = casebook.pathway.page(action)
    assert page.result_words == "Convicted, 10 February 2027, fine £440, costs £150"
    assert page.orders == ("Parenting order",)
    mother = page.person
    ties = casebook.categories.ties(page.held.home)
    assert [tie.text("data_subject") for tie in ties if tie.text("person") == mother] == ["convicted"]
    casebook.pathway.close(action)
    with casebook.notebook.reading() as book:
        assert records.listed(book, kinds=["legal-action"])[0].state == "closed"
