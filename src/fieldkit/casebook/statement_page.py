"""What a window shows of a witness statement: its paper, its findings, its exhibits, its earlier drafts."""

from __future__ import annotations

from dataclasses import dataclass

from fieldkit.casebook.paper import Sheet
from fieldkit.casebook.redrafts import Redraft
from fieldkit.rules.finding import Finding
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class Cited:
    """An exhibit mark in the text: the exhibit it stands for, empty when there is none, and where it stands.

    `disclosure` is the class of the exhibit; one that is unused may not be produced.
    """

    mark: str
    exhibit: str
    description: str
    paragraphs: tuple[int, ...]
    disclosure: str = ""

    @property
    def there(self) -> bool:
        """Whether the case has an exhibit of that mark."""
        return bool(self.exhibit)


@dataclass(frozen=True, slots=True)
class StatementPage:
    """A statement read whole. `mine` says whether it is this officer's own; `offered` are (mark, words)."""

    held: Held
    mine: bool
    sheet: Sheet
    findings: tuple[Finding, ...]
    cited: tuple[Cited, ...]
    offered: tuple[tuple[str, str], ...]
    redrafts: tuple[Redraft, ...]
    case: str
