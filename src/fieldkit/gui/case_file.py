"""One case as its page shows it: read in one go on a lane, and turned into the rows of its lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fieldkit.gui import clock, saying
from fieldkit.gui.draw import Piece
from fieldkit.gui.widgets.chronology import Day, Entry
from fieldkit.gui.widgets.findings import FindingRow
from fieldkit.gui.widgets.marks import DRAFT, LOCKED, NEEDS_YOU, SENT, SIGNED, WAITING, Mark
from fieldkit.gui.widgets.table_rows import Row

WITHDRAWN = Mark("Withdrawn", "trash")
DONE, REQUIRED, OPEN = (
    Mark("Done", "check-circle", "ok", "fill"),
    Mark("To do", "circle", "warn"),
    Mark("Not started", "circle"),
)
_SIGNED = frozenset({"signoff", "countersignature"})
_SPOKEN = frozenset({"visit", "note"})
_TIME = re.compile(r"\d\d:\d\d$")


@dataclass(frozen=True)
class CaseFile:
    """Everything on the page of one case. `answers` are those of entries that hold words or corrections."""

    page: Any
    child: dict[str, str]
    about: dict[str, str]
    entries: tuple[Any, ...]
    answers: dict[str, tuple[Any, ...]]
    flags: tuple[Any, ...]
    visit: str
    dates: Any
    findings: tuple[Any, ...]
    enquiries: tuple[Any, ...]
    documents: tuple[Any, ...]
    ways: tuple[Any, ...] = ()
    not_begun: tuple[tuple[str, str], ...] = ()
    enforcement: Any = None


def read(book: Any, case: str) -> CaseFile:
    """Read a case; one look is noted, and one at the list of its parents' ways. On a lane."""
    page = book.cases.open(case)
    attends = page.case.value("case_type") == "ATT"
    entries = tuple(book.cases.chronology(case))
    child = book.pages.show(page.child.record, looking=False).rows if page.child else ()
    about = book.pages.show(case, looking=False).rows
    coming = [visit for visit in book.visits.list(case=case) if visit.state == "planned"]
    spoken = [entry.record for entry in entries if entry.kind in _SPOKEN]
    return CaseFile(
        page=page,
        child={row.field: row.words for row in child},
        about={row.field: row.words for row in about},
        entries=entries,
        answers={record: book.pages.show(record, looking=False).rows for record in spoken},
        flags=tuple(book.risk.of_case(page.case.home)),
        visit=coming[0].visit if coming else "",
        dates=book.findings.dates(case),
        findings=tuple(book.findings.of_case(case)),
        enquiries=tuple(book.enquiries.list(case)),
        documents=tuple(book.exhibits.list(case)),
        ways=tuple(book.pathway.list(case)) if attends else (),
        not_begun=tuple(book.pathway.not_begun(case)) if attends else (),
        enforcement=book.regimes.standing(case),
    )


def chronology(file: CaseFile, kind: str = "", most: int = 0) -> list[Day | Entry]:
    """The entries of one kind, or all, under their days; `most` 0 shows every one."""
    chosen = [entry for entry in file.entries if not kind or entry.kind == kind]
    rows: list[Day | Entry] = []
    day: date | None = None
    for entry in chosen[:most] if most else chosen:
        if entry.at.date() != day:
            day = entry.at.date()
            rows.append(Day(saying.long_day(day)))
        rows.append(_entry(entry, file))
    return rows


def kinds(file: CaseFile) -> list[tuple[str, str]]:
    """The kinds among the entries, with their words."""
    found = sorted({entry.kind for entry in file.entries})
    return [(kind, saying.sentence(kind.replace("-", " "))) for kind in found]


def _entry(entry: Any, file: CaseFile) -> Entry:
    rows = {row.field: row for row in file.answers.get(entry.record, ())}
    line, more = _with_corrections(entry.line, list(rows.values()))
    words = None
    if entry.verbatim:
        said = entry.verbatim if entry.verbatim.startswith("“") else f"“{entry.verbatim}”"
        words = (_whose(rows, file), said)
    marks: list[Mark] = []
    if entry.withdrawn:
        marks.append(WITHDRAWN)
    elif entry.locked:
        marks.append(LOCKED)
    elif entry.kind in _SIGNED:
        marks.append(SIGNED)
    elif entry.kind == "statement":
        marks.append(DRAFT)
    marks.append(NEEDS_YOU if entry.disputed else SENT if entry.sent else WAITING)
    lines = tuple(part for part in (line, *more) if part)
    return Entry(entry.record, f"{entry.at:%H:%M}", entry.icon, entry.title, lines, words, tuple(marks))


