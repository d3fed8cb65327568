"""The monthly return of legal activity: counted of the records, drilled into, and safe where it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.parents import law_enforcement, lorcan, perdita
from tests.unit.casebook.test_pathway import ESO, IMPROVE, WHY

from fieldkit.casebook.casebook import Casebook
from fieldkit.errors import Trouble

NOVEMBER, JANUARY = "legal:2026-11-01..2026-11-30", "legal:2027-01-01..2027-01-31"
SPAN = "legal:2026-11-01..2027-01-31"


@pytest.fixture
def active(casebook: Casebook, clock: Clock) -> str:
    """A referral returned in November; in January Ruth's second notice, and a charge against Agnieszka."""
    family = perdita(casebook, clock)
    casebook.legal_referrals.run_checks(family.referral)
    casebook.legal_referrals.return_to_school(family.referral, "The certificate is missing")
    law_enforcement(casebook, family.case)
    ruth, _ = casebook.pathway.consider(family.case, family.mother)
    casebook.pathway.issue(ruth, "notice-to-improve", IMPROVE)
    other = lorcan(casebook, clock)
    law_enforcement(casebook, other.case)
    clock.set("2027-01-04 10:00")
    casebook.pathway.issue(ruth, "penalty-notice")
    action, _ = casebook.pathway.consider(other.case, other.mother)
    casebook.pathway.decide(action, {"tier": "open-court", **WHY})
    casebook.pathway.consider_eso(action, *ESO)
    casebook.pathway.charge(action, {"offence": "s444-1a"})
    return action


def test_each_month_counts_what_happened_in_it(casebook: Casebook, active: str) -> None:
    found = casebook.legal_returns.open(NOVEMBER)
    counts = {figure.key: figure.value for figure in found.tally.figures() if figure.value}
    assert {key: counts[key] for key in ("received", "notices", "returned")} == {
        "received": 2, "notices": 1, "returned": 1
    }  # fmt: skip
    assert any(key.startswith("failed:REF-") for key in counts)
    later = {one.key for one in casebook.legal_returns.open(JANUARY).tally.figures() if one.value}
    assert later == {
        "notices", "charges", "notice:second", "charge:open-court", "decisions", "considered", "days:over",
        "eso:not-applied",
    }  # fmt: skip


def test_a_figure_opens_its_cases_and_the_look_is_logged(casebook: Casebook, active: str) -> None:
    found = casebook.legal_returns.open(JANUARY)
    (row,) = casebook.legal_returns.behind(found, "charge:open-court")
    assert (row.record, row.number, row.title) == (active, "ATT-2026-0402", "Agnieszka Ebbage")
    (notice,) = casebook.legal_returns.behind(found, "notice:second")
    assert (notice.kind, notice.number) == ("notice", "ATT-2026-0401")


def test_what_leaves_hides_small_figures_and_is_logged_on_each_case(
    casebook: Casebook, active: str, tmp_path: Path
) -> None:
    returns = casebook.legal_returns
    found = returns.open(SPAN)
    plain = returns.csv(found).decode("utf-8-sig")
    assert "Return of legal activity" in plain
    assert not {line.rsplit(",", 1)[1] for line in plain.splitlines()[1:]} & {"1", "2", "3", "4"}
    returns.export(found, tmp_path / "legal.csv", returns.csv(found), form="CSV", reason="For the board")
    (case,) = [row.case for row in casebook.pathway.list() if row.action == active]
    releases = casebook.find.all(kinds=["release"], home=case)
    assert [one.text("reason") for one in releases] == ["For the board"]
    assert returns.sheet(found).pages >= 1


def test_a_return_is_of_whole_months_and_the_last_one_is_offered(casebook: Casebook, clock: Clock) -> None:
    returns = casebook.legal_returns
    assert returns.usual().key == "legal:2026-10-01..2026-10-31"
    assert returns.months("2026-02").until.day == 28
    with pytest.raises(Trouble, match="whole months"):
        returns.open("legal:2026-11-01..2026-11-29")
    with pytest.raises(Trouble, match="no month"):
        returns.months("November")
    empty = returns.open(NOVEMBER)
    with pytest.raises(Trouble, match="Nothing happened"):
        returns.printed(empty, returns.sheet(empty))
    assert empty.not_final
