"""The desk for what a form offers: officers known here, and records of a case that an answer may name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fieldkit.casebook.desk import Desk
from fieldkit.kinds.answers import Link, Named
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import kind_named
from fieldkit.store import certificates, records


@dataclass(frozen=True, slots=True)
class Option:
    """Something that may be chosen: the answer as typed, its words, and what tells it from its like."""

    typed: str
    words: str
    second: str = ""


class Choices(Desk):
    """Schools are not among them: they are found by typing, because the register holds thousands."""

    def of_form(self, kind: str, home: str) -> Mapping[str, Sequence[Option]]:
        """What can be chosen for each question of a kind that names an officer or points at a record."""
        found: dict[str, Sequence[Option]] = {}
        for item in questions(kind_named(kind)):
            if isinstance(item.answer, Link) and item.ask.asked:
                found[item.name] = self.records_of(home, item.answer.kinds)
            elif isinstance(item.answer, Named) and item.answer.of == "officer":
                found[item.name] = self.officers()
        return found

    def officers(self) -> Sequence[Option]:
        """Every officer whose certificate is here, by name, each once."""
        with self.notebook.reading() as book:
            holders = {who.holder.officer: who.holder for who in certificates.all_of(book).values()}
        labels = self.reference()
        return [
            Option(
                f"{holder.officer} {holder.name}",
                holder.name,
                ", ".join([*(labels.label("role", role) for role in holder.roles), holder.team]).strip(", "),
            )
            for holder in sorted(holders.values(), key=lambda holder: holder.name)
        ]

    def records_of(self, home: str, kinds: Sequence[str]) -> Sequence[Option]:
        """The records of a case of these kinds, the oldest first."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=kinds, home=home, order="made_ms")
        return [Option(item.record, item.title, kind_named(item.kind).label) for item in held]
