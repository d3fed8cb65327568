"""The desk that reads what an account of a visit is made from: answers, people, exhibits, the lock."""

from __future__ import annotations

from collections.abc import Sequence

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence import account
from fieldkit.casebook.evidence.exhibits import by_mark
from fieldkit.casebook.pages import Page, Pages
from fieldkit.kinds.answers import Choice
from fieldkit.kinds.times import day_in_words, local, read_day
from fieldkit.store import certificates, records, revisions
from fieldkit.store.records import Held

_NOT_PRODUCED = ("unused", "unused-sensitive", "not-relevant")


class Accounts(Desk):
    """Reads alone; the words are made of it by `account`."""

    def of(self, visit: str) -> account.Told:
        """All that the paragraphs about a visit are made from."""
        page = self.beside(Pages).show(visit, looking=False)
        held = page.held
        with self.notebook.reading() as book:
            case = records.get(book, held.home)
            child = records.get(book, case.text("child")) if case else None
            place = records.get(book, held.text("address"))
            present = records.listed(book, kinds=["person-present"], parent=held.record, order="made_ms")
            exhibits = records.listed(book, kinds=["exhibit"], parent=held.record)
        values = held.values
        second = values.get("second_officer")
        labels = {
            "purpose": account.label_of("visit-purpose", values.get("purpose")),
            "light": account.label_of("light", values.get("light")),
            "answered_by": account.label_of("answered-by", values.get("answered_by")),
            "outcome_code": account.label_of("visit-outcome", values.get("outcome_code")),
        }
        return account.Told(
            officer=self.me.name,
            office=self.office(),
            council=self.me.council_name,
            child=child.title if child else "the child",
            first_name=child.text("known_as") or child.text("forenames") if child else "the child",
            pupil=pupil(child) if child else "",
            place_kind=place.text("address_kind") if place else "",
            visit=values,
            second=str(second["name"]) if isinstance(second, dict) else "",
            present=[_present(person) for person in present],
            exhibits=_produced(exhibits),
            sealed=_sealed(page),
            labels=labels,
        )

    def office(self) -> str:
        """What this officer is, as a statement says it."""
        role = next(iter(self.me.roles), "")
        return Choice(codes="role").show(role) if role else "council officer"

    def signer(self, seal: str) -> str:
        """The officer whose key closed a record; empty when it is not known here."""
        with self.notebook.reading() as book:
            signed = revisions.by_id(book, [seal])
            who = certificates.by_key(book, signed[0].header.key) if signed else None
        return who.holder.officer if who else ""


def _produced(exhibits: Sequence[Held]) -> list[account.Produced]:
    """Those that a statement produces, in the order of their marks."""
    return [
        account.Produced(
            item.text("mark"),
            item.text("description"),
            _when(item.text("produced_at")),
            item.text("exhibit_kind") == "photo",
        )
        for item in sorted(exhibits, key=by_mark)
        if item.text("disclosure") not in _NOT_PRODUCED
    ]


def pupil(child: Held) -> str:
    """What a statement says of a child besides the name."""
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
