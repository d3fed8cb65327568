"""How the rows, dates and facts of one parent's way are said on its page."""

from __future__ import annotations

from datetime import date
from typing import Any

from fieldkit.gui import saying
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.kinds.times import local

SECTIONS = {
    "Action": ("tier", "Measure, offence and period"),
    "Decision": ("decision_reason", "Reason and education supervision order"),
    "Proceedings": ("laid_on", "Charge, case number and costs"),
    "Result": ("result", "Result, fine and orders"),
}
_OPEN = {"considered": 2, "decided": 3, "proceedings": 4}
_STANDING = {"offered": "Offered", "forbidden": "Barred", "cannot_tell": "Cannot tell"}


def standing(page: Any) -> str:
    """Where the way stands, in one line."""
    told = (page.state_words, page.measure_words, page.result_words, *page.orders)
    return ". ".join(filter(None, told)) + "."


def dates(page: Any) -> list[tuple[str, str, str]]:
    """(what, the day, what is left) of the two dates; nothing without a period."""
    due = page.deadline
    if due is None:
        return []
    if due.laid_on is not None:
        return [("Charged", saying.short_day(due.laid_on), "The clock has stopped")]
    return [
        ("Lay by, cautious date", saying.short_day(due.cautious), left(due.left)),
        ("Outer date, legal decides", saying.short_day(due.outer), left(due.left_outer)),
    ]


def directed(page: Any) -> str:
    """What the court directed about an education supervision order, until it is answered (s.447)."""
    told = page.direction
    if told is None or told.answered_on is not None:
        return ""
    until = saying.short_day(told.due)
    return f"Court’s direction: apply for the order, or say why not, by {until}. {left(told.left)}."


def left(days: int) -> str:
    """103 days left, or how long ago it went by."""
    return f"{saying.counted(days, 'day')} left" if days >= 0 else f"Past by {saying.counted(-days, 'day')}"


def alarm(page: Any) -> str:
    """The alarm that was raised and the ones to come; empty when there is none to speak of."""
    due = page.deadline
    if due is None or due.laid_on is not None:
        return ""
    if due.left_outer < 0:
        return "Out of time: no charge can be laid for this period (LIM-01)."
    if due.left < 0:
        return "The cautious date has gone by: enter legal’s word on which date governs before any charge."
    if due.alarm:
        return f"Alarm: under {saying.counted(due.alarm, 'week')} to the cautious date."
    coming = next(row for row in due.alarms if not row.raised)
    return f"First alarm {saying.short_day(coming.day)}, {saying.counted(coming.weeks, 'week')} before."


def warning(row: Any) -> str:
    """What runs out on a way, beside its case: the charge while none is laid, the court's direction."""
    due, told = row.deadline, []
    if due is not None and row.state in ("considered", "decided") and (due.alarm or due.left < 0):
        told.append(alarm(row))
    return " ".join(filter(None, (*told, directed(row))))


def measure_rows(page: Any) -> list[Row]:
    """Every measure: offered, barred or not to be told, and why."""
    return [
        Row(one.tier, one.words, one.why or "May be taken", note=_STANDING[one.standing])
        for one in page.measures
    ]


def notice_rows(page: Any) -> list[Row]:
    """Each notice with its amounts, its last days for paying and how it stands."""
    return [Row(one.notice, f"{one.words}, {_day(one.issued_on)}", _terms(one)) for one in page.notices]


def _terms(one: Any) -> str:
    told = [one.amounts]
    if one.reduced_by:
        told.append(f"reduced amount until {_day(one.reduced_by)}")
    if one.pay_by:
        told.append(f"full amount until {_day(one.pay_by)}")
    if one.improve_to:
        told.append(f"improvement from {_day(one.improve_from)} to {_day(one.improve_to)}")
    told += [one.state_words, one.clock]
    return ". ".join(part[:1].upper() + part[1:] for part in told if part)


