"""Words of an interview that were put right: as they stood, who initialled it, when, and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from fieldkit.kinds.times import moment_of
from fieldkit.ledger.fold import field_history
from fieldkit.ledger.revision import Revision
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class Struck:
    """Words that were put right: as they stood, who initialled it, when, and why."""

    field: str
    old: str
    initials: str
    at: str
    why: str


def struck_in(
    held: Held, history: Sequence[Revision], made: Mapping[str, str], fields: Collection[str]
) -> list[Struck]:
    """What was put right in these fields before the seal; a late edit is kept beside it and changes nothing.

    `made` are the initials of whoever writes with a key.
    """
    told = [revision for revision in history if revision.id not in held.folded.late]
    by_id = {revision.id: revision for revision in told}
    found = []
    for field, values in field_history(told).items() if told else ():
        if field not in fields:
            continue
        for before, after in pairwise(values):
            header, payload = by_id[after.revision].header, by_id[after.revision].payload
            why = payload.fields.get("@why") if payload else ""
            at = moment_of(header.wall_ms)
            found.append(Struck(field, str(before.value or ""), made.get(header.key, ""), at, str(why or "")))
    return found
