"""The desk for calling cards: numbered, in prescribed words, telling a stranger nothing (domain 3.5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import day_in_words, local
from fieldkit.ledger.canonical import Json
from fieldkit.rules.calling_card import unfit_words
from fieldkit.store import counters, records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held


class Cards(Desk):
    """A card never says "missing" or "court", and names the child only to an adult, by first name."""

    def new(self, visit: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Number a card and record that it was left or handed over.

        Raises `Problems` for what must be answered, `Trouble` when the card would say too much.
        """
        held = self.held(visit)
        if held.locked:
            raise Trouble("That visit is locked, so no card can be added to it.")
        model = kind_named("calling-card")
        values = answers.read(model, typed, self.context(self.beside(Records).day_of(held)))
        answers.check(model, values)
        version = self.reference().code("calling-card-version", str(values["version"]))
        if version.mark("wording") == "calling-card-handed" and values.get("adult_seen") != "yes":
            raise Problems(
                [Problem("version", "Choose a version left at the address: no adult was there to take it")]
            )
        wording = self.reference().wording(version.mark("wording"))
        with self.notebook.writing() as book:
            number = counters.next_number(book, "calling-card")
        me = self.me
        machine: dict[str, Json] = {
            "card_no": "-".join(filter(None, (me.initials, me.mark, str(number)))),
            "wording": f"{wording.id} {wording.version}",
        }
        self._fit(held, values | machine)
        return self.beside(Records).new("calling-card", values, parent=visit, machine=machine)

    def words(self, card: str) -> str:
        """What a card says, line by line. Raises `Trouble` when it would say too much."""
        held = self.held(card)
        return self._fit(held, held.values)

    def _fit(self, held: Held, values: Mapping[str, Json]) -> str:
        first, names = self._names(held)
        handed = str(values["wording"]).startswith("calling-card-handed")
        said = self._filled(values, first)
        unfit = unfit_words(
            said, tuple(name for name in names if not (handed and name == first)), self.reference()
        )
        if unfit:
            raise Trouble(
                f"The card would say “{unfit[0]}”, which a stranger could read.",
                "Leave a card that says “an education matter”.",
            )
        return said

    def _filled(self, values: Mapping[str, Json], first: str) -> str:
        name, _, version = str(values["wording"]).partition(" ")
        wording = self.reference().wording(name, version)
        at = local(str(values["left_at"]))
        places = {
            "officer": self.me.name,
            "team": self.me.team,
            "phone": str(values.get("phone") or ""),
            "reply_by": day_in_words(date.fromisoformat(str(values["contact_by"]))),
            "date": day_in_words(at.date()),
            "time": f"{at:%H:%M}",
            "card": str(values["card_no"]),
            "first_name": first,
        }
        return wording.filled(**{place: places[place] for place in wording.places()}).strip()

    def _names(self, held: Held) -> tuple[str, tuple[str, ...]]:
        """The child's first name, and every name that must not stand on a card left unattended."""
        with self.notebook.reading() as book:
            case = records.get(book, held.home)
            child = records.get(book, case.text("child")) if case else None
        if child is None:
            return "your child", ()
        first = (child.text("known_as") or child.text("forenames")).split()[0]
        forenames = (*child.text("forenames").split(), *child.text("known_as").split())
        return first, tuple(dict.fromkeys((first, *forenames, child.text("surname"))))
