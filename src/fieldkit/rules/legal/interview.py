"""An interview under caution as a rule sees it (rules PACE-00 to PACE-03, PACE-10 to PACE-13, PACE-20 to
PACE-23).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldkit.reference import Reference
from fieldkit.rules.elements import Element, weighed
from fieldkit.rules.finding import Finding, counted, instant
from fieldkit.rules.registry import rule

_CODE_C, _CODE_E = "PACE Code C (December 2023)", "PACE Code E 2018"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """What is known of one interview. None is "not known", or "not yet"; minutes leave out the breaks.

    `reply` is confirmed, declined or no_reply; `longest` the longest run without a break in minutes;
    `asked_while_stopped` counts questions put between a request to stop and the return; `missing` are the
    labels of steps that were not taken though the interview ended. `altered` says what is not as it was
    sealed, `late` counts edits that arrived after the seal. `recordings` counts those whose file is kept,
    `without_file` those that say why there is none; `label` is whether the label of the seal was signed or
    refused, `lengths` whether each says how long it runs, `unannounced` counts faults not said aloud.
    """

    approved: bool | None = None
    exception_by: str = ""
    warned: bool | None = None
    invitations: int | None = None
    reply: str | None = None
    longest: int | None = None
    stops: int | None = None
    asked_while_stopped: int | None = None
    sealed: bool = False
    altered: tuple[str, ...] | None = None
    late: int | None = None
    employer: bool | None = None
    concluded: bool = False
    missing: tuple[str, ...] = ()
    mode: str | None = None
    mode_reason: str | None = None
    mode_words: str | None = None
    recordings: int | None = None
    without_file: int = 0
    seal_no: str | None = None
    label: bool | None = None
    notice: bool | None = None
    lengths: bool | None = None
    unannounced: int = 0
    at_the_time: bool | None = None
    late_reason: str | None = None
    officer_signed: bool | None = None
    interpreter: bool | None = None
    interpreter_language: str | None = None
    read_over: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspected:
    """When somebody was suspected, cautioned and asked: in an interview, or at a visit where grounds appear.

    `asked` is the first question about the offence after the grounds appeared, `nothing_asked` says that
    there was none; `stopped` is when the questions of a visit stopped.
    """

    stopped: datetime | None = None
    cautioned: datetime | None = None
    asked: datetime | None = None
    nothing_asked: bool = False


@rule("PACE-00", about="interview", authority="local; FieldKit PACE-00")
def panel_approved(facts: Interview, _book: Reference) -> Finding:
    """The Legal Panel approved the interview, or a manager recorded an urgent exception."""
    if facts.exception_by:
        return Finding.passed(
            f"Not approved by the panel: an urgent exception was recorded by {facts.exception_by}.",
            approved=facts.approved,
            exception_by=facts.exception_by,
        )
    says = "The Legal Panel has not approved this interview"
    return weighed(
        [Element(facts.approved, says)], "Approved by the Legal Panel.", {"approved": facts.approved}
    )


@rule("PACE-01", about="interview", authority=f"{_CODE_C} 10.1")
def cautioned_before_questions(facts: Suspected, _book: Reference) -> Finding:
    """Nothing about the offence was asked before the caution, once there were grounds to suspect.

    At an ordinary visit or meeting the questions stop there and then; a caution comes before any further one.
    """
    used: dict[str, object] = {
        "questions_stopped": facts.stopped,
        "cautioned": facts.cautioned,
        "first_question": facts.asked,
    }
    if facts.nothing_asked:
        return Finding.passed("Nothing more was asked.", **used)
    if facts.asked is None:
        say = "Say whether anything more was asked." if facts.stopped else "No question is recorded yet."
        return Finding.cannot_tell(say, **used)
    before = facts.cautioned is not None and instant(facts.cautioned) <= instant(facts.asked)
    return weighed(
        [Element(before, "A question was asked before the caution")], "Cautioned before any question.", used
    )


@rule(
    "PACE-02",
    about="interview",
    authority="Criminal Justice and Public Order Act 1994 ss.34, 36-37; Code C Annex C",
)
def no_special_warning(facts: Interview, _book: Reference) -> Finding:
    """No special warning was given: that needs an arrest and a constable, and the altered caution too."""
    if facts.warned is None:
        return Finding.cannot_tell("No question is recorded yet.", special_warning=None)
    says = "A special warning was given, which only a constable may give after an arrest"
    return weighed(
        [Element(not facts.warned, says)], "No special warning was given.", {"special_warning": facts.warned}
    )


@rule("PACE-03", about="interview", authority=f"{_CODE_C} 3.21; local")
def not_compelled(facts: Interview, book: Reference) -> Finding:
    """Nobody is made to come: declined, or silent after the local number of invitations, is recorded.

    The decision may then be made without the person's account.
    """
    needed = book.number("interview.invitations")
    used: dict[str, object] = {"invitations": facts.invitations, "needed": needed, "reply": facts.reply}
    match facts.reply:
        case "confirmed":
            return Finding.passed("The person comes of their own will.", **used)
        case "declined":
            return Finding.passed("Declined: the decision may be made without their account.", **used)
        case "no_reply" if facts.invitations is not None and facts.invitations >= needed:
            return Finding.passed("No reply: the decision may be made without their account.", **used)
        case "no_reply" if facts.invitations is not None:
            sent = counted(facts.invitations, "invitation")
            return Finding.failed(f"No reply to {sent}: invite again before deciding without them.", **used)
    return Finding.cannot_tell("No reply is recorded yet.", **used)


@rule("PACE-10", about="interview", authority=f"{_CODE_C} 12.8, Note 12B")
def breaks_offered(facts: Interview, book: Reference) -> Finding:
    """A short break comes about every two hours."""
    offer, again = book.number("interview.offer_break_minutes"), book.number("interview.offer_again_minutes")
    used: dict[str, object] = {"longest_minutes": facts.longest, "offer_at": offer, "again_at": again}
    if facts.longest is None:
        return Finding.cannot_tell("The interview has not begun.", **used)
    if facts.longest >= again:
        return Finding.failed(f"{counted(facts.longest, 'minute')} went by without a break.", **used)
    if facts.longest >= offer:
        return Finding.cannot_tell(
            f"{counted(facts.longest, 'minute')} without a break: say if one was offered.", **used
        )
    return Finding.passed("Never too long without a break.", **used)


@rule("PACE-11", about="interview", authority=f"{_CODE_C} 3.21, 10.2; FieldKit PACE-11")
def stopped_when_asked(facts: Interview, _book: Reference) -> Finding:
    """A wish for a solicitor or to leave stopped the questions at once."""
    used: dict[str, object] = {"requests": facts.stops, "asked_while_stopped": facts.asked_while_stopped}
    if facts.stops is None:
        return Finding.cannot_tell("Say whether anybody asked to stop.", **used)
    if facts.stops == 0:
        return Finding.passed("Nobody asked to stop.", **used)
    so = None if facts.asked_while_stopped is None else facts.asked_while_stopped == 0
    return weighed(
        [Element(so, "A question was put after a request to stop")], "Stopped when it was asked.", used
    )


@rule("PACE-12", about="interview", authority="FieldKit PACE-12; EVD-20")
def unchanged_since_sealed(facts: Interview, _book: Reference) -> Finding:
    """Nothing changes after the seal; corrections are addenda.

    An edit that arrives after it is kept beside the sealed words as a late edit, and changes nothing.
    """
    used: dict[str, object] = {"sealed": facts.sealed, "altered": facts.altered, "late_edits": facts.late}
    if not facts.sealed:
        return Finding.cannot_tell("It is not sealed yet.", **used)
    if facts.altered is None or facts.late is None:
        return Finding.cannot_tell("Its lines and signatures are not checked here.", **used)
    if facts.altered:
        says = f"It is not as it was sealed: {facts.altered[0]}. Stop, and tell your IT department."
        return Finding.failed(says, **used)
    if facts.late:
        says = f"{counted(facts.late, 'late edit')} after the seal: kept beside it. Say in an addendum."
        return Finding.cannot_tell(says, **used)
    return Finding.passed("As it was sealed: every line and signature was checked.", **used)


@rule("PACE-13", about="interview", authority="FieldKit PACE-13")
def employer_same_steps(facts: Interview, _book: Reference) -> Finding | None:
    """An employer is interviewed by the same steps as a parent."""
    if facts.employer is False:
        return None
    used: dict[str, object] = {"employer": facts.employer, "missing": facts.missing}
    if facts.employer is None or not facts.concluded:
        return Finding.cannot_tell("Say about which offence it is, and conclude it.", **used)
    left = ", ".join(facts.missing)
    return weighed([Element(not facts.missing, f"Not recorded: {left}")], "Every step was taken.", used)


@rule("PACE-20", about="interview", authority=f"{_CODE_E} 2 to 4 [V]")
def mode_has_reason(facts: Interview, _book: Reference) -> Finding:
    """Recorded in sound; in writing only for a reason, in a code and in words."""
    used: dict[str, object] = {"mode": facts.mode, "reason": facts.mode_reason}
    if facts.mode is None:
        return Finding.cannot_tell("Say how it is recorded.", **used)
    if facts.mode == "audio":
        return Finding.passed("Recorded in sound.", **used)
    whole = bool(facts.mode_reason and (facts.mode_words or "").strip())
    return weighed(
        [Element(whole, "Recorded in writing without a full reason")], "In writing, for a reason.", used
    )


@rule("PACE-21", about="interview", authority=f"{_CODE_E} 2 to 4 [V]")
def audio_sealed(facts: Interview, _book: Reference) -> Finding | None:
    """Of a sound recording there are two, or a sealed master and a working copy; nothing of it is edited.

    Faults and changes of media are said aloud; the label of the seal is signed, or the refusal noted; the
    person has the notice about copies.
    """
    if facts.mode is None:
        return Finding.cannot_tell("Say how it is recorded.")
    if facts.mode != "audio":
        return None
    used: dict[str, object] = {
        "recordings": facts.recordings,
        "without_file": facts.without_file,
        "seal_number": facts.seal_no,
        "label": facts.label,
        "not_announced": facts.unannounced,
    }
    if facts.recordings is None or not facts.concluded:
        return Finding.cannot_tell("Attach the recording, and enter the number of its seal.", **used)
    kept = True if facts.recordings else None if facts.without_file else False
    why = "The reason why no recording is kept is for the court to weigh"
    elements = [
        Element(kept, why if facts.without_file else "No recording is attached"),
        Element(
            facts.recordings > 1 or bool(facts.seal_no) or (None if kept is None else False),
            "The master has no seal number",
        ),
        Element(not facts.unannounced, "A fault or a change of media was not said aloud"),
        Element(facts.label, "Say whether the label of the seal was signed or refused"),
        Element(facts.notice, "Give the notice about copies, and say so"),
        Element(facts.lengths, "Enter how long each recording runs"),
    ]
    return weighed(elements, "The master is sealed and a copy is kept.", used)


@rule("PACE-22", about="interview", authority=f"{_CODE_C} 11.7(c), 11.8 to 11.10")
def written_at_the_time(facts: Interview, _book: Reference) -> Finding | None:
    """A written record is made at the time, or later for a reason, and signed and timed by its maker."""
    if facts.mode is None:
        return Finding.cannot_tell("Say how it is recorded.")
    if facts.mode != "written":
        return None
    late = bool((facts.late_reason or "").strip())
    used: dict[str, object] = {
        "at_the_time": facts.at_the_time,
        "reason": facts.late_reason,
        "officer_signed": facts.officer_signed,
    }
    elements = [
        Element(True if late else facts.at_the_time, "Not made at the time, and no reason is given"),
        Element(facts.officer_signed, "The officer who made it has not signed it"),
    ]
    return weighed(elements, "Made at the time, signed and timed by its maker.", used)


@rule("PACE-23", about="interview", authority=f"{_CODE_C} 13.4")
def interpreter_reads_it(facts: Interview, _book: Reference) -> Finding | None:
    """Through an interpreter, the person has the record read in the language that was used."""
    if facts.interpreter is False:
        return None
    used: dict[str, object] = {
        "interpreter": facts.interpreter,
        "language": facts.interpreter_language,
        "read_over": facts.read_over,
    }
    read = None if not facts.read_over else facts.read_over in ("through-interpreter", "read-by-person")
    elements = [
        Element(facts.interpreter, "Say whether an interpreter is there"),
        Element(bool(facts.interpreter_language) or None, "Say into which language it was interpreted"),
        Element(read, "Not read over in the language that was used"),
    ]
    return weighed(elements, "Read over in the language that was used.", used)
