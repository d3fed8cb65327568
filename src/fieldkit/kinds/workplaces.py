"""The premises visit of an employment sweep, the children found at work there, and their hours (domain
5.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import (
    Choice,
    Count,
    Link,
    LongText,
    PhoneText,
    PostcodeText,
    SchoolNamed,
    Text,
    YesNo,
    YesNoUnknown,
)
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, HoursOf, Time, local

_ORDER = ("entry_basis", ("order",))
_CONSENT = ("entry_basis", ("consent",))
_PERFORMANCE = ("entry_basis", ("performance",))
_RESTED = ("rests", ("yes",))
_SUPERVISED = ("occupation", ("door-to-door", "personal-care"))
_LICENSED = ("occupation", ("entertainment",))
_BY_PARENTS = ("occupation", ("farm-parent", "street-trading"))


class PremisesVisit(Record):
    """A visit to a workplace.

    There is no general power to enter: a public part, consent, or an order (EMP-30).
    """

    kind: ClassVar[str] = "premises-visit"
    label: ClassVar[str] = "Premises visit"
    icon: ClassVar[str] = "storefront"
    parents: ClassVar[tuple[str, ...]] = ("operation",)
    state_codes: ClassVar[str] = "premises-state"
    seals: ClassVar[bool] = True
    seal_from: ClassVar[tuple[str, ...]] = ("written_up", "aborted")
    happened: ClassVar[str] = "arrived_at"
    due: ClassVar[str] = "planned_for"
    side_states: ClassVar[tuple[str, ...]] = ("aborted", "cancelled")
    searched: ClassVar[tuple[str, ...]] = (
        "reference",
        "premises_name",
        "trading_name",
        "address",
        "in_charge",
        "seen",
        "words",
        "judgement",
    )
    moves: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "planned": ("on_site", "cancelled"),
        "on_site": ("left", "aborted"),
        "left": ("written_up",),
        "written_up": (),
        "aborted": (),
        "cancelled": (),
    }

    reference: Annotated[Text | None, Ask("Reference", asked=False)] = None
    premises_name: Annotated[
        Text | None, Ask("What are the premises called?", "Place", needed="any", short="Premises")
    ] = None
    trading_name: Annotated[Text | None, Ask("Who trades there?", "Place", short="Trading as")] = None
    company_no: Annotated[Text | None, Ask("Company number", "Place")] = None
    business_type: Annotated[
        str | None,
        Ask("What kind of business?", "Place", needed="on_site", short="Business"),
        Choice(codes="business-type"),
    ] = None
    address: Annotated[
        LongText | None, Ask("What is the address?", "Place", needed="any", short="Address")
    ] = None
    postcode: Annotated[PostcodeText | None, Ask("Postcode", "Place")] = None
    planned_for: Annotated[Time | None, Ask("When do you plan to go?", "Place", short="Planned for")] = None

    arrived_at: Annotated[
        Time | None, Ask("When did you arrive?", "Entry", needed="on_site", short="Arrived")
    ] = None
    departed_at: Annotated[Time | None, Ask("When did you leave?", "Entry", needed="left", short="Left")] = (
        None
    )
    in_charge: Annotated[
        Text | None, Ask("Who is in charge?", "Entry", needed="written_up", short="In charge")
    ] = None
    in_charge_role: Annotated[Text | None, Ask("What is their role?", "Entry", short="Role")] = None
    id_shown: Annotated[
        YesNo | None, Ask("Did you show your card?", "Entry", needed="written_up", short="Card shown")
    ] = None
    entry_basis: Annotated[
        str | None,
        Ask("On what basis are you in?", "Entry", "EMP-30", needed="on_site", short="Entry"),
        Choice(codes="premises-entry-basis"),
    ] = None
    consent_of: Annotated[
        Text | None, Ask("Who let you in?", "Entry", needed="on_site", when=_CONSENT, short="Consent of")
    ] = None
    order_made_at: Annotated[
        Time | None,
        Ask("When was the order made?", "Order", needed="on_site", when=_ORDER, short="Order made"),
    ] = None
    order_court: Annotated[
        Text | None, Ask("Which justice made it?", "Order", needed="on_site", when=_ORDER, short="Justice")
    ] = None
    order_to: Annotated[
        Text | None,
        Ask("To whom is it addressed?", "Order", needed="on_site", when=_ORDER, short="Addressed to"),
    ] = None
    authorisation: Annotated[
        YesNo | None,
        Ask(
            "Do you carry the written authorisation?",
            "Entry",
            "EMP-31",
            when=_PERFORMANCE,
            short="Authorised",
        ),
    ] = None
    licensed_child: Annotated[
        YesNoUnknown | None,
        Ask("Is a licensed child there?", "Entry", "EMP-31", when=_PERFORMANCE, short="Licensed child"),
    ] = None

    papers_shown: Annotated[
        list[Annotated[str, Choice(codes="premises-paper")]] | None,
        Ask("What papers were shown?", "Papers", needed="written_up", short="Papers shown"),
    ] = None
    papers_facts: Annotated[
        LongText | None, Ask("What do they say?", "Papers", voice="fact", short="In the papers")
    ] = None
    seen: Annotated[
        LongText | None,
        Ask("What did you see?", "Seen and said", needed="written_up", voice="fact", short="Seen"),
    ] = None
    words: Annotated[
        LongText | None,
        Ask(
            "What was said, word for word?",
            "Seen and said",
            "Before you question an employer to prove an offence: stop, caution, then interview",
            voice="verbatim",
            short="Their words",
        ),
    ] = None
    judgement: Annotated[
        LongText | None, Ask("What do you make of it?", "Seen and said", voice="judgement", short="Judgement")
    ] = None
    advice: Annotated[LongText | None, Ask("What advice was given?", "Outcome", short="Advice")] = None
    leaflet: Annotated[YesNo | None, Ask("Was the leaflet left?", "Outcome", short="Leaflet left")] = None
    next_steps: Annotated[
        list[Annotated[str, Choice(codes="premises-next-step")]] | None,
        Ask("What happens next?", "Outcome", needed="written_up", short="Next"),
    ] = None
    permit_by: Annotated[
        DayOf | None,
        Ask(
            "By when must permits be applied for?",
            "Outcome",
            when=("next_steps", ("permit",)),
            short="Permit by",
        ),
    ] = None
    safeguarding: Annotated[
        str | None,
        Ask("Is there a safeguarding concern?", "Outcome", needed="written_up", short="Safeguarding"),
        Choice(codes="safeguarding-level"),
    ] = None
    made_up_at: Annotated[
        Time | None, Ask("When did you write this up?", "Outcome", needed="written_up", short="Written up")
    ] = None

    def title(self) -> str:
        return self.trading_name or self.premises_name or self.label

    def line(self) -> str:
        times = (("Arrived", self.arrived_at), ("left", self.departed_at))
        return ", ".join(f"{word} {local(at.isoformat()):%H:%M}" for word, at in times if at)

    def contradictions(self) -> Iterator[tuple[str, str]]:
        arrived, left = self.arrived_at, self.departed_at
        if arrived and left and left < arrived:
            yield "departed_at", "Enter a time after you arrived"
        if left and self.made_up_at and self.made_up_at < left:
            yield "made_up_at", "Enter a time after you left"


class ChildAtWork(Record):
    """A child found at work, with what the law asks about the job (EMP-00 to EMP-20)."""

    kind: ClassVar[str] = "child-at-work"
    label: ClassVar[str] = "Child at work"
    icon: ClassVar[str] = "student"
    parents: ClassVar[tuple[str, ...]] = ("premises-visit",)
    part_of_parent: ClassVar[bool] = True
    searched: ClassVar[tuple[str, ...]] = ("name", "task", "words", "condition")
    #: Not kept either of somebody who is no child for this purpose (EMP-00).
    personal: ClassVar[tuple[str, ...]] = (
        "name",
        "address",
        "parent_name",
        "parent_phone",
        "words",
        "condition",
        "task",
    )

    name: Annotated[Text | None, Ask("What is the child's name?", "Child", needed="any", short="Name")] = None
    dob: Annotated[DayOf | None, Ask("When were they born?", "Child", short="Born")] = None
    dob_verified_by: Annotated[
        str | None, Ask("How do you know?", "Child", short="Verified by"), Choice(codes="dob-verified-by")
    ] = None
    school: Annotated[SchoolNamed | None, Ask("Which school?", "Child", short="School")] = None
    required_to_attend: Annotated[
        YesNoUnknown | None,
        Ask(
            "Did they have to be in school that day?",
            "Child",
            "No: study leave, part-time timetable, off roll",
            short="Had to be in school",
        ),
    ] = None
    address: Annotated[LongText | None, Ask("Where do they live?", "Family", short="Address")] = None
    parent_name: Annotated[Text | None, Ask("Who is their parent?", "Family", short="Parent")] = None
    parent_phone: Annotated[
        PhoneText | None, Ask("The parent's telephone number", "Family", short="Number")
    ] = None

    occupation: Annotated[
        str | None,
        Ask("What is the job?", "Job", needed="any", short="Job"),
        Choice(codes="employment-occupation"),
    ] = None
    task: Annotated[LongText | None, Ask("What were they doing?", "Job", voice="fact", short="Task seen")] = (
        None
    )
    light_work: Annotated[
        YesNoUnknown | None, Ask("Is it light work?", "Job", "EMP-02", short="Light work")
    ] = None
    supervised: Annotated[
        YesNoUnknown | None,
        Ask("Does an adult supervise them?", "Job", when=_SUPERVISED, short="Supervised"),
    ] = None
    licensed: Annotated[
        YesNoUnknown | None,
        Ask("Is it a licensed performance?", "Job", when=_LICENSED, short="Licensed"),
    ] = None
    by_parents: Annotated[
        YesNoUnknown | None,
        Ask("Does a parent employ them?", "Job", when=_BY_PARENTS, short="Employed by a parent"),
    ] = None
    job_began_on: Annotated[
        DayOf | None,
        Ask(
            "By what day had they started this job?", "Job", "The latest day it can be", short="Job began by"
        ),
    ] = None
    job_began_words: Annotated[
        Text | None,
        Ask("Who says when they started?", "Job", "Mr Tolliver says in September", short="As told"),
    ] = None
    pay: Annotated[str | None, Ask("How are they paid?", "Job", short="Pay"), Choice(codes="pay-kind")] = None

    permit: Annotated[
        str | None, Ask("Is there a permit?", "Permit", "EMP-14", short="Permit"), Choice(codes="permit-seen")
    ] = None
    permit_no: Annotated[Text | None, Ask("Permit number", "Permit")] = None
    permit_covers: Annotated[
        YesNoUnknown | None,
        Ask("Does it cover this job, place and hours?", "Permit", short="Permit covers it"),
    ] = None
    notified: Annotated[
        YesNoUnknown | None,
        Ask("Did the employer tell the council?", "Permit", "EMP-15", short="Council told"),
    ] = None
    notified_on: Annotated[
        DayOf | None,
        Ask("When was the council told?", "Permit", when=("notified", ("yes",)), short="Told on"),
    ] = None
    risk_assessed: Annotated[
        YesNoUnknown | None, Ask("Is there a risk assessment?", "Permit", short="Risk assessment")
    ] = None
    parent_told_risks: Annotated[
        YesNoUnknown | None, Ask("Was a parent told of the risks?", "Permit", short="Parent told of risks")
    ] = None

    week_hours: Annotated[
        HoursOf | None,
        Ask("How many hours this week, in all jobs?", "Hours", short="Hours this week"),
    ] = None
    week_hours_source: Annotated[
        str | None, Ask("How do you know?", "Hours", short="From"), Choice(codes="hours-source")
    ] = None
    week_complete: Annotated[
        YesNo | None,
        Ask("Are the hours written down all the work of that week?", "Hours", short="All of the week"),
    ] = None
    free_weeks: Annotated[
        Count | None,
        Ask(
            "How many weeks running were free of work in this year's school holidays?",
            "Hours",
            "EMP-12",
            short="Free weeks running",
        ),
    ] = None
    employer_satisfied: Annotated[
        YesNoUnknown | None,
        Ask(
            "Is the employer satisfied that they have two weeks free?",
            "Hours",
            "Asked only by the Act of 2026",
            short="Employer satisfied of two weeks",
        ),
    ] = None
    harms: Annotated[
        YesNoUnknown | None,
        Ask(
            "Does the work harm health or schooling?", "Welfare", "EMP-20", short="Harms health or schooling"
        ),
    ] = None
    condition: Annotated[
        LongText | None, Ask("What state were they in?", "Welfare", voice="fact", short="Condition")
    ] = None
    spoken_alone: Annotated[
        YesNo | None, Ask("Did you speak to them alone?", "Welfare", short="Spoken to alone")
    ] = None
    words: Annotated[
        LongText | None,
        Ask("What did they say, word for word?", "Welfare", voice="verbatim", short="Their words"),
    ] = None
    judgement: Annotated[
        LongText | None, Ask("What do you make of it?", "Welfare", voice="judgement", short="Judgement")
    ] = None

    case_made: Annotated[str | None, Ask("Case that was made of it", asked=False), Link()] = None

    def title(self) -> str:
        return self.name or self.label

    def line(self) -> str:
        return Choice(codes="employment-occupation").show(self.occupation) if self.occupation else ""


class Shift(Record):
    """One spell of work of a child, for this employer or another, with its rest breaks."""

    kind: ClassVar[str] = "shift"
    label: ClassVar[str] = "Hours worked"
    icon: ClassVar[str] = "timer"
    parents: ClassVar[tuple[str, ...]] = ("child-at-work",)
    part_of_parent: ClassVar[bool] = True
    in_chronology: ClassVar[bool] = False
    happened: ClassVar[str] = "started_at"

    started_at: Annotated[Time | None, Ask("Started", "Hours", needed="any")] = None
    finished_at: Annotated[Time | None, Ask("Finished", "Hours")] = None
    rests: Annotated[YesNoUnknown | None, Ask("Was there a rest break?", "Breaks", short="Rest break")] = None
    break_from: Annotated[Time | None, Ask("Break from", "Breaks", when=_RESTED)] = None
    break_to: Annotated[Time | None, Ask("Break to", "Breaks", when=_RESTED)] = None
    second_break_from: Annotated[Time | None, Ask("Second break from", "Breaks", when=_RESTED)] = None
    second_break_to: Annotated[Time | None, Ask("Second break to", "Breaks", when=_RESTED)] = None
    employer: Annotated[Text | None, Ask("Which other employer?", "Hours", "Leave empty for this one")] = None
    source: Annotated[str | None, Ask("How do you know?", "Hours"), Choice(codes="hours-source")] = None

    def title(self) -> str:
        if not self.started_at:
            return self.label
        start = local(self.started_at.isoformat())
        end = f" to {local(self.finished_at.isoformat()):%H:%M}" if self.finished_at else ""
        return f"{start:%A} {start.day} {start:%B}, {start:%H:%M}{end}"

    def contradictions(self) -> Iterator[tuple[str, str]]:
        start, end = self.started_at, self.finished_at
        if start and end and end <= start:
            yield "finished_at", "Enter a time after the work started"
        elif start and end and local(end.isoformat()).date() != local(start.isoformat()).date():
            yield "finished_at", "Enter the work after midnight as hours of its own"
        for name, first, last in (
            ("break_to", self.break_from, self.break_to),
            ("second_break_to", self.second_break_from, self.second_break_to),
        ):
            if (first is None) != (last is None):
                yield name, "Enter when the break began and when it ended"
            elif first and last and last <= first:
                yield name, "Enter a time after the break began"
            elif first and last and start and end and not (start <= first and last <= end):
                yield name, "Enter a break inside the hours worked"
