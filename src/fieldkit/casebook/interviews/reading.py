"""Reads an interview for a window or for paper: its rows, its clock, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.interviews import facts as interview_facts
from fieldkit.casebook.interviews import recording_rows
from fieldkit.casebook.interviews import statements as caution_statements
from fieldkit.casebook.interviews.gates import AFTER, BEFORE, panel_why_not, seal_needs
from fieldkit.casebook.interviews.page import (
    BreakRow,
    InterviewClock,
    InterviewPage,
    InterviewRow,
    LineRow,
    PersonRow,
    PointRow,
    SignatureRow,
    StepRow,
    Typing,
)
from fieldkit.casebook.interviews.room import CAUTION, CURRENT, INTERVIEWER, Part, Room, line_id
from fieldkit.casebook.interviews.struck import struck_in
from fieldkit.casebook.visits import said_before
from fieldkit.kinds.times import day_in_words, local
from fieldkit.reference import Code, Reference, Wording
from fieldkit.rules.registry import findings
from fieldkit.store import certificates, drafts, records, revisions
from fieldkit.store.records import Held

_STOPPED = {"solicitor": "wants-solicitor", "leave": "wants-to-leave"}
_NEXT = {
    "proposed": "Ask the Legal Panel",
    "panel_requested": "Waits for the Legal Panel",
    "panel_approved": "Invite",
    "panel_refused": "Refused by the Legal Panel",
    "invited": "Record the reply",
    "no_reply": "Invite again, or decide without",
    "declined": "Decide without the account",
    "confirmed": "Begin",
    "in_progress": "Go on",
    "suspended": "Go on after the break",
    "concluded": "Read over",
    "read_over": "Sign",
    "signed": "Seal",
    "refused": "Seal",
}
_SAID = ("question", "answer")
_PARTS = {
    "said_silence": "Need not say anything",
    "said_harm": "May harm the defence",
    "said_evidence": "May be given in evidence",
}


def page(desk: Desk, room: Room) -> InterviewPage:
    """The whole of it. Nothing is written."""
    held, book = room.held, desk.reference()
    with desk.notebook.reading() as store:
        case = records.get(store, held.home)
        person = records.get(store, held.text("person"))
        child = records.get(store, case.text("child")) if case else None
        told = records.listed(store, kinds=["interview-line"], parent=held.record, order="made_ms")
    name = person.title if person else ""
    lines = tuple(_lines(desk, told, _asker(room), _initials(name)))
    approval = desk.beside(Approvals).of(held.record)
    now, stopped, caution = room.next_step, room.open_break, room.steps.get(CAUTION)
    wording, facts = _caution(caution, book), interview_facts.of(desk, room, approval)
    return InterviewPage(
        held=held, state_words=book.label("interview-state", held.state), period=period(held),
        case_reference=case.text("reference") if case else "", child=child.title if child else "",
        person=name, initials=desk.me.initials, answerer=_initials(name),
        offences=tuple(book.label("offence", code) for code in _codes(held, "offences")),
        panel=_panel(desk, approval), panel_holds=approval.holds if approval else False, approval=approval,
        exception=_exception(held), step=now.code if now else "",
        step_number=int(now.mark("step")) if now else len(room.order), blocked=_blocked(desk, room, now),
        steps=tuple(_step(code, room, book) for code in room.order), lines=lines,
        breaks=tuple(_break(one, book) for one in room.breaks),
        people=tuple(_person(one, room, book) for one in room.people),
        signatures=tuple(_signature(one, book) for one in room.signatures),
        points=tuple(_points(held, lines, book)), clock=clock(room),
        suspended=stopped.text("break_reason") if stopped and held.state == "suspended" else "",
        suspended_words=_stopped_words(stopped, book),
        caution_at=caution.text("done_at") if caution and room.cautioned else "",
        caution_words=wording.text, caution_version=f"{wording.id} {wording.version}",
        typing=_typing(desk, room, told), addenda=_addenda(desk, held),
        findings=findings(book, *facts),
        late=facts[0].late or 0, recordings=recording_rows.rows(room), recorder=recording_rows.events(room),
        statements=caution_statements.rows(room), said_before=said_before.of_case(desk, held.home),
        seal_needs=seal_needs(room) if held.state in AFTER else "",
    )  # fmt: skip


def _caution(step: Part | None, book: Reference) -> Wording:
    """The caution in the version that was given, or that would be given today."""
    name, _, version = (step.text("wording") if step else "").partition(" ")
    return book.wording(name or CAUTION, version or None)


def row(desk: Desk, held: Held) -> InterviewRow:
    """An interview in a list."""
    book, room = desk.reference(), Room(desk, held)
    with desk.notebook.reading() as store:
        case = records.get(store, held.home)
        person = records.get(store, held.text("person"))
    at = held.text("planned_for")
    waits = held.state in ("panel_approved", "invited", "confirmed")
    return InterviewRow(
        interview=held.record,
        case=held.home,
        reference=case.text("reference") if case else "",
        person=person.title if person else "",
        offence=", ".join(book.label("offence", code) for code in _codes(held, "offences")),
        planned_for=at,
        state=held.state,
        state_words="Sealed" if held.locked else book.label("interview-state", held.state),
        next_act="" if held.locked else _NEXT.get(held.state, ""),
        blocked=panel_why_not(desk, room) if waits else "",
    )


def line(desk: Desk, held: Held) -> LineRow:
    """One question with its answer."""
    with desk.notebook.reading() as store:
        interview = records.get(store, held.parent)
        person = records.get(store, interview.text("person")) if interview else None
    asker = _asker(Room(desk, interview)) if interview else ""
    return next(iter(_lines(desk, [held], asker, _initials(person.title if person else ""))))


def clock(room: Room) -> InterviewClock:
    """When it ran and when it did not."""
    book = room.desk.reference()
    return InterviewClock(
        started_ms=_ms(room.held.text("started_at")),
        ended_ms=_ms(room.held.text("ended_at")),
        out=tuple((_ms(one.text("began_at")), _ms(one.text("ended_at"))) for one in room.breaks),
        offer=book.number("interview.offer_break_minutes"),
        again=book.number("interview.offer_again_minutes"),
    )


def period(held: Held) -> str:
    """The period that it is about, in words."""
    days = [held.text("period_from"), held.text("period_to")]
    if not all(days):
        return ""
    return " to ".join(day_in_words(date.fromisoformat(day)) for day in days)


def _asker(room: Room) -> str:
    """The initials of who asks: of the interviewing officer as written down, else of this officer."""
    named = (one.text("name") for one in room.people if one.value("room_role") == INTERVIEWER)
    return _initials(next(named, "")) or room.desk.me.initials


def _lines(desk: Desk, told: Sequence[Held], asker: str, answerer: str) -> list[LineRow]:
    book = desk.reference()
    corrected = [one.record for one in told if len(one.folded.order) > 1 + bool(one.value("answer"))]
    shown = sorted({mark for one in told for mark in _codes(one, "exhibits")})
    with desk.notebook.reading() as store:
        histories = revisions.of_records(store, corrected) if corrected else {}
        who = certificates.all_of(store)
        exhibits = records.some(store, shown) if shown else {}
    made = {key: one.holder.initials for key, one in who.items()}
    return [
        LineRow(
            line=one.record,
            number=cast(int, one.value("number") or 0),
            asked_at=one.text("asked_at"),
            asker=asker,
            question=one.text("question"),
            answered_at=one.text("answered_at"),
            answerer=answerer,
            answer=one.text("answer"),
            no_comment=one.value("no_comment") == "yes",
            exhibits=tuple(
                (name, exhibits[name].text("mark")) for name in _codes(one, "exhibits") if name in exhibits
            ),
            point=one.text("point"),
            point_words=book.label("point-to-prove", one.text("point")) if one.text("point") else "",
            struck=tuple(struck_in(one, histories.get(one.record, ()), made, _SAID)),
        )
        for one in told
    ]


def _step(code: Code, room: Room, book: Reference) -> StepRow:
    held, now = room.steps.get(code.code), room.next_step
    words = code.mark("wording")
    name, _, version = (held.text("wording") if held else "").partition(" ")
    wording = book.wording(name or words, version or None) if words else None
    status = "now" if now is not None and now.code == code.code else "later"
    if held is not None:
        status = "done" if held.value("applies") == "yes" else "not-applicable"
    answer = held.text("answer") if held else ""
    return StepRow(
        code=code.code,
        number=int(code.mark("step")),
        label=code.label,
        authority=code.mark("source"),
        status=status,
        status_words=_STATUS[status],
        record=held.record if held else "",
        at=held.text("done_at") if held else "",
        why_not=held.text("why_not") if held else "",
        answer=book.label("interview-answer", answer) if answer else "",
        said=held.text("words") if held else "",
        note=held.text("note") if held else "",
        always=code.has("always"),
        wording=f"{wording.id} {wording.version}" if wording else "",
        words=wording.text if wording else "",
        explained=held.text("explained") if held else "",
        parts=tuple((part, held.text(name)) for name, part in _PARTS.items() if held.text(name))
        if held
        else (),
    )


_STATUS = {"done": "Done", "not-applicable": "Not applicable", "now": "Now", "later": "Not started"}


def _break(held: Part, book: Reference) -> BreakRow:
    reason = held.text("break_reason")
    return BreakRow(
        held.record, reason, book.label("break-reason", reason), held.text("began_at"), held.text("ended_at"),
        held.text("words"), held.text("back_words"), held.text("reminded_at"),
    )  # fmt: skip


def _person(held: Held, room: Room, book: Reference) -> PersonRow:
    role, name = held.text("room_role"), held.text("name")
    signed = next(
        (one for one in room.signatures if (one.text("room_role"), one.text("name")) == (role, name)), None
    )
    language = held.text("language")
    return PersonRow(
        held.record, name, role, book.label("room-role", role), held.text("organisation"),
        book.label("language", language) if language else "",
        "" if signed is None else "refused" if signed.value("refused") == "yes" else "yes",
    )  # fmt: skip


def _signature(held: Part, book: Reference) -> SignatureRow:
    ink = cast("list[list[int]]", held.value("ink") or [])
    role = held.text("room_role")
    return SignatureRow(
        held.record, held.text("name"), role, book.label("room-role", role), held.text("signed_at"),
        held.value("refused") == "yes", held.text("words"), tuple(tuple(stroke) for stroke in ink),
    )  # fmt: skip


def _points(held: Held, lines: Sequence[LineRow], book: Reference) -> list[PointRow]:
    first: dict[str, int] = {}
    for one in lines:
        if one.point:
            first.setdefault(one.point, one.number)
    wanted = dict.fromkeys((*_codes(held, "points"), *first))
    return [PointRow(code, book.label("point-to-prove", code), first.get(code, 0)) for code in wanted]


def _typing(desk: Desk, room: Room, told: Sequence[Held]) -> Typing | None:
    """What was being typed when it was last saved: of the open answer, or of the next question."""
    last = told[-1] if told else None
    number = len(told) + 1
    names = {line_id(room.held.record, number, desk.me.chain): number}
    if last is not None:
        names = {last.record: len(told), **names}
    with desk.notebook.reading() as store:
        for name, at in names.items():
            kept = drafts.get(store, name)
            part, _, begun = kept.place.partition(" ") if kept else ("", "", "")
            if kept is not None and part in _SAID and begun.isdigit():
                return Typing(name, at, part, str(kept.typed.get(part, "")), int(begun))
    return None


def _blocked(desk: Desk, room: Room, now: Code | None) -> str:
    if room.held.locked or now is None:
        return ""
    if room.held.state in BEFORE and (why := panel_why_not(desk, room)):
        return why
    if room.held.state == "suspended":
        return "The interview is stopped. Go on with it, or conclude it."
    if room.waits_for_solicitor and room.held.state == CURRENT:
        return "Legal advice was asked for. Stop for it."
    return ""


def _panel(desk: Desk, approval: Any) -> str:
    if approval is None:
        return "Not decided"
    day = day_in_words(desk.day_at(approval.decided_ms))
    said = (
        f"{approval.words}, {approval.by}, {day}"
        if approval.decision != "approve"
        else (f"Approved by {approval.by}, {day}")
    )
    return f"{said}, on condition: {approval.conditions}" if approval.conditions else said


def _exception(held: Held) -> str:
    by = held.value("urgent_by")
    name = str(by["name"]) if isinstance(by, dict) else ""
    return f"Urgent exception by {name}: {held.text('urgent_reason')}" if name else ""


def _stopped_words(stopped: Part | None, book: Reference) -> str:
    if stopped is None:
        return ""
    return book.wording(_STOPPED.get(stopped.text("break_reason"), "break-offered")).text


def _addenda(desk: Desk, held: Held) -> tuple[str, ...]:
    with desk.notebook.reading() as store:
        told = revisions.by_id(store, held.folded.addenda)
    return tuple(str(one.payload.fields.get("@text", "")) for one in told if one.payload is not None)


def _codes(held: Held, name: str) -> list[str]:
    value = held.value(name)
    return [str(item) for item in value] if isinstance(value, list) else []


def _initials(name: str) -> str:
    return "".join(part[0] for part in name.split() if part)


def _ms(moment: str) -> int:
    return int(local(moment).timestamp() * 1000) if moment else 0
