"""Messages and bodies: there and back, unknown fields, and bytes that are none."""

from __future__ import annotations

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.wire import bodies, digests
from fieldkit.wire.messages import Directory, Garbled, Hello, Item, Push, Scope, decode, encode

items = st.builds(Item, st.binary(), st.binary(min_size=64, max_size=64), st.none() | st.binary())


@given(st.lists(items).map(tuple))
def test_revisions_come_back_byte_for_byte(sent: tuple[Item, ...]) -> None:
    assert decode(encode(Push(items=sent)), Push).items == sent


def test_a_newer_field_is_ignored() -> None:
    body = msgspec.msgpack.encode({"protocols": [1, 3], "app": "9.0", "colour": "blue"})
    assert decode(body, Hello).protocols == (1, 3)
    assert decode(msgspec.msgpack.encode({"items": [[b"r", b"s", None, 7]]}), Push).items == (
        Item(b"r", b"s"),
    )


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_garbled(body: bytes) -> None:
    for sort in (Push, Hello, Directory):
        try:
            decode(body, sort)
        except Garbled:
            continue


@given(st.binary(max_size=5000))
def test_packed_bodies_open_to_the_same(body: bytes) -> None:
    assert bodies.unpack(*bodies.pack(body)) == body


def test_a_body_that_grows_too_large_is_refused() -> None:
    bomb = zstandard.ZstdCompressor().compress(bytes(1 << 22))
    with pytest.raises(Garbled):
        bodies.unpack(bomb, "zstd", largest=1 << 20)
    with pytest.raises(Garbled):
        bodies.unpack(bytes(bodies.LARGEST_SENT + 1), "")


@pytest.mark.parametrize(("sent", "encoding"), [(b"rubbish", "zstd"), (b"x", "gzip")])
def test_damaged_or_foreign_encodings_are_refused(sent: bytes, encoding: str) -> None:
    with pytest.raises(Garbled):
        bodies.unpack(sent, encoding)


revision_ids = st.binary(min_size=32, max_size=32).filter(any).map(bytes.hex)


@given(st.lists(revision_ids, unique=True))
def test_a_digest_depends_on_the_set_alone(ids: list[str]) -> None:
    shuffled = sorted(ids)
    halves = digests.add(digests.add(digests.NOTHING, shuffled[::2]), shuffled[1::2])
    assert halves == digests.add(digests.NOTHING, ids)
    if ids:
        assert digests.add(digests.NOTHING, ids[1:]) != halves


def test_tags_change_with_what_is_held() -> None:
    one, two = Scope("h1", 1, 3, 3, "0f"), Scope("h2", 1, 9, 9, "f0")
    assert digests.scopes_tag([one, two]) == digests.scopes_tag([two, one])
    assert digests.scopes_tag([one]) != digests.scopes_tag([one, two])
    assert digests.directory_tag(Directory()) == digests.directory_tag(Directory())
    assert digests.directory_tag(Directory()) != digests.directory_tag(Directory(certificates=(b"c",)))
