"""Two laptops exchange an operation by a file on a stick; of a file that is not right nothing is taken."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fieldkit.casebook.exchange import parcel_making
from fieldkit.council import enrolling
from fieldkit.errors import Trouble
from fieldkit.keys.council import CouncilSecrets
from fieldkit.keys.parcel_key import parcel_key
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Blob, Type
from fieldkit.store import certificates, parcels, settings
from fieldkit.store import exchange as told
from fieldkit.store.attachments import Place
from fieldkit.store.check import check
from fieldkit.sync import parcel_troubles as troubles

PLAN = {"sort": "truancy", "name": "Larkspur", "starts_at": "09:00", "ends_at": "12:00"}


def named(desk: Any) -> str:
    return f"{desk.officer.id} {desk.officer.name}"


def write(desk: Any, kind: str, home: str, fields: dict[str, Any], record: str = "", **more: Any) -> str:
    """A line signed by this notebook past its desks, so that a test needs no whole plan."""
    made = record or desk.book.new_id()
    act = Act(type=Type.EDIT, kind=kind, record=made, home=home, fields=fields, **more)
    desk.notebook.write([act], desk.book.now())
    return made


def sweep(lead: Any, *others: Any) -> str:
    """An operation on the lead's laptop with everybody paired; nothing of it was sent."""
    operation, _ = lead.book.records.new("operation", PLAN, machine={"reference": "TS-2026-001"})
    for other in others:
        lead.book.records.new(
            "pairing", {"officer": named(other), "police_power": "constable"}, parent=operation
        )
    return operation


def stop(desk: Any, operation: str, words: str = "On the way to the shop.") -> str:
    return write(desk, "stop", operation, {"parent": operation, "words": words, "place": "Market Place"})


def parcel_from(desk: Any, to: Any, folder: Path, *homes: str) -> Path:
    return desk.book.exchange.export(folder, to.officer.id, homes)[0].path


def told_of(desk: Any) -> dict[str, bytes]:
    """Every line of every operation on a laptop, by its id."""
    with desk.notebook.reading() as book:
        homes = parcels.homes_of_kinds(book, ("operation",))
        lines = parcels.lines_of(book, homes, parcels.last(book))
        return {line.id: line.raw for line in lines}


@dataclass
class Pair:
    ann: Any
    bob: Any
    operation: str


@pytest.fixture
def pair(desk: Callable[..., Any]) -> Pair:
    """Two officers who have each met the server once, and an operation that only Ann's laptop holds."""
    ann, bob = desk("Ann Example"), desk("Bob Sample")
    for one in (ann, bob):
        one.book.council.sync()
    for one in (ann, bob):
        one.book.council.sync()
    return Pair(ann, bob, sweep(ann, bob))


def test_an_operation_goes_there_and_back_and_the_server_doubles_nothing(
    council: Any, pair: Pair, tmp_path: Path
) -> None:
    ann, bob, operation = pair.ann, pair.bob, pair.operation
    stop(ann, operation)
    council.stop()
    first = parcel_from(ann, bob, tmp_path)
    assert "Larkspur" not in first.name
    taken, changed = bob.book.exchange.take(first)
    assert (taken.sender, taken.again, taken.alarms) == ("Ann Example", False, ())
    assert {one.reference for one in taken.homes} == {"TS-2026-001"}
    assert taken.new == taken.revisions == len(told_of(ann))
    assert "operation" in changed.kinds
    stop(bob, operation, "Late for school.")
    back, _ = ann.book.exchange.take(parcel_from(bob, ann, tmp_path))
    assert back.new == 2  # his stop, and the line that he exported
    assert told_of(ann) == told_of(bob)
    with bob.notebook.reading() as book:
        # What Ann wrote is hers to send.
        assert operation not in told.unsent_records(book)
    council.start(council.port)
    ann.book.council.sync()
    bob.book.council.sync()
    for one in (ann, bob):
        enrolling.allocate(council.office, operation, one.officer.id, "", council.clock())
    for one in (ann, bob, ann, bob):
        one.book.council.sync()
        assert one.book.council.status().last.alarms == ()
        assert one.book.queue.apart() == []
        assert check(one.notebook) == []
    assert told_of(ann) == told_of(bob)
    assert council.office.faults() == []


