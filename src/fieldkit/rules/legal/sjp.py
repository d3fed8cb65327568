"""Whether a single justice pack may go out, and from when its days run (rules SJP-01 to SJP-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fieldkit.reference import Code, Reference
from fieldkit.rules.finding import Finding, counted, shown
from fieldkit.rules.registry import rule

_ADULT = 18
_WEEKEND = 5
_MCA = "MCA 1980 s.16A [V]"


@dataclass(frozen=True, slots=True)
class SinglePack:
    """A pack for the single justice as it is about to be built.

    `persons` are those charged in it; `served` the days on which the pack is posted or left; `welsh` a code
    of `welsh-version`; `eso` one of `eso-decision`.
    """

    born: date | None = None
    charged_on: date | None = None
    offence: str | None = None
    persons: tuple[str, ...] | None = None
    first: date | None = None
    last: date | None = None
    eso: str | None = None
    eso_reason: str | None = None
    welsh: str | None = None
    served: tuple[date, ...] | None = None


def counts_as_served(posted: date, how: str, book: Reference) -> date:
    """The day on which papers count as served: by post some working days later, else the day itself."""
    if not book.code("served-how", how).has("post"):
        return posted
    holidays = {holiday.day for holiday in book.bank_holidays()}
    day, left = posted, book.number("service.post_working_days")
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _WEEKEND and day not in holidays
    return day


def plea_by(posted: date, how: str, book: Reference) -> date:
    """The last day for an answer to a notice: the local days from posting, or from service (local)."""
    begins = counts_as_served(posted, how, book) if book.local("sjp.plea_from_service") else posted
    return begins + timedelta(days=book.number("sjp.plea_days"))


@rule("SJP-01", about="sjp-pack", authority=_MCA)
def defendant_adult(facts: SinglePack, _book: Reference) -> Finding:
    """The defendant was 18 or over when charged."""
    used = {"born": facts.born, "charged": facts.charged_on}
    if facts.born is None or facts.charged_on is None:
        missing = "date of birth of the defendant" if facts.born is None else "day of the charge"
        return Finding.cannot_tell(f"Enter the {missing}: the single justice takes adults only.", **used)
    on, born = facts.charged_on, facts.born
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    if age < _ADULT:
        return Finding.failed(f"The defendant is {age}: the single justice takes adults only.", **used)
    return Finding.passed("The defendant is an adult.", **used)


@rule("SJP-02", about="sjp-pack", authority=_MCA)
def offence_for_one_justice(facts: SinglePack, book: Reference) -> Finding:
    """The offence is summary only and cannot end in prison: section 444(1), never 444(1A)."""
    if not facts.offence:
        return Finding.cannot_tell("Choose the offence.", offence=None)
    code = _code("offence", facts.offence, book)
    if code is None:
        return Finding.cannot_tell("Choose an offence of the list.", offence=facts.offence)
    if not code.has("sjp") or code.has("imprisonable"):
        return Finding.failed(f"{code.label}: open court, never the single justice.", offence=code.label)
    return Finding.passed("Summary only, and no prison.", offence=code.label)


@rule("SJP-03", about="sjp-pack", authority=_MCA)
def one_defendant(facts: SinglePack, _book: Reference) -> Finding:
    """One person is charged in a pack."""
    number = len(set(facts.persons or ()))
    if number != 1:
        says = "Say who is charged." if not number else f"{number} people are charged: each has a pack."
        return (Finding.failed if number else Finding.cannot_tell)(says, charged=number)
    return Finding.passed("One person is charged.", charged=number)


@rule("SJP-04", about="sjp-pack", authority="Education Act 1996 s.444; FieldKit 8.5")
def period_named(facts: SinglePack, _book: Reference) -> Finding:
    """The charge names its period."""
    used = {"from": facts.first, "to": facts.last}
    if facts.first is None or facts.last is None:
        return Finding.cannot_tell("Enter the first and the last day of the period.", **used)
    if facts.last < facts.first:
        return Finding.failed("The period ends before it begins.", **used)
    return Finding.passed(f"{shown(facts.first)} to {shown(facts.last)}.", **used)


@rule("SJP-05", about="sjp-pack", authority="Education Act 1996 s.447(1)")
def order_considered(facts: SinglePack, book: Reference) -> Finding:
    """An education supervision order was considered before the charge, with the reason."""
    used = {"decided": book.label("eso-decision", facts.eso) if facts.eso else None}
    if not facts.eso:
        return Finding.cannot_tell("Say whether an education supervision order is applied for.", **used)
    if facts.eso_reason is None:
        return Finding.cannot_tell("Say why, for the court (s.447).", **used)
    if not facts.eso_reason.strip():
        return Finding.failed("Say why, for the court (s.447).", **used)
    return Finding.passed("Considered, with the reason.", **used)


@rule("SJP-06", about="sjp-pack", authority="Welsh Language Act 1993 s.22; FieldKit 8.5 [V]")
def welsh_settled(facts: SinglePack, book: Reference) -> Finding:
    """Whether a Welsh version is wanted is known, and it is enclosed where it is."""
    code = _code("welsh-version", facts.welsh or "", book)
    if code is None:
        return Finding.cannot_tell("Say on the service of the pack whether a Welsh version is wanted.")
    if not code.has("settled"):
        return Finding.failed("Have the Welsh version made, and enclose it.", welsh=code.label)
    return Finding.passed(f"{code.label}.", welsh=code.label)


@rule("SJP-07", about="sjp-pack", authority="MCA 1980 s.16A; Criminal Procedure Rules r.24.9 [V]")
def served_at_once(facts: SinglePack, _book: Reference) -> Finding:
    """All papers of a pack are served together, on one day."""
    days = tuple(sorted(set(facts.served or ())))
    if not days:
        return Finding.cannot_tell("Record the service of the pack: how, where and on which day.", days=None)
    if len(days) > 1:
        says = f"{counted(len(days), 'day')} of service are recorded: one holds for every paper."
        return Finding.failed(says, days=days)
    return Finding.passed(f"All on {shown(days[0])}.", days=days)


def _code(name: str, code: str, book: Reference) -> Code | None:
    """A code of a list; None for one that this FieldKit does not know."""
    try:
        return book.code(name, code)
    except LookupError:
        return None
