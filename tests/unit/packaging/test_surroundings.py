"""The shared plumbing keeps every test away from the home, screen and settings of the person who runs it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import platformdirs
import pytest

ROOT = Path(__file__).resolve().parents[3]
PRINTING = """
import os
def test_it():
    names = ("FIELDKIT_NOTEBOOK", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "TZ")
    print("|".join(os.environ.get(name, "-") for name in names))
"""


def test_no_test_finds_the_users_folders() -> None:
    scratch = Path(tempfile.gettempdir()).resolve()

    assert scratch in Path.home().resolve().parents
    assert Path.home() in Path(platformdirs.user_data_dir("fieldkit")).parents


def test_what_the_user_set_does_not_reach_a_test(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(PRINTING, encoding="utf-8")
    (tmp_path / "conftest.py").write_text(
        (ROOT / "tests" / "conftest.py").read_text("utf-8"), encoding="utf-8"
    )
    user = {"FIELDKIT_NOTEBOOK": "mine", "DISPLAY": ":9", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/mine"}
    user |= {"QT_QPA_PLATFORM": "wayland", "TZ": "Europe/London"}

    command = [sys.executable, "-m", "pytest", "-s", "-q", "-p", "no:cacheprovider", "--rootdir", ".", "."]
    done = subprocess.run(
        command, cwd=tmp_path, env=os.environ | user, capture_output=True, text=True, check=False
    )

    assert "-|-|-|offscreen|Europe/London" in done.stdout, done.stdout


@pytest.mark.parametrize("name", ["HOME", "XDG_RUNTIME_DIR", "APPDATA"])
def test_the_folders_are_there(name: str) -> None:
    assert Path(os.environ[name]).is_dir()
