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
_DECIDED = {"approve": "Approved", "return": "Sent back", "refuse": "Refused"}
DECISION, ALLOCATION = "decision", "allocation"
OWN = Mark("You wrote it: someone else decides", "warning", "warn")


def standing(page: Any) -> str:
    """Where a referral stands, in one line, with its regime once that is law enforcement."""
    told = [page.state_words]
    if page.regime == "LEP":
        told.append("Law enforcement processing (DPA 2018 Part 3)")
    if page.approval is not None and page.held.state not in ("returned_to_school",):
        told.append(f"{decided(page.approval)} by {page.approval.by}")
    return ". ".join(told) + "."


def blocked(page: Any) -> str:
    """What bars a sanction, or the next act unless that is said already; empty when nothing does."""
    barred = " ".join(one.says for one in page.blockers)
    bars = [act.blocked for act in (page.act, *page.others) if act.blocked]
    return barred or next((bar for bar in bars if bar not in page.waits_for), "")


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


def decided(approval: Any) -> str:
    """A decision that was made, in a word or two."""
    return _DECIDED.get(approval.decision, approval.words)


def plan_rows(page: Any) -> list[Row]:
    """The investigation plan with what the panel said of it."""
    if page.plan is None:
        return []
    told, found = page.plan.text("lines_towards"), page.plan_approval
    if found is not None:
        told = f"{decided(found)} by {found.by}: {found.reason}"
    return [Row(page.plan.record, page.plan.title, told, note=page.plan_words)]


def shows_ways(page: Any) -> bool:
    """Whether the parents' legal actions stand on the page: from the investigation on."""
    return bool(page.ways) or page.held.state in ("investigation", "decision")


def way_rows(page: Any) -> list[Row]:
    """The legal action of each parent, and those who have none yet."""
    rows = [Row(way.action, way.parent, note=way.state_words, act="Open", link=True) for way in page.ways]
    if page.held.state == "investigation":
        rows += [
            Row(person, name, note="Not begun", act="Begin", link=True) for person, name in page.not_begun
        ]
    return rows


def context(page: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """What stands beside a referral: the form in short, and the panel's decision."""
    held, approval = page.held, page.approval
    school, officer = held.value("school"), held.value("allocated_officer")
    found = [("Referral", [
        ("School", str(school["name"]) if isinstance(school, dict) else ""),
        ("Referred by", held.text("referred_by")),
        ("Concern", held.text("concern")),
        ("Period", " to ".join(filter(None, (_day(held.text(f"period_{end}")) for end in ("from", "to"))))),
        ("Asked for", page.asked_words),
        ("Lay by", day_in_words(page.lay_by) if page.lay_by else ""),
        ("Parents", ", ".join(parent.name for parent in page.parents)),
        ("Investigator", str(officer["name"]) if isinstance(officer, dict) else ""),
    ])]  # fmt: skip
    if approval is not None:
        found.append(("Legal Panel", [
            ("Decision", f"{decided(approval)} by {approval.by}"),
            ("Reason", approval.reason),
            ("Conditions", approval.conditions),
            ("Holds until", _day(approval.until)),
            ("Stands", "Yes" if approval.stands else approval.why),
        ]))  # fmt: skip
    return [(heading, [(label, words) for label, words in rows if words]) for heading, rows in found]


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


def asked(item: Any) -> str:
    """Who asks the panel for one thing and when, with what its checks come to."""
    who = f"Asked by {item.asked_by} on {day_in_words(item.asked_on)}" if item.asked_by else ""
    says = item.says if item.says != item.what else ""
    return ". ".join(filter(None, (says.rstrip("."), item.school, who)))


def skipped(queue: Any) -> str:
    """The Mondays on which the panel does not meet before the next one."""
    return "\n".join(f"Not on {day_in_words(day)}: {why}" for day, why in queue.skipped)


def meets(queue: Any) -> str:
    """When the panel meets next, and how much waits."""
    return meeting(queue.meets_on, len(queue.items))


def meeting(day: date | None, number: int) -> str:
    """The day of the next meeting, with how much waits for it."""
    waits = saying.counted(number, "thing")
    if day is None:
        return f"No meeting is in sight. {waits} on the list."
    return f"Meets on {day:%A} {day_in_words(day)}: {waits} on the list"


def panel_waits(waits: Any) -> str:
    """How much waits for the panel: "Legal Panel: 2 to decide, 1 to allocate"."""
    decide, allocate = waits.to_decide, waits.to_allocate
    told = [f"{decide} to decide"] if decide else []
    return f"Legal Panel: {', '.join([*told, f'{allocate} to allocate'] if allocate else told)}"


def _day(text: str) -> str:
    return day_in_words(date.fromisoformat(text)) if text else ""
