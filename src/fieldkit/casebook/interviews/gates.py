"""What is refused of an interview, by whatever door it is written: the order of its steps, and its record.

A window never offers what is refused here; a shell that tries it reads why (PACE-00 to PACE-12).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.approvals.approvals import Approvals
from fieldkit.casebook.approvals.check import MANAGER
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.interviews.room import CAUTION, CURRENT, INTERVIEWER, SUSPECT, Room, open_room, version
from fieldkit.casebook.legal.regimes import Regimes
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json

BEFORE = ("panel_requested", "panel_approved", "invited", "no_reply", "declined", "confirmed")
AFTER = ("read_over", "signed", "refused")
_PLAN = frozenset(
    ("person", "offences", "period_from", "period_to", "grounds", "points", "lines_both_ways", "parent")
)
_ONCE = ("started_at", "ended_at")
_EXCEPTION = frozenset({"urgent_by", "urgent_reason"})
_SAID = ("question", "answer")
_WHILE_STOPPED = ("questions", "breaks", "close")
_PREPARED = ("approval", "plan", "invitation", "vulnerability", "place")


@gate("interview", every_act=True)
def may_go_on(desk: Desk, intent: Intent) -> None:
    """An interview is decided by the panel's signature alone, begun and ended in its order, sealed whole."""
    if intent.changed & _EXCEPTION:
        _exception(desk, intent)
    if intent.held is None:
        if intent.changed & {*_ONCE, "read_over", "refusal_words"}:
            raise Trouble("An interview is proposed before anything of it is recorded.")
        desk.beside(Regimes).must_be_enforced(intent.home)
        return
    room = Room(desk, intent.held, intent.along)
    if intent.act == "withdraw" and room.held.text("started_at"):
        raise Trouble("An interview that was begun stays on record.", "Conclude it and say why it ended.")
    if intent.act == "seal":
        _may_seal(room)
    if intent.to:
        _may_move(desk, room, intent)
        return
    if intent.changed & _PLAN and room.held.text("started_at"):
        raise Trouble("What the interview is about cannot change once it has begun.")
    for name in _ONCE:
        if name in intent.changed and room.held.value(name):
            raise Trouble("That time was pressed already and stays as it is.")


@gate("interview-step", every_act=True)
def may_step(desk: Desk, intent: Intent) -> None:
    """Steps are recorded one after another, each once; what they say may be put right, never that they
    were.
    """
    room = _room(desk, intent)
    if intent.act in ("withdraw", "restore"):
        raise Trouble("A step of an interview is never taken back.", "Put right what it says, with a reason.")
    if intent.held is not None:
        if intent.changed - {"words", "note", "understood"} or not intent.why.strip():
            raise Trouble("Only words and notes of a step can be put right, with a reason.")
        return
    code = str(intent.values.get("step") or "")
    now = room.next_step
    if code in room.steps:
        raise Trouble("That step is recorded already.")
    if now is None or code != now.code:
        say = f"Step {now.mark('step')}, {now.label.lower()}, comes first." if now else "All steps are done."
        raise Trouble(say, "Record it, or say why it does not apply." if now else "")
    _in_its_state(room, code)
    _in_time(room, str(intent.values["done_at"]))
    _said_rightly(desk, room, intent, code)


@gate("interview-line", every_act=True)
def may_ask(desk: Desk, intent: Intent) -> None:
    """Nothing is asked before the caution, out of number, or while the interview does not run."""
    room = _room(desk, intent)
    if intent.act in ("withdraw", "restore"):
        raise Trouble("A question that was asked stays on record.", "Correct it, with a reason.")
    if intent.held is None:
        _new_line(room, intent)
    else:
        _changed_line(room, intent)


