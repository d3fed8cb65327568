"""The desk for interviews under caution: proposed, approved by the panel, invited, begun, taken step by step.

Questions are put at `Questioning`, the record is read over, signed and sealed at `Signing`. What is refused
is refused by `interview_gates`, for this desk as for any other door.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.interviews import letters as interview_letters
from fieldkit.casebook.interviews import reading as interview_reading
from fieldkit.casebook.interviews.gates import panel_why_not
from fieldkit.casebook.interviews.page import InterviewPage, InterviewRow, Letter
from fieldkit.casebook.interviews.questioning import Questioning
from fieldkit.casebook.interviews.room import CLOSE, CURRENT, open_room, step_id, version
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.store import journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held


class Interviews(Desk):
    """One interview of one person (domain 6); every press of a button is a revision at once, with its
    time.
    """

    def propose(self, case: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Propose to interview one person of a case about an offence. Raises `Problems`."""
        return self.beside(Records).new("interview", typed, parent=case)

    def request_panel(self, interview: str) -> Changes:
        """Ask the Legal Panel. Raises `Problems` for what the request still needs."""
        return self.beside(Records).move(interview, "panel_requested")

    def except_urgently(self, interview: str, why: str) -> Changes:
        """Record, as a manager, that the panel could not be asked in time, and why (PACE-00)."""
        machine: dict[str, Json] = {"urgent_by": self.my_name(), "urgent_reason": why.strip() or None}
        return self.beside(Records).correct(interview, {}, machine=machine)

    def invite(self, interview: str, typed: Mapping[str, Any]) -> Changes:
        """Record that the invitation and the notice of rights were sent: how, for when and where.

        After no reply it is the second invitation. Raises `Problems`.
        """
        held = self.held(interview)
        again = bool(held.text("invited_on"))
        sent = {"second_invitation_on" if again else "invited_on": self.today().isoformat()}
        return self._move(held, "invited", {**sent, **typed})

    def invitation(self, interview: str) -> Letter:
        """The invitation as it goes to the person: the second after no reply to the first."""
        return interview_letters.invitation(self, self.held(interview))

    def notice(self, interview: str) -> Letter:
        """The notice of rights, given with the invitation and again on the day (domain 6.3)."""
        return interview_letters.notice(self, self.held(interview))

    def reply(self, interview: str, to: str, words: str = "") -> Changes:
        """Record the reply, or that there was none: confirmed, declined or no_reply (PACE-03)."""
        return self._move(self.held(interview), to, {"reply": words}, words)

    def list(self, *, states: Sequence[str] = ()) -> Sequence[InterviewRow]:
        """The interviews on this laptop, the next first; the list is logged once, with its ids."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["interview"], states=states, order="due")
        rows = [self._row(one) for one in held]
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *(row.interview for row in rows)])
        return rows

    def of_case(self, case: str) -> Sequence[InterviewRow]:
        """The interviews of one case."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["interview"], parent=case, order="made_ms")
        return [self._row(one) for one in held]

    def page(self, interview: str) -> InterviewPage:
        """One interview read whole. Noted as looked at."""
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["open", interview])
        return interview_reading.page(self, open_room(self, interview))

    def add_person(self, interview: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Write down somebody in the room: name, role, firm or agency. Raises `Problems`."""
        return self.beside(Records).new("interview-person", typed, parent=interview)

    def begin(
        self, interview: str, typed: Mapping[str, Any], said: Mapping[str, Any] | None = None
    ) -> Changes:
        """Begin it now: how it is recorded and why, then step 6, of which `said` are the answers.

        Raises `Trouble` without an approval of the panel that holds or a manager's exception, `Problems` for
        what is missing (PACE-00, PACE-20).
        """
        desk, room = self.beside(Records), open_room(self, interview)
        if why := panel_why_not(self, room):
            raise Trouble("This interview cannot begin without the Legal Panel's approval.", why)
        told = self._read(room.held, typed) | {"started_at": self.now_text()}
        move = desk.moving(interview, CURRENT, machine=told)
        step = self._step(interview, "start", said or {}, {"applies": "yes"}, (move,))
        return desk.together([move, step], confirmed=(interview,))

    def step(self, interview: str, code: str, typed: Mapping[str, Any] | None = None) -> Changes:
        """Record the step that comes now as done, now, with the version of the words that were read out.

        Legal advice that is wanted stops the interview at once. Raises `Trouble` out of order.
        """
        words = self.reference().code("interview-step", code).mark("wording")
        machine: dict[str, Json] = {"applies": "yes", "wording": version(self, words) if words else None}
        changed = self._record(interview, code, typed or {}, machine)
        if code == "legal-advice" and (typed or {}).get("answer") == "wanted":
            changed |= self.beside(Questioning).wants_solicitor(
                interview, str((typed or {}).get("words", ""))
            )
        return changed

    def not_applicable(self, interview: str, code: str, why: str) -> Changes:
        """Record that the step that comes now does not apply, and why. Some always do."""
        return self._record(interview, code, {"why_not": why}, {"applies": "no"})

    def conclude(self, interview: str, why: str = "") -> Changes:
        """Close the interview now. `why` says why steps before the close were not taken.

        Raises `Problems` when some were not and no reason is given.
        """
        room, desk = open_room(self, interview), self.beside(Records)
        changed = Changes()
        for code in room.order[: [step.code for step in room.order].index(CLOSE)]:
            if code.code in room.steps:
                continue
            if code.code == "questions" and room.asked:
                changed |= self.step(interview, code.code)
            elif code.code == "breaks" and (room.breaks or room.held.state == CURRENT):
                changed |= self._breaks(interview, bool(room.breaks))
            elif not why.strip():
                raise Problems([Problem("why", f"Say why step {code.mark('step')} was not taken")])
            else:
                changed |= self.not_applicable(interview, code.code, why)
        if CLOSE not in room.steps:
            changed |= self.step(interview, CLOSE)
        return changed | desk.move(interview, "concluded", why, machine={"ended_at": self.now_text()})

    def _breaks(self, interview: str, taken: bool) -> Changes:
        return (
            self.step(interview, "breaks")
            if taken
            else self.not_applicable(interview, "breaks", "No break was taken")
        )

    def _record(
        self, interview: str, code: str, typed: Mapping[str, Any], machine: Mapping[str, Json]
    ) -> Changes:
        step = self._step(interview, code, typed, machine)
        return self.beside(Records).together([step], confirmed=(step.record,))

    def _step(
        self,
        interview: str,
        code: str,
        typed: Mapping[str, Any],
        machine: Mapping[str, Json],
        along: Sequence[Act] = (),
    ) -> Act:
        """The act that records a step, not yet written. Raises `Trouble` for one that is recorded."""
        said = {"step": code, "done_at": self.now_text(), **machine}
        record = step_id(interview, code)
        with self.notebook.reading() as book:
            if records.get(book, record) is not None:
                raise Trouble("That step is recorded already.")
        return self.beside(Records).making(
            "interview-step", typed, parent=interview, record=record, machine=said, along=along
        )

    def _move(self, held: Held, to: str, typed: Mapping[str, Any], why: str = "") -> Changes:
        """Move it with what was typed for it, in one revision; the draft of that goes with it."""
        desk = self.beside(Records)
        act = desk.moving(held.record, to, why, machine=self._read(held, typed))
        return desk.together([act], confirmed=(held.record,))

    def _read(self, held: Held, typed: Mapping[str, Any]) -> dict[str, Json]:
        """The answers that were given, as they are kept. Raises `Problems`."""
        context = self.context(self.beside(Records).day_of(held))
        values = answers.read(kind_named(held.kind), typed, context)
        return {name: value for name, value in values.items() if value is not None}

    def _row(self, held: Held) -> InterviewRow:
        return interview_reading.row(self, held)
