"""What becomes of a stop: flagged, erased, referred, and never an interview (rules SWP-21 to SWP-24)."""

from __future__ import annotations

from datetime import date, timedelta

from fieldkit.reference import Reference
from fieldkit.rules.elements import Element, weighed, yes_no
from fieldkit.rules.finding import Finding, instant, shown
from fieldkit.rules.registry import rule
from fieldkit.rules.school.hours import of_school_age
from fieldkit.rules.sweeps.facts import Stop


@rule("SWP-21", about="stop", authority="Crime and Disorder Act 1998 s.16(2); FieldKit SWP-21")
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


def _plain(words: str) -> str:
    return " ".join("".join(char if char.isalnum() else " " for char in words.casefold()).split())
