"""The desk for what each person of a case is to the law: suspect, convicted, victim, witness or other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.records import Records
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.rules.legal.regime import Subject, Subjects
from fieldkit.store import records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

SUSPECT, CONVICTED = "suspect", "convicted"


class Categories(Desk):
    """DPA 2018 s.38(3): it stands on what somebody is to the child; a child is witness or other (DP-02)."""

    def ties(self, case: str) -> Sequence[Held]:
        """What everybody is to the child, the oldest first."""
        home = self.held(case).home
        with self.notebook.reading() as book:
            return records.listed(book, kinds=["relationship"], home=home, order="made_ms")

    def categorise(self, relationship: str, category: str, why: str = "") -> Changes:
        """Say what somebody is to the law. Raises `Problems`."""
        return self.beside(Records).correct(relationship, {"data_subject": category}, why)

    def raised(self, case: str, persons: Collection[str], category: str, why: str) -> list[Act]:
        """The revisions that make these persons suspects, or convicted; nobody convicted is made less."""
        fields: dict[str, Json] = {"data_subject": category, "@why": why}
        return [
            Act(
                type=Type.EDIT,
                kind=tie.kind,
                record=tie.record,
                home=tie.home,
                fields=fields,
                bases=tie.folded.heads,
            )
            for tie in self.ties(case)
            if tie.text("person") in persons and tie.text("data_subject") not in (category, CONVICTED)
        ]

    def convicted(self, action: str) -> Changes:
        """After the result of a legal action: a parent who was convicted is categorised so."""
        held = self.held(action)
        result = held.text("result")
        if not result or not self.reference().code("court-result", result).has("convicted"):
            return Changes()
        why = self.reference().label("court-result", result)
        acts = self.raised(held.home, {held.text("person")}, CONVICTED, why)
        return self.notebook.write(acts, self.now()) if acts else Changes()

    def facts(self, case: str) -> Subjects:
        """What DP-02 asks of a case: fact and opinion are kept apart by its forms, and nothing goes into a
        bundle before it is settled.
        """
        child = self.held(case).text("child")
        people = [Subject(child, None, is_child=True)] if child else []
        people += [Subject(tie.text("person"), tie.text("data_subject") or None) for tie in self.ties(case)]
        return Subjects(tuple(people), facts_apart=True, checked=True)
