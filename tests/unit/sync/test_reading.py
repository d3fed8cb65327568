"""The quick reading of revisions takes and refuses exactly what the ledger does."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.canonical import NotCanonical
from fieldkit.ledger.chain import Act, Moment, Pen
from fieldkit.ledger.payload import Payload
from fieldkit.ledger.revision import Blob, Revision, Type
from fieldkit.sync.reading import read

KEY = SigningKey(bytes(range(32)))
HOME = "01900000-0000-7000-8000-000000000001"
SIG = bytes(64)
#: Texts and numbers at the edges of what the ledger takes.
TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["e\u0301", "\u00e9", "\x7f", "\x08", "\n\u0301", "a/b", '"', "\\u", "\ud800", "\u2028"]),
)
NUMBERS = st.one_of(st.integers(), st.sampled_from([2**53, 2**53 - 1, -(2**53), 1.0, 0.5, 1e300]))
PLAIN = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
VALUES = st.recursive(
    PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(TEXTS, inner, max_size=3))
)
NAMES = st.one_of(st.sampled_from(["notes", "phone", "@why"]), TEXTS)


def made(*, blobs: tuple[Blob, ...] = (), bases: tuple[str, ...] = ()) -> Revision:
    pen = Pen(chain="ab" * 16, key=KEY.id, sign=KEY.sign, session="s", app="t")
    act = Act(
        type=Type.EDIT, kind="note", record=HOME, home=HOME, fields={"notes": "x"}, blobs=blobs, bases=bases
    )
    return pen.write(act, Moment(wall_ms=1_700_000_000_000), bytes(32))


def outcome(reader: Any, raw: bytes, payload: bytes | None) -> Any:
    try:
        return reader(raw, SIG, payload)
    except NotCanonical:
        return "refused"


def same(raw: bytes, payload: bytes | None = None) -> Any:
    found = outcome(read, raw, payload)
    assert found == outcome(Revision.of, raw, payload)
    if found != "refused" and found.payload is not None:
        assert found.payload.raw() == payload
    return found


def written(value: Any, how: st.DataObject) -> bytes:
    """JSON in one of the ways in which it could be written."""
    text = json.dumps(
        value,
        sort_keys=how.draw(st.booleans()),
        ensure_ascii=how.draw(st.booleans()),
        separators=how.draw(st.sampled_from([(",", ":"), (", ", ":"), (",", ": ")])),
    )
    return text.encode("utf-8", "surrogatepass")


@given(st.data())
def test_a_header_with_anything_in_it(data: st.DataObject) -> None:
    told = json.loads(made().raw)
    for name in data.draw(st.lists(st.sampled_from([*told, "more"]), max_size=2)):
        if data.draw(st.booleans()):
            told[name] = data.draw(VALUES)
        else:
            told.pop(name, None)
    same(written(told, data))


@given(st.dictionaries(NAMES, VALUES, max_size=4), st.one_of(st.just("0" * 64), TEXTS), st.data())
@example({"a": "\n\u0301"}, "0" * 64, None)
def test_a_payload_with_anything_in_it(
    fields: dict[str, Any], nonce: str, data: st.DataObject | None
) -> None:
    told = {"f": fields, "n": nonce}
    if data is None:
        payload = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    else:
        payload = written(told, data)
    header = json.loads(made().raw)
    try:
        header["commit"] = Payload(fields, nonce=nonce).commit()
    except (ValueError, TypeError, KeyError):
        header["commit"] = "0" * 64
    raw = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    same(raw, payload)


@given(st.integers(0, 10_000), st.integers(0, 255))
def test_any_changed_byte(place: int, byte: int) -> None:
    whole = made()
    assert whole.payload is not None
    for number, content in enumerate((whole.raw, whole.payload.raw())):
        changed = bytearray(content)
        changed[place % len(changed)] = byte
        pair = [whole.raw, whole.payload.raw()]
        pair[number] = bytes(changed)
        same(pair[0], pair[1])


def test_what_is_rarer_is_read_too() -> None:
    whole = made(blobs=(Blob("cd" * 32, 7),), bases=("ab" * 32, "cd" * 32))
    assert whole.payload is not None
    assert same(whole.raw, whole.payload.raw()).header.blobs == (Blob("cd" * 32, 7),)
    assert same(whole.raw, whole.payload.withhold(["notes"]).raw()).payload.withheld == ("notes",)
    assert same(whole.raw).payload is None
    same(whole.raw.replace(b'"' + b"ab" * 32 + b'","' + b"cd" * 32, b'"' + b"cd" * 32 + b'","' + b"ab" * 32))
    same(whole.raw.replace(b"cd" * 32, b"c\n" * 32, 1))
