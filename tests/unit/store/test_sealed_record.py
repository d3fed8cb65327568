"""A sealed record checked line by line: whole ones pass, and each sort of damage under the seal is named."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from sqlalchemy import text

from fieldkit.ledger.chain import Act, Moment
from fieldkit.ledger.revision import Revision, Type
from fieldkit.store import records, sealed_record
from fieldkit.store.notebook import Notebook
from fieldkit.store.records import Held

PART = " WHERE record = 'part'"
LAST = " WHERE n = (SELECT max(n) FROM revisions WHERE record = 'part')"
FIRST = " WHERE n = (SELECT min(n) FROM revisions WHERE record = 'part')"


def sealed(notebook: Notebook) -> None:
    """A note with an exhibit under it, corrected and sealed in one transaction."""
    made = Act(type=Type.EDIT, kind="note", record="note", home="h", fields={"subject": "Call"})
    part = Act(
        type=Type.EDIT, kind="exhibit", record="part", home="h", fields={"parent": "note", "place": "Row"}
    )
    notebook.write([made, part], Moment(wall_ms=2_000))
    better = Act(
        type=Type.EDIT, kind="exhibit", record="part", home="h", fields={"place": "Example Row"},
        bases=held(notebook, "part").folded.heads,
    )  # fmt: skip

    def closing(written: Sequence[Revision]) -> Act:
        heads = held(notebook, "note").folded.heads
        targets = (*heads, *(line.id for line in written))
        return Act(type=Type.SEAL, kind="note", record="note", home="h", bases=heads, targets=targets)

    notebook.write([better], Moment(wall_ms=2_001), closing=closing)


def held(notebook: Notebook, record: str) -> Held:
    with notebook.reading() as book:
        return records.some(book, [record])[record]


def flaws(notebook: Notebook) -> list[str]:
    note = held(notebook, "note")
    with notebook.reading() as book:
        return sealed_record.flaws(book, note)


def test_what_is_as_it_was_sealed_has_no_flaw(notebook: Notebook) -> None:
    sealed(notebook)
    note = held(notebook, "note")
    assert note.locked
    assert held(notebook, "part").locked
    with notebook.reading() as book:
        assert sealed_record.parts(book, note) == ["note", "part"]
        assert sealed_record.late(book, note) == 0
    assert flaws(notebook) == []


@pytest.mark.parametrize(
    ("statement", "where", "says"),
    [
        ("UPDATE current SET title = 'Other'", PART, "what is shown of 1 of its parts"),
        ("DELETE FROM current", PART, "what is shown of 1 of its parts"),
        ("UPDATE payloads SET raw = CAST(replace(raw, 'Example', 'Another') AS BLOB)", LAST, "was altered"),
        ("DELETE FROM payloads", LAST, "the words of a line are gone"),
        ("UPDATE revisions SET sig = zeroblob(64)", PART, "not signed by the key"),
        ("UPDATE revisions SET record = 'other'", LAST, "that were sealed are gone"),
        ("DELETE FROM revisions", LAST, "that were sealed are gone"),
        ("DELETE FROM revisions", FIRST, "a line that a sealed one stands on is gone"),
        ("DELETE FROM revisions", " WHERE type = 'seal'", "the seal itself is gone"),
    ],
)  # fmt: skip
def test_each_sort_of_damage_under_the_seal_is_named(
    notebook: Notebook, statement: str, where: str, says: str
) -> None:
    sealed(notebook)
    with notebook.writing() as book:
        for trigger in ("revisions_stay", "revisions_fixed"):
            book.execute(text(f"DROP TRIGGER {trigger}"))
        book.execute(text("PRAGMA defer_foreign_keys = ON"))
        book.execute(text(statement + where))
        book.execute(text("DELETE FROM payloads WHERE n NOT IN (SELECT n FROM revisions)"))
    (found, *_) = flaws(notebook)
    assert says in found, found


def test_edits_and_parts_that_come_after_the_seal_are_late_and_no_flaw(notebook: Notebook) -> None:
    sealed(notebook)
    late = [("note", {"subject": "Other"}), ("part", {"place": "Other"}), ("new", {"parent": "note"})]
    acts = [
        Act(type=Type.EDIT, kind="note" if record == "note" else "exhibit", record=record, home="h",
            fields=fields)
        for record, fields in late
    ]  # fmt: skip
    notebook.write(acts, Moment(wall_ms=3_000))
    note = held(notebook, "note")
    with notebook.reading() as book:
        assert sealed_record.late(book, note) == 3
    assert flaws(notebook) == []
