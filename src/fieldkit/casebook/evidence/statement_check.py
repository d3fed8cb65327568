"""The desk that checks a statement by rule: pages, words, exhibits, addresses, redrafts (EVD-01 to 05)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.exhibits import by_mark
from fieldkit.casebook.evidence.statement_page import Offered
from fieldkit.casebook.evidence.statement_paper import MARK, paragraphs_of
from fieldkit.casebook.paper import Sheet
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.revision import Type
from fieldkit.reference.wordings import pin
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.legal.evidence import StatementPaper as StatementFacts
from fieldkit.rules.registry import findings
from fieldkit.store import records, revisions
from fieldkit.store.records import Held

_POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\b")
_PHONE = re.compile(r"(?<![\w/])(?:\+44|0)(?:[ -]?[0-9]){9,10}\b")
_EMAIL = re.compile(r"\b[\w.+-]+@[\w-]+\.[\w.]+\b")
_SHOWN = (
    (_POSTCODE, "Take the address out of the statement (EVD-04)"),
    (_PHONE, "Take the telephone number out of the statement (EVD-04)"),
    (_EMAIL, "Take the e-mail address out of the statement (EVD-04)"),
)


class StatementCheck(Desk):
    """Reads a statement and the paper that it prints to; it changes nothing."""

    def of(self, held: Held, sheet: Sheet) -> tuple[Finding, ...]:
        """What EVD-01 to EVD-05 say of a statement as it stands, the fails first."""
        book = self.reference()
        name, _, version = held.text("wording").partition(" ")
        wording = book.wording(name or "s9-declaration", version or None)
        signed: Json = held.value("signed_pages")
        count = signed if isinstance(signed, int) else sheet.pages
        reader = held.text("read_over_by")
        facts = StatementFacts(
            # What was signed says so many pages for ever; a draft states what it prints to now.
            pages_stated=count if held.locked else sheet.pages,
            pages_printed=sheet.pages,
            paragraphs=paragraphs_of(held),
            declaration=pin(wording.text),
            pinned=wording.sha256,
            signed_pages=count if held.locked else None,
            shows_home=bool(self._shown(held)),
            kept=self._kept(held.record),
            unresolved=self._unresolved(held),
            read_over=True if not reader else (True if held.locked else None),
        )
        return findings(book, facts)

    def faults(self, held: Held, sheet: Sheet) -> Sequence[str]:
        """What keeps a statement from being signed or served, each as what to do about it.

        Words that are signed are not put right any more, and an erased redraft does not come back (EVD-05):
        those are told as findings and stop nobody.
        """
        missing, shown = self._unresolved(held), self._shown(held)
        said = [f"Attach exhibit {mark}, or take it out of the statement" for mark in missing]
        told = (
            {"EVD-05"} | ({"EVD-02"} if missing or held.locked else set()) | ({"EVD-04"} if shown else set())
        )
        rest = [
            f"{one.says.rstrip('.')} ({one.rule})"
            for one in self.of(held, sheet)
            if one.verdict is Verdict.FAIL and one.rule not in told
        ]
        return [*said, *shown, *rest]

    def _unresolved(self, held: Held) -> tuple[str, ...]:
        """The marks in the text under which the case has no exhibit."""
        there = {one.text("mark") for one in self._exhibits(held.home)}
        marks = dict.fromkeys(MARK.findall(held.text("paragraphs")))
        return tuple(mark for mark in marks if mark not in there)

    def _shown(self, held: Held) -> list[str]:
        """What of an address or number stands in the words, or beside the name (EVD-04)."""
        said = " ".join((held.text("paragraphs"), held.text("occupation"), held.text("maker")))
        found = [say for pattern, say in _SHOWN if pattern.search(said)]
        with self.notebook.reading() as book:
            places = records.listed(book, kinds=["address"], home=held.home)
        hidden = [one for one in places if _hidden(one)]
        plain = " ".join(said.casefold().split())
        streets = [line.strip().casefold() for one in hidden for line in one.text("lines").splitlines()]
        if _SHOWN[0][1] not in found and any(len(street) > 4 and street in plain for street in streets):
            found.append(_SHOWN[0][1])
        return found

    def offered(self, home: str) -> tuple[Offered, ...]:
        """The exhibits of a case by their marks, as a statement may name them."""
        return tuple(
            Offered(one.text("mark"), one.record, one.text("description"), one.text("disclosure"))
            for one in self._exhibits(home)
        )

    def _exhibits(self, home: str) -> list[Held]:
        with self.notebook.reading() as book:
            return sorted(records.listed(book, kinds=["exhibit"], home=home), key=by_mark)

    def _kept(self, statement: str) -> tuple[bool, ...]:
        """Of each redraft in the ledger, whether its words are still there (EVD-05)."""
        with self.notebook.reading() as book:
            told = revisions.of_record(book, statement)
        lines = [one for one in told if one.header.type == Type.EDIT]
        return tuple(
            one.payload is not None and "paragraphs" in one.payload.fields
            for one in lines
            if one.payload is None or {"paragraphs"} & {*one.payload.fields, *one.payload.withheld}
        )


def _hidden(address: Held) -> bool:
    """A refuge, or an address that is kept from the other side."""
    return address.text("address_kind") == "refuge" or address.value("confidential_address") == "yes"
