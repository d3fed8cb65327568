"""Bundles at the desk: what must be settled, fixed order, lasting numbers, and proof on another machine."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from tests.unit.casebook.conftest import DILYS, PETRA, Clock
from tests.unit.casebook.test_exhibits import REASON, letter, photograph
from tests.unit.casebook.test_statements import words, written_up
from tests.unit.casebook.test_visit import caseload

from fieldkit.bundle.report import Mark, Report
from fieldkit.bundle.verify import verify
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.keys.council import CouncilSecrets
from fieldkit.store import certificates, exchange, records, revisions
from fieldkit.wire.merkle import Tree
from fieldkit.wire.receipts import Checkpoint, Receipt

YEAR_MS = 366 * 86_400_000


@pytest.fixture
def visit(casebook: Casebook, clock: Clock) -> str:
    return written_up(casebook, clock)


@pytest.fixture
def case(casebook: Casebook, visit: str) -> str:
    """A case with a locked visit, its signed statement and one exhibit."""
    casebook.visits.lock(visit)
    statement, _ = casebook.statements.draft(visit)
    casebook.statements.sign(statement)
    return casebook.held(visit).home


def marked(report: Report, mark: Mark) -> list[str]:
    return [row.what for row in report.rows if row.mark is mark]


def test_what_is_unsettled_is_named_and_keeps_it_from_being_built(casebook: Casebook, visit: str) -> None:
    case = casebook.held(visit).home
    plan = casebook.bundles.plan(case)
    assert not plan.ready
    assert [one.say for one in plan.to_settle] == [
        "Sign and lock this first: Home visit 1: child seen and spoken to, not in education.",
        "No statement produces DF/1: class it as used or unused.",
    ]
    with pytest.raises(Trouble, match="Sign and lock this first"):
        casebook.bundles.build(case)
    casebook.visits.lock(visit)
    statement, _ = casebook.statements.draft(visit)
    assert casebook.bundles.plan(case).to_settle[0].say.startswith("Sign this first, or withdraw it")
    casebook.statements.sign(statement)
    assert casebook.bundles.plan(case).to_settle == ()
    casebook.records.addendum(statement, "I forgot this.")
    assert "further statement" in casebook.bundles.plan(case).to_settle[0].say


def test_an_exhibit_that_is_cited_but_gone_and_one_whose_file_is_gone(casebook: Casebook, case: str) -> None:
    paper, _ = casebook.exhibits.attach(case, casebook.exhibits.examine(letter(), "a.pdf"), REASON)
    statement, _ = casebook.statements.gather(case, [paper])
    casebook.statements.sign(statement)
    file = casebook.held(paper).value("derived")
    assert isinstance(file, dict)
    casebook.notebook.files.remove(str(file["id"]))
    says = [one.say for one in casebook.bundles.plan(case).to_settle]
    assert says[0] == "DF/2 is not on this laptop: send and receive to fetch it."
    casebook.records.withdraw(paper, "wrong paper")
    exhibit = casebook.exhibits.list(case)[0].exhibit
    with pytest.raises(Trouble, match="locked"):
        casebook.records.withdraw(exhibit, "no")
    assert [one.say for one in casebook.bundles.plan(case).to_settle] == [
        "Attach exhibit DF/2, or take it out of the statement: Statement of Dilys Farthing."
    ]


@pytest.mark.parametrize("said", ["She is at 9 Haven Yard now.", "Postcode zz9-9 zz, I was told."])
def test_a_confidential_address_is_found_wherever_it_was_written(
    casebook: Casebook, case: str, said: str
) -> None:
    typed = {
        "address_kind": "refuge",
        "lines": "9 Haven Yard",
        "postcode": "ZZ9 9ZZ",
        "alias": "A safe place",
    }
    refuge, _ = casebook.records.new("address", typed, parent=case)
    assert casebook.bundles.plan(case).ready
    note = {"note_kind": "phone-call", "happened_at": "20 11 2026 16:00", "subject": "Call", "facts": said}
    record, _ = casebook.records.new("note", note, parent=case)
    found = casebook.bundles.plan(case).to_settle
    assert [(one.record, one.blocks) for one in found] == [(record, True)]
    assert "Haven" not in found[0].say
    casebook.records.correct(record, {"facts": "She is safe."})
    assert casebook.bundles.plan(case).ready
    with pytest.raises(Trouble, match="never printed"):
        casebook.paper.of(refuge)


def test_the_order_is_fixed_and_unused_material_stays_out(casebook: Casebook, case: str) -> None:
    sensitive = {**REASON, "disclosure": "unused-sensitive", "description": "Informant"}
    casebook.exhibits.attach(case, casebook.exhibits.examine(letter(), "secret.pdf"), sensitive)
    plan = casebook.bundles.plan(case)
    assert [(row.section, row.part, row.mark) for row in plan.rows] == [
        ("Case", "summary", ""),
        ("Case", "chronology", ""),
        ("Statements", "statement", ""),
        ("Visits", "visit", ""),
        ("Exhibits", "list", ""),
        ("Exhibits", "exhibit", "DF/1"),
    ]
    assert plan.name == "Halloway CME-2026-L07-001"
    assert "Informant" not in words(casebook.bundles.draft(case).pdf)


def test_a_bundle_is_whole_numbered_and_recorded(casebook: Casebook, case: str, tmp_path: Path) -> None:
    said: list[str] = []
    built, _ = casebook.bundles.build(
        case, "the magistrates", hearing="2026-12-14", say=lambda *told: said.append(str(told[2]))
    )
    assert said[0] == "Case summary"
    assert built.file_name == "Halloway-CME-2026-L07-001_A_2026-12-14.pdf"
    assert built.sha256 == hashlib.sha256(built.pdf).hexdigest()
    held = casebook.held(built.build)
    assert (held.value("pages"), held.text("sha256"), held.value("version")) == (built.pages, built.sha256, 1)
    starts = [(one.title, one.first, one.pages) for one in built.documents]
    assert starts[:2] == [("Case summary", 2, 1), ("Chronology", 3, 1)]
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        assert len(pdf.pages) == built.pages
        assert pdf.Root.OpenAction is not None
    where, _ = casebook.bundles.export(built, tmp_path)
    assert where.read_bytes() == built.pdf
    casebook.bundles.printed(built)
    with casebook.notebook.reading() as book:
        released = records.listed(book, kinds=["release"], parent=built.build, order="made_ms")
    assert [item.text("release_kind") for item in released] == ["export", "print"]
    assert casebook.bundles.page_image(built.pdf, 1, 0.5).startswith(b"\x89PNG")


def test_the_same_case_at_the_same_time_gives_the_same_bytes(casebook: Casebook, case: str) -> None:
    one, other = casebook.bundles.draft(case), casebook.bundles.draft(case)
    assert one.pdf == other.pdf
    assert "draft, not for service" in words(one.pdf)


def test_verify_names_what_was_changed(casebook: Casebook, case: str) -> None:
    built, _ = casebook.bundles.build(case)
    report = verify(built.pdf, {"door.jpg": photograph()})
    assert report.whole
    assert report.verdict.startswith("Whole, signed by Dilys Farthing (key ")
    assert {"Notebook lines", "Whole file", "Exhibit door.jpg"} <= set(marked(report, Mark.AS_SEALED))
    spoilt = bytearray(photograph())
    spoilt[-100] ^= 1
    changed = verify(built.pdf, {"door.jpg": bytes(spoilt)})
    assert marked(changed, Mark.ALTERED) == ["Exhibit door.jpg"]
    exhibit = next(one for one in built.documents if one.title == "Front door")
    assert exhibit.pages == 2
    bundle = bytearray(built.pdf)
    place = bundle.index(b"stream", bundle.index(b"/DCTDecode")) + 4000
    bundle[place] ^= 1
    assert marked(verify(bytes(bundle), {}), Mark.ALTERED)[0] == f"Page {exhibit.first + 1}"


def test_nothing_private_travels_in_the_list_that_is_sealed(casebook: Casebook, visit: str) -> None:
    casebook.visits.lock(visit)
    statement, _ = casebook.statements.draft(visit)
    casebook.statements.edit(statement, {"paragraphs": "A first thought.\n\nI produce DF/1."}, "my reason")
    casebook.statements.edit(statement, {"paragraphs": "I produce DF/1."})
    casebook.statements.sign(statement)
    built, _ = casebook.bundles.build(casebook.held(visit).home)
    listed = built.pdf[built.pdf.index(b'{"app":') :].decode("utf-8", "ignore")
    file = casebook.held(casebook.exhibits.list(visit)[0].exhibit).value("file")
    assert isinstance(file, dict)
    assert str(file["sha256"]) in listed
    assert str(file["key"]) not in listed
    assert "A first thought" not in listed
    assert "my reason" not in listed
    assert verify(built.pdf, {}).whole


def test_numbers_once_served_never_move(casebook: Casebook, case: str, clock: Clock, tmp_path: Path) -> None:
    first, _ = casebook.bundles.build(case)
    casebook.bundles.export(first, tmp_path)
    clock.set("2026-11-21 09:00")
    used = {**REASON, "description": "Late letter", "disclosure": "used"}
    casebook.exhibits.attach(case, casebook.exhibits.examine(letter(), "late.pdf"), used)
    second, _ = casebook.bundles.build(case)
    before = {one.source: one.first for one in first.documents}
    after = {one.source: one.first for one in second.documents}
    assert {source: after[source] for source in before} == before
    assert [one.title for one in second.documents][-1:] == ["Late letter"]
    assert second.version == 2


def test_with_a_council_the_receipts_and_certificates_prove_it(casebook: Casebook, case: str) -> None:
    now = casebook.now().wall_ms
    secrets = CouncilSecrets.generate()
    span = {"from_ms": now - YEAR_MS, "to_ms": now + YEAR_MS}
    keys = secrets.certify("fenmarch", "Fenmarch County Council", **span)
    signing = casebook.notebook.vault.signing
    issued = DeviceCertificate.issue(secrets.issuing, "fenmarch", "s-1", DILYS, signing.public, **span)
    with casebook.notebook.writing() as book:
        told, _ = revisions.everything(book)
        tree, _ = Tree().append(bytes.fromhex(line.id) for line in told)
        checkpoint = Checkpoint("fenmarch", tree.size, tree.root.hex(), 1, now)
        note = checkpoint.signed(keys.receipt.raw, secrets.receipt.sign)
        receipt = Receipt(checkpoint=note, first=0, peaks=(), leaves=tuple(line.id for line in told))
        exchange.keep_receipt(book, receipt, now)
        certificates.put(book, issued)
        certificates.put_council(book, keys)
    built, _ = casebook.bundles.build(case)
    report = verify(built.pdf, {}, keys.raw)
    assert report.council_checked
    assert report.verdict.endswith("whom Fenmarch County Council vouches for.")
    assert "Receipts" in marked(report, Mark.AS_SEALED)
    assert marked(report, Mark.CANNOT_TELL) == []


def test_an_exhibit_that_was_erased_is_left_out(casebook_of: Callable[[Holder], Casebook]) -> None:
    manager = casebook_of(PETRA)
    case, _, _ = caseload(manager)
    used = {**REASON, "disclosure": "used"}
    found = manager.exhibits.examine(letter(), "a.pdf")
    erased, _ = manager.exhibits.attach(case, found, used)
    manager.exhibits.attach(case, found, used)
    manager.records.erase(erased, "s.47", fields=("file", "derived", "sha256"))
    assert len(manager.notebook.files.names()) == 2
    assert manager.bundles.plan(case).ready
    assert [one.mark for one in manager.bundles.draft(case).documents] == ["", "", "", "PA/2"]


def test_a_case_with_nothing_locked_has_no_bundle(casebook: Casebook) -> None:
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "9 11 2026 09:00"}, {"forenames": "A", "surname": "B"}
    )
    assert not casebook.bundles.plan(case).ready
    with pytest.raises(Trouble, match="nothing to put in"):
        casebook.bundles.build(case)
