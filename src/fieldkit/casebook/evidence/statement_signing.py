"""The desk for the signature of a statement: the officer's own, or of another witness on pad or paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.exhibits import Exhibits
from fieldkit.casebook.evidence.statement_check import StatementCheck
from fieldkit.casebook.evidence.statement_paper import StatementPaper
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.ledger.canonical import Json
from fieldkit.rules.finding import counted
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

Ink = Sequence[Sequence[int]]
_ADULT = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """How another witness signed: strokes on the pad, or each page of paper, `pages` of them as typed.

    `signed_at` is typed, and now where it is empty; `reader_ink` is of whoever read it to them. `scan` is a
    picture of the paper that was signed, kept as an exhibit under the statement.
    """

    ink: Ink = ()
    on_paper: bool = False
    pages: str = ""
    signed_at: str = ""
    reader_ink: Ink = ()
    scan: Path | None = None


class StatementSigning(Desk):
    """A signature and the lock come together: nothing can be signed and changed afterwards."""

    def own(self, statement: str, ink: Ink = ()) -> Changes:
        """Sign the officer's own statement now and lock it, with the drawn signature if there is one.

        Raises `Problems` for what must not stand in it, or is not there.
        """
        held = self._waiting(statement)
        if held.text("maker") != self.me.name:
            raise Trouble(
                "Only the person whose statement it is can sign it.",
                f"{held.text('maker')} signs it on the pad or on paper.",
            )
        return self._seal(statement, {"ink": _strokes(ink)} if ink else {}, self.now_text())

    def of_witness(self, statement: str, given: Given) -> Changes:
        """Record that another witness signed, and lock it.

        On paper the pages that were signed are counted, and must be those that print (EVD-01). Where somebody
        read it to them, that person signs the declaration too (s.9(3)(b)). Raises `Problems`.
        """
        held = self._waiting(statement)
        if held.text("maker") == self.me.name:
            raise Trouble("This statement is your own.", "Sign it yourself.")
        found = self._lacking(held, given)
        when = self._signed_at(given.signed_at, found)
        if found:
            raise Problems(found)
        machine: dict[str, Json] = {"on_paper": "yes" if given.on_paper else "no"}
        machine |= {"ink": _strokes(given.ink)} if any(given.ink) else {}
        if held.text("read_over_by") and any(given.reader_ink):
            machine["reader_ink"] = _strokes(given.reader_ink)
        scanned = self._keep_scan(held, given.scan) if given.scan is not None else Changes()
        return scanned | self._seal(statement, machine, when)

    def _keep_scan(self, held: Held, path: Path) -> Changes:
        """Attach the scan while the statement still takes one: hashed before anything else (EVD-10)."""
        self._faultless(held.record)
        typed = {
            "exhibit_kind": "paper",
            "description": f"Signed statement of {held.text('maker')}, as signed on paper",
            "reason": "document-seen",
            "copy_kind": "copy",
        }
        return self.beside(Exhibits).attach_file(held.record, path, typed)[1]

    def _lacking(self, held: Held, given: Given) -> list[Problem]:
        """What is missing of the signatures."""
        reader, printed = held.text("read_over_by"), self.beside(StatementPaper).of(held.record).pages
        found: list[Problem] = []
        if given.on_paper and given.pages.strip() != str(printed):
            say = f"It prints to {counted(printed, 'page')}: have each signed, then enter {printed}"
            found.append(Problem("signed_pages", say))
        if not given.on_paper and not any(given.ink):
            found.append(Problem("ink", "Have the witness sign in the box, or say that it is on paper"))
        if reader and not given.on_paper and not any(given.reader_ink):
            found.append(Problem("reader_ink", f"Have {reader} sign that it was read over"))
        return found

    def _signed_at(self, typed: str, found: list[Problem]) -> str:
        """When it was signed: now, or what was typed of a paper."""
        if not typed.strip():
            return self.now_text()
        values = answers.read(kind_named("statement"), {"made_at": typed}, self.context())
        when = str(values["made_at"])
        if when > self.now_text():
            found.append(Problem("made_at", "Enter a time that is not to come"))
        return when

    def _waiting(self, statement: str) -> Held:
        held = self.held(statement)
        if held.kind != "statement" or held.locked:
            raise Trouble("That is not a statement that waits for a signature.")
        return held

    def _faultless(self, statement: str) -> int:
        """How many pages a statement without a fault prints to. Raises `Problems` for each fault."""
        held, sheet = self.held(statement), self.beside(StatementPaper).of(statement)
        if faults := self.beside(StatementCheck).faults(held, sheet):
            raise Problems([Problem("paragraphs", say) for say in faults])
        return sheet.pages

    def _seal(self, statement: str, machine: Mapping[str, Json], when: str) -> Changes:
        pages, maker = self._faultless(statement), self.held(statement).text("maker")
        name = maker.split()
        filled: dict[str, Json] = {
            "made_at": when,
            "signed_as": f"{name[0][0]} {name[-1]}" if len(name) > 1 else maker,
            "signed_pages": pages,
            **machine,
        }
        desk = self.beside(Records)
        return desk.correct(statement, {}, machine=filled) | desk.seal(statement)


def _strokes(ink: Sequence[Sequence[int]]) -> Json:
    return [[*stroke] for stroke in ink if stroke]


@gate("statement", every_act=True)
def signed_as_it_stands(desk: Desk, intent: Intent) -> None:
    """At every door: an age under 18 is told, nothing is sealed without a signature or with a fault."""
    age = str(intent.values.get("age_note") or "")
    if intent.act == "write" and "age_note" in intent.changed and not _age_told(age):
        raise Problems([Problem("age_note", "Enter Over 18, or the age in years if it is under 18")])
    if intent.act != "seal" or intent.held is None:
        return
    held = intent.held
    own = held.text("maker") == desk.me.name
    if not held.text("signed_as") or not (own or held.value("ink") or held.value("on_paper") == "yes"):
        raise Trouble("This statement is not signed.", "Sign it, or have the witness sign it.")
    check, sheet = desk.beside(StatementCheck), desk.beside(StatementPaper).of(held.record)
    if faults := check.faults(held, sheet):
        raise Problems([Problem("paragraphs", say) for say in faults])


def _age_told(said: str) -> bool:
    """Whether it says that the maker is over 18, or an age under it (s.9(3)(a))."""
    years = said.strip()
    return years.casefold() in ("over 18", "18 or over") or (years.isdigit() and 0 < int(years) < _ADULT)
