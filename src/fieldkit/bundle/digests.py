"""One digest a page: what is drawn, with what, in which boxes; the same wherever its objects are stored."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import Name

_PAGE_KEYS = (
    Name.MediaBox, Name.CropBox, Name.Rotate, Name.UserUnit, Name.Group, Name.Resources, Name.Contents,
    Name.Annots,
)  # fmt: skip
# What qpdf's own text of an object holds: strings (passed over), a stream's length (which depends on nothing
# that is seen), and references to other objects.
_PART = re.compile(
    rb"\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f]*>|/Length (?:\d+ \d+ R|\d+) ?|(\d+) (\d+) R", re.DOTALL
)
_IN_WORK = b"@self"


def page_digests(pdf: pikepdf.Pdf) -> list[str]:
    """The digest of every page, in order, in hex."""
    pages = [page.obj for page in pdf.pages]
    reader = _Reader(pdf, pages)
    return [reader.page(page) for page in pages]


def rest_digest(pdf: pikepdf.Pdf) -> str:
    """The digest of what lies beside the pages: bookmarks, labels, opening view. The manifest is left out."""
    root = pdf.Root
    keys = sorted(set(root.keys()) - {"/Pages", "/AF", "/Names"})
    reader = _Reader(pdf, [page.obj for page in pdf.pages])
    return reader.joined((key.encode("ascii"), root[key]) for key in keys)


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, pages: Sequence[pikepdf.Object]) -> None:
        self._pdf = pdf
        self._known: dict[tuple[int, int], bytes] = {
            page.objgen: b"@page%d" % number for number, page in enumerate(pages, 1)
        }

    def page(self, page: pikepdf.Object) -> str:
        return self.joined((str(key).encode("ascii"), page[key]) for key in _PAGE_KEYS if key in page)

    def joined(self, parts: Iterable[tuple[bytes, object]]) -> str:
        whole = hashlib.sha256(b"fk.page.1\0")
        for key, value in parts:
            said = self._said(value)
            whole.update(b"%s %d " % (key, len(said)))
            whole.update(said)
        return whole.hexdigest()

    def _said(self, value: object) -> bytes:
        return self._text(value.unparse()) if isinstance(value, pikepdf.Object) else _scalar(value)

    def _text(self, raw: bytes) -> bytes:
        return _PART.sub(self._part, raw)

    def _part(self, found: re.Match[bytes]) -> bytes:
        if found[1] is not None:
            return self._at((int(found[1]), int(found[2])))
        return b"" if found[0].startswith(b"/Length") else found[0]

    def _at(self, place: tuple[int, int]) -> bytes:
        known = self._known.get(place)
        if known is None:
            self._known[place] = _IN_WORK
            known = self._known[place] = self._object(self._pdf.get_object(place))
        return known

    def _object(self, thing: object) -> bytes:
        if not isinstance(thing, pikepdf.Object):
            return b"@" + hashlib.sha256(_scalar(thing)).digest()
        if isinstance(thing, pikepdf.Stream):
            whole = hashlib.sha256(self._text(thing.stream_dict.unparse(resolved=True)))
            whole.update(b"\0stream\0")
            whole.update(thing.get_raw_stream_buffer())
            return b"@" + whole.digest()
        return b"@" + hashlib.sha256(self._text(thing.unparse(resolved=True))).digest()


def _scalar(value: object) -> bytes:
    """A number or truth value, which pikepdf gives as Python's own."""
    return f"{type(value).__name__} {value}".encode("ascii")
