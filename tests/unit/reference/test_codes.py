"""Every code list: well formed, dated, in the words of the specification."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from fieldkit.reference import Reference
from fieldkit.reference.codes import code_list, list_authority, list_names, list_title

BOOK = Reference.load(date(2026, 11, 21))


@pytest.mark.parametrize("name", sorted(list_names()))
def test_a_list_is_whole(name: str) -> None:
    codes = code_list(name)
    assert codes
    assert list_title(name)
    assert list_authority(name)
    assert [code.order for code in codes] == list(range(1, len(codes) + 1))
    assert len({(code.code, code.since) for code in codes}) == len(codes)
    assert len({code.label for code in codes}) == len(codes)
    for code in codes:
        assert code.code.isascii()
        assert code.label == code.label.strip() != ""
        assert code.since is None or code.until is None or code.since <= code.until


def test_visit_outcomes_are_v01_to_v16() -> None:
    assert [code.code for code in BOOK.codes("visit-outcome")] == [f"V{n:02}" for n in range(1, 17)]
    assert BOOK.code("visit-outcome", "V02").label == "Child seen and spoken to, not in education"
    assert BOOK.code("visit-outcome", "V04").has("asks_reason")
    assert not BOOK.code("visit-outcome", "V01").has("asks_reason")


def test_the_words_of_the_visit_form() -> None:
    assert [code.label for code in BOOK.codes("child-spoken-to")] == [
        *("Yes, alone", "Yes, with an adult there", "No, only saw", "No, not seen")
    ]


def test_levels_have_their_rank() -> None:
    assert [code.rank() for code in BOOK.codes("risk-level")] == [1, 2, 3, 4, 5]
    assert [code.code for code in BOOK.codes("safeguarding-level")] == ["E0", "E1", "E2", "E3"]
    assert all(code.mark("say") and code.mark("tell") for code in BOOK.codes("safeguarding-level"))
    assert BOOK.code("sex", "F").rank() == 0


def test_enquiries_are_grouped_and_some_required() -> None:
    groups = {code.code for code in BOOK.codes("enquiry-group")}
    lines = BOOK.codes("enquiry-line")
    assert {line.mark("group") for line in lines} == groups
    assert any(line.has("required") for line in lines)
    assert not any(line.has("required") for line in lines if line.mark("group") == "field")


def test_attendance_codes_changed_in_august_2024() -> None:
    before = {code.code for code in Reference.load(date(2024, 8, 18)).codes("attendance-code")}
    after = {code.code for code in Reference.load(date(2024, 8, 19)).codes("attendance-code")}
    assert {"H", "J", "Y", "F"} == before - after
    assert {"C1", "C2", "J1", "K", "Q", "Y1"} <= after - before
    unauthorised = [
        code.code for code in BOOK.codes("attendance-code") if code.mark("counts_as") == "unauthorised"
    ]
    assert unauthorised == ["G", "N", "O", "U"]


def test_an_ended_code_keeps_its_words_but_is_no_choice() -> None:
    assert "820" not in {code.code for code in BOOK.codes("local-authority")}
    assert BOOK.code("local-authority", "820").label == "Bedfordshire"
    assert BOOK.label("attendance-code", "H") == "Holiday granted (legacy)"


def test_abolished_authorities_are_kept_and_999_is_reserved() -> None:
    known = {code.code for code in code_list("local-authority")}
    assert {"820", "835", "836", "837", "875", "909", "928"} <= known
    assert BOOK.code("local-authority", "999").has("demonstration")
    assert BOOK.code("local-authority", "942").since == date(2023, 4, 1)


def test_what_is_unknown() -> None:
    assert BOOK.label("sex", "X9") == "X9"
    with pytest.raises(LookupError):
        BOOK.code("sex", "X9")
    with pytest.raises(LookupError):
        BOOK.codes("no-such-list")


def test_codes_and_the_book_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        BOOK.codes("sex")[0].label = "other"  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        BOOK.as_of = date(2020, 1, 1)  # type: ignore[misc]
    assert hash(BOOK.codes("risk-level")[0])
