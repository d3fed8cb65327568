"""Unique pupil numbers, with the vectors of domain 2.1 and the numbers of the sample caseload."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.reference import Reference
from fieldkit.rules import Finding, Verdict
from fieldkit.rules.upn import (
    ALPHABET,
    PupilNumber,
    check_letter,
    thirteen_characters,
    tidy_upn,
    upn_check_letter,
    upn_layout,
    upn_letters,
    upn_local_authority,
    upn_parts,
    upn_sum,
)

SAMPLES = [
    "N999400121001",
    "U999400118002",
    "P999200115003",
    "L999200118004",
    "F999400122005",
    "J999400121006",
    "V999400123007",
    "J999400123008",
    "Y999400123009",
    "M999400121010",
    "M999400122011",
    "G999200119012",
]
RULES = (thirteen_characters, upn_layout, upn_letters, upn_check_letter, upn_local_authority)
REST = st.from_regex(rf"[0-9]{{11}}[0-9{ALPHABET}]", fullmatch=True)


def _all(upn: str | None, book: Reference) -> list[Verdict]:
    return [rule(PupilNumber(upn), book).verdict for rule in RULES]


@pytest.mark.parametrize("upn", [*SAMPLES, "M99940012101A"])
def test_the_sample_numbers_pass_every_rule(book: Reference, upn: str) -> None:
    assert _all(upn, book) == [Verdict.PASS] * 5


def test_the_sums_and_letters_of_the_vectors(book: Reference) -> None:
    assert upn_sum("801200005001") == 93
    assert upn_sum("207000016049") == 266
    assert check_letter("207000016049") == "P"
    assert upn_check_letter(PupilNumber("B801200005001"), book).verdict is Verdict.PASS


@pytest.mark.parametrize("upn", ["A801200005001", "Q207000016049", "N99940012101A"])
def test_a_wrong_first_letter_fails(book: Reference, upn: str) -> None:
    found = upn_check_letter(PupilNumber(upn), book)
    assert found.verdict is Verdict.FAIL
    assert check_letter(upn[1:]) in found.says


@pytest.mark.parametrize("typed", ["b801200005001", " B801 2000 05001 ", "b801\t200005001\n"])
def test_case_and_spaces_are_tidied(book: Reference, typed: str) -> None:
    assert tidy_upn(typed) == "B801200005001"
    assert upn_check_letter(PupilNumber(typed), book).verdict is Verdict.PASS


@pytest.mark.parametrize("typed", [None, "", "   "])
def test_an_empty_number_cannot_be_told(book: Reference, typed: str | None) -> None:
    assert _all(typed, book) == [Verdict.CANNOT_TELL] * 5


@pytest.mark.parametrize(
    "upn",
    ["B80120000500", "B8012000050011", "1801200005001", "BB01200005001", "B80120000500١", "B-01200005001"],
)
def test_another_form_fails_once_and_leaves_the_rest_untold(book: Reference, upn: str) -> None:
    form, layout, _, letter, authority = _all(upn, book)
    assert form is Verdict.FAIL
    assert {layout, letter, authority} == {Verdict.CANNOT_TELL}


@pytest.mark.parametrize("upn", ["I801200005001", "O801200005001", "B80120000500S"])
def test_letters_that_upns_never_use(book: Reference, upn: str) -> None:
    assert upn_letters(PupilNumber(upn), book).verdict is Verdict.FAIL


def test_parts() -> None:
    parts = upn_parts("M99940012101A")
    assert parts is not None
    assert (parts.check, parts.local_authority, parts.establishment) == ("M", "999", "4001")
    assert (parts.year, parts.serial, parts.temporary) == ("21", "01A", True)


@pytest.mark.parametrize("number", ["820", "835", "909", "873", "942", "999"])
def test_abolished_and_reserved_authorities_are_known(book: Reference, number: str) -> None:
    assert _authority(number, book).verdict is Verdict.PASS


def test_an_unknown_authority_is_a_warning(book: Reference) -> None:
    found = _authority("000", book)
    assert found.verdict is Verdict.CANNOT_TELL
    assert "000" in found.says


def _authority(number: str, book: Reference) -> Finding:
    rest = f"{number}400121001"
    return upn_local_authority(PupilNumber(check_letter(rest) + rest), book)


@given(rest=REST)
def test_the_computed_letter_passes_and_every_other_fails(book: Reference, rest: str) -> None:
    verdicts = {letter: upn_check_letter(PupilNumber(letter + rest), book).verdict for letter in ALPHABET}
    assert [letter for letter, verdict in verdicts.items() if verdict is Verdict.PASS] == [check_letter(rest)]
    assert set(verdicts.values()) == {Verdict.PASS, Verdict.FAIL}


@given(rest=REST, place=st.integers(0, 10), digit=st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(book: Reference, rest: str, place: int, digit: int) -> None:
    slip = rest[:place] + str((int(rest[place]) + digit) % 10) + rest[place + 1 :]
    found = upn_check_letter(PupilNumber(check_letter(rest) + slip), book)
    assert found.verdict is Verdict.FAIL
