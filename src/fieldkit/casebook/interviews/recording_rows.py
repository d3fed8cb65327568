"""What a window shows of sound recordings, what happened to the recorder, and who had what: frozen rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence import custody_rows
from fieldkit.casebook.evidence.custody_rows import CustodyRow
from fieldkit.casebook.interviews.room import Room
from fieldkit.casebook.interviews.sound_files import length_words
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class RecordingRow:
    """One recording. Times are ISO text, `length` as a recorder shows it; `length_from` is file or typed.

    `label` is signed, refused or empty; `here` says whether its file is on this laptop; `needs` what is still
    to be said of it, empty when it is whole.
    """

    recording: str
    mark: str
    title: str
    copy_kind: str
    copy_words: str
    device: str
    media_no: str
    began_at: str
    ended_at: str
    seconds: int
    length: str
    length_from: str
    seal_no: str
    sealed_at: str
    label: str
    label_words: str
    notice_given: bool
    storage: str
    no_file: str
    name: str
    size: int
    sha256: str
    here: bool
    needs: str
    custody: tuple[CustodyRow, ...]


@dataclass(frozen=True, slots=True)
class RecorderEventRow:
    """A fault or a change of media, and whether it was said aloud with its time."""

    record: str
    what: str
    what_words: str
    at: str
    announced: bool
    media_no: str
    words: str


def rows(room: Room) -> tuple[RecordingRow, ...]:
    """The recordings of an interview, the first first."""
    return tuple(row(room.desk, held) for held in room.recordings)


def row(desk: Desk, held: Held) -> RecordingRow:
    """One recording."""
    about = cast("dict[str, Any]", held.value("file") or {})
    signed, seconds = held.value("label_signed"), cast("int", held.value("seconds") or 0)
    return RecordingRow(
        recording=held.record,
        mark=held.text("mark"),
        title=held.title,
        copy_kind=held.text("copy_kind"),
        copy_words=desk.reference().label("recording-copy", held.text("copy_kind")),
        device=held.text("device"),
        media_no=held.text("media_no"),
        began_at=held.text("began_at"),
        ended_at=held.text("ended_at"),
        seconds=seconds,
        length=length_words(seconds) if seconds else "",
        length_from=held.text("seconds_from"),
        seal_no=held.text("seal_no"),
        sealed_at=held.text("sealed_at"),
        label={"yes": "signed", "no": "refused"}.get(str(signed), ""),
        label_words=held.text("label_words"),
        notice_given=held.value("notice_given") == "yes",
        storage=held.text("storage"),
        no_file=held.text("no_file"),
        name=str(about.get("name", "")),
        size=int(about.get("size", 0)),
        sha256=held.text("sha256"),
        here=bool(about) and desk.notebook.files.has(str(about["id"])),
        needs=needs(held),
        custody=custody_rows.rows(desk, held.record),
    )


def needs(held: Held) -> str:
    """What is still to be said of a recording, in words; empty when it is whole (PACE-21)."""
    if not held.value("file") and not held.text("no_file"):
        return "Attach its file, or say why there is none"
    if held.value("file") and not held.value("seconds"):
        return "Enter how long it runs"
    if held.value("copy_kind") == "master" and not held.text("seal_no"):
        return "Seal it, and enter the number of the seal"
    if held.value("copy_kind") != "working" and not held.value("label_signed"):
        return "Have the label of the seal signed, or record the refusal"
    return ""


def events(room: Room) -> tuple[RecorderEventRow, ...]:
    """What happened to the recorder, in order."""
    book = room.desk.reference()
    return tuple(
        RecorderEventRow(
            held.record, held.text("event"), book.label("recording-event", held.text("event")),
            held.text("at"), held.value("announced") == "yes", held.text("media_no"), held.text("words"),
        )
        for held in room.recorder
    )  # fmt: skip
