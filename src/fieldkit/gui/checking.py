"""What is checked before a record is locked, kind by kind: its answers, what the rules say, and the lock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fieldkit.gui import clock, saying
from fieldkit.gui.bases.page import Place
from fieldkit.gui.draw import Piece
from fieldkit.gui.places import page_of
from fieldkit.gui.readings.records import Sections, sections_of
from fieldkit.gui.visit.stage import clock_of
from fieldkit.gui.widgets.check_answers import Answer
from fieldkit.gui.widgets.findings import FindingRow
from fieldkit.rules.finding import Verdict
from fieldkit.rules.registry import RULES

#: section of a home visit: the records beside it that stand under its answers, with the name of their row
_BESIDE = {
    "Who you met": ("person-present", "Present"),
    "Documents and photographs": ("exhibit", "Photographs"),
    "Safeguarding": ("escalation", "Told"),
    "Outcome and follow-up": ("follow-up", "Follow-up"),
}
_BESIDE_PREMISES = {
    "Papers": ("exhibit", "Photographs"),
    "Outcome": ("follow-up", "Follow-up"),
}
CHILDREN = "Children"
_BEFORE_CHILDREN = ("Place", "Entry", "Order")
_SEALED = (
    "The visit is sealed with your signature, the time and this laptop’s name. After that nothing changes. "
    "You can add a dated addendum."
)


@dataclass(frozen=True)
class ToCheck:
    """What the page shows, read in one go; `places` lead answers elsewhere than to the record's own page."""

    held: Any
    title: str
    sections: Sections
    findings: tuple[FindingRow, ...]
    when_locked: tuple[str, ...]
    times: tuple[tuple[str, str], ...]
    later: Place
    saved_ms: int
    first_name: str = "the child"
    places: Mapping[str, Place] = field(default_factory=dict)


@dataclass(frozen=True)
class Checking:
    """How one kind is checked: what is read, the words of the button and its verb."""

    read: Callable[[Any, str], ToCheck]
    words: str
    lock: Callable[[Any, str], Any]


def _visit(book: Any, visit: str) -> ToCheck:
    seen = book.write_ups.open(visit)
    page = book.pages.show(visit, looking=False)
    second = f"{seen.second_officer} is asked to countersign when you are next online."
    return ToCheck(
        held=seen.held,
        title=f"Home visit {seen.held.value('visit_no') or 1}: {seen.child}",
        sections=with_parts(sections_of(page, leave_out=("Plan",)), seen, _BESIDE),
        findings=tuple(row_of(each) for each in book.findings.of_visit(visit)),
        when_locked=(_SEALED, second) if seen.second_officer else (_SEALED,),
        times=_times(seen.held),
        later=Place("case", seen.case.record) if seen.case is not None else Place("visit", visit),
        saved_ms=book.drafts.open(visit).saved_ms or seen.held.changed_ms,
        first_name=seen.first_name,
    )


def _premises(book: Any, visit: str) -> ToCheck:
    seen = book.workplaces.page(visit)
    page = book.pages.show(visit, looking=False)
    answered = with_parts(sections_of(page), seen, _BESIDE_PREMISES)
    at = sum(heading in _BEFORE_CHILDREN for heading, _ in answered)
    answered.insert(at, (CHILDREN, _children(seen)))
    found = [row_of(each) for each in seen.findings]
    for child in seen.children:
        said = book.workplaces.findings_of(child.child)
        found += [row_of(each, child.name) for each in said if each.verdict is Verdict.FAIL]
    return ToCheck(
        held=seen.held,
        title=f"Premises visit: {seen.held.title}",
        sections=answered,
        findings=tuple(found),
        when_locked=(_SEALED, "The children found there and their hours are sealed with it."),
        times=_times(seen.held),
        later=Place("premises"),
        saved_ms=book.drafts.open(visit).saved_ms or seen.held.changed_ms,
        places={key: place for child in seen.children for key, place in _ways(child.child)},
    )


#: kind: how it is checked
CHECKS = {
    "visit": Checking(_visit, "Sign and lock visit", lambda book, visit: book.visits.lock(visit)),
    "premises-visit": Checking(
        _premises, "Sign and lock visit", lambda book, visit: book.workplaces.lock(visit)
    ),
}


def read(book: Any, record: str) -> ToCheck:
    """A record of any kind that is checked. Raises `Trouble` when it is not here."""
    return CHECKS[book.held(record).kind].read(book, record)


def place_of(checked: ToCheck, key: str) -> Place:
    """Where an answer is changed: the page of its own record, or the record's at its section or question."""
    held = checked.held
    own = Place(page_of(held.kind), f"{held.record}/{key.removeprefix('beside-')}")
    return checked.places.get(key, own)


def row_of(finding: Any, about: str = "") -> FindingRow:
    """A finding with the title of its rule, or with its own title and whom it is about."""
    rule = RULES.get(finding.rule)
    title = rule.title if rule is not None else ""
    title = f"{finding.title}: {about}" if about else title[:1].lower() + title[1:]
    return FindingRow(finding.rule, str(finding.verdict.value), title, finding.says, finding.authority)


def with_parts(sections: Sections, seen: Any, beside: Mapping[str, tuple[str, str]]) -> Sections:
    """The answers with the records that stand beside them, each list as one row of its section."""
    found = []
    for heading, answers in sections:
        rows = list(answers)
        if heading in beside:
            kind, name = beside[heading]
            rows.append(_part(heading, name, seen.of_kind(kind)))
        found.append((heading, rows))
    return found


def _part(section: str, name: str, parts: Sequence[Any]) -> Answer:
    told = [". ".join(filter(None, (part.title, part.line))) for part in parts]
    return Answer(f"beside-{section}", name, (Piece("\n".join(told)),) if told else ())


def _children(seen: Any) -> list[Answer]:
    """Each child with what the rules say, then the hours; nobody found is said too."""
    rows = []
    for child in seen.children:
        aged = f"{child.name}, {child.age}" if child.age is not None else child.name
        told = ". ".join(filter(None, (aged, child.job, child.words)))
        hours = "\n".join(child.hours)
        rows.append(Answer(f"child-{child.child}", "Child", (Piece(told),)))
        rows.append(Answer(f"hours-{child.child}", "Hours", (Piece(hours),) if hours else ()))
    return rows or [Answer(f"beside-{CHILDREN}", "Children", (Piece("Nobody found at work"),))]


def _ways(child: str) -> tuple[tuple[str, Place], ...]:
    return (f"child-{child}", Place("record", child)), (f"hours-{child}", Place("hours", child))


def _times(held: Any) -> tuple[tuple[str, str], ...]:
    arrived, left = clock_of(held.text("arrived_at")), clock_of(held.text("departed_at"))
    return ("Visit", f"{arrived} to {left}"), ("Written up", _written(held))


def _written(held: Any) -> str:
    said = held.text("made_up_at")
    if not said:
        return "Not yet"
    day = datetime.fromisoformat(said).astimezone(clock.LONDON).date()
    left = held.text("departed_at")
    same = left and datetime.fromisoformat(left).astimezone(clock.LONDON).date() == day
    return f"{clock_of(said)}, {'same day' if same else saying.plain_day(day)}"
