"""Cases 11 and 12 of the sample caseload (domain 11), as far as the legal pathway leans on them."""

from __future__ import annotations

from dataclasses import dataclass

from tests.unit.casebook.caseload import schools
from tests.unit.casebook.conftest import Clock

from fieldkit.casebook.casebook import Casebook


@dataclass(frozen=True)
class Family:
    """A case with its child, its parents and its referral."""

    case: str
    child: str
    mother: str
    father: str
    referral: str


def _parent(
    casebook: Casebook, case: str, child: str, name: tuple[str, str], tie: str, evidence: str, street: str
) -> str:
    person, _ = casebook.records.new("person", {"forenames": name[0], "surname": name[1]}, parent=case)
    casebook.records.new(
        "relationship",
        {"person": person, "relationship": tie, "has_pr": "yes", "pr_evidence": evidence},
        parent=child,
    )
    address, _ = casebook.records.new(
        "address", {"address_kind": "home", "lines": street, "postcode": "ZZ1 2AB"}, parent=case
    )
    casebook.records.new("residence", {"address": address}, parent=person)
    return person


def council(casebook: Casebook) -> None:
    """The council with the telephone number that its letters give."""
    casebook.records.new(
        "council",
        {"name": "Fenmarch County Council", "service": "Attendance", "service_phone": "01632 960100"},
        home=casebook.me.register,
    )


def law_enforcement(casebook: Casebook, case: str) -> None:
    """The act by which a case goes over to law enforcement processing (DP-01)."""
    casebook.regimes.to_enforcement(case, "The panel accepted the referral")


def perdita(casebook: Casebook, clock: Clock, *, eha: str = "12 10 2026") -> Family:
    """Case 11: two parents at two addresses; early help since 12 October; Ruth had a notice in 2025."""
    clock.set("2026-11-16 09:00")
    schools(casebook)
    council(casebook)
    case, _ = casebook.cases.new(
        {"case_type": "ATT", "received_at": "13 11 2026 10:00", "referrer": "Larkspur Academy"},
        {
            "forenames": "Perdita", "surname": "Cole-Anning", "dob": "5 10 2012", "upn": "M999400121010",
            "school": "999001 Larkspur Academy", "year_group": "9", "start_date": "3 9 2024",
        },
        reference="ATT-2026-0401",
    )  # fmt: skip
    child = str(casebook.held(case).value("child"))
    ruth = _parent(casebook, case, child, ("Ruth", "Cole-Anning"), "mother", "birth-entry", "2 Fen Lane")
    dev = _parent(casebook, case, child, ("Dev", "Anning"), "father", "birth-entry", "9 Quay Street")
    referral, _ = casebook.records.new(
        "referral",
        {
            "school": "999001 Larkspur Academy", "received_at": "13 11 2026 10:00", "referred_by": "M. Osei",
            "period_from": "7 9 2026", "period_to": "20 11 2026", "tier_asked": "penalty-notice",
            "eha_offered": "yes", "eha_submitted_on": eha, "on_iap": "no", "ehcp": "no",
            "sanctions_looked_up": "yes",
        },
        parent=case,
    )  # fmt: skip
    casebook.records.new(
        "sanction",
        {"sanction_kind": "penalty-notice", "person": ruth, "child": child, "issued_on": "10 1 2025"},
        parent=case,
    )
    return Family(case, child, ruth, dev, referral)


def lorcan(casebook: Casebook, clock: Clock) -> Family:
    """Case 12: 3 September to 13 November 2026; the mother was convicted by the single justice in 2025."""
    clock.set("2026-11-16 09:00")
    schools(casebook)
    council(casebook)
    case, _ = casebook.cases.new(
        {"case_type": "ATT", "received_at": "14 11 2026 10:00", "referrer": "Quayside High"},
        {
            "forenames": "Lorcan", "surname": "Ebbage", "dob": "9 4 2012", "upn": "M999400122011",
            "school": "999003 Quayside High", "year_group": "10", "start_date": "5 9 2023",
        },
        reference="ATT-2026-0402",
    )  # fmt: skip
    child = str(casebook.held(case).value("child"))
    mother = _parent(
        casebook, case, child, ("Agnieszka", "Ebbage"), "mother", "birth-entry", "14 Sluice Lane"
    )
    referral, _ = casebook.records.new(
        "referral",
        {
            "school": "999003 Quayside High", "received_at": "14 11 2026 10:00", "referred_by": "J. Pell",
            "period_from": "3 9 2026", "period_to": "13 11 2026", "tier_asked": "open-court",
            "eha_offered": "yes", "on_iap": "no", "ehcp": "no", "sanctions_looked_up": "yes",
        },
        parent=case,
    )  # fmt: skip
    casebook.records.new(
        "sanction",
        {"sanction_kind": "sjp", "person": mother, "child": child, "issued_on": "12 5 2025",
         "result": "convicted", "for_leave": "no"},
        parent=case,
    )  # fmt: skip
    return Family(case, child, mother, "", referral)
