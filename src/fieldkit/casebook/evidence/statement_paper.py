"""The desk for the paper of a statement: as it is signed and served, and an earlier draft as it was."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.exhibits import by_mark
from fieldkit.casebook.evidence.redrafts import Redraft
from fieldkit.casebook.paper import Paper, Sheet, at_words
from fieldkit.errors import Trouble
from fieldkit.kinds.times import day_in_words, local
from fieldkit.ledger.canonical import Json
from fieldkit.store import records
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.ink import Strokes
    from fieldkit.bundle.sheets.page import Heading

MARK = re.compile(r"\b[A-Z]{2,4}/\d{1,4}\b")


class StatementPaper(Desk):
    """Makes bytes in memory; they are let out at the desk for paper."""

    def of(self, statement: str) -> Sheet:
        """A statement with its own page count in the declaration; unsigned while it is a draft (EVD-01).

        Raises `Trouble` for a record that is none.
        """
        from fieldkit.bundle.sheets.statement import Reader, StatementSheet
        from fieldkit.bundle.sheets.statement import statement as print_statement

        held = self._statement(statement)
        book = self.reference()
        name, _, version = held.text("wording").partition(" ")
        day = _day(held) if held.locked else ""
        reader = held.text("read_over_by")
        said = paragraphs_of(held)
        sheet = StatementSheet(
            heading=self._heading(held),
            name=held.text("maker"),
            age=held.text("age_note"),
            occupation=held.text("occupation"),
            rule=book.wording("s9-rule").text.strip(),
            declaration=book.wording(name or "s9-declaration", version or None).text.strip(),
            paragraphs=said,
            exhibits=self._exhibits(held, said),
            signature=_signature(held) if held.locked else "",
            ink=_ink(held.value("ink")) if held.locked else (),
            signed_on=day,
            reader=Reader(
                book.wording("s9-reader").filled(reader=reader, maker=held.text("maker")).strip(),
                f"(signed) {reader}" if held.locked and held.value("on_paper") == "yes" else "",
                _ink(held.value("reader_ink")) if held.locked else (),
                day,
            )
            if reader
            else None,
        )
        printed = print_statement(sheet)
        return Sheet(statement, held.title, printed.pdf, printed.pages, printed.corrections, printed.places)

    def redraft(self, statement: str, draft: Redraft) -> Sheet:
        """An earlier draft as it was, marked as one that was never signed (CPIA 1996 s.23 Code)."""
        from fieldkit.bundle.sheets.statement import DraftSheet
        from fieldkit.bundle.sheets.statement import draft as print_draft

        held = self._statement(statement)
        name = f"Earlier draft {draft.number} of the statement of {held.text('maker')}"
        sheet = DraftSheet(
            heading=self._heading(held),
            name=held.text("maker"),
            number=draft.number,
            written=f"{at_words(draft.at)}, by {draft.who}" if draft.who else at_words(draft.at),
            paragraphs=split(draft.paragraphs),
        )
        printed = print_draft(sheet)
        return Sheet(statement, name, printed.pdf, printed.pages)

    def _heading(self, held: Held) -> Heading:
        """Council and parent where it is against one, council and child otherwise."""
        from fieldkit.bundle.sheets.page import Heading

        usual = self.beside(Paper).heading(held)
        with self.notebook.reading() as book:
            action = records.get(book, held.text("action"))
            person = records.get(book, action.text("person")) if action else None
        if person is None:
            return usual
        return Heading(f"{self.me.council_name or self.me.name} v {person.title}", usual.reference)

    def _exhibits(self, held: Held, said: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Each exhibit that the statement names, with its description."""
        marks = dict.fromkeys(MARK.findall(" ".join(said)))
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=["exhibit"], home=held.home)
        return tuple(
            (one.text("mark"), one.text("description"))
            for one in sorted(found, key=by_mark)
            if one.text("mark") in marks
        )

    def _statement(self, statement: str) -> Held:
        held = self.held(statement)
        if held.kind != "statement":
            raise Trouble("That record is not a statement.")
        return held


def paragraphs_of(statement: Held) -> tuple[str, ...]:
    """The numbered paragraphs of a statement: a blank line starts a new one."""
    return split(statement.text("paragraphs"))


def split(text: str) -> tuple[str, ...]:
    """Words as numbered paragraphs."""
    return tuple(" ".join(part.split()) for part in text.split("\n\n") if part.strip())


def _signature(held: Held) -> str:
    """The name in italics; nothing where it was drawn. A paper that was signed says so on every copy."""
    if held.value("on_paper") == "yes":
        return f"(signed) {held.text('signed_as')}"
    return "" if held.value("ink") else held.text("signed_as")


def _day(held: Held) -> str:
    made = held.text("made_at")
    return day_in_words(local(made).date()) if made else ""


def _ink(value: Json) -> Strokes:
    return tuple(tuple(stroke) for stroke in cast("list[Any]", value or []))
