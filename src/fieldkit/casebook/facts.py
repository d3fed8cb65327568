"""Turns the records of a case into the plain facts that rules take; what is missing or disputed is None."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from fieldkit.kinds.safety import ALL_CLEAR, DURESS
from fieldkit.kinds.times import LONDON, moment_of
from fieldkit.ledger.fold import STATE
from fieldkit.reference import Reference
from fieldkit.rules.age import ChildAge
from fieldkit.rules.enquiry import Enquiry, Referral, RemoteWork
from fieldkit.rules.family import Parent, liable_parent
from fieldkit.rules.lone_working import Places, SafetyPlan
from fieldkit.rules.outcome import Outcome
from fieldkit.rules.safeguarding import Concern, Told
from fieldkit.rules.safety_timer import SafetyTimer
from fieldkit.rules.school.absence import Absence
from fieldkit.rules.school.calendar import SchoolCalendar
from fieldkit.rules.school.school import Attendance
from fieldkit.rules.updates import SchoolUpdates
from fieldkit.rules.upn import PupilNumber
from fieldkit.rules.visits import Attempt, Attempts
from fieldkit.store.records import Held

_SET_OUT = ("travelling", "on_site", "departed_safe", "written_up", "aborted")
_VISIT_NEEDED = ("field_visit_needed", "field_visit_done")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with its child, everything that lives in it, and the calendar of the child's school.

    `states` are all that the case has been in with the day of each; `urgent` is the manager who let a visit
    come before the remote checks, and why; `now` is the moment looked at.
    """

    case: Held
    child: Held | None
    parts: tuple[Held, ...]
    calendar: SchoolCalendar | None
    states: tuple[tuple[str, date], ...]
    urgent: tuple[str, str] | None
    now: datetime

    @property
    def today(self) -> date:
        """The UK day looked at."""
        return self.now.astimezone(LONDON).date()

    def of_kind(self, kind: str, parent: str = "") -> list[Held]:
        """The records of one kind, of one parent if that is given, the oldest first."""
        return [part for part in self.parts if part.kind == kind and parent in ("", part.parent)]


def child_facts(file: CaseFile) -> tuple[object, ...]:
    """What CSA, UPN and SCH ask of a child."""
    if file.child is None:
        return ()
    return (
        ChildAge(day_of(file.child, "dob"), file.today, file.calendar),
        PupilNumber(word_of(file.child, "upn")),
        Attendance(school_of(file.child), file.calendar, day_of(file.child, "last_attended"), file.today),
    )


def case_facts(file: CaseFile) -> tuple[object, ...]:
    """What the rules about a case ask: CME-07, 10, 13, 20, 21 and 22."""
    return (absence(file), referral(file), updates(file), outcome(file), attempts(file))


def absence(file: CaseFile) -> Absence:
    """Since when the child is away (CME-07)."""
    last = day_of(file.child, "last_attended") if file.child else None
    return Absence(last, file.today, file.calendar)


def referral(file: CaseFile) -> Referral:
    """When the case came and was given out (CME-10)."""
    received, allocated = day_of(file.case, "received_at"), day_of(file.case, "allocated_at")
    return Referral(received, allocated, file.today, file.calendar)


def updates(file: CaseFile) -> SchoolUpdates:
    """What the school should hear of and was told (CME-13)."""
    visits = [day_of(visit, "arrived_at") for visit in file.of_kind("visit")]
    told = [day_of(item, "told_at") for item in file.of_kind("school-told")]
    ended = day_of(file.case, "outcome_on") if word_of(file.case, "case_outcome") else None
    closed = [day for state, day in file.states if state == "closed"]
    return SchoolUpdates(
        school=school_of(file.child) if file.child else None,
        allocated=day_of(file.case, "allocated_at"),
        visits=tuple(day for day in visits if day),
        outcomes=(ended,) if ended else (),
        told=tuple(day for day in told if day),
        closed=closed[-1] if closed and file.case.state == "closed" else None,
        today=file.today,
        calendar=file.calendar,
    )


def outcome(file: CaseFile) -> Outcome:
    """How the case ends (CME-20, CME-21)."""
    return Outcome(
        outcome=word_of(file.case, "case_outcome"),
        council=word_of(file.case, "other_council"),
        handed_over=day_of(file.case, "handover_on"),
        acknowledged=day_of(file.case, "acknowledged_on"),
        evidence=word_of(file.case, "left_country_evidence"),
        review_on=day_of(file.case, "review_on"),
    )


def attempts(file: CaseFile) -> Attempts:
    """The visits that were made, and a manager's review of them (CME-22)."""
    reviews = [item for item in file.of_kind("signoff") if item.value("about") == "failed-visits"]
    made = [visit for visit in file.of_kind("visit") if visit.value("arrived_at")]
    return Attempts(
        tuple(Attempt(moment_in(visit, "arrived_at"), word_of(visit, "outcome_code")) for visit in made),
        made_at(reviews[-1]) if reviews else None,
    )


def remote_work(file: CaseFile) -> RemoteWork:
    """What was done without a visit, and whether that found the child (CME-11, CME-12)."""
    lines = tuple(
        Enquiry(str(item.value("line_code")), word_of(item, "result"), word_of(item, "reason"))
        for item in file.of_kind("enquiry")
    )
    by, reason = file.urgent or (None, None)
    return RemoteWork(lines, _found_remotely(file), by, reason)


