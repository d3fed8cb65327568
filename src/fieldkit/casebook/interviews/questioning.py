"""The desk for what is asked and answered: numbered, timed at the first key, each a revision at once.

What is typed is kept in drafts before it is put; breaks, and the two rights that stop an interview, are one
act each from anywhere while it runs (PACE-10, PACE-11).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.drafts import Drafts, OpenDraft
from fieldkit.casebook.interviews import reading as interview_reading
from fieldkit.casebook.interviews.page import InterviewClock, LineRow
from fieldkit.casebook.interviews.room import CURRENT, Room, line_id, open_room, version
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.times import moment_of
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.store.changes import Changes

NO_COMMENT = "No comment"
_SAID_AT = {"solicitor": "wants-solicitor", "leave": "wants-to-leave"}


class Questioning(Desk):
    """`begun_ms` is when the first key was pressed (UTC ms): the time that question or answer carries."""

    def type_question(self, interview: str, words: str, begun_ms: int) -> Changes:
        """Keep what is typed of the next question. Durable when it returns."""
        held = self.held(interview)
        number = open_room(self, interview).asked + 1
        return self._type(
            line_id(interview, number, self.me.chain), held.home, interview, "question", words, begun_ms
        )

    def type_answer(self, line: str, words: str, begun_ms: int) -> Changes:
        """Keep what is typed of the answer to a question. Durable when it returns."""
        held = self.held(line)
        return self._type(line, held.home, held.parent, "answer", words, begun_ms)

    def ask(
        self, interview: str, words: str, begun_ms: int, *, exhibits: Sequence[str] = (), point: str = ""
    ) -> tuple[LineRow, Changes]:
        """Put the next question. Raises `Trouble` before the caution, and while the interview is stopped."""
        number = open_room(self, interview).asked + 1
        typed: dict[str, Any] = {"question": words, "point": point, "exhibits": list(exhibits)}
        machine: dict[str, Json] = {"number": number, "asked_at": moment_of(begun_ms)}
        record = line_id(interview, number, self.me.chain)
        _, changed = self.beside(Records).new(
            "interview-line", typed, parent=interview, record=record, machine=machine
        )
        return self.line(record), changed

    def show_exhibit(
        self, interview: str, exhibit: str, words: str, begun_ms: int
    ) -> tuple[LineRow, Changes]:
        """Show an exhibit and ask about it: what is shown is said by its mark before the question."""
        return self.ask(
            interview, f"{self.exhibit_words(exhibit)} {words}".strip(), begun_ms, exhibits=[exhibit]
        )

    def exhibit_words(self, exhibit: str) -> str:
        """What the officer says on showing an exhibit."""
        held = self.held(exhibit)
        told = held.text("description").strip().rstrip(".")
        return f"I am showing you exhibit {held.text('mark')}{f', {told}' if told else ''}."

    def answer(self, line: str, words: str, begun_ms: int) -> tuple[LineRow, Changes]:
        """Record the answer to a question, word for word."""
        return self._answered(line, {"answer": words}, begun_ms, {})

    def no_comment(self, line: str, begun_ms: int) -> tuple[LineRow, Changes]:
        """Record that the person said no comment; the question stays."""
        return self._answered(line, {"answer": NO_COMMENT}, begun_ms, {"no_comment": "yes"})

    def put_point(self, line: str, code: str) -> tuple[LineRow, Changes]:
        """Say to which point to prove or defence a question goes."""
        changed = self.beside(Records).correct(line, {"point": code})
        return self.line(line), changed

    def correct(self, line: str, typed: Mapping[str, Any], why: str) -> tuple[LineRow, Changes]:
        """Put right the words of a question or answer; the old ones stay, struck through and initialled."""
        changed = self.beside(Records).correct(line, typed, why)
        return self.line(line), changed

    def line(self, line: str) -> LineRow:
        """One question with its answer: what a list adds without reading the others again."""
        return interview_reading.line(self, self.held(line))

    def wants_solicitor(self, interview: str, words: str = "") -> Changes:
        """Stop now, because the person asks for a solicitor."""
        return self.take_break(interview, "solicitor", words)

    def wants_to_leave(self, interview: str, words: str = "") -> Changes:
        """Stop now, because the person wants to leave."""
        return self.take_break(interview, "leave", words)

    def take_break(self, interview: str, reason: str = "rest", words: str = "") -> Changes:
        """Stop now, from whatever step; a second press does nothing. Raises `Trouble` unless it runs.

        Who asks for a solicitor or to leave while a break goes on is stopped for that from now on (PACE-11).
        """
        room, desk = open_room(self, interview), self.beside(Records)
        if room.held.state == "suspended":
            return self._stopped_for(room, reason, words)
        if room.held.state != CURRENT:
            raise Trouble("The interview does not run now.")
        first: list[Act] = []
        if room.open_break is None:
            machine: dict[str, Json] = {"began_at": self.now_text()}
            typed = {"break_reason": reason, "words": words}
            first.append(desk.making("interview-break", typed, parent=interview, machine=machine))
        return desk.move(interview, "suspended", first=first)

    def name_break(self, interview: str, reason: str) -> Changes:
        """Say what the break that goes on is for. Raises `Trouble` for one that the person asked for."""
        stopped = open_room(self, interview).open_break
        if stopped is None:
            raise Trouble("No break is going on.")
        why = "What it is for was said once the clock had stopped"
        return self.beside(Records).correct(stopped.record, {"break_reason": reason}, why)

    def say_on_break(self, interview: str, words: str) -> Changes:
        """Write down what the person said as the interview was stopped, once it is stopped."""
        stopped = open_room(self, interview).open_break
        if stopped is None:
            raise Trouble("No break is going on.")
        why = "Written down when it was stopped" if stopped.text("words") else ""
        return self.beside(Records).correct(stopped.record, {"words": words}, why)

    def resume(self, interview: str, *, reminded: bool, words: str = "") -> Changes:
        """Go on now. `reminded` says that the caution was brought back to mind in the prescribed words.

        Raises `Trouble` when it was not (Code C 10.8), `Problems` when a person who asked for a solicitor or
        to leave has said nothing on coming back.
        """
        room, desk = open_room(self, interview), self.beside(Records)
        if room.held.state != "suspended":
            raise Trouble("The interview is not stopped.")
        if room.cautioned and not reminded:
            raise Trouble("Remind the person of the caution before you go on (Code C 10.8).")
        stopped = room.breaks[-1]
        code = self.reference().code("break-reason", stopped.text("break_reason"))
        if code.has("suspends") and not (words.strip() or stopped.text("back_words")):
            raise Trouble(
                "Enter what they said on coming back.", "They asked to stop: only their own words end it."
            )
        machine: dict[str, Json] = {} if stopped.text("ended_at") else {"ended_at": self.now_text()}
        if reminded and not stopped.text("reminded_at"):
            machine |= {"reminded_at": self.now_text(), "wording": version(self, "caution-reminder")}
        said = {"back_words": words} if words.strip() else {}
        return desk.move(interview, CURRENT, first=desk.correction(stopped.record, said, machine=machine))

    def clock_of(self, interview: str) -> InterviewClock:
        """Its time: read once, then told at any moment without the notebook."""
        return interview_reading.clock(open_room(self, interview))

    def stopped_words(self, reason: str) -> str:
        """The prescribed words said when an interview stops for a reason."""
        return self.reference().wording(_SAID_AT.get(reason, "break-offered")).text

    def _stopped_for(self, room: Room, reason: str, words: str) -> Changes:
        """The break that goes on ends, and one that the person asked for begins, in one transaction."""
        stopped, desk = room.open_break, self.beside(Records)
        asked = self.reference().code("break-reason", reason).has("suspends")
        if stopped is None or not asked or stopped.value("break_reason") == reason:
            return Changes()
        now = self.now_text()
        ended = desk.correction(stopped.record, {}, machine={"ended_at": now})
        typed = {"break_reason": reason, "words": words}
        begun = desk.making("interview-break", typed, parent=room.held.record, machine={"began_at": now},
                            along=ended)  # fmt: skip
        return desk.together([*ended, begun])

    def _answered(
        self, line: str, typed: Mapping[str, Any], begun_ms: int, more: Mapping[str, Json]
    ) -> tuple[LineRow, Changes]:
        held = self.held(line)
        if held.text("answer"):
            raise Trouble("That question has its answer.", "Correct it, with a reason.")
        machine: dict[str, Json] = {"answered_at": moment_of(begun_ms), **more}
        changed = self.beside(Records).correct(line, typed, machine=machine)
        return self.line(line), changed

    def _type(self, line: str, home: str, interview: str, part: str, words: str, begun_ms: int) -> Changes:
        form = OpenDraft(
            record=line, kind="interview-line", home=home, parent=interview, bases=(), typed={},
            unconfirmed=frozenset(), place="", saved_ms=0,
        )  # fmt: skip
        return self.beside(Drafts).save(form, {part: words}, f"{part} {begun_ms}")
