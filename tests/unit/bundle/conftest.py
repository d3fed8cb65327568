"""Foreign files and plans made on the spot, so that no test needs a file from outside."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Array
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from fieldkit.bundle.plan import Paper, Plan
from fieldkit.keys.signing import SigningKey

Letter = Callable[..., bytes]
Planned = Callable[..., tuple[Plan, dict[str, bytes]]]


@pytest.fixture
def key() -> SigningKey:
    """The device's key."""
    return SigningKey(bytes(range(32)))


@pytest.fixture
def letter() -> Letter:
    """A PDF of so many pages, each with its own words."""

    def make(text: str = "A letter", pages: int = 1, size: tuple[float, float] = A4) -> bytes:
        made = io.BytesIO()
        canvas = Canvas(made, pagesize=size, invariant=1)
        for number in range(1, pages + 1):
            canvas.drawString(72, size[1] - 72, f"{text} {number}")
            canvas.showPage()
        canvas.save()
        return made.getvalue()

    return make


@pytest.fixture
def changed(letter: Letter) -> Callable[[Callable[[pikepdf.Pdf], None]], bytes]:
    """A letter to which something was done with pikepdf."""

    def make(change: Callable[[pikepdf.Pdf], None], **save: object) -> bytes:
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(letter())) as pdf:
            change(pdf)
            pdf.save(made, **save)
        return made.getvalue()

    return make


@pytest.fixture
def hostile(letter: Letter) -> dict[str, bytes]:
    """Pages turned, cropped, offset, enlarged and left with an open graphics state; 500 by 700 points."""

    def turned(**entries: object) -> bytes:
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(letter("Hostile", size=(500, 700)))) as pdf:
            for name, value in entries.items():
                pdf.pages[0].obj[f"/{name}"] = value
            pdf.save(made, deterministic_id=True)
        return made.getvalue()

    def leaky() -> bytes:
        made = io.BytesIO()
        with pikepdf.open(io.BytesIO(letter("Leaky"))) as pdf:
            pdf.pages[0].contents_add(b"q 0.1 0 0 0.1 300 300 cm")
            pdf.save(made, deterministic_id=True)
        return made.getvalue()

    return {
        "rotate90": turned(Rotate=90),
        "rotate180": turned(Rotate=180),
        "rotate270": turned(Rotate=270),
        "cropped": turned(CropBox=Array([50, 60, 450, 650])),
        "offset": turned(MediaBox=Array([-100, -200, 400, 500])),
        "unit": turned(UserUnit=2),
        "turned and cropped": turned(Rotate=90, CropBox=Array([20, 30, 480, 640])),
        "leaky": leaky(),
    }


@pytest.fixture
def planned(letter: Letter, key: SigningKey) -> Planned:
    """A plan of papers in two sections, and their bytes."""

    def make(sources: dict[str, bytes] | None = None, **more: object) -> tuple[Plan, dict[str, bytes]]:
        given = sources or {f"Paper {number}": letter(f"Paper {number} page", number) for number in (1, 2, 3)}
        papers = tuple(
            Paper(
                title=name,
                section="Statements" if number == 1 else "Exhibits",
                source=name,
                sha256=hashlib.sha256(pdf).hexdigest(),
                exhibit="" if number == 1 else f"RQ/{number}",
                date="20 Nov 2026",
                original_name=f"{name}.pdf",
                original_sha256=hashlib.sha256(name.encode()).hexdigest(),
            )
            for number, (name, pdf) in enumerate(given.items(), 1)
        )
        facts: dict[str, object] = {
            "title": "Fenmarch v Ebbage",
            "parties": "Fenmarch County Council v Ebbage",
            "reference": "ATT-2026-0402",
            "about": "Magistrates' Court: bundle for the prosecution.",
            "papers": papers,
            "built_ms": 1_795_000_000_000,
            "made": "23 November 2026 at 10:04 by Rowan Quillon",
            "made_on": "23 Nov 2026",
            "hearing": "2026-12-14",
            "device_key": key.public.raw.hex(),
        }
        return Plan(**(facts | more)), given  # type: ignore[arg-type]

    return make


@pytest.fixture
def arrow() -> Callable[..., bytes]:
    """A picture, left half red and right half blue, upper left corner white; saved as told."""

    def make(form: str = "JPEG", orientation: int = 1, exif: Image.Exif | None = None) -> bytes:
        upright = Image.new("RGB", (80, 40), "blue")
        upright.paste((255, 0, 0), (0, 0, 40, 40))
        upright.paste((255, 255, 255), (0, 0, 16, 16))
        back = {
            2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
            4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
            6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
        }  # fmt: skip
        stored = upright.transpose(back[orientation]) if orientation in back else upright
        tags = exif or Image.Exif()
        tags[0x0112] = orientation
        made = io.BytesIO()
        stored.save(made, form, exif=tags, **({"quality": 95} if form == "JPEG" else {}))
        return made.getvalue()

    return make
