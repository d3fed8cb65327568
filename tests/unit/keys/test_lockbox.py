"""A council's offline secret opens by its passphrase and label alone."""

from __future__ import annotations

import pytest

from fieldkit.errors import Trouble
from fieldkit.keys.lockbox import lock_away, take_out

WORDS = "heron lamp quilt nine oak"


@pytest.fixture(scope="module")
def locked() -> bytes:
    return lock_away(b"the root seed", WORDS, "council root")


def test_it_opens_by_its_passphrase(locked: bytes) -> None:
    assert take_out(locked, WORDS, "council root") == b"the root seed"
    assert b"root seed" not in locked


def test_another_passphrase_is_told_from_another_file(locked: bytes) -> None:
    with pytest.raises(Trouble, match="passphrase again"):
        take_out(locked, WORDS + "s", "council root")
    with pytest.raises(Trouble, match="does not hold the recovery key"):
        take_out(locked, WORDS, "recovery key")
    with pytest.raises(Trouble, match="damaged"):
        take_out(locked[:-1], WORDS, "council root")


@pytest.mark.parametrize("weaker", [(b'"memory":262144', b'"memory":65536'), (b'"passes":3', b'"passes":1')])
def test_a_weakened_file_is_refused(locked: bytes, weaker: tuple[bytes, bytes]) -> None:
    assert weaker[0] in locked
    with pytest.raises(Trouble, match="damaged"):
        take_out(locked.replace(*weaker), WORDS, "council root")


def test_a_weak_passphrase_locks_nothing() -> None:
    with pytest.raises(Trouble, match="five or more words"):
        lock_away(b"secret", "heron lamp", "council root")
