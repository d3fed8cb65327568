"""Packs for a court on the screen: chosen, checked, served, their forms attached."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import ways
from papers import plain_pdf
from sitting import Sitting, sitting

from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit


@pytest.fixture
def at(qapp) -> Iterator[Sitting]:
    jobs = Jobs()
    with sitting(Kit(jobs)) as made:
        yield made
    jobs.close()


def test_packs_are_chosen_and_their_gaps_close_from_the_page(at: Sitting) -> None:
    way = ways.charged(at.load)
    page = at.open("bundle", way.case)
    assert (page.packs.tabText(1), page.plan.pack) == ("Open court", "case")
    page.packs.setCurrentIndex(2)
    at.wait()
    assert (page.plan.pack, page.heading) == ("sjp", "SJP pack: Agnieszka Ebbage")
    assert "Help lines is not attached" in page.settle_words.text()
    assert "(SJP-02)" in page.settle_words.text()
    assert page.build_button.unavailable()
    rows = [page.outline.rows_model().row(n) for n in range(page.outline.rows_model().rowCount())]
    assert [row.title for row in rows if row.state is not None and row.state.words == "Missing"][:2] == [
        "Letter", "Single justice procedure notice"
    ]  # fmt: skip
    page.service_button.click()
    page.forms_button.click()
    assert [(one.page, one.key) for one in at.went] == [
        ("record_form", f"new/service/{way.action}"), ("court_forms", f"{way.action}/sjp")
    ]  # fmt: skip
    forms = at.open("court_forms", at.went[-1].key)
    assert forms.chosen.text() == "To attach: Help lines"
    path = plain_pdf(at.load.folder / "form.pdf")
    forms.attach(path)
    at.wait()
    assert forms.edition.property("problem")
    forms.edition.set_value("10.25")
    forms.taken_on.set_value("2 11 2026")
    forms.attach(path)
    at.wait()
    assert [row.edition for row in forms.rows] == ["10.25", "", "", ""]
    assert forms.chosen.text() == "To attach: The single justice procedure explained"
    service = at.open("record_form", f"new/service/{way.action}")
    assert service.typed["person"] == way.person
