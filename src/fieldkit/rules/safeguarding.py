"""A concern about a child is passed on at once (rules CME-16 and CME-25)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fieldkit.reference import Code, Reference
from fieldkit.rules.finding import Finding, in_uk, instant, shown
from fieldkit.rules.registry import rule


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody told of a concern: a code of `escalation-told`, and when."""

    who: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Concern:
    """A safeguarding concern: its level, when it was noticed, who was told, and the moment looked at.

    `told` is () when nobody was told yet and None when that is not known. `words_shown` says whether the
    screen with what to say was shown, `said_at` when the officer recorded that it was said.
    """

    level: str | None = None
    noticed_at: datetime | None = None
    told: tuple[Told, ...] | None = None
    now: datetime | None = None
    words_shown: bool | None = None
    said_at: datetime | None = None


@rule("CME-16", about="visit", authority="Children Act 2004 s.11; Working Together to Safeguard Children")
def told_the_same_day(facts: Concern, book: Reference) -> Finding:
    """A safeguarding concern is passed on the same day.

    It overrides every other order of work. In immediate danger 999 comes first, then the manager and MASH.
    """
    level = _level(facts, book)
    if level is None:
        return Finding.cannot_tell("Say which safeguarding level applies.", level=facts.level)
    used: dict[str, object] = {"level": f"{level.code}: {level.label}", "noticed": facts.noticed_at}
    if not level.rank():
        return Finding.passed("No safeguarding concern was recorded.", **used)
    if facts.noticed_at is None or facts.told is None:
        return Finding.cannot_tell("Enter when you noticed it, whom you told and when.", **used)
    accepted = level.mark("accepts").split()
    reached = [told for told in facts.told if told.who in accepted and told.at is not None]
    used["told"] = tuple(_printed(told, book) for told in facts.told)
    if not reached:
        return _nobody_yet(facts, level, used)
    first = in_uk(min(instant(told.at) for told in reached if told.at is not None))
    noticed = in_uk(facts.noticed_at)
    if instant(first) < instant(noticed):
        return Finding.cannot_tell("Correct the times: somebody was told before it was noticed.", **used)
    if first.date() > noticed.date():
        return Finding.failed(f"Told on {shown(first)}, not the same day.", **used)
    if missing := _still_to_tell(facts.told, level, first):
        return Finding.failed(missing, **used)
    return Finding.passed(f"Noticed {shown(noticed.time())}, told {shown(first.time())}.", **used)


@rule("CME-25", about="visit", authority="Children Act 2004 s.11; FieldKit CME-25")
def said_and_recorded(facts: Concern, book: Reference) -> Finding | None:
    """What to say was shown, and that it was said is recorded.

    The escalation screens never wait for a network or for sync.
    """
    level = _level(facts, book)
    if level is not None and not level.rank():
        return None
    used = {"level": facts.level, "words_shown": facts.words_shown, "said": facts.said_at}
    if level is None or facts.words_shown is None or facts.said_at is None:
        return Finding.cannot_tell("Record what you said, to whom and when.", **used)
    if not facts.words_shown:
        return Finding.failed("What to say was not shown before the call.", **used)
    return Finding.passed(f"Recorded as said at {shown(in_uk(facts.said_at).time())}.", **used)


def _level(facts: Concern, book: Reference) -> Code | None:
    return next((code for code in book.codes("safeguarding-level") if code.code == facts.level), None)


def _nobody_yet(facts: Concern, level: Code, used: dict[str, object]) -> Finding:
    whom = level.mark("tell")
    if level.mark("when") == "now":
        return Finding.failed(f"Tell {whom} now.", **used)
    if facts.now is None or facts.noticed_at is None:
        return Finding.cannot_tell(f"Tell {whom} on the day it was noticed.", **used)
    if in_uk(facts.now).date() > in_uk(facts.noticed_at).date():
        return Finding.failed(f"Nobody was told the same day. Tell {whom} now.", **used)
    return Finding.cannot_tell(f"Tell {whom} today.", **used)


def _still_to_tell(told: tuple[Told, ...], level: Code, first: datetime) -> str:
    if level.mark("when") != "now":
        return ""
    others = [other for other in told if other.who != "999" and other.at is not None]
    if any(instant(other.at) < instant(first) for other in others if other.at is not None):
        return "Somebody else was told before 999 was called."
    reached = {other.who for other in others}
    if "manager" not in reached or not reached & {"mash", "out-of-hours"}:
        return "999 was called. Now tell your manager and MASH."
    return ""


def _printed(told: Told, book: Reference) -> str:
    return f"{book.label('escalation-told', told.who)} {shown(told.at)}"
