"""The figures of a register: a year of marks drawn, and a school's whole file read for one pupil."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from bench.figure import Figure, Pair, Reach, timed
from fieldkit.reference import Reference
from fieldkit.reference.register_file import PupilRegister, read_marks, write_marks
from fieldkit.rules.school.calendar import calendar_of
from fieldkit.rules.school.marks import Register, marks_of
from fieldkit.rules.school.weeks import year_of_weeks

_SESSIONS, _PUPILS = 400, 300
_TERM = [["2026-09-01", "2027-07-31", "Year"]]


@contextmanager
def _drawn(_folder: Path) -> Iterator[Pair]:
    """The strip filled and painted, beside as many plain rectangles painted on a widget of its size."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QColor, QPixmap
    from PySide6.QtWidgets import QApplication, QWidget

    import fieldkit.gui  # noqa: F401  it keeps Python alive under PySide6
    from fieldkit.gui import style
    from fieldkit.gui.readings import register as register_reading
    from fieldkit.gui.theme import Theme
    from fieldkit.gui.widgets.year_strip import YearStrip

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    style.begin(app, Theme())
    book = Reference.load(date(2027, 7, 1))
    register = Register(calendar_of(_TERM), marks_of(_marks()))
    strip = YearStrip()
    strip.resize(800, 300)

    def ours() -> None:
        strip.show_year(register_reading.strip_weeks(year_of_weeks(register, book)), "A year")
        strip.strip.grab()

    class Plain(QWidget):
        """Rectangles in rows."""

        def paintEvent(self, _event: object) -> None:
            from PySide6.QtGui import QPainter

            painter = QPainter(self)
            for number in range(_SESSIONS):
                painter.fillRect(15 * (number // 10), 15 * (number % 10), 13, 13, QColor("#900"))
            painter.end()

    plain = Plain()
    plain.resize(strip.strip.sizeHint())

    def baseline() -> QPixmap:
        return plain.grab()

    yield Pair(timed(ours), timed(baseline))


@contextmanager
def _read(_folder: Path) -> Iterator[Pair]:
    """Every line placed and checked, beside the rows taken apart by Python's own reader."""
    marks = tuple((day, am, pm) for day, am, pm in _marks())
    pupils = [PupilRegister(f"N{number:012}", f"Pupil {number}", marks) for number in range(_PUPILS)]
    raw = write_marks(pupils)
    yield Pair(
        timed(lambda: read_marks(raw)), timed(lambda: list(csv.reader(StringIO(raw.decode("utf-8-sig")))))
    )


def _marks() -> list[list[str]]:
    """Two hundred school days, every seventh of them missed."""
    days = [date(2026, 9, 1) + timedelta(days=number) for number in range(300)]
    school = [day for day in days if day.weekday() < 5][: _SESSIONS // 2]
    return [
        [day.isoformat(), *(("O", "O") if number % 7 == 0 else ("/", "\\"))]
        for number, day in enumerate(school)
    ]


FIGURES = (
    Figure(
        what=f"a register of {_SESSIONS} sessions drawn",
        baseline="as many rectangles painted on a plain widget",
        reach=Reach(most=0.05),
        prepare=_drawn,
        rounds=9,
    ),
    Figure(
        what=f"a school's file of {_PUPILS} pupils, {_SESSIONS} sessions each, read",
        baseline="its rows taken apart by Python's csv module",
        reach=Reach(most=3),
        prepare=_read,
        rounds=3,
    ),
)
