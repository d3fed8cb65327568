"""Assembles a bundle in one document: papers copied, numbered, indexed, bookmarked, listed for the seal."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

import pikepdf

from fieldkit.bundle import manifest, navigation
from fieldkit.bundle.cover import Cover, cover_pages
from fieldkit.bundle.digests import page_digests, rest_digest
from fieldkit.bundle.plan import Built, Paper, Placed, Plan
from fieldkit.bundle.seal import HoleFinder
from fieldkit.bundle.sheets.index import Link
from fieldkit.bundle.stamps import Stamp
from fieldkit.errors import Trouble

Source = bytes | Path
# qpdf writes a few bytes at a time; Python is called for each piece of this size instead.
_BUFFER = 1 << 20
_HASHERS = 2
_ATTACH_AGAIN = "Prepare it again from its original."


@dataclass(frozen=True, slots=True)
class _Open:
    """A source that is open, and how many pages it has."""

    pdf: pikepdf.Pdf
    pages: int


def assemble(plan: Plan, sources: Mapping[str, Source], out: BinaryIO) -> Built:
    """Writes the bundle of `plan` to `out`, its seal still open, and says where everything lies.

    The same plan and sources give the same bytes. Raises `Trouble` when a source is missing, is not the one
    that the plan names, cannot be read, or when a page number once served would move.
    """
    opened: dict[str, _Open] = {}
    bundle = pikepdf.new()
    try:
        _open_all(plan, sources, opened)
        lengths = [sum(opened[source].pages for source, _ in paper.parts) for paper in plan.papers]
        cover = cover_pages(plan, lengths)
        _check_served(plan.papers, cover.placed)
        _copy(bundle, plan, opened, cover)
        pages = [page.obj for page in bundle.pages]
        _number(bundle, plan, opened, cover, pages)
        _navigate(bundle, plan, cover, pages)
        digests = page_digests(bundle)
        listed = manifest.make(plan, cover.placed, digests, rest_digest(bundle))
        manifest.embed(bundle, listed)
        return _save(bundle, out, listed, len(pages), cover.placed)
    except pikepdf.PdfError as fault:
        raise Trouble("A paper of the bundle cannot be read.", _ATTACH_AGAIN) from fault
    finally:
        bundle.close()
        for one in opened.values():
            one.pdf.close()


def assemble_bytes(plan: Plan, sources: Mapping[str, Source]) -> tuple[bytes, Built]:
    """The same in memory."""
    made = io.BytesIO()
    built = assemble(plan, sources, made)
    return made.getvalue(), built


def _open_all(plan: Plan, sources: Mapping[str, Source], opened: dict[str, _Open]) -> None:
    """Opens each source, once its hash was seen to be the one that the plan names."""
    wanted = {name: (paper, sha256) for paper in plan.papers for name, sha256 in paper.parts}
    for name, (paper, _) in wanted.items():
        if name not in sources:
            raise Trouble(
                f"\u201c{paper.name}\u201d is not here.", "Send and receive to fetch it, then build again."
            )
    # Hashing leaves Python free: the next source is hashed while one is opened.
    with ThreadPoolExecutor(_HASHERS) as hashers:
        hashed = hashers.map(_digest, [sources[name] for name in wanted])
        for (name, (paper, sha256)), digest in zip(wanted.items(), hashed, strict=True):
            if digest != sha256:
                raise Trouble(f"\u201c{paper.name}\u201d is not the file that was sealed.", _ATTACH_AGAIN)
            opened[name] = _open(sources[name])


def _digest(source: Source) -> str:
    if isinstance(source, Path):
        with source.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(source).hexdigest()


def _open(source: Source) -> _Open:
    pdf = pikepdf.open(source if isinstance(source, Path) else io.BytesIO(source), suppress_warnings=True)
    return _Open(pdf, len(pdf.pages))


def _check_served(papers: Sequence[Paper], placed: Sequence[Placed]) -> None:
    for paper, place in zip(papers, placed, strict=True):
        if paper.first_page is not None and paper.first_page != place.first:
            raise Trouble(
                f"\u201c{paper.name}\u201d was served as page {paper.first_page} and would become page "
                f"{place.first}.",
                "Put new papers last: no number may move.",
            )


def _copy(bundle: pikepdf.Pdf, plan: Plan, opened: Mapping[str, _Open], cover: Cover) -> None:
    with pikepdf.open(io.BytesIO(cover.index.pdf)) as sheet:
        bundle.add_pages_from(sheet)
        _add(bundle, opened, [paper for paper in plan.papers if not paper.behind])
        with pikepdf.open(io.BytesIO(cover.evidence.pdf)) as evidence:
            bundle.add_pages_from(evidence)
            _add(bundle, opened, [paper for paper in plan.papers if paper.behind])
    for key in set(bundle.Root.keys()) - {"/Type", "/Pages"}:
        del bundle.Root[key]


def _add(bundle: pikepdf.Pdf, opened: Mapping[str, _Open], papers: Sequence[Paper]) -> None:
    for paper in papers:
        for source, _ in paper.parts:
            bundle.add_pages_from(opened[source].pdf, forms="strip")


def _number(
    bundle: pikepdf.Pdf,
    plan: Plan,
    opened: Mapping[str, _Open],
    cover: Cover,
    pages: Sequence[pikepdf.Object],
) -> None:
    stamp = Stamp(bundle)
    lifts = [0] * len(pages)
    for paper, place in zip(plan.papers, cover.placed, strict=True):
        own = opened[paper.source].pages
        for step, lift in enumerate(paper.lifts[:own]):
            lifts[place.last - own + step] = lift
    for number, (page, lift) in enumerate(zip(pages, lifts, strict=True), 1):
        if pikepdf.Name.Annots in page:
            del page[pikepdf.Name.Annots]
        stamp.number(page, str(number), lift)


def _navigate(bundle: pikepdf.Pdf, plan: Plan, cover: Cover, pages: Sequence[pikepdf.Object]) -> None:
    papers = list(zip(plan.papers, cover.placed, strict=True))
    own, behind = (_sections([pair for pair in papers if pair[0].behind is last]) for last in (False, True))
    whole = [("", [cover.index_placed]), *own, ("", [cover.evidence_placed]), *behind]
    navigation.set_bookmarks(bundle, navigation.bookmarks(whole), pages)
    navigation.set_links(bundle, [*cover.links, *_pointers(papers)], pages)
    navigation.set_opening(bundle, plan.title, plan.built_ms, pages[0])


def _sections(papers: Sequence[tuple[Paper, Placed]]) -> list[tuple[str, list[Placed]]]:
    return [
        (name, [place for _, place in group])
        for name, group in groupby(papers, key=lambda pair: pair[0].section)
    ]


def _pointers(papers: Sequence[tuple[Paper, Placed]]) -> list[Link]:
    """Where a paper of ours points at pages of the bundle, as links."""
    return [
        Link(place.first + one.page - 1, one.box, one.target, one.title)
        for paper, place in papers
        for one in paper.pointers
    ]


def _save(bundle: pikepdf.Pdf, out: BinaryIO, listed: bytes, pages: int, placed: tuple[Placed, ...]) -> Built:
    digest = hashlib.sha256(listed)
    # The manifest names every byte that matters, so its hash is the file's id; qpdf's own way to the same
    # end (`deterministic_id`) hashes the whole file once more. The second half of the id is then constant.
    bundle.trailer.ID = pikepdf.Array([pikepdf.String(digest.digest()[:16])] * 2)
    finder = HoleFinder(out)
    buffer = io.BufferedWriter(finder, _BUFFER)
    bundle.save(
        buffer,
        static_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=False,
        fix_metadata_version=False,
        preserve_pdfa=False,
    )
    buffer.flush()
    whole = finder.finish()
    if len(finder.holes) != 1:
        raise Trouble("A paper of the bundle holds another bundle's seal.", "Attach the paper without it.")
    return Built(pages, whole, digest.hexdigest(), finder.holes[0], placed)
