"""The seal of an interview: whole or not at all, and nothing under it changes unseen (PACE-12)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.interviewing import JUNO, PEOPLE, ROWAN, cautioned, ms, put
from tests.unit.casebook.recording import cautioned_in_sound, signed, sound
from tests.unit.casebook.sweeping import exchange

from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.rules.finding import Finding
from fieldkit.store.check import check

Of = Callable[[Holder], Casebook]


@pytest.fixture(autouse=True)
def on_the_day_of_the_panel(clock: Clock) -> None:
    clock.set("2026-11-16 10:00")


def _to_seal(rowan: Casebook, juno: Casebook, clock: Clock) -> str:
    made = cautioned(rowan, juno, clock)
    put(rowan, clock, made, "Who gets Lorcan ready?", "He gets himself ready.")
    signed(rowan, made)
    return made


def _in_sound(rowan: Casebook, juno: Casebook, clock: Clock, folder: Path) -> str:
    """Sealed, with a recording, a statement and what the recorder did; then a row of custody."""
    made = cautioned_in_sound(rowan, juno, clock)
    rowan.recordings.event(made, "media-changed", True, media_no="C 12")
    put(rowan, clock, made, "Who gets Lorcan ready?", "He gets himself ready.")
    statement, _ = rowan.caution_statements.begin(made, "by-officer")
    rowan.caution_statements.write(statement, "He left before I woke.")
    rowan.caution_statements.sign(statement)
    recording, _ = rowan.recordings.add_with_file(made, sound(folder), {"copy_kind": "master"})
    rowan.recordings.seal_up(recording, "S 41", signed=True)
    signed(rowan, made)
    rowan.signing.seal(made)
    rowan.custody.add(
        recording,
        {"custody_act": "stored", "from_whom": "Rowan Quillon", "to_whom": "Store 4", "purpose": "Keeping"},
    )
    return made


def _unchanged(casebook: Casebook, made: str) -> Finding:
    """What PACE-12 says of it."""
    return next(one for one in casebook.interviews.page(made).findings if one.rule == "PACE-12")


def test_a_disk_that_fills_up_while_it_is_sealed_leaves_it_whole_or_untouched(
    casebook_of: Of, clock: Clock
) -> None:
    rowan = casebook_of(ROWAN)
    made = _to_seal(rowan, casebook_of(JUNO), clock)
    steps = [step.status for step in rowan.interviews.page(made).steps]
    with rowan.notebook.writing() as book:
        pages = int(book.execute(text("PRAGMA page_count")).scalar_one())
    failed = 0
    for room in range(40):
        with rowan.notebook.writing() as book:
            book.execute(text(f"PRAGMA max_page_count = {pages + room}"))
        with suppress(Trouble):
            rowan.signing.seal(made)
            break
        failed += 1
        page = rowan.interviews.page(made)
        assert (page.held.locked, [step.status for step in page.steps]) == (False, steps)
    assert failed
    page = rowan.interviews.page(made)
    assert page.held.locked
    assert [step.status for step in page.steps[18:]] == ["done", "not-applicable", "not-applicable", "done"]
    with rowan.notebook.writing() as book:
        book.execute(text("PRAGMA max_page_count = 1073741823"))
    assert check(rowan.notebook) == []


def test_the_seal_is_one_transaction_and_covers_the_steps_written_with_it(
    casebook_of: Of, clock: Clock
) -> None:
    rowan = casebook_of(ROWAN)
    made = _to_seal(rowan, casebook_of(JUNO), clock)
    before = rowan.notebook.head().seq
    rowan.signing.seal(made)
    # Read over, refusal, comments, seal: four steps and the seal.
    assert rowan.notebook.head().seq == before + 5
    assert all(rowan.held(step.record).locked for step in rowan.interviews.page(made).steps)
    assert str(_unchanged(rowan, made).verdict) == "pass"


def test_a_refusal_is_recorded_whole_or_not_at_all(casebook_of: Of, clock: Clock) -> None:
    rowan = casebook_of(ROWAN)
    made = cautioned(rowan, casebook_of(JUNO), clock)
    put(rowan, clock, made, "Who gets Lorcan ready?", "I sign nothing.")
    rowan.interviews.conclude(made, "She wants to go")
    with pytest.raises(Trouble):
        rowan.signing.refuse(made, "suspect", "Agnieszka Ebbage", " ")
    assert rowan.interviews.page(made).signatures == ()
    before = rowan.notebook.head().seq
    rowan.signing.refuse(made, "suspect", "Agnieszka Ebbage", "I sign nothing.")
    assert rowan.notebook.head().seq == before + 2
    assert rowan.held(made).state == "refused"


def test_once_sealed_nothing_changes_by_desk_shell_store_or_sync(casebook_of: Of, clock: Clock) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = _to_seal(rowan, juno, clock)
    rowan.signing.seal(made)
    before = rowan.interviews.page(made)
    line = before.lines[0].line
    for act in (
        lambda: rowan.questioning.correct(line, {"answer": "Other"}, "Because"),
        lambda: rowan.questioning.ask(made, "One more?", ms(clock)),
        lambda: rowan.interviews.add_person(made, PEOPLE[0]),
        lambda: rowan.records.correct(made, {"venue": "Elsewhere"}, "Because"),
        lambda: rowan.records.move(made, "refused"),
        lambda: rowan.records.withdraw(made, "Because"),
        lambda: rowan.records.withdraw(line, "Because"),
        lambda: rowan.records.new(
            "interview-line",
            {"number": 2, "asked_at": "19 11 2026 13:55", "question": "Did you know?"},
            parent=made,
        ),
        lambda: rowan.records.new(
            "interview-step", {"step": "seal", "applies": "yes", "done_at": "15:00"}, parent=made
        ),
        lambda: rowan.records.new(
            "interview-break", {"break_reason": "rest", "began_at": "15:00"}, parent=made
        ),
        lambda: rowan.records.seal(made),
    ):
        with pytest.raises(Trouble):
            act()
    # Written past every desk into the ledger, and signed with the officer's own key.
    held = rowan.held(line)
    act = Act(
        type=Type.EDIT, kind=held.kind, record=line, home=held.home, fields={"answer": "I knew."},
        bases=held.folded.heads,
    )  # fmt: skip
    rowan.notebook.write([act], rowan.now())
    late = rowan.held(line)
    assert (late.text("answer"), late.late) == ("He gets himself ready.", 1)
    # Arrived from another laptop that had not seen the seal.
    exchange(rowan, juno)
    stray = Act(
        type=Type.EDIT, kind=held.kind, record=line, home=held.home, fields={"question": "Did you lie?"},
        bases=held.folded.heads,
    )  # fmt: skip
    juno.notebook.write([stray], juno.now())
    exchange(juno, rowan)
    page = rowan.interviews.page(made)
    assert page.lines == before.lines
    assert page.late == 2
    # Another officer reads the same, also who asked.
    assert juno.interviews.page(made).lines == before.lines
    rowan.signing.addendum(made, "The interpreter's name is Brzeska.")
    assert rowan.interviews.page(made).addenda == ("The interpreter's name is Brzeska.",)
    assert rowan.notebook.rebuild() > 0
    assert rowan.interviews.page(made).lines == before.lines


def test_nothing_of_a_sealed_interview_in_sound_changes_at_any_desk(
    casebook_of: Of, clock: Clock, tmp_path: Path
) -> None:
    rowan = casebook_of(ROWAN)
    made = _in_sound(rowan, casebook_of(JUNO), clock, tmp_path)
    page = rowan.interviews.page(made)
    recording, statement = page.recordings[0].recording, page.statements[0].record
    for act in (
        lambda: rowan.recordings.add(made, {"copy_kind": "second"}),
        lambda: rowan.recordings.add_with_file(made, sound(tmp_path), {"copy_kind": "second"}),
        lambda: rowan.recordings.attach(recording, sound(tmp_path)),
        lambda: rowan.recordings.describe(recording, {"device": "Other"}, "Because"),
        lambda: rowan.recordings.without_file(recording, "Because"),
        lambda: rowan.recordings.seal_up(recording, "S 9", signed=True),
        lambda: rowan.recordings.event(made, "fault", True),
        lambda: rowan.caution_statements.begin(made, "by-officer"),
        lambda: rowan.caution_statements.write(statement, "Other", "Because"),
        lambda: rowan.records.correct(recording, {"seal_no": "S 9"}, "Because"),
        lambda: rowan.records.withdraw(recording, "Because"),
        lambda: rowan.records.withdraw(statement, "Because"),
        lambda: rowan.records.withdraw(page.recorder[0].record, "Because"),
        lambda: rowan.records.new("recording-event", {"event": "fault"}, parent=made, partly=True),
    ):
        with pytest.raises(Trouble):
            act()
    rowan.signing.addendum(made, "The label is blue.")
    after = rowan.interviews.page(made)
    assert (after.recordings, after.recorder, after.statements, after.lines) == (
        page.recordings, page.recorder, page.statements, page.lines,
    )  # fmt: skip
    assert after.addenda == ("The label is blue.",)
    assert str(_unchanged(rowan, made).verdict) == "pass"


def test_edits_and_new_parts_that_arrive_after_the_seal_are_late_and_change_nothing(
    casebook_of: Of, clock: Clock, tmp_path: Path
) -> None:
    rowan, juno = casebook_of(ROWAN), casebook_of(JUNO)
    made = _in_sound(rowan, juno, clock, tmp_path)
    page = rowan.interviews.page(made)
    exchange(rowan, juno)
    stray = [
        ("interview-recording", page.recordings[0].recording, {"device": "Other"}),
        ("caution-statement", page.statements[0].record, {"words": "I knew."}),
        ("recording-event", page.recorder[0].record, {"announced": "no"}),
        ("interview-recording", juno.new_id(), {"parent": made, "copy_kind": "second", "device": "Other"}),
        ("interview-line", juno.new_id(), {"parent": made, "number": 2, "question": "Did you lie?"}),
        ("caution-statement", juno.new_id(), {"parent": made, "hand": "by-officer", "words": "I knew."}),
    ]
    juno.notebook.write(
        [
            Act(type=Type.EDIT, kind=kind, record=record, home=page.held.home, fields=fields,
                bases=juno.held(record).folded.heads if "parent" not in fields else ())
            for kind, record, fields in stray
        ],
        juno.now(),
    )  # fmt: skip
    exchange(juno, rowan)
    for casebook in (rowan, juno):
        after = casebook.interviews.page(made)
        assert [row.device for row in after.recordings] == ["Recorder 2"]
        assert [row.words for row in after.statements] == ["He left before I woke."]
        assert ([row.announced for row in after.recorder], after.lines) == ([True], page.lines)
        assert after.late == len(stray)
    found = _unchanged(rowan, made)
    assert (str(found.verdict), found.says[:12]) == ("cannot_tell", "6 late edits")


def test_a_database_altered_by_hand_is_red(casebook_of: Of, clock: Clock, tmp_path: Path) -> None:
    rowan = casebook_of(ROWAN)
    made = _in_sound(rowan, casebook_of(JUNO), clock, tmp_path)
    assert str(_unchanged(rowan, made).verdict) == "pass"
    with rowan.notebook.writing() as book:
        book.execute(
            text(
                "UPDATE current SET body = replace(body, 'He gets himself ready.', 'I knew.')"
                " WHERE kind = 'interview-line'"
            )
        )
    found = _unchanged(rowan, made)
    assert str(found.verdict) == "fail"
    assert found.says.startswith("It is not as it was sealed: what is shown of 1 of its parts")
    rowan.notebook.rebuild()
    assert str(_unchanged(rowan, made).verdict) == "pass"
