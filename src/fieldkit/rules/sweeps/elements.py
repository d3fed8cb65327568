"""The elements of the sweep powers: what has to be so of operation, officer, place and child."""

from __future__ import annotations

from fieldkit.reference import Code, Reference
from fieldkit.rules.elements import Element, lacking, yes_no
from fieldkit.rules.finding import in_uk, instant
from fieldkit.rules.school.hours import in_school_hours
from fieldkit.rules.sweeps.exclusion import still_excluded, unjustified
from fieldkit.rules.sweeps.facts import Direction, Exclusion, Operation, Stop


def holds_power(stop: Stop, book: Reference) -> Element:
    """Whether the constable or PCSO of the pair may remove a child at all."""
    code = _code(book, "police-power", stop.police_power)
    if code is None:
        return Element(None, "Say who the constable or PCSO is")
    if not code.mark("short"):
        return Element(False, "No constable or PCSO is with you")
    return Element(code.has("removes"), f"{police(stop, book)} does not hold this power")


def police(stop: Stop, book: Reference) -> str:
    """The constable or PCSO as shown on a key: "PCSO 7714"."""
    code = _code(book, "police-power", stop.police_power)
    short = code.mark("short") if code else ""
    return " ".join(filter(None, (short, stop.collar_no or stop.police_name)))


def found_there(stop: Stop, book: Reference) -> list[Element]:
    """That the power runs here and now: mode, direction, area, period, a public place, an able officer."""
    area = yes_no(stop.in_area)
    return [
        power_in_use(stop.operation, book),
        holds_power(stop, book),
        Element(area, "Outside the area" if area is False else "Say whether it is inside the area"),
        _in_period(stop),
        public(stop),
    ]


def power_in_use(operation: Operation | None, book: Reference) -> Element:
    """Whether an operation is approved, under section 16, with a direction that covers it."""
    if operation is None or operation.mode is None:
        return Element(None, "Say under which power the operation runs")
    if operation.mode != "section-16":
        return Element(False, "Engagement patrol: nobody may be removed")
    return lacking([approval(operation), *direction_elements(operation, book)]) or Element(True, "")


def approval(operation: Operation) -> Element:
    """Whether a manager approved the operation."""
    no = "The operation is not approved"
    return Element(operation.approved, no if operation.approved is False else "The approval is not here yet")


def direction_elements(operation: Operation, book: Reference) -> list[Element]:
    """That the operation has a direction, of an officer able to give it, for its area and its time."""
    direction = operation.direction
    if direction is None:
        return [Element(None, "Enter the direction, or go as an engagement patrol")]
    return [rank_suffices(direction, book), *_covered(operation, direction)]


def absent(stop: Stop, book: Reference) -> list[Element]:
    """That the child is absent, from a school, without authority."""
    roll = yes_no(stop.on_roll)
    return [
        within_reach(stop, book),
        Element(
            roll, "Not on the roll of a school" if roll is False else "Ask whether the child is on a roll"
        ),
        in_school_hours(stop),
        without_authority(stop, book),
    ]


def within_reach(stop: Stop, book: Reference) -> Element:
    """That the child is not known to be educated at home, elsewhere or at a college."""
    said = _code(book, "school-says", stop.school_says)
    if said is None or not said.has("verified"):
        return Element(None, "Check with the school")
    return Element(not said.has("no_power"), f"No power: {_lower(said.label)}")


def without_authority(stop: Stop, book: Reference) -> Element:
    """Whether the absence is without lawful authority, by what the school says and the reason given."""
    said = _code(book, "school-says", stop.school_says)
    reason = _code(book, "stop-reason", stop.reason)
    if said is None or not said.has("verified"):
        return Element(None, "Check with the school")
    if said.code == "not-on-roll":
        return Element(False, "Not on the roll of a school")
    if said.code != "expected-in":
        return Element(False, f"The school says: {_lower(said.label)}")
    mark = _code(book, "attendance-code", stop.register_code)
    if mark is not None and mark.mark("counts_as") not in ("unauthorised", "present"):
        return Element(
            None, f"Ask the school again: expected in, but code {mark.code} is {_lower(mark.label)}"
        )
    if reason is None:
        return Element(None, "Enter the reason given")
    return Element(
        None if reason.has("excuse") else True, f"{reason.label}: sickness or unavoidable cause may excuse it"
    )


def excluded_elements(stop: Stop, book: Reference) -> list[Element]:
    """What the power over an excluded child needs beside the place, the period and the age."""
    if stop.exclusion is None or stop.stopped_at is None:
        return [Element(None, "Ask the school from when until when the pupil is suspended")]
    return [
        in_school_hours(stop),
        still_excluded(stop.exclusion, in_uk(stop.stopped_at).date(), stop.calendar, book),
        _not_elsewhere(stop.exclusion, stop.school_says),
        unjustified(stop, book),
    ]


def _not_elsewhere(exclusion: Exclusion, school_says: str | None) -> Element:
    """A suspension until a day leaves the pupil on the roll of the school that speaks of it."""
    if exclusion.admitted_elsewhere is None and school_says == "suspended" and exclusion.last_day is not None:
        return Element(True, "")
    elsewhere = yes_no(exclusion.admitted_elsewhere)
    says = (
        "Admitted to another school since" if elsewhere else "Ask whether another school admitted the pupil"
    )
    return Element(None if elsewhere is None else not elsewhere, says)


def rank_suffices(direction: Direction, book: Reference) -> Element:
    """Whether the officer who gave a direction is of the rank that may."""
    rank = next((code for code in book.codes("police-rank") if code.code == direction.rank), None)
    if rank is None:
        return Element(None, "Enter the rank of the officer who gave the direction")
    return Element(rank.has("directs"), f"{rank.label}: only a superintendent or above may direct it")


def period_given(direction: Direction) -> Element:
    """Whether a direction says from when until when, in that order."""
    if direction.since is None or direction.until is None:
        return Element(None, "Enter from when until when the direction runs")
    ordered = instant(direction.since) <= instant(direction.until)
    return Element(ordered or None, "Correct the times of the direction: it ends before it begins")


def _covered(operation: Operation, direction: Direction) -> list[Element]:
    area = yes_no(direction.covers)
    no = "The direction does not cover the area of the operation"
    covers = Element(area, no if area is False else "Say whether the direction covers the whole area")
    if operation.starts is None or operation.ends is None:
        return [covers, Element(None, "Enter when the operation starts and ends")]
    if direction.since is None or direction.until is None:
        return [covers, period_given(direction)]
    inside = instant(direction.since) <= instant(operation.starts)
    inside = inside and instant(operation.ends) <= instant(direction.until)
    return [
        covers,
        period_given(direction),
        Element(inside, "The direction does not cover the time of the operation"),
    ]


def _in_period(stop: Stop) -> Element:
    direction = stop.operation.direction if stop.operation else None
    if direction is None or direction.since is None or direction.until is None:
        return Element(None, "Enter from when until when the direction runs")
    if stop.stopped_at is None:
        return Element(None, "Enter the time")
    inside = instant(direction.since) <= instant(stop.stopped_at) <= instant(direction.until)
    return Element(inside, "Outside the time of the direction")


def public(stop: Stop) -> Element:
    """Whether the place is a public one."""
    public = yes_no(stop.public_place)
    return Element(public, "Not a public place" if public is False else "Say whether it is a public place")


def _code(book: Reference, name: str, code: str | None) -> Code | None:
    return next((entry for entry in book.codes(name) if entry.code == code), None)


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]
