"""What a sweep operation needs, and what becomes of its stops (rules SWP-01, SWP-02, SWP-20 to SWP-24)."""

from __future__ import annotations

from datetime import date, timedelta

from fieldkit.reference import Reference
from fieldkit.rules.elements import Element, weighed, yes_no
from fieldkit.rules.finding import Finding, in_uk, instant, shown
from fieldkit.rules.registry import rule
from fieldkit.rules.school_hours import of_school_age
from fieldkit.rules.sweep_facts import Direction, Operation, Stop

_SECTION_16 = "Crime and Disorder Act 1998 s.16"
POWERLESS = ("engagement", "employment")


@rule("SWP-01", about="operation", authority=f"{_SECTION_16}(1); practice guidance [V]")
def premises_designated(facts: Operation, _book: Reference) -> Finding | None:
    """Premises are designated for children to be taken to, and the chief officer of police was told.

    A police station is never such premises.
    """
    if facts.sort == "employment" or facts.mode in POWERLESS:
        return None
    premises = facts.premises
    if premises is None or not premises.name or facts.mode is None:
        return Finding.cannot_tell("Enter the power used and the designated premises.", premises=None)
    used: dict[str, object] = {
        "premises": premises.name,
        "designated": premises.designated_on,
        "chief_officer_told": premises.chief_officer_told_on,
    }
    elements = [
        Element("police station" not in premises.name.casefold(), "A police station cannot be designated"),
        _before(premises.designated_on, facts, "designated", "the premises were designated"),
        _before(premises.chief_officer_told_on, facts, "told of", "the chief officer was told"),
    ]
    says = f"{premises.name}: designated on {shown(premises.designated_on)}."
    return weighed(elements, says, used)


@rule("SWP-02", about="operation", authority=f"{_SECTION_16}(2)")
def superintendent_directed(facts: Operation, book: Reference) -> Finding | None:
    """An officer of the rank of superintendent or above directed it.

    The direction specifies an area and a period, and the council holds a copy.
    """
    if facts.sort == "employment" or facts.mode in POWERLESS:
        return None
    direction = facts.direction
    if direction is None or facts.mode is None:
        return Finding.cannot_tell("Enter the power used and the direction.", direction=None)
    used: dict[str, object] = {
        "by": direction.name,
        "rank": direction.rank,
        "force": direction.force,
        "area": direction.area,
        "period": (direction.since, direction.until),
        "copy_held": direction.copy_held,
    }
    copy = yes_no(direction.copy_held) or None
    elements = [
        _rank(direction, book),
        Element(
            bool(direction.name and direction.force) or None, "Enter who gave the direction, of which force"
        ),
        Element(bool(direction.area) or None, "Enter the area of the direction"),
        _period(direction),
        Element(copy, "Hold a copy of the direction: what it says cannot be checked"),
    ]
    rank = book.label("police-rank", direction.rank or "")
    return weighed(elements, f"Directed by {rank} {direction.name}, {direction.force}.", used)


@rule("SWP-20", about="operation", authority=f"{_SECTION_16}(2), (3); FieldKit SWP-20")
def may_go_live(facts: Operation, book: Reference) -> Finding:
    """The operation may go live.

    With a manager's approval, and with a direction whose area and period cover it; without a direction only
    as an engagement patrol, which needs the approval too and where nobody may be removed.
    """
    used: dict[str, object] = {"approved": facts.approved, "mode": facts.mode}
    no = "The operation is not approved" if facts.approved is False else "The approval is not here yet"
    approved = Element(facts.approved, no)
    if facts.sort == "employment":
        return weighed([approved], "Approved.", used)
    if facts.mode is None:
        return weighed([approved, Element(None, "Say under which power the operation runs")], "", used)
    if facts.mode in POWERLESS:
        says = "Approved. Nobody may be removed." if facts.mode == "engagement" else "Approved."
        return weighed([approved], says, used)
    used["period"] = (facts.starts, facts.ends)
    if facts.direction is None:
        says = "Enter the direction, or go as an engagement patrol"
        return weighed([approved, Element(None, says)], "", used)
    used["directed"] = (facts.direction.since, facts.direction.until)
    used["covers_area"] = facts.direction.covers
    elements = [approved, _rank(facts.direction, book), *_covered(facts, facts.direction)]
    return weighed(elements, "Approved, and the direction covers its area and time.", used)


@rule("SWP-21", about="stop", authority=f"{_SECTION_16}(2); FieldKit SWP-21")
def inside_area_and_period(facts: Stop, _book: Reference) -> Finding:
    """The stop lies inside the area and the period of the operation."""
    operation = facts.operation
    used: dict[str, object] = {"stopped": facts.stopped_at, "in_area": facts.in_area}
    area = yes_no(facts.in_area)
    elements = [Element(area, "Outside the area" if area is False else "Say whether it is inside the area")]
    if operation is None or operation.starts is None or operation.ends is None or facts.stopped_at is None:
        elements.append(Element(None, "Enter the times of the stop and of the operation"))
        return weighed(elements, "", used)
    used["operation"] = (operation.starts, operation.ends)
    inside = instant(operation.starts) <= instant(facts.stopped_at) <= instant(operation.ends)
    elements.append(Element(inside, "Outside the time of the operation"))
    return weighed(elements, "Inside the area and the time of the operation.", used)


