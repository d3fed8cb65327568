"""The desk for witness statements: drafted from records, redrafted, checked by rule, counted, signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence import account
from fieldkit.casebook.evidence.accounts import Accounts, pupil
from fieldkit.casebook.evidence.redrafts import Change, Redraft, compared
from fieldkit.casebook.evidence.sources import Source, Sources
from fieldkit.casebook.evidence.statement_check import StatementCheck
from fieldkit.casebook.evidence.statement_page import StatementPage
from fieldkit.casebook.evidence.statement_paper import StatementPaper
from fieldkit.casebook.evidence.statement_signing import Given, StatementSigning
from fieldkit.casebook.paper import Sheet
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.times import LONDON
from fieldkit.ledger.canonical import Json
from fieldkit.rules.finding import Finding
from fieldkit.store import certificates, records, revisions
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held


class Statements(Desk):
    """A statement is a record: every redraft stays in the ledger (EVD-05), and the seal is the signature."""

    def draft(self, visit: str) -> tuple[str, Changes]:
        """A first draft from a locked visit: what the officer did, saw, heard and produces; no judgement.

        Raises `Trouble` unless it is locked and this officer signed it.
        """
        held, accounts = self.held(visit), self.beside(Accounts)
        if held.kind != "visit" or not held.locked:
            raise Trouble("A statement is made from a locked visit.", "Sign and lock the visit first.")
        if accounts.signer(held.seal) != self.me.officer:
            raise Trouble("Only the officer who signed the visit can make a statement of it.")
        told = account.paragraphs(accounts.of(visit))
        return self._new(held.home, told, machine={"visit": visit})

    def sources(self, case: str, *, own: bool = True, action: str = "") -> tuple[Source, ...]:
        """What a statement of a case can be made from, the oldest first, and why the rest cannot be.

        `action` is of the parent whom it is against, if any.
        """
        return self.beside(Sources).of(case, own=own, action=action)

    def recalled(self, record: str) -> list[str]:
        """The paragraphs that one record would give the officer's own statement."""
        return self.beside(Sources).recalled(record)

    def gather(
        self,
        case: str,
        sources: Sequence[str],
        *,
        maker: str = "",
        occupation: str = "",
        age: str = "",
        action: str = "",
    ) -> tuple[str, Changes]:
        """A first draft from records of a case that the officer chose, in the order in which they happened.

        `maker`, `occupation` and `age` are of another witness, such as a head teacher; `action` names the
        parent whom it is against. Raises `Trouble` for a record that no statement is made from, and why.
        """
        held, own = self.held(case), not maker.strip() or maker.strip() == self.me.name
        home = held.home
        offered = self.sources(home, own=own, action=action)
        known = {one.record: one for one in offered}
        for name in sources:
            if name not in known:
                title = self.held(name).title
                raise Trouble(f"No statement is made from {title} here.", "Choose records of this case.")
            if why := known[name].why_not:
                raise Trouble(f"No statement is made from {known[name].title} here.", why)
        chosen = [one for one in offered if one.record in set(sources)]
        told = self.beside(Sources).paragraphs(chosen, own=own)
        opening = self._opening(home) if own else [account.introduced(occupation)]
        machine: dict[str, Json] = {"action": action} if action else {}
        return self._new(home, [*opening, *told], maker, occupation, age, machine=machine)

    def _opening(self, home: str) -> list[str]:
        """Who the officer is and whom it is about."""
        council = f" by {self.me.council_name}" if self.me.council_name else ""
        return [
            f"I am employed{council} as {account.a_or_an(self.beside(Accounts).office())}.",
            *self._about(home),
        ]

    def _about(self, home: str) -> list[str]:
        with self.notebook.reading() as book:
            case = records.get(book, home)
            child = records.get(book, case.text("child")) if case else None
        if child is None:
            return []
        known = pupil(child)
        return [f"I make this statement about {child.title}{f', {known}' if known else ''}."]

    def _new(
        self,
        home: str,
        told: Sequence[str],
        maker: str = "",
        occupation: str = "",
        age: str = "",
        *,
        machine: Mapping[str, Json],
    ) -> tuple[str, Changes]:
        place = ", ".join(filter(None, (self.beside(Accounts).office(), self.me.council_name)))
        wording = self.reference().wording("s9-declaration")
        typed = {
            "maker": maker.strip() or self.me.name,
            "age_note": age.strip() or "Over 18",
            "occupation": occupation.strip() or place,
            "paragraphs": "\n\n".join(told),
        }
        filled: dict[str, Json] = {**machine, "wording": f"{wording.id} {wording.version}"}
        return self.beside(Records).new("statement", typed, parent=home, machine=filled)

    def edit(self, statement: str, typed: dict[str, Any], why: str = "") -> Changes:
        """Redraft; the earlier draft is kept."""
        return self.beside(Records).correct(statement, typed, why)

    def pages(self, statement: str) -> int:
        """How many pages it prints to: the count that its declaration states (EVD-01)."""
        return self.beside(StatementPaper).of(statement).pages

    def page(self, statement: str) -> StatementPage:
        """A statement with its paper, what the rules say, the exhibits it names, and its earlier drafts."""
        held, check = self._statement(statement), self.beside(StatementCheck)
        sheet = self.beside(StatementPaper).of(statement)
        return StatementPage(
            held=held,
            mine=held.text("maker") == self.me.name,
            sheet=sheet,
            findings=check.of(held, sheet),
            offered=check.offered(held.home),
            redrafts=tuple(self.redrafts(statement)),
        )

    def findings(self, statement: str) -> tuple[Finding, ...]:
        """What EVD-01 to EVD-05 say of a statement as it stands, the fails first."""
        held = self._statement(statement)
        return self.beside(StatementCheck).of(held, self.beside(StatementPaper).of(statement))

    def faults(self, statement: str) -> Sequence[str]:
        """What keeps a statement from being signed or served, each as what to do about it."""
        held = self._statement(statement)
        return self.beside(StatementCheck).faults(held, self.beside(StatementPaper).of(statement))

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

    def changes(self, statement: str, number: int) -> tuple[Change, ...]:
        """What differs between an earlier draft and the one that stands, paragraph by paragraph."""
        held = self._statement(statement)
        return compared(self._redraft(statement, number).paragraphs, held.text("paragraphs"))

    def redraft_sheet(self, statement: str, number: int) -> Sheet:
        """An earlier draft as a paper of its own, as unused material shows it. Raises `Trouble`."""
        return self.beside(StatementPaper).redraft(statement, self._redraft(statement, number))

    def _redraft(self, statement: str, number: int) -> Redraft:
        found = next((one for one in self.redrafts(statement) if one.number == number), None)
        if found is None:
            raise Trouble(f"There is no earlier draft {number}.", "Look at the list of drafts first.")
        return found

    def _statement(self, statement: str) -> Held:
        held = self.held(statement)
        if held.kind != "statement":
            raise Trouble("That record is not a statement.")
        return held

    def sign(self, statement: str, ink: Sequence[Sequence[int]] = ()) -> Changes:
        """Sign the officer's own statement now and lock it, with the drawn signature if there is one.

        Raises `Problems` for what must not stand in it, or is not there.
        """
        return self.beside(StatementSigning).own(statement, ink)

    def sign_for(self, statement: str, given: Given) -> Changes:
        """Record that another witness signed, on the pad or on each page of paper, and lock it.

        Raises `Problems`.
        """
        return self.beside(StatementSigning).of_witness(statement, given)
