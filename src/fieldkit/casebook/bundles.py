"""The desk for bundles: what goes in, what is unsettled, the sealed PDF in memory, its page numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from fieldkit.casebook import letting_out
from fieldkit.casebook.bundle_making import Making
from fieldkit.casebook.bundle_plan import Built, BundlePlan, Planning
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.looks import Looks
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.times import moment_of
from fieldkit.ledger.canonical import Json
from fieldkit.store.changes import Changes
from fieldkit.store.progress import Say, silent


class Bundles(Desk):
    """A bundle stays in memory until it is exported or printed, and both are logged."""

    def plan(self, case: str, recipient: str = "the court") -> BundlePlan:
        """What a bundle of the case holds now, and what must be settled before it is built."""
        return self.beside(Planning).of(case, recipient)

    def draft(self, case: str, recipient: str = "the court", *, say: Say = silent) -> Built:
        """The bundle as it would be now, marked as a draft; nothing is recorded but the look."""
        return self.beside(Making).made(
            self.plan(case, recipient), "draft, not for service", "", self._second(), say
        )

    def build(
        self, case: str, recipient: str = "the court", *, hearing: str = "", say: Say = silent
    ) -> tuple[Built, Changes]:
        """The sealed bundle, and its page numbers in the ledger. `hearing` is an ISO date for the file name.

        Raises `Trouble` while anything is unsettled, and when a number once served would move.
        """
        plan = self.plan(case, recipient)
        blocking = [one for one in plan.to_settle if one.blocks]
        if blocking:
            more = f" There are {len(blocking) - 1} more." if len(blocking) > 1 else ""
            raise Trouble("The bundle cannot be built yet.", f"{blocking[0].say}{more}")
        at_ms = self._second()
        built = self.beside(Making).made(plan, "full copy", hearing, at_ms, say)
        documents: list[Json] = [
            {
                "first": one.first,
                "mark": one.mark,
                "pages": one.pages,
                "source": one.source,
                "title": one.title,
            }
            for one in built.documents
        ]
        machine: dict[str, Json] = {
            "name": built.file_name,
            "version": plan.version,
            "built_at": moment_of(at_ms),
            "pages": built.pages,
            "sha256": built.sha256,
            "documents": documents,
        }
        record, changed = self.beside(Records).new(
            "bundle-build", {"recipient": recipient}, parent=plan.case, machine=machine
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


def _what(built: Built) -> str:
    name = f"Bundle, version {built.version}, {built.pages} pages"
    return name if built.build else f"Draft of {name[0].lower()}{name[1:]}"
