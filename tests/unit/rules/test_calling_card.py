"""What never stands on a calling card (domain 3.5)."""

from __future__ import annotations

import pytest

from fieldkit.reference import Reference
from fieldkit.rules.calling_card import unfit_words

NAMES = ("Tamsin", "Quillfeather")


@pytest.mark.parametrize(
    ("text", "unfit"),
    [
        ("I called today to talk about an education matter.", ()),
        ("I called about a MISSING child.", ("missing",)),
        ("You may have to go to court.", ("court",)),
        ("Flat 2, Harcourt House. Nothing is dismissing.", ()),
        ("I called about tamsin quillfeather.", ("Tamsin", "Quillfeather")),
        ("Court: Missing, missing.", ("missing", "court")),
    ],
)
def test_unfit_words(book: Reference, text: str, unfit: tuple[str, ...]) -> None:
    assert unfit_words(text, NAMES, book) == unfit


def test_a_card_handed_to_an_adult_may_carry_the_first_name(book: Reference) -> None:
    text = "I called today to talk about Tamsin."
    assert unfit_words(text, NAMES, book) == ("Tamsin",)
    assert unfit_words(text, ("Quillfeather",), book) == ()


@pytest.mark.parametrize("name", ["calling-card-posted", "calling-card-handed"])
def test_the_shipped_wordings_carry_none(book: Reference, name: str) -> None:
    assert unfit_words(book.wording(name).text, (), book) == ()


def test_the_posted_wording_has_no_place_for_a_name(book: Reference) -> None:
    assert "first_name" not in book.wording("calling-card-posted").places()
