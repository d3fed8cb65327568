"""The monthly return of legal activity: figures side by side, bars to press, the paper that may go out."""

from __future__ import annotations

from fieldkit.gui.bases.page import Place
from fieldkit.gui.pages.sweep_return import ReturnPage


class LegalReturnPage(ReturnPage):
    """Key: the key of a period of whole months, or `period` for the last month."""

    rail = "cases"
    desk = "legal_returns"
    figure_page = "legal_figure"
    back_to = ("Cases", Place("cases"))
    nothing = "Nothing happened in this period."
    concerns = frozenset({"referral", "notice", "legal-action"})
