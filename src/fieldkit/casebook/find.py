"""The desk for finding: records by any word, schools by name, and what was searched for is logged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.exchange.lease import Lease
from fieldkit.store import journal, records, schools, search
from fieldkit.store.records import Held
from fieldkit.store.search import Found, School


class Find(Desk):
    """Typing is answered at once; the list is logged when it rests a second or a row is opened."""

    def records(self, typed: str, *, kinds: Sequence[str] = (), limit: int = search.MOST) -> Sequence[Found]:
        """The newest records that hold every word. Raises `LeaseOver`."""
        self.beside(Lease).must_hold()
        with self.notebook.reading() as book:
            return search.find(book, typed, kinds=kinds, limit=limit)

    def all(
        self,
        *,
        kinds: Sequence[str] = (),
        home: str = "",
        states: Sequence[str] = (),
        withdrawn: bool = False,
        limit: int = search.MOST,
    ) -> Sequence[Held]:
        """The newest records that answer to all of these. Noted as looked at."""
        with self.notebook.reading() as book:
            found = records.listed(
                book, kinds=kinds, home=home, states=states, withdrawn=withdrawn,
                order="made_ms", newest_first=True, limit=limit,
            )  # fmt: skip
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["list", *(held.record for held in found)])
        return found

    def references(self, found: Sequence[Found]) -> Mapping[str, str]:
        """The reference of the case that each of these records lives in, by home."""
        with self.notebook.reading() as book:
            homes = records.some(book, [item.home for item in found])
        return {home: case.text("reference") for home, case in homes.items() if case.kind == "case"}

    def schools(self, typed: str, limit: int = search.MOST) -> Sequence[School]:
        """The schools of the national register that hold every word; schools are no personal data, so not
        logged.
        """
        with self.notebook.reading() as book:
            return search.find_schools(book, typed, limit)

    def schools_held(self) -> int:
        """How many schools the register on this laptop holds."""
        with self.notebook.reading() as book:
            return schools.count(book)

    def rested(self, found: Sequence[Found]) -> None:
        """Note that a search list was looked at: the ids in it, never the words typed."""
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["search", *(item.record for item in found)])