@gate("interview-break", every_act=True)
def may_break(desk: Desk, intent: Intent) -> None:
    """A break begins while the interview runs, or at once after another when the person asks; it ends once.

    What a plain break is for may be said once the clock has stopped; it is never taken back.
    """
    room = _room(desk, intent)
    if intent.act in ("withdraw", "restore"):
        raise Trouble("A break stays on record.")
    if intent.held is None:
        stopped = room.state == "suspended" and _asked_for(desk, intent.values)
        runs = room.state == CURRENT or stopped
        if not runs or room.open_break is not None or room.closed:
            raise Trouble("A break is taken while the interview runs.")
        return
    plain = not _asked_for(desk, intent.held.values) and not _asked_for(desk, intent.values)
    named = {"break_reason"} if plain and not intent.held.value("ended_at") else set()
    fixed = {"began_at", "break_reason", "parent"} - named | {
        name for name in ("ended_at", "reminded_at", "wording") if intent.held.value(name)
    }
    if intent.changed & fixed:
        raise Trouble("The times of a break stay as they were pressed.")


@gate("interview-person", every_act=True)
def may_be_present(desk: Desk, intent: Intent) -> None:
    """Who was in the room is said before the record is signed."""
    room = _room(desk, intent)
    if room.state in ("signed", "refused"):
        raise Trouble("The record is signed already.", "Say it in a comment, or in an addendum.")
    if intent.act == "withdraw" and room.held.text("started_at"):
        raise Trouble("Who was there stays on record.", "Correct it, with a reason.")


@gate("interview-signature", every_act=True)
def may_sign(desk: Desk, intent: Intent) -> None:
    """A signature or a refusal is given once, after the interview, under the prescribed words."""
    room = _room(desk, intent)
    if intent.held is not None:
        raise Trouble("A signature is never changed.")
    refused = intent.values.get("refused") == "yes"
    if room.state not in (*AFTER, *(("concluded",) if refused else ())):
        raise Trouble("The record is signed after it is read over.", "Conclude, then read it over.")
    role, name = intent.values.get("room_role"), intent.values.get("name")
    if any((one.value("room_role"), one.value("name")) == (role, name) for one in room.signatures):
        raise Trouble(f"{name} has signed or refused already.")
    if refused and not str(intent.values.get("words") or "").strip():
        raise Problems([Problem("words", "Enter what they said when they refused")])
    if not refused and not intent.values.get("ink") and intent.values.get("on_paper") != "yes":
        raise Problems([Problem("ink", "Sign in the box")])
    if (
        role == SUSPECT
        and not refused
        and intent.values.get("endorsement") != version(desk, "endorsement-11e")
    ):
        raise Trouble("The person signs under the prescribed endorsement.", "Show it, then sign.")


def panel_why_not(desk: Desk, room: Room) -> str:
    """Why the interview may not begin for want of the panel's approval; empty when it may (PACE-00)."""
    if room.held.text("urgent_reason") and isinstance(room.held.value("urgent_by"), dict):
        return ""
    found = desk.beside(Approvals).of(room.held.record)
    if found is None:
        return "The Legal Panel has not decided on it."
    return "" if found.holds else found.why or "Cannot tell whether the approval holds."


def _asked_for(desk: Desk, values: Mapping[str, Json]) -> bool:
    """Whether the person asked to stop: only their own words end such a break."""
    return desk.reference().code("break-reason", str(values.get("break_reason") or "other")).has("suspends")


def _room(desk: Desk, intent: Intent) -> Room:
    room = open_room(desk, intent.parent, intent.along)
    room.must_not_be_sealed()
    return room


def _exception(desk: Desk, intent: Intent) -> None:
    by = intent.values.get("urgent_by")
    mine = isinstance(by, dict) and by.get("id") == desk.me.officer
    if MANAGER not in desk.me.roles or not mine:
        raise Trouble("Only a manager may record an urgent exception, in their own name (PACE-00).")
    if intent.held is None or desk.beside(Approvals).wrote(intent.held.record):
        raise Trouble("Someone else must record an exception for what you wrote yourself.")
    if intent.held.state != "panel_requested" or not str(intent.values.get("urgent_reason") or "").strip():
        raise Trouble("An exception is recorded while the panel is asked, with its reason.")


