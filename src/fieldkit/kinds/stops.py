"""The stop of a truancy sweep, made in under a minute at the kerb, and the child's return to school
(domain 4.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import (
    Choice,
    Count,
    Link,
    LongText,
    Officer,
    SchoolNamed,
    Text,
    YesNo,
    YesNoUnknown,
)
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, Time, local

_ADULT = ("with_adult", ("parent", "relative", "other-adult", "school-staff"))
_ANSWERED = (
    "school_says",
    (
        "expected-in",
        "authorised",
        "suspended",
        "not-on-roll",
        "closed",
        "home-educated",
        "educated-elsewhere",
    ),
)
_SUSPENDED = ("school_says", ("suspended",))
_REMOVED = ("actions", ("removed-to-school", "removed-to-premises"))


class Stop(Record):
    """One child met on a sweep. It is not an interview: no caution, no questions about guilt (SWP-24)."""

    kind: ClassVar[str] = "stop"
    label: ClassVar[str] = "Stop"
    icon: ClassVar[str] = "users-three"
    parents: ClassVar[tuple[str, ...]] = ("operation",)
    seals: ClassVar[bool] = True
    happened: ClassVar[str] = "stopped_at"
    searched: ClassVar[tuple[str, ...]] = ("stop_no", "child_name", "words", "description")
    #: The age at the stop, the year, the school and the place stay, because the return counts them.
    personal: ClassVar[tuple[str, ...]] = (
        "child_name",
        "dob",
        "description",
        "address_stated",
        "adult_name",
        "adult_relation",
        "words",
        "judgement",
        "school_person",
        "school_informed",
        "classified_why",
    )

    stop_no: Annotated[Text | None, Ask("Stop", asked=False)] = None
    officer: Annotated[Officer | None, Ask("Officer", asked=False)] = None
    police_name: Annotated[Text | None, Ask("Constable or PCSO", "Place and time", asked=False)] = None
    collar_no: Annotated[Text | None, Ask("Collar number", "Place and time", asked=False)] = None
    police_power: Annotated[
        str | None, Ask("Power held", "Place and time", asked=False), Choice(codes="police-power")
    ] = None
    stopped_at: Annotated[Time | None, Ask("When?", "Place and time", needed="any", short="Time")] = None
    place: Annotated[Text | None, Ask("Where?", "Place and time", needed="any", short="Place")] = None
    in_area: Annotated[
        YesNoUnknown | None, Ask("Is it inside the area of the sweep?", "Place and time", short="In the area")
    ] = None
    public_place: Annotated[
        YesNoUnknown | None, Ask("Is it a public place?", "Place and time", "SWP-07", short="Public place")
    ] = None
    group: Annotated[Text | None, Ask("Stopped together", "Place and time", asked=False)] = None
    group_size: Annotated[Count | None, Ask("How many together?", "Place and time", short="Together")] = None

    child_name: Annotated[Text | None, Ask("What is the child's name?", "Child", short="Name")] = None
    dob: Annotated[DayOf | None, Ask("When were they born?", "Child", short="Born")] = None
    age: Annotated[Count | None, Ask("How old are they?", "Child", short="Age")] = None
    year_group: Annotated[
        str | None, Ask("Which school year?", "Child", short="Year"), Choice(codes="year-group")
    ] = None
    school: Annotated[SchoolNamed | None, Ask("Which school?", "Child", short="School")] = None
    school_stated: Annotated[
        Text | None,
        Ask("School as they said it", "Child", "When it is not in the list", short="School stated"),
    ] = None
    sex: Annotated[str | None, Ask("Sex", "Child"), Choice(codes="sex")] = None
    address_stated: Annotated[Text | None, Ask("What address do they give?", "Child", short="Address")] = None
    description: Annotated[
        LongText | None,
        Ask("Describe them", "Child", "When they give no name", voice="fact", short="Description"),
    ] = None
    identity_verified: Annotated[YesNo | None, Ask("Was that verified?", "Child", short="Verified")] = None

    with_adult: Annotated[
        str | None, Ask("Who are they with?", "With", needed="any", short="With"), Choice(codes="stop-with")
    ] = None
    adult_name: Annotated[
        Text | None, Ask("What is the adult's name?", "With", when=_ADULT, short="Adult")
    ] = None
    adult_relation: Annotated[
        Text | None, Ask("Who are they to the child?", "With", when=_ADULT, short="Relation")
    ] = None

    reason: Annotated[
        str | None,
        Ask("What reason is given?", "Reason given", needed="any", short="Reason"),
        Choice(codes="stop-reason"),
    ] = None
    words: Annotated[
        LongText | None,
        Ask("What did they say, word for word?", "Reason given", voice="verbatim", short="Their words"),
    ] = None
    proof: Annotated[
        str | None, Ask("What proof is shown?", "Proof shown", short="Proof"), Choice(codes="stop-proof")
    ] = None

    school_says: Annotated[
        str | None,
        Ask("What does the school say?", "School says", short="School says"),
        Choice(codes="school-says"),
    ] = None
    school_person: Annotated[
        Text | None, Ask("Who at the school?", "School says", when=_ANSWERED, short="Person")
    ] = None
    school_asked_at: Annotated[Time | None, Ask("When were they asked?", "School says", short="Asked")] = None
    register_code: Annotated[
        str | None, Ask("Which register code?", "School says", short="Code"), Choice(codes="attendance-code")
    ] = None
    suspended_from: Annotated[DayOf | None, Ask("Suspended from", "School says", when=_SUSPENDED)] = None
    suspended_until: Annotated[DayOf | None, Ask("Suspended until", "School says", when=_SUSPENDED)] = None
    s104_notice_seen: Annotated[
        YesNoUnknown | None,
        Ask("Was the section 104 notice seen?", "School says", when=_SUSPENDED, short="Section 104 notice"),
    ] = None

    classification: Annotated[
        str | None,
        Ask("What is this stop?", "This stop is", needed="any", short="This stop is"),
        Choice(codes="stop-class"),
    ] = None
    classified_why: Annotated[
        LongText | None,
        Ask("Why is it classed so?", "This stop is", "When you differ from what is suggested"),
    ] = None
    actions: Annotated[
        list[Annotated[str, Choice(codes="stop-action")]] | None,
        Ask("What was done?", "What was done", needed="any", short="Done"),
    ] = None
    removed_by: Annotated[
        Text | None,
        Ask(
            "Which constable or PCSO removed the child?",
            "What was done",
            "SWP-09",
            needed="any",
            when=_REMOVED,
            short="Removed by",
        ),
    ] = None
    notices: Annotated[
        list[Annotated[str, Choice(codes="stop-notice")]] | None,
        Ask("Which penalty notices came of it?", "What was done", short="Penalty notices"),
    ] = None
    welfare: Annotated[
        YesNo | None, Ask("Is there a worry about the child?", "Welfare", short="Welfare concern")
    ] = None
    judgement: Annotated[
        LongText | None, Ask("What do you make of it?", "Welfare", voice="judgement", short="Judgement")
    ] = None
    school_informed: Annotated[
        Text | None, Ask("Who at the school was told?", "Afterwards", short="School told")
    ] = None
    school_informed_at: Annotated[
        Time | None, Ask("When was the school told?", "Afterwards", short="Told")
    ] = None
    again: Annotated[YesNo | None, Ask("Stopped before on this sweep", "Afterwards", asked=False)] = None
    case_made: Annotated[str | None, Ask("Case made", "Afterwards", asked=False), Link(kinds=("case",))] = (
        None
    )

    def title(self) -> str:
        number = f"Stop {self.stop_no}" if self.stop_no else self.label
        return f"{number}: {self.child_name}" if self.child_name else number

    def line(self) -> str:
        at = f"{local(self.stopped_at.isoformat()):%H:%M}" if self.stopped_at else ""
        said = Choice(codes="stop-class").show(self.classification) if self.classification else ""
        return ". ".join(filter(None, (", ".join(filter(None, (self.place, at))), said)))

    def contradictions(self) -> Iterator[tuple[str, str]]:
        when = local(self.stopped_at.isoformat()).date() if self.stopped_at else None
        if self.dob and when and self.dob > when:
            yield "dob", "Enter a date of birth before the day of the stop"
        if self.dob and self.age is not None and when and age_on(self.dob, when) != self.age:
            yield "age", "Enter the age that goes with the date of birth, or take one of them out"
        first, last = self.suspended_from, self.suspended_until
        if first and last and last < first:
            yield "suspended_until", "Enter a day on or after the first day of the suspension"
        if self.group_size is not None and self.group_size < 1:
            yield "group_size", "Enter how many were together, the child counted"


class Reattendance(Record):
    """That a child who was stopped was in school again, as the school says: counted after 1, 5 and 20
    days.
    """

    kind: ClassVar[str] = "reattendance"
    label: ClassVar[str] = "Back in school"
    icon: ClassVar[str] = "check-circle"
    parents: ClassVar[tuple[str, ...]] = ("stop",)
    happened: ClassVar[str] = ""
    personal: ClassVar[tuple[str, ...]] = ("told_by",)

    back_on: Annotated[
        DayOf | None, Ask("When were they back in school?", "Back", needed="any", short="Back on")
    ] = None
    told_by: Annotated[Text | None, Ask("Who said so?", "Back", short="Told by")] = None


def age_on(born: date, day: date) -> int:
    """Whole years on a day; somebody born on 29 February has a birthday on 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
