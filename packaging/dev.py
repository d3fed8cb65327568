"""The one command of a clone: sets FieldKit up on this machine, then runs, tests, measures or shows it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

OLDEST = (3, 11)
TOO_NEW = (3, 14)


def main(arguments: Sequence[str]) -> int:
    """Does what the first argument names; returns the exit code (1 when set-up cannot go on)."""
    refused = refusal(sys.version_info[:2])
    if refused:
        print(refused, file=sys.stderr)
        return 1
    # Only now: these modules are written for the Python that was just asked for.
    import environment
    import machine
    import verbs

    asked = _parser().parse_args(arguments)
    try:
        if asked.verb == "run":
            return verbs.run(asked.rest)
        if asked.verb == "test":
            return verbs.test(asked.suites)
        if asked.verb == "bench":
            return verbs.bench(asked.rest)
        if asked.verb == "pictures":
            return verbs.pictures()
        return environment.lock(upgrade=asked.upgrade)
    except machine.SetUpStopped as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def refusal(version: tuple[int, ...]) -> str:
    """Why FieldKit cannot be set up with this Python, and what to do; nothing when it can."""
    if OLDEST <= version < TOO_NEW:
        return ""
    return (
        f"FieldKit needs Python {OLDEST[0]}.{OLDEST[1]} up to {TOO_NEW[0]}.{TOO_NEW[1] - 1}; this is Python "
        f"{version[0]}.{version[1]} ({sys.executable}). Run the same command with another Python, "
        f"for example: python{OLDEST[0]}.{OLDEST[1]} packaging/dev.py"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    run = verbs.add_parser("run", help="set up, then run the demo (headless where there is no screen)")
    run.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="handed to `fieldkit demo`")
    test = verbs.add_parser("test", help="set up, then every check and test that CI runs")
    test.add_argument("suites", nargs="*", metavar="SUITE", help="only these: static unit gui flow screen")
    bench = verbs.add_parser("bench", help="set up, then measure the figures of the design and print a table")
    bench.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="groups to measure, --repeats N")
    verbs.add_parser("pictures", help="set up, then take the pictures of README.md anew")
    lock = verbs.add_parser("lock", help="write packaging/requirements.lock again from pyproject.toml")
    lock.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    return parser


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
