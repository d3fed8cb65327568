"""A referral through the Legal Panel, its plan and its investigation, each act by its button or its keys."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import interviews
import legals
import pytest
import sample
from PySide6.QtCore import Qt
from sitting import Sitting, sitting

from fieldkit.gui import case_file
from fieldkit.gui.bases.page import Place
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.widgets.link import LinkButton
from fieldkit.store import journal


@pytest.fixture
def kit(qapp) -> Iterator[Kit]:
    """What pages are handed."""
    jobs = Jobs()
    yield Kit(jobs)
    jobs.close()


def on_the_panel(at: Sitting, record: str) -> Any:
    """The page of one thing on the laptop of a member of the panel."""
    sample.exchange(at.load.book, at.load.petra)
    at.kit.book = at.load.petra
    return at.open("panel", record)


def pressed(at: Sitting, referral: str, words: str) -> Any:
    """The page of the referral after its main button, which says these words, was pressed by its key."""
    page = at.open("legal_referral", referral)
    assert (page.act_button.accessibleName(), page.act_button.toolTip()) == (words, "")
    page.act_button.click()
    at.wait()
    return page


def test_the_panel_approves_on_conditions_until_a_day_and_gives_it_to_an_investigator(
    kit: Kit, qtbot
) -> None:
    with sitting(kit) as at:
        referral = legals.accepted(at.load)
        who = legals.investigator(at.load)
        page = on_the_panel(at, referral)
        qtbot.addWidget(page)
        qtbot.keyClicks(page.why.editor(), "Both tests are met.")
        page.conditions.set_value("Ask the bus company first.")
        page.until.set_value("30 11 2026")
        qtbot.keyClick(page.approve_button, Qt.Key.Key_Space)
        at.wait()
        approval = at.load.petra.approvals.of(referral)
        assert (approval.stands, approval.conditions, approval.until) == (
            True, "Ask the bus company first.", "2026-11-30",
        )  # fmt: skip
        page = at.open("panel", referral)
        assert "on condition: Ask the bus company first" in page.says.text()
        page.officer.set_value(who)
        page.approve_button.click()
        at.wait()
        assert at.load.petra.held(referral).state == "allocated"
        page = at.open("panel", referral)
        assert page.what.text() == "Give it to another investigator"
        page.approve_button.click()
        at.wait()
        assert page.summary.isVisibleTo(page)


def test_the_panel_refuses_with_a_reason_and_never_without(kit: Kit) -> None:
    with sitting(kit) as at:
        referral = legals.accepted(at.load)
        page = on_the_panel(at, referral)
        page.refuse_button.click()
        at.wait()
        assert at.load.petra.held(referral).state == "panel"
        page.why.set_value("Support was never offered.")
        page.refuse_button.click()
        at.wait()
        assert at.load.petra.held(referral).state == "withdrawn"
        assert page.nothing.isVisibleTo(page)


def test_what_is_typed_for_a_decision_survives_what_arrives_meanwhile(kit: Kit) -> None:
    with sitting(kit) as at:
        referral = legals.accepted(at.load)
        page = on_the_panel(at, referral)
        page.why.set_value("Both tests")
        page.open(referral)
        at.wait()
        assert page.why.value() == "Both tests"


def test_a_plan_is_written_submitted_put_right_and_checked_and_the_investigation_begins(kit: Kit) -> None:
    with sitting(kit) as at:
        referral = legals.allocated(at.load)
        book = at.load.book
        page = pressed(at, referral, "Write the investigation plan")
        assert page.waits.words.text() == "Waits for you to write the investigation plan."
        assert at.went[-1] == Place("plan_investigation", referral)
        form = at.open("plan_investigation", referral)
        for name, said in legals.PLAN.items():
            form.keep(name, said)
        form.form.set_answers(form.typed)
        form.finish()
        at.wait()
        assert at.went[-1] == Place("legal_referral", referral)
        assert book.held(referral).state == "investigation_plan"
        page = pressed(at, referral, "Submit the plan to the panel")
        assert page.waits.words.text().startswith("The plan waits for the Legal Panel on Monday")
        assert page.act_button.toolTip()
        plan = book.panel.plan_of(referral).record
        legals.of_the_panel(at.load, plan, "return")
        page = pressed(at, referral, "Put the plan right")
        assert "Say how the bus runs" in page.waits.words.text()
        form = at.open("plan_investigation", referral)
        assert "Say how the bus runs" in form.intro.text()
        form.keep("lines_away", "The bus runs at 07:40.")
        form.form.set_answers(form.typed)
        form.finish()
        at.wait()
        page = at.open("legal_referral", referral)
        page.other_button.click()
        at.wait()
        legals.of_the_panel(at.load, plan)
        pressed(at, referral, "Begin the investigation")
        assert book.held(referral).state == "investigation"


def test_each_parent_is_decided_on_before_the_referral_is_decided_and_closed(kit: Kit) -> None:
    with sitting(kit) as at:
        referral, book = legals.investigated(at.load), at.load.book
        page = at.open("legal_referral", referral)
        assert page.act_button.toolTip()
        person = page.seen.not_begun[0][0]
        page.ways.acted.emit(person)
        at.wait()
        assert at.went[-1].page == "pathway"
        action = at.went[-1].key
        page = at.open("legal_referral", referral)
        assert "Agnieszka Ebbage" in page.waits.words.text()
        book.pathway.no_further_action(action, "She was ill; the school knew.")
        pressed(at, referral, "Record the decision")
        assert book.held(referral).state == "decision"
        pressed(at, referral, "Close the referral")
        assert book.held(referral).state == "closed"
        page = at.open("legal_referral", referral)
        page.act_button.click()
        assert at.went[-1] == Place("refer", f"new/{book.held(referral).home}")


def test_today_counts_what_waits_for_the_panel_without_a_look(kit: Kit) -> None:
    with sitting(kit) as at:
        referral = legals.accepted(at.load)
        sample.exchange(at.load.book, at.load.petra)
        at.kit.book = at.load.petra
        page = at.open("today")
        assert [row.title for row in page.needs._rows if row.key == "panel"] == ["Legal Panel: 1 to decide"]
        with at.load.petra.notebook.reading() as held:
            looked, _ = journal.waiting(held)
        assert all(referral not in what for what in looked)


def test_a_case_under_law_enforcement_is_reviewed_and_its_people_categorised_from_its_page(kit: Kit) -> None:
    with sitting(kit) as at:
        referral = legals.accepted(at.load)
        case, book = at.load.book.held(referral).home, at.load.book
        page = at.open("case", case)
        page.findChild(LinkButton, "review_link").click()
        assert at.went[-1] == Place("reason", f"review-case/{case}")
        reason = at.open("reason", f"review-case/{case}")
        reason.why.set_value("The plan is not written yet.")
        reason.act_button.click()
        at.wait()
        assert book.regimes.standing(case).reviewed_on == book.today()
        person = page._file.page.relations[0]
        page.people.acted.emit(person.person)
        assert at.went[-1] == Place("record_form", f"{person.record}/data_subject")
        rows = case_file.people(page._file)
        assert [row.second.rpartition(". ")[2] for row in rows] == [
            "Data subject: witness or other", "Data subject: suspect",
        ]  # fmt: skip


def test_an_interview_is_proposed_once_its_case_was_moved_and_approved_on_the_panels_page(kit: Kit) -> None:
    with sitting(kit) as at:
        page = at.open("plan_interview", at.load.case)
        kit.told.changed.connect(page.changed)
        assert page.intro.text().startswith("Nobody can be interviewed under caution in this case yet.")
        page.move_button.click()
        assert at.went[-1] == Place("reason", f"enforcement/{at.load.case}")
        reason = at.open("reason", at.went[-1].key)
        reason.why.set_value("The register shows 41 sessions.")
        reason.act_button.click()
        at.wait()
        assert page.intro.text() == ""
        made = interviews.requested(at.load)
        page = on_the_panel(at, made)
        page.why.set_value("Her account has to be heard.")
        page.until.set_value("30 11 2026")
        page.approve_button.click()
        at.wait()
        assert at.load.petra.held(made).state == "panel_approved"
        assert at.load.petra.approvals.of(made).until == "2026-11-30"
