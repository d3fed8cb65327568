"""Reads one parent's way with all that the rules ask: action, case, referral, notices, defences, hearings."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from fieldkit.casebook import facts
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import CaseFile, day_of, word_of
from fieldkit.casebook.legal import facts as legal_facts
from fieldkit.casebook.legal.facts import LegalFile
from fieldkit.casebook.legal.files import LegalFiles
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json
from fieldkit.reference import Reference
from fieldkit.rules.family import liable_parent
from fieldkit.rules.legal.facts import MeasureAsked, NoticeAsked, NoticeServed, Offence, PastSanction
from fieldkit.store import records
from fieldkit.store.records import Held

PENALTY, TO_IMPROVE, S105 = "penalty-notice", "notice-to-improve", "penalty-notice-s105"
_OWN = ("release", "notice", "regime-change", "bundle-build", "interview", "legal-action", "hearing")


@dataclass(frozen=True, slots=True)
class Way:
    """A case as one parent's way leans on it. `legal` is None while there is no referral.

    `own` are the notices, hearings, interviews, bundles and changes of regime of the case, the oldest first.
    """

    file: CaseFile
    legal: LegalFile | None
    extract: Held | None
    own: tuple[Held, ...]

    @property
    def today(self) -> date:
        """The UK day looked at."""
        return self.file.today

    @property
    def child(self) -> str:
        """The record of the child; empty when the case has none."""
        return self.file.child.record if self.file.child else ""

    @property
    def regime(self) -> str:
        """Under which regime the case is processed: the last change, else welfare."""
        said = self.of("regime-change")
        return said[-1].text("regime") if said else "UKGDPR"

    def of(self, kind: str, person: str = "") -> list[Held]:
        """What there is of a kind, of one person if that is given."""
        return [held for held in self.own if held.kind == kind and person in ("", held.text("person"))]

    def tie(self, person: str) -> Held | None:
        """What somebody is to the child."""
        ties = self.file.of_kind("relationship")
        return next((tie for tie in ties if tie.text("person") == person), None)

    def name(self, person: str) -> str:
        """The name of somebody of the case."""
        return next((one.title for one in self.file.of_kind("person") if one.record == person), "")


class Ways(Desk):
    """However much there is, a way is read in a handful of queries."""

    def of(self, action: str) -> tuple[Held, Way]:
        """An action with its case. Raises `Trouble` when it is not here or is no legal action."""
        held = self.held(action)
        if held.kind != "legal-action":
            raise Trouble("That record is not a legal action.", "Open a parent’s legal pathway first.")
        return held, self.of_case(held.home)

    def of_case(self, home: str) -> Way:
        """A case. Raises `Trouble` when the record is no case."""
        if self.held(home).kind != "case":
            raise Trouble("A legal action is about one parent of a case.", "Open the case first.")
        files = self.beside(LegalFiles)
        referral = files.latest(home)
        with self.notebook.reading() as book:
            own = records.listed(book, kinds=_OWN, home=home, order="made_ms")
        if referral is None:
            file, extract = files.case(home)
            return Way(file, None, extract, tuple(own))
        legal = files.of(referral.record)
        return Way(legal.file, legal, legal.extract, tuple(own))

    def parts(self, action: str, kind: str) -> list[Held]:
        """The defences, points or hearings of an action, the oldest first."""
        with self.notebook.reading() as book:
            return records.listed(book, kinds=[kind], parent=action, order="made_ms")


def part_id(action: str, kind: str, code: str) -> str:
    """The record id of one defence or point of one action (UUID version 5): laptops meet in one record."""
    return str(uuid.uuid5(uuid.UUID(action), f"{kind}/{code}"))


def may_be_parent(way: Way, person: str, book: Reference) -> bool:
    """Whether somebody is, or may be, a parent of the child (PAR-01)."""
    return any(
        tie.text("person") == person and liable_parent(parent, book) is not False
        for tie, parent in facts.parents(way.file, book)
    )


def sanctions(way: Way, *, but: str = "") -> tuple[PastSanction, ...] | None:
    """Every earlier sanction, those issued here among them, `but` one; None until somebody looked."""
    issued = [
        held for held in way.of("notice") if held.record != but and held.text("notice_kind") != TO_IMPROVE
    ]
    if way.legal is not None:
        known = legal_facts.sanctions(way.legal)
    else:
        known = tuple(map(_past, way.file.of_kind("sanction"))) or None
    if known is None:
        return None
    return (*known, *(replace(_past(held), kind=held.text("notice_kind")) for held in issued))


def _past(held: Held) -> PastSanction:
    return PastSanction(
        kind=held.text("sanction_kind"),
        person=held.text("person"),
        child=held.text("child"),
        issued_on=day_of(held, "issued_on"),
        for_leave=word_of(held, "for_leave"),
        withdrawn_on=day_of(held, "withdrawn_on"),
        result=word_of(held, "result"),
    )


def measure_asked(way: Way, person: str, tier: str) -> MeasureAsked:
    """What REF-10 asks of one measure for one parent."""
    return MeasureAsked(tier, person, way.child or None, sanctions(way))


def notice_asked(way: Way, person: str, on: date, *, but: str = "") -> NoticeAsked:
    """A penalty notice to one parent on a day: what NF-05 to NF-08 ask of it."""
    return NoticeAsked(
        person=person,
        child=way.child or None,
        issued_on=on,
        sanctions=sanctions(way, but=but),
        persons=(person,),
        children=(way.child,) if way.child else None,
    )


def notice_as_issued(way: Way, notice: Held) -> NoticeAsked:
    """A penalty notice as it was issued (NF-02 to NF-08), with the Notice to Improve before it."""
    on = day_of(notice, "issued_on") or way.today
    person = notice.text("person")
    before = [
        held
        for held in way.of("notice", person)
        if held.text("notice_kind") == TO_IMPROVE and (day_of(held, "issued_on") or on) <= on
    ]
    last = before[-1] if before else None
    return replace(
        notice_asked(way, person, on, but=notice.record),
        pounds=_count(notice.value("amount")),
        reduced_pounds=_count(notice.value("reduced_amount")),
        support_tried=word_of(notice, "support_tried"),
        change_expected=word_of(notice, "change_expected"),
        support_suits="yes" if last else None,
        improve_to=day_of(last, "improve_to") if last else None,
        improved=word_of(last, "improved") if last else None,
    )


def served(way: Way, notice: Held) -> NoticeServed:
    """A penalty notice after it was received (NF-09)."""
    received, paid, withdrawn = (day_of(notice, f"{name}_on") for name in ("received", "paid", "withdrawn"))
    return NoticeServed(received, paid, withdrawn, way.today)


def offence_of(action: Held, today: date) -> Offence:
    """The period of an action against a day (LIM-01, LIM-02)."""
    first, last = day_of(action, "period_from"), day_of(action, "period_to")
    return Offence(first, last, today, day_of(action, "laid_on"))


def of_period(way: Way, person: str, first: date | None, last: date | None) -> Sequence[Held]:
    """The penalty notices to a parent for absence within a period, or for a period that is not stated."""

    def meets(held: Held) -> bool:
        begins, ends = day_of(held, "period_from"), day_of(held, "period_to")
        if None in (first, last, begins, ends):
            return True
        return begins <= last and first <= ends  # type: ignore[operator]

    kept = [held for held in way.of("notice", person) if held.text("notice_kind") == PENALTY]
    return [held for held in kept if meets(held)]


def _count(told: Json) -> int | None:
    return told if isinstance(told, int) and not isinstance(told, bool) else None
