"""The photograph strip: each picture with its mark and reason; the last tile takes, pastes or drops one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QFileDialog, QListView, QWidget

from fieldkit.gui import draw
from fieldkit.gui.theme import theme
from fieldkit.gui.widgets.rows import ROW, Index, RowDelegate, RowsView

TILE, _PAD, _PICTURE = 150, 8, 70
ADD = "add"


@dataclass(frozen=True)
class Photo:
    """A tile: `state` is ready, preparing or refused (then `why` says it); no reason yet shows "Say why"."""

    key: str
    mark: str = ""
    reason: str = ""
    state: str = "ready"
    why: str = ""
    preview: QPixmap | None = None
    preview_key: str = ""

    def second(self) -> tuple[str, str]:
        """The words under the mark and their token."""
        if self.state == "refused":
            return self.why, "danger"
        if self.state == "preparing":
            return "Preparing the picture", "muted"
        return (self.reason, "muted") if self.reason else ("Say why", "warn")

    def spoken(self) -> str:
        """Mark and reason."""
        if self.key == ADD:
            return "Take, paste or drop a photograph"
        return f"{self.mark}. {self.second()[0]}"


class PhotoStrip(RowsView):
    """Tiles beside each other. `files_given` has paths, `picture_given` the bytes of a pasted PNG."""

    files_given = Signal(list)
    picture_given = Signal(bytes)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(True, parent)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setSpacing(4)
        self.setAcceptDrops(True)
        self.setItemDelegate(TileDelegate(self))
        self.opened.connect(self._opened)
        self.show_photos(())

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show photographs, then the tile that takes another."""
        self.set_rows([*photos, Photo(ADD)])

    def _fit(self) -> None:
        self.scheduleDelayedItemsLayout()
        across = max(1, self.viewport().width() // (theme().px(TILE) + 8))
        lines = -(-self.rows_model().rowCount() // across)
        high = max(
            (self.sizeHintForRow(n) for n in range(self.rows_model().rowCount())), default=theme().px(TILE)
        )
        self.setFixedHeight(lines * (high + 8) + 4)

    @Slot(str)
    def _opened(self, key: str) -> None:
        if key == ADD:
            self.choose()

    def choose(self) -> None:
        """Ask for picture files."""
        chosen, _kind = QFileDialog.getOpenFileNames(
            self,
            "Choose photographs or papers",
            "",
            "Pictures and papers (*.jpg *.jpeg *.png *.heic *.heif *.pdf)",
        )
        if chosen:
            self.files_given.emit([Path(name) for name in chosen])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Paste takes what is on the clipboard."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self._take(QGuiApplication.clipboard().mimeData())
            return
        super().keyPressEvent(event)

    def _take(self, given: QMimeData) -> bool:
        files = [Path(url.toLocalFile()) for url in given.urls() if url.isLocalFile()]
        if files:
            self.files_given.emit(files)
            return True
        if given.hasFormat("image/png"):
            self.picture_given.emit(bytes(given.data("image/png").data()))
            return True
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped."""
        if event.mimeData().hasUrls() or event.mimeData().hasFormat("image/png"):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Anywhere on the strip."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        if self._take(event.mimeData()):
            event.acceptProposedAction()


class TileDelegate(RowDelegate):
    """Draws a tile."""

    ruled = False

    def sizeHint(self, option: object, index: Index) -> QSize:
        """Every tile is alike: as high as the one with the longest words, at least two lines of them."""
        width = theme().px(TILE)
        rows = index.model().rowCount()
        told = [index.model().index(number, 0).data(ROW) for number in range(rows)]
        said = ["Say why\nsecond line", *(row.second()[0] for row in told if row.key != ADD)]
        marks = max(_block(row.mark, 700).height for row in told)
        words = max(_block(each, 600).height for each in said)
        return QSize(width, _PAD * 2 + _PICTURE + 5 + marks + words)

    def draw_row(self, painter: QPainter, row: Photo, area: QRect, current: bool) -> None:
        """Picture, mark, reason; or the dashed tile."""
        if row.key == ADD:
            self._draw_add(painter, area)
            return
        border = "action" if current else "edge"
        draw.box(painter, area, "raised", border, 3 if current else theme().edge_width)
        picture = QRect(area.left() + _PAD, area.top() + _PAD, area.width() - 2 * _PAD, _PICTURE)
        draw.fill(painter, picture, "sunken")
        if row.preview is not None:
            shown = row.preview.scaled(
                picture.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            painter.drawPixmap(picture.center() - QPoint(shown.width() // 2, shown.height() // 2), shown)
        else:
            half = theme().px(32) // 2
            at = picture.center() - QPoint(half, half)
            draw.icon(painter, at.x(), at.y(), "file-image", "muted", 32)
        y = picture.bottom() + 5
        title = _block(row.mark, 700)
        title.draw(painter, picture.left(), y)
        words, tone = row.second()
        _block(words, 600 if tone != "muted" else 0).draw(painter, picture.left(), y + title.height, tone)

    @staticmethod
    def _draw_add(painter: QPainter, area: QRect) -> None:
        draw.box(painter, area.adjusted(1, 1, -1, -1), "", "edge", 2, dashed=True)
        size = theme().px(24)
        words = draw.Block("Take, paste or drop a photograph", "small", area.width() - 20, 600)
        y = area.center().y() - (size + 6 + words.height) // 2
        draw.icon(painter, area.center().x() - size // 2, y, "camera", "text", 24)
        words.draw(painter, area.left() + 12, y + size + 6)


def _block(words: str, weight: int) -> draw.Block:
    """Words as a tile sets them, as wide as its picture."""
    return draw.Block(words, "small", theme().px(TILE) - 2 * _PAD, weight)
