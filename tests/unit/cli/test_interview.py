"""An interview from the shell: the panel's signature opens it, and its order holds there as in the window."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.interviewing import PROPOSED, WRITTEN
from tests.unit.cli.conftest import JUNO, PETRA, Shell, hand_over

from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Shell]
BEFORE_THE_CAUTION = (
    ("start", {}), ("free-to-leave", {"wording": "not-under-arrest 1"}),
    ("legal-advice", {"answer": "declined"}), ("interpreter", {}), ("recording", {}), ("offence", {}),
)  # fmt: skip


@pytest.fixture(autouse=True)
def on_the_day_of_the_panel(clock: Clock) -> None:
    clock.set("2026-11-16 10:00")


def _new(shell: Shell, kind: str, answers: dict[str, Any], parent: str) -> Any:
    return shell("record", "new", kind, "--from", "-", "--parent", parent, typed=json.dumps(answers))


def _step(shell: Shell, interview: str, code: str, **more: Any) -> Any:
    said = {"step": code, "applies": "yes", "done_at": "19 11 2026 13:50"} | more
    return _new(shell, "interview-step", said, interview)


def _set(shell: Shell, verb: tuple[str, ...], answers: dict[str, str]) -> Any:
    return shell(*verb, *(part for name, one in answers.items() for part in ("--set", f"{name}={one}")))


def _confirmed(shell: Shell, juno: Shell, petra: Shell, case: str) -> str:
    home = shell("record", "show", case, "--json").json["record"]
    person = _new(shell, "person", {"surname": "Halloway"}, home).record
    refused = _new(shell, "interview", PROPOSED | {"person": person}, home)
    assert (refused.code, "law enforcement processing" in refused.err) == (1, True)
    assert shell("pathway", "enforce", case, "--why", "An offence is investigated.").code == 0
    made = str(_new(shell, "interview", PROPOSED | {"person": person}, home).record)
    assert shell("record", "move", made, "panel_requested").code == 0
    forged = shell("record", "move", made, "panel_approved")
    assert (forged.code, "decides this with a signature" in forged.err) == (1, True)
    assert shell("record", "approve", made).code == 1
    for other in (juno, petra):
        hand_over(shell, other)
    assert petra("record", "approve", made).code == 1
    assert juno("record", "approve", made).code == 0
    hand_over(juno, shell)
    said = {"invited_on": "16 11 2026", "invited_how": "letter"}
    assert _set(shell, ("record", "correct", made), said).code == 0
    for state in ("invited", "confirmed"):
        assert shell("record", "move", made, state).code == 0
    return made


def test_the_shell_leaves_the_order_nowhere(shell: Shell, shell_of: Of, case: str, clock: Clock) -> None:
    made = _confirmed(shell, shell_of(JUNO), shell_of(PETRA), case)
    clock.set("2026-11-19 13:50")
    line = {"number": 1, "asked_at": "19 11 2026 13:51", "question": "Did you know?"}
    refused = shell("record", "move", made, "in_progress")
    assert refused.code == 1
    for code in ("approval", "plan", "invitation", "vulnerability", "place"):
        assert _step(shell, made, code).code == 0, code
    assert _step(shell, made, "caution", wording="caution 1", understood="yes").code == 1
    assert _set(shell, ("record", "correct", made), WRITTEN | {"started_at": "19 11 2026 13:50"}).code == 0
    begun = shell("record", "move", made, "in_progress")
    assert begun.code == 0, begun.err
    for code, more in BEFORE_THE_CAUTION:
        refused = _new(shell, "interview-line", line, made)
        assert (refused.code, "before the caution" in refused.err) == (1, True)
        taken = _step(shell, made, code, **more)
        assert taken.code == 0, taken.err
    for wrong in ({}, {"wording": "caution 2"}, {"wording": "caution 1", "understood": "no"}):
        assert _step(shell, made, "caution", **wrong).code == 1
    assert _step(shell, made, "caution", wording="caution 1", understood="yes").code == 0
    assert _step(shell, made, "significant").code == 0
    assert _step(shell, made, "agreement", answer="agreed").code == 0
    asked = _new(shell, "interview-line", line, made)
    assert asked.code == 0, asked.err
    assert shell("record", "withdraw", asked.record, "--why", "A slip").code == 1
    assert shell("record", "correct", asked.record, "--set", "number=9", "--why", "A slip").code == 1
    assert shell("record", "seal", made).code == 1
    for state in ("suspended", "concluded", "signed", "read_over"):
        assert shell("record", "move", made, state).code == 1