def _may_move(desk: Desk, room: Room, intent: Intent) -> None:
    to, here = intent.to, room.state
    if to in ("panel_approved", "panel_refused", "proposed"):
        raise Trouble(
            "The Legal Panel decides this with a signature.", "Use: fieldkit record approve, return or refuse"
        )
    goes_on = to in ("invited", "confirmed") or (to, here) == (CURRENT, "confirmed")
    if goes_on and (why := panel_why_not(desk, room)):
        raise Trouble("This interview cannot go on without the Legal Panel's approval.", why)
    if (to, here) == (CURRENT, "confirmed"):
        missing = next(
            (code for code in room.order if code.code in _PREPARED and code.code not in room.steps), None
        )
        if missing is not None:
            raise Trouble("This interview cannot begin yet.", f"Record first: {missing.label.lower()}.")
        _present(intent, "started_at")
    if (to, here) == (CURRENT, "suspended"):
        _may_resume(desk, room)
    if to == "suspended" and room.open_break is None:
        raise Trouble("Say first why the interview stops.", "Take a break, with its reason.")
    if to == "concluded":
        if not room.closed:
            raise Trouble("The steps up to the close are not recorded.", "Record them, or say why not.")
        _present(intent, "ended_at")
    if to in ("signed", "refused"):
        _signed_as(room, to)


def _may_resume(desk: Desk, room: Room) -> None:
    last = room.breaks[-1] if room.breaks else None
    if last is None or not last.text("ended_at"):
        raise Trouble("Say first when the break ended.")
    if room.cautioned and (
        not last.text("reminded_at") or last.text("wording") != version(desk, "caution-reminder")
    ):
        raise Trouble("Remind the person of the caution before you go on (Code C 10.8).")
    code = desk.reference().code("break-reason", last.text("break_reason"))
    if code.has("suspends") and not last.text("back_words").strip():
        raise Problems([Problem("back_words", "Enter what they said on coming back")])


def _signed_as(room: Room, to: str) -> None:
    suspect = room.signature(SUSPECT)
    if to == "signed":
        if suspect is None or suspect.value("refused") == "yes":
            raise Trouble("The person interviewed has not signed.", "Record a refusal, or have it signed.")
        if room.signature(INTERVIEWER) is None:
            raise Trouble("The interviewing officer has not signed.")
    elif suspect is None or suspect.value("refused") != "yes":
        raise Trouble("No refusal is recorded.", "Record what the person said when they refused.")


def _may_seal(room: Room) -> None:
    if (left := room.next_step) is not None:
        raise Trouble("The interview is not whole.", f"Record first: {left.label.lower()}.")
    if say := seal_needs(room):
        raise Trouble("The interview is not whole.", say)


def seal_needs(room: Room) -> str:
    """What is still to be done before the seal beyond the steps, in words; empty when nothing is."""
    if room.signature(INTERVIEWER) is None:
        return "The interviewing officer has not signed."
    if room.held.value("record_mode") == "audio" and not room.recordings:
        return "Attach the recording, or say why there is none."
    for one in room.recordings:
        if not one.value("file") and not one.text("no_file").strip():
            return f"Attach the file of {one.title}, or say why there is none."
    if any(not one.text("signed_at") for one in room.statements):
        return "Have the statement under caution signed, or record the refusal."
    return ""


def _in_its_state(room: Room, code: str) -> None:
    state = room.state
    if code in _PREPARED:
        fits = state in (*BEFORE, CURRENT)
    elif code in ("read-over", "refusal", "comments"):
        fits = state in AFTER
    elif code == "seal":
        fits = state in ("signed", "refused")
    else:
        fits = state in (CURRENT, "suspended")
    if not fits:
        raise Trouble("That step does not belong where the interview stands now.")


def _in_time(room: Room, done_at: str) -> None:
    before = [held.text("done_at") for held in room.steps.values()]
    latest = max((datetime.fromisoformat(at) for at in before if at), default=None)
    if latest is not None and datetime.fromisoformat(done_at) < latest:
        raise Problems([Problem("done_at", "Enter a time at or after the step before")])


