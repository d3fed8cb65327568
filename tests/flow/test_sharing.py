"""Who receives what: officers, teams, managers, links, the register, and orders to erase."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import delete, select, update

from fieldkit.council import enrolling
from fieldkit.council.store.feeds import Whole
from fieldkit.council.store.tables import feeds, payloads, revisions
from fieldkit.ledger.payload import Payload
from fieldkit.ledger.revision import Type
from fieldkit.sync import prove
from fieldkit.wire.messages import Push
from fieldkit.wire.receipts import check_proof

GONE = "Fenella Rook of 4 Mill Lane"


def payload_of(laptop: Any, revision: str) -> Payload:
    (raw,) = laptop.notebook.db.execute("SELECT payload FROM held WHERE id=?", (revision,)).fetchone()
    return Payload.of(raw)


def test_two_officers_write_in_one_case_and_both_end_with_the_same(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, ben = new_laptop(council, "Ann Example"), new_laptop(council, "Ben Example")
    first = ann.note(new_home, "seen at the door")
    ann.sync()
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    ben.sync()
    ann.note(new_home, "nobody in", record=first.header.record)
    ben.note(new_home, "curtains drawn", record=first.header.record)
    ann.sync()
    ben.sync()
    ann.sync()
    assert ann.notebook.ids() == ben.notebook.ids()
    assert len(ann.notebook.ids()) == 3
    assert ann.notebook.cursors()[new_home].digest == ben.notebook.cursors()[new_home].digest


def test_a_team_and_its_manager_see_what_the_team_holds(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann = new_laptop(council, "Ann Example", "CME", team="North")
    boss = new_laptop(council, "Bo Manager", "MGR", team="North")
    other = new_laptop(council, "Cy Manager", "MGR", team="South")
    mate = new_laptop(council, "Di Officer", "AIO", team="North")
    note = ann.note(new_home)
    ann.sync()
    for laptop, sees in ((boss, True), (other, False), (mate, False)):
        laptop.sync()
        assert (note.id in laptop.notebook.ids()) is sees
    enrolling.allocate(council.office, new_home, "", "North", council.clock())
    mate.sync()
    assert note.id in mate.notebook.ids()


def test_only_an_administrator_writes_the_register_and_everybody_reads_it(
    council: Any, new_laptop: Callable[..., Any]
) -> None:
    admin, ann = new_laptop(council, "Al Admin", "ADM"), new_laptop(council, "Ann Example")
    school = admin.note(council.office.register_home, "Fen School", kind="school")
    assert admin.sync().quarantined == {}
    ann.sync()
    assert school.id in ann.notebook.ids()


def test_a_link_brings_the_history_only_of_what_its_author_may_see(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, ben = new_laptop(council, "Ann Example"), new_laptop(council, "Ben Example")
    hers, his = new_home, "0190" + new_home[4:]
    child = ann.note(hers, "known since spring", kind="child")
    ben.note(his)
    ann.sync()
    ben.sync()
    ben.note(his, kind="link", fields={"other": child.header.record})
    ben.sync()
    ben.sync()
    assert child.id not in ben.notebook.ids()
    enrolling.allocate(council.office, his, ann.officer, "", council.clock())
    ann.note(his, kind="link", fields={"other": child.header.record})
    ann.sync()
    ben.sync()
    assert child.id in ben.notebook.ids()
    later = ann.note(hers, "moved away", record=child.header.record, kind="child")
    apart = ann.note(hers, "another child", kind="child")
    ann.sync()
    ben.sync()
    assert later.id in ben.notebook.ids()
    assert apart.id not in ben.notebook.ids()


def test_an_order_to_erase_reaches_the_server_and_later_readers(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, ben = new_laptop(council, "Ann Example", "MGR"), new_laptop(council, "Ben Example")
    sealed = ann.notebook.attach(b"sealed photograph" * 100)
    whole = ann.note(new_home, GONE, blobs=(sealed,))
    part = ann.note(new_home, fields={"name": GONE, "count": 3})
    ann.sync()
    assert council.office.held(council.office.sender(ann.key.id), sealed.sha256) == sealed.size
    order = {"@ground": "DPA 2018 s.47"}
    ann.note(new_home, type_=Type.ERASE, targets=(whole.id,), fields=order)
    ann.note(new_home, type_=Type.ERASE, targets=(part.id,), fields=order | {"@fields": ["name"]})
    ann.sync()
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    ben.sync()
    assert payload_of(ben, whole.id).fields == {}
    assert payload_of(ben, whole.id).commit() == whole.header.commit
    assert payload_of(ben, part.id).fields == {"count": 3}
    assert payload_of(ben, part.id).commit() == part.header.commit
    assert not list((council.folder / "attachments" / "sealed").rglob(sealed.sha256))
    assert council.office.faults() == []


def test_an_order_reaches_no_further_than_its_own_home(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, boss = new_laptop(council, "Ann Example"), new_laptop(council, "Bo Manager", "MGR")
    early, late = ann.note(new_home, GONE), ann.note(new_home, GONE)
    (first, second) = ann.notebook.revisions_after(early.header.chain, 0, 2)
    sender = council.office.sender(ann.key.id)
    council.office.push(sender, Push(items=(first,)), council.clock())
    boss.note("0190" + new_home[4:], type_=Type.ERASE, targets=(early.id, late.id), fields={"@ground": "x"})
    assert boss.sync().quarantined == {}
    council.office.push(sender, Push(items=(second,)), council.clock())
    rows = council.office.pull(sender, new_home, 0, 10, Whole()).rows
    assert [Payload.of(row.payload).fields for row in rows] == [{"words": GONE}] * 2


def test_no_word_of_a_record_lies_in_clear_at_the_server(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann = new_laptop(council, "Zebedee Quartermaine", team="Marshland")
    ann.note(new_home, GONE)
    ann.sync()
    for path in council.folder.rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        for word in (b"Fenella", b"Quartermaine", b"Marshland"):
            assert word not in content


def test_any_revision_can_be_proved_to_be_in_the_log_later(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, ben = new_laptop(council, "Ann Example"), new_laptop(council, "Ben Example")
    ids = [ann.note(new_home, str(number)).id for number in range(70)]
    ann.sync()
    proofs = prove(ann.notebook, ann.key, ids, clock=ann.clock)
    assert sorted(proofs) == sorted(ids)
    receipt_key = council.office.identity.receipt.public.raw
    for one, proof in proofs.items():
        assert check_proof(proof, one, receipt_key).size == 70
    assert prove(ben.notebook, ben.key, ids, clock=ben.clock) == {}


def test_what_the_server_alters_is_found_by_its_own_check(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann = new_laptop(council)
    notes = [ann.note(new_home, str(number)) for number in range(3)]
    ann.sync()
    assert council.office.faults() == []
    header, signature, payload = (note.id for note in notes)
    with council.office.database.writing() as connection:
        connection.execute(update(revisions).where(revisions.c.id == header).values(raw=b"{}"))
        connection.execute(update(revisions).where(revisions.c.id == signature).values(sig=bytes(64)))
        place = select(revisions.c.position).where(revisions.c.id == payload).scalar_subquery()
        connection.execute(update(payloads).where(payloads.c.position == place).values(sealed=bytes(60)))
        connection.execute(delete(feeds).where(feeds.c.position == place))
    found = "\n".join(council.office.faults())
    for expected in (
        f"The header of revision {header}",
        f"The signature of revision {signature}",
        f"The payload of revision {payload}",
        f"The feed of home {new_home}",
    ):
        assert expected in found
