"""The safety plan of a visit and what its timer saw (domain 2.7, LW-01 to LW-04)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Count, LongText, Officer, PhoneText, Text
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import Time

ALL_CLEAR, DURESS = "all-clear", "duress"
"""How a timer is ended: the officer is safe, or had to make it look so (LW-02)."""


class SafetyPlan(Record):
    """Who goes where, until when, and who acts when no all-clear comes."""

    kind: ClassVar[str] = "safety-plan"
    label: ClassVar[str] = "Safety plan"
    icon: ClassVar[str] = "timer"
    parents: ClassVar[tuple[str, ...]] = ("visit", "operation", "premises-visit")
    happened: ClassVar[str] = "expected_arrival"

    buddy: Annotated[Officer | None, Ask("Who is your buddy?", "Safety", needed="any", short="Buddy")] = None
    buddy_phone: Annotated[
        PhoneText | None, Ask("Their telephone number", "Safety", short="Buddy's number")
    ] = None
    phone: Annotated[
        PhoneText | None, Ask("Your telephone number", "Safety", needed="any", short="Your number")
    ] = None
    expected_arrival: Annotated[
        Time | None, Ask("When do you expect to arrive?", "Safety", short="Arrive by")
    ] = None
    expected_finish: Annotated[
        Time | None, Ask("When will you be back safe?", "Safety", needed="any", short="Back safe by")
    ] = None
    car: Annotated[Text | None, Ask("Car", "Way in and out", "Make, colour and registration")] = None
    check_in_minutes: Annotated[Count | None, Ask("Minutes between check-ins", "Way in and out")] = None
    safe_word: Annotated[Text | None, Ask("Safe word", "Way in and out")] = None
    known_risks: Annotated[LongText | None, Ask("Known risks", "Way in and out", voice="fact")] = None
    route_out: Annotated[LongText | None, Ask("Way out", "Way in and out")] = None
    escalation_order: Annotated[LongText | None, Ask("Who is called, in what order?", "Escalation")] = None

    def line(self) -> str:
        return f"Buddy {self.buddy['name']}" if self.buddy else ""

    def contradictions(self) -> Iterator[tuple[str, str]]:
        arrive, finish = self.expected_arrival, self.expected_finish
        if arrive and finish and finish <= arrive:
            yield "expected_finish", "Enter a time after you expect to arrive"


class SafetyEvent(Record):
    """One thing the safety timer was told: by the officer who is out, or by a colleague who acts on it."""

    kind: ClassVar[str] = "safety-event"
    label: ClassVar[str] = "Safety timer"
    icon: ClassVar[str] = "timer"
    parents: ClassVar[tuple[str, ...]] = ("safety-plan",)
    happened: ClassVar[str] = "at"

    event: Annotated[
        str | None, Ask("What happened?", "Safety", needed="any"), Choice(codes="safety-event")
    ] = None
    at: Annotated[Time | None, Ask("When?", "Safety", needed="any")] = None
    stage: Annotated[
        str | None, Ask("Where did the timer stand?", "Safety"), Choice(codes="safety-stage")
    ] = None
    until: Annotated[Time | None, Ask("Until when now?", "Safety")] = None
    typed: Annotated[Text | None, Ask("Words typed", "Safety")] = None
    note: Annotated[LongText | None, Ask("Note", "Safety")] = None

    def title(self) -> str:
        return (
            f"Safety timer: {Choice(codes='safety-event').show(self.event).lower()}"
            if self.event
            else self.label
        )

    def line(self) -> str:
        # Where the timer stood says nothing at its start: it stood nowhere.
        told = self.stage if self.event != "started" else None
        stage = Choice(codes="safety-stage").show(told) if told else ""
        return ". ".join(filter(None, (stage, self.note)))
