"""Turns a school's referral and the records of its case into the facts that the rules of domain 7 take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldkit.casebook import facts
from fieldkit.casebook.facts import CaseFile, day_of, word_of
from fieldkit.reference import Reference
from fieldkit.rules.family import Parent, liable_parent
from fieldkit.rules.legal.facts import (
    BeforeCourt,
    Certificate,
    MeasureAsked,
    NoticeAsked,
    NoticeServed,
    Offence,
    PastSanction,
    SupportGiven,
    SupportHistory,
    WhoIsProsecuted,
)
from fieldkit.rules.school.marks import Register, marks_of
from fieldkit.store.records import Held

_HEAD = re.compile(r"\b(head ?teacher|headmaster|headmistress|principal|head)\b", re.IGNORECASE)
_NOT_HEAD = re.compile(r"\b(deputy|assistant|vice|head of)\b", re.IGNORECASE)
#: The days of the form that say when a support began, with the code of `support-kind` they stand for.
_ON_THE_FORM = (
    ("eha_submitted_on", "eha"),
    ("targeted_support_from", "family-worker"),
    ("specialist_support_from", "specialist-teaching"),
)


@dataclass(frozen=True, slots=True)
class LegalFile:
    """A referral with its case read whole, and the register extract that stands (None when there is none)."""

    referral: Held
    file: CaseFile
    extract: Held | None

    @property
    def period(self) -> tuple[date | None, date | None]:
        """The first and the last day of the period that the school refers."""
        return day_of(self.referral, "period_from"), day_of(self.referral, "period_to")


def standing(extracts: Sequence[Held]) -> Held | None:
    """The extract that counts: the newest which no later one replaces."""
    replaced = {extract.text("replaces") for extract in extracts}
    return next((each for each in reversed(extracts) if each.record not in replaced), None)


def whole_register(file: CaseFile, extract: Held | None) -> Register:
    """Every mark of the extract, by the calendar of the school."""
    told = extract.value("marks") if extract else None
    rows = (
        [[str(part) for part in day] for day in told if isinstance(day, list)]
        if isinstance(told, list)
        else None
    )
    return Register(file.calendar, None if rows is None else marks_of(rows))


def register(given: LegalFile) -> Register:
    """The marks of the period that the school refers."""
    whole = whole_register(given.file, given.extract)
    first, last = given.period
    return Register(whole.calendar, whole.marks, first, last)


def of_referral(given: LegalFile) -> tuple[object, ...]:
    """What REF-01 to REF-09, REF-12 to REF-16 and NF-01 ask."""
    return (register(given), support(given), offence(given), certificate(given), before_court(given))


def support(given: LegalFile) -> SupportHistory:
    """The help before any sanction: what the form says and what is written down besides."""
    said, listed = given.referral, given.file.of_kind("support")
    supports = [
        SupportGiven(kind, day_of(item, "began_on"), day_of(item, "ended_on"))
        for item in listed
        if (kind := word_of(item, "support_kind"))
    ]
    supports += [
        SupportGiven(kind, began)
        for field, kind in _ON_THE_FORM
        if (began := day_of(said, field)) is not None
    ]
    answered = bool(supports) or word_of(said, "eha_offered") is not None
    reviews = said.value("iap_reviews")
    return SupportHistory(
        on=given.file.today,
        supports=tuple(supports) if answered else None,
        eha_offered=word_of(said, "eha_offered"),
        on_iaep=word_of(said, "on_iap"),
        iaep_reviews=reviews if isinstance(reviews, int) else None,
        ehcp=word_of(said, "ehcp"),
        ehcp_last_review=day_of(said, "ehcp_last_review"),
    )


def offence(given: LegalFile) -> Offence:
    """The period against today (REF-12, LIM-01, LIM-02)."""
    first, last = given.period
    return Offence(first, last, given.file.today)


def certificate(given: LegalFile) -> Certificate:
    """The head teacher's certificate and what it states (REF-13)."""
    extract = given.extract
    if extract is None:
        return Certificate()
    figures = [extract.value(f"stated_{name}") for name in ("possible", "authorised", "unauthorised")]
    possible, authorised, unauthorised = (one if isinstance(one, int) else None for one in figures)
    return Certificate(register(given), signed_by_head(extract), possible, authorised, unauthorised)


