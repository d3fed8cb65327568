"""An interview under caution: its steps in their order, questions as people speak, rights one key off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout

from fieldkit.gui import shortcuts
from fieldkit.gui.announce import announce
from fieldkit.gui.bases.page import Place
from fieldkit.gui.interview import reading as interview_reading
from fieldkit.gui.interview.acts import ACTS, ASKED_WHY, Given, offers
from fieldkit.gui.interview.frame import ASKING, SEALED, STEP, STOPPED
from fieldkit.gui.interview.opening import Read, read
from fieldkit.gui.interview.parts import InterviewParts
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.keypad import Keypad
from fieldkit.gui.widgets.row_or_stack import RowOrStack

_CONCERNS = frozenset({"interview", "interview-step", "interview-break", "interview-person", "signoff",
                       "interview-signature"})  # fmt: skip


class InterviewPage(InterviewParts):
    """Key: the interview."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.context.keys.pressed.connect(self.claim)
        self.rights.pressed.connect(self.claim)
        self.context.recorder_key.clicked.connect(self.choose_event)
        self.rights.ended.connect(self._close_interview)
        self.strip.asked.connect(self._show_caution)
        self.lock.addendum_asked.connect(self._add_addendum)
        self.banners.acted.connect(self._banner_act)
        self.why.changed.connect(self._why_typed)
        self.go_button.clicked.connect(self._go_on)
        self.skip_button.clicked.connect(self._skip)
        self.close_button.clicked.connect(self._close_interview)
        for name, slot in (
            ("no_comment", self.no_comment),
            ("exhibit", self.choose_exhibit),
            ("interview_solicitor", self._wants_solicitor),
            ("interview_leave", self._wants_to_leave),
            ("interview_break", self._take_break),
            ("recorder", self.choose_event),
        ):
            shortcuts.bind(self, name, slot)

    def open(self, key: str) -> None:
        """Read the interview with what was being typed; coming back goes on where it stands."""
        if key != self.interview:
            self.read, self.mode, self.prompted = None, STEP, ""
            self.set_head("Interview under caution")
        self.interview = key
        self.read_again()

    def read_again(self) -> None:
        """Read it on the lane of the drafts, after everything that was typed before is kept."""
        book, interview = self.kit.book, self.interview
        self.kit.jobs.start(
            lambda _progress: read(book, interview), self._show, self.show_trouble, Lane.DRAFTS, self
        )

    @Slot(object)
    def changed(self, changes: Any) -> None:
        """Something of it changed elsewhere, such as the panel's decision; typing is never disturbed."""
        seen = self.seen
        if self.mine or seen is None or not self.isVisible() or not changes.kinds & _CONCERNS:
            return
        if seen.held.home in changes.homes:
            self.settle()
            self.read_again()

    @Slot(object)
    def _show(self, made: Read) -> None:
        if self.unsaved:
            # Typed since it was asked for: kept first, and read again.
            self.settle()
            self.read_again()
            return
        self.read = made
        self.take_draft(made.draft)
        self.show_all()
        if self.typed.get("@for"):
            self._ask_why(str(self.typed["@for"]))
        if self.mode == ASKING:
            self.ask_next(made.seen.typing)
        self.focus_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter names the break, while the keyboard is at its reasons."""
        pad, focus = self.findChild(Keypad), self.focusWidget()
        at_it = pad is not None and focus is not None and pad.isAncestorOf(focus)
        if not (at_it and event.text() and pad is not None and pad.press_letter(event.text())):
            super().keyPressEvent(event)

    @Slot()
    def _wants_solicitor(self) -> None:
        self.claim("solicitor")

    @Slot()
    def _wants_to_leave(self) -> None:
        self.claim("leave")

    @Slot()
    def _take_break(self) -> None:
        self.claim("break")

    @Slot(str)
    def claim(self, right: str) -> None:
        """A right is asked for: the clock stops and the prescribed words fill the page."""
        book, interview, seen = self.kit.book, self.interview, self.seen
        if book is None or seen is None or interview_reading.rights_why_not(seen)[right]:
            return
        self.settle()
        questioning = book.questioning
        verbs = {"solicitor": questioning.wants_solicitor, "leave": questioning.wants_to_leave,
                 "break": questioning.take_break}  # fmt: skip
        verb = verbs[right]
        self.on_drafts(lambda: verb(interview), self.acted)

    @Slot(object)
    def acted(self, changes: Any) -> None:
        """What was done is read anew, whole: the page stands where the record stands."""
        self.listing = False
        self.tell_all(changes)
        self.why.hide()
        self.read_again()

    @Slot(str)
    def _banner_act(self, key: str) -> None:
        if key == "break":
            self.claim("break")

    @Slot()
    def _add_addendum(self) -> None:
        self.go.emit(Place("reason", f"addendum-interview/{self.interview}"))

    @Slot()
    def _show_caution(self) -> None:
        """The words of the caution, over the questions, until the link is pressed again."""
        seen = self.seen
        if not self.spoken.isHidden():
            self.spoken.hide()
            self.strip.say_link("Show the words")
        else:
            self.spoken.show_words("The caution, as it was given", seen.caution_words, seen.caution_version)
            self.strip.say_link("Hide the words")
        self.asking.focus_here()

    @Slot()
    def _go_on(self) -> None:
        """The main act of the page: one verb, then whatever comes now is shown."""
        book, seen, plan = self.kit.book, self.seen, self.plan
        if book is None or seen is None or self.mode == ASKING:
            return
        if self.mode == SEALED:
            self.go.emit(Place("print", self.interview))
        elif self.mode == STOPPED:
            self.run_verb("say", Given(self.interview, seen, self.answers()))
        else:
            self.run_verb(plan.verb, Given(self.interview, seen, self.answers(), str(self.why.value())))

    def run_verb(self, verb: str, given: Given) -> None:
        """Do one act at the desk; what was typed for it is then no longer a draft."""
        book, draft, act = self.kit.book, self.draft, ACTS[verb]
        after = self._back_shown if verb == "say" else self.acted

        def work() -> Any:
            changes = act(book, given)
            return changes if verb == "say" else changes | book.drafts.discard(draft.record)

        self.confirm(work, after)

    @Slot(object)
    def _back_shown(self, changes: Any) -> None:
        """They are back: the words come that bring the caution back to mind."""
        self.tell_all(changes)
        self.keep("@back", "yes")
        self.settle()
        self.show_all()
        self.focus_now()

    @Slot()
    def _skip(self) -> None:
        """First press asks why the step does not apply, the next records it."""
        self._with_reason("skip", {})

    @Slot()
    def _close_interview(self) -> None:
        """Go on to the close; from a stop it is closed where it stands, with the reason."""
        if self.mode == ASKING:
            self.settle()
            self.run_verb("step", Given(self.interview, self.seen, {}))
        else:
            self._with_reason("end_here", self.answers())

    def _with_reason(self, verb: str, typed: dict[str, Any]) -> None:
        if self.why.isHidden() or self.typed.get("@for") != verb:
            self.keep("@for", verb)
            self._ask_why(verb)
            self.why.focus_here()
            announce(self, ASKED_WHY[verb])
        else:
            self.run_verb(verb, Given(self.interview, self.seen, typed, str(self.why.value())))

    def _ask_why(self, verb: str) -> None:
        """Ask for the reason of an act, with what was written of it before."""
        self.why.setProperty("label", ASKED_WHY[verb])
        self.why.set_value(str(self.typed.get("@why", "")))
        self.why.show()
        button = {"skip": self.skip_button, "end_here": self.close_button}.get(verb)
        if button is not None:
            words = f"{button.accessibleName()}: save the reason"
            button.set_words(words)
        self.area.ensureWidgetVisible(self.why)

    @Slot()
    def _why_typed(self) -> None:
        self.keep("@why", str(self.why.value()))

    def close_over(self) -> bool:
        """Esc leaves what was begun and is not needed: a reason, a person, a refusal, a line to put right."""
        if not self.why.isHidden():
            self.keep("@for", "")
            self.why.hide()
            self.show_foot()
            self.focus_now()
        elif self.box:
            self.close_box()
        elif self.typed.get("@line"):
            self.leave_line()
        else:
            return self.close_refusal() or super().close_over()
        return True

    def _offered(self, acts: Sequence[tuple[str, str]]) -> RowOrStack:
        row = RowOrStack()
        for verb, words in acts:
            button = Button(words)
            named(button, f"offer_{verb}".replace("/", "_"), words)
            button.setProperty("verb", verb)
            button.clicked.connect(self._offer_pressed)
            row.add(button)
        return row

    def show_offers(self, layout: QLayout) -> None:
        """What else can be done now, beside the main act."""
        if self.read is not None and (acts := offers(self.seen, self.read.manager, self.read.decides)):
            layout.addWidget(self._offered(acts))

    @Slot()
    def _offer_pressed(self) -> None:
        sender = self.sender()
        verb = str(sender.property("verb")) if sender is not None else ""
        if verb in ASKED_WHY:
            self._with_reason(verb, self.answers())
        elif verb in ACTS:
            self.run_verb(verb, Given(self.interview, self.seen, self.answers()))
        elif verb.startswith("box/"):
            self.open_box(verb.removeprefix("box/"))
        else:
            page, _, letter = verb.partition("/")
            if self.plan.verb == "invite" and page == "print":
                self._keep_details(Place(page, f"{letter}/{self.interview}"))
                return
            self.go.emit(Place(page, f"{letter}/{self.interview}" if letter else self.interview))

    def _keep_details(self, letter: Place) -> None:
        """What the letter says is put on record first; then it is shown."""
        book, given = self.kit.book, Given(self.interview, self.seen, self.answers())

        def show(changes: Any) -> None:
            self.tell_all(changes)
            self.go.emit(letter)

        self.confirm(lambda: ACTS["details"](book, given), show)
