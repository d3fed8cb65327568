"""The desk for any record: make, correct, move, withdraw, seal, add to, settle, erase."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from fieldkit.casebook import answers, gates
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent
from fieldkit.errors import Trouble
from fieldkit.kinds.record import Record, question
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import LONDON
from fieldkit.ledger.canonical import Json, tidy
from fieldkit.ledger.chain import Act
from fieldkit.ledger.fold import STATE
from fieldkit.ledger.revision import Blob, Revision, Type
from fieldkit.store import records
from fieldkit.store.attachments import Place
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held


class Records(Desk):
    """Every verb that any kind of record has.

    Each returns what changed, or raises `Trouble` with nothing done.
    """

    def new(
        self,
        kind: str,
        typed: Mapping[str, Any],
        *,
        home: str = "",
        parent: str = "",
        record: str = "",
        machine: Mapping[str, Json] | None = None,
        partly: bool = False,
        also: Callable[[Any], None] | None = None,
        acts: Sequence[Act] = (),
    ) -> tuple[str, Changes]:
        """Make a record from answers as typed; `machine` holds the fields that FieldKit fills in itself.

        `partly` lets needed answers wait, as while a form is being filled in; `also` is done and `acts` are
        written in the same transaction. Raises `Problems`.
        """
        act = self.making(
            kind, typed, home=home, parent=parent, record=record, machine=machine, partly=partly
        )
        return act.record, self.notebook.write([act, *acts], self.now(), confirmed=[act.record], also=also)

    def making(
        self,
        kind: str,
        typed: Mapping[str, Any],
        *,
        home: str = "",
        parent: str = "",
        record: str = "",
        machine: Mapping[str, Json] | None = None,
        partly: bool = False,
        along: Sequence[Act] = (),
    ) -> Act:
        """The act that makes a record, not yet written; `along` are acts before it in its transaction.

        Raises `Problems`.
        """
        model = kind_named(kind)
        record = record or self.new_id()
        home = home or self._home(model, record, parent)
        values = answers.read(model, typed, self.context()) | dict(machine or {})
        if parent:
            values["parent"] = parent
        if not partly:
            answers.check(model, values, state=next(iter(model.moves), ""))
        if model.moves:
            values[STATE] = next(iter(model.moves))
        given = {name: value for name, value in values.items() if value is not None}
        gates.ask(self, Intent(kind, home, parent, given, frozenset(given), along=tuple(along)))
        return Act(
            type=Type.EDIT, kind=kind, record=record, home=home, fields=given, schema=model.schema_version
        )

    def correct(
        self,
        record: str,
        typed: Mapping[str, Any],
        why: str = "",
        *,
        section: str = "",
        page: Collection[str] = (),
        machine: Mapping[str, Json] | None = None,
        bases: tuple[str, ...] = (),
        acts: Sequence[Act] = (),
    ) -> Changes:
        """Give new answers; only those that differ are written, with the reason. The old ones stay readable.

        `bases` are the heads that the author had seen, when that was not just now; `acts` are written in the
        same transaction. Raises `Problems`.
        """
        correction = self.correction(record, typed, why, section=section, page=page, machine=machine,
                                     bases=bases)  # fmt: skip
        return self.notebook.write([*correction, *acts], self.now(), confirmed=[record])

    def correction(
        self,
        record: str,
        typed: Mapping[str, Any],
        why: str = "",
        *,
        section: str = "",
        page: Collection[str] = (),
        machine: Mapping[str, Json] | None = None,
        bases: tuple[str, ...] = (),
    ) -> list[Act]:
        """The act that gives new answers, not yet written; none when nothing differs. Raises `Problems`."""
        held = self._open(record)
        model = kind_named(held.kind)
        values = answers.read(model, typed, self.context(self.day_of(held))) | dict(machine or {})
        changed = {name: value for name, value in values.items() if value != held.folded.value(name)}
        told = held.values | values
        answers.check(model, told, section=section, page=page, state=held.state, fields=values)
        if not changed:
            return []
        gates.ask(self, Intent(held.kind, held.home, held.parent, told, frozenset(changed), held, why=why))
        fields = changed | ({"@why": tidy(why)} if why.strip() else {})
        return [self._act(held, Type.EDIT, fields, bases=bases)]

    def move(
        self,
        record: str,
        to: str,
        why: str = "",
        *,
        machine: Mapping[str, Json] | None = None,
        first: Sequence[Act] = (),
    ) -> Changes:
        """Move a record to another state, with the fields that the press of the button fills in.

        `first` are acts written before it in the same transaction. Raises `Trouble` when it cannot go there,
        `Problems` for what that state needs.
        """
        move = self.moving(record, to, why, machine=machine, along=first)
        return self.notebook.write([*first, move], self.now())

    def moving(
        self,
        record: str,
        to: str,
        why: str = "",
        *,
        machine: Mapping[str, Json] | None = None,
        along: Sequence[Act] = (),
    ) -> Act:
        """The act that moves a record, not yet written. Raises `Trouble`, `Problems`."""
        held = self._open(record)
        model = kind_named(held.kind)
        if to not in model.moves.get(held.state, ()):
            raise Trouble(
                f"{model.label} cannot go from {self.state_words(held)} to {self._state(model, to)}.",
                self._ways(model, held.state),
            )
        filled = dict(machine or {})
        answers.check(model, held.values | filled, state=to, fields=filled or ("",))
        there = held.values | filled
        intent = Intent(
            held.kind, held.home, held.parent, there, frozenset(filled), held, to, "move", why, tuple(along)
        )
        gates.ask(self, intent)
        fields = {STATE: to} | filled | ({"@why": tidy(why)} if why.strip() else {})
        return self._act(held, Type.STATE, fields)

    def withdraw(self, record: str, why: str) -> Changes:
        """Take a record out of lists. It stays readable, with the reason."""
        held = self._open(record)
        self._ask(held, "withdraw", why)
        act = self._act(held, Type.WITHDRAW, {"@why": self._needed(why, "Say why it is withdrawn")})
        return self.notebook.write([act], self.now())

    def restore(self, record: str) -> Changes:
        """Undo a withdrawal: the record stands as before."""
        held = self.held(record)
        if not held.withdrawn:
            raise Trouble("That record is not withdrawn.")
        self._ask(held, "restore")
        return self.notebook.write([self._act(held, Type.EDIT, {"@why": "Withdrawal undone"})], self.now())

    def seal(self, record: str, *, first: Sequence[Act] = ()) -> Changes:
        """Lock a record and its parts with this officer's signature. After that only addenda are taken
        (EVD-20).

        `first` are acts on its parts written before it in the same transaction, and sealed too. Raises
        `Trouble` while two answers differ or it is not written up, `Problems` for what is missing.
        """
        held = self._open(record)
        model = kind_named(held.kind)
        if not model.seals:
            raise Trouble(f"{model.label} is not a record that is locked.")
        if model.seal_from and held.state not in model.seal_from:
            raise Trouble(f"{model.label} is not written up yet.", "Answer every section, then lock it.")
        self._ask(held, "seal", along=first)
        parts = self.parts(record)
        for part in (held, *parts):
            if part.disputed:
                raise Trouble(
                    f"Two different answers in {part.title} are not settled.", "Compare them first."
                )
        answers.check(model, held.values, state=held.state)
        unsigned = [name for name in model.seal_needs if not held.value(name)]
        if unsigned:
            raise Problems([Problem(name, f"Answer “{question(model, name).label}”") for name in unsigned])
        heads = [head for part in (held, *parts) for head in part.folded.heads]

        def closing(written: Sequence[Revision]) -> Act:
            return self._act(held, Type.SEAL, {}, targets=(*heads, *(line.id for line in written)))

        return self.notebook.write(first, self.now(), confirmed=[record], closing=closing)

    def addendum(self, record: str, words: str) -> Changes:
        """Add dated words to a locked record."""
        held = self.held(record)
        if not held.locked:
            raise Trouble("That record is not locked.", "Correct it instead.")
        act = self._act(held, Type.ADDENDUM, {"@text": self._needed(words, "Enter what you want to add")})
        return self.notebook.write([act], self.now(), confirmed=[record])

    def resolve(self, record: str, field: str, keep: Json, why: str, *, also: Json = None) -> Changes:
        """Settle a disputed field: the value that stands, and why.

        `also` keeps the other one in its second field.
        """
        held = self._open(record)
        if field not in held.disputed:
            raise Trouble("Nothing is disputed there.")
        offered = [told.value for told in held.folded.fields[field]]
        if keep not in offered:
            raise Trouble("Choose one of the answers that were given.")
        self._ask(held, "resolve", why, {field: keep})
        fields: dict[str, Json] = {field: keep, "@why": self._needed(why, "Say why")}
        second = question(kind_named(held.kind), field).ask.also if field != STATE else ""
        if also is not None and second:
            fields[second] = also
        act = self._act(
            held, Type.RESOLVE, fields, targets=tuple(t.revision for t in held.folded.fields[field])
        )
        return self.notebook.write([act], self.now())

    def erase(self, record: str, ground: str, *, fields: tuple[str, ...] = ()) -> Changes:
        """Erase a record's words, or some fields of it, on a legal ground.

        The chain still verifies (DPA 2018 s.47).
        """
        if not {"MGR", "ADM"} & set(self.me.roles):
            raise Trouble("Only a manager or administrator may order an erasure.")
        held = self.held(record)
        order: dict[str, Json] = {"@ground": self._needed(ground, "Name the legal ground")}
        if fields:
            order["@fields"] = list(fields)
        return self.notebook.write(
            [self._act(held, Type.ERASE, order, targets=held.folded.order)], self.now()
        )

    def attach(
        self,
        kind: str,
        typed: Mapping[str, Any],
        machine: Mapping[str, Json],
        places: list[Place],
        *,
        home: str,
        parent: str,
    ) -> tuple[str, Changes]:
        """Make a record with sealed files, in one transaction: never half attached. Raises `Problems`."""
        model, record = kind_named(kind), self.new_id()
        values = answers.read(model, typed, self.context()) | dict(machine) | {"parent": parent}
        answers.check(model, values)
        act = Act(
            type=Type.EDIT,
            kind=kind,
            record=record,
            home=home,
            fields={name: value for name, value in values.items() if value is not None},
            blobs=tuple(Blob(place.sealed_sha256, place.sealed_size) for place in places),
        )
        held = [Place(p.sealed_sha256, p.name, p.sealed_size, record) for p in places]
        return record, self.notebook.write([act], self.now(), files=held)

    def together(
        self, acts: list[Act], *, confirmed: tuple[str, ...] = (), also: Callable[[Any], None] | None = None
    ) -> Changes:
        """Write acts prepared by another desk in one transaction."""
        return self.notebook.write(acts, self.now(), confirmed=confirmed, also=also)

    def parts(self, record: str) -> list[Held]:
        """The records that are sealed together with this one, and the parts of those."""
        with self.notebook.reading() as book:
            children = records.listed(book, parent=record, withdrawn=True)
        own = [child for child in children if kind_named(child.kind).part_of_parent]
        return [part for child in own for part in (child, *self.parts(child.record))]

    def day_of(self, held: Held) -> date:
        """The day a record is about, on which a bare time falls."""
        model = kind_named(held.kind)
        for name in (model.happened, model.due):
            told = held.folded.latest(name) if name else None
            if isinstance(told, str) and "T" in told:
                return datetime.fromisoformat(told).astimezone(LONDON).date()
        return self.today()

    def state_words(self, held: Held) -> str:
        """The state of a record in words."""
        return self._state(kind_named(held.kind), held.state)

    def _state(self, model: type[Record], state: str) -> str:
        return self.reference().label(model.state_codes, state).lower() if model.state_codes else state

    def _ways(self, model: type[Record], state: str) -> str:
        ways = [self._state(model, there) for there in model.moves.get(state, ())]
        return f"From there it can go to: {', '.join(ways)}." if ways else "From there it goes nowhere."

    def _open(self, record: str) -> Held:
        held = self.held(record)
        if held.locked:
            raise Trouble("That record is locked, so nothing in it changes.", "Add a dated addendum instead.")
        return held

    def _ask(
        self,
        held: Held,
        act: str,
        why: str = "",
        settled: Mapping[str, Json] | None = None,
        along: Sequence[Act] = (),
    ) -> None:
        """Whether its kind lets the act be done."""
        there, changed = held.values | dict(settled or {}), frozenset(settled or ())
        gates.ask(
            self,
            Intent(
                held.kind, held.home, held.parent, there, changed, held, act=act, why=why, along=tuple(along)
            ),
        )

    def _act(
        self,
        held: Held,
        type: Type,
        fields: Mapping[str, Json],
        *,
        targets: tuple[str, ...] = (),
        bases: tuple[str, ...] = (),
    ) -> Act:
        return Act(
            type=type,
            kind=held.kind,
            record=held.record,
            home=held.home,
            fields=fields,
            bases=bases or held.folded.heads,
            targets=targets,
            schema=kind_named(held.kind).schema_version,
        )

    def _home(self, model: type[Record], record: str, parent: str) -> str:
        if model.lives_in == "self":
            return record
        if parent:
            return self.held(parent).home
        if model.lives_in == "case":
            raise Problems([Problem("home", "Name the case that it belongs to")])
        return self.me.register if model.lives_in == "register" else self.me.log

    def _needed(self, words: str, say: str) -> str:
        if not words.strip():
            raise Problems([Problem("why", say)])
        return tidy(words.strip())
