"""What a server sends is believed only by its author's certified signature."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.keys.council import CouncilSecrets
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act, Moment, Pen
from fieldkit.ledger.revision import Revision, Type
from fieldkit.sync.checking import Checker, NotAuthentic
from fieldkit.wire.messages import Directory, Row

SECRETS = CouncilSecrets.generate()
KEYS = SECRETS.certify("council", "Test", from_ms=0, to_ms=2**50)
KEY = SigningKey(bytes(range(32)))
HOME = "01900000-0000-7000-8000-000000000001"


def certificate(issuing: SigningKey = SECRETS.issuing) -> bytes:
    holder = Holder("officer", "Ann Example", "AE", ("CME",), "", "L1")
    return DeviceCertificate.issue(issuing, "council", "L1", holder, KEY.public, from_ms=0, to_ms=2**50).raw


def rows(count: int) -> list[Row]:
    pen = Pen(chain="ab" * 16, key=KEY.id, sign=KEY.sign, session="s", app="t")
    made: list[Revision] = []
    for number in range(count):
        act = Act(type=Type.EDIT, kind="note", record=HOME, home=HOME, fields={"n": number})
        made.append(pen.write(act, Moment(wall_ms=1 + number), bytes(32)))
    return [
        Row(n, one.id, one.raw, one.sig, one.payload.raw() if one.payload else None, n, 5)
        for n, one in enumerate(made, start=1)
    ]


CHECKER = Checker(Directory(certificates=(certificate(),)), KEYS)


def test_what_is_signed_is_taken_and_lines_of_our_own_pass() -> None:
    found = CHECKER.rows([*rows(3), Row(4, "0" * 64, b"", b"", None, 4, 5)])
    assert [one.revision is not None for one in found] == [True, True, True, False]
    assert [one.position for one in found] == [1, 2, 3, 4]


@given(st.integers(1, 4), st.data())
def test_any_changed_bit_of_header_or_payload_is_found(count: int, data: st.DataObject) -> None:
    lines = rows(count)
    place = data.draw(st.integers(0, count - 1))
    line = lines[place]
    in_header = data.draw(st.booleans())
    content = bytearray(line.raw if in_header else line.payload or b"")
    bit = data.draw(st.integers(0, 8 * len(content) - 1))
    content[bit // 8] ^= 1 << bit % 8
    raw, payload = (bytes(content), line.payload) if in_header else (line.raw, bytes(content))
    lines[place] = Row(line.n, line.id, raw, line.sig, payload, line.position, line.received_ms)
    with pytest.raises(NotAuthentic):
        CHECKER.rows(lines)


def test_a_certificate_that_the_council_did_not_issue_counts_for_nothing() -> None:
    checker = Checker(Directory(certificates=(certificate(SigningKey.generate()),)), KEYS)
    with pytest.raises(NotAuthentic):
        checker.rows(rows(1))
