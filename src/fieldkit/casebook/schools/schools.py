"""The desk for schools: the national register from its file, and the council's own schools and calendars."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Blob, Type
from fieldkit.reference.school_register import BadLine, BadLines, RegisterFile, read_register, register_in
from fieldkit.rules.school.calendar import SchoolCalendar, calendar_of
from fieldkit.store import records, schools, search, settings
from fieldkit.store.attachments import Place
from fieldkit.store.changes import Changes
from fieldkit.store.progress import Say, silent
from fieldkit.store.records import Held
from fieldkit.store.sealed import Sealed, pieces_of

STOP, LEAVE_OUT = "stop", "leave-out"
_BATCH_SECONDS = 0.02
_FIRST_BATCH = 100
_LOADED = "schools_loaded"
_ADMIN = "ADM"
_OURS = "known to your council"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import came to. `again` says that this very file was imported before, so nothing was done."""

    dataset: str
    schools: int
    gone: int
    left_out: tuple[BadLine, ...]
    again: bool = False


class Schools(Desk):
    """The register of schools is a lookup table made from one dataset; the council's schools are records."""

    def import_register(
        self, path: Path, *, on_bad: str = STOP, say: Say = silent, stop: Callable[[], bool] = lambda: False
    ) -> tuple[Imported, Changes]:
        """Take in the national register from a CSV file of Get Information About Schools.

        `on_bad` is "stop" (nothing is imported when a line is bad) or "leave-out" (the rest is). The same
        file again does nothing; a newer one brings the schools up to date by URN. Raises `BadLines`,
        `Trouble`.
        """
        say(0, 0, "Reading the file")
        file = read_register(path)
        if known := self._imported(file.sha256):
            return Imported(known.record, len(file.rows), 0, file.bad, again=True), Changes()
        if file.bad and on_bad != LEAVE_OUT:
            raise BadLines(file.bad)
        if not file.rows:
            raise Trouble(f"{path.name} holds no school.", "Choose the file with all schools.")
        dataset = self.new_id()
        self._put(file.rows, dataset, say, stop)
        with path.open("rb") as stream:
            sealed = self.notebook.files.put(pieces_of(stream))
        if sealed.sha256 != file.sha256:
            self.notebook.files.remove(sealed.name)
            raise Trouble(f"{path.name} changed while it was read.", "Import it again.")
        gone, changed = self._keep(dataset, file, sealed)
        return Imported(dataset, len(file.rows), gone, file.bad), changed

    def load_published(self, *, say: Say = silent, stop: Callable[[], bool] = lambda: False) -> Changes:
        """Build the lookup table from the register that the council published last, once its file is here."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["dataset"], home=self.me.register, order="made_ms")
            loaded = settings.get(book, _LOADED, "")
        wanted = [item for item in held if item.value("dataset_kind") == "schools"]
        told = wanted[-1].value("file") if wanted else None
        if not isinstance(told, dict) or wanted[-1].record == loaded:
            return Changes()
        if not self.notebook.files.has(str(told["id"])):
            return Changes()
        raw = self.notebook.files.read(str(told["id"]), bytes.fromhex(str(told["key"])))
        file = register_in(raw, str(told["name"]))
        self._put(file.rows, wanted[-1].record, say, stop)
        with self.notebook.writing() as book:
            schools.drop_others(book, wanted[-1].record)
            settings.put(book, _LOADED, wanted[-1].record)
        return Changes.to("schools")

    def add_calendar(self, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Write down a school calendar. Raises `Problems`."""
        return self.beside(Records).new("calendar", typed, home=self._home())

    def add_school(self, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Write down a school as the council knows it, with its calendar. Raises `Problems`."""
        return self.beside(Records).new("school", typed, home=self._home())

    def list(self) -> Sequence[Held]:
        """The council's schools by name."""
        with self.notebook.reading() as book:
            return records.listed(book, kinds=["school"], order="title")

    def offered(self, typed: str, limit: int = search.MOST) -> Sequence[search.School]:
        """The schools that hold every word, to be named in an answer: the council's own first, then the
        national register's, each once.
        """
        words = typed.casefold().split()
        own = [
            search.School(
                held.text("school_urn") or held.record, held.title, held.text("dfe_number"), _OURS, ""
            )
            for held in self.list()
            if all(word in f"{held.title} {held.text('school_urn')}".casefold() for word in words)
        ]
        known = {school.urn for school in own}
        with self.notebook.reading() as book:
            national = search.find_schools(book, typed, limit)
        return [*own, *(school for school in national if school.urn not in known)][:limit]

    def of_urn(self, urn: str) -> Held | None:
        """The council's own record of a school, the published one first; None when there is none."""
        register = self.me.register
        found = [school for school in self.list() if school.value("school_urn") == urn]
        return max(found, key=lambda school: (school.home == register, school.changed_ms), default=None)

    def calendar_of(self, urn: str) -> SchoolCalendar | None:
        """The calendar of a school; None when the school or its calendar is not here (SCH-01)."""
        school = self.of_urn(urn)
        with self.notebook.reading() as book:
            held = records.get(book, str(school.value("calendar"))) if school else None
        return calendar_in(held)

    def _imported(self, sha256: str) -> Held | None:
        """The dataset that the lookup table was made of, when it is of this very file."""
        with self.notebook.reading() as book:
            held = records.get(book, settings.get(book, _LOADED, ""))
        told = held.value("file") if held else None
        return held if isinstance(told, dict) and told["sha256"] == sha256 else None

    def _put(self, rows: Sequence[dict[str, Any]], dataset: str, say: Say, stop: Callable[[], bool]) -> None:
        """Write the rows in transactions short enough that typing never waits for them (50 ms)."""
        done, size = 0, _FIRST_BATCH
        while done < len(rows):
            if stop():
                raise Trouble(
                    "The import was stopped. The schools read so far are up to date.",
                    "Import the file again to take in the rest; nothing is doubled.",
                )
            began = time.perf_counter()
            with self.notebook.writing() as book:
                schools.put(book, rows[done : done + size], dataset)
            took = time.perf_counter() - began
            done = min(done + size, len(rows))
            # Half of the change that would fit, so that one slow write of the disk does not swing it.
            size = max(20, min(2000, int(size * (1 + _BATCH_SECONDS / max(took, 1e-4)) / 2)))
            say(done, len(rows), "Importing schools")

    def _keep(self, dataset: str, file: RegisterFile, sealed: Sealed) -> tuple[int, Changes]:
        """The one revision of the dataset, with its file, as the lookup table now stands."""
        held: dict[str, Json] = {
            "id": sealed.name, "key": sealed.key.hex(), "mime": "text/csv", "name": file.name,
            "sealed": sealed.sealed_sha256, "sealed_size": sealed.sealed_size, "sha256": sealed.sha256,
            "size": sealed.size,
        }  # fmt: skip
        fields: dict[str, Json] = {
            "dataset_kind": "schools", "name": file.name, "rows": len(file.rows), "left_out": len(file.bad),
            "file": held,
        }  # fmt: skip
        blob = Blob(sealed.sealed_sha256, sealed.sealed_size)
        act = Act(
            type=Type.EDIT, kind="dataset", record=dataset, home=self._home(), fields=fields, blobs=(blob,)
        )
        gone: list[int] = []

        def also(book: Any) -> None:
            gone.append(schools.drop_others(book, dataset))
            settings.put(book, _LOADED, dataset)

        place = Place(sealed.sealed_sha256, sealed.name, sealed.sealed_size, dataset)
        changed = self.notebook.write([act], self.now(), files=[place], also=also)
        return gone[0], changed | Changes.to("schools")

    def _home(self) -> str:
        """The council's register, which only its administrator writes; otherwise this officer's own log."""
        me = self.me
        return me.log if me.enrolled and _ADMIN not in me.roles else me.register


def calendar_in(held: Held | None) -> SchoolCalendar | None:
    """The calendar that a record keeps; None when it has no terms."""
    terms = spans_in(held, "terms")
    if held is None or not terms:
        return None
    begins = held.text("year_begins") or None
    return calendar_of(terms, spans_in(held, "closures"), spans_in(held, "half_days"), begins)


def spans_in(held: Held | None, field: str) -> list[list[str]]:
    """The rows of first day, last day and name that a calendar keeps in a field."""
    told = held.value(field) if held is not None else None
    return (
        [[str(part) for part in row] for row in told if isinstance(row, list)]
        if isinstance(told, list)
        else []
    )
