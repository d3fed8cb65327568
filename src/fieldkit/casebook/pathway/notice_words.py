"""What a notice to one parent says, part by part, and which of the parts it has to have are empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from fieldkit.casebook.facts import day_of, school_of
from fieldkit.casebook.legal import facts as legal_facts
from fieldkit.casebook.pathway.file import PENALTY, S105, TO_IMPROVE, Way
from fieldkit.kinds.times import day_in_words
from fieldkit.ledger.canonical import Json
from fieldkit.reference import Reference
from fieldkit.rules.finding import counted
from fieldkit.rules.legal.facts import ImprovementNotice, NoticePaper
from fieldkit.rules.legal.framework import NoticeAmounts
from fieldkit.rules.school.attendance import Totals, totals
from fieldkit.rules.school.marks import Register
from fieldkit.store.records import Held

#: How each part of a notice is headed, by the code of `notice-content` that it answers (NF-04, NF-10).
IMPROVE = {
    "record": "Attendance record",
    "duty": "Why it matters, and the law",
    "support-so-far": "Support so far",
    "support-offered": "Support that is still on offer",
    "warning": "What may happen",
    "improvement-period": "Your improvement period",
    "enough": "What improvement is enough",
    "early-grounds": "Before the end of the period",
}
FINE = {
    "recipient": "Given to",
    "child-and-school": "Child and school",
    "issue-date": "Given on",
    "officer": "Given by",
    "period": "The absence",
    "amounts": "What to pay, and by when",
    "how-to-pay": "Where and how to pay",
    "if-paid": "If you pay",
    "if-not-paid": "If you do not pay",
    "withdrawal": "When this notice is withdrawn",
}
#: The parts of a penalty notice that stand in rows at its head.
GIVEN = ("recipient", "child-and-school", "issue-date", "officer")
#: The field and the words by which an empty part is filled.
_FILL = {
    "record": ("absence_said", "Import the register, or say what it shows"),
    "support-so-far": ("support_tried", "Say what support was tried, or why none is appropriate"),
    "enough": ("sufficient", "Say what improvement is enough"),
    "improvement-period": ("improve_to", "Enter the first and the last day of the improvement period"),
    "child-and-school": ("child", "Enter the school of the child on the child’s page"),
    "period": ("period_from", "Enter the first and the last day of the absence"),
    "amounts": ("notice_kind", "Issue it on the parent’s pathway: its amounts are worked out"),
    "how-to-pay": ("notice_kind", "Have the council enter where and how a notice is paid"),
    "support-offered": ("notice_kind", "Have the council enter the telephone number of the service"),
    "withdrawal": ("notice_kind", "Have the council enter the telephone number of the service"),
}


@dataclass(frozen=True, slots=True)
class Office:
    """The council as a letter names it; `phone` and `pay_at` are empty where it has not said them."""

    council: str
    service: str
    address: str
    phone: str
    pay_at: str
    proper_officer: str
    officer: str


@dataclass(frozen=True, slots=True)
class Said:
    """One part of a notice: nothing in it means that the part is missing."""

    code: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()

    @property
    def whole(self) -> bool:
        """Whether it says anything."""
        return any(self.paragraphs) or (bool(self.rows) and all(said for _, said in self.rows))


def parts(told: Mapping[str, Json], way: Way, office: Office, book: Reference) -> tuple[Said, ...]:
    """The parts of a notice in their order, from its answers as they stand or are about to stand."""
    if told.get("notice_kind") == TO_IMPROVE:
        return _improve(told, way, office, book)
    return _fine(told, way, office, book)


def contents(said: tuple[Said, ...]) -> tuple[str, ...]:
    """The codes of `notice-content` that stand in it."""
    return tuple(part.code for part in said if part.whole)


def to_fill(said: tuple[Said, ...]) -> tuple[tuple[str, str], ...]:
    """(field, what to do) for every part that is empty."""
    return tuple(
        _FILL.get(part.code, ("notice_kind", f"Say: {part.heading.lower()}"))
        for part in said
        if not part.whole
    )


def improvement_notice(told: Mapping[str, Json], said: tuple[Said, ...]) -> ImprovementNotice:
    """A Notice to Improve as NF-04 asks of it."""
    return ImprovementNotice(contents(said), day_in(told, "improve_from"), day_in(told, "improve_to"))


def notice_paper(told: Mapping[str, Json], said: tuple[Said, ...]) -> NoticePaper:
    """A penalty notice as NF-10 and NF-11 ask of it."""
    issuer, authorised, reported = (_text(told, name) for name in ("issuer", "authorised", "reported"))
    return NoticePaper(contents(said), issuer or None, authorised or None, reported or None)


def as_paper(held: Held, way: Way, office: Office, book: Reference) -> ImprovementNotice | NoticePaper:
    """A notice that is recorded, as the rules ask of what it says (NF-04, or NF-10 and NF-11)."""
    told = answers_of(held)
    said = parts(told, way, office, book)
    return improvement_notice(told, said) if told["notice_kind"] == TO_IMPROVE else notice_paper(told, said)


def figures(told: Mapping[str, Json], way: Way) -> Totals | None:
    """The register of the period of a notice; None without marks or without its days."""
    whole = legal_facts.whole_register(way.file, way.extract)
    first, last = day_in(told, "period_from"), day_in(told, "period_to")
    if not whole.marks or first is None or last is None:
        return None
    return totals(Register(whole.calendar, whole.marks, first, last))


def amounts_of(told: Mapping[str, Json], book: Reference) -> NoticeAmounts | None:
    """The amounts as they stand on a notice, with the days of its sort."""
    pounds, reduced = told.get("amount"), told.get("reduced_amount")
    if not isinstance(pounds, int):
        return None
    sort = "s444a" if told.get("notice_kind") == PENALTY else "s105"
    late, soon = book.number(f"penalty.{sort}_late_days"), book.number(f"penalty.{sort}_soon_days")
    if isinstance(reduced, int):
        return NoticeAmounts(pounds, late, reduced, soon)
    return NoticeAmounts(pounds, late)


def number_of(record: str) -> str:
    """The number of a notice, as a parent quotes it when paying."""
    return record[-8:].upper()


def child_of(way: Way) -> str:
    """The child by name."""
    return way.file.child.title if way.file.child else "the child"


def supports(way: Way) -> tuple[str, ...]:
    """The support that is recorded, a line each."""
    return tuple(
        ". ".join(filter(None, (f"{one.title}{_since(one)}", one.text("outcome"))))
        for one in way.file.of_kind("support")
    )


def _improve(told: Mapping[str, Json], way: Way, office: Office, book: Reference) -> tuple[Said, ...]:
    phone = {"officer": office.officer, "phone": office.phone}
    tried = tuple(filter(None, (*supports(way), _text(told, "support_tried"))))
    absence = _absence(told, way)
    said = {
        "record": (absence, book.wording("improve-offence").text) if absence else (),
        "duty": (book.wording("improve-duty").filled(child=child_of(way)),),
        "support-so-far": tried,
        "support-offered": (book.wording("improve-offers").filled(**phone),) if office.phone else (),
        "warning": (book.wording("improve-warning").text,),
        "improvement-period": (_period(told),),
        "enough": (_text(told, "sufficient"),),
        "early-grounds": (book.wording("improve-early").text,),
    }
    return tuple(Said(code, IMPROVE[code], _lines(text)) for code, text in said.items())


def _fine(told: Mapping[str, Json], way: Way, office: Office, book: Reference) -> tuple[Said, ...]:
    child = way.file.child
    school = school_of(child) if child is not None else None
    issued = day_in(told, "issued_on")
    given = {
        "recipient": way.name(_text(told, "person")),
        "child-and-school": f"{child_of(way)}, {school}" if school else "",
        "issue-date": day_in_words(issued) if issued else "",
        "officer": _issued_by(told, office, book),
    }
    phone = {"officer": office.officer, "phone": office.phone}
    said = {
        "period": (_absence(told, way) or _days(told, way),),
        "how-to-pay": (_how_to_pay(told, office, book),),
        "if-paid": (book.wording("penalty-if-paid").text,),
        "if-not-paid": (book.wording("penalty-if-not").text,),
        "withdrawal": (book.wording("penalty-withdrawal").filled(**phone),) if office.phone else (),
    }
    made = {code: Said(code, FINE[code], rows=((FINE[code], text),)) for code, text in given.items()}
    made |= {code: Said(code, FINE[code], _lines(text)) for code, text in said.items()}
    made["amounts"] = _amounts(told, book)
    return tuple(made[code] for code in FINE)


def _amounts(told: Mapping[str, Json], book: Reference) -> Said:
    days, rows = amounts_of(told, book), []
    if days is None:
        return Said("amounts", FINE["amounts"])
    if days.reduced is not None:
        rows.append((f"£{days.reduced}", f"if paid within {days.reduced_days} days"))
    rows.append((f"£{days.pounds}", f"if paid within {days.days} days"))
    begins = "The days begin with the day on which you receive this notice."
    return Said("amounts", FINE["amounts"], (begins,), tuple(rows))


def _how_to_pay(told: Mapping[str, Json], office: Office, book: Reference) -> str:
    if not office.pay_at and not office.phone:
        return ""
    number = number_of(_text(told, "@record"))
    if office.pay_at:
        return book.wording("penalty-pay-at").filled(
            council=office.council, pay_at=office.pay_at, number=number
        )
    return book.wording("penalty-how").filled(council=office.council, phone=office.phone, number=number)


def _issued_by(told: Mapping[str, Json], office: Office, book: Reference) -> str:
    issuer, name = _text(told, "issuer"), _text(told, "issuer_name")
    if issuer in ("", "council"):
        return f"{name or office.officer}, {office.council}"
    return f"{name}, {book.label('notice-issuer', issuer).lower()}" if name else ""


def _days(told: Mapping[str, Json], way: Way) -> str:
    first, last = day_in(told, "period_from"), day_in(told, "period_to")
    if first is None or last is None:
        return ""
    said = f"{child_of(way)}, from {day_in_words(first)} to {day_in_words(last)}"
    if told.get("notice_kind") == S105:
        return f"{said}: in a public place in the first days of an exclusion."
    return f"{said}: absent from school without authority."


def _absence(told: Mapping[str, Json], way: Way) -> str:
    """What the register says of the period; empty where none is here and nobody said it."""
    first, last = day_in(told, "period_from"), day_in(told, "period_to")
    found, typed = figures(told, way), _text(told, "absence_said").strip()
    if first is None or last is None or (found is None and not typed):
        return ""
    said = f"{child_of(way)}, from {day_in_words(first)} to {day_in_words(last)}"
    if found is None:
        return f"{said}: {typed}"
    counts = f"{counted(found.unauthorised, 'unauthorised session')} of {found.possible} possible"
    return f"{said}: {found.absent} sessions absent, {counts}. A session is one morning or one afternoon."


def _period(told: Mapping[str, Json]) -> str:
    first, last = day_in(told, "improve_from"), day_in(told, "improve_to")
    if first is None or last is None:
        return ""
    days = counted((last - first).days + 1, "day")
    return f"From {day_in_words(first)} to {day_in_words(last)}, {days}. Both days count."


def _since(held: Held) -> str:
    began = day_of(held, "began_on")
    return f", since {day_in_words(began)}" if began else ""


def _lines(text: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line.strip() for line in text if line.strip())


def _text(told: Mapping[str, Json], name: str) -> str:
    found = told.get(name)
    return found if isinstance(found, str) else ""


def day_in(told: Mapping[str, Json], name: str) -> date | None:
    """A day among the answers of a notice."""
    found = _text(told, name)
    return date.fromisoformat(found) if found else None


def answers_of(held: Held) -> dict[str, Json]:
    """The answers of a notice that is recorded, with its own id."""
    return {**held.values, "@record": held.record}


def may_issue(roles: tuple[str, ...], book: Reference) -> str:
    """Whether the council's code of conduct lets an officer of these roles issue notices: yes or no."""
    allowed = set(str(book.local("penalty.issuer_roles")).split())
    return "yes" if allowed & set(roles) else "no"
