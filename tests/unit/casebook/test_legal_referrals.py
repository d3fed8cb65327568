"""Referrals for legal action at the desk: checked, returned, corrected, accepted into law enforcement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event
from tests.unit.casebook.caseload import schools
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.legal import FORM, imported, long_file, lorcan, lorcans_marks, parent, referred

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.rules.finding import Finding, Verdict


def verdicts(found: tuple[Finding, ...]) -> dict[str, str]:
    return {one.rule: one.verdict.value for one in found}


@pytest.fixture(autouse=True)
def known_schools(casebook: Casebook) -> None:
    schools(casebook)


def test_case_12_is_returned_for_its_n_codes_and_accepted_once_corrected(
    casebook: Casebook, clock: Clock
) -> None:
    referral = referred(casebook, clock, n_codes=2)
    desk, case = casebook.legal_referrals, casebook.held(referral).home
    page = desk.open(referral)
    assert verdicts(page.findings)["REF-01"] == "fail"
    assert page.act.name == "return"
    with pytest.raises(Trouble):
        desk.accept(referral, "Everything else is there")
    desk.return_to_school(referral, "Two sessions still have code N.")
    assert desk.open(referral).returned_because[0] == "REF-01"
    clock.ahead(hours=2)
    imported(casebook, case, lorcans_marks(0), corrects=True)
    desk.receive_again(referral)
    desk.run_checks(referral)
    again = verdicts(desk.open(referral).findings)
    assert [again[f"REF-0{number}"] for number in range(1, 10)] == ["pass"] * 9
    desk.accept(referral, "The evidential and the public interest test are met.")
    assert casebook.held(referral).state == "panel"


def test_eleven_weeks_with_less_than_half_unauthorised_fail(casebook: Casebook, clock: Clock) -> None:
    referral = referred(casebook, clock)
    marks = lorcans_marks(0, ill=28)
    more = [(f"2026-11-{day}", "I", "I") for day in (16, 17, 18)]
    more += [("2026-11-19", "/", "\\"), ("2026-11-20", "/", "\\")]
    clock.set("2026-11-21 09:00")
    found = casebook.registers.examine(
        casebook.held(referral).home, long_file([*marks, *more]).encode(), "r.csv"
    )
    casebook.registers.take_in(casebook.held(referral).home, found, on_bad="leave-out")
    casebook.legal_referrals.correct(referral, {"period_to": "20 11 2026"}, "The school refers a week more")
    found = casebook.legal_referrals.findings(referral)
    again = verdicts(found)
    assert next(one for one in found if one.rule == "REF-04").says.startswith("30 of 64 absences")
    assert (again["REF-02"], again["REF-04"]) == ("pass", "fail")


def test_each_parent_is_looked_at_separately(casebook: Casebook, clock: Clock) -> None:
    parents = {one.name: one for one in casebook.legal_referrals.open(referred(casebook, clock)).parents}
    mother, father = (verdicts(parents[name].findings) for name in ("Agnieszka Ebbage", "Piotr Ebbage"))
    assert (mother["REF-10"], father["REF-10"]) == ("pass", "fail")
    assert (mother["REF-11"], father["REF-11"]) == ("pass", "fail")


def test_an_early_help_assessment_of_six_weeks_bars_a_sanction_but_not_a_contract(
    casebook: Casebook, clock: Clock
) -> None:
    """Case 11: opened 12 October 2026."""
    referral = referred(casebook, clock, eha_submitted_on="12 10 2026")
    desk, case = casebook.legal_referrals, casebook.held(referral).home
    assert [one.rule for one in desk.blockers(case)] == ["REF-05"]
    assert "No sanction" in desk.why_no_sanction(case)
    with pytest.raises(Trouble):
        desk.accept(referral, "The school asks again and again.")
    desk.correct(referral, {"tier_asked": "contract"}, "Agreed with the school")
    desk.accept(referral, "A contract is offered meanwhile.")


def test_a_second_notice_within_three_years_is_a_flat_amount(casebook: Casebook, clock: Clock) -> None:
    """Case 11: Ruth had a notice on 10 January 2025, Dev had none."""
    case = lorcan(casebook, clock)
    ruth = parent(casebook, case, ("Ruth", "Cole-Anning"), "mother", "birth-entry")
    dev = parent(casebook, case, ("Dev", "Anning"), "father", "birth-entry")
    child = str(casebook.cases.open(case).child.record)
    notice = {"sanction_kind": "penalty-notice", "person": ruth, "child": child,
              "issued_on": "10 1 2025", "for_leave": "no"}  # fmt: skip
    casebook.legal_referrals.add_sanction(case, notice)
    referral, _ = casebook.legal_referrals.take_in(case, FORM | {"tier_asked": "penalty-notice"})
    found = {one.person: one.findings for one in casebook.legal_referrals.open(referral).parents}
    assert {"NF-06"} == {one.rule for one in found[ruth] if one.rule in ("NF-05", "NF-06")}
    assert {"NF-05"} == {one.rule for one in found[dev] if one.rule in ("NF-05", "NF-06")}


def test_accepting_moves_the_case_into_law_enforcement_by_an_act_of_its_own(
    casebook: Casebook, clock: Clock
) -> None:
    referral = referred(casebook, clock)
    case = casebook.held(referral).home
    before = {one.record for one in casebook.regimes.gathered(case)}
    casebook.legal_referrals.accept(referral, "Both tests are met.")
    changed = casebook.regimes.changes(case)
    assert [one.text("regime") for one in changed] == ["LEP"]
    assert (changed[0].text("why"), changed[0].text("changed_at")) == (
        "Both tests are met.",
        casebook.now_text(),
    )
    assert casebook.held(case).text("processing_regime") == "LEP"
    assert set(changed[0].value("gathered_before")) == before
    child = str(casebook.cases.open(case).child.record)
    assert casebook.regimes.second_purpose(child)
    note = {"note_kind": "phone-call", "happened_at": "16 11 2026 10:00", "subject": "School"}
    later, _ = casebook.records.new("note", note, parent=case)
    assert not casebook.regimes.second_purpose(later)


def test_the_regime_is_never_an_answer_to_be_corrected(casebook: Casebook, clock: Clock) -> None:
    case = casebook.held(referred(casebook, clock)).home
    with pytest.raises(Trouble):
        casebook.records.correct(case, {"processing_regime": "LEP"}, "A slip")
    with pytest.raises(Problems):
        casebook.regimes.to_enforcement(case, " ")
    casebook.regimes.to_enforcement(case, "An interview is asked for.")
    with pytest.raises(Trouble):
        casebook.regimes.to_enforcement(case, "Again")


def test_the_shell_cannot_accept_or_allocate_past_the_desk(casebook: Casebook, clock: Clock) -> None:
    referral = referred(casebook, clock)
    with pytest.raises(Trouble):
        casebook.records.move(referral, "accepted", "By hand")
    with pytest.raises(Problems):
        casebook.records.move(referral, "returned_to_school")
    casebook.legal_referrals.accept(referral, "Both tests are met.")
    with pytest.raises(Trouble):
        casebook.records.move(referral, "allocated", machine={"allocated_officer": casebook.my_name()})


def test_only_an_attendance_case_takes_a_referral(casebook: Casebook, clock: Clock) -> None:
    clock.set("2026-11-16 09:10")
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "16 11 2026 09:00"}, {"forenames": "A", "surname": "B"}
    )
    with pytest.raises(Trouble):
        casebook.legal_referrals.take_in(case, FORM)


@contextmanager
def queries(casebook: Casebook) -> Iterator[list[str]]:
    """The statements that the notebook is asked meanwhile."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            asked.append(statement)

    engine = casebook.notebook.vault.database.engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def test_two_hundred_referrals_are_checked_in_as_few_queries_as_one(
    casebook: Casebook, clock: Clock, of_many: Callable[[int], None]
) -> None:
    of_many(1)
    with queries(casebook) as one:
        assert len(casebook.legal_referrals.check_all()) == 1
    of_many(199)
    with queries(casebook) as many:
        found = casebook.legal_referrals.check_all()
    assert len(found) == 200
    assert all(verdicts(checks)["REF-03"] == "pass" for checks in found.values())
    assert len(many) == len(one)


