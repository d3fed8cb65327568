"""What a transaction changed: the one notice that pages, sync and search refresh by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """A record, with the kind and home it is listed under."""

    record: str
    kind: str
    home: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The records that changed and the topics touched besides: drafts, settings, sync, schools."""

    records: frozenset[Ref] = frozenset()
    topics: frozenset[str] = field(default_factory=frozenset)

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.records | other.records, self.topics | other.topics)

    def __bool__(self) -> bool:
        return bool(self.records or self.topics)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the records that changed."""
        return frozenset(ref.kind for ref in self.records)

    @property
    def homes(self) -> frozenset[str]:
        """The homes of the records that changed."""
        return frozenset(ref.home for ref in self.records)

    @classmethod
    def to(cls, *topics: str, records: Iterable[Ref] = ()) -> Changes:
        """A notice of topics, records, or both."""
        return cls(frozenset(records), frozenset(topics))
