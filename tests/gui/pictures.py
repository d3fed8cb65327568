"""Pictures of every page on the sample caseload: `python tests/gui/pictures.py FOLDER [page ...]`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

import fieldkit.gui  # noqa: F401  before Qt: it keeps Python alive under PySide6
from fieldkit.gui import style
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.doorstep import Parting
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.places import page_class
from fieldkit.gui.shell import Shell
from fieldkit.gui.stop import steps as stop_steps
from fieldkit.gui.theme import Look, Theme
from fieldkit.gui.visit.photo_shelf import PhotoShelf

sys.path.insert(0, str(Path(__file__).parent))
import interviews
import papers
import premises
import referrals
import sample
import sweeps
from sitting import Sitting

#: suffix: (width, height, look, scale)
SIZES: dict[str, tuple[int, int, Look, float]] = {
    "": (1280, 800, Look.LIGHT, 1.0),
    "-1024x600-dark": (1024, 600, Look.DARK, 1.0),
    "-1024x600-contrast": (1024, 600, Look.CONTRAST, 1.0),
    "-dark": (1280, 800, Look.DARK, 1.0),
    "-contrast": (1280, 800, Look.CONTRAST, 1.0),
    "-1024x600": (1024, 600, Look.LIGHT, 1.0),
    "-1920x1080": (1920, 1080, Look.LIGHT, 1.0),
    "-200": (1280, 800, Look.LIGHT, 2.0),
    "-200-contrast": (1280, 800, Look.CONTRAST, 2.0),
}
_STEPS = ("place", "name", "age", "school", "says", "class")
PARTING = Parting(
    "Dilys Farthing", "CME officer", "Fenmarch County Council",
    "Locked at 16:52 because the laptop was idle.", "16:52", "CME-2026-0102", "16:51:58", 6,
)  # fmt: skip


class Studio:
    """A window on the sample caseload, with every lane, but no clocks of its own."""

    def __init__(self, load: sample.Caseload) -> None:
        self.made, self.arrived, self.load = False, False, load
        self.at_work: tuple[str, str] | None = None
        self.book = load.book
        load.doorstep.create(
            "four plain words and more", None, "Dilys Farthing", "DF", "CME"
        ).notebooks.close()
        extra: dict[str, Any] = {"doorstep": load.doorstep, "parting": PARTING, "wear": self.wear}
        self.kit = Kit(Jobs(), self.book, extra=extra)
        self.shell = Shell(self.kit)
        self.shell.rail.show_who("Fenmarch County Council", "Dilys Farthing", "CME officer")
        self.shell.header.set_status_visible(True)
        self.shell.header.status_chip.show_offline(2)
        self.shell.rail.set_counts({"cases": 2, "visits": 1, "queue": 2})
        self.bugs: list[BaseException] = []
        self.kit.jobs.broken.connect(self.bugs.append)

    def wear(self, look: str, text_size: str) -> None:
        """What the settings page asks for."""
        style.wear(application(), Theme(style.look_named(look), int(text_size) / 100))

    def visited(self) -> None:
        """Make the visit of case 2 as the pictures show it."""
        if not self.made:
            self.made = True
            self.load.make_the_visit()

    def settle(self) -> None:
        """Wait until every job has come back."""
        until = QDeadlineTimer(20_000)
        flags = QEventLoop.ProcessEventsFlag.AllEvents
        while self.kit.jobs.busy() and not until.hasExpired():
            QApplication.processEvents(flags, 50)
        for _ in range(4):
            QApplication.processEvents()
        if self.bugs:
            raise self.bugs[0]

    def show(self, place: Place) -> Page:
        """Open a place and wait for it."""
        self.shell.go(place)
        self.settle()
        page = self.shell.page()
        assert page is not None
        return page

    def show_door(self, name: str) -> Page:
        """The unlock page or the first one."""
        page = page_class(name)(self.kit)
        self.shell.show_page(page, name)
        page.open("")
        self.settle()
        return page

    def close(self) -> None:
        """End everything."""
        self.shell.forget_pages()
        self.shell.close()
        self.kit.jobs.close()


def application() -> QApplication:
    """The one application."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found


