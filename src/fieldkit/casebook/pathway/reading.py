"""Turns one parent's way into what a window shows: measures, deadline, notices, defences and points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fieldkit.casebook.bundles.pages import PageNumbers, build_for, numbers_of, place_in
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.pathway import file as pathway_file
from fieldkit.casebook.pathway import gates as pathway_gates
from fieldkit.casebook.pathway import notice_words
from fieldkit.casebook.pathway.file import TO_IMPROVE, Way
from fieldkit.casebook.pathway.page import (
    FORBIDDEN,
    OFFERED,
    OPEN,
    AlarmRow,
    Deadline,
    DefenceRow,
    Direction,
    HearingRow,
    Measure,
    NoticeRow,
    PointRow,
)
from fieldkit.kinds.times import day_in_words
from fieldkit.reference import Reference
from fieldkit.rules.finding import Verdict, counted
from fieldkit.rules.legal.facts import Offence
from fieldkit.rules.legal.framework import NoticeAmounts
from fieldkit.rules.legal.limits import alarms, limits_of, reasons_due
from fieldkit.rules.legal.notices import payment_days
from fieldkit.rules.legal.referral import order_of_measures
from fieldkit.store.records import Held

_RUNNING = ("open", "improving", "unpaid", "not-improved", "paid-late")
_COURT = {"sjp": "s444-1", "open-court": "s444-1a"}


def measures(way: Way, person: str, book: Reference) -> tuple[Measure, ...]:
    """Every measure for one parent, offered or barred, and why."""
    return tuple(_measure(way, person, code.code, book) for code in book.codes("legal-tier"))


def _measure(way: Way, person: str, tier: str, book: Reference) -> Measure:
    words, number = book.label("legal-tier", tier), int(book.code("legal-tier", tier).mark("tier") or 0)
    if not number:
        return Measure(tier, number, words, OFFERED)
    barred = pathway_gates.why_barred(way, person, tier, book)
    if barred:
        return Measure(tier, number, words, FORBIDDEN, " ".join(f"{one.rule}: {one.says}" for one in barred))
    order = order_of_measures(pathway_file.measure_asked(way, person, tier), book)
    if order.verdict is Verdict.CANNOT_TELL:
        return Measure(tier, number, words, OPEN, f"{order.rule}: {order.says}")
    return Measure(tier, number, words, OFFERED)


def deadline(facts: Offence, book: Reference) -> Deadline | None:
    """Both last days, the days left and the alarms; None without a period."""
    limits = limits_of(facts, book)
    if limits is None or facts.today is None:
        return None
    today = facts.today
    rows = tuple(AlarmRow(one.weeks, one.day, one.day <= today) for one in alarms(facts, book))
    left, outer = (limits.cautious - today).days, (limits.outer - today).days
    return Deadline(limits.cautious, limits.outer, left, outer, rows, facts.laid_on)


def direction(action: Held, today: date, book: Reference) -> Direction | None:
    """What the court directed about an education supervision order, and by when it is answered."""
    directed = day_of(action, "eso_directed_on")
    if directed is None:
        return None
    due = reasons_due(directed, book)
    return Direction(directed, due, (due - today).days, day_of(action, "eso_answered_on"))


def clock(deadline: Deadline | None) -> str:
    """The days left for a charge, to stand beside a period that it does not wait for; empty once it is
    laid.
    """
    if deadline is None or deadline.laid_on is not None:
        return ""
    if deadline.left < 0:
        return f"Cautious date past by {counted(-deadline.left, 'day')}"
    return f"{counted(deadline.left, 'day')} to the cautious date, {day_in_words(deadline.cautious)}"


def notice_row(way: Way, held: Held, book: Reference, due_by: Deadline | None = None) -> NoticeRow:
    """A notice with its amounts, its last days for paying, how it stands, and the clock of a charge."""
    kind = held.text("notice_kind")
    due = notice_words.amounts_of(held.values, book)
    received = day_of(held, "received_on")
    days = payment_days(received, due) if due and received else None
    state, words = standing(way, held, due)
    return NoticeRow(
        notice=held.record,
        kind=kind,
        words=book.label("notice-kind", kind),
        issued_on=day_of(held, "issued_on"),
        amounts=due.words if due else "",
        reduced_by=days.reduced if days else None,
        pay_by=days.full if days else None,
        improve_from=day_of(held, "improve_from"),
        improve_to=day_of(held, "improve_to"),
        state=state,
        state_words=words,
        clock=clock(due_by) if state in _RUNNING else "",
    )


def standing(way: Way, held: Held, due: NoticeAmounts | None) -> tuple[str, str]:
    """How a notice stands: the state of a `NoticeRow`, and the same in words."""
    paid, withdrawn = day_of(held, "paid_on"), day_of(held, "withdrawn_on")
    if withdrawn:
        return "withdrawn", f"Withdrawn {day_in_words(withdrawn)}"
    if held.text("notice_kind") == TO_IMPROVE:
        return _improving(way, held)
    received = day_of(held, "received_on")
    if received is None or due is None:
        return "open", "Not yet known to be received"
    last = payment_days(received, due).full
    if paid:
        late = paid > last
        return ("paid-late" if late else "paid"), f"Paid {day_in_words(paid)}{', late' if late else ''}"
    if way.today > last:
        return "unpaid", f"Not paid by {day_in_words(last)}: prosecute the offence, or withdraw"
    left = counted((last - way.today).days, "day")
    return "open", f"May be paid until {day_in_words(last)}, {left} left"


def _improving(way: Way, held: Held) -> tuple[str, str]:
    improved, until = held.text("improved"), day_of(held, "improve_to")
    if improved == "yes":
        return "improved", "Improved enough"
    if improved == "no":
        return "not-improved", "Did not improve enough"
    if until is not None and way.today <= until:
        return "improving", f"Until {day_in_words(until)}, {counted((until - way.today).days, 'day')} left"
    return "open", "Ended: say whether it improved enough"


def defence_rows(
    action: Held, recorded: Sequence[Held], offence: str, book: Reference
) -> tuple[DefenceRow, ...]:
    """The defences sheet: each that the offence has, asked or not."""
    told = {held.text("defence_code"): held for held in recorded}
    codes = [code for code in book.codes("defence") if code.mark("offence") in ("", offence)]
    rows = []
    for code in codes:
        held = told.get(code.code)
        rows.append(
            DefenceRow(
                record=held.record if held else pathway_file.part_id(action.record, "defence", code.code),
                code=code.code,
                words=code.label,
                source=code.mark("source"),
                burden="For the parent to prove" if code.mark("burden") == "parent" else "",
                asked=held is not None,
                raised=held.text("raised") if held else "",
                evidence=held.text("evidence") if held else "",
                finding=held.text("finding") if held else "",
            )
        )
    return tuple(rows)


def point_rows(
    action: Held,
    recorded: Sequence[Held],
    offence: str,
    papers: Mapping[str, Held],
    pages: PageNumbers,
    book: Reference,
) -> tuple[PointRow, ...]:
    """The points of an offence, each with its paper, the place in it and the bundle page."""
    told = {held.text("point"): held for held in recorded}
    codes = [code for code in book.codes("point-to-prove") if offence in code.mark("offences").split()]
    rows = []
    for code in codes:
        held = told.get(code.code)
        paper = held.text("proved_by") if held else ""
        rows.append(
            PointRow(
                record=held.record if held else pathway_file.part_id(action.record, "proof", code.code),
                code=code.code,
                words=code.label,
                paper=paper,
                proved_by=_paper_words(papers.get(paper)),
                where=held.text("where") if held else "",
                page=pages.of(paper, place_in(held.text("where") if held else "")),
            )
        )
    return tuple(rows)


def _paper_words(held: Held | None) -> str:
    if held is None:
        return ""
    mark = held.text("mark")
    return f"Exhibit {mark}, {held.title}" if mark and mark not in held.title else held.title


def pages_of(way: Way, action: str) -> PageNumbers:
    """The page numbers that an action is presented by: of its newest pack that left the notebook."""
    released = {one.parent for one in way.of("release")}
    return numbers_of(build_for(way.of("bundle-build"), released, action))


def hearing_row(hearing: Held, action: Held, parent: str, reference: str, book: Reference) -> HearingRow:
    """A hearing with what is not ready for it."""
    presenter = hearing.value("presenter")
    kind = hearing.text("hearing_kind")
    missing = []
    if not isinstance(presenter, dict):
        missing.append("Nobody presents it yet")
    if hearing.value("authority_held") != "yes":
        missing.append("No written authority (s.223)")
    if not hearing.text("witnesses") and kind == "trial":
        missing.append("No witnesses named")
    return HearingRow(
        hearing=hearing.record,
        action=action.record,
        case=action.home,
        reference=reference,
        parent=parent,
        court=hearing.text("court"),
        room=hearing.text("room"),
        at=hearing.text("listed_for"),
        kind=kind,
        kind_words=book.label("hearing-kind", kind),
        presenter=str(presenter["name"]) if isinstance(presenter, dict) else "",
        outcome=hearing.text("outcome"),
        not_ready=() if hearing.text("outcome") else tuple(missing),
    )


def offence_in(action: Held) -> str:
    """The offence of an action, or the one that its measure means."""
    return action.text("offence") or _COURT.get(action.text("tier"), "s444-1")


def court_words(offence: str, book: Reference) -> str:
    """Where an offence is heard, and why."""
    code = book.code("offence", offence)
    if code.has("sjp") and not code.has("imprisonable"):
        return "Single justice or open court: summary only, no prison"
    return "Open court: it can end in prison, so never the single justice"


def eso_words(action: Held, book: Reference) -> str:
    """What was decided about an education supervision order, and why; empty while nothing is."""
    decision = action.text("eso_decision")
    return f"{book.label('eso-decision', decision)}. {action.text('eso_reason')}".strip() if decision else ""


def result_words(action: Held, book: Reference) -> str:
    """The result with its day, fine and costs; empty while there is none."""
    if not action.text("result"):
        return ""
    on, fine, costs = day_of(action, "result_on"), action.value("fine"), action.value("costs_ordered")
    told = (
        book.label("court-result", action.text("result")),
        day_in_words(on) if on else "",
        f"fine £{fine}" if fine is not None else "",
        f"costs £{costs}" if costs is not None else "",
    )
    return ", ".join(filter(None, told))


def orders(action: Held, book: Reference) -> tuple[str, ...]:
    """The orders that the court made, in words."""
    told = action.value("orders")
    return tuple(book.label("court-order", str(one)) for one in told) if isinstance(told, list) else ()