def signed_by_head(extract: Held) -> str:
    """Whether the head teacher signed the certificate, by what the signer is said to be: yes, no, unknown."""
    role = word_of(extract, "certified_as")
    if word_of(extract, "certified_by") is None or role is None:
        return "unknown"
    return "yes" if _HEAD.search(role) and not _NOT_HEAD.search(role) else "no"


def before_court(given: LegalFile) -> BeforeCourt:
    """What is written before any court (REF-14 to REF-16)."""
    said = given.referral
    return BeforeCourt(
        eso_considered=word_of(said, "eso_considered"),
        eso_reason=word_of(said, "eso_reason"),
        vulnerable=word_of(said, "vulnerable"),
        social_worker_told=word_of(said, "social_worker_told"),
        plan_covers_attendance=word_of(said, "plan_covers_attendance"),
        equality_note=word_of(said, "equality_note"),
    )


def sanctions(given: LegalFile) -> tuple[PastSanction, ...] | None:
    """Every earlier sanction that is known of; None until somebody looked for them."""
    held = given.file.of_kind("sanction")
    if not held and given.referral.value("sanctions_looked_up") != "yes":
        return None
    return tuple(
        PastSanction(
            kind=item.text("sanction_kind"),
            person=item.text("person"),
            child=item.text("child"),
            issued_on=day_of(item, "issued_on"),
            for_leave=word_of(item, "for_leave"),
            withdrawn_on=day_of(item, "withdrawn_on"),
            result=word_of(item, "result"),
        )
        for item in held
    )


def parents(given: LegalFile, book: Reference) -> list[tuple[Held, str]]:
    """Each relationship of somebody who is or may be a parent, with what PAR-01 makes of them."""
    found = []
    for tie, parent in facts.parents(given.file, book):
        liable = _answer(parent, book)
        if liable != "no":
            found.append((tie, liable))
    return found


def of_parent(given: LegalFile, tie: Held, liable: str) -> tuple[object, ...]:
    """What the rules ask of one parent: REF-10, REF-11 and which notice it would be (NF-02 to NF-09)."""
    person, known = tie.text("person"), sanctions(given)
    child = given.file.child.record if given.file.child else None
    asked = MeasureAsked(word_of(given.referral, "tier_asked"), person, child, known)
    return (
        asked,
        prosecuted(given, tie, liable),
        notice_asked(given, person, child, known),
        *served(given, person),
    )


def prosecuted(given: LegalFile, tie: Held, liable: str) -> WhoIsProsecuted:
    """Child and parent over the period (REF-11)."""
    file, child = given.file, given.file.child
    first, last = given.period
    off_roll = child is not None and word_of(child, "roll_status") == "off-roll"
    evidence = word_of(tie, "pr_evidence")
    homes = [stay for stay in file.of_kind("residence", tie.text("person")) if not stay.value("date_to")]
    return WhoIsProsecuted(
        born=day_of(child, "dob") if child else None,
        calendar=file.calendar,
        first=first,
        last=last,
        on_roll_from=day_of(child, "start_date") if child else None,
        off_roll_on=day_of(child, "last_attended") if child and off_roll else None,
        parent=liable,
        evidenced="unknown" if evidence is None else "no" if evidence == "none" else "yes",
        address_for_service="yes" if homes else "unknown",
    )


def notice_asked(
    given: LegalFile, person: str, child: str | None, known: tuple[PastSanction, ...] | None
) -> NoticeAsked:
    """A penalty notice to one parent, as if it were issued today."""
    tried = [item.title for item in given.file.of_kind("support")]
    return NoticeAsked(
        person=person,
        child=child,
        issued_on=given.file.today,
        sanctions=known,
        persons=(person,),
        children=(child,) if child else None,
        support_tried=", ".join(tried) or None,
    )


def served(given: LegalFile, person: str) -> list[NoticeServed]:
    """The latest notice to a parent that was neither paid nor withdrawn, if there is one (NF-09)."""
    open_ones = [
        item
        for item in given.file.of_kind("sanction")
        if item.text("person") == person and item.text("sanction_kind") == "penalty-notice"
        if day_of(item, "paid_on") is None and day_of(item, "withdrawn_on") is None
    ]
    return [
        NoticeServed(received_on=day_of(item, "received_on"), today=given.file.today)
        for item in open_ones[-1:]
    ]


def _answer(parent: Parent, book: Reference) -> str:
    found = liable_parent(parent, book)
    return "unknown" if found is None else "yes" if found else "no"
