"""A child's hours as they are typed: what the fields say, the ruler, the findings, and the week in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.workplaces.files import ChildFile
from fieldkit.kinds.answers import Context, Unfit
from fieldkit.kinds.record import Question, question, questions
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import local, read_day
from fieldkit.ledger.canonical import Json
from fieldkit.rules.employment import Ruler
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.store.drafts import Typed

#: What the page asks: the day worked, this spell of work, and the hours of the week.
ABOUT_SHIFT = ("started_at", "finished_at", "rests", "employer", "source")
ABOUT_CHILD = ("week_hours", "week_hours_source", "week_complete", "required_to_attend")
FIELDS = ("day", *ABOUT_SHIFT, *ABOUT_CHILD)
_BREAKS = (("break_from", "break_to"), ("second_break_from", "second_break_to"))
_SPAN = re.compile(r"\s*(\S+)\s*(?:to|-|\u2013)\s*(\S+)\s*")
_BREAK_HINT = "Enter None, or from when to when, such as 12:00 to 12:30"


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """Hours already kept of the child, in words; `employer` is empty for this one."""

    shift: str
    words: str
    breaks: str
    employer: str
    source: str

    @property
    def told(self) -> str:
        """All of it in a line."""
        breaks = f"breaks: {self.breaks}" if self.breaks else ""
        return ", ".join(filter(None, (self.words, self.employer, breaks, self.source)))


@dataclass(frozen=True, slots=True)
class HoursForm:
    """What the fields open on.

    `shift` is the id these hours have or will have; `known` that they are kept.
    """

    child: str
    shift: str
    known: bool
    typed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class HoursPage:
    """The hours of a child checked as typed.

    `findings` are of every day listed, the fails first; `problems` are fields that cannot be read yet;
    `case_made` is the case that was opened of the child; `no_child` stops the checks (EMP-00), and
    `to_take_out` names what was typed of them all the same.
    """

    form: HoursForm
    visit: str
    reference: str
    place: str
    heading: str
    day: date | None
    ruler: Ruler
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    week_words: str
    source_words: str
    week_source_words: str
    shifts: tuple[ShiftRow, ...]
    no_child: bool
    to_take_out: tuple[str, ...]
    premises: tuple[tuple[str, str], ...]
    caution: str
    case_made: str

    def count(self, verdict: Verdict) -> int:
        """How many findings there are of a kind."""
        return sum(one.verdict is verdict for one in self.findings)


def typed_hours(said: Mapping[str, Json], child: Mapping[str, Json], day: date | None) -> dict[str, str]:
    """Kept answers as the fields of the page show them: bare times, breaks in one line."""
    at = said.get("started_at")
    worked = local(at).date() if isinstance(at, str) else day
    found = {
        "day": f"{worked.day} {worked.month} {worked.year}" if worked else "",
        "started_at": _clock(at),
        "finished_at": _clock(said.get("finished_at")),
        "rests": breaks_typed(said),
    }
    for kind, values, names in (
        ("shift", said, ("employer", "source")),
        ("child-at-work", child, ABOUT_CHILD),
    ):
        model = kind_named(kind)
        kept = answers.typed_of(model, {name: values[name] for name in names if name in values})
        found |= {name: str(kept.get(name, "")) for name in names}
    found["week_hours"] = found["week_hours"].removesuffix(":00")
    return found


def breaks_typed(said: Mapping[str, Json]) -> str:
    """The breaks as typed: "None", "12:00 to 13:00", or empty while nobody asked."""
    spans = [f"{_clock(said.get(first))} to {_clock(said.get(last))}" for first, last in _BREAKS
             if said.get(first) or said.get(last)]  # fmt: skip
    return ", ".join(spans) or {"no": "None", "yes": "Yes"}.get(str(said.get("rests")), "")


def read_hours(
    typed: Mapping[str, Typed], found_on: date | None, context: Context
) -> tuple[dict[str, Json], dict[str, Json], tuple[Problem, ...]]:
    """The values of the shift and of the child that can be read, and what is wrong with the rest.

    A bare time falls on the day worked; times that cannot be read are as if nobody had said them.
    """
    day, problems = day_typed(typed, found_on or context.day)
    there = Context(day, context.offset_minutes)
    shift = _read("shift", {name: typed.get(name, "") for name in ("started_at", "finished_at", "employer",
                  "source")}, there, problems)  # fmt: skip
    child = _read("child-at-work", {name: typed[name] for name in ABOUT_CHILD if name in typed}, there,
                  problems)  # fmt: skip
    shift |= breaks_in(str(typed.get("rests", "")), there, problems)
    model = kind_named("shift").model_validate(shift)
    wrong = [Problem("rests" if "break" in name else name, say) for name, say in model.contradictions()]
    return shift, child, (*problems, *wrong)


def day_typed(typed: Mapping[str, Any], otherwise: date) -> tuple[date, list[Problem]]:
    """The day worked, and what is wrong with it as typed."""
    said = str(typed.get("day") or "").strip()
    try:
        return (read_day(said) if said else otherwise), []
    except Unfit as fault:
        return otherwise, [Problem("day", fault.say)]


def breaks_in(typed: str, context: Context, problems: list[Problem]) -> dict[str, Json]:
    """The breaks of one line; what cannot be read is added to the problems."""
    try:
        return read_breaks(typed, context)
    except Unfit as fault:
        problems.append(Problem("rests", fault.say))
        return {}


def read_breaks(typed: str, context: Context) -> dict[str, Json]:
    """The breaks of one line: None, or at most two spans. Raises `Unfit`."""
    empty: dict[str, Json] = {name: None for pair in _BREAKS for name in pair}
    said = typed.strip().casefold()
    if not said:
        return {**empty, "rests": None}
    if said in ("none", "no", "0"):
        return {**empty, "rests": "no"}
    if said == "yes":
        return {**empty, "rests": "yes"}
    spans = [_SPAN.fullmatch(part) for part in re.split(r",|;|\band\b", said)]
    if len(spans) > len(_BREAKS):
        raise Unfit("Enter at most two breaks; more go in with hours of their own")
    found: dict[str, Json] = {**empty, "rests": "yes"}
    read: list[Problem] = []
    for names, span in zip(_BREAKS, spans, strict=False):
        if span is None:
            raise Unfit(_BREAK_HINT)
        found |= _read("shift", dict(zip(names, span.groups(), strict=True)), context, read)
    if read:
        raise Unfit(_BREAK_HINT)
    return found


def shift_row(record: str, said: Mapping[str, Json]) -> ShiftRow:
    """Kept hours in a line."""
    model = kind_named("shift").model_validate(dict(said))
    source = answers.words_of(_question("source"), said.get("source"))
    return ShiftRow(record, model.title(), breaks_typed(said), str(said.get("employer") or ""), source)


def heading_of(file: ChildFile, day: date | None, age: int | None, ruler: Ruler) -> str:
    """Such as "Ignatius Vell, age 14, Thursday 19 November: a school day"."""
    told = [str(file.said.get("name") or "The child")]
    if age is not None:
        told.append(f"age {age}")
    if day is not None:
        told.append(f"{day:%A} {day.day} {day:%B}")
    return ", ".join(told) + (f": {ruler.day_words}" if ruler.day_words else "")


def as_said(source: str, name: str) -> str:
    """How hours are known, to stand beside their field: "as the child said", "rota"."""
    words = answers.words_of(_question(name), source or None)
    return words[:1].lower() + words[1:]


def _read(
    kind: str, typed: Mapping[str, Typed], context: Context, problems: list[Problem]
) -> dict[str, Json]:
    model, found = kind_named(kind), dict[str, Json]()
    for name, answer in typed.items():
        try:
            found |= answers.read(model, {name: answer}, context)
        except Problems as wrong:
            problems += wrong.problems
            found[name] = None
    return found


def _clock(moment: Json) -> str:
    return f"{local(moment):%H:%M}" if isinstance(moment, str) and "T" in moment else ""


def _question(name: str) -> Question:
    return question(kind_named("shift" if name == "source" else "child-at-work"), name)


def names_typed(said: Mapping[str, Json], kept: Sequence[str]) -> tuple[str, ...]:
    """The questions answered beyond those that may be kept, as their labels."""
    model = kind_named("child-at-work")
    return tuple(
        item.short
        for item in questions(model)
        if item.name not in (*kept, "parent", "case_made") and said.get(item.name) not in (None, "", [])
    )
