"""What a window shows of a witness statement: its paper, its findings, its exhibits, its earlier drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fieldkit.casebook.evidence.redrafts import Redraft
from fieldkit.casebook.evidence.statement_paper import MARK, split
from fieldkit.casebook.paper import Sheet
from fieldkit.rules.finding import Finding
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class Offered:
    """An exhibit of the case that a statement may name; `disclosure` is its class, if it has one."""

    mark: str
    exhibit: str
    description: str
    disclosure: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """An exhibit mark in the text with the paragraphs, from 1, that name it; `exhibit` is empty for none."""

    mark: str
    exhibit: str
    description: str
    paragraphs: tuple[int, ...]

    @property
    def there(self) -> bool:
        """Whether the case has an exhibit of that mark."""
        return bool(self.exhibit)


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A statement read whole. `mine` says whether it is this officer's own; `offered` are by mark."""

    held: Held
    mine: bool
    sheet: Sheet
    findings: tuple[Finding, ...]
    offered: tuple[Offered, ...]
    redrafts: tuple[Redraft, ...]

    @property
    def cited(self) -> tuple[Cited, ...]:
        """The exhibits that it names."""
        return cited(self.held.text("paragraphs"), self.offered)


def cited(text: str, offered: Sequence[Offered]) -> tuple[Cited, ...]:
    """Each exhibit mark in the words, once, in the order in which it is named, and what it stands for."""
    known = {one.mark: one for one in offered}
    said = [(number, MARK.findall(words)) for number, words in enumerate(split(text), 1)]
    found = []
    for mark in dict.fromkeys(MARK.findall(text)):
        one = known.get(mark)
        numbers = tuple(number for number, marks in said if mark in marks)
        found.append(Cited(mark, one.exhibit if one else "", one.description if one else "", numbers))
    return tuple(found)
