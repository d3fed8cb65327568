"""Papers to attach, made as they are needed."""

from __future__ import annotations

from pathlib import Path

import pikepdf


def locked_pdf(path: Path, password: str) -> Path:
    """A PDF of one empty page that opens only with its password."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(path, encryption=pikepdf.Encryption(user=password, owner=password))
    return path


def plain_pdf(path: Path, pages: int = 1) -> Path:
    """A PDF of empty pages."""
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page(page_size=(595, 842))
        pdf.save(path)
    return path
