"""Law enforcement processing of a case, its data subjects, and outside meetings (DP-01 to DP-03, CME-14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.kinds.times import day_in_words
from fieldkit.reference import Reference
from fieldkit.rules.elements import Element, weighed
from fieldkit.rules.finding import Finding, counted
from fieldkit.rules.legal.facts import OutsideMeeting
from fieldkit.rules.registry import rule
from fieldkit.rules.school.calendar import months_after

LAW_ENFORCEMENT = "LEP"
#: An offence is investigated: a case that does not say how long it is kept is reviewed like its file.
_UNSAID = "prosecution"


@dataclass(frozen=True, slots=True)
class Regime:
    """Under which regime a case is processed, and how it came there.

    `regime` is a code of `processing-regime`; `offence_decided_on` is the day on which it was decided to
    investigate a suspected offence, None before that. `earlier_marked` says whether the data gathered before
    are marked as used for a second purpose.
    """

    regime: str | None = None
    offence_decided_on: date | None = None
    changed_by: str | None = None
    changed_on: date | None = None
    why: str | None = None
    earlier_marked: bool | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One person of a case: a code of `data-subject-category`, None while not categorised."""

    person: str
    category: str | None = None
    is_child: bool | None = None


@dataclass(frozen=True, slots=True)
class Subjects:
    """The people of a case under law enforcement, before something is sent.

    `facts_apart` is whether facts stand apart from opinions, `checked` whether the quality was checked.
    """

    people: tuple[Subject, ...] | None = None
    facts_apart: bool | None = None
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """When a case under law enforcement was last looked at: the move itself counts.

    `retention` is a code of `retention-class`, `wanted_by` an earlier day that somebody set.
    """

    last_on: date | None = None
    retention: str | None = None
    wanted_by: date | None = None
    today: date | None = None


@rule("DP-01", about="case", authority="DPA 2018 ss.30, 31, 36")
def regime_is_an_act(facts: Regime, book: Reference) -> Finding:
    """A case goes over to law enforcement by an explicit act.

    Who, when and why; what was gathered before is marked as used for a second purpose. From the decision to
    investigate a suspected offence.
    """
    regimes = {code.code for code in book.codes("processing-regime")}
    used: dict[str, object] = {
        "regime": facts.regime,
        "offence_decided": facts.offence_decided_on,
        "by": facts.changed_by,
        "on": facts.changed_on,
        "why": facts.why,
    }
    if facts.regime not in regimes:
        return Finding.cannot_tell("Say under which regime the case is processed.", **used)
    if facts.regime != LAW_ENFORCEMENT:
        if facts.offence_decided_on is not None:
            says = "An offence is investigated: move the case to law enforcement processing."
            return Finding.failed(says, **used)
        return Finding.passed("No offence is investigated.", **used)
    elements = [
        _said(facts.changed_by, "Enter who moved the case to law enforcement processing"),
        Element(True if facts.changed_on else None, "Enter when it was moved"),
        _said(facts.why, "Enter why it was moved"),
        Element(facts.earlier_marked, "Mark the earlier data as used for a second purpose"),
    ]
    return weighed(elements, "Moved to law enforcement processing by an explicit act.", used)


@rule("DP-02", about="case", authority="DPA 2018 s.38")
def subjects_categorised(facts: Subjects, book: Reference) -> Finding:
    """Every data subject has a category, fact stands apart from opinion, and quality is checked.

    Children are witness or other unless somebody decides otherwise.
    """
    known = {code.code for code in book.codes("data-subject-category")}
    used: dict[str, object] = {"facts_apart": facts.facts_apart, "quality_checked": facts.checked}
    if facts.people is None:
        return Finding.cannot_tell("Enter the people of the case.", people=None, **used)
    open_ones = [one for one in facts.people if category_of(one) not in known]
    used = {"people": len(facts.people), "without_a_category": len(open_ones), **used}
    elements = [
        Element(not open_ones, f"Give {counted(len(open_ones), 'person', 'people')} a category"),
        Element(facts.facts_apart, "Keep fact apart from opinion"),
        Element(facts.checked, "Check the quality before sending"),
    ]
    return weighed(elements, "Every data subject has a category.", used)


@rule("DP-03", about="case", authority="DPA 2018 s.39; local")
def reviewed_in_time(facts: Review, book: Reference) -> Finding:
    """A case under law enforcement is reviewed within the months of its retention class.

    Whether it is still needed there, and whether what is held still is.
    """
    due = review_due(facts, book)
    used: dict[str, object] = {"last": facts.last_on, "retention": facts.retention, "due": due}
    if due is None:
        return Finding.cannot_tell("Enter when the case was moved to law enforcement processing.", **used)
    if facts.today is None:
        return Finding.cannot_tell("The day looked at is not known.", **used)
    if facts.today > due:
        return Finding.failed(f"Overdue for review since {day_in_words(due)}.", **used)
    if not _is_class(facts.retention, book):
        says = f"Say how long the case is kept. Until then: review it by {day_in_words(due)}."
        return Finding.cannot_tell(says, **used)
    return Finding.passed(f"Review by {day_in_words(due)}.", **used)


def review_due(facts: Review, book: Reference) -> date | None:
    """The last day for the next review; None when nobody knows since when the case is held so."""
    if facts.last_on is None:
        return None
    kept = facts.retention if _is_class(facts.retention, book) else _UNSAID
    limit = months_after(facts.last_on, book.number(f"review.{kept}_months"))
    if facts.wanted_by is not None and facts.wanted_by > facts.last_on:
        return min(limit, facts.wanted_by)
    return limit


def _is_class(retention: str | None, book: Reference) -> bool:
    return retention in {code.code for code in book.codes("retention-class")}


def category_of(one: Subject) -> str | None:
    """The category of a person; a child is witness or other while nobody said otherwise."""
    return "witness-or-other" if one.category is None and one.is_child else one.category


@rule("CME-14", about="meeting", authority="local; Cambridgeshire Attendance Service offer 2023/24")
def meeting_signed_off(facts: OutsideMeeting, _book: Reference) -> Finding:
    """A social care or MASH meeting is signed off by a manager before it is held."""
    used = {"held": facts.held_on, "signed_off_by": facts.signed_off_by, "on": facts.signed_off_on}
    if facts.held_on is None or facts.attends is None:
        return Finding.cannot_tell("Enter when the meeting is and who goes.", **used)
    if facts.signed_off_by is None or facts.signed_off_on is None:
        return Finding.failed("Ask a manager to sign the meeting off.", **used)
    if facts.signed_off_by == facts.attends:
        return Finding.failed("Nobody signs off their own meeting.", **used)
    if facts.signed_off_on > facts.held_on:
        return Finding.failed("Signed off only after the meeting.", **used)
    return Finding.passed(f"Signed off by {facts.signed_off_by}.", **used)


def _said(words: str | None, says: str) -> Element:
    return Element(None if words is None else bool(words.strip()), says)