@pytest.fixture
def of_many(casebook: Casebook, clock: Clock) -> Callable[[int], None]:
    """Makes referrals with a register, each of a case of its own, in one transaction."""
    from fieldkit.casebook.desk import new_id
    from fieldkit.ledger.chain import Act
    from fieldkit.ledger.fold import STATE
    from fieldkit.ledger.revision import Type

    school = {"id": "999003", "name": "Quayside High"}
    marks = [list(day) for day in lorcans_marks(0)]

    def make(number: int) -> None:
        acts = []
        for _ in range(number):
            case, child = new_id(), new_id()
            for kind, record, fields in (
                ("case", case, {"case_type": "ATT", "child": child, STATE: "received"}),
                ("child", child, {"surname": "Ebbage", "school": school}),
                ("register-extract", new_id(), {"parent": case, "marks": marks}),
                ("referral", new_id(), {"parent": case, STATE: "panel", "school": school,
                                        "period_from": "2026-09-03", "period_to": "2026-11-13"}),
            ):  # fmt: skip
                acts.append(Act(type=Type.EDIT, kind=kind, record=record, home=case, fields=fields))
        casebook.notebook.write(acts, clock())

    return make


def test_findings_put_the_fails_first(casebook: Casebook, clock: Clock) -> None:
    found = casebook.legal_referrals.findings(referred(casebook, clock, n_codes=2))
    order = [Verdict.FAIL, Verdict.CANNOT_TELL, Verdict.PASS]
    assert [order.index(one.verdict) for one in found] == sorted(order.index(one.verdict) for one in found)
