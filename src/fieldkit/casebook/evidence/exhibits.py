"""The desk for exhibits: a file is hashed, prepared and sealed as it is attached; shown and let out again."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.audit import letting_out
from fieldkit.casebook.audit.looks import Looks
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.sealed_files import held_file, let_go, place_of
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.ledger.canonical import Json, tidy
from fieldkit.store import attachments, counters, exchange, journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held
from fieldkit.store.sealed import Sealed

if TYPE_CHECKING:
    from fieldkit.bundle.prepared import Prepared

MARKED = ("exhibit", "interview-recording")
"""The kinds that have an exhibit mark."""
MOST_BYTES = 200_000_000
"""The largest file that is attached; it goes through memory twice, once here and once in the helper."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that can be attached: its untouched bytes, their hash, its working copy, what it says of itself.

    `offered` are answers as typed (time and place from a camera), for the officer to take or change.
    """

    name: str
    original: bytes
    sha256: str
    prepared: Prepared
    offered: Mapping[str, str]

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the officer should know before attaching it."""
        return self.prepared.warnings


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """An exhibit in a list. `here` says whether its file is on this laptop, `shown` whether it has pages."""

    exhibit: str
    mark: str
    description: str
    reason: str
    produced_at: str
    name: str
    mime: str
    size: int
    sha256: str
    pages: int
    parent: str
    here: bool
    shown: bool
    locked: bool


class Exhibits(Desk):
    """Originals are never changed; thumbnails and previews are made in memory and never written."""

    def examine(self, original: bytes, name: str, password: str = "") -> Examined:
        """Hash a file before anything else (EVD-10) and prepare its working copy in the helper process.

        Nothing is kept yet. Raises `Trouble` for what cannot be attached, or needs a password.
        """
        sha256 = hashlib.sha256(original).hexdigest()
        if len(original) > MOST_BYTES:
            raise Trouble("This file is larger than 200 megabytes.", "Attach a smaller copy of it.")
        prepared = self.shop.workshop.prepare(original, password or None)
        if prepared.original_sha256 != sha256:
            raise RuntimeError("the working copy was made from other bytes")
        return Examined(tidy(name.strip()) or "attachment", original, sha256, prepared, _offered(prepared))

    def examine_file(self, path: Path, password: str = "") -> Examined:
        """The same for a file on a disk. Raises `Trouble` also when it cannot be read."""
        try:
            if path.stat().st_size > MOST_BYTES:
                raise Trouble("This file is larger than 200 megabytes.", "Attach a smaller copy of it.")
            original = path.read_bytes()
        except OSError as fault:
            raise Trouble(f"{path} cannot be read.", "Check where the file is, then try again.") from fault
        return self.examine(original, path.name, password)

    def attach(self, parent: str, found: Examined, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Keep an examined file as an exhibit of a visit, note or case, under the officer's next mark.

        Whole or not at all: nothing stays behind when it fails. Raises `Problems` for what must be answered.
        """
        above, values = self._above(parent, typed)
        keep: list[Sealed] = []
        try:
            original = self.notebook.files.put([found.original])
            keep.append(original)
            machine = _machine(found) | {"file": held_file(original, found.name, _mime(found.name))}
            if found.prepared.derived:
                derived = self.notebook.files.put([found.prepared.derived])
                keep.append(derived)
                machine["derived"] = held_file(derived, _derived_name(found), _mime(_derived_name(found)))
            machine["mark"] = self.next_mark()
            return self.beside(Records).attach(
                "exhibit", values, machine, [place_of(one) for one in keep], home=above.home, parent=parent
            )
        except BaseException:
            let_go(self.notebook, keep)
            raise

    def attach_file(
        self, parent: str, path: Path, typed: Mapping[str, Any], password: str = ""
    ) -> tuple[str, Changes]:
        """Examine a file and attach it, taking the time and place it offers where none is typed."""
        found = self.examine_file(path, password)
        given = {name: answer for name, answer in typed.items() if answer not in (None, "", [])}
        return self.attach(parent, found, {**found.offered, **given})

    def list(self, parent: str) -> Sequence[ExhibitRow]:
        """The exhibits of a visit or note, or of a whole case, by mark."""
        held = self.held(parent)
        where = {"home": held.home} if held.kind == "case" else {"parent": parent}
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=["exhibit"], **where)  # type: ignore[arg-type]
        return [self._row(item) for item in sorted(found, key=by_mark)]

    def preview(self, exhibit: str, width: int) -> bytes:
        """A picture of an exhibit as PNG, at most `width` pixels wide. Raises `Trouble` when it has none."""
        held = self._exhibit(exhibit)
        if not held.value("derived"):
            raise Trouble(
                "This picture is too large to show. It is kept and hashed.",
                "Attach a smaller copy beside it.",
            )
        self._note_look("open", exhibit)
        return self.shop.workshop.thumbnail(self.file_bytes(held, "derived"), width)

    def original(self, exhibit: str) -> bytes:
        """The untouched bytes of an exhibit, checked against their hash on the way (EVD-10).

        Raises `Trouble` when they are not what was attached, or not on this laptop.
        """
        self._note_look("original", exhibit)
        return self.file_bytes(self._exhibit(exhibit), "file")

    def export(self, exhibit: str, path: Path, *, recipient: str = "", reason: str = "") -> Changes:
        """Write the untouched original where the officer chose, and log that it was let out."""
        held = self._exhibit(exhibit)
        original = self.file_bytes(held, "file")
        return letting_out.export(
            self.beside(Looks), exhibit, path, original, held.title, recipient=recipient, reason=reason
        )

    def file_bytes(self, held: Held, field: str) -> bytes:
        """The bytes of an exhibit's `file` or `derived`, re-hashed. Raises `Trouble`."""
        about = cast("dict[str, Any]", held.value(field))
        if not about:
            raise Trouble(f"{held.title} has no such file.")
        plain = self._read(about)
        if hashlib.sha256(plain).hexdigest() != about["sha256"]:
            raise Trouble(
                f"{held.text('mark')} is not the file that was attached: its hash differs.",
                "Stop, keep this laptop as it is, and tell your IT department.",
            )
        return plain

    def found_hash(self, held: Held) -> str | None:
        """The SHA-256 of the original as it is read now; None when it is not on this laptop."""
        about = cast("dict[str, Any]", held.value("file") or {})
        if not about or not self.notebook.files.has(str(about["id"])):
            return None
        return hashlib.sha256(self._read(about)).hexdigest()

    def _read(self, about: Mapping[str, Any]) -> bytes:
        return self.notebook.files.read(str(about["id"]), bytes.fromhex(str(about["key"])))

    def sweep(self) -> int:
        """Take away sealed files that no record names, as a crash in the middle of attaching leaves them.

        To be called where nothing is being attached, as just after unlocking. Says how many there were.
        """
        with self.notebook.reading() as book:
            names = [place.name for place in attachments.known(book).values()]
            coming = [exchange.arriving_name(blob.sha256) for blob in exchange.files_wanted(book)]
        return self.notebook.files.sweep([*names, *coming])

    def _above(self, parent: str, typed: Mapping[str, Any]) -> tuple[Held, dict[str, Json]]:
        """The record to attach to, and the answers once they are known to be fit: nothing is written yet."""
        above = self.held(parent)
        model = kind_named("exhibit")
        if above.kind not in model.parents:
            raise Trouble("Nothing can be attached to that record.", "Attach it to the visit or the case.")
        if above.locked:
            raise Trouble("That record is locked, so it takes no new exhibit.", "Attach it to the case.")
        values = answers.read(model, typed, self.context(self.beside(Records).day_of(above)))
        answers.check(model, values)
        if values.get("reason") == "other" and not values.get("reason_note"):
            raise Problems([Problem("reason_note", "Say why it was taken")])
        return above, values

    def next_mark(self) -> str:
        """The officer's initials and the next number that no exhibit or recording here has, never given
        again.
        """
        initials = self.me.initials
        with self.notebook.writing() as book:
            taken = {item.text("mark") for item in records.listed(book, kinds=MARKED, withdrawn=True)}
            while (mark := f"{initials}/{counters.next_number(book, 'exhibit')}") in taken:
                continue
        return mark

    def _row(self, held: Held) -> ExhibitRow:
        about = cast("dict[str, Any]", held.value("file") or {})
        return ExhibitRow(
            exhibit=held.record,
            mark=held.text("mark"),
            description=held.text("description"),
            reason=held.line,
            produced_at=held.text("produced_at"),
            name=str(about.get("name", "")),
            mime=str(about.get("mime", "")),
            size=int(about.get("size", 0)),
            sha256=held.text("sha256"),
            pages=cast("int", held.value("pages") or 0),
            parent=held.parent,
            here=bool(about) and self.notebook.files.has(str(about["id"])),
            shown=bool(held.value("derived")),
            locked=held.locked,
        )

    def _exhibit(self, exhibit: str) -> Held:
        held = self.held(exhibit)
        if held.kind != "exhibit":
            raise Trouble("That record is not an exhibit.")
        return held

    def _note_look(self, *what: str) -> None:
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, what)


