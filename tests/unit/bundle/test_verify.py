"""Verification: any change to the bundle, an exhibit or the manifest is found and named in plain words."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace

import msgspec
import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from fieldkit.bundle.assembly import assemble_bytes
from fieldkit.bundle.plan import Paper, Plan, Signed
from fieldkit.bundle.report import Mark, Report
from fieldkit.bundle.seal import close_seal
from fieldkit.bundle.verify import verify
from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.keys.council import CouncilKeys, CouncilSecrets
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.chain import Act, Moment, Pen
from fieldkit.ledger.revision import Revision, Type
from fieldkit.wire.merkle import Tree
from fieldkit.wire.receipts import Checkpoint, Receipt

Planned = Callable[..., tuple[Plan, dict[str, bytes]]]
DAY_MS = 86_400_000
HOLDER = Holder("off-1", "Rowan Quillon", "RQ", ("AIO",), "Attendance", "L14")


@pytest.fixture
def sealed(planned: Planned, key: SigningKey) -> bytes:
    """A sealed bundle without a council."""
    plan, sources = planned()
    return close_seal(*assemble_bytes(plan, sources), key.sign)


def says(report: Report, mark: Mark) -> list[str]:
    """What is said under one mark."""
    return [row.what for row in report.rows if row.mark is mark]


def edited(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """The bundle after somebody worked on it with another program."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(made, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return made.getvalue()


def test_an_untouched_bundle_is_whole(sealed: bytes, key: SigningKey) -> None:
    report = verify(sealed, {})
    assert report.whole
    assert not report.council_checked
    assert report.verdict == f"Whole, signed by key {key.id[:12]}, not checked against a council."
    assert "Pages 1 to 8" in says(report, Mark.AS_SEALED)


def test_an_altered_page_is_named(sealed: bytes) -> None:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[3].contents_add(b"BT ET")

    report = verify(edited(sealed, change), {})
    assert not report.whole
    assert says(report, Mark.ALTERED)[0] == "Page 4"
    assert report.rows[0].mark is Mark.ALTERED
    assert {"Pages 1 to 3", "Pages 5 to 8"} <= set(says(report, Mark.AS_SEALED))
    assert report.verdict.startswith("Not as sealed: page 4 altered")


def test_a_removed_page_is_named(sealed: bytes) -> None:
    report = verify(edited(sealed, lambda pdf: pdf.pages.__delitem__(slice(2, 4))), {})
    assert says(report, Mark.REMOVED) == ["Pages 3 to 4"]
    assert "Pages 5 to 8" in says(report, Mark.AS_SEALED)


def test_an_added_page_is_named(sealed: bytes) -> None:
    def add(pdf: pikepdf.Pdf) -> None:
        pdf.add_blank_page()
        pdf.pages.insert(4, pdf.pages[-1])
        del pdf.pages[-1]

    report = verify(edited(sealed, add), {})
    assert says(report, Mark.ADDED) == ["Page 5 of the file"]


def test_a_moved_page_is_named(sealed: bytes) -> None:
    def move(pdf: pikepdf.Pdf) -> None:
        page = pdf.pages[2]
        del pdf.pages[2]
        pdf.pages.insert(6, page)

    report = verify(edited(sealed, move), {})
    assert says(report, Mark.MOVED) == ["Page 3"]
    assert not report.whole


def test_a_changed_bookmark_is_found(sealed: bytes) -> None:
    def rename(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Outlines.First.Title = pikepdf.String("Elsewhere, page 1")

    assert "Bookmarks and opening view" in says(verify(edited(sealed, rename), {}), Mark.ALTERED)


def test_a_file_saved_again_is_not_whole(sealed: bytes) -> None:
    report = verify(edited(sealed, lambda _pdf: None), {})
    assert says(report, Mark.ALTERED) == ["The file"]
    assert "Pages 1 to 8" in says(report, Mark.AS_SEALED)


def test_a_bundle_sealed_again_names_the_other_key(planned: Planned, sealed: bytes) -> None:
    other = SigningKey(bytes(32))
    plan, sources = planned(device_key=other.public.raw.hex())
    report = verify(close_seal(*assemble_bytes(plan, sources), other.sign), {})
    assert other.id[:12] in report.verdict


def test_a_seal_by_another_key_than_it_names_fails(planned: Planned) -> None:
    plan, sources = planned()
    report = verify(close_seal(*assemble_bytes(plan, sources), SigningKey(bytes(32)).sign), {})
    assert "Seal" in says(report, Mark.ALTERED)


@given(data=st.data())
def test_any_changed_bit_is_found(flippable: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(flippable) - 1))
    bit = data.draw(st.integers(0, 7))
    spoilt = bytearray(flippable)
    spoilt[place] ^= 1 << bit
    assert not verify(bytes(spoilt), {}).whole


