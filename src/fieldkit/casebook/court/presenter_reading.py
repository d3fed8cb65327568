"""Makes the answers of a presenter from one parent's way: each a few lines, with the page that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fieldkit.casebook.bundles.pages import PageNumbers
from fieldkit.casebook.court.presenter_page import ASKED, Answer, Line
from fieldkit.casebook.facts import day_of, school_of
from fieldkit.casebook.legal import facts as legal_facts
from fieldkit.casebook.pathway.file import Way
from fieldkit.casebook.pathway.page import PathwayPage
from fieldkit.kinds.times import day_in_words, local
from fieldkit.reference import Reference
from fieldkit.reference.case_law import case_law
from fieldkit.rules.finding import counted
from fieldkit.rules.school.attendance import Totals, totals
from fieldkit.rules.school.marks import Register
from fieldkit.store.records import Held

#: How an offence is named above its points, by its code.
_NAMES = {"s444-1": "s.444(1)", "s444-1a": "s.444(1A)", "s443": "s.443", "s103": "EIA 2006 s.103"}


@dataclass(frozen=True, slots=True)
class Told:
    """What the answers are made of: the way, its page, and what was said under caution and in statements.

    `said` are (interview, its lines that go to a point), `statements` the statements of the case.
    """

    way: Way
    page: PathwayPage
    council: str
    said: tuple[tuple[Held, tuple[Held, ...]], ...]
    statements: tuple[Held, ...]
    hearings: tuple[Held, ...]
    pages: PageNumbers
    book: Reference

    def part(self, part: str) -> int:
        """The page on which a part of the pack about this action begins; 0 when it has none."""
        return self.pages.of_part(part, self.page.held.record)


def answers(told: Told) -> tuple[Answer, ...]:
    """Every answer, in the order of the list."""
    made = {
        "parties": ("Parties", _parties(told), ""),
        "dates": ("Dates and deadline", _dates(told), "No period is recorded."),
        "totals": ("Attendance totals by code", _totals(told), "No register is on this laptop."),
        "points": (f"Points to prove: {_NAMES.get(told.page.offence, told.page.offence)}", _points(told), ""),
        "interview": ("Interview under caution", _interview(told), "There was no interview under caution."),
        "defences": ("Defence raised", _defences(told), "No defence was raised."),
        "previous": ("Previous orders and sanctions", _previous(told), "None recorded for this parent."),
        "sentence": ("Sentence guide", _sentence(told), "No guide for this offence."),
        "costs": ("Costs", _costs(told), "No costs are asked for yet."),
        "authority": ("Authority to appear, s.223", _authority(told), "No hearing is listed."),
        "case_law": ("Case law", _cases(), ""),
        "witnesses": ("Witnesses", _witnesses(told), "No witness is named."),
        "eso": (
            "Education supervision order, s.447",
            _eso(told),
            "Not considered yet: it comes before a charge.",
        ),
    }
    return tuple(Answer(name, letter, words, *made[name]) for name, letter, words in ASKED)


def figures(way: Way, action: Held) -> Totals | None:
    """The register of the period in figures; None without marks."""
    whole = legal_facts.whole_register(way.file, way.extract)
    if not whole.marks:
        return None
    first, last = day_of(action, "period_from"), day_of(action, "period_to")
    return totals(Register(whole.calendar, whole.marks, first, last))


def _parties(told: Told) -> tuple[Line, ...]:
    way, person = told.way, told.page.person
    held = next((one for one in way.file.of_kind("person") if one.record == person), None)
    tie, child = way.tie(person), way.file.child
    born = day_of(held, "dob") if held else None
    what = told.book.label("relationship", tie.text("relationship")) if tie else "Parent"
    under = [f"Defendant. {what}", f"born {day_in_words(born)}" if born else "date of birth not recorded"]
    if held and (language := held.text("interpreter_language")):
        under.append(f"interpreter: {told.book.label('language', language)}")
    charge = told.part("charge")
    lines = [Line(told.council, "Prosecutor"), Line(told.page.parent, ", ".join(under), charge)]
    if child is not None:
        of_child = day_of(child, "dob")
        school = school_of(child) or "school not recorded"
        lines.append(Line(child.title, f"Child. Born {_day(of_child)}, {school}"))
    return tuple(lines)


def _dates(told: Told) -> tuple[Line, ...]:
    due, action = told.page.deadline, told.page.held
    if due is None:
        return ()
    first, last = day_of(action, "period_from"), day_of(action, "period_to")
    lines = [Line(f"{_day(first)} to {_day(last)}", "Dates of the offence", told.part("charge"))]
    if due.laid_on is not None:
        lines.append(Line(day_in_words(due.laid_on), "Charge issued or information laid"))
    lines.append(Line(day_in_words(due.cautious), f"Lay by, cautious date. {_left(due.left)}"))
    lines.append(
        Line(day_in_words(due.outer), f"Outer date. {_left(due.left_outer)}. Legal decides which governs")
    )
    lines += [
        Line(_moment(one.at), ". ".join(filter(None, (one.kind_words, one.court, one.room))))
        for one in told.page.hearings
    ]
    return tuple(lines)


def _totals(told: Told) -> tuple[Line, ...]:
    found = figures(told.way, told.page.held)
    if found is None:
        return ()
    extract = told.way.extract.record if told.way.extract else ""
    page = told.pages.of(extract) if extract else 0
    marks = told.pages.of_part("register", extract)
    absent = f"{found.absent} absent ({found.absence}), {found.unauthorised} unauthorised"
    lines = [Line(f"{found.possible} possible sessions", absent, page)]
    lines += [Line("Every mark, week by week", "Attendance register", marks)] if marks else []
    for one in found.by_code:
        kind = one.counts_as.replace("-", " ")
        lines.append(Line(f"{one.code}: {counted(one.sessions, 'session')}", f"{one.label}: {kind}"))
    return tuple(lines)


def _points(told: Told) -> tuple[Line, ...]:
    lines = []
    for number, point in enumerate(told.page.points, 1):
        under = ". ".join(filter(None, (point.proved_by, point.where))) or "Not proved yet"
        lines.append(Line(f"{number}. {point.words}", under, point.page))
    return (*lines, *_superseded()) if told.page.offence == "s444-1a" else tuple(lines)


def _interview(told: Told) -> tuple[Line, ...]:
    lines = []
    for interview, said in told.said:
        at = interview.text("started_at")
        state = told.book.label("interview-state", interview.state)
        when = _moment(at) if at else "Not begun"
        lines.append(
            Line(when, f"{state}{', locked' if interview.locked else ''}", told.pages.of(interview.record))
        )
        for line in said:
            point = told.book.label("point-to-prove", line.text("point"))
            number = str(line.value("number"))
            said_there = f"Answer {number}: “{line.text('answer').strip('“”')}”"
            lines.append(Line(said_there, point, told.pages.of(interview.record, number)))
    return tuple(lines)


def _defences(told: Told) -> tuple[Line, ...]:
    raised = [one for one in told.page.defences if one.raised == "yes"]
    return tuple(
        Line(
            f"{one.code} {one.words}, {one.source}",
            ". ".join(filter(None, (one.evidence, one.finding, one.burden))),
            told.part("defences"),
        )
        for one in raised
    )


def _previous(told: Told) -> tuple[Line, ...]:
    way, person, book = told.way, told.page.person, told.book
    lines = []
    for held in way.file.of_kind("sanction"):
        if held.text("person") != person:
            continue
        result = held.text("result")
        came = book.label("court-result", result) if result else "Paid" if held.value("paid_on") else ""
        kind = book.label("sanction-kind", held.text("sanction_kind"))
        said = ". ".join(filter(None, (_day(day_of(held, "issued_on")), came)))
        lines.append(Line(kind, said, told.part("antecedents")))
    for notice in told.page.notices:
        said = f"{_day(notice.issued_on)}. {notice.state_words}"
        lines.append(Line(notice.words, said, told.pages.of(notice.notice)))
    lines += [Line(order, told.page.result_words) for order in told.page.orders]
    return tuple(lines)


def _sentence(told: Told) -> tuple[Line, ...]:
    try:
        words = told.book.wording(f"sentence-{told.page.offence}")
    except LookupError:
        return ()
    lines = [line.partition(": ") for line in words.text.splitlines() if line.strip()]
    return tuple(Line(head, rest) for head, _, rest in lines)


def _costs(told: Told) -> tuple[Line, ...]:
    asked = told.page.held.value("costs")
    ordered = told.page.held.value("costs_ordered")
    lines = [Line(f"£{asked}", "Asked for", told.part("costs"))] if asked is not None else []
    made_of = told.page.held.text("costs_items").splitlines()
    lines += [Line(row.strip(), "") for row in made_of if row.strip()]
    lines += [Line(f"£{ordered}", "Ordered")] if ordered is not None else []
    return tuple(lines)


def _authority(told: Told) -> tuple[Line, ...]:
    lines = []
    for held, row in zip(told.hearings, told.page.hearings, strict=True):
        has = held.value("authority_held") == "yes"
        who = row.presenter or "Nobody presents yet"
        under = "Written authority held" if has else "No written authority: do not appear without it"
        page = told.pages.of_part("authority", held.record)
        lines.append(Line(who, f"{under}. {_moment(row.at)}", page, warning=not has))
    if lines:
        lines.append(Line("Local Government Act 1972 s.223", told.book.wording("authority-s223").text))
    return tuple(lines)


def _cases() -> tuple[Line, ...]:
    kept = [Line(case.cited, case.proposition) for case in case_law() if not case.superseded]
    return (*_superseded(), *kept)


def _superseded() -> tuple[Line, ...]:
    return tuple(Line(case.do_not, case.warning, warning=True) for case in case_law() if case.superseded)


def _witnesses(told: Told) -> tuple[Line, ...]:
    lines = [
        Line(held.text("maker"), f"{held.text('occupation')}. {held.title}", told.pages.of(held.record))
        for held in told.statements
    ]
    said: Sequence[str] = [held.text("witnesses") for held in told.hearings if held.text("witnesses")]
    return (*(Line(words, "When they are free") for words in said), *lines)


def _eso(told: Told) -> tuple[Line, ...]:
    decision = told.page.held.text("eso_decision")
    if not decision:
        return ()
    reason = told.page.held.text("eso_reason")
    return (Line(told.book.label("eso-decision", decision), reason, told.part("eso")),)


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "not recorded"


def _moment(at: str) -> str:
    moment: Any = local(at)
    return f"{day_in_words(moment.date())}, {moment:%H:%M}"


def _left(days: int) -> str:
    return f"{counted(days, 'day')} left" if days >= 0 else f"Past by {counted(-days, 'day')}"
