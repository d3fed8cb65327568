"""The page of a stop, driven as an officer drives it: keys alone, on a real notebook, at a real window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import sweeps
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sitting import Sitting, sitting

from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.shell import Shell
from fieldkit.gui.stop import steps as stop_steps
from fieldkit.reference.codes import code_list


@dataclass
class Kerb:
    """An officer with the page in front; `acts` counts a key for a choice, or a field typed and Enter."""

    at: Sitting
    shell: Shell
    operation: str
    acts: int = 0

    @property
    def page(self) -> Any:
        return self.shell.page()

    def begin(self) -> Any:
        """A new stop, as the sweep's own key begins it."""
        opened = self.at.load.book.stops.begin(self.operation)
        self.shell.go(Place("stop", opened.record))
        self.at.wait()
        return self.page

    def key(self, letter: str) -> None:
        """Press the key with a letter, as the keyboard does."""
        self._press(letter)

    def enter(self) -> None:
        """Enter alone."""
        self._press("\r")

    def type(self, words: str) -> None:
        """Fill the field that has the keyboard, and Enter."""
        QTest.keyClicks(QApplication.focusWidget(), words)
        self._press("\r")

    def _press(self, key: str) -> None:
        self.acts += 1
        to = QApplication.focusWidget() or self.page
        if key == "\r":
            QTest.keyClick(to, Qt.Key.Key_Return)
        else:
            QTest.keyClicks(to, key)
        self.at.wait()

    def letter_of(self, key: str) -> str:
        """The letter that stands on a key."""
        return str(self.page.keypad.key(key).face.letter)


@pytest.fixture
def kerb(qtbot) -> Iterator[Kerb]:
    """A live sweep, and a window of a council laptop."""
    kit = Kit(Jobs())
    with sitting(kit) as at:
        operation = sweeps.live(at.load)
        shell = Shell(kit)
        kit.jobs.broken.connect(at.told.append)
        qtbot.addWidget(shell)
        shell.resize(1280, 800)
        shell.show()
        yield Kerb(at, shell, operation)
        at.wait()
        shell.forget_pages()
    kit.jobs.close()


def whole_stop(kerb: Kerb) -> None:
    """The stop of the picture: Odessa Brandreth, 13, with her aunt's errand as a reason."""
    kerb.key(kerb.letter_of("Market Square"))
    kerb.type("Odessa Brandreth")
    kerb.key(kerb.letter_of("13"))
    kerb.key(kerb.letter_of("9"))
    kerb.key(kerb.letter_of("999401 Larkspur Academy"))
    kerb.key("A")  # nobody is with her
    kerb.key(kerb.letter_of("shopping"))
    kerb.key("A")  # no proof
    kerb.key("A")  # expected in: verified with the school in one key
    kerb.enter()  # the suggested classification
    kerb.key("A")  # advice given


def test_a_stop_takes_twelve_acts_by_keys_alone(kerb: Kerb) -> None:
    kerb.begin()
    whole_stop(kerb)
    kerb.enter()
    assert kerb.page.made
    assert kerb.acts <= 12
    held = kerb.at.load.book.held(kerb.page.made)
    assert held.text("child_name") == "Odessa Brandreth"
    assert held.text("classification") == "unauthorised"
    assert held.value("actions") == ["advice"]
    assert held.text("school_says") == "expected-in"
    assert held.text("stop_no") == "L07-01"


def test_the_next_stop_knows_the_place(kerb: Kerb) -> None:
    kerb.begin()
    whole_stop(kerb)
    kerb.enter()
    kerb.key("A")
    assert kerb.page.step.name == "name"
    assert kerb.page.typed["place"] == "Market Square"
    assert kerb.page.heading == "Stop 2"


def test_letters_of_the_keys_are_those_of_the_lists(kerb: Kerb) -> None:
    page = kerb.begin()
    for step, codes in (("with", "stop-with"), ("reason", "stop-reason"), ("says", "school-says"),
                        ("class", "stop-class"), ("done", "stop-action")):  # fmt: skip
        page.show_step(stop_steps.step(step))
        shown = {key.face.key: key.face.letter for key in page.keypad.buttons()}
        assert all(shown[code.code] == code.mark("letter") for code in code_list(codes))
        assert len(set(shown.values())) == len(shown), step


def test_a_key_that_may_not_be_pressed_says_why_and_does_nothing(kerb: Kerb) -> None:
    page = kerb.begin()
    page.show_step(stop_steps.step("done"))
    key = page.keypad.key("removed-to-school")
    assert key.face.why_not == "PCSO 7714 does not hold this power"
    kerb.key("G")
    assert QApplication.focusWidget() is key
    assert "actions" not in page.typed
    assert "PCSO 7714 does not hold this power" in key.accessibleDescription()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1024, 600)])
def test_nothing_scrolls_and_every_key_is_large(kerb: Kerb, width: int, height: int) -> None:
    kerb.shell.resize(width, height)
    page = kerb.begin()
    said = sweeps.SAID | {"actions": ["advice", "phoned-parent"]}
    for name, answer in said.items():
        page._say(name, answer)
    kerb.at.wait()
    for step in stop_steps.STEPS:
        page.show_step(step)
        for _ in range(4):
            QApplication.processEvents()
        assert page.area.verticalScrollBar().maximum() == 0, step.name
        assert page.side.height() >= page.so_far.geometry().bottom(), step.name
        for key in [*page.keypad.buttons(), *page.also.buttons()]:
            if key.isVisible():
                assert key.height() >= 68, (step.name, key.face.words)


