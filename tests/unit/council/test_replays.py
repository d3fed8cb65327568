"""A request overheard is not answered twice."""

from __future__ import annotations

from fieldkit.council.replays import Replays


def test_a_nonce_is_good_once_per_key_within_the_window() -> None:
    replays = Replays()
    assert replays.first("key", "nonce", 1000, 1_000_000)
    assert not replays.first("key", "nonce", 1000, 1_000_000)
    assert replays.first("other", "nonce", 1000, 1_000_000)
    assert replays.first("key", "second", 1000, 1_000_000)


def test_what_is_too_old_to_be_taken_anyway_is_forgotten() -> None:
    replays = Replays()
    assert replays.first("key", "nonce", 1000, 1_000_000)
    assert replays.first("key", "later", 2000, 2_000_000)
    assert replays.first("key", "nonce", 2000, 2_000_000)
