"""An interview under caution: its steps in their order, questions as people speak, rights one key off."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot

from fieldkit.casebook.interview_room import step_id
from fieldkit.gui import interview_reading, shortcuts
from fieldkit.gui.announce import announce
from fieldkit.gui.interview_acts import ACTS, REASONS, Given, offers
from fieldkit.gui.interview_reading import OFFICER, SUSPECT
from fieldkit.gui.interview_screen import ASKING, BACK, BREAK, SEALED, STEP, STOPPED, Read
from fieldkit.gui.interview_speech import InterviewSpeech
from fieldkit.gui.jobs import Lane
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import named
from fieldkit.gui.page import Place
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.line_box import LineBox
from fieldkit.gui.widgets.part_list import PartList
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.sign_pad import SignBox, SignedLine
from fieldkit.gui.widgets.words import Words

_CONCERNS = frozenset({"interview", "interview-step", "interview-break", "interview-person", "signoff",
                       "interview-signature"})  # fmt: skip
_NO_BREAK = "No break was taken"


class InterviewPage(InterviewSpeech):
    """Key: the interview."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.transcript.acted.connect(self._correct)
        self.transcript.opened.connect(self._correct)
        self.context.keys.pressed.connect(self.claim)
        self.rights.pressed.connect(self.claim)
        self.strip.asked.connect(self._show_caution)
        self.banners.acted.connect(self._banner_act)
        self.go_button.clicked.connect(self._go_on)
        self.skip_button.clicked.connect(self._skip)
        self.close_button.clicked.connect(self._close_interview)
        for name, slot in (
            ("no_comment", self.no_comment),
            ("exhibit", self.choose_exhibit),
            ("interview_solicitor", self._wants_solicitor),
            ("interview_leave", self._wants_to_leave),
            ("interview_break", self._take_break),
        ):
            shortcuts.bind(self, name, slot)

    def open(self, key: str) -> None:
        """Read the interview with what was being typed; coming back goes on where it stands."""
        if key != self.interview:
            self.read, self.mode, self.prompted = None, STEP, ""
            self.set_head("Interview under caution")
            self.exhibits, self.point, self.line = {}, "", ""
        self.interview = key
        self._read_again()

    def _read_again(self) -> None:
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
            self._read_again()

    @Slot(object)
    def _show(self, made: Read) -> None:
        self.read = made
        self.settle()
        self.take_draft(made.draft)
        self.show_all()
        if self.mode == ASKING:
            self.ask_next(made.seen.typing)
        self.focus_now()

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
        if book is None or seen is None or not seen.clock.running:
            return
        self.settle()
        questioning = book.questioning
        verbs = {"solicitor": questioning.wants_solicitor, "leave": questioning.wants_to_leave,
                 "break": questioning.take_break}  # fmt: skip
        verb = verbs[right]
        self.on_drafts(lambda: verb(interview), self._acted)

    @Slot(object)
    def _acted(self, changes: Any) -> None:
        """What was done is read anew, whole: the page stands where the record stands."""
        self.tell_all(changes)
        self.why.hide()
        self.mode = STEP
        self._read_again()

    @Slot(str)
    def _banner_act(self, key: str) -> None:
        if key == "break":
            self.claim("break")

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
            return
        if self.mode == STOPPED:
            self.settle()
            self.mode = BACK
            self._run("say", Given(self.interview, seen, self.answers()))
            return
        self._run(plan.verb, Given(self.interview, seen, self.answers(), str(self.why.value())))

    def _run(self, verb: str, given: Given) -> None:
        book, draft, act = self.kit.book, self.draft, ACTS[verb]
        after = self._back_shown if verb == "say" else self._acted

        def work() -> Any:
            changes = act(book, given)
            return changes if verb == "say" else changes | book.drafts.discard(draft.record)

        self.confirm(work, after)

    @Slot(object)
    def _back_shown(self, changes: Any) -> None:
        self.tell_all(changes)
        self.show_all()
        self.focus_now()

    @Slot()
    def _skip(self) -> None:
        """First press asks why the step does not apply, the next records it."""
        if self.why.isHidden():
            self._ask_why("Why does it not apply?", "Does not apply: save the reason")
            return
        self._run("skip", Given(self.interview, self.seen, {}, str(self.why.value())))

    def _ask_why(self, question: str, act: str) -> None:
        self.why.setProperty("label", question)
        self.why.show()
        self.skip_button.set_words(act)
        self.skip_button.setAccessibleName(act)
        self.why.focus_here()
        self.area.ensureWidgetVisible(self.why)

    @Slot()
    def _close_interview(self) -> None:
        """Go on to the close; from a stop it is closed where it stands, with the reason."""
        if self.mode == ASKING:
            self.settle()
            self._run("step", Given(self.interview, self.seen, {}))
        elif self.why.isHidden():
            self.why.setProperty("label", "Why does the interview end here?")
            self.why.show()
            self.why.focus_here()
            announce(self, "Why does the interview end here?")
        else:
            given = Given(self.interview, self.seen, self.answers(), str(self.why.value()))
            self._run("end_here", given)

    def show_parts(self) -> None:
        """People, breaks, lines to put right and boxes to sign in, as the step has them."""
        layout, seen, read = self.parts.layout(), self.seen, self.read
        if layout is None or read is None:
            return
        shows = self.plan.shows
        if "people" in shows:
            people = PartList("Who is there", "people", add="Add somebody", nothing="Nobody written down yet")
            people.show_rows(interview_reading.people_rows(seen))
            people.add_asked.connect(self._add_person)
            people.opened.connect(self._open_record)
            layout.addWidget(people)
        if "breaks" in shows:
            breaks = PartList("Breaks", "breaks", nothing=_NO_BREAK)
            breaks.show_rows(interview_reading.break_rows(seen))
            layout.addWidget(breaks)
        if "transcript" in shows:
            correct = seen.step == "read-over" and seen.held.state in ("concluded", "read_over")
            self.transcript.set_rows([interview_reading.said_line(line, correct) for line in seen.lines])
            self.transcript.show()
        if "signing" in shows:
            self._show_signing(layout)
        if acts := offers(seen, read.manager, read.decides):
            layout.addWidget(self._offered(acts))
        self.parts.setVisible(layout.count() > 0)

    def _show_signing(self, layout: Any) -> None:
        seen, read = self.seen, self.read
        for one in seen.signatures:
            layout.addWidget(SignedLine(interview_reading.signed_words(one), one.refused))
        for signer in interview_reading.to_sign(seen, read.officer if read else ""):
            if signer.role == SUSPECT and seen.held.state == "refused":
                continue
            words = (
                read.wordings.get("officer" if signer.role == OFFICER else "endorsement") if read else None
            )
            if words and signer.role in (SUSPECT, OFFICER):
                layout.addWidget(Words(words[0], "answer"))
            box = SignBox(signer.role, signer.role_words, signer.name, signer.may_refuse)
            box.signed.connect(self._signed)
            box.refused.connect(self._refused_to_sign)
            layout.addWidget(box)

    def _offered(self, acts: list[tuple[str, str]]) -> RowOrStack:
        row = RowOrStack()
        for verb, words in acts:
            button = Button(words)
            named(button, f"offer_{verb}".replace("/", "_"), words)
            button.setProperty("verb", verb)
            button.clicked.connect(self._offer_pressed)
            row.add(button)
        return row

    @Slot()
    def _offer_pressed(self) -> None:
        sender = self.sender()
        verb = str(sender.property("verb")) if sender is not None else ""
        if verb in REASONS and self.why.isHidden():
            self.why.setProperty("label", REASONS[verb])
            self.why.show()
            self.why.focus_here()
        elif verb in ACTS:
            self._run(verb, Given(self.interview, self.seen, self.answers(), str(self.why.value())))
        else:
            page, _, letter = verb.partition("/")
            self.go.emit(Place(page, f"{letter}/{self.interview}" if letter else self.interview))

    @Slot(str)
    def _add_person(self, _name: str) -> None:
        self.settle()
        self.go.emit(Place("record_form", f"new/interview-person/{self.interview}"))

    @Slot(str)
    def _open_record(self, record: str) -> None:
        self.settle()
        self.go.emit(Place("record", record))

    @Slot(str, object)
    def _signed(self, name: str, ink: Any) -> None:
        box = self.sender()
        if isinstance(box, SignBox):
            book, interview, role = self.kit.book, self.interview, box.role
            self.on_drafts(lambda: book.signing.sign(interview, role, name, ink), self._acted)

    @Slot(str, str)
    def _refused_to_sign(self, name: str, words: str) -> None:
        box = self.sender()
        if isinstance(box, SignBox):
            book, interview, role = self.kit.book, self.interview, box.role
            self.on_drafts(lambda: book.signing.refuse(interview, role, name, words), self._acted)

    @Slot(str)
    def _correct(self, line: str) -> None:
        """Put a line right, while the record is read over."""
        row = next((each for each in self.seen.lines if each.line == line), None)
        if row is None or self.mode != STEP or self.plan.verb not in ("read_over", "signed"):
            return
        layout = self.cleared_parts()
        box = LineBox(row.number, row.question, "" if row.no_comment else row.answer)
        box.setProperty("line", line)
        box.corrected.connect(self._corrected)
        box.closed.connect(self._leave_line)
        layout.addWidget(box)
        self.parts.show()
        box.focus_here()
        self.area.ensureWidgetVisible(box)

    @Slot()
    def _leave_line(self) -> None:
        self.cleared_parts()
        self.show_parts()
        self.transcript.setFocus()

    @Slot(object, str)
    def _corrected(self, typed: Any, why: str) -> None:
        box, book = self.sender(), self.kit.book
        line = str(box.property("line")) if box is not None else ""
        self.on_drafts(lambda: book.questioning.correct(line, typed, why)[1], self._acted)


