"""Recordings, statements, custody and grounds to suspect from the shell: what the window does, this does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.interviewing import put
from tests.unit.casebook.recording import cautioned_in_sound, signed, sound
from tests.unit.cli.conftest import JUNO, Shell, sets

from fieldkit.casebook.casebook import Casebook
from fieldkit.keys.certificates import Holder

Of = Callable[[Holder], Shell]


def _open(shell: Shell) -> Casebook:
    house = shell.house  # type: ignore[attr-defined]
    opened: Casebook = house.open(house.usual_folder, lambda: "")
    return opened


@pytest.fixture
def made(shell: Shell, shell_of: Of, clock: Clock) -> str:
    """An interview in sound, cautioned, with one question answered."""
    clock.set("2026-11-16 10:00")
    officer, panel = _open(shell), _open(shell_of(JUNO))
    interview = cautioned_in_sound(officer, panel, clock)
    put(officer, clock, interview, "Who gets Lorcan ready?", "He gets himself ready.")
    for one in (officer, panel):
        one.notebook.close()
    return interview


def test_an_interview_in_sound_is_recorded_sealed_and_let_out(
    shell: Shell, made: str, clock: Clock, tmp_path: Path
) -> None:
    assert shell("interview", "recorder", made, "fault", "--silent", "Nobody saw it").code == 0
    statement = shell("interview", "statement", made).out.splitlines()
    assert statement[1].startswith("I, Agnieszka Ebbage, wish to make a statement.")
    assert shell("interview", "signed", statement[0]).code == 1
    assert shell("interview", "write", statement[0], "He left before I woke.").code == 0
    assert shell("interview", "signed", statement[0]).code == 0
    missing = shell("interview", "recording", made, str(tmp_path / "none.wav"))
    assert (missing.code, "cannot be read" in missing.err) == (1, True)
    master = shell("interview", "recording", made, "--set", "device=Recorder 2").out.split()
    assert master[1] == "DF/1"
    officer = _open(shell)
    signed(officer, made)
    officer.notebook.close()
    refused = shell("interview", "seal", made)
    assert (refused.code, "Attach the file of DF/1" in refused.err) == (1, True)
    path = str(sound(tmp_path))
    assert shell("interview", "file", master[0], path).out.startswith("Attached: SHA-256 ")
    copy = shell("interview", "recording", made, path, "--copy", "working").record
    assert shell("interview", "sealed", master[0], "S 41", "--refused", "No.").code == 0
    assert shell("interview", "seal", made).code == 0
    told = shell("interview", "show", made, "--json").json
    assert (told["locked"], told["recordings"][0]["label"], told["statements"][0]["needs"]) == (
        True, "refused", "",
    )  # fmt: skip
    assert shell("interview", "recording", made, path).code == 1
    assert shell("interview", "check", copy).code == 0
    out = str(tmp_path / "out.wav")
    assert shell("interview", "export", master[0], "--out", out, "--for", "Court", "--why", "x").code == 1
    assert shell("interview", "export", copy, "--out", out, "--for", "Fen Typing", "--why", "Text").code == 0
    assert Path(out).read_bytes() == Path(path).read_bytes()


def test_rows_of_custody_are_added_shown_and_printed(shell: Shell, made: str, tmp_path: Path) -> None:
    item = shell("interview", "recording", made).record
    row = ("from_whom=Dilys Farthing", "to_whom=Store 4", "purpose=Keeping")
    assert shell("custody", "add", item, "stored", *sets(*row), "--signed-by", "Dana Reed").code == 0
    opened = ("to_whom=Dilys Farthing", "purpose=Copy")
    assert shell("custody", "add", item, "opened", *sets(*opened)).code == 1
    assert shell("custody", "add", item, "opened", *sets(*opened, "authority=Petra Ashlock")).code == 0
    shown = shell("custody", "show", item).out
    assert "Put in store" in shown
    assert "Master opened by authority" in shown
    out = tmp_path / "custody.pdf"
    assert shell("custody", "print", item, "--out", str(out), "--for", "The court").code == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_grounds_to_suspect_at_a_visit(shell: Shell, visit: str, clock: Clock) -> None:
    assert shell("caution", "stop", visit).code == 1
    assert shell("record", "move", visit, "risk_read").code == 0
    for state, field in (("travelling", "left_base"), ("on_site", "arrived_at")):
        moved = shell("record", "move", visit, state, "--set", f"{field}=10:30")
        assert moved.code == 0, moved.err
    clock.set("2026-11-20 10:40")
    stopped = shell("caution", "stop", visit, "--set", "person=Bram Halloway")
    assert "You do not have to say anything." in stopped.out
    assert shell("caution", "given", stopped.record).code == 0
    said = shell("caution", "say", stopped.record, "--set", "grounds=He said so", "--set", "asked_on=no")
    assert said.out.startswith("PACE-01 pass")
