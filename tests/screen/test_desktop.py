"""An officer at the keyboard: unlock, find, help, lock, and a battery that dies in the middle of a word."""

from __future__ import annotations

import subprocess
import time

from tests.screen.conftest import Desktop, Node

from fieldkit.gui.theme import TOKENS

WORDS = (
    "Father",
    "rang",
    "at",
    "noon",
    "and",
    "said",
    "she",
    "has",
    "gone",
    "to",
    "her",
    "aunt",
    "by",
    "train",
)
LOST_AT_MOST_S = 1.0


def named(desktop: Desktop, words: str, *, whole: bool = False) -> list[Node]:
    every = desktop.tree(whole=whole)
    return [node for node in every if words in f"{node.name} {node.text} {node.description}"]


def nameless(desktop: Desktop) -> list[Node]:
    return [node for node in desktop.tree() if node.to_be_pressed and not node.name.strip()]


def test_a_wrong_passphrase_keeps_the_keyboard_and_helps(desktop: Desktop) -> None:
    desktop.write("nobody ever said these words")
    desktop.press("Return")
    desktop.comes("Error: Unlock your notebook")
    assert desktop.focused("passphrase_field_text")
    assert named(desktop, "Enter your passphrase again")
    desktop.unlock()
    desktop.comes("Today")
    assert nameless(desktop) == []


def test_find_help_and_lock_by_keys_alone(desktop: Desktop) -> None:
    desktop.unlock()
    desktop.comes("Today")
    desktop.press("ctrl+k")
    desktop.comes("Find")
    desktop.until(lambda: desktop.focused("typed"))
    desktop.write("hallow")
    desktop.until(lambda: [node for node in named(desktop, "Corin Halloway") if node.role == "list item"])
    desktop.press("Return")
    desktop.comes("Corin Halloway")
    assert nameless(desktop) == []
    there = desktop.title
    desktop.press("F1")
    desktop.comes("Help")
    assert nameless(desktop) == []
    assert named(desktop, "F12")
    desktop.press("alt+Left")
    desktop.comes(there)
    desktop.press("F12")
    desktop.comes("Unlock your notebook")
    assert desktop.tree(whole=True)
    assert named(desktop, "Halloway", whole=True) + named(desktop, "Corin", whole=True) == []
    desktop.until(lambda: desktop.focused("passphrase_field_text"))
    desktop.unlock()
    desktop.comes(there)


def test_tab_goes_round_the_page_with_a_ring_to_be_seen(desktop: Desktop) -> None:
    stops = []
    for _ in range(4):
        at = desktop.until(desktop.focus)
        stops.append(at.id)
        desktop.until(lambda at=at: ringed(at))
        desktop.press("Tab")
        desktop.until(lambda at=at: desktop.focus() not in (None, at))
    assert stops == ["passphrase_field_text", "passphrase_field_show", "unlock_button", "forgotten_link"]
    assert desktop.focused("passphrase_field_text")


def ringed(node: Node) -> bool:
    """Three pixels of one colour round the node, and two of the other between, above the middle of it."""
    left, top, width, _ = node.box
    place = f"1x5+{left + width // 2}+{top - 5}"
    said = subprocess.run(
        ["import", "-window", "root", "-crop", place, "-depth", "8", "rgb:-"],
        capture_output=True,
        check=True,
        timeout=60,
    ).stdout
    line, gap = (bytes.fromhex(TOKENS[name][0][1:]) for name in ("focus", "focus_gap"))
    return said == line * 3 + gap * 2


def test_every_place_of_the_rail_names_what_can_be_pressed(desktop: Desktop) -> None:
    desktop.unlock()
    desktop.comes("Today")
    rail = [node.id for node in desktop.tree() if node.id.startswith("rail_") and node.to_be_pressed]
    places = [ident.removeprefix("rail_") for ident in rail if ident != "rail_lock"]
    for number, page in enumerate(places):
        if number < len(places) - 2:
            desktop.press(f"alt+{number + 1}")
        else:
            # The places at the foot have no number: Tab goes there.
            desktop.tab_to(lambda node, page=page: node.id == f"rail_{page}")  # type: ignore[misc]
            desktop.press("space")
        desktop.until(lambda page=page: [node for node in desktop.tree() if node.id == f"{page}_page"])
        assert nameless(desktop) == [], page


def test_a_flat_battery_takes_a_second_of_words_at_most(desktop: Desktop) -> None:
    desktop.unlock()
    desktop.comes("Today")
    desktop.press("ctrl+m")
    desktop.comes("Which case")
    desktop.until(lambda: [node for node in named(desktop, "Corin Halloway") if "focused" in node.states])
    desktop.press("Return")
    desktop.comes("New: note")
    desktop.tab_to(lambda node: node.id == "subject_field")
    written = []
    for word in WORDS:
        desktop.write(f"{word} ")
        written.append((time.monotonic(), word))
    desktop.end()
    killed = time.monotonic()
    desktop.start()
    desktop.unlock()
    desktop.comes("Today")
    desktop.until(lambda: named(desktop, "Draft: "))
    desktop.tab_to(lambda node: "Draft: " in node.name or "Carry on" in node.name)
    desktop.press("Return")
    desktop.until(lambda: [node for node in desktop.tree() if node.id == "subject_field" and node.text])
    kept = next(node.text for node in desktop.tree() if node.id == "subject_field").rstrip()
    old = [word for at, word in written if killed - at > LOST_AT_MOST_S]
    assert kept.startswith(" ".join(old))
    # What was typed last may end within a word: a save does not wait for its end.
    assert " ".join(WORDS).startswith(kept)
