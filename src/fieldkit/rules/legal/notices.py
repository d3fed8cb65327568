"""Notices as papers: the Notice to Improve, what a penalty notice says, and its payment (NF-04, NF-09 to
NF-11).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, counted, shown
from fieldkit.rules.legal.facts import ImprovementNotice, NoticePaper, NoticeServed
from fieldkit.rules.legal.framework import NoticeAmounts
from fieldkit.rules.registry import rule

_TO_IMPROVE, _PENALTY = "notice-to-improve", "penalty-notice"


@dataclass(frozen=True, slots=True)
class PaymentDays:
    """The last days for paying: the reduced amount, where there is one, and the full one."""

    reduced: date | None
    full: date


def payment_days(received_on: date, amounts: NoticeAmounts) -> PaymentDays:
    """The last days for paying; the days begin with the day of receipt."""
    reduced = amounts.reduced_days
    return PaymentDays(
        None if reduced is None else _nth(received_on, reduced), _nth(received_on, amounts.days)
    )


def improvement_days(facts: ImprovementNotice) -> int | None:
    """How long the improvement period is, both its days counted."""
    if facts.first is None or facts.last is None or facts.last < facts.first:
        return None
    return (facts.last - facts.first).days + 1


@rule("NF-04", about="notice", authority="Working together, July 2026; Nottinghamshire notice to improve")
def notice_to_improve_whole(facts: ImprovementNotice, book: Reference) -> Finding:
    """A Notice to Improve is whole.

    The record and offences, the duty, support so far and on offer, a warning, a period of three to six weeks,
    what is enough, and the grounds for a penalty notice before the end. Both days of the period count.
    """
    least, most = (book.number(f"framework.improve_{end}_weeks") for end in ("least", "most"))
    days = improvement_days(facts)
    used: dict[str, object] = {"from": facts.first, "to": facts.last, "days": days}
    if facts.contents is None:
        return Finding.cannot_tell("Write the notice first.", **used)
    if missing := _missing(facts.contents, _TO_IMPROVE, book):
        return Finding.failed(f"The notice lacks: {missing}.", **used)
    if days is None:
        return Finding.cannot_tell("Enter the first and the last day of the improvement period.", **used)
    if not least * 7 <= days <= most * 7:
        says = f"The improvement period has {counted(days, 'day')}: make it {least} to {most} weeks."
        return Finding.failed(says, **used)
    return Finding.passed(f"The notice is whole; its period has {counted(days, 'day')}.", **used)


@rule("NF-09", about="notice", authority="Education Act 1996 s.444A; SI 2007/1867 [V]")
def payment_period_over(facts: NoticeServed, book: Reference) -> Finding:
    """No prosecution before the payment period ends.

    Unpaid: prosecute for the original offence, not for non-payment, or withdraw. Paid in time: no prosecution
    for that period.
    """
    used: dict[str, object] = {
        "received": facts.received_on,
        "paid": facts.paid_on,
        "withdrawn": facts.withdrawn_on,
        "today": facts.today,
    }
    if facts.received_on is None or facts.today is None:
        return Finding.cannot_tell("Enter when the notice was received.", **used)
    last = _nth(facts.received_on, book.number("penalty.s444a_late_days"))
    used["pay_by"] = last
    if facts.withdrawn_on is not None:
        return Finding.cannot_tell("Withdrawn: legal decides whether the period may be prosecuted.", **used)
    if facts.paid_on is not None and facts.paid_on <= last:
        return Finding.failed("Paid in time: no prosecution for that period.", **used)
    if facts.today <= last:
        return Finding.failed(f"No prosecution yet: it may be paid until {shown(last)}.", **used)
    if facts.paid_on is not None:
        return Finding.cannot_tell(f"Paid after {shown(last)}: legal decides.", **used)
    says = f"Not paid by {shown(last)}: prosecute for the original offence, or withdraw."
    return Finding.passed(says, **used)


@rule("NF-10", about="notice", authority="SI 2007/1867 reg.3")
def penalty_notice_whole(facts: NoticePaper, book: Reference) -> Finding:
    """A penalty notice says all that it has to."""
    if facts.contents is None:
        return Finding.cannot_tell("Write the notice first.", contents=None)
    used = {"contents": tuple(book.label("notice-content", code) for code in facts.contents)}
    if missing := _missing(facts.contents, _PENALTY, book):
        return Finding.failed(f"The notice lacks: {missing}.", **used)
    return Finding.passed("The notice says all that it has to.", **used)


@rule("NF-11", about="notice", authority="Education Act 1996 s.444A; SI 2007/1867")
def issued_by_who_may(facts: NoticePaper, book: Reference) -> Finding:
    """The notice is issued by somebody who may, under the council's code of conduct, and is reported."""
    issuers = {code.code: code for code in book.codes("notice-issuer")}
    used: dict[str, object] = {"issuer": facts.issuer and book.label("notice-issuer", facts.issuer)}
    used |= {"authorised": facts.authorised, "reported": facts.reported}
    if facts.issuer not in issuers:
        return Finding.cannot_tell("Say who issues the notice.", **used)
    if facts.authorised == "no":
        return Finding.failed("The code of conduct does not let them issue notices.", **used)
    reports = issuers[facts.issuer].has("reports")
    if reports and facts.reported == "no":
        return Finding.failed("The notice was not reported to the council.", **used)
    if facts.authorised != "yes" or (reports and facts.reported != "yes"):
        says = "Find out whether they may issue notices, and whether this one was reported."
        return Finding.cannot_tell(says, **used)
    return Finding.passed("Issued under the code of conduct.", **used)


def _missing(contents: tuple[str, ...], notice: str, book: Reference) -> str:
    lacking = [
        code.label.lower()
        for code in book.codes("notice-content")
        if code.mark("notice") == notice and code.code not in contents
    ]
    return "; ".join(lacking)


def _nth(first: date, number: int) -> date:
    """The day that is the n-th when `first` is day 1."""
    return date.max if (date.max - first).days < number else first + timedelta(days=number - 1)
