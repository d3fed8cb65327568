"""What never stands on a calling card that is left at a door (FieldKit 3.5)."""

from __future__ import annotations

import re

from fieldkit.reference import Reference


def unfit_words(text: str, child_names: tuple[str, ...], book: Reference) -> tuple[str, ...]:
    """The words of a posted card that may not be on it: "missing", "court", and any name of the child.

    A card handed to an adult may carry the first name: leave it out of `child_names` then, but never the
    surname. Nothing found means that the card may be left.
    """
    never = tuple(code.code for code in book.codes("calling-card-never"))
    words = never + tuple(part for name in child_names for part in name.split())
    return tuple(dict.fromkeys(word for word in words if _stands_in(word, text)))


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word.casefold())}(?!\w)", text.casefold()) is not None
