"""An attendance case of the sample caseload with its register and referral, as far as a page needs it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import sample

from fieldkit.keys.certificates import DeviceCertificate, Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.store import certificates

SCHOOL = "999402 Quayside High"
CALENDAR = {
    "name": "Fenmarch 2026/27", "terms": "2026-09-03 2026-12-18 Autumn",
    "closures": "2026-10-26 2026-10-30 Half term", "year_begins": "3 9 2026",
}  # fmt: skip
FORM = {
    "school": SCHOOL, "received_at": "16 11 2026 09:00", "referred_by": "Ms R. Pell",
    "concern": "Lorcan is seen at the bus station on most mornings.",
    "period_from": "3 9 2026", "period_to": "13 11 2026", "tier_asked": "open-court",
    "eha_offered": "yes", "on_iap": "no", "ehcp": "no", "vulnerable": "no", "sanctions_looked_up": "yes",
    "eso_considered": "yes", "eso_reason": "A family worker is tried first.",
    "equality_note": "An interpreter is asked for.",
}  # fmt: skip
PLAN = {
    "offences": ["s444-1a"], "lines_towards": "The mother was told on 5 October.",
    "lines_away": "The family has no car: is the bus running?", "school_contact": "First-day calls.",
    "pace_wanted": "yes",
}  # fmt: skip
ROWAN = Holder("o-rowan", "Rowan Quillon", "RQ", ("AIO",), "North", "L14")


def marks(n_codes: int = 2) -> str:
    """94 sessions of ten school weeks as a school exports them: 58 absent, 41 unauthorised."""
    first, days = date(2026, 9, 3), []
    for number in range((date(2026, 11, 13) - first).days + 1):
        day = first + timedelta(days=number)
        if day.weekday() < 5 and not date(2026, 10, 26) <= day <= date(2026, 10, 30):
            days.append(day)
    codes = (
        ["/"] * 20
        + ["I"] * 9
        + ["O"] * 12
        + ["/"] * 16
        + ["I"] * 8
        + ["O"] * (29 - n_codes)
        + ["N"] * n_codes
    )
    lines = ["UPN,Name,Date,Session,Mark"]
    for number, code in enumerate(codes):
        half = ("AM", "PM")[number % 2]
        mark = "\\" if code == "/" and half == "PM" else code
        lines.append(f"M999400122011,Lorcan Ebbage,{days[number // 2].isoformat()},{half},{mark}")
    return "\n".join(lines) + "\n"


def case(load: sample.Caseload, **child: Any) -> str:
    """Lorcan's case with his mother; says the case."""
    load.clock.set("2026-11-16 09:10")
    book = load.book
    calendar, _ = book.schools.add_calendar(CALENDAR)
    book.schools.add_school({"name": "Quayside High", "school_urn": "999402", "calendar": calendar})
    made, _ = book.cases.new(
        {"case_type": "ATT", "received_at": "16 11 2026 09:00"},
        {"forenames": "Lorcan", "surname": "Ebbage", "dob": "9 4 2012", "upn": "M999400122011",
         "school": SCHOOL, "start_date": "4 9 2023", **child},
        reference="ATT-2026-0402",
    )  # fmt: skip
    child_id = str(book.cases.open(made).child.record)
    person, _ = book.records.new("person", {"forenames": "Agnieszka", "surname": "Ebbage"}, parent=made)
    tie = {"person": person, "relationship": "mother", "pr_evidence": "birth-entry"}
    book.records.new("relationship", tie, parent=child_id)
    address, _ = book.records.new("address", {"address_kind": "home", "lines": "4 Ferry Row"}, parent=made)
    book.records.new("residence", {"address": address}, parent=person)
    book.legal_referrals.add_sanction(
        made,
        {"sanction_kind": "sjp", "person": person, "child": child_id, "issued_on": "3 6 2025",
         "for_leave": "no", "result": "convicted"},
    )  # fmt: skip
    return made


def registered(load: sample.Caseload, n_codes: int = 2) -> str:
    """The case with its register; says the case."""
    made = case(load)
    take(load, made, n_codes)
    return made


def take(load: sample.Caseload, made: str, n_codes: int, **more: Any) -> None:
    """Take in a register."""
    found = load.book.registers.examine(made, marks(n_codes).encode(), "register-2026.csv")
    stated = {
        "stated_possible": "94", "stated_authorised": "17", "stated_unauthorised": "41",
        "certified_by": "Ms R. Pell", "certified_as": "Head teacher", "certified_on": "16 11 2026",
    }  # fmt: skip
    load.book.registers.take_in(made, found, stated, **more)


def referred(load: sample.Caseload, n_codes: int = 2, **form: Any) -> str:
    """The referral with its checks run; says the referral."""
    made = registered(load, n_codes)
    load.book.legal_referrals.add_support(made, {"support_kind": "school-meeting", "began_on": "21 9 2026"})
    referral, _ = load.book.legal_referrals.take_in(made, FORM | form)
    load.book.legal_referrals.run_checks(referral)
    return referral


def accepted(load: sample.Caseload) -> str:
    """The referral as it waits for the panel; says the referral."""
    referral = referred(load, 0)
    load.book.legal_referrals.accept(referral, "The evidential and the public interest test are met.")
    return referral


def of_the_panel(load: sample.Caseload, record: str, decision: str = "approve", **more: str) -> None:
    """The decision of the panel, made on its own laptop and received."""
    sample.exchange(load.book, load.petra)
    load.petra.panel.decide(record, decision, "Say how the bus runs, and ask the company.", **more)
    sample.exchange(load.petra, load.book)


def allocated(load: sample.Caseload) -> str:
    """The panel approved it and gave it to Dilys Farthing; says the referral."""
    referral = accepted(load)
    of_the_panel(load, referral, conditions="The bus company is asked first.")
    load.petra.panel.allocate(referral, "o-dilys Dilys Farthing")
    sample.exchange(load.petra, load.book)
    return referral


def submitted(load: sample.Caseload) -> tuple[str, str]:
    """The referral, and its plan before the panel."""
    referral = allocated(load)
    plan, _ = load.book.panel.plan(referral, PLAN)
    load.book.panel.submit_plan(plan)
    return referral, plan


def investigated(load: sample.Caseload) -> str:
    """The investigation has begun; says the referral."""
    referral, plan = submitted(load)
    of_the_panel(load, plan)
    load.book.panel.begin_investigation(referral)
    return referral


def investigator(load: sample.Caseload) -> str:
    """An officer whose certificate is on the panel's laptop, as typed answers name them."""
    key, now = SigningKey(bytes([4] * 32)), load.clock().wall_ms
    own = DeviceCertificate.for_itself(key, "s-4", ROWAN, from_ms=now, to_ms=now + 86_400_000)
    with load.petra.notebook.writing() as book:
        certificates.put(book, own)
    return f"{ROWAN.officer} {ROWAN.name}"
