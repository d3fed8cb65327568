"""A pupil's register as the school exported it, session by session (domain 7.4, 7.6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, TypeAlias, cast

from fieldkit.kinds.answers import Answer, Context, Count, FileHeld, Link, SchoolNamed, Text, Unfit
from fieldkit.kinds.record import Ask, Record
from fieldkit.kinds.times import DayOf, Time, day_in_words
from fieldkit.plain import Json


@dataclass(frozen=True, slots=True)
class Marks(Answer):
    """The two marks of each day, in order of days: one a line, `2026-09-03 / \\`.

    Codes are kept as the school wrote them; a session without a mark is `-`.
    """

    name: ClassVar[str] = "marks"

    def parse(self, typed: str, context: Context) -> Json:
        days: dict[str, list[str]] = {}
        for number, line in enumerate(filter(None, (part.strip() for part in typed.splitlines())), 1):
            parts = line.split()
            if len(parts) != 3 or not all(re.fullmatch(r"[!-~]{1,2}", mark) for mark in parts[1:]):
                raise Unfit(f"Line {number}: enter a date and two marks, such as 2026-09-03 / \\")
            try:
                day = date.fromisoformat(parts[0]).isoformat()
            except ValueError:
                raise Unfit(f"Line {number}: enter a date, such as 2026-09-03") from None
            if day in days:
                raise Unfit(f"Line {number}: {day} is there twice")
            days[day] = [day, *parts[1:]]
        return [cast("Json", days[day]) for day in sorted(days)]

    def typed(self, value: Json) -> str:
        return "\n".join(" ".join(day) for day in cast("list[list[str]]", value))

    def show(self, value: Json) -> str:
        days = cast("list[list[str]]", value)
        if not days:
            return "No sessions"
        first, last = (day_in_words(date.fromisoformat(day[0])) for day in (days[0], days[-1]))
        sessions = sum(mark != "-" for day in days for mark in day[1:])
        return f"{sessions} sessions, {first} to {last}"


MarksOf: TypeAlias = Annotated[list[list[str]], Marks()]


class RegisterExtract(Record):
    """One pupil's marks over a period, from one file; a corrected register is a new extract after it."""

    kind: ClassVar[str] = "register-extract"
    label: ClassVar[str] = "Register extract"
    icon: ClassVar[str] = "calendar-blank"
    parents: ClassVar[tuple[str, ...]] = ("case",)
    happened: ClassVar[str] = "received_at"

    school: Annotated[SchoolNamed | None, Ask("Which school?", "Register", needed="any", short="School")] = (
        None
    )
    received_at: Annotated[
        Time | None, Ask("When was it received?", "Register", needed="any", short="Received")
    ] = None
    received_from: Annotated[Text | None, Ask("From whom?", "Register", short="From")] = None
    marks: Annotated[MarksOf | None, Ask("Marks", "Register", needed="any")] = None
    stated_possible: Annotated[
        Count | None, Ask("Possible sessions, as the school states them", "Totals stated", short="Possible")
    ] = None
    stated_authorised: Annotated[
        Count | None, Ask("Authorised absences stated", "Totals stated", short="Authorised")
    ] = None
    stated_unauthorised: Annotated[
        Count | None, Ask("Unauthorised absences stated", "Totals stated", short="Unauthorised")
    ] = None
    certified_by: Annotated[
        Text | None,
        Ask("Who signed the certificate?", "Certificate", "Education Act 1996 s.566", short="Signed by"),
    ] = None
    certified_as: Annotated[
        Text | None, Ask("What are they at the school?", "Certificate", short="Signed as")
    ] = None
    certified_on: Annotated[DayOf | None, Ask("When was it signed?", "Certificate", short="Signed on")] = None
    replaces: Annotated[
        str | None, Ask("Corrects which extract?", asked=False), Link(kinds=("register-extract",))
    ] = None
    file: Annotated[FileHeld | None, Ask("File", "File", asked=False)] = None

    def title(self) -> str:
        return f"{self.label}: {Marks().show(cast('Json', self.marks))}" if self.marks else self.label
