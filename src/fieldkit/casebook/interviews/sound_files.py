"""What a sound file on a disk says of itself: its sort by its first bytes, and how long it runs."""

from __future__ import annotations

import wave
from pathlib import Path

from fieldkit.errors import Trouble

HEAD = 16
"""How many first bytes tell the sort."""
MOST_BYTES = 2_000_000_000
"""The largest recording that is attached: some hours of uncompressed sound, and what a council takes in."""
_ASF = bytes.fromhex("3026b2758e66cf11")
_SORTS = (
    (b"OggS", 0, "audio/ogg"), (b"fLaC", 0, "audio/flac"), (_ASF, 0, "audio/x-ms-wma"),
    (b"ftyp", 4, "audio/mp4"), (b"ID3", 0, "audio/mpeg"), (b"#!AMR", 0, "audio/amr"),
    (b"\x02dss", 0, "audio/x-dss"), (b"\x03dss", 0, "audio/x-dss"), (b"\x03ds2", 0, "audio/x-dss"),
)  # fmt: skip


def sort_of(head: bytes) -> str:
    """The media type of a sound file by its first bytes. Raises `Trouble` for others.

    Known are what recorders of councils write: WAV, MP3, M4A, AAC, OGG, FLAC, WMA, AMR and DSS.
    """
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "audio/wav"
    for mark, place, sort in _SORTS:
        if head[place : place + len(mark)] == mark:
            return sort
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE0 == 0xE0:
        return "audio/aac" if head[1] & 0x06 == 0 else "audio/mpeg"
    raise Trouble(
        "FieldKit knows this file for no sound recording.",
        "Attach the file that the recorder wrote: WAV, MP3, M4A, OGG, FLAC, WMA, AMR or DSS.",
    )


def seconds_of(path: Path) -> int | None:
    """How many whole seconds a WAV file runs, also when its recorder never closed it; None for other
    sorts.
    """
    try:
        with wave.open(str(path), "rb") as sound:
            step = sound.getsampwidth() * sound.getnchannels()
            frames = min(sound.getnframes(), path.stat().st_size // step)
            return round(frames / sound.getframerate())
    except (wave.Error, EOFError, ZeroDivisionError):
        return None


def length_words(seconds: int) -> str:
    """A length as a recorder shows it: 47:10, or 1:02:03."""
    hours, rest = divmod(seconds, 3600)
    minutes, last = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{last:02}" if hours else f"{minutes}:{last:02}"


def read_length(typed: str) -> int | None:
    """The seconds of a length as typed, 47:10 or 1:02:03; None when it is none."""
    parts = typed.strip().split(":")
    if not 2 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    first, *rest = (int(part) for part in parts)
    if any(part > 59 for part in rest):
        return None
    for part in rest:
        first = first * 60 + part
    return first
