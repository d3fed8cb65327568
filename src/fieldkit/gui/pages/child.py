"""The child of a case: identity, school, family, when last seen."""

from __future__ import annotations

from fieldkit.gui.pages.record import RecordPage


class ChildPage(RecordPage):
    """Key: the record of the child; read and changed like any other record."""
