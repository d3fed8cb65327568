"""The desk for the service of papers: on one person, at an address of theirs, on a day that is proved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.bundles.shelves import CourtFiles, hidden
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json
from fieldkit.store import records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

_NO_ADDRESS = ("hand", "email")


class Services(Desk):
    """Each service is of one person's papers alone (PAR-02)."""

    def serve(self, action: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Write down that papers are served on the parent of an action, at their address, by this officer.

        What is typed goes before what is known. Raises `Problems` and `Trouble`.
        """
        held = self.held(action)
        machine: dict[str, Json] = {}
        if not typed.get("person"):
            machine["person"] = held.text("person")
        if not typed.get("served_by"):
            machine["served_by"] = self.my_name()
        places = [one for one in self.beside(CourtFiles).places_of(held.text("person")) if not hidden(one)]
        if not typed.get("address") and places and typed.get("served_how") not in _NO_ADDRESS:
            machine["address"] = places[-1].record
        return self.beside(Records).new("service", typed, parent=action, machine=machine)

    def typed(self, action: str) -> dict[str, str]:
        """The answers of a service on the parent of an action that are known before it, as typed."""
        held, me = self.held(action), self.me
        person = held.text("person")
        places = [one for one in self.beside(CourtFiles).places_of(person) if not hidden(one)]
        found = {"person": person, "served_by": f"{me.officer} {me.name}"}
        found["served_papers"] = "sjp-pack" if held.text("tier") == "sjp" else "requisition"
        return found | ({"address": places[-1].record} if places else {})

    def came_back(self, service: str, on: str) -> Changes:
        """Write down that papers came back: they do not count as served."""
        return self.beside(Records).correct(service, {"came_back_on": on})

    def list(self, action: str) -> Sequence[Held]:
        """The services of an action, the oldest first."""
        with self.notebook.reading() as book:
            return records.listed(book, kinds=["service"], parent=action, order="made_ms")


@gate("service", every_act=True)
def served_on_one_person(desk: Desk, intent: Intent) -> None:
    """Papers go to the parent they are about, where that parent lives, and never to a refuge by name."""
    if intent.act == "withdraw":
        raise Trouble("A service stays on record.", "Enter when the papers came back.")
    if intent.act not in ("write", "move"):
        return
    person, place = _text(intent, "person"), _text(intent, "address")
    above = desk.held(intent.parent)
    if above.text("person") and person != above.text("person"):
        raise Problems([Problem("person", "Choose the parent whose papers these are (PAR-02)")])
    if not place and _text(intent, "served_how") not in _NO_ADDRESS:
        raise Problems([Problem("address", "Choose an address at which this parent lives")])
    if place:
        places = {one.record: one for one in desk.beside(CourtFiles).places_of(person)}
        if place not in places:
            raise Problems([Problem("address", "Choose an address at which this parent lives (PAR-03)")])
        if hidden(places[place]):
            raise Problems([Problem("address", "A refuge is never printed: hand the papers over")])


def _text(intent: Intent, name: str) -> str:
    told = intent.values.get(name)
    return told if isinstance(told, str) else ""
