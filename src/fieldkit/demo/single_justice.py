"""Dev Anning's notice is not paid: his offence goes to the single justice, papers and all (domain 7, 8.5)."""

from __future__ import annotations

from fieldkit.assets import asset
from fieldkit.casebook.bundles.plan import Built
from fieldkit.demo.notices import DEV
from fieldkit.demo.people import PETRA, ROWAN
from fieldkit.demo.teller import Teller

_FORMS = ("help-lines", "sjp-explained", "in-court", "mc100")
_DECIDED = {
    "tier": "sjp",
    "offence": "s444-1",
    "costs": "150",
    "costs_items": "Investigation, 3 hours, 90\nPreparation for court, 60",
    "decision_reason": "The notice was not paid by 3 February: the original offence is prosecuted.",
}
_POSTED = {
    "served_papers": "sjp-pack",
    "served_how": "recorded-post",
    "served_on": "10 2 2027",
    "welsh": "not-wanted",
    "reply_to": "Fenmarch Magistrates' Court\nPO Box 12, Fenmarch ZZ1 1AA",
    "proof": "ZZ 2345 6789 0GB",
}
_PARENT = "I have seen the birth entry of Perdita Cole-Anning. It names Dev Anning as her father."
_POINTS = (
    ("parent", "Paragraph 6"),
    ("school-age", "Paragraph 2"),
    ("registered", "Paragraph 2"),
    ("not-regular", "Paragraph 3"),
)


def forms(story: Teller) -> None:
    """The administrator attaches the forms of the courts service for the council; here, a sample page."""
    story.at("2027-02-08 08:50")
    story.meet(ROWAN, PETRA)
    paper = asset("resources", "sample", "court-form.pdf")
    for form in _FORMS:
        about = {"form": form, "edition": "Sample", "taken_on": "2 11 2026"}
        story.book(PETRA).bundles.attach_form(paper, about)
    story.meet(ROWAN, PETRA)


def charge(story: Teller) -> None:
    """Charged in time, and posted the day after; every item of the case classed."""
    story.at("2027-02-08 09:30")
    desk, action, case = story.book(ROWAN), story.id(DEV), story.id("perdita_case")
    desk.records.correct(action, _DECIDED)
    desk.pathway.consider_eso(action, "not-applied", "Early help goes on, and an order would not reach him.")
    for code in ("D1", "D2", "D3", "D4", "D5", "D7"):
        desk.pathway.defend(action, code, {"raised": "no"})
    _statement(story)
    story.at("2027-02-09 10:00")
    desk.pathway.charge(action)
    desk.services.serve(action, _POSTED)
    for item in desk.disclosure.open(case).items:
        desk.disclosure.classify(case, item.item, "used")


def build(story: Teller) -> Built:
    """The pack as it is posted."""
    story.meet(ROWAN, PETRA)
    built, _ = story.book(ROWAN).bundles.build(story.id(DEV), pack="sjp")
    story.meet(ROWAN, PETRA)
    return built


def _statement(story: Teller) -> None:
    desk, case = story.book(ROWAN), story.id("perdita_case")
    extract = desk.registers.reading(case).extracts[0].extract
    told = [extract, story.id("dev_improve"), story.id("dev_penalty")]
    story.ids["of_dev"], _ = desk.statements.gather(case, told, action=story.id(DEV))
    words = desk.held(story.id("of_dev")).text("paragraphs")
    desk.statements.edit(story.id("of_dev"), {"paragraphs": f"{words}\n\n{_PARENT}"})
    desk.statements.sign(story.id("of_dev"))
    for point, where in _POINTS:
        desk.pathway.prove(story.id(DEV), point, {"proved_by": story.id("of_dev"), "where": where})
