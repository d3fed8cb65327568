"""The return of an employment sweep: premises, children, breaches by rule and what happens next."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from tests.unit.casebook.conftest import DILYS, PETRA, Clock
from tests.unit.casebook.working import BRIONY, IGNATIUS, LEOPOLD, entered, live

from fieldkit.casebook.casebook import Casebook
from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Casebook]
TERM = "employment:2026-09-03..2026-12-18"


@pytest.fixture
def petra(casebook_of: Of, clock: Clock) -> Casebook:
    clock.set("2026-11-16 09:00")
    return casebook_of(PETRA)


@pytest.fixture
def dilys(casebook_of: Of, petra: Casebook) -> Casebook:
    return casebook_of(DILYS)


@pytest.fixture
def sweep(dilys: Casebook, petra: Casebook, clock: Clock) -> str:
    """A live sweep with a visit to a cafe where three were found, one of whom is no child."""
    made = live(dilys, petra, clock)
    visit = entered(dilys, made)
    for child in (IGNATIUS, BRIONY, LEOPOLD):
        dilys.workplaces.add_child(visit, child)
    dilys.workplaces.leave(visit)
    dilys.records.correct(visit, {"next_steps": ["advice", "permit"], "permit_by": "26 11 2026"})
    dilys.workplaces.plan(made, {"premises_name": "Not visited", "address": "1 The Quay"})
    return made


def test_children_breaches_and_outcomes_are_counted(dilys: Casebook, sweep: str) -> None:
    found = dilys.sweep_returns.open(sweep)
    assert [figure.value for figure in found.tally.headline] == [2, 1, 1]
    assert {measure.key: measure.amount for measure in found.tally.measures}["premises"] == 1
    breaches = next(table for table in found.tally.tables if table.key == "breach")
    assert {"breach:EMP-13", "breach:EMP-14"} <= {figure.key for figure in breaches.figures}
    assert found.tally.figure("outcome:advice").value == 1
    (child,) = dilys.sweep_returns.behind(found, "breach:EMP-13")
    assert (child.kind, child.title) == ("child-at-work", "Ignatius Vell")
    assert [row.title for row in dilys.sweep_returns.behind(found, "premises")] == ["The Salted Kipper"]


def test_few_children_leave_as_no_number(dilys: Casebook, sweep: str) -> None:
    found = dilys.sweep_returns.open(sweep)
    assert {figure.text() for figure in found.published.headline} == {"hidden"}
    text = " ".join(
        page.extract_text()
        for page in pypdf.PdfReader(io.BytesIO(dilys.sweep_returns.sheet(found).pdf)).pages
    )
    assert "Ignatius" not in text
    assert "Premises visited" in text
    assert "Kipper" not in text


def test_a_period_of_employment_counts_no_truancy(dilys: Casebook, sweep: str) -> None:
    found = dilys.sweep_returns.open(TERM)
    assert [line.operation for line in found.sweeps] == [sweep]
    assert found.title == "Return of employment sweeps"
    assert dilys.sweep_returns.open(TERM.replace("employment", "truancy")).sweeps == ()
