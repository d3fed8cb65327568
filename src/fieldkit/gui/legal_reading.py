"""What the pages of a legal referral and of the panel read, and how their rows are said."""

from __future__ import annotations

from datetime import date
from typing import Any

from fieldkit.gui import saying
from fieldkit.gui.widgets.findings import FindingRow
from fieldkit.gui.widgets.marks import Mark
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.kinds.times import day_in_words

_STATUS = {"not started": "Not started", "in progress": "In progress", "done": "Done"}
_CHANGES = ("referral_received", "checks_run", "returned_to_school")
OWN = Mark("You wrote it: someone else decides", "warning", "warn")


def standing(page: Any) -> str:
    """Where a referral stands, in one line, with its regime once that is law enforcement."""
    told = [page.state_words]
    if page.regime == "LEP":
        told.append("Law enforcement processing (DPA 2018 Part 3)")
    if page.approval is not None and page.held.state not in ("returned_to_school",):
        told.append(f"{page.approval.words} by {page.approval.by}")
    return ". ".join(told) + "."


def blocked(page: Any) -> str:
    """What bars a sanction, or the next act; empty when nothing does."""
    barred = " ".join(one.says for one in page.blockers)
    return barred or next((act.blocked for act in (page.act, *page.others) if act.blocked), "")


def check_rows(found: Any) -> list[FindingRow]:
    """What the rules say, each with the facts that it used."""
    return [
        FindingRow(
            rule=one.rule,
            verdict=str(one.verdict.value),
            title=one.says,
            facts=", ".join(f"{name}: {words}" for name, words in one.facts),
            authority=one.authority,
        )
        for one in found
    ]


def section_rows(page: Any) -> list[Row]:
    """The sections of the form with how far each is."""
    act = "Change" if page.held.state in _CHANGES else ""
    return [
        Row(part.name, part.name, _STATUS.get(part.status, part.status), act=act, link=True)
        for part in page.sections
    ]


def support_rows(page: Any) -> list[Row]:
    """What was done to help."""
    rows = []
    for each in page.supports:
        ended = f" to {_day(each.ended)}" if each.ended else ""
        told = ". ".join(filter(None, (f"From {_day(each.began)}{ended}", each.outcome)))
        rows.append(
            Row(
                each.support,
                each.words,
                told,
                note=f"Taken up: {each.engaged.lower()}" if each.engaged else "",
            )
        )
    return rows


def sanction_rows(page: Any) -> list[Row]:
    """Earlier sanctions, each of one parent for one child."""
    return [
        Row(
            each.sanction,
            each.words,
            f"{each.parent}, for {each.child}. {_day(each.issued_on)}",
            note=each.came_of_it,
        )
        for each in page.sanctions
    ]


def queue_rows(queue: Any, waits_for: str) -> list[Row]:
    """The panel's list of one sort."""
    rows = []
    for item in queue.items:
        if item.waits_for != waits_for:
            continue
        who = f"Asked by {item.asked_by}" if item.asked_by else ""
        when = day_in_words(item.asked_on) if item.asked_on else ""
        told = ". ".join(filter(None, (item.says, ", ".join(filter(None, (who, when))))))
        title = ", ".join(filter(None, (item.child, item.school)))
        rows.append(
            Row(item.record, title or item.what, f"{item.what}. {told}", note=item.reference,
                warn=OWN if item.own else None)
        )  # fmt: skip
    return rows


def skipped(queue: Any) -> str:
    """The Mondays on which the panel does not meet before the next one."""
    return "\n".join(f"Not on {day_in_words(day)}: {why}" for day, why in queue.skipped)


def meets(queue: Any) -> str:
    """When the panel meets next, and how much waits."""
    waits = saying.counted(len(queue.items), "thing")
    if queue.meets_on is None:
        return f"No meeting is in sight. {waits} on the list."
    return f"Meets on {queue.meets_on:%A} {day_in_words(queue.meets_on)}: {waits} on the list"


def panel_waits(queue: Any) -> str:
    """How much waits for the panel: "Legal Panel: 2 to decide, 1 to allocate"."""
    decide = sum(item.waits_for == "decision" for item in queue.items)
    allocate = len(queue.items) - decide
    told = [f"{decide} to decide"] if decide else []
    return f"Legal Panel: {', '.join([*told, f'{allocate} to allocate'] if allocate else told)}"


def _day(text: str) -> str:
    return day_in_words(date.fromisoformat(text)) if text else ""
