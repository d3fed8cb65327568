"""The base of pages with a printed paper beside them: preview, export and printing, each logged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from fieldkit.gui.bases.page import Page
from fieldkit.gui.jobs import Lane
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.preview import Preview

_SCREEN, _PRINTER = 1.6, 300 / 72


class PaperPage(Page):
    """`paper` has the bytes, pages and file name of what is shown; a subclass says how it is let out."""

    context_width = 476
    context: Preview

    paper: Any = None

    def start_at(self, part: QWidget) -> None:
        """Take the keyboard from the page, or from what cannot be pressed, to the first thing to act on."""
        at = self.window().focusWidget()
        if not self.isVisible() or at is None:
            return
        stuck = isinstance(at, Button) and at.unavailable() and self.isAncestorOf(at)
        if at is self or stuck:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_paper(self, paper: Any) -> None:
        """Show a paper from its page in front."""
        self.paper = paper
        self.context.set_pages(paper.pages if paper is not None else 0)
        if paper is not None:
            self.ask_page(self.context.page())

    @Slot(int)
    def ask_page(self, number: int) -> None:
        """Have a page drawn by the helper process."""
        book, paper = self.kit.book, self.paper
        if paper is None:
            return
        self.kit.jobs.start(
            lambda _progress: book.bundles.page_image(paper.pdf, number, _SCREEN),
            self.context.show_page,
            self.show_trouble,
            Lane.PAPERS,
            self,
        )

    def let_out(self, path: Path) -> Any:
        """The verb that writes the paper to a file and logs it."""
        raise NotImplementedError

    def note_print(self) -> Any:
        """The verb that logs that the paper was printed."""
        raise NotImplementedError

    @Slot()
    def export(self) -> None:
        """Ask where, then write the PDF there and log it."""
        if self.paper is None:
            return
        chosen, _kind = QFileDialog.getSaveFileName(self, "Export", self.paper.file_name, "PDF (*.pdf)")
        if chosen:
            path = Path(chosen)
            self.kit.jobs.start(lambda _progress: self.let_out(path), self.was_let_out, owner=self)

    @Slot()
    def print_paper(self) -> None:
        """Ask the platform for a printer, draw every page for it, print, and log it."""
        paper, book = self.paper, self.kit.book
        if paper is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setFullPage(True)
        if QPrintDialog(printer, self).exec() != QPrintDialog.DialogCode.Accepted:
            return

        def draw(progress: Any) -> list[bytes]:
            made = []
            for number in range(1, paper.pages + 1):
                progress.say(number, paper.pages, "Drawing pages")
                made.append(book.bundles.page_image(paper.pdf, number, _PRINTER))
            return made

        self.kit.jobs.start(
            draw, lambda made: self._print(printer, made), self.show_trouble, Lane.PAPERS, self
        )

    def _print(self, printer: QPrinter, pages: list[bytes]) -> None:
        painter = QPainter(printer)
        for number, png in enumerate(pages):
            if number:
                printer.newPage()
            painter.drawImage(painter.viewport(), QImage.fromData(png))
        painter.end()
        self.kit.jobs.start(lambda _progress: self.note_print(), self.was_let_out, owner=self)

    @Slot(object)
    def was_let_out(self, changes: Any) -> None:
        """Tell everybody that a release was logged."""
        told = changes[1] if isinstance(changes, tuple) else changes
        self.kit.told.changed.emit(told)
        self.foot_bar().say("Logged: what, when, by whom", "check", aloud=True)
