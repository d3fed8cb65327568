"""The two PINs of the safety timer: told apart, kept as salted slow hashes alone."""

from __future__ import annotations

import json

import pytest

from fieldkit.errors import Trouble
from fieldkit.keys.pins import keep_pins, which


def test_each_pin_is_known_and_nothing_else_is() -> None:
    kept = keep_pins("2468", "13579")
    assert [which(typed, kept) for typed in ("2468", " 13579 ", "2469", "", "safe")] == [
        "clear", "duress", "", "", "",
    ]  # fmt: skip


def test_the_pins_are_not_in_what_is_kept_and_a_salt_is_never_used_twice() -> None:
    kept = keep_pins("24682468", "13571357")
    told = json.dumps(kept)
    assert "24682468" not in told
    assert "13571357" not in told
    assert kept["clear"]["salt"] != kept["duress"]["salt"]
    assert keep_pins("24682468", "13571357")["clear"]["hash"] != kept["clear"]["hash"]


@pytest.mark.parametrize(
    ("clear", "duress", "say"),
    [
        ("123", "4567", "4 to 8 digits"),
        ("1234", "123456789", "4 to 8 digits"),
        ("12a4", "4567", "4 to 8 digits"),
        ("١٢٣٤", "4567", "4 to 8 digits"),
        ("1234", "1234", "differs"),
    ],
)
def test_what_is_no_pair_of_pins_is_refused(clear: str, duress: str, say: str) -> None:
    with pytest.raises(Trouble, match=say):
        keep_pins(clear, duress)
