"""What dev.py counts, and when it must not say that all is well."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import checks
import dev
import file_lengths
import machine

REPORT = '<testsuites><testsuite tests="9" failures="1" errors="1" skipped="2"></testsuite></testsuites>'


def run_pytest(folder: Path, body: str) -> tuple[int, int, int]:
    """Runs real tests in a real pytest as dev.py does, and counts them."""
    (folder / "test_it.py").write_text(body, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    report = folder / "report.xml"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", "."]
    surroundings = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, check=False)
    return checks.count("here", done.returncode, report)


def test_a_suite_counts_what_its_report_says(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT, encoding="utf-8")

    assert checks.count("unit", 1, report) == (5, 2, 2)


@pytest.mark.parametrize(
    ("body", "counted"),
    [
        ("def test_a(): pass\ndef test_b(): assert 0\n", (1, 1, 0)),
        ("import pytest\ndef test_a(): pytest.skip('why')\ndef test_b(): pass\n", (1, 0, 1)),
        ("", (0, 1, 0)),
        ("syntax error", (0, 1, 0)),
        ("import os\ndef test_a(): os._exit(3)\n", (0, 1, 0)),
        ("import os\ndef test_a(): os._exit(0)\n", (0, 1, 0)),
    ],
)
def test_real_runs_are_counted(tmp_path: Path, body: str, counted: tuple[int, int, int]) -> None:
    assert run_pytest(tmp_path, body) == counted


def test_a_static_check_counts_one() -> None:
    assert checks.count("mypy", 0, None) == (1, 0, 0)
    assert checks.count("mypy", 2, None) == (0, 1, 0)


@pytest.mark.parametrize(
    ("ci", "outcome", "code"),
    [
        ("", (3, 0, 0), 0),
        ("", (3, 0, 1), 0),
        ("true", (3, 0, 1), 1),
        ("true", (3, 1, 0), 1),
        ("", (0, 0, 0), 1),
    ],
)
def test_the_sum_is_the_last_line(
    ci: str,
    outcome: tuple[int, int, int],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("CI", ci)

    assert checks.sum_up([checks.Outcome("unit", *outcome, seconds=1.0, printed=b"")]) == code

    passed, failed, skipped = outcome
    assert capsys.readouterr().out.splitlines()[-1] == f"{passed} passed, {failed} failed, {skipped} skipped"


def test_a_suite_without_a_folder_has_no_job(tmp_path: Path) -> None:
    assert checks.jobs("nowhere", tmp_path) == []


def test_what_runs_apart_is_left_out_of_its_suite_and_run_once(tmp_path: Path) -> None:
    rest, *apart = checks.jobs("gui", tmp_path)
    assert [job.name for job in apart] == list(checks.APART["gui"])
    assert [f"--ignore={job.name}" in rest.command for job in apart] == [True]
    assert len({job.report for job in (rest, *apart)}) == 2
    assert all((checks.environment.ROOT / job.name).exists() for job in (rest, *apart))


def test_an_unknown_suite_is_refused() -> None:
    with pytest.raises(machine.SetUpStopped, match="There is no suite nowhere"):
        checks.run_all(["nowhere"])


def test_a_file_over_the_limit_is_named(tmp_path: Path) -> None:
    short, long = tmp_path / "short.py", tmp_path / "long.py"
    short.write_text("x = 1\n" * file_lengths.LONGEST, encoding="utf-8")
    long.write_text("x = 1\n" * (file_lengths.LONGEST + 1), encoding="utf-8")

    assert file_lengths.too_long([short, long]) == [(long, file_lengths.LONGEST + 1)]


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_another_python_is_refused_with_what_to_do(version: tuple[int, int]) -> None:
    said = dev.refusal(version)

    assert re.search(r"needs Python 3\.11 up to 3\.13", said)
    assert "python3.11 packaging/dev.py" in said


@pytest.mark.parametrize("version", [(3, 11), (3, 13)])
def test_a_python_that_fits_is_taken(version: tuple[int, int]) -> None:
    assert dev.refusal(version) == ""
