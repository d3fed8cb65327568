"""A parent or anyone else in a case: names, numbers, where they live, risk flags."""

from __future__ import annotations

from fieldkit.gui.pages.record import RecordPage


class PersonPage(RecordPage):
    """Key: the record of the person; read and changed like any other record."""