def test_what_is_said_is_on_disk_within_the_second(kerb: Kerb, qtbot) -> None:
    page = kerb.begin()
    kerb.key(kerb.letter_of("Bus station"))
    qtbot.waitUntil(lambda: not page.unsaved, timeout=1_000)
    kept = kerb.at.load.book.drafts.open(page.stop)
    assert kept.typed["place"] == "Bus station"


def test_escape_keeps_the_draft_and_coming_back_goes_on(kerb: Kerb) -> None:
    page = kerb.begin()
    kerb.key(kerb.letter_of("Bus station"))
    kerb.type("Odessa Brandreth")
    stop = page.stop
    page.settle()
    kerb.at.wait()
    again = kerb.at.open("stop", stop)
    assert again.typed["child_name"] == "Odessa Brandreth"
    assert again.step.name == "age"
    assert again.back_place == Place("sweep", kerb.operation)


def test_a_date_of_birth_is_an_age_too(kerb: Kerb) -> None:
    stop = sweeps.said(kerb.at.load, "with", age="", dob="8 12 2012")
    kerb.shell.go(Place("stop", stop))
    kerb.at.wait()
    assert kerb.page.step.name == "with"


def test_a_line_of_the_record_leads_back(kerb: Kerb) -> None:
    page = kerb.begin()
    whole_stop(kerb)
    page.so_far.opened.emit("Reason given")
    assert page.step.name == "reason"
    kerb.key(kerb.letter_of("unwell"))
    assert page.step.name == "done"
    assert page.typed["reason"] == "unwell"


def test_another_in_the_group_takes_the_adult_over(kerb: Kerb) -> None:
    kerb.begin()
    whole_stop(kerb)
    kerb.key(kerb.letter_of(stop_steps.GROUP))
    page = kerb.page
    assert page.heading == "Stop 2"
    assert page.typed["with_adult"] == "none"
    assert page.standing.opened.group == "L07-01"


def test_their_words_are_kept_apart_and_lead_back(kerb: Kerb) -> None:
    page = kerb.begin()
    kerb.key(kerb.letter_of("Market Square"))
    page.words_button.click()
    assert page.step.name == "words"
    QTest.keyClicks(QApplication.focusWidget(), "I was going to get bread")
    page.save_button.click()
    assert page.typed["words"] == "I was going to get bread"
    assert page.step.name == "name"


def test_a_child_on_no_roll_is_referred_in_one_act(kerb: Kerb) -> None:
    page = kerb.begin()
    for name, answer in (
        sweeps.SAID | {"school_says": "not-on-roll", "classification": "not-on-roll"}
    ).items():
        page._say(name, answer)
    page.show_step(stop_steps.step("done"))
    kerb.at.wait()
    kerb.key("A")
    kerb.enter()
    kerb.shell.go = lambda place: kerb.at.went.append(place)  # the page asked for is all that is looked at
    page.go.disconnect()
    page.go.connect(kerb.at.went.append)
    kerb.key(kerb.letter_of("refer"))
    assert kerb.at.went[-1].page == "referral"
    draft = kerb.at.load.book.drafts.open(kerb.at.went[-1].key)
    assert "Odessa" in str(draft.typed)


def test_a_missing_answer_is_asked_for_where_it_is_missing(kerb: Kerb) -> None:
    page = kerb.begin()
    kerb.key(kerb.letter_of("Market Square"))
    page.show_step(stop_steps.step("done"))
    kerb.key("A")
    kerb.enter()
    assert not page.made
    assert page.step.name == "with"
    assert page.title().startswith("Error: ")
    row = next(row for row in page.so_far.rows_model()._rows if row.key == "With")
    assert row.wrong


def test_a_place_outside_the_list_is_asked_about(kerb: Kerb) -> None:
    page = kerb.begin()
    kerb.key(kerb.letter_of(stop_steps.OTHER_PLACE))
    kerb.type("Station Road")
    assert page.step.name == "area"
    page.skip_button.click()
    assert page.step.name == "name"


def test_a_child_without_a_name_is_described(kerb: Kerb) -> None:
    page = kerb.begin()
    kerb.key(kerb.letter_of("Market Square"))
    kerb.enter()
    assert page.step.name == "described"
    QTest.keyClicks(QApplication.focusWidget(), "Red coat, about ten")
    page.save_button.click()
    assert page.step.name == "age"
    assert page.typed["description"] == "Red coat, about ten"


def test_a_suspension_asks_for_its_days(kerb: Kerb) -> None:
    page = kerb.begin()
    page.show_step(stop_steps.step("says"))
    kerb.key("C")
    assert page.step.name == "suspended"
    assert page.form.names() == ["suspended_from", "suspended_until", "s104_notice_seen"]
    assert page.typed["school_asked_at"] == "20 11 2026 10:42"


def test_a_worry_leads_out_at_once_and_back_to_the_same_question(kerb: Kerb) -> None:
    page = kerb.begin()
    kerb.key(kerb.letter_of("Market Square"))
    kerb.type("Odessa Brandreth")
    stop = page.stop
    page.worried_button.click()
    kerb.at.wait()
    assert kerb.page.heading == "Worried about the child"
    assert kerb.page.back_place == Place("stop", stop)
    kerb.shell.close_or_back()
    kerb.at.wait()
    assert kerb.page is page
    assert page.step.name == "age"
    assert page.typed["child_name"] == "Odessa Brandreth"


def test_a_penalty_notice_asks_which_before_the_stop_is_saved(kerb: Kerb) -> None:
    page = kerb.begin()
    whole_stop(kerb)
    assert page.save_button.text() == "Save stop 1"
    kerb.key(kerb.letter_of("pn-considered"))
    assert page.save_button.text() == "Continue"
    kerb.enter()
    assert page.step.name == "notices"
    page.skip_button.click()
    kerb.at.wait()
    assert page.made
