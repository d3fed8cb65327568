"""The sheets of a court file that prosecutor and bench work from: summary, points to prove, knowledge,
costs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from fieldkit.casebook.bundles.charge_sheets import account
from fieldkit.casebook.bundles.pages import place_in
from fieldkit.casebook.bundles.writing import Writing, day_in, day_words
from fieldkit.casebook.paper import day_short
from fieldkit.kinds.times import day_in_words, local
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.court import CourtSheet, Line
    from fieldkit.bundle.sheets.tables import Event

_POUNDS = re.compile(r"£?\s*(\d+)\s*$")
KNOWING = ("knew", "failed-to-cause")


def summary(to: Writing, _record: Held) -> CourtSheet:
    """What the case is about, who is in it, and what happened."""
    from fieldkit.bundle.sheets.court import Facts, Paragraphs

    file, (first, last) = to.file, to.period
    rows = (
        ("Prosecutor", to.office.council),
        ("Defendant", file.name),
        ("Child", file.child),
        ("School", to.school),
        ("Offence", file.book.label("offence", file.offence)),
        ("Period", f"{first} to {last}"),
        ("Charged on", day_in(file.action, "laid_on")),
        ("Presented by", next((one.presenter for one in to.page.hearings if one.presenter), "")),
    )
    reason = file.action.text("decision_reason")
    blocks = [Paragraphs((reason,), "Why it is prosecuted")] if reason else []
    told = tuple(filter(None, account(to)))
    return to.sheet(
        "Case summary",
        Facts(tuple((label, said) for label, said in rows if said)),
        Paragraphs(told, "What happened", numbered=True),
        *blocks,
    )


def points(to: Writing, _record: Held) -> CourtSheet:
    """The points to prove, each with its paper, the place in it and the page of this bundle."""
    from fieldkit.bundle.sheets.court import Line, Table

    lines = []
    for number, one in enumerate(to.page.points, 1):
        said = (one.proved_by or "Not proved yet", one.where)
        at = to.page_of(one.paper, place_in(one.where)) if one.paper else 0
        lines.append(Line(f"{number}. {one.words}", tuple(filter(None, said)), page=at))
    return to.sheet(
        "Points to prove",
        Table(("Point", "Where it is proved"), tuple(lines), paged=True, title_mm=66),
        authority=to.file.book.label("offence", to.file.offence),
    )


def knowledge(to: Writing, _record: Held) -> CourtSheet:
    """What the defendant was told of the absence and said of it, the oldest first (s.444(1A))."""
    from fieldkit.bundle.sheets.court import Table

    lines = [line for _, line in sorted(_told(to), key=lambda pair: pair[0])]
    return to.sheet(
        "What the defendant was told",
        Table(("When", "What, and how it is shown"), tuple(lines), paged=True, title_mm=40),
        authority="Education Act 1996 s.444(1A): the parent knew, and failed to cause the child to attend",
    )


def _told(to: Writing) -> Iterator[tuple[str, Line]]:
    from fieldkit.bundle.sheets.court import Line

    file, book = to.file, to.file.book
    for one in file.shelf("letters"):
        how = book.label("served-how", one.text("served_how")).lower()
        proof = f"Proof of posting {one.text('proof')}" if one.text("proof") else ""
        said = tuple(filter(None, (f"{one.title.rpartition(', ')[0]}, {how}", proof)))
        yield one.text("served_on"), Line(day_in(one, "served_on"), said, page=to.page_of(one.record))
    for one in file.shelf("notices"):
        kind = book.label("notice-kind", one.text("notice_kind"))
        got = day_in(one, "received_on")
        told = (kind, f"Received {got}" if got else "")
        line = Line(day_in(one, "issued_on"), tuple(filter(None, told)), page=to.page_of(one.record))
        yield one.text("issued_on"), line
    for one in (*file.shelf("visits"), *(n for n in file.own("note") if n.record not in file.left_out)):
        when = _day_of(one)
        said = tuple(filter(None, (one.title, one.text("with_whom"), one.text("words"))))
        yield one.happened, Line(when, said, page=to.page_of(one.record))
    for interview in file.shelf("interviews"):
        yield from _admitted(to, interview)


def _admitted(to: Writing, interview: Held) -> Iterator[tuple[str, Line]]:
    from fieldkit.bundle.sheets.court import Line

    for one in to.file.own("interview-line"):
        if one.parent != interview.record or one.text("point") not in KNOWING:
            continue
        number, point = str(one.value("number")), to.file.book.label("point-to-prove", one.text("point"))
        said = (f"Interview, answer {number}: “{one.text('answer').strip('“”')}”", point)
        yield interview.happened, Line(_day_of(interview), said, page=to.page_of(interview.record, number))


def antecedents(to: Writing, _record: Held) -> CourtSheet:
    """Convictions first, then other sanctions, as the council knows them."""
    from fieldkit.bundle.sheets.court import Line, Paragraphs, Table

    file, book = to.file, to.file.book
    rows = [one for one in file.own("sanction") if one.text("person") == file.person]
    rows.sort(key=lambda one: (not _convicted(to, one), one.text("issued_on")))
    lines = []
    for one in rows:
        result = one.text("result")
        paid = day_in(one, "paid_on")
        came = book.label("court-result", result) if result else f"Paid {paid}" if paid else "Not known"
        about = next((c.title for c in file.way.file.of_kind("child") if c.record == one.text("child")), "")
        kind = book.label("sanction-kind", one.text("sanction_kind"))
        lines.append(Line(kind, (f"{day_in(one, 'issued_on')}. {came}", f"About {about}" if about else "")))
    note = "As the council’s records show it. Other findings are for the court’s own record."
    return to.sheet(
        "Previous findings and sanctions",
        Table(("What", "When, and what came of it"), tuple(lines), nothing="The council knows of none."),
        Paragraphs((note,)),
    )


def _convicted(to: Writing, sanction: Held) -> bool:
    result = sanction.text("result")
    return bool(result) and to.file.book.code("court-result", result).has("convicted")


def support_events(to: Writing) -> Iterator[Event]:
    """What was offered and tried before the charge, the oldest first, for a chronology."""
    from fieldkit.bundle.sheets.tables import Event

    told: list[tuple[str, str, str]] = []
    for one in to.file.own("support"):
        ended = day_in(one, "ended_on")
        said = (one.title, f"Ended {ended}" if ended else "", one.text("outcome"))
        told.append((one.text("began_on"), ". ".join(filter(None, said)), "Support"))
    for notice in to.page.notices:
        day = notice.issued_on.isoformat() if notice.issued_on else ""
        told.append((day, f"{notice.words}. {notice.state_words}", "Notice"))
    for day, what, source in sorted(told):
        yield Event(day_short(date.fromisoformat(day)) if day else "", "", what, source)


def costs(to: Writing, _record: Held) -> CourtSheet:
    """What the prosecution cost, item by item, with the sum asked for."""
    from fieldkit.bundle.sheets.court import Line, Sign, Table

    action, lines = to.file.action, []
    for row in filter(None, map(str.strip, action.text("costs_items").splitlines())):
        found = _POUNDS.search(row)
        what = row[: found.start()].strip(" ,:") if found else row
        lines.append(Line(what, (f"£{found.group(1)}",) if found else ("",)))
    lines.append(Line("Costs asked for", (f"£{action.value('costs')}",)))
    return to.sheet(
        "Schedule of costs", Table(("Item", "Pounds"), tuple(lines), title_mm=120),
        Sign(f"{to.office.officer}, {to.office.council}"),
        authority="Prosecution of Offences Act 1985 s.18",
    )  # fmt: skip


def eso(to: Writing, _record: Held) -> CourtSheet:
    """That an order was considered before the charge, what was decided, and why (s.447)."""
    from fieldkit.bundle.sheets.court import Facts, Paragraphs

    action = to.file.action
    decided = to.file.book.label("eso-decision", action.text("eso_decision"))
    rows = (("Decided", decided), ("Charge", day_in(action, "laid_on") or "Not issued yet"))
    return to.sheet(
        "Education supervision order considered", Facts(rows),
        Paragraphs(to.words("eso-considered")), Paragraphs((action.text("eso_reason"),), "Why"),
        authority="Education Act 1996 s.447",
    )  # fmt: skip


def defences(to: Writing, _record: Held) -> CourtSheet:
    """Each defence: raised or not, its evidence, and the officer's finding."""
    from fieldkit.bundle.sheets.court import Line, Table

    said = {"yes": "Raised", "no": "Not raised"}
    lines = tuple(
        Line(
            f"{one.code} {one.words}",
            tuple(
                filter(
                    None,
                    (
                        said.get(one.raised, "Not asked"),
                        one.evidence,
                        f"Finding: {one.finding}" if one.finding else "",
                    ),
                )
            ),
            ". ".join(filter(None, (one.source, one.burden))),
        )
        for one in to.page.defences
    )
    return to.sheet("Defences raised and findings", Table(("Defence", "What is recorded"), lines))


