"""Case 12 charged, with all that a pack for a court takes: register, statement, exhibit, service, forms."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.legal import referred
from tests.unit.casebook.test_exhibits import REASON, letter

from fieldkit.casebook.casebook import Casebook

FORMS = ("help-lines", "sjp-explained", "in-court", "mc100")
PACK = {
    "served_papers": "sjp-pack", "served_how": "post", "served_on": "24 11 2026", "welsh": "not-wanted",
    "reply_to": "Fenmarch Magistrates’ Court\nPO Box 12, Fenmarch ZZ1 1AA", "proof": "ZZ 1234 5678 9GB",
}  # fmt: skip
DECIDED = {"costs": "312", "decision_reason": "Convicted in 2025; help was not taken up."}


@dataclass(frozen=True)
class Court:
    """The case, the mother's action, and what lies beside it."""

    case: str
    action: str
    mother: str
    statement: str
    exhibit: str


def charged(casebook: Casebook, clock: Clock, *, tier: str = "sjp", born: str = "11 2 1984") -> Court:
    """Charged on 24 November 2026; what is recorded is classed as used."""
    referral = referred(casebook, clock)
    case = casebook.held(referral).home
    mother = next(one.person for one in casebook.cases.open(case).relations if one.relationship == "Mother")
    if born:
        casebook.records.correct(mother, {"dob": born})
    for place in casebook.choices.records_of(case, ["address"]):
        casebook.records.correct(place.typed, {"town": "Mereham", "postcode": "ZZ1 2AB"})
    casebook.regimes.to_enforcement(case, "The panel accepted the referral")
    action, _ = casebook.pathway.consider(case, mother)
    offence = "s444-1" if tier == "sjp" else "s444-1a"
    casebook.pathway.decide(action, {"tier": tier, "offence": offence, **DECIDED})
    casebook.pathway.consider_eso(action, "not-applied", "An order would not change who is at home at eight.")
    clock.set("2026-11-23 09:00")
    used = {**REASON, "disclosure": "used", "description": "Letter to Mrs Ebbage"}
    exhibit, _ = casebook.exhibits.attach(
        case, casebook.exhibits.examine(letter(pages=2), "letter.pdf"), used
    )
    mark = casebook.held(exhibit).text("mark")
    typed = {
        "maker": "Dilys Farthing", "age_note": "Over 18", "occupation": "Attendance officer",
        "paragraphs": "I make this statement about Lorcan Ebbage.\n\nHis mother is Agnieszka Ebbage.\n\n"
        f"I produce a letter marked {mark}.",
    }  # fmt: skip
    statement, _ = casebook.records.new(
        "statement", typed, parent=case, machine={"wording": "s9-declaration 1"}
    )
    casebook.statements.sign(statement)
    for point, where in (("parent", "Paragraph 2"), ("school-age", "Paragraph 1")):
        casebook.pathway.prove(action, point, {"proved_by": statement, "where": where})
    clock.set("2026-11-24 09:00")
    casebook.pathway.charge(action)
    classed(casebook, case)
    return Court(case, action, mother, statement, exhibit)


def classed(casebook: Casebook, case: str) -> None:
    """Every item of the case is used, but for what is classed already."""
    for item in casebook.disclosure.open(case).items:
        if not item.classed:
            casebook.disclosure.classify(case, item.item, "used")


def forms(casebook: Casebook, folder: Path) -> None:
    """The forms of the court, as a council attaches them: papers of a test, never an official text."""
    for number, form in enumerate(FORMS, 1):
        path = folder / f"{form}.pdf"
        path.write_bytes(letter(pages=number % 2 + 1))
        casebook.bundles.attach_form(path, {"form": form, "edition": "10.25", "taken_on": "2 11 2026"})


def whole(casebook: Casebook, clock: Clock, folder: Path) -> Court:
    """All that a single justice pack takes."""
    court = charged(casebook, clock)
    forms(casebook, folder)
    casebook.services.serve(court.action, PACK)
    classed(casebook, court.case)
    return court


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]
