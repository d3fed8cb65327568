"""What the rules of the legal half are told: support, earlier sanctions, notices, the charge, the parent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.rules.school.calendar import SchoolCalendar
from fieldkit.rules.school.marks import Register


@dataclass(frozen=True, slots=True)
class SupportGiven:
    """One support, a code of `support-kind`: `began` is, for an early help assessment, when it was submitted.

    `ended` is None while the family is still open to it.
    """

    kind: str
    began: date | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class SupportHistory:
    """The support before a sanction, as it stands `on` a day (REF-05 to REF-09).

    `supports` is None until the school has said which there were, and empty when there was none. The answers
    that are text are "yes", "no" or "unknown".
    """

    on: date | None = None
    supports: tuple[SupportGiven, ...] | None = None
    eha_offered: str | None = None
    on_iaep: str | None = None
    iaep_reviews: int | None = None
    ehcp: str | None = None
    ehcp_last_review: date | None = None


@dataclass(frozen=True, slots=True)
class PastSanction:
    """An earlier notice or prosecution of one person for one child: a code of `sanction-kind`.

    `person` and `child` are ids or names, the same as in the facts that hold it; `result` is a code of
    `court-result`; `for_leave` is "yes", "no" or None.
    """

    kind: str
    person: str
    child: str
    issued_on: date | None = None
    for_leave: str | None = None
    withdrawn_on: date | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureAsked:
    """The measure asked for, a code of `legal-tier`, against one parent for one child (REF-10).

    `sanctions` are all that are known of, of any parent and child; None until somebody looked.
    """

    tier: str | None = None
    person: str | None = None
    child: str | None = None
    sanctions: tuple[PastSanction, ...] | None = None


@dataclass(frozen=True, slots=True)
class WhoIsProsecuted:
    """The child's age and roll over the period, and the parent's status and address (REF-11).

    `off_roll_on` is the first day off the roll, None while on it. `parent` is what PAR-01 makes of the person
    ("yes", "no" or "unknown"); `evidenced` and `address_for_service` are "yes", "no" or "unknown".
    """

    born: date | None = None
    calendar: SchoolCalendar | None = None
    first: date | None = None
    last: date | None = None
    on_roll_from: date | None = None
    off_roll_on: date | None = None
    parent: str | None = None
    evidenced: str | None = None
    address_for_service: str | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """The head teacher's certificate of attendance and the register it is of (REF-13).

    `signed_by_head` is "yes", "no" or "unknown"; the totals are sessions as the school states them.
    """

    register: Register | None = None
    signed_by_head: str | None = None
    possible: int | None = None
    authorised: int | None = None
    unauthorised: int | None = None


@dataclass(frozen=True, slots=True)
class BeforeCourt:
    """What is written down before any court (REF-14 to REF-16); answers are "yes", "no" or "unknown"."""

    eso_considered: str | None = None
    eso_reason: str | None = None
    vulnerable: str | None = None
    social_worker_told: str | None = None
    plan_covers_attendance: str | None = None
    equality_note: str | None = None


@dataclass(frozen=True, slots=True)
class Offence:
    """The period of an offence, the day looked at, and the day the charge was issued or the information laid.

    `laid_on` is None while there is no charge.
    """

    first: date | None = None
    last: date | None = None
    today: date | None = None
    laid_on: date | None = None


@dataclass(frozen=True, slots=True)
class NoticeAsked:
    """A penalty notice (s.444A) to one parent for one child, about to be issued or issued (NF-02 to NF-08).

    - `issued_on` is the day of issue, or the day looked at while it is only considered.
    - `sanctions` are all that are known of; those of other parents and children, withdrawn, under s.105 or
      before the framework are sorted out here. None until somebody looked.
    - `persons` and `children` are those whom the paper names. `pounds` and `reduced_pounds` are what it
      states, None while nothing is stated.
    - `for_leave`, `change_expected`, `support_suits` and `improved` are "yes", "no" or "unknown".
    - `improve_to` is the last day of the Notice to Improve; `no_nti_because` why there was none;
      `early_ground` the ground for a notice before the end of that period.
    """

    person: str | None = None
    child: str | None = None
    issued_on: date | None = None
    sanctions: tuple[PastSanction, ...] | None = None
    persons: tuple[str, ...] | None = None
    children: tuple[str, ...] | None = None
    pounds: int | None = None
    reduced_pounds: int | None = None
    for_leave: str | None = None
    support_suits: str | None = None
    support_tried: str | None = None
    change_expected: str | None = None
    improve_to: date | None = None
    improved: str | None = None
    early_ground: str | None = None
    no_nti_because: str | None = None


@dataclass(frozen=True, slots=True)
class ImprovementNotice:
    """A Notice to Improve: codes of `notice-content` that stand in it, and its period, both days counted."""

    contents: tuple[str, ...] | None = None
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """A penalty notice as written (NF-10, NF-11): codes of `notice-content` that stand in it, and who issues.

    `issuer` is a code of `notice-issuer`; `authorised` (under the code of conduct) and `reported` (to the
    council) are "yes", "no" or "unknown".
    """

    contents: tuple[str, ...] | None = None
    issuer: str | None = None
    authorised: str | None = None
    reported: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeServed:
    """A penalty notice after it was received, and the day looked at (NF-09); None where it did not happen."""

    received_on: date | None = None
    paid_on: date | None = None
    withdrawn_on: date | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class NewPupil:
    """A name that a school put on its admission register, and the return of it (CME-01)."""

    added_on: date | None = None
    returned_on: date | None = None
    normal_intake: str | None = None
    council_asks: str | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class Deletion:
    """A name deleted, or to be deleted, from a school's register (CME-02, CME-05).

    - `ground` is a code of `roll-deletion-ground`; `evidence_held` is "yes", "no" or "unknown".
    - `deleted_from` is the day the deletion takes effect, `written_on` the day it was made in the register.
    - Ground F: `notice_written` ("yes" or "no") and `leaves_on`, the day that the parent's notice states and
      that has to be past, `today` too.
    - The return: `returned_on` and its `contents`, codes of `deletion-return-content`; `senior_class_leaves`
      is whether the most senior class left at the year's end, `council_asks` whether it is asked for then.
    """

    ground: str | None = None
    deleted_from: date | None = None
    written_on: date | None = None
    evidence_held: str | None = None
    notice_written: str | None = None
    leaves_on: date | None = None
    returned_on: date | None = None
    contents: tuple[str, ...] | None = None
    senior_class_leaves: str | None = None
    council_asks: str | None = None
    today: date | None = None


@dataclass(frozen=True, slots=True)
class SchoolReturns:
    """The imported register, and the school's returns of absence and of sickness (CME-03, CME-04).

    `illness_days_expected` are school days of illness that the school expects in all.
    """

    register: Register | None = None
    absence_returned_on: date | None = None
    sickness_returned_on: date | None = None
    illness_days_expected: int | None = None


@dataclass(frozen=True, slots=True)
class GroundI:
    """What ground I of regulation 9(1) asks for, as recorded (CME-06).

    `register.first` is the first day of the absence where it is known, otherwise it is taken from the marks.
    `sick_or_prevented` is whether there are reasonable grounds to believe so. `school_enquired` and
    `council_enquired` are "yes" or "no", `enquiries_found` is a code of `joint-enquiry-outcome`; the
    signatories are names.
    """

    register: Register | None = None
    today: date | None = None
    sick_or_prevented: str | None = None
    school_enquired: str | None = None
    council_enquired: str | None = None
    signed_for_school: str | None = None
    signed_for_council: str | None = None
    enquiries_found: str | None = None


@dataclass(frozen=True, slots=True)
class OutsideMeeting:
    """A social care or MASH meeting that an officer goes to, and the manager who signed it off (CME-14)."""

    held_on: date | None = None
    attends: str | None = None
    signed_off_by: str | None = None
    signed_off_on: date | None = None


@dataclass(frozen=True, slots=True)
class SevereAbsence:
    """The register of a pupil spoken of with the school, and whether missing education was thought of."""

    register: Register | None = None
    considered: str | None = None
