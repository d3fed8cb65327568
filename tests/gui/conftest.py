"""What every test of the desktop stands on: an offscreen application dressed in the light theme."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

import fieldkit.gui  # noqa: F401  before Qt: it keeps Python alive under PySide6
from fieldkit.gui import clock, style
from fieldkit.gui.theme import Theme, theme


@pytest.fixture(scope="session", autouse=True)
def ended(qapp: QApplication):
    """Qt ends here, while Python is whole: left to the interpreter's exit, what is left dies in no order."""
    yield
    # The offscreen clipboard outlives Python, and with it what a test copied.
    QApplication.clipboard().clear()
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.shutdown()


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication):
    """The application wears the light theme at 100 % in every test."""
    # The windows of earlier tests go now: dressing them all again makes each test slower than the last.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if qapp.property("ring_keeper") is None:
        style.begin(qapp, Theme())
    elif theme() != Theme():
        style.wear(qapp, Theme())
    yield qapp
    clock.set_source(None)
