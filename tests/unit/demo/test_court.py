"""The legal half of the sample comes to the results of its table: notices, deadlines, hearing, papers."""

from __future__ import annotations

from datetime import date

from fieldkit.demo.people import PETRA, ROWAN, SUNIL
from fieldkit.demo.teller import Teller

Told = tuple[Teller, str]


def test_a_sanction_is_refused_while_early_help_is_six_weeks_old(in_court: Told) -> None:
    _, refused = in_court
    assert "under 12 weeks until Mon 4 Jan 2027" in refused
    assert "the contract path may go on" in refused


def test_each_parent_of_case_eleven_has_notices_and_an_end_of_their_own(in_court: Told) -> None:
    story, _ = in_court
    desk = story.book(ROWAN).pathway
    ruth, dev = (desk.page(story.id(action)) for action in ("ruth_action", "dev_action"))
    amounts = [[notice.amounts for notice in page.notices] for page in (ruth, dev)]
    assert amounts == [
        ["", "£160 within 28 days"],
        ["", "£160 within 28 days, £80 if within 21 days"],
    ]
    assert [notice.state for notice in ruth.notices] == ["not-improved", "paid"]
    assert [notice.state for notice in dev.notices] == ["not-improved", "unpaid"]
    assert (ruth.held.state, dev.held.state) == ("no_further_action", "proceedings")
    mine = {notice.notice for notice in ruth.notices} & {notice.notice for notice in dev.notices}
    assert mine == set()


def test_case_twelve_is_charged_in_time_by_either_date_and_heard(in_court: Told) -> None:
    story, _ = in_court
    page = story.book(ROWAN).pathway.page(story.id("action"))
    assert page.deadline is not None
    assert (page.deadline.cautious, page.deadline.outer) == (date(2027, 3, 3), date(2027, 5, 13))
    assert (page.deadline.laid_on, page.held.state) == (date(2026, 11, 27), "closed")
    assert {one.rule: one.verdict for one in page.findings if one.rule != "LIM-02"} == {
        "LIM-01": "pass", "REF-10": "pass",
    }  # fmt: skip
    assert page.result_words == "Convicted, 14 January 2027, fine £120, costs £150"
    assert page.orders == ("Parenting order",)
    assert all(point.paper for point in page.points)
    assert all(defence.asked for defence in page.defences)
    assert [defence.code for defence in page.defences if defence.raised == "yes"] == ["D1", "D6"]
    assert story.book(ROWAN).held(story.id("referral")).state == "closed"
    (father,) = (
        row for row in story.book(ROWAN).pathway.list(story.id("lorcan_case")) if "Piotr" in row.parent
    )
    assert father.state == "no_further_action"


def test_the_papers_of_case_twelve_are_signed_and_each_is_classed_once(in_court: Told) -> None:
    story, _ = in_court
    desk = story.book(ROWAN)
    page = desk.disclosure.open(story.id("lorcan_case"))
    assert page.complete
    assert (page.counts[""], page.counts["unused"] > 0) == (0, True)
    assert [desk.held(story.id(name)).locked for name in ("own", "head", "interview")] == [True] * 3
    plan = desk.bundles.plan(story.id("action"), pack="open-court")
    assert [one.say for one in plan.to_settle if one.blocks] == []


def test_sunil_presents_it_from_his_own_laptop(in_court: Told) -> None:
    story, _ = in_court
    (row,) = story.book(SUNIL).hearings.list()
    assert (row.parent, row.presenter, row.not_ready) == ("Agnieszka Ebbage", "Sunil Marrow", ())
    told = story.book(SUNIL).hearings.presenter(row.hearing)
    assert (told.possible, told.absent, told.unauthorised) == (94, 58, 41)
    assert any("convicted" in line.under.lower() for line in told.answer("previous").lines)
    assert any("text" in line.words for line in told.answer("interview").lines)
    assert any(line.warning and "Liverpool" in line.words for line in told.answer("points").lines)


def test_devs_pack_for_the_single_justice_lacks_nothing_but_what_comes_with_the_network(
    in_court: Told,
) -> None:
    story, _ = in_court
    plan = story.book(ROWAN).bundles.plan(story.id("dev_action"), pack="sjp")
    verdicts = {one.rule: str(one.verdict) for one in plan.findings}
    assert verdicts.pop("LIM-01") == "pass"
    assert verdicts == {f"SJP-0{number}": "pass" for number in range(1, 8)}
    assert {one.form for one in story.book(PETRA).bundles.forms() if one.here} == {
        "help-lines", "sjp-explained", "in-court", "mc100",
    }  # fmt: skip
    assert {one.say.partition(" is not ")[2] for one in plan.to_settle if one.blocks} == {
        "on this laptop. Send and receive to fetch it."
    }
