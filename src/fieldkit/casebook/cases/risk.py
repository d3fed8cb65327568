"""The desk for risk flags: which ones stand against a visit, that they were read, what they still ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.rules.finding import Finding
from fieldkit.rules.registry import findings
from fieldkit.rules.risk import FlagReview, RiskFlag, VisitRisk, overdue_for_review
from fieldkit.store import records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class Flag:
    """A risk flag as the officer of one visit meets it."""

    held: Held
    level: str
    about: str
    approved_by: str
    review_on: str
    overdue: bool
    read_by: tuple[tuple[str, int], ...]
    read_by_me: bool


class Risk(Desk):
    """RSK-01 to RSK-03 at the desk."""

    def of_visit(self, visit: str) -> Sequence[Flag]:
        """The standing flags at the visit's address and on anybody in its case, the gravest first.

        A flag at the same postcode and first line counts too, though it was recorded in another case.
        """
        held = self.held(visit)
        with self.notebook.reading() as book:
            place = records.get(book, held.text("address"))
            everyone = records.listed(book, kinds=["address"])
            flags = records.listed(book, kinds=["risk-flag"])
        same = {item.record for item in everyone if place is not None and _same_place(item, place)}
        chosen = [flag for flag in flags if flag.parent in same or flag.home == held.home]
        return self._shown(chosen)

    def of_case(self, home: str) -> Sequence[Flag]:
        """The standing flags recorded in a case."""
        with self.notebook.reading() as book:
            return self._shown(records.listed(book, kinds=["risk-flag"], home=home))

    def read(self, flag: str, visit: str) -> Changes:
        """Record that this officer has read a flag before a visit."""
        desk = self.beside(Records)
        _, changed = desk.new("flag-read", {"visit": visit}, parent=flag, machine={"officer": self.my_name()})
        return changed

    def findings(self, visit: str) -> tuple[Finding, ...]:
        """What RSK-01 and RSK-02 say of a visit, and RSK-03 of each of its flags."""
        held = self.held(visit)
        flags = self.of_visit(visit)
        with self.notebook.reading() as book:
            overrides = records.listed(book, kinds=["risk-override"], parent=visit)
            notes = records.listed(book, kinds=["note"], parent=visit)
        override = overrides[-1] if overrides else None
        second = held.folded.latest("second_officer")
        advice = next((note.text("facts") for note in notes if note.value("note_kind") == "decision"), None)
        facts = VisitRisk(
            flags=tuple(
                RiskFlag(f.held.record, f.held.text("level") or None, read=f.read_by_me) for f in flags
            ),
            second_officer=str(second["name"]) if isinstance(second, dict) else None,
            advice=advice,
            overridden_by=_name(override, "manager"),
            override_reason=override.text("reason") if override else None,
        )
        reviews = [self._review(flag.held) for flag in flags]
        return findings(self.reference(), facts, *reviews)

    def _shown(self, flags: Sequence[Held]) -> Sequence[Flag]:
        book_of = self.reference()
        standing = [flag for flag in flags if not flag.value("ended_on")]
        with self.notebook.reading() as book:
            reads = records.listed(book, kinds=["flag-read"])
        me = self.me.officer
        shown = []
        for flag in standing:
            mine = [item for item in reads if item.parent == flag.record and item.made_ms >= flag.changed_ms]
            by = tuple((str(_name(item, "officer")), item.made_ms) for item in mine)
            readers = [item.folded.latest("officer") for item in mine]
            shown.append(
                Flag(
                    held=flag,
                    level=book_of.label("risk-level", flag.text("level")),
                    about=flag.text("facts"),
                    approved_by=str(_name(flag, "approved_by") or ""),
                    review_on=flag.text("review_on"),
                    overdue=bool(overdue_for_review(self._review(flag))),
                    read_by=by,
                    read_by_me=any(isinstance(who, dict) and who["id"] == me for who in readers),
                )
            )
        rank = {code.code: code.rank() for code in book_of.codes("risk-level")}
        return sorted(shown, key=lambda flag: -rank.get(flag.held.text("level"), 0))

    def _review(self, flag: Held) -> FlagReview:
        made = self.day_at(flag.made_ms)
        return FlagReview(made, _day(flag.text("review_on")), _day(flag.text("ended_on")), self.today())


def _same_place(one: Held, other: Held) -> bool:
    if one.record == other.record:
        return True
    here = [
        (place.text("postcode"), place.text("lines").casefold().split("\n")[0].strip())
        for place in (one, other)
    ]
    return here[0] == here[1] and all(here[0])


def _name(held: Held | None, field: str) -> str | None:
    told = held.folded.latest(field) if held is not None else None
    return str(told["name"]) if isinstance(told, dict) else None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
