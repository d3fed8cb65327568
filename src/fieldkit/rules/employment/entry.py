"""By what right an officer is in a workplace (EMP-30, EMP-31), and how long a justice's order lasts."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from fieldkit.reference import Code, Reference
from fieldkit.rules.employment.facts import Entry
from fieldkit.rules.finding import Finding, in_uk, instant, shown
from fieldkit.rules.registry import rule


def order_ends(order_made_at: datetime, book: Reference) -> datetime | None:
    """The moment until which an order may be used, in UK time; None past the end of the calendar."""
    if not _in_reason(order_made_at):
        return None
    hours = book.employment_law(in_uk(order_made_at).date()).order_hours
    return in_uk(instant(order_made_at) + timedelta(hours=hours))


def order_left(order_made_at: datetime, now: datetime, book: Reference) -> timedelta | None:
    """How long an order may still be used, for the countdown; zero at its last moment, less after it."""
    ends = order_ends(order_made_at, book)
    return None if ends is None or not _in_reason(now) else instant(ends) - instant(now)


def bases_open(order_made_at: datetime | None, now: datetime, book: Reference) -> tuple[Code, ...]:
    """The entry bases that may be chosen: an order that has run out is refused (EMP-30)."""
    left = order_left(order_made_at, now, book) if order_made_at is not None else None
    run_out = left is not None and left < timedelta()
    return tuple(code for code in book.codes("premises-entry-basis") if not (code.has("order") and run_out))


@rule("EMP-30", about="premises-visit", authority="CYPA 1933 s.28(1) [V]")
def lawful_entry(facts: Entry, book: Reference) -> Finding | None:
    """A workplace is entered by consent, in its public part, or under a justice's order.

    There is no general power to enter workplaces. An order holds for 48 hours, its last moment included.
    """
    basis = _basis(facts, book)
    used: dict[str, object] = {"basis": basis.label if basis else None, "entered": facts.entered_at}
    if basis is None:
        says = "Say on what basis you are in: there is no general power to enter."
        return Finding.cannot_tell(says, **used)
    if basis.has("performance"):
        return None
    if basis.has("order"):
        return _under_order(facts, book, used)
    if basis.has("consent"):
        if not (facts.consent_by or "").strip():
            return Finding.cannot_tell("Enter who let you in.", **used)
        return Finding.passed(f"By consent of {facts.consent_by}.", **used, consent_of=facts.consent_by)
    return Finding.passed(f"{basis.label}.", **used)


@rule("EMP-31", about="premises-visit", authority="CYPA 1933 s.28(2), (3) [V]")
def performance_premises(facts: Entry, book: Reference) -> Finding | None:
    """An authorised officer may enter where a licensed child performs, at reasonable times.

    Places used for broadcasting, film or performance. Carry the written authorisation; obstruction is an
    offence.
    """
    basis = _basis(facts, book)
    used: dict[str, object] = {"authorisation": facts.authorisation, "licensed_child": facts.licensed_child}
    if basis is None:
        return Finding.cannot_tell("Say on what basis you are in.", **used)
    if not basis.has("performance"):
        return None
    if facts.authorisation == "no":
        return Finding.failed("Carry the written authorisation.", **used)
    if facts.licensed_child == "no":
        return Finding.failed("No licensed child is there: ask for consent, or for an order.", **used)
    if facts.authorisation != "yes":
        return Finding.cannot_tell("Say whether you carry the written authorisation.", **used)
    if facts.licensed_child != "yes":
        return Finding.cannot_tell("Say whether a licensed child is there.", **used)
    return Finding.passed("A licensed child is there and the authorisation is carried.", **used)


def _under_order(facts: Entry, book: Reference, used: dict[str, object]) -> Finding:
    used["order_made"] = facts.order_made_at
    if facts.order_made_at is None:
        return Finding.cannot_tell("Enter the time of the order.", **used)
    ends, at = order_ends(facts.order_made_at, book), facts.entered_at or facts.now
    if ends is None or (at is not None and not _in_reason(at)):
        return Finding.cannot_tell("Check the time of the order and of the entry.", **used)
    used["order_ends"] = ends
    if at is not None and instant(at) > instant(ends):
        says = f"The order ran out on {shown(ends)}: leave, or ask for consent."
        return Finding.failed(says, **used).titled("Order of a justice has run out")
    if facts.entered_at is None:
        return Finding.cannot_tell(f"Enter when you went in; the order holds to {shown(ends)}.", **used)
    if instant(facts.entered_at) < instant(facts.order_made_at):
        return Finding.failed("The entry was before the order.", **used).titled("Entered before the order")
    return Finding.passed(f"Entered under the order, which holds to {shown(ends)}.", **used)


def _basis(facts: Entry, book: Reference) -> Code | None:
    codes = book.codes("premises-entry-basis")
    return next((code for code in codes if code.code == facts.basis), None)


def _in_reason(moment: datetime) -> bool:
    """Whether hours may be added to a moment without leaving the calendar."""
    return date.min.year < moment.year < date.max.year
