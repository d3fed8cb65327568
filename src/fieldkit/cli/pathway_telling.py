"""How the shell tells of the legal pathway: a row for each parent, one way whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fieldkit.cli.telling import table

if TYPE_CHECKING:
    from fieldkit.casebook.pathway.page import ActionRow, PathwayPage


def row_of(row: ActionRow) -> tuple[str, ...]:
    """One parent in a list."""
    due = row.deadline
    left = f"{due.left} days to {due.cautious}" if due is not None and due.laid_on is None else ""
    return (row.action, row.parent, row.state_words, row.measure, left)


def document(page: PathwayPage) -> dict[str, Any]:
    """One parent's way as one JSON document."""
    return {
        "record": page.held.record,
        "reference": page.reference,
        "parent": page.parent,
        "child": page.child,
        "state": page.held.state,
        "values": page.held.values,
        "deadline": page.deadline,
        "direction": page.direction,
        "regime": page.regime,
        "blockers": page.blockers,
        "measures": page.measures,
        "notices": page.notices,
        "defences": page.defences,
        "points": page.points,
        "hearings": page.hearings,
        "findings": page.findings,
        "next": page.act,
        "others": page.others,
    }


def lines(page: PathwayPage) -> str:
    """One parent's way in lines: dates, what bars, notices, measures, sheets, findings, and what is next."""
    told = [f"{page.parent}, {page.reference}: {page.state_words}. {page.measure_words}".rstrip()]
    if page.deadline is not None and page.deadline.laid_on is None:
        due = page.deadline
        told.append(f"Cautious date {due.cautious}, {due.left} days left; outer date {due.outer}.")
    if page.direction is not None and page.direction.answered_on is None:
        told.append(f"The court’s direction is to be answered by {page.direction.due} (s.447).")
    told += [f"  {one.rule} bars a sanction: {one.says}" for one in page.blockers]
    told += [
        f"  {one.notice}  {one.words}: {'. '.join(filter(None, (one.amounts, one.state_words, one.clock)))}"
        for one in page.notices
    ]
    told.append(table([(one.tier, one.standing_words, one.why) for one in page.measures], ""))
    told.append(table([(one.code, one.raised or "not asked", one.words) for one in page.defences], ""))
    told.append(table([(one.code, one.proved_by or "not proved yet", one.words) for one in page.points], ""))
    told += [f"  {one.rule}  {one.verdict}  {one.says}" for one in page.findings]
    act = page.act
    told.append(f"Next: {act.label}" + (f" ({act.blocked})" if act.blocked else ""))
    return "\n".join(filter(None, told))
