"""Enrolment codes cannot be guessed: tries are counted, and a whole team can still enrol from one office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from fieldkit.council import enrolling, refusal
from fieldkit.council.store.tries import MOST, WITHIN_MS
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.codes import EnrolmentCode
from fieldkit.keys.hpke import SealingKey
from fieldkit.keys.parcel_key import parcel_key
from fieldkit.sync import Enrolment, troubles
from fieldkit.sync.line import Ask, Line
from fieldkit.wire.enrolment import code_id, code_proof
from fieldkit.wire.messages import Enrol, EnrolReply, encode


def guess(council: Any) -> str:
    return EnrolmentCode.generate(council.office.identity.keys).text()


def test_after_ten_wrong_codes_from_one_source_it_must_wait(
    council: Any, new_laptop: Callable[..., Any]
) -> None:
    laptop = new_laptop()
    right = council.code(council.officer("Ann Example"))
    for _ in range(MOST):
        with pytest.raises(troubles.Refused, match="does not know this enrolment code"):
            laptop.enrol(council.url, guess(council))
    with pytest.raises(troubles.Refused, match="Wait 5 minutes") as refused:
        laptop.enrol(council.url, right)
    assert refused.value.reason == "too-many-tries"
    council.late_ms = WITHIN_MS + 1000
    laptop.late_ms = council.late_ms
    laptop.enrol(council.url, right)
    assert laptop.sync().alarms == []


def test_the_answer_says_when_to_try_again(council: Any, new_laptop: Callable[..., Any]) -> None:
    laptop = new_laptop()
    said = Enrol(code=code_id(b"x" * 16), public_key=laptop.key.public.raw, proof=b"")
    ask = Ask("POST", "/v1/enrol", EnrolReply, said)
    with Line(council.url, laptop.key, laptop.clock) as line:
        for _ in range(MOST + 1):
            asked = line._signed(ask, encode(said), "")
            status, headers, _ = line._send(asked, encode(said))
    assert status == 429
    assert 0 < int(headers["retry-after"]) <= WITHIN_MS // 1000


def test_one_code_is_not_tried_for_ever_from_many_sources(council: Any) -> None:
    code = EnrolmentCode.parse(council.code(council.officer("Ann Example")))
    said = Enrol(code=code_id(code.secret), public_key=council.secrets.root.public.raw, proof=b"wrong")
    told = []
    for number in range(MOST + 1):
        with pytest.raises(refusal.Refused) as refused:
            enrolling.enrol(council.office, said, f"192.0.2.{number}", council.clock())
        told.append(refused.value.code)
    assert told == ["unknown-code"] * MOST + ["too-many-tries"]


def test_a_team_enrols_from_one_office_at_once(council: Any, new_laptop: Callable[..., Any]) -> None:
    laptops = [new_laptop(council, f"Officer {number}") for number in range(MOST + 2)]
    assert len({laptop.officer for laptop in laptops}) == MOST + 2


def test_a_laptop_enrolled_before_parcels_gets_its_sealing_key_certified(
    council: Any, new_laptop: Callable[..., Any]
) -> None:
    laptop = new_laptop()
    code = EnrolmentCode.parse(council.code(council.officer("Ann Example")))
    proof = code_proof(code.secret, laptop.key.public.raw)
    said = Enrol(code=code_id(code.secret), public_key=laptop.key.public.raw, proof=proof)
    reply = enrolling.enrol(council.office, said, "192.0.2.1", council.clock())
    laptop.notebook.save_enrolment(
        Enrolment(
            server=council.url,
            keys=reply.keys,
            certificate=reply.certificate,
            register_home=reply.register_home,
        ),
        reply.policy,
    )
    assert DeviceCertificate.of(reply.certificate).sealing == b""
    assert laptop.sync().alarms == []
    (raw,) = laptop.notebook.directory().certificates
    certificate = DeviceCertificate.of(raw)
    assert certificate.sealing == parcel_key(laptop.key).public.raw
    assert certificate.faults(council.office.identity.keys, council.clock()) == ()
    assert council.office.faults() == []


def test_the_code_vouches_for_the_sealing_key_too(council: Any, new_laptop: Callable[..., Any]) -> None:
    laptop = new_laptop()
    code = EnrolmentCode.parse(council.code(council.officer("Ann Example")))
    key = laptop.key.public.raw
    said = Enrol(
        code=code_id(code.secret),
        public_key=key,
        proof=code_proof(code.secret, key, parcel_key(laptop.key).public.raw),
        sealing=SealingKey(bytes(96)).public.raw,
    )
    with pytest.raises(refusal.Refused) as refused:
        enrolling.enrol(council.office, said, "192.0.2.1", council.clock())
    assert refused.value.code == "unknown-code"
    with pytest.raises(refusal.Refused) as refused:
        enrolling.enrol(council.office, msgspec.structs.replace(said, sealing=b"short"), "x", council.clock())
    assert refused.value.code == "garbled"
