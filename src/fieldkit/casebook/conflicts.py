"""The desk for conflicts: two officers' answers to one question side by side, and the one that stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldkit.casebook.answers import words_of
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.pages import Pages
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.record import question
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import LONDON
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.fold import STATE, Told, field_history
from fieldkit.ledger.revision import Revision
from fieldkit.store import certificates, records, revisions
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class Version:
    """One of the answers: the revision that gave it, by whom and when, its words, and where it came from."""

    revision: str
    who: str
    own: bool
    at: datetime
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Everything on one conflict. `both` names the second field that can keep the other answer."""

    record: str
    field: str
    label: str
    title: str
    reference: str
    home: str
    versions: tuple[Version, ...]
    before: str
    both: str


class Conflicts(Desk):
    """Nothing is chosen by itself; what was not kept stays readable in the record's history."""

    def open(self, record: str, field: str) -> Conflict:
        """One conflict, its oldest answer first. Noted as looked at. Raises `Trouble` when it is settled."""
        held = self.held(record)
        if field not in held.disputed:
            raise Trouble("That is settled already.", "Somebody said which answer is right.")
        with self.notebook.reading() as book:
            told = {revision.id: revision for revision in revisions.of_record(book, record)}
            case = records.get(book, held.home)
        self.beside(Pages).note_look("open", record)
        versions = tuple(self._version(held, field, item, told) for item in held.folded.fields[field])
        return Conflict(
            record=record,
            field=field,
            label=self._label(held, field),
            title=held.title,
            reference=case.text("reference") if case is not None else "",
            home=held.home,
            versions=versions,
            before=self._before(held, field, told),
            both=self._second(held, field),
        )

    def keep(self, record: str, field: str, revision: str, why: str) -> Changes:
        """Say which answer stands, and why. Raises `Trouble` or `Problems` with nothing done."""
        value, _ = self._told(record, field, revision)
        return self.beside(Records).resolve(record, field, value, why)

    def keep_both(self, record: str, field: str, revision: str, why: str) -> Changes:
        """Let this answer stand and keep the other in the question's second field, where it has one."""
        value, other = self._told(record, field, revision)
        if not self._second(self.held(record), field):
            raise Trouble("This question takes one answer only.", "Choose which one is right.")
        return self.beside(Records).resolve(record, field, value, why, also=other)

    def _told(self, record: str, field: str, revision: str) -> tuple[Json, Json]:
        given = self.held(record).folded.fields.get(field, ())
        chosen = [item.value for item in given if item.revision == revision]
        others = [item.value for item in given if item.revision != revision]
        if not chosen or not others:
            raise Trouble("Somebody settled this or changed it meanwhile.", "Compare the answers again.")
        return chosen[0], others[-1]

    def _version(self, held: Held, field: str, item: Told, told: dict[str, Revision]) -> Version:
        revision = told[item.revision]
        with self.notebook.reading() as book:
            signer = certificates.by_key(book, revision.header.key)
        fields = revision.payload.fields if revision.payload is not None else {}
        return Version(
            revision=item.revision,
            who=signer.holder.name if signer else "An officer whose certificate is not here",
            own=revision.header.key == self.notebook.vault.signing.id,
            at=datetime.fromtimestamp(revision.header.wall_ms / 1000, LONDON),
            words=self._words(held, field, item.value) or "Not provided",
            source=str(fields.get("@why") or ""),
        )

    def _before(self, held: Held, field: str, told: dict[str, Revision]) -> str:
        now = {item.revision for item in held.folded.fields[field]}
        said = field_history(list(told.values())).get(field, ())
        older = [item for item in said if item.revision not in now and not item.erased]
        return self._words(held, field, older[-1].value) if older else ""

    def _words(self, held: Held, field: str, value: Json) -> str:
        if field == STATE:
            return self.reference().label(kind_named(held.kind).state_codes, str(value))
        return words_of(question(kind_named(held.kind), field), value)

    def _label(self, held: Held, field: str) -> str:
        return "State" if field == STATE else question(kind_named(held.kind), field).short

    def _second(self, held: Held, field: str) -> str:
        also = question(kind_named(held.kind), field).ask.also if field != STATE else ""
        return question(kind_named(held.kind), also).short if also else ""
