"""What leads a reader through a bundle: page labels, nested bookmarks, links, and how the file opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from fieldkit.bundle.plan import Placed
from fieldkit.bundle.sheets.index import Link

_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the bookmarks panel, and those under it."""

    title: str
    page: int
    under: tuple[Bookmark, ...] = ()


def bookmarks(sections: Sequence[tuple[str, Sequence[Placed]]]) -> tuple[Bookmark, ...]:
    """One bookmark a section with its documents under it; documents of no section stand alone."""
    found: list[Bookmark] = []
    for name, placed in sections:
        entries = tuple(Bookmark(_short(place.name), place.first) for place in placed)
        found += [Bookmark(_short(name), entries[0].page, entries)] if name else entries
    return tuple(found)


def set_bookmarks(bundle: pikepdf.Pdf, marks: Sequence[Bookmark], pages: Sequence[pikepdf.Object]) -> None:
    """Writes the bookmarks panel, sections open."""
    outlines = bundle.make_indirect(Dictionary(Type=Name.Outlines))
    bundle.Root.Outlines = outlines
    outlines.Count = _hang(bundle, outlines, marks, pages)


def _hang(
    bundle: pikepdf.Pdf, parent: pikepdf.Object, marks: Sequence[Bookmark], pages: Sequence[pikepdf.Object]
) -> int:
    shown = 0
    before: pikepdf.Object | None = None
    for mark in marks:
        item = bundle.make_indirect(
            Dictionary(
                Title=String(f"{mark.title}, page {mark.page}"),
                Parent=parent,
                Dest=_at(pages[mark.page - 1]),
            )
        )
        if before is None:
            parent.First = item
        else:
            before.Next, item.Prev = item, before
        if mark.under:
            item.Count = _hang(bundle, item, mark.under, pages)
            shown += item.Count
        shown += 1
        before = parent.Last = item
    return shown


def set_links(bundle: pikepdf.Pdf, links: Sequence[Link], pages: Sequence[pikepdf.Object]) -> None:
    """Makes each row of the index a link."""
    for link in links:
        page = pages[link.page - 1]
        note = Dictionary(
            Type=Name.Annot, Subtype=Name.Link, Border=Array([0, 0, 0]), F=4,
            Rect=Array([round(edge, 2) for edge in link.box]),
            Contents=String(f"{link.title}, page {link.target}"),
            Dest=_at(pages[link.target - 1]),
        )  # fmt: skip
        if Name.Annots not in page:
            page.Annots = Array()
            page.Tabs = Name.S
        page.Annots.append(bundle.make_indirect(note))


def set_opening(bundle: pikepdf.Pdf, title: str, built_ms: int, first: pikepdf.Object) -> None:
    """Title, language, labels from 1, and a view that opens on page 1 at 100 % with the bookmarks shown."""
    root = bundle.Root
    root.Lang = String("en-GB")
    root.PageMode = Name.UseOutlines
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    root.OpenAction = _at(first)
    root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    built = datetime.fromtimestamp(built_ms // 1000, UTC)
    bundle.docinfo[Name.Title] = title
    bundle.docinfo[Name.CreationDate] = built.strftime("D:%Y%m%d%H%M%SZ")


def _at(page: pikepdf.Object) -> Array:
    """A destination: the page, at 100 % (guidance on electronic bundles, 2021)."""
    return Array([page, Name.XYZ, None, None, 1])


def _short(text: str) -> str:
    """A bookmark's text, cut at a word where it is long."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + "\u2026"
