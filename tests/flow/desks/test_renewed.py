"""A whole notebook through a renewal of the council's keys: what it held before is still proved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fieldkit.council.renewing import renew
from fieldkit.store import certificates
from fieldkit.store.check import check


def test_receipts_by_the_older_key_still_hold(council: Any, desk: Callable[..., Any]) -> None:
    dilys = desk("Dilys Farthing")
    first, _ = dilys.book.schools.add_school({"name": "Mereham", "school_urn": "999002"})
    dilys.book.council.sync()
    port = council.port
    council.stop()
    identity = renew(council.office, council.secrets.root, council.clock())
    council.office = replace(council.office, identity=identity)
    council.start(port)
    second, _ = dilys.book.schools.add_school({"name": "Larkspur", "school_urn": "999001"})
    dilys.book.council.sync()
    assert dilys.book.queue.waiting() == []
    assert dilys.book.council.status().last_trouble == ""
    assert dilys.book.council.revocations() is not None
    with dilys.notebook.reading() as book:
        held = certificates.councils(book)
        mine = certificates.by_key(book, dilys.notebook.vault.signing.id)
    assert [keys == identity.keys for keys in held] == [True, False]
    assert mine.faults(identity.keys, council.clock()) == ()
    assert check(dilys.notebook) == []
    proofs = [dilys.book.council.proof(dilys.book.held(one).folded.heads[0]) for one in (first, second)]
    assert [bool(proof) for proof in proofs] == [False, True]
