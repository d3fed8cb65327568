"""The laws of the ledger: bytes, commitments, chains, and a fold that no order or repetition changes."""

from __future__ import annotations

import random
from typing import Any

import pytest
import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.ledger.canonical import NotCanonical, canonical, parse, tidy
from fieldkit.ledger.chain import Act, Moment, Pen, check_chain
from fieldkit.ledger.clock import AHEAD_MS, Hlc
from fieldkit.ledger.fold import STATE, field_history, fold
from fieldkit.ledger.payload import Payload
from fieldkit.ledger.revision import Header, Revision, Type

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12).map(tidy)
SCALAR = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT
KEY = st.text(alphabet="abcdefghijklmnopqrstuvwxyz_@", min_size=1, max_size=8)
JSON = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3)
)
FIELDS = st.dictionaries(KEY, JSON, min_size=1, max_size=5)


class Author:
    """An officer with a device: a pen and its key."""

    def __init__(self, name: str) -> None:
        self.secret = Ed25519PrivateKey.from_private_bytes(name.encode().ljust(32, b"."))
        self.pen = Pen(
            chain=name.encode().hex().ljust(32, "0"),
            key=name.encode().hex().ljust(64, "0"),
            sign=self.secret.sign,
            session="s",
            app="test",
        )

    def write(
        self, fields: dict[str, Any], bases: tuple[str, ...] = (), at: int = 1, **more: Any
    ) -> Revision:
        act = {"type": Type.EDIT, "kind": "visit", "record": "r", "home": "h", "targets": ()} | more
        act |= {"fields": fields, "bases": bases}
        return self.pen.write(Act(**act), Moment(wall_ms=at), at.to_bytes(32, "big"))


AUTHORS = ("dilys", "omar", "petra")
KEYS = {Author(name).pen.key: Author(name).secret.public_key() for name in AUTHORS}


def verify(key: str, sig: bytes, message: bytes) -> bool:
    try:
        KEYS[key].verify(sig, message)
    except (InvalidSignature, KeyError):
        return False
    return True


@given(JSON)
def test_canonical_bytes_are_those_of_rfc_8785_and_read_back(value: Any) -> None:
    raw = canonical(value)
    assert raw == rfc8785.dumps(value)
    assert parse(raw) == value


@pytest.mark.parametrize(
    "value", [1.5, 2**53, {"é": 1}, {1: 2}, "e\u0301", "\ud800", (1,), {"a": [float("nan")]}]
)
def test_what_cannot_be_signed_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


@pytest.mark.parametrize(
    "raw", [b'{"b":1,"a":2}', b"1.0", b'{"a": 1}', b"\xff", b'{"a":1,"a":1}', b"", b"[" * 99999]
)
def test_bytes_that_are_not_canonical_are_refused(raw: bytes) -> None:
    with pytest.raises(NotCanonical):
        parse(raw)


@given(FIELDS, st.binary(min_size=32, max_size=32), st.data())
def test_withholding_keeps_the_commitment_and_hides_value_salt_and_nonce(
    fields: dict[str, Any], nonce: bytes, data: st.DataObject
) -> None:
    whole = Payload(fields, nonce=nonce.hex())
    names = data.draw(st.sets(st.sampled_from(sorted(fields)), min_size=1))
    part = whole.withhold(names)
    again = Payload.of(part.raw())
    assert again.commit() == whole.commit()
    assert set(again.withheld) == names
    assert not names & (again.fields.keys() | again.salts.keys())
    assert nonce.hex().encode() not in part.raw()
    assert again.withhold_all().commit() == whole.commit()


@given(FIELDS, st.binary(min_size=32, max_size=32), st.data())
def test_another_value_breaks_the_commitment(
    fields: dict[str, Any], nonce: bytes, data: st.DataObject
) -> None:
    whole = Payload(fields, nonce=nonce.hex())
    name = data.draw(st.sampled_from(sorted(fields)))
    other = data.draw(JSON.filter(lambda value: canonical(value) != canonical(fields[name])))
    changed = Payload({**whole.withhold([]).fields, name: other}, nonce=nonce.hex())
    assert changed.commit() != whole.commit()


