"""What case 12 is proved with: the school's papers, defences, statements, points, and what is disclosed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fieldkit.assets import asset
from fieldkit.casebook.evidence.statement_signing import Given
from fieldkit.demo.people import ROWAN
from fieldkit.demo.teller import Teller

_PAPERS = (
    ("letters", "attendance-letters.pdf", "Two letters of the school, 21 September and 5 October 2026"),
    ("certificate", "attendance-certificate.pdf", "Certificate of attendance, s.566"),
)  # fmt: skip
_DEFENCES: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "D1",
        {
            "raised": "yes",
            "evidence": "He had a bad chest in October, she said. The school coded 17 sessions as illness.",
            "finding": "Those 17 sessions are not charged. Nothing shows illness on any of the 41.",
        },
    ),
    ("D2", {"raised": "no", "evidence": "No leave was asked for."}),
    ("D3", {"raised": "no"}),
    ("D4", {"raised": "no", "evidence": "He has a bus pass; the bus runs from the end of Ferry Row."}),
    ("D5", {"raised": "no"}),
    (
        "D6",
        {
            "raised": "yes",
            "evidence": "She leaves for work at five and cannot see whether he gets on the bus.",
            "finding": "For her to prove. She was offered help and did not ring the school on any morning.",
        },
    ),
    ("D7", {"raised": "no"}),
)
_HEAD = """I am the head teacher of Quayside High. I am answerable for the register of the school.

Lorcan Ebbage has been a registered pupil of the school since 4 September 2023. He is in Year 10. \
The admission form names Agnieszka Ebbage as his mother, with whom he lives.

I signed the certificate of attendance for the period 3 September to 13 November 2026. I produce it with the \
register as exhibit {certificate}. Of 94 possible sessions Lorcan missed 58. 17 of these were authorised for \
illness, and 41 were not authorised.

The rules of the school are that a pupil attends every session on which it is open, unless leave is given. \
They are given to every parent each September.

The school wrote to Mrs Ebbage on 21 September and on 5 October 2026. I produce copies as exhibit {letters}. \
Ms R. Pell met her with an interpreter on 28 September and offered an early help assessment."""
_POINTS = (
    ("parent", "head", "Paragraph 2"),
    ("school-age", "certificate", "Page 1"),
    ("registered", "head", "Paragraph 2"),
    ("not-regular", "certificate", "Page 1"),
    ("knew", "interview", "Answer 5"),
    ("failed-to-cause", "interview", "Answer 6"),
)
_NOT_RELEVANT = {"investigation-plan": "The officer's own plan; it holds no evidence."}
_N_CODES = "Shows two sessions as N that the school coded O later."
_HELPS = "She says that a family worker was promised and nobody came."


def papers(story: Teller) -> None:
    """The school sends its letters and its certificate, before anybody is interviewed."""
    desk = story.book(ROWAN).exhibits
    for called, file, about in _PAPERS:
        typed = {"exhibit_kind": "paper", "description": about, "reason": "document-seen"}
        typed |= {"from_whom": "Ms R. Pell, Quayside High", "copy_kind": "copy", "disclosure": "used"}
        made, _ = desk.attach_file(story.id("lorcan_case"), asset("resources", "sample", file), typed)
        story.ids[called] = made


def defences(story: Teller) -> None:
    """Each defence asked about and recorded, whether raised or not (domain 7.3)."""
    for code, typed in _DEFENCES:
        story.book(ROWAN).pathway.defend(story.id("action"), code, typed)


def statements(story: Teller, look: Callable[[], None]) -> None:
    """Rowan's own, from what he recorded; the head teacher's, signed on paper after `look`."""
    desk, case = story.book(ROWAN), story.id("lorcan_case")
    story.at("2026-11-24 10:20")
    extracts = desk.registers.reading(case).extracts
    extract = next(row.extract for row in extracts if not row.corrected)
    told = [extract, story.id("interview"), story.id("certificate"), story.id("letters")]
    story.ids["own"], _ = desk.statements.gather(case, told)
    desk.statements.sign(story.id("own"))
    story.at("2026-11-25 14:05")
    story.ids["head"], _ = desk.statements.gather(
        case, [], maker="Dr M. Sayle", occupation="Head teacher, Quayside High"
    )
    marks = {name: desk.held(story.id(name)).text("mark") for name in ("letters", "certificate")}
    desk.statements.edit(story.id("head"), {"paragraphs": _HEAD.format(**marks)})
    look()
    paper = Given(on_paper=True, pages=str(desk.statements.pages(story.id("head"))))
    desk.statements.sign_for(story.id("head"), paper)


def points(story: Teller) -> None:
    """Where each point of s.444(1A) is proved (domain 7.2)."""
    for point, paper, where in _POINTS:
        typed = {"proved_by": story.id(paper), "where": where}
        story.book(ROWAN).pathway.prove(story.id("action"), point, typed)


def disclose(story: Teller) -> None:
    """Every item that waits classed once, with what may help the defence pointed at (EVD-30)."""
    desk, case = story.book(ROWAN).disclosure, story.id("lorcan_case")
    items = desk.open(case).items
    first = next(item for item in items if item.kind == "register-extract")
    for item in items:
        if item.classed:
            continue
        if item == first:
            desk.classify(case, item.item, "unused", relevance=_N_CODES)
        elif item.kind in _NOT_RELEVANT:
            desk.classify(case, item.item, "not-relevant", reason=_NOT_RELEVANT[item.kind])
        elif item.sort == "Earlier draft":
            desk.classify(case, item.item, "unused")
        else:
            helps = _HELPS if item.kind == "interview" else ""
            desk.classify(case, item.item, "used", relevance=helps)
