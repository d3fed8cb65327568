"""Packs for a court: closed or named gap by gap, one defendant's alone, in printed order, numbered for
ever.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.court import FORMS, PACK, charged, classed, forms, pages_of, whole
from tests.unit.casebook.interviewing import JUNO, ROWAN
from tests.unit.casebook.legal import parent
from tests.unit.casebook.test_exhibits import REASON, letter
from tests.unit.casebook.test_interview_paper import told

from fieldkit.bundle.verify import verify
from fieldkit.casebook.answers import Problems
from fieldkit.casebook.bundles.packs import PACKS
from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.rules.finding import Verdict

LETTER = {
    "served_papers": "letter", "described": "Letter about attendance", "served_how": "post",
    "served_on": "5 10 2026", "proof": "ZZ 1",
}  # fmt: skip


def says(casebook: Casebook, action: str, pack: str = "") -> list[str]:
    return [one.say for one in casebook.bundles.plan(action, pack=pack).to_settle]


def test_a_single_justice_pack_is_in_printed_order_and_ends_with_the_certificate(
    casebook: Casebook, clock: Clock, tmp_path: Path
) -> None:
    court = whole(casebook, clock, tmp_path)
    plan = casebook.bundles.plan(court.action)
    assert (plan.pack, plan.closed, plan.to_settle) == ("sjp", True, ())
    assert {one.verdict for one in plan.findings} == {Verdict.PASS}
    assert [row.part for row in plan.rows] == [
        "sjp-cover", "sjp-notice", "court-form", "charge", "facts", "court-form", "court-form", "plea",
        "court-form", "attendance-certificate", "register", "statement", "list", "exhibit", "antecedents",
        "costs", "service-of-pack",
    ]  # fmt: skip
    built, _ = casebook.bundles.build(court.action)
    pages = pages_of(built.pdf)
    assert "CERTIFICATE OF SERVICE" in pages[-1]
    assert "EVIDENCE SHEET" in " ".join(pages[-3:-1])
    assert [page.endswith(str(number)) for number, page in enumerate(pages, 1)] == [True] * built.pages
    said = " ".join(pages)
    for words in (
        "Answer by 15 December 2026", "Between 3 September 2026 and 13 November 2026", "£312",
        "94 possible sessions", "first class post", "Counts as served 26 November 2026", "Fine, level 3",
        "Fenmarch Magistrates’ Court, PO Box 12", "Prosecution, single justice procedure", "edition 10.25",
    ):  # fmt: skip
        assert words in said, words
    report = verify(built.pdf, {})
    assert report.whole
    assert casebook.held(built.build).title.startswith("SJP pack, version 1")
    # Once it was let out and posted, it takes nothing more.
    casebook.bundles.export(built, tmp_path)
    late = {**REASON, "description": "Late letter", "disclosure": "used"}
    casebook.exhibits.attach(court.case, casebook.exhibits.examine(letter(), "late.pdf"), late)
    classed(casebook, court.case)
    assert casebook.bundles.plan(court.action).ready, "until it is posted, numbers may move"
    clock.set("2026-11-25 09:00")
    (told,) = [one for one in casebook.bundles.plan(court.action).to_settle if one.blocks][:1]
    assert told.say.startswith("The pack was served without this: Late letter. Class it as unused")


def test_each_gap_is_named_with_the_way_to_close_it(casebook: Casebook, clock: Clock, tmp_path: Path) -> None:
    court = charged(casebook, clock, born="")
    told = says(casebook, court.action)
    assert "Enter the date of birth of the defendant: the single justice takes adults only." in told
    assert [say for say in told if say.startswith("Help lines is not attached. Attach")]
    assert sum("is not attached" in say for say in told) == len(FORMS)
    assert [say for say in told if say.startswith("The service of the pack is not recorded")]
    with pytest.raises(Trouble, match="SJP pack cannot be built yet"):
        casebook.bundles.build(court.action)
    forms(casebook, tmp_path)
    casebook.records.correct(court.mother, {"dob": "25 11 2008"})
    service, _ = casebook.services.serve(court.action, {**PACK, "welsh": "wanted", "reply_to": ""})
    classed(casebook, court.case)
    told = says(casebook, court.action)
    assert told == [
        "The defendant is 17: the single justice takes adults only.",
        "Have the Welsh version made, and enclose it.",
        "Nobody can tell where the answer goes. Enter the court’s office on the service of the pack.",
    ]
    casebook.services.came_back(service, "30 11 2026")
    assert [say for say in says(casebook, court.action) if say.startswith("The service of the pack")]


def test_an_open_court_file_points_to_its_own_pages(casebook: Casebook, clock: Clock, tmp_path: Path) -> None:
    court = charged(casebook, clock, tier="open-court")
    casebook.services.serve(court.action, LETTER)
    casebook.services.serve(
        court.action, LETTER | {"served_papers": "requisition", "served_on": "24 11 2026"}
    )
    casebook.hearings.list_hearing(
        court.action,
        {"court": "Fenmarch Magistrates", "listed_for": "20 1 2027 10:00", "hearing_kind": "first",
         "authority_held": "yes", "presenter": "o-sunil Sunil Marrow"},
    )  # fmt: skip
    casebook.records.correct(
        court.action, {"orders_asked": ["parenting-order"], "costs_items": "Letters, 12"}
    )
    classed(casebook, court.case)
    plan = casebook.bundles.plan(court.action)
    assert (plan.pack, plan.ready) == ("open-court", True)
    assert [one.say for one in plan.to_settle] == [
        "4 points to prove: say which paper proves each.",
        "7 defences not asked about: fill in the defences sheet.",
    ]
    built, _ = casebook.bundles.build(court.action)
    where = {one.source.partition(" ")[0]: one.first for one in built.documents}
    pages = pages_of(built.pdf)
    points = pages[where["points"] - 1]
    assert f"Paragraph 2 {where['statement']}" in points.replace("  ", " ")
    for part, words in (
        ("knowledge", "Letter about attendance"), ("authority", "Local Government Act 1972 s.223"),
        ("parenting-order", "Crime and Disorder Act 1998"), ("unused", "NON-SENSITIVE"),
        ("costs", "Letters £12"), ("charge", "up to £2,500; Custody: up to three months"),
    ):  # fmt: skip
        assert words in pages[where[part] - 1], part
    with pikepdf.open(io.BytesIO(built.pdf)) as pdf:
        links = pdf.pages[where["points"] - 1].Annots
        leads = [str(link.Contents) for link in links]
    assert leads[0] == f"1. Is a parent of the child, page {where['statement']}"
    casebook.bundles.export(built, tmp_path)
    told = casebook.hearings.presenter(court.action)
    assert told.bundle is not None
    assert told.bundle.pack == "open-court"
    assert told.answer("points").lines[0].page == where["statement"]
    assert told.answer("costs").lines[0].page == where["costs"]
    assert told.answer("totals").lines[0].page == where["attendance-certificate"]
    assert [one.first for one in casebook.hearings.bundle(told).documents] == [
        one.first for one in built.documents
    ]


def test_late_papers_come_behind_a_list_of_their_own(
    casebook: Casebook, clock: Clock, tmp_path: Path
) -> None:
    court = charged(casebook, clock, tier="open-court")
    first, _ = casebook.bundles.build(court.action)
    casebook.bundles.export(first, tmp_path)
    clock.set("2026-11-30 09:00")
    for name in ("One", "Two"):
        late = {**REASON, "description": name, "disclosure": "used"}
        casebook.exhibits.attach(court.case, casebook.exhibits.examine(letter(), "late.pdf"), late)
        classed(casebook, court.case)
        built, _ = casebook.bundles.build(court.action)
        casebook.bundles.export(built, tmp_path)
    behind = ["Further index", "Further list of exhibits"]
    assert [one.title for one in built.documents][-6:] == [*behind, "One", *behind, "Two"]
    where = {one.source.partition(" ")[0]: one.first for one in built.documents}
    pages = pages_of(built.pdf)
    assert f"Two 30 Nov 2026 {where['exhibit']}" in pages[where["further-index"] - 1].replace("–", "-")
    assert {one.source: one.first for one in first.documents}.items() <= {
        one.source: one.first for one in built.documents
    }.items()
    assert built.version == 3
    with pytest.raises(Trouble, match="1 item to class"):
        casebook.bundles.build(_unclassed(casebook, court.case, court.action))


def _unclassed(casebook: Casebook, case: str, action: str) -> str:
    typed = {"note_kind": "phone-call", "happened_at": "30 11 2026 09:00", "subject": "Call", "facts": "No."}
    casebook.records.new("note", typed, parent=case)
    return action


def test_one_parents_pack_holds_nothing_of_the_other(casebook: Casebook, clock: Clock) -> None:
    court = charged(casebook, clock, tier="open-court")
    father = parent(casebook, court.case, ("Dev", "Anning"), "father", "birth-entry")
    other, _ = casebook.pathway.consider(court.case, father)
    casebook.services.serve(other, LETTER | {"described": "Letter to the father"})
    casebook.services.serve(court.action, LETTER | {"described": "Letter to the mother"})
    casebook.records.new(
        "sanction",
        {"sanction_kind": "penalty-notice", "person": father, "issued_on": "1 9 2025",
         "child": str(casebook.held(court.case).value("child"))},
        parent=court.case,
    )  # fmt: skip
    note = {"note_kind": "phone-call", "happened_at": "6 11 2026 09:00", "subject": "His side",
            "with_whom": "Dev Anning", "facts": "He rang."}  # fmt: skip
    casebook.records.new("note", note, parent=court.case)
    classed(casebook, court.case)
    said = " ".join(pages_of(casebook.bundles.build(court.action)[0].pdf))
    assert "Letter to the mother" in said
    for words in ("Dev Anning", "Letter to the father", "His side", "3 Ferry Row", "1 September 2025"):
        assert words not in said, words
    with pytest.raises(Trouble, match="Two parents"):
        casebook.bundles.plan(court.case, pack="open-court")
    place = next(
        one for one in casebook.choices.records_of(court.case, ["address"]) if "3 Ferry" in one.words
    )
    with pytest.raises(Problems, match="at which this parent lives"):
        casebook.services.serve(court.action, LETTER | {"address": place.typed})
    gives_away = {**REASON, "disclosure": "used", "description": "Photograph of 3 Ferry Row"}
    casebook.exhibits.attach(court.case, casebook.exhibits.examine(letter(), "a.pdf"), gives_away)
    classed(casebook, court.case)
    found = [one for one in casebook.bundles.plan(court.action).to_settle if one.blocks]
    assert [(one.rule, one.say.partition(":")[0]) for one in found] == [
        ("PAR-03", "The other parent’s address or number stands in this")
    ]


def test_the_sealed_interview_stands_in_the_pack_of_whom_it_is_of(
    casebook_of: Callable[[Holder], Casebook], clock: Clock, tmp_path: Path
) -> None:
    clock.set("2026-11-16 10:00")
    rowan = casebook_of(ROWAN)
    interview = told(rowan, casebook_of(JUNO), clock, refuses=True)
    held = rowan.held(interview)
    case, mother = held.home, held.text("person")
    tie = {"person": mother, "relationship": "mother", "has_pr": "yes", "pr_evidence": "birth-entry"}
    rowan.records.new("relationship", tie, parent=str(rowan.held(case).value("child")))
    father = parent(rowan, case, ("Piotr", "Ebbage"), "father", "birth-entry")
    actions = []
    period = {"period_from": "3 9 2026", "period_to": "13 11 2026"}
    for person in (mother, father):
        action, _ = rowan.pathway.consider(case, person, period)
        rowan.pathway.decide(
            action, {"tier": "open-court", "offence": "s444-1a", "costs": "10", "decision_reason": "So"}
        )
        rowan.pathway.consider_eso(action, "not-applied", "It adds nothing")
        rowan.pathway.charge(action)
        actions.append(action)
    hers, his = actions
    rowan.pathway.prove(hers, "knew", {"proved_by": interview, "where": "Answer 2"})
    classed(rowan, case)
    built, _ = rowan.bundles.build(hers)
    record = next(one for one in built.documents if one.source.startswith("interview "))
    pages, where = pages_of(built.pdf), {one.source.partition(" ")[0]: one.first for one in built.documents}
    answer = dict(record.places)["2"]
    assert "I think in September" in pages[answer - 1]
    assert f"Answer 2 {answer}" in pages[where["points"] - 1]
    assert "Interview, answer 2" in pages[where["knowledge"] - 1]
    assert verify(built.pdf, {}).whole
    listed = built.pdf[built.pdf.index(b'{"app":') :]
    assert b"41 sessions without leave" not in listed, "the plan of an interview is no part of its record"
    rowan.bundles.export(built, tmp_path)
    admitted = rowan.hearings.presenter(hers).answer("interview").lines
    assert [line.page for line in admitted if line.words.startswith("Answer 2")] == [answer]
    other = " ".join(pages_of(rowan.bundles.build(his)[0].pdf))
    assert "RECORD OF INTERVIEW" not in other
    assert "Agnieszka" not in other
    assert rowan.hearings.presenter(his).answer("interview").lines == ()


def test_initial_details_and_declarations(casebook: Casebook, clock: Clock) -> None:
    court = charged(casebook, clock, tier="open-court")
    plan = casebook.bundles.plan(court.action, pack="initial")
    assert [row.part for row in plan.rows] == [
        "summary", "charge", "statement", "list", "exhibit", "attendance-certificate", "register",
        "antecedents",
    ]  # fmt: skip
    assert [(one.pack, one.parent) for one in casebook.bundles.choices(court.case)] == [
        ("case", ""), *((code, "Agnieszka Ebbage") for code in PACKS)
    ]  # fmt: skip
    assert any("never the single justice" in say for say in says(casebook, court.action, "sjp"))
    one, other = (casebook.bundles.draft(court.action, pack="initial") for _ in range(2))
    assert one.pdf == other.pdf
    casebook.disclosure.classify(court.case, court.exhibit, "unused-sensitive", reason="It names a referrer")
    plan = casebook.bundles.plan(court.action, pack="initial")
    assert not {"list", "exhibit"} & {row.part for row in plan.rows}
    assert [one.rule for one in plan.to_settle if one.blocks] == ["EVD-30"], "a statement still produces it"
    with pytest.raises(Trouble, match="no pack called"):
        casebook.bundles.plan(court.action, pack="bench")


def test_a_form_is_the_councils_own_pdf(casebook: Casebook, tmp_path: Path) -> None:
    assert [row.record for row in casebook.bundles.forms()] == [""] * len(FORMS)
    path = tmp_path / "form.txt"
    path.write_bytes(b"words")
    with pytest.raises(Trouble):
        casebook.bundles.attach_form(path, {"form": "mc100", "edition": "1", "taken_on": "1 11 2026"})
    pdf = tmp_path / "form.pdf"
    pdf.write_bytes(letter(pages=2))
    with pytest.raises(Problems, match="edition"):
        casebook.bundles.attach_form(pdf, {"form": "mc100", "taken_on": "1 11 2026"})
    casebook.bundles.attach_form(pdf, {"form": "mc100", "edition": "10.25", "taken_on": "1 11 2026"})
    found = {row.form: row for row in casebook.bundles.forms()}["mc100"]
    assert (found.edition, found.pages, found.here) == ("10.25", 2, True)
