"""The brake on guessing keeps its count over restarts and clock jumps."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldkit.errors import Trouble
from fieldkit.store.tries import MOST, WINDOW_MS, Tries

NOW = 1_700_000_000_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tries.json"


def test_the_eleventh_try_waits_and_success_forgets(path: Path) -> None:
    for turn in range(MOST):
        Tries(path).begin(NOW + turn * 1000)
    with pytest.raises(Trouble, match="10 wrong passphrases") as told:
        Tries(path).begin(NOW + 240_001)
    assert told.value.do == "Try again in 1 minute."
    Tries(path).begin(NOW + WINDOW_MS)
    with pytest.raises(Trouble):
        Tries(path).begin(NOW + WINDOW_MS)
    Tries(path).succeeded()
    Tries(path).begin(NOW + WINDOW_MS)


def test_a_clock_put_back_a_day_locks_nobody_out_for_a_day(path: Path) -> None:
    for _ in range(MOST):
        Tries(path).begin(NOW)
    yesterday = NOW - 86_400_000
    with pytest.raises(Trouble, match="5 minutes"):
        Tries(path).begin(yesterday)
    Tries(path).begin(yesterday + WINDOW_MS)


@pytest.mark.parametrize("rubbish", [b"", b"{}", b"[null]", b"\xff\xfe", b'["x"]', b"7"])
def test_a_damaged_count_starts_again(path: Path, rubbish: bytes) -> None:
    path.write_bytes(rubbish)
    Tries(path).begin(NOW)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gaps=st.lists(st.integers(0, 120_000), min_size=12, max_size=25))
def test_never_more_than_ten_in_any_five_minutes(path: Path, gaps: list[int]) -> None:
    path.unlink(missing_ok=True)
    now, allowed = NOW, []
    for gap in gaps:
        now += gap
        try:
            Tries(path).begin(now)
        except Trouble:
            continue
        allowed.append(now)
    for moment in allowed:
        assert sum(moment - WINDOW_MS < other <= moment for other in allowed) <= MOST


FULL = """
import resource, sys
from pathlib import Path
from fieldkit.store.lockfile import LockFile
from fieldkit.store.tries import Tries
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
LockFile(Path(sys.argv[1], "lock"), "FieldKit").release()
Tries(Path(sys.argv[1], "tries.json")).begin(1)
print("in")
"""

if sys.platform != "win32":

    def test_a_full_disk_keeps_nobody_from_their_notebook(tmp_path: Path) -> None:
        run = [sys.executable, "-c", FULL, str(tmp_path)]
        assert subprocess.run(run, capture_output=True, text=True, check=True).stdout == "in\n"
        assert [(path.name, path.stat().st_size) for path in tmp_path.iterdir()] == [("lock", 0)]
