"""A referral at the screen: typed, kept, found again, checked, taken in once and allocated."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import referrals
from PySide6.QtWidgets import QApplication
from sitting import Sitting, sitting

from fieldkit.gui import style
from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.shell import Shell
from fieldkit.gui.theme import Look, Theme
from fieldkit.gui.widgets.button import Button

REGISTER = (
    b"URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name),NumberOfPupils"
    b"\r\n137001,999,Fenmarch,4001,Larkspur Academy,Academy,949\r\n"
    b"137002,999,Fenmarch,2001,Larkspur Infants,Community school,90\r\n"
)


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    jobs = Jobs()
    with sitting(Kit(jobs)) as made:
        yield made
    jobs.close()


def _say(page, name: str, words: str) -> None:
    block = page.form.block(name)
    block.set_value(words)
    block.editor().changed.emit()


def test_a_referral_is_on_disk_within_a_second_and_found_again_from_today_by_name(at: Sitting, qtbot) -> None:
    page = at.open("referral")
    _say(page, "child_forenames", "Wilfrid")
    _say(page, "child_surname", "Tolliver")
    assert page.unsaved
    qtbot.waitUntil(lambda: not page.unsaved, timeout=1_000)
    today = at.open("today")
    rows = [row for row in today._need_rows(at.load.book.day.open()) if row.key.startswith("draft-")]
    assert [row.title for row in rows] == ["Draft: Referral: Wilfrid Tolliver"]
    today.needs.button(rows[0].key).click()
    again = at.open("referral", at.went[-1].key)
    assert again.answers()["child_surname"] == "Tolliver"


def test_what_is_missing_is_said_in_the_summary_and_at_the_question(at: Sitting) -> None:
    page = at.open("referral")
    _say(page, "child_forenames", "Wilfrid")
    page.continue_button.click()
    at.wait()
    assert [link.words() for link in page.summary.links()] == ["Answer “Last name”"]
    assert page.form.block("child_surname").property("problem") == "Answer “Last name”"
    assert page.title().startswith("Error: The child")
    _say(page, "child_surname", "Tolliver")
    page.continue_button.click()
    at.wait()
    assert (page.heading, len(page.form.names())) == ("Birth and school", 5)


def test_the_family_may_be_passed_over(at: Sitting) -> None:
    draft = referrals.typed(at.load.book, {"child_forenames": "Wilf", "child_surname": "Tolliver"})
    page = at.open("referral", draft)
    page._asked_for("3")
    page.continue_button.click()
    at.wait()
    assert at.went[-1] == Place("check_referral", draft)


def test_words_that_are_no_school_are_refused_and_kept(at: Sitting) -> None:
    page = at.open("referral")
    page._asked_for("1")
    _say(page, "child_school", "the old academy")
    page.continue_button.click()
    at.wait()
    assert page.form.block("child_school").property("problem") == "Choose a school from the list"
    assert page.answers()["child_school"] == "the old academy"


def test_a_school_is_found_by_typing_the_councils_own_first_and_each_once(at: Sitting, tmp_path) -> None:
    book, file = at.load.book, tmp_path / "schools.csv"
    book.schools.add_school({"name": "Larkspur Academy", "school_urn": "137001"})
    file.write_bytes(REGISTER)
    book.schools.import_register(file)
    page = at.open("referral")
    page._asked_for("1")
    field = page.form.block("child_school").editor()
    field._field.setText("lark")
    field._field.changed.emit()
    at.wait()
    rows = field._rows.rows_model()
    found = [rows.row(number).key for number in range(rows.rowCount())]
    assert found == ["137001 Larkspur Academy", "137002 Larkspur Infants"]
    field._rows.opened.emit(found[0])
    assert page.answers()["child_school"] == "137001 Larkspur Academy"


def test_every_answer_is_checked_at_the_end_and_leads_to_its_question(at: Sitting) -> None:
    draft = referrals.typed(at.load.book, {"child_surname": "Tolliver", "address_1_lines": "8 Osier Walk"})
    page = at.open("check_referral", draft)
    page.take_button.click()
    at.wait()
    said = {link.words() for link in page.summary.links()}
    assert {"Answer “First names”", "Answer “What kind of case is it?”"} <= said
    page.summary.links()[-1].click()
    asked = at.went[-1]
    opened = at.open("referral", asked.key)
    assert asked.key.partition("/")[2] in opened.form.names()


def test_two_presses_take_it_in_once_with_its_family_at_one_address(at: Sitting) -> None:
    book = at.load.book
    second = {"person_2_surname": "Tolliver", "tie_2_relationship": "father"}
    page = at.open("referral", referrals.typed(book, referrals.ANSWERS | second))
    page._asked_for("6")
    page.findChild(Button, "same_as_1").click()
    at.wait()
    check = at.open("check_referral", page.key)
    check.take_button.click()
    check.take_button.click()
    at.wait()
    case = at.went[-1].key
    assert at.went[-1].page == "taken_in"
    opened = book.cases.open(case)
    assert opened.child.title == "Wilf Tolliver"
    assert opened.child.value("school") == {"id": "137001", "name": "Larkspur Academy"}
    assert [address.title for address in opened.addresses] == ["8 Osier Walk, ZZ1 5EF"]
    assert [one.name for one in opened.relations] == ["Ada Tolliver", "Tolliver"]
    assert [len(one.addresses) for one in opened.relations] == [1, 1]
    assert book.drafts.waiting() == []
    # Going back to the form of what is a case by now leads to the case.
    at.open("referral", case)
    assert at.went[-1] == Place("case", case)


def test_it_is_allocated_to_me_or_to_another_and_the_page_says_so(at: Sitting) -> None:
    book = at.load.book
    case, _ = book.referrals.take_in(referrals.typed(book), referrals.ANSWERS)
    page = at.open("taken_in", case)
    assert page.allocate_button.text() == "Allocate to me"
    page.officer.set_value(next(each.typed for each in page.shown.officers if each.typed != page.shown.me))
    page.officer.editor().changed.emit()
    assert page.allocate_button.text().startswith("Allocate to O")
    page.officer.set_value(page.shown.me)
    page.officer.editor().changed.emit()
    page.allocate_button.click()
    page.allocate_button.click()
    at.wait()
    held = book.held(case)
    assert (held.state, held.value("allocated_officer")["name"]) == ("allocated", "Dilys Farthing")
    assert page.foot.isHidden()
    page.next_acts.button("plan").click()
    assert at.went[-1] == Place("plan_visit", case)


def test_a_half_written_referral_comes_back_and_another_can_be_begun(at: Sitting) -> None:
    page = at.open("referral")
    _say(page, "child_surname", "Tolliver")
    page.settle()
    at.wait()
    first = page.key
    page.open("")
    at.wait()
    assert (page.key, page.answers()["child_surname"]) == (first, "Tolliver")
    page.new_button.click()
    at.wait()
    assert page.key != first
    assert page.answers()["child_surname"] == ""
    assert len(at.load.book.drafts.waiting()) == 1


def test_the_question_that_has_the_keyboard_is_in_sight_at_twice_the_size(at: Sitting, qtbot) -> None:
    style.wear(QApplication.instance(), Theme(Look.LIGHT, 2.0))
    shell = Shell(at.kit)
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    shell.show()
    shell.go(Place("referral"))
    at.wait()
    page = shell.page()
    assert page.span.one_column
    page._asked_for("1")
    field = page.form.block("child_dob")
    assert page.isAncestorOf(shell.focusWidget())
    assert field.isAncestorOf(shell.focusWidget())
    qtbot.waitUntil(lambda: not shell.focusWidget().visibleRegion().isEmpty(), timeout=2_000)


def test_a_referral_that_is_not_wanted_is_discarded_and_undo_puts_every_word_back(at: Sitting) -> None:
    page = at.open("referral")
    assert page.discard_button.isHidden()
    _say(page, "child_forenames", "Wilfrid")
    _say(page, "child_surname", "Tolliver")
    assert not page.discard_button.isHidden()
    draft = page.key
    page.discard_button.click()
    at.wait()
    drafts = at.load.book.drafts
    assert draft not in [each.record for each in drafts.waiting()]
    assert (page.key != draft, page.answers()["child_surname"]) == (True, "")
    assert page.banners.keys() == ["undo"]
    page.banners.acted.emit("undo")
    at.wait()
    assert (page.key, page.answers()["child_surname"]) == (draft, "Tolliver")
    assert page.banners.keys() == []
    assert drafts.open(draft).typed["child_forenames"] == "Wilfrid"
