"""An order to erase or restrict counts only from who may give it, at the server and on every laptop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select, update

from fieldkit.council import enrolling
from fieldkit.council.store import feeds, tables
from fieldkit.council.store.intake import NOT_MANAGER
from fieldkit.errors import Trouble
from fieldkit.ledger.chain import Act
from fieldkit.ledger.revision import Type
from fieldkit.store import records, revisions

PHONE = "07700 900101"


def case_shared_with(council: Any, author: Any, *others: Any) -> tuple[str, str]:
    """A case with a person in it, which the others hold too."""
    case, _ = author.book.cases.new(
        {"case_type": "CME", "received_at": "09:00"}, {"forenames": "Tamsin", "surname": "Quillfeather"}
    )
    mother, _ = author.book.records.new(
        "person", {"forenames": "Isolde", "surname": "Quillfeather", "phone": PHONE}, parent=case
    )
    author.book.council.sync()
    for other in others:
        enrolling.allocate(council.office, case, other.officer.id, "", council.clock())
        other.book.council.sync()
    return case, mother


def order(desk: Any, record: str, sort: Type) -> str:
    """An order signed by this notebook past its desk, as an altered program would; its id."""
    held = desk.book.held(record)
    act = Act(
        type=sort, kind=held.kind, record=record, home=held.home, bases=held.folded.heads,
        targets=held.folded.order, fields={"@ground": "none"},
    )  # fmt: skip
    desk.notebook.write([act], desk.book.records.now())
    with desk.notebook.reading() as book:
        return revisions.of_record(book, record)[-1].id


def phone(desk: Any, record: str) -> object:
    with desk.notebook.reading() as book:
        held = records.get(book, record)
    return held.value("phone")


def pass_on(council: Any, order: str) -> None:
    """Makes the server pass on what it set apart, as one that was broken into would."""
    with council.office.database.writing() as connection:
        row = connection.execute(select(tables.revisions).where(tables.revisions.c.id == order)).one()
        assert row.quarantine == NOT_MANAGER
        lifted = update(tables.revisions).where(tables.revisions.c.id == order).values(quarantine="")
        connection.execute(lifted)
        feeds.extend(connection, row.home, [(row.position, order)])


def test_an_officer_without_the_role_makes_nobody_lose_a_word(council: Any, desk: Callable[..., Any]) -> None:
    dilys, omar = desk("Dilys Farthing"), desk("Omar Teasel")
    _, mother = case_shared_with(council, dilys, omar)
    with pytest.raises(Trouble, match="Only a manager or administrator"):
        omar.book.records.erase(mother, "none")
    made = order(omar, mother, Type.ERASE)
    assert phone(omar, mother) == PHONE
    omar.book.council.sync()
    assert "manager" in omar.book.queue.apart()[0].tried
    dilys.book.council.sync()
    assert phone(dilys, mother) == PHONE
    pass_on(council, made)
    dilys.book.council.sync()
    with dilys.notebook.reading() as book:
        assert [one.id for one in revisions.by_id(book, [made])] == [made]
    assert phone(dilys, mother) == PHONE
    dilys.notebook.rebuild()
    assert phone(dilys, mother) == PHONE
    assert council.office.faults() == []


def test_a_manager_of_the_council_is_obeyed_everywhere(council: Any, desk: Callable[..., Any]) -> None:
    dilys, petra = desk("Dilys Farthing"), desk("Petra Ashlock", "MGR")
    _, mother = case_shared_with(council, dilys, petra)
    petra.book.records.erase(mother, "DPA 2018 s.47", fields=("phone",))
    for one in (petra, dilys):
        one.book.council.sync()
        assert phone(one, mother) is None
        assert one.book.held(mother).value("forenames") == "Isolde"


def test_an_order_given_before_the_case_was_is_carried_out_once_it_is(
    council: Any, desk: Callable[..., Any]
) -> None:
    dilys, petra = desk("Dilys Farthing"), desk("Petra Ashlock", "MGR")
    case, mother = case_shared_with(council, dilys, petra)
    enrolling.allocate(council.office, case, petra.officer.id, "", council.clock(), end=True)
    petra.book.records.erase(mother, "DPA 2018 s.47", fields=("phone",))
    petra.book.council.sync()
    dilys.book.council.sync()
    assert phone(dilys, mother) == PHONE
    enrolling.allocate(council.office, case, petra.officer.id, "", council.clock())
    dilys.book.council.sync()
    assert phone(dilys, mother) is None
    late = desk("Late Comer")
    enrolling.allocate(council.office, case, late.officer.id, "", council.clock())
    late.book.council.sync()
    assert phone(late, mother) is None


def test_a_case_is_restricted_by_who_may(council: Any, desk: Callable[..., Any]) -> None:
    dilys, omar, petra = desk("Dilys Farthing"), desk("Omar Teasel"), desk("Petra Ashlock", "MGR")
    case, _ = case_shared_with(council, dilys, omar, petra)
    pass_on_this = order(omar, case, Type.RESTRICT)
    omar.book.council.sync()
    pass_on(council, pass_on_this)
    dilys.book.council.sync()
    assert not dilys.book.held(case).folded.restricted
    order(petra, case, Type.RESTRICT)
    petra.book.council.sync()
    dilys.book.council.sync()
    assert dilys.book.held(case).folded.restricted
