"""The desk for what a statement can be made from: the records of a case, in order, and why some cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence import account, encounters, recollections
from fieldkit.casebook.evidence.accounts import Accounts
from fieldkit.casebook.evidence.exhibits import by_mark
from fieldkit.casebook.evidence.recollections import Memory
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import day_in_words, local, read_day
from fieldkit.store import certificates, records, revisions
from fieldkit.store.records import Held

#: How each kind is told; a visit has an account of its own.
_RECALL: Mapping[str, Callable[[Memory], list[str]]] = {
    "note": recollections.of_note,
    "school-told": recollections.of_school_told,
    "enquiry": recollections.of_enquiry,
    "support": recollections.of_support,
    "notice": recollections.of_notice,
    "referral": recollections.of_referral,
    "service": recollections.of_service,
    "release": recollections.of_letter,
    "hearing": recollections.of_hearing,
    "register-extract": recollections.of_register,
    "exhibit": recollections.of_exhibit,
    "interview": encounters.of_interview,
    "stop": encounters.of_stop,
    "premises-visit": encounters.of_premises,
}
#: What an officer tells of in their own statement, and what another witness tells of in theirs.
OWN = ("visit", *_RECALL)
OTHERS = ("register-extract", "support", "exhibit")
_NEVER = {
    "escalation": "What was told to safeguarding goes in no statement: ask legal first.",
    "investigation-plan": "A plan is no fact.",
    "calling-card": "The visit tells of its card.",
}
#: Nobody but the officer who did it tells of these.
_BY_HAND = ("visit", "interview", "stop", "premises-visit")
_PARTS = {
    "interview": ("interview-line", "interview-step", "interview-person"),
    "premises-visit": ("child-at-work",),
}
_SENSITIVE = "unused-sensitive"
_OTHER_PARENT = "It is of another parent, who has a file of their own (PAR-02)."


@dataclass(frozen=True, slots=True)
class Source:
    """A record of a case in the list a statement is made from; `why_not` is empty where it can be one.

    `moment` is when it happened as the record keeps it, `day` that day in words; `by` is another officer
    who made it.
    """

    record: str
    kind: str
    label: str
    title: str
    moment: str
    day: str
    by: str
    why_not: str = ""


class Sources(Desk):
    """The same list is read by the window and the shell, and asked again when the draft is written."""

    def of(self, case: str, *, own: bool = True, action: str = "") -> tuple[Source, ...]:
        """Every record of a case that tells of something, the oldest first; `own` is the officer's statement.

        Stops and workplaces that led to the case are among them. `action` names the parent whom it is
        against: what concerns another parent is in a file of their own (PAR-02).
        """
        person = self.held(action).text("person") if action else ""
        held = self._records(self.held(case).home)
        authors = self._authors(held)
        sensitive = self._sensitive(held)
        found = [
            self._source(one, authors.get(one.record, ("", "")), one.record in sensitive, own, person)
            for one in held
            if one.kind in (*OWN, *_NEVER) and (one.kind != "release" or one.text("recipient"))
        ]
        return tuple(sorted(found, key=lambda one: (one.moment[:10] or "9", one.moment, one.record)))

    def paragraphs(self, chosen: Sequence[Source], *, own: bool = True) -> list[str]:
        """What the chosen sources say, none of them twice: an exhibit is produced with what it is part of."""
        whole = {one.record for one in chosen}
        return [
            words
            for one in chosen
            if one.kind != "exhibit" or self.held(one.record).parent not in whole
            for words in self.recalled(one.record, by=one.by, own=own)
        ]

    def recalled(self, record: str, *, by: str = "", own: bool = True) -> list[str]:
        """What one record says, made by another officer where `by` names one."""
        held = self.held(record)
        if held.kind == "visit":
            return account.paragraphs(self.beside(Accounts).of(record))[2:]
        told = replace(self._memory(held), by=by if own else "")
        if not own and held.kind == "register-extract":
            return recollections.read_of(told, recollections.of_own_register(told))
        return recollections.read_of(told, _RECALL[held.kind](told))

    def _memory(self, held: Held) -> Memory:
        """A record with the names, exhibits and parts that its paragraphs lean on."""
        with self.notebook.reading() as book:
            exhibits = records.listed(book, kinds=["exhibit"], parent=held.record)
            parts = records.listed(
                book, kinds=_PARTS.get(held.kind, ("none",)), parent=held.record, order="made_ms"
            )
            person = records.get(book, held.text("person"))
            case = records.get(book, held.home)
            child = records.get(book, case.text("child")) if case is not None else None
        return Memory(
            held=held,
            me=self.me.name,
            person=person.title if person else "",
            child=child.title if child else "the child",
            marks=tuple(one.text("mark") for one in sorted(exhibits, key=by_mark)),
            parts=tuple(parts),
        )

    def led_to(self, home: str) -> list[Held]:
        """The stops and workplaces of sweeps that a case was opened from."""
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=["stop", "child-at-work"])
            met = [one for one in found if one.text("case_made") == home]
            there = records.some(book, [one.parent for one in met if one.kind == "child-at-work"])
        return [*(one for one in met if one.kind == "stop"), *there.values()]

    def _records(self, home: str) -> list[Held]:
        """What lives in a case, and what led to it."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=[*OWN, *_NEVER, "unused-material"], home=home)
        return [*held, *self.led_to(home)]

    def _authors(self, held: Sequence[Held]) -> Mapping[str, tuple[str, str]]:
        """Who made each record: their id and name. A locked one is of whoever signed it."""
        with self.notebook.reading() as book:
            who = certificates.all_of(book)
            seals = {one.id: one for one in revisions.by_id(book, [one.seal for one in held if one.seal])}
            told = revisions.of_records(book, [one.record for one in held])
        found = {}
        for one in held:
            lines = told.get(one.record, ())
            line = seals.get(one.seal) or (lines[0] if lines else None)
            if line is not None and line.header.key in who:
                holder = who[line.header.key].holder
                found[one.record] = (holder.officer, holder.name)
        return found

    @staticmethod
    def _sensitive(held: Sequence[Held]) -> set[str]:
        marked = {one.text("item") for one in held if one.text("disclosure") == _SENSITIVE}
        return marked | {one.record for one in held if one.text("disclosure") == _SENSITIVE}

    def _source(self, held: Held, author: tuple[str, str], sensitive: bool, own: bool, person: str) -> Source:
        other = bool(person) and held.text("person") not in ("", person)
        why_not = _OTHER_PARENT if other else _why_not(held, author, self.me.officer, sensitive, own)
        moment = recollections.moment_of(held)
        return Source(
            record=held.record,
            kind=held.kind,
            label=kind_named(held.kind).label,
            title=f"{held.text('what')}, for {held.text('recipient')}"
            if held.kind == "release"
            else held.title,
            moment=moment,
            day=_day_words(moment),
            by="" if author[0] == self.me.officer else author[1],
            why_not=why_not,
        )


def _why_not(held: Held, author: tuple[str, str], me: str, sensitive: bool, own: bool) -> str:
    """Why no statement is made from a record; empty when one can be."""
    officer, name = author
    if held.kind in _NEVER:
        return _NEVER[held.kind]
    if sensitive:
        return "It is classed as sensitive, so it stands in nothing that is served."
    if not own:
        return "" if held.kind in OTHERS else "You did this yourself: it goes in your own statement."
    if held.kind in _BY_HAND and officer and officer != me:
        return f"{name} did this: they make a statement of it."
    if held.kind == "visit" and not held.locked:
        return "Sign and lock the visit first."
    if held.kind == "interview" and not held.text("ended_at"):
        return "The interview has not ended."
    if held.kind == "premises-visit" and held.state not in ("written_up", "aborted"):
        return "Write up the visit first."
    return ""


def _day_words(moment: str) -> str:
    if not moment:
        return ""
    return day_in_words(local(moment).date() if "T" in moment else read_day(moment))
