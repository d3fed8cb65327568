"""What a bundle is made of, frozen: papers in order, for whom, with every fact that its own pages print."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed revision behind a paper, as it stands in the ledger.

    `header` and `signature` are the stored bytes; `payload` the payload's bytes, whole or parted, or empty
    when it may not leave the council; `receipt` the proof of it (`wire.receipts.Proof` as JSON), or empty.
    """

    header: bytes
    signature: bytes
    payload: bytes = b""
    receipt: bytes = b""


@dataclass(frozen=True, slots=True)
class Pointer:
    """A place on a paper that points at a page of the bundle: page of the paper (from 1), rectangle in
    points, where it leads, and what is said there.
    """

    page: int
    box: tuple[float, float, float, float]
    target: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document of a bundle.

    `source` names its PDF among the bytes given, `sha256` is that PDF's. `front` and `front_sha256` are a
    sheet of ours that lies before it, such as an exhibit's label. `original_*` are set for a file
    that was attached, and are what an exhibit is re-hashed against. `date` is printed as it stands.
    `first_page` is the number its first page was served under, None before that. `lifts` moves the bundle
    number up in 5 mm steps on each page; `corrections` are the pages (from 1, within the paper) of each
    struck-through passage, `withheld` those of each hidden value. `note` is printed on the evidence sheet,
    for example why the paper was printed to image. `pointers` become links. `behind` puts it after the
    evidence sheet, for a certificate that has to be the last page of all. `late` marks what was added after
    service: it stands in a further index of its own.
    """

    title: str
    section: str
    source: str
    sha256: str
    front: str = ""
    front_sha256: str = ""
    tab: str = ""
    exhibit: str = ""
    date: str = ""
    original_name: str = ""
    original_sha256: str = ""
    sealed_by: str = ""
    notebook_line: str = ""
    note: str = ""
    first_page: int | None = None
    lifts: tuple[int, ...] = ()
    corrections: tuple[int, ...] = ()
    withheld: tuple[int, ...] = ()
    revisions: tuple[Signed, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    behind: bool = False
    late: bool = False

    @property
    def name(self) -> str:
        """Mark and title together, as bookmarks and the evidence sheet print them."""
        return f"{self.exhibit} {self.title}".strip()

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Its PDFs in order, each with its hash."""
        own = ((self.source, self.sha256),)
        return ((self.front, self.front_sha256), *own) if self.front else own


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole bundle. All texts are printed as they stand; `made` is the build's time and
    maker in words, `made_on` its date as the index prints it.

    `parties` and `reference` head every page of ours; `about` is the sentence under INDEX ("Magistrates'
    Court: bundle for the prosecution. Defendant: ..."). `letter` and `hearing` (ISO date) name the file.
    `built_ms` (UTC milliseconds) is the only clock a build knows. `device_key` is the public Ed25519 key that
    will seal it, in hex; `certificates` are the device certificates of it and of every key that signed a
    revision here, `council_keys` the council's public document, all as stored; none without a council.
    `index_pages` is how many pages of index were served: so many it keeps; 0 while nothing was.
    `pack` says in words what it is and about whom, for whoever verifies it.
    """

    title: str
    parties: str
    reference: str
    about: str
    papers: tuple[Paper, ...]
    built_ms: int
    made: str
    made_on: str
    released: str = ""
    copy: str = "full copy"
    version: int = 1
    letter: str = "A"
    hearing: str = ""
    device_key: str = ""
    certificates: tuple[bytes, ...] = ()
    council_keys: bytes = b""
    app: str = ""
    code_sheet: str = ""
    index_pages: int = 0
    pack: str = ""

    @property
    def file_name(self) -> str:
        """Short case name, bundle letter and hearing date, in characters that every system takes."""
        parts = (self.title, self.letter, self.hearing)
        tidy = (_UNSAFE.sub("-", part).strip("-.") for part in parts)
        return "_".join(part for part in tidy if part) + ".pdf"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a document came to lie: its first page (PDF page = printed number) and how many it has."""

    name: str
    first: int
    pages: int

    @property
    def last(self) -> int:
        """The number of its last page."""
        return self.first + self.pages - 1

    @property
    def range(self) -> str:
        """The pages as the index prints them."""
        return str(self.first) if self.pages == 1 else f"{self.first}–{self.last}"


@dataclass(frozen=True, slots=True)
class Built:
    """An assembled file whose seal is still open.

    `sha256` is the file's with the hole at `hole_at` zeroed, `manifest_sha256` the manifest's likewise;
    `placed` goes to the notebook's number ledger.
    """

    pages: int
    sha256: str
    manifest_sha256: str
    hole_at: int
    placed: tuple[Placed, ...] = field(default=())
