"""What is behind a figure of the return of legal activity: referrals, notices and legal actions (RET-01)."""

from __future__ import annotations

from fieldkit.gui.pages.sweep_figure import FigurePage


class LegalFigurePage(FigurePage):
    """Key: the key of a legal return, `#`, and that of its figure."""

    rail = "cases"
    desk = "legal_returns"
    return_page = "legal_return"
