"""The sample caseload tells itself through the desks, and the notebooks agree when it ends."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from fieldkit.demo import (
    caseload,
    corin,
    interview,
    referrals,
    register,
    roll,
    sweep,
    tamsin,
    workplaces,
    wren,
)
from fieldkit.demo.people import DILYS, OMAR, PETRA, ROWAN
from fieldkit.demo.teller import Teller
from fieldkit.errors import Trouble
from fieldkit.rules.finding import Finding
from fieldkit.store import records


def test_the_sample_caseload_and_the_day_of_the_visit(story: Teller) -> None:
    caseload.tell(story)
    me = story.book(DILYS)
    morning = me.day.open()
    assert [(row.child, row.next_act) for row in morning.visits] == [("Corin Halloway", "Read risk flag")]
    assert ("Isolde Quillfeather", "Telephone number") in [(d.title, d.label) for d in morning.disputes]
    mine = [row.reference for row in me.cases.list() if row.reference.startswith("CME")]
    assert mine == ["CME-2026-0101", "CME-2026-0103", "CME-2026-0102"]
    visits = [row.title for row in me.visits.list(case=story.id("tamsin_case"))]
    assert [title.split(":")[0] for title in visits] == ["Home visit 1", "Home visit 2", "Home visit 3"]
    corin.visit(story)
    corin.lock(story)
    told = me.cases.chronology(story.id("corin_case"))
    assert told[0].title == "Home visit 1: child seen and spoken to, not in education" or told[1].locked
    page = me.pages.show(story.id("visit"))
    assert page.sealed_by == "Dilys Farthing"
    left = next(row for row in page.rows if row.field == "departed_at")
    assert (left.corrections[0].why, left.words[-5:]) == ("read from the timer", "11:21")
    story.meet()
    states = []
    for who in (DILYS, OMAR, PETRA):
        with story.book(who).notebook.reading() as book:
            held = records.listed(book, home=story.id("corin_case"), withdrawn=True, order="made_ms")
        states.append([(item.record, item.folded) for item in held])
    assert states[0] == states[1] == states[2]


def test_the_sweep_of_two_pairs_comes_to_the_same_figures_on_every_laptop(story: Teller) -> None:
    register.tell(story)
    story.meet()
    sweep.tell(story)
    desks = [story.book(who) for who in (ROWAN, DILYS, PETRA)]
    tallies = [desk.stops.tally(story.id("sweep")) for desk in desks]
    assert tallies[0] == tallies[1] == tallies[2]
    headline = [(figure.label, figure.value) for figure in tallies[0].headline]
    assert [value for _, value in headline] == [18, 10, 1]
    numbers = [row.number for row in desks[0].stops.list(story.id("sweep"))]
    assert len(set(numbers)) == 18
    assert desks[2].operations.open(story.id("sweep")).held.state == "debriefed"


def test_cases_five_to_seven_have_the_findings_of_the_table(story: Teller) -> None:
    register.tell(story)
    story.meet()
    sweep.tell(story)
    stops = story.book(ROWAN).stops
    said = {
        who: {finding.rule: str(finding.verdict) for finding in stops.findings(story.id(who))}
        for who in ("odessa", "caspian", "fenella")
    }
    assert said["odessa"]["SWP-04"] == "fail"
    assert said["odessa"]["SWP-08"] == "pass"
    assert said["caspian"]["SWP-06"] == "pass"
    assert said["fenella"]["SWP-08"] == "pass"
    opened = stops.open(story.id("odessa"))
    allowed = stops.page(opened, opened.typed).allowed
    assert "7714" in allowed["removed-to-school"]
    assert not allowed["advice"]


def test_cases_eight_to_ten_have_the_findings_of_the_table(story: Teller) -> None:
    register.tell(story)
    story.meet()
    workplaces.tell(story)
    desk = story.book(ROWAN).workplaces
    failed = {
        who: [found.rule for found in desk.findings_of(story.id(who)) if found.verdict == "fail"]
        for who in ("ignatius", "briony", "sorrel", "leopold")
    }
    assert failed["ignatius"] == ["EMP-04", "EMP-06", "EMP-07", "EMP-13", "EMP-14", "EMP-15"]
    assert failed["briony"] == ["EMP-03"]
    assert failed["sorrel"] == ["EMP-09", "EMP-11"]
    assert [found.rule for found in desk.findings_of(story.id("leopold"))] == ["EMP-00"]
    assert all(
        story.book(PETRA).held(story.id(visit)).locked for visit in ("cafe", "newsagent", "supermarket")
    )


def verdicts(found: Iterable[Finding]) -> dict[str, str]:
    return {one.rule: one.verdict.value for one in found}


def facts(found: Iterable[Finding], rule: str) -> dict[str, str]:
    return dict(next(one.facts for one in found if one.rule == rule))


def test_the_rolls_of_cases_one_three_and_four_have_the_findings_of_the_table(story: Teller) -> None:
    register.tell(story)
    story.meet()
    tamsin.tell(story)
    roll.tamsin(story)
    wren.tell(story)
    roll.wren(story)
    roll.jasper(story)
    story.at("2026-11-20 08:47")
    me = story.book(DILYS)
    tracing = me.registers.findings(story.id("tamsin_case"))
    assert facts(tracing, "CME-06")["first day"] == "Mon 12 Oct 2026"
    assert (facts(tracing, "CME-06")["school days"], facts(tracing, "CME-06")["coded otherwise"]) == (
        "20",
        "0",
    )
    assert (verdicts(tracing)["CME-06"], verdicts(tracing)["CME-03"]) == ("fail", "pass")
    days = me.findings.dates(story.id("tamsin_case"))
    assert (days.tenth_school_day, days.twentieth_school_day) == (date(2026, 10, 23), date(2026, 11, 13))
    assert [row.corrected for row in me.registers.reading(story.id("tamsin_case")).extracts] == [False, True]
    moved = verdicts(me.findings.of_case(story.id("wren_case")))
    assert (moved["CME-02"], moved["CME-05"], moved["CME-20"]) == ("pass", "pass", "pass")
    deletion = story.id("jasper_deletion")
    says = [one.says for one in me.findings.of_roll(deletion) if one.rule == "CME-05"]
    assert says == ["Ground F is not met before Mon 30 Nov 2026 has passed."]
    history = {row.field: row.corrections for row in me.pages.show(deletion).rows}
    assert [told.words for told in history["notice_written"]] == ["No"]
    story.at("2026-12-01 09:00")
    story.correct(DILYS, "jasper_deletion", {"written_on": "1 12 2026"}, "The school says so")
    assert verdicts(me.findings.of_roll(deletion))["CME-05"] == "pass"


def test_case_eleven_is_barred_by_early_help_and_each_parent_stands_alone(story: Teller) -> None:
    register.tell(story)
    story.meet()
    referrals.tell(story)
    story.at("2026-11-20 09:00")
    desk, referral = story.book(ROWAN), story.id("perdita_referral")
    page = desk.legal_referrals.open(referral)
    found = desk.legal_referrals.findings(referral)
    assert [one.rule for one in found if one.verdict == "fail"] == ["REF-05"]
    assert facts(found, "NF-01")["counted"] == "14"
    codes = {one.code: one.sessions for one in desk.registers.reading(story.id("perdita_case")).by_code}
    assert (codes["O"], codes["U"], codes["G"]) == (9, 3, 2)
    assert facts(found, "REF-05")["early help assessment"] == "Mon 12 Oct 2026"
    assert facts(found, "REF-05")["open until"] == "Mon 4 Jan 2027"
    parents = {parent.name: {one.rule: one.says for one in parent.findings} for parent in page.parents}
    assert parents["Ruth Cole-Anning"]["NF-06"] == "£160 within 28 days."
    assert parents["Dev Anning"]["NF-05"] == "£160 within 28 days, £80 if within 21 days."
    assert all(told["REF-10"] == "The order of measures is kept." for told in parents.values())
    with pytest.raises(Trouble):
        desk.legal_referrals.accept(referral, "Ten in ten.")
    ruth, _ = desk.pathway.consider(story.id("perdita_case"), story.id("ruth"))
    standing = {measure.tier: measure.standing_words for measure in desk.pathway.page(ruth).measures}
    assert (standing["penalty-notice"], standing["contract"]) == ("Barred", "Offered")


def test_case_twelve_and_its_variant_have_the_figures_of_the_table(story: Teller) -> None:
    register.tell(story)
    story.meet()
    referrals.tell(story)
    referrals.decide(story)
    story.at("2026-11-20 09:00")
    desk, referral = story.book(ROWAN).legal_referrals, story.id("referral")
    found = desk.findings(referral)
    # Of the father nothing went before, and his status is not evidenced: each parent stands alone (PAR-02).
    assert [one.rule for one in found if one.verdict == "fail"] == ["REF-10"]
    assert facts(found, "REF-02")["school weeks"] == "10"
    told = facts(found, "REF-03")
    assert (told["possible"], told["absent"], told["unauthorised"], told["of these n"]) == (
        "94",
        "58",
        "41",
        "0",
    )
    parents = {parent.name: verdicts(parent.findings) for parent in desk.open(referral).parents}
    assert (parents["Agnieszka Ebbage"]["REF-10"], parents["Agnieszka Ebbage"]["REF-11"]) == ("pass", "pass")
    assert parents["Piotr Ebbage"]["REF-11"] == "cannot_tell"
    assert story.book(ROWAN).held(referral).state == "investigation"
    assert "REF-01" in story.book(ROWAN).held(referral).value("returned_because")
    first = story.book(ROWAN).registers.reading(story.id("lorcan_case")).extracts[-1]
    sent = story.book(ROWAN).held(first.extract)
    assert (first.corrected, [mark for day in sent.value("marks") for mark in day].count("N")) == (True, 2)
    variant = desk.findings(story.id("variant_referral"))
    half = next(one for one in variant if one.rule == "REF-04")
    assert (half.verdict, half.says) == ("fail", "30 of 64 absences unauthorised: more than half is needed.")
    assert facts(variant, "REF-02")["school weeks"] == "11"


def test_case_twelve_has_both_last_days_and_the_superseded_case_is_warned_of(story: Teller) -> None:
    register.tell(story)
    story.meet()
    referrals.tell(story)
    referrals.decide(story)
    desk = story.book(ROWAN)
    action, _ = desk.pathway.consider(story.id("lorcan_case"), story.id("agnieszka"))
    due = desk.pathway.page(action).deadline
    assert due is not None
    assert (due.cautious, due.outer) == (date(2027, 3, 3), date(2027, 5, 13))
    warned = [line for line in desk.hearings.presenter(action).answer("case_law").lines if line.warning]
    assert len(warned) == 1
    assert "Liverpool" in warned[0].words


def test_case_twelve_is_interviewed_and_sealed(story: Teller) -> None:
    register.tell(story)
    story.meet()
    referrals.tell(story)
    referrals.decide(story)
    interview.tell(story)
    page = story.book(PETRA).interviews.page(story.id("interview"))
    assert (page.held.locked, page.held.state) == (True, "refused")
    assert len(page.lines) == 7
