"""Reads every item of a case that must be classed for disclosure, each described once (EVD-30; CPIA 1996)."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.recollections import moment_of
from fieldkit.casebook.evidence.sources import Sources
from fieldkit.casebook.evidence.statements import Statements
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import day_in_words, local, read_day
from fieldkit.ledger.canonical import Json
from fieldkit.reference import Reference
from fieldkit.store import records
from fieldkit.store.records import Held

#: What is gathered or said in a case. Stops and workplaces that led to it are its material too.
KINDS = (
    "visit", "note", "enquiry", "school-told", "calling-card", "escalation", "exhibit", "statement",
    "interview", "interview-recording", "caution-statement", "doorstep-caution", "referral",
    "register-extract", "new-pupil", "roll-deletion", "school-return", "support", "support-meeting",
    "outside-meeting", "sanction", "notice", "service", "investigation-plan", "stop", "premises-visit",
)  # fmt: skip
#: Who is in a case, its log, its own acts and working sheets, and the parts that a record is read with.
NOT_MATERIAL = (
    "council", "school", "calendar", "dataset", "look", "case", "child", "person", "relationship", "address",
    "residence", "link", "risk-flag", "flag-read", "risk-override", "follow-up", "person-present",
    "safety-plan", "safety-event", "operation", "pairing", "reattendance", "child-at-work", "shift",
    "interview-step", "interview-line", "interview-break", "interview-person", "interview-signature",
    "recording-event", "custody", "legal-action", "court-form", "defence", "proof", "hearing",
    "unused-material", "regime-change", "signoff", "countersignature", "bundle-build", "release",
)  # fmt: skip
_LETTERS_OF = ("interview", "notice", "referral", "legal-action")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a case. `number` stays what it is while the case grows: items are counted as they came.

    `item` is what a class names: a record, or for a redraft an id of its own; `record` is what is opened.
    `draft` is the number of a redraft, 0 for a record. `day` is ISO, or empty. `disclosure` is a code of
    `disclosure-class`, empty while it is not classed.
    """

    number: int
    item: str
    record: str
    kind: str
    sort: str
    description: str
    day: str
    withdrawn: bool
    draft: int = 0
    disclosure: str = ""
    class_words: str = ""
    reason: str = ""
    relevance: str = ""
    location: str = ""

    @property
    def classed(self) -> bool:
        """Whether somebody said what it is."""
        return bool(self.disclosure)

    @property
    def day_words(self) -> str:
        """Its day as paper prints it."""
        return day_in_words(read_day(self.day)) if self.day else ""


@dataclass(frozen=True, slots=True)
class _Told:
    """A record or one of its redrafts as it comes into the list."""

    item: str
    held: Held
    said: str
    day: str
    draft: int = 0


def class_id(home: str, item: str) -> str:
    """The record that holds the class of an item (UUID version 5): two laptops meet in one record."""
    return str(uuid.uuid5(uuid.UUID(home), f"disclosure/{item}"))


def draft_id(statement: str, revision: str) -> str:
    """What names a redraft of a statement as an item of its own (UUID version 5)."""
    return str(uuid.uuid5(uuid.UUID(statement), f"draft/{revision}"))


class Material(Desk):
    """Withdrawn records and negative enquiries are items too: what was gathered is retained."""

    def of(self, home: str) -> Sequence[Item]:
        """Every item of a case, in the order in which it came, with its class."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=KINDS, home=home, withdrawn=True, order="made_ms")
            letters = records.listed(book, kinds=["release"], home=home, order="made_ms")
            marked = records.listed(book, kinds=["unused-material"], home=home, order="made_ms")
            above = records.some(book, [letter.parent for letter in letters])
        held += self._led_to(home)
        classed = {mark.text("item"): mark for mark in marked}
        sent = [
            letter
            for letter in letters
            if letter.text("recipient")
            and letter.parent in above
            and above[letter.parent].kind in _LETTERS_OF
        ]
        found = sorted([*held, *sent], key=lambda one: (one.made_ms, one.record))
        told = [part for one in found for part in self._told(one)]
        return [self._item(number, one, classed) for number, one in enumerate(told, 1)]

    def _led_to(self, home: str) -> list[Held]:
        """The stops and workplaces that a case was opened from, with the notes and exhibits made there."""
        led = self.beside(Sources).led_to(home)
        with self.notebook.reading() as book:
            parts = [records.listed(book, kinds=["exhibit", "note"], parent=one.record) for one in led]
        return [*led, *(part for found in parts for part in found)]

    def _told(self, held: Held) -> Iterator[_Told]:
        """What a record is listed by, and each of its redrafts before it."""
        if held.kind == "statement":
            for draft in self.beside(Statements).redrafts(held.record):
                day = draft.at.date()
                said = f"Earlier draft of the statement of {held.text('maker')}, {day_in_words(day)}"
                name = draft_id(held.record, draft.revision)
                yield _Told(name, held, said, day.isoformat(), draft.number)
        yield _Told(held.record, held, described(held, self.reference()), _day(held, self))

    def _item(self, number: int, told: _Told, classed: dict[str, Held]) -> Item:
        held, mark = told.held, classed.get(told.item)
        own = held.text("disclosure") if held.kind == "exhibit" else ""
        code = mark.text("disclosure") if mark else own
        book = self.reference()
        return Item(
            number=number,
            item=told.item,
            record=held.record,
            kind=held.kind,
            sort="Earlier draft" if told.draft else kind_named(held.kind).label,
            description=f"{told.said} (withdrawn)" if held.withdrawn else told.said,
            day=told.day,
            withdrawn=held.withdrawn,
            draft=told.draft,
            disclosure=code,
            class_words=book.label("disclosure-class", code) if code else "",
            reason=mark.text("reason") if mark else "",
            relevance=mark.text("relevance") if mark else "",
            location=(mark.text("location") if mark else "") or _kept(held),
        )


def described(held: Held, book: Reference) -> str:
    """An item in words that say what it is, without what it says: never an address, never a judgement."""
    label, title = kind_named(held.kind).label, held.title
    if held.kind == "visit":
        day = day_in_words(local(held.happened).date()) if "T" in held.happened else ""
        return f"Record of {title[:1].lower()}{title[1:]}{f' (made on {day})' if day else ''}"
    if held.kind == "enquiry":
        result = book.label("enquiry-result", held.text("result")) if held.text("result") else ""
        return ": ".join(filter(None, (f"Enquiry, {title[:1].lower()}{title[1:]}", result.lower())))
    if held.kind == "release":
        return f"{held.text('what')}, for {held.text('recipient')}"
    if held.kind == "exhibit":
        return ", ".join(filter(None, (held.text("mark"), held.text("description"))))
    return title if title.startswith(label) or held.kind == "statement" else f"{label}: {title}"


def _day(held: Held, desk: Desk) -> str:
    moment = moment_of(held)
    if "T" in moment:
        return local(moment).date().isoformat()
    return moment or desk.day_at(held.made_ms).isoformat()


def _kept(held: Held) -> str:
    stored: Json = held.value("storage") if held.kind in ("exhibit", "interview-recording") else None
    return stored if isinstance(stored, str) and stored else "Electronic notebook"