def _whose(rows: dict[str, Any], file: CaseFile) -> str:
    """Whose words, when, and whether alone: "Corin’s words, 10:51, alone"."""
    if "child_words" not in rows:
        return "Their words"
    parts = [f"{file.child.get('forenames', 'The child')}’s words"]
    seen = rows.get("child_seen_at")
    if seen is not None and _TIME.search(seen.words):
        parts.append(seen.words[-5:])
    how = rows.get("child_spoken_to")
    if how is not None and "alone" in how.words.casefold():
        parts.append("alone")
    return ", ".join(parts)


def _with_corrections(
    line: str, rows: Sequence[Any]
) -> tuple[str | tuple[Piece, ...], list[tuple[Piece, ...]]]:
    """The line with a corrected time struck through in its place; other corrections as lines of their own."""
    pieces: tuple[Piece, ...] = ()
    more: list[tuple[Piece, ...]] = []
    for row in rows:
        for told in row.corrections:
            dots = ".".join(told.initials) + "."
            why = f" ({dots} {told.at}: “{told.why}”)" if told.why else f" ({dots} {told.at})"
            now, before = row.words[-5:], told.words[-5:]
            if not pieces and _TIME.match(now) and _TIME.match(before) and now in line:
                head, _, tail = line.rpartition(now)
                pieces = (
                    Piece(head), Piece(before, struck=True, tone="muted"), Piece(f" {now}"),
                    Piece(why, tone="muted"), Piece(tail),
                )  # fmt: skip
            else:
                before_words = Piece(told.words, struck=True, tone="muted")
                more.append(
                    (Piece(f"{row.label}: "), before_words, Piece(f" {row.words}"), Piece(why, tone="muted"))
                )
    return pieces or line, more


def people(file: CaseFile) -> list[Row]:
    """The child's people: as whom, whether they live together, where they are reached.

    Under law enforcement also what each is to the law (DPA 2018 s.38(3)); a child is witness or other.
    """
    enforced = file.page.case.text("processing_regime") == "LEP"
    rows = []
    if enforced and file.page.child is not None:
        child = file.page.child
        rows.append(Row(child.record, child.title, "Child. Data subject: witness or other"))
    for tie in file.page.relations:
        lives = "Lives with the child" if tie.lives_with == "Yes" else ""
        homes = ", ".join(words for _address, words in tie.addresses)
        subject = ""
        if enforced:
            subject = f"Data subject: {tie.data_subject.lower() or 'to be categorised'}"
        second = ". ".join(part for part in (tie.relationship, lives, homes, subject) if part)
        act = "Category" if enforced else ""
        note = tie.phone or "No telephone number"
        rows.append(Row(tie.person, tie.name, second, note=note, act=act, link=True))
    return rows


def places(file: CaseFile) -> list[Row]:
    """The addresses of the case."""
    return [Row(place.record, place.title, place.line) for place in file.page.addresses]


def enquiries(file: CaseFile) -> list[Row]:
    """The checklist: the required first within their groups, each with its result."""
    rows = []
    for line in file.enquiries:
        lead = DONE if line.recorded else REQUIRED if line.required else OPEN
        made = saying.short_day(date.fromisoformat(line.made_on)) if line.made_on else ""
        said = ". ".join(part for part in (line.group, line.source, line.found) if part)
        note = ", ".join(part for part in (line.result_words if line.recorded else "", made) if part)
        rows.append(
            Row(line.code, line.label, said, lead, note=note or ("Required" if line.required else ""))
        )
    return rows


def documents(file: CaseFile) -> list[Row]:
    """Exhibits by mark."""
    return [
        Row(
            exhibit.exhibit,
            exhibit.description or exhibit.name,
            ". ".join(part for part in (exhibit.reason, exhibit.name) if part),
            code=exhibit.mark,
            note=_size(exhibit),
        )
        for exhibit in file.documents
    ]


def _size(exhibit: Any) -> str:
    if not exhibit.here:
        return "Not on this laptop yet"
    pages = saying.counted(exhibit.pages, "page") if exhibit.pages else ""
    size = f"{exhibit.size / 1e6:.1f} MB" if exhibit.size >= 100_000 else f"{max(1, exhibit.size // 1000)} kB"
    return ", ".join(part for part in (pages, size) if part)


