"""What must be settled before a case's bundle is built, each as one sentence that says what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.disclosure import LEFT_OUT, SENSITIVE, Disclosure
from fieldkit.casebook.evidence.exhibits import marks
from fieldkit.casebook.evidence.statement_paper import MARK
from fieldkit.casebook.evidence.statements import Statements
from fieldkit.casebook.paper import CHRONOLOGY
from fieldkit.kinds.people import Address
from fieldkit.ledger.canonical import Json
from fieldkit.store import records, revisions
from fieldkit.store.records import Held

_BEGUN = ("travelling", "on_site", "departed_safe", "written_up", "aborted")
_SHORTEST = 5
_ENFORCEMENT = "LEP"
_PRINTED = (*CHRONOLOGY, "case", "exhibit", "person-present")


@dataclass(frozen=True, slots=True)
class ToSettle:
    """One thing to settle, and the record it is about; only what `blocks` keeps a bundle from being built."""

    record: str
    say: str
    rule: str = ""
    blocks: bool = True


class Settling(Desk):
    """Looks through a case's home."""

    def of(self, case: Held) -> list[ToSettle]:
        """All that is unsettled: what blocks first."""
        with self.notebook.reading() as book:
            held = records.listed(book, home=case.home, order="made_ms")
        found = [
            *self._unlocked(held),
            *self._disputed(held),
            *self._exhibits([item for item in held if item.kind == "exhibit"], held),
            *self._confidential(held),
            *self._material(case, held),
        ]
        return sorted(found, key=lambda one: not one.blocks)

    def _unlocked(self, held: Sequence[Held]) -> Iterator[ToSettle]:
        for item in held:
            if item.kind == "visit" and item.state in _BEGUN and not item.locked:
                yield ToSettle(item.record, f"Sign and lock this first: {item.title}.")
            elif item.kind == "statement" and not item.locked:
                yield ToSettle(item.record, f"Sign this first, or withdraw it: {item.title}.")
            elif item.kind == "statement" and item.folded.addenda:
                yield ToSettle(
                    item.record,
                    f"Make a further statement: {item.title} has words added after it was signed.",
                )
            elif item.kind == "statement":
                for say in self.beside(Statements).faults(item.record):
                    yield ToSettle(item.record, f"{say}: {item.title}.", "EVD-04")

    def _disputed(self, held: Sequence[Held]) -> Iterator[ToSettle]:
        for item in held:
            if item.disputed:
                yield ToSettle(item.record, f"Settle the two answers in this first: {item.title}.")

    def _exhibits(self, exhibits: Sequence[Held], held: Sequence[Held]) -> Iterator[ToSettle]:
        said = " ".join(item.text("paragraphs") for item in held if item.kind == "statement")
        cited = set(MARK.findall(said))
        classes = self.beside(Disclosure).classes(exhibits[0].home) if exhibits else {}
        for mark, under in marks(exhibits).items():
            if len(under) > 1:
                yield ToSettle(under[-1].record, f"Two exhibits are marked {mark}: withdraw one of them.")
        for item in exhibits:
            used, mark = classes.get(item.record, ""), item.text("mark")
            if used in LEFT_OUT and mark in cited:
                yield ToSettle(
                    item.record, f"{mark} is classed as unused, yet a statement produces it.", "EVD-30"
                )
            if used in LEFT_OUT or not item.value("file"):
                continue
            if not used and mark not in cited:
                say = f"No statement produces {mark}: class it as used or unused."
                yield ToSettle(item.record, say, "EVD-30", blocks=False)
            about = cast("dict[str, Any]", item.value("derived") or item.value("file"))
            if not self.notebook.files.has(str(about["id"])):
                yield ToSettle(item.record, f"{mark} is not on this laptop: send and receive to fetch it.")
            elif not item.value("derived"):
                say = (
                    f"{mark} is too large to print: only its label goes in. Attach a smaller copy beside it."
                )
                yield ToSettle(item.record, say, blocks=False)

    def _material(self, case: Held, held: Sequence[Held]) -> Iterator[ToSettle]:
        """Of a case under law enforcement, nothing is complete while an item is not classed (EVD-30)."""
        page = self.beside(Disclosure).open(case.record, looking=False)
        if case.value("processing_regime") == _ENFORCEMENT and not page.complete:
            yield ToSettle(case.record, page.finding.says, "EVD-30")
        served = {
            str(one["source"]).partition(" ")[2]
            for build in held
            if build.kind == "bundle-build"
            for one in cast("list[dict[str, Any]]", build.value("documents") or [])
        }
        for item in page.of(SENSITIVE):
            if item.item in served:
                say = (
                    f"Tell the prosecutor: {item.description} is sensitive now, and stood in a bundle before."
                )
                yield ToSettle(item.record, say, "EVD-30")

    def _confidential(self, held: Sequence[Held]) -> Iterator[ToSettle]:
        """A refuge's address is never printed, so it may stand in nothing that is (domain 2.5)."""
        addresses = [item for item in held if item.kind == "address"]
        hidden = [item for item in addresses if Address.model_validate(item.values).hidden]
        words = {word for item in hidden for word in _telling(item)}
        if not words:
            return
        printed = [item for item in held if item.kind in _PRINTED]
        with self.notebook.reading() as book:
            told = revisions.of_records(book, [item.record for item in printed if item.kind == "visit"])
        for item in printed:
            lines = [r.payload.fields for r in told.get(item.record, ()) if r.payload is not None]
            # What was corrected in a visit is printed too, struck through.
            said = _plain(" ".join(_texts([dict(fields) for fields in lines] or item.values)))
            if any(word in said for word in words):
                say = f"A confidential address stands in this: {item.title}."
                yield ToSettle(
                    item.record, f"{say} Take it out, or ask a manager to have those words erased."
                )


def _telling(address: Held) -> Iterator[str]:
    parts = [*address.text("lines").splitlines(), address.text("postcode"), address.text("uprn")]
    parts.append(address.text("grid_reference"))
    yield from (word for part in parts if len(word := _plain(part)) >= _SHORTEST)


def _texts(value: Json) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
