"""A council renews its keys with its offline root: laptops follow, and nothing they hold loses its proof."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from fieldkit.council import enrolling
from fieldkit.council.renewing import renew
from fieldkit.errors import Trouble
from fieldkit.keys.council import CouncilKeys, CouncilSecrets
from fieldkit.sync import alarms, troubles
from fieldkit.wire.messages import Push
from fieldkit.wire.receipts import check_receipt


def serve_renewed(council: Any, root: Any) -> None:
    port = council.port
    council.stop()
    council.office = replace(council.office, identity=renew(council.office, root, council.clock()))
    council.start(port)


def test_laptops_take_renewed_keys_and_go_on(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, ben = new_laptop(council, "Ann Example"), new_laptop(council, "Ben Example")
    ann.note(new_home)
    ann.sync()
    older = council.office.identity.keys
    serve_renewed(council, council.secrets.root)
    newer = council.office.identity.keys
    assert newer.succeeds(older)
    assert (newer.issuing == older.issuing, newer.receipt == older.receipt) == (False, False)
    ann.note(new_home)
    done = ann.sync()
    assert (done.sent, done.alarms) == (1, [])
    assert CouncilKeys.of(ann.notebook.enrolment().keys) == newer
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    assert ben.sync().received == 2
    late = new_laptop(council, "Late Comer")
    enrolling.allocate(council.office, new_home, late.officer, "", council.clock())
    assert late.sync().received == 2
    assert council.office.faults() == []


def test_a_receipt_that_was_cut_off_is_given_again_under_the_new_key(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann = new_laptop(council)
    note = ann.note(new_home)
    items = tuple(ann.notebook.revisions_after(note.header.chain, 0, 10))
    council.office.push(council.office.sender(ann.key.id), Push(items=items), council.clock())
    serve_renewed(council, council.secrets.root)
    again = council.office.push(council.office.sender(ann.key.id), Push(items=items), council.clock())
    assert again.verdicts[0].status == "duplicate"
    check_receipt(again.receipts[0], council.office.identity.receipt.public.raw)


def test_a_wrong_clock_and_renewed_keys_at_once_stop_nothing(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann = new_laptop(council)
    ann.note(new_home)
    serve_renewed(council, council.secrets.root)
    ann.late_ms = 86_400_000
    assert ann.sync().sent == 1


def test_only_the_council_s_own_root_renews(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann = new_laptop(council)
    other = CouncilSecrets.generate()
    with pytest.raises(Trouble, match="belongs to another council"):
        renew(council.office, other.root, council.clock())
    keys = other.certify(council.office.identity.keys.council, "Test council", from_ms=1, to_ms=2**50)
    identity = replace(council.office.identity, keys=keys, receipt=other.receipt, issuing=other.issuing)
    port = council.port
    council.stop()
    council.office = replace(council.office, identity=identity)
    council.start(port)
    ann.note(new_home)
    with pytest.raises(troubles.WrongServer):
        ann.sync()
    assert ann.notebook.received() == set()


def test_older_keys_are_not_taken_back(council: Any, new_laptop: Callable[..., Any], new_home: str) -> None:
    ann, older = new_laptop(council), council.office
    serve_renewed(council, council.secrets.root)
    assert alarms.LOG_LOST not in ann.sync().alarms
    port = council.port
    council.stop()
    council.office = older
    council.start(port)
    with pytest.raises(troubles.WrongServer):
        ann.sync()