def by_mark(held: Held) -> tuple[str, int]:
    """Sorts exhibits by initials, then number."""
    initials, _, number = held.text("mark").partition("/")
    return initials, int(number) if number.isdigit() else 0


def marks(held: Iterable[Held]) -> dict[str, list[Held]]:
    """Exhibits by mark; more than one under a mark is something to settle."""
    found: dict[str, list[Held]] = {}
    for item in sorted(held, key=by_mark):
        found.setdefault(item.text("mark"), []).append(item)
    return found


def _offered(prepared: Prepared) -> dict[str, str]:
    facts = prepared.picture
    if facts is None:
        return {}
    offered = {"exhibit_kind": "photo", "place": _place_words(facts.latitude, facts.longitude)}
    if facts.taken_at:
        taken = datetime.fromisoformat(facts.taken_at)
        offered["produced_at"] = f"{taken.day} {taken.month} {taken.year} {taken:%H:%M:%S}"
    return {name: answer for name, answer in offered.items() if answer}


def _place_words(latitude: str, longitude: str) -> str:
    return f"Latitude {latitude}, longitude {longitude}" if latitude and longitude else ""


def _machine(found: Examined) -> dict[str, Json]:
    """What FieldKit fills in itself: hash, pages, how the copy was made, and what a camera wrote."""
    prepared, facts = found.prepared, found.prepared.picture
    filled: dict[str, Json] = {
        "sha256": found.sha256,
        "pages": prepared.pages,
        "preparation": tidy("\n".join((*prepared.log, *prepared.warnings))),
    }
    if any(prepared.lifts):
        filled["lifts"] = list(prepared.lifts)
    if facts is not None:
        filled["picture_time"] = f"{facts.taken_at.replace('T', ' ')} {facts.offset}".strip() or None
        filled["picture_place"] = _place_words(facts.latitude, facts.longitude) or None
        filled["picture_device"] = tidy(facts.device) or None
    return {name: value for name, value in filled.items() if value not in (None, "")}


def _derived_name(found: Examined) -> str:
    return f"{Path(found.name).stem}.{'jpg' if found.prepared.form == 'picture' else 'pdf'}"


def _mime(name: str) -> str:
    extra = {".heic": "image/heic", ".heif": "image/heif"}
    return extra.get(Path(name).suffix.lower()) or mimetypes.guess_type(name)[0] or "application/octet-stream"
