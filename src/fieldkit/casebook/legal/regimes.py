"""The desk for the data protection regime of a case: the move into law enforcement is an act of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import day_of, word_of
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json, tidy
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.rules.legal.regime import Regime as Processing
from fieldkit.rules.legal.regime import Review, review_due
from fieldkit.store import certificates, records, revisions
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

WELFARE, ENFORCEMENT = "UKGDPR", "LEP"
_MOVE_IT = "Accept the school’s referral, or move the case to law enforcement first, with the reason (DP-01)."
#: What is no data gathered about the people of a case: the log of it, and the change itself.
_NOT_GATHERED = frozenset({"case", "look", "release", "signoff", "regime-change", "bundle-build"})


@dataclass(frozen=True, slots=True)
class Enforcement:
    """That a case is under law enforcement: since when, by whom, why, and by when it is reviewed (DP-03).

    `gathered` counts the records from before, which are used for a second purpose.
    """

    case: str
    since: date | None
    by: str
    why: str
    gathered: int
    reviewed_on: date | None
    review_by: date | None
    overdue: bool


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

    def standing(self, case: str) -> Enforcement | None:
        """How a case stands under law enforcement; None for one that is not."""
        held = self.held(case)
        if held.value("processing_regime") != ENFORCEMENT:
            return None
        moves = self.changes(case)
        return self._standing(held, moves[0] if moves else None)

    def reviews(self) -> Sequence[Enforcement]:
        """Every case under law enforcement with the day of its next review, closed ones apart."""
        with self.notebook.reading() as book:
            moved = records.listed(book, kinds=["regime-change"], order="made_ms", newest_first=True)
            first = {move.home: move for move in moved}
            cases = records.some(book, list(first))
        return [
            self._standing(case, first[case.home])
            for case in cases.values()
            if case.state != "closed" and case.value("processing_regime") == ENFORCEMENT
        ]

    def review(self, case: str, why: str) -> Changes:
        """Record that a case was reviewed today: what it holds is still needed, and why (s.39)."""
        return self.beside(Records).correct(case, {}, why, machine={"reviewed_on": self.today().isoformat()})

    def facts(self, case: str) -> tuple[object, ...]:
        """What DP-01 and DP-03 ask of a case; nothing while no offence is investigated in it."""
        held, seen = self.held(case), self.standing(case)
        if seen is not None:
            moved = Processing(ENFORCEMENT, seen.since, seen.by, seen.since, seen.why, earlier_marked=True)
            return (moved, self._review(held, seen.since))
        with self.notebook.reading() as book:
            asked = records.listed(book, kinds=["interview"], home=held.home, order="made_ms")
        if not asked:
            return ()
        return (Processing(held.text("processing_regime"), self.day_at(asked[0].made_ms)),)

    def _standing(self, case: Held, move: Held | None) -> Enforcement:
        since = date.fromisoformat(move.happened[:10]) if move is not None and move.happened else None
        due = review_due(self._review(case, since), self.reference())
        gathered = move.value("gathered_before") if move is not None else None
        return Enforcement(
            case=case.record,
            since=since,
            by=self._author(move) if move is not None else "",
            why=move.text("why") if move is not None else "",
            gathered=len(gathered) if isinstance(gathered, list) else 0,
            reviewed_on=day_of(case, "reviewed_on"),
            review_by=due,
            overdue=due is not None and due < self.today(),
        )

    def _review(self, case: Held, since: date | None) -> Review:
        last = day_of(case, "reviewed_on") or since
        wanted = day_of(case, "review_on")
        return Review(last, word_of(case, "retention_class"), wanted, self.today())

    def _author(self, move: Held) -> str:
        with self.notebook.reading() as book:
            said = revisions.of_record(book, move.record)
            who = certificates.by_key(book, said[0].header.key) if said else None
        return who.holder.name if who is not None else ""

    def second_purpose(self, record: str) -> bool:
        """Whether a record was gathered before its case moved, and so is used for a second purpose (s.36)."""
        held = self.held(record)
        with self.notebook.reading() as book:
            moves = records.listed(book, kinds=["regime-change"], home=held.home)
        told = [move.value("gathered_before") for move in moves]
        return any(isinstance(ids, list) and record in ids for ids in told)


@gate("case")
def regime_by_its_own_act(_desk: Desk, intent: Intent) -> None:
    """The regime of a case is not an answer to be corrected: it changes by an act with a reason (DP-01).

    A review has a reason too, and is of a case under law enforcement (DP-03).
    """
    if intent.held is None:
        return
    if "processing_regime" in intent.changed:
        raise Trouble(
            "The regime of a case changes by an act of its own, with the reason.",
            "Accept the referral, or move the case on the page of its regime.",
        )
    if "reviewed_on" in intent.changed:
        if intent.values.get("processing_regime") != ENFORCEMENT:
            raise Trouble("This case is not under law enforcement processing.", _MOVE_IT)
        if not intent.why.strip():
            raise Problems([Problem("why", "Say why what is held is still needed")])


@gate("regime-change", every_act=True)
def the_move_stays(_desk: Desk, intent: Intent) -> None:
    """That a case was moved is written with the move itself, and stays (DPA 2018 s.36)."""
    if intent.held is None:
        raise Trouble("The regime of a case changes by an act of its own, with the reason.", _MOVE_IT)
    raise Trouble("That a case was moved to law enforcement processing stays on record.")
