"""Enrolment codes survive being read out and typed, and any single slip is noticed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fieldkit.errors import Trouble
from fieldkit.keys.codes import EnrolmentCode

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODES = st.builds(EnrolmentCode, st.binary(min_size=16, max_size=16), st.binary(min_size=10, max_size=10))


@given(code=CODES)
def test_parse_is_the_inverse_of_print(code: EnrolmentCode) -> None:
    text = code.text()
    assert [len(group) for group in text.split(" ")] == [4] * 11
    sloppy = " " + text.lower().replace(" ", "-").replace("0", "o").replace("1", "l") + "\n"
    assert EnrolmentCode.parse(text) == EnrolmentCode.parse(sloppy) == code


@given(code=CODES, place=st.integers(0, 43), letter=st.sampled_from(LETTERS))
def test_any_single_wrong_letter_is_found(code: EnrolmentCode, place: int, letter: str) -> None:
    letters = code.text().replace(" ", "")
    assume(letters[place] != letter)
    with pytest.raises(Trouble, match="mistyped"):
        EnrolmentCode.parse(letters[:place] + letter + letters[place + 1 :])


@given(code=CODES, place=st.integers(0, 40))
def test_two_neighbours_swapped_are_found(code: EnrolmentCode, place: int) -> None:
    letters = code.text().replace(" ", "")
    assume(letters[place] != letters[place + 1])
    swapped = letters[:place] + letters[place + 1] + letters[place] + letters[place + 2 :]
    with pytest.raises(Trouble, match="mistyped"):
        EnrolmentCode.parse(swapped)


def test_a_short_code_and_a_strange_letter_are_told() -> None:
    text = EnrolmentCode(bytes(16), bytes(10)).text()
    with pytest.raises(Trouble, match="has 44 letters and digits; this one has 43"):
        EnrolmentCode.parse(text[:-1])
    with pytest.raises(Trouble, match="no 'U'"):
        EnrolmentCode.parse("U" + text[1:])


def test_the_secret_is_not_printed() -> None:
    assert "secret" not in repr(EnrolmentCode(b"s" * 16, b"f" * 10))
