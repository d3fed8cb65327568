"""Reads what was said at visits of a case when grounds to suspect appeared: step 13 puts it to the person."""

from __future__ import annotations

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.interviews.page import SaidBefore
from fieldkit.store import records


def of_case(desk: Desk, home: str) -> tuple[SaidBefore, ...]:
    """What was said before a caution at visits, notes and premises of a case, in order (Code C 11.4)."""
    with desk.notebook.reading() as book:
        told = records.listed(book, kinds=["doorstep-caution"], home=home)
        above = records.some(book, [one.parent for one in told])
    return tuple(
        SaidBefore(
            record=one.record,
            at=one.text("stopped_at"),
            where=above[one.parent].title if one.parent in above else "",
            words=said,
        )
        for one in told
        if (said := one.text("said_before"))
    )
