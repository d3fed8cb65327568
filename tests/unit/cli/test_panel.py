"""A referral from the shell: checked, accepted, decided by the panel, planned, investigated, closed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.casebook.caseload import schools
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.legal import PLAN, referred
from tests.unit.cli.conftest import JUNO, Shell, hand_over

from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Shell]
DILYS = Holder("o-dilys", "Dilys Farthing", "DF", ("AIO",), "North", "L07")


@pytest.fixture
def officer(shell_of: Of, clock: Clock) -> Shell:
    """An investigator's shell, with case 12 checked."""
    made = shell_of(DILYS)
    book = made.house.open(made.house.usual_folder, str)
    clock.set("2026-11-16 08:00")
    schools(book)
    referred(book, clock)
    book.notebook.close()
    return made


def test_a_referral_goes_from_shell_to_shell_to_its_end(officer: Shell, shell_of: Of, tmp_path: Path) -> None:
    juno, case = shell_of(JUNO), "ATT-2026-0402"
    assert officer("referral", "accept", case).code == 1
    assert officer("referral", "accept", case, "--why", "Both tests are met.").code == 0
    shown = officer("referral", "show", case)
    assert "Waits for the Legal Panel on Monday 16 November." in shown.out
    referral = officer("referral", "list", "--json").json[0]["referral"]
    assert officer("panel", "approve", referral, "--why", "I found it").code == 1
    hand_over(officer, juno)
    assert referral in juno("panel", "queue").out
    refused = juno("panel", "return", referral)
    assert (refused.code, "panel's reason" in refused.err) == (1, True)
    made = juno("panel", "approve", referral, "--why", "Both tests.", "--until", "30 11 2026")
    assert made.code == 0, made.err
    assert juno("panel", "allocate", referral, "Rowan").code == 1
    assert juno("panel", "allocate", referral, "Farthing").out == "Given to Dilys Farthing.\n"
    hand_over(juno, officer)
    assert officer("referral", "submit", case).code == 1
    given = tmp_path / "plan.json"
    given.write_text(json.dumps(PLAN), encoding="utf-8")
    plan = officer("referral", "plan", case, "--from", str(given)).record
    assert officer("referral", "begin", case).code == 1
    assert officer("record", "move", plan, "checked").code == 1
    assert officer("referral", "submit", case).code == 0
    hand_over(officer, juno)
    assert (
        juno("panel", "approve", plan, "--why", "Both ways.", "--condition", "Ask the bus company").code == 0
    )
    hand_over(juno, officer)
    assert officer("referral", "begin", case).code == 0
    told = officer("referral", "show", case, "--json").json
    assert (told["state"], [name for _, name in told["not_begun"]]) == (
        "investigation", ["Agnieszka Ebbage", "Piotr Ebbage"],
    )  # fmt: skip
    refused = officer("referral", "decided", case)
    assert "Agnieszka Ebbage and Piotr Ebbage" in refused.err
    reviewed = officer("referral", "review", case, "--why", "The plan is new.")
    assert reviewed.out == "Reviewed. The next one is due by 2027-05-16.\n"


def test_a_plan_made_as_any_record_takes_its_referral_along(officer: Shell, shell_of: Of) -> None:
    juno, case = shell_of(JUNO), "ATT-2026-0402"
    assert officer("record", "move", _referral(officer), "accepted", "--why", "Both tests.").code == 0
    hand_over(officer, juno)
    assert juno("record", "return", _referral(officer), "--why", "Ask the family worker.").code == 0
    hand_over(juno, officer)
    told = officer("referral", "show", case, "--json").json
    assert told["state"] == "returned_to_school"
    assert "returned_because" in told["values"]
    for verb in (("again",), ("check",), ("accept", "--why", "Now it is whole.")):
        assert officer("referral", verb[0], case, *verb[1:]).code == 0
    hand_over(officer, juno)
    assert juno("record", "approve", _referral(officer)).code == 0
    assert juno("panel", "allocate", _referral(officer), "o-dilys").code == 0
    hand_over(juno, officer)
    sets = [
        word
        for name, said in PLAN.items()
        for word in ("--set", f"{name}={said if isinstance(said, str) else said[0]}")
    ]
    made = officer("record", "new", "investigation-plan", "--case", case, *sets)
    assert made.code == 0, made.err
    assert officer("referral", "show", case, "--json").json["state"] == "investigation_plan"
    assert officer("referral", "withdraw", case).code == 1
    assert officer("referral", "withdraw", case, "--why", "The family moved.").code == 0


def _referral(shell: Shell) -> str:
    return str(shell("referral", "list", "--json").json[0]["referral"])
