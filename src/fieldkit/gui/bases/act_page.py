"""The base of pages of one thing that goes from state to state: its acts as buttons, the next one first."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from PySide6.QtCore import Slot

from fieldkit.errors import Trouble
from fieldkit.gui.bases.page import Page, Place
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.button import Button


class ActPage(Page):
    """Three buttons: what comes next, another act, and the one that ends it (`ending`).

    `verbs` are the acts that a desk does at once, on what the page shows; every other act leads to a place
    (`place_of`).
    """

    #: act: the verb of a desk, on what the page shows.
    verbs: ClassVar[Mapping[str, Callable[[Any, Any], Any]]] = {}
    #: The act that ends the thing, apart from the others.
    ending: ClassVar[str] = ""
    #: What is said when answers are missing: each section has its Change on the page.
    not_whole: ClassVar[str] = ""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.key = ""
        self.seen: Any = None
        self.act_button = self.foot_bar().add_main("Open", "act_button")
        self.other_button = self.foot_bar().add_act("Another act", "other_button")
        self.off_button = self.foot_bar().add_act("End it", "off_button")
        for button in (self.act_button, self.other_button, self.off_button):
            button.clicked.connect(self._pressed)

    def read(self, book: Any, key: str) -> Any:
        """What the page shows; on a lane."""
        raise NotImplementedError

    def show_seen(self, seen: Any) -> None:
        """Show everything, the next act among it."""
        raise NotImplementedError

    def place_of(self, _act: str) -> Place | None:
        """Where an act leads that is no verb; None when it leads nowhere."""
        return None

    def open(self, key: str) -> None:
        """Read it."""
        self.key, book = key, self.kit.book
        self.kit.jobs.start(lambda _progress: self.read(book, key), self._show, self.show_trouble, owner=self)

    @Slot(object)
    def _show(self, seen: Any) -> None:
        self.seen = seen
        self.show_seen(seen)

    def show_acts(self, acts: Sequence[Any]) -> None:
        """Put the acts on the buttons; one that only opens the page is no button on it."""
        off = next((act for act in acts if act.name == self.ending), None)
        shown = [*(act for act in acts if act.name != self.ending), None, None]
        for button, act in (
            (self.act_button, shown[0]),
            (self.other_button, shown[1]),
            (self.off_button, off),
        ):
            button.setVisible(act is not None and act.name != "open")
            if act is not None:
                self._show_act(button, act)

    def _show_act(self, button: Button, act: Any) -> None:
        button.set_words(act.label)
        button.setAccessibleName(act.label)
        button.setProperty("act", act.name)
        button.set_unavailable(act.blocked)

    @Slot()
    def _pressed(self) -> None:
        button = self.sender()
        if button is not None and self.seen is not None:
            self.do(str(button.property("act")))

    def do(self, act: str) -> None:
        """Do an act at once, or go where it is done."""
        place = self.place_of(act)
        if place is not None:
            self.go.emit(place)
        elif act in self.verbs:
            book, seen, verb = self.kit.book, self.seen, self.verbs[act]
            self.act_button.set_busy("Saving")
            job = self.kit.jobs.start(
                lambda _progress: verb(book, seen), self._done, self._refused, Lane.BOOK, self
            )
            job.ended.connect(self._over)

    @Slot()
    def _over(self) -> None:
        self.act_button.set_busy("")

    @Slot(object)
    def _done(self, changes: Any) -> None:
        self.kit.told.changed.emit(changes)
        self.open(self.key)

    @Slot(object)
    def _refused(self, trouble: Any) -> None:
        problems = getattr(trouble, "problems", None)
        if problems is None:
            self.show_trouble(trouble)
        else:
            self.show_trouble(Trouble(self.not_whole, " ".join(f"{each.say}." for each in problems)))
