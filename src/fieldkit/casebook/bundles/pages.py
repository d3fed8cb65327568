"""Which build's page numbers a court goes by, and the page of a record or of a numbered place in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from fieldkit.store.records import Held

_PLACE = re.compile(r"\b(?:paragraphs?|answers?|questions?|no\.?)\s*(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageNumbers:
    """The number ledger of one build; `build` is None where there is none, and every page is then 0."""

    build: Held | None = None
    first: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def of(self, record: str, place: str = "") -> int:
        """The page that shows a record, or a numbered paragraph or answer of it; 0 when none does."""
        return self.places.get((record, place), 0) or self.first.get(record, 0)

    def of_part(self, part: str, record: str) -> int:
        """The page on which a part of a pack begins; 0 when it has none."""
        return self.sources.get(f"{part} {record}", 0)


def numbers_of(build: Held | None) -> PageNumbers:
    """The page numbers of a build."""
    documents = cast("list[dict[str, Any]]", build.value("documents") or []) if build else []
    first: dict[str, int] = {}
    places: dict[tuple[str, str], int] = {}
    for one in documents:
        record = str(one["source"]).partition(" ")[2]
        first.setdefault(record, int(one["first"]))
        for name, page in cast("list[list[Any]]", one.get("places") or []):
            places.setdefault((record, str(name)), int(page))
    sources = {str(one["source"]): int(one["first"]) for one in documents}
    return PageNumbers(build, first, sources, places)


def build_for(builds: Sequence[Held], released: Collection[str], action: str) -> Held | None:
    """The build that an action is presented by, of those given oldest first.

    The newest pack of this parent that left the notebook; else the newest of theirs; else, where no pack was
    made, the newest bundle of the whole case.
    """
    own = [one for one in builds if one.text("action") == action]
    out = [one for one in own if one.record in released]
    whole = [one for one in builds if not one.text("action")]
    return next((kept[-1] for kept in (out, own, whole) if kept), None)


def place_in(where: str) -> str:
    """The number of the paragraph or answer that words name: "Paragraph 2" is 2; empty when none."""
    found = _PLACE.search(where)
    return found.group(1) if found else ""
