"""Turns what was said on a command line or in a JSON file into the desk's verb for that kind of record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import typer

from fieldkit.casebook.answers import Problem, Problems, read
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.safety.colleagues import ACTS
from fieldkit.errors import Trouble
from fieldkit.kinds.answers import Choice, Named
from fieldkit.kinds.record import Question, Record, questions
from fieldkit.kinds.registry import kind_named
from fieldkit.kinds.times import Periods
from fieldkit.ledger.canonical import Json
from fieldkit.reference.codes import code_list
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

_OTHERWISE = {
    "exhibit": "Attach its file: fieldkit attach RECORD FILE",
    "interview-recording": "Write it down: fieldkit interview recording INTERVIEW [FILE]",
    "signoff": "Decide with: fieldkit record approve, return or refuse",
    "bundle-build": "Build it: fieldkit bundle CASE",
    "court-form": "Attach it: fieldkit court-form FILE.pdf --form mc100",
    "dataset": "Import it: fieldkit import schools FILE",
    "look": "FieldKit writes it itself.",
}
_INSIDE = {"case": "child", "visit": "safety-plan"}
"""The record that is made together with one of this kind, under its own name in the JSON."""


_ID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


@dataclass(frozen=True)
class Said:
    """The answers given for one record, what was given for the one made with it, and where it belongs."""

    typed: dict[str, Any]
    inside: dict[str, Any] = field(default_factory=dict)
    parent: str = ""


def said(kind: str, document: Mapping[str, Any], sets: Sequence[str]) -> Said:
    """The answers in a document (the JSON of `show`, or plain fields), with those of `--set` on top.

    Raises `Problems` naming each field that holds what no answer can be.
    """
    model, inner = kind_named(kind), _INSIDE.get(kind, "")
    shown = isinstance(document.get("values"), dict)
    given = dict(document["values"] if shown else document)
    nested = document.get(inner, {})
    if isinstance(nested, dict) and inner:
        given = {name: value for name, value in given.items() if name != inner or shown}
    else:
        nested = {}
    if shown:
        told = document.get("kind", kind)
        if told != kind:
            raise Trouble(f"That JSON is of a {told}, not of a {kind}.", f"Use: fieldkit record new {told}")
        made = {item.name for item in questions(model) if not item.ask.asked and item.name != "line_code"}
        given = {name: value for name, value in given.items() if name not in made and value is not None}
    typed = given | read_sets(model, sets)
    _must_fit(model, typed)
    within: dict[str, Any] = {}
    if nested:
        within = said(inner, nested, ()).typed
    parent = document.get("parent", "") if shown else ""
    return Said(typed, within, parent if isinstance(parent, str) else "")


def read_sets(model: type[Record], sets: Sequence[str]) -> dict[str, Any]:
    """The answers of `--set field=value`; one that takes many is given once for each."""
    many = {item.name for item in questions(model) if item.many}
    typed: dict[str, Any] = {}
    for each in sets:
        name, equals, value = each.partition("=")
        if not equals:
            raise typer.BadParameter(f"{each} is not field=value", param_hint="--set")
        if name in many:
            typed.setdefault(name, []).extend([value] if value else [])
        else:
            typed[name] = value
    return typed


def find(casebook: Casebook, named: str) -> str:
    """The id of a record named by its id, or of a case or sweep named by its reference. Raises `Trouble`."""
    text = named.strip()
    if re.fullmatch(_ID, text):
        return casebook.held(text.lower()).record
    known = casebook.operations.referred(text) or casebook.workplaces.referred(text)
    return (known or casebook.cases.by_reference(text)).record


def find_sweep(casebook: Casebook, named: str) -> str:
    """The id of a sweep named by its id or its reference. Raises `Trouble`."""
    text = named.strip()
    if re.fullmatch(_ID, text):
        return casebook.held(text.lower()).record
    return casebook.operations.by_reference(text).record


def make(casebook: Casebook, kind: str, told: Said, *, case: str = "", parent: str = "") -> str:
    """Make a record; says its id. Raises `Problems` naming each field, or `Trouble`."""
    model = kind_named(kind)
    if kind in _OTHERWISE:
        raise Trouble(f"{model.label} is not made this way.", _OTHERWISE[kind])
    if kind == "case":
        return casebook.cases.new(told.typed, told.inside)[0]
    if kind == "operation":
        return casebook.operations.plan(told.typed)[0]
    named = parent or ("" if case else told.parent)
    if kind == "statement" and named and casebook.held(find(casebook, named)).kind == "visit":
        return casebook.statements.draft(find(casebook, named))[0]
    if kind == "statement" and not told.typed.get("paragraphs"):
        return _gathered(casebook, find(casebook, named or case), told.typed)
    place, typed = _place(casebook, model, case, named), told.typed
    plain: dict[str, Callable[..., tuple[str, Changes]]] = {
        "stop": casebook.stops.log,
        "premises-visit": casebook.workplaces.plan,
        "shift": casebook.workplaces.add_shift,
        "calling-card": casebook.cards.new,
    }
    if kind in plain:
        return plain[kind](place, typed)[0]
    if kind == "investigation-plan" and (referral := casebook.legal_referrals.of_case(place)):
        return casebook.panel.plan(referral, typed)[0]
    if kind == "visit":
        return casebook.visits.plan(place, typed, told.inside)[0]
    if kind == "enquiry":
        return _enquiry(casebook, place, typed)
    if kind == "service" and casebook.held(place).kind == "legal-action":
        return casebook.services.serve(place, typed)[0]
    if kind == "flag-read":
        visit = find(casebook, str(typed.get("visit", "")))
        casebook.visits.read_flag(visit, place)
        return place
    if kind == "safety-event":
        return _tell_timer(casebook, place, typed)
    return casebook.records.new(kind, typed, parent=place)[0]


def _enquiry(casebook: Casebook, case: str, typed: Mapping[str, Any]) -> str:
    line = str(typed.get("line_code", ""))
    if not line:
        raise Problems([Problem("line_code", "Name the line of the checklist")])
    rest = {name: value for name, value in typed.items() if name != "line_code"}
    return casebook.enquiries.record(case, line, rest)[0]


def _gathered(casebook: Casebook, case: str, typed: Mapping[str, Any]) -> str:
    """A draft from the records in `sources`; empty of them for whoever tells their own story."""
    given = typed.get("sources", [])
    chosen = [find(casebook, str(one)) for one in (given if isinstance(given, list) else [given])]
    maker, occupation = str(typed.get("maker") or ""), str(typed.get("occupation") or "")
    return casebook.statements.gather(case, chosen, maker=maker, occupation=occupation)[0]


def correct(casebook: Casebook, record: str, typed: Mapping[str, Any], why: str) -> Changes:
    """Give new answers by the verb that its kind has for it. Raises `Problems` or `Trouble`."""
    if casebook.held(record).kind == "shift":
        return casebook.workplaces.correct_shift(record, typed, why)
    return casebook.records.correct(record, typed, why)


def move(casebook: Casebook, record: str, state: str, why: str, sets: Sequence[str]) -> None:
    """Move a record to a state, named by code or in words, by the verb its kind has for it.

    Raises `Problems` or `Trouble`, also for what a rule of that move forbids.
    """
    held = casebook.held(record)
    model = kind_named(held.kind)
    to = _state(model, state)
    values = read(model, read_sets(model, sets), casebook.context())
    if held.kind == "visit" and not held.locked:
        _move_visit(casebook, held, to, why, values)
        return
    if held.kind == "operation" and not values:
        _move_sweep(casebook, held, to, why)
        return
    if held.kind == "referral" and to in ("accepted", "returned_to_school"):
        desk = casebook.legal_referrals
        (desk.accept if to == "accepted" else desk.return_to_school)(record, why)
        return
    if held.kind == "case" and to == "allocated":
        mine: dict[str, Json] = {"allocated_officer": casebook.my_name(), "allocated_at": casebook.now_text()}
        values = mine | values
    casebook.records.move(record, to, why, machine=values)


def decide(casebook: Casebook, record: str, decision: str, typed: Mapping[str, Any]) -> str:
    """Approve, return or refuse; says the sign-off. A referral goes back with its failed checks.

    Raises `Problems` or `Trouble`.
    """
    if (casebook.held(record).kind, decision) == ("referral", "return"):
        return casebook.panel.decide(record, decision, str(typed.get("reason", "")))[0]
    return casebook.approvals.decide(record, decision, typed)[0]


def _move_visit(casebook: Casebook, visit: Held, to: str, why: str, values: Mapping[str, Json]) -> None:
    visits, name = casebook.visits, visit.record
    ways = kind_named("visit").moves
    pressed = {"travelling": visits.set_off, "on_site": visits.arrive, "departed_safe": visits.leave,
               "written_up": visits.write_up}  # fmt: skip
    if (visit.state, to) == ("planned", "travelling") or (to in pressed and to in ways.get(visit.state, ())):
        pressed[to](name)
    elif to == "aborted" and to in ways.get(visit.state, ()):
        visits.abort(name, why)
    elif to == "cancelled" and to in ways.get(visit.state, ()):
        visits.cancel(name, why)
    else:
        if to == "risk_read" and not all(flag.read_by_me for flag in casebook.risk.of_visit(name)):
            raise Trouble("A risk flag of this visit is not read.", "Use: fieldkit record new flag-read")
        if to == "approved" and (not_yet := casebook.approvals.why_not(name)):
            raise Trouble("This visit is not approved.", not_yet)
        casebook.records.move(name, to, why, machine=values)


def _move_sweep(casebook: Casebook, sweep: Held, to: str, why: str) -> None:
    sweeps, name = casebook.operations, sweep.record
    pressed = {"submitted": sweeps.submit, "briefed": sweeps.brief, "live": sweeps.go_live,
               "stood_down": sweeps.stand_down, "closed": sweeps.close}  # fmt: skip
    if to in pressed:
        pressed[to](name)
    elif to == "cancelled":
        sweeps.cancel(name, why)
    else:
        casebook.records.move(name, to, why)


def _state(model: type[Record], said: str) -> str:
    """The code of a state. Raises `Trouble` when the kind has none of that name."""
    for code in code_list(model.state_codes) if model.state_codes else ():
        if said.casefold() == code.label.casefold() and code.code in model.moves:
            return code.code
    if said not in model.moves:
        states = ", ".join(model.moves)
        do = f"Its states are: {states}." if states else "It has no states."
        raise Trouble(f"{model.label} has no state {said}.", do)
    return said


def _tell_timer(casebook: Casebook, plan: str, typed: Mapping[str, Any]) -> str:
    safety, event = casebook.safety, str(typed.get("event", ""))
    if event == "started":
        safety.start(casebook.held(plan).parent)
    elif event == "check-in":
        safety.check_in(plan)
    elif event == "extended":
        minutes = str(typed.get("minutes", ""))
        if not minutes.isdigit():
            raise Problems([Problem("minutes", "Enter how many minutes more, from 1 to 480")])
        safety.extend(plan, int(minutes))
    elif event == "buddy-told":
        safety.tell_buddy(plan, str(typed.get("note", "")))
    elif event == "all-clear":
        safety.all_clear(plan, str(typed.get("typed", "")))
        _send_quietly(casebook)
    elif event in ACTS:
        casebook.colleagues.write(plan, event, str(typed.get("note", "")))
    else:
        known = ", ".join(("started", "check-in", "extended", "buddy-told", *ACTS))
        raise Problems([Problem("event", f"Enter {known} or all-clear")])
    return plan


def _send_quietly(casebook: Casebook) -> None:
    """Send at once if there is a network; without one the all-clear waits like everything else."""
    if casebook.me.enrolled:
        with suppress(Trouble):
            casebook.council.sync(tries=1)


def _place(casebook: Casebook, model: type[Record], case: str, parent: str) -> str:
    """The record that the new one hangs from; empty when it stands for itself."""
    named = parent or case
    if not named:
        if model.parents:
            raise Problems([Problem("parent", f"Name the {_either(model.parents)} that it belongs to")])
        return ""
    place = find(casebook, named)
    kind = casebook.held(place).kind
    if model.parents and kind not in model.parents:
        raise Trouble(
            f"{model.label} belongs to a {_either(model.parents)}, not to a {kind}.",
            "Name one with --parent ID.",
        )
    return place


def _either(kinds: Sequence[str]) -> str:
    """One, another or a third."""
    first, last = ", ".join(kinds[:-1]), kinds[-1]
    return f"{first} or {last}" if first else last


def _must_fit(model: type[Record], typed: Mapping[str, Any]) -> None:
    """Raises `Problems`; a choice that there is not is told with those there are, since no list is shown."""
    known = {item.name: item for item in questions(model)}
    problems = [
        Problem(name, say)
        for name, value in typed.items()
        if name in known and (say := _unfit(known[name], value))
    ]
    if problems:
        raise Problems(problems)


def _fits(item: Question, value: Any) -> bool:
    if isinstance(value, list):
        if isinstance(item.answer, Periods):
            return all(isinstance(span, list) and all(isinstance(x, str) for x in span) for span in value)
        return item.many and all(isinstance(part, str) for part in value)
    if isinstance(value, dict):
        return isinstance(item.answer, Named) and {"id", "name"} <= value.keys()
    return value is None or isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))


def _unfit(item: Question, value: Any) -> str:
    if not _fits(item, value):
        return "Enter this as text"
    if not isinstance(item.answer, Choice) or value in (None, "", []):
        return ""
    codes = code_list(item.answer.codes)
    known = {word.casefold() for code in codes for word in (code.code, code.label)}
    if all(str(part).strip().casefold() in known for part in (value if isinstance(value, list) else [value])):
        return ""
    return f"Choose one of {', '.join(code.code for code in codes)}"
