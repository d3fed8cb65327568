"""Whatever arrives at the door, rightly signed or not, the server answers in words and stores none of it."""

from __future__ import annotations

import http.client
import secrets
from collections.abc import Callable
from typing import Any, get_args, get_origin
from urllib.parse import quote

import msgspec
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from fieldkit.council.store import tables
from fieldkit.keys.signing import SigningKey
from fieldkit.wire import bodies
from fieldkit.wire.messages import Enrol, Health, Hello, Prove, Push, Return, UploadStart
from fieldkit.wire.requests import Asked, sign_request

MESSAGES = {
    "/v1/enrol": Enrol, "/v1/hello": Hello, "/v1/push": Push, "/v1/prove": Prove, "/v1/health": Health,
    "/v1/blobs": UploadStart, "/v1/return": Return,
}  # fmt: skip
#: What may grow: counts of tries and nonces, and what is not well signed, which has a quota.
MAY_GROW = {"nonces", "tries", "refused"}
HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
TEXTS = st.one_of(st.text(max_size=20), HEX, st.sampled_from(["", "0" * 64, "all", "../x", "\x00", "%s"]))
NUMBERS = st.one_of(st.integers(-3, 3), st.integers(-(2**63), 2**63 - 1))
#: Fields whose value decides whether anything else is looked at.
OFTEN = {"protocols": st.sampled_from([[1, 1], [1, 1], [1, 1], [0, 0], [2**40, 2]])}
FUZZ = settings(
    max_examples=200, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


def values(sort: Any) -> st.SearchStrategy[Any]:
    """Plain values of a type that a message declares, whatever they mean."""
    if get_origin(sort) is tuple:
        parts = get_args(sort)
        if parts[-1] is Ellipsis:
            return st.lists(values(parts[0]), max_size=3)
        return st.tuples(*map(values, parts)).map(list)
    if get_args(sort):
        return st.one_of(*map(values, get_args(sort)))
    if isinstance(sort, type) and issubclass(sort, msgspec.Struct):
        return messages(sort)
    plain: dict[Any, st.SearchStrategy[Any]] = {
        int: NUMBERS, str: TEXTS, bytes: st.binary(max_size=80), bool: st.booleans(), type(None): st.none()
    }  # fmt: skip
    return plain[sort]


def messages(sort: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """A message of the right shape: what decodes, with any values at all."""
    told = msgspec.structs.fields(sort)
    found = {field.name: OFTEN.get(field.name, values(field.type)) for field in told}
    if sort.__struct_config__.array_like:
        return st.tuples(*found.values()).map(list)
    needed = {field.name: found.pop(field.name) for field in told if field.required}
    return st.fixed_dictionaries(needed, optional=found)


anything = st.recursive(
    st.one_of(st.none(), NUMBERS, TEXTS, st.binary(max_size=40)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3)),
    max_leaves=8,
)
QUERIES = st.dictionaries(
    st.sampled_from(["home", "after", "limit", "chain", "seq", "offset", "start", "length"]),
    st.one_of(NUMBERS.map(str), TEXTS), max_size=4,
)  # fmt: skip


#: The calls that carry no message, each with its own method.
PLAIN = {
    "/v1/pull": "GET", "/v1/chain": "GET", "/v1/alive": "GET", "/v1/uploads/": "PATCH", "/v1/blobs/": "GET",
}  # fmt: skip


def rarely(draw: st.DrawFn) -> bool:
    return draw(st.integers(0, 9)) == 9


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, str, bytes, dict[str, str]]:
    """A method, a target, a body and headers: most of them a call that there is, of the right shape."""
    path = draw(st.sampled_from(sorted([*MESSAGES, *PLAIN])))
    method, body = PLAIN.get(path, "POST"), b""
    if path in MESSAGES:
        body = msgspec.msgpack.encode(draw(anything if rarely(draw) else messages(MESSAGES[path])))
    if path.endswith("/"):
        path += quote(draw(TEXTS), safe="")
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in draw(QUERIES).items())
    target = f"{path}?{query}" if query else path
    if rarely(draw):
        method = draw(st.sampled_from(["GET", "HEAD", "PATCH", "POST", "PUT", "DELETE"]))
    if rarely(draw):
        body = draw(st.binary(max_size=60))
    headers = {"Content-Type": bodies.CONTENT_TYPE}
    if rarely(draw):
        headers["Content-Encoding"] = draw(st.sampled_from(["zstd", "gzip", "zstd, zstd", "\xff"]))
    elif draw(st.booleans()):
        headers["Content-Encoding"] = "zstd"
        body = zstandard.ZstdCompressor().compress(body)
    return method, target, body, headers


def broken(draw: st.DataObject, headers: dict[str, str]) -> None:
    """Spoils a signature in one of the ways in which one can be spoiled."""
    name = draw.draw(st.sampled_from(["Signature", "Signature-Input", "Content-Digest"]))
    value = headers.pop(name)
    middle = len(value) // 2
    spoilt = [
        "", value[:middle], f"{value[:middle]}{'A' if value[middle] != 'A' else 'B'}{value[middle + 1 :]}",
        draw.draw(st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=60)),
    ]  # fmt: skip
    headers[name] = draw.draw(st.sampled_from(spoilt))


def ask(council: Any, method: str, target: str, body: bytes, headers: dict[str, str]) -> int:
    line = http.client.HTTPConnection("127.0.0.1", council.port, timeout=10)
    try:
        line.request(method, target, body, headers)
        return line.getresponse().status
    finally:
        line.close()


def stored(council: Any) -> dict[str, int]:
    with council.office.database.reading() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in tables.metadata.tables.items()
            if name not in MAY_GROW
        }


@pytest.fixture
def laptop(council: Any, new_laptop: Callable[..., Any], new_home: str) -> Any:
    found = new_laptop(council)
    found.note(new_home, blobs=(found.notebook.attach(b"sealed" * 100),))
    found.sync()
    return found


@FUZZ
@given(call=calls(), draw=st.data())
def test_a_signed_call_that_says_anything_at_all(council: Any, laptop: Any, call: Any, draw: Any) -> None:
    method, target, body, headers = call
    before = stored(council)
    asked = Asked(method, target, dict(headers))
    sign_request(asked, body, laptop.key.id, laptop.key.sign, laptop.clock(), secrets.token_urlsafe(16))
    assert ask(council, method, target, body, asked.headers) < 500
    assert stored(council) == before


@FUZZ
@given(call=calls(), draw=st.data())
def test_a_call_with_a_broken_signature_or_another_s(council: Any, laptop: Any, call: Any, draw: Any) -> None:
    method, target, body, headers = call
    before = stored(council)
    asked = Asked(method, target, dict(headers))
    key = draw.draw(st.sampled_from([laptop.key, STRANGER]))
    sign_request(asked, body, key.id, key.sign, laptop.clock(), secrets.token_urlsafe(16))
    if key is laptop.key:
        broken(draw, asked.headers)
    status = ask(council, method, target, body, asked.headers)
    assert 400 <= status < 500 or target.startswith("/v1/alive") or status == 307
    assert stored(council) == before


STRANGER = SigningKey(b"s" * 32)