def _said_rightly(desk: Desk, room: Room, intent: Intent, code: str) -> None:
    """What some steps need beyond a time: exact words, an answer, an approval; or to apply at all."""
    values, marks = intent.values, desk.reference().code("interview-step", code)
    if values.get("applies") != "yes":
        if marks.has("always") and (code == "close" or room.state != "suspended"):
            raise Problems([Problem("applies", f"{marks.label} is never left out")])
        if code == "approval" and not room.held.text("urgent_reason"):
            raise Trouble("Without the panel's approval there is no interview (PACE-00).")
        return
    if room.state == "suspended" and code not in _WHILE_STOPPED:
        raise Trouble("The interview is stopped.", "Go on with it first, or conclude it.")
    if code == "approval" and (why := panel_why_not(desk, room)):
        raise Trouble("The Legal Panel's approval does not stand.", why)
    if code == "invitation" and not room.held.text("invited_on"):
        raise Trouble("No invitation is recorded.", "Record when and how it was sent.")
    words = marks.mark("wording")
    if words and values.get("wording") != version(desk, words):
        raise Trouble("The words read out are the prescribed ones, by their version.", version(desk, words))
    if code == CAUTION and values.get("understood") != "yes":
        raise Problems([Problem("understood", "Explain the caution until it is understood, then say yes")])
    if code == "legal-advice" and values.get("answer") not in ("wanted", "declined"):
        raise Problems([Problem("answer", "Say whether legal advice is wanted or declined")])
    if code == "agreement" and values.get("answer") not in ("agreed", "not-agreed"):
        raise Problems([Problem("answer", "Say whether the person agrees to be interviewed")])
    if room.waits_for_solicitor and code != "close":
        raise Trouble("Legal advice was asked for.", "Stop for it, and go on when it was had.")


def _new_line(room: Room, intent: Intent) -> None:
    if not room.cautioned:
        raise Trouble(
            "Nothing is asked before the caution.", "Give the caution, step 12, in its exact words."
        )
    if room.state != CURRENT or room.closed or room.open_break is not None:
        raise Trouble("The interview does not run now, so nothing is asked.")
    if (left := room.before_questions) is not None:
        raise Trouble("Questions come at step 15.", f"Record first: {left.label.lower()}.")
    if room.steps["agreement"].value("answer") != "agreed":
        raise Trouble("The person did not agree to be interviewed.", "Conclude, and say so.")
    last = room.last_line
    if last is not None and not (last.text("answer") or last.value("no_comment") == "yes"):
        raise Trouble("The last question has no answer yet.", "Record the answer, or no comment.")
    if intent.values.get("number") != room.asked + 1:
        raise Problems([Problem("number", f"The next question is number {room.asked + 1}")])
    asked, cautioned = intent.values.get("asked_at"), room.steps[CAUTION].text("done_at")
    if datetime.fromisoformat(str(asked)) < datetime.fromisoformat(cautioned):
        raise Problems([Problem("asked_at", "Enter a time at or after the caution")])


def _changed_line(room: Room, intent: Intent) -> None:
    held = intent.held
    if held is None or room.state not in (CURRENT, "suspended", "concluded", "read_over"):
        raise Trouble("The record is signed already.", "Say it in a comment, or in an addendum.")
    kept = ("number", "asked_at", "answered_at", "parent", "no_comment")
    if any(name in intent.changed and held.value(name) not in (None, "") for name in kept):
        raise Trouble("The number and times of a question stay as they were pressed.")
    fresh = {name for name in intent.changed if held.value(name) in (None, "")}
    if fresh - {"point"} and room.state != CURRENT:
        raise Trouble("The interview does not run now, so nothing is answered.")
    if intent.changed & set(_SAID) - fresh and not intent.why.strip():
        raise Problems([Problem("why", "Say why the words are put right")])


def _present(intent: Intent, name: str) -> None:
    if not intent.values.get(name):
        raise Problems([Problem(name, "Enter the time")])
