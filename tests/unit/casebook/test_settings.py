"""What may be set, and what the council has set before."""

from __future__ import annotations

import pytest

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.exchange.notebook_port import POLICY
from fieldkit.errors import Trouble
from fieldkit.store import settings
from fieldkit.wire.messages import Policy, encode


def _policy(casebook: Casebook, minutes: int) -> None:
    with casebook.notebook.writing() as book:
        settings.put(book, POLICY, encode(Policy(lock_minutes=minutes)).hex())


def test_without_a_council_the_officer_chooses_when_the_laptop_locks(casebook: Casebook) -> None:
    casebook.settings.change("idle_minutes", "15")
    assert casebook.settings.read()["idle_minutes"] == "15"


def test_the_councils_minutes_hold_over_what_was_chosen_before(casebook: Casebook) -> None:
    casebook.settings.change("idle_minutes", "15")
    _policy(casebook, 2)
    assert casebook.settings.read()["idle_minutes"] == "2"
    with pytest.raises(Trouble, match="idle for 2 minutes") as caught:
        casebook.settings.change("idle_minutes", "5")
    assert caught.value.do == "Choose 2 minutes or less."
    _policy(casebook, 4)
    assert casebook.settings.read()["idle_minutes"] == "2"
    casebook.settings.change("idle_minutes", "1")
    assert casebook.settings.read()["idle_minutes"] == "1"


@pytest.mark.parametrize(("asked", "longest"), [(0, 1), (-3, 1), (10, 10), (600, 15)])
def test_no_policy_takes_the_lock_away(casebook: Casebook, asked: int, longest: int) -> None:
    _policy(casebook, asked)
    assert casebook.settings.longest_idle() == longest
