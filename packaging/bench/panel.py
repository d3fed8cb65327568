"""The figures of the Legal Panel: two hundred referrals checked, and its list of as many read and drawn."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench.figure import Figure, Pair, Reach, timed
from bench.sample import ROOT, made
from fieldkit.casebook.casebook import Casebook
from fieldkit.keys.slots import database_key
from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Type
from fieldkit.store.connecting import connect

_REFERRALS = 200
_DAY_MS = 1_795_082_400_000
_SCHOOL = {"id": "999003", "name": "Quayside High"}


@contextmanager
def _checked(folder: Path) -> Iterator[Pair]:
    """Every check of every referral with its register, beside reading the same rows."""
    casebook = _referred(folder / "n")
    plain = connect(casebook.notebook.vault.database.path, database_key(ROOT))
    yield Pair(
        timed(lambda: casebook.legal_referrals.check_all()),
        timed(lambda: plain.execute("SELECT * FROM current").fetchall()),
    )
    plain.close()
    casebook.notebook.close()


@contextmanager
def _drawn(folder: Path) -> Iterator[Pair]:
    """The list read, checked and painted on its page, beside as many lines painted by a plain list."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication, QListWidget

    import fieldkit.gui  # noqa: F401  it keeps Python alive under PySide6
    from fieldkit.gui import style
    from fieldkit.gui.jobs import Jobs
    from fieldkit.gui.kit import Kit
    from fieldkit.gui.pages.panel import PanelPage, read
    from fieldkit.gui.theme import Theme

    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication([])
    style.begin(app, Theme())
    casebook, jobs = _referred(folder / "n"), Jobs()
    page = PanelPage(Kit(jobs, casebook))
    page.resize(1280, 800)

    def ours() -> None:
        page.show_panel(read(casebook, ""))
        page.grab()

    plain = QListWidget()
    plain.resize(1280, 800)

    def baseline() -> None:
        plain.clear()
        plain.addItems([f"Lorcan Ebbage {number}, Quayside High" for number in range(_REFERRALS)])
        plain.grab()

    yield Pair(timed(ours), timed(baseline))
    jobs.close()
    casebook.notebook.close()


def _referred(folder: Path) -> Casebook:
    """So many referrals before the panel, each of a case with a register of ten weeks."""
    notebook = made(folder)
    marks = _marks()
    for number in range(_REFERRALS):
        notebook.write(_acts(number, marks), Moment(wall_ms=_DAY_MS + number))
    return Casebook(notebook, lambda: Moment(wall_ms=_DAY_MS + 60_000), lambda: str(uuid.uuid4()))


def _acts(number: int, marks: list[list[str]]) -> list[Act]:
    case, child, extract, referral = (
        f"00000000-0000-7000-{part}000-{number:012x}" for part in ("a", "b", "8", "9")
    )
    about = {"case_type": "ATT", "child": child, "reference": f"ATT-2026-{number}", STATE: "received"}
    fields: dict[str, tuple[str, dict[str, Any]]] = {
        case: ("case", about),
        child: ("child", {"forenames": "Lorcan", "surname": f"Ebbage {number}", "school": _SCHOOL}),
        extract: ("register-extract", {"parent": case, "marks": marks}),
        referral: ("referral", {"parent": case, STATE: "panel", "school": _SCHOOL,
                                "period_from": "2026-09-03", "period_to": "2026-11-13"}),
    }  # fmt: skip
    return [
        Act(type=Type.EDIT, kind=kind, record=record, home=case, fields=said)
        for record, (kind, said) in fields.items()
    ]


def _marks() -> list[list[str]]:
    """Ten weeks of school days, two in five of them missed."""
    days = [date(2026, 9, 3) + timedelta(days=number) for number in range(72)]
    school = [day for day in days if day.weekday() < 5]
    return [
        [day.isoformat(), *(("O", "O") if number % 5 < 2 else ("/", "\\"))]
        for number, day in enumerate(school)
    ]


FIGURES = (
    Figure(
        what=f"{_REFERRALS} referrals checked",
        baseline="reading their rows with the raw driver",
        reach=Reach(most=1),
        prepare=_checked,
        rounds=5,
    ),
    Figure(
        what=f"the panel's list of {_REFERRALS} read, checked and drawn",
        baseline="as many lines painted by a plain list",
        reach=Reach(most=1),
        prepare=_drawn,
        rounds=5,
    ),
)
