"""A finding: what a rule makes of the facts, in words, with the facts it used and its authority."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")


class Verdict(StrEnum):
    """What a rule can say. A missing fact gives "cannot tell", never "pass"."""

    PASS = "pass"  # noqa: S105  a verdict, not a password
    FAIL = "fail"
    CANNOT_TELL = "cannot_tell"

    @property
    def words(self) -> str:
        """The verdict as printed: Pass, Fail or Cannot tell."""
        return self.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer. `facts` are (name, printed value) in the order the rule used them.

    `rule`, `authority` and `title` are stamped by the `rule` decorator, unless the rule itself said more
    exactly what was found ("Works after 19:00") and by what law.
    """

    verdict: Verdict
    says: str
    facts: tuple[tuple[str, str], ...] = ()
    rule: str = ""
    authority: str = ""
    title: str = ""

    @classmethod
    def passed(cls, says: str, **facts: object) -> Finding:
        """The rule is met. Facts are given by name and printed with `shown`."""
        return cls(Verdict.PASS, says, _printed(facts))

    @classmethod
    def failed(cls, says: str, **facts: object) -> Finding:
        """The rule is broken."""
        return cls(Verdict.FAIL, says, _printed(facts))

    @classmethod
    def cannot_tell(cls, says: str, **facts: object) -> Finding:
        """A fact is missing or still to come; `says` names it."""
        return cls(Verdict.CANNOT_TELL, says, _printed(facts))

    def titled(self, title: str) -> Finding:
        """The same finding under a title of its own."""
        return replace(self, title=title)


def shown(value: object) -> str:
    """A value as an officer reads it: "Fri 23 Oct 2026", "10:34", "yes", "not known"."""
    match value:
        case None:
            return "not known"
        case bool():
            return "yes" if value else "no"
        case datetime():
            return f"{shown(in_uk(value).date())} {in_uk(value):%H:%M}"
        case date():
            return f"{value:%a} {value.day} {value:%b} {value.year}"
        case time():
            return f"{value:%H:%M}"
        case tuple():
            return ", ".join(shown(part) for part in value) or "none"
        case _:
            return str(value)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 school day", "2 school days"."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def in_uk(moment: datetime) -> datetime:
    """A moment in UK local time; one that carries no offset is taken as UK local time already."""
    return moment.replace(tzinfo=UK) if moment.tzinfo is None else moment.astimezone(UK)


def instant(moment: datetime) -> datetime:
    """A moment in UTC, for comparing: UK times compare by their clock faces, which change twice a year."""
    return in_uk(moment).astimezone(UTC)


def _printed(facts: dict[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((name.replace("_", " "), shown(value)) for name, value in facts.items())
