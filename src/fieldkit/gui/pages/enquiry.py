"""One line of the reasonable-enquiries checklist: what came of it, when, from whom."""

from __future__ import annotations

from fieldkit.gui.pages.record_form import RecordFormPage


class EnquiryPage(RecordFormPage):
    """Key: `case/line`."""

    def open(self, key: str) -> None:
        """The form of the line's own record."""
        super().open(f"new/enquiry/{key}")
