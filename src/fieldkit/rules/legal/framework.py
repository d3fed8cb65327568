"""The National Framework: when a penalty notice is considered, which one it is, and its amounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fieldkit.reference import Reference
from fieldkit.rules.elements import Element, weighed, yes_no
from fieldkit.rules.finding import Finding, counted, shown
from fieldkit.rules.legal.facts import NoticeAsked, PastSanction
from fieldkit.rules.legal.referral_register import NO_MARKS
from fieldkit.rules.registry import rule
from fieldkit.rules.school.calendar import months_after
from fieldkit.rules.school.marks import Register
from fieldkit.rules.school.weeks import fullest, windows

_REGS = "SI 2007/1867 as amended by SI 2024/210; Working together, July 2026"
_WHO = "Enter the parent, the child, the day of issue and the earlier notices."


@dataclass(frozen=True, slots=True)
class NoticeAmounts:
    """What a notice asks for, in pounds: `pounds` within `days`, or `reduced` within `reduced_days`.

    There is no reduction where `reduced` is None.
    """

    pounds: int
    days: int
    reduced: int | None = None
    reduced_days: int | None = None

    @property
    def words(self) -> str:
        """As printed: "£160 within 28 days, £80 if within 21 days"."""
        full = f"£{self.pounds} within {self.days} days"
        return full if self.reduced is None else f"{full}, £{self.reduced} if within {self.reduced_days} days"


def counted_notices(facts: NoticeAsked, book: Reference) -> tuple[PastSanction, ...] | None:
    """The earlier notices that count on the day, in order; None when somebody, the day or they are unknown.

    Of the same parent for the same child within three years before, the day exactly three years ago too; not
    those withdrawn, before the framework, or under s.105.
    """
    begins = book.day("framework.begins")
    day = facts.issued_on
    if day is None or begins is None or not facts.person or not facts.child or facts.sanctions is None:
        return None
    sorts = {code.code for code in book.codes("sanction-kind") if code.has("notice")}
    same = [
        past
        for past in facts.sanctions
        if past.kind in sorts
        and (past.person, past.child) == (facts.person, facts.child)
        and past.withdrawn_on is None
    ]
    if any(past.issued_on is None for past in same):
        return None
    months = 12 * book.number("framework.years")
    issued = [(past.issued_on, at, past) for at, past in enumerate(same) if past.issued_on is not None]
    issued.sort(key=lambda entry: entry[:2])
    return tuple(past for on, _, past in issued if begins <= on <= day <= months_after(on, months))


def notice_number(facts: NoticeAsked, book: Reference) -> int | None:
    """Which notice to this parent for this child it is in three years: 1, 2, 3; None when it is not known."""
    earlier = counted_notices(facts, book)
    return None if earlier is None else len(earlier) + 1


def amounts(number: int, issued_on: date, book: Reference) -> NoticeAmounts | None:
    """What the first or second notice of a day asks for; None for one more than may be issued."""
    of_day = replace(book, as_of=issued_on)
    late_days = of_day.number("penalty.s444a_late_days")
    if number == 1:
        return NoticeAmounts(
            of_day.number("penalty.s444a_late_pounds"),
            late_days,
            of_day.number("penalty.s444a_soon_pounds"),
            of_day.number("penalty.s444a_soon_days"),
        )
    if number > of_day.number("framework.most_notices"):
        return None
    return NoticeAmounts(of_day.number("penalty.s444a_second_pounds"), late_days)


@rule("NF-01", about="referral", authority=_REGS)
def threshold_reached(facts: Register, book: Reference) -> Finding:
    """A penalty notice is considered: ten sessions in ten school weeks.

    Unauthorised sessions with code G, O or U within any rolling ten school weeks, in a row or not, over terms
    and years; code N is shown beside them.
    """
    if not facts.marks:
        return Finding.cannot_tell(NO_MARKS, counted=None)
    if facts.calendar is None:
        return Finding.cannot_tell("No calendar of the child's school: school weeks cannot be counted.")
    window = fullest(facts, book)
    if window is None:
        return Finding.cannot_tell("The school's calendar does not reach that far.", counted=None)
    least = book.number("framework.sessions")
    used = {
        "weeks": f"{shown(window.mondays[0])} to {shown(window.mondays[-1])}",
        "counted": window.counted,
        "n_beside": window.not_yet,
        "cannot_be_counted": window.unknown,
    }
    weeks = counted(len(window.mondays), "school week")
    beside = f", with {window.not_yet} more of code N" if window.not_yet else ""
    says = f"{counted(window.counted, 'session')} in {weeks} from {shown(window.first)}{beside}"
    if window.counted >= least:
        return Finding.passed(f"{says}.", **used)
    if _may_reach(facts, book, least):
        return Finding.cannot_tell(f"{says}; some weeks cannot be counted yet.", **used)
    return Finding.failed(f"{says}: {least} are needed for a penalty notice.", **used)


@rule("NF-02", about="notice", authority=_REGS)
def support_first_and_change_likely(facts: NoticeAsked, _book: Reference) -> Finding:
    """Support was tried or does not suit, and the notice is likely to change behaviour."""
    tried = bool((facts.support_tried or "").strip())
    suits = False if facts.for_leave == "yes" else yes_no(facts.support_suits)
    change = yes_no(facts.change_expected)
    used = {
        "support_suits": facts.support_suits,
        "support_tried": tried,
        "for_leave": facts.for_leave,
        "change_expected": facts.change_expected,
    }
    unset = facts.support_tried is None and suits is not False
    first = Element(
        None if unset or (suits is None and not tried) else tried or suits is False,
        "Write what support was tried, or that support does not suit",
    )
    asks = "Say whether a notice is likely to change behaviour"
    second = Element(change, asks if change is None else "A notice is not likely to change behaviour")
    return weighed([first, second], "Support came first, and a notice is likely to change behaviour.", used)


@rule("NF-03", about="notice", authority=_REGS)
def notice_to_improve_first(facts: NoticeAsked, _book: Reference) -> Finding:
    """A Notice to Improve came first, where support suits.

    Not for a holiday. The officer may choose none where no effect is expected, and writes why.
    """
    used: dict[str, object] = {"for_leave": facts.for_leave, "support_suits": facts.support_suits}
    if facts.for_leave == "yes" or facts.support_suits == "no":
        return Finding.passed("No Notice to Improve is needed: support does not suit.", **used)
    if (facts.no_nti_because or "").strip():
        return Finding.passed("No Notice to Improve: the reason is written.", **used)
    used |= {"improve_to": facts.improve_to, "improved": facts.improved, "issued": facts.issued_on}
    if facts.improve_to is None:
        if facts.for_leave is None or facts.support_suits != "yes" or facts.no_nti_because is None:
            return Finding.cannot_tell("Say whether there was a Notice to Improve, or why not.", **used)
        return Finding.failed(
            "Issue a Notice to Improve first, or write why it would have no effect.", **used
        )
    if facts.issued_on is None:
        return Finding.cannot_tell("Enter the day of issue.", **used)
    if facts.issued_on <= facts.improve_to:
        if (facts.early_ground or "").strip():
            return Finding.passed("A ground for a notice before the end is written.", **used)
        says = (
            f"The improvement period runs until {shown(facts.improve_to)}: write the ground for not waiting."
        )
        return (Finding.cannot_tell if facts.early_ground is None else Finding.failed)(says, **used)
    if facts.improved == "yes":
        return Finding.failed("Attendance improved enough: no penalty notice.", **used)
    if facts.improved != "no":
        return Finding.cannot_tell("Say whether attendance improved enough.", **used)
    return Finding.passed(f"The improvement period ended on {shown(facts.improve_to)}.", **used)


@rule("NF-05", about="notice", authority=_REGS)
def first_notice(facts: NoticeAsked, book: Reference) -> Finding | None:
    """The first notice: £160 within 28 days, £80 if within 21 days.

    The days begin with the day of receipt.
    """
    return _amounts_stated(facts, book, 1)


@rule("NF-06", about="notice", authority=_REGS)
def second_notice(facts: NoticeAsked, book: Reference) -> Finding | None:
    """The second notice within three years: a flat £160 within 28 days, no reduction.

    To the same parent for the same child; on the day exactly three years after the first it is the second.
    """
    return _amounts_stated(facts, book, 2)


@rule("NF-07", about="notice", authority=f"{_REGS} [V]")
def no_third_notice(facts: NoticeAsked, book: Reference) -> Finding:
    """There is no third notice in three years.

    A prosecution or another measure is considered. Notices before 19 August 2024 and withdrawn ones do not
    count; those under s.105 are counted apart.
    """
    earlier = counted_notices(facts, book)
    if earlier is None:
        return Finding.cannot_tell(_WHO, issued=facts.issued_on, earlier=None)
    used = {"issued": facts.issued_on, "earlier": tuple(past.issued_on for past in earlier)}
    most = book.number("framework.most_notices")
    number = len(earlier) + 1
    if number > most:
        says = f"No penalty notice: {len(earlier)} were issued in {_years(book)}. Consider prosecution."
        return Finding.failed(says, **used)
    return Finding.passed(f"Notice {number} of {most} in {_years(book)}.", **used)


@rule("NF-08", about="notice", authority="Education Act 1996 s.444A; s.576; FieldKit NF-08")
def one_parent_one_child(facts: NoticeAsked, _book: Reference) -> Finding:
    """A notice is to one parent for one child."""
    used = {
        "persons": None if facts.persons is None else len(set(facts.persons)),
        "children": None if facts.children is None else len(set(facts.children)),
    }
    if not facts.persons or not facts.children:
        return Finding.cannot_tell("Say to whom the notice goes and for which child.", **used)
    if len(set(facts.persons)) > 1:
        return Finding.failed("Give each parent a notice of their own.", **used)
    if len(set(facts.children)) > 1:
        return Finding.failed("Give a notice for each child.", **used)
    return Finding.passed("One parent, one child.", **used)


def _amounts_stated(facts: NoticeAsked, book: Reference, number: int) -> Finding | None:
    """Whether the notice of this number states its amounts; what they are where it states none."""
    found = notice_number(facts, book)
    if found is None or facts.issued_on is None:
        return Finding.cannot_tell(_WHO, issued=facts.issued_on, earlier=None)
    due = amounts(number, facts.issued_on, book)
    begins = book.day("framework.begins")
    if found != number or due is None or begins is None or facts.issued_on < begins:
        return None
    used = {"issued": facts.issued_on, "notice": number, "amounts": due.words}
    stated = (facts.pounds, facts.reduced_pounds)
    if facts.pounds is not None and stated != (due.pounds, due.reduced):
        return Finding.failed(f"Correct the amounts: {due.words}.", **used)
    return Finding.passed(f"{due.words}.", **used)


def _may_reach(facts: Register, book: Reference, least: int) -> bool:
    """Whether marks that cannot be counted yet may still bring any ten weeks to the threshold."""
    return any(window.counted + window.unknown >= least for window in windows(facts, book))


def _years(book: Reference) -> str:
    return counted(book.number("framework.years"), "year")
