"""Reads a stop for its page and for the list of its sweep; nothing here writes or asks the notebook."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from fieldkit.casebook import answers
from fieldkit.casebook.answers import Problems
from fieldkit.casebook.sweeps.facts import SchoolThere
from fieldkit.casebook.sweeps.stop_page import (
    CHILD,
    CLASS,
    DONE,
    LINES,
    PLACE,
    PROOF,
    REASON,
    SCHOOL,
    WITH,
    OpenStop,
    StopLine,
    StopPage,
    StopRow,
)
from fieldkit.kinds.answers import Context
from fieldkit.kinds.record import questions
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.stops import Stop as StopKind
from fieldkit.kinds.times import local
from fieldkit.ledger.canonical import Json
from fieldkit.reference import Reference
from fieldkit.reference.codes import code_list
from fieldkit.rules.finding import Verdict
from fieldkit.rules.registry import findings
from fieldkit.rules.school.hours import closed_that_day
from fieldkit.rules.sweeps.facts import Stop
from fieldkit.rules.sweeps.stop_choices import allowed_actions, suggested_classification
from fieldkit.store.drafts import Typed
from fieldkit.store.records import Held

_NO_POWER = (
    "Only a constable, or a PCSO given this power, may remove a child (SWP-03, SWP-04). "
    "You may ask, check and record. A stop is not an interview: no questions about guilt (SWP-24)."
)
_PATROL = "This is an engagement patrol: nobody may be removed (SWP-20)."
_NOT_LIVE = ("SWP-22", "SWP-24")


def said(typed: Mapping[str, Typed], context: Context) -> dict[str, Json]:
    """The values of what is typed so far; an answer that cannot be read yet is left out."""
    model, found = kind_named("stop"), dict[str, Json]()
    known = {item.name for item in questions(model)}
    for name, answer in typed.items():
        if name in known and answer not in ("", []):
            try:
                found |= answers.read(model, {name: answer}, context)
            except Problems:
                continue
    return {name: value for name, value in found.items() if value is not None}


def removes(values: Mapping[str, Json]) -> list[str]:
    """The removals among what was done."""
    actions = values.get("actions")
    wanted = {code.code for code in code_list("stop-action") if code.has("removes")}
    return [str(one) for one in actions if one in wanted] if isinstance(actions, list) else []


def page(
    opened: OpenStop, values: Mapping[str, Json], stop: Stop, school: SchoolThere | None, book: Reference
) -> StopPage:
    """The page of a stop, of the values said so far and the facts made of them."""
    lines = tuple(_line(name, values, book) for name in LINES)
    suggested = suggested_classification(stop, book)
    told = bool(values.get("reason") or values.get("school_says") or suggested.code != "unresolved")
    found = [one for one in findings(book, stop) if one.rule not in _NOT_LIVE and one.verdict is Verdict.FAIL]
    closed = closed_that_day(stop)
    number = opened.number.rpartition("-")[2].lstrip("0") or opened.number
    name = str(values.get("child_name") or "")
    return StopPage(
        heading=f"Stop {number}: {name}" if name else f"Stop {number}",
        lines=lines,
        allowed=dict(allowed_actions(stop, opened.sweep, book)),
        suggested=suggested.code if told else "",
        suggested_label=book.label("stop-class", suggested.code) if told else "",
        suggested_why=suggested.why if told else "",
        notes=(_NO_POWER, _PATROL) if opened.sweep.mode == "engagement" else (_NO_POWER,),
        school=stop.school or "",
        school_phone=school.phone if school else "",
        school_closed=f"{stop.school} is closed on this day" if closed else "",
        age=stop.age,
        findings=tuple(found),
        missing=tuple(line.name for line in lines if not line.done and line.name in _needed(values)),
    )


def row(held: Held, book: Reference, received: Collection[str], worried: bool) -> StopRow:
    """A stop as a row."""
    values = held.values
    at, officer = held.text("stopped_at"), values.get("officer")
    age = values.get("age")
    return StopRow(
        stop=held.record,
        number=held.text("stop_no"),
        at=f"{local(at):%H:%M}" if at else "",
        place=held.text("place"),
        child=held.text("child_name"),
        age=str(age) if age is not None else "",
        school=_school(values),
        reason=book.label("stop-reason", held.text("reason")),
        classification=book.label("stop-class", held.text("classification")),
        done=_labels(values.get("actions"), book),
        officer=str(officer["name"]) if isinstance(officer, dict) else "",
        group=held.text("group"),
        welfare=worried or held.text("welfare") == "yes",
        case_made=held.text("case_made"),
        to_refer=to_refer(held, book),
        sent=all(head in received for head in held.folded.heads),
        erased=not held.withdrawn and is_erased(held),
        withdrawn=held.withdrawn,
        disputed=bool(held.disputed),
    )


def to_refer(held: Held, book: Reference) -> bool:
    """Whether a CME referral can be opened from it: a child on no roll, and no case made yet (SWP-23)."""
    missing = {code.code for code in book.codes("stop-class") if code.has("cme")}
    return not held.withdrawn and not held.value("case_made") and held.text("classification") in missing


def is_erased(held: Held) -> bool:
    """Whether names were erased from it: the ledger says so, and none is left."""
    told = [one for name in StopKind.personal for one in held.folded.fields.get(name, ())]
    return any(one.erased for one in told) and not any(held.values.get(name) for name in StopKind.personal)


def _needed(values: Mapping[str, Json]) -> set[str]:
    model = kind_named("stop")
    return {
        item.ask.section
        for item in questions(model)
        if item.ask.needed and item.shown(values) and values.get(item.name) in (None, "", [])
    }


def _line(name: str, values: Mapping[str, Json], book: Reference) -> StopLine:
    shown = _SHOWN[name](values, book)
    return StopLine(name, shown, bool(shown) and name not in _needed(values))


def _place(values: Mapping[str, Json], _book: Reference) -> str:
    at = values.get("stopped_at")
    clock = f"{local(at):%H:%M}" if isinstance(at, str) else ""
    return ", ".join(filter(None, (str(values.get("place") or ""), clock)))


def _child(values: Mapping[str, Json], book: Reference) -> str:
    name = values.get("child_name") or values.get("description") or ""
    age = values.get("age")
    year = book.label("year-group", str(values.get("year_group") or ""))
    who = ", ".join(filter(None, (str(name), "" if age is None else str(age))))
    return "\n".join(filter(None, (who, ", ".join(filter(None, (_school(values), year))))))


def _with(values: Mapping[str, Json], book: Reference) -> str:
    who = book.label("stop-with", str(values.get("with_adult") or ""))
    told = values.get("adult_relation") or values.get("adult_name")
    return f"{who}: {told}" if who and told else who


def _reason(values: Mapping[str, Json], book: Reference) -> str:
    return book.label("stop-reason", str(values.get("reason") or ""))


def _proof(values: Mapping[str, Json], book: Reference) -> str:
    return book.label("stop-proof", str(values.get("proof") or ""))


def _school_says(values: Mapping[str, Json], book: Reference) -> str:
    told = book.label("school-says", str(values.get("school_says") or ""))
    code = values.get("register_code")
    return f"{told}. Code {code}" if told and code else told


def _class(values: Mapping[str, Json], book: Reference) -> str:
    return book.label("stop-class", str(values.get("classification") or ""))


def _done(values: Mapping[str, Json], book: Reference) -> str:
    return _labels(values.get("actions"), book)


def _school(values: Mapping[str, Json]) -> str:
    school = values.get("school")
    return str(school["name"]) if isinstance(school, dict) else str(values.get("school_stated") or "")


def _labels(actions: Json, book: Reference) -> str:
    return (
        _sentence([book.label("stop-action", str(one)) for one in actions])
        if isinstance(actions, list)
        else ""
    )


def _sentence(words: Sequence[str]) -> str:
    return ", ".join([*words[:1], *(word[:1].lower() + word[1:] for word in words[1:])])


_SHOWN = {
    PLACE: _place, CHILD: _child, WITH: _with, REASON: _reason, PROOF: _proof, SCHOOL: _school_says,
    CLASS: _class, DONE: _done,
}  # fmt: skip
