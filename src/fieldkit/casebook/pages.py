"""What a record looks like read: its answers in order with their corrections, and its whole history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from fieldkit.casebook.answers import words_of
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.exchange.lease import Lease
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.kinds.record import Question, questions
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import LONDON
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.fold import STATE, field_history
from fieldkit.ledger.revision import Revision, Type
from fieldkit.store import certificates, disguise, journal, records, revisions
from fieldkit.store.receipts import Receipt, receipts_of
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class Correction:
    """An answer that was replaced: what it said, who replaced it, when, and why.

    Struck through, never hidden.
    """

    words: str
    initials: str
    at: str
    why: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer as read. `erased` says that the words were lawfully taken away."""

    field: str
    section: str
    label: str
    words: str
    voice: str
    corrections: tuple[Correction, ...] = ()
    disputed: tuple[tuple[str, str], ...] = ()
    erased: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a record's history: who did what, when, on which notebook line, and whether it was
    received.
    """

    revision: str
    act: str
    who: str
    initials: str
    at: datetime
    notebook_line: str
    fields: tuple[tuple[str, str], ...]
    why: str
    late: bool
    received: str


@dataclass(frozen=True, slots=True)
class Page:
    """A record, read whole."""

    held: Held
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    state: str
    sealed_by: str
    sealed_at: datetime | None
    seal_line: str
    received: str
    addenda: tuple[Line, ...]
    late: tuple[Line, ...]


ACTS = {
    Type.EDIT: "Answered",
    Type.STATE: "Moved",
    Type.WITHDRAW: "Withdrawn",
    Type.SEAL: "Signed and locked",
    Type.ADDENDUM: "Addendum",
    Type.RESOLVE: "Settled",
    Type.RESTRICT: "Restricted",
    Type.ERASE: "Erased",
}


class Pages(Desk):
    """Reading is an event: every page that is opened is noted in the officer's log (DPA 2018 s.62)."""

    def show(self, record: str, *, looking: bool = True) -> Page:
        """A record with its corrections and history. Raises `Trouble` when it is not here, or `LeaseOver`."""
        self.beside(Lease).must_hold()
        held = self.held(record)
        with self.notebook.reading() as book:
            told = disguise.as_shown(book, revisions.of_record(book, record))
            who = certificates.all_of(book)
            received = receipts_of(book, [revision.id for revision in told])
        if looking:
            self.note_look("open", record)
        order = {name: place for place, name in enumerate(held.folded.order)}
        told.sort(key=lambda revision: order[revision.id])
        lines = tuple(self._line(held, revision, who, received) for revision in told)
        by_id = {line.revision: line for line in lines}
        seal = by_id.get(held.seal)
        return Page(
            held=held,
            rows=self._rows(held, told, by_id),
            lines=lines,
            state=self._state(held),
            sealed_by=seal.who if seal else "",
            sealed_at=seal.at if seal else None,
            seal_line=seal.notebook_line if seal else "",
            received=seal.received if seal else (lines[-1].received if lines else ""),
            addenda=tuple(by_id[name] for name in held.folded.addenda),
            late=tuple(by_id[name] for name in held.folded.late),
        )

    def note_look(self, *what: str) -> None:
        """Note what was looked at: a word, then ids."""
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, what)

    def _state(self, held: Held) -> str:
        model = kind_named(held.kind)
        return self.reference().label(model.state_codes, held.state) if model.state_codes else ""

    def _rows(self, held: Held, told: Sequence[Revision], lines: Mapping[str, Line]) -> tuple[Row, ...]:
        model = kind_named(held.kind)
        history = field_history([r for r in told if r.id not in held.folded.late])
        names = self._names(held)
        rows = []
        for item in questions(model):
            if not item.ask.section:
                continue
            now = held.folded.fields.get(item.name, ())
            current = held.folded.latest(item.name)
            said = [(t, self._words(item, t.value, names)) for t in history.get(item.name, ())]
            after = dict(zip((t.revision for t, _ in said), (t.revision for t, _ in said[1:]), strict=False))
            corrections = tuple(
                Correction(words or "Not provided", lines[after[t.revision]].initials,
                           f"{lines[after[t.revision]].at:%H:%M}", lines[after[t.revision]].why,
                           f"{lines[after[t.revision]].at:%d/%m/%y}")
                for t, words in said
                if t.revision in after and t.value != current and not t.erased and words
            )  # fmt: skip
            disputed = (
                tuple((lines[t.revision].who, self._words(item, t.value, names)) for t in now)
                if held.folded.disputed(item.name)
                else ()
            )
            erased = bool(now) and now[-1].erased
            words = self._words(item, current, names)
            if words or corrections or erased or item.shown(held.values):
                rows.append(
                    Row(
                        item.name,
                        item.ask.section,
                        item.short,
                        words,
                        item.ask.voice,
                        corrections,
                        disputed,
                        erased,
                    )
                )
        return tuple(rows)

    def _names(self, held: Held) -> dict[str, str]:
        """The titles of the records that answers point at."""
        wanted = [value for value in held.values.values() if isinstance(value, str) and len(value) == 36]
        with self.notebook.reading() as book:
            return {name: found.title for name, found in records.some(book, wanted).items()}

    def _words(self, item: Question, value: Json, names: Mapping[str, str]) -> str:
        if isinstance(value, str) and value in names:
            return names[value]
        return words_of(item, value)

    def _line(
        self,
        held: Held,
        revision: Revision,
        who: Mapping[str, DeviceCertificate],
        received: Mapping[str, Receipt],
    ) -> Line:
        header = revision.header
        author = who.get(header.key)
        fields = revision.payload.fields if revision.payload is not None else {}
        labels = {item.name: item for item in questions(kind_named(held.kind))}
        said = tuple(
            (labels[name].short, words_of(labels[name], value))
            for name, value in fields.items()
            if name in labels
        )
        text = fields.get("@text")
        if isinstance(text, str):
            said = (("Addendum", text),)
        act = ACTS.get(Type(header.type), header.type) if header.type in set(Type) else header.type
        if header.type == Type.STATE:
            states = kind_named(held.kind).state_codes
            act = f"Moved to {self.reference().label(states, str(fields.get(STATE)))}"
        holder = author.holder if author else None
        return Line(
            revision=revision.id,
            act=act,
            who=holder.name if holder else "An officer whose certificate is not here",
            initials=holder.initials if holder else "?",
            at=datetime.fromtimestamp(header.wall_ms / 1000, LONDON),
            notebook_line=f"{holder.initials}-{holder.mark} {header.seq:04}"
            if holder
            else f"{header.seq:04}",
            fields=said,
            why=str(fields.get("@why") or ""),
            late=revision.id in held.folded.late,
            received=received[revision.id].said if revision.id in received else "",
        )