def parenting_order(to: Writing, _record: Held) -> CourtSheet:
    """What is asked of the court on conviction."""
    from fieldkit.bundle.sheets.court import Paragraphs

    said = to.words("parenting-order", name=to.file.name)
    return to.sheet(
        "Parenting order, draft", Paragraphs(said, numbered=True),
        authority="Crime and Disorder Act 1998 s.8",
    )  # fmt: skip


def authority(to: Writing, hearing: Held) -> CourtSheet:
    """By what authority the council prosecutes and its officer appears."""
    from fieldkit.bundle.sheets.court import Facts, Paragraphs

    told, at = hearing.value("presenter"), hearing.text("listed_for")
    when = f"{day_in_words(local(at).date())} at {local(at):%H:%M}" if at else ""
    rows = (
        ("Council", to.office.council),
        ("Presented by", str(told["name"]) if isinstance(told, dict) else ""),
        ("Hearing", ", ".join(filter(None, (hearing.text("court"), when)))),
        ("Written authority", "Held, and carried to court"),
    )
    said = Paragraphs(to.words("authority-s223"))
    return to.sheet(
        "Authority to prosecute", Facts(tuple(row for row in rows if row[1])), said,
        authority="Local Government Act 1972 s.223; Education Act 1996 s.446",
    )  # fmt: skip


def disclosure(to: Writing, _record: Held) -> CourtSheet:
    """The certificate that what is retained was looked at and revealed to the prosecutor."""
    from fieldkit.bundle.sheets.court import Facts, Paragraphs, Sign

    rows = (("Defendant", to.file.name), ("Made", day_words(to.today)))
    return to.sheet(
        "Certificate of disclosure", Facts(rows), Paragraphs(to.words("disclosure-certificate")),
        Sign(f"{to.office.officer}, disclosure officer"),
        authority="Criminal Procedure and Investigations Act 1996",
    )  # fmt: skip


def _day_of(held: Held) -> str:
    return day_in_words(local(held.happened).date()) if "T" in held.happened else day_in_words_or(held)


def day_in_words_or(held: Held) -> str:
    """The day of a record that has one, whatever its field is called."""
    return day_in(held, "happened_at") or "Day not recorded"
