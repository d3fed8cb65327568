"""A place: how it is written, how one gets there, what to beware of."""

from __future__ import annotations

from fieldkit.gui.pages.record import RecordPage


class AddressPage(RecordPage):
    """Key: the record of the address; read and changed like any other record."""