def _wrong(page: Any) -> None:
    from fieldkit.keys.officer_slot import WrongPassphrase

    page.field.set_value("four words of mine")
    page.show_refusal(WrongPassphrase())


def _first_steps(step: int) -> Callable[[Any], None]:
    return lambda page: page.show_step(step)


def _typed(words: str) -> Callable[[Any], None]:
    def type_it(page: Any) -> None:
        page.typed.set_value(words)
        page._ask()

    return type_it


def _visited_case(studio: Studio) -> Page:
    studio.visited()
    return studio.show(Place("case", studio.load.case))


def _referral(studio: Studio, said: Any = referrals.ANSWERS) -> Page:
    return studio.show(Place("referral", referrals.typed(studio.book, said)))


def _asked_for(section: str) -> Callable[[Any], None]:
    return lambda page: page._asked_for(section)


def _taken(studio: Studio) -> str:
    case, _ = studio.book.referrals.take_in(referrals.typed(studio.book), referrals.ANSWERS)
    return case


def _note(studio: Studio) -> str:
    said = {"note_kind": "phone-call", "happened_at": "19 11 2026 16:05", "subject": "Call to the school"}
    return studio.book.records.new("note", said, parent=studio.load.case)[0]


def _at_the_papers(studio: Studio) -> Page:
    if not studio.arrived:
        Sitting(studio.load, studio.kit, [], []).at_the_door()
        studio.arrived = True
    return studio.show(Place("visit", f"{studio.load.visit}/Documents and photographs"))


def _locked_paper(page: Any) -> None:
    shelf = page.findChild(PhotoShelf)
    shelf.strip.files_given.emit([papers.locked_pdf(Path(tempfile.gettempdir()) / "letter.pdf", "fen")])


def _suspected(cautioned: bool) -> Callable[[Studio], Page]:
    """Grounds to suspect appeared at the door: the caution to be read, or what was said when it was."""

    def opens(studio: Studio) -> Page:
        _at_the_papers(studio)
        made, _ = studio.book.cautions.stop(studio.load.visit, {"person": "Bram Halloway"})
        if cautioned:
            studio.book.cautions.caution(made)
        return studio.show(Place("doorstep_caution", made))

    return opens


def _stop(step: str, **more: Any) -> Callable[[Studio], Page]:
    def opened(studio: Studio) -> Page:
        stop = sweeps.said(studio.load, step, **more)
        studio.shell.header.status_chip.show_offline(11)
        return studio.show(Place("stop", stop))

    return opened


def _return(page: str, key: str) -> Callable[[Studio], Page]:
    def show(studio: Studio) -> Page:
        return studio.show(Place(page, key.format(sweeps.counted(studio.load))))

    return show


def _sweep(page: str, key: str = "{}") -> Callable[[Studio], Page]:
    def opened(studio: Studio) -> Page:
        operation = sweeps.here(studio.load)
        if not studio.book.stops.list(operation):
            sweeps.stopped(studio.load, operation)
            sweeps.stopped(studio.load, operation, child_name="", description="Red coat", age="10")
        return studio.show(Place(page, key.format(operation)))

    return opened


def _at_work(page: str, key: str = "") -> Callable[[Studio], Page]:
    def opened(studio: Studio) -> Page:
        if studio.at_work is None:
            studio.at_work = premises.worked(studio.load)
        visit, child = studio.at_work
        studio.shell.header.status_chip.show_offline(11)
        return studio.show(Place(page, key.format(visit=visit, child=child)))

    return opened


def _interview(make: Callable[[sample.Caseload], str]) -> Callable[[Studio], Page]:
    made: dict[str, str] = {}

    def opened(studio: Studio) -> Page:
        if "it" not in made:
            made["it"] = make(studio.load)
        studio.shell.header.status_chip.show_offline(9)
        return studio.show(Place("interview", made["it"]))

    return opened


