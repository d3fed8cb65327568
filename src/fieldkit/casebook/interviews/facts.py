"""Gathers what the rules on interviews ask of one, from its records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from fieldkit.casebook.approvals.page import Approval
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.interviews.room import CAUTION, CLOSE, INTERVIEWER, Part, Room
from fieldkit.rules.legal.interview import Interview, Suspected
from fieldkit.store import records, sealed_record

_REPLIES = ("declined", "no_reply")
_BEFORE = ("proposed", "panel_requested", "panel_approved", "panel_refused", "invited")
_EMPLOYERS = "s21"
_WARNING = "special warning"
_MINUTE = 60


def of(desk: Desk, room: Room, approval: Approval | None) -> tuple[Interview, Suspected]:
    """The facts of an interview as it stands, and when its person was cautioned and asked."""
    held = room.held
    with desk.notebook.reading() as book:
        lines = records.listed(book, kinds=["interview-line"], parent=held.record, order="made_ms")
        altered = tuple(sealed_record.flaws(book, held)) if held.locked else None
        late = sealed_record.late(book, held) if held.locked else None
    by = held.value("urgent_by")
    offences = held.value("offences")
    interpreters = [one for one in room.people if one.value("room_role") == "interpreter"]
    facts = Interview(
        approved=approval.holds if approval else False,
        exception_by=str(by["name"]) if isinstance(by, dict) else "",
        warned=any(_WARNING in line.text("question").casefold() for line in lines) if lines else None,
        invitations=sum(bool(held.text(name)) for name in ("invited_on", "second_invitation_on")),
        reply=_reply(held.state),
        longest=_longest(desk, room),
        stops=sum(one.value("break_reason") in ("solicitor", "leave") for one in room.breaks),
        asked_while_stopped=sum(_while_stopped(line, room.breaks) for line in lines),
        sealed=held.locked,
        altered=altered,
        late=late,
        employer=_EMPLOYERS in offences if isinstance(offences, list) else None,
        concluded=CLOSE in room.steps,
        missing=tuple(code.label for code in room.order if code.code not in room.steps),
        mode=held.text("record_mode") or None,
        mode_reason=held.text("mode_reason") or None,
        mode_words=held.text("mode_words") or None,
        **_of_sound(room),
        at_the_time=True if lines and not held.text("late_reason") else None,
        late_reason=held.text("late_reason") or None,
        officer_signed=room.signature(INTERVIEWER) is not None or None,
        interpreter=bool(interpreters) if room.people else None,
        interpreter_language=interpreters[0].text("language") or None if interpreters else None,
        read_over=held.text("read_over") or None,
    )
    caution = room.steps.get(CAUTION)
    return facts, Suspected(
        cautioned=_at(caution.text("done_at")) if caution and room.cautioned else None,
        asked=_at(lines[0].text("asked_at")) if lines else None,
    )


def _of_sound(room: Room) -> dict[str, Any]:
    """What is known of the recordings: those kept, the seal, its label, what was not said aloud."""
    told = room.recordings
    masters = [one for one in told if one.value("copy_kind") == "master"]
    originals = [one for one in told if one.value("copy_kind") != "working"]
    seals = [one.text("seal_no") for one in masters if one.text("seal_no")]
    return {
        "recordings": sum(bool(one.value("file")) for one in told),
        "without_file": sum(bool(one.text("no_file")) and not one.value("file") for one in told),
        "seal_no": ", ".join(seals) or room.held.text("seal_no") or None,
        "label": all(one.value("label_signed") for one in originals) or None if originals else None,
        "notice": any(one.value("notice_given") == "yes" for one in told) or None,
        "lengths": all(one.value("seconds") for one in told if one.value("file")) or None,
        "unannounced": sum(one.value("announced") == "no" for one in room.recorder),
    }


def _at(moment: str) -> datetime | None:
    return datetime.fromisoformat(moment) if moment else None


def _reply(state: str) -> str | None:
    if state in _BEFORE:
        return None
    return state if state in _REPLIES else "confirmed"


def _longest(desk: Desk, room: Room) -> int | None:
    """The longest run without a break, in whole minutes; None before it began."""
    began = _at(room.held.text("started_at"))
    if began is None:
        return None
    runs = []
    for one in room.breaks:
        out, back = _at(one.text("began_at")), _at(one.text("ended_at"))
        if out is not None and began is not None:
            runs.append(out - began)
        began = back
    ended = _at(room.held.text("ended_at")) or datetime.fromisoformat(desk.now_text())
    if began is not None:
        runs.append(ended - began)
    return int(max(run.total_seconds() for run in runs)) // _MINUTE if runs else None


def _while_stopped(line: Part, breaks: Sequence[Part]) -> bool:
    asked = _at(line.text("asked_at"))
    return any(
        asked is not None
        and datetime.fromisoformat(one.text("began_at")) < asked
        and (not one.text("ended_at") or asked < datetime.fromisoformat(one.text("ended_at")))
        for one in breaks
    )
