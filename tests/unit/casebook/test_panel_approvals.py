"""Approvals of the Legal Panel that do not count, by hand or as they arrive: nothing opens by them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from tests.unit.casebook.caseload import schools
from tests.unit.casebook.conftest import SEEDS, Clock
from tests.unit.casebook.interviewing import JUNO, PROPOSED, ROWAN
from tests.unit.casebook.legal import PLAN, referred
from tests.unit.casebook.sweeping import exchange

from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.store import certificates

Of = Callable[[Holder], Casebook]
REASON = "Evidence and public interest are there."


@dataclass
class Asked:
    """Something that waits for the panel: its record, the sign-off it needs, what an approval would open."""

    rowan: Casebook
    juno: Casebook
    record: str
    about: str
    forged: str
    opens: Callable[[], Any]

    def signed(self, by: Casebook, **said: Any) -> str:
        """An approval past its desk, as an altered program would write it; received by Rowan."""
        heads = said.pop("heads", list(by.held(self.record).folded.heads))
        typed = {"about": self.about, "decision": "approve", **said}
        made, _ = by.records.new("signoff", typed, parent=self.record, machine={"heads": heads})
        exchange(by, self.rowan)
        return made

    def closed(self, why: str) -> None:
        """It does not count, and what it would open stays closed on both laptops."""
        found = self.rowan.approvals.of(self.record)
        assert found is not None
        assert (found.stands, why in found.why) == (False, True), found.why
        with pytest.raises(Trouble):
            self.opens()


def asked(of: str, casebook_of: Of, clock: Clock, juno: Holder = JUNO, rowan: Holder = ROWAN) -> Asked:
    """Case 12 before the panel: its referral, its plan, or the interview of the mother."""
    clock.set("2026-11-16 08:00")
    officer, panel = casebook_of(rowan), casebook_of(juno)
    schools(officer)
    referral = referred(officer, clock)
    officer.legal_referrals.accept(referral, "Both tests are met.")
    exchange(officer, panel)

    def allocate() -> None:
        exchange(officer, panel)
        panel.panel.allocate(referral, "o-rowan Rowan Quillon")

    if of == "referral":
        return Asked(officer, panel, referral, "legal-panel", "allocated", allocate)
    panel.panel.decide(referral, "approve", REASON)
    allocate()
    exchange(panel, officer)
    if of == "investigation-plan":
        plan, _ = officer.panel.plan(referral, PLAN)
        officer.panel.submit_plan(plan)
        exchange(officer, panel)
        return Asked(officer, panel, plan, of, "checked", lambda: officer.panel.begin_investigation(referral))
    case = officer.held(referral).home
    mother = next(item for item in officer.cases.open(case).relations if item.relationship == "Mother")
    made, _ = officer.interviews.propose(case, PROPOSED | {"person": mother.person})
    officer.interviews.request_panel(made)
    exchange(officer, panel)
    invite = {"invited_how": "letter", "planned_for": "19 11 2026 13:45", "venue": "Library"}
    return Asked(officer, panel, made, "pace-interview", "panel_approved",
                 lambda: officer.interviews.invite(made, invite))  # fmt: skip


@pytest.mark.parametrize("of", ["referral", "investigation-plan", "interview"])
def test_an_approval_that_is_forged_expired_or_about_something_else_opens_nothing(
    of: str, casebook_of: Of, clock: Clock
) -> None:
    here = asked(of, casebook_of, clock)
    here.signed(here.rowan)
    here.closed("not signed by a member of the Legal Panel")
    other = here.rowan.held(here.rowan.held(here.record).home).folded.heads
    here.signed(here.juno, heads=list(other))
    here.closed("about something else")
    clock.ahead(minutes=1)
    changed = here.signed(here.juno, decision="return", reason="Not yet.")
    here.rowan.records.correct(changed, {"decision": "approve"}, "As I see it")
    here.closed("Somebody else changed the sign-off")
    clock.ahead(minutes=1)
    here.signed(here.juno, until="15 11 2026")
    here.closed("run out")
    clock.ahead(minutes=1)
    key = SigningKey(SEEDS[JUNO.officer])
    later = clock().wall_ms + 86_400_000
    mine = DeviceCertificate.for_itself(key, "s-9", JUNO, from_ms=later, to_ms=later + 1)
    here.signed(here.juno)
    with here.rowan.notebook.writing() as book:
        told = certificates.by_key(book, key.public.id)
        certificates.put(book, mine)
    found = here.rowan.approvals.of(here.record)
    assert (found.stands, found.why) == (False, "The certificate of its signer does not hold.")
    with here.rowan.notebook.writing() as book:
        certificates.put(book, told)
    assert here.rowan.approvals.of(here.record).stands
    here.opens()


@pytest.mark.parametrize("of", ["referral", "investigation-plan", "interview"])
def test_a_member_who_asked_for_it_signs_in_vain(of: str, casebook_of: Of, clock: Clock) -> None:
    both = Holder("o-rowan", "Rowan Quillon", "RQ", ("AIO", "PANEL"), "North", "L14")
    here = asked(of, casebook_of, clock, rowan=both)
    for decision in ("approve", "return", "refuse"):
        with pytest.raises(Trouble, match="Someone else must approve"):
            here.rowan.panel.decide(here.record, decision, REASON)
    here.signed(here.rowan)
    here.closed("Nobody may approve their own plan")


@pytest.mark.parametrize("of", ["referral", "investigation-plan", "interview"])
def test_a_state_that_arrives_without_the_panels_signature_opens_nothing(
    of: str, casebook_of: Of, clock: Clock
) -> None:
    here = asked(of, casebook_of, clock)
    held = here.rowan.held(here.record)
    fields = {"@state": here.forged}
    if of == "referral":
        fields["allocated_officer"] = here.rowan.my_name()
    act = Act(type=Type.STATE, kind=held.kind, record=held.record, home=held.home, bases=held.folded.heads,
              fields=fields)  # fmt: skip
    here.rowan.notebook.write([act], clock())
    exchange(here.rowan, here.juno)
    if of != "interview":
        assert [item.record for item in here.juno.panel.queue().items] == [here.record]
    for book in (here.rowan, here.juno):
        assert book.held(here.record).state == here.forged
        go_on = partial(book.panel.plan, here.record, PLAN) if of == "referral" else here.opens
        with pytest.raises(Trouble, match="Legal Panel"):
            go_on()


def test_a_refusal_is_taken_back_by_whoever_signed_it_alone(casebook_of: Of, clock: Clock) -> None:
    here = asked("interview", casebook_of, clock)
    here.signed(here.juno)
    clock.ahead(minutes=1)
    refused = here.signed(here.juno, decision="refuse", reason="Talk to the school first.")
    here.closed("Talk to the school first")
    here.rowan.records.withdraw(refused, "A mistake")
    here.closed("Talk to the school first")
    here.juno.records.withdraw(refused, "I misread the register.")
    exchange(here.juno, here.rowan)
    assert here.rowan.approvals.of(here.record).stands


def test_nothing_of_the_panel_is_reached_by_moving_a_record(casebook_of: Of, clock: Clock) -> None:
    here = asked("referral", casebook_of, clock)
    moves = (("allocated", {"allocated_officer": here.rowan.my_name()}), ("returned_to_school", {}))
    for to, machine in moves:
        with pytest.raises(Trouble):
            here.rowan.records.move(here.record, to, "By hand", machine=machine)
    with pytest.raises(Trouble, match="Only a member of the Legal Panel allocates"):
        here.rowan.records.correct(here.record, {"allocated_officer": "o-rowan Rowan Quillon"})
    with pytest.raises(Trouble, match="once the referral is allocated"):
        here.rowan.records.new("investigation-plan", PLAN, parent=here.rowan.held(here.record).home)
    with pytest.raises(Trouble, match="stays on record"):
        here.rowan.records.withdraw(here.record, "Gone")
