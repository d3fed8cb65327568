"""FieldKit's own sheets: what the law wants on them, what may not stand on them, and that they never vary."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from unicodedata import category

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.bundle.intake import prepare
from fieldkit.bundle.sheets.card import CardSheet, calling_card
from fieldkit.bundle.sheets.faces import SERIF, UI, runs
from fieldkit.bundle.sheets.label import LabelSheet, exhibit_label
from fieldkit.bundle.sheets.page import Heading, Printed
from fieldkit.bundle.sheets.passage import Struck, curly
from fieldkit.bundle.sheets.photograph import PhotographSheet, photograph
from fieldkit.bundle.sheets.record import RecordSheet, SheetRow, record
from fieldkit.bundle.sheets.statement import StatementSheet, statement
from fieldkit.bundle.sheets.tables import Event, Exhibit, Item, chronology, exhibit_list, schedule
from fieldkit.errors import Trouble

HEADING = Heading("Fenmarch County Council v Ebbage", "ATT-2026-0402")
MORE = "More words follow here. " * 9
DECLARATION = "This statement (consisting of {pages} each signed by me) is true to the best of my knowledge."


def words(printed: Printed, page: int | None = None) -> str:
    """The text of all pages or of one, in one line."""
    pages = pypdf.PdfReader(io.BytesIO(printed.pdf)).pages
    chosen = pages if page is None else [pages[page]]
    return " ".join(" ".join(item.extract_text().split()) for item in chosen)


def sheet(paragraphs: int = 3, **more: object) -> StatementSheet:
    """A statement of so many paragraphs."""
    made = StatementSheet(
        heading=HEADING, name="Rowan Quillon", age="Over 18", occupation="Officer", rule="(r.16.2)",
        declaration=DECLARATION, signature="R Quillon", signed_on="20 November 2026",
        paragraphs=tuple(f"I produce exhibit RQ/{n}. {MORE}" for n in range(paragraphs)),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("paragraphs", [1, 8, 9, 10, 11, 12, 13, 40])
def test_a_statement_counts_its_own_pages(paragraphs: int) -> None:
    printed = statement(sheet(paragraphs))
    assert printed.pages == len(pypdf.PdfReader(io.BytesIO(printed.pdf)).pages)
    count = "1 page" if printed.pages == 1 else f"{printed.pages} pages"
    assert f"(consisting of {count} each signed by me)" in words(printed)
    for page in range(printed.pages):
        assert f"Page {page + 1} of {printed.pages}" in words(printed, page)
        assert "R Quillon" in words(printed, page)
    assert f"{paragraphs}. I produce exhibit RQ/{paragraphs - 1}." in words(printed)


def test_a_declaration_without_a_place_for_the_count_is_refused() -> None:
    with pytest.raises(Trouble, match="EVD-01"):
        statement(sheet(declaration="This statement is true."))


def test_a_correction_keeps_both_words_and_says_where() -> None:
    last = ("The interview ended at ", Struck("14:58", "14:53", "RQ 20/11/26 09:12"), ".")
    before = sheet(20)
    printed = statement(replace(before, paragraphs=(*before.paragraphs, last)))
    assert "14:58 14:53 RQ 20/11/26 09:12" in words(printed)
    assert printed.corrections == (printed.pages,)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert statement(sheet()).pdf == statement(sheet()).pdf


def test_every_face_is_embedded() -> None:
    for page in pypdf.PdfReader(io.BytesIO(statement(sheet()).pdf)).pages:
        for face in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in face["/FontDescriptor"]


def test_a_missing_shape_comes_from_the_other_face_or_is_named() -> None:
    assert runs("ab Иван", UI) == [(UI, "ab "), (SERIF, "Иван")]
    assert "Łukasz Иван" in words(statement(sheet(name="Łukasz Иван")))
    with pytest.raises(Trouble, match=r"“漢” \(cjk unified ideograph-6f22, U\+6F22\)"):
        statement(sheet(name="漢"))


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=40))
def test_any_text_is_printed_or_refused_by_name(text: str) -> None:
    said = ""
    try:
        pieces = runs(text, SERIF)
    except Trouble as trouble:
        pieces, said = [], trouble.say
    assert all(face in (SERIF, UI) for face, _ in pieces)
    printed = "".join(piece for _, piece in pieces)
    assert "U+" in said or "\n" in text or all(c.isprintable() or category(c) == "Zs" for c in printed)


def test_straight_quotes_turn_curly() -> None:
    assert curly('She said, "I don\'t." ("No")') == "She said, “I don’t.” (“No”)"


def test_a_record_shows_every_answer_old_and_new() -> None:
    rows = (
        SheetRow("When?", "12 Nov 2026", section="Visit"),
        SheetRow("Who?", "A neighbour", "fact", "Visit", (Struck("Nobody", "", "DF 12/11/26 11:02"),)),
        SheetRow("Their words?", "Gone.\nLast month.", "verbatim", "Account"),
        SheetRow("You think?", "They left. " * 400, "judgement", "Account"),
        SheetRow("Else?", "", section="Account"),
    )
    printed = record(RecordSheet(heading=HEADING, title="Home visit", rows=rows, facts=(("Officer", "DF"),)))
    text = words(printed)
    assert "HOME VISIT" in text
    assert "Nobody DF 12/11/26 11:02 A neighbour" in text
    assert "“Gone. Last month.”" in text
    assert "Their words" in text
    assert "Judgement" in text
    assert text.count("They left.") == 400
    assert "Not provided" in text
    assert printed.pages > 1
    assert printed.corrections == (1,)


def test_lists_print_their_rows_and_repeat_their_heads() -> None:
    digest = "ab" * 32
    exhibits = exhibit_list(HEADING, (Exhibit("RQ/1", "The door", "12 Nov", "RQ", digest, "cd" * 32),))
    assert digest[:32] in words(exhibits)
    assert "cd" * 16 in words(exhibits)
    events = chronology(HEADING, tuple(Event("12 Nov", "10:41", f"Call {n}", "page 4") for n in range(60)))
    assert events.pages > 1
    assert "Where it is recorded" in words(events, events.pages - 1)
    assert all(f"Call {n}" in words(events) for n in range(60))
    material = schedule(
        HEADING, "Schedule", (("Not sensitive", (Item("1", "Notes", "1 Nov", "Office"),)), ("Sensitive", ()))
    )
    assert "Nothing to list." in words(material)
    assert "Signed" in words(material)


def test_a_photograph_says_what_it_must(arrow: Callable[..., bytes]) -> None:
    made = PhotographSheet(
        heading=HEADING, mark="DF/1", description="The door", taken="12 November 2026 at 10:41", place="",
        officer="Dilys Farthing", reason="To show it", sha256="ef" * 32,
    )  # fmt: skip
    printed = photograph(made, prepare(arrow()).derived)
    for said in ("PHOTOGRAPH DF/1", "10:41", "Dilys Farthing", "To show it", "ef" * 16, "Not provided"):
        assert said in words(printed)
    assert len(pypdf.PdfReader(io.BytesIO(printed.pdf)).pages[0].images) == 1


LABEL = LabelSheet(
    mark="RQ/12", description="Photograph of the door", parties="Fenmarch County Council v Ebbage",
    found="Produced on 12 November 2026", by="By Rowan Quillon", statement="Statement of Rowan Quillon",
    sha256="ab" * 32,
)  # fmt: skip


def test_a_label_carries_mark_and_hash() -> None:
    text = words(exhibit_label(LABEL))
    for said in ("RQ/12", "Photograph of the door", "ab" * 16, "Statement of Rowan Quillon"):
        assert said in text
    assert text.count("Signed") == 3


def test_a_label_too_full_is_refused() -> None:
    with pytest.raises(Trouble, match="do not fit"):
        exhibit_label(replace(LABEL, description="Long words " * 60))


CARD = CardSheet(
    number="CC-1", council="Fenmarch County Council", officer="Dilys Farthing", team="Education Access",
    phone="01632 960200", date="12 November 2026", time="10:41", contact_by="16 November 2026",
    forbidden=("Tamsin Quillfeather",),
)  # fmt: skip


@pytest.mark.parametrize("large", [False, True])
def test_a_calling_card_tells_a_stranger_nothing(large: bool) -> None:
    text = words(calling_card(replace(CARD, large=large)))
    assert "I called today to talk about an education matter." in text
    assert "01632 960200" in text
    assert "Tamsin" in words(calling_card(replace(CARD, about="Tamsin", large=large)))


@pytest.mark.parametrize(
    "bad", [{"about": "Tamsin Quillfeather"}, {"team": "Missing Children"}, {"about": "a court case"}]
)
def test_a_calling_card_never_says_why(bad: dict[str, str]) -> None:
    with pytest.raises(Trouble, match="never says"):
        calling_card(replace(CARD, **bad))  # type: ignore[arg-type]
