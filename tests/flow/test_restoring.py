"""A council server is put back from a backup: nothing that it ever gave a receipt for stays lost."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from fieldkit.council import enrolling, refusal
from fieldkit.council.store import log
from fieldkit.keys.certificates import DeviceCertificate
from fieldkit.keys.council import CouncilSecrets
from fieldkit.sync import alarms, troubles
from fieldkit.wire.messages import Hello, Return


@contextmanager
def down(council: Any) -> Iterator[None]:
    """The server stopped and its files at rest."""
    port = council.port
    council.stop()
    council.office.database.close()
    yield
    council.start(port)


def back_up(council: Any, to: Path) -> None:
    with down(council):
        shutil.copytree(council.folder, to)


def put_back(council: Any, copy: Path, *, told: bool = True) -> None:
    with down(council):
        shutil.rmtree(council.folder)
        shutil.copytree(copy, council.folder)
        if told:
            council.office.restored()


def epoch(council: Any) -> int:
    with council.office.database.reading() as connection:
        return log.tree(connection)[1]


def test_laptops_offer_again_whatever_a_restored_server_lacks(
    council: Any, new_laptop: Callable[..., Any], new_home: str, tmp_path: Path
) -> None:
    ann, ben = new_laptop(council, "Ann Example"), new_laptop(council, "Ben Example")
    ann.note(new_home, "before", blobs=(ann.notebook.attach(b"kept" * 500),))
    ann.sync()
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    back_up(council, tmp_path / "backup")
    ben.sync()
    sealed = ann.notebook.attach(b"sealed photograph" * 500)
    ann.note(new_home, "after", blobs=(sealed,))
    ben.note(new_home, "his too")
    for laptop in (ann, ben, ann):
        laptop.sync()
    acknowledged = ann.notebook.received() | ben.notebook.received()
    assert len(acknowledged) == 3
    put_back(council, tmp_path / "backup")
    began = epoch(council)
    for laptop in (ann, ben):
        assert alarms.LOG_LOST in laptop.sync().alarms
    ann.sync()
    assert epoch(council) == began
    late = new_laptop(council, "Late Comer")
    enrolling.allocate(council.office, new_home, late.officer, "", council.clock())
    late.sync()
    assert DeviceCertificate.of(late.notebook.enrolment().certificate).holder.mark == "L1003"
    assert late.notebook.ids() == acknowledged
    assert late.notebook.files_to_fetch() == []
    for laptop in (ann, ben):
        quiet = laptop.sync()
        assert (quiet.sent, quiet.received, quiet.alarms) == (0, 0, [])
        assert laptop.notebook.ids() == acknowledged
    assert council.office.faults() == []


def test_a_device_enrolled_after_the_backup_hands_in_what_was_acknowledged(
    council: Any, new_laptop: Callable[..., Any], new_home: str, tmp_path: Path
) -> None:
    ann = new_laptop(council, "Ann Example")
    ann.note(new_home)
    ann.sync()
    back_up(council, tmp_path / "backup")
    ben = new_laptop(council, "Ben Example")
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    late = ben.note(new_home)
    ben.sync()
    put_back(council, tmp_path / "backup")
    for _ in range(2):
        with pytest.raises(troubles.Revoked):
            ben.sync()
    mark = DeviceCertificate.of(ben.notebook.enrolment().certificate).holder.mark
    assert enrolling.release(council.office, new_home, mark, council.clock()) == 1
    ann.sync()
    assert late.id in ann.notebook.ids()
    assert council.office.faults() == []


def test_nobody_comes_back_whom_this_council_never_certified(
    council: Any, new_council: Callable[..., Any], new_laptop: Callable[..., Any]
) -> None:
    other = new_laptop(new_council(CouncilSecrets.generate()))
    ours = new_laptop(council).notebook.enrolment().certificate
    key = other.key.public.raw
    for certificate in (other.notebook.enrolment().certificate, ours, b"rubbish"):
        with pytest.raises(refusal.Refused):
            enrolling.take_back(
                council.office, Return(public_key=key, certificate=certificate), council.clock()
            )
    assert council.office.sender(other.key.id) is None


def test_one_backup_put_back_twice_is_noticed_each_time_without_being_told(
    council: Any, new_laptop: Callable[..., Any], new_home: str, tmp_path: Path
) -> None:
    ann = new_laptop(council)
    ann.note(new_home)
    ann.sync()
    back_up(council, tmp_path / "backup")
    seen = [epoch(council)]
    for number in range(2):
        ann.note(new_home, str(number))
        ann.sync()
        put_back(council, tmp_path / "backup", told=False)
        assert ann.sync().sent == number + 1
        seen.append(epoch(council))
    assert seen == [1, 2, 3]
    ann.sync()
    assert ann.sync().alarms == []
    assert council.office.faults() == []


def test_no_laptop_can_make_the_council_begin_anew_by_its_word_alone(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann = new_laptop(council)
    ann.note(new_home)
    ann.sync()
    sender = council.office.sender(ann.key.id)
    honest = ann.notebook.trusted().checkpoint
    for said in (
        Hello(size=9, root="0" * 64),
        Hello(size=9, root="0" * 64, checkpoint=honest.replace("epoch 1", "epoch 9")),
        Hello(size=9, root="0" * 64, checkpoint="rubbish"),
    ):
        assert council.office.hello(sender, said, council.clock()).proof is None
    assert epoch(council) == 1
