"""What is refused of sound recordings and of what the recorder did, by whatever door they are written."""

from __future__ import annotations

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.interviews.room import CURRENT, Room, open_room
from fieldkit.errors import Trouble

MASTER = "master"
_BEGUN = (CURRENT, "suspended", "concluded", "read_over", "signed", "refused")
_FILED = frozenset({"file", "sha256", "seconds", "seconds_from"})
_SEALED = frozenset({"seal_no", "sealed_at", "label_signed", "label_words", "notice_given"})


@gate("interview-recording", every_act=True)
def may_record(desk: Desk, intent: Intent) -> None:
    """A recording is of an interview in sound; its file is attached once and never replaced or edited."""
    room = open_room(desk, intent.parent, intent.along)
    must_be_open(room)
    if intent.act in ("withdraw", "restore"):
        raise Trouble("A recording stays on record.", "Say what is wrong with it at its description.")
    held = intent.held
    if held is None:
        if not intent.values.get("mark"):
            raise Trouble("A recording gets its mark at its own desk.", "Use: fieldkit interview recording")
    elif held.value("file") and intent.changed & (_FILED - {"seconds", "seconds_from"}):
        raise Trouble("The file of a recording is never replaced.", "Add another recording for another file.")
    elif "mark" in intent.changed:
        raise Trouble("An exhibit mark stays as it was given.")
    elif held.value("seconds_from") == "file" and "seconds" in intent.changed:
        raise Trouble("The length was read from the file and stays as it is.")
    else:
        once = {name for name in intent.changed if held.value(name) not in (None, "")}
        if once & _SEALED:
            raise Trouble("The seal stays as it was recorded.", "Add a custody row when it is sealed anew.")
        if once - _FILED and not intent.why.strip():
            raise Problems([Problem("why", "Say why it is put right")])
    if intent.values.get("label_signed") == "no" and not str(intent.values.get("label_words") or "").strip():
        raise Problems([Problem("label_words", "Enter what they said when they refused")])


@gate("recording-event", every_act=True)
def may_note_recorder(desk: Desk, intent: Intent) -> None:
    """What happens to the recorder is said while the interview is in sound and not over, and stays."""
    room = open_room(desk, intent.parent, intent.along)
    must_be_open(room)
    if intent.held is not None:
        raise Trouble("What happened to the recorder stays on record.")
    if room.state not in (CURRENT, "suspended"):
        raise Trouble("The interview does not run now.", "Say it where the recording is described.")
    if intent.values.get("announced") == "no" and not str(intent.values.get("words") or "").strip():
        raise Problems([Problem("words", "Say why it was not said aloud")])


def must_be_open(room: Room) -> None:
    """Raises `Trouble` unless the interview is in sound, has begun, and is not sealed."""
    room.must_not_be_sealed()
    if room.state not in _BEGUN:
        raise Trouble("The interview has not begun, so nothing of it is recorded.")
    held = room.held
    if held.value("record_mode") != "audio" and held.value("mode_reason") != "device-failed":
        raise Trouble("This interview is recorded in writing.", "Attach a sound file as an exhibit instead.")
