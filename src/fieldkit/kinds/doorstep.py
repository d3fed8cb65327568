"""Grounds to suspect that appear at an ordinary visit: questions stop, then a caution, or no more
(PACE-01).
"""

from __future__ import annotations

from datetime import datetime
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
        return f"{self.label}, {_clock(self.stopped_at)}" if self.stopped_at else self.label

    def line(self) -> str:
        told = [
            self.person,
            f"Grounds: {self.grounds}" if self.grounds else "",
            f"Said before: “{self.said_before}”" if self.said_before else "",
            self._caution(),
            f"Said to it: “{self.reply}”" if self.reply else "",
            self._after(),
            f"Asked before the caution because: {self.early_reason}" if self.early_reason else "",
        ]
        return " ".join(part if part.endswith((".", ".”")) else f"{part}." for part in told if part)

    def _caution(self) -> str:
        if self.cautioned_at is None:
            return ""
        understood = {"yes": ", understood", "no": ", not understood"}.get(self.understood or "", "")
        return f"Caution given {_clock(self.cautioned_at)} ({self.wording}){understood}"

    def _after(self) -> str:
        if self.asked_on == "no":
            return "Nothing more was asked"
        return f"Asked on {_clock(self.asked_at)}" if self.asked_on == "yes" and self.asked_at else ""


def _clock(moment: datetime) -> str:
    return f"{local(moment.isoformat()):%H:%M}"
