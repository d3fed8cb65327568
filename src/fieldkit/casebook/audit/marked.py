"""Why a record is let out, where it is about somebody who is marked for risk or kept confidential (9.2)."""

from __future__ import annotations

from collections.abc import Iterator

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.gates import Intent, gate
from fieldkit.store import records
from fieldkit.store.records import Held

_PLACES = ("residence",)
_REFUGE = "refuge"


class Marked(Desk):
    """The log of a disclosure has to say why for these records; for all others it may (DPA 2018 s.62)."""

    def why(self, record: str) -> str:
        """By what a record is marked, in words; empty when it is not."""
        held = self.held(record)
        told = [words for one in self._about(held) for words in self._marks(one)]
        return ", ".join(dict.fromkeys(told))

    def _about(self, held: Held) -> Iterator[Held]:
        """The record, whom it is about, and where they live now."""
        yield held
        with self.notebook.reading() as book:
            people = records.some(book, [held.text("person")] if held.text("person") else [])
            whose = [held.record, *people]
            stays = [
                stay
                for one in whose
                for stay in records.listed(book, kinds=_PLACES, parent=one)
                if (day_of(stay, "date_to") or self.today()) >= self.today()
            ]
            places = records.some(book, [stay.text("address") for stay in stays])
        yield from people.values()
        yield from places.values()

    def _marks(self, held: Held) -> Iterator[str]:
        if held.kind == "risk-flag" or self._flagged(held):
            yield "marked for risk"
        hidden = held.text("address_kind") == _REFUGE
        if hidden or "yes" in (held.value("confidential_address"), held.value("confidential_contact")):
            yield "confidential"

    def _flagged(self, held: Held) -> bool:
        with self.notebook.reading() as book:
            flags = records.listed(book, kinds=["risk-flag"], parent=held.record)
        return any(not flag.value("ended_on") for flag in flags)


@gate("release")
def may_be_let_out(desk: Desk, intent: Intent) -> None:
    """What is about somebody marked is let out with a reason."""
    if intent.held is None and not str(intent.values.get("reason") or "").strip():
        marks = desk.beside(Marked).why(intent.parent)
        if marks:
            raise Problems([Problem("reason", f"Say why it is let out: what it is about is {marks}")])