def findings(file: CaseFile) -> list[FindingRow]:
    """What every rule says, with the facts it used."""
    return [
        FindingRow(
            rule=each.rule,
            verdict=str(each.verdict.value),
            title=each.says,
            facts=", ".join(f"{name}: {_short(value)}" for name, value in each.facts),
            authority=each.authority,
        )
        for each in file.findings
    ]


def _short(value: str) -> str:
    """A list of more than four is cut to three and a number; the enquiries tab has all of them."""
    parts = value.split(", ")
    return value if len(parts) <= 4 else f"{', '.join(parts[:3])} and {len(parts) - 3} more"


def child_facts(file: CaseFile) -> list[tuple[str, str]]:
    """Born, UPN, school, school age."""
    held, dates = file.child, file.dates
    born = held.get("dob", "")
    child = file.page.child
    if child is not None and child.value("dob"):
        born_on = date.fromisoformat(str(child.value("dob")))
        born = f"{saying.plain_day(born_on)}, age {saying.age(born_on, clock.now().date())}"
    school = ", ".join(part for part in (held.get("school", ""), held.get("year_group", "")) if part)
    rows = [("Born", born or "Not known"), ("UPN", held.get("upn", "") or "Not known")]
    rows.append(("School", school or "No school named"))
    if dates.school_age_ends:
        told = f"to {saying.plain_day(dates.school_age_ends)}"
        rows.append(
            ("School age", f"{told}, if the term dates are usual" if dates.school_age_assumed else told)
        )
    return rows


def home_facts(file: CaseFile) -> list[tuple[str, str]]:
    """Who lives with the child, and where."""
    rows = [(tie.relationship, tie.name) for tie in file.page.relations if tie.lives_with == "Yes"]
    rows += [("Address", place.title) for place in file.page.addresses[-1:]]
    return rows


def case_facts(file: CaseFile) -> list[tuple[str, str]]:
    """Officer, state, next act and the days that the case turns on."""
    about, dates = file.about, file.dates
    due = about.get("next_action_due", "")
    act = about.get("next_action", "")
    rows = [
        ("Officer", about.get("allocated_officer", "") or "Not allocated"),
        ("State", file.page.state),
        (
            "Next act",
            f"{saying.sentence(act)} by {due}" if act and due else saying.sentence(act) or "None yet",
        ),
    ]
    for words, day in (
        ("Allocate by", None if about.get("allocated_officer") else dates.allocate_by),
        ("10th day", dates.tenth_school_day),
        ("20th day", dates.twentieth_school_day),
        ("Tell school", dates.next_school_update),
    ):
        if day:
            rows.append((words, f"{day:%a} {saying.plain_day(day)}"))
    return rows


def enforcement_facts(file: CaseFile) -> list[tuple[str, str]]:
    """Since when a case is under law enforcement, what was gathered before, when it is reviewed (DP-01,
    DP-03).
    """
    seen = file.enforcement
    if seen is None:
        return []
    since = f"{seen.since:%a} {saying.plain_day(seen.since)}" if seen.since else "Not known"
    rows = [("Since", f"{since}, by {seen.by}" if seen.by else since), ("Why", seen.why)]
    rows.append(
        ("From before", f"{saying.counted(seen.gathered, 'record')}, used for a second purpose (s.36)")
    )
    if seen.reviewed_on:
        rows.append(("Reviewed", f"{seen.reviewed_on:%a} {saying.plain_day(seen.reviewed_on)}"))
    if seen.review_by:
        day = f"{seen.review_by:%a} {saying.plain_day(seen.review_by)}"
        rows.append(("Review", f"Overdue since {day}" if seen.overdue else f"By {day}"))
    return [row for row in rows if row[1]]


def flag_history(flag: Any, today: date, visit: str) -> str:
    """Who approved it, when it is reviewed, who has read it."""
    parts = [f"Approved by {flag.approved_by}." if flag.approved_by else "Not yet approved by a manager."]
    if flag.review_on:
        day = saying.plain_day(date.fromisoformat(flag.review_on))
        parts.append(f"Overdue for review since {day}." if flag.overdue else f"Review by {day}.")
    if flag.read_by:
        who, at = flag.read_by[-1]
        parts.append(f"{who} read this {saying.when(saying.moment(at), today)}.")
    elif not visit:
        parts.append("It must be read before a visit.")
    return " ".join(parts)
