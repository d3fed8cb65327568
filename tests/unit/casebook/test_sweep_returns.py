"""Returns of sweeps: every figure opens what is behind it, and nothing small leaves the service."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pypdf
import pytest
from tests.unit.casebook.conftest import DILYS, PETRA, Clock
from tests.unit.casebook.sweeping import FENELLA, ODESSA, live, schools

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.returns.scope import Period, period_of
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.store import records

Of = Callable[[Holder], Casebook]
TERM = Period(date(2026, 9, 1), date(2026, 12, 18))
DEBRIEF = {"police_hours": "6", "went_well": "All of it", "lessons": "Begin earlier"}


@pytest.fixture
def petra(casebook_of: Of, clock: Clock) -> Casebook:
    clock.set("2026-11-18 15:00")
    return casebook_of(PETRA)


@pytest.fixture
def dilys(casebook_of: Of, petra: Casebook) -> Casebook:
    made = casebook_of(DILYS)
    schools(made)
    return made


@pytest.fixture
def sweep(dilys: Casebook, petra: Casebook, clock: Clock) -> str:
    """A live sweep with seven stops without good reason and one with."""
    made = live(dilys, petra, clock)
    for number in range(7):
        dilys.stops.log(made, ODESSA | {"child_name": f"Child {number}", "dob": f"{number + 1} 12 2012"})
    dilys.stops.log(made, FENELLA)
    return made


def closed(book: Casebook, sweep: str) -> None:
    """Stand down, debrief and close."""
    book.operations.stand_down(sweep)
    book.operations.debrief(sweep, DEBRIEF)
    book.operations.close(sweep)


def releases(book: Casebook, sweep: str) -> list[Any]:
    """What was let out of a sweep."""
    with book.notebook.reading() as notebook:
        return records.listed(notebook, kinds=["release"], parent=sweep)


def test_a_figure_opens_the_stops_behind_it(dilys: Casebook, sweep: str) -> None:
    found = dilys.sweep_returns.open(sweep)
    assert [(one.label, one.value) for one in found.tally.headline] == [
        ("Stopped", 8), ("Without good reason", 7), ("Removed by a constable or PCSO", 0),
    ]  # fmt: skip
    rows = dilys.sweep_returns.behind(found, "class:legitimate")
    assert [(row.number, row.title, row.line) for row in rows] == [
        ("L07-08", "Fenella Rook, 13", "Legitimate, Park Lane")
    ]
    assert len(dilys.sweep_returns.behind(found, "stops")) == 8
    assert [row.kind for row in dilys.sweep_returns.behind(found, "officers")] == ["operation"]
    with pytest.raises(LookupError):
        dilys.sweep_returns.behind(found, "nothing")


def test_figures_of_a_sweep_in_the_streets_may_still_change(dilys: Casebook, sweep: str) -> None:
    found = dilys.sweep_returns.open(sweep)
    assert "is not closed" in found.not_final
    closed(dilys, sweep)
    assert dilys.sweep_returns.open(sweep).not_final == ""


def test_the_same_records_have_the_same_hash(dilys: Casebook, sweep: str, clock: Clock) -> None:
    first = dilys.sweep_returns.open(sweep).records_sha256
    clock.ahead(hours=1)
    assert dilys.sweep_returns.open(sweep).records_sha256 == first
    dilys.stops.log(sweep, FENELLA)
    assert dilys.sweep_returns.open(sweep).records_sha256 != first


def test_letting_a_return_out_is_logged_and_sends_it(dilys: Casebook, sweep: str, tmp_path: Path) -> None:
    closed(dilys, sweep)
    found = dilys.sweep_returns.open(sweep)
    plain = dilys.sweep_returns.csv(found)
    dilys.sweep_returns.export(found, tmp_path / "return.csv", plain, form="CSV", reason="For the board")
    assert (tmp_path / "return.csv").read_bytes() == plain
    assert dilys.held(sweep).state == "return_sent"
    (release,) = releases(dilys, sweep)
    assert (release.text("release_kind"), release.text("reason")) == ("export", "For the board")
    assert release.text("sha256") == hashlib.sha256(plain).hexdigest()
    sheet = dilys.sweep_returns.sheet(found)
    dilys.sweep_returns.printed(found, sheet)
    assert [one.text("release_kind") for one in releases(dilys, sweep)].count("print") == 1


def test_a_sweep_that_is_not_closed_may_be_let_out_and_stays_where_it_is(
    dilys: Casebook, sweep: str, tmp_path: Path
) -> None:
    found = dilys.sweep_returns.open(sweep)
    dilys.sweep_returns.export(found, tmp_path / "return.csv", dilys.sweep_returns.csv(found), form="CSV")
    assert dilys.held(sweep).state == "live"


def test_the_return_of_a_period_counts_its_sweeps_and_says_so_in_each(
    dilys: Casebook, petra: Casebook, sweep: str, clock: Clock, tmp_path: Path
) -> None:
    clock.set("2026-11-18 15:00")
    other = live(dilys, petra, clock)
    for _ in range(3):
        dilys.stops.log(other, FENELLA)
    dilys.operations.plan({"sort": "truancy", "name": "Not live", "starts_at": "20 11 2026 09:00",
                           "ends_at": "20 11 2026 10:00"})  # fmt: skip
    closed(dilys, sweep)
    found = dilys.sweep_returns.open(TERM.key)
    assert {line.operation: line.counted for line in found.sweeps} == {sweep: 8, other: 3}
    assert found.tally.headline[0].value == 11
    dilys.sweep_returns.export(found, tmp_path / "term.pdf", dilys.sweep_returns.sheet(found).pdf, form="PDF")
    assert [len(releases(dilys, one)) for one in (sweep, other)] == [1, 1]
    assert dilys.held(sweep).state == "closed"


def test_what_a_sweep_hides_no_period_gives_away(
    dilys: Casebook, petra: Casebook, sweep: str, clock: Clock
) -> None:
    clock.set("2026-11-18 15:00")
    other = live(dilys, petra, clock)
    for number in range(9):
        dilys.stops.log(other, (ODESSA, FENELLA)[number % 2])
    opened = dilys.sweep_returns
    each = [opened.open(one).published for one in (sweep, other)]
    whole = opened.open(TERM.key).published
    shown = {figure.key for table in whole.tables for figure in table.figures if figure.value is not None}
    shown |= {figure.key for figure in whole.headline if figure.value is not None}
    for one in each:
        assert one.hidden.isdisjoint(shown)
        assert one.withheld <= whole.withheld
    assert each[0].hidden


def test_a_sweep_of_few_stops_does_not_silence_its_term(
    dilys: Casebook, petra: Casebook, sweep: str, clock: Clock
) -> None:
    clock.set("2026-11-18 15:00")
    few = live(dilys, petra, clock)
    for _ in range(2):
        dilys.stops.log(few, FENELLA)
    found = dilys.sweep_returns.open(TERM.key)
    assert (found.tally.headline[0].value, found.left_out) == (10, 1)
    alone = dilys.sweep_returns.open(sweep)
    # Nothing about the two can be worked out: the published term is the other sweep, and no more.
    assert found.published.headline == alone.published.headline
    assert found.published.tables == alone.published.tables
    assert found.published.headline[0].value == 8
    text = " ".join(
        page.extract_text()
        for page in pypdf.PdfReader(io.BytesIO(dilys.sweep_returns.sheet(found).pdf)).pages
    )
    assert "Too small to be in them,1\r\n" in dilys.sweep_returns.csv(found).decode()
    assert "2, of which 1 too small to be in the figures" in " ".join(text.split())


def test_a_period_without_a_sweep_is_empty_and_cannot_be_let_out(dilys: Casebook, tmp_path: Path) -> None:
    found = dilys.sweep_returns.open("truancy:2025-09-01..2025-12-19")
    assert (found.sweeps, found.tally.headline[0].value) == ((), 0)
    with pytest.raises(Trouble, match="No sweep"):
        dilys.sweep_returns.export(found, tmp_path / "none.csv", dilys.sweep_returns.csv(found), form="CSV")
    assert not (tmp_path / "none.csv").exists()


def test_the_csv_is_one_that_programs_read_and_no_cell_is_a_formula(dilys: Casebook, sweep: str) -> None:
    for _ in range(6):
        dilys.stops.log(sweep, ODESSA | {"school": "", "school_stated": '=HYPERLINK("x"), "A", +1'})
    plain = dilys.sweep_returns.csv(dilys.sweep_returns.open(sweep))
    assert plain.startswith(b"\xef\xbb\xbf")
    assert plain.count(b"\r\n") == plain.count(b"\n") > 20
    rows = list(csv.reader(io.StringIO(plain.decode("utf-8-sig"), newline=""), strict=True))
    assert rows[0] == ["Return", "Period", "Table", "Figure", "Number"]
    assert {len(row) for row in rows} == {5}
    assert ["Resources", "Time run, minutes", "0"] in [row[2:] for row in rows]
    assert ["Side by side", "Stopped", "14"] in [row[2:] for row in rows]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert any(cell.startswith("'=HYPERLINK") for row in rows for cell in row)
    assert "Odessa" not in plain.decode()


def test_the_paper_hides_what_is_small_and_names_nobody(dilys: Casebook, sweep: str) -> None:
    sheet = dilys.sweep_returns.sheet(dilys.sweep_returns.open(sweep))
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(sheet.pdf)).pages)
    assert "RETURN OF MEREHAM CENTRE" in text
    assert "hidden" in text
    assert "Child 3" not in text
    assert sheet.file_name.endswith(".pdf")


def test_terms_are_those_of_the_calendars(dilys: Casebook, clock: Clock) -> None:
    (term,) = dilys.sweep_returns.terms()
    assert (term.name, term.since, term.until) == ("Autumn 2026", date(2026, 9, 3), date(2026, 12, 18))
    assert dilys.sweep_returns.usual() == Period(term.since, term.until)
    clock.set("2026-08-01 09:00")
    assert dilys.sweep_returns.usual() == Period(date(2025, 7, 31), date(2026, 8, 1))


@pytest.mark.parametrize("key", ["truancy:2026-09-01..soon", "..", "2026-12-01..2026-11-01"])
def test_a_period_needs_two_days_in_order(key: str) -> None:
    with pytest.raises(Trouble):
        period_of(key)


def test_a_period_is_named_by_its_key() -> None:
    assert period_of(TERM.key) == TERM
    assert period_of("2026-09-01..2026-12-18") == TERM
    assert period_of("0192-id") is None


def test_a_child_back_in_school_is_counted_within_its_school_days(dilys: Casebook, sweep: str) -> None:
    first, second, *_ = dilys.stops.list(sweep)[1:]
    for stop, day in ((first, "20 11 2026"), (second, "26 11 2026")):
        dilys.records.new("reattendance", {"back_on": day, "told_by": "Mrs Lamb"}, parent=stop.stop)
    found = dilys.sweep_returns.open(sweep)
    assert [found.tally.figure(f"back:{days}").value for days in (1, 5, 20)] == [1, 2, 2]
    (row,) = dilys.sweep_returns.behind(found, "back:1")
    assert row.record == first.stop
