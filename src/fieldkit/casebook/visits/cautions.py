"""The desk for grounds to suspect that appear at an ordinary visit or meeting: stop, caution, or ask no more.

Nobody is asked on before the caution: that is a criminal inquiry from the moment the grounds are there
(PACE-01; Code C 10.1).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.interviews.room import CAUTION, version
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.times import local
from fieldkit.ledger.canonical import Json
from fieldkit.rules.finding import Finding
from fieldkit.rules.legal.interview import Suspected
from fieldkit.rules.registry import findings
from fieldkit.store import journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

KIND = "doorstep-caution"
_RIGHTS = "not-under-arrest"
_NOT_THERE = ("planned", "risk_read", "approved", "travelling", "cancelled")
_PRESSED = ("stopped_at", "cautioned_at", "wording")


@dataclass(frozen=True, slots=True)
class DoorstepCaution:
    """One time when questions stopped, as its page shows it.

    `caution` and `rights` are the exact words to read out, in the versions used or, before, those of today;
    `needs` says what is still to be written down, `finding` what PACE-01 makes of it.
    """

    held: Held
    about: Held
    case_reference: str
    stopped_at: str
    cautioned_at: str
    caution: str
    caution_version: str
    rights: str
    parts: str
    needs: str
    finding: Finding


class DoorstepCautions(Desk):
    """Every press is a revision at once, with its time; the words around it may be written afterwards."""

    def stop(self, about: str, typed: Mapping[str, Any] | None = None) -> tuple[str, Changes]:
        """Record, now, that questions stopped at a visit, a note of a meeting or a premises visit.

        The person is whoever answered the door or is in charge, where none is typed. Raises `Trouble`
        before the visit has begun and after it is locked.
        """
        above = self.held(about)
        said = {"person": above.text("answered_name") or above.text("in_charge"), **dict(typed or {})}
        machine: dict[str, Json] = {"stopped_at": self.now_text()}
        return self.beside(Records).new(KIND, said, parent=about, machine=machine, partly=True)

    def caution(self, record: str) -> Changes:
        """Record, now, that the caution was given in its exact words, and the rights with it."""
        machine: dict[str, Json] = {"cautioned_at": self.now_text(), "wording": version(self, CAUTION)}
        return self.beside(Records).correct(record, {}, machine=machine, page=tuple(machine))

    def describe(self, record: str, typed: Mapping[str, Any], why: str = "") -> Changes:
        """Write down who, which grounds, what was said, and whether anything more was asked.

        Raises `Problems`; a question before the caution needs its reason, and fails PACE-01 all the same.
        """
        return self.beside(Records).correct(record, typed, why, page=tuple(typed))

    def of(self, about: str) -> Sequence[Held]:
        """The times when questions stopped at a visit or meeting, the first first."""
        return stops_of(self, about)

    def page(self, record: str) -> DoorstepCaution:
        """One of them read whole. Noted as looked at."""
        held, book = self.held(record), self.reference()
        with self.notebook.writing() as store:
            journal.note(store, self.now().wall_ms, ["open", record])
        with self.notebook.reading() as store:
            case = records.get(store, held.home)
        ident, _, used = held.text("wording").partition(" ")
        caution = book.wording(ident or CAUTION, used or None)
        return DoorstepCaution(
            held=held, about=self.held(held.parent), case_reference=case.text("reference") if case else "",
            stopped_at=held.text("stopped_at"), cautioned_at=held.text("cautioned_at"), caution=caution.text,
            caution_version=f"{caution.id} {caution.version}", rights=book.wording(_RIGHTS).text,
            parts=book.wording("caution-parts").text, needs=needs(held),
            finding=findings(book, suspected(held))[0],
        )  # fmt: skip


@gate(KIND, every_act=True)
def may_stop(desk: Desk, intent: Intent) -> None:
    """It is recorded of a visit that has begun and is not locked; its times stay as they were pressed."""
    above, values = desk.held(intent.parent), intent.values
    if above.locked:
        raise Trouble("That record is locked, so nothing in it changes.", "Add a dated addendum instead.")
    if intent.act in ("withdraw", "restore"):
        raise Trouble("That questions stopped stays on record.", "Put right what it says, with a reason.")
    if intent.held is None:
        if above.state in _NOT_THERE:
            raise Trouble("Nobody was asked anything yet.", "Record your arrival first.")
    elif any(name in intent.changed and intent.held.value(name) for name in _PRESSED):
        raise Trouble("Its times stay as they were pressed.", "Say what is wrong with them at its grounds.")
    if "cautioned_at" in intent.changed and values.get("wording") != version(desk, CAUTION):
        raise Trouble("The caution is given in its exact words, by their version.", version(desk, CAUTION))
    _in_order(values)


@gate("visit", every_act=True)
def may_be_locked(desk: Desk, intent: Intent) -> None:
    """A visit is not locked while it is open what came after grounds to suspect appeared (PACE-01)."""
    if intent.act == "seal" and intent.held is not None:
        must_be_told(desk, intent.held.record)


@gate("note", every_act=True)
def note_may_be_locked(desk: Desk, intent: Intent) -> None:
    """The same for the note of a meeting."""
    may_be_locked(desk, intent)


def must_be_told(desk: Desk, about: str) -> None:
    """Raises `Trouble` while something is still to be said of grounds to suspect that appeared there."""
    for held in stops_of(desk, about):
        if say := needs(held):
            at = f"{local(held.text('stopped_at')):%H:%M}"
            raise Trouble(f"Grounds to suspect appeared at {at}, and their record is not whole.", f"{say}.")


def stops_of(desk: Desk, about: str) -> Sequence[Held]:
    """The times when questions stopped at a visit or meeting, the first first."""
    with desk.notebook.reading() as book:
        return records.listed(book, kinds=[KIND], parent=about, order="made_ms")


def needs(held: Held) -> str:
    """What is still to be said of it, in words; empty when it is whole."""
    if not held.text("person"):
        return "Say who is suspected"
    if not held.text("grounds"):
        return "Say what gave you grounds to suspect"
    if not held.text("asked_on"):
        return "Say whether anything more was asked"
    if held.value("asked_on") == "yes" and not held.text("asked_at"):
        return "Say when you asked on"
    return ""


def suspected(held: Held) -> Suspected:
    """What PACE-01 asks of it."""
    return Suspected(
        stopped=_at(held.value("stopped_at")),
        cautioned=_at(held.value("cautioned_at")),
        asked=_at(held.value("asked_at")) if held.value("asked_on") == "yes" else None,
        nothing_asked=held.value("asked_on") == "no",
    )


def _in_order(values: Mapping[str, Json]) -> None:
    stopped, given, asked = (_at(values.get(name)) for name in ("stopped_at", "cautioned_at", "asked_at"))
    if stopped and asked and asked < stopped:
        raise Problems([Problem("asked_at", f"Enter a time at or after {_clock(stopped)}, when you stopped")])
    early = asked is not None and (given is None or asked < given)
    if early and values.get("asked_on") == "yes" and not str(values.get("early_reason") or "").strip():
        raise Problems([Problem("early_reason", "Say why it was asked before the caution")])


def _at(moment: Json) -> datetime | None:
    return datetime.fromisoformat(moment) if isinstance(moment, str) and moment else None


def _clock(moment: datetime) -> str:
    return f"{local(moment.isoformat()):%H:%M}"
