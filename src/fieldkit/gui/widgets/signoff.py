"""The sign-off card: what is asked, by whom, the facts, and the answers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from fieldkit.gui.mark import named
from fieldkit.gui.widgets.button import Button
from fieldkit.gui.widgets.row_or_stack import RowOrStack
from fieldkit.gui.widgets.words import IconLine, Words


class SignoffCard(QFrame):
    """Approve and sign, or send back with a reason; one's own request cannot be approved."""

    approved = Signal()
    returned = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "plain")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        head = QHBoxLayout()
        self._what = Words("", "question")
        self._state = IconLine("signature", "Waiting for you", "warn", "small", "warn", 600)
        self._state.words.setWordWrap(False)
        head.addWidget(self._what, 1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self._facts = Words("", "small")
        column.addWidget(self._facts)
        acts = RowOrStack()
        self.approve_button = Button("Approve and sign", "main")
        self.return_button = Button("Send back with reason")
        named(self.approve_button, "signoff_approve", "Approve and sign")
        named(self.return_button, "signoff_return", "Send back with reason")
        self.refuse_button = Button("Refuse with reason", "danger")
        named(self.refuse_button, "signoff_refuse", "Refuse with reason")
        self.refuse_button.clicked.connect(self._refuse)
        self.refuse_button.hide()
        self.approve_button.clicked.connect(self._approve)
        self.return_button.clicked.connect(self._return)
        acts.add(self.approve_button)
        acts.add(self.return_button)
        acts.add(self.refuse_button)
        column.addWidget(acts)
        self._why_not = Words("", "small", "muted")
        column.addWidget(self._why_not)
        named(self, "signoff_card")

    def offer_refusal(self) -> None:
        """Let it be refused for good, where sending it back is not the only other answer."""
        self.refuse_button.setVisible(not self.approve_button.unavailable())

    def show_request(self, what: str, facts: str, own: bool) -> None:
        """What is asked; `own` when the officer asked for it themselves."""
        self._what.setText(what)
        self._facts.setText(facts)
        reason = "Someone else must approve" if own else ""
        self._state.words.setText("Waiting for someone else" if own else "Waiting for you")
        self.approve_button.set_unavailable(reason)
        self.return_button.setVisible(not own)
        self.refuse_button.hide()
        self._why_not.setText(reason)
        self._why_not.setVisible(own)
        self.setAccessibleName(f"{what}. {facts}")

    @Slot()
    def _approve(self) -> None:
        self.approved.emit()

    @Slot()
    def _return(self) -> None:
        self.returned.emit()

    @Slot()
    def _refuse(self) -> None:
        self.refused.emit()
