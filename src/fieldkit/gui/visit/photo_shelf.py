"""Photographs and papers of a visit: chosen, pasted or dropped, looked into, given a reason, attached."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from fieldkit.errors import NeedsPassword, Trouble
from fieldkit.gui.file_password import FilePassword
from fieldkit.gui.forms.form import Form
from fieldkit.gui.jobs import Lane, Progress
from fieldkit.gui.kit import Kit
from fieldkit.gui.layouts import empty
from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.photos import Photo, PhotoStrip
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.words import IconLine, Words, rule
from fieldkit.kinds.record import question
from fieldkit.kinds.registry import kind_named

_ASKED = ("exhibit_kind", "description", "reason", "reason_note", "produced_at")
_RULE = "Documents, premises or the outside of a home. Never a child. Each one needs a reason."
_WIDTH = 268
#: Looks into a file, given `password` by name.
Examine = Callable[..., Any]


class PhotoShelf(QWidget):
    """The strip, and the questions about the file that was just looked into."""

    troubled = Signal(object)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kit = kit
        self._visit = ""
        self._rows: tuple[Any, ...] = ()
        self._previews: dict[str, QPixmap] = {}
        self._asked_for: set[str] = set()
        # By the file, not by its name: two of one name are two tiles.
        self._coming: dict[str, str] = {}
        self._refused: dict[str, tuple[str, str]] = {}
        self._found: list[tuple[str, Any]] = []
        self._pasted = 0
        self._locked: dict[str, FilePassword] = {}
        self.form: Form | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Words("Photographs and papers", "section_small"))
        column.addWidget(rule())
        column.addWidget(Words(_RULE, "small", "muted"))
        self.strip = PhotoStrip()
        named(self.strip, "photo_strip", "Photographs and papers")
        self.strip.files_given.connect(self._files)
        self.strip.picture_given.connect(self._picture)
        column.addWidget(self.strip)
        self._keys = QVBoxLayout()
        self._keys.setSpacing(16)
        column.addLayout(self._keys)
        self._ask = QVBoxLayout()
        self._ask.setSpacing(12)
        column.addLayout(self._ask)

    def show_visit(self, visit: str) -> None:
        """Read the exhibits of a visit and show them."""
        self._visit = visit
        book = self.kit.book
        self.kit.jobs.start(lambda _progress: tuple(book.exhibits.list(visit)), self._show, owner=self)

    @Slot(object)
    def _show(self, rows: tuple[Any, ...]) -> None:
        self._rows = rows
        book = self.kit.book
        for row in rows:
            if row.shown and row.here and row.exhibit not in self._asked_for:
                self._asked_for.add(row.exhibit)
                self.kit.jobs.start(
                    partial(_preview, book, row.exhibit),
                    self._previewed,
                    self.troubled.emit,
                    Lane.PAPERS,
                    self,
                )
        self._fill()

    @Slot(object)
    def _previewed(self, made: tuple[str, bytes]) -> None:
        picture = QPixmap()
        picture.loadFromData(made[1])
        self._previews[made[0]] = picture
        self._fill()

    def _fill(self) -> None:
        photos = [
            Photo(row.exhibit, row.mark, row.description, preview=self._previews.get(row.exhibit))
            for row in self._rows
        ]
        photos += [Photo(f"found-{key}", found.name) for key, found in self._found]
        photos += [Photo(f"coming-{key}", name, state="preparing") for key, name in self._coming.items()]
        photos += [
            Photo(f"refused-{key}", name, state="refused", why=why)
            for key, (name, why) in self._refused.items()
        ]
        self.strip.show_photos(photos)

    @Slot(list)
    def _files(self, paths: list[Path]) -> None:
        for path in paths:
            if str(path) not in self._coming:
                self._look_into(str(path), path.name, partial(self.kit.book.exhibits.examine_file, path))

    @Slot(bytes)
    def _picture(self, png: bytes) -> None:
        self._pasted += 1
        examine = partial(self.kit.book.exhibits.examine, png, "pasted.png")
        self._look_into(f"pasted-{self._pasted}", "pasted.png", examine)

    def _look_into(self, key: str, name: str, examine: Examine, password: str = "") -> None:
        self._coming[key] = name
        self._refused.pop(key, None)
        self._fill()

        def no(trouble: Trouble) -> None:
            del self._coming[key]
            self._refused[key] = name, trouble.say
            if isinstance(trouble, NeedsPassword):
                self._ask_password(key, name, examine, trouble.say if password else "")
            else:
                self._unlocked(key)
                self.troubled.emit(Trouble(f"{name}: {trouble.say}", trouble.do))
            self._fill()

        def yes(found: Any) -> None:
            del self._coming[key]
            self._unlocked(key)
            self._found.append((key, found))
            self._fill()
            if self.form is None:
                self._ask_about(found)

        self.kit.jobs.start(lambda _progress: examine(password=password), yes, no, Lane.PAPERS, self)

    def _ask_password(self, key: str, name: str, examine: Examine, wrong: str) -> None:
        """A field under the strip for each file that is locked; the words go to the work and nowhere else."""
        asked = self._locked.get(key)
        if asked is None:
            asked = self._locked[key] = FilePassword(name)
            asked.given.connect(partial(self._look_into, key, name, examine))
            asked.left_out.connect(partial(self._leave_locked, key))
            self._keys.addWidget(asked)
            asked.show()
            area = self._area()
            if area is not None:
                area.verticalScrollBar().rangeChanged.connect(self._reveal)
            asked.block.focus_here()
        if wrong:
            asked.refuse(wrong)

    def _unlocked(self, key: str) -> None:
        """Take the field of a file away, with what was typed in it."""
        asked = self._locked.pop(key, None)
        if asked is not None:
            asked.forget()
            asked.hide()
            self._keys.removeWidget(asked)
            asked.deleteLater()

    def _leave_locked(self, key: str) -> None:
        self._unlocked(key)
        self._refused.pop(key, None)
        self._fill()
        self.strip.setFocus()

    def _ask_about(self, found: Any) -> None:
        empty(self._ask)
        model = kind_named("exhibit")
        self._ask.addWidget(Words(f"About {found.name}", "question"))
        for remark in found.remarks:
            self._ask.addWidget(IconLine("info", remark))
        self.form = Form([question(model, name) for name in _ASKED])
        self.form.set_answers(dict(found.offered))
        self._ask.addWidget(self.form)
        acts = RowOrStack()
        attach = Button("Attach", icon="paperclip")
        named(attach, "attach_button", f"Attach {found.name}")
        attach.clicked.connect(self._attach)
        leave = Button("Leave it out")
        named(leave, "leave_out_button", f"Leave {found.name} out")
        leave.clicked.connect(self._next)
        acts.add(attach)
        acts.add(leave)
        self._ask.addWidget(acts)
        self.form.focus_field("description")

    @Slot()
    def _attach(self) -> None:
        if self.form is None:
            return
        book, visit, found, typed = self.kit.book, self._visit, self._found[0][1], self.form.answers()
        self.kit.jobs.start(
            lambda _progress: book.exhibits.attach(visit, found, typed), self._attached, self._not, owner=self
        )

    @Slot(object)
    def _not(self, trouble: Trouble) -> None:
        problems = getattr(trouble, "problems", None)
        if problems is None or self.form is None:
            self.troubled.emit(trouble)
            return
        self.form.show_problems({each.field: each.say for each in problems})
        self._turn_to(problems[0].field)

    def _turn_to(self, name: str) -> None:
        """Take the keyboard to a question, and the page's scroll with it."""
        if self.form is not None:
            self._scroll_to(self.form.block(name))
            self.form.focus_field(name)

    @Slot()
    def _reveal(self) -> None:
        """A field that has just come stands at its place only once the page is laid out anew."""
        focus = self.focusWidget()
        if focus is not None and any(asked.isAncestorOf(focus) for asked in self._locked.values()):
            self._scroll_to(focus)

    def _scroll_to(self, part: QWidget) -> None:
        area = self._area()
        if area is not None:
            area.ensureWidgetVisible(part)

    def _area(self) -> QScrollArea | None:
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        return above if isinstance(above, QScrollArea) else None

    @Slot(object)
    def _attached(self, made: tuple[str, Any]) -> None:
        self._next()
        self.kit.told.changed.emit(made[1])
        self.show_visit(self._visit)

    @Slot()
    def _next(self) -> None:
        """The next file that was looked into, if there is one."""
        self._found = self._found[1:]
        empty(self._ask)
        self.form = None
        self._fill()
        if self._found:
            self._ask_about(self._found[0][1])
        else:
            self.strip.setFocus()


def _preview(book: Any, exhibit: str, _progress: Progress) -> tuple[str, bytes]:
    return exhibit, book.exhibits.preview(exhibit, _WIDTH)
