"""What an interview under caution is made of: its steps, questions, breaks, people and signatures (domain
6.4, 6.6).
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Count, Link, LongText, Text, YesNo
from fieldkit.kinds.ink import Ink
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import Time, local

_CAUTION = ("step", ("caution",))


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
    explained: Annotated[
        LongText | None,
        Ask("How did you explain the caution?", "Caution", "Note 10D", when=_CAUTION, short="Explained"),
    ] = None
    said_silence: Annotated[
        LongText | None,
        Ask(
            "You do not have to say anything: what does it mean, in their words?",
            "Caution",
            when=_CAUTION,
            voice="verbatim",
            short="Need not speak",
        ),
    ] = None
    said_harm: Annotated[
        LongText | None,
        Ask(
            "It may harm your defence: what does it mean, in their words?",
            "Caution",
            when=_CAUTION,
            voice="verbatim",
            short="May harm the defence",
        ),
    ] = None
    said_evidence: Annotated[
        LongText | None,
        Ask(
            "It may be given in evidence: what does it mean, in their words?",
            "Caution",
            when=_CAUTION,
            voice="verbatim",
            short="May be evidence",
        ),
    ] = None

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
