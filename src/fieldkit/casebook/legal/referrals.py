"""The desk for referrals for legal action: taken in, checked, returned to school, accepted for the panel."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.legal import acts as legal_acts
from fieldkit.casebook.legal import facts as legal_facts
from fieldkit.casebook.legal import rows as legal_rows
from fieldkit.casebook.legal.categories import SUSPECT, Categories
from fieldkit.casebook.legal.facts import LegalFile
from fieldkit.casebook.legal.files import LegalFiles
from fieldkit.casebook.legal.page import (
    LegalReferralPage,
    LegalReferralRow,
    ParentChecks,
)
from fieldkit.casebook.legal.regimes import Regimes
from fieldkit.casebook.legal.standing import Standings
from fieldkit.casebook.records import Records
from fieldkit.casebook.sections import Section, sections_of
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json, tidy
from fieldkit.ledger.chain import Act
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Type
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.legal.blockers import open_blockers
from fieldkit.rules.legal.limits import limits_of
from fieldkit.rules.registry import findings
from fieldkit.store import drafts, journal
from fieldkit.store.changes import Changes

#: The rules of a referral; the limitation dates of a charge are asked with its action.
_CHECKS = ("REF-", "NF-")


class LegalReferrals(Desk):
    """Rules say pass, fail or cannot tell; a person decides, and the reason is kept (domain 7.1, 7.4)."""

    def take_in(self, case: str, typed: Mapping[str, Any], *, record: str = "") -> tuple[str, Changes]:
        """Write down what a school asks for on an attendance case. Raises `Problems`, `Trouble`."""
        return self.beside(Records).new("referral", typed, parent=case, record=record)

    def correct(self, referral: str, typed: Mapping[str, Any], why: str = "") -> Changes:
        """Give other answers, as a school puts its referral right. Raises `Problems`."""
        return self.beside(Records).correct(referral, typed, why)

    def add_support(self, case: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Write down one thing that was done to help. Raises `Problems`."""
        return self.beside(Records).new("support", typed, parent=case)

    def add_sanction(self, case: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Write down an earlier sanction of one parent for one child. Raises `Problems`."""
        return self.beside(Records).new("sanction", typed, parent=case)

    def list(self, *, states: Sequence[str] = ()) -> Sequence[LegalReferralRow]:
        """The referrals with their checks counted; the list is logged once, with its ids."""
        rows = [self._row(file) for file in self.beside(LegalFiles).list(states=states)]
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *(row.referral for row in rows)])
        return rows

    def of_case(self, case: str) -> str:
        """The referral of a case that was received last; empty when there is none."""
        found = self.beside(LegalFiles).latest(case)
        return found.record if found else ""

    def open(self, referral: str) -> LegalReferralPage:
        """One referral read whole, with every check. Noted as looked at."""
        file, labels = self.beside(LegalFiles).of(referral), self.reference()
        supports, sanctions = file.file.of_kind("support"), file.file.of_kind("sanction")
        held, child = file.referral, file.file.child
        with self.notebook.writing() as book:
            typed = drafts.get(book, referral)
            journal.note(book, self.now().wall_ms, ["open", referral])
        found, parents = self._findings(file), tuple(self._parents(file))
        blockers = open_blockers(found)
        everything = (*found, *(one for parent in parents for one in parent.findings))
        standing = self.beside(Standings).of(held)
        act, *others = legal_acts.acts(standing, everything, blockers, self.me.roles)
        because, limits = held.value("returned_because"), limits_of(legal_facts.offence(file), labels)
        return LegalReferralPage(
            held=held,
            case=file.file.case,
            child=child.record if child else "",
            child_name=child.title if child else "",
            state_words=labels.label("referral-state", held.state),
            sections=tuple(self.sections(referral, typed)),
            extract=file.extract.record if file.extract else "",
            findings=found,
            parents=parents,
            blockers=blockers,
            supports=tuple(legal_rows.support(item, labels) for item in supports),
            sanctions=tuple(legal_rows.sanction(item, file, labels) for item in sanctions),
            returned_because=tuple(str(rule) for rule in because) if isinstance(because, list) else (),
            regime=file.file.case.text("processing_regime"),
            approval=standing.approval,
            waits_for=standing.waits_for(),
            plan=standing.plan,
            plan_words=labels.label("plan-state", standing.plan.state) if standing.plan else "",
            plan_approval=standing.plan_approval,
            ways=standing.ways,
            not_begun=standing.open_parents,
            asked_words=labels.label("legal-tier", tier) if (tier := held.text("tier_asked")) else "",
            lay_by=limits.cautious if limits else None,
            act=act,
            others=tuple(others),
        )

    def sections(self, referral: str, typed: drafts.Draft | None = None) -> Sequence[Section]:
        """The sections of the form with how far each is."""
        return sections_of(self.held(referral), typed, state="referral_received", leave_out=("Allocation",))

    def findings(self, referral: str) -> tuple[Finding, ...]:
        """What the rules say of a referral and of each parent, the fails first."""
        file = self.beside(LegalFiles).of(referral)
        found = [*self._findings(file), *(one for each in self._parents(file) for one in each.findings)]
        order = (Verdict.FAIL, Verdict.CANNOT_TELL, Verdict.PASS)
        return tuple(sorted(found, key=lambda one: order.index(one.verdict)))

    def check_all(self, *, states: Sequence[str] = ()) -> Mapping[str, tuple[Finding, ...]]:
        """What the rules say of every referral and of each parent, by record."""
        files = self.beside(LegalFiles).list(states=states)
        return {
            file.referral.record: tuple(one for _, found in self._grouped(file) for one in found)
            for file in files
        }

    def grouped(self, referral: str) -> Sequence[tuple[str, tuple[Finding, ...]]]:
        """What the rules say of a referral, without a name, then of each parent, by name (PAR-02)."""
        return self._grouped(self.beside(LegalFiles).of(referral))

    def blockers(self, case: str) -> tuple[Finding, ...]:
        """What bars a sanction on a case while it is open; the contract path may go on (domain 7.4)."""
        files = self.beside(LegalFiles)
        latest = files.latest(case)
        return open_blockers(self._findings(files.of(latest.record))) if latest else ()

    def why_no_sanction(self, case: str) -> str:
        """Why no sanction for attendance may be taken on a case now; empty when nothing bars it."""
        found = self.blockers(case)
        return " ".join(one.says for one in found)

    def run_checks(self, referral: str) -> Changes:
        """Record that the checks were run on the referral as it stands."""
        return self.beside(Records).move(referral, "checks_run")

    def return_to_school(self, referral: str, why: str) -> Changes:
        """Send it back with the checks that failed, and the reason in words. Raises `Problems`."""
        machine = self.why_returned(referral)
        return self.beside(Records).move(referral, "returned_to_school", why, machine=machine)

    def why_returned(self, referral: str) -> Mapping[str, Json]:
        """What a return to the school fills in: the checks that fail now, each once."""
        failed = [one.rule for one in self.findings(referral) if one.verdict is Verdict.FAIL]
        return {"returned_because": [*dict.fromkeys(failed)]}

    def receive_again(self, referral: str, why: str = "") -> Changes:
        """The school has put it right and refers again: it is checked anew."""
        return self.beside(Records).move(referral, "referral_received", why)

    def accept(self, referral: str, why: str) -> Changes:
        """Accept for the Legal Panel, and move the case into law enforcement processing (DP-01).

        Its liable parents are suspects from then on (DP-02, PAR-01).

        Raises `Problems` without a reason, `Trouble` when it was not checked, has N codes, or a blocker is
        open.
        """
        held = self.held(referral)
        if not why.strip():
            raise Problems([Problem("why", "Say why the referral is accepted")])
        if held.state != "checks_run":
            raise Trouble("The checks come before accepting.", "Run the checks first.")
        found = self.findings(referral)
        bar = legal_acts.bars_accepting(held, found, open_blockers(found))
        if bar:
            raise Trouble("This referral cannot be accepted as it stands.", bar)
        accepted = Act(
            type=Type.STATE,
            kind=held.kind,
            record=referral,
            home=held.home,
            fields={STATE: "accepted", "@why": tidy(why.strip())},
            bases=held.folded.heads,
        )
        suspects = {person for person, _ in self.beside(Standings).of(held).liable}
        acts = [
            accepted,
            *self.beside(Regimes).acts(held.home, why),
            *self.beside(Categories).raised(held.home, suspects, SUSPECT, tidy(why.strip())),
        ]
        moved = self.notebook.write(acts, self.now())
        return moved | self.to_panel(referral)

    def to_panel(self, referral: str) -> Changes:
        """Put an accepted referral on the list of the panel's next meeting."""
        return self.beside(Records).move(referral, "panel")

    def withdraw(self, referral: str, why: str) -> Changes:
        """The school or the council takes it back. Raises `Problems` without a reason."""
        return self.beside(Records).move(referral, "withdrawn", why)

    def decided(self, referral: str) -> Changes:
        """Record that every liable parent is decided on, each on a way of their own (PAR-02).

        Raises `Trouble` while one is not.
        """
        return self.beside(Records).move(referral, "decision")

    def close(self, referral: str) -> Changes:
        """Close it once every parent's way is at its end. Raises `Trouble` before."""
        return self.beside(Records).move(referral, "closed")

    def _findings(self, file: LegalFile) -> tuple[Finding, ...]:
        found = findings(self.reference(), *legal_facts.of_referral(file))
        return tuple(one for one in found if one.rule.startswith(_CHECKS))

    def _grouped(self, file: LegalFile) -> Sequence[tuple[str, tuple[Finding, ...]]]:
        parents = [
            (f"{each.name}, {each.relationship.lower()}", each.findings) for each in self._parents(file)
        ]
        return [("", self._findings(file)), *parents]

    def _parents(self, file: LegalFile) -> Sequence[ParentChecks]:
        book = self.reference()
        names = {person.record: person.title for person in file.file.of_kind("person")}
        return [
            ParentChecks(
                person=tie.text("person"),
                name=names.get(tie.text("person"), "Not known"),
                relationship=book.label("relationship", tie.text("relationship")),
                liable=liable,
                findings=findings(book, *legal_facts.of_parent(file, tie, liable)),
            )
            for tie, liable in legal_facts.parents(file, book)
        ]

    def _row(self, file: LegalFile) -> LegalReferralRow:
        held, child = file.referral, file.file.child
        school = held.value("school")
        verdicts = [one.verdict for one in self._findings(file)]
        return LegalReferralRow(
            referral=held.record,
            case=file.file.case.record,
            reference=file.file.case.text("reference"),
            child=child.title if child else "",
            school=str(school["name"]) if isinstance(school, dict) else "",
            received_at=held.text("received_at"),
            state=held.state,
            state_words=self.reference().label("referral-state", held.state),
            failed=verdicts.count(Verdict.FAIL),
            cannot_tell=verdicts.count(Verdict.CANNOT_TELL),
        )
