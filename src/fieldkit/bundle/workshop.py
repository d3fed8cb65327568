"""The front of the helper process: sends it foreign files, ends it when it overruns, and says so in words."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import IO, TypeVar

import msgspec

from fieldkit.bundle import messages
from fieldkit.bundle.exhibits import Exhibit, hashed
from fieldkit.bundle.messages import Answer, Broke, Job, Refused
from fieldkit.bundle.plan import Built, Plan
from fieldkit.bundle.prepared import Prepared
from fieldkit.bundle.report import Report
from fieldkit.bundle.seal import close_seal
from fieldkit.bundle.sheets.photograph import PhotographSheet
from fieldkit.errors import NeedsPassword, Trouble

Found = TypeVar("Found")
_UNREADABLE = "This file could not be read safely."
_OPEN_ELSEWHERE = "Open it in another program, print it to a new PDF, and attach that."


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process may take: bytes of memory, processor seconds in its life, seconds for one job."""

    memory: int = 2 * 1024**3
    life_seconds: int = 1200
    job_seconds: float = 180.0


class Workshop:
    """One helper process, started at first need, renewed after every foreign file and after a crash.

    Safe to use from several threads: jobs wait for one another. Close it, or use it with `with`.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._shown = ""

    def __enter__(self) -> Workshop:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            self._end()

    def prepare(self, original: bytes, password: str | None = None) -> Prepared:
        """The working copy of a foreign PDF or picture. Raises `Trouble` for what cannot be prepared."""
        job = messages.Prepare(original, password)
        return self._foreign(job, messages.WasPrepared).prepared

    def render(self, pdf: bytes, page: int, scale: float = 1.0) -> bytes:
        """Page `page` (from 0) as a PNG of `scale` pixels a point. Raises `Trouble`."""
        with self._lock:
            digest = hashlib.sha256(pdf).hexdigest()
            job = messages.Render(page, scale, None if digest == self._shown and self._process else pdf)
            self._shown = digest
            return _taken(self._ask(job), messages.WasMade).made

    def thumbnail(self, paper: bytes, width: int) -> bytes:
        """A prepared picture, or the first page of a prepared PDF, as a PNG of `width` pixels.

        Raises `Trouble`.
        """
        with self._lock:
            return _taken(self._ask(messages.Thumbnail(paper, width)), messages.WasMade).made

    def photograph(self, sheet: PhotographSheet, picture: bytes) -> bytes:
        """The printed sheet, a PDF, of one prepared picture."""
        return self._foreign(messages.PrintPhotograph(sheet.raw(), picture), messages.WasMade).made

    def build(self, plan: Plan, sources: Mapping[str, bytes], sign: Callable[[bytes], bytes]) -> bytes:
        """The sealed bundle of `plan`. `sign` is the device key's Ed25519 signature; it never leaves here.

        Raises `Trouble` when a source is missing, changed, or would move a page number once served.
        """
        return self.build_placed(plan, sources, sign)[0]

    def build_placed(
        self, plan: Plan, sources: Mapping[str, bytes], sign: Callable[[bytes], bytes]
    ) -> tuple[bytes, Built]:
        """The same, with where each paper came to lie, for the ledger of page numbers."""
        made = self._foreign(messages.Build(plan, dict(sources)), messages.WasBuilt)
        return close_seal(made.pdf, made.built, sign), made.built

    def verify(self, pdf: bytes, exhibits: Mapping[str, Exhibit], council_key: bytes | None = None) -> Report:
        """What `verify.verify` finds. Exhibits are hashed here; nothing foreign is opened here."""
        job = messages.Verify(pdf, hashed(exhibits), council_key)
        return self._foreign(job, messages.WasVerified).report

    def _foreign(self, job: Job, wanted: type[Found]) -> Found:
        # A fresh process for each foreign file: what one file did to a library cannot reach the next.
        with self._lock:
            try:
                return _taken(self._ask(job), wanted)
            finally:
                self._end()

    def _ask(self, job: Job) -> Answer:
        process = self._started()
        late = threading.Event()
        timer = threading.Timer(self._limits.job_seconds, _stop, (process, late))
        timer.start()
        answer: Answer | None
        try:
            assert process.stdin is not None  # noqa: S101 - both are pipes, see _started
            assert process.stdout is not None  # noqa: S101
            messages.send(process.stdin, job)
            answer = messages.next_answer(process.stdout)
        except (OSError, msgspec.MsgspecError):
            answer = None
        finally:
            timer.cancel()
        if answer is None:
            self._end()
            if late.is_set():
                raise Trouble("This took longer than FieldKit allows.", _OPEN_ELSEWHERE)
            raise Trouble(_UNREADABLE, _OPEN_ELSEWHERE)
        return answer

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            limits = (str(self._limits.memory), str(self._limits.life_seconds))
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-P", "-m", "fieldkit.bundle.worker", *limits],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._process

    def _end(self) -> None:
        process, self._process, self._shown = self._process, None, ""
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _shut(pipe)


def _shut(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        # What was still buffered for a process that is gone has nowhere to go.
        return


def _stop(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _taken(answer: Answer, wanted: type[Found]) -> Found:
    if isinstance(answer, Refused):
        raise (NeedsPassword if answer.password else Trouble)(answer.say, answer.do)
    if isinstance(answer, Broke) and wanted is messages.WasBuilt:
        # Its papers were prepared by us, so this is a bug, and the crash page is where it belongs.
        raise RuntimeError(f"the bundle could not be built: {answer.where}")
    if isinstance(answer, Broke):
        raise Trouble(f"{_UNREADABLE} ({answer.where})", _OPEN_ELSEWHERE)
    if not isinstance(answer, wanted):
        raise Trouble(_UNREADABLE, _OPEN_ELSEWHERE)
    return answer
