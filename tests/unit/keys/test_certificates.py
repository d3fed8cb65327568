"""Certificates: who vouches for whom, when, and what any change to them does."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.keys.codes import EnrolmentCode
from fieldkit.keys.council import CouncilKeys, CouncilSecrets
from fieldkit.keys.hpke import SealingPublicKey
from fieldkit.keys.parcel_key import parcel_key
from fieldkit.keys.revocations import Revocations
from fieldkit.keys.signing import SigningKey

SECRETS = CouncilSecrets.generate()
KEYS = SECRETS.certify("fenmarch", "Fenmarch County Council", from_ms=1_000, to_ms=9_000)
OFFICER = SigningKey.generate()
DILYS = Holder("officer-1", "Dilys Farthing", "DF", ("CME", "AIO"), "North", "L14")
CERTIFICATE = DeviceCertificate.issue(
    SECRETS.issuing, "fenmarch", "s-1", DILYS, OFFICER.public, from_ms=2_000, to_ms=8_000
)


def test_a_certificate_holds_from_its_first_moment_to_its_last() -> None:
    again = DeviceCertificate.of(CERTIFICATE.raw)
    assert again == CERTIFICATE
    assert again.holder == DILYS
    assert again.key == OFFICER.public
    assert not again.own
    assert [again.faults(KEYS, at) == () for at in (1_999, 2_000, 7_999, 8_000)] == [False, True, True, False]


def test_another_council_and_no_council_do_not_vouch_for_it() -> None:
    other = CouncilSecrets.generate().certify("elsewhere", "Elsewhere", from_ms=1_000, to_ms=9_000)
    assert len(CERTIFICATE.faults(other, 3_000)) == 2
    assert CERTIFICATE.faults(None, 3_000) == ("the council's keys are not known here",)


def test_only_the_issuing_key_can_issue() -> None:
    forged = DeviceCertificate.issue(
        SECRETS.receipt, "fenmarch", "s-2", DILYS, OFFICER.public, from_ms=0, to_ms=9_000
    )
    assert forged.faults(KEYS, 3_000) == ("its signature is not that of the council's issuing key",)


def test_a_notebook_without_a_council_vouches_for_itself_alone() -> None:
    own = DeviceCertificate.for_itself(OFFICER, "s-0", DILYS, from_ms=0, to_ms=9_000)
    assert own.own
    assert own.faults(None, 3_000) == ()
    assert "no council vouches" in own.faults(KEYS, 3_000)[0]


def test_a_revoked_certificate_counts_until_its_moment() -> None:
    revoked = Revocations.of(Revocations.issue(SECRETS.issuing, "fenmarch", 4, 6_000, {"s-1": 5_000}), KEYS)
    assert CERTIFICATE.faults(KEYS, 4_999, revoked) == ()
    assert CERTIFICATE.faults(KEYS, 5_000, revoked) == ("it had been revoked",)
    assert not revoked.revoked("s-2", 9_000)
    assert (revoked.stale(7_000, 1_000), revoked.stale(7_001, 1_000)) == (False, True)


def test_a_list_signed_by_anybody_else_is_refused() -> None:
    for signer, council in ((SECRETS.root, "fenmarch"), (SECRETS.issuing, "elsewhere")):
        with pytest.raises(Trouble, match="list of revoked devices"):
            Revocations.of(Revocations.issue(signer, council, 1, 0, {}), KEYS)


@settings(max_examples=200)
@given(bit=st.integers(0, 8 * len(CERTIFICATE.raw) - 1))
def test_any_changed_bit_of_a_certificate_is_found(bit: int) -> None:
    changed = bytearray(CERTIFICATE.raw)
    changed[bit // 8] ^= 1 << bit % 8
    try:
        faults = DeviceCertificate.of(bytes(changed)).faults(KEYS, 3_000)
    except Trouble:
        return
    assert faults


@settings(max_examples=100)
@given(bit=st.integers(0, 8 * len(KEYS.raw) - 1))
def test_any_changed_bit_of_the_councils_keys_is_found(bit: int) -> None:
    changed = bytearray(KEYS.raw)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Trouble, match="council's keys"):
        CouncilKeys.of(bytes(changed))


def test_an_enrolment_code_stands_for_one_council() -> None:
    code = EnrolmentCode.generate(KEYS)
    other = CouncilSecrets.generate().certify("fenmarch", "Fenmarch", from_ms=0, to_ms=1)
    assert KEYS.matches(code.fingerprint)
    assert not other.matches(code.fingerprint)
    assert not KEYS.matches(code.fingerprint[:-1])


def test_new_keys_of_a_council_need_the_same_root() -> None:
    later = SECRETS.certify("fenmarch", "Fenmarch County Council", from_ms=1_500, to_ms=9_500)
    foreign = CouncilSecrets.generate().certify("fenmarch", "Fenmarch", from_ms=2_000, to_ms=9_500)
    assert later.succeeds(KEYS)
    assert not KEYS.succeeds(later)
    assert not foreign.succeeds(KEYS)


def test_one_document_never_passes_for_another() -> None:
    with pytest.raises(Trouble):
        DeviceCertificate.of(KEYS.raw)
    with pytest.raises(Trouble):
        CouncilKeys.of(CERTIFICATE.raw)


def test_a_certificate_carries_the_key_that_parcels_are_sealed_to() -> None:
    device = SigningKey.generate()
    sealing = parcel_key(device).public.raw
    renewed = CERTIFICATE.again(SECRETS.issuing, sealing)
    assert (CERTIFICATE.sealing, renewed.sealing) == (b"", sealing)
    assert renewed.faults(KEYS, CERTIFICATE.from_ms) == ()
    assert renewed.again(SECRETS.issuing).sealing == sealing
    assert parcel_key(device).unseal(SealingPublicKey(sealing).seal(b"key", b"info"), b"info") == b"key"
    changed = renewed.raw.replace(sealing.hex().encode(), bytes(len(sealing)).hex().encode())
    assert DeviceCertificate.of(changed).faults(KEYS, CERTIFICATE.from_ms)
    with pytest.raises(Trouble):
        DeviceCertificate.of(renewed.raw.replace(sealing.hex().encode(), b"00"))
