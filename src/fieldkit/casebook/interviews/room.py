"""An interview with what is recorded of it so far, read no further than an act or a gate asks for."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from fieldkit.casebook.desk import Desk
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json
from fieldkit.ledger.chain import Act
from fieldkit.ledger.fold import STATE
from fieldkit.reference import Code
from fieldkit.store import records
from fieldkit.store.records import Held

SUSPECT, INTERVIEWER = "suspect", "interviewer"
#: The steps at which the caution is given, questions are put, and they are at an end.
CAUTION, QUESTIONS, CLOSE = "caution", "questions", "close"
CURRENT = "in_progress"


class Part(Protocol):
    """A part of an interview: as the notebook holds it, or as an act is about to write it."""

    @property
    def record(self) -> str:
        """Its id."""

    def value(self, name: str) -> Json:
        """The value of a field; None when there is none."""

    def text(self, name: str) -> str:
        """A field as text; empty when there is none."""


@dataclass(frozen=True)
class _Coming:
    """A part that is written in the same transaction, read like one that is there."""

    record: str
    fields: Mapping[str, Json]

    def value(self, name: str) -> Json:
        return self.fields.get(name)

    def text(self, name: str) -> str:
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True)
class Room:
    """One interview as the notebook holds it now; each part is read once, and only when it is wanted.

    `along` are acts about to be written to it, in the transaction that the room is read for.
    """

    desk: Desk
    held: Held
    along: tuple[Act, ...] = ()

    @property
    def state(self) -> str:
        """Its state, once `along` is written."""
        moved = [act.fields[STATE] for act in self._acts(self.held.kind) if STATE in act.fields]
        return str(moved[-1]) if moved else self.held.state

    @cached_property
    def order(self) -> tuple[Code, ...]:
        """The 22 steps in their order."""
        codes = self.desk.reference().codes("interview-step")
        return tuple(sorted(codes, key=lambda code: int(code.mark("step"))))

    @cached_property
    def steps(self) -> dict[str, Part]:
        """The steps that are recorded, by their codes."""
        return {part.text("step"): part for part in self._with_along("interview-step")}

    @cached_property
    def breaks(self) -> list[Part]:
        """The breaks, the first first."""
        return self._with_along("interview-break")

    @cached_property
    def people(self) -> list[Held]:
        """Who is in the room, in the order in which they were written down."""
        return self._parts("interview-person")

    @cached_property
    def signatures(self) -> list[Part]:
        """Signatures and refusals in their order."""
        return self._with_along("interview-signature")

    @cached_property
    def recordings(self) -> list[Held]:
        """The sound recordings, the first first."""
        return self._parts("interview-recording")

    @cached_property
    def recorder(self) -> list[Held]:
        """What happened to the recorder."""
        return self._parts("recording-event")

    @cached_property
    def statements(self) -> list[Held]:
        """The statements under caution."""
        return self._parts("caution-statement")

    @cached_property
    def asked(self) -> int:
        """How many questions were put."""
        with self.desk.notebook.reading() as book:
            return records.number_under(book, self.held.record, "interview-line")

    @cached_property
    def last_line(self) -> Held | None:
        """The newest question; None before the first."""
        with self.desk.notebook.reading() as book:
            found = records.listed(
                book, kinds=["interview-line"], parent=self.held.record, order="made_ms", newest_first=True,
                limit=1,
            )  # fmt: skip
        return found[0] if found else None

    @property
    def next_step(self) -> Code | None:
        """The step that comes now; None when all are recorded."""
        return next((code for code in self.order if code.code not in self.steps), None)

    @property
    def cautioned(self) -> bool:
        """Whether the caution was given, in words of a known version."""
        step = self.steps.get(CAUTION)
        return step is not None and step.value("applies") == "yes" and bool(step.text("wording"))

    @property
    def closed(self) -> bool:
        """Whether the questions are at an end."""
        return CLOSE in self.steps

    @property
    def open_break(self) -> Part | None:
        """The break that is going on."""
        last = self.breaks[-1] if self.breaks else None
        return last if last is not None and not last.text("ended_at") else None

    @property
    def before_questions(self) -> Code | None:
        """The first step before the questions that is not recorded yet; None when questions may be put."""
        until = [code.code for code in self.order].index(QUESTIONS)
        return next((code for code in self.order[:until] if code.code not in self.steps), None)

    @property
    def waits_for_solicitor(self) -> bool:
        """Whether legal advice was asked for at its step and no break for it has ended since."""
        step = self.steps.get("legal-advice")
        if step is None or step.value("answer") != "wanted":
            return False
        return not any(
            one.value("break_reason") == "solicitor" and one.text("ended_at") for one in self.breaks
        )

    def signature(self, role: str) -> Part | None:
        """How somebody in that role signed or refused; None while they have done neither."""
        return next((one for one in self.signatures if one.value("room_role") == role), None)

    def must_not_be_sealed(self) -> None:
        """Raises `Trouble` once it is: nothing of it changes (PACE-12)."""
        if self.held.locked:
            raise Trouble(
                "That interview is sealed, so nothing in it changes.", "Add a dated addendum instead."
            )

    def _acts(self, kind: str) -> list[Act]:
        return [act for act in self.along if act.kind == kind]

    def _with_along(self, kind: str) -> list[Part]:
        """The parts of a kind as they will be: those there, changed as `along` changes them, then its new
        ones.
        """
        coming = {act.record: dict(act.fields) for act in self._acts(kind)}
        there: list[Part] = [
            _Coming(one.record, {**one.values, **coming.pop(one.record)}) if one.record in coming else one
            for one in self._parts(kind)
        ]
        return [*there, *(_Coming(record, fields) for record, fields in coming.items())]

    def _parts(self, kind: str) -> list[Held]:
        with self.desk.notebook.reading() as book:
            return records.listed(book, kinds=[kind], parent=self.held.record, order="made_ms")


def open_room(desk: Desk, interview: str, along: tuple[Act, ...] = ()) -> Room:
    """The interview with that id. Raises `Trouble` when it is not in this notebook."""
    return Room(desk, desk.held(interview), along)


def step_id(interview: str, code: str) -> str:
    """The record id of one step of one interview (UUID version 5): two laptops meet in one record."""
    return str(uuid.uuid5(uuid.UUID(interview), f"step/{code}"))


def line_id(interview: str, number: int, chain: str) -> str:
    """The record id of one question, also of the draft in which it is typed before it is put."""
    return str(uuid.uuid5(uuid.UUID(interview), f"line/{number}/{chain}"))


def version(desk: Desk, wording: str) -> str:
    """A wording with its version, as a record names the words that were read out."""
    words = desk.reference().wording(wording)
    return f"{words.id} {words.version}"