def _question(page: Any) -> None:
    page.asking.field.insertPlainText("Do you have the messages about the family worker?")


def _worried(studio: Studio) -> Page:
    return studio.show(Place("worried", sweeps.said(studio.load, "reason")))


def _at(step: str) -> Callable[[Any], None]:
    return lambda page: page.show_step(stop_steps.step(step))


def _tab(key: str) -> Callable[[Any], None]:
    return lambda page: (page.tabs.set_current(key), page.show_panel(key))


def _nothing(_page: Any) -> None:
    return None


#: name: (place or door, what is done to it, whether the visit was made)
SHOTS: dict[str, tuple[Callable[[Studio], Page], Callable[[Any], None]]] = {
    "unlock": (lambda s: s.show_door("unlock"), _nothing),
    "unlock-wrong": (lambda s: s.show_door("unlock"), _wrong),
    "first-1": (lambda s: s.show_door("first_run"), _first_steps(0)),
    "first-2": (lambda s: s.show_door("first_run"), _first_steps(1)),
    "first-3": (lambda s: s.show_door("first_run"), _first_steps(2)),
    "first-4": (lambda s: s.show_door("first_run"), lambda page: page._joined(None)),
    "today": (lambda s: s.show(Place("today")), _nothing),
    "cases": (lambda s: s.show(Place("cases")), _nothing),
    "cases-none": (lambda s: s.show(Place("cases")), _typed("Halow")),
    "find": (lambda s: s.show(Place("find")), _typed("halloway")),
    "schools": (lambda s: s.show(Place("schools")), _nothing),
    "settings": (lambda s: s.show(Place("settings", "look")), _nothing),
    "settings-council": (lambda s: s.show(Place("settings", "council")), _nothing),
    "settings-notebook": (lambda s: s.show(Place("settings", "notebook")), _nothing),
    "help": (lambda s: s.show(Place("help", "about")), _nothing),
    "help-keys": (lambda s: s.show(Place("help", "keys")), _nothing),
    "help-safeguarding": (lambda s: s.show(Place("help", "safeguarding")), _nothing),
    "help-rules": (lambda s: s.show(Place("help", "rule/RSK")), _nothing),
    "queue": (lambda s: s.show(Place("queue")), _nothing),
    "conflict": (lambda s: s.show(Place("conflict", s.load.dispute())), _nothing),
    "case-unread": (lambda s: s.show(Place("case", s.load.case)), _nothing),
    "case": (_visited_case, _nothing),
    **{f"case-{tab}": (_visited_case, _tab(tab)) for tab in ("family", "enquiries", "documents", "findings")},
    "referral": (_referral, _nothing),
    "referral-school": (_referral, _asked_for("1")),
    "referral-concern": (_referral, _asked_for("2")),
    "referral-family": (_referral, _asked_for("3")),
    "referral-home": (_referral, _asked_for("4")),
    "referral-missing": (
        lambda s: _referral(s, {"child_known_as": "Wilf"}),
        lambda page: page.continue_button.click(),
    ),
    "referral-check": (lambda s: s.show(Place("check_referral", referrals.typed(s.book))), _nothing),
    "referral-taken": (lambda s: s.show(Place("taken_in", _taken(s))), _nothing),
    "referral-allocated": (
        lambda s: s.show(Place("taken_in", _taken(s))),
        lambda page: page.allocate_button.click(),
    ),
    "record-note": (lambda s: s.show(Place("record", _note(s))), _nothing),
    "visit-password": (_at_the_papers, _locked_paper),
    "visit-suspected": (_suspected(False), _nothing),
    "visit-cautioned": (_suspected(True), _nothing),
    "stop": (_stop("done", actions=["advice", "phoned-parent"]), _at("done")),
    **{f"stop-{step}": (_stop(step), _nothing) for step in _STEPS},
    "stop-reason": (_stop("proof"), _at("reason")),
    "stop-words": (_stop("proof"), _at("words")),
    "stop-saved": (
        _stop("done", actions=["advice"], school_says="not-on-roll", classification="not-on-roll"),
        lambda page: page._save(),
    ),
    "worried": (_worried, lambda page: (page.keep("level", "E2"), page.form.set_answers(page.typed))),
    "sweep": (_sweep("sweep"), _nothing),
    "sweeps": (_sweep("sweeps", ""), _nothing),
    "sweep-return": (_return("sweep_return", "{}"), _nothing),
    "sweep-return-period": (_return("sweep_return", "period"), _nothing),
    "sweep-figure": (_return("sweep_figure", "{}#without-reason"), _nothing),
    "sweep-plan": (_sweep("plan_sweep", "{}/Power"), _nothing),
    "premises": (_at_work("premises"), _nothing),
    "premises-children": (_at_work("premises_visit", "{visit}/Children"), _nothing),
    "premises-entry": (_at_work("premises_visit", "{visit}/Entry"), _nothing),
    "hours": (_at_work("hours", "{child}"), _nothing),
    "hours-compare": (_at_work("compare_hours", "{child}"), _nothing),
    "interview": (_interview(lambda load: interviews.asking(load, 4)), _question),
    "interview-caution": (_interview(lambda load: interviews.up_to(load, "caution")), _nothing),
    "interview-solicitor": (
        _interview(lambda load: interviews.asking(load, 4)),
        lambda page: page.claim("solicitor"),
    ),
    "interview-explain": (
        _interview(lambda load: interviews.up_to(load, "caution")),
        lambda page: (
            page.form.block("understood").set_value("no"),
            page.form.block("understood").changed.emit(),
        ),
    ),
    "interview-break": (
        _interview(lambda load: interviews.asking(load, 4)),
        lambda page: page.claim("break"),
    ),
    "interview-exhibits": (
        _interview(lambda load: interviews.asking(load, 4)),
        lambda page: page.choose_point(),
    ),
    "interview-recorder": (
        _interview(lambda load: interviews.asking(load, 4, mode=interviews.AUDIO)),
        lambda page: page.choose_event(),
    ),
    "interview-sound": (
        _interview(lambda load: interviews.to_seal(load, interviews.AUDIO)),
        lambda page: page.open_box("recording"),
    ),
    "interview-sealed-sound": (_interview(interviews.sealed_in_sound), _nothing),
    "interview-statement": (_interview(interviews.stating), lambda page: page.open_box("statement_words")),
    "interview-sealed": (_interview(interviews.sealed), _nothing),
    "interview-person": (
        _interview(lambda load: interviews.up_to(load, "interpreter")),
        lambda page: page.open_box("person"),
    ),
    "interview-start": (_interview(interviews.prepared), _nothing),
    "interview-invite": (_interview(interviews.to_invite), _nothing),
    "interview-read-over": (_interview(interviews.concluded), _nothing),
    "interview-sign": (_interview(interviews.to_sign), _nothing),
    "interviews": (lambda s: s.show(Place("interviews")), _nothing),
    "case-new": (lambda s: s.show(Place("case", s.load.first)), _nothing),
}


def main(folder: Path, wanted: list[str], sizes: list[str]) -> None:
    """Draw what is asked for."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    style.begin(app, Theme())  # type: ignore[arg-type]
    with sample.caseload() as load:
        studio = Studio(load)
        studio.shell.show()
        for name, (opens, then) in SHOTS.items():
            if wanted and name not in wanted:
                continue
            for suffix in sizes or list(SIZES):
                width, height, look, scale = SIZES[suffix]
                style.wear(application(), Theme(look, scale))
                studio.shell.forget_pages()
                studio.shell.resize(width, height)
                page = opens(studio)
                then(page)
                studio.settle()
                studio.shell.grab().save(str(folder / f"{name}{suffix}.png"))
        studio.close()


if __name__ == "__main__":
    chosen = [word for word in sys.argv[2:] if word in SHOTS]
    main(Path(sys.argv[1]), chosen, [word for word in sys.argv[2:] if word in SIZES])
