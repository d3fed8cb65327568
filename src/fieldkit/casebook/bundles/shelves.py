"""Reads one defendant's file: what of a case belongs in a pack about them, and never the other parent's
(PAR-02).

"Unused", "sensitive" and "not relevant" stand in no pack (EVD-30), nor what is not signed or sealed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from fieldkit.casebook.court import presenter_reading
from fieldkit.casebook.court.forms import CourtForms
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.disclosure import Disclosure
from fieldkit.casebook.evidence.exhibits import by_mark
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.pathway import reading as pathway_reading
from fieldkit.casebook.pathway.file import PENALTY, Way, Ways
from fieldkit.kinds.people import Address
from fieldkit.reference import Reference
from fieldkit.rules.school.attendance import Totals
from fieldkit.store import records
from fieldkit.store.records import Held

_READ = (
    "statement", "visit", "exhibit", "interview", "notice", "service", "hearing", "note", "sanction",
    "legal-action", "support", "interview-line",
)  # fmt: skip
#: Kinds whose `person` says to whose matter they belong.
_OF_ONE = ("interview", "notice", "service", "sanction", "legal-action")
_LETTERS = ("letter", "notice", "other")
_REQUISITIONS = ("requisition",)
_CERTIFIED = ("paid", "paid-late", "unpaid")


@dataclass(frozen=True, slots=True)
class CourtFile:
    """The papers about one defendant, the oldest first; `left_out` are the records that no pack shows.

    `parts` is everything of the case that is read for it, the other parent's too: `own` keeps what is theirs.
    """

    action: Held
    way: Way
    book: Reference
    parts: tuple[Held, ...]
    left_out: frozenset[str]
    forms: dict[str, Held]

    @property
    def case(self) -> Held:
        """The case."""
        return self.way.file.case

    @property
    def person(self) -> str:
        """The record of the defendant."""
        return self.action.text("person")

    @property
    def name(self) -> str:
        """The defendant's name."""
        return self.way.name(self.person)

    @property
    def child(self) -> str:
        """The child's name."""
        return self.way.file.child.title if self.way.file.child else "the child"

    @property
    def offence(self) -> str:
        """The offence, as charged or as the measure means."""
        return pathway_reading.offence_in(self.action)

    @property
    def period(self) -> tuple[date | None, date | None]:
        """The first and the last day of the charge."""
        return day_of(self.action, "period_from"), day_of(self.action, "period_to")

    @property
    def totals(self) -> Totals | None:
        """The register of the period in figures."""
        return presenter_reading.figures(self.way, self.action)

    @property
    def others(self) -> frozenset[str]:
        """Every other person with a matter of their own in this case."""
        found = {one.text("person") for one in self.parts if one.kind in _OF_ONE}
        return frozenset(found - {self.person, ""})

    def own(self, kind: str) -> list[Held]:
        """What there is of a kind in this defendant's matter, the oldest first."""
        return [one for one in self.parts if one.kind == kind and not self.of_another(one)]

    def of_another(self, held: Held) -> bool:
        """Whether it belongs to another person's matter alone, or hangs from something that does."""
        named = {one.record: one for one in self.parts}
        seen: Held | None = held
        while seen is not None:
            if seen.kind in _OF_ONE and seen.text("person") not in ("", self.person):
                return True
            against = named.get(seen.text("action")) if seen.kind == "statement" else None
            if against is not None and against.text("person") != self.person:
                return True
            seen = named.get(seen.parent)
        return held.kind == "note" and self._about_others(held.text("with_whom"))

    def _about_others(self, with_whom: str) -> bool:
        """Whether a note names another parent as the one spoken to, and not this one."""
        said = with_whom.casefold()
        others = [name for person in self.others if (name := self.way.name(person).casefold())]
        return any(name in said for name in others) and self.name.casefold() not in said

    def shelf(self, name: str) -> Sequence[Held]:
        """The papers of a shelf. Raises `LookupError` for one that is not declared."""
        if name.startswith("form "):
            form = self.forms.get(name.removeprefix("form "))
            return [form] if form else []
        return _SHELVES[name](self)

    def shown(self, kind: str) -> list[Held]:
        """What of a kind may be shown: this defendant's, locked, and classed as nothing else than used."""
        return [one for one in self.own(kind) if one.locked and one.record not in self.left_out]


