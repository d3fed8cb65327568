"""The council publishes its register of schools from the server, and every laptop can prove who did."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.council import enrolling, publishing
from fieldkit.errors import Trouble
from fieldkit.reference.school_register import BadLines
from fieldkit.store import certificates, records, revisions
from fieldkit.store.check import check

HEADER = "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name)"
LARKSPUR = "999001,999,Fenmarch,4001,Larkspur Academy,Academy"
MEREHAM = "999002,999,Fenmarch,2001,Mereham Primary,Community school"


def register(folder: Path, *lines: str) -> Path:
    path = folder / "schools.csv"
    path.write_text("\r\n".join((HEADER, *lines, "")), "utf-8")
    return path


def names(desk: Any, typed: str) -> list[str]:
    return [school.name for school in desk.book.find.schools(typed)]


def test_a_register_published_by_the_server_reaches_the_laptops(
    council: Any, desk: Callable[..., Any], tmp_path: Path
) -> None:
    dilys = desk("Dilys Farthing")
    done = publishing.publish_schools(council.office, register(tmp_path, LARKSPUR), council.clock())
    assert (done.rows, done.left_out, done.again) == (1, 0, False)
    assert "schools" in dilys.book.council.sync().topics
    assert names(dilys, "larkspur") == ["Larkspur Academy"]
    with dilys.notebook.reading() as book:
        (dataset,) = records.listed(book, kinds=["dataset"])
        (line,) = revisions.of_record(book, dataset.record)
        signer = certificates.by_key(book, line.header.key)
    assert dataset.home == dilys.book.me.register
    assert signer.holder.roles == ("ADM",)
    assert (signer.holder.name, signer.holder.mark) == ("Test council", "S1")
    assert [person.name for person in dilys.book.council.officers()] == ["Dilys Farthing"]
    assert check(dilys.notebook) == []
    assert council.office.faults() == []


def test_the_same_file_twice_is_done_once_and_a_newer_one_takes_its_place(
    council: Any, desk: Callable[..., Any], tmp_path: Path
) -> None:
    dilys = desk("Dilys Farthing")
    publishing.publish_schools(council.office, register(tmp_path, LARKSPUR), council.clock())
    dilys.book.council.sync()
    again = publishing.publish_schools(council.office, register(tmp_path, LARKSPUR), council.clock())
    assert again.again
    assert dilys.book.council.sync().topics == {"sync"}
    publishing.publish_schools(council.office, register(tmp_path, MEREHAM), council.clock())
    dilys.book.council.sync()
    assert (names(dilys, "larkspur"), names(dilys, "mereham")) == ([], ["Mereham Primary"])
    with dilys.notebook.reading() as book:
        lines = [line for line in revisions.everything(book)[0] if line.header.kind == "dataset"]
    assert [(line.header.seq, line.header.chain) for line in lines] == [
        (1, lines[0].header.chain),
        (2, lines[0].header.chain),
    ]
    assert lines[1].header.prev == lines[0].id


def test_what_is_no_register_is_not_published(council: Any, tmp_path: Path) -> None:
    office, now = council.office, council.clock()
    bad = register(tmp_path, LARKSPUR, "12,999,Fenmarch,1,Short,Academy")
    with pytest.raises(BadLines, match="line 3: its URN is not six digits"):
        publishing.publish_schools(office, bad, now)
    assert publishing.publish_schools(office, bad, now, leave_out=True).left_out == 1
    (tmp_path / "other.csv").write_text("a,b\r\n1,2\r\n", "utf-8")
    with pytest.raises(Trouble, match="not a register of schools"):
        publishing.publish_schools(office, tmp_path / "other.csv", now)


def test_a_publisher_that_was_withdrawn_publishes_nothing(council: Any, tmp_path: Path) -> None:
    office, now = council.office, council.clock()
    publishing.publish_schools(office, register(tmp_path, LARKSPUR), now)
    enrolling.revoke(office, office.identity.keys.council, publishing.MARK, now)
    with pytest.raises(Trouble, match="was withdrawn"):
        publishing.publish_schools(office, register(tmp_path, MEREHAM), now)
    assert office.faults() == []
