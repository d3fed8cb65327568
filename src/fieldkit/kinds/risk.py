"""Risk flags on a person, an address or premises, and that an officer has read one (domain 2.6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, Link, LongText, Officer, Text
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf


class RiskFlag(Record):
    """A warning of fact, approved where its level asks, with a day on which it is looked at again (RSK-01
    to 03).
    """

    kind: ClassVar[str] = "risk-flag"
    label: ClassVar[str] = "Risk flag"
    icon: ClassVar[str] = "warning"
    parents: ClassVar[tuple[str, ...]] = ("person", "address", "child")
    due: ClassVar[str] = "review_on"
    searched: ClassVar[tuple[str, ...]] = ("facts",)

    applies_to: Annotated[
        str | None,
        Ask("What is it about?", "Flag", needed="any", short="About"),
        Choice(codes="risk-applies-to"),
    ] = None
    categories: Annotated[
        list[Annotated[str, Choice(codes="risk-category")]] | None,
        Ask("What kind of risk is it?", "Flag", needed="any"),
    ] = None
    level: Annotated[
        str | None,
        Ask("What must officers do?", "Flag", needed="any", short="Level"),
        Choice(codes="risk-level"),
    ] = None
    facts: Annotated[
        LongText | None,
        Ask("What happened?", "Flag", "Fact, not opinion", needed="any", voice="fact", short="Fact"),
    ] = None
    source: Annotated[Text | None, Ask("Who says so?", "Source", needed="any", short="Source")] = None
    incident_on: Annotated[DayOf | None, Ask("When did it happen?", "Source", short="Happened")] = None
    review_on: Annotated[
        DayOf | None, Ask("When must it be looked at again?", "Source", needed="any", short="Review by")
    ] = None
    person_told: Annotated[
        str | None, Ask("Has the person been told?", "Source"), Choice(codes="person-told")
    ] = None
    not_told_reason: Annotated[
        LongText | None, Ask("Why not?", "Source", when=("person_told", ("not-told",)))
    ] = None
    approved_by: Annotated[Officer | None, Ask("Approved by", "Approval")] = None
    approved_on: Annotated[DayOf | None, Ask("Approved on", "Approval")] = None
    ended_on: Annotated[DayOf | None, Ask("Ended on", "End")] = None
    end_reason: Annotated[LongText | None, Ask("Why was it ended?", "End")] = None

    def title(self) -> str:
        return Choice(codes="risk-level").show(self.level) if self.level else self.label

    def line(self) -> str:
        return self.facts or ""

    def contradictions(self) -> Iterator[tuple[str, str]]:
        if self.review_on and self.incident_on and self.review_on < self.incident_on:
            yield "review_on", "Enter a review date after the day it happened"
        if self.ended_on and not self.end_reason:
            yield "end_reason", "Say why the flag was ended"


class FlagRead(Record):
    """That an officer has read a risk flag; travel waits for it (RSK-01)."""

    kind: ClassVar[str] = "flag-read"
    label: ClassVar[str] = "Risk flag read"
    icon: ClassVar[str] = "eye"
    parents: ClassVar[tuple[str, ...]] = ("risk-flag",)

    officer: Annotated[Officer | None, Ask("Who read it?", "Read", needed="any")] = None
    visit: Annotated[str | None, Ask("For which visit?", "Read"), Link(kinds=("visit",))] = None

    def line(self) -> str:
        return self.officer["name"] if self.officer else ""


class DoNotVisitOverride(Record):
    """That a manager allows a visit against a flag that says do not visit, and why (RSK-02)."""

    kind: ClassVar[str] = "risk-override"
    label: ClassVar[str] = "Visit allowed by manager"
    icon: ClassVar[str] = "signature"
    parents: ClassVar[tuple[str, ...]] = ("visit",)

    flag: Annotated[str | None, Ask("Which flag?", "Override", needed="any"), Link(kinds=("risk-flag",))] = (
        None
    )
    manager: Annotated[Officer | None, Ask("Who allows it?", "Override", needed="any")] = None
    reason: Annotated[LongText | None, Ask("Why?", "Override", needed="any")] = None
    conditions: Annotated[LongText | None, Ask("On what conditions?", "Override")] = None
