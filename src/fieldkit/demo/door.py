"""What `fieldkit demo` does: the whole job without a screen, or the desktop on the sample caseload."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any

from fieldkit.demo import caseload
from fieldkit.demo.people import DILYS, Officer
from fieldkit.demo.play import PASSPHRASE, Demonstration, Played, Say, Shots
from fieldkit.demo.screens import EVENING
from fieldkit.demo.teller import Teller
from fieldkit.errors import Trouble
from fieldkit.reference.book import sample_council

USUAL_FOLDER = Path.home() / "fieldkit-demo"


def headless(folder: Path, say: Say) -> Played:
    """Play everything and take pictures of every screen; says where all lies. Raises `Trouble`."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with Demonstration(folder, say) as demo:
        story = demo.prepare()
        camera, behind = _camera(story), [DILYS]

        def look(shots: Shots, officer: Officer = DILYS) -> None:
            say(f"  Pictures of what {officer.name} sees now, in light, dark, high contrast and at 200 %")
            if behind[-1] is not officer:
                camera.turn_to(story.book(officer), _doorstep(story, officer))
                behind.append(officer)
            demo.played.pictures += _pictures(camera, story, shots, folder / "pictures", say)

        try:
            demo.tell(story, look)
            demo.print_bundle(story)
            look(EVENING)
            demo.go_to_court(story, look)
        finally:
            camera.close()
    say("")
    say(f"Bundle:     {demo.played.bundle}")
    for pack in demo.played.packs:
        say(f"Court file: {pack}")
    for short, place in demo.played.notebooks.items():
        say(f"Notebook:   {place} ({short})")
    say(f"Pictures:   {folder / 'pictures'}")
    say(f"Server:     {folder / 'council'} (its public keys: council-keys.json)")
    say(f"Passphrase: {PASSPHRASE}")
    say("            (of this demonstration alone; it lies beside them in passphrase.txt)")
    return demo.played


def desktop(folder: Path, say: Say) -> int:
    """Open the desktop on the morning of the visit, with the server running; the exit code when it is
    closed.
    """
    window = _gui("window")
    with Demonstration(folder, say) as demo:
        story = demo.prepare()
        say("Telling the caseload: twelve cases, four schools, sent and received on the way")
        caseload.tell(story)
        notebook = demo.hand_over(DILYS)
        say("")
        say(f"The desktop opens on the notebook of {DILYS.name}. Its passphrase is:")
        say(f"  {PASSPHRASE}")
        return int(
            window.run(
                notebook, _no_keyring, council_values=sample_council(), now=demo.clock, arguments=["demo"]
            )
        )


def _camera(story: Teller) -> Any:
    return _gui("pictures").Camera(story.book(DILYS), _doorstep(story, DILYS))


def _doorstep(story: Teller, officer: Officer) -> Any:
    folder = story.book(officer).notebook.vault.folder.path
    return _gui("doorstep").Doorstep(folder, _no_keyring, sample_council(), story.clock)


def _pictures(camera: Any, story: Teller, screens: Shots, folder: Path, say: Say) -> list[Path]:
    page = _gui("bases.page")
    shots = [(name, page.Place(where, story.key(what))) for name, where, what in screens]
    taken: list[Path] = camera.take(shots, folder, say)
    return taken


def _gui(module: str) -> Any:
    """A module of the window, which must be imported first of all that is Qt. Raises `Trouble`."""
    try:
        importlib.import_module("fieldkit.gui")
        return importlib.import_module(f"fieldkit.gui.{module}")
    except ImportError as fault:
        raise Trouble(
            "The window cannot start: PySide6 or a library that it needs is missing.",
            "Install FieldKit again, or run the demo's steps from a shell: fieldkit --help",
        ) from fault


def _no_keyring() -> Any:
    raise Trouble("The demonstration's notebooks open by their passphrase alone.")
