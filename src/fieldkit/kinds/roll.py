"""A school's admission register: names added, names deleted and on which ground, and what the school returns
to the council (CME-01 to CME-06; SI 2024/208 reg.9 and reg.13).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import (
    Choice,
    Count,
    Link,
    LongText,
    PhoneText,
    SchoolNamed,
    Text,
    YesNo,
    YesNoUnknown,
)
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, day_in_words

_HOME_EDUCATED, _SOUGHT = ("F",), ("H", "I")
_OF_NOTICE, _OF_SEARCH = ("ground", _HOME_EDUCATED), ("ground", _SOUGHT)


class NewPupil(Record):
    """A name that a school put on its admission register, and its return of it (CME-01)."""

    kind: ClassVar[str] = "new-pupil"
    label: ClassVar[str] = "New pupil return"
    icon: ClassVar[str] = "student"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    happened: ClassVar[str] = "added_on"

    school: Annotated[SchoolNamed | None, Ask("Which school?", "New pupil", needed="any", short="School")] = (
        None
    )
    added_on: Annotated[
        DayOf | None,
        Ask("When did the name go on its admission register?", "New pupil", needed="any", short="Added"),
    ] = None
    normal_intake: Annotated[
        YesNoUnknown | None,
        Ask("Did the pupil come with the normal intake?", "New pupil", short="Normal intake"),
    ] = None
    council_asks: Annotated[
        YesNo | None,
        Ask(
            "Does the council ask for the normal intake too?",
            "New pupil",
            when=("normal_intake", ("yes",)),
            short="Asked for the normal intake",
        ),
    ] = None
    returned_on: Annotated[
        DayOf | None, Ask("When was the return received?", "New pupil", short="Return received")
    ] = None

    def title(self) -> str:
        return f"{self.label}, added {day_in_words(self.added_on)}" if self.added_on else self.label

    def line(self) -> str:
        return f"Received {day_in_words(self.returned_on)}" if self.returned_on else "Not received"


class RollDeletion(Record):
    """A name that a school deletes or means to delete: ground, evidence, its return (CME-02, CME-05, CME-06).

    Nothing here deletes a name; the school does. What regulation 13 asks a return to give are the sections
    Return, Parents and Where to.
    """

    kind: ClassVar[str] = "roll-deletion"
    label: ClassVar[str] = "Deletion from the roll"
    icon: ClassVar[str] = "list-checks"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    happened: ClassVar[str] = "written_on"
    searched: ClassVar[tuple[str, ...]] = ("ground_note", "enquiry_log")

    school: Annotated[SchoolNamed | None, Ask("Which school?", "Deletion", needed="any", short="School")] = (
        None
    )
    ground: Annotated[
        str | None,
        Ask("On which ground of regulation 9?", "Deletion", short="Ground"),
        Choice(codes="roll-deletion-ground"),
    ] = None
    ground_note: Annotated[
        LongText | None, Ask("The ground in the school's words", "Deletion", short="In its words")
    ] = None
    deleted_from: Annotated[
        DayOf | None, Ask("From which day is the name deleted?", "Deletion", short="Deleted from")
    ] = None
    written_on: Annotated[
        DayOf | None,
        Ask("When was that written in the register?", "Deletion", "Never backwards", short="Written"),
    ] = None

    evidence_held: Annotated[
        YesNoUnknown | None,
        Ask(
            "Is the evidence for this ground here?",
            "Evidence",
            "The check CME-05 says what each ground needs",
            short="Evidence",
        ),
    ] = None
    evidence: Annotated[
        str | None,
        Ask("Which exhibit is it?", "Evidence", "Attach it to the case first", short="Exhibit"),
        Link(kinds=("exhibit",)),
    ] = None

    notice_written: Annotated[
        YesNoUnknown | None,
        Ask(
            "Is the parent's notice in writing?",
            "Parent's notice",
            "Oral word is not enough",
            when=_OF_NOTICE,
            short="In writing",
        ),
    ] = None
    notice_on: Annotated[
        DayOf | None, Ask("Which date does it bear?", "Parent's notice", when=_OF_NOTICE, short="Dated")
    ] = None
    leaves_on: Annotated[
        DayOf | None,
        Ask(
            "From which day does it take effect?",
            "Parent's notice",
            "The day has to be past before the name is deleted",
            when=_OF_NOTICE,
            short="Takes effect",
        ),
    ] = None

    sick_or_prevented: Annotated[
        YesNoUnknown | None,
        Ask(
            "Are there grounds to believe the pupil sick or unavoidably prevented?",
            "Joint enquiries",
            when=_OF_SEARCH,
            short="Sick or prevented",
        ),
    ] = None
    school_enquired: Annotated[
        YesNo | None,
        Ask(
            "Are the school's enquiries complete?",
            "Joint enquiries",
            when=_OF_SEARCH,
            short="School's enquiries complete",
        ),
    ] = None
    council_enquired: Annotated[
        YesNo | None,
        Ask(
            "Are the council's enquiries complete?",
            "Joint enquiries",
            when=_OF_SEARCH,
            short="Council's enquiries complete",
        ),
    ] = None
    enquiries_found: Annotated[
        str | None,
        Ask("What did they come to?", "Joint enquiries", when=_OF_SEARCH, short="Came to"),
        Choice(codes="joint-enquiry-outcome"),
    ] = None
    enquiry_log: Annotated[
        LongText | None,
        Ask(
            "Joint enquiry log",
            "Joint enquiries",
            "Who asked whom, when, and what came of it",
            voice="fact",
            when=_OF_SEARCH,
        ),
    ] = None
    signed_for_school: Annotated[
        Text | None,
        Ask("Who signed for the school?", "Signed", when=_OF_SEARCH, short="For the school"),
    ] = None
    signed_for_council: Annotated[
        Text | None,
        Ask("Who signed for the council?", "Signed", when=_OF_SEARCH, short="For the council"),
    ] = None
    signed_on: Annotated[DayOf | None, Ask("When?", "Signed", when=_OF_SEARCH, short="Signed on")] = None

    returned_on: Annotated[
        DayOf | None, Ask("When was the deletion return received?", "Return", short="Received")
    ] = None
    senior_class: Annotated[
        YesNoUnknown | None,
        Ask(
            "Did the most senior class leave at the year's end?", "Return", short="Senior class at year's end"
        ),
    ] = None
    council_asks: Annotated[
        YesNo | None,
        Ask(
            "Does the council ask for that class too?",
            "Return",
            when=("senior_class", ("yes",)),
            short="Asked for that class",
        ),
    ] = None
    full_name: Annotated[Text | None, Ask("Full name, as returned", "Return", short="Full name")] = None
    address: Annotated[
        str | None, Ask("Address, as returned", "Return", short="Address"), Link(kinds=("address",))
    ] = None
    emergency_phone: Annotated[
        PhoneText | None, Ask("Emergency telephone number", "Return", short="Emergency telephone")
    ] = None

    first_parent: Annotated[
        str | None,
        Ask("With which parent does the pupil normally live?", "Parents", short="Parent"),
        Link(kinds=("person",)),
    ] = None
    first_address: Annotated[
        str | None, Ask("That parent's address", "Parents", short="Address"), Link(kinds=("address",))
    ] = None
    second_parent: Annotated[
        str | None,
        Ask("With another parent too?", "Parents", short="Other parent"),
        Link(kinds=("person",)),
    ] = None
    second_address: Annotated[
        str | None,
        Ask("The other parent's address", "Parents", short="Other address"),
        Link(kinds=("address",)),
    ] = None

    new_address: Annotated[
        str | None, Ask("New address, if known", "Where to", short="New address"), Link(kinds=("address",))
    ] = None
    new_address_from: Annotated[DayOf | None, Ask("Lives there from", "Where to")] = None
    new_school: Annotated[SchoolNamed | None, Ask("New school, if known", "Where to", short="New school")] = (
        None
    )
    new_school_from: Annotated[DayOf | None, Ask("Goes there from", "Where to")] = None

    def title(self) -> str:
        return f"{self.label}, ground {self.ground}" if self.ground else self.label

    def line(self) -> str:
        if self.deleted_from is None:
            return Choice(codes="roll-deletion-ground").show(self.ground) if self.ground else ""
        return f"From {day_in_words(self.deleted_from)}"

    def contradictions(self) -> Iterator[tuple[str, str]]:
        if self.second_parent and self.second_parent == self.first_parent:
            yield "second_parent", "Choose another person than the first parent"
        if self.second_address and not self.second_parent:
            yield "second_parent", "Choose whose address that is"


class SchoolReturn(Record):
    """A school's return of absence without leave or of long sickness (CME-03, CME-04)."""

    kind: ClassVar[str] = "school-return"
    label: ClassVar[str] = "Absence return"
    icon: ClassVar[str] = "envelope-simple"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    happened: ClassVar[str] = "received_on"
    searched: ClassVar[tuple[str, ...]] = ("told",)

    return_kind: Annotated[
        str | None, Ask("What is returned?", "Return", needed="any"), Choice(codes="school-return-kind")
    ] = None
    received_on: Annotated[
        DayOf | None, Ask("When was it received?", "Return", needed="any", short="Received")
    ] = None
    absent_from: Annotated[DayOf | None, Ask("Absent from", "Return")] = None
    days_expected: Annotated[
        Count | None,
        Ask(
            "How many school days of illness are expected in all?",
            "Return",
            when=("return_kind", ("sickness",)),
            short="School days expected",
        ),
    ] = None
    told: Annotated[LongText | None, Ask("What does it say?", "Return", voice="fact", short="Says")] = None

    def title(self) -> str:
        return Choice(codes="school-return-kind").show(self.return_kind) if self.return_kind else self.label

    def line(self) -> str:
        return f"Received {day_in_words(self.received_on)}" if self.received_on else ""
