"""Compares the pages found with those sealed: which are altered, added, removed or moved, in runs."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from fieldkit.bundle.manifest import Manifest
from fieldkit.bundle.report import Mark, Row

_SAYS = {
    Mark.ALTERED: "What is on {it} is not what was sealed there.",
    Mark.REMOVED: "Sealed in the bundle, and no longer in it.",
    Mark.ADDED: "In the file, and not among the sealed pages.",
    Mark.MOVED: "As sealed, but at another place: now {where}.",
    Mark.AS_SEALED: "What is on {it} is what was sealed.",
}


def page_rows(listed: Manifest, found: Sequence[str]) -> list[Row]:
    """Rows for runs of pages, by the number printed on them; added pages by their place in the file."""
    marks = _marks(listed.pages, found)
    rows: list[Row] = []
    run: list[tuple[Mark, int, int]] = []
    for item in marks:
        if run and not _follows(run[-1], item):
            rows.append(_row(run))
            run = []
        run.append(item)
    return [*rows, _row(run)] if run else rows


def _marks(sealed: Sequence[str], found: Sequence[str]) -> list[tuple[Mark, int, int]]:
    """(mark, sealed page, page in the file) for every page there was or is; 0 where there is none."""
    marks: list[tuple[Mark, int, int]] = []
    places: dict[str, list[int]] = {}
    lost: dict[str, list[int]] = {}
    unmatched: list[tuple[list[int], list[int]]] = []
    for tag, a, b, c, d in SequenceMatcher(None, sealed, found, autojunk=False).get_opcodes():
        if tag == "equal":
            marks += [(Mark.AS_SEALED, a + n + 1, c + n + 1) for n in range(b - a)]
        else:
            unmatched.append((list(range(a, b)), list(range(c, d))))
    for gone, come in unmatched:
        for page in gone:
            lost.setdefault(sealed[page], []).append(page)
        for page in come:
            places.setdefault(found[page], []).append(page)
    for digest in lost.keys() & places.keys():
        for was, now in zip(lost[digest], places[digest], strict=False):
            marks.append((Mark.MOVED, was + 1, now + 1))
    moved_from = {was - 1 for mark, was, _ in marks if mark is Mark.MOVED}
    moved_to = {now - 1 for mark, _, now in marks if mark is Mark.MOVED}
    for gone, come in unmatched:
        left = [page for page in gone if page not in moved_from]
        new = [page for page in come if page not in moved_to]
        both = min(len(left), len(new))
        marks += [(Mark.ALTERED, left[n] + 1, new[n] + 1) for n in range(both)]
        marks += [(Mark.REMOVED, page + 1, 0) for page in left[both:]]
        marks += [(Mark.ADDED, 0, page + 1) for page in new[both:]]
    return sorted(marks, key=lambda item: (item[1] or item[2], item[2]))


def _follows(before: tuple[Mark, int, int], item: tuple[Mark, int, int]) -> bool:
    if before[0] is not item[0]:
        return False
    steps = [new - old for old, new in zip(before[1:], item[1:], strict=True) if old or new]
    return all(step == 1 for step in steps)


def _row(run: Sequence[tuple[Mark, int, int]]) -> Row:
    mark, was, now = run[0]
    first = now if mark is Mark.ADDED else was
    last = run[-1][2] if mark is Mark.ADDED else run[-1][1]
    it = "it" if first == last else "them"
    where = spoken(now, run[-1][2])
    says = _SAYS[mark].format(it=it, where=where)
    if mark is Mark.AS_SEALED and was != now:
        says = f"{says} Now {where} of the file."
    name = spoken(first, last)
    place = " of the file" if mark is Mark.ADDED else ""
    return Row(mark, name[0].upper() + name[1:] + place, says)


def spoken(first: int, last: int) -> str:
    """ "page 3", or "pages 3 to 7"."""
    return f"page {first}" if first == last else f"pages {first} to {last}"
