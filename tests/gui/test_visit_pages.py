"""A home visit at the screen: planned, made, written, corrected, checked and locked on a real notebook."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sample
from PySide6.QtGui import QShortcut
from sitting import Sitting, sitting

from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.readings.records import sections_of
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.link import LinkButton


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    jobs = Jobs()
    with sitting(Kit(jobs)) as made:
        yield made
    jobs.close()


def test_a_wrong_time_is_said_at_the_question_and_kept_as_typed(at: Sitting) -> None:
    visit = at.at_the_door()
    page = at.open("visit", f"{visit}/The child")
    assert page.form.block("child_spoken_to")._label == "Did you speak to Corin?"
    page.form.set_answers(
        {"child_spoken_to": "alone", "child_seen_at": "09:51", "child_condition": "A bruise."}
    )
    page.continue_button.click()
    at.wait()
    assert [link.words() for link in page.summary.links()] == ["Enter a time after 10:34, when you arrived"]
    assert (
        page.form.block("child_seen_at").property("problem") == "Enter a time after 10:34, when you arrived"
    )
    assert page.answers()["child_seen_at"] == "09:51"
    assert page.title().startswith("Error: The child")


def test_typing_is_on_disk_within_a_second_and_found_again(at: Sitting, qtbot) -> None:
    visit = at.at_the_door()
    page = at.open("visit", f"{visit}/The child")
    page.form.block("child_condition").editor().setPlainText("Bruise on outer left forearm")
    assert page.unsaved
    qtbot.waitUntil(lambda: not page.unsaved, timeout=1_000)
    assert at.load.book.drafts.open(visit).typed["child_condition"] == "Bruise on outer left forearm"
    again = at.open("visit", visit)
    assert (again.section, again.answers()["child_condition"]) == (
        "The child",
        "Bruise on outer left forearm",
    )


def test_leaving_the_page_keeps_what_was_typed_at_once(at: Sitting) -> None:
    visit = at.at_the_door()
    page = at.open("visit", f"{visit}/The child")
    page.form.set_answers({"child_spoken_to": "alone"})
    page.form.block("child_words").editor().setPlainText("I fell")
    page.form.block("child_spoken_to").editor().set_value("not-seen")
    page.form.block("child_spoken_to").editor().changed.emit()
    page.settle()
    at.wait()
    typed = at.load.book.drafts.open(visit).typed
    assert (typed["child_words"], typed["child_spoken_to"]) == ("I fell", "not-seen")


def test_each_big_button_is_a_revision_at_once(at: Sitting) -> None:
    visit = at.at_the_door()
    at.load.clock.set("2026-11-20 11:12")
    page = at.open("visit", f"{visit}/Arrival")
    assert page.stage.act_button.text() == "I have left safely"
    page.stage.act_button.click()
    at.wait()
    held = at.load.book.held(visit)
    assert (held.state, held.text("departed_at")[11:16]) == ("departed_safe", "11:12")
    assert page.seen.running
    assert page.stage.act_button.text() == "All clear"


def test_a_time_that_a_button_gave_changes_only_with_a_reason(at: Sitting) -> None:
    visit = at.written()
    page = at.open("visit", f"{visit}/departed_at")
    block = page.form.block("departed_at")
    block.editor().set_value("11:25")
    block.editor().changed.emit()
    assert not page.why.isHidden()
    page.continue_button.click()
    at.wait()
    assert page.why.property("problem") == "Say why the time is changed"
    page.why.set_value("from the dashboard clock")
    page.continue_button.click()
    at.wait()
    assert at.load.book.held(visit).text("departed_at")[11:16] == "11:25"


def test_an_unread_flag_leads_to_the_flag_and_reading_it_leads_back(at: Sitting) -> None:
    load = at.load
    page = at.open("visit", load.visit)
    assert page.continue_button.text() == "Read risk flag"
    page.continue_button.click()
    assert at.went == [Place("risk_flag", f"{load.flag}/{load.visit}")]
    flag = at.open("risk_flag", at.went[-1].key)
    flag.read_button.click()
    at.wait()
    assert at.went[-1] == Place("visit", load.visit)
    again = at.open("visit", load.visit)
    assert again.continue_button.text() == "Set off"
    assert again.continue_button.unavailable().startswith("A manager must approve")


def test_the_lock_takes_two_presses_for_one_and_leads_on(at: Sitting) -> None:
    visit = at.written()
    page = at.open("check_answers", visit)
    page.go.connect(page.hide)  # as the window does
    page.lock_button.click()
    page.lock_button.click()
    at.wait()
    assert at.load.book.held(visit).locked
    lines = at.load.book.pages.show(visit).lines
    assert [line.act for line in lines].count("Signed and locked") == 1
    assert at.went == [Place("locked", f"{visit}/visits")]


def test_what_is_missing_is_named_and_leads_to_its_question(at: Sitting) -> None:
    visit = at.at_the_door()
    at.load.book.visits.leave(visit)
    page = at.open("check_answers", visit)
    page.lock_button.click()
    at.wait()
    assert not at.load.book.held(visit).locked
    first = page.summary.links()[0]
    first.click()
    assert (at.went[-1].page, at.went[-1].key.partition("/")[0]) == ("visit", visit)
    assert at.went[-1].key.partition("/")[2]


def test_a_plan_is_a_draft_until_it_is_made(at: Sitting) -> None:
    load = at.load
    page = at.open("plan_visit", load.first)
    page.form.block("who_to_see").set_value("Tamsin")
    page.form.block("who_to_see").editor().changed.emit()
    page.settle()
    at.wait()
    assert [draft.kind for draft in load.book.drafts.waiting()] == ["visit"]
    address = load.book.cases.open(load.first).addresses[0].record
    page._asked_for(str(len(page.leaves()) - 1))
    page.typed |= {
        "purpose": "see-child", "visit_kind": "unannounced", "address": address,
        "planned_for": "21 11 2026 10:30", "buddy": "o-petra Petra Ashlock", "phone": "07700900101",
        "expected_finish": "11:30",
    }  # fmt: skip
    page.continue_button.click()
    at.wait()
    visit = at.went[-1].key
    plan = load.book.write_ups.open(visit)
    assert (plan.held.text("who_to_see"), plan.plan.text("expected_finish")[:16]) == (
        "Tamsin",
        "2026-11-21T11:30",
    )
    assert load.book.drafts.waiting() == []


def test_only_the_typed_word_ends_the_timer(at: Sitting) -> None:
    at.at_the_door()
    page = at.open("safety")
    page.safe.set_value("saf")
    page.clear_button.click()
    at.wait()
    assert page.summary.links()[0].words() == "Type the word safe to end the timer"
    assert at.load.book.safety.running()
    page.safe.set_value("Safe")
    page.clear_button.click()
    at.wait()
    assert not at.load.book.safety.running()


def test_a_withdrawal_is_undone_by_name(at: Sitting) -> None:
    load = at.load
    typed = {"note_kind": "other", "happened_at": "19 11 2026 16:05", "subject": "Call"}
    note, _ = load.book.records.new("note", typed, parent=load.case)
    reason = at.open("reason", f"withdraw/{note}")
    reason.why.set_value("Written twice")
    reason.act_button.click()
    at.wait()
    page = at.open("record", note)
    undo = page.banners.findChild(LinkButton, "banner_undo_act")
    assert undo.words() == "Undo: put the note back"
    undo.click()
    at.wait()
    assert not load.book.held(note).withdrawn


def test_a_new_note_is_kept_while_it_is_written_and_saved_by_its_button(at: Sitting) -> None:
    load = at.load
    page = at.open("note", load.case)
    page.typed |= {
        "note_kind": "phone-call",
        "happened_at": "19 11 2026 16:05",
        "subject": "Call to the school",
    }
    page._go_to("words")
    assert page.save_button.text() == "Save note"
    page.save_button.click()
    at.wait()
    assert "Call to the school" in [entry.title for entry in load.book.cases.chronology(load.case)]


def test_a_second_officer_countersigns_what_another_locked(at: Sitting) -> None:
    load = at.load
    load.book.visits.lock(at.written())
    own = at.open("sign_off", load.visit)
    assert own.card.approve_button.unavailable() == "Someone else must approve"
    sample.exchange(load.book, load.omar)
    at.kit.book = load.omar
    page = at.open("sign_off", load.visit)
    page.card.approve_button.click()
    at.wait()
    signed = [part.kind for part in load.omar.write_ups.under(load.visit)]
    assert "countersignature" in signed
    at.kit.book = load.book


def test_a_statement_is_drafted_from_the_locked_visit_and_refuses_an_address(at: Sitting) -> None:
    load = at.load
    load.book.visits.lock(at.written())
    page = at.open("statement", f"visit/{load.visit}")
    words = str(page.paragraphs.value())
    page.paragraphs.set_value(f"{words} I live at ZZ1 4CD.")
    page.sign_button.click()
    at.wait()
    assert [link.words() for link in page.summary.links()] == [
        "Take the address out of the statement (EVD-04)"
    ]
    page.paragraphs.set_value(words)
    page.sign_button.click()
    at.wait()
    assert load.book.held(page.statement).locked


def test_a_bundle_is_built_and_its_outline_has_page_numbers(at: Sitting, tmp_path) -> None:
    load = at.load
    page = at.open("bundle", load.case)
    assert page.build_button.unavailable() == "Nothing to bundle yet"
    load.book.visits.lock(at.written())
    page = at.open("bundle", load.case)
    assert page.build_button.unavailable() == ""
    page.build_button.click()
    at.wait()
    rows = [page.outline.rows_model().row(n) for n in range(page.outline.rows_model().rowCount())]
    assert next(row.pages for row in rows if row.key) == "2"
    page.let_out(tmp_path)
    assert [file.suffix for file in tmp_path.iterdir()] == [".pdf"]


def test_a_locked_visit_says_the_day_that_it_was_planned_for_and_only_the_time_of_what_was_done(
    at: Sitting,
) -> None:
    at.load.make_the_visit()
    page = at.open("record", at.load.visit)
    said = {row.name: row.words() for _, rows in sections_of(page.read.page) for row in rows}
    assert (said["Planned for"], said["Arrived"]) == ("20 November 2026 at 10:30", "10:34")


def test_a_note_is_signed_and_locked_once_from_where_it_is_read(at: Sitting) -> None:
    book, load = at.load.book, at.load
    typed = {"note_kind": "other", "happened_at": "19 11 2026 16:05", "subject": "Call"}
    note, _ = book.records.new("note", typed, parent=load.case)
    page = at.open("record", note)
    button = page.findChild(Button, "lock_record_button")
    assert button.text() == "Sign and lock note"
    button.click()
    button.click()
    at.wait()
    assert [line.act for line in book.pages.show(note).lines].count("Signed and locked") == 1
    assert not page.lock.isHidden()
    names = [child.objectName() for child in page.acts.findChildren(Button) if not child.isHidden()]
    assert "lock_record_button" not in names
    assert "withdraw_button" not in names


def test_a_statement_is_signed_from_where_it_is_read_and_refused_with_its_reason(at: Sitting) -> None:
    load = at.load
    load.book.visits.lock(at.written())
    statement, _ = load.book.statements.draft(load.visit)
    words = load.book.held(statement).text("paragraphs")
    load.book.statements.edit(statement, {"paragraphs": f"{words} I live at ZZ1 4CD."}, "Said more")
    page = at.open("record", statement)
    page.findChild(Button, "lock_record_button").click()
    at.wait()
    assert page.summary.links()[0].words() == "Take the address out of the statement (EVD-04)"
    page.summary.links()[0].click()
    assert at.went[-1] == Place("record_form", f"{statement}/paragraphs")
    load.book.statements.edit(statement, {"paragraphs": words}, "Taken out")
    page = at.open("record", statement)
    page.findChild(Button, "lock_record_button").click()
    at.wait()
    assert load.book.held(statement).locked


def test_only_the_named_second_officer_is_offered_to_countersign(at: Sitting) -> None:
    load = at.load
    load.book.visits.lock(at.written())
    for reader in (load.omar, load.petra):
        sample.exchange(load.book, reader)
    offered = {}
    for reader in (load.book, load.omar, load.petra):
        at.kit.book = reader
        page = at.open("record", load.visit)
        offered[reader.me.name] = page.findChild(Button, "countersign_button") is not None
    at.kit.book = load.book
    assert offered == {"Dilys Farthing": False, "Omar Teasel": True, "Petra Ashlock": False}


def test_a_timer_that_was_started_says_no_stage(at: Sitting) -> None:
    at.at_the_door()
    told = [entry for entry in at.load.book.cases.chronology(at.load.case) if entry.kind == "safety-event"]
    assert [(entry.title, entry.line) for entry in told] == [("Safety timer: timer started", "")]


def test_grounds_to_suspect_stop_the_questions_by_one_key(at: Sitting) -> None:
    visit = at.at_the_door()
    page = at.open("visit", f"{visit}/What they told you")
    page.findChild(QShortcut, "key_grounds").activated.emit()
    place = at.went[-1]
    assert place == Place("doorstep_caution", f"stop/{visit}")
    # A second press goes on with the one that waits for its caution, and so does coming back.
    at.open(place.page, place.key)
    page.grounds_button.click()
    stop = at.open(place.page, at.went[-1].key)
    (stopped,) = at.load.book.cautions.of(visit)
    assert stop.stands_at(place) == Place("doorstep_caution", stopped.record)
    assert stop.spoken.words().startswith("You do not have to say anything. But it may harm your defence")
    assert "You are not under arrest" in stop.also_spoken.words()
    assert stop.form.names() == []
    stop.main.click()
    at.wait()
    held = at.load.book.held(stopped.record)
    assert (held.text("wording"), bool(held.text("cautioned_at"))) == ("caution 1", True)
    assert stop.form.names() == ["person", "offences", "grounds", "said_before"]
    stop.form.set_answers({"person": "Bram Halloway", "grounds": "Corin works with him."})
    for name in ("person", "grounds"):
        stop.form.changed.emit(name)
    stop.main.click()
    at.wait()
    assert stop.form.names()[:3] == ["understood", "reply", "asked_on"]
    stop.form.set_answers({"understood": "yes", "asked_on": "no"})
    stop.main.click()
    at.wait()
    assert at.went[-1] == Place("visit", visit)
    found = at.load.book.cautions.page(stopped.record)
    assert (found.needs, str(found.finding.verdict)) == ("", "pass")
