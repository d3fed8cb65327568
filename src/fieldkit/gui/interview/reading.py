"""An interview in the words of its page: its lines, its facts, its clock, and who has still to sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from fieldkit.gui import clock, saying
from fieldkit.gui.draw import Piece
from fieldkit.gui.widgets.interview_panel import RIGHTS, ClockFace
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.gui.widgets.transcript import SaidLine

SUSPECT, OFFICER = "suspect", "interviewer"
#: Who signs beside the person and the officer, when they are in the room (Code C 11.11, 11.12).
_SIGN_TOO = ("appropriate-adult", "solicitor", "interpreter", "second-officer")
_STOPPED = {"solicitor": "Wants a solicitor", "leave": "Wants to leave"}


@dataclass(frozen=True)
class Signer:
    """Somebody whose signature is still to come."""

    role: str
    role_words: str
    name: str
    may_refuse: bool


def time_of(moment: str) -> str:
    """HH:MM of an ISO moment, UK time; "" for none."""
    return f"{datetime.fromisoformat(moment).astimezone(clock.LONDON):%H:%M}" if moment else ""


def said_line(line: Any, correct: bool = False) -> SaidLine:
    """A question with its answer, with what was put right struck through, initialled and timed."""
    shown = ", ".join(mark for _record, mark in line.exhibits)
    told = [f"Shown: {shown}" if shown else "", f"Goes to: {line.point_words}" if line.point_words else ""]
    answer = f"“{line.answer}”" if line.answer and not line.no_comment else line.answer
    return SaidLine(
        key=line.line,
        number=line.number,
        asked_at=time_of(line.asked_at),
        who=line.asker,
        question=_pieces(line, "question", line.question),
        answered_at=time_of(line.answered_at),
        they=line.answerer,
        answer=_pieces(line, "answer", answer) if answer else (),
        note=". ".join(part for part in told if part),
        act="Correct" if correct else "",
    )


def _pieces(line: Any, field: str, words: str) -> tuple[Piece, ...]:
    made: list[Piece] = []
    for old in line.struck:
        if old.field == field:
            made += [Piece(old.old, struck=True), Piece(" ")]
    made.append(Piece(words))
    last = next((old for old in reversed(line.struck) if old.field == field), None)
    if last is not None:
        made.append(Piece(f"  {last.initials} {time_of(last.at)}", 600, "muted"))
    return tuple(made)


def face(timed: Any, stopped: str) -> ClockFace:
    """The clock as it stands now."""
    now_ms = int(clock.now().timestamp() * 1000)
    began = f"{saying.moment(timed.started_ms):%H:%M}" if timed.started_ms else ""
    words = (
        "Stopped" if stopped else f"Ended at {saying.moment(timed.ended_ms):%H:%M}" if timed.ended_ms else ""
    )
    return ClockFace(timed.elapsed(now_ms), timed.unbroken(now_ms), began, timed.offer, timed.again, words)


def facts(seen: Any, record: str) -> list[tuple[str, str]]:
    """Who is there, and on what footing."""
    found = [("Person", seen.person)]
    found += [(one.role_words, _beside(one)) for one in seen.people if one.role != SUSPECT]
    advice = seen.step_of("legal-advice")
    if advice.at and not any(one.role == "solicitor" for one in seen.people):
        found.append(("Solicitor", f"Offered {time_of(advice.at)}, {advice.answer.lower()}"))
    if record:
        found.append(("Record", record))
    found.append(("Panel", seen.exception or _decided(seen)))
    return found


def _decided(seen: Any) -> str:
    """Approved 16 November 2026; with conditions, its own page says them all."""
    if seen.approval is None or not seen.panel_holds:
        return str(seen.panel)
    return f"Approved {saying.plain_day(saying.moment(seen.approval.decided_ms).date())}"


def _beside(person: Any) -> str:
    return ", ".join(part for part in (person.name, person.language or person.organisation) if part)


def record_words(seen: Any, label: Any) -> str:
    """Written: device failed. Or audio, with its device."""
    held = seen.held
    mode, reason = held.text("record_mode"), held.text("mode_reason")
    if not mode:
        return ""
    words = label("record-mode", mode)
    beside = label("record-mode-reason", reason).lower() if reason else held.text("device")
    return f"{words}: {beside}" if beside else str(words)


def points(seen: Any) -> list[tuple[str, str]]:
    """What is to be put, each with the answer at which it was."""
    return [(point.label, f"answer {point.number}" if point.number else "") for point in seen.points]


def given(seen: Any, brief: bool = False) -> str:
    """What the green strip says, "" until the caution was given."""
    if not seen.caution_at:
        return ""
    said = f"Caution given at {time_of(seen.caution_at)}"
    if brief:
        return said
    caution = seen.step_of("caution")
    told = caution.said or any(words for _part, words in caution.parts)
    own = ", explained back in their own words" if told else ""
    return f"{said}, exact words{own}."


def rights_why_not(seen: Any) -> dict[str, str]:
    """Why each right cannot be asked for now; empty when it can. On a plain break the two others can."""
    if not seen.clock.started_ms:
        return dict.fromkeys(RIGHTS, "The interview has not started")
    if not seen.suspended:
        return dict.fromkeys(RIGHTS, "" if seen.clock.running else "The interview is closed")
    stopped = "The clock has stopped"
    return {name: stopped if name in (seen.suspended, "break") else "" for name in RIGHTS}


def break_rows(seen: Any) -> list[Row]:
    """The breaks, each with its times and the reminder."""
    return [
        Row(
            one.record,
            f"{one.reason_words}, {time_of(one.began_at)} to {time_of(one.ended_at) or 'now'}",
            ". ".join(
                part
                for part in (
                    f"“{one.said}”" if one.said else "",
                    f"“{one.said_back}”" if one.said_back else "",
                    f"Reminded of the caution at {time_of(one.reminded_at)}" if one.reminded_at else "",
                )
                if part
            ),
        )
        for one in seen.breaks
    ]


def statement_row(row: Any) -> Row:
    """A statement under caution: who wrote it, and whether it is signed."""
    state = (
        f"Refused to sign: “{row.refusal_words}”" if row.refused else f"Signed at {time_of(row.signed_at)}"
    )
    paper = f"Exhibit {row.exhibit_mark}" if row.exhibit_mark else ""
    needs = Mark(row.needs, "warning", "warn", "fill") if row.needs else None
    second = ". ".join(part for part in (state if row.signed_at else "", paper) if part)
    return Row(row.record, f"{row.hand_words}, {time_of(row.began_at)}", second, warn=needs)


def recorder_facts(seen: Any) -> list[tuple[str, str]]:
    """What the recorder did, each with its time."""
    return [
        (
            time_of(one.at),
            ". ".join(
                part
                for part in (
                    one.what_words,
                    f"Number {one.media_no}" if one.media_no else "",
                    "Said aloud" if one.announced else "Not said aloud",
                    one.words,
                )
                if part
            ),
        )
        for one in seen.recorder
    ]


def custody_facts(row: Any) -> list[tuple[str, str]]:
    """Who had a recording, from when and what for."""
    if not row.custody:
        return [("Custody", "Nothing written down yet")]
    return [
        (
            _planned(one.at),
            ". ".join(
                part
                for part in (
                    f"{one.act_words}: from {one.from_whom} to {one.to_whom}",
                    one.purpose,
                    f"Seal {one.seal_no}" if one.seal_no else "",
                    one.more,
                    f"Signed by {one.signed_by}" if one.signed_by else "",
                )
                if part
            ),
        )
        for one in row.custody
    ]


def people_rows(seen: Any) -> list[Row]:
    """Who is in the room."""
    return [Row(one.record, one.name, _role(one)) for one in seen.people]


def _role(person: Any) -> str:
    return ", ".join(part for part in (person.role_words, person.organisation, person.language) if part)


def stopped_words(seen: Any) -> str:
    """Why it stands still, and since when."""
    last = seen.breaks[-1]
    words = _STOPPED.get(seen.suspended, last.reason_words)
    return f"{words}: stopped at {time_of(last.began_at)}"


def suspends(seen: Any) -> bool:
    """Whether they asked to stop, so that only their own words end it."""
    return seen.suspended in _STOPPED


def to_sign(seen: Any, officer: str) -> list[Signer]:
    """Who has neither signed nor refused, the person first and the officer last."""
    done = {(one.role, one.name) for one in seen.signatures}
    roles = {one.role for one in seen.signatures}
    wanted = [] if SUSPECT in roles else [Signer(SUSPECT, "Person interviewed", seen.person, True)]
    wanted += [
        Signer(one.role, one.role_words, one.name, True)
        for one in seen.people
        if one.role in _SIGN_TOO and (one.role, one.name) not in done
    ]
    if OFFICER not in roles:
        wanted.append(Signer(OFFICER, "Interviewing officer", officer, False))
    return wanted


def signed_words(one: Any) -> str:
    """Agnieszka Ebbage, person interviewed: signed at 15:02."""
    who = f"{one.name}, {one.role_words.lower()}"
    if one.refused:
        return f"{who}: refused at {time_of(one.at)}. “{one.said}”"
    how = "signed" if one.ink else "signed on paper"
    return f"{who}: {how} at {time_of(one.at)}"


def step_facts(seen: Any, step: str) -> list[tuple[str, str]]:
    """What is recorded already and belongs in front of the officer at a step."""
    held = seen.held
    found: dict[str, list[tuple[str, str]]] = {
        "approval": [
            ("Panel", seen.panel),
            ("Exception", seen.exception),
        ],
        "plan": [
            ("Points to put", "; ".join(point.label for point in seen.points)),
            ("Lines both ways", held.text("lines_both_ways")),
            ("Papers to show", held.text("documents")),
            ("Questions", held.text("planned_questions")),
        ],
        "invitation": [
            ("Invited on", _day(held.text("invited_on"))),
            ("Invited again on", _day(held.text("second_invitation_on"))),
            ("For", _planned(held.text("planned_for"))),
            ("Place", held.text("venue")),
            ("Reply", f"“{held.text('reply')}”" if held.text("reply") else ""),
        ],
        "offence": [
            ("Offence", ", ".join(seen.offences)),
            ("Period", seen.period),
            ("Grounds", held.text("grounds")),
        ],
        "significant": [(f"{one.where}, {_planned(one.at)}", f"“{one.words}”") for one in seen.said_before],
        "refusal": [
            (one.name, f"“{one.said}”" if one.said else "Refused") for one in seen.signatures if one.refused
        ],
    }  # fmt: skip
    return [(what, fact) for what, fact in found.get(step, []) if fact]


def _day(day: str) -> str:
    return saying.day_of_week(date.fromisoformat(day)) if day else ""


def _planned(moment: str) -> str:
    if not moment:
        return ""
    at = datetime.fromisoformat(moment).astimezone(clock.LONDON)
    return f"{saying.day_of_week(at.date())}, {at:%H:%M}"
