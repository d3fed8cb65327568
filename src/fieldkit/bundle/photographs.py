"""Pictures from cameras and telephones: what they say of themselves, and an upright copy without it."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pi_heif
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from fieldkit.bundle.prepared import PictureFacts, Prepared
from fieldkit.errors import Trouble

_LARGEST_PIXELS = 50_000_000
_PRINTED_PIXELS = 2400
_QUALITY = 90
_FORMATS = ("JPEG", "PNG", "TIFF", "HEIF")
# The size of any picture is judged here, from its header, before a pixel is decoded.
Image.MAX_IMAGE_PIXELS = None


def prepare_picture(original: bytes) -> Prepared:
    """The upright working copy of a picture, without its metadata, and what the metadata said.

    Over 50 megapixels the picture is kept and hashed, and only the copy is refused. Raises `Trouble` when it
    is cut short or no picture.
    """
    pi_heif.register_heif_opener()
    digest = hashlib.sha256(original).hexdigest()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(io.BytesIO(original), formats=_FORMATS) as picture:
                return _prepared(picture, original, digest)
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as fault:
            raise Trouble(
                "This picture is damaged or cut short.", "Copy it from the camera or telephone again."
            ) from fault


def _prepared(picture: Image.Image, original: bytes, digest: str) -> Prepared:
    facts = picture_facts(picture)
    if picture.width * picture.height > _LARGEST_PIXELS:
        millions = picture.width * picture.height // 1_000_000
        return Prepared(
            "picture", digest, len(original), b"", "", 0, picture=facts,
            warnings=(
                f"The picture has {millions} megapixels. It is kept and hashed, but not shown or printed: "
                "the most FieldKit opens is 50. Attach a smaller copy beside it.",
            ),
        )  # fmt: skip
    log = [f"Picture of {facts.width} by {facts.height} pixels, turned upright, its metadata left out"]
    picture.draft("RGB", (_PRINTED_PIXELS, _PRINTED_PIXELS))
    upright = _flat(ImageOps.exif_transpose(picture))
    if max(upright.size) > _PRINTED_PIXELS:
        upright.thumbnail((_PRINTED_PIXELS, _PRINTED_PIXELS), Image.Resampling.LANCZOS)
    if max(upright.size) < max(facts.width, facts.height):
        log.append(f"Printed at {upright.width} by {upright.height} pixels; the original keeps them all")
    derived = as_jpeg(upright, _QUALITY)
    return Prepared(
        "picture", digest, len(original), derived, hashlib.sha256(derived).hexdigest(), 1,
        picture=facts, log=tuple(log),
    )  # fmt: skip


def as_jpeg(picture: Image.Image, quality: int) -> bytes:
    """The pixels of `picture` as JPEG, with no metadata at all."""
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    made = io.BytesIO()
    bare.save(made, "JPEG", quality=quality, subsampling=0, optimize=False)
    return made.getvalue()


def _flat(picture: Image.Image) -> Image.Image:
    """The picture as grey or RGB on white, transparency filled."""
    if picture.mode in ("RGB", "L"):
        return picture
    if picture.mode in ("1", "I;16", "I", "F"):
        return picture.convert("L")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    return picture.convert("RGB")


def picture_facts(picture: Image.Image) -> PictureFacts:
    """What the picture's EXIF says; an entry that makes no sense is left empty."""
    exif = picture.getexif()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    turned = exif.get(ExifTags.Base.Orientation, 1) in (5, 6, 7, 8)
    width, height = (picture.height, picture.width) if turned else picture.size
    latitude, longitude = _place(exif.get_ifd(ExifTags.IFD.GPSInfo))
    make, model = _text(exif.get(ExifTags.Base.Make)), _text(exif.get(ExifTags.Base.Model))
    return PictureFacts(
        taken_at=_time(
            inner.get(ExifTags.Base.DateTimeOriginal) or inner.get(ExifTags.Base.DateTimeDigitized)
        ),
        offset=_offset(inner.get(ExifTags.Base.OffsetTimeOriginal)),
        latitude=latitude,
        longitude=longitude,
        device=model if model.casefold().startswith(make.casefold()) else f"{make} {model}".strip(),
        width=width,
        height=height,
    )


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "ignore")
    return "".join(c for c in value if c.isprintable()).strip()[:80] if isinstance(value, str) else ""


def _time(value: Any) -> str:
    """EXIF's "2026:11:12 10:41:07" as ISO text; cameras with no clock write zeros."""
    try:
        # EXIF times have no zone of their own; the offset is a tag apart, kept beside it.
        return datetime.strptime(_text(value), "%Y:%m:%d %H:%M:%S").isoformat()  # noqa: DTZ007
    except ValueError:
        return ""


def _offset(value: Any) -> str:
    text = _text(value)
    plausible = len(text) == 6 and text[0] in "+-" and text[3] == ":" and (text[1:3] + text[4:]).isdigit()
    return text if plausible else ""


def _place(gps: Mapping[int, Any]) -> tuple[str, str]:
    try:
        latitude = _degrees(gps[ExifTags.GPS.GPSLatitude], _text(gps[ExifTags.GPS.GPSLatitudeRef]) == "S")
        longitude = _degrees(gps[ExifTags.GPS.GPSLongitude], _text(gps[ExifTags.GPS.GPSLongitudeRef]) == "W")
    except (KeyError, TypeError, ValueError, ZeroDivisionError):
        return "", ""
    if not (abs(latitude) <= 90 and abs(longitude) <= 180) or (latitude == 0 and longitude == 0):
        return "", ""
    return f"{latitude:.6f}", f"{longitude:.6f}"


def _degrees(parts: Any, negative: bool) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    found = degrees + minutes / 60 + seconds / 3600
    return -found if negative else found
