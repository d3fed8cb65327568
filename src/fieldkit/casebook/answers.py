"""Turns answers as typed into plain values, or into the list of what is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from fieldkit.errors import Trouble
from fieldkit.kinds.answers import Context, File, Unfit
from fieldkit.kinds.record import Question, Record, questions, reach
from fieldkit.ledger.canonical import Json
from fieldkit.store.drafts import Typed


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right: the field it is at, and what to do."""

    field: str
    say: str


class Problems(Trouble):
    """Answers that cannot be confirmed as they stand. Nothing typed is lost."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("There is a problem.", "; ".join(problem.say for problem in problems) + ".")


def read(kind: type[Record], typed: Mapping[str, Any], context: Context) -> dict[str, Json]:
    """The values of these answers; an empty answer is None.

    Raises `Problems`, also for a field that is not there.
    """
    known = {item.name: item for item in questions(kind)}
    values: dict[str, Json] = {}
    problems: list[Problem] = []
    for name, answer in typed.items():
        if name not in known:
            problems.append(Problem(name, f"{kind.label} has no field called {name}"))
            continue
        try:
            values[name] = _read_one(known[name], answer, context)
        except Unfit as fault:
            problems.append(Problem(name, fault.say))
    if problems:
        raise Problems(_in_order(kind, problems))
    return values


def typed_of(kind: type[Record], values: Mapping[str, Json]) -> dict[str, Typed]:
    """Values as an officer would type them, for a form that opens on what is confirmed."""
    found: dict[str, Typed] = {}
    for item in questions(kind):
        held = values.get(item.name)
        if held is None or isinstance(item.answer, File):
            continue
        if item.many and isinstance(held, list):
            found[item.name] = [item.answer.typed(part) for part in held]
        else:
            found[item.name] = item.answer.typed(held)
    return found


def words_of(item: Question, value: Json) -> str:
    """A value in words, as screens and paper print it; empty when there is none."""
    if value is None or value == []:
        return ""
    if item.many and isinstance(value, list):
        return ", ".join(item.answer.show(part) for part in value)
    return item.answer.show(value)


def check(
    kind: type[Record],
    values: Mapping[str, Json],
    *,
    state: str = "",
    section: str = "",
    page: Collection[str] = (),
    fields: Iterable[str] = (),
) -> None:
    """Raises `Problems` for what is missing and for answers that contradict each other.

    With `state` everything needed up to that state must be there, with `section` or `page` everything needed
    on that page; answers are compared as far as they concern `fields` (none: all).
    """
    passed = reach(kind, state) | {"any"} if state or not kind.moves else frozenset({"any"})
    problems = []
    for item in questions(kind):
        here = item.ask.section == section or item.name in page
        wanted = here if section or page else item.ask.needed in passed
        if item.ask.needed and wanted and item.shown(values) and values.get(item.name) in (None, "", []):
            problems.append(Problem(item.name, f"Answer “{item.label}”"))
    try:
        record = kind.model_validate(dict(values))
    except ValidationError as fault:
        raise Problems(
            [Problem(str(error["loc"][0]), "Enter this again") for error in fault.errors()]
        ) from fault
    about = set(fields)
    problems += [Problem(name, say) for name, say in record.contradictions() if not about or name in about]
    if problems:
        raise Problems(_in_order(kind, problems))


def _read_one(item: Question, answer: Any, context: Context) -> Json:
    if answer is None or answer in ("", []):
        return None
    if item.many:
        parts = answer if isinstance(answer, list) else [answer]
        return [item.answer.parse(_as_typed(item, part), context) for part in parts]
    text = _as_typed(item, answer)
    return item.answer.parse(text, context) if text.strip() else None


def _as_typed(item: Question, answer: Any) -> str:
    """An answer as text; a plain value, as `show --json` gives it, is put as an officer would type it."""
    if isinstance(answer, str):
        return answer
    try:
        return item.answer.typed(answer)
    except (KeyError, TypeError, ValueError):
        raise Unfit("Enter this as text") from None


def _in_order(kind: type[Record], problems: Iterable[Problem]) -> list[Problem]:
    order = {item.name: place for place, item in enumerate(questions(kind))}
    return sorted(problems, key=lambda problem: order.get(problem.field, len(order)))
