"""Earlier drafts of a statement, and what changed between one of them and the words that stand (EVD-05)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

KEPT, GONE, NEW = "kept", "gone", "new"
#: Words keep the space behind them, so that the pieces joined are the paragraph again.
_WORD = re.compile(r"\S+\s*")
#: Two paragraphs that share less than this are two paragraphs, not one that was rewritten.
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Redraft:
    """An earlier draft of a statement whose words differ from what came after it (EVD-05)."""

    revision: str
    number: int
    at: datetime
    who: str
    paragraphs: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph as it was and is: pieces in order, each kept, gone or new."""

    pieces: tuple[tuple[str, str], ...]

    @property
    def differs(self) -> bool:
        """Whether anything in it changed."""
        return any(sort != KEPT for sort, _ in self.pieces)

    def before(self) -> str:
        """The paragraph as it was."""
        return "".join(words for sort, words in self.pieces if sort != NEW).strip()

    def after(self) -> str:
        """The paragraph as it is."""
        return "".join(words for sort, words in self.pieces if sort != GONE).strip()


def compared(before: str, after: str) -> tuple[Change, ...]:
    """The paragraphs of two drafts beside each other, what is gone before what is new in its place."""
    old, new = _paragraphs(before), _paragraphs(after)
    found: list[Change] = []
    for sort, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort == "equal":
            found += [Change(((KEPT, words),)) for words in new[c:d]]
        else:
            found += _replaced(old[a:b], new[c:d])
    return tuple(found)


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Rewritten paragraphs meet the one that they came from; the others are gone, or new."""
    found, rest = [], list(old)
    for words in new:
        alike = [_likeness(one, words) for one in rest]
        place = alike.index(max(alike)) if alike and max(alike) >= _ALIKE else -1
        if place < 0:
            found.append(Change(((NEW, words),)))
            continue
        found += [Change(((GONE, one),)) for one in rest[:place]]
        found.append(Change(_pieces(rest[place], words)))
        rest = rest[place + 1 :]
    return found + [Change(((GONE, one),)) for one in rest]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _WORD.findall(one), _WORD.findall(other), autojunk=False).ratio()


def _pieces(one: str, other: str) -> tuple[tuple[str, str], ...]:
    old, new = _WORD.findall(f"{one} "), _WORD.findall(f"{other} ")
    found: list[tuple[str, str]] = []
    for sort, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if sort == "equal":
            found.append((KEPT, "".join(old[a:b])))
        else:
            found += [(GONE, "".join(old[a:b]))] if a < b else []
            found += [(NEW, "".join(new[c:d]))] if c < d else []
    return tuple(found)


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
