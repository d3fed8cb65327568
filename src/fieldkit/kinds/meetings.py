"""Meetings about a child: with the school, and those of social care or MASH (CME-14, CME-15)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from fieldkit.kinds.answers import Choice, LongText, Officer, Text, YesNo
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, day_in_words


class SupportMeeting(Record):
    """A Targeting Support Meeting with the school, where severe absence is looked at (CME-15)."""

    kind: ClassVar[str] = "support-meeting"
    label: ClassVar[str] = "Meeting with the school"
    icon: ClassVar[str] = "users-three"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    happened: ClassVar[str] = "held_on"
    searched: ClassVar[tuple[str, ...]] = ("with_whom", "outcome")

    held_on: Annotated[DayOf | None, Ask("When was the meeting?", "Meeting", needed="any", short="Held")] = (
        None
    )
    with_whom: Annotated[Text | None, Ask("With whom?", "Meeting", short="With")] = None
    missing_education: Annotated[
        YesNo | None,
        Ask(
            "Was it asked whether the pupil is in truth missing education?",
            "Meeting",
            "Asked of every severely absent pupil",
            short="Missing education asked",
        ),
    ] = None
    outcome: Annotated[LongText | None, Ask("What came of it?", "Meeting", voice="fact", short="Outcome")] = (
        None
    )

    def title(self) -> str:
        return f"{self.label}, {day_in_words(self.held_on)}" if self.held_on else self.label

    def line(self) -> str:
        return self.outcome or ""


class OutsideMeeting(Record):
    """A social care or MASH meeting that an officer means to go to; a manager signs it off first (CME-14)."""

    kind: ClassVar[str] = "outside-meeting"
    label: ClassVar[str] = "Social care or MASH meeting"
    icon: ClassVar[str] = "chats-circle"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    state_codes: ClassVar[str] = "meeting-state"
    happened: ClassVar[str] = "held_on"
    due: ClassVar[str] = "held_on"
    side_states: ClassVar[tuple[str, ...]] = ("refused",)
    after_approval: ClassVar[tuple[str, ...]] = ("outcome",)
    searched: ClassVar[tuple[str, ...]] = ("purpose", "outcome")
    moves: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "asked": ("agreed", "refused"),
        "agreed": (),
        "refused": ("asked",),
    }

    meeting_kind: Annotated[
        str | None,
        Ask("What meeting is it?", "Meeting", needed="any", short="Meeting"),
        Choice(codes="meeting-kind"),
    ] = None
    held_on: Annotated[DayOf | None, Ask("When is it?", "Meeting", needed="any", short="Held")] = None
    attends: Annotated[Officer | None, Ask("Who goes?", "Meeting", needed="any", short="Goes")] = None
    purpose: Annotated[LongText | None, Ask("Why do we go?", "Meeting", short="Purpose")] = None
    outcome: Annotated[LongText | None, Ask("What came of it?", "Outcome", voice="fact", short="Outcome")] = (
        None
    )

    def title(self) -> str:
        return Choice(codes="meeting-kind").show(self.meeting_kind) if self.meeting_kind else self.label

    def line(self) -> str:
        return self.outcome or self.purpose or ""
