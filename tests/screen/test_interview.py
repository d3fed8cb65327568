"""A battery that dies in an interview: in the middle of an answer, of a correction and of a signature."""

from __future__ import annotations

import itertools
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.screen import interviewed
from tests.screen.conftest import PASSPHRASE, Desktop, Node

WORDS = ("I", "leave", "for", "work", "at", "five", "each", "day")
LOST_AT_MOST_S = 1.0


@pytest.fixture
def desktop(reader: subprocess.Popen[str], tmp_path: Path) -> Iterator[Desktop]:
    """The desktop on a notebook with two interviews."""
    interviewed.prepare(tmp_path / "notebook", PASSPHRASE)
    shutil.rmtree(tmp_path / "panel")
    started = Desktop(tmp_path / "notebook", reader)
    yield started
    started.end()


def field(desktop: Desktop, ident: str) -> Node:
    """A field that is to be seen."""
    return desktop.until(lambda: next((node for node in desktop.tree() if node.id == ident), None))


def at_field(desktop: Desktop, ident: str) -> bool:
    """Whether the keyboard is in a field of several lines: what has it is a part of the field."""
    found = desktop.focus()
    return found is not None and ident in found.id.split(".")


def open_one(desktop: Desktop, who: str) -> None:
    """From the list of interviews to one of them, by keys."""
    desktop.press("alt+5")
    desktop.comes("Interviews")
    desktop.tab_to(lambda node: who in node.name)
    desktop.press("Return")
    desktop.comes("Interview under caution")


def enter(desktop: Desktop, who: str) -> None:
    """After the unlock, to one of the interviews."""
    desktop.unlock()
    desktop.comes("Today")
    open_one(desktop, who)


def write(desktop: Desktop) -> list[tuple[float, str]]:
    """Type words for longer than may be lost, each with the moment at which it was done."""
    written: list[tuple[float, str]] = []
    for word in itertools.cycle(WORDS):
        desktop.write(f"{word} ")
        written.append((time.monotonic(), word))
        if written[-1][0] - written[0][0] > 2 * LOST_AT_MOST_S:
            break
    return written


def check(kept: str, written: list[tuple[float, str]], killed: float) -> None:
    """What was kept is a beginning of what was typed, and lacks the last second at most."""
    old = [word for at, word in written if killed - at > LOST_AT_MOST_S]
    assert old
    assert kept.rstrip().startswith(" ".join(old))
    assert " ".join(word for _, word in written).startswith(kept.rstrip())


def scribble(desktop: Desktop, pad: Node) -> None:
    """A stroke with the mouse."""
    left, top, width, height = pad.box
    keys = ["mousemove", str(left + width // 5), str(top + height // 2), "mousedown", "1"]
    for part in range(1, 8):
        keys += ["mousemove", str(left + width // 5 + 20 * part), str(top + height // 2 - 15 * (part % 2))]
    subprocess.run(["xdotool", *keys, "mouseup", "1"], check=True, timeout=60)
    desktop.until(lambda: "1 stroke" in field(desktop, "sign_suspect_pad").description)


def test_it_takes_a_second_of_words_at_most_and_no_stroke(desktop: Desktop) -> None:
    enter(desktop, "Agnieszka")
    desktop.until(lambda: at_field(desktop, "speech"))
    written = write(desktop)
    desktop.end()
    killed = time.monotonic()
    desktop.start()
    enter(desktop, "Agnieszka")
    check(desktop.until(lambda: field(desktop, "speech").text), written, killed)
    open_one(desktop, "Marek")
    scribble(desktop, field(desktop, "sign_suspect_pad"))
    # The list of questions stands right before the box in which the mouse has just drawn.
    desktop.press("shift+Tab")
    desktop.until(lambda: at_field(desktop, "transcript"))
    desktop.press("Return")
    desktop.until(lambda: at_field(desktop, "correct_answer_field"))
    desktop.press("ctrl+a")
    written = write(desktop)
    desktop.end()
    killed = time.monotonic()
    desktop.start()
    enter(desktop, "Marek")
    check(field(desktop, "correct_answer_field").text, written, killed)
    desktop.press("Escape")
    desktop.until(lambda: "1 stroke" in field(desktop, "sign_suspect_pad").description)