def test_header_bytes_read_back_and_any_changed_bit_is_found() -> None:
    revision = Author("dilys").write({"phone": "07700 900101"}, at=1_790_000_000_000)
    assert Header.of(revision.raw) == revision.header
    assert revision.payload is not None
    said = revision.payload.raw()
    for place in range(len(revision.raw) * 8):
        assert not _whole(_flip(revision.raw, place), revision.sig, said)
    for place in range(len(revision.sig) * 8):
        assert not _whole(revision.raw, _flip(revision.sig, place), said)
    for place in range(len(said) * 8):
        assert not _whole(revision.raw, revision.sig, _flip(said, place))
    assert _whole(revision.raw, revision.sig, said)


def _flip(raw: bytes, place: int) -> bytes:
    changed = bytearray(raw)
    changed[place // 8] ^= 1 << place % 8
    return bytes(changed)


def _whole(raw: bytes, sig: bytes, payload: bytes) -> bool:
    try:
        revision = Revision.of(raw, sig, payload)
        return not check_chain([revision], verify)
    except NotCanonical:
        return False


def test_gap_fork_reorder_and_splice_are_named() -> None:
    dilys, omar = Author("dilys"), Author("omar")
    lines = [dilys.write({"a": str(n)}, at=n) for n in range(1, 6)]
    assert check_chain(random.sample(lines, 5), verify) == []
    assert [fault.what for fault in check_chain([*lines[:2], *lines[3:]], verify)] == ["gap"]
    assert check_chain([*lines[:2], *lines[3:]], verify, whole=False) == []
    rival = Author("dilys")
    for n in range(1, 4):
        rival_line = rival.write({"a": str(n) if n < 3 else "other"}, at=n)
    assert {fault.what for fault in check_chain([*lines, rival_line], verify)} == {"fork"}
    stranger = omar.write({"a": "1"}, at=1)
    forged = Revision(lines[0].raw, stranger.sig, lines[0].header, lines[0].id, lines[0].payload)
    assert [fault.what for fault in check_chain([forged], verify)] == ["signature"]


def test_the_clock_never_runs_back_and_does_not_absorb_a_poisoned_time() -> None:
    clock = Hlc(1000, 0)
    assert clock.tick(900) == Hlc(1000, 1)
    assert clock.hear(Hlc(2000, 3), true_ms=1500) == Hlc(2000, 3)
    assert clock.hear(Hlc(1500 + AHEAD_MS + 1, 0), true_ms=1500) == clock


@st.composite
def stories(draw: st.DrawFn) -> list[Revision]:
    """Revisions of one record by three officers who see some, all or none of each other's."""
    authors = [Author(name) for name in AUTHORS]
    told: list[Revision] = []
    for at in range(1, draw(st.integers(2, 10))):
        author = authors[draw(st.integers(0, 2))]
        bases = tuple(draw(st.sets(st.sampled_from([r.id for r in told]), max_size=3))) if told else ()
        kind = draw(
            st.sampled_from(
                [Type.EDIT] * 4 + [Type.STATE, Type.WITHDRAW, Type.RESOLVE, Type.SEAL, Type.ADDENDUM]
            )
        )
        name = STATE if kind is Type.STATE else draw(st.sampled_from(["a", "b"]))
        fields = {} if kind is Type.WITHDRAW else {name: draw(st.sampled_from(["x", "y"]))}
        targets = bases if kind is Type.SEAL else ()
        clock = draw(st.integers(1, 30))
        told.append(author.write(fields, bases, at=clock * 100 + at, type=kind, targets=targets))
    return told


@given(stories(), st.randoms(use_true_random=False))
def test_any_order_repetition_or_split_folds_to_the_same_state(
    told: list[Revision], luck: random.Random
) -> None:
    state = fold(told)
    shuffled = told + luck.sample(told, len(told) // 2)
    luck.shuffle(shuffled)
    assert fold(shuffled) == state
    assert field_history(shuffled) == field_history(told)
    assert all(fold([one]) == fold([one, one]) for one in told)


@given(stories())
def test_nothing_said_disappears_without_being_seen(told: list[Revision]) -> None:
    """A value leaves a field only when somebody who had seen it wrote that field again."""
    state = fold(told)
    seen = {revision.id: _ancestors(revision, told) for revision in told}
    content = [
        r for r in told if r.header.type in (Type.EDIT, Type.STATE, Type.RESOLVE) and r.id not in state.late
    ]
    for revision in content:
        assert revision.payload is not None
        for name in revision.payload.fields:
            overwritten = any(
                revision.id in seen[other.id] and other.payload is not None and name in other.payload.fields
                for other in content
            )
            shown = any(item.revision == revision.id for item in state.fields.get(name, ()))
            assert shown != overwritten


def _ancestors(revision: Revision, told: list[Revision]) -> set[str]:
    known = {item.id: item for item in told}
    found: set[str] = set()
    waiting = list(revision.header.bases)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += known[name].header.bases
    return found


def test_two_edits_of_one_field_wait_for_a_resolve_and_other_fields_merge() -> None:
    dilys, omar = Author("dilys"), Author("omar")
    first = dilys.write({"phone": "01632 960108"}, at=10)
    mine = dilys.write({"phone": "07700 900101", "note": "n"}, (first.id,), at=20)
    his = omar.write({"phone": "07700 900118", "email": "e"}, (first.id,), at=15)
    state = fold([first, mine, his])
    assert state.conflicts == ("phone",)
    assert state.value("phone") is None
    assert [told.value for told in state.fields["phone"]] == ["07700 900118", "07700 900101"]
    assert (state.value("note"), state.value("email")) == ("n", "e")
    assert state.heads == tuple(sorted((mine.id, his.id)))
    settled = omar.write({"phone": "07700 900101"}, state.heads, at=30, type=Type.RESOLVE)
    state = fold([first, mine, his, settled])
    assert state.conflicts == ()
    assert state.value("phone") == "07700 900101"


def test_equal_answers_are_no_conflict() -> None:
    first, second = Author("dilys").write({"a": "x"}), Author("omar").write({"a": "x"})
    assert fold([first, second]).value("a") == "x"


def test_a_seal_keeps_an_edit_it_had_not_seen_as_late_and_never_merges_it() -> None:
    dilys, omar = Author("dilys"), Author("omar")
    first = dilys.write({"home": "tidy"}, at=10)
    late = omar.write({"home": "front gate chained"}, (first.id,), at=11)
    seal = dilys.write({}, (first.id,), at=12, type=Type.SEAL, targets=(first.id,))
    addendum = dilys.write({"@text": "gate"}, (seal.id,), at=13, type=Type.ADDENDUM)
    state = fold([addendum, late, seal, first])
    assert (state.value("home"), state.late, state.seal) == ("tidy", (late.id,), seal.id)
    assert state.addenda == (addendum.id,)


def test_a_child_added_after_its_parent_was_sealed_is_late() -> None:
    dilys = Author("dilys")
    parent = dilys.write({"a": "x"}, at=1)
    seal = dilys.write({}, (parent.id,), at=2, type=Type.SEAL, targets=(parent.id,))
    child = Author("omar").write({"name": "n"}, at=3, record="child")
    assert fold([child], [seal]).late == (child.id,)


def test_an_erased_value_does_not_bring_its_predecessor_back() -> None:
    dilys = Author("dilys")
    first = dilys.write({"phone": "1"}, at=1)
    second = dilys.write({"phone": "2"}, (first.id,), at=2)
    assert second.payload is not None
    gone = Revision(second.raw, second.sig, second.header, second.id, second.payload.withhold_all())
    state = fold([first, gone])
    assert state.value("phone") is None
    assert state.fields["phone"][0].erased


def test_an_edit_its_withdrawer_had_not_seen_keeps_the_record() -> None:
    dilys, omar = Author("dilys"), Author("omar")
    first = dilys.write({"a": "x"}, at=1)
    gone = dilys.write({"@why": "w"}, (first.id,), at=2, type=Type.WITHDRAW)
    assert fold([first, gone]).withdrawn
    edit = omar.write({"a": "y"}, (first.id,), at=1)
    assert not fold([first, gone, edit]).withdrawn
