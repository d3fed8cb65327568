"""The desk for statements under caution: in the person's own hand, or written down for them (Annex D)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.interviews.room import CURRENT, Room, open_room, version
from fieldkit.casebook.interviews.signing import Strokes
from fieldkit.casebook.interviews.struck import Struck, struck_in
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json
from fieldkit.store import certificates, records, revisions
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

_SPEAKS = (CURRENT, "concluded", "read_over")
_SIGNED = frozenset({"signed_at", "refused"})


@dataclass(frozen=True, slots=True)
class CautionStatementRow:
    """One statement: its prescribed `opening` and `closing` (empty in one's own hand) filled, its words
    between.

    `needs` says what it still wants, empty once it is signed or refused.
    """

    record: str
    hand: str
    hand_words: str
    maker: str
    opening: str
    words: str
    closing: str
    exhibit: str
    exhibit_mark: str
    written_by: str
    began_at: str
    signed_at: str
    refused: bool
    refusal_words: str
    ink: tuple[tuple[int, ...], ...]
    on_paper: bool
    needs: str
    struck: tuple[Struck, ...] = ()


class CautionStatements(Desk):
    """It begins and ends with exact words; what stands between is the person's, word for word."""

    def begin(self, interview: str, hand: str) -> tuple[str, Changes]:
        """Begin one now, in the person's own-hand or by-officer, with its opening words by version.

        Raises `Trouble` before the caution, and once the record is signed.
        """
        book = self.reference()
        opening = book.code("statement-hand", hand).mark("opening")
        machine: dict[str, Json] = {
            "began_at": self.now_text(),
            "maker": maker(open_room(self, interview)),
            "opening": version(self, opening),
            "written_by": self.me.name if hand == "by-officer" else None,
        }
        return self.beside(Records).new(
            "caution-statement", {"hand": hand}, parent=interview, machine=machine
        )

    def write(self, statement: str, words: str, why: str = "") -> Changes:
        """Write down what the person says, word for word; a change of it needs a reason and is struck
        through.
        """
        return self.beside(Records).correct(statement, {"words": words}, why, page=("words",))

    def scanned(self, statement: str, exhibit: str) -> Changes:
        """Say which exhibit is the scan of a statement in the person's own hand."""
        return self.beside(Records).correct(statement, {"exhibit": exhibit}, page=("exhibit",))

    def sign(self, statement: str, ink: Strokes = ()) -> Changes:
        """Record that the person signed it, now, under its closing words; no strokes: on paper."""
        closing = self.reference().code("statement-hand", self.held(statement).text("hand")).mark("closing")
        drawn: list[Json] = [[int(point) for point in stroke] for stroke in ink]
        return self._ended(
            statement,
            {
                "refused": "no",
                "closing": version(self, closing) if closing else None,
                **({"ink": drawn} if drawn else {"on_paper": "yes"}),
            },
        )

    def refuse(self, statement: str, words: str) -> Changes:
        """Record that the person does not sign it after all, with what they said."""
        return self._ended(statement, {"refused": "yes", "refusal_words": words.strip() or None})

    def of(self, interview: str) -> Sequence[CautionStatementRow]:
        """The statements of an interview, the first first."""
        return rows(open_room(self, interview))

    def _ended(self, statement: str, said: dict[str, Json]) -> Changes:
        machine: dict[str, Json] = {"signed_at": self.now_text(), "ended_at": self.now_text(), **said}
        return self.beside(Records).correct(statement, {}, machine=machine, page=tuple(machine))


def rows(room: Room) -> tuple[CautionStatementRow, ...]:
    """The statements under caution of an interview."""
    return tuple(row(room.desk, held) for held in room.statements)


def row(desk: Desk, held: Held) -> CautionStatementRow:
    """One statement under caution."""
    book, hand = desk.reference(), held.text("hand")
    code = book.code("statement-hand", hand)
    with desk.notebook.reading() as store:
        exhibit = records.get(store, held.text("exhibit")) if held.text("exhibit") else None
        made = {key: one.holder.initials for key, one in certificates.all_of(store).items()}
        history = revisions.of_record(store, held.record)
    ink = cast("list[list[int]]", held.value("ink") or [])
    return CautionStatementRow(
        record=held.record, hand=hand, hand_words=code.label, maker=held.text("maker"),
        opening=_words(desk, held.text("opening") or code.mark("opening"), held.text("maker")),
        words=held.text("words"),
        closing=_words(desk, held.text("closing") or code.mark("closing"), held.text("maker")),
        exhibit=held.text("exhibit"), exhibit_mark=exhibit.text("mark") if exhibit else "",
        written_by=held.text("written_by"), began_at=held.text("began_at"), signed_at=held.text("signed_at"),
        refused=held.value("refused") == "yes", refusal_words=held.text("refusal_words"),
        ink=tuple(tuple(stroke) for stroke in ink), on_paper=held.value("on_paper") == "yes",
        needs=_needs(held), struck=tuple(struck_in(held, history, made, ("words",))),
    )  # fmt: skip


def maker(room: Room) -> str:
    """The name of the person interviewed."""
    with room.desk.notebook.reading() as store:
        person = records.get(store, room.held.text("person"))
    return person.title if person else ""


def _needs(held: Held) -> str:
    if held.text("signed_at"):
        return ""
    if held.value("hand") == "by-officer":
        return "Have it signed" if held.text("words") else "Write down what they say"
    return "Have it signed" if held.text("exhibit") else "Attach the scanned paper"


def _words(desk: Desk, wording: str, name: str) -> str:
    """Prescribed words in the version that was used, with the name filled in."""
    if not wording:
        return ""
    ident, _, used = wording.partition(" ")
    found = desk.reference().wording(ident, used or None)
    return found.filled(name=name) if "{name}" in found.text else found.text


@gate("caution-statement", every_act=True)
def may_state(desk: Desk, intent: Intent) -> None:
    """A statement is made after the caution, under the words of Annex D, and stands once it is signed."""
    room = open_room(desk, intent.parent, intent.along)
    room.must_not_be_sealed()
    if intent.act in ("withdraw", "restore"):
        raise Trouble(
            "A statement that was begun stays on record.", "Record that it was not signed, and why."
        )
    if not room.cautioned:
        raise Trouble("No statement is taken before the caution.", "Give the caution, step 12.")
    if room.state not in _SPEAKS:
        raise Trouble("A statement is taken while the interview runs, or before its record is signed.")
    held, values = intent.held, intent.values
    code = desk.reference().code("statement-hand", str(values.get("hand")))
    if held is None:
        if values.get("opening") != version(desk, code.mark("opening")):
            raise Trouble("It begins with the prescribed words.", version(desk, code.mark("opening")))
        return
    if held.text("signed_at"):
        raise Trouble("The statement is signed already.", "Take another one.")
    fixed = {name for name in intent.changed if held.value(name) not in (None, "")}
    if fixed - {"words", "exhibit"}:
        raise Trouble("Only its words can be put right, with a reason.")
    if fixed and not intent.why.strip():
        raise Problems([Problem("why", "Say why the words are put right")])
    if intent.changed & _SIGNED:
        _may_be_signed(desk, intent, code.mark("closing"))


def _may_be_signed(desk: Desk, intent: Intent, closing: str) -> None:
    values = intent.values
    if closing and not str(values.get("words") or "").strip():
        raise Problems([Problem("words", "Enter what they say, word for word")])
    if values.get("refused") == "yes":
        if not str(values.get("refusal_words") or "").strip():
            raise Problems([Problem("refusal_words", "Enter what they said when they refused")])
        return
    if closing and values.get("closing") != version(desk, closing):
        raise Trouble("It ends with the prescribed words.", version(desk, closing))
    if not closing and not values.get("exhibit"):
        raise Problems([Problem("exhibit", "Attach the scanned paper first")])
    if not values.get("ink") and values.get("on_paper") != "yes":
        raise Problems([Problem("ink", "Sign in the box")])