def read(book: Any, interview: str) -> Read:
    """The interview, the draft of what is written at it now, and the words that are read out."""
    seen, reference = book.interviews.page(interview), book.reference()
    held = seen.held
    code, kind = seen.step or "seal", "interview-step"
    if seen.suspended:
        code, kind = f"stop-{len(seen.breaks)}", BREAK
    draft = book.drafts.open(step_id(interview, code), kind=kind, home=held.home, parent=interview)
    wordings = {row.code: (row.words, _version(row)) for row in seen.steps if row.words}
    for name, wording in (
        ("recording", f"recording-{held.text('record_mode') or 'written'}"),
        ("reminder", "caution-reminder"),
        ("parts", "caution-parts"),
        ("endorsement", "endorsement-11e"),
    ):
        words = reference.wording(wording)
        wordings[name] = (words.text, f"{words.title}, version {words.version}. {words.authority}")
    mine = held.state == "panel_requested" and book.approvals.wrote(interview)
    roles = book.me.roles
    preset = book.drafts.open(interview).typed if code == "invitation" else {}
    return Read(seen, draft, book.me.name, "MGR" in roles and not mine, "PANEL" in roles and not mine,
                reference.label, wordings, preset)  # fmt: skip


def _version(row: Any) -> str:
    name, _, version = row.wording.partition(" ")
    return f"{row.label}, version {version}. {row.authority}" if name else row.authority
