"""The home visit and what belongs to it: who was there, and its calling card (domain 3.4, 3.5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Count, Link, LongText, Officer, PhoneText, Text, YesNo
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, Time, local

_LET_IN = ("admitted", ("consent",))
_MET = ("answered_by", ("parent", "relative", "other-adult", "child", "name-refused"))
_SEEN = ("child_spoken_to", ("alone", "with-adult", "only-seen"))
_SPOKE = ("child_spoken_to", ("alone", "with-adult"))
#: Outcome -> what it says of the child; the other outcomes say nothing of it.
_FITS = {
    "V01": ("alone", "with-adult"),
    "V02": ("alone", "with-adult"),
    "V03": ("only-seen",),
    "V04": ("not-seen",),
}


class Visit(Record):
    """A home visit, from its plan to the locked record."""

    kind: ClassVar[str] = "visit"
    label: ClassVar[str] = "Home visit"
    icon: ClassVar[str] = "house-line"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    state_codes: ClassVar[str] = "visit-state"
    seals: ClassVar[bool] = True
    seal_from: ClassVar[tuple[str, ...]] = ("written_up", "aborted")
    happened: ClassVar[str] = "arrived_at"
    due: ClassVar[str] = "planned_for"
    after_approval: ClassVar[tuple[str, ...]] = ("left_base", "arrived_at", "departed_at")
    moves: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "planned": ("risk_read", "cancelled"),
        "risk_read": ("approved", "travelling", "cancelled"),
        "approved": ("travelling", "cancelled"),
        "travelling": ("on_site", "aborted"),
        "on_site": ("departed_safe", "aborted"),
        "departed_safe": ("written_up",),
        "written_up": (),
        "aborted": (),
        "cancelled": (),
    }
    searched: ClassVar[tuple[str, ...]] = (
        "known_already", "approach_notes", "answered_name", "child_words", "child_condition",
        "child_judgement", "home_facts", "parent_words", "education_account", "neighbour_account", "facts",
        "judgement",
    )  # fmt: skip

    visit_no: Annotated[Count | None, Ask("Attempt", "Plan", asked=False)] = None
    purpose: Annotated[
        str | None,
        Ask("Why are you going?", "Plan", needed="planned", short="Purpose"),
        Choice(codes="visit-purpose"),
    ] = None
    visit_kind: Annotated[
        str | None,
        Ask("What kind of visit is it?", "Plan", needed="planned", short="Kind"),
        Choice(codes="visit-kind"),
    ] = None
    address: Annotated[
        str | None, Ask("Where?", "Plan", needed="planned", short="Address"), Link(kinds=("address",))
    ] = None
    planned_for: Annotated[Time | None, Ask("When?", "Plan", needed="planned", short="Planned for")] = None
    who_to_see: Annotated[
        Text | None, Ask("Who do you want to see?", "Plan", needed="planned", short="To see")
    ] = None
    legal_basis: Annotated[str | None, Ask("Under what power?", "Plan"), Choice(codes="visit-basis")] = None
    known_already: Annotated[
        LongText | None, Ask("What is already known?", "Plan", voice="fact", short="Known already")
    ] = None
    questions_to_ask: Annotated[LongText | None, Ask("What do you want to ask?", "Plan", short="To ask")] = (
        None
    )
    second_officer: Annotated[Officer | None, Ask("Second officer", "Plan")] = None
    partner: Annotated[
        str | None,
        Ask("Partner", "Plan", when=("visit_kind", ("with-partner",))),
        Choice(codes="visit-partner"),
    ] = None
    interpreter: Annotated[Text | None, Ask("Interpreter", "Plan")] = None
    documents_carried: Annotated[
        list[Annotated[str, Choice(codes="document-kind")]] | None,
        Ask("What do you carry?", "Plan", short="Carried"),
    ] = None

    left_base: Annotated[Time | None, Ask("When did you set off?", "Before you go", short="Set off")] = None
    vehicle: Annotated[Text | None, Ask("Vehicle", "Before you go", "Make, colour and registration")] = None

    arrived_at: Annotated[
        Time | None, Ask("When did you arrive?", "Arrival", needed="on_site", short="Arrived")
    ] = None
    light: Annotated[
        str | None, Ask("What was the light?", "Arrival", short="Light"), Choice(codes="light")
    ] = None
    approach_notes: Annotated[
        LongText | None, Ask("What did you see as you came?", "Arrival", voice="fact", short="On approach")
    ] = None
    departed_at: Annotated[
        Time | None, Ask("When did you leave?", "Arrival", needed="departed_safe", short="Left")
    ] = None

    answered_by: Annotated[
        str | None,
        Ask("Who answered?", "Who you met", needed="written_up", short="Answered"),
        Choice(codes="answered-by"),
    ] = None
    answered_name: Annotated[
        Text | None, Ask("What name did they give?", "Who you met", when=_MET, short="Name given")
    ] = None
    answered_description: Annotated[
        LongText | None,
        Ask(
            "Describe them",
            "Who you met",
            when=("answered_by", ("name-refused",)),
            voice="fact",
            short="Description",
        ),
    ] = None
    identity_seen: Annotated[
        str | None, Ask("What proof of identity did you see?", "Who you met", when=_MET, short="Identity"),
        Choice(codes="identity-document"),
    ] = None  # fmt: skip
    id_shown: Annotated[
        YesNo | None,
        Ask("Did you show your card?", "Who you met", when=_MET, needed="written_up", short="Card shown"),
    ] = None
    purpose_explained: Annotated[
        YesNo | None, Ask("Did you explain why you came?", "Who you met", when=_MET, needed="written_up")
    ] = None
    admitted: Annotated[
        str | None,
        Ask("Were you let in?", "Who you met", needed="written_up", short="Let in"),
        Choice(codes="admitted"),
    ] = None

    child_spoken_to: Annotated[
        str | None, Ask("Did you speak to {child}?", "The child", needed="written_up", short="Spoken to"),
        Choice(codes="child-spoken-to"),
    ] = None  # fmt: skip
    child_seen_at: Annotated[
        Time | None,
        Ask("When did you see {child}?", "The child", when=_SEEN, needed="written_up", short="Seen at"),
    ] = None
    child_words: Annotated[
        LongText | None,
        Ask(
            "What did {child} say, word for word?",
            "The child",
            when=_SPOKE,
            voice="verbatim",
            short="Their words",
        ),
    ] = None
    child_condition: Annotated[
        LongText | None,
        Ask("What did you see?", "The child", "Not observed is an answer", needed="written_up", voice="fact",
            short="Fact"),
    ] = None  # fmt: skip
    child_judgement: Annotated[
        LongText | None, Ask("What do you make of it?", "The child", voice="judgement", short="Judgement")
    ] = None
    child_seen_where: Annotated[
        Text | None, Ask("Where did you see {child}?", "The child", when=_SEEN, short="Where")
    ] = None
    child_language: Annotated[
        str | None,
        Ask("In what language?", "The child", when=_SPOKE, short="Language"),
        Choice(codes="language"),
    ] = None
    child_interpreter: Annotated[
        Text | None, Ask("Who interpreted?", "The child", "Never a child or a relative", when=_SPOKE)
    ] = None
    not_seen_reason: Annotated[
        LongText | None,
        Ask("Why was {child} not seen or spoken to?", "The child", when=("child_spoken_to", ("only-seen",
        "not-seen")),
            needed="written_up", short="Reason"),
    ] = None  # fmt: skip

    exterior: Annotated[
        LongText | None, Ask("What is the outside like?", "The home", voice="fact", short="Outside")
    ] = None
    household_signs: Annotated[
        list[Annotated[str, Choice(codes="household-sign")]] | None,
        Ask("What signs were there?", "The home", short="Signs"),
    ] = None
    home_condition: Annotated[
        str | None, Ask("Is the inside safe?", "The home", when=_LET_IN, needed="written_up", short="Inside"),
        Choice(codes="home-condition"),
    ] = None  # fmt: skip
    home_facts: Annotated[
        LongText | None, Ask("What did you see inside?", "The home", when=_LET_IN, voice="fact", short="Fact")
    ] = None
    home_judgement: Annotated[
        LongText | None, Ask("What do you make of it?", "The home", voice="judgement", short="Judgement")
    ] = None

    parent_words: Annotated[
        LongText | None,
        Ask("What did they say, word for word?", "What they told you", voice="verbatim", short="Their words"),
    ] = None
    education_account: Annotated[
        LongText | None,
        Ask("What did they say about education?", "What they told you", voice="fact", short="Education"),
    ] = None
    forwarding_address: Annotated[
        LongText | None,
        Ask("What new address or travel was given?", "What they told you", voice="fact", short="New address"),
    ] = None
    contact_given: Annotated[
        PhoneText | None, Ask("What telephone number was given?", "What they told you", short="Number given")
    ] = None
    neighbour_account: Annotated[
        LongText | None,
        Ask("What did a neighbour say?", "What they told you", "Without a name unless they agree",
        voice="fact",
            short="Neighbour"),
    ] = None  # fmt: skip

    documents_seen: Annotated[
        LongText | None,
        Ask("What papers were you shown?", "Documents and photographs", voice="fact", short="Papers seen"),
    ] = None
    card: Annotated[
        str | None, Ask("Did you leave a calling card?", "Documents and photographs", needed="written_up",
                        short="Calling card"), Choice(codes="calling-card"),
    ] = None  # fmt: skip

    safeguarding: Annotated[
        str | None, Ask("Is there a safeguarding concern?", "Safeguarding", needed="written_up",
        short="Safeguarding"), Choice(codes="safeguarding-level"),
    ] = None  # fmt: skip

    outcome_code: Annotated[
        str | None, Ask("What was the outcome?", "Outcome and follow-up", needed="written_up",
        short="Outcome"), Choice(codes="visit-outcome"),
    ] = None  # fmt: skip
    outcome_reason: Annotated[
        LongText | None,
        Ask("Why?", "Outcome and follow-up", when=("outcome_code", ("V04", "V15", "V16")), short="Reason"),
    ] = None
    facts: Annotated[
        LongText | None, Ask("What else happened?", "Outcome and follow-up", voice="fact", short="Fact")
    ] = None
    judgement: Annotated[
        LongText | None, Ask("What do you make of the visit?", "Outcome and follow-up", voice="judgement",
                             short="Judgement")
    ] = None  # fmt: skip
    made_up_at: Annotated[
        Time | None,
        Ask("When did you write this up?", "Outcome and follow-up", needed="written_up", short="Written up"),
    ] = None
    made_up_late: Annotated[
        LongText | None,
        Ask("Why was it written up on a later day?", "Outcome and follow-up", short="Why later"),
    ] = None

    def title(self) -> str:
        number = f" {self.visit_no}" if self.visit_no else ""
        told = f": {Choice(codes='visit-outcome').show(self.outcome_code)}" if self.outcome_code else ""
        return f"{self.label}{number}{told[:2]}{told[2:3].lower()}{told[3:]}"

    def line(self) -> str:
        times = (("Arrived", self.arrived_at), ("left", self.departed_at))
        told = ", ".join(f"{word} {local(at.isoformat()):%H:%M}" for word, at in times if at)
        second = f"With {self.second_officer['name']}" if self.second_officer else ""
        return ". ".join(filter(None, (told, second)))

    def contradictions(self) -> Iterator[tuple[str, str]]:
        arrived, left, seen = self.arrived_at, self.departed_at, self.child_seen_at
        if arrived and left and left < arrived:
            yield "departed_at", f"Enter a time after {_clock(arrived)}, when you arrived"
        if arrived and seen and seen < arrived:
            yield "child_seen_at", f"Enter a time after {_clock(arrived)}, when you arrived"
        if left and seen and seen > left:
            yield "child_seen_at", f"Enter a time before {_clock(left)}, when you left"
        told = _FITS.get(self.outcome_code or "")
        if told and self.child_spoken_to and self.child_spoken_to not in told:
            yield "outcome_code", "Choose an outcome that fits what you said of the child"
        made_up = self.made_up_at
        if left and made_up and made_up < left:
            yield "made_up_at", f"Enter a time after {_clock(left)}, when you left"
        if left and made_up and made_up.date() > left.date() and not self.made_up_late:
            yield "made_up_late", "Say why it was written up on a later day"


def _clock(moment: datetime) -> str:
    return f"{local(moment.isoformat()):%H:%M}"


class PersonPresent(Record):
    """Somebody who was there."""

    kind: ClassVar[str] = "person-present"
    label: ClassVar[str] = "Person present"
    icon: ClassVar[str] = "users"
    parents: ClassVar[tuple[str, ...]] = ("visit",)
    part_of_parent: ClassVar[bool] = True
    in_chronology: ClassVar[bool] = False
    searched: ClassVar[tuple[str, ...]] = ("name",)

    name: Annotated[Text | None, Ask("Name", "Person present", needed="any")] = None
    relation: Annotated[
        Text | None, Ask("Who are they to the child?", "Person present", short="Relation")
    ] = None
    age: Annotated[Text | None, Ask("Age", "Person present")] = None
    source: Annotated[
        str | None,
        Ask("How do you know?", "Person present", short="Stated or verified"),
        Choice(codes="age-source"),
    ] = None

    def title(self) -> str:
        return self.name or self.label


class CallingCard(Record):
    """A card left at the door: never with "missing", "court" or the child's full name (domain 3.5)."""

    kind: ClassVar[str] = "calling-card"
    label: ClassVar[str] = "Calling card"
    icon: ClassVar[str] = "identification-card"
    parents: ClassVar[tuple[str, ...]] = ("visit",)
    part_of_parent: ClassVar[bool] = True
    happened: ClassVar[str] = "left_at"

    card_no: Annotated[Text | None, Ask("Card number", "Card", asked=False)] = None
    version: Annotated[
        str | None,
        Ask("Which version?", "Card", needed="any", short="Version"),
        Choice(codes="calling-card-version"),
    ] = None
    wording: Annotated[Text | None, Ask("Wording version", "Card", asked=False)] = None
    left_at: Annotated[Time | None, Ask("When?", "Card", needed="any", short="Left")] = None
    adult_seen: Annotated[
        YesNo | None, Ask("Was it handed to an adult?", "Card", needed="any", short="To an adult")
    ] = None
    contact_by: Annotated[DayOf | None, Ask("Contact us by", "Card", needed="any")] = None
    phone: Annotated[PhoneText | None, Ask("Our telephone number", "Card", needed="any", short="Number")] = (
        None
    )

    def title(self) -> str:
        return f"Calling card {self.card_no or ''}".strip()
