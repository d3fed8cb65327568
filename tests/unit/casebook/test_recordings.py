"""Sound recordings of an interview: hashed first, sealed, never edited, and who had them since (PACE-21)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.interviewing import INK, JUNO, ROWAN, cautioned, confirmed
from tests.unit.casebook.recording import cautioned_in_sound, signed_in_sound, sound

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.interviews.sound_files import length_words, read_length, seconds_of, sort_of
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Casebook]


@pytest.fixture(autouse=True)
def on_the_day_of_the_panel(clock: Clock) -> None:
    clock.set("2026-11-16 10:00")


def test_an_interview_in_sound_is_not_sealed_without_its_recording(
    casebook_of: Of, clock: Clock, tmp_path: Path
) -> None:
    rowan = casebook_of(ROWAN)
    made = signed_in_sound(rowan, casebook_of(JUNO), clock)
    assert rowan.interviews.page(made).seal_needs == "Attach the recording, or say why there is none."
    with pytest.raises(Trouble, match="not whole"):
        rowan.signing.seal(made)
    recording, _ = rowan.recordings.add(made, {"copy_kind": "master"})
    with pytest.raises(Trouble, match="not whole"):
        rowan.signing.seal(made)
    told: list[tuple[int, int, str]] = []
    path = sound(tmp_path, 300)
    rowan.recordings.attach(recording, path, lambda *how: told.append(how))
    assert told[-1] == (path.stat().st_size, path.stat().st_size, "Sealing the recording")
    rowan.recordings.seal_up(recording, "S 41", signed=False, words="I sign nothing.")
    (row,) = rowan.interviews.page(made).recordings
    assert (row.mark, row.device, row.length, row.length_from) == ("RQ/1", "Recorder 2", "5:00", "file")
    assert (row.seal_no, row.label, row.label_words, row.notice_given) == (
        "S 41", "refused", "I sign nothing.", True,
    )  # fmt: skip
    assert (row.began_at[11:16], row.sealed_at[11:16], row.needs, row.here) == ("13:48", "13:54", "", True)
    assert row.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    rowan.signing.seal(made)
    verdicts = {one.rule: str(one.verdict) for one in rowan.interviews.page(made).findings}
    assert {rule for rule, verdict in verdicts.items() if verdict != "pass"} == set()
    assert "PACE-21" in verdicts
    assert "PACE-22" not in verdicts


def test_a_reason_stands_for_a_recording_that_was_never_written(casebook_of: Of, clock: Clock) -> None:
    rowan = casebook_of(ROWAN)
    made = signed_in_sound(rowan, casebook_of(JUNO), clock)
    recording, _ = rowan.recordings.add(made, {"copy_kind": "master"})
    with pytest.raises(Problems, match="Say why no file"):
        rowan.recordings.without_file(recording, " ")
    rowan.recordings.without_file(recording, "The card was blank when it was taken out.")
    rowan.signing.seal(made)
    told = {one.rule: str(one.verdict) for one in rowan.interviews.page(made).findings}
    assert told["PACE-21"] == "cannot_tell"


def test_nothing_is_recorded_before_it_begins_and_the_recorder_is_told_of_while_it_runs(
    casebook_of: Of, clock: Clock, tmp_path: Path
) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = confirmed(rowan, juno, clock)
    for act in (
        lambda: rowan.recordings.add(made, {"copy_kind": "master", "device": "Recorder 2"}),
        lambda: rowan.recordings.add_with_file(made, sound(tmp_path), {"copy_kind": "master"}),
        lambda: rowan.recordings.event(made, "fault", True),
    ):
        with pytest.raises(Trouble, match="has not begun"):
            act()
    clock.set("2026-11-16 10:00")
    made = signed_in_sound(rowan, juno, clock)
    with pytest.raises(Trouble, match="does not run now"):
        rowan.recordings.event(made, "fault", True)
    with pytest.raises(Trouble, match="before its record is signed"):
        rowan.caution_statements.begin(made, "by-officer")


def test_a_recording_is_never_replaced_edited_or_taken_back(
    casebook_of: Of, clock: Clock, tmp_path: Path
) -> None:
    rowan = casebook_of(ROWAN)
    made = cautioned_in_sound(rowan, casebook_of(JUNO), clock)
    recording, _ = rowan.recordings.add_with_file(made, sound(tmp_path), {"copy_kind": "master"})
    with pytest.raises(Trouble, match="has its file"):
        rowan.recordings.attach(recording, sound(tmp_path, 4))
    with pytest.raises(Trouble, match="read from the file"):
        rowan.recordings.describe(recording, {"length": "47:10"}, "A slip")
    with pytest.raises(Problems, match="Say why it is put right"):
        rowan.recordings.describe(recording, {"device": "Recorder 3"})
    rowan.recordings.describe(recording, {"device": "Recorder 3"}, "The label was read wrongly")
    rowan.recordings.seal_up(recording, "S 41", signed=True)
    with pytest.raises(Trouble, match="The seal stays"):
        rowan.recordings.seal_up(recording, "S 42", signed=True)
    with pytest.raises(Trouble, match="stays on record"):
        rowan.records.withdraw(recording, "Because")
    with pytest.raises(Trouble, match="own desk"):
        rowan.records.new(
            "interview-recording",
            {"copy_kind": "second", "device": "Recorder 2", "began_at": "19 11 2026 13:48"},
            parent=made,
        )
    assert rowan.recordings.of(made)[0].device == "Recorder 3"


def test_what_is_no_recording_is_refused_and_leaves_nothing(
    casebook_of: Of, clock: Clock, tmp_path: Path
) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = cautioned_in_sound(rowan, juno, clock)
    paper = tmp_path / "letter.pdf"
    paper.write_bytes(b"%PDF-1.7 not a sound")
    for path, say in ((paper, "for no sound recording"), (tmp_path / "gone.wav", "cannot be read")):
        with pytest.raises(Trouble, match=say):
            rowan.recordings.add_with_file(made, path, {"copy_kind": "master"})
    assert rowan.recordings.of(made) == ()
    assert rowan.notebook.files.names() == ()
    with pytest.raises(Problems, match="as the recorder shows it"):
        rowan.recordings.add(made, {"copy_kind": "master", "length": "an hour"})
    clock.set("2026-11-16 10:00")
    written = cautioned(rowan, juno, clock)
    rowan.records.correct(written, {"mode_reason": "no-place"}, "Not a fault")
    with pytest.raises(Trouble, match="in writing"):
        rowan.recordings.add(written, {"copy_kind": "master", "device": "Recorder 2"})


def test_faults_and_changes_of_media_are_said_aloud(casebook_of: Of, clock: Clock) -> None:
    rowan = casebook_of(ROWAN)
    made = cautioned_in_sound(rowan, casebook_of(JUNO), clock)
    rowan.recordings.event(made, "media-changed", True, media_no="C 12")
    with pytest.raises(Problems, match="not said aloud"):
        rowan.recordings.event(made, "fault", False)
    rowan.questioning.take_break(made, "fault")
    rowan.recordings.event(made, "fault", False, words="It stopped unseen.")
    told = rowan.interviews.page(made).recorder
    assert [(one.what, one.announced, one.media_no) for one in told] == [
        ("media-changed", True, "C 12"),
        ("fault", False, ""),
    ]
    with pytest.raises(Trouble, match="stays on record"):
        rowan.records.withdraw(told[0].record, "Because")


def test_a_working_copy_goes_out_checked_and_logged_and_a_master_only_by_authority(
    casebook_of: Of, clock: Clock, tmp_path: Path
) -> None:
    rowan = casebook_of(ROWAN)
    made = cautioned_in_sound(rowan, casebook_of(JUNO), clock)
    path = sound(tmp_path)
    master, _ = rowan.recordings.add_with_file(made, path, {"copy_kind": "master"})
    copy, _ = rowan.recordings.add_with_file(made, path, {"copy_kind": "working"})
    out = tmp_path / "out.wav"
    with pytest.raises(Trouble, match="for whom"):
        rowan.recordings.export(copy, out, recipient="", reason="Transcript")
    rowan.recordings.export(copy, out, recipient="Fen Typing", reason="Transcript")
    assert out.read_bytes() == path.read_bytes()
    released = rowan.records.parts(made)
    assert "release" not in {one.kind for one in released}
    with pytest.raises(Trouble, match="master stays sealed"):
        rowan.recordings.export(master, out, recipient="The court", reason="Ordered")
    said = {"custody_act": "opened", "from_whom": "Store 4", "to_whom": "Rowan Quillon", "purpose": "Copy"}
    with pytest.raises(Problems, match="Who gave authority"):
        rowan.custody.add(master, said)
    with pytest.raises(Trouble, match="Only a sealed master"):
        rowan.custody.add(copy, said | {"authority": "Petra Ashlock"})
    rowan.custody.add(master, said | {"authority": "Petra Ashlock"})
    rowan.recordings.export(master, out, recipient="The court", reason="Ordered")
    (sealed,) = [one for one in rowan.notebook.files.names() if one in str(rowan.held(copy).value("file"))]
    held = rowan.notebook.files.path(sealed)
    raw = bytearray(held.read_bytes())
    raw[len(raw) // 2] ^= 1
    held.write_bytes(raw)
    out.unlink()
    with pytest.raises(Trouble, match="damaged or changed"):
        rowan.recordings.verify(copy)
    with pytest.raises(Trouble, match="damaged or changed"):
        rowan.recordings.export(copy, out, recipient="Fen Typing", reason="Transcript")
    assert not out.exists()


def test_custody_goes_on_after_the_seal_from_hand_to_hand(
    casebook_of: Of, clock: Clock, tmp_path: Path
) -> None:
    rowan = casebook_of(ROWAN)
    made = signed_in_sound(rowan, casebook_of(JUNO), clock)
    master, _ = rowan.recordings.add_with_file(made, sound(tmp_path), {"copy_kind": "master"})
    rowan.recordings.seal_up(master, "S 41", signed=True)
    rowan.signing.seal(made)
    assert rowan.custody.of(master).state == "sealed"
    handed = {
        "custody_act": "handed",
        "from_whom": "Rowan Quillon",
        "to_whom": "Store 4",
        "purpose": "Keeping",
    }
    clock.ahead(minutes=30)
    rowan.custody.add(master, handed, INK, signed_by="Sunil Marrow")
    clock.ahead(minutes=30)
    court = {"custody_act": "in-court", "to_whom": "Fenmarch Magistrates", "purpose": "Hearing"}
    with pytest.raises(Problems, match="Store 4 had it last"):
        rowan.custody.add(master, court | {"from_whom": "Juno Thatch"})
    with pytest.raises(Problems, match="at or after"):
        rowan.custody.add(master, court | {"at": "19 11 2026 13:50"})
    with pytest.raises(Problems, match="has come"):
        rowan.custody.add(master, court | {"at": "20 11 2026 13:50"})
    row, _ = rowan.custody.add(master, court)
    page = rowan.custody.of(master)
    assert [(one.from_whom, one.to_whom, one.signed_by) for one in page.rows] == [
        ("Rowan Quillon", "Store 4", "Sunil Marrow"),
        ("Store 4", "Fenmarch Magistrates", ""),
    ]
    assert (page.state, page.holder) == ("produced_in_court", "Fenmarch Magistrates")
    for act in (
        lambda: rowan.records.correct(row, {"to_whom": "Nobody"}, "Because"),
        lambda: rowan.records.withdraw(row, "Because"),
    ):
        with pytest.raises(Trouble, match="never changed"):
            act()
    gone = {"custody_act": "disposed", "to_whom": "Shredded", "purpose": "End", "certificate": "D 7"}
    rowan.custody.add(master, gone)
    with pytest.raises(Trouble, match="disposed of"):
        rowan.custody.add(master, handed | {"from_whom": "Shredded"})
    assert rowan.interviews.page(made).late == 0


def test_sound_files_are_known_by_their_first_bytes(tmp_path: Path) -> None:
    heads = {
        b"RIFF\0\0\0\0WAVEfmt ": "audio/wav",
        b"ID3\x04": "audio/mpeg",
        b"\xff\xfb\x90\x00": "audio/mpeg",
        b"\xff\xf1\x50\x80": "audio/aac",
        b"\0\0\0\x20ftypM4A ": "audio/mp4",
        b"OggS\0": "audio/ogg",
        bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c"): "audio/x-ms-wma",
        b"\x02dss": "audio/x-dss",
    }
    assert {head: sort_of(head) for head in heads} == heads
    for head in (b"", b"RIFF\0\0\0\0AVI ", b"%PDF-1.7", b"\x89PNG"):
        with pytest.raises(Trouble):
            sort_of(head)
    assert seconds_of(sound(tmp_path, 2)) == 2
    cut = tmp_path / "cut.wav"
    cut.write_bytes(sound(tmp_path, 4).read_bytes()[: 44 + 16_000])
    assert seconds_of(cut) == 1
    (tmp_path / "short.mp3").write_bytes(b"ID3\x04")
    assert seconds_of(tmp_path / "short.mp3") is None
    assert [read_length(length_words(n)) for n in (0, 59, 2830, 3723, 36_000)] == [0, 59, 2830, 3723, 36_000]
    assert [read_length(text) for text in ("", "47", "1:75", "a:10", "1:2:3:4")] == [None] * 5
