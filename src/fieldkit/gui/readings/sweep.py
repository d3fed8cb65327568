"""What the page of a sweep reads, and how its rows and facts are said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui import clock, saying
from fieldkit.gui.visit.stage import clock_of
from fieldkit.gui.widgets.table_rows import Row
from fieldkit.kinds.times import local

_CHANGES = ("draft", "submitted", "approved", "returned", "briefed", "live", "stood_down")
_STATUS = {"not started": "Not started", "in progress": "In progress", "done": "Done"}


@dataclass(frozen=True)
class Sweep:
    """A sweep read whole: `begun` are stops not yet saved, `headline` the three figures shown together."""

    page: Any
    stops: tuple[Any, ...]
    begun: tuple[Any, ...]
    headline: tuple[tuple[str, int], ...]
    schools: tuple[Any, ...] = ()


def read(book: Any, operation: str) -> Sweep:
    """The sweep with its stops and their tally."""
    page = book.operations.open(operation)
    stops = tuple(book.stops.list(operation))
    begun = tuple(each for each in book.drafts.waiting() if (each.kind, each.parent) == ("stop", operation))
    headline = tuple((each.label, each.value) for each in book.stops.tally(operation).headline)
    return Sweep(page, stops, begun, headline, tuple(book.operations.school_days(operation)))


def closed_schools(seen: Sweep) -> str:
    """The schools closed that day by their calendars, and how many have none that says so."""
    lines = [f"{school.name}: {school.why}" for school in seen.schools if school.is_open is False]
    unknown = sum(school.is_open is None for school in seen.schools)
    if unknown:
        lines.append(f"Not known for {saying.counted(unknown, 'school')}: no calendar for that day")
    return "\n".join(lines) or "None"


def column(box: QWidget) -> QVBoxLayout:
    """A column without air, for a figure over its words."""
    made = QVBoxLayout(box)
    made.setContentsMargins(0, 0, 0, 0)
    made.setSpacing(0)
    return made


def standing(page: Any) -> str:
    """Where the sweep stands, in one line."""
    held = page.held
    words = page.state_words
    if held.state == "live" and (since := held.text("went_live_at")):
        words = f"Live since {clock_of(since)}"
    told = (words, page.mode_words, page.approval_words.rstrip("."))
    return ". ".join(filter(None, told)) + "."


def stop_rows(seen: Sweep) -> list[Row]:
    """What is begun first, then the stops, the newest first."""
    begun = [
        Row(each.record, "Begun, not saved", f"Kept at {saying.moment(each.saved_ms):%H:%M}")
        for each in seen.begun
    ]
    return [*begun, *(_stop_row(stop) for stop in seen.stops)]


def _stop_row(stop: Any) -> Row:
    who = ", ".join(
        filter(None, (stop.child or ("Name erased" if stop.erased else "No name given"), stop.age))
    )
    where = ", ".join(filter(None, (stop.at, stop.place, stop.school)))
    done = f"{stop.done}. " if stop.done else ""
    worried = ". Worried about the child" if stop.welfare else ""
    return Row(
        stop.stop,
        f"{stop.number}: {who}",
        f"{where}. {done}{stop.officer}{worried}",
        act="Open a CME referral" if stop.to_refer else "",
        note=stop.classification,
    )


def pair_rows(page: Any) -> list[Row]:
    """Who goes with whom, with the power that is held."""
    return [
        Row(
            pair.pairing,
            " and ".join(filter(None, (pair.officer, pair.second, pair.police))),
            ". ".join(filter(None, (pair.power_words, pair.patch, pair.phone))),
        )
        for pair in page.pairings
    ]


def plan_rows(page: Any) -> list[Row]:
    """The sections of the plan with how far each is."""
    act = "Change" if page.held.state in _CHANGES else ""
    return [
        Row(part.name, part.name, _STATUS.get(part.status, part.status), act=act, link=True)
        for part in page.sections
    ]


def facts(page: Any) -> list[tuple[str, str]]:
    """What everybody on the sweep must know."""
    held = page.held
    lead = held.folded.latest("council_lead")
    begins = held.text("starts_at")
    day = saying.short_day(local(begins).date()) if begins else ""
    told = [
        ("When", f"{day} {clock_of(begins)} to {clock_of(held.text('ends_at'))}".strip() if begins else ""),
        ("Area", held.text("area")),
        ("Take to", held.text("designated_premises")),
        ("Lead", str(lead["name"]) if isinstance(lead, dict) else ""),
        ("On call", held.text("safeguarding_on_call")),
    ]
    return [(name, words) for name, words in told if words]


def direction(page: Any) -> list[tuple[str, str]]:
    """The superintendent's direction and what is left of it; nothing on a patrol without the power."""
    held = page.held
    until = held.text("direction_until")
    if held.text("mode") != "section-16" or not until:
        return []
    minutes = int((local(until) - clock.now()).total_seconds() // 60)
    left = f"{minutes // 60} h {minutes % 60:02} min left" if minutes > 0 else "It has ended"
    begins = local(held.text("direction_from")) if held.text("direction_from") else None
    if begins is not None and clock.now() < begins:
        left = f"Not before {begins:%H:%M}"
    return [
        ("By", held.text("direction_by")),
        ("From", f"{clock_of(held.text('direction_from'))} to {clock_of(until)}"),
        ("Left", left),
        ("Area", held.text("direction_area")),
    ]
