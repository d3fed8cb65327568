"""The desk for the end of an interview: read over, signed or refused, commented on, sealed."""

from __future__ import annotations

from collections.abc import Sequence

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.interviews.room import SUSPECT, Room, open_room, step_id, version
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.store.changes import Changes

Strokes = Sequence[Sequence[int]]
_Step = tuple[str, dict[str, Json]]


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
        said: dict[str, Json] = {
            "refused": "no",
            "endorsement": version(self, words),
            **({"ink": drawn} if drawn else {"on_paper": "yes"}),
        }
        return self.beside(Records).together([self._signed(interview, role, name, said)])

    def refuse(self, interview: str, role: str, name: str, words: str) -> Changes:
        """Record that somebody refuses to sign, with what they said. The person interviewed refusing ends
        the signing.
        """
        refusal = self._signed(interview, role, name, {"refused": "yes", "words": words.strip() or None})
        desk = self.beside(Records)
        if role != SUSPECT:
            return desk.together([refusal])
        return desk.move(interview, "refused", words, machine={"refusal_words": words}, first=[refusal])

    def finish(self, interview: str) -> Changes:
        """Say that everybody has signed. Raises `Trouble` while the person or the officer has not."""
        return self.beside(Records).move(interview, "signed")

    def comment(self, interview: str, words: str) -> Changes:
        """Record what the person said outside the interview, or with no words that nothing was said."""
        return self.beside(Records).together(self._ending(interview, _comments(words)))

    def seal(self, interview: str) -> Changes:
        """Lock the record, whole, with this officer's signature: step 22 and the seal in one transaction.

        Raises `Trouble` when something is missing, with nothing done.
        """
        last: tuple[_Step, _Step] = (_comments(""), ("seal", {"applies": "yes"}))
        return self.beside(Records).seal(interview, first=self._ending(interview, *last))

    def addendum(self, interview: str, words: str) -> Changes:
        """Add dated words to a sealed interview."""
        return self.beside(Records).addendum(interview, words)

    def _ending(self, interview: str, *last: _Step) -> list[Act]:
        """Steps 19 and 20 as they came out, then `last`: those that are not recorded yet, to be written."""
        room = open_room(self, interview)
        state = room.state
        if state not in ("signed", "refused"):
            raise Trouble("The record is not signed yet.", "Have it signed, or record the refusal.")
        refused: dict[str, Json] = (
            {"applies": "yes", "words": room.held.text("refusal_words")}
            if state == "refused"
            else {"applies": "no", "why_not": "Nobody refused"}
        )
        acts: list[Act] = []
        for code, said in (("read-over", self._read(room)), ("refusal", refused), *last):
            if code not in room.steps:
                acts.append(self._step(interview, code, said, acts))
        return acts

    def _read(self, room: Room) -> dict[str, Json]:
        how = room.held.text("read_over")
        if not how:
            return {"applies": "no", "why_not": "Refused to read it or to have it read"}
        return {"applies": "yes", "note": self.reference().label("read-over", how)}

    def _step(self, interview: str, code: str, said: dict[str, Json], along: Sequence[Act]) -> Act:
        machine = {"step": code, "done_at": self.now_text(), **said}
        record = step_id(interview, code)
        return self.beside(Records).making(
            "interview-step", {}, parent=interview, record=record, machine=machine, along=along
        )

    def _signed(self, interview: str, role: str, name: str, said: dict[str, Json]) -> Act:
        machine = {"signed_at": self.now_text(), **said}
        typed = {"name": name, "room_role": role}
        return self.beside(Records).making("interview-signature", typed, parent=interview, machine=machine)


def _comments(words: str) -> _Step:
    if words.strip():
        return "comments", {"applies": "yes", "words": words.strip()}
    return "comments", {"applies": "no", "why_not": "Nothing was said"}