def parents(file: CaseFile, book: Reference) -> list[tuple[Held, Parent]]:
    """Each relationship with what PAR-01 asks of it; a written reason turns round what the rule would say."""
    found = []
    for tie in file.of_kind("relationship"):
        facts = Parent(
            relationship=word_of(tie, "relationship"),
            has_pr=word_of(tie, "has_pr"),
            has_care=word_of(tie, "has_care"),
            natural=word_of(tie, "natural_parent"),
        )
        why, computed = word_of(tie, "liable_override"), liable_parent(facts, book)
        if why and computed is not None:
            facts = replace(facts, override="no" if computed else "yes", override_reason=why)
        found.append((tie, facts))
    return found


def concern(file: CaseFile, parent: Held, book: Reference) -> Concern | None:
    """The safeguarding concern of a visit, or of the case itself, with everybody who was told (CME-16, 25).

    None when nothing was asked yet.
    """
    said = file.of_kind("escalation", parent.record)
    if not said and (parent.kind != "visit" or parent.state not in ("departed_safe", "written_up")):
        return None
    levels = [word_of(item, "level") for item in said] or [word_of(parent, "safeguarding")]
    rank = {code.code: code.rank() for code in book.codes("safeguarding-level")}
    noticed = [moment for item in said if (moment := moment_in(item, "noticed_at"))]
    told = tuple(Told(who, moment_in(item, "told_at")) for item in said if (who := word_of(item, "told")))
    times = [person.at for person in told if person.at is not None]
    level = None if None in levels else max((one for one in levels if one), key=lambda one: rank.get(one, -1))
    return Concern(
        level=level,
        noticed_at=min(noticed, default=None),
        told=told,
        now=file.now,
        words_shown=True if any(word_of(item, "said_words") for item in said) else None,
        said_at=min(times, default=None),
    )


def safety(file: CaseFile, visit: Held, officer: str | None, book: Reference) -> tuple[object, ...]:
    """What LW-01 to LW-04 ask of a visit.

    FieldKit has no field in which a place of the officer could be kept, so that none is recorded (LW-04).
    """
    plans = file.of_kind("safety-plan", visit.record)
    if not plans:
        return (SafetyPlan(), Places(()))
    plan = plans[-1]
    events = file.of_kind("safety-event", plan.record)
    happened = {word_of(event, "event") for event in events}
    place = next((part for part in file.parts if part.record == visit.value("address")), None)
    purpose = word_of(visit, "purpose")
    written = SafetyPlan(
        officer=officer,
        phone=word_of(plan, "phone"),
        address=place.title if place else None,
        purpose=book.label("visit-purpose", purpose) if purpose else None,
        expected_finish=moment_in(plan, "expected_finish"),
        buddy=name_of(plan, "buddy"),
        kept_at=made_at(plan),
        offered=True if "buddy-told" in happened else False if visit.state in _SET_OUT else None,
        limit_shown=True if "started" in happened else None,
    )
    return (written, timer_of(plan, events, file.now), Places(()))


def timer_of(plan: Held, events: Sequence[Held], now: datetime) -> SafetyTimer:
    """A safety plan's timer as its events left it (LW-02)."""
    last = {event.text("event"): event for event in events}
    extended = last.get("extended")
    every = plan.value("check_in_minutes")
    return SafetyTimer(
        started_at=moment_in(last.get("started"), "at"),
        expected_finish=moment_in(extended, "until") or moment_in(plan, "expected_finish"),
        check_in_minutes=every if isinstance(every, int) else None,
        checked_in_at=moment_in(last.get("check-in"), "at"),
        all_clear_at=moment_in(last.get(ALL_CLEAR), "at"),
        duress_at=moment_in(last.get(DURESS), "at"),
        now=now,
    )


def word_of(held: Held, field: str) -> str | None:
    """An agreed answer in words or code."""
    told = held.value(field)
    return told if isinstance(told, str) and told.strip() else None


def name_of(held: Held, field: str) -> str | None:
    """The name in an agreed answer that names somebody."""
    told = held.value(field)
    return str(told["name"]) if isinstance(told, dict) and told.get("name") else None


def school_of(child: Held) -> str | None:
    """The name of the school where the child is registered."""
    return name_of(child, "school")


def moment_in(held: Held | None, field: str) -> datetime | None:
    """An agreed time."""
    told = word_of(held, field) if held is not None else None
    return datetime.fromisoformat(told) if told and "T" in told else None


def day_of(held: Held, field: str) -> date | None:
    """An agreed day, or the UK day of an agreed time."""
    told = word_of(held, field)
    if told is None:
        return None
    if "T" in told:
        return datetime.fromisoformat(told).astimezone(LONDON).date()
    return date.fromisoformat(told)


def made_at(held: Held) -> datetime:
    """When a record was first written."""
    return datetime.fromisoformat(moment_of(held.made_ms))


def _found_remotely(file: CaseFile) -> bool | None:
    """No, once the officer said that a visit is needed; yes, when the outcome came without one."""
    been = {state for state, _ in file.states}
    if been.intersection(_VISIT_NEEDED):
        return False
    return True if STATE in file.case.folded.fields and word_of(file.case, "case_outcome") else None
