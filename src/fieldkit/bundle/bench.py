"""Makes papers like a court's and builds them, beside a plain merge of the same files, for `dev.py bench`."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from fieldkit.bundle.assembly import assemble
from fieldkit.bundle.plan import Paper, Plan
from fieldkit.bundle.seal import close_seal_in
from fieldkit.bundle.sheets.faces import SERIF, glyphs
from fieldkit.bundle.verify import verify
from fieldkit.keys.signing import SigningKey

_PAGES_A_PAPER = 10


@dataclass(frozen=True, slots=True)
class Trial:
    """Papers on disk, and the four things to measure about them; each call does the whole of it once."""

    plain_merge: Callable[[], None]
    build: Callable[[], None]
    hash_only: Callable[[], None]
    verify: Callable[[], None]
    megabytes: float


def trial(folder: Path, pages: int) -> Trial:
    """Papers of `pages` pages in all, letters and photographs, about 117 kB a page, written to `folder`.

    Papers that lie there from before are taken as they are.
    """
    paths = [_paper(folder / f"paper{number}.pdf", number) for number in range(pages // _PAGES_A_PAPER)]
    key = SigningKey(bytes(32))
    plan = _plan(paths, key)
    made, merged = folder / "bundle.pdf", folder / "merged.pdf"

    def plain_merge() -> None:
        with pikepdf.new() as whole:
            opened = [pikepdf.open(path) for path in paths]
            for pdf in opened:
                whole.pages.extend(pdf.pages)
            whole.save(merged)
            for pdf in opened:
                pdf.close()

    def build() -> None:
        with made.open("wb+") as out:
            built = assemble(plan, {path.name: path for path in paths}, out)
            close_seal_in(out, built, key.sign)

    def hash_only() -> None:
        hashlib.sha256(made.read_bytes()).hexdigest()

    def check() -> None:
        found = verify(made.read_bytes(), {}, None)
        if not found.whole:
            raise AssertionError(found.verdict)

    megabytes = sum(path.stat().st_size for path in paths) / 1e6
    return Trial(plain_merge, build, hash_only, check, megabytes)


def _plan(paths: list[Path], key: SigningKey) -> Plan:
    papers = tuple(
        Paper(
            title=f"Paper {number}",
            section=f"Section {number // 10 + 1}",
            source=path.name,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            exhibit=f"RQ/{number}",
            date="20 Nov 2026",
        )
        for number, path in enumerate(paths, 1)
    )
    return Plan(
        title="Fenmarch v Ebbage",
        parties="Fenmarch County Council v Ebbage",
        reference="ATT-2026-0402",
        about="Magistrates\u2019 Court: bundle for the prosecution.",
        papers=papers,
        built_ms=1_795_000_000_000,
        made="23 November 2026 at 10:04 by Rowan Quillon",
        made_on="23 Nov 2026",
        device_key=key.public.raw.hex(),
    )


def _paper(path: Path, seed: int) -> Path:
    """Ten pages: nine of words, one of them landscape, and one photograph that gives the paper its weight."""
    if path.exists():
        return path
    glyphs(SERIF)
    canvas = Canvas(str(path), pagesize=A4, invariant=1, initialFontName=SERIF)
    for page in range(_PAGES_A_PAPER - 1):
        canvas.setPageSize(landscape(A4) if page == 4 else A4)
        canvas.setFont(SERIF, 12)
        for line in range(30):
            canvas.drawString(
                72, 540 - line * 16, f"Paper {seed}, page {page + 1}, line {line + 1} of a letter."
            )
        canvas.showPage()
    canvas.setPageSize(A4)
    canvas.drawImage(ImageReader(_photograph(seed)), 72, 200, 450, 450)
    canvas.showPage()
    canvas.save()
    return path


def _photograph(seed: int) -> io.BytesIO:
    """A JPEG of noise, which weighs what a photograph of the right size weighs."""
    grain = hashlib.shake_256(seed.to_bytes(4, "big")).digest(1_700_000)
    side = int(len(grain) ** 0.5)
    picture = Image.frombytes("L", (side, side), grain[: side * side])
    made = io.BytesIO()
    picture.save(made, "JPEG", quality=85)
    made.seek(0)
    return made
