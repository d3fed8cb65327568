"""What the pages of premises visits show: rows, a visit read whole, and the two rule sets side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from fieldkit.casebook.sections import Section
from fieldkit.kinds.times import day_in_words, local
from fieldkit.reference import Reference
from fieldkit.rules.employment import order_ends, order_left
from fieldkit.rules.finding import Finding, Verdict, shown
from fieldkit.store.records import Held

_HIS = {"mr": "his", "mrs": "her", "miss": "her", "ms": "her"}
_HONORIFICS = (*_HIS, "mx", "dr", "rev", "sir", "dame")


@dataclass(frozen=True, slots=True)
class WorkplaceAct:
    """What comes next with a visit, and why not yet when it is blocked."""

    name: str
    label: str
    blocked: str = ""


@dataclass(frozen=True, slots=True)
class WorkplaceRow:
    """A premises visit in a list; `at` is its arrival, or else the time planned for."""

    visit: str
    operation: str
    reference: str
    title: str
    address: str
    at: str
    state: str
    state_words: str
    children: int
    next_act: str
    blocked: str


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child of a visit with the counts of its findings; `no_child` says that it is none (EMP-00).

    `hours` are those kept, each spell of work in words.
    """

    child: str
    name: str
    age: int | None
    job: str
    fails: int
    cannot_tell: int
    no_child: bool
    worried: bool
    case_made: str
    hours: tuple[str, ...]

    @property
    def words(self) -> str:
        """The counts in words."""
        if self.no_child:
            return "Not a child for this purpose"
        told = ((self.fails, "fail"), (self.cannot_tell, "cannot tell"))
        return ", ".join(f"{number} {word}" for number, word in told if number) or "All pass"


@dataclass(frozen=True, slots=True)
class WorkplacePage:
    """A premises visit read whole. `act` comes next, `others` may be done besides."""

    held: Held
    operation: str
    operation_reference: str
    state_words: str
    business: str
    sections: tuple[Section, ...]
    entry_words: str
    order_words: str
    order_over: bool
    children: tuple[ChildRow, ...]
    findings: tuple[Finding, ...]
    parts: tuple[Held, ...]
    act: WorkplaceAct
    others: tuple[WorkplaceAct, ...]
    caution: str

    def of_kind(self, kind: str) -> tuple[Held, ...]:
        """Its parts of one kind."""
        return tuple(part for part in self.parts if part.kind == kind)


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """What one rule says under the law now and under the other; `words` says how they differ."""

    rule: str
    now: Finding | None
    then: Finding | None

    @property
    def differs(self) -> bool:
        """Whether verdict or words differ, and not the authority alone."""
        return _gist(self.now) != _gist(self.then)

    @property
    def words(self) -> str:
        """Such as "Fail now, pass then"; empty where nothing differs."""
        if not self.differs:
            return ""
        now, then = (one.verdict.words.lower() if one else "no rule" for one in (self.now, self.then))
        if now == then:
            return f"{now.capitalize()} under both, for another reason"
        return f"{now.capitalize()} now, {then} then"


def side_by_side(now: Sequence[Finding], then: Sequence[Finding]) -> tuple[ComparedRow, ...]:
    """Pairs by rule, those that differ first."""
    first, second = ({one.rule: one for one in reversed(found)} for found in (now, then))
    rows = [ComparedRow(rule, first.get(rule), second.get(rule)) for rule in sorted({*first, *second})]
    return tuple(sorted(rows, key=lambda row: not row.differs))


def entry_words(held: Held, book: Reference) -> str:
    """How and when the officer came in: "By his consent, 19:28"."""
    basis, at = held.text("entry_basis"), held.text("arrived_at")
    when = f", {local(at):%H:%M}" if at else ""
    if basis == "consent":
        by, charge = held.text("consent_of"), held.text("in_charge")
        whose = _HIS.get(_honorific(by)) if by and by == charge else None
        return f"By {whose} consent{when}" if whose else f"By consent of {by}{when}"
    label = book.label("premises-entry-basis", basis) if basis else "Not said yet"
    return f"{label}{when}"


def order_words(held: Held, now: datetime, book: Reference) -> tuple[str, bool]:
    """How long the justice's order still holds, and whether it has run out; empty where there is none."""
    made = held.text("order_made_at")
    left = order_left(datetime.fromisoformat(made), now, book) if made else None
    ends = order_ends(datetime.fromisoformat(made), book) if made else None
    if left is None or ends is None:
        return "", False
    if left < timedelta():
        return f"Order ran out on {shown(ends)}", True
    hours, minutes = divmod(int(left.total_seconds()) // 60, 60)
    return f"Order holds {hours} h {minutes:02} more, until {shown(ends)}", False


def premises_facts(held: Held, book: Reference) -> tuple[tuple[str, str], ...]:
    """The premises in labelled words; the first pair is their name with the kind of business."""
    place = ", ".join(filter(None, (held.text("address"), held.text("postcode"))))
    charge = ", ".join(filter(None, (held.text("in_charge"), held.text("in_charge_role"))))
    rows = (("Address", place), ("In charge", charge), ("Entry", entry_words(held, book)))
    return (("", name_of(held, book)), *((label, words) for label, words in rows if words))


def name_of(held: Held, book: Reference) -> str:
    """Such as "The Salted Kipper, cafe or restaurant"."""
    kind = held.text("business_type")
    label = book.label("business-type", kind) if kind else ""
    return ", ".join(filter(None, (held.title, label[:1].lower() + label[1:])))


def caution_for(held: Held) -> str:
    """Before the employer is questioned to prove an offence: PACE section 6 and the caution."""
    who = short_name(held.text("in_charge")) or "the employer"
    return f"Before you question {who} to prove an offence: stop, caution, then interview."


def short_name(name: str) -> str:
    """ "Mr A. Tolliver" as "Mr Tolliver"; a name without a title stays whole."""
    parts = name.split()
    return f"{parts[0]} {parts[-1]}" if len(parts) > 2 and _honorific(name) in _HONORIFICS else name


def day_of_visit(held: Held) -> str:
    """The day of arrival in words."""
    at = held.text("arrived_at")
    return day_in_words(local(at).date()) if at else ""


def counts(found: Sequence[Finding]) -> Mapping[Verdict, int]:
    """How many findings there are of each verdict."""
    return {verdict: sum(one.verdict is verdict for one in found) for verdict in Verdict}


def _honorific(name: str) -> str:
    return name.split()[0].rstrip(".").casefold() if name.split() else ""


def _gist(found: Finding | None) -> tuple[str, str, str] | None:
    return None if found is None else (found.verdict, found.title, found.says)
