"""The desk for the end of an interview: read over, signed or refused, commented on, sealed."""

from __future__ import annotations

from collections.abc import Sequence

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.interview_room import SUSPECT, Room, open_room, step_id, version
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json
from fieldkit.store.changes import Changes

Strokes = Sequence[Sequence[int]]


class Signing(Desk):
    """After the seal nothing changes: what is wrong is said in an addendum (PACE-12)."""

    def read_over(self, interview: str, how: str) -> Changes:
        """Record that the record was read over, and how: read-by-person, read-to-person,
        through-interpreter.
        """
        desk = self.beside(Records)
        return desk.move(interview, "read_over", machine={"read_over": how})

    def sign(self, interview: str, role: str, name: str, ink: Strokes) -> Changes:
        """Keep somebody's signature as it was drawn: strokes of x and y in thousandths of the box's width.

        No strokes say that the printed record was signed on paper, by the name given.
        """
        drawn: list[Json] = [[int(point) for point in stroke] for stroke in ink]
        words = "endorsement-11e" if role == SUSPECT else "officer-certificate"
        return self._signature(
            interview,
            role,
            name,
            {
                "refused": "no",
                "endorsement": version(self, words),
                **({"ink": drawn} if drawn else {"on_paper": "yes"}),
            },
        )

    def refuse(self, interview: str, role: str, name: str, words: str) -> Changes:
        """Record that somebody refuses to sign, with what they said. The person interviewed refusing ends
        the signing.
        """
        changed = self._signature(interview, role, name, {"refused": "yes", "words": words.strip() or None})
        if role != SUSPECT:
            return changed
        return changed | self.beside(Records).move(
            interview, "refused", words, machine={"refusal_words": words}
        )

    def finish(self, interview: str) -> Changes:
        """Say that everybody has signed. Raises `Trouble` while the person or the officer has not."""
        return self.beside(Records).move(interview, "signed")

    def comment(self, interview: str, words: str) -> Changes:
        """Record what the person said outside the interview, or with no words that nothing was said."""
        return self._steps(interview) | (
            self._step(interview, "comments", {"applies": "yes", "words": words.strip()})
            if words.strip()
            else self._step(interview, "comments", {"applies": "no", "why_not": "Nothing was said"})
        )

    def seal(self, interview: str) -> Changes:
        """Lock the record, whole, with this officer's signature. Raises `Trouble` when a step is missing."""
        room = open_room(self, interview)
        changed = self._steps(interview)
        if "comments" not in room.steps:
            changed |= self.comment(interview, "")
        if "seal" not in room.steps:
            changed |= self._step(interview, "seal", {"applies": "yes"})
        return changed | self.beside(Records).seal(interview)

    def addendum(self, interview: str, words: str) -> Changes:
        """Add dated words to a sealed interview."""
        return self.beside(Records).addendum(interview, words)

    def _steps(self, interview: str) -> Changes:
        """Steps 19 and 20 as they came out: read over, and whether signing was refused."""
        room, changed = open_room(self, interview), Changes()
        state = room.held.state
        if state not in ("signed", "refused"):
            raise Trouble("The record is not signed yet.", "Have it signed, or record the refusal.")
        if "read-over" not in room.steps:
            changed |= self._step(interview, "read-over", self._read(room))
        if "refusal" not in room.steps:
            refused: dict[str, Json] = (
                {"applies": "yes", "words": room.held.text("refusal_words")}
                if state == "refused"
                else {"applies": "no", "why_not": "Nobody refused"}
            )
            changed |= self._step(interview, "refusal", refused)
        return changed

    def _read(self, room: Room) -> dict[str, Json]:
        how = room.held.text("read_over")
        if not how:
            return {"applies": "no", "why_not": "Refused to read it or to have it read"}
        return {"applies": "yes", "note": self.reference().label("read-over", how)}

    def _step(self, interview: str, code: str, said: dict[str, Json]) -> Changes:
        machine = {"step": code, "done_at": self.now_text(), **said}
        record = step_id(interview, code)
        return self.beside(Records).new(
            "interview-step", {}, parent=interview, record=record, machine=machine
        )[1]

    def _signature(self, interview: str, role: str, name: str, said: dict[str, Json]) -> Changes:
        machine = {"signed_at": self.now_text(), **said}
        typed = {"name": name, "room_role": role}
        return self.beside(Records).new("interview-signature", typed, parent=interview, machine=machine)[1]
