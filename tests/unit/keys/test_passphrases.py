"""Which passphrases may protect a notebook."""

from __future__ import annotations

import pytest

from fieldkit.errors import Trouble
from fieldkit.keys.passphrases import check_passphrase, passphrase_bytes, rule


@pytest.mark.parametrize(
    "good", ["heron lamp quilt nine", "Heron lamp, quilt 9!", "dŵr glas a mynydd mawr", "a " * 60 + "b c"]
)
def test_four_words_are_enough_beside_a_keyring(good: str) -> None:
    check_passphrase(good, alone=False)


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "heron",
        "heronlampquiltnine",
        "heron lamp quilt",
        "a b c d",
        "Correct horse battery staple!",
        "heron heron heron heron",
    ],
)
def test_a_weak_passphrase_is_refused_with_what_to_do(weak: str) -> None:
    with pytest.raises(Trouble, match=r"^Enter a passphrase") as told:
        check_passphrase(weak, alone=False)
    assert told.value.do
    assert not weak or weak not in str(told.value)


def test_alone_it_needs_five_words() -> None:
    with pytest.raises(Trouble, match="five or more words"):
        check_passphrase("heron lamp quilt nine", alone=True)
    check_passphrase("heron lamp quilt nine oak", alone=True)
    assert rule(alone=True).startswith("Five")


def test_capitals_and_spaces_count_but_the_keyboard_does_not() -> None:
    composed, apart = "caf\u00e9 heron lamp nine", "cafe\u0301 heron lamp nine"
    assert passphrase_bytes(composed) == passphrase_bytes(apart)
    assert passphrase_bytes("Heron") != passphrase_bytes("heron") != passphrase_bytes("heron ")
