"""The interview under caution: its 22 steps, questions and answers, breaks, people and signatures (domain
6).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar, TypeAlias, cast

from fieldkit.kinds.answers import (
    Answer,
    Choice,
    Context,
    Count,
    Link,
    LongText,
    Officer,
    PhoneText,
    Text,
    Unfit,
    YesNo,
)
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, Time, local
from fieldkit.plain import Json

_WRITTEN = ("record_mode", ("written",))
_AUDIO = ("record_mode", ("audio",))


@dataclass(frozen=True, slots=True)
class Strokes(Answer):
    """A signature as it was drawn: strokes of points, x and y in thousandths of the width of the box."""

    name: ClassVar[str] = "ink"

    def parse(self, typed: str, context: Context) -> Json:
        strokes: list[Json] = []
        for line in filter(None, (part.strip() for part in typed.splitlines())):
            try:
                points = [int(part) for part in line.replace(",", " ").split()]
            except ValueError:
                raise Unfit("Sign in the box") from None
            if len(points) % 2 or not points or not all(0 <= point <= 1000 for point in points):
                raise Unfit("Sign in the box")
            strokes.append(cast("Json", points))
        return strokes

    def typed(self, value: Json) -> str:
        return "\n".join(
            " ".join(str(point) for point in stroke) for stroke in cast("list[list[int]]", value)
        )

    def show(self, value: Json) -> str:
        return "Signed"


Ink: TypeAlias = Annotated[list[list[int]], Strokes()]


class Interview(Record):
    """An interview of one person about an offence, under caution, with nobody under arrest (PACE Code C)."""

    kind: ClassVar[str] = "interview"
    label: ClassVar[str] = "Interview under caution"
    icon: ClassVar[str] = "chats-circle"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    state_codes: ClassVar[str] = "interview-state"
    seals: ClassVar[bool] = True
    seal_from: ClassVar[tuple[str, ...]] = ("signed", "refused")
    happened: ClassVar[str] = "started_at"
    due: ClassVar[str] = "planned_for"
    side_states: ClassVar[tuple[str, ...]] = ("panel_refused", "declined", "no_reply", "suspended")
    after_approval: ClassVar[tuple[str, ...]] = (
        "urgent_by", "urgent_reason", "planned_for", "venue", "invited_on", "invited_how",
        "contact_phone",
        "second_invitation_on", "reply", "language", "started_at", "ended_at", "record_mode", "mode_reason",
        "mode_words", "device", "seal_no", "read_over", "refusal_words", "late_reason",
    )  # fmt: skip
    moves: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "proposed": ("panel_requested",),
        "panel_requested": ("panel_approved", "panel_refused", "proposed", "invited"),
        "panel_approved": ("invited", "panel_requested"),
        "panel_refused": ("panel_requested",),
        "invited": ("confirmed", "declined", "no_reply"),
        "no_reply": ("invited", "confirmed", "declined"),
        "declined": ("confirmed",),
        "confirmed": ("in_progress", "declined", "no_reply"),
        "in_progress": ("suspended", "concluded"),
        "suspended": ("in_progress", "concluded"),
        "concluded": ("read_over", "refused"),
        "read_over": ("signed", "refused"),
        "signed": (),
        "refused": (),
    }

    person: Annotated[
        str | None,
        Ask("Who is interviewed?", "Interview", needed="any", short="Person"),
        Link(kinds=("person",)),
    ] = None
    offences: Annotated[
        list[Annotated[str, Choice(codes="offence")]] | None,
        Ask("About which offence?", "Interview", needed="any", short="Offence"),
    ] = None
    period_from: Annotated[
        DayOf | None, Ask("From which day?", "Interview", needed="any", short="Period from")
    ] = None
    period_to: Annotated[DayOf | None, Ask("To which day?", "Interview", needed="any", short="Period to")] = (
        None
    )
    grounds: Annotated[
        LongText | None,
        Ask(
            "Why are they suspected?",
            "Interview",
            "Enough to understand it: Code C 11.1A",
            needed="panel_requested",
            voice="fact",
            short="Grounds",
        ),
    ] = None
    points: Annotated[
        list[Annotated[str, Choice(codes="point-to-prove")]] | None,
        Ask("Which points are to be put?", "Plan", needed="panel_requested", short="Points to put"),
    ] = None
    lines_both_ways: Annotated[
        LongText | None,
        Ask(
            "Which lines point away from an offence?",
            "Plan",
            "CPIA Code: pursue lines both ways",
            needed="panel_requested",
            short="Lines both ways",
        ),
    ] = None
    documents: Annotated[
        LongText | None, Ask("Which papers will be shown?", "Plan", short="Papers to show")
    ] = None
    planned_questions: Annotated[LongText | None, Ask("Questions planned", "Plan")] = None
    urgent_by: Annotated[
        Officer | None,
        Ask("Manager who records an urgent exception", "Exception", "PACE-00", short="Exception by"),
    ] = None
    urgent_reason: Annotated[
        LongText | None, Ask("Why could the panel not be asked?", "Exception", short="Exception")
    ] = None
    planned_for: Annotated[Time | None, Ask("When?", "Invitation", needed="invited", short="Planned for")] = (
        None
    )
    venue: Annotated[Text | None, Ask("Where?", "Invitation", needed="invited", short="Place")] = None
    invited_on: Annotated[DayOf | None, Ask("Invited on", "Invitation", needed="invited")] = None
    invited_how: Annotated[
        str | None, Ask("How?", "Invitation", needed="invited", short="Invited by"), Choice(codes="how-told")
    ] = None
    contact_phone: Annotated[
        PhoneText | None,
        Ask("Which number can they ring?", "Invitation", "It stands in the letters", short="Number to ring"),
    ] = None
    second_invitation_on: Annotated[DayOf | None, Ask("Invited again on", "Invitation")] = None
    reply: Annotated[
        LongText | None, Ask("What was the reply?", "Invitation", voice="verbatim", short="Reply")
    ] = None
    language: Annotated[
        str | None, Ask("In what language?", "Needs", short="Language"), Choice(codes="language")
    ] = None
    started_at: Annotated[Time | None, Ask("Started", "Record", asked=False)] = None
    ended_at: Annotated[Time | None, Ask("Ended", "Record", asked=False)] = None
    record_mode: Annotated[
        str | None,
        Ask("How is it recorded?", "Record", needed="in_progress", short="Record"),
        Choice(codes="record-mode"),
    ] = None
    mode_reason: Annotated[
        str | None,
        Ask(
            "Why not by audio?", "Record", "PACE-20", needed="in_progress", when=_WRITTEN, short="Why written"
        ),
        Choice(codes="record-mode-reason"),
    ] = None
    mode_words: Annotated[
        LongText | None, Ask("Say more", "Record", needed="in_progress", when=_WRITTEN, short="Why, in words")
    ] = None
    device: Annotated[
        Text | None, Ask("Which device?", "Record", needed="in_progress", when=_AUDIO, short="Device")
    ] = None
    seal_no: Annotated[
        Text | None, Ask("Seal number of the master", "Record", when=_AUDIO, short="Seal number")
    ] = None
    read_over: Annotated[
        str | None,
        Ask("How was it read over?", "Read over", needed="read_over", short="Read over"),
        Choice(codes="read-over"),
    ] = None
    refusal_words: Annotated[
        LongText | None,
        Ask(
            "What did they say when they refused?",
            "Read over",
            needed="refused",
            voice="verbatim",
            short="On refusing",
        ),
    ] = None
    late_reason: Annotated[
        LongText | None,
        Ask("Why was the record not made at the time?", "Read over", "PACE-22", short="Why later"),
    ] = None

    def title(self) -> str:
        return self.label

    def contradictions(self) -> Iterator[tuple[str, str]]:
        if self.period_from and self.period_to and self.period_to < self.period_from:
            yield "period_to", "Enter a day on or after the first day of the period"


class InterviewStep(Record):
    """One of the 22 steps, done at a time or not applicable for a reason; none is skipped (domain 6.4)."""

    kind: ClassVar[str] = "interview-step"
    label: ClassVar[str] = "Step"
    icon: ClassVar[str] = "list-checks"
    parents: ClassVar[tuple[str, ...]] = ("interview",)
    part_of_parent: ClassVar[bool] = True
    in_chronology: ClassVar[bool] = False
    happened: ClassVar[str] = "done_at"

    step: Annotated[str | None, Ask("Step", "Step", asked=False), Choice(codes="interview-step")] = None
    done_at: Annotated[Time | None, Ask("When?", "Step", needed="any", short="Done")] = None
    applies: Annotated[YesNo | None, Ask("Does it apply?", "Step", needed="any", short="Applies")] = None
    why_not: Annotated[
        LongText | None,
        Ask("Why does it not apply?", "Step", needed="any", when=("applies", ("no",)), short="Why not"),
    ] = None
    wording: Annotated[Text | None, Ask("Words used, version", asked=False)] = None
    understood: Annotated[YesNo | None, Ask("Was it understood?", "Step", short="Understood")] = None
    answer: Annotated[
        str | None, Ask("What was the answer?", "Step", short="Answer"), Choice(codes="interview-answer")
    ] = None
    words: Annotated[
        LongText | None,
        Ask("What did they say, word for word?", "Step", voice="verbatim", short="Their words"),
    ] = None
    note: Annotated[LongText | None, Ask("Note", "Step", voice="fact")] = None

    def title(self) -> str:
        return Choice(codes="interview-step").show(self.step) if self.step else self.label


class InterviewLine(Record):
    """A numbered question and its answer, each timed when it was begun (Code C 11.7)."""

    kind: ClassVar[str] = "interview-line"
    label: ClassVar[str] = "Question"
    icon: ClassVar[str] = "chats-circle"
    parents: ClassVar[tuple[str, ...]] = ("interview",)
    part_of_parent: ClassVar[bool] = True
    in_chronology: ClassVar[bool] = False
    happened: ClassVar[str] = "asked_at"
    searched: ClassVar[tuple[str, ...]] = ("question", "answer")

    number: Annotated[Count | None, Ask("Number", asked=False)] = None
    asked_at: Annotated[Time | None, Ask("Asked", "Question", needed="any")] = None
    question: Annotated[LongText | None, Ask("Question", "Question", needed="any", voice="fact")] = None
    answered_at: Annotated[Time | None, Ask("Answered", "Question")] = None
    answer: Annotated[LongText | None, Ask("Answer", "Question", voice="verbatim")] = None
    no_comment: Annotated[YesNo | None, Ask("No comment?", "Question", short="No comment")] = None
    exhibits: Annotated[
        list[Annotated[str, Link(kinds=("exhibit",))]] | None,
        Ask("Exhibits shown", "Question", asked=False),
    ] = None
    point: Annotated[
        str | None,
        Ask("Which point or defence does it go to?", "Question", short="Goes to"),
        Choice(codes="point-to-prove"),
    ] = None

    def title(self) -> str:
        return f"Question {self.number}" if self.number else self.label


class InterviewBreak(Record):
    """Time out of the interview, and the reminder of the caution on return (Code C 10.8, 12.8)."""

    kind: ClassVar[str] = "interview-break"
    label: ClassVar[str] = "Break"
    icon: ClassVar[str] = "coffee"
    parents: ClassVar[tuple[str, ...]] = ("interview",)
    part_of_parent: ClassVar[bool] = True
    in_chronology: ClassVar[bool] = False
    happened: ClassVar[str] = "began_at"

    break_reason: Annotated[
        str | None, Ask("Why?", "Break", needed="any", short="Reason"), Choice(codes="break-reason")
    ] = None
    began_at: Annotated[Time | None, Ask("Began", "Break", needed="any")] = None
    ended_at: Annotated[Time | None, Ask("Ended", "Break")] = None
    words: Annotated[
        LongText | None,
        Ask("What did they say, word for word?", "Break", voice="verbatim", short="Their words"),
    ] = None
    back_words: Annotated[
        LongText | None,
        Ask("What did they say on coming back?", "Break", voice="verbatim", short="On coming back"),
    ] = None
    wording: Annotated[Text | None, Ask("Words used, version", asked=False)] = None
    reminded_at: Annotated[Time | None, Ask("Reminded of the caution", "Break", short="Caution again")] = None

    def title(self) -> str:
        said = Choice(codes="break-reason").show(self.break_reason) if self.break_reason else self.label
        return f"{said}, {local(self.began_at.isoformat()):%H:%M}" if self.began_at else said


class InterviewPerson(Record):
    """Somebody in the room, in what role and why."""

    kind: ClassVar[str] = "interview-person"
    label: ClassVar[str] = "Person in the room"
    icon: ClassVar[str] = "users"
    parents: ClassVar[tuple[str, ...]] = ("interview",)
    part_of_parent: ClassVar[bool] = True
    in_chronology: ClassVar[bool] = False
    searched: ClassVar[tuple[str, ...]] = ("name",)

    name: Annotated[Text | None, Ask("Name", "Person", needed="any")] = None
    room_role: Annotated[
        str | None, Ask("In what role?", "Person", needed="any", short="Role"), Choice(codes="room-role")
    ] = None
    organisation: Annotated[Text | None, Ask("Firm or agency", "Person")] = None
    language: Annotated[
        str | None,
        Ask("Into which language?", "Person", when=("room_role", ("interpreter",)), short="Language"),
        Choice(codes="language"),
    ] = None
    role_explained: Annotated[
        YesNo | None, Ask("Was their role explained?", "Person", short="Role explained")
    ] = None
    arrived_at: Annotated[Time | None, Ask("Arrived", "Person")] = None
    private_from: Annotated[
        Time | None, Ask("Private talk from", "Person", when=("room_role", ("solicitor",)))
    ] = None
    private_to: Annotated[
        Time | None, Ask("Private talk to", "Person", when=("room_role", ("solicitor",)))
    ] = None

    def title(self) -> str:
        role = Choice(codes="room-role").show(self.room_role) if self.room_role else ""
        return ", ".join(filter(None, (self.name, role))) or self.label


class InterviewSignature(Record):
    """One person's signature on the record, or that they refused (Code C 11.11, 11.12, 11.14)."""

    kind: ClassVar[str] = "interview-signature"
    label: ClassVar[str] = "Signature"
    icon: ClassVar[str] = "signature"
    parents: ClassVar[tuple[str, ...]] = ("interview",)
    part_of_parent: ClassVar[bool] = True
    in_chronology: ClassVar[bool] = False
    happened: ClassVar[str] = "signed_at"

    name: Annotated[Text | None, Ask("Who?", "Signature", needed="any", short="Name")] = None
    room_role: Annotated[
        str | None, Ask("In what role?", "Signature", needed="any", short="Role"), Choice(codes="room-role")
    ] = None
    signed_at: Annotated[Time | None, Ask("When?", "Signature", needed="any", short="Signed")] = None
    refused: Annotated[YesNo | None, Ask("Did they refuse?", "Signature", needed="any", short="Refused")] = (
        None
    )
    words: Annotated[
        LongText | None,
        Ask(
            "What did they say?",
            "Signature",
            when=("refused", ("yes",)),
            voice="verbatim",
            short="Their words",
        ),
    ] = None
    endorsement: Annotated[Text | None, Ask("Words signed, version", asked=False)] = None
    ink: Annotated[Ink | None, Ask("Signature", asked=False)] = None
    on_paper: Annotated[YesNo | None, Ask("Signed on paper?", asked=False, short="On paper")] = None

    def title(self) -> str:
        return ", ".join(filter(None, (self.label, self.name)))
