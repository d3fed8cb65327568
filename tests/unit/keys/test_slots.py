"""Key slots: two secrets open the officer's, one key the council's, and no change to the file goes unseen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.errors import Trouble
from fieldkit.keys.hpke import RecoveryKey
from fieldkit.keys.officer_slot import DeviceSecret, WrongPassphrase
from fieldkit.keys.signing import SigningKey
from fieldkit.keys.slots import Keyslots, database_key, head_key, new_slots
from fieldkit.ledger.canonical import canonical

WORDS = "heron lamp quilt nine"
NOTEBOOK = "ab" * 16


@dataclass(frozen=True)
class Made:
    """One notebook's slots and everything that opens them; made once, for each try costs 64 MiB."""

    slots: Keyslots
    root: bytes
    signing: SigningKey
    device: DeviceSecret
    council: RecoveryKey


@pytest.fixture(scope="module")
def made() -> Made:
    device, council = DeviceSecret.generate(), RecoveryKey.generate()
    slots, root, signing = new_slots(NOTEBOOK, WORDS, device)
    return Made(slots.with_recovery(root, "fenmarch", council.public), root, signing, device, council)


def forged(slots: Keyslots, change: dict[str, Any]) -> bytes:
    """The file with `change` laid over its body and the plain checksum made right again."""
    body = json.loads(slots.raw())["body"]
    for name, value in change.items():
        body[name] = body[name] | value if isinstance(value, dict) else value
    return canonical({"body": body, "sum": hashlib.sha256(canonical(body)).hexdigest()})


def test_passphrase_and_device_secret_together_open_it(made: Made) -> None:
    slots = Keyslots.of(made.slots.raw())
    root, signing = slots.open(WORDS, made.device.secret)
    assert (root, signing.seed()) == (made.root, made.signing.seed())
    assert slots.officer.public == signing.public.raw
    assert not slots.alone


@pytest.mark.parametrize("passphrase", [WORDS, WORDS.upper(), WORDS + " "])
def test_one_of_the_two_alone_does_not(made: Made, passphrase: str) -> None:
    secret = bytes(32) if passphrase == WORDS else made.device.secret
    with pytest.raises(WrongPassphrase, match="Enter your passphrase again"):
        made.slots.open(passphrase, secret)


def test_the_councils_key_opens_the_root_but_never_the_signing_key(made: Made) -> None:
    assert Keyslots.of(made.slots.raw()).recover(made.council) == made.root
    assert made.signing.seed() not in made.council.open(
        made.slots.recovery.sealed,  # type: ignore[union-attr]
        canonical(
            {
                "council": "fenmarch",
                "notebook": NOTEBOOK,
                "recipient": made.council.public.id,
                "slot": "recovery",
                "suite": "mlkem768-x25519/hkdf-sha256/aes-256-gcm",
            }
        ),
    )
    with pytest.raises(Trouble, match="recovery key does not open"):
        made.slots.recover(RecoveryKey.generate())
    with pytest.raises(Trouble, match="no recovery slot"):
        Keyslots(NOTEBOOK, made.slots.officer).recover(made.council)


@settings(max_examples=300)
@given(data=st.data())
def test_any_changed_bit_of_the_file_is_found(made: Made, data: st.DataObject) -> None:
    raw = bytearray(made.slots.raw())
    bit = data.draw(st.integers(0, 8 * len(raw) - 1))
    raw[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Trouble, match="damaged"):
        Keyslots.of(bytes(raw))


@given(data=st.data())
def test_a_file_cut_short_is_found(made: Made, data: st.DataObject) -> None:
    raw = made.slots.raw()
    with pytest.raises(Trouble, match="damaged"):
        Keyslots.of(raw[: data.draw(st.integers(0, len(raw) - 1))])


@pytest.mark.parametrize("name", ["nonce", "salt", "public", "sealed"])
def test_a_forger_who_mends_the_checksum_is_found_by_the_officer(made: Made, name: str) -> None:
    old = made.slots.officer.plain()[name]
    assert isinstance(old, str)
    change = {"officer": {name: ("1" if old[0] == "0" else "0") + old[1:]}}
    with pytest.raises(WrongPassphrase):
        Keyslots.of(forged(made.slots, change)).open(WORDS, made.device.secret)


@pytest.mark.parametrize(
    "change", [{"recovery": None}, {"recovery": {"council": "elsewhere"}}, {"mac": "0" * 64}]
)
def test_a_change_in_the_other_slot_is_found_by_the_officer(made: Made, change: dict[str, Any]) -> None:
    with pytest.raises(Trouble, match="changed by something other than FieldKit"):
        Keyslots.of(forged(made.slots, change)).open(WORDS, made.device.secret)


@pytest.mark.parametrize(
    "change",
    [
        {"officer": {"salt": "00" * 16}},
        {"officer": {"passes": 4}},
        {"mac": "0" * 64},
        {"notebook": "cd" * 16},
    ],
)
def test_a_change_in_the_other_slot_is_found_by_the_council(made: Made, change: dict[str, Any]) -> None:
    with pytest.raises(Trouble):
        Keyslots.of(forged(made.slots, change)).recover(made.council)


@pytest.mark.parametrize(
    "weaker",
    [
        {"memory": 65_535},
        {"passes": 2},
        {"lanes": 3},
        {"passes": 0},
        {"memory": 2**21},
        {"passes": 17},
        {"item": ""},
    ],
)
def test_a_cheaper_or_a_crippling_cost_is_refused_before_the_passphrase_is_used(
    made: Made, weaker: dict[str, Any]
) -> None:
    with pytest.raises(Trouble, match="protection of this notebook's passphrase was changed"):
        Keyslots.of(forged(made.slots, {"officer": weaker}))


def test_a_newer_file_is_told_from_a_damaged_one(made: Made) -> None:
    with pytest.raises(Trouble, match="newer FieldKit"):
        Keyslots.of(forged(made.slots, {"v": 2}))
    with pytest.raises(Trouble, match="damaged"):
        Keyslots.of(forged(made.slots, {"officer": {"more": "1"}}))


def test_without_a_keyring_the_passphrase_costs_four_times_the_memory() -> None:
    slots, root, signing = new_slots(NOTEBOOK, WORDS + " oak", None)
    assert slots.alone
    assert slots.officer.cost.memory == 256 * 1024
    assert slots.open(WORDS + " oak", None)[0] == root
    with pytest.raises(Trouble, match="five or more words"):
        slots.with_officer(root, signing, WORDS, None)


def test_each_label_gives_another_key(made: Made) -> None:
    assert len(database_key(made.root)) == 48
    assert len({database_key(made.root)[:32], head_key(made.root), made.root}) == 3


def test_nothing_secret_is_printed(made: Made) -> None:
    shown = repr(made.slots) + repr(made.device) + repr(made.signing) + repr(made.council)
    for secret in (made.root, made.device.secret, made.signing.seed(), made.council.seed()[:16]):
        assert secret.hex() not in shown
        assert repr(secret)[2:-1] not in shown
