"""Set-up that may not install says the exact line to run, and stops only for what it cannot do without."""

from __future__ import annotations

import sys

import pytest

import machine


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian where nothing is installed and nothing may be."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(machine, "is_debian", lambda: True)
    monkeypatch.setattr(machine, "is_root", lambda: False)
    monkeypatch.setattr(machine, "missing_packages", list)


@pytest.mark.usefixtures("bare")
def test_what_is_needed_stops_set_up(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(machine.SetUpStopped, match="Run that line"):
        machine.ready_machine(needed=("libegl1",), wanted=("xvfb",))

    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends libegl1 xvfb"
    assert line in capsys.readouterr().out


@pytest.mark.usefixtures("bare")
def test_what_is_only_wanted_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    machine.ready_machine(needed=(), wanted=("xvfb",))

    assert "install -y --no-install-recommends xvfb" in capsys.readouterr().out


@pytest.mark.usefixtures("bare")
def test_a_python_without_venv_is_told_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "can_make_environments", lambda: False)

    with pytest.raises(machine.SetUpStopped, match=rf"install .* python3\.{sys.version_info.minor}-venv"):
        machine.ready_venv_module()


def test_elsewhere_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    machine.ready_machine(needed=("libegl1",))
