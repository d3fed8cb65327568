"""The safety timer: how long it still runs, whom to ring, more time, and the all-clear (LW-02)."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QLineEdit

from fieldkit.errors import Trouble
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.places import page_of
from fieldkit.gui.visit.stage import clock_of
from fieldkit.gui.widgets.banner import Notice
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.facts import ContextPanel, FactRows
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.text import TextField
from fieldkit.gui.widgets.words import IconLine, Words

_MORE = (15, 30, 60)
_HINT = "Only when you are away and well. It ends the timer."
#: The page of what a safety plan is for, by its kind.


class SafetyPage(Page):
    """Key: the safety plan, or nothing for the most urgent one."""

    form_file = "safety.ui"
    rail = "visits"

    where_it_stands: IconLine
    who: FactRows
    limit: Words
    safe: QuestionBlock
    more: RowOrStack
    acts: RowOrStack
    context: ContextPanel

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.timer: Any = None
        self.key = ""
        self.set_head("Safety timer")
        self.set_context_words("The plan")
        self.word = TextField(8)
        self.safe.set_editor(self.word)
        self._by_pin = False
        self.clear_button = self.foot_bar().add_main("All clear", "all_clear_button", "check-circle")
        self.clear_button.clicked.connect(self._all_clear)
        for minutes in _MORE:
            button = Button(f"{minutes} minutes more", icon="clock")
            named(button, f"extend_{minutes}", f"{minutes} minutes more")
            button.setProperty("minutes", minutes)
            button.clicked.connect(self._extend)
            self.more.add(button)
        self.told_button = Button("I have told my buddy", icon="phone")
        named(self.told_button, "told_button", "I have told my buddy")
        self.told_button.clicked.connect(self._told)
        self.acts.add(self.told_button)
        self.copy_button = Button("Copy the plan for my buddy", icon="paper-plane-tilt")
        named(self.copy_button, "copy_plan_button", "Copy the plan for my buddy")
        self.copy_button.clicked.connect(self._copy)
        self.acts.add(self.copy_button)
        self._text = ""

    def open(self, key: str) -> None:
        """Read how the timer stands now."""
        self.key, book = key, self.kit.book
        self.kit.jobs.start(lambda _progress: read(book, key), self.show_timer, self.show_trouble, owner=self)

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """The timer was told something."""
        if self.isVisible() and "safety-event" in changes.kinds:
            self.open(self.key)

    @Slot(object)
    def show_timer(self, found: Any) -> None:
        """Show the timer, or that none runs."""
        self.timer, text, limit, by_pin = found
        self._ask_for(by_pin)
        timer = self.timer
        for part in (self.who, self.safe, self.more, self.acts, self.foot_bar()):
            part.setVisible(timer is not None)
        self.limit.setText(limit)
        self.context.clear()
        if timer is None:
            self.set_head("Safety timer")
            self.where_it_stands.icon.show_icon("timer", "muted")
            self.where_it_stands.words.setText("No safety timer is running.")
            self.banners.drop("stage")
            return
        self._text = text
        self.set_head("Safety timer", back=(timer.title.partition(":")[0], place_of(timer)))
        due = f"{timer.due_at:%H:%M}" if timer.due_at else "an agreed time"
        self._say(timer, due)
        facts = [
            ("Back safe by", due),
            ("Buddy", timer.buddy),
            ("Ring", timer.buddy_phone or "No number given"),
        ]
        self.who.show_facts(facts)
        self.context.add_section("What your buddy holds")
        self.context.add(Words(text, "small"))

    def _ask_for(self, by_pin: bool) -> None:
        """Ask for the PIN, hidden as it is typed, or for the word while none was chosen."""
        self._by_pin = by_pin
        self.safe.setProperty("label", "Enter your PIN" if by_pin else "Type the word safe")
        self.safe.setProperty("hint", _HINT)
        echo = QLineEdit.EchoMode
        self.word.setEchoMode(echo.Password if by_pin else echo.Normal)

    def _say(self, timer: Any, due: str) -> None:
        stands = self.where_it_stands
        over = timer.minutes_over
        if over <= 0 and timer.minutes_left > 0:
            stands.icon.show_icon("timer", "muted")
            stands.words.setText(f"Running: {timer.minutes_left} minutes left, until {due}.")
            self.banners.drop("stage")
            return
        late = over > 0
        words = f"Overdue {over} minutes." if late else "Due now: are you safe?"
        stands.icon.show_icon("timer", "danger" if late else "warn", 18, "fill")
        stands.words.setText(words)
        do = (
            f"Ring {timer.buddy} on {timer.buddy_phone}, then say that you are safe."
            if timer.buddy_phone
            else ""
        )
        self.banners.show_notice(
            Notice("stage", words, do or "Say that you are safe.", "red" if late else "amber", "timer")
        )
        self.head_changed.emit()

    @Slot()
    def _all_clear(self) -> None:
        book, timer, typed = self.kit.book, self.timer, str(self.safe.value())
        if not self._by_pin and typed.strip().casefold() != "safe":
            self.show_problems([("safe", "Type the word safe to end the timer")])
            return
        self.kit.jobs.start(
            lambda _progress: book.safety.all_clear(timer.plan, typed),
            self._ended,
            self._not_ended,
            owner=self,
        )

    @Slot(object)
    def _not_ended(self, trouble: Trouble) -> None:
        """Nothing has changed; the field is ready for another try, as often as it takes."""
        self.word.set_value("")
        self.show_problems([("safe", trouble.say.rstrip("."))])

    @Slot()
    def _extend(self) -> None:
        pressed = self.sender()
        if pressed is not None and self.timer is not None:
            book, plan, minutes = self.kit.book, self.timer.plan, int(pressed.property("minutes"))
            self._run(lambda _progress: book.safety.extend(plan, minutes), self._written)

    @Slot()
    def _told(self) -> None:
        book, plan = self.kit.book, self.timer.plan
        self._run(lambda _progress: book.safety.tell_buddy(plan), self._written)

    @Slot()
    def _copy(self) -> None:
        QApplication.clipboard().setText(self._text)
        self.foot_bar().say("Copied. Send it or read it out, then press I have told my buddy.", aloud=True)

    def _run(self, work: Any, done: Any) -> None:
        self.kit.jobs.start(work, done, self.show_trouble, owner=self)

    @Slot(object)
    def _written(self, changes: Any) -> None:
        self.kit.told.changed.emit(changes)
        self.foot_bar().say(f"Written down at {clock_of(self.kit.book.now_text())}", "check", aloud=True)

    @Slot(object)
    def _ended(self, changes: Any) -> None:
        self.show_problems(())
        self.safe.set_value("")
        self.kit.told.changed.emit(changes)
        watch = self.kit.extra.get("watch")
        if watch is not None:
            # Also for a true all-clear: the buddy is waiting, and nothing may set the two apart.
            watch.send()
        self.go.emit(place_of(self.timer))


def place_of(timer: Any) -> Place:
    """Where the visit or sweep of a timer is shown."""
    return Place(page_of(timer.about_kind), timer.about)


def read(book: Any, key: str) -> tuple[Any, str, str, bool]:
    """The timer that is meant, what the buddy holds, what FieldKit cannot do, whether a PIN ends it."""
    running = book.safety.running()
    timer = next((each for each in running if each.plan == key), running[0] if running and not key else None)
    limit = book.reference().wording("lone-working-limit").text.strip()
    buddy = book.reference().wording("lone-working-buddy").text.strip()
    if timer is None:
        return None, "", limit, book.safety.has_pins()
    return timer, book.safety.plan_text(timer.plan), f"{limit} {buddy}", book.safety.has_pins()
