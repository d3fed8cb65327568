"""Pages as pictures: printing a PDF to image, scans in TIFF, a page's size, sharpness and free corner."""

from __future__ import annotations

import io
import warnings

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image

from fieldkit.bundle.photographs import as_jpeg
from fieldkit.bundle.prepared import PageReport
from fieldkit.bundle.preview import fitting_scale

_DPI = 200
_POINTS = 72
_QUALITY = 85
_MM = _POINTS / 25.4
_GREY_SPREAD = 6
_LOOK_SCALE = 0.5
# The place of a bundle number on the page, in mm from the right and lower edges (look.md section 7).
_CORNER_WIDTH, _CORNER_LOW, _CORNER_HIGH = 33.0, 5.5, 14.5
_STEP_MM, _MOST_STEPS = 5, 20
_BLANK = 250
Leaf = tuple[Image.Image, float, float]


def printed(original: bytes, password: str | None, log: list[str]) -> bytes:
    """Each page drawn at 200 dpi as it shows: forms and annotations drawn, hidden layers hidden."""
    made = pikepdf.new()
    with pdfium.PdfDocument(original, password=password) as document:
        document.init_forms()
        for page in document:
            width, height = page.get_size()
            scale = fitting_scale(width, height, _DPI / _POINTS)
            picture = _greyed(page.render(scale=scale).to_pil().convert("RGB"))
            _add_leaf(made, picture, width, height)
            page.close()
    log.append(f"{len(made.pages)} pages drawn at {_DPI} dpi")
    return _saved(made)


def frames(original: bytes) -> list[Leaf] | None:
    """The pages of a TIFF with more than one, each with its size in points; None for any other picture."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(io.BytesIO(original), formats=("TIFF",))
        except (OSError, SyntaxError, ValueError):
            return None
        count = getattr(picture, "n_frames", 1)
        if count < 2:
            return None
        found: list[Leaf] = []
        for number in range(count):
            picture.seek(number)
            across, down = (float(value) for value in picture.info.get("dpi", (_DPI, _DPI)))
            across, down = across or _DPI, down or _DPI
            leaf = picture.convert("L" if picture.mode in ("1", "L", "I;16") else "RGB")
            found.append((leaf, leaf.width * _POINTS / across, leaf.height * _POINTS / down))
        return found


def as_pdf(leaves: list[Leaf]) -> bytes:
    """A PDF with one picture filling each page."""
    made = pikepdf.new()
    for picture, width, height in leaves:
        _add_leaf(made, picture, width, height)
    return _saved(made)


def reports(pdf: bytes) -> tuple[PageReport, ...]:
    """Size, sharpness, words and the free corner of every page, as a reader sees it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        units = [float(page.obj.get(pikepdf.Name.UserUnit, 1)) for page in opened.pages]
    with pdfium.PdfDocument(pdf) as document:
        return tuple(_report(page, unit) for page, unit in zip(document, units, strict=True))


def _report(page: pdfium.PdfPage, unit: float) -> PageReport:
    """pdfium knows nothing of user units, so a millimetre is `unit` times smaller in what it draws."""
    width, height = page.get_size()
    a_mm = _MM / unit
    typed = page.get_textpage().count_chars() > 0
    lift = _lift(page, width, height, a_mm)
    report = PageReport(round(width / a_mm), round(height / a_mm), round(_sharpest(page) / unit), typed, lift)
    page.close()
    return report


def _sharpest(page: pdfium.PdfPage) -> float:
    best = 0.0
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
        facts = item.get_metadata()
        best = max(best, facts.horizontal_dpi, facts.vertical_dpi)
    return min(best, 99_999.0)


def _lift(page: pdfium.PdfPage, width: float, height: float, unit_mm: float) -> int:
    """How many 5 mm steps up the lower right corner is empty; 0, the usual place, when none is."""
    left = max(width - _CORNER_WIDTH * unit_mm, 0)
    top = (_CORNER_HIGH + _STEP_MM * _MOST_STEPS) * unit_mm
    crop = (left, 0, 0, max(height - top, 0))
    scale = fitting_scale(width, height, _LOOK_SCALE)
    strip = page.render(scale=scale, crop=crop).to_pil().convert("L")
    a_mm = unit_mm * scale
    for step in range(_MOST_STEPS + 1):
        low = strip.height - int((_CORNER_LOW + step * _STEP_MM) * a_mm)
        high = strip.height - int((_CORNER_HIGH + step * _STEP_MM) * a_mm) - 1
        if high < 0:
            break
        darkest = strip.crop((0, high, strip.width, low)).getextrema()[0]
        if isinstance(darkest, (int, float)) and darkest >= _BLANK:
            return step
    return 0


def _greyed(picture: Image.Image) -> Image.Image:
    """The picture in grey where it has no colour, which makes it a third of the size."""
    small = picture.resize((max(picture.width // 8, 1), max(picture.height // 8, 1)), Image.Resampling.BOX)
    red, green, blue = small.split()
    data = zip(red.tobytes(), green.tobytes(), blue.tobytes(), strict=True)
    colourless = all(max(pixel) - min(pixel) <= _GREY_SPREAD for pixel in data)
    return picture.convert("L") if colourless else picture


def _add_leaf(made: pikepdf.Pdf, picture: Image.Image, width: float, height: float) -> None:
    image = pikepdf.Stream(
        made,
        as_jpeg(picture, _QUALITY),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceGray if picture.mode == "L" else pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page = made.add_blank_page(page_size=(round(width, 2), round(height, 2)))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Leaf=image))
    page.obj.Contents = made.make_stream(f"{width:.2f} 0 0 {height:.2f} 0 0 cm /Leaf Do".encode("ascii"))


def _saved(made: pikepdf.Pdf) -> bytes:
    saved = io.BytesIO()
    made.save(saved, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return saved.getvalue()
