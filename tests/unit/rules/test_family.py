"""Who is a parent, and what may go to whom (PAR-01 to PAR-03)."""

from __future__ import annotations

import pytest

from fieldkit.reference import Reference
from fieldkit.rules import Verdict
from fieldkit.rules.family import (
    Letter,
    Named,
    Parent,
    confidential_address_kept,
    is_a_parent,
    liable_parent,
    one_parent_a_letter,
)


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        (Parent("mother"), Verdict.PASS),
        (Parent("father", "no", "no"), Verdict.PASS),
        (Parent("step-parent", "no", "yes"), Verdict.PASS),
        (Parent("grandparent", "yes", "no"), Verdict.PASS),
        (Parent("grandparent", "no", "no"), Verdict.FAIL),
        (Parent("grandparent", "unknown", "no"), Verdict.CANNOT_TELL),
        (Parent("grandparent", None, "no"), Verdict.CANNOT_TELL),
        (Parent(None, "no", "no"), Verdict.CANNOT_TELL),
        (Parent(), Verdict.CANNOT_TELL),
        (Parent("grandparent", "no", "no", "yes", "Has a residence order."), Verdict.PASS),
        (Parent("father", "yes", "yes", "no", "Adopted by others in 2020."), Verdict.FAIL),
        (Parent("father", "yes", "yes", "no", " "), Verdict.CANNOT_TELL),
    ],
)
def test_who_counts_as_a_parent(book: Reference, facts: Parent, verdict: Verdict) -> None:
    assert is_a_parent(facts, book).verdict is verdict


def test_the_computed_answer_of_a_relationship(book: Reference) -> None:
    assert liable_parent(Parent("mother"), book) is True
    assert liable_parent(Parent("other", "no", "no"), book) is False
    assert liable_parent(Parent("other", "unknown", "no"), book) is None


def test_a_letter_goes_to_one_parent(book: Reference) -> None:
    ruth, dev = Named("ruth"), Named("dev")
    assert one_parent_a_letter(Letter((ruth,)), book).verdict is Verdict.PASS
    assert one_parent_a_letter(Letter((ruth, dev)), book).verdict is Verdict.FAIL
    assert one_parent_a_letter(Letter(()), book).verdict is Verdict.CANNOT_TELL
    assert one_parent_a_letter(Letter(), book).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("to", "other", "verdict"),
    [
        (False, False, Verdict.PASS),
        (True, False, Verdict.FAIL),
        (False, True, Verdict.FAIL),
        (None, True, Verdict.FAIL),
        (False, None, Verdict.CANNOT_TELL),
    ],
)
def test_a_confidential_address_of_either_parent_is_kept(
    book: Reference, to: bool | None, other: bool | None, verdict: Verdict
) -> None:
    letter = Letter((Named("ruth", to),), (Named("ruth", to), Named("dev", other)))
    assert confidential_address_kept(letter, book).verdict is verdict


def test_ones_own_confidential_address_may_stand_on_ones_own_letter(book: Reference) -> None:
    ruth = Named("ruth", True)
    assert confidential_address_kept(Letter((ruth,), (ruth,)), book).verdict is Verdict.PASS
    assert confidential_address_kept(Letter((ruth,), None), book).verdict is Verdict.CANNOT_TELL