@given(data=st.data())
def test_any_changed_byte_of_the_manifest_is_found(flippable: bytes, data: st.DataObject) -> None:
    start = flippable.index(b'{"app":')
    place = data.draw(st.integers(start, flippable.index(b"endstream", start) - 2))
    spoilt = bytearray(flippable)
    spoilt[place] ^= data.draw(st.integers(1, 255))
    assert not verify(bytes(spoilt), {}).whole


@pytest.fixture(scope="module")
def flippable() -> bytes:
    """A small sealed bundle, made once."""
    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.drawString(72, 700, "A letter")
    canvas.save()
    key = SigningKey(bytes(range(32)))
    paper = Paper(
        title="A letter", section="", source="a", sha256=hashlib.sha256(made.getvalue()).hexdigest()
    )
    plan = Plan(
        title="T", parties="P", reference="R", about="A.", papers=(paper,), built_ms=0, made="now",
        made_on="today", device_key=key.public.raw.hex(),
    )  # fmt: skip
    return close_seal(*assemble_bytes(plan, {"a": made.getvalue()}), key.sign)


@pytest.mark.parametrize("kept", [0, 1, 0.5, 0.99])
def test_a_file_cut_short_gives_a_report(sealed: bytes, kept: float) -> None:
    assert not verify(sealed[: int(len(sealed) * kept) if kept < 1 else 1], {}).whole


def test_a_pdf_that_is_no_bundle_gives_a_report(letter: Callable[..., bytes]) -> None:
    report = verify(letter(), {})
    assert not report.whole
    assert "no sealed bundle" in report.verdict


def test_bytes_added_at_the_end_are_found(sealed: bytes) -> None:
    assert not verify(sealed + b"\n", {}).whole


def test_exhibits_are_hashed_again(sealed: bytes) -> None:
    report = verify(sealed, {"Paper 2.pdf": b"Paper 2", "Paper 3.pdf": b"Paper 3!", "notes.txt": b""})
    assert says(report, Mark.ALTERED) == ["Exhibit Paper 3.pdf"]
    assert "Exhibit Paper 2.pdf" in says(report, Mark.AS_SEALED)
    assert "Exhibit notes.txt" in says(report, Mark.CANNOT_TELL)
    assert "Paper 1" in says(report, Mark.CANNOT_TELL)
    assert not report.whole


def test_an_exhibit_may_have_another_name(sealed: bytes) -> None:
    assert verify(sealed, {"copy of it.pdf": b"Paper 2"}).whole


class Council:
    """A council, its officer's certificate and two signed lines with their receipt."""

    def __init__(self, key: SigningKey, now_ms: int) -> None:
        self.secrets = CouncilSecrets(
            *(SigningKey(bytes([n]) * 32) for n in (1, 2, 3)), CouncilSecrets.generate().recovery
        )
        span = {"from_ms": now_ms - DAY_MS, "to_ms": now_ms + DAY_MS}
        self.keys: CouncilKeys = self.secrets.certify("fenmarch", "Fenmarch County Council", **span)
        self.certificate = DeviceCertificate.issue(
            self.secrets.issuing, "fenmarch", "s-1", HOLDER, key.public, **span
        )
        pen = Pen(chain="c" * 32, key=key.id, sign=key.sign, session="s", app="0.1.0")
        act = Act(
            type=Type.EDIT, kind="visit", record="r", home="h", fields={"outcome": "V05", "words": "No."}
        )
        self.lines = [pen.write(act, Moment(wall_ms=now_ms + n), bytes(32)) for n in range(2)]

    def receipt(self) -> Receipt:
        """For both lines."""
        tree, _ = Tree().append(bytes.fromhex(line.id) for line in self.lines)
        checkpoint = Checkpoint("fenmarch", tree.size, tree.root.hex(), 1, 1)
        note = checkpoint.signed(self.keys.receipt.raw, self.secrets.receipt.sign)
        return Receipt(checkpoint=note, first=0, peaks=(), leaves=tuple(line.id for line in self.lines))

    def signed(self, line: Revision) -> Signed:
        """A line as a plan carries it, one of its fields withheld."""
        assert line.payload is not None
        proof = msgspec.json.encode(self.receipt().proof(line.id))
        return Signed(line.raw, line.sig, line.payload.withhold(["words"]).raw(), proof)


