"""The desk for the data protection regime of a case: the move into law enforcement is an act of its own."""

from __future__ import annotations

from collections.abc import Sequence

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent, gate
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json, tidy
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.store import records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

WELFARE, ENFORCEMENT = "UKGDPR", "LEP"
_MOVE_IT = "Accept the school’s referral, or move the case to law enforcement first, with the reason (DP-01)."
#: What is no data gathered about the people of a case: the log of it, and the change itself.
_NOT_GATHERED = frozenset({"case", "look", "release", "signoff", "regime-change", "bundle-build"})


class Regimes(Desk):
    """DP-01 (DPA 2018 ss.31, 36): who moved a case, when and why, and what was gathered before."""

    def not_enforced(self, case: str) -> str:
        """What has to be done before a suspect may be interviewed in a case; empty under law enforcement."""
        if self.held(case).value("processing_regime") == ENFORCEMENT:
            return ""
        return _MOVE_IT

    def must_be_enforced(self, case: str) -> None:
        """Raises `Trouble` while a case is not under law enforcement (DP-01)."""
        if do := self.not_enforced(case):
            raise Trouble("This case is not under law enforcement processing.", do)

    def to_enforcement(self, case: str, why: str) -> Changes:
        """Move a case into law enforcement processing (DPA 2018 Part 3).

        Raises `Problems` without a reason, `Trouble` when it is there already.
        """
        acts = self.acts(case, why)
        if not acts:
            raise Trouble("This case is in law enforcement processing already.")
        return self.notebook.write(acts, self.now())

    def acts(self, case: str, why: str) -> list[Act]:
        """The revisions of the move, to be written with what causes it; none when it was made before."""
        held = self.held(case)
        if held.value("processing_regime") == ENFORCEMENT:
            return []
        if not why.strip():
            raise Problems([Problem("why", "Say why the case moves into law enforcement processing")])
        gathered: list[Json] = [one.record for one in self.gathered(case)]
        fields: dict[str, Json] = {
            "parent": case,
            "regime": ENFORCEMENT,
            "changed_at": self.now_text(),
            "why": tidy(why.strip()),
            "gathered_before": gathered,
        }
        return [
            Act(
                type=Type.EDIT,
                kind="regime-change",
                record=self.new_id(),
                home=held.home,
                fields=fields,
            ),
            Act(
                type=Type.EDIT,
                kind="case",
                record=case,
                home=held.home,
                fields={"processing_regime": ENFORCEMENT, "@why": tidy(why.strip())},
                bases=held.folded.heads,
            ),
        ]

    def gathered(self, case: str) -> Sequence[Held]:
        """What this laptop holds of a case that was gathered for another purpose so far, withdrawn too."""
        home = self.held(case).home
        with self.notebook.reading() as book:
            held = records.listed(book, home=home, withdrawn=True, order="made_ms")
        return [one for one in held if one.kind not in _NOT_GATHERED]

    def changes(self, case: str) -> Sequence[Held]:
        """Every move of a case from one regime to another, the oldest first."""
        home = self.held(case).home
        with self.notebook.reading() as book:
            return records.listed(book, kinds=["regime-change"], home=home, order="made_ms")

    def second_purpose(self, record: str) -> bool:
        """Whether a record was gathered before its case moved, and so is used for a second purpose (s.36)."""
        held = self.held(record)
        with self.notebook.reading() as book:
            moves = records.listed(book, kinds=["regime-change"], home=held.home)
        told = [move.value("gathered_before") for move in moves]
        return any(isinstance(ids, list) and record in ids for ids in told)


@gate("case")
def regime_by_its_own_act(_desk: Desk, intent: Intent) -> None:
    """The regime of a case is not an answer to be corrected: it changes by an act with a reason (DP-01)."""
    if intent.held is None or "processing_regime" not in intent.changed:
        return
    raise Trouble(
        "The regime of a case changes by an act of its own, with the reason.",
        "Accept the referral, or move the case on the page of its regime.",
    )