def test_a_repeated_parcel_does_nothing_and_an_older_one_is_refused(pair: Pair, tmp_path: Path) -> None:
    first = parcel_from(pair.ann, pair.bob, tmp_path)
    pair.bob.book.exchange.take(first)
    held = told_of(pair.bob)
    again, changed = pair.bob.book.exchange.take(first)
    assert (again.again, again.new, changed.records) == (True, 0, frozenset())
    second = parcel_from(pair.ann, pair.bob, tmp_path)
    pair.bob.book.exchange.take(second)
    with pytest.raises(troubles.Older):
        pair.bob.book.exchange.take(first)
    assert held.items() <= told_of(pair.bob).items()


def test_what_is_changed_cut_or_not_a_parcel_is_refused(pair: Pair, tmp_path: Path) -> None:
    raw = parcel_from(pair.ann, pair.bob, tmp_path).read_bytes()
    before = pair.bob.ids()
    bad = tmp_path / "bad"
    changes = [raw[:cut] for cut in (0, 5, 40, 500, len(raw) // 2, len(raw) - 1)]
    changes += [raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :] for at in (60, 1300, 5000, len(raw) - 1)]
    for changed in (*changes, raw + b"\0", b"%PDF-1.7 not a parcel" * 100):
        bad.write_bytes(changed)
        with pytest.raises(troubles.Damaged):
            pair.bob.book.exchange.take(bad)
    bad.write_bytes(raw[:20] + bytes([raw[20] ^ 1]) + raw[21:])
    with pytest.raises(troubles.ForSomebodyElse):
        pair.bob.book.exchange.take(bad)
    with pytest.raises(Trouble, match="cannot be read"):
        pair.bob.book.exchange.take(tmp_path / "none")
    assert pair.bob.ids() == before
    bad.write_bytes(raw)
    assert pair.bob.book.exchange.take(bad)[0].new


def test_a_parcel_for_somebody_else_is_refused(pair: Pair, desk: Callable[..., Any], tmp_path: Path) -> None:
    cat = desk("Cat Third")
    with pytest.raises(troubles.ForSomebodyElse):
        cat.book.exchange.take(parcel_from(pair.ann, pair.bob, tmp_path))
    with pytest.raises(Trouble, match="No laptop of Cat Third is known here"):
        pair.ann.book.exchange.export(tmp_path, "Cat Third")
    with pytest.raises(Trouble, match="No laptop of Ann Example is known here"):
        pair.ann.book.exchange.export(tmp_path, "Ann Example")


@pytest.mark.parametrize("claimed", [False, True])
def test_a_parcel_of_another_council_is_refused(
    pair: Pair, desk: Callable[..., Any], new_council: Callable[..., Any], tmp_path: Path, claimed: bool
) -> None:
    """Also one whose sender puts our council's public keys in it."""
    eve = desk("Eve Elsewhere", at=new_council(CouncilSecrets.generate()))
    with pair.bob.notebook.reading() as book:
        ours = certificates.council(book)
    with eve.notebook.reading() as book:
        theirs = certificates.council(book)
    to = parcel_key(pair.bob.notebook.vault.signing).public
    operation = sweep(eve, pair.bob)
    gathered = parcel_making.gather(
        eve.notebook, ours if claimed else theirs, to, [operation], now_ms=0, new_id="p"
    )
    path = tmp_path / "foreign"
    parcel_making.write(eve.notebook, gathered, to, path, lambda *_: None, lambda: False)
    before = pair.bob.ids()
    with pytest.raises(troubles.UnknownSender if claimed else troubles.OtherCouncil):
        pair.bob.book.exchange.take(path)
    assert pair.bob.ids() == before


def test_only_what_both_may_see_goes(pair: Pair, tmp_path: Path) -> None:
    case, _ = pair.ann.book.cases.new(
        {"case_type": "CME", "received_at": "09:00"}, {"forenames": "Tamsin", "surname": "Quillfeather"}
    )
    with pytest.raises(Trouble, match="Nothing here shows that Bob Sample may see"):
        parcel_from(pair.ann, pair.bob, tmp_path, case)
    made, _ = pair.ann.book.exchange.export(tmp_path, "bs")
    assert [one.home for one in made.homes] == [pair.operation]
    by_reference, _ = pair.ann.book.exchange.export(tmp_path / "p", "bob sample", ["ts-2026-001"])
    assert by_reference.homes == made.homes


def test_a_home_that_the_sender_only_knows_the_name_of_is_refused(
    pair: Pair, desk: Callable[..., Any], tmp_path: Path
) -> None:
    """Mallory is certified, names herself and Bob in an operation she was never given, and hands it over."""
    mallory = desk("Mallory Guess")
    for one in (pair.bob, mallory, pair.bob):
        one.book.council.sync()
    other = {"id": pair.bob.officer.id, "name": "Bob Sample"}
    write(mallory, "pairing", pair.operation, {"parent": pair.operation, "officer": other})
    made = write(mallory, "operation", pair.operation, {"name": "Larkspur", "sort": "truancy"}, "x")
    assert made == "x"
    write(mallory, "operation", pair.operation, {"name": "Forged", "sort": "truancy"}, pair.operation)
    forged = parcel_from(mallory, pair.bob, tmp_path)
    pair.bob.book.exchange.take(parcel_from(pair.ann, pair.bob, tmp_path))
    before = pair.bob.ids()
    with pytest.raises(troubles.NotYours):
        pair.bob.book.exchange.take(forged)
    assert pair.bob.ids() == before


def test_a_home_that_the_council_closed_and_a_device_it_withdrew_are_refused(
    council: Any, pair: Pair, tmp_path: Path
) -> None:
    ann, bob, operation = pair.ann, pair.bob, pair.operation
    ann.book.council.sync()
    enrolling.allocate(council.office, operation, bob.officer.id, "", council.clock())
    bob.book.council.sync()
    assert bob.book.exchange.take(parcel_from(ann, bob, tmp_path))[0].new == 1
    enrolling.allocate(council.office, operation, bob.officer.id, "", council.clock(), end=True)
    bob.book.council.sync()
    with pytest.raises(troubles.NotYours):
        bob.book.exchange.take(parcel_from(ann, bob, tmp_path))
    with pytest.raises(Trouble, match="Nothing here is shared"):
        parcel_from(bob, ann, tmp_path)
    enrolling.allocate(council.office, operation, bob.officer.id, "", council.clock())
    bob.book.council.sync()
    enrolling.revoke(council.office, ann.officer.id, "", council.clock())
    stop(ann, operation)
    late = parcel_from(ann, bob, tmp_path)
    bob.book.council.sync()
    with pytest.raises(troubles.Withdrawn):
        bob.book.exchange.take(late)


def test_a_photograph_goes_along_sealed(pair: Pair, tmp_path: Path) -> None:
    note = write(pair.ann, "note", pair.operation, {"parent": pair.operation, "words": "seen"})
    plain = b"\x89PNG a picture of a fence " * 4000
    sealed = pair.ann.notebook.files.put([plain])
    act = Act(
        type=Type.EDIT, kind="exhibit", record=pair.ann.book.new_id(), home=pair.operation,
        fields={"parent": note, "file": {"key": sealed.key.hex(), "sha256": sealed.sha256}},
        blobs=(Blob(sealed.sealed_sha256, sealed.sealed_size),),
    )  # fmt: skip
    place = Place(sealed.sealed_sha256, sealed.name, sealed.sealed_size, act.record)
    pair.ann.notebook.write([act], pair.ann.book.now(), files=[place])
    path = parcel_from(pair.ann, pair.bob, tmp_path)
    taken, _ = pair.bob.book.exchange.take(path)
    assert taken.files == 1
    assert pair.bob.notebook.files.read(sealed.name, sealed.key) == plain
    with pair.bob.notebook.reading() as book:
        assert told.files_wanted(book) == []
        assert told.files_to_send(book) == []
    assert pair.bob.book.exhibits.sweep() == 0


def test_stopping_leaves_nothing_of_it(pair: Pair, tmp_path: Path) -> None:
    path = parcel_from(pair.ann, pair.bob, tmp_path)
    before = pair.bob.ids()
    for asked in range(2):
        left = iter([False] * asked)
        with pytest.raises(troubles.Stopped):
            pair.bob.book.exchange.take(path, stop=lambda left=left: next(left, True))
        assert pair.bob.ids() == before
    with pair.bob.notebook.reading() as book:
        assert settings.told(book, parcels.TAKEN) == {}
    target = tmp_path / "stick"
    target.mkdir()
    with pytest.raises(troubles.Stopped):
        pair.ann.book.exchange.export(target, pair.bob.officer.id, stop=lambda: True)
    assert list(target.iterdir()) == []
    assert pair.bob.book.exchange.take(path)[0].new > 0


def test_receipts_go_along_and_count(council: Any, pair: Pair, tmp_path: Path) -> None:
    pair.ann.book.council.sync()
    sent = told_of(pair.ann).keys()
    council.stop()
    pair.bob.book.exchange.take(parcel_from(pair.ann, pair.bob, tmp_path))
    with pair.bob.notebook.reading() as book:
        proofs = {one: told.proof_of(book, one) for one in told_of(pair.bob)}
    assert {one for one, proof in proofs.items() if proof} == sent
    assert all(json.loads(proof)["checkpoint"] for proof in proofs.values() if proof)
    council.start(council.port)
