"""The two sizes of print that a letter comes in: the usual one, and large print at 18 pt and over."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.styles import ParagraphStyle

from fieldkit.bundle.sheets import flow
from fieldkit.bundle.sheets.faces import UI, UI_BOLD
from fieldkit.bundle.sheets.flow import style


@dataclass(frozen=True, slots=True)
class PrintSize:
    """The styles of one size. `apart` puts a label above what it says, where a column would be too narrow.

    `edge` is the size in points of what stands at the head and the foot of a page, `gap` of a space.
    """

    body: ParagraphStyle
    label: ParagraphStyle
    title: ParagraphStyle
    section: ParagraphStyle
    small: ParagraphStyle
    name: ParagraphStyle
    edge: float
    gap: float
    apart: bool = False


NORMAL = PrintSize(
    body=flow.BODY,
    label=flow.LABEL,
    title=flow.TITLE,
    section=flow.SECTION,
    small=flow.SMALL,
    name=style("letterhead", UI_BOLD, 13, 16),
    edge=9.75,
    gap=8,
)
LARGE = PrintSize(
    body=style("large-body", UI, 18, 25),
    label=style("large-label", UI_BOLD, 18, 25),
    title=style("large-title", UI_BOLD, 24, 30, spaceAfter=2),
    section=style("large-section", UI_BOLD, 20, 25),
    small=style("large-small", UI, 18, 23),
    name=style("large-letterhead", UI_BOLD, 20, 24),
    edge=18,
    gap=12,
    apart=True,
)
"""No hyphens, ragged right, no capitals for emphasis (RNIB clear print; Equality Act 2010 s.20)."""
