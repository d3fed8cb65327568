"""A premises visit from the shell: a spent order is refused, hours are judged, the letter is printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.working import BY_CONSENT, IGNATIUS, KIPPER, PAIR, SWEEP
from tests.unit.cli.conftest import PETRA, Shell, hand_over

from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Shell]


def new(shell: Shell, folder: Path, kind: str, told: dict[str, Any], parent: str = "") -> Any:
    path = folder / f"{kind}.json"
    path.write_text(json.dumps(told), "utf-8")
    above = ("--parent", parent) if parent else ()
    return shell("record", "new", kind, "--from", str(path), *above, "--json")


def test_a_premises_visit_is_made_judged_and_printed_from_a_shell(
    shell: Shell, shell_of: Of, tmp_path: Path, clock: Clock
) -> None:
    petra = shell_of(PETRA)
    sweep = new(shell, tmp_path, "operation", SWEEP).json["record"]
    new(shell, tmp_path, "pairing", PAIR, sweep)
    assert shell("record", "move", sweep, "submitted").code == 0
    visit = new(shell, tmp_path, "premises-visit", KIPPER, sweep).json["record"]
    said = {**BY_CONSENT, "arrived_at": "19 11 2026 19:28"}
    sets = [word for name, told in said.items() for word in ("--set", f"{name}={told}")]
    assert shell("record", "correct", visit, *sets).code == 0
    refused = shell("record", "move", visit, "on_site")
    assert (refused.code, "has to be live" in refused.err) == (1, True)
    hand_over(shell, petra)
    assert petra("record", "approve", sweep).code == 0
    hand_over(petra, shell)
    for state in ("briefed", "live"):
        assert shell("record", "move", sweep, state).code == 0
    late = shell("record", "correct", visit, "--set", "entry_basis=order", "--set",
                 "order_made_at=17 11 2026 19:27")  # fmt: skip
    assert (late.code, "The order ran out" in late.err) == (1, True)
    assert shell("record", "move", visit, "on_site").code == 0
    child = new(shell, tmp_path, "child-at-work", IGNATIUS, visit).json["record"]
    hours = {"started_at": "16:00", "finished_at": "19:40", "rests": "no"}
    made = new(shell, tmp_path, "shift", hours, child).json["record"]
    assert shell("record", "correct", made, "--set", "started_at=15:30").code == 0
    assert shell("record", "show", made, "--json").json["values"]["started_at"].startswith("2026-11-19T15:30")
    assert shell("record", "correct", made, "--set", "started_at=16:00").code == 0
    found = shell("rules", child, "--json").json
    # No calendar of the school is on this laptop, so the limits of a school day cannot be told.
    fails = ["EMP-04", "EMP-13", "EMP-14", "EMP-15"]
    assert [one["rule"] for one in found if one["verdict"] == "fail"] == fails
    assert shell("rules", visit, "--json").code == 0
    assert "EMP-04  Fail now, pass then" in shell("sweep", "compare", child).out
    reference = shell("record", "show", visit, "--json").json["values"]["reference"]
    for more in ((), ("--advice",)):
        out = tmp_path / f"paper{len(more)}.pdf"
        assert shell("print", reference, "--out", str(out), *more).code == 0
        assert out.read_bytes().startswith(b"%PDF")
