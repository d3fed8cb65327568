"""Case 12 of the sample caseload as far as a court asks for it: charged, proved, heard, a bundle built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import sample

_TERM = (date(2026, 9, 3), date(2026, 11, 13))
_HALF_TERM = (date(2026, 10, 26), date(2026, 10, 30))


@dataclass(frozen=True)
class Way:
    """The case, its legal action and the hearing."""

    case: str
    action: str
    hearing: str
    person: str


def marks() -> list[list[str]]:
    """A register with 41 unauthorised sessions of 94, 17 authorised."""
    rows, left = [], ["O"] * 41 + ["I"] * 17
    day = _TERM[0]
    while day <= _TERM[1]:
        if day.weekday() < 5 and not _HALF_TERM[0] <= day <= _HALF_TERM[1]:
            rows.append([day.isoformat(), *((left.pop(0), left.pop(0)) if len(left) > 1 else ("/", "\\"))])
        day += timedelta(days=1)
    if left:
        rows[-1][1] = left.pop()
    return rows


def considered(load: sample.Caseload, *, support_from: str = "") -> Way:
    """The way of Agnieszka Ebbage at its beginning."""
    load.clock.set("2026-11-16 10:00")
    book = load.book
    book.records.new(
        "council",
        {"name": "Fenmarch County Council", "service": "Attendance", "service_phone": "01632 960100"},
        home=book.me.register,
    )
    case, _ = book.cases.new(
        {"case_type": "ATT", "received_at": "14 11 2026 10:00", "referrer": "Quayside High"},
        {"forenames": "Lorcan", "surname": "Ebbage", "dob": "9 4 2012", "upn": "M999400122011",
         "school": "999003 Quayside High", "year_group": "10", "start_date": "5 9 2023"},
        reference="ATT-2026-0402",
    )  # fmt: skip
    child = str(book.held(case).value("child"))
    mother, _ = book.records.new(
        "person", {"forenames": "Agnieszka", "surname": "Ebbage", "interpreter_language": "pl"}, parent=case
    )
    book.records.new(
        "relationship",
        {"person": mother, "relationship": "mother", "has_pr": "yes", "pr_evidence": "birth-entry"},
        parent=child,
    )
    said = {
        "school": "999003 Quayside High", "received_at": "14 11 2026 10:00", "referred_by": "J. Pell",
        "period_from": "3 9 2026", "period_to": "13 11 2026", "tier_asked": "open-court",
        "eha_offered": "yes", "on_iap": "no", "ehcp": "no", "sanctions_looked_up": "yes",
        "targeted_support_from": support_from,
    }  # fmt: skip
    book.records.new("referral", said, parent=case)
    book.records.new(
        "sanction",
        {"sanction_kind": "sjp", "person": mother, "child": child, "issued_on": "12 5 2025",
         "result": "convicted", "for_leave": "no"},
        parent=case,
    )  # fmt: skip
    book.records.new("register-extract", {}, parent=case, machine={"marks": marks()}, partly=True)
    action, _ = book.pathway.consider(case, mother)
    return Way(case, action, "", mother)


def noticed(load: sample.Caseload) -> str:
    """The Notice to Improve to Agnieszka Ebbage, whose address nobody knows."""
    way = considered(load)
    notice, _ = load.book.pathway.issue(
        way.action,
        "notice-to-improve",
        {"improve_from": "17 11 2026", "improve_to": "14 12 2026", "sufficient": "No unauthorised absence",
         "support_tried": "A family worker since October"},
    )  # fmt: skip
    return notice


def charged(load: sample.Caseload) -> Way:
    """Decided, an order considered, the information laid, points proved, a hearing listed."""
    way = considered(load)
    book = load.book
    book.regimes.to_enforcement(way.case, "The panel accepted the referral")
    book.pathway.decide(
        way.action,
        {"tier": "open-court", "offence": "s444-1a", "costs": "150",
         "decision_reason": "Convicted by the single justice in 2025; support was not taken up"},
    )  # fmt: skip
    book.pathway.consider_eso(way.action, "not-applied", "The family is known to us; an order adds nothing")
    load.clock.set("2026-11-20 09:00")
    statement, _ = book.records.new(
        "statement",
        {"maker": "Dilys Farthing", "age_note": "Over 18", "occupation": "CME officer",
         "paragraphs": "I make this statement about the attendance of Lorcan Ebbage.\n\nHis mother is "
         "Agnieszka Ebbage. She lives with Lorcan and has the care of him."},
        parent=way.case,
        machine={"wording": "s9-declaration 1"},
    )  # fmt: skip
    book.statements.sign(statement)
    for point, where in (("parent", "Paragraph 2"), ("school-age", "Paragraph 1"), ("not-regular", "")):
        book.pathway.prove(way.action, point, {"proved_by": statement, "where": where})
    book.pathway.defend(way.action, "D1", {"raised": "yes", "evidence": "She says that he had colds"})
    book.pathway.defend(way.action, "D2", {"raised": "no"})
    book.pathway.charge(way.action, {"laid_on": "20 11 2026"})
    hearing, _ = book.hearings.list_hearing(
        way.action,
        {"court": "Fenmarch Magistrates", "listed_for": "20 1 2027 10:00", "hearing_kind": "trial",
         "room": "Court 2", "presenter": "o-sunil Sunil Marrow", "authority_held": "yes",
         "witnesses": "Dilys Farthing: any day but Fridays"},
    )  # fmt: skip
    load.clock.set("2026-11-20 09:12")
    return Way(way.case, way.action, hearing, way.person)


def in_court(load: sample.Caseload) -> Way:
    """The same with a bundle that was built."""
    way = charged(load)
    for item in load.book.disclosure.open(way.case).items:
        load.book.disclosure.classify(way.case, item.item, "used")
    load.book.bundles.build(way.case)
    return way
