"""How days, times and counts are said on the screen."""

from __future__ import annotations

from datetime import date, datetime

from fieldkit.gui.clock import LONDON


def long_day(day: date) -> str:
    """Friday 20 November 2026."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"


def day_of_week(day: date) -> str:
    """Friday 20 November."""
    return f"{day:%A} {day.day} {day:%B}"


def short_day(day: date) -> str:
    """Fri 20 Nov."""
    return f"{day:%a} {day.day} {day:%b}"


def plain_day(day: date) -> str:
    """20 November 2026."""
    return f"{day.day} {day:%B} {day.year}"


def moment(ms: int) -> datetime:
    """A time kept in milliseconds, as UK time."""
    return datetime.fromtimestamp(ms / 1000, LONDON)


def when(at: datetime, today: date) -> str:
    """today at 09:05, or Thursday 12 November at 15:52."""
    said = "today" if at.date() == today else day_of_week(at.date())
    return f"{said} at {at:%H:%M}"


def counted(number: int, one: str, many: str = "") -> str:
    """1 case, 34 cases."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def age(born: date, today: date) -> int:
    """Whole years."""
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def sentence(words: str) -> str:
    """With a capital at the start."""
    return words[:1].upper() + words[1:]
