"""Cases 11 and 12 of the sample caseload (domain 11): registers, referrals, parents and what came before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.unit.casebook.conftest import Clock

from fieldkit.casebook.casebook import Casebook

QUAYSIDE, LARKSPUR = "999003 Quayside High", "999001 Larkspur Academy"
_HALF_TERM = (date(2026, 10, 26), date(2026, 10, 30))
STATED = {
    "stated_possible": "94", "stated_authorised": "17", "stated_unauthorised": "41",
    "certified_by": "Ms R. Pell", "certified_as": "Head teacher", "certified_on": "16 11 2026",
}  # fmt: skip
FORM = {
    "school": QUAYSIDE, "received_at": "16 11 2026 09:00", "referred_by": "Ms R. Pell",
    "period_from": "3 9 2026", "period_to": "13 11 2026", "tier_asked": "open-court",
    "eha_offered": "yes", "on_iap": "no", "ehcp": "no", "vulnerable": "no", "eso_considered": "yes",
    "eso_reason": "A family worker is tried first.", "equality_note": "An interpreter is asked for.",
    "sanctions_looked_up": "yes",
}  # fmt: skip
PLAN = {
    "offences": ["s444-1a"], "lines_towards": "The mother was told on 5 October.",
    "lines_away": "The family has no car: is the bus running?", "school_contact": "First-day calls.",
    "pace_wanted": "yes",
}  # fmt: skip


def school_days(first: date, last: date) -> list[date]:
    """The school days of Fenmarch's autumn from `first` to `last`."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5 and not _HALF_TERM[0] <= day <= _HALF_TERM[1]]


def lorcans_marks(n_codes: int = 2, ill: int = 17) -> list[tuple[str, str, str]]:
    """94 sessions of ten school weeks: 36 present, the rest ill or unauthorised, of which some are N."""
    codes = ["P?"] * 36 + ["I"] * ill + ["O"] * (58 - ill - n_codes) + ["N"] * n_codes
    days = school_days(date(2026, 9, 3), date(2026, 11, 13))
    halves = list(zip(codes[::2], codes[1::2], strict=True))
    return [
        (day.isoformat(), "/" if am == "P?" else am, "\\" if pm == "P?" else pm)
        for day, (am, pm) in zip(days, halves, strict=True)
    ]


def long_file(
    marks: list[tuple[str, str, str]], upn: str = "M999400122011", name: str = "Lorcan Ebbage"
) -> str:
    """A row a pupil a session, as CSV."""
    lines = ["UPN,Name,Date,Session,Mark"]
    for day, am, pm in marks:
        lines += [f"{upn},{name},{day},AM,{am}", f"{upn},{name},{day},PM,{pm}"]
    return "\n".join(lines) + "\n"


def grid_file(
    marks: list[tuple[str, str, str]], upn: str = "M999400122011", name: str = "Lorcan Ebbage"
) -> str:
    """A column for each session, as CSV."""
    heads = ",".join(f"{day} {half}" for day, *_ in marks for half in ("AM", "PM"))
    row = ",".join(mark for day in marks for mark in day[1:])
    return f"UPN,Name,{heads}\n{upn},{name},{row}\n"


def lorcan(book: Casebook, clock: Clock, **child: Any) -> str:
    """Case 12: Lorcan and both of his parents; says the case."""
    clock.set("2026-11-16 09:10")
    case, _ = book.cases.new(
        {"case_type": "ATT", "received_at": "16 11 2026 09:00"},
        {
            "forenames": "Lorcan", "surname": "Ebbage", "dob": "9 4 2012", "upn": "M999400122011",
            "school": QUAYSIDE, "start_date": "4 9 2023", **child,
        },
        reference="ATT-2026-0402",
    )  # fmt: skip
    parent(book, case, ("Agnieszka", "Ebbage"), "mother", "birth-entry")
    parent(book, case, ("Piotr", "Ebbage"), "father", "none")
    return case


def parent(book: Casebook, case: str, name: tuple[str, str], tie: str, evidence: str) -> str:
    """A parent with an address of their own; says the person."""
    child = str(book.cases.open(case).child.record)
    person, _ = book.records.new("person", {"forenames": name[0], "surname": name[1]}, parent=case)
    book.records.new(
        "relationship", {"person": person, "relationship": tie, "pr_evidence": evidence}, parent=child
    )
    address, _ = book.records.new(
        "address", {"address_kind": "home", "lines": f"{len(name[0])} Ferry Row"}, parent=case
    )
    book.records.new("residence", {"address": address}, parent=person)
    return person


def convicted(book: Casebook, case: str, person: str) -> str:
    """The conviction of 2025 by the single justice procedure; says the sanction."""
    child = str(book.cases.open(case).child.record)
    typed = {
        "sanction_kind": "sjp", "person": person, "child": child, "issued_on": "3 6 2025",
        "for_leave": "no", "result": "convicted",
    }  # fmt: skip
    return book.legal_referrals.add_sanction(case, typed)[0]


def imported(book: Casebook, case: str, marks: list[tuple[str, str, str]], **more: Any) -> str:
    """The register taken in; says the extract."""
    found = book.registers.examine(case, long_file(marks).encode(), "register.csv")
    return book.registers.take_in(case, found, STATED, **more)[0].extract


def referred(book: Casebook, clock: Clock, *, n_codes: int = 0, **form: Any) -> str:
    """Case 12 with its register, its conviction and its referral, checks run; says the referral."""
    case = lorcan(book, clock)
    mother = next(item for item in book.cases.open(case).relations if item.relationship == "Mother")
    convicted(book, case, mother.person)
    book.legal_referrals.add_support(case, {"support_kind": "school-meeting", "began_on": "21 9 2026"})
    referral, _ = book.legal_referrals.take_in(case, FORM | form)
    imported(book, case, lorcans_marks(n_codes))
    book.legal_referrals.run_checks(referral)
    return referral
