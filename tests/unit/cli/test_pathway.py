"""One parent's legal pathway from a shell: from opening it to the result, refused where the desk refuses."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.parents import lorcan
from tests.unit.cli.conftest import Shell, sets

IMPROVE = (
    "improve_from=17 11 2026", "improve_to=14 12 2026", "sufficient=No unauthorised absence",
    "support_tried=A family worker", "absence_said=41 unauthorised sessions of 94",
)  # fmt: skip
REFERENCE = "ATT-2026-0402"


@pytest.fixture
def way(shell: Shell, clock: Clock) -> str:
    casebook = shell.house.open(shell.house.usual_folder, str)  # type: ignore[attr-defined]
    lorcan(casebook, clock)
    casebook.notebook.close()
    made = shell("pathway", "begin", REFERENCE, "ebbage")
    assert made.code == 0, made.err
    return made.out.strip()


def test_a_way_from_its_beginning_to_its_result(shell: Shell, clock: Clock, way: str, tmp_path: Path) -> None:
    assert "Agnieszka Ebbage" in shell("pathway", "list", REFERENCE).out
    named = f"{REFERENCE}/agnieszka"
    assert shell("pathway", "decide", named, "--set", "tier=open-court", "--why", "So").code == 1
    assert shell("pathway", "enforce", REFERENCE, "--why", "The panel accepted it").code == 0
    notice = shell("pathway", "issue", named, "notice-to-improve", *sets(*IMPROVE)).out.strip()
    shown = shell("pathway", "show", named)
    assert "107 days to the cautious date" in shown.out
    out = tmp_path / "notice.pdf"
    printed = shell("pathway", "print", notice, "notice", "--out", str(out), "--format", "large")
    assert printed.code == 0, printed.err
    assert "Agnieszka Ebbage" in pypdf.PdfReader(out).pages[0].extract_text()
    assert shell("pathway", "print", notice, "notice", "--out", str(out), "--format", "translated").code == 1
    assert shell("pathway", "improved", notice, "no").code == 0
    why = "Convicted in 2025"
    assert shell("pathway", "decide", named, "--set", "tier=open-court", "--why", why).code == 0
    assert "supervision order" in shell("pathway", "charge", named, "--set", "offence=s444-1a").err
    assert shell("pathway", "eso", named, "not-applied", "--why", "It adds nothing").code == 0
    clock.set("2027-05-14 09:00")
    assert "LIM-01" in shell("pathway", "charge", named, "--set", "offence=s444-1a").err
    clock.set("2027-01-20 09:00")
    assert shell("pathway", "charge", named, "--set", "offence=s444-1a").code == 0
    heard = ("court=Fenmarch", "listed_for=20 3 2027 10:00", "hearing_kind=trial")
    assert shell("pathway", "hearing", named, *sets(*heard)).code == 0
    over = ("result=convicted", "result_on=20 1 2027", "fine=200")
    assert shell("pathway", "result", named, *sets(*over)).code == 0
    assert shell("pathway", "end", named, "closed").code == 0
    assert shell("pathway", "show", way, "--json").json["state"] == "closed"


def test_a_name_that_fits_nobody_is_said_with_those_that_there_are(shell: Shell, way: str) -> None:
    wrong = shell("pathway", "show", f"{REFERENCE}/dev")
    assert wrong.code == 1
    assert "Name one of: Agnieszka Ebbage" in wrong.err
    assert shell("pathway", "end", way, "gone").code == 2


def test_the_months_return_is_told_written_and_drilled_into(shell: Shell, way: str, tmp_path: Path) -> None:
    out = tmp_path / "legal.csv"
    told = shell("pathway", "return", "--from", "2026-11", "--csv", str(out), "--why", "For the board")
    assert told.code == 0, told.err
    assert "hidden  Referrals received" in told.out
    assert "hidden" in out.read_text(encoding="utf-8-sig")
    inside = shell("pathway", "return", "--from", "2026-11", "--behind", "received")
    assert REFERENCE in inside.out
    assert shell("pathway", "return", "--from", "soon").code == 1