@pytest.fixture
def council(key: SigningKey) -> Council:
    """The council of the plan's day."""
    return Council(key, 1_795_000_000_000)


def with_council(planned: Planned, council: Council, lines: list[Signed]) -> tuple[Plan, dict[str, bytes]]:
    """A plan whose first paper stands on signed lines."""
    plan, sources = planned(certificates=(council.certificate.raw,), council_keys=council.keys.raw)
    first = replace(plan.papers[0], revisions=tuple(lines))
    return replace(plan, papers=(first, *plan.papers[1:])), sources


def test_with_the_council_key_everything_is_checked(
    planned: Planned, council: Council, key: SigningKey
) -> None:
    plan, sources = with_council(planned, council, [council.signed(line) for line in council.lines])
    pdf = close_seal(*assemble_bytes(plan, sources), key.sign)
    for given_key in (council.keys.raw, council.keys.root.raw.hex().encode() + b"\n"):
        report = verify(pdf, {}, given_key)
        assert report.whole
        assert report.council_checked
        assert report.verdict.startswith("Whole, signed by Rowan Quillon (key ")
        assert report.verdict.endswith("whom Fenmarch County Council vouches for.")
        assert {"Notebook lines", "Receipts", "Council"} <= set(says(report, Mark.AS_SEALED))
    assert "not checked against a council" in verify(pdf, {}).verdict
    wrong = verify(pdf, {}, SigningKey(bytes(32)).public.raw.hex().encode())
    assert not wrong.whole
    assert "Council" in says(wrong, Mark.ALTERED)


def test_a_changed_line_is_found(planned: Planned, council: Council, key: SigningKey) -> None:
    good = [council.signed(line) for line in council.lines]
    for bad, about in (
        (replace(good[0], signature=bytes(64)), "Notebook cccccccc"),
        (replace(good[0], payload=b'{"f":{"outcome":"V06"},"n":"' + b"0" * 64 + b'"}'), "Notebook line 1"),
        (replace(good[0], receipt=good[1].receipt), "Receipt 1"),
        (replace(good[0], header=good[0].header.replace(b'"visit"', b'"visat"')), "Notebook cccccccc"),
    ):
        plan, sources = with_council(planned, council, [bad, good[1]])
        report = verify(close_seal(*assemble_bytes(plan, sources), key.sign), {}, council.keys.raw)
        assert about in says(report, Mark.ALTERED)


def test_a_certificate_that_no_longer_held_is_not_believed(
    planned: Planned, council: Council, key: SigningKey
) -> None:
    plan, sources = with_council(planned, council, [])
    late = replace(plan, built_ms=plan.built_ms + 2 * DAY_MS)
    report = verify(close_seal(*assemble_bytes(late, sources), key.sign), {}, council.keys.raw)
    assert not report.council_checked
    assert "Certificates" in says(report, Mark.CANNOT_TELL)


def test_a_receipt_may_be_missing(planned: Planned, council: Council, key: SigningKey) -> None:
    lines = [replace(council.signed(line), receipt=b"") for line in council.lines]
    plan, sources = with_council(planned, council, lines)
    report = verify(close_seal(*assemble_bytes(plan, sources), key.sign), {}, council.keys.raw)
    assert report.whole
    assert "Receipts" in says(report, Mark.CANNOT_TELL)


def test_a_name_without_a_good_signature_is_not_repeated(
    planned: Planned, council: Council, key: SigningKey
) -> None:
    forged = DeviceCertificate.issue(
        SigningKey(bytes(32)), "fenmarch", "s-2", replace(HOLDER, name="Petra Ashlock"), key.public,
        from_ms=0, to_ms=2**50,
    )  # fmt: skip
    plan, sources = planned(certificates=(forged.raw,), council_keys=council.keys.raw)
    report = verify(close_seal(*assemble_bytes(plan, sources), key.sign), {}, council.keys.raw)
    assert "Petra Ashlock" not in report.verdict
    assert not report.council_checked
