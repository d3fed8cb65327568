"""The log in the database: the same tree as in memory, with proofs at every size and receipts for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from fieldkit.council.store import log
from fieldkit.council.store.database import Database
from fieldkit.council.store.tables import revisions
from fieldkit.errors import Trouble
from fieldkit.keys.signing import SigningKey
from fieldkit.wire.merkle import Tree, consistency_holds
from fieldkit.wire.receipts import Checkpoint, check_proof, check_receipt

KEY = SigningKey(bytes(range(32)))
ORIGIN = "fieldkit/test"


def sign(checkpoint: Checkpoint) -> str:
    return checkpoint.signed(KEY.public.raw, KEY.sign)


def ids(first: int, count: int) -> list[str]:
    return [hashlib.sha256(str(number).encode()).hexdigest() for number in range(first, first + count)]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database.at(str(tmp_path / "council.db"))
    made.create()
    yield made
    made.close()


def put(database: Database, batch: list[str], now_ms: int) -> log.Receipt:
    empty = {"chain": "", "seq": 1, "key": "", "record": "", "home": "", "kind": "", "type": "edit"}
    empty |= {"raw": b"", "sig": b"", "quarantine": "", "received_ms": now_ms}
    with database.writing() as connection:
        receipt = log.append(connection, batch, ORIGIN, now_ms, sign)
        lines = [empty | {"id": one, "position": receipt.first + n} for n, one in enumerate(batch)]
        connection.execute(insert(revisions), lines)
    return receipt


def test_every_size_is_proved_to_begin_the_last(database: Database) -> None:
    roots = [""]
    tree = Tree()
    for size in (1, 2, 31, 33, 64, 5, 70):
        put(database, ids(tree.size, size), 7)
        for one in ids(tree.size, size):
            tree, _ = tree.append([bytes.fromhex(one)])
            roots.append(tree.root.hex())
    with database.reading() as connection:
        assert log.tree(connection) == (tree, 1)
        for old in range(1, tree.size + 1):
            proof = log.consistency(connection, old, roots[old])
            assert proof is not None
            assert consistency_holds(old, bytes.fromhex(roots[old]), tree.size, tree.root, proof)
            assert log.consistency(connection, old, "0" * 64) is None
        assert log.consistency(connection, tree.size + 1, "0" * 64) is None
        note = sign(log.checkpoint(connection, ORIGIN, 9))
        for number, one in enumerate(ids(0, tree.size)):
            proof_of_one = log.proof(connection, one, note, tree.size)
            assert proof_of_one is not None
            assert proof_of_one.index == number
            check_proof(proof_of_one, one, KEY.public.raw)
        assert log.proof(connection, "0" * 64, note, tree.size) is None


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(1, 9), min_size=1, max_size=4))
def test_receipts_can_be_given_again_word_for_word(tmp_path: Path, sizes: list[int]) -> None:
    (tmp_path / "council.db").unlink(missing_ok=True)
    database = Database.at(str(tmp_path / "council.db"))
    database.create()
    given_first = []
    for number, size in enumerate(sizes):
        given_first.append(put(database, ids(sum(sizes[:number]), size), 5))
    with database.reading() as connection:
        again = log.receipts_for(connection, range(sum(sizes)))
        assert again == given_first
        assert log.receipts_for(connection, [0]) == given_first[:1]
    for receipt in again:
        assert check_receipt(receipt, KEY.public.raw).time_ms == 5
    database.close()
    for path in tmp_path.glob("council.db*"):
        path.unlink()


def test_a_database_is_made_once_and_recognised(database: Database, tmp_path: Path) -> None:
    database.check_schema()
    with pytest.raises(Trouble, match="already holds"):
        database.create()
    empty = Database.at(str(tmp_path / "empty.db"))
    with pytest.raises(Trouble, match="cannot be opened"):
        empty.check_schema()
    empty.close()
