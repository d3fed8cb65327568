"""What passes through the pipe between FieldKit and the process that opens foreign files."""

from __future__ import annotations

from typing import IO

import msgspec

from fieldkit.bundle.plan import Built, Plan
from fieldkit.bundle.prepared import Prepared
from fieldkit.bundle.report import Report

_LENGTH_BYTES = 8


class Prepare(msgspec.Struct, tag=True, frozen=True):
    """Prepare a foreign file; `password` is what the officer typed, or None."""

    original: bytes
    password: str | None


class Render(msgspec.Struct, tag=True, frozen=True):
    """Draw page `page` (from 0) of the PDF as PNG; without `pdf`, of the one sent before."""

    page: int
    scale: float
    pdf: bytes | None


class Thumbnail(msgspec.Struct, tag=True, frozen=True):
    """Draw a prepared picture, or the first page of a prepared PDF, as PNG of so many pixels in width."""

    paper: bytes
    width: int


class PrintPhotograph(msgspec.Struct, tag=True, frozen=True):
    """Print the sheet of one photograph from its derived JPEG; `sheet` is a `PhotographSheet` as JSON."""

    sheet: bytes
    picture: bytes


class Build(msgspec.Struct, tag=True, frozen=True):
    """Assemble the bundle of `plan` from the PDFs it names."""

    plan: Plan
    sources: dict[str, bytes]


class Verify(msgspec.Struct, tag=True, frozen=True):
    """Check a sealed bundle, with the SHA-256 of each exhibit given and the council's key file, if any."""

    pdf: bytes
    exhibits: dict[str, str]
    council_key: bytes | None


class WasPrepared(msgspec.Struct, tag=True, frozen=True):
    """Answers `Prepare`."""

    prepared: Prepared


class WasMade(msgspec.Struct, tag=True, frozen=True):
    """Answers `Render` and `Thumbnail` with a PNG and `PrintPhotograph` with a PDF."""

    made: bytes


class WasBuilt(msgspec.Struct, tag=True, frozen=True):
    """Answers `Build`: the file with its hole still empty, and what the seal needs."""

    pdf: bytes
    built: Built


class WasVerified(msgspec.Struct, tag=True, frozen=True):
    """Answers `Verify`."""

    report: Report


class Refused(msgspec.Struct, tag=True, frozen=True):
    """The world's fault: becomes `Trouble`, or `NeedsPassword` where a password would help."""

    say: str
    do: str
    password: bool = False


class Broke(msgspec.Struct, tag=True, frozen=True):
    """A bug, or a file that made a library stumble: where it happened, never a value."""

    where: str


Job = Prepare | Render | Thumbnail | PrintPhotograph | Build | Verify
Answer = WasPrepared | WasMade | WasBuilt | WasVerified | Refused | Broke

_JOBS = msgspec.msgpack.Decoder(Job)
_ANSWERS = msgspec.msgpack.Decoder(Answer)


def send(pipe: IO[bytes], message: Job | Answer) -> None:
    """Writes one message; raises `OSError` when the other end is gone."""
    raw = msgspec.msgpack.encode(message)
    pipe.write(len(raw).to_bytes(_LENGTH_BYTES, "big"))
    pipe.write(raw)
    pipe.flush()


def next_job(pipe: IO[bytes]) -> Job | None:
    """The next job, or None when the other end is done."""
    raw = _receive(pipe)
    return None if raw is None else _JOBS.decode(raw)


def next_answer(pipe: IO[bytes]) -> Answer | None:
    """The next answer, or None when the process ended; raises `msgspec.MsgspecError` for rubbish."""
    raw = _receive(pipe)
    return None if raw is None else _ANSWERS.decode(raw)


def _receive(pipe: IO[bytes]) -> bytes | None:
    length = pipe.read(_LENGTH_BYTES)
    if len(length) < _LENGTH_BYTES:
        return None
    wanted = int.from_bytes(length, "big")
    raw = pipe.read(wanted)
    return raw if len(raw) == wanted else None