def point_rows(page: Any) -> list[Row]:
    """Each point with where it is proved, and the page of the latest bundle."""
    rows = []
    for one in page.points:
        where = ". ".join(filter(None, (one.proved_by, one.where))) or "Not proved yet"
        rows.append(Row(one.code, one.words, where, note=f"p. {one.page}" if one.page else ""))
    return rows


def defence_rows(page: Any) -> list[Row]:
    """The defences sheet, one line each."""
    rows = []
    for one in page.defences:
        said = {"yes": "Raised", "no": "Not raised"}.get(one.raised, "Not asked")
        told = ". ".join(filter(None, (one.source, one.burden, one.evidence, one.finding)))
        rows.append(Row(one.code, f"{one.code} {one.words}", told, note=said))
    return rows


def hearing_rows(hearings: Any) -> list[Row]:
    """Hearings with what is not ready."""
    rows = []
    for one in hearings:
        at = local(one.at)
        told = (one.court, one.room, one.presenter, one.outcome, *one.not_ready)
        words = f"{one.kind_words}, {saying.short_day(at.date())} {at:%H:%M}"
        rows.append(Row(one.hearing, words, ". ".join(filter(None, told)), act="In court"))
    return rows


def section_rows(page: Any) -> list[Row]:
    """What is written of the way, a section each; those to come wait."""
    last = _OPEN.get(page.held.state, 4)
    ended = page.held.state in ("closed", "withdrawn", "no_further_action", "result")
    rows = []
    for number, (name, (_field, words)) in enumerate(SECTIONS.items()):
        if number < last:
            told = ". ".join(part.rstrip(".") for part in _answers(page, name) if part)
            said = told or f"Not answered yet: {words[:1].lower()}{words[1:]}"
            rows.append(Row(name, name, said, act="" if ended else "Change", link=True))
    return rows


def _answers(page: Any, section: str) -> tuple[str, ...]:
    """What is answered in a section of a way."""
    held = page.held
    if section == "Action":
        return page.measure_words, page.offence_words if held.text("offence") else "", _period(held)
    if section == "Decision":
        eso = f"Education supervision order: {page.eso_words}" if page.eso_words else ""
        return held.text("decision_reason"), eso
    if section == "Result":
        return page.result_words, ", ".join(page.orders)
    laid, costs = held.text("laid_on"), held.value("costs")
    return (
        f"Issued or laid {_iso(laid)}" if laid else "",
        f"Case number {held.text('court_urn')}" if held.text("court_urn") else "",
        f"Costs asked for £{costs}" if costs is not None else "",
    )


def _period(held: Any) -> str:
    begins, ends = held.text("period_from"), held.text("period_to")
    return f"{_iso(begins)} to {_iso(ends)}" if begins and ends else ""


def split(found: Any) -> tuple[list[str], list[Any]]:
    """What bars a charge because of a notice (NF-09), in words, and every other finding.

    While a notice may be paid nothing is wrong: only the charge waits.
    """
    bars = [one for one in found if one.rule == "NF-09" and one.verdict != "pass"]
    return [f"{one.says} ({one.rule})" for one in bars], [one for one in found if one not in bars]


def facts(page: Any) -> list[tuple[str, str]]:
    """What is to be known of this parent's way at a glance."""
    held = page.held
    regime = {"LEP": "Law enforcement", "UKGDPR": "Welfare and support"}.get(page.regime, page.regime)
    told = [
        ("Parent", page.parent),
        ("Child", page.child),
        ("Case", page.reference),
        ("Period", _period(held)),
        ("Offence", page.offence_words),
        ("Heard", page.court),
        ("ESO", page.eso_words or "Not considered yet"),
        ("Processing", regime),
    ]
    return [(name, words) for name, words in told if words]


def _iso(day: str) -> str:
    return _day(date.fromisoformat(day))


def _day(day: date | None) -> str:
    return saying.short_day(day) if day else "no day"
