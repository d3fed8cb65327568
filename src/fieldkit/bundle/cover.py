"""The two sheets that every bundle has of its own: the index in front, the evidence sheet behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fieldkit.bundle.plan import Placed, Plan
from fieldkit.bundle.sheets.evidence import EvidenceSheet, Source, evidence
from fieldkit.bundle.sheets.index import FOOT, Entry, IndexSheet, Link, index
from fieldkit.bundle.sheets.page import Heading, Printed
from fieldkit.errors import Trouble

_INDEX, _EVIDENCE = "Index", "Evidence sheet"
_ROWS_A_PAGE, _SOURCES_A_PAGE, _TRIES = 29, 14, 6


@dataclass(frozen=True, slots=True)
class Cover:
    """Both sheets, the index's links, and where every paper lies."""

    index: Printed
    links: tuple[Link, ...]
    evidence: Printed
    placed: tuple[Placed, ...]
    index_placed: Placed
    evidence_placed: Placed


def cover_pages(plan: Plan, pages: Sequence[int]) -> Cover:
    """Prints both sheets around papers of so many `pages` each; their own length is counted in.

    Both are as long as their rows make them: their length is guessed, and they are printed again with the
    length found until it holds. Raises `Trouble`.
    """
    heading = Heading(plan.parties, plan.reference)
    before = plan.index_pages or 1 + len(pages) // _ROWS_A_PAGE
    behind = 1 + len(pages) // _SOURCES_A_PAGE
    for _ in range(_TRIES):
        placed = place_papers(plan, pages, before, behind)
        own = sum(count for paper, count in zip(plan.papers, pages, strict=True) if not paper.behind)
        first, total = before + own + 1, before + sum(pages) + behind
        sheet = evidence(_evidence_sheet(plan, heading, placed, total))
        where = Placed(_EVIDENCE, first, behind)
        printed, links = _index(plan, heading, placed, where, total)
        if plan.index_pages and printed.pages > plan.index_pages:
            printed, links = _index(plan, heading, placed, where, total, without_late=True)
        if (printed.pages, sheet.pages) == (before, behind):
            ends = Placed(_INDEX, 1, before), Placed(_EVIDENCE, first, behind)
            return Cover(printed, links, sheet, placed, *ends)
        before, behind = plan.index_pages or printed.pages, sheet.pages
    raise Trouble("The length of the index does not settle.", "Make one title a little longer or shorter.")


def place_papers(plan: Plan, pages: Sequence[int], before: int, evidence: int) -> tuple[Placed, ...]:
    """Where each paper lies after `before` pages of index; what comes behind it, after the evidence sheet.

    Raises `ValueError` when a paper follows one that was to be the last.
    """
    found, first, past = [], before + 1, False
    for paper, count in zip(plan.papers, pages, strict=True):
        if past and not paper.behind:
            raise ValueError("a paper stands after the last page")
        first, past = first + (evidence if paper.behind and not past else 0), paper.behind
        found.append(Placed(paper.name, first, count))
        first += count
    return tuple(found)


def _index(
    plan: Plan,
    heading: Heading,
    placed: Sequence[Placed],
    evidence_placed: Placed,
    total: int,
    *,
    without_late: bool = False,
) -> tuple[Printed, tuple[Link, ...]]:
    entries = [
        (
            paper,
            Entry(paper.tab or str(tab), paper.exhibit, paper.title, paper.date, place.range, place.first),
        )
        for tab, (paper, place) in enumerate(zip(plan.papers, placed, strict=True), 1)
        if not (without_late and paper.late)
    ]
    own = [
        (key, tuple(entry for _, entry in group))
        for key, group in groupby(entries, key=lambda pair: (pair[0].behind, pair[0].section))
    ]
    sections = [(name, group_entries) for (behind, name), group_entries in own if not behind]
    at = evidence_placed
    last = Entry("", "", _EVIDENCE, plan.made_on, at.range, at.first)
    if sections:
        name, group_entries = sections[-1]
        sections[-1] = (name, (*group_entries, last))
    else:
        sections.append(("", (last,)))
    sections += [(name, group_entries) for (behind, name), group_entries in own if behind]
    about = f"{plan.about} {_pages(total)}.{_hidden_about(plan, placed)}"
    # A line at the foot takes no room: the index keeps the length that it was served with.
    foot = f"Added later: page {_first_late(plan, placed)} and after. {FOOT}" if without_late else FOOT
    return index(IndexSheet(heading, about, tuple(sections), foot))


def _first_late(plan: Plan, placed: Sequence[Placed]) -> int:
    return next(place.first for paper, place in zip(plan.papers, placed, strict=True) if paper.late)


def _evidence_sheet(plan: Plan, heading: Heading, placed: Sequence[Placed], total: int) -> EvidenceSheet:
    about = [("Bundle", f"{plan.reference}, {plan.copy}, version {plan.version}, {_pages(total)}")]
    about += [("Made", plan.made)]
    about += [("Released by", plan.released)] if plan.released else []
    sources = tuple(
        Source(
            place.range, paper.name, paper.original_sha256 or paper.sha256, paper.sealed_by,
            paper.notebook_line, _capital(paper.note),
        )
        for paper, place in zip(plan.papers, placed, strict=True)
    )  # fmt: skip
    code_sheet = f" Code sheet version {plan.code_sheet}." if plan.code_sheet else ""
    return EvidenceSheet(
        heading, tuple(about), sources, tuple(_paragraphs(plan, placed)), f"Made by FieldKit.{code_sheet}"
    )


def _paragraphs(plan: Plan, placed: Sequence[Placed]) -> list[tuple[str, str]]:
    found = []
    hidden = _spread([paper.withheld for paper in plan.papers], placed)
    if hidden:
        many = len(hidden) > 1
        values, each = (f"{len(hidden)} values", "Each") if many else ("1 value", "It")
        said = f"{values} on {listed(hidden)} {'are' if many else 'is'} withheld. {each} can still be checked"
        found.append(("Hidden in this copy.", f"{said} against the signed record without being shown."))
    struck = _spread([paper.corrections for paper in plan.papers], placed)
    if struck:
        many = len(struck) > 1
        start = f"{len(struck)} corrections are" if many else "1 correction is"
        said = (
            f"{start} struck through and initialled, on {listed(struck)}. The first words can still be read."
        )
        found.append(("Corrections.", said))
    if not plan.council_keys:
        said = "The notebook signs for itself: it is not yet enrolled with a council\u2019s server."
        found.append(("No council.", said))
    return found


def _hidden_about(plan: Plan, placed: Sequence[Placed]) -> str:
    hidden = _spread([paper.withheld for paper in plan.papers], placed)
    return f" {_capital(plan.copy)}: personal details hidden on {listed(hidden)}." if hidden else ""


def _spread(within: Sequence[tuple[int, ...]], placed: Sequence[Placed]) -> list[int]:
    """Pages within papers as pages of the bundle, in order, one for each passage."""
    return sorted(
        place.first + page - 1 for pages, place in zip(within, placed, strict=True) for page in pages
    )


def listed(pages: Sequence[int]) -> str:
    """ "page 13", or "pages 8 to 12, 19 and 29": each page once."""
    runs: list[list[int]] = []
    for page in sorted(set(pages)):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    texts = [
        str(a) if a == b else f"{a} and {b}" if b == a + 1 and len(runs) == 1 else f"{a} to {b}"
        for a, b in runs
    ]
    words = texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"
    return f"page {words}" if len(set(pages)) == 1 else f"pages {words}"


def _pages(count: int) -> str:
    return "1 page" if count == 1 else f"{count} pages"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
