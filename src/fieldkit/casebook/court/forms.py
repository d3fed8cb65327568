"""The desk for the forms of the courts service: attached once by the council, enclosed in packs as they
are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.exhibits import Examined, Exhibits
from fieldkit.casebook.evidence.sealed_files import held_file, let_go, place_of
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json
from fieldkit.store import records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held
from fieldkit.store.sealed import Sealed

_ADMIN = "ADM"
_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class FormRow:
    """A form that packs enclose; `record` is empty while the council has not attached it."""

    form: str
    words: str
    record: str = ""
    edition: str = ""
    taken_on: str = ""
    pages: int = 0
    here: bool = False


@gate("court-form")
def attached_from_its_file(_desk: Desk, intent: Intent) -> None:
    """A form is a file: nobody writes one by hand, by whatever door."""
    if intent.held is None:
        raise Trouble("A form of the court is attached from its file.", "Use Forms on the page of a bundle.")


class CourtForms(Desk):
    """FieldKit never writes an official form: what is enclosed is the file that the council took."""

    def list(self) -> tuple[FormRow, ...]:
        """Every form that a pack may ask for, attached or not."""
        found = self.standing()
        return tuple(
            self._row(code.code, found.get(code.code)) for code in self.reference().codes("court-form")
        )

    def standing(self) -> dict[str, Held]:
        """The newest of each form; the council's before one that this officer attached."""
        register = self.me.register
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["court-form"], order="made_ms")
        held.sort(key=lambda one: (one.home == register, one.made_ms))
        return {one.text("form"): one for one in held}

    def attach(self, path: Path, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Keep a form from its PDF. An older one stays readable, and is enclosed no more.

        The administrator's stands for the whole council, an officer's on this laptop alone. Raises
        `Problems`, and `Trouble` for what is no PDF.
        """
        return self.keep(self.beside(Exhibits).examine_file(path), typed)

    def keep(self, found: Examined, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """The same for a file that was examined."""
        if found.prepared.form != "pdf" or not found.prepared.derived:
            raise Trouble(
                f"{found.name} is not a PDF.", "Attach the form as the court publishes it, as a PDF."
            )
        kept: list[Sealed] = []
        try:
            original = self.notebook.files.put([found.original])
            kept.append(original)
            derived = self.notebook.files.put([found.prepared.derived])
            kept.append(derived)
            machine: dict[str, Json] = {
                "file": held_file(original, found.name, _PDF),
                "derived": held_file(derived, found.name, _PDF),
                "sha256": found.sha256,
                "pages": found.prepared.pages,
            }
            places = [place_of(one) for one in kept]
            return self.beside(Records).attach(
                "court-form", typed, machine, places, home=self._home(), parent=""
            )
        except BaseException:
            let_go(self.notebook, kept)
            raise

    def pages(self, form: Held) -> bytes:
        """The pages of a form, re-hashed. Raises `Trouble` when they are not what was attached."""
        about = cast("dict[str, Any]", form.value("derived"))
        plain = self.notebook.files.read(str(about["id"]), bytes.fromhex(str(about["key"])))
        if hashlib.sha256(plain).hexdigest() != about["sha256"]:
            raise Trouble(f"{form.title} is not the file that was attached.", "Attach the form again.")
        return plain

    def here(self, form: Held) -> bool:
        """Whether its file is on this laptop."""
        about = form.value("derived")
        return isinstance(about, dict) and self.notebook.files.has(str(about["id"]))

    def _row(self, code: str, held: Held | None) -> FormRow:
        words = self.reference().label("court-form", code)
        if held is None:
            return FormRow(code, words)
        pages = held.value("pages")
        return FormRow(
            code, words, held.record, held.text("edition"), held.text("taken_on"),
            pages if isinstance(pages, int) else 0, self.here(held),
        )  # fmt: skip

    def _home(self) -> str:
        """The council's register, which only its administrator writes; otherwise this officer's own log."""
        me = self.me
        return me.log if me.enrolled and _ADMIN not in me.roles else me.register