def _exhibits(file: CourtFile) -> list[Held]:
    kept = (one for one in file.own("exhibit") if one.record not in file.left_out and one.value("file"))
    return sorted(kept, key=by_mark)


def _served(file: CourtFile, papers: Sequence[str]) -> list[Held]:
    """Services of some papers on this defendant that did not come back."""
    found = [one for one in file.own("service") if one.text("served_papers") in papers]
    return [
        one
        for one in found
        if one.text("person") == file.person
        and one.record not in file.left_out
        and not one.value("came_back_on")
    ]


def _pack(file: CourtFile) -> list[Held]:
    """The service of the single justice pack, under this action alone: the newest that stands."""
    found = [one for one in _served(file, ("sjp-pack",)) if one.parent == file.action.record]
    return found[-1:]


def _notices(file: CourtFile) -> list[Held]:
    return [one for one in file.own("notice") if one.record not in file.left_out]


def _penalties(file: CourtFile) -> list[Held]:
    """Penalty notices that were paid, or can be paid no more: each has a certificate (domain 8.7)."""
    rows = [
        (one, pathway_reading.notice_row(file.way, one, file.book))
        for one in _notices(file)
        if one.text("notice_kind") == PENALTY
    ]
    return [one for one, row in rows if row.state in _CERTIFIED and row.pay_by is not None]


def _action_if(field: str) -> Callable[[CourtFile], list[Held]]:
    """The action, when that answer was given."""
    return lambda file: [file.action] if file.action.value(field) not in (None, "", []) else []


def _register(file: CourtFile) -> list[Held]:
    extract = file.way.extract
    kept = extract is not None and extract.text("certified_by") and extract.record not in file.left_out
    return [extract] if extract is not None and kept else []


def _told(file: CourtFile) -> list[Held]:
    """Whatever shows that the parent was told of the absence: one is enough to print the sheet."""
    return [
        *_served(file, _LETTERS), *_notices(file), *file.shown("visit"), *file.shown("interview"),
        *(one for one in file.own("note") if one.record not in file.left_out),
    ]  # fmt: skip


def _parenting_order(file: CourtFile) -> list[Held]:
    asked = file.action.value("orders_asked")
    return [file.action] if isinstance(asked, list) and "parenting-order" in asked else []


_SHELVES: dict[str, Callable[[CourtFile], Sequence[Held]]] = {
    "statements": lambda file: file.shown("statement"),
    "visits": lambda file: file.shown("visit"),
    "exhibits": _exhibits,
    "list": lambda file: [file.action] if _exhibits(file) else [],
    "interviews": lambda file: file.shown("interview"),
    "notices": _notices,
    "penalties": _penalties,
    "register": _register,
    "service": _pack,
    "requisitions": lambda file: _served(file, _REQUISITIONS),
    "letters": lambda file: _served(file, _LETTERS),
    "told": lambda file: [file.action] if _told(file) else [],
    "points": lambda file: [file.action],
    "support": lambda file: [file.action] if file.own("support") or _notices(file) else [],
    "costs": _action_if("costs"),
    "eso": _action_if("eso_decision"),
    "parenting-order": _parenting_order,
    "authorities": lambda file: [
        one
        for one in file.own("hearing")
        if one.parent == file.action.record and one.value("authority_held") == "yes"
    ],
}


class CourtFiles(Desk):
    """Reads a defendant's file in a handful of queries."""

    def of(self, action: str) -> CourtFile:
        """The file of an action. Raises `Trouble` when it is not here or is no legal action."""
        held, way = self.beside(Ways).of(action)
        with self.notebook.reading() as book:
            parts = records.listed(book, kinds=_READ, home=held.home, order="made_ms")
        return CourtFile(
            action=held,
            way=way,
            book=self.reference(),
            parts=tuple(parts),
            left_out=frozenset(self.beside(Disclosure).left_out(held.home)),
            forms=self.beside(CourtForms).standing(),
        )

    def places_of(self, person: str) -> list[Held]:
        """The addresses at which somebody lives now."""
        with self.notebook.reading() as book:
            stays = [
                one
                for one in records.listed(book, kinds=["residence"], parent=person, order="made_ms")
                if not one.value("date_to")
            ]
            found = records.some(book, [one.text("address") for one in stays])
        return [found[one.text("address")] for one in stays if one.text("address") in found]


def hidden(address: Held) -> bool:
    """Whether an address is never printed (domain 2.5)."""
    return Address.model_validate(address.values).hidden
