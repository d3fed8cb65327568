"""Run as a process by `paper`: makes one bundle of the papers in a folder, prints its largest size in MB."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from fieldkit.bundle.bench import trial


def main(folder: Path, pages: int) -> None:
    """The papers are there already, so that only the building counts."""
    trial(folder, pages).build()
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(kilobytes / (1_000_000 if sys.platform == "darwin" else 1_000))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
