"""Grounds to suspect appear at an ordinary visit: questions stop, and none follows before the caution
(PACE-01).
"""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from tests.unit.casebook.conftest import DILYS, PETRA, Clock
from tests.unit.casebook.test_visit import WRITE_UP, caseload, plan
from tests.unit.casebook.working import entered, live

from fieldkit.casebook.answers import Problems
from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.interviews.room import version
from fieldkit.casebook.visits.cautions import must_be_told
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder

SAID = {
    "person": "Bram Halloway", "offences": ["s444-1a"],
    "grounds": "He said that he kept Corin at home to work.", "said_before": "He earns for us now.",
}  # fmt: skip


def _at_the_door(casebook: Casebook, clock: Clock) -> str:
    case, _, address = caseload(casebook)
    visit = plan(casebook, case, address)
    casebook.visits.set_off(visit)
    with pytest.raises(Trouble, match="Record your arrival"):
        casebook.cautions.stop(visit)
    clock.set("2026-11-20 10:34")
    casebook.visits.arrive(visit)
    return visit


def _verdict(casebook: Casebook, record: str) -> tuple[str, str]:
    found = casebook.cautions.page(record).finding
    return found.rule, str(found.verdict)


def test_questions_stop_then_the_caution_then_they_go_on(casebook: Casebook, clock: Clock) -> None:
    visit = _at_the_door(casebook, clock)
    clock.set("2026-11-20 10:40")
    made, _ = casebook.cautions.stop(visit)
    page = casebook.cautions.page(made)
    assert page.caution.startswith("You do not have to say anything. But it may harm your defence")
    assert "You are not under arrest" in page.rights
    assert (page.stopped_at[11:16], page.cautioned_at, page.needs) == ("10:40", "", "Say who is suspected")
    assert _verdict(casebook, made) == ("PACE-01", "cannot_tell")
    clock.set("2026-11-20 10:42")
    casebook.cautions.caution(made)
    casebook.cautions.describe(made, SAID | {"understood": "yes", "reply": "I know."})
    casebook.cautions.describe(made, {"asked_on": "yes", "asked_at": "10:43"})
    assert _verdict(casebook, made) == ("PACE-01", "pass")
    page = casebook.cautions.page(made)
    assert (page.caution_version, page.needs) == ("caution 1", "")
    assert "PACE-01" in {one.rule for one in casebook.findings.of_visit(visit)}
    assert "Caution given 10:42 (caution 1), understood. Said to it: “I know.”" in page.held.line


def test_nothing_more_is_asked_and_that_is_enough(casebook: Casebook, clock: Clock) -> None:
    visit = _at_the_door(casebook, clock)
    made, _ = casebook.cautions.stop(visit, {"person": "Bram Halloway"})
    casebook.cautions.describe(made, {"grounds": "He said so.", "asked_on": "no"})
    assert _verdict(casebook, made) == ("PACE-01", "pass")


def test_a_question_before_the_caution_is_told_with_its_reason_and_fails(
    casebook: Casebook, clock: Clock
) -> None:
    visit = _at_the_door(casebook, clock)
    clock.set("2026-11-20 10:40")
    made, _ = casebook.cautions.stop(visit, SAID)
    asked = {"asked_on": "yes", "asked_at": "10:41"}
    with pytest.raises(Problems, match="before the caution"):
        casebook.cautions.describe(made, asked)
    with pytest.raises(Problems, match="when you stopped"):
        casebook.cautions.describe(made, {"asked_on": "yes", "asked_at": "10:39"})
    casebook.cautions.describe(made, asked | {"early_reason": "He spoke on and I answered him."})
    assert _verdict(casebook, made) == ("PACE-01", "fail")
    clock.set("2026-11-20 10:42")
    casebook.cautions.caution(made)
    assert _verdict(casebook, made) == ("PACE-01", "fail")


def test_its_times_and_words_are_no_doors_choice(casebook: Casebook, clock: Clock) -> None:
    visit = _at_the_door(casebook, clock)
    made, _ = casebook.cautions.stop(visit, SAID)
    given = {"cautioned_at": "2026-11-20T10:42:00+00:00"}
    for wording in (None, "caution 0"):
        with pytest.raises(Trouble, match="exact words"):
            casebook.records.correct(made, {}, machine=given | {"wording": wording}, page=("wording",))
    casebook.records.correct(
        made, {}, machine=given | {"wording": version(casebook, "caution")}, page=("wording",)
    )
    for act in (
        lambda: casebook.cautions.caution(made),
        lambda: casebook.records.correct(made, {"stopped_at": "10:30"}, "A slip", page=("stopped_at",)),
        lambda: casebook.records.withdraw(made, "A slip"),
    ):
        with pytest.raises(Trouble, match=r"stay as they were pressed|stays on record"):
            act()


def test_a_visit_is_not_locked_before_it_says_what_came_of_it(casebook: Casebook, clock: Clock) -> None:
    visit = _at_the_door(casebook, clock)
    made, _ = casebook.cautions.stop(visit, SAID)
    clock.set("2026-11-20 11:21")
    casebook.visits.leave(visit)
    clock.set("2026-11-20 15:12")
    casebook.records.correct(visit, WRITE_UP)
    with pytest.raises(Trouble, match="their record is not whole") as refused:
        casebook.visits.lock(visit)
    assert refused.value.do == "Say whether anything more was asked."
    casebook.cautions.describe(made, {"asked_on": "no"})
    casebook.visits.lock(visit)
    pages = pypdf.PdfReader(io.BytesIO(casebook.paper.of(visit).pdf)).pages
    printed = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert (
        "Grounds: He said that he kept Corin at home to work. Said before: “He earns for us now.”" in printed
    )
    assert "Nothing more was asked." in printed
    with pytest.raises(Trouble, match="locked"):
        casebook.cautions.describe(made, {"reply": "Nothing"}, "Later")
    with pytest.raises(Trouble, match="locked"):
        casebook.cautions.stop(visit)


def test_what_was_said_at_the_door_is_put_at_step_13(casebook: Casebook, clock: Clock) -> None:
    from fieldkit.casebook.visits import said_before

    visit = _at_the_door(casebook, clock)
    casebook.cautions.stop(visit, SAID)
    (told,) = said_before.of_case(casebook, casebook.held(visit).home)
    assert (told.words, told.where) == ("He earns for us now.", "Home visit 1")


def test_the_owner_of_a_workplace_is_cautioned_before_the_next_question(
    casebook_of: Callable[[Holder], Casebook], clock: Clock
) -> None:
    clock.set("2026-11-16 08:00")
    dilys, petra = casebook_of(DILYS), casebook_of(PETRA)
    visit = entered(dilys, live(dilys, petra, clock, "2026-11-19 19:28"))
    made, _ = dilys.cautions.stop(visit)
    assert dilys.held(made).text("person") == "Mr A. Tolliver"
    with pytest.raises(Trouble, match="their record is not whole"):
        must_be_told(dilys, visit)
    dilys.cautions.caution(made)
    dilys.cautions.describe(made, {"grounds": "No permit, and he is 14.", "asked_on": "no"})
    must_be_told(dilys, visit)
    assert _verdict(dilys, made) == ("PACE-01", "pass")
