"""What every kind is: a frozen model whose fields are questions, with the states it moves through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict

from fieldkit.kinds.answers import Answer, Link, Named

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ask:
    """The question beside a field.

    `needed` is the state from which an answer must be there (none: optional); `voice` keeps fact, judgement
    and their words apart (DPA 2018 s.38(2)); `when` shows the question only while another field has one of
    some values;
    `short` is the label on check answers; `also` names the field that takes the other value when both are
    kept.
    """

    label: str
    section: str = ""
    hint: str = ""
    needed: str = ""
    voice: str = "plain"
    short: str = ""
    when: tuple[str, tuple[str, ...]] | None = None
    also: str = ""
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a kind, made from its field."""

    name: str
    ask: Ask
    answer: Answer
    many: bool

    @property
    def label(self) -> str:
        """The question as asked."""
        return self.ask.label

    @property
    def short(self) -> str:
        """The question as a row label."""
        return self.ask.short or self.ask.label.rstrip("?")

    @property
    def optional(self) -> bool:
        """Whether it may stay without an answer in every state."""
        return not self.ask.needed

    def shown(self, values: Values) -> bool:
        """Whether the question applies, given the other answers."""
        if self.ask.when is None:
            return True
        name, wanted = self.ask.when
        held = values.get(name)
        return held in wanted or (isinstance(held, list) and any(item in wanted for item in held))


class Record(BaseModel):
    """The base of all kinds. Every answer may be None: reading the ledger never checks that it is there."""

    model_config = ConfigDict(frozen=True, extra="allow", strict=False)

    kind: ClassVar[str] = ""
    schema_version: ClassVar[int] = 1
    label: ClassVar[str] = ""
    icon: ClassVar[str] = "note-pencil"
    #: Where it lives: "self" (a home of its own), "case", "register" (the council's) or "log" (the
    #: officer's own).
    lives_in: ClassVar[str] = "case"
    #: The kinds a child record may hang from.
    parents: ClassVar[tuple[str, ...]] = ()
    #: state -> the states it may be moved to; the first is where it begins. Empty: the kind has no states.
    moves: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    #: The states that stand beside the way: what they need is not needed by what comes after.
    side_states: ClassVar[tuple[str, ...]] = ()
    #: The code list that words its states.
    state_codes: ClassVar[str] = ""
    #: Whether it is closed by a seal, after which only addenda are taken (EVD-20).
    seals: ClassVar[bool] = False
    #: The fields that must be answered before it is sealed, beyond what its state needs.
    seal_needs: ClassVar[tuple[str, ...]] = ()
    #: The states in which it may be sealed; empty: in any.
    seal_from: ClassVar[tuple[str, ...]] = ()
    #: Whether the seal of its parent closes it too; what goes on after the lock (follow-ups,
    #: countersignatures) is not.
    part_of_parent: ClassVar[bool] = False
    #: The names of fields whose words are searched.
    searched: ClassVar[tuple[str, ...]] = ()
    #: The fields that may change after an approval without undoing it: pressed times, what came of it.
    after_approval: ClassVar[tuple[str, ...]] = ()
    #: The fields that name or describe somebody: what is erased when only the counts may be kept (SWP-22).
    personal: ClassVar[tuple[str, ...]] = ()
    #: The field that says when it happened, for chronologies.
    happened: ClassVar[str] = ""
    #: The field by which lists show what is due.
    due: ClassVar[str] = ""
    #: Whether it stands in the chronology of its case.
    in_chronology: ClassVar[bool] = True

    parent: Annotated[str | None, Ask("Belongs to", asked=False), Link()] = None

    def title(self) -> str:
        """A line that names the record in lists. Never holds a confidential address."""
        return self.label

    def line(self) -> str:
        """A second line for chronologies, or an empty text."""
        return ""

    def contradictions(self) -> Iterator[tuple[str, str]]:
        """The fields whose answers cannot both be right, each with what to do about it."""
        yield from ()


@cache
def questions(kind: type[Record]) -> tuple[Question, ...]:
    """The questions of a kind in the order of its fields, the ones not asked on forms included."""
    found = []
    for name, hint in get_type_hints(kind, include_extras=True).items():
        if name in kind.model_fields:
            ask, answer, many = _read(hint)
            if ask is not None and answer is not None:
                found.append(Question(name, ask, answer, many))
    own = [question for question in found if question.name != "parent"]
    return tuple(own + [question for question in found if question.name == "parent"])


@cache
def sections(kind: type[Record]) -> tuple[str, ...]:
    """The sections of a kind's form, in order."""
    return tuple(dict.fromkeys(q.ask.section for q in questions(kind) if q.ask.asked and q.ask.section))


def question(kind: type[Record], name: str) -> Question:
    """One question by its field name. Raises `LookupError`."""
    for item in questions(kind):
        if item.name == name:
            return item
    raise LookupError(f"{kind.kind} has no field {name}")


def reach(kind: type[Record], state: str) -> frozenset[str]:
    """The states that come before or are `state`, along the shortest way from the beginning."""
    if not kind.moves:
        return frozenset()
    start = next(iter(kind.moves))
    before: dict[str, str | None] = {start: None}
    waiting = [start]
    while waiting:
        here = waiting.pop(0)
        for there in () if here in kind.side_states else kind.moves.get(here, ()):
            if there not in before:
                before[there] = here
                waiting.append(there)
    found, step = set(), state if state in before else None
    while step is not None:
        found.add(step)
        step = before[step]
    return frozenset(found)


def _read(hint: Any) -> tuple[Ask | None, Answer | None, bool]:
    """The question, the answer type and whether it takes many, of an annotation however nested."""
    ask: Ask | None = None
    answer: Answer | None = None
    many = False
    waiting = [hint]
    while waiting:
        part = waiting.pop()
        if get_origin(part) is Annotated:
            inner, *extras = get_args(part)
            ask = next((extra for extra in extras if isinstance(extra, Ask)), ask)
            answer = next((extra for extra in extras if isinstance(extra, Answer)), answer)
            waiting.append(inner)
        elif get_origin(part) is list and answer is None:
            many = True
            waiting += get_args(part)
        else:
            waiting += [item for item in get_args(part) if item is not type(None)]
    return ask, answer, many


def links(kind: type[Record]) -> tuple[Question, ...]:
    """The questions whose answer points at another record."""
    return tuple(item for item in questions(kind) if isinstance(item.answer, Link))


def named(kind: type[Record]) -> tuple[Question, ...]:
    """The questions whose answer names an officer or a school by value."""
    return tuple(item for item in questions(kind) if isinstance(item.answer, Named))
