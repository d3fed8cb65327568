"""An interview in sound: its start, its end, and the file that a recorder wrote."""

from __future__ import annotations

import wave
from pathlib import Path

from tests.unit.casebook.conftest import Clock
from tests.unit.casebook.interviewing import INK, TO_QUESTIONS, confirmed, put

from fieldkit.casebook.casebook import Casebook

AUDIO = {"record_mode": "audio", "device": "Recorder 2"}


def sound(folder: Path, seconds: int = 3, name: str = "interview.wav") -> Path:
    """A WAV file of that length."""
    path = folder / name
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\x00\x01" * 8000 * seconds)
    return path


def cautioned_in_sound(officer: Casebook, panel: Casebook, clock: Clock) -> str:
    """Begun in sound at 13:48, cautioned at 13:52 and agreed to."""
    made = confirmed(officer, panel, clock)
    clock.set("2026-11-19 13:48")
    officer.interviews.begin(made, AUDIO)
    for code, typed in TO_QUESTIONS:
        clock.set("2026-11-19 13:52" if code == "caution" else f"{clock.at:%Y-%m-%d %H:%M}")
        officer.interviews.step(made, code, typed)
    return made


def signed_in_sound(officer: Casebook, panel: Casebook, clock: Clock) -> str:
    """One question put, concluded, read over and signed; its recording still to come."""
    made = cautioned_in_sound(officer, panel, clock)
    put(officer, clock, made, "Who gets Lorcan ready?", "He gets himself ready.")
    signed(officer, made)
    return made


def signed(officer: Casebook, made: str) -> None:
    """Ended, read over and signed by both."""
    officer.interviews.step(made, "questions")
    officer.interviews.not_applicable(made, "breaks", "It was short")
    officer.interviews.step(made, "anything-to-add")
    officer.interviews.conclude(made)
    officer.signing.read_over(made, "through-interpreter")
    officer.signing.sign(made, "suspect", "Agnieszka Ebbage", INK)
    officer.signing.sign(made, "interviewer", "Rowan Quillon", INK)
    officer.signing.finish(made)
