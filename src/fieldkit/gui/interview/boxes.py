"""The boxes of an interview's page: what each asks, and the verb behind each of its buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.gui.interview.box import Asked

Verb = Callable[[Any, str, str, Mapping[str, Any]], Any]
#: The verb of a box that the page does itself: it asks for a file first.
FILE = "file"
_RECORDING = "interview-recording"

BOXES: Mapping[str, Asked] = {
    "person": Asked(
        "Who else is in the room?",
        "interview-person",
        ("name", "room_role", "organisation", "language", "role_explained"),
        (("save", "Save person"),),
    ),
    "recording": Asked(
        "Which recording is it?",
        _RECORDING,
        ("copy_kind", "device", "media_no", "storage"),
        ((FILE, "Choose its file"), ("later", "The file comes later")),
    ),
    "no_file": Asked(
        "No file is attached", _RECORDING, ("no_file",), (("save", "Save the reason"),), needed=("no_file",)
    ),
    "length": Asked(
        "The file does not say how long it is",
        _RECORDING,
        ("seconds",),
        (("save", "Save the length"),),
        {"seconds": "How long does it run, such as 47:10?"},
        ("seconds",),
    ),
    "seal": Asked(
        "Seal the recording in front of the person",
        _RECORDING,
        ("seal_no", "label_signed", "label_words", "notice_given", "storage"),
        (("save", "Save the seal"),),
        needed=("seal_no", "label_signed"),
    ),
    "statement": Asked(
        "A statement under caution (Code C Annex D)",
        "caution-statement",
        ("hand",),
        (("begin", "Begin the statement"),),
        needed=("hand",),
    ),
    "custody": Asked(
        "Add to the custody log",
        "custody",
        ("custody_act", "from_whom", "to_whom", "purpose", "seal_no", "authority", "until", "certificate",
         "gap"),
        (("save", "Add to the log"),),
        {"from_whom": "From whom? Empty: from who had it last"},
    ),
}  # fmt: skip


def _person(book: Any, interview: str, _about: str, typed: Mapping[str, Any]) -> Any:
    return book.interviews.add_person(interview, typed)[1]


def _later(book: Any, interview: str, _about: str, typed: Mapping[str, Any]) -> Any:
    return book.recordings.add(interview, typed)[1]


def _no_file(book: Any, _interview: str, about: str, typed: Mapping[str, Any]) -> Any:
    return book.recordings.without_file(about, str(typed.get("no_file", "")))


def _length(book: Any, _interview: str, about: str, typed: Mapping[str, Any]) -> Any:
    return book.recordings.describe(about, {"length": typed.get("seconds", "")})


def _seal(book: Any, _interview: str, about: str, typed: Mapping[str, Any]) -> Any:
    label = typed.get("label_signed")
    if not label:
        raise Problems([Problem("label_signed", "Choose whether the person signed the label")])
    changed = book.recordings.seal_up(
        about, str(typed.get("seal_no", "")), signed=label == "yes",
        words=str(typed.get("label_words", "")), notice=typed.get("notice_given") != "no",
    )  # fmt: skip
    kept = typed.get("storage")
    return changed | book.recordings.describe(about, {"storage": kept}) if kept else changed


def _custody(book: Any, _interview: str, about: str, typed: Mapping[str, Any]) -> Any:
    return book.custody.add(about, typed)[1]


def _begin_statement(book: Any, interview: str, _about: str, typed: Mapping[str, Any]) -> Any:
    if not typed.get("hand"):
        raise Problems([Problem("hand", "Choose who writes it")])
    return book.caution_statements.begin(interview, typed["hand"])[1]


#: (box, verb of its button): what it does, given the book, the interview, what the box is about, the answers.
VERBS: Mapping[tuple[str, str], Verb] = {
    ("person", "save"): _person,
    ("recording", "later"): _later,
    ("no_file", "save"): _no_file,
    ("length", "save"): _length,
    ("seal", "save"): _seal,
    ("custody", "save"): _custody,
    ("statement", "begin"): _begin_statement,
}
