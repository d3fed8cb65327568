"""What the officer sees when FieldKit has a bug: the work is kept, here is the report."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from fieldkit.casebook.bugs import report
from fieldkit.gui.bases.page import Page
from fieldkit.gui.kit import Kit
from fieldkit.gui.mark import mark
from fieldkit.gui.widgets.button import Button


class CrashPage(Page):
    """The scrubbed report, to copy for whoever looks after FieldKit; the back link returns to work."""

    form_file = "crash.ui"

    what_happened: QLabel
    report_text: QPlainTextEdit
    copy_button: Button
    carry_on_button: Button

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self.set_head("Something in FieldKit went wrong")
        mark(self.report_text, reading="true")
        self.copy_button.clicked.connect(self._copy)
        self.carry_on_button.clicked.connect(self.went_back)

    def show_bug(self, bug: BaseException) -> None:
        """Show a bug's report."""
        self.report_text.setPlainText(report(bug))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report_text.toPlainText())
