"""The answers that are dates and times, typed the many ways people write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Annotated, ClassVar, TypeAlias, cast
from zoneinfo import ZoneInfo

from fieldkit.kinds.answers import Answer, Context, Unfit
from fieldkit.plain import Json

LONDON = ZoneInfo("Europe/London")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_in_words(day: date) -> str:
    """20 November 2026."""
    return f"{day.day} {_NAMES[day.month - 1]} {day.year}"


def local(moment: str) -> datetime:
    """The UK local time of a kept moment, BST or GMT as was in force."""
    return datetime.fromisoformat(moment).astimezone(LONDON)


def moment_of(wall_ms: int) -> str:
    """The kept form of a UTC time in milliseconds: ISO 8601 to the second, with the UK offset then in
    force.
    """
    return datetime.fromtimestamp(wall_ms // 1000, UTC).astimezone(LONDON).isoformat()


@dataclass(frozen=True, slots=True)
class Day(Answer):
    """A date. Typed as 20 11 2026, 20/11/26, 20 nov 2026, 20 November 2026 or 2026-11-20."""

    name: ClassVar[str] = "day"

    def parse(self, typed: str, context: Context) -> Json:
        return read_day(typed).isoformat()

    def typed(self, value: Json) -> str:
        day = date.fromisoformat(str(value))
        return f"{day.day} {day.month} {day.year}"

    def show(self, value: Json) -> str:
        return day_in_words(date.fromisoformat(str(value)))


@dataclass(frozen=True, slots=True)
class Moment(Answer):
    """A date and time, kept with the zone offset in force.

    A bare time falls on the day the record is about.
    """

    name: ClassVar[str] = "moment"

    def parse(self, typed: str, context: Context) -> Json:
        text = typed.strip()
        if "T" in text and (kept := _kept(text)):
            return kept
        words, _, clock = text.rpartition(" ")
        if not re.search(r"[:.]|^[0-9]{4}$", clock):
            raise Unfit("Enter a time on the 24-hour clock, such as 10:51")
        day = read_day(words.removesuffix(" at")) if words else context.day
        return datetime.combine(day, read_clock(clock), LONDON).isoformat()

    def typed(self, value: Json) -> str:
        # The hour that BST repeats cannot be told apart in plain words, so it keeps its offset.
        told = datetime.fromisoformat(str(value))
        here = told.astimezone(LONDON)
        plain = f"{here.day} {here.month} {here.year} {here:%H:%M:%S}".removesuffix(":00")
        back = datetime.combine(here.date(), read_clock(plain.rpartition(" ")[2]), LONDON)
        return plain if back.isoformat() == str(value) else str(value)

    def show(self, value: Json) -> str:
        here = local(str(value))
        return f"{day_in_words(here.date())} at {here:%H:%M}"


@dataclass(frozen=True, slots=True)
class Hours(Answer):
    """A length of time, kept in whole minutes. Typed as 14, 14.5, 14 h 30, 14:30 or 90 min."""

    name: ClassVar[str] = "hours"
    most: int = 10_000 * 60

    def parse(self, typed: str, context: Context) -> Json:
        text = re.sub(r"\s+", "", typed.lower())
        found = _HOURS.fullmatch(text)
        if not found:
            raise Unfit("Enter hours and minutes, such as 3 h 40")
        hours, minutes = found["hours"] or found["h"], found["minutes"]
        part, alone = found["part"], found["alone"]
        if int(minutes or 0) > 59:
            raise Unfit("Enter fewer than 60 minutes beside the hours")
        told = round((int(hours or 0) + float(f"0.{part or 0}")) * 60) + int(minutes or alone or 0)
        if told > self.most:
            raise Unfit(f"Enter {self.most // 60} hours or fewer")
        return told

    def typed(self, value: Json) -> str:
        return f"{cast(int, value) // 60}:{cast(int, value) % 60:02}"

    def show(self, value: Json) -> str:
        hours, minutes = divmod(cast(int, value), 60)
        return " ".join(
            filter(None, (f"{hours} h" if hours or not minutes else "", f"{minutes} min" if minutes else ""))
        )


@dataclass(frozen=True, slots=True)
class Periods(Answer):
    """Inclusive spans of days with a name each, as a school calendar has them: one a line, `from to name`."""

    name: ClassVar[str] = "periods"

    def parse(self, typed: str, context: Context) -> Json:
        spans: list[Json] = []
        for number, line in enumerate(filter(None, (part.strip() for part in typed.splitlines())), 1):
            first, _, rest = line.partition(" ")
            last, _, label = rest.strip().partition(" ")
            try:
                start, end = date.fromisoformat(first), date.fromisoformat(last)
            except ValueError:
                raise Unfit(f"Line {number}: enter two dates, such as 2026-09-03 2026-12-18 Autumn") from None
            if end < start:
                raise Unfit(f"Line {number}: the last day comes before the first")
            spans.append([start.isoformat(), end.isoformat(), label.strip()])
        return spans

    def typed(self, value: Json) -> str:
        return "\n".join(" ".join(part for part in span if part) for span in cast("list[list[str]]", value))

    def show(self, value: Json) -> str:
        spans = cast("list[list[str]]", value)
        return "; ".join(
            f"{_in_words(first)} to {_in_words(last)} {label}".strip() for first, last, label in spans
        )


def read_day(typed: str) -> date:
    """The date of what was typed. Raises `Unfit`."""
    text = typed.strip().lower().replace(",", " ")
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        parts = text.split("-")[::-1]
    else:
        parts = re.split(r"[\s/.\-]+", text)
        parts = parts[1:] if len(parts) == 4 and parts[0][:3] in _WEEKDAYS else parts
    if len(parts) != 3:
        raise Unfit("Enter a day, month and year, such as 20 11 2026")
    month = str(_MONTHS.index(parts[1][:3]) + 1) if parts[1][:3] in _MONTHS else parts[1]
    if not (_digits(parts[0], 2) and _digits(month, 2) and _digits(parts[2], 4) and len(parts[2]) in (2, 4)):
        raise Unfit("Enter a day, month and year, such as 20 11 2026")
    year = int(parts[2]) + (2000 if len(parts[2]) == 2 else 0)
    try:
        return date(year, int(month), int(parts[0]))
    except ValueError:
        raise Unfit("Enter a date that exists, such as 20 11 2026") from None


def read_clock(typed: str) -> time:
    """The 24-hour time of what was typed: 10:51, 10.51, 1051, or with seconds. Raises `Unfit`."""
    found = re.fullmatch(r"([0-9]{1,2})[:.]?([0-9]{2})(?::([0-9]{2}))?", typed.strip())
    if not found or int(found[1]) > 23 or int(found[2]) > 59 or int(found[3] or 0) > 59:
        raise Unfit("Enter a time on the 24-hour clock, such as 10:51")
    return time(int(found[1]), int(found[2]), int(found[3] or 0))


def _in_words(day: str) -> str:
    return day_in_words(date.fromisoformat(day))


_HOURS = re.compile(
    r"(?P<hours>[0-9]{1,5})(?:\.(?P<part>[0-9]{1,2}))?(?:h|hours?|hrs?)?"
    r"|(?P<h>[0-9]{1,5})(?::|h|hours?|hrs?)(?P<minutes>[0-9]{1,2})(?:m|min|mins|minutes?)?"
    r"|(?P<alone>[0-9]{1,6})(?:m|min|mins|minutes?)"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _digits(text: str, longest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= longest


def _kept(text: str) -> str | None:
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        return None
    offset = told.utcoffset()
    if offset is None or offset % timedelta(minutes=1) or abs(offset) > timedelta(hours=14):
        return None
    return told.replace(microsecond=0).astimezone(timezone(offset)).isoformat()


DayOf: TypeAlias = Annotated[date, Day()]
Time: TypeAlias = Annotated[datetime, Moment()]
HoursOf: TypeAlias = Annotated[int, Hours()]
Spans: TypeAlias = Annotated[list[list[str]], Periods()]
