"""Run as a process by `paper`: makes one bundle of the papers in a folder, prints its largest size in MB."""

from __future__ import annotations

import sys
from pathlib import Path

from fieldkit.bundle.bench import trial

# `getrusage` would also count what the process that started this one held.
_STATUS = Path("/proc/self/status")


def main(folder: Path, pages: int) -> None:
    """The papers are there already, so that only the building counts."""
    trial(folder, pages).build()
    said = dict(line.split(":", 1) for line in _STATUS.read_text(encoding="ascii").splitlines())
    print(int(said["VmHWM"].split()[0]) / 1000)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
