"""The interview under caution: what it is about, its approval, invitation and states (domain 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Link, LongText, Officer, PhoneText, Text
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, Time

_WRITTEN = ("record_mode", ("written",))
_AUDIO = ("record_mode", ("audio",))


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
