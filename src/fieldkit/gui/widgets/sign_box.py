"""One person's signature: on the pad, on paper, or refused with what was said."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.question import QuestionBlock
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.sign_pad import SignPad
from fieldkit.gui.widgets.text import LongText, TextField
from fieldkit.gui.widgets.words import IconLine, Words

Kept = Mapping[str, str | list[str]]


class SignBox(QWidget):
    """Who signs and as what, the pad, and the ways for those who do not sign on it.

    `signed` gives the name and the strokes (none: on paper), `refused` the name and what was said; `touched`
    says that `kept()` is another than before.
    """

    signed = Signal(str, object)
    refused = Signal(str, str)
    touched = Signal()

    def __init__(
        self, role: str, role_words: str, name: str, may_refuse: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.role = role
        stem = f"sign_{role}".replace("-", "_")
        named(self, stem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(Words(f"{name}, {role_words.lower()}" if name else role_words, "question"))
        self.pad = SignPad()
        named(self.pad, f"{stem}_pad", f"Signature of {name or role_words}")
        self.pad.changed.connect(self._drawn)
        column.addWidget(self.pad, 0, Qt.AlignmentFlag.AlignLeft)
        self.name = _block(f"{stem}_name", "Name", TextField())
        self.name.set_value(name)
        self.name.setHidden(bool(name))
        self.said = _block(f"{stem}_said", "What did they say, word for word?", LongText(2), "verbatim")
        self.said.hide()
        self.missing = IconLine("warning-circle", "", "danger", "body", "danger", 600)
        self.missing.hide()
        for part in (self.name, self.said, self.missing):
            column.addWidget(part)
        for block in (self.name, self.said):
            block.changed.connect(self.touched)
        self._acts = RowOrStack()
        column.addWidget(self._acts)
        self.sign_button = self._act("Keep signature", f"{stem}_keep", "signature", self._sign)
        self.clear_button = self._act("Sign again", f"{stem}_again", "arrow-counter-clockwise", self._again)
        self.paper_button = self._act("Signed on paper", f"{stem}_paper", "", self._on_paper)
        self.refuse_button = self._act("Refused to sign", f"{stem}_refused", "", self._refuse)
        self.refuse_button.setVisible(may_refuse)

    def _act(self, words: str, name: str, icon: str, slot: object) -> Button:
        button = Button(words, "plain", icon)
        named(button, name, words)
        button.clicked.connect(slot)
        self._acts.add(button)
        return button

    def kept(self) -> dict[str, str | list[str]]:
        """What is drawn and written so far."""
        refusing = "" if self.said.isHidden() else "yes"
        return {"ink": self.pad.typed(), "name": str(self.name.value()), "said": str(self.said.value()),
                "refusing": refusing}  # fmt: skip

    def resume(self, kept: Kept) -> None:
        """Show what was drawn and written before a lock or a crash."""
        ink, name = kept.get("ink"), str(kept.get("name") or "")
        if isinstance(ink, list):
            self.pad.set_typed(ink)
        if name:
            self.name.set_value(name)
        if kept.get("refusing"):
            self._ask_refusal()
            self.said.set_value(str(kept.get("said") or ""))

    def _named(self) -> str:
        said = str(self.name.value()).strip()
        self.name.setProperty("problem", "" if said else "Enter the name")
        return said

    def _say(self, missing: str) -> None:
        self.missing.words.setText(missing)
        self.missing.setVisible(bool(missing))

    @Slot()
    def _drawn(self) -> None:
        self._say("")
        self.touched.emit()

    @Slot()
    def _sign(self) -> None:
        if not self.pad.strokes():
            self._say("Sign in the box first, or say that it is signed on paper")
            return
        if name := self._named():
            self.signed.emit(name, self.pad.strokes())

    @Slot()
    def _again(self) -> None:
        self.pad.clear()
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_paper(self) -> None:
        if name := self._named():
            self.signed.emit(name, [])

    @Slot()
    def _refuse(self) -> None:
        """First press asks for the words, the next records them."""
        if self.said.isHidden():
            self._ask_refusal()
            self.said.focus_here()
            self.touched.emit()
            return
        words = str(self.said.value()).strip()
        self.said.setProperty("problem", "" if words else "Write down what they said")
        if words and (name := self._named()):
            self.refused.emit(name, words)

    def _ask_refusal(self) -> None:
        """In place of the pad: who refuses draws nothing."""
        self.pad.hide()
        self.said.show()
        self._say("")
        for button in (self.sign_button, self.clear_button, self.paper_button):
            button.hide()
        self.refuse_button.set_words("Record the refusal")
        self.refuse_button.setAccessibleName("Record the refusal")

    def close_refusal(self) -> bool:
        """Go back to the pad, when a refusal was being written; whether it was."""
        if self.said.isHidden():
            return False
        self.said.set_value("")
        self.said.hide()
        for part in (self.pad, self.sign_button, self.clear_button, self.paper_button):
            part.show()
        self.refuse_button.set_words("Refused to sign")
        self.refuse_button.setAccessibleName("Refused to sign")
        self.refuse_button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.touched.emit()
        return True


def _block(name: str, label: str, editor: QWidget, voice: str = "plain") -> QuestionBlock:
    block = QuestionBlock(label, voice=voice)
    block.setObjectName(name)
    block.set_editor(editor)
    return block


class SignedLine(IconLine):
    """A signature that was given or refused, in words."""

    def __init__(self, words: str, refused: bool, parent: QWidget | None = None) -> None:
        super().__init__("x-circle" if refused else "signature", words, "text", "body", "", 500, parent)
