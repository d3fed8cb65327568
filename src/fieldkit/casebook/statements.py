"""The desk for witness statements: drafted from a locked visit, edited, counted by printing, signed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from fieldkit.casebook import account, recollections
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.exhibits import by_mark
from fieldkit.casebook.pages import Page, Pages
from fieldkit.casebook.paper import Paper
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.answers import Choice
from fieldkit.kinds.times import LONDON, day_in_words, local, read_day
from fieldkit.ledger.canonical import Json
from fieldkit.store import certificates, records, revisions
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

MARK = re.compile(r"\b[A-Z]{2,4}/\d{1,4}\b")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b")
_PHONE = re.compile(r"(?<![\w/])(?:\+44|0)(?:[ -]?[0-9]){9,10}\b")
_NOT_PRODUCED = ("unused", "unused-sensitive", "not-relevant")


@dataclass(frozen=True, slots=True)
class Redraft:
    """An earlier draft of a statement whose words differ from what came after it (EVD-05)."""

    revision: str
    number: int
    at: datetime
    who: str
    paragraphs: str


class Statements(Desk):
    """A statement is a record: every redraft stays in the ledger (EVD-05), and the seal is the signature."""

    def draft(self, visit: str) -> tuple[str, Changes]:
        """A first draft from a locked visit: what the officer did, saw, heard and produces; no judgement.

        Raises `Trouble` unless it is locked and this officer signed it.
        """
        page = self.beside(Pages).show(visit, looking=False)
        held = page.held
        if held.kind != "visit" or not held.locked:
            raise Trouble("A statement is made from a locked visit.", "Sign and lock the visit first.")
        if self._signer(held.seal) != self.me.officer:
            raise Trouble("Only the officer who signed the visit can make a statement of it.")
        typed = {
            "maker": self.me.name,
            "age_note": "Over 18",
            "occupation": ", ".join(filter(None, (self._office(), self.me.council_name))),
            "paragraphs": "\n\n".join(account.paragraphs(self._told(page))),
        }
        wording = self.reference().wording("s9-declaration")
        machine: dict[str, Json] = {"visit": visit, "wording": f"{wording.id} {wording.version}"}
        return self.beside(Records).new("statement", typed, parent=held.home, machine=machine)

    def gather(
        self, case: str, sources: Sequence[str], *, maker: str = "", occupation: str = ""
    ) -> tuple[str, Changes]:
        """A first draft from records of a case that the officer chose, in the order in which they happened.

        Without sources it is an empty draft, as for a head teacher: `maker` and `occupation` are theirs.
        Raises `Trouble` for a record of another case, or of a kind that no statement is made from.
        """
        home = self.held(case).home
        held = sorted((self.held(one) for one in dict.fromkeys(sources)), key=lambda one: one.happened)
        for one in held:
            if one.home != home or one.kind not in recollections.KINDS:
                raise Trouble(f"No statement is made from {one.title} here.", "Choose records of this case.")
        own = not maker or maker == self.me.name
        place = ", ".join(filter(None, (self._office(), self.me.council_name)))
        first = f"I am employed as {self._office()}." if own else f"I am {occupation or 'a witness'}."
        told = [words for one in held for words in self._recalled(one)]
        wording = self.reference().wording("s9-declaration")
        typed = {
            "maker": maker or self.me.name,
            "age_note": "Over 18",
            "occupation": occupation or place,
            "paragraphs": "\n\n".join([first, *told]),
        }
        machine: dict[str, Json] = {"wording": f"{wording.id} {wording.version}"}
        return self.beside(Records).new("statement", typed, parent=home, machine=machine)

    def _recalled(self, held: Held) -> list[str]:
        """The paragraphs of one record, without who the officer is."""
        with self.notebook.reading() as book:
            exhibits = records.listed(book, kinds=["exhibit"], parent=held.record)
            lines = records.listed(book, kinds=["interview-line"], parent=held.record, order="made_ms")
            person = records.get(book, held.text("person"))
        marks = [one.text("mark") for one in sorted(exhibits, key=by_mark)]
        if held.kind == "visit":
            page = self.beside(Pages).show(held.record, looking=False)
            if not held.locked or self._signer(held.seal) != self.me.officer:
                raise Trouble("A statement tells of a visit that you signed and locked.", "Lock it first.")
            return account.paragraphs(self._told(page))[2:]
        if held.kind == "register-extract":
            return recollections.of_register(held, marks)
        if held.kind == "interview":
            name = person.title if person else "the person"
            return recollections.of_interview(held, name, lines, marks)
        if held.kind == "note":
            return recollections.of_note(held)
        return (
            recollections.of_exhibit(held) if held.kind == "exhibit" else recollections.of_school_told(held)
        )

    def edit(self, statement: str, typed: dict[str, Any], why: str = "") -> Changes:
        """Redraft; the earlier draft is kept."""
        return self.beside(Records).correct(statement, typed, why)

    def pages(self, statement: str) -> int:
        """How many pages it prints to: the count that its declaration states (EVD-01)."""
        return self.beside(Paper).statement(statement).pages

    def sign(self, statement: str) -> Changes:
        """Sign it now and lock it. Raises `Problems` for what must not stand in it, or is not there."""
        held = self.held(statement)
        if held.kind != "statement" or held.locked:
            raise Trouble("That is not a statement that waits for a signature.")
        if held.text("maker") != self.me.name and not held.text("read_over_by"):
            raise Trouble("Only the person whose statement it is can sign it.")
        if faults := self.faults(statement):
            raise Problems([Problem("paragraphs", say) for say in faults])
        signed = self.me.name.split()
        machine: dict[str, Json] = {
            "made_at": self.now_text(),
            "signed_as": f"{signed[0][0]} {signed[-1]}" if len(signed) > 1 else self.me.name,
        }
        desk = self.beside(Records)
        return desk.correct(statement, {}, machine=machine) | desk.seal(statement)

    def faults(self, statement: str) -> Sequence[str]:
        """What keeps a statement from being signed or served, each as what to do about it."""
        held = self.held(statement)
        text = held.text("paragraphs")
        with self.notebook.reading() as book:
            there = {item.text("mark") for item in records.listed(book, kinds=["exhibit"], home=held.home)}
        found = [
            f"Attach exhibit {mark}, or take it out of the statement"
            for mark in dict.fromkeys(MARK.findall(text))
            if mark not in there
        ]
        if _POSTCODE.search(text):
            found.append("Take the address out of the statement (EVD-04)")
        if _PHONE.search(text):
            found.append("Take the telephone number out of the statement (EVD-04)")
        return found

    def redrafts(self, statement: str) -> Sequence[Redraft]:
        """The drafts before the one that stands, the oldest first; one that says the same is not listed."""
        with self.notebook.reading() as book:
            told = revisions.of_record(book, statement)
            who = certificates.all_of(book)
        said = [
            (one, str(one.payload.fields["paragraphs"]))
            for one in told
            if one.payload is not None and "paragraphs" in one.payload.fields
        ]
        kept = [(one, words) for (one, words), (_, after) in pairwise(said) if words != after]
        return [
            Redraft(
                revision=one.id,
                number=number,
                at=datetime.fromtimestamp(one.header.wall_ms / 1000, LONDON),
                who=who[one.header.key].holder.name if one.header.key in who else "",
                paragraphs=words,
            )
            for number, (one, words) in enumerate(kept, 1)
        ]

    def _told(self, page: Page) -> account.Told:
        visit = page.held
        with self.notebook.reading() as book:
            case = records.get(book, visit.home)
            child = records.get(book, case.text("child")) if case else None
            place = records.get(book, visit.text("address"))
            present = records.listed(book, kinds=["person-present"], parent=visit.record, order="made_ms")
            exhibits = records.listed(book, kinds=["exhibit"], parent=visit.record)
        values = visit.values
        second = values.get("second_officer")
        produced = [item for item in exhibits if item.text("disclosure") not in _NOT_PRODUCED]
        labels = {
            "purpose": account.label_of("visit-purpose", values.get("purpose")),
            "light": account.label_of("light", values.get("light")),
            "answered_by": account.label_of("answered-by", values.get("answered_by")),
            "outcome_code": account.label_of("visit-outcome", values.get("outcome_code")),
        }
        return account.Told(
            officer=self.me.name,
            office=self._office(),
            council=self.me.council_name,
            child=child.title if child else "the child",
            first_name=child.text("known_as") or child.text("forenames") if child else "the child",
            pupil=_pupil(child) if child else "",
            place_kind=place.text("address_kind") if place else "",
            visit=values,
            second=str(second["name"]) if isinstance(second, dict) else "",
            present=[_present(person) for person in present],
            exhibits=[
                account.Produced(
                    item.text("mark"),
                    item.text("description"),
                    _when(item.text("produced_at")),
                    item.text("exhibit_kind") == "photo",
                )
                for item in sorted(produced, key=by_mark)
            ],
            sealed=_sealed(page),
            labels=labels,
        )

    def _office(self) -> str:
        role = next(iter(self.me.roles), "")
        return Choice(codes="role").show(role) if role else "council officer"

    def _signer(self, seal: str) -> str:
        with self.notebook.reading() as book:
            signed = revisions.by_id(book, [seal])
            who = certificates.by_key(book, signed[0].header.key) if signed else None
        return who.holder.officer if who else ""


def _pupil(child: Held) -> str:
    school = child.value("school")
    born = child.text("dob")
    parts = (
        f"born {day_in_words(read_day(born))}" if born else "",
        f"a registered pupil at {school['name']}" if isinstance(school, dict) else "",
    )
    return ", ".join(filter(None, parts))


def _present(person: Held) -> str:
    relation = person.text("relation")
    return f"{person.text('name')} ({relation})" if relation else person.text("name")


def _when(moment: str) -> str:
    return f"{day_in_words(local(moment).date())} at {local(moment):%H:%M}" if moment else ""


def _sealed(page: Page) -> str:
    if page.sealed_at is None:
        return ""
    at = page.sealed_at
    return f"on {day_in_words(at.date())} at {at:%H:%M}, line {page.seal_line} of my notebook"
