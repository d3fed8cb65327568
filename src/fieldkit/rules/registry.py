"""Every rule by its id: how it is declared, found for a subject, explained, and run on the facts it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, TypeVar, cast, get_type_hints

from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, Verdict

Facts = TypeVar("Facts")
Answer = TypeVar("Answer", bound="Finding | None")

SUBJECTS = (
    *("case", "visit", "child", "person", "risk-flag", "letter", "operation", "stop", "premises-visit"),
    *("child-at-work", "register-extract", "referral", "notice", "legal-action", "interview", "roll"),
    *("statement", "exhibit", "notebook", "meeting", "sjp-pack"),
)
_ORDER = (Verdict.FAIL, Verdict.CANNOT_TELL, Verdict.PASS)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as declared: `title` and `meaning` are from its docstring, `facts` is the class it takes."""

    id: str
    title: str
    meaning: str
    about: str
    authority: str
    facts: type
    function: Callable[[Any, Reference], Finding | None]


RULES: dict[str, Rule] = {}


def rule(
    id: str, *, about: str, authority: str
) -> Callable[[Callable[[Facts, Reference], Answer]], Callable[[Facts, Reference], Answer]]:
    """Declare a function of (facts, book) as the rule `id` about a subject.

    The function answers None when the rule has nothing to say of these facts. Id, authority and title are
    stamped here.
    """

    def declare(function: Callable[[Facts, Reference], Answer]) -> Callable[[Facts, Reference], Answer]:
        if id in RULES or about not in SUBJECTS:
            raise ValueError(f"rule {id} is declared twice or is about an unknown subject")

        @wraps(function)
        def answer(facts: Facts, book: Reference) -> Answer:
            found = function(facts, book)
            return found if found is None else cast(Answer, _stamped(found, RULES[id]))

        title, _, meaning = (function.__doc__ or "").strip().partition("\n")
        kind = get_type_hints(function)["facts"]
        RULES[id] = Rule(id, title.rstrip("."), " ".join(meaning.split()), about, authority, kind, answer)
        return answer

    return declare


def rules_for(subject: str) -> tuple[Rule, ...]:
    """The rules about a case, visit, child, person, risk-flag or letter, by id."""
    return tuple(RULES[id] for id in sorted(RULES) if RULES[id].about == subject)


def explain(rule_id: str) -> str:
    """A rule in words, for help: id, title, meaning, authority. Raises `LookupError` if there is none."""
    rule = RULES[rule_id]
    return "\n".join(part for part in (f"{rule.id} {rule.title}.", rule.meaning, rule.authority) if part)


def findings(book: Reference, *facts: object) -> tuple[Finding, ...]:
    """What every rule makes of the facts it takes: fails first, then cannot tells, then passes."""
    found = [
        finding
        for id in sorted(RULES)
        for given in facts
        if type(given) is RULES[id].facts and (finding := RULES[id].function(given, book)) is not None
    ]
    return tuple(sorted(found, key=lambda finding: _ORDER.index(finding.verdict)))


def _stamped(found: Finding, rule: Rule) -> Finding:
    """What the rule itself said of its authority and title goes before what it was declared with."""
    return replace(
        found,
        rule=rule.id,
        authority=found.authority or rule.authority,
        title=found.title or rule.title,
    )
