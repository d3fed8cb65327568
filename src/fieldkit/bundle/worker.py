"""The process that opens foreign files: `python -m fieldkit.bundle.worker`, jobs in and answers out by pipe.

It holds no key, opens no file and no connection, and is ended when it misbehaves (see `workshop`).
"""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path
from typing import BinaryIO

from fieldkit.bundle import messages
from fieldkit.bundle.limits import confine
from fieldkit.bundle.messages import (
    Answer,
    Broke,
    Build,
    Job,
    Prepare,
    PrintPhotograph,
    Refused,
    Render,
    Thumbnail,
    Verify,
    WasBuilt,
    WasMade,
    WasPrepared,
    WasVerified,
)
from fieldkit.errors import NeedsPassword, Trouble


class Desk:
    """Does one job after another; keeps the last PDF shown, so that turning a page does not send it again."""

    def __init__(self) -> None:
        self._shown = b""

    def do(self, job: Job) -> Answer:
        """The answer to `job`; each job imports only what it needs, so that a preview is quick."""
        try:
            return self._do(job)
        except Trouble as trouble:
            return Refused(trouble.say, trouble.do, isinstance(trouble, NeedsPassword))
        except MemoryError:
            return Refused("The file needs more memory than FieldKit gives it.", "Attach a smaller copy.")
        except Exception as fault:
            last = traceback.extract_tb(fault.__traceback__)[-1]
            return Broke(f"{type(fault).__name__} in {Path(last.filename).name}:{last.lineno}")

    def _do(self, job: Job) -> Answer:
        if isinstance(job, Prepare):
            from fieldkit.bundle.intake import prepare

            return WasPrepared(prepare(job.original, job.password))
        if isinstance(job, Render):
            from fieldkit.bundle.preview import render

            self._shown = job.pdf or self._shown
            return WasMade(render(self._shown, job.page, job.scale))
        if isinstance(job, Thumbnail):
            from fieldkit.bundle.preview import thumbnail

            return WasMade(thumbnail(job.paper, job.width))
        if isinstance(job, PrintPhotograph):
            from fieldkit.bundle.sheets.photograph import photograph_from

            return WasMade(photograph_from(job.sheet, job.picture))
        if isinstance(job, Build):
            from fieldkit.bundle.assembly import assemble_bytes

            return WasBuilt(*assemble_bytes(job.plan, job.sources))
        if isinstance(job, Verify):
            from fieldkit.bundle.verify import check

            return WasVerified(check(job.pdf, job.exhibits, job.council_key))
        raise TypeError(type(job).__name__)


def work(jobs: BinaryIO, answers: BinaryIO) -> None:
    """Answers jobs until the pipe closes."""
    desk = Desk()
    while (job := messages.next_job(jobs)) is not None:
        messages.send(answers, desk.do(job))


def main() -> int:
    """Confines the process, keeps its standard output for answers alone, and works."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers:
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        confine(memory, seconds)
        work(sys.stdin.buffer, answers)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
