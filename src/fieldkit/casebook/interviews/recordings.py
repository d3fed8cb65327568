"""The desk for sound recordings of an interview: marked, attached, sealed, let out; what the recorder did.

A file is hashed before anything else is done with it, sealed, and never edited; it is checked against that
hash whenever it is opened or let out (EVD-10, PACE-21).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.audit import letting_out
from fieldkit.casebook.audit.looks import Looks
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.exhibits import Exhibits
from fieldkit.casebook.evidence.sealed_files import held_file, let_go, place_of
from fieldkit.casebook.interviews import recording_rows
from fieldkit.casebook.interviews.recording_gates import MASTER, must_be_open
from fieldkit.casebook.interviews.recording_rows import RecorderEventRow, RecordingRow
from fieldkit.casebook.interviews.room import open_room
from fieldkit.casebook.interviews.sound_files import HEAD, MOST_BYTES, read_length, seconds_of, sort_of
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json, tidy
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Blob
from fieldkit.store import journal
from fieldkit.store.changes import Changes
from fieldkit.store.progress import Say, silent
from fieldkit.store.records import Held
from fieldkit.store.sealed import Sealed, pieces_of

_HASHING, _SEALING = "Hashing the recording", "Sealing the recording"
_CHECKING, _WRITING = "Checking the recording", "Writing the copy"


class Recordings(Desk):
    """One interview may have several: a sealed master, a second made beside it, a working copy."""

    def add(self, interview: str, typed: Mapping[str, Any]) -> tuple[str, Changes]:
        """Write a recording down under the officer's next exhibit mark, its file still to come.

        Device and times are those of the interview where none are typed; `length` is typed as 47:10. Raises
        `Problems`.
        """
        act = self._making(interview, typed)
        return act.record, self.beside(Records).together([act], confirmed=(act.record,))

    def add_with_file(
        self, interview: str, path: Path, typed: Mapping[str, Any], say: Say = silent
    ) -> tuple[str, Changes]:
        """The same with its file, in one transaction. Raises `Trouble` for a file that is no recording."""
        _must_be_sound(path)
        act = self._making(interview, typed)

        def filed(file: Mapping[str, Json]) -> Act:
            return replace(act, fields={**act.fields, **file})

        return act.record, self._with_file(path, say, filed)

    def attach(self, recording: str, path: Path, say: Say = silent) -> Changes:
        """Attach the file of a recording that was written down: hashed, sealed, never to be replaced.

        Nothing stays behind when it fails. Raises `Trouble` for a file that is no recording, or a second one.
        """
        held, desk = self._recording(recording), self.beside(Records)
        must_be_open(open_room(self, held.parent))
        if held.value("file"):
            raise Trouble("That recording has its file.", "Add another recording for another file.")

        def filed(file: Mapping[str, Json]) -> Act:
            (act,) = desk.correction(recording, {}, machine=file, page=tuple(file))
            return act

        return self._with_file(path, say, filed)

    def without_file(self, recording: str, why: str) -> Changes:
        """Say why no file is attached: the recorder wrote none, or its disc stays sealed."""
        if not why.strip():
            raise Problems([Problem("no_file", "Say why no file is attached")])
        return self.beside(Records).correct(recording, {"no_file": why}, page=("no_file",))

    def describe(self, recording: str, typed: Mapping[str, Any], why: str = "") -> Changes:
        """Put right what is said of a recording; what stood before stays, struck through."""
        given = _with_seconds(typed)
        return self.beside(Records).correct(recording, given, why, page=tuple(given))

    def seal_up(
        self, recording: str, seal_no: str, *, signed: bool, words: str = "", notice: bool = True
    ) -> Changes:
        """Record, now, that it was sealed before the person: the seal's number, and whether its label was
        signed.

        `words` are what they said when they refused; `notice` says that they were given the one about copies.
        Raises `Problems`.
        """
        typed = {
            "seal_no": seal_no, "label_signed": "yes" if signed else "no", "label_words": words,
            "notice_given": "yes" if notice else "no",
        }  # fmt: skip
        if not seal_no.strip():
            raise Problems([Problem("seal_no", "Enter the number of the seal")])
        if not signed and not words.strip():
            raise Problems([Problem("label_words", "Enter what they said when they refused")])
        machine: dict[str, Json] = {"sealed_at": self.now_text()}
        return self.beside(Records).correct(recording, typed, machine=machine, page=tuple(typed))

    def event(
        self, interview: str, what: str, announced: bool, *, words: str = "", media_no: str = ""
    ) -> Changes:
        """Record, now, a fault of the recorder or a change of media, and whether it was said aloud."""
        typed = {
            "event": what,
            "announced": "yes" if announced else "no",
            "words": words,
            "media_no": media_no,
        }
        machine: dict[str, Json] = {"at": self.now_text()}
        return self.beside(Records).new("recording-event", typed, parent=interview, machine=machine)[1]

    def of(self, interview: str) -> Sequence[RecordingRow]:
        """The recordings of an interview with their custody."""
        return recording_rows.rows(open_room(self, interview))

    def events(self, interview: str) -> Sequence[RecorderEventRow]:
        """What happened to the recorder, in order."""
        return recording_rows.events(open_room(self, interview))

    def verify(self, recording: str, say: Say = silent) -> None:
        """Check a file against the hash that it came in with. Raises `Trouble` when it is another."""
        held = self._recording(recording)
        for _ in self._pieces(held, say, _CHECKING):
            pass

    def export(
        self, recording: str, path: Path, *, recipient: str, reason: str, say: Say = silent
    ) -> Changes:
        """Write a copy where the officer chose, checked on the way, and log that it was let out.

        Raises `Trouble` for a master that nobody gave authority to open, or a file that was changed.
        """
        held = self._recording(recording)
        row = recording_rows.row(self, held)
        if held.value("copy_kind") == MASTER and not any(one.act == "opened" for one in row.custody):
            raise Trouble(
                "The master stays sealed.",
                "Export the working copy, or record by whose authority it is opened.",
            )
        if not recipient.strip() or not reason.strip():
            raise Trouble("Say for whom the copy is, and why.")
        with self.notebook.writing() as book:
            journal.note(book, self.now().wall_ms, ["original", recording])
        return letting_out.export_pieces(
            self.beside(Looks), held.parent, path, self._pieces(held, say, _WRITING), row.sha256,
            f"Recording {held.title}", recipient=recipient, reason=reason,
        )  # fmt: skip

    def _making(self, interview: str, typed: Mapping[str, Any]) -> Act:
        held = self.held(interview)
        usual = {name: held.value(name) for name in ("device",) if held.value(name)}
        times = {"began_at": held.value("started_at"), "ended_at": held.value("ended_at")}
        given = {name: said for name, said in _with_seconds(typed).items() if said not in (None, "", [])}
        machine: dict[str, Json] = {name: at for name, at in times.items() if at and name not in given}
        must_be_open(open_room(self, interview))
        if given.get("seconds"):
            machine["seconds_from"] = "typed"
        machine["mark"] = self.beside(Exhibits).next_mark()
        return self.beside(Records).making(
            "interview-recording", {**usual, **given}, parent=interview, machine=machine
        )

    def _with_file(self, path: Path, say: Say, filed: Callable[[Mapping[str, Json]], Act]) -> Changes:
        """Hash a file before anything else, seal it, and write the act that names it, whole or not at all."""
        try:
            size = path.stat().st_size
            if size > MOST_BYTES:
                raise Trouble("This file is larger than two gigabytes.", "Ask for it in several parts.")
            digest, head = _hashed(path, size, say)
            sort, seconds = sort_of(head), seconds_of(path)
            with path.open("rb") as file:
                kept = self.notebook.files.put(_told(pieces_of(file), size, say, _SEALING))
        except OSError as fault:
            raise _unreadable(path) from fault
        try:
            if kept.sha256 != digest:
                raise Trouble(
                    "The file changed while it was attached.", "Wait until it is whole, then retry."
                )
            length: dict[str, Json] = {"seconds": seconds, "seconds_from": "file"} if seconds else {}
            act = filed({"file": held_file(kept, tidy(path.name), sort), "sha256": kept.sha256, **length})
            return self._write(act, kept)
        except BaseException:
            let_go(self.notebook, [kept])
            raise

    def _write(self, act: Act, kept: Sealed) -> Changes:
        whole = replace(act, blobs=(Blob(kept.sealed_sha256, kept.sealed_size),))
        place = replace(place_of(kept), record=act.record)
        return self.notebook.write([whole], self.now(), confirmed=[act.record], files=[place])

    def _pieces(self, held: Held, say: Say, what: str) -> Iterator[bytes]:
        """The untouched bytes, a piece at a time. Raises `Trouble` at the end when they hash to another."""
        about = cast("dict[str, Any]", held.value("file") or {})
        if not about:
            raise Trouble("That recording has no file.", "Attach it first.")
        found = hashlib.sha256()
        pieces = self.notebook.files.pieces(str(about["id"]), bytes.fromhex(str(about["key"])))
        for piece in _told(pieces, int(about["size"]), say, what):
            found.update(piece)
            yield piece
        if found.hexdigest() != held.text("sha256") or about["sha256"] != held.text("sha256"):
            raise Trouble(
                "The recording is not the file that was attached: its hash differs.",
                "Stop, keep this laptop as it is, and tell your IT department.",
            )

    def _recording(self, recording: str) -> Held:
        held = self.held(recording)
        if held.kind != "interview-recording":
            raise Trouble("That record is not a recording.")
        return held


def _with_seconds(typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, its `length` as seconds. Raises `Problems` for a length that is none."""
    given = dict(typed)
    length = str(given.pop("length", "") or "")
    if length.strip():
        seconds = read_length(length)
        if seconds is None:
            raise Problems([Problem("seconds", "Enter the length as the recorder shows it, such as 47:10")])
        given["seconds"] = str(seconds)
    return given


def _must_be_sound(path: Path) -> None:
    """Raises `Trouble` before a mark is given to what is no recording."""
    try:
        with path.open("rb") as file:
            sort_of(file.read(HEAD))
    except OSError as fault:
        raise _unreadable(path) from fault


def _unreadable(path: Path) -> Trouble:
    return Trouble(f"{path} cannot be read.", "Check where the file is, then try again.")


def _hashed(path: Path, size: int, say: Say) -> tuple[str, bytes]:
    """The SHA-256 of a file, and its first bytes."""
    found, head = hashlib.sha256(), b""
    with path.open("rb") as file:
        for piece in _told(pieces_of(file), size, say, _HASHING):
            head = head or piece[:HEAD]
            found.update(piece)
    return found.hexdigest(), head


def _told(pieces: Iterable[bytes], size: int, say: Say, what: str) -> Iterator[bytes]:
    """The pieces, saying each megabyte how far it is."""
    done = 0
    for piece in pieces:
        before, done = done >> 20, done + len(piece)
        yield piece
        if done >> 20 != before or done >= size:
            say(done, size, what)
