"""Prepares a foreign file when it is attached: hashes the original, makes the copy a bundle prints."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, field

import pikepdf
import pypdfium2 as pdfium

from fieldkit.bundle import contents, imaging
from fieldkit.bundle.photographs import prepare_picture
from fieldkit.bundle.prepared import Prepared
from fieldkit.errors import NeedsPassword, Trouble

_HEAD_BYTES = 1024
_TAIL_BYTES = 2048
_PICTURE_HEADS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
_NEW_COPY = "Ask whoever made it for a new copy, or print it to a new PDF and attach that."


def prepare(original: bytes, password: str | None = None) -> Prepared:
    """The working copy of a PDF or picture, with both hashes, a log and warnings.

    A plain PDF passes through, stripped of links, metadata and outlines. One with layers, forms, annotations,
    scripts or attachments is printed to image, and `reason` says so. Raises `Trouble` for anything that
    cannot be read whole, for a password that is missing or wrong, and for XFA forms.
    """
    if not original:
        raise Trouble("This file is empty.", "Choose another file.")
    if b"%PDF-" in original[:_HEAD_BYTES]:
        return _prepare_pdf(original, password)
    if original.startswith(_PICTURE_HEADS):
        return _several_frames(original) or prepare_picture(original)
    if original[4:8] == b"ftyp":
        return prepare_picture(original)
    raise Trouble(
        "FieldKit prints PDF, JPEG, PNG, TIFF and HEIC files, and this is none of them.",
        "Print it to PDF and attach that.",
    )


@dataclass(slots=True)
class _Notes:
    """What is gathered while a file is prepared."""

    log: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def _several_frames(original: bytes) -> Prepared | None:
    """A TIFF of several pages, as a scanner makes it, becomes a PDF of images; None for anything else."""
    pages = imaging.frames(original)
    if pages is None:
        return None
    notes = _Notes(log=[f"TIFF of {len(pages)} pages made into a PDF, its metadata left out"])
    return _finish(original, imaging.as_pdf(pages), "", notes)


def _prepare_pdf(original: bytes, password: str | None) -> Prepared:
    notes = _Notes()
    try:
        with _opened(original, password, notes) as pdf:
            if not len(pdf.pages):
                raise Trouble("This PDF has no pages.", _NEW_COPY)
            held = contents.holds(pdf)
            if "an XFA form" in held:
                raise Trouble(
                    "This PDF is an XFA form, which only Adobe's program can show.",
                    "Open it there, print it to a new PDF, and attach that.",
                )
            reasons = held or contents.tidy(pdf, notes.log)
            if not reasons:
                contents.place_small(pdf, notes.log)
            plain = b"" if reasons else _saved(pdf)
        if not reasons:
            return _finish(original, plain, "", notes)
        reason = f"printed to image because it holds {_listed(reasons)}"
        notes.log.append(reason[0].upper() + reason[1:])
        notes.warnings.append("Its words cannot be searched in the bundle: the pages are pictures.")
        return _finish(original, imaging.printed(original, password, notes.log), reason, notes)
    except (pikepdf.PdfError, pdfium.PdfiumError, ValueError, RuntimeError) as fault:
        raise Trouble("This PDF is damaged and cannot be read whole.", _NEW_COPY) from fault


def _opened(original: bytes, password: str | None, notes: _Notes) -> pikepdf.Pdf:
    try:
        try:
            pdf = _open(original, password, attempt_recovery=False)
        except pikepdf.PasswordError:
            raise
        except pikepdf.PdfError:
            if b"%%EOF" not in original[-_TAIL_BYTES:]:
                raise Trouble("This PDF is cut short: its end is missing.", _NEW_COPY) from None
            pdf = _open(original, password, attempt_recovery=True)
            notes.log.append("The list of its parts was damaged and has been rebuilt")
            notes.warnings.append("The file was damaged. Compare each page with the original.")
    except pikepdf.PasswordError:
        if password:
            raise NeedsPassword("That password does not open this PDF.", "Type the password again.") from None
        raise NeedsPassword("This PDF needs a password.", "Type its password and attach it again.") from None
    if pdf.is_encrypted:
        notes.log.append("Opened with its password" if password else "Its owner's restrictions were lifted")
    return pdf


def _open(original: bytes, password: str | None, *, attempt_recovery: bool) -> pikepdf.Pdf:
    return pikepdf.open(
        io.BytesIO(original), password=password or "", attempt_recovery=attempt_recovery,
        suppress_warnings=True, inherit_page_attributes=True,
    )  # fmt: skip


def _saved(pdf: pikepdf.Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(
        made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
        preserve_pdfa=False, fix_metadata_version=False, stream_decode_level=pikepdf.StreamDecodeLevel.none,
        encryption=False,
    )  # fmt: skip
    return made.getvalue()


def _finish(original: bytes, derived: bytes, reason: str, notes: _Notes) -> Prepared:
    reports = imaging.reports(derived)
    if any(not report.a4 for report in reports):
        odd = [str(number) for number, report in enumerate(reports, 1) if not report.a4]
        notes.warnings.append(f"Not A4: page {', '.join(odd)}.")
    sharpest = max((report.ppi for report in reports), default=0)
    if sharpest > 300:
        notes.warnings.append(f"Pictures of up to {sharpest} pixels an inch; a court asks for 300 at most.")
    bare = [str(number) for number, report in enumerate(reports, 1) if not report.typed]
    if bare and not reason:
        notes.warnings.append(f"No words that can be searched on page {', '.join(bare)}.")
    return Prepared(
        "pdf",
        hashlib.sha256(original).hexdigest(),
        len(original),
        derived,
        hashlib.sha256(derived).hexdigest(),
        len(reports),
        reports=reports,
        reason=reason,
        log=tuple(notes.log),
        warnings=tuple(notes.warnings),
    )


def _listed(things: list[str]) -> str:
    return things[0] if len(things) == 1 else f"{', '.join(things[:-1])} and {things[-1]}"
