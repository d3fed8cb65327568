"""The notebook as sending and receiving see it: what is kept, what goes on after a cut, what is dropped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.casebook.conftest import DILYS, OMAR, Clock
from tests.unit.casebook.test_findings import exchange

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id
from fieldkit.casebook.exchange.notebook_port import NotebookPort
from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.keys.council import CouncilSecrets
from fieldkit.ledger.revision import Revision
from fieldkit.store import certificates, revisions
from fieldkit.store.attachments import Place
from fieldkit.store.notebook import Notebook
from fieldkit.store.sealed import Sealed
from fieldkit.sync.port import Cursor, Enrolment, Pulled, Trusted
from fieldkit.wire.messages import Policy

PAPER = b"a tenancy letter " * 20_000


def port_of(casebook: Casebook) -> NotebookPort:
    return NotebookPort(casebook.notebook, lambda: casebook.now().wall_ms)


def attached(casebook: Casebook) -> tuple[str, str, Sealed]:
    """A case with one sealed paper: the case, the exhibit, the file."""
    case, _ = casebook.cases.new(
        {"case_type": "CME", "received_at": "09:00"}, {"forenames": "Una", "surname": "Vane"}
    )
    sealed = casebook.notebook.files.put([PAPER])
    exhibit, _ = casebook.records.attach(
        "exhibit",
        {"exhibit_kind": "paper", "description": "Tenancy letter", "reason": "document-seen"},
        {"file": {"id": sealed.name, "key": sealed.key.hex(), "sha256": sealed.sha256}},
        [Place(sealed.sealed_sha256, sealed.name, sealed.sealed_size, "")],
        home=case,
        parent=case,
    )
    return case, exhibit, sealed


def pulled(casebook: Casebook) -> list[Pulled]:
    """Everything that a notebook holds, as a feed gives it."""
    with casebook.notebook.reading() as book:
        told: list[Revision] = revisions.everything(book)[0]
    return [
        Pulled(id=one.id, revision=one, position=place, received_ms=5_000) for place, one in enumerate(told)
    ]


@pytest.fixture
def omar(casebook_of: Callable[[Holder], Casebook]) -> Casebook:
    return casebook_of(OMAR)


def test_a_file_says_how_far_it_is_until_the_council_holds_it(casebook: Casebook) -> None:
    _, exhibit, sealed = attached(casebook)
    port = port_of(casebook)
    assert [blob.size for blob in port.files_to_send()] == [sealed.sealed_size]
    with port.open_file(sealed.sealed_sha256) as file:
        file.seek(sealed.sealed_size * 62 // 100 + 1)
        assert len(file.read()) == sealed.sealed_size - sealed.sealed_size * 62 // 100 - 1
    row = next(row for row in casebook.queue.waiting() if row.record == exhibit)
    assert (row.percent, row.tried) == (62, "62% there, carries on")
    port.file_held(sealed.sealed_sha256)
    assert port.files_to_send() == []
    port.forget_server()
    assert len(port.files_to_send()) == 1


def test_a_file_arrives_in_pieces_goes_on_after_a_cut_and_is_dropped_when_it_is_not_right(
    casebook: Casebook, omar: Casebook, tmp_path: Path
) -> None:
    case, exhibit, sealed = attached(casebook)
    content = casebook.notebook.files.path(sealed.name).read_bytes()
    name = sealed.sealed_sha256
    port_of(omar).apply_pulled(case, pulled(casebook), Cursor(generation=1, n=3))
    port = port_of(omar)
    assert [blob.sha256 for blob in port.files_to_fetch()] == [name]
    port.add_part(name, 0, content[:70_000])
    omar.exhibits.sweep()
    assert port.part_size(name) == 70_000
    port.add_part(name, 70_000, b"\0" * (len(content) - 70_000))
    assert not port.finish_file(name)
    assert port.part_size(name) == 0
    assert not port.finish_file(name)
    port.add_part(name, 0, b"no sealed file at all")
    assert not port.finish_file(name)
    port.add_part(name, 0, content[:50_000])
    port.add_part(name, 50_000, content[50_000:])
    assert port.finish_file(name)
    assert port.files_to_fetch() == []
    assert port.files_to_send() == []
    assert omar.notebook.files.read(sealed.name, sealed.key) == PAPER
    assert omar.held(exhibit).title == "Tenancy letter"
    assert hashlib.sha256(content).hexdigest() == name


def test_a_file_that_was_erased_before_it_came_is_not_asked_for(
    casebook_of: Callable[[Holder], Casebook], omar: Casebook
) -> None:
    petra = casebook_of(Holder("o-dilys", "Petra", "PA", ("MGR",), "", "D1"))
    case, exhibit, _ = attached(petra)
    before = pulled(petra)
    port = port_of(omar)
    with petra.notebook.reading() as there, omar.notebook.writing() as book:
        for certificate in certificates.all_of(there).values():
            certificates.put(book, certificate)
    port.apply_pulled(case, before, Cursor(generation=1, n=3))
    petra.records.erase(exhibit, "retention")
    port.apply_pulled(case, pulled(petra)[len(before) :], Cursor(generation=1, n=4))
    assert port.files_to_fetch() == []


def test_a_feed_in_many_parts_comes_whole_with_its_cursor_and_twice_changes_nothing(
    casebook: Casebook, omar: Casebook
) -> None:
    case, _, _ = attached(casebook)
    for number in range(200):
        casebook.records.correct(case, {"next_action": f"Call {number}"})
    port, rows = port_of(omar), pulled(casebook)
    told = Cursor(generation=2, n=len(rows), count=len(rows), digest="a" * 64)
    port.apply_pulled(case, rows, told)
    once = len(port.changed)
    port.apply_pulled(case, rows, told)
    assert port.cursors() == {case: told}
    assert omar.held(case).folded == casebook.held(case).folded
    assert sum(len(changes.records) for changes in port.changed[:once]) > 0
    assert sum(len(changes.records) for changes in port.changed[once:]) == 0
    assert omar.pages.show(case).received.startswith("Received by council")
    port.close_homes([case])
    assert port.cursors() == {}
    port.apply_pulled("empty", [], told)
    assert port.cursors() == {"empty": told}


def test_own_lines_go_out_as_the_very_bytes_and_come_back(casebook: Casebook, omar: Casebook) -> None:
    attached(casebook)
    port, rows = port_of(casebook), pulled(casebook)
    head = port.own_chains()[-1]
    assert (head.seq, head.id) == (3, rows[-1].id)
    assert (port.id_at(head.chain, 2), port.id_at(head.chain, 9)) == (rows[1].id, "")
    items = port.revisions_after(head.chain, 1, 5)
    assert [Revision.of(item.raw, item.sig, item.payload).id for item in items] == [r.id for r in rows[1:]]
    exchange(casebook, omar)
    port_of(omar).put_back(rows)
    assert len(pulled(omar)) == 3


def test_what_the_server_was_trusted_with_is_kept(casebook: Casebook) -> None:
    port = port_of(casebook)
    assert (port.trusted(), port.enrolment(), port.directory().officers) == (Trusted(), None, ())
    port.save_trusted(Trusted(checkpoint="note", size=3, root="ab", epoch=2))
    assert port_of(casebook).trusted() == Trusted(checkpoint="note", size=3, root="ab", epoch=2)
    assert port == port_of(casebook)
    assert hash(port) == hash(port_of(casebook))


def test_an_enrolled_notebook_can_be_recovered_by_its_council(tmp_path: Path, clock: Clock) -> None:
    secrets = CouncilSecrets.generate()
    keys = secrets.certify("c-1", "Fenmarch County Council", from_ms=0, to_ms=2**50)
    notebook = Notebook.create(
        tmp_path / "n", "five plain words for today only", None, who=DILYS, now_ms=1_000, new_id=new_id
    )
    try:
        casebook = Casebook(notebook, clock)
        assert not casebook.council.status().recoverable
        own = DeviceCertificate.issue(
            secrets.issuing, "c-1", "L14", DILYS, notebook.vault.signing.public, from_ms=0, to_ms=2**50
        )
        register = new_id()
        port_of(casebook).save_enrolment(
            Enrolment(
                server="https://example.org", keys=keys.raw, certificate=own.raw, register_home=register
            ),
            Policy(lease_hours=24),
        )
        assert casebook.me.register == register
        casebook.council.secure()
        assert casebook.council.status().recoverable
        slots = notebook.vault.folder.read_slots()
        assert slots.recover(secrets.recovery) == notebook.vault.root
    finally:
        notebook.close()
