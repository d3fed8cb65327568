"""Hashes the exhibits that come with a bundle again, and compares them with the originals sealed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from fieldkit.bundle.manifest import Manifest
from fieldkit.bundle.report import Mark, Row

Exhibit = bytes | Path


def hashed(exhibits: Mapping[str, Exhibit]) -> dict[str, str]:
    """The SHA-256 of each exhibit, by name."""
    return {name: _digest(exhibit) for name, exhibit in exhibits.items()}


def exhibit_rows(listed: Manifest, given: Mapping[str, str]) -> list[Row]:
    """A row for every file given and every original not given; `given` is the SHA-256 of each by name."""
    if not given:
        return []
    wanted = {paper.original_sha256: paper for paper in listed.papers if paper.original_sha256}
    names = {paper.original_name for paper in wanted.values()}
    rows = []
    for name, digest in given.items():
        if digest in wanted:
            says = f"{name} is the original of {wanted[digest].name}, byte for byte."
            rows.append(Row(Mark.AS_SEALED, f"Exhibit {name}", says))
        elif name in names:
            rows.append(Row(Mark.ALTERED, f"Exhibit {name}", f"{name} is not the file that was sealed."))
        else:
            rows.append(Row(Mark.CANNOT_TELL, f"Exhibit {name}", f"{name} is no exhibit of this bundle."))
    for digest, paper in wanted.items():
        if digest not in given.values():
            says = f"The original, {paper.original_name}, was not given or is not the same file."
            rows.append(Row(Mark.CANNOT_TELL, paper.name, says))
    return rows


def _digest(exhibit: Exhibit) -> str:
    if isinstance(exhibit, Path):
        with exhibit.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    return hashlib.sha256(exhibit).hexdigest()
