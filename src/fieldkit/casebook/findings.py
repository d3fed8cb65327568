"""The desk for findings: what every rule makes of a case, a visit, a child or a letter; and the next days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from fieldkit.casebook import facts
from fieldkit.casebook.cases.risk import Risk
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.disclosure import Disclosure
from fieldkit.casebook.facts import CaseFile
from fieldkit.casebook.legal import facts as legal_facts
from fieldkit.casebook.legal.categories import Categories
from fieldkit.casebook.legal.regimes import Regimes
from fieldkit.casebook.schools import roll_facts
from fieldkit.casebook.schools.schools import Schools
from fieldkit.casebook.visits import cautions as doorstep_cautions
from fieldkit.errors import Trouble
from fieldkit.ledger.fold import STATE
from fieldkit.rules.age import csa_ends
from fieldkit.rules.enquiry import allocate_by
from fieldkit.rules.family import Letter, Named
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.registry import findings
from fieldkit.rules.risk import FlagReview
from fieldkit.rules.school.absence import milestones
from fieldkit.rules.updates import updates_due
from fieldkit.store import certificates, records, revisions
from fieldkit.store.records import Held

_MANAGER = "MGR"
_ORDER = (Verdict.FAIL, Verdict.CANNOT_TELL, Verdict.PASS)


@dataclass(frozen=True, slots=True)
class CaseDates:
    """The days that a case turns on, None where they cannot be told.

    `school_age_assumed` says that no calendar gave the start of the school year (CSA-02).
    """

    tenth_school_day: date | None
    twentieth_school_day: date | None
    allocate_by: date | None
    school_age_ends: date | None
    school_age_assumed: bool
    next_school_update: date | None


class Findings(Desk):
    """Rules never stop the work by themselves; they say what they see, on which facts, by what authority."""

    def of_case(self, case: str) -> tuple[Finding, ...]:
        """The findings on a case, its child, its parents, its flags and its latest visit, the fails first."""
        file = self._file(self.held(case).home)
        found = [*findings(self.reference(), *facts.case_facts(file))]
        found += [*self._on_child(file), *self._on_regime(file)]
        found += findings(self.reference(), *roll_facts.of_case(file, _extract(file)))
        found += findings(self.reference(), *roll_facts.meetings(file))
        visits = [visit for visit in file.of_kind("visit") if visit.state != "cancelled"]
        for visit in visits[:-1]:
            found += [one for one in self._concern(file, visit) if one.verdict != Verdict.PASS]
        if visits:
            found += _about(self._on_visit(file, visits[-1]), "visit", visits[-1].title)
        else:
            found += findings(self.reference(), *self._reviews(file.of_kind("risk-flag")))
        return _in_order([*found, *self._concern(file, file.case)])

    def of_visit(self, visit: str) -> tuple[Finding, ...]:
        """The findings on one visit, the fails first."""
        held = self.held(visit)
        return _in_order(self._on_visit(self._file(held.home), held))

    def of_child(self, child: str) -> tuple[Finding, ...]:
        """The findings on a child and on who its parents are, the fails first."""
        return _in_order(self._on_child(self._file(self.held(child).home)))

    def of_roll(self, record: str) -> tuple[Finding, ...]:
        """The findings on a deletion, a new pupil, a school's return or a meeting, the fails first."""
        held = self.held(record)
        file = self._file(held.home)
        return _in_order(findings(self.reference(), *roll_facts.with_register(file, held, _extract(file))))

    def of_letter(self, addressed_to: Sequence[str], shows: Sequence[str] = ()) -> tuple[Finding, ...]:
        """The findings on a document to these persons that shows the address or phone of those others."""
        return findings(self.reference(), Letter(self._named(addressed_to), self._named(shows)))

    def dates(self, case: str) -> CaseDates:
        """The days that a case turns on."""
        file, book = self._file(self.held(case).home), self.reference()
        days = milestones(facts.absence(file), book)
        born = facts.day_of(file.child, "dob") if file.child else None
        end = csa_ends(born, file.calendar, book) if born else None
        due = [item.by for item in updates_due(facts.updates(file), book) if item.told is None and item.by]
        return CaseDates(
            tenth_school_day=days.return_day,
            twentieth_school_day=days.ground_i_day,
            allocate_by=allocate_by(facts.referral(file), book),
            school_age_ends=end.day if end else None,
            school_age_assumed=bool(end and end.assumed),
            next_school_update=min(due, default=None),
        )

    def _on_child(self, file: CaseFile) -> list[Finding]:
        book = self.reference()
        found = [*findings(book, *facts.child_facts(file))]
        who = {person.record: person.title for person in file.of_kind("person")}
        for tie, parent in facts.parents(file, book):
            found += _about(findings(book, parent), "person", who.get(str(tie.value("person")), "not known"))
        return found

    def _on_regime(self, file: CaseFile) -> list[Finding]:
        """What DP-01 to DP-03 and EVD-30 say, once an offence is investigated."""
        case = file.case.record
        regime = self.beside(Regimes).facts(case)
        if not regime:
            return []
        said = findings(self.reference(), *regime, self.beside(Categories).facts(case))
        return [*said, self.beside(Disclosure).open(case, looking=False).finding]

    def _on_visit(self, file: CaseFile, visit: Held) -> list[Finding]:
        book = self.reference()
        given = [facts.remote_work(file), *facts.safety(file, visit, self._author(visit), book)]
        if concern := facts.concern(file, visit, book):
            given.append(concern)
        stops = [one for one in file.of_kind("doorstep-caution") if one.parent == visit.record]
        given += [doorstep_cautions.suspected(one) for one in stops]
        return [*findings(book, *given), *self.beside(Risk).findings(visit.record)]

    def _concern(self, file: CaseFile, parent: Held) -> list[Finding]:
        """What CME-16 and CME-25 say of the concern of a visit or of the case itself."""
        concern = facts.concern(file, parent, self.reference())
        return _about(findings(self.reference(), concern), parent.kind, parent.title) if concern else []

    def _reviews(self, flags: Iterable[Held]) -> list[FlagReview]:
        return [
            FlagReview(
                self.day_at(flag.made_ms),
                facts.day_of(flag, "review_on"),
                facts.day_of(flag, "ended_on"),
                self.today(),
            )
            for flag in flags
        ]

    def _file(self, home: str) -> CaseFile:
        with self.notebook.reading() as book:
            case = records.get(book, home)
            parts = records.listed(book, home=home, order="made_ms")
            told = revisions.of_record(book, home)
        if case is None or case.kind != "case":
            raise Trouble("That record does not belong to a case.")
        child = next((part for part in parts if part.record == case.value("child")), None)
        school = child.value("school") if child else None
        # A decision that no manager signed decides nothing.
        parts = [part for part in parts if part.kind != "signoff" or self._manager(part, "decision")]
        calendar = self.beside(Schools).calendar_of(str(school["id"])) if isinstance(school, dict) else None
        said = [(revision.payload.fields.get(STATE), revision) for revision in told if revision.payload]
        return CaseFile(
            case=case,
            child=child,
            parts=tuple(parts),
            calendar=calendar,
            states=tuple((str(to), self.day_at(revision.header.wall_ms)) for to, revision in said if to),
            urgent=self._urgent(case, parts),
            now=datetime.fromisoformat(self.now_text()),
        )

    def _urgent(self, case: Held, parts: Sequence[Held]) -> tuple[str, str] | None:
        """The manager who wrote that a visit may come before the remote checks, and the reason."""
        for item in reversed(parts):
            if item.kind == "signoff" and item.value("about") == "urgent-visit":
                why = facts.word_of(item, "reason") or facts.word_of(case, "urgency_reason")
                if item.value("decision") == "approve" and why:
                    return self._manager(item, "decision"), why
        why, by = facts.word_of(case, "urgency_reason"), self._manager(case, "urgency_reason")
        return (by, why) if by and why else None

    def _manager(self, held: Held, field: str) -> str:
        """The manager who wrote an answer as it stands, by certificate; empty when no manager did."""
        said = held.folded.fields.get(field, ())
        with self.notebook.reading() as book:
            found = revisions.by_id(book, [said[-1].revision]) if said else []
            signer = certificates.by_key(book, found[0].header.key) if found else None
        return signer.holder.name if signer is not None and _MANAGER in signer.holder.roles else ""

    def _author(self, held: Held) -> str | None:
        with self.notebook.reading() as book:
            told = revisions.of_record(book, held.record)
            signer = certificates.by_key(book, told[0].header.key) if told else None
        return signer.holder.name if signer else None

    def _named(self, persons: Sequence[str]) -> tuple[Named, ...]:
        with self.notebook.reading() as book:
            held = records.some(book, persons)
            lived = {one: records.listed(book, kinds=["residence"], parent=one) for one in held}
            places = {
                one: records.some(book, [str(stay.value("address")) for stay in stays]).values()
                for one, stays in lived.items()
            }
        return tuple(Named(one, _confidential(held[one], places[one])) for one in persons if one in held)


def _confidential(person: Held, places: Iterable[Held]) -> bool | None:
    said = [person.value("confidential_contact"), *(place.value("confidential_address") for place in places)]
    refuge = any(place.value("address_kind") == "refuge" for place in places)
    return True if refuge or "yes" in said else False if set(said) == {"no"} else None


def _extract(file: CaseFile) -> Held | None:
    return legal_facts.standing(file.of_kind("register-extract"))


def _about(found: Iterable[Finding], what: str, name: str) -> list[Finding]:
    return [replace(finding, facts=((what, name), *finding.facts)) for finding in found]


def _in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(found, key=lambda finding: (_ORDER.index(finding.verdict), finding.rule)))
