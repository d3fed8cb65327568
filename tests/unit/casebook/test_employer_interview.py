"""An employer is interviewed by the same 22 steps, from a visit to the workplace to the seal (PACE-13)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.casebook.conftest import DILYS, PETRA, Clock
from tests.unit.casebook.interviewing import INK, JUNO, TO_QUESTIONS, WRITTEN, put
from tests.unit.casebook.sweeping import exchange
from tests.unit.casebook.working import IGNATIUS, entered, live

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.interviews.paper import InterviewPaper
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Casebook]
ABOUT = {
    "offences": ["s21"], "period_from": "30 9 2026", "period_to": "19 11 2026",
    "grounds": "Ignatius, who is 14, was found in the kitchen at 19:28 and has no permit.",
    "points": ["school-age", "employed", "against-law"], "lines_both_ways": "Who made the rota",
    "planned_for": "25 11 2026 10:00", "venue": "Mereham library, room 2", "contact_phone": "01632 960140",
}  # fmt: skip


@pytest.fixture(autouse=True)
def before_the_sweep(clock: Clock) -> None:
    clock.set("2026-11-16 08:00")


def _proposed(dilys: Casebook, petra: Casebook, clock: Clock) -> str:
    visit = entered(dilys, live(dilys, petra, clock, "2026-11-19 19:28"))
    child, _ = dilys.workplaces.add_child(visit, IGNATIUS)
    case, _ = dilys.workplaces.open_case(child)
    owner, _ = dilys.records.new("person", {"forenames": "Amos", "surname": "Tolliver"}, home=case)
    with pytest.raises(Trouble, match="law enforcement"):
        dilys.interviews.propose(case, ABOUT | {"person": owner})
    dilys.regimes.to_enforcement(case, "Employing a child against the law is investigated.")
    return dilys.interviews.propose(case, ABOUT | {"person": owner})[0]


def test_an_employer_goes_through_the_same_steps_to_the_seal(casebook_of: Of, clock: Clock) -> None:
    dilys, petra, juno = casebook_of(DILYS), casebook_of(PETRA), casebook_of(JUNO)
    made = _proposed(dilys, petra, clock)
    dilys.interviews.request_panel(made)
    exchange(dilys, juno)
    juno.approvals.decide(made, "approve")
    exchange(juno, dilys)
    dilys.interviews.invite(made, {"invited_how": "letter"})
    assert "employing a child against the law" in dilys.interviews.invitation(made).paragraphs[1]
    dilys.interviews.reply(made, "confirmed")
    clock.set("2026-11-25 10:00")
    for code in ("approval", "plan", "invitation", "vulnerability", "place"):
        dilys.interviews.step(made, code)
    dilys.interviews.begin(made, WRITTEN)
    with pytest.raises(Trouble, match="before the caution"):
        dilys.questioning.ask(made, "Who makes the rota?", clock().wall_ms)
    for code, typed in TO_QUESTIONS:
        dilys.interviews.step(made, code, typed)
    line = put(dilys, clock, made, "Who makes the rota?", "I do. I did not know that he is 14.")
    dilys.questioning.put_point(line, "employed")
    assert _found(dilys, made) == "cannot_tell"
    dilys.interviews.step(made, "questions")
    dilys.interviews.not_applicable(made, "breaks", "It was short")
    dilys.interviews.step(made, "anything-to-add")
    dilys.interviews.conclude(made)
    assert _found(dilys, made) == "fail"
    dilys.signing.read_over(made, "read-by-person")
    dilys.signing.sign(made, "suspect", "Amos Tolliver", INK)
    dilys.signing.sign(made, "interviewer", "Dilys Farthing", INK)
    dilys.signing.finish(made)
    dilys.signing.seal(made)
    assert _found(dilys, made) == "pass"
    page = dilys.interviews.page(made)
    assert page.case_reference.startswith("EMP-2026-L07-")
    assert [(one.code, one.number) for one in page.points] == [
        ("school-age", 0), ("employed", 1), ("against-law", 0),
    ]  # fmt: skip
    assert dilys.beside(InterviewPaper).record(made).pages == 2


def _found(dilys: Casebook, made: str) -> str:
    return next(str(one.verdict) for one in dilys.interviews.page(made).findings if one.rule == "PACE-13")
