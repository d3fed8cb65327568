"""The council's own records: itself, its schools and their calendars, and datasets (domain 2.4, SCH-01)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from fieldkit.kinds.answers import (
    Choice,
    Count,
    EmailText,
    FileHeld,
    Link,
    LongText,
    Officer,
    PhoneText,
    Text,
)
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, Spans


class Council(Record):
    """The council that the notebook belongs to; its record id is the home of its register."""

    kind: ClassVar[str] = "council"
    label: ClassVar[str] = "Council"
    icon: ClassVar[str] = "buildings"
    lives_in: ClassVar[str] = "self"
    in_chronology: ClassVar[bool] = False

    name: Annotated[Text | None, Ask("Name of the council", "Council", needed="any")] = None
    la_number: Annotated[Text | None, Ask("Local authority number", "Council")] = None
    service: Annotated[Text | None, Ask("Service", "Council")] = None
    service_phone: Annotated[PhoneText | None, Ask("Service telephone number", "Council")] = None

    def title(self) -> str:
        return self.name or self.label


class School(Record):
    """A school as the council knows it: whom to ring, and the calendar that every calculation leans on."""

    kind: ClassVar[str] = "school"
    label: ClassVar[str] = "School"
    icon: ClassVar[str] = "buildings"
    lives_in: ClassVar[str] = "register"
    in_chronology: ClassVar[bool] = False
    searched: ClassVar[tuple[str, ...]] = ("name", "school_urn", "dfe_number", "town")

    name: Annotated[Text | None, Ask("Name", "School", needed="any")] = None
    school_urn: Annotated[Text | None, Ask("Unique reference number", "School", short="URN")] = None
    dfe_number: Annotated[Text | None, Ask("DfE number", "School", "Such as 999/4001")] = None
    school_type: Annotated[str | None, Ask("Type", "School"), Choice(codes="school-type")] = None
    phase: Annotated[str | None, Ask("Phase", "School"), Choice(codes="school-phase")] = None
    calendar: Annotated[str | None, Ask("Calendar", "Calendar and hours"), Link(kinds=("calendar",))] = None
    opens: Annotated[Text | None, Ask("Opens", "Calendar and hours", "Such as 08:45")] = None
    closes: Annotated[Text | None, Ask("Closes", "Calendar and hours", "Such as 15:15")] = None
    register_system: Annotated[Text | None, Ask("Register system", "Calendar and hours")] = None
    phone: Annotated[PhoneText | None, Ask("Telephone number", "People")] = None
    email: Annotated[EmailText | None, Ask("Email address", "People")] = None
    attendance_lead: Annotated[Text | None, Ask("Attendance lead", "People")] = None
    head_teacher: Annotated[Text | None, Ask("Head teacher", "People")] = None
    allocated_aio: Annotated[Officer | None, Ask("Attendance Improvement Officer", "People")] = None
    address: Annotated[LongText | None, Ask("Address", "Place")] = None
    town: Annotated[Text | None, Ask("Town", "Place")] = None

    def title(self) -> str:
        return self.name or self.label


class Calendar(Record):
    """A school calendar: terms, closures within them, and the first day of the school year."""

    kind: ClassVar[str] = "calendar"
    label: ClassVar[str] = "School calendar"
    icon: ClassVar[str] = "calendar-blank"
    lives_in: ClassVar[str] = "register"
    in_chronology: ClassVar[bool] = False

    name: Annotated[Text | None, Ask("Name", "Calendar", needed="any")] = None
    terms: Annotated[
        Spans | None, Ask("Terms", "Calendar", "One a line: first day, last day, name", needed="any")
    ] = None
    closures: Annotated[
        Spans | None, Ask("Closed within terms", "Calendar", "Half terms, INSET days, bank holidays")
    ] = None
    half_days: Annotated[
        Spans | None, Ask("Half days", "Calendar", "One a line; the name says which half: am or pm")
    ] = None
    year_begins: Annotated[DayOf | None, Ask("School year begins on", "Calendar")] = None

    def title(self) -> str:
        return self.name or self.label


class Dataset(Record):
    """A reference dataset: one revision with the file as its attachment; its rows are a lookup table."""

    kind: ClassVar[str] = "dataset"
    label: ClassVar[str] = "Dataset"
    icon: ClassVar[str] = "hard-drives"
    lives_in: ClassVar[str] = "log"
    in_chronology: ClassVar[bool] = False

    dataset_kind: Annotated[
        str | None, Ask("What does it hold?", "Dataset", needed="any"), Choice(codes="dataset-kind")
    ] = None
    name: Annotated[Text | None, Ask("Name", "Dataset")] = None
    rows: Annotated[Count | None, Ask("Rows", asked=False)] = None
    left_out: Annotated[Count | None, Ask("Rows left out", asked=False)] = None
    file: Annotated[FileHeld | None, Ask("File", asked=False)] = None

    def title(self) -> str:
        return self.name or self.label


class Look(Record):
    """What an officer looked at in one minute, or searched for (DPA 2018 s.62): ids only."""

    kind: ClassVar[str] = "look"
    label: ClassVar[str] = "Looked at"
    icon: ClassVar[str] = "eye"
    lives_in: ClassVar[str] = "log"
    in_chronology: ClassVar[bool] = False

    looks: Annotated[list[list[str]] | None, Ask("Looks", asked=False)] = None
