"""Plain values: what a record's answers are made of, and text tidied so that equal words are equal bytes."""

from __future__ import annotations

import unicodedata
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"


def tidy(text: str) -> str:
    """`text` in Unicode NFC, without NUL and lone surrogates, ready to be signed."""
    clean = text.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    return unicodedata.normalize("NFC", clean)
