"""How far each section of a form is: not started, in progress, done."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from fieldkit.kinds.record import questions, reach, sections
from fieldkit.kinds.registry import kind_named
from fieldkit.store.drafts import Draft
from fieldkit.store.records import Held

_NONE: tuple[object, ...] = (None, "", [])


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a form and how far it is: not started, in progress, done, or something to put right."""

    name: str
    status: str
    to_put_right: int = 0


def sections_of(
    held: Held, kept: Draft | None, *, state: str = "", leave_out: Collection[str] = ()
) -> Sequence[Section]:
    """The sections of a record's form, confirmed answers and the draft together.

    With `state`, only what is needed up to that state counts as missing; otherwise whatever is ever needed.
    """
    model = kind_named(held.kind)
    passed = reach(model, state) | {"any"} if state else frozenset[str]()
    typed = {name for name, answer in (kept.typed if kept else {}).items() if answer}
    found = []
    for name in sections(model):
        asked = [
            q for q in questions(model) if q.ask.asked and q.ask.section == name and q.shown(held.values)
        ]
        if name in leave_out or not asked:
            continue
        needed = [q for q in asked if q.ask.needed and (not state or q.ask.needed in passed)]
        missing = [q for q in needed if held.values.get(q.name) in _NONE]
        given = [q for q in asked if held.values.get(q.name) not in _NONE]
        status = "not started"
        if typed & {q.name for q in asked}:
            status = "in progress"
        elif given:
            status = "in progress" if missing else "done"
        found.append(Section(name, status))
    return found
