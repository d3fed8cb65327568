"""The letter that sends a referral back: the failed checks in plain words, and no more of the parents."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader
from tests.unit.casebook.caseload import schools
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.legal import referred

from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble


@pytest.fixture
def returned(casebook: Casebook, clock: Clock) -> str:
    """Case 12, returned for its N codes."""
    schools(casebook)
    referral = referred(casebook, clock, n_codes=2)
    casebook.legal_referrals.return_to_school(referral, "Two sessions still have code N.")
    return referral


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_letter_names_the_failed_checks_with_what_was_found(casebook: Casebook, returned: str) -> None:
    said = casebook.return_letters.facts(returned)
    assert [check.rule for check in said.checks] == ["REF-01", "REF-11"]
    words = words_of(casebook.return_letters.letter(returned).pdf)
    assert "Two sessions still have code N." in words
    assert "Return to school: code N on Fri 13 Nov 2026 AM, Fri 13 Nov 2026 PM" in words
    assert "Lorcan Ebbage" in words


def test_the_letter_says_nothing_of_a_parents_record(casebook: Casebook, returned: str) -> None:
    words = words_of(casebook.return_letters.letter(returned).pdf)
    for never in ("Agnieszka", "Piotr", "onvict", "prosecution before", "Ferry Row"):
        assert never not in words


def test_printing_it_is_logged_with_a_signed_release(casebook: Casebook, returned: str) -> None:
    sheet = casebook.return_letters.letter(returned)
    casebook.paper.printed(sheet, recipient="Quayside High", reason="Returned")
    release = casebook.cases.chronology(casebook.held(returned).home, kinds=["release"])
    assert [entry.kind for entry in release] == ["release"]


def test_there_is_no_letter_of_a_referral_that_was_not_returned(casebook: Casebook, clock: Clock) -> None:
    schools(casebook)
    with pytest.raises(Trouble):
        casebook.return_letters.letter(referred(casebook, clock))
