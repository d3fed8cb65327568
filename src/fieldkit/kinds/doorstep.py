"""Grounds to suspect that appear at an ordinary visit: questions stop, then a caution, or no more
(PACE-01).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, LongText, Text, YesNo
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import Time, local

_ASKED = ("asked_on", ("yes",))
_GIVEN = "Caution"


class DoorstepCaution(Record):
    """That questions stopped when grounds to suspect appeared, and what was said to the person (Code C
    10.1).
    """

    kind: ClassVar[str] = "doorstep-caution"
    label: ClassVar[str] = "Grounds to suspect"
    icon: ClassVar[str] = "warning"
    parents: ClassVar[tuple[str, ...]] = ("visit", "note", "premises-visit")
    part_of_parent: ClassVar[bool] = True
    happened: ClassVar[str] = "stopped_at"

    stopped_at: Annotated[
        Time | None, Ask("When did you stop asking?", "Grounds", needed="any", short="Questions stopped")
    ] = None
    person: Annotated[Text | None, Ask("Who is suspected?", "Grounds", needed="any", short="Person")] = None
    offences: Annotated[
        list[Annotated[str, Choice(codes="offence")]] | None,
        Ask("Of which offence?", "Grounds", short="Offence"),
    ] = None
    grounds: Annotated[
        LongText | None,
        Ask("What gave you grounds to suspect?", "Grounds", needed="any", voice="fact", short="Grounds"),
    ] = None
    said_before: Annotated[
        LongText | None,
        Ask(
            "What did they say about it before that, word for word?",
            "Grounds",
            "It is put to them again in an interview: Code C 11.4",
            voice="verbatim",
            short="Said before",
        ),
    ] = None
    cautioned_at: Annotated[
        Time | None, Ask("When did you give the caution?", asked=False, short="Caution given")
    ] = None
    wording: Annotated[Text | None, Ask("Words used, version", asked=False)] = None
    understood: Annotated[YesNo | None, Ask("Was it understood?", _GIVEN, short="Understood")] = None
    reply: Annotated[
        LongText | None,
        Ask("What did they say to it, word for word?", _GIVEN, voice="verbatim", short="Reply"),
    ] = None
    asked_on: Annotated[
        YesNo | None,
        Ask("Did you ask anything more about it?", "After that", needed="any", short="Asked on"),
    ] = None
    asked_at: Annotated[
        Time | None,
        Ask("When did you ask on?", "After that", needed="any", when=_ASKED, short="Asked on at"),
    ] = None
    early_reason: Annotated[
        LongText | None,
        Ask(
            "Why was it asked before the caution?",
            "After that",
            when=_ASKED,
            voice="fact",
            short="Asked before the caution",
        ),
    ] = None

    def title(self) -> str:
        at = f", {local(self.stopped_at.isoformat()):%H:%M}" if self.stopped_at else ""
        return f"{self.label}{at}"

    def line(self) -> str:
        return f"Caution given {local(self.cautioned_at.isoformat()):%H:%M}" if self.cautioned_at else ""

    def contradictions(self) -> Iterator[tuple[str, str]]:
        stopped, given, asked = self.stopped_at, self.cautioned_at, self.asked_at
        if stopped and given and given < stopped:
            yield "stopped_at", "Enter a time at or before the caution"
        if stopped and asked and asked < stopped:
            yield "asked_at", f"Enter a time after {local(stopped.isoformat()):%H:%M}, when you stopped"
        if asked and (given is None or asked < given) and not self.early_reason:
            yield "early_reason", "Say why it was asked before the caution"
