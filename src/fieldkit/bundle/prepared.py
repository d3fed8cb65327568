"""What intake found out about an attached file, and the working copy it made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """What a camera wrote into a picture, offered to the officer and never taken as proven.

    `taken_at` is local time as ISO text without a zone, `offset` the zone ("+01:00") where the camera knew
    it; both may be empty. Latitude and longitude are decimal degrees (WGS 84) with six places, or empty.
    Width and height are pixels as seen upright.
    """

    taken_at: str = ""
    offset: str = ""
    latitude: str = ""
    longitude: str = ""
    device: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class PageReport:
    """One page of a prepared PDF: visible size in millimetres, sharpest picture on it in pixels an inch.

    `lift` is by how many 5 mm steps the bundle number must move up to meet an empty corner.
    """

    width_mm: int
    height_mm: int
    ppi: int = 0
    typed: bool = True
    lift: int = 0

    @property
    def a4(self) -> bool:
        """Whether the page is A4 either way up, to within 3 mm."""
        return abs(min(self.width_mm, self.height_mm) - 210) <= 3 and (
            abs(max(self.width_mm, self.height_mm) - 297) <= 3
        )


@dataclass(frozen=True, slots=True)
class Prepared:
    """The result of intake. `form` is "pdf" or "picture"; `derived` the working copy a bundle prints.

    `derived` is a PDF, or for a picture an upright JPEG without metadata, or empty when only the preview was
    refused. `reason` says in words why the pages were printed to image, and is empty when they were not.
    """

    form: str
    original_sha256: str
    original_size: int
    derived: bytes
    derived_sha256: str
    pages: int
    reports: tuple[PageReport, ...] = ()
    picture: PictureFacts | None = None
    reason: str = ""
    log: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def lifts(self) -> tuple[int, ...]:
        """The lift of each page, as a `Paper` takes them."""
        return tuple(report.lift for report in self.reports)
