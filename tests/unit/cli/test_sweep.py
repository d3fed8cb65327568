"""A sweep from the shell: planned, approved on another laptop, stops logged, names erased."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.sweeping import FENELLA, NOT_DESIGNATED, ODESSA, PLAN, REMOVED
from tests.unit.cli.conftest import PETRA, Shell, hand_over

from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Shell]


@pytest.fixture(autouse=True)
def on_the_eve(clock: Clock) -> None:
    clock.set("2026-11-18 15:00")


def test_a_sweep_is_planned_approved_and_run_from_shells(
    shell: Shell, shell_of: Of, tmp_path: Path, clock: Clock
) -> None:
    sweep, petra = _submitted(shell, tmp_path, NOT_DESIGNATED), shell_of(PETRA)
    refused = shell("record", "move", sweep, "live")
    assert (refused.code, "cannot go from submitted" in refused.err) == (1, True)
    assert shell("record", "approve", sweep).code == 1
    hand_over(shell, petra)
    assert petra("record", "approve", sweep, "--set", "conditions=Hi-vis").code == 0
    hand_over(petra, shell)
    clock.set("2026-11-19 09:31")
    for state in ("briefed", "live"):
        assert shell("record", "move", sweep, state).code == 0
    refused = _new(shell, tmp_path, "stop", REMOVED, sweep)
    assert (refused.code, "does not hold this power" in refused.err) == (1, True)
    assert _new(shell, tmp_path, "stop", ODESSA, sweep).code == 0
    assert _new(shell, tmp_path, "stop", FENELLA, sweep).code == 0
    shown = shell("sweep", "show", sweep)
    assert "on condition: Hi-vis" in shown.out
    assert "L07-02" in shown.out
    told = shell("sweep", "show", sweep, "--json").json
    assert (told["state"], [row["number"] for row in told["stops"]]) == ("live", ["L07-02", "L07-01"])
    found = {one["rule"]: one["verdict"] for one in shell("rules", sweep, "--json").json}
    assert found["SWP-20"] == "pass"
    assert shell("rules", told["stops"][0]["stop"], "--json").code == 0
    counted = shell("sweep", "tally", sweep, "--json").json
    assert [(one["key"], len(one["ids"])) for one in counted["headline"]][:2] == [
        ("stops", 2),
        ("without-reason", 1),
    ]
    assert "Stopped: 2" in shell("sweep", "tally", sweep).out
    rows = shell("sweep", "list", "--json").json
    assert [(row["reference"], row["stops"]) for row in rows] == [("SWP-2026-L07-001", 2)]
    _close(shell, sweep)
    hand_over(shell, petra)
    clock.set("2026-12-18 09:00")
    assert (shell("sweep", "erase-due").code, shell("sweep", "erase-due", "--list").code) == (1, 0)
    assert [row["label"] for row in petra("sweep", "erase-due", "--json").json] == ["Stop L07-02"]
    assert petra("sweep", "erase-due").out == "No names were due.\n"
    assert "(erased)" in petra("sweep", "show", sweep).out


def test_a_sweep_that_is_not_here_says_so(shell: Shell) -> None:
    missing = shell("sweep", "show", "SWP-2026-999")
    assert (missing.code, "No sweep SWP-2026-999" in missing.err) == (1, True)
    assert shell("sweep", "list").out == "No sweeps.\n"
    assert shell("sweep", "show").code == 2


def _submitted(shell: Shell, folder: Path, pairing: dict[str, Any]) -> str:
    made = _new(shell, folder, "operation", PLAN)
    assert made.code == 0, made.err
    sweep: str = made.out.split()[1]
    assert _new(shell, folder, "pairing", pairing, sweep).code == 0
    assert shell("record", "move", sweep, "submitted").code == 0
    return sweep


def _new(shell: Shell, folder: Path, kind: str, answers: dict[str, Any], parent: str = "") -> Any:
    given = folder / f"{kind}.json"
    given.write_text(json.dumps(answers), encoding="utf-8")
    return shell("record", "new", kind, "--from", str(given), *(("--parent", parent) if parent else ()))


def _close(shell: Shell, sweep: str) -> None:
    said = ("police_hours=3 h", "went_well=Calm", "lessons=Start at nine")
    assert shell("record", "move", sweep, "stood_down").code == 0
    debriefed = shell(
        "record", "move", sweep, "debriefed", *(part for one in said for part in ("--set", one))
    )
    assert debriefed.code == 0, debriefed.err
    assert shell("record", "move", sweep, "closed").code == 0
