"""The gate: every page in every state has names for everything, targets of 44 pixels and nothing clipped.

A page needs `tests/gui/states/<page>.py` with `states(kit)`, which yields (state, page) pairs; the gate fails
for a page class that has none.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import gallery
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from reading import clipped, nameless, rows_without_words, too_small

from fieldkit.gui import pages, style
from fieldkit.gui.bases.page import Page
from fieldkit.gui.jobs import Jobs
from fieldkit.gui.kit import Kit
from fieldkit.gui.shell import Shell
from fieldkit.gui.theme import Look, Theme

PAGES = sorted(module.name for module in pkgutil.iter_modules(pages.__path__))
_PASSES = 4
_PLAIN = (Qt.WindowType.Widget, Qt.WindowType.Window)
_STATES = Path(__file__).parent / "states"


def states_of(page: str, kit: Kit) -> Iterator[tuple[str, Page]]:
    """The states of a page, from its file."""
    file = _STATES / f"{page}.py"
    assert file.exists(), f"write tests/gui/states/{page}.py: the gate must open every page"
    spec = spec_from_file_location(f"states_{page}", file)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    yield from module.states(kit)


@pytest.fixture
def kit(qapp) -> Iterator[Kit]:
    """What pages are handed; a states file opens a notebook of its own where its page needs one."""
    jobs = Jobs()
    yield Kit(jobs)
    jobs.close()


class Strays(QObject):
    """Notes each part that is shown before it stands in a page: a window for a moment, and it takes the
    keyboard.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.found: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only looks; every event goes on."""
        if event.type() != QEvent.Type.Show or not isinstance(watched, QWidget) or isinstance(watched, Shell):
            return False
        if watched.isWindow() and watched.windowType() in _PLAIN:
            self.found.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


@pytest.fixture
def strays(qapp) -> Iterator[Strays]:
    """Watches while a page is built and filled."""
    made = Strays(qapp)
    yield made
    qapp.removeEventFilter(made)


def laid_out() -> None:
    """Let the window settle: a layout inside a scrolled area inside another takes a pass of events each."""
    for _ in range(_PASSES):
        QApplication.processEvents()


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("scale", "sizes"), [(1.0, ((1280, 800), (1024, 600))), (2.0, ((1280, 800),))])
def test_a_page_in_every_state(
    qtbot, kit: Kit, strays: Strays, page: str, scale: float, sizes: tuple[tuple[int, int], ...]
) -> None:
    style.wear(QApplication.instance(), Theme(Look.LIGHT, scale))
    shell = Shell(kit)
    qtbot.addWidget(shell)
    shell.resize(*sizes[0])
    shell.show()
    for number, (state, made) in enumerate(states_of(page, kit)):
        shell.show_page(made, f"{page}_{number}")
        # Every other state is made in the smaller window and then grows: a page meets both ways.
        for width, height in sizes if number % 2 == 0 else reversed(sizes):
            shell.resize(width, height)
            laid_out()
            where = f"{page}, {state}, {width}x{height}"
            assert made.heading, f"{where}: no heading"
            assert nameless(shell) == [], where
            assert too_small(shell) == [], where
            assert rows_without_words(shell) == [], where
            assert clipped(shell) == [], where
    shell.forget_pages()
    assert strays.found == []


@pytest.mark.parametrize("make", [gallery.gallery, gallery.lists])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_component_has_its_names_and_its_size(qtbot, make, scale: float) -> None:
    style.wear(QApplication.instance(), Theme(Look.LIGHT, scale))
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(make())
    qtbot.addWidget(area)
    area.resize(1280, 800)
    area.show()
    QApplication.processEvents()
    assert nameless(area) == []
    assert too_small(area) == []
    assert rows_without_words(area) == []
