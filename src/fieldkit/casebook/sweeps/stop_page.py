"""What the page of a stop shows: what is said so far, what may be done, and what the rules make of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fieldkit.casebook.drafts import OpenDraft
from fieldkit.reference.codes import code_list
from fieldkit.rules.finding import Finding
from fieldkit.rules.sweeps.facts import Operation
from fieldkit.store.drafts import Typed

PLACE, CHILD, WITH = "Place and time", "Child", "With"
REASON, PROOF, SCHOOL = "Reason given", "Proof shown", "School says"
CLASS, DONE = "This stop is", "What was done"
LINES = (PLACE, CHILD, WITH, REASON, PROOF, SCHOOL, CLASS, DONE)
"""The lines of a stop, each the section of its questions, in the order in which they are asked."""


def police_power(code: str) -> str:
    """Constable or PCSO, by a code of `police-power`; empty for nobody."""
    return next((one.mark("short") for one in code_list("police-power") if one.code == code), "")


@dataclass(frozen=True, slots=True)
class OpenStop:
    """A stop that is being logged: its draft, the sweep it belongs to, and who stands beside the officer.

    `number` is the one it gets if it is the next to be confirmed ("L14-07"); `power` is a code of
    `police-power`, empty when the officer is in no pairing; `begun_ms` is when the page was opened; `closed`
    says why no stop can be logged, empty when one can.
    """

    form: OpenDraft
    operation: str
    reference: str
    name: str
    number: str
    streets: tuple[str, ...]
    sweep: Operation
    police_name: str
    collar_no: str
    power: str
    group: str
    together: int
    begun_ms: int
    closed: str = ""

    @property
    def record(self) -> str:
        """The id of the stop, before and after it is confirmed."""
        return self.form.record

    @property
    def police(self) -> str:
        """The constable or PCSO of the pair in words: "PCSO 7714 Kemp"."""
        rank = police_power(self.power)
        return " ".join(filter(None, (rank, self.collar_no, self.police_name))) if rank else ""

    @property
    def typed(self) -> Mapping[str, Typed]:
        """The answers it opens on."""
        return self.form.typed


@dataclass(frozen=True, slots=True)
class StopLine:
    """One line of the record so far; `shown` is empty while nothing is said."""

    name: str
    shown: str
    done: bool


@dataclass(frozen=True, slots=True)
class StopPage:
    """What is said so far, read whole.

    `allowed` has every code of `stop-action` in the order of the list, with why it may not be chosen, empty
    when it may. `suggested` is a code of `stop-class`, empty while nothing can be suggested. `notes` are the
    lines under the keys, with the ids of their rules. `school_phone` and `school_closed` are about the school
    named; the second says why it is closed that day. `missing` names the lines that need an answer yet.
    """

    heading: str
    lines: tuple[StopLine, ...]
    allowed: Mapping[str, str]
    suggested: str
    suggested_label: str
    suggested_why: str
    notes: tuple[str, ...]
    school: str
    school_phone: str
    school_closed: str
    age: int | None
    findings: tuple[Finding, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopRow:
    """A stop in the list of its sweep; `erased` says that its names are gone, `case_made` names a case.

    `to_refer` says that a CME referral can be opened from it (SWP-23).
    """

    stop: str
    number: str
    at: str
    place: str
    child: str
    age: str
    school: str
    reason: str
    classification: str
    done: str
    officer: str
    group: str
    welfare: bool
    case_made: str
    to_refer: bool
    sent: bool
    erased: bool
    withdrawn: bool
    disputed: bool
