"""The sweep operation: its plan, who goes with whom, and what came of it (domain 4.2, SWP-20)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, LongText, Officer, PhoneText, Text, YesNo
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, HoursOf, Time

_TRUANCY = ("sort", ("truancy",))
_DIRECTED = ("mode", ("section-16",))


class Operation(Record):
    """A truancy or employment sweep, from its plan to its return, in a home of its own."""

    kind: ClassVar[str] = "operation"
    label: ClassVar[str] = "Sweep"
    icon: ClassVar[str] = "users-three"
    lives_in: ClassVar[str] = "self"
    state_codes: ClassVar[str] = "operation-state"
    happened: ClassVar[str] = "starts_at"
    due: ClassVar[str] = "starts_at"
    in_chronology: ClassVar[bool] = False
    searched: ClassVar[tuple[str, ...]] = ("reference", "name", "area")
    side_states: ClassVar[tuple[str, ...]] = ("returned", "refused", "cancelled")
    after_approval: ClassVar[tuple[str, ...]] = (
        "briefed_at",
        "went_live_at",
        "stood_down_at",
        "closed_at",
        "police_hours",
        "went_well",
        "lessons",
        "closed_schools",
    )
    moves: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "draft": ("submitted", "cancelled"),
        "submitted": ("approved", "returned", "refused", "cancelled"),
        "approved": ("briefed", "submitted", "cancelled"),
        "briefed": ("live", "submitted", "cancelled"),
        "live": ("stood_down",),
        "stood_down": ("debriefed",),
        "debriefed": ("closed",),
        "closed": ("return_sent",),
        "return_sent": (),
        "returned": ("submitted", "cancelled"),
        "refused": (),
        "cancelled": (),
    }

    reference: Annotated[Text | None, Ask("Reference", "Plan", "FieldKit gives one", asked=False)] = None
    sort: Annotated[
        str | None,
        Ask("What kind of sweep is it?", "What and when", needed="any", short="Kind"),
        Choice(codes="operation-sort"),
    ] = None
    name: Annotated[Text | None, Ask("What is it called?", "What and when", needed="any", short="Name")] = (
        None
    )
    starts_at: Annotated[
        Time | None, Ask("When does it start?", "What and when", needed="any", short="Starts")
    ] = None
    ends_at: Annotated[Time | None, Ask("When does it end?", "What and when", needed="any", short="Ends")] = (
        None
    )

    objectives: Annotated[
        LongText | None, Ask("What is it for?", "Why", needed="submitted", short="Objectives")
    ] = None
    basis: Annotated[
        LongText | None,
        Ask("What is it based on?", "Why", needed="submitted", voice="fact", short="Basis"),
    ] = None
    equality_note: Annotated[
        LongText | None,
        Ask(
            "How may it affect different communities?",
            "Why",
            needed="submitted",
            short="Equality and community",
        ),
    ] = None
    media_line: Annotated[LongText | None, Ask("What is said to the press?", "Why", short="Media line")] = (
        None
    )

    area: Annotated[
        LongText | None, Ask("What area does it cover?", "Where", needed="submitted", short="Area")
    ] = None
    streets: Annotated[
        LongText | None,
        Ask(
            "Which streets and places?",
            "Where",
            "Public places inside the area, one on each line: the pick list at the kerb",
            needed="submitted",
            short="Streets and places",
        ),
    ] = None
    designated_premises: Annotated[
        Text | None,
        Ask(
            "Where may children be taken?",
            "Where",
            "Never a police station",
            when=_TRUANCY,
            short="Designated premises",
        ),
    ] = None
    premises_designated_on: Annotated[
        DayOf | None, Ask("When were they designated?", "Where", when=_TRUANCY, short="Designated on")
    ] = None
    chief_officer_told_on: Annotated[
        DayOf | None,
        Ask("When was the chief officer of police told?", "Where", when=_TRUANCY, short="Chief officer told"),
    ] = None

    mode: Annotated[
        str | None,
        Ask("Under what power?", "Power", needed="submitted", when=_TRUANCY, short="Power"),
        Choice(codes="operation-mode"),
    ] = None
    direction_by: Annotated[
        Text | None,
        Ask(
            "Who gave the direction?",
            "Power",
            "SWP-02",
            needed="submitted",
            when=_DIRECTED,
            short="Direction by",
        ),
    ] = None
    direction_rank: Annotated[
        str | None,
        Ask("What is their rank?", "Power", needed="submitted", when=_DIRECTED, short="Rank"),
        Choice(codes="police-rank"),
    ] = None
    direction_force: Annotated[
        Text | None, Ask("Of which force?", "Power", needed="submitted", when=_DIRECTED, short="Force")
    ] = None
    direction_reference: Annotated[
        Text | None, Ask("What is its reference?", "Power", when=_DIRECTED, short="Direction reference")
    ] = None
    direction_area: Annotated[
        LongText | None,
        Ask(
            "What area does the direction cover?",
            "Direction",
            needed="submitted",
            when=_DIRECTED,
            short="Area directed",
        ),
    ] = None
    direction_covers: Annotated[
        YesNo | None,
        Ask(
            "Does it cover the whole area of the sweep?",
            "Direction",
            needed="submitted",
            when=_DIRECTED,
            short="Covers the area",
        ),
    ] = None
    direction_from: Annotated[
        Time | None, Ask("From when?", "Direction", needed="submitted", when=_DIRECTED, short="Directed from")
    ] = None
    direction_until: Annotated[
        Time | None,
        Ask("Until when?", "Direction", needed="submitted", when=_DIRECTED, short="Directed until"),
    ] = None
    direction_copy_held: Annotated[
        YesNo | None,
        Ask("Do you hold a copy?", "Direction", needed="submitted", when=_DIRECTED, short="Copy held"),
    ] = None

    council_lead: Annotated[
        Officer | None, Ask("Who leads for the council?", "Who", needed="submitted", short="Council lead")
    ] = None
    police_lead: Annotated[Text | None, Ask("Who leads for the police?", "Who", short="Police lead")] = None
    partners: Annotated[
        list[Annotated[str, Choice(codes="sweep-partner")]] | None,
        Ask("Who else takes part?", "Who", short="Partners"),
    ] = None
    safeguarding_on_call: Annotated[
        Text | None,
        Ask(
            "Who is the safeguarding lead on call?",
            "Who",
            "Name and telephone number",
            needed="submitted",
            short="Safeguarding on call",
        ),
    ] = None
    interpreters: Annotated[Text | None, Ask("Interpreters", "Who")] = None

    briefing_at: Annotated[
        Time | None, Ask("When is the briefing?", "Briefing", needed="submitted", short="Briefing")
    ] = None
    briefing_place: Annotated[
        Text | None, Ask("Where is the briefing?", "Briefing", needed="submitted", short="Briefed at")
    ] = None
    transport: Annotated[Text | None, Ask("What transport is there?", "Briefing", short="Transport")] = None
    equipment: Annotated[LongText | None, Ask("What is carried?", "Briefing", short="Equipment")] = None

    risk_assessment: Annotated[
        LongText | None,
        Ask(
            "What are the risks, and what is done about each?",
            "Safety",
            needed="submitted",
            voice="fact",
            short="Risk assessment",
        ),
    ] = None
    lone_working: Annotated[
        LongText | None,
        Ask("How is nobody left to work alone?", "Safety", needed="submitted", short="Lone working"),
    ] = None
    school_contacts: Annotated[
        LongText | None,
        Ask(
            "Which schools stand by to be rung?",
            "Safety",
            "One on each line, with its number",
            when=_TRUANCY,
            short="Schools standing by",
        ),
    ] = None
    closed_schools: Annotated[
        LongText | None, Ask("Schools closed that day", "Safety", asked=False, voice="fact")
    ] = None

    briefed_at: Annotated[Time | None, Ask("Briefed", "Progress", asked=False)] = None
    went_live_at: Annotated[Time | None, Ask("Went live", "Progress", asked=False)] = None
    stood_down_at: Annotated[Time | None, Ask("Stood down", "Progress", asked=False)] = None
    closed_at: Annotated[Time | None, Ask("Closed", "Progress", asked=False)] = None
    police_hours: Annotated[
        HoursOf | None,
        Ask("How many police hours were given?", "Debrief", needed="debriefed", short="Police hours"),
    ] = None
    went_well: Annotated[
        LongText | None, Ask("What went well?", "Debrief", needed="debriefed", short="Went well")
    ] = None
    lessons: Annotated[
        LongText | None, Ask("What should change next time?", "Debrief", needed="debriefed", short="Lessons")
    ] = None

    def title(self) -> str:
        return ", ".join(filter(None, (self.reference, self.name))) or self.label

    def contradictions(self) -> Iterator[tuple[str, str]]:
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            yield "ends_at", "Enter a time after the sweep starts"
        first, last = self.direction_from, self.direction_until
        if first and last and last <= first:
            yield "direction_until", "Enter a time after the direction begins"
        if self.briefing_at and self.starts_at and self.briefing_at > self.starts_at:
            yield "briefing_at", "Enter a time before the sweep starts"


class Pairing(Record):
    """Who goes with whom on a sweep, and what power the constable or PCSO of the pair holds (SWP-03,
    SWP-04).
    """

    kind: ClassVar[str] = "pairing"
    label: ClassVar[str] = "Pairing"
    icon: ClassVar[str] = "users"
    parents: ClassVar[tuple[str, ...]] = ("operation",)
    in_chronology: ClassVar[bool] = False
    #: Who stands there and with what power is approved; which constable it is may be known on the morning.
    after_approval: ClassVar[tuple[str, ...]] = ("police_name", "collar_no", "patch", "phone")

    officer: Annotated[Officer | None, Ask("Which officer?", "Pair", needed="any", short="Officer")] = None
    second_officer: Annotated[Officer | None, Ask("With which other officer?", "Pair", short="With")] = None
    police_power: Annotated[
        str | None,
        Ask("Who goes with them?", "Police", needed="any", short="Police"),
        Choice(codes="police-power"),
    ] = None
    police_name: Annotated[
        Text | None,
        Ask(
            "What is their name?",
            "Police",
            short="Name",
            when=("police_power", ("constable", "pcso-designated", "pcso-not-designated")),
        ),
    ] = None
    collar_no: Annotated[
        Text | None,
        Ask(
            "Collar number",
            "Police",
            when=("police_power", ("constable", "pcso-designated", "pcso-not-designated")),
        ),
    ] = None
    patch: Annotated[Text | None, Ask("Which streets do they take?", "Pair", short="Patch")] = None
    phone: Annotated[PhoneText | None, Ask("Telephone number", "Pair")] = None

    def title(self) -> str:
        police = " ".join(filter(None, (self.police_name, self.collar_no)))
        second = self.second_officer["name"] if self.second_officer else ""
        return (
            " and ".join(filter(None, (self.officer["name"] if self.officer else "", second, police)))
            or self.label
        )

    def contradictions(self) -> Iterator[tuple[str, str]]:
        if self.police_power == "none" and not self.second_officer:
            yield "second_officer", "Name a second officer: nobody works alone on a sweep"
