"""The desk for the days of the Legal Panel: Mondays that are no bank and no school holiday (domain 1.1)."""

from __future__ import annotations

from datetime import date, timedelta

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.schools.days import SchoolDays

_MONDAY, _A_WEEK = 0, timedelta(days=7)
_LOOKS_AHEAD = 20


class PanelDays(Desk):
    """The panel meets virtually; what is asked of it waits for its next day."""

    def next(self, today: date | None = None) -> date | None:
        """The first day of the panel on or after a day, today by default; None when none is in sight."""
        day = today or self.today()
        day += timedelta(days=(_MONDAY - day.weekday()) % 7)
        for _ in range(_LOOKS_AHEAD):
            if not self.why_not(day):
                return day
            day += _A_WEEK
        return None

    def why_not(self, monday: date) -> str:
        """Why the panel does not meet on a Monday; empty when it does.

        Where no school has a calendar that reaches so far, only bank holidays are known.
        """
        named = {holiday.day: holiday.name for holiday in self.reference().bank_holidays()}
        if monday in named:
            return named[monday]
        known = [school for school in self.beside(SchoolDays).on(monday) if school.is_open is not None]
        return "School holiday" if known and not any(school.is_open for school in known) else ""
