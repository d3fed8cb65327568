"""The list sealed into a bundle: every page's digest, every source's hashes, signed revisions and keys."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from fieldkit.bundle.plan import Paper, Placed, Plan, Signed
from fieldkit.ledger.canonical import Json, NotCanonical, canonical, parse

FILE_NAME = "fieldkit-manifest.json"
# Hash of the whole file, hash of this list, signature over both: hex, so that the width is fixed.
HOLE_WIDTH = 64 + 64 + 128
EMPTY_HOLE = "0" * HOLE_WIDTH
_HOLE_KEY = b'"hole":"'
_FK, _V = "bundle-manifest", 1


class NoManifest(ValueError):
    """The file holds no manifest that can be read."""


@dataclass(frozen=True, slots=True)
class SealedPaper:
    """One paper as the manifest lists it."""

    name: str
    first: int
    pages: int
    source_sha256: str
    original_name: str
    original_sha256: str
    revisions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says; `raw` are its very bytes, `hole_at` the place of the hole in them, `what`
    what the bundle is in words.
    """

    raw: bytes
    hole_at: int
    hole: str
    reference: str
    built_ms: int
    device_key: str
    pages: tuple[str, ...]
    rest: str
    papers: tuple[SealedPaper, ...]
    revisions: tuple[Signed, ...]
    certificates: tuple[bytes, ...]
    council_keys: bytes
    what: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 of the list with its hole empty."""
        return hashlib.sha256(with_empty_hole(self.raw, self.hole_at)).hexdigest()


def make(plan: Plan, placed: Sequence[Placed], pages: Sequence[str], rest: str) -> bytes:
    """The manifest's canonical bytes, its hole empty. `pages` and `rest` are the digests of the file."""
    revisions: list[Signed] = []
    papers: list[Json] = []
    for paper, place in zip(plan.papers, placed, strict=True):
        start = len(revisions)
        revisions += paper.revisions
        papers.append(_paper(paper, place, range(start, len(revisions))))
    return canonical(
        {
            "fk": _FK,
            "v": _V,
            "hole": EMPTY_HOLE,
            "app": plan.app,
            "built_ms": plan.built_ms,
            "certificates": [_text(raw) for raw in plan.certificates],
            "copy": plan.copy,
            "council_keys": _text(plan.council_keys),
            "device_key": plan.device_key,
            "pack": plan.pack,
            "pages": list(pages),
            "papers": papers,
            "reference": plan.reference,
            "rest": rest,
            "revisions": [_revision(revision) for revision in revisions],
            "version": plan.version,
        }
    )


def _paper(paper: Paper, place: Placed, revisions: range) -> Json:
    return {
        "exhibit": paper.exhibit,
        "first": place.first,
        "name": place.name,
        "note": paper.note,
        "original_name": paper.original_name,
        "original_sha256": paper.original_sha256,
        "pages": place.pages,
        "revisions": list(revisions),
        "section": paper.section,
        "source_sha256": paper.sha256,
    }


def _revision(revision: Signed) -> Json:
    return {
        "header": _text(revision.header),
        "payload": _text(revision.payload),
        "receipt": _text(revision.receipt),
        "sig": revision.signature.hex(),
    }


def _text(raw: bytes) -> str:
    # Headers, payloads, receipts and certificates are all JSON text: kept readable in the manifest.
    return raw.decode("utf-8")


def embed(bundle: pikepdf.Pdf, raw: bytes) -> None:
    """Makes the manifest the one associated file of a bundle, stored as it stands so that it can be found."""
    content = bundle.make_stream(raw)
    content.Type = Name.EmbeddedFile
    content.Subtype = Name("/application/json")
    content.Params = Dictionary(Size=len(raw))
    about = Dictionary(
        Type=Name.Filespec, F=String(FILE_NAME), UF=String(FILE_NAME), AFRelationship=Name.Data,
        Desc=String("What this bundle was made from, sealed by FieldKit"),
        EF=Dictionary(F=content, UF=content),
    )  # fmt: skip
    spec = bundle.make_indirect(about)
    bundle.Root.AF = Array([spec])
    bundle.Root.Names = Dictionary(EmbeddedFiles=Dictionary(Names=Array([String(FILE_NAME), spec])))


def extract(bundle: pikepdf.Pdf) -> bytes:
    """The manifest's bytes in a bundle. Raises `NoManifest`."""
    try:
        spec = bundle.Root.AF[0]
        return bytes(spec.EF.F.read_raw_bytes())
    except (AttributeError, KeyError, IndexError, TypeError, ValueError, pikepdf.PdfError) as fault:
        raise NoManifest("the file holds no list of its own") from fault


def read(raw: bytes) -> Manifest:
    """The manifest in `raw`. Raises `NoManifest` when it is not exactly of the form that `make` gives."""
    try:
        said = cast("dict[str, Any]", parse(raw))
        if said["fk"] != _FK or said["v"] != _V:
            raise NoManifest("the list is of another kind or a newer version")
        hole_at = raw.index(_HOLE_KEY + said["hole"].encode("ascii") + b'"') + len(_HOLE_KEY)
        if len(said["hole"]) != HOLE_WIDTH:
            raise NoManifest("the seal has the wrong length")
        return Manifest(
            raw=raw,
            hole_at=hole_at,
            hole=said["hole"],
            reference=str(said["reference"]),
            built_ms=int(said["built_ms"]),
            device_key=str(said["device_key"]),
            pages=tuple(str(page) for page in said["pages"]),
            rest=str(said["rest"]),
            papers=tuple(_sealed_paper(paper) for paper in said["papers"]),
            revisions=tuple(_signed(revision) for revision in said["revisions"]),
            certificates=tuple(str(text).encode("utf-8") for text in said["certificates"]),
            council_keys=str(said["council_keys"]).encode("utf-8"),
            what=_what(said),
        )
    except NoManifest:
        raise
    except (NotCanonical, AttributeError, KeyError, TypeError, ValueError) as fault:
        raise NoManifest("the list in the file cannot be read") from fault


def _what(said: dict[str, Any]) -> str:
    """What the bundle is, in words; an older one has no name of its own."""
    copy, version = str(said["copy"]), int(said["version"])
    return f"{said.get('pack') or 'Bundle'}, {said['reference']}, version {version}, {copy}."


def _sealed_paper(said: dict[str, Any]) -> SealedPaper:
    return SealedPaper(
        str(said["name"]), int(said["first"]), int(said["pages"]), str(said["source_sha256"]),
        str(said["original_name"]), str(said["original_sha256"]), tuple(int(n) for n in said["revisions"]),
    )  # fmt: skip


def _signed(said: dict[str, Any]) -> Signed:
    texts = (str(said[name]).encode("utf-8") for name in ("header", "payload", "receipt"))
    header, payload, receipt = texts
    return Signed(header, bytes.fromhex(said["sig"]), payload, receipt)


def with_empty_hole(raw: bytes, hole_at: int) -> bytes:
    """`raw` with the hole at `hole_at` filled with zeros."""
    return raw[:hole_at] + EMPTY_HOLE.encode("ascii") + raw[hole_at + HOLE_WIDTH :]


def same(one: str, other: str) -> bool:
    """Whether two hex texts are the very same."""
    return hmac.compare_digest(one.encode("utf-8"), other.encode("utf-8"))
