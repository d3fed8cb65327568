"""What is missing before a hearing: who presents, authority, witnesses, the file, its service, the
interview.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fieldkit.casebook.bundles.packs import OPEN_COURT, SJP
from fieldkit.casebook.facts import day_of
from fieldkit.kinds.times import day_in_words, local
from fieldkit.reference import Reference
from fieldkit.rules.legal.sjp import counts_as_served
from fieldkit.store.records import Held

#: What the other side has to have before a hearing of a kind, with its words.
_SERVED = {
    "sjp": (("sjp-pack", "the single justice pack"),),
    "first": (("requisition", "the charge"), ("initial-details", "the initial details")),
    "trial": (("requisition", "the charge"), ("court-file", "the evidence")),
    "sentence": (("requisition", "the charge"),),
}
_AHEAD = ("court-file",)
"""What has to count as served some days before the hearing, so that there is time to object."""


@dataclass(frozen=True, slots=True)
class Around:
    """What of a parent's matter a hearing leans on, the oldest first; `released` are records let out."""

    builds: Sequence[Held]
    services: Sequence[Held]
    interviews: Sequence[Held]
    released: frozenset[str]


def missing(hearing: Held, action: Held, around: Around, book: Reference) -> tuple[str, ...]:
    """Each thing that is not ready, in words; nothing once the hearing has an outcome."""
    if hearing.text("outcome"):
        return ()
    return (
        *_people(hearing),
        *_file(hearing, action, around),
        *_service(hearing, around, book),
        *_account(around),
    )


def _people(hearing: Held) -> Iterator[str]:
    if not isinstance(hearing.value("presenter"), dict):
        yield "Nobody presents it yet"
    if hearing.value("authority_held") != "yes":
        yield "No written authority (s.223)"
    if not hearing.text("witnesses") and hearing.text("hearing_kind") == "trial":
        yield "No witnesses named"


def _file(hearing: Held, action: Held, around: Around) -> Iterator[str]:
    pack = SJP if hearing.text("hearing_kind") == "sjp" else OPEN_COURT
    name = "SJP pack" if pack == SJP else "open-court file"
    built = [one for one in around.builds if one.text("pack") == pack and one.text("action") == action.record]
    if not built:
        yield f"The {name} is not built"
    elif not any(one.record in around.released for one in built):
        yield f"The {name} was built and not let out"


def _service(hearing: Held, around: Around, book: Reference) -> Iterator[str]:
    on = local(hearing.text("listed_for")).date()
    for papers, words in _SERVED.get(hearing.text("hearing_kind"), ()):
        days = [day for one in around.services if (day := _served(one, papers, book))]
        ahead = book.number("service.before_hearing_days") if papers in _AHEAD else 0
        last = on - timedelta(days=ahead)
        if not days:
            yield f"Serve {words} by {day_in_words(last)}"
        elif min(days) > last:
            yield f"Served too late: {words} on {day_in_words(min(days))}, after {day_in_words(last)}"


def _served(service: Held, papers: str, book: Reference) -> date | None:
    posted = day_of(service, "served_on")
    if service.text("served_papers") != papers or service.value("came_back_on") or posted is None:
        return None
    return counts_as_served(posted, service.text("served_how"), book)


def _account(around: Around) -> Iterator[str]:
    if any(one.text("started_at") and not one.locked for one in around.interviews):
        yield "The interview is not sealed"
