"""Children, parents and others, how they are related, and where they live (domain 2.1, 2.2, 2.5)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, ClassVar

from fieldkit.kinds.answers import (
    Choice,
    EmailText,
    Link,
    LongText,
    PhoneText,
    PostcodeText,
    SchoolNamed,
    Text,
    YesNoUnknown,
)
from fieldkit.kinds.pupils import UpnText
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf


class Child(Record):
    """A child: identity, school, and three separate facts about when they were last seen."""

    kind: ClassVar[str] = "child"
    label: ClassVar[str] = "Child"
    icon: ClassVar[str] = "student"
    in_chronology: ClassVar[bool] = False
    searched: ClassVar[tuple[str, ...]] = ("forenames", "surname", "known_as", "other_names", "upn")

    forenames: Annotated[Text | None, Ask("First names", "Name", needed="any")] = None
    surname: Annotated[Text | None, Ask("Last name", "Name", needed="any")] = None
    register_name: Annotated[Text | None, Ask("Name as on the register", "Name", "Kept unchanged")] = None
    known_as: Annotated[Text | None, Ask("Known as", "Name")] = None
    other_names: Annotated[LongText | None, Ask("Other names and spellings", "Name")] = None
    dob: Annotated[DayOf | None, Ask("Date of birth", "Birth and school", short="Born")] = None
    dob_verified_by: Annotated[
        str | None,
        Ask("Where does that date come from?", "Birth and school"),
        Choice(codes="dob-verified-by"),
    ] = None
    upn: Annotated[UpnText | None, Ask("Unique pupil number", "Birth and school", short="UPN")] = None
    school: Annotated[SchoolNamed | None, Ask("School", "Birth and school")] = None
    year_group: Annotated[str | None, Ask("Year group", "Birth and school"), Choice(codes="year-group")] = (
        None
    )
    roll_status: Annotated[str | None, Ask("On roll?", "School record"), Choice(codes="roll-status")] = None
    start_date: Annotated[DayOf | None, Ask("Started at the school on", "School record")] = None
    last_attended: Annotated[DayOf | None, Ask("Last attended on", "School record")] = None
    former_upns: Annotated[Text | None, Ask("Former pupil numbers", "School record")] = None
    sen_status: Annotated[str | None, Ask("Special needs", "School record"), Choice(codes="sen-status")] = (
        None
    )
    last_seen_date: Annotated[DayOf | None, Ask("Last seen on", "Welfare")] = None
    last_seen_by: Annotated[Text | None, Ask("Last seen by", "Welfare")] = None
    social_worker: Annotated[Text | None, Ask("Social worker", "Welfare")] = None
    cp_plan: Annotated[YesNoUnknown | None, Ask("Child protection plan?", "Welfare")] = None
    lac: Annotated[YesNoUnknown | None, Ask("Looked after?", "Welfare")] = None
    sex: Annotated[str | None, Ask("Sex on the register", "More"), Choice(codes="sex")] = None
    gender_stated: Annotated[Text | None, Ask("Gender stated", "More", "Only if offered")] = None
    first_language: Annotated[str | None, Ask("First language", "More"), Choice(codes="language")] = None

    def title(self) -> str:
        return " ".join(filter(None, (self.known_as or self.forenames, self.surname))) or self.label


class Person(Record):
    """A parent or anyone else who matters in a case."""

    kind: ClassVar[str] = "person"
    label: ClassVar[str] = "Person"
    icon: ClassVar[str] = "users"
    in_chronology: ClassVar[bool] = False
    searched: ClassVar[tuple[str, ...]] = ("forenames", "surname", "other_names", "phone", "organisation")

    prefix: Annotated[Text | None, Ask("How to address them", "Name", "Mr, Mrs, Ms, Dr or as they ask")] = (
        None
    )
    forenames: Annotated[Text | None, Ask("First names", "Name")] = None
    surname: Annotated[Text | None, Ask("Last name", "Name", needed="any")] = None
    other_names: Annotated[LongText | None, Ask("Other names and spellings", "Name")] = None
    role: Annotated[str | None, Ask("Who are they?", "Name"), Choice(codes="person-role")] = None
    phone: Annotated[PhoneText | None, Ask("Telephone number", "Contact", also="other_phone")] = None
    phone_source: Annotated[Text | None, Ask("Where does the number come from?", "Contact")] = None
    other_phone: Annotated[PhoneText | None, Ask("Another telephone number", "Contact")] = None
    email: Annotated[EmailText | None, Ask("Email address", "Contact")] = None
    confidential_contact: Annotated[
        YesNoUnknown | None,
        Ask("Keep their contact details from the other parent?", "Contact", "PAR-03", short="Confidential"),
    ] = None
    interpreter_language: Annotated[
        str | None, Ask("Interpreter needed for", "Communication"), Choice(codes="language")
    ] = None
    communication_needs: Annotated[
        list[Annotated[str, Choice(codes="communication-need")]] | None,
        Ask("Communication needs", "Communication"),
    ] = None
    literacy_note: Annotated[LongText | None, Ask("Reading and writing", "Communication")] = None
    dob: Annotated[DayOf | None, Ask("Date of birth", "Communication", short="Born")] = None
    organisation: Annotated[Text | None, Ask("Organisation", "Communication")] = None

    def title(self) -> str:
        return " ".join(filter(None, (self.forenames or self.prefix, self.surname))) or self.label


class Relationship(Record):
    """How one person is related to one child, and what follows for who is a parent (PAR-01)."""

    kind: ClassVar[str] = "relationship"
    label: ClassVar[str] = "Relationship"
    icon: ClassVar[str] = "users"
    parents: ClassVar[tuple[str, ...]] = ("child",)
    in_chronology: ClassVar[bool] = False

    person: Annotated[str | None, Ask("Who?", "Relationship", needed="any"), Link(kinds=("person",))] = None
    relationship: Annotated[
        str | None,
        Ask("What are they to the child?", "Relationship", needed="any"),
        Choice(codes="relationship"),
    ] = None
    has_pr: Annotated[YesNoUnknown | None, Ask("Parental responsibility?", "Relationship")] = None
    pr_evidence: Annotated[
        str | None, Ask("How is that known?", "Relationship"), Choice(codes="pr-evidence")
    ] = None
    has_care: Annotated[YesNoUnknown | None, Ask("Do they have care of the child?", "Relationship")] = None
    lives_with_child: Annotated[
        str | None,
        Ask("Do they live with the child?", "Living and contact"),
        Choice(codes="lives-with-child"),
    ] = None
    natural_parent: Annotated[YesNoUnknown | None, Ask("Natural parent?", "Living and contact")] = None
    contact_allowed: Annotated[
        str | None, Ask("Is contact allowed?", "Living and contact"), Choice(codes="contact-allowed")
    ] = None
    contact_until: Annotated[DayOf | None, Ask("Until", "Living and contact")] = None
    data_subject: Annotated[
        str | None,
        Ask("Category of data subject", "Living and contact", "DPA 2018 s.38(3)"),
        Choice(codes="data-subject-category"),
    ] = None
    liable_override: Annotated[
        LongText | None, Ask("Why are they treated otherwise than PAR-01 says?", "Dates")
    ] = None
    date_from: Annotated[DayOf | None, Ask("From", "Dates")] = None
    date_to: Annotated[DayOf | None, Ask("To", "Dates")] = None


class Address(Record):
    """A place: where it is, how to get in, and whether anybody may print it."""

    kind: ClassVar[str] = "address"
    label: ClassVar[str] = "Address"
    icon: ClassVar[str] = "map-pin"
    in_chronology: ClassVar[bool] = False
    searched: ClassVar[tuple[str, ...]] = ("lines", "town", "postcode", "alias")

    address_kind: Annotated[
        str | None, Ask("What kind of address is it?", "Place", needed="any"), Choice(codes="address-kind")
    ] = None
    lines: Annotated[LongText | None, Ask("Address", "Place", "House or flat and street")] = None
    town: Annotated[Text | None, Ask("Town or village", "Place")] = None
    postcode: Annotated[PostcodeText | None, Ask("Postcode", "Place")] = None
    alias: Annotated[Text | None, Ask("Name to show instead", "Place", "For a refuge: never its street")] = (
        None
    )
    uprn: Annotated[Text | None, Ask("Unique property reference number", "Getting there", short="UPRN")] = (
        None
    )
    grid_reference: Annotated[Text | None, Ask("Grid reference or what3words", "Getting there")] = None
    access: Annotated[
        list[Annotated[str, Choice(codes="access-note")]] | None, Ask("Getting in", "Getting there")
    ] = None
    access_notes: Annotated[LongText | None, Ask("More about getting in", "Getting there")] = None
    confidential_address: Annotated[
        YesNoUnknown | None, Ask("Confidential?", "Getting there", "Never shown to the other parent (PAR-03)")
    ] = None
    source: Annotated[Text | None, Ask("Where does it come from?", "Source")] = None
    verified_on: Annotated[DayOf | None, Ask("Checked on", "Source")] = None
    date_from: Annotated[DayOf | None, Ask("From", "Source")] = None
    date_to: Annotated[DayOf | None, Ask("To", "Source")] = None

    @property
    def hidden(self) -> bool:
        """Whether the place itself is never printed, mapped or exported (domain 2.5)."""
        return self.address_kind == "refuge"

    def title(self) -> str:
        if self.hidden:
            return self.alias or "Address kept confidential"
        lines = (self.lines or "").replace("\n", ", ")
        return ", ".join(filter(None, (lines, self.postcode))) or self.label


class Residence(Record):
    """That a child or person lives, or lived, at an address."""

    kind: ClassVar[str] = "residence"
    label: ClassVar[str] = "Lives at"
    icon: ClassVar[str] = "house"
    parents: ClassVar[tuple[str, ...]] = ("child", "person")
    in_chronology: ClassVar[bool] = False

    address: Annotated[
        str | None, Ask("Which address?", "Residence", needed="any"), Link(kinds=("address",))
    ] = None
    date_from: Annotated[DayOf | None, Ask("From", "Residence")] = None
    date_to: Annotated[DayOf | None, Ask("To", "Residence")] = None


def age_on(born: date, day: date) -> int:
    """Whole years; a 29 February birthday falls on 1 March in common years (domain 11a)."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def place(values: dict[str, Any]) -> str:
    """One printable line for an address, its alias alone when it is a refuge."""
    return Address.model_validate(values).title()
