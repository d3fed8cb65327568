"""Signed requests and answers: what is taken, and that any change is found."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.keys.signing import SigningKey
from fieldkit.wire.requests import (
    Answered,
    Asked,
    BadSignature,
    WrongTime,
    check_answer,
    check_request,
    key_named,
    sign_answer,
    sign_request,
)

KEY = SigningKey(bytes(range(32)))
COUNCIL = SigningKey(bytes(range(1, 33)))
NOW = 1_794_000_000_000


def find_key(key: str) -> bytes | None:
    return {KEY.id: KEY.public.raw, COUNCIL.id: COUNCIL.public.raw}.get(key)


def asked(body: bytes, target: str = "/v1/pull?home=x&after=3") -> Asked:
    request = Asked("GET", target)
    sign_request(request, body, KEY.id, KEY.sign, NOW, "a-nonce")
    return request


@given(st.binary(max_size=200))
def test_a_signed_request_names_its_signer(body: bytes) -> None:
    signer = check_request(asked(body), body, find_key, NOW + 200_000)
    assert (signer.key, signer.created, signer.nonce) == (KEY.id, NOW // 1000, "a-nonce")


def test_headers_may_change_case_and_the_key_is_named() -> None:
    request = asked(b"body")
    lower = Asked(request.method, request.target, {k.lower(): v for k, v in request.headers.items()})
    assert check_request(lower, b"body", find_key, NOW).key == KEY.id
    assert key_named(lower.headers) == KEY.id
    assert key_named({}) == ""


def flipped(content: bytes, bit: int) -> bytes:
    return bytes(one ^ (1 << bit % 8 if place == bit // 8 else 0) for place, one in enumerate(content))


@given(st.integers(0, 8 * 13 - 1))
def test_any_changed_bit_of_the_body_is_found(bit: int) -> None:
    with pytest.raises(BadSignature):
        check_request(asked(b"what was seen"), flipped(b"what was seen", bit), find_key, NOW)


@given(st.sampled_from(["Signature", "Content-Digest"]), st.data())
def test_any_changed_bit_of_signature_or_digest_is_found(name: str, data: st.DataObject) -> None:
    request = asked(b"body")
    start, encoded, end = request.headers[name].split(":")
    content = base64.b64decode(encoded)
    bit = data.draw(st.integers(0, 8 * len(content) - 1))
    request.headers[name] = f"{start}:{base64.b64encode(flipped(content, bit)).decode()}:{end}"
    with pytest.raises(BadSignature):
        check_request(request, b"body", find_key, NOW)


@given(st.data())
def test_any_changed_letter_of_what_is_covered_is_found(data: st.DataObject) -> None:
    request = asked(b"body")
    value = request.headers["Signature-Input"]
    place = data.draw(st.integers(0, len(value) - 1))
    letter = data.draw(
        st.characters(min_codepoint=33, max_codepoint=126).filter(lambda one: one != value[place])
    )
    request.headers["Signature-Input"] = value[:place] + letter + value[place + 1 :]
    with pytest.raises(BadSignature):
        check_request(request, b"body", find_key, NOW)


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("POST", "/v1/pull?home=x&after=3"),
        ("GET", "/v1/pull?home=x&after=4"),
        ("GET", "/v1/push?home=x&after=3"),
    ],
)
def test_another_method_path_or_query_is_refused(method: str, target: str) -> None:
    request = Asked(method, target, asked(b"").headers)
    with pytest.raises(BadSignature):
        check_request(request, b"", find_key, NOW)


@pytest.mark.parametrize("late_ms", [-301_000, 301_000, 10 * 365 * 86_400_000])
def test_a_request_from_another_time_is_refused(late_ms: int) -> None:
    with pytest.raises(WrongTime):
        check_request(asked(b""), b"", find_key, NOW + late_ms)


def test_an_unknown_key_an_unsigned_request_and_a_missing_digest_are_refused() -> None:
    with pytest.raises(BadSignature):
        check_request(asked(b""), b"", lambda _: None, NOW)
    with pytest.raises(BadSignature):
        check_request(Asked("GET", "/"), b"", find_key, NOW)
    bare = asked(b"")
    del bare.headers["Content-Digest"]
    with pytest.raises(BadSignature):
        check_request(bare, b"", find_key, NOW)


def test_an_answer_belongs_to_one_request() -> None:
    request, other = asked(b"one"), asked(b"two")
    answer = Answered(200, request)
    sign_answer(answer, b"said", COUNCIL.id, COUNCIL.sign, NOW)
    assert check_answer(answer, b"said", find_key).key == COUNCIL.id
    for wrong in (Answered(200, other, answer.headers), Answered(201, request, answer.headers)):
        with pytest.raises(BadSignature):
            check_answer(wrong, b"said", find_key)
    with pytest.raises(BadSignature):
        check_answer(answer, b"sad", find_key)
    with pytest.raises(BadSignature):
        sign_answer(Answered(200, Asked("GET", "/")), b"", COUNCIL.id, COUNCIL.sign, NOW)
