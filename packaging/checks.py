"""Every check and test of the repository: runs them two at a time, prints each whole, adds them up."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import environment
import virtual_screen
from machine import SetUpStopped

SUITES = ("static", "unit", "gui", "flow", "screen")
#: Parts of a suite that run as jobs of their own, so that two lanes share the work evenly.
APART = {"gui": ("tests/gui/test_accessibility.py",)}
#: Which suite takes how long, the longest first; the static checks fill in at the end.
_LONGEST_FIRST = ("flow", "unit", "gui", "static")
_LONGEST_S = 30 * 60
_NO_TESTS_RAN = 5


@dataclass(frozen=True)
class Job:
    """One command whose outcome counts: a static check counts one, a suite as many as its report says."""

    name: str
    command: tuple[str, ...]
    report: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """How a job ended and all that it printed."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float
    printed: bytes


def run_all(suites: Sequence[str]) -> int:
    """Runs the named suites (all when none is named); the last line printed is the sum.

    Returns 0 only when nothing failed, something ran and, where CI is set, nothing was skipped.
    """
    unknown = set(suites) - set(SUITES)
    if unknown:
        raise SetUpStopped(f"There is no suite {', '.join(sorted(unknown))}. There are: {', '.join(SUITES)}.")
    chosen = [name for name in SUITES if not suites or name in suites]
    with tempfile.TemporaryDirectory(prefix="fieldkit-checks-", ignore_cleanup_errors=True) as folder:
        outcomes = _run_beside(
            [job for name in _LONGEST_FIRST if name in chosen for job in jobs(name, Path(folder))]
        )
        # Alone, because its tests time what a person would wait for.
        outcomes += _run_on_screen(jobs("screen", Path(folder)) if "screen" in chosen else [])
    return sum_up(outcomes)


def jobs(suite: str, reports: Path) -> list[Job]:
    """The jobs of one suite; none for a suite whose folder does not exist."""
    python = str(environment.program("python"))
    if suite == "static":
        return [
            Job("ruff format", (python, "-m", "ruff", "format", "--check", ".")),
            Job("ruff check", (python, "-m", "ruff", "check", ".")),
            Job("import-linter", (str(environment.program("lint-imports")), "--no-logo")),
            Job("file lengths", (python, "packaging/file_lengths.py")),
            Job("mypy", (python, "-m", "mypy")),
        ]
    if not (environment.ROOT / "tests" / suite).is_dir():
        return []
    apart = APART.get(suite, ())
    rest = (f"tests/{suite}", *(f"--ignore={part}" for part in apart))
    return [_pytest(reports, *rest), *(_pytest(reports, part) for part in apart)]


def _pytest(reports: Path, *what: str) -> Job:
    """A run of pytest over a folder or a file, named after it."""
    report = reports / f"{what[0].replace('/', '-')}.xml"
    command = (
        str(environment.program("python")),
        *("-m", "pytest", "-q", "--durations=5", "--continue-on-collection-errors"),
        f"--junitxml={report}",
        *what,
    )
    return Job(what[0], command, report)


def count(name: str, exit_code: int, report: Path | None) -> tuple[int, int, int]:
    """Passed, failed and skipped of a job that ended; a suite that broke off or ran nothing failed once."""
    if report is None:
        return (1, 0, 0) if exit_code == 0 else (0, 1, 0)
    passed = failed = skipped = 0
    if report.exists():
        for suite in ElementTree.parse(report).getroot().iter("testsuite"):  # noqa: S314 - written by our pytest
            tests, skips = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
            wrong = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            passed, failed, skipped = passed + max(tests - wrong - skips, 0), failed + wrong, skipped + skips
    ran_nothing = not passed + failed + skipped
    if ran_nothing or (exit_code != 0 and not failed):
        why = "ran no test" if exit_code == _NO_TESTS_RAN else f"broke off with exit code {exit_code}"
        print(f"{name} {why}: counted as failed", flush=True)
        failed = 1
    return passed, failed, skipped


def _run_beside(todo: list[Job]) -> list[Outcome]:
    # Two at a time: the checks keep one core busy, as CI has two.
    outcomes = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for future in as_completed([pool.submit(_run, job, os.environ) for job in todo]):
            outcomes.append(future.result())
            _print(outcomes[-1])
    return outcomes


def _run_on_screen(todo: list[Job]) -> list[Outcome]:
    if not todo:
        return []
    lacking = virtual_screen.lacking()
    if lacking:
        # The tests themselves then say that they are skipped, each by name.
        print(f"No virtual screen: this machine lacks {', '.join(lacking)}.", flush=True)
        outcomes = [_run(job, os.environ) for job in todo]
    else:
        with virtual_screen.virtual_screen() as surroundings:
            outcomes = [_run(job, surroundings) for job in todo]
    for outcome in outcomes:
        _print(outcome)
    return outcomes


def _run(job: Job, surroundings: Mapping[str, str]) -> Outcome:
    began = time.monotonic()
    # The checkers draw lines that a Windows code page lacks; the tests meet the machine's own encoding.
    encoding = {} if job.report else {"PYTHONIOENCODING": "utf-8"}
    with tempfile.TemporaryFile() as output:
        try:
            exit_code = subprocess.run(
                job.command,
                cwd=environment.ROOT,
                env={**surroundings, **encoding},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=_LONGEST_S,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            output.write(f"\nStopped after {_LONGEST_S // 60} minutes.\n".encode())
            exit_code = -1
        output.seek(0)
        printed = output.read()
    passed, failed, skipped = count(job.name, exit_code, job.report)
    return Outcome(job.name, passed, failed, skipped, time.monotonic() - began, printed)


def _print(outcome: Outcome) -> None:
    verdict = "FAILED" if outcome.failed else "passed"
    sys.stdout.write(f"\n== {outcome.name}: {verdict} in {outcome.seconds:.1f} s\n")
    sys.stdout.flush()
    sys.stdout.buffer.write(outcome.printed)
    sys.stdout.flush()


def sum_up(outcomes: Sequence[Outcome]) -> int:
    """Prints each outcome and, last, their sum alone on a line; returns the exit code."""
    print()
    for outcome in outcomes:
        words = f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"
        print(f"  {outcome.name:<32} {outcome.seconds:7.1f} s   {words}")
    passed, failed, skipped = (
        sum(getattr(each, name) for each in outcomes) for name in ("passed", "failed", "skipped")
    )
    in_ci = bool(os.environ.get("CI"))
    if skipped and in_ci:
        print("CI allows no skipped test.")
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped", flush=True)
    return 1 if failed or not passed or (skipped and in_ci) else 0
