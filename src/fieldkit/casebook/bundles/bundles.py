"""The desk for bundles: what goes in, what is unsettled, the sealed PDF in memory, its page numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fieldkit.casebook.audit import letting_out
from fieldkit.casebook.audit.looks import Looks
from fieldkit.casebook.bundles.making import Making
from fieldkit.casebook.bundles.packs import CASE
from fieldkit.casebook.bundles.plan import Built, BundlePlan, Numbered, PackChoice, Planning
from fieldkit.casebook.court.forms import CourtForms, FormRow
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.times import moment_of
from fieldkit.ledger.canonical import Json
from fieldkit.store.changes import Changes
from fieldkit.store.progress import Say, silent


class Bundles(Desk):
    """A bundle stays in memory until it is exported or printed, and both are logged."""

    def plan(self, record: str, recipient: str = "", *, pack: str = "") -> BundlePlan:
        """What a bundle holds now, and what must be settled before it is built.

        `record` is a case, or the legal action of one parent; `pack` a code of `court-pack`. Without one: the
        bundle of a whole case, or what the measure of the action asks. Raises `Trouble`.
        """
        return self.beside(Planning).of(record, recipient, pack)

    def choices(self, case: str) -> tuple[PackChoice, ...]:
        """The packs that can be made of a case, each parent's apart (PAR-02)."""
        return self.beside(Planning).choices(case)

    def forms(self) -> tuple[FormRow, ...]:
        """The forms of the courts service that packs enclose, attached or not."""
        return self.beside(CourtForms).list()

    def attach_form(self, path: Path, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Keep a form of the courts service as it was published: `form`, `edition`, `taken_on`.

        Raises `Problems` for what must be answered, `Trouble` for what is no PDF.
        """
        return self.beside(CourtForms).attach(path, typed)

    def draft(self, record: str, recipient: str = "", *, pack: str = "", say: Say = silent) -> Built:
        """The bundle as it would be now, marked as a draft; nothing is recorded but the look."""
        plan = self.plan(record, recipient, pack=pack)
        return self.beside(Making).made(plan, "draft, not for service", "", self._second(), say)

    def build(
        self, record: str, recipient: str = "", *, pack: str = "", hearing: str = "", say: Say = silent
    ) -> tuple[Built, Changes]:
        """The sealed bundle, and its page numbers in the ledger. `hearing` is an ISO date for the file name.

        Raises `Trouble` while anything is unsettled, and when a number once served would move.
        """
        plan = self.plan(record, recipient, pack=pack)
        blocking = [one for one in plan.to_settle if one.blocks]
        if blocking:
            more = f" There are {len(blocking) - 1} more." if len(blocking) > 1 else ""
            name = "bundle" if plan.pack == CASE else plan.pack_words
            what = name if name[:2].isupper() else f"{name[:1].lower()}{name[1:]}"
            raise Trouble(f"The {what} cannot be built yet.", f"{blocking[0].say}{more}")
        at_ms = self._second()
        built = self.beside(Making).made(plan, "full copy", hearing, at_ms, say)
        documents = [_ledger_line(one) for one in built.documents]
        machine: dict[str, Json] = {
            "name": built.file_name,
            "version": plan.version,
            "built_at": moment_of(at_ms),
            "pages": built.pages,
            "sha256": built.sha256,
            "documents": documents,
        }
        if plan.action:
            machine |= {"pack": plan.pack, "action": plan.action}
        record, changed = self.beside(Records).new(
            "bundle-build", {"recipient": plan.recipient}, parent=plan.case, machine=machine
        )
        return replace(built, build=record), changed

    def export(self, built: Built, path: Path, *, reason: str = "") -> tuple[Path, Changes]:
        """Write a bundle into a folder, under its own name, or to a file, and log it. Says where it lies."""
        target = path / built.file_name if path.is_dir() else path
        changed = letting_out.export(
            self.beside(Looks),
            built.build or built.case,
            target,
            built.pdf,
            _what(built),
            recipient=built.recipient,
            reason=reason,
        )
        return target, changed

    def printed(self, built: Built, *, reason: str = "") -> Changes:
        """Log that a bundle or its draft was printed."""
        return letting_out.printed(
            self.beside(Looks),
            built.build or built.case,
            built.pdf,
            _what(built),
            recipient=built.recipient,
            reason=reason,
        )

    def page_image(self, pdf: bytes, number: int, scale: float = 1.0) -> bytes:
        """Page `number` (from 1, as printed) as PNG, `scale` pixels a point. Raises `Trouble`."""
        return self.shop.workshop.render(pdf, number - 1, scale)

    def _second(self) -> int:
        """Now in UTC milliseconds, whole seconds, as the build's record keeps it."""
        return self.now().wall_ms // 1000 * 1000


def _ledger_line(one: Numbered) -> Json:
    """Where a document lies, as the build's record keeps it."""
    told: dict[str, Json] = {"first": one.first, "mark": one.mark, "pages": one.pages, "source": one.source}
    told["title"] = one.title
    if one.places:
        told["places"] = [[name, page] for name, page in one.places]
    return told


def _what(built: Built) -> str:
    name = f"{built.pack_words or 'Bundle'}, version {built.version}, {built.pages} pages"
    return name if built.build else f"Draft: {name}"
