"""The printed return: three figures that no page parts, bars to scale, hidden figures named as such."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdf
import pypdfium2
import pytest

from fieldkit.bundle.sheets.page import Heading, Printed
from fieldkit.bundle.sheets.sweep_return import ReturnRow, ReturnSheet, ReturnTable, sweep_return
from fieldkit.errors import Trouble

SHEET = ReturnSheet(
    heading=Heading("Fenmarch County Council", "SWP-2026-L07-001"),
    title="Return of Mereham centre",
    about=(("Council", "Fenmarch County Council"), ("Period", "19 November 2026")),
    headline=(ReturnRow("Stopped", 1240), ReturnRow("Without good reason", None), ReturnRow("Removed", 6)),
    tables=(
        ReturnTable("Reason given", (ReturnRow("Unwell", 40), ReturnRow("Caring", None)), drawn=True),
        ReturnTable("School", (), withheld=True),
        ReturnTable("Sex", tuple(ReturnRow(name, 0) for name in ("Female", "Male", "Not known"))),
    ),
    measures=(("Time run", "3 hours"),),
    notes=("“hidden” stands for a small figure.",),
    evidence=(("Made by", "Dilys Farthing"), ("Figures", "9a" * 32)),
)


def words(printed: Printed) -> str:
    """The text of all pages in one line."""
    pages = pypdf.PdfReader(io.BytesIO(printed.pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_it_says_what_was_counted_and_what_was_hidden() -> None:
    text = words(sweep_return(SHEET))
    for said in (
        "RETURN OF MEREHAM CENTRE", "1,240 Stopped", "hidden", "Withheld", "None: Female; Male; Not known.",
        "3 hours", "9a" * 16, "Made by", "SWP-2026-L07-001",
    ):  # fmt: skip
        assert said in text, said


def test_another_reader_finds_the_same_three_figures_on_the_first_page() -> None:
    printed = sweep_return(SHEET)
    document = pypdfium2.PdfDocument(printed.pdf)
    text = document[0].get_textpage().get_text_range()
    assert len(document) == printed.pages
    for said in ("1,240", "Stopped", "Without good reason", "Removed"):
        assert said in text


def test_a_warning_is_printed_when_the_figures_may_change() -> None:
    told = "These figures may still change: SWP-2026-L07-001 is not closed."
    assert told in words(sweep_return(replace(SHEET, warning=told)))
    assert told not in words(sweep_return(SHEET))


def test_the_same_rows_print_the_same_bytes() -> None:
    assert sweep_return(SHEET).pdf == sweep_return(SHEET).pdf


def test_many_schools_go_on_overleaf_and_none_is_lost() -> None:
    rows = tuple(ReturnRow(f"School of the {number}th street", 200 - number) for number in range(90))
    printed = sweep_return(replace(SHEET, tables=(ReturnTable("School", rows, drawn=True),)))
    assert printed.pages > 2
    text = words(printed)
    assert [row.label for row in rows if row.label not in text] == []


def test_a_bar_is_as_long_as_its_figure() -> None:
    rows = (ReturnRow("All", 100), ReturnRow("Half", 50), ReturnRow("Some", None))
    sheet = replace(SHEET, headline=(), tables=(ReturnTable("T", rows, drawn=True),), measures=())
    page = pypdfium2.PdfDocument(sweep_return(sheet).pdf)[0]
    wide = [
        box[2] - box[0]
        for item in page.get_objects()
        if item.type == 2 and 9 < (box := item.get_bounds())[3] - box[1] < 12
    ]
    assert wide[0] == pytest.approx(2 * wide[1], rel=0.02)
    assert len(wide) == 3


def test_a_character_without_a_shape_is_refused() -> None:
    with pytest.raises(Trouble):
        sweep_return(replace(SHEET, title="Return \U0001f600"))
