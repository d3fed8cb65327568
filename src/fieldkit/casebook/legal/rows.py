"""Says support and earlier sanctions of a case in rows, as a window shows them."""

from __future__ import annotations

from fieldkit.casebook.legal.facts import LegalFile
from fieldkit.casebook.legal.page import SanctionRow, SupportRow
from fieldkit.reference import Reference
from fieldkit.store.records import Held


def support(item: Held, book: Reference) -> SupportRow:
    """One thing that was done to help."""
    return SupportRow(
        support=item.record,
        kind=item.text("support_kind"),
        words=item.title,
        began=item.text("began_on"),
        ended=item.text("ended_on"),
        engaged=book.label("yes-no-unknown", item.text("engaged")) if item.value("engaged") else "",
        outcome=item.text("outcome"),
    )


def sanction(item: Held, file: LegalFile, book: Reference) -> SanctionRow:
    """One earlier sanction of one parent for one child."""
    names = {person.record: person.title for person in file.file.of_kind("person")}
    child = file.file.child
    own = child is not None and item.value("child") == child.record
    return SanctionRow(
        sanction=item.record,
        kind=item.text("sanction_kind"),
        words=item.title,
        person=item.text("person"),
        parent=names.get(item.text("person"), "Not known"),
        child=child.title if own and child else "Another child",
        issued_on=item.text("issued_on"),
        for_leave=item.text("for_leave"),
        came_of_it=_came_of_it(item, book),
    )


def _came_of_it(item: Held, book: Reference) -> str:
    if item.value("withdrawn_on"):
        return "Withdrawn"
    if item.value("paid_on"):
        return "Paid"
    result = item.text("result")
    return book.label("court-result", result) if result else ""
