"""The case and what is done on it: enquiries, notes, what the school was told, follow-ups (domain 2.8, 3.2,
3.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Link, LongText, Officer, SchoolNamed, Text, YesNo
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, Time


class Case(Record):
    """Everything about one child and one concern, in one home."""

    kind: ClassVar[str] = "case"
    label: ClassVar[str] = "Case"
    icon: ClassVar[str] = "folder-open"
    lives_in: ClassVar[str] = "self"
    state_codes: ClassVar[str] = "case-state"
    in_chronology: ClassVar[bool] = False
    searched: ClassVar[tuple[str, ...]] = ("reference",)
    due: ClassVar[str] = "next_action_due"
    side_states: ClassVar[tuple[str, ...]] = ("on_hold",)
    moves: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "received": ("triaged", "closed", "on_hold"),
        "triaged": ("allocated", "closed", "on_hold"),
        "allocated": ("remote_investigation", "field_visit_needed", "outcome", "on_hold"),
        "remote_investigation": ("field_visit_needed", "awaiting_third_party", "outcome", "on_hold"),
        "field_visit_needed": ("field_visit_done", "remote_investigation", "outcome", "on_hold"),
        "field_visit_done": ("field_visit_needed", "awaiting_third_party", "outcome", "on_hold"),
        "awaiting_third_party": ("remote_investigation", "field_visit_needed", "outcome", "on_hold"),
        "outcome": ("closed", "remote_investigation", "on_hold"),
        "closed": ("reopened",),
        "on_hold": ("remote_investigation", "field_visit_needed", "awaiting_third_party", "outcome"),
        "reopened": ("allocated", "remote_investigation", "field_visit_needed", "outcome"),
    }

    reference: Annotated[Text | None, Ask("Reference", "Case", "FieldKit gives one", asked=False)] = None
    case_type: Annotated[
        str | None, Ask("What kind of case is it?", "Case", needed="any"), Choice(codes="case-type")
    ] = None
    child: Annotated[str | None, Ask("Child", "Case", needed="any"), Link(kinds=("child",))] = None
    received_at: Annotated[
        Time | None, Ask("When was it received?", "Case", needed="any", short="Received")
    ] = None
    referrer_kind: Annotated[str | None, Ask("Who referred it?", "Case"), Choice(codes="referrer-kind")] = (
        None
    )
    referrer: Annotated[Text | None, Ask("Name of the referrer", "Case")] = None
    reason: Annotated[LongText | None, Ask("What is the concern?", "Concern")] = None
    priority: Annotated[str | None, Ask("Priority", "Concern"), Choice(codes="case-priority")] = None
    processing_regime: Annotated[
        str | None, Ask("Data protection regime", "Concern"), Choice(codes="processing-regime")
    ] = None
    retention_class: Annotated[
        str | None, Ask("Kept how long?", "Concern"), Choice(codes="retention-class")
    ] = None
    allocated_officer: Annotated[Officer | None, Ask("Officer", "Allocation", needed="allocated")] = None
    allocated_at: Annotated[Time | None, Ask("Allocated", "Allocation", needed="allocated")] = None
    next_action: Annotated[Text | None, Ask("Next act", "Next")] = None
    next_action_due: Annotated[DayOf | None, Ask("Due", "Next")] = None
    urgency_reason: Annotated[
        LongText | None,
        Ask("Why may a visit come before the remote checks?", "Next", "A manager records this"),
    ] = None
    case_outcome: Annotated[
        str | None, Ask("What was the outcome?", "Outcome", needed="outcome"), Choice(codes="case-outcome")
    ] = None
    outcome_on: Annotated[DayOf | None, Ask("On", "Outcome")] = None
    new_school: Annotated[SchoolNamed | None, Ask("New school", "Outcome")] = None
    new_school_start: Annotated[DayOf | None, Ask("Starts there on", "Outcome")] = None
    other_council: Annotated[Text | None, Ask("Other council", "Moved away")] = None
    handover_on: Annotated[DayOf | None, Ask("Handed over on", "Moved away")] = None
    other_council_officer: Annotated[Text | None, Ask("To whom", "Moved away")] = None
    acknowledged_on: Annotated[DayOf | None, Ask("Acknowledged on", "Moved away", "CME-20")] = None
    left_country_evidence: Annotated[
        str | None,
        Ask("Evidence that they left the country", "Moved away"),
        Choice(codes="left-country-evidence"),
    ] = None
    review_on: Annotated[DayOf | None, Ask("Review on", "Review", "CME-21")] = None
    reviewed_on: Annotated[DayOf | None, Ask("Reviewed on", "Review", "DPA 2018 s.39", asked=False)] = None
    hold_reason: Annotated[
        str | None, Ask("Why on hold?", "Review", needed="on_hold"), Choice(codes="hold-reason")
    ] = None
    manager_agreed: Annotated[Officer | None, Ask("Manager who agreed", "Review")] = None

    def title(self) -> str:
        return self.reference or self.label


class Enquiry(Record):
    """One line of the reasonable-enquiries checklist; two officers who fill it in meet in one record."""

    kind: ClassVar[str] = "enquiry"
    label: ClassVar[str] = "Enquiry"
    icon: ClassVar[str] = "list-checks"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    happened: ClassVar[str] = "made_on"
    searched: ClassVar[tuple[str, ...]] = ("result_notes", "source")

    line_code: Annotated[str | None, Ask("Enquiry", asked=False), Choice(codes="enquiry-line")] = None
    result: Annotated[
        str | None, Ask("What came of it?", "Enquiry", needed="any"), Choice(codes="enquiry-result")
    ] = None
    made_on: Annotated[DayOf | None, Ask("When was it made?", "Enquiry", short="Made")] = None
    source: Annotated[Text | None, Ask("Who was asked?", "Enquiry", short="Asked")] = None
    result_notes: Annotated[
        LongText | None, Ask("What was found?", "Enquiry", voice="fact", short="Found")
    ] = None
    reason: Annotated[LongText | None, Ask("Why could it not be made?", "Enquiry", short="Reason")] = None

    def title(self) -> str:
        return Choice(codes="enquiry-line").show(self.line_code or "enquiry")

    def line(self) -> str:
        said = Choice(codes="enquiry-result").show(self.result) if self.result else ""
        return ". ".join(filter(None, (said, self.result_notes or self.reason)))


class Note(Record):
    """A call, meeting, message or observation."""

    kind: ClassVar[str] = "note"
    label: ClassVar[str] = "Note"
    icon: ClassVar[str] = "note-pencil"
    parents: ClassVar[tuple[str, ...]] = ("case", "visit", "operation", "stop", "premises-visit")
    seals: ClassVar[bool] = True
    happened: ClassVar[str] = "happened_at"
    searched: ClassVar[tuple[str, ...]] = ("subject", "facts", "words", "judgement", "with_whom")

    note_kind: Annotated[str | None, Ask("What is it?", "Note", needed="any"), Choice(codes="note-kind")] = (
        None
    )
    happened_at: Annotated[Time | None, Ask("When did it happen?", "Note", needed="any", short="When")] = None
    with_whom: Annotated[Text | None, Ask("With whom?", "Note", short="With")] = None
    subject: Annotated[Text | None, Ask("What was it about?", "Note", needed="any", short="About")] = None
    words: Annotated[
        LongText | None,
        Ask("What did they say, word for word?", "Words", voice="verbatim", short="Their words"),
    ] = None
    facts: Annotated[LongText | None, Ask("What happened?", "Words", voice="fact", short="Fact")] = None
    judgement: Annotated[
        LongText | None, Ask("What do you make of it?", "Words", voice="judgement", short="Judgement")
    ] = None
    made_up_together: Annotated[
        YesNo | None,
        Ask("Did you make this note up together with somebody?", "Words", "EVD-23", short="Made up together"),
    ] = None
    made_up_with: Annotated[
        Text | None,
        Ask("With whom?", "Words", when=("made_up_together", ("yes",)), short="Made up with"),
    ] = None

    def title(self) -> str:
        return self.subject or self.label

    def line(self) -> str:
        return ". ".join(filter(None, (self.with_whom, self.facts)))


class SchoolTold(Record):
    """That the school was told how its case goes on, or what it must do (CME-13)."""

    kind: ClassVar[str] = "school-told"
    label: ClassVar[str] = "School told"
    icon: ClassVar[str] = "buildings"
    parents: ClassVar[tuple[str, ...]] = ("case", "visit", "operation", "stop", "premises-visit")
    happened: ClassVar[str] = "told_at"
    searched: ClassVar[tuple[str, ...]] = ("told_to", "text_sent")

    told_at: Annotated[
        Time | None, Ask("When was the school told?", "School", needed="any", short="Told")
    ] = None
    told_to: Annotated[Text | None, Ask("Who was told?", "School", needed="any", short="Who")] = None
    how: Annotated[str | None, Ask("How?", "School", needed="any"), Choice(codes="how-told")] = None
    occasion: Annotated[str | None, Ask("At what stage?", "School"), Choice(codes="school-told-at")] = None
    text_sent: Annotated[
        LongText | None, Ask("What were they told?", "School", voice="fact", short="Told that")
    ] = None

    def title(self) -> str:
        return f"School told: {self.told_to}" if self.told_to else self.label

    def line(self) -> str:
        return self.text_sent or ""


class FollowUp(Record):
    """Something that somebody has to do by a day."""

    kind: ClassVar[str] = "follow-up"
    label: ClassVar[str] = "Follow-up"
    icon: ClassVar[str] = "calendar-blank"
    parents: ClassVar[tuple[str, ...]] = ("case", "visit", "operation", "stop", "premises-visit")
    due: ClassVar[str] = "due_on"
    state_codes: ClassVar[str] = "follow-up-state"
    moves: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "open": ("done", "not-needed"),
        "done": ("open",),
        "not-needed": ("open",),
    }
    searched: ClassVar[tuple[str, ...]] = ("action",)
    personal: ClassVar[tuple[str, ...]] = ("action", "result")

    action: Annotated[Text | None, Ask("What has to be done?", "Follow-up", needed="open", short="To do")] = (
        None
    )
    owner: Annotated[Officer | None, Ask("Who does it?", "Follow-up", short="Who")] = None
    due_on: Annotated[DayOf | None, Ask("By when?", "Follow-up", needed="open", short="By")] = None
    result: Annotated[LongText | None, Ask("What came of it?", "Follow-up", voice="fact")] = None

    def title(self) -> str:
        return self.action or self.label

    def line(self) -> str:
        return self.result or ""


class CaseLink(Record):
    """That this case has to do with another: the server adds nothing that the link's author may not already
    see.
    """

    kind: ClassVar[str] = "link"
    label: ClassVar[str] = "Linked case"
    icon: ClassVar[str] = "folder-open"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    in_chronology: ClassVar[bool] = False

    other: Annotated[
        str | None,
        Ask("Which record?", "Link", needed="any"),
        Link(kinds=("case", "child", "person", "address")),
    ] = None
    link_reason: Annotated[str | None, Ask("Why?", "Link", needed="any"), Choice(codes="link-reason")] = None
    confirmed: Annotated[YesNo | None, Ask("Is that certain?", "Link")] = None