@rule("SWP-22", about="stop", authority="UK GDPR Art.5(1)(e); local; FieldKit SWP-22")
def names_erased_in_time(facts: Stop, book: Reference) -> Finding:
    """The names of a stop that raised no concern are erased in time.

    A stop that was legitimate or of somebody not of compulsory school age: names go the local number of days
    after the operation closed; the counted facts and the record of the erasure stay.
    """
    closed = facts.operation.closed_on if facts.operation else None
    used: dict[str, object] = {"stop": facts.classification, "closed": closed, "names_held": facts.names_held}
    erased = names_go(facts, book)
    if erased is None:
        return Finding.cannot_tell(
            "Say what the stop is, what was done and whether there is a worry.", **used
        )
    if not erased:
        return Finding.passed("The names are kept: something follows from this stop.", **used)
    if facts.names_held is False:
        return Finding.passed("The names were erased.", **used)
    if closed is None:
        kept = book.number("sweep.names_kept_days")
        return Finding.cannot_tell(f"The names go {kept} days after the operation closes.", **used)
    due = erasure_due(closed, book)
    used |= {"due": due, "today": facts.today, "on_hold": facts.on_hold}
    if facts.names_held is None or facts.today is None or facts.on_hold is None:
        return Finding.cannot_tell(f"The names are due to be erased on {shown(due)}.", **used)
    if facts.on_hold:
        return Finding.passed(f"On hold: the names due on {shown(due)} stay until it is lifted.", **used)
    if facts.today > due:
        return Finding.failed(f"Erase the names: they were due on {shown(due)}.", **used)
    return Finding.passed(f"The names are due to be erased on {shown(due)}.", **used)


@rule("SWP-23", about="stop", authority="Education Act 1996 s.436A; FieldKit SWP-23")
def child_on_no_roll_referred(facts: Stop, book: Reference) -> Finding:
    """A child on no roll is referred as perhaps missing education."""
    used: dict[str, object] = {
        "on_roll": facts.on_roll,
        "school_says": facts.school_says,
        "actions": facts.actions,
    }
    said = {code.code: code for code in book.codes("school-says")}.get(facts.school_says or "")
    if said is not None and said.has("no_power"):
        return Finding.passed(f"{said.label}: no referral is called for.", **used)
    on_roll = yes_no(facts.on_roll)
    if on_roll is None:
        return Finding.cannot_tell("Ask whether the child is on the roll of a school.", **used)
    if on_roll:
        return Finding.passed("On the roll of a school: no referral is called for.", **used)
    age = of_school_age(facts, book)
    if age.holds is False:
        return Finding.passed(f"{age.says}: no referral is called for.", **used)
    if facts.actions is None:
        return Finding.cannot_tell("Enter what was done.", **used)
    referring = {code.code for code in book.codes("stop-action") if code.mark("refers") == "cme"}
    if referring & set(facts.actions):
        return Finding.passed("Referred as perhaps missing education.", **used)
    return Finding.failed("On no roll: refer the child as perhaps missing education.", **used)


@rule("SWP-24", about="stop", authority="PACE Code C 10.1; FieldKit SWP-24")
def stop_is_no_interview(facts: Stop, book: Reference) -> Finding:
    """A stop is not an interview.

    No caution and no questions about guilt: a child is a witness or somebody to keep safe, never a suspect of
    an offence under section 444.
    """
    if facts.words is None:
        return Finding.cannot_tell("Open the words that were written down.", words=None)
    opening = book.wording("caution").text.partition(".")[0]
    if _plain(opening) in _plain(facts.words):
        return Finding.failed("A caution was written down: a stop is not an interview.", caution=True)
    return Finding.passed("No caution was written down.", caution=False)


def erasure_due(closed_on: date, book: Reference) -> date:
    """The day by which names are erased; far from any calendar it is the last day there is."""
    kept = timedelta(days=book.number("sweep.names_kept_days"))
    return closed_on + kept if date.max - closed_on >= kept else date.max


def names_go(stop: Stop, book: Reference) -> bool | None:
    """Whether a stop's names are to be erased once due; None when what decides is not known.

    Those of a stop of a class that is erased, unless somebody was referred or there is a worry.
    """
    erased = {code.code for code in book.codes("stop-class") if code.has("erase")}
    referring = {code.code for code in book.codes("stop-action") if code.has("refers")}
    if stop.classification is None:
        return None
    if stop.classification not in erased or stop.welfare == "yes" or referring & set(stop.actions or ()):
        return False
    return None if stop.actions is None or stop.welfare is None else True


def _before(day: date | None, operation: Operation, verb: str, when: str) -> Element:
    if day is None or operation.starts is None:
        return Element(None, f"Enter when {when}, and when the operation starts")
    says = f"Only {verb} on {shown(day)}, after the operation starts"
    return Element(day <= in_uk(operation.starts).date(), says)


def _rank(direction: Direction, book: Reference) -> Element:
    rank = next((code for code in book.codes("police-rank") if code.code == direction.rank), None)
    if rank is None:
        return Element(None, "Enter the rank of the officer who gave the direction")
    return Element(rank.has("directs"), f"{rank.label}: only a superintendent or above may direct it")


def _period(direction: Direction) -> Element:
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
        return [covers, _period(direction)]
    inside = instant(direction.since) <= instant(operation.starts)
    inside = inside and instant(operation.ends) <= instant(direction.until)
    return [
        covers,
        _period(direction),
        Element(inside, "The direction does not cover the time of the operation"),
    ]


def _plain(words: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in words.casefold()).split())
