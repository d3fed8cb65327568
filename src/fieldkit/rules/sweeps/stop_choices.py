"""What the stop page may offer: actions with why not, and what a stop most likely is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from fieldkit.reference import Code, Reference
from fieldkit.rules.elements import Element, lacking
from fieldkit.rules.finding import in_uk
from fieldkit.rules.school.hours import closed_that_day, in_school_hours, of_school_age
from fieldkit.rules.sweeps.elements import (
    absent,
    excluded_elements,
    found_there,
    holds_power,
    power_in_use,
    within_reach,
    without_authority,
)
from fieldkit.rules.sweeps.exclusion import exclusion_day, penalty_elements, says_excluded
from fieldkit.rules.sweeps.facts import Operation, Stop


@dataclass(frozen=True, slots=True)
class Suggested:
    """A code of `stop-class` with why, in a sentence."""

    code: str
    why: str


def allowed_actions(stop: Stop, operation: Operation, book: Reference) -> Mapping[str, str]:
    """Every action of the day with why it cannot be chosen, in the few words of a key; "" when it can.

    A removal needs approval, the section 16 mode and an officer who holds the power to be known; of what else
    it needs only what is known to be lacking stops it, because reasonable cause is the constable's to judge.
    """
    facts = replace(stop, operation=operation)
    return {code.code: _why_not(code, facts, book) for code in book.codes("stop-action")}


def suggested_classification(stop: Stop, book: Reference) -> Suggested:
    """What a stop most likely is, from age, calendar, what the school says, proof and reason, in that order.

    Never more than a suggestion: what is not checked yet stays unresolved, and the officer decides.
    """
    if of_school_age(stop, book).holds is False:
        return Suggested("not-csa", "Not of compulsory school age on that day.")
    if closed_that_day(stop):
        return Suggested("legitimate", f"{stop.school or 'The school'} is closed that day.")
    said = {code.code: code for code in book.codes("school-says")}.get(stop.school_says or "")
    if said is not None and said.has("verified"):
        return _as_the_school_says(stop, said, book)
    return _as_the_reason_says(stop, book)


def _as_the_school_says(stop: Stop, said: Code, book: Reference) -> Suggested:
    usual = said.mark("usual")
    if usual == "excluded":
        return _excluded(stop, book)
    if usual == "legitimate":
        return Suggested(usual, f"The school or the register says: {said.label}.")
    if usual != "unauthorised":
        return Suggested(usual, f"The school says: {said.label}.")
    if in_school_hours(stop).holds is False:
        return Suggested("unresolved", "Expected in that day, but the stop was outside school hours.")
    absence = without_authority(stop, book)
    if absence.holds or stop.reason is None:
        return Suggested(usual, "The school expected the child in.")
    proof = {code.code for code in book.codes("stop-proof") if code.has("shown")}
    if stop.proof in proof and _reason_has(stop, "excuse", book):
        return Suggested("legitimate", "Proof was shown of a cause that may excuse the absence.")
    return Suggested("unresolved", f"{absence.says}.")


def _as_the_reason_says(stop: Stop, book: Reference) -> Suggested:
    reason = {code.code: code for code in book.codes("stop-reason")}.get(stop.reason or "")
    if reason is None:
        return Suggested("unresolved", "No reason is known yet, and the school has not been asked.")
    if reason.has("exclusion") and stop.exclusion is not None:
        return _excluded(stop, book)
    proof = {code.code for code in book.codes("stop-proof") if code.has("shown")}
    if reason.has("claim") and stop.proof not in proof:
        return Suggested("unresolved", f"{reason.label}: not shown, and not checked with the school.")
    if reason.mark("usual") in ("legitimate", "not-csa", "excluded"):
        return Suggested(reason.mark("usual"), f"{reason.label}: proof was shown.")
    return Suggested(reason.mark("usual"), f"{reason.label}: not checked with the school yet.")


def _excluded(stop: Stop, book: Reference) -> Suggested:
    if _reason_has(stop, "excuse", book) or _reason_has(stop, "closure", book):
        return Suggested("unresolved", "Suspended, with a reason that may justify being there.")
    if in_school_hours(stop).holds is False:
        return Suggested("legitimate", "Suspended, but outside school hours.")
    if stop.exclusion is None or stop.stopped_at is None:
        return Suggested("excluded", "Suspended or excluded.")
    on = in_uk(stop.stopped_at).date()
    if stop.exclusion.last_day is not None and on > stop.exclusion.last_day:
        return Suggested("unresolved", "The suspension is over: ask whether the child is expected in.")
    number = exclusion_day(stop.exclusion, on, stop.calendar, book)
    day = f"school day {number} of the exclusion" if number else "which day of it is not known"
    return Suggested("excluded", f"Suspended or excluded, {day}.")


def _why_not(action: Code, stop: Stop, book: Reference) -> str:
    if action.has("removes"):
        return _removal(action.mark("removes"), stop, book)
    if action.has("adult"):
        return "No adult is with the child" if stop.with_adult == "none" else ""
    if action.has("exclusion"):
        return "" if says_excluded(stop) else "Not suspended or excluded"
    if action.has("penalty"):
        return _penalty(stop, book)
    if action.mark("refers") in ("cme", "employment"):
        return _known_not([of_school_age(stop, book)])
    if action.code == "escorted-by-parent":
        return _to_school(stop)
    return ""


def _removal(where: str, stop: Stop, book: Reference) -> str:
    first = lacking([power_in_use(stop.operation, book), holds_power(stop, book)])
    if first is not None:
        return first.says
    premises = stop.operation.premises if stop.operation else None
    if where == "premises" and (premises is None or not premises.name):
        return "No premises are designated"
    if says_excluded(stop):
        if where == "school":
            return "Suspended or excluded: to the premises only"
        own = excluded_elements(stop, book)
    else:
        own = absent(stop, book)
    return _known_not([*found_there(stop, book), of_school_age(stop, book), *own])


def _penalty(stop: Stop, book: Reference) -> str:
    if says_excluded(stop):
        if stop.exclusion is None or stop.exclusion.s104_notice_seen != "yes":
            return "No section 104 notice seen"
        unmet = lacking([of_school_age(stop, book), *penalty_elements(stop, book)])
        return unmet.says if unmet is not None else ""
    unmet = lacking([within_reach(stop, book), without_authority(stop, book)])
    return unmet.says if unmet is not None else _known_not([of_school_age(stop, book), in_school_hours(stop)])


def _to_school(stop: Stop) -> str:
    if says_excluded(stop):
        return "Suspended or excluded: not to school"
    if stop.on_roll == "no":
        return "Not on the roll of a school"
    return f"{stop.school or 'The school'} is closed today" if closed_that_day(stop) else ""


def _known_not(elements: list[Element]) -> str:
    return next((element.says for element in elements if element.holds is False), "")


def _reason_has(stop: Stop, mark: str, book: Reference) -> bool:
    return any(code.has(mark) for code in book.codes("stop-reason") if code.code == stop.reason)
