"""The same work under two rule sets side by side, whichever of them is the law of its day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from fieldkit.reference import LocalValue, Reference
from fieldkit.reference.employment import rule_sets
from fieldkit.rules.employment.facts import ChildAtWork
from fieldkit.rules.finding import Finding
from fieldkit.rules.registry import RULES

CYPA_CURRENT, CWSA2026 = "CYPA_CURRENT", "CWSA2026"


@dataclass(frozen=True, slots=True)
class Compared:
    """What one rule says under two rule sets; None where it has nothing to say under one of them."""

    rule: str
    now: Finding | None
    then: Finding | None

    @property
    def differs(self) -> bool:
        """Whether the verdict or the words differ, and not the authority alone."""
        return _gist(self.now) != _gist(self.then)


def under(name: str, book: Reference) -> Reference:
    """The book as if one rule set were the law of every day. Raises `LookupError` for an unknown set."""
    if name not in (rules.name for rules in rule_sets()):
        raise LookupError(f"no rule set {name}")
    pinned = tuple(
        LocalValue(rules.commences, date.min if rules.name == name else "", "compared", since=book.as_of)
        for rules in rule_sets()
        if rules.commences
    )
    return replace(book, council_values=(*book.council_values, *pinned))


def compare(
    facts: ChildAtWork, book: Reference, now: str = CYPA_CURRENT, then: str = CWSA2026
) -> tuple[Compared, ...]:
    """Every employment rule under both rule sets, by rule, where at least one has something to say."""
    books = under(now, book), under(then, book)
    pairs = [
        Compared(rule.id, *(rule.function(facts, each) for each in books))
        for rule in (RULES[id] for id in sorted(RULES))
        if rule.facts is ChildAtWork
    ]
    return tuple(pair for pair in pairs if pair.now is not None or pair.then is not None)


def _gist(found: Finding | None) -> tuple[str, str, str] | None:
    return None if found is None else (found.verdict, found.title, found.says)
