"""Forms made from kinds: every type of answer has its editor, and answers come back as they were set."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from fieldkit.gui import clock
from fieldkit.gui.forms.editors.registry import EDITORS, Setting
from fieldkit.gui.forms.form import MOST, Form, pages
from fieldkit.gui.widgets.find_field import FindField, Match
from fieldkit.kinds.answers import Answer, Choice
from fieldkit.kinds.record import questions, sections
from fieldkit.kinds.registry import KINDS
from fieldkit.reference.codes import code_list

SECTIONS = [(kind, section) for kind in KINDS.values() for section in sections(kind)]


def _types(of: type[Answer]) -> set[str]:
    return {of.name} - {""} | {name for below in of.__subclasses__() for name in _types(below)}


def test_every_type_of_answer_has_an_editor() -> None:
    assert _types(Answer) == set(EDITORS)


@pytest.mark.parametrize(("kind", "section"), SECTIONS, ids=lambda part: getattr(part, "kind", part))
def test_every_section_makes_pages_of_at_most_five(qtbot, kind, section: str) -> None:
    made = pages(kind, section)
    asked = [item.name for item in questions(kind) if item.ask.asked and item.ask.section == section]
    assert [item.name for page in made for item in page] == asked
    for page in made:
        assert len(page) <= MOST
        form = Form(page, names={"child": "Corin"})
        qtbot.addWidget(form)
        form.resize(720, 600)
        form.show()
        nothing = form.answers()
        assert all(answer in ("", []) for answer in nothing.values())
        for name in form.names():
            form.block(name).show()
            form.focus_field(name)
            assert "{" not in form.block(name).property("label")


def test_answers_come_back_as_they_were_set(qtbot) -> None:
    kind = KINDS["visit"]
    first = pages(kind, "The child")[0]
    form = Form(first, Setting(day=date(2026, 11, 20)), {"child": "Corin"})
    qtbot.addWidget(form)
    typed = {}
    for item in first:
        if isinstance(item.answer, Choice):
            code = code_list(item.answer.codes)[0].code
            typed[item.name] = [code] if item.many else code
        elif item.answer.name == "moment":
            typed[item.name] = "10:51"
        else:
            typed[item.name] = "“I fell.”"
    with qtbot.assertNotEmitted(form.changed):
        form.set_answers(typed)
    assert {name: answer for name, answer in form.answers().items() if answer not in ("", [])} == {
        name: answer for name, answer in typed.items() if not form.block(name).isHidden()
    }


def test_a_problem_stands_at_its_question(qtbot) -> None:
    first = pages(KINDS["visit"], "Arrival")[0]
    form = Form(first)
    qtbot.addWidget(form)
    form.show_problems({"arrived_at": "Enter a time after 10:34"})
    assert form.block("arrived_at").property("problem") == "Enter a time after 10:34"
    assert form.block("light").property("problem") == ""


def test_a_question_that_depends_on_another_comes_and_goes(qtbot) -> None:
    who = next(page for page in pages(KINDS["visit"], "Who you met") if page[0].name == "answered_by")
    form = Form(who)
    qtbot.addWidget(form)
    form.set_answers({"answered_by": "parent", "answered_name": "Bram Halloway"})
    assert form.answers()["answered_name"] == "Bram Halloway"
    form.set_answers({"answered_by": "", "answered_name": "Bram Halloway"})
    assert form.block("answered_name").isHidden()
    assert form.answers()["answered_name"] == ""


def test_a_time_on_the_records_day_shows_no_date_and_now_says_so(qtbot) -> None:
    clock.set_source(lambda: datetime(2026, 11, 20, 10, 51, tzinfo=UTC))
    arrival = pages(KINDS["visit"], "Arrival")[0]
    form = Form(arrival, Setting(day=date(2026, 11, 20)))
    qtbot.addWidget(form)
    form.show()
    form.set_answers({"arrived_at": "20 11 2026 10:34"})
    assert form.answers()["arrived_at"] == "10:34"
    form.set_answers({"arrived_at": "19 11 2026 10:34"})
    assert form.answers()["arrived_at"] == "19 11 2026 10:34"
    form.set_answers({})
    form.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is form)
    form.focus_field("arrived_at")
    said: list[tuple[str, ...]] = []
    form.now_pressed.connect(lambda name, typed: said.append((name, typed)))
    form.changed.connect(lambda name: said.append((name,)))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    assert said == [("arrived_at",), ("arrived_at", "10:51")]


def test_finding_and_choosing_by_keys(qtbot) -> None:
    field = FindField(
        [Match("1 Omar Teasel", "Omar Teasel", "CME officer"), Match("2 Petra Ashlock", "Petra")]
    )
    qtbot.addWidget(field)
    field.show()
    field.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is field)
    field.focus_here()
    qtbot.keyClicks(QApplication.focusWidget(), "omar")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert field.value() == "1 Omar Teasel"
    field.set_value("2 Petra Ashlock")
    assert field.value() == "2 Petra Ashlock"


def test_a_finder_without_a_list_asks(qtbot) -> None:
    child = KINDS["child"]
    page = next(
        page for s in sections(child) for page in pages(child, s) if any(q.name == "school" for q in page)
    )
    form = Form(page)
    qtbot.addWidget(form)
    form.show()
    editor = form.block("school").editor()
    with qtbot.waitSignal(form.asked) as asked:
        editor._field.setText("quay")
        editor._field.changed.emit()
    assert asked.args == ["school", "quay"]
    form.show_matches("school", [Match("999401 Quayside High", "Quayside High", "Mereham")])
    editor.set_value("999401 Quayside High")
    assert form.answers()["school"] == "999401 Quayside High"
