"""What a window shows of a school's referral for legal action: its checks, its family's, what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fieldkit.casebook.approvals.page import Approval
from fieldkit.casebook.sections import Section
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class SupportRow:
    """One thing that was done to help; days are `YYYY-MM-DD` or empty."""

    support: str
    kind: str
    words: str
    began: str
    ended: str
    engaged: str
    outcome: str


@dataclass(frozen=True, slots=True)
class SanctionRow:
    """One earlier sanction of one parent for one child; `came_of_it` is paid, withdrawn or its result."""

    sanction: str
    kind: str
    words: str
    person: str
    parent: str
    child: str
    issued_on: str
    for_leave: str
    came_of_it: str


@dataclass(frozen=True, slots=True)
class ParentChecks:
    """What the rules say of one parent alone: each is a separate suspect with a separate file (PAR-02).

    `liable` is what PAR-01 makes of them: yes, no or unknown.
    """

    person: str
    name: str
    relationship: str
    liable: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class WayRow:
    """The legal action of one parent, as far as it is."""

    action: str
    person: str
    parent: str
    state: str
    state_words: str


@dataclass(frozen=True, slots=True)
class LegalAct:
    """One thing to do, and why not yet when it is blocked; `record` is the one whose form it opens."""

    name: str
    label: str
    blocked: str = ""
    record: str = ""


@dataclass(frozen=True, slots=True)
class LegalReferralRow:
    """A referral in a list."""

    referral: str
    case: str
    reference: str
    child: str
    school: str
    received_at: str
    state: str
    state_words: str
    failed: int
    cannot_tell: int


@dataclass(frozen=True, slots=True)
class LegalReferralPage:
    """A referral read whole. `act` is what comes next, `others` what may be done besides.

    - `findings` are those on the referral and its register, `parents` those on each parent.
    - `blockers` bar a sanction for attendance while they are open; the contract path may go on.
    - `returned_because` are the checks for which it went back last.
    - `waits_for` says what comes next and who has to do it.
    - `plan` is the investigation plan and `plan_words` its state; `ways` are the parents' legal actions,
      `not_begun` those who are or may be a parent and have none, as (person, name).
    - `asked_words` is the measure that the school asks for, `lay_by` the cautious date of a charge (LIM-02).
    """

    held: Held
    case: Held
    child: str
    child_name: str
    state_words: str
    sections: tuple[Section, ...]
    extract: str
    findings: tuple[Finding, ...]
    parents: tuple[ParentChecks, ...]
    blockers: tuple[Finding, ...]
    supports: tuple[SupportRow, ...]
    sanctions: tuple[SanctionRow, ...]
    returned_because: tuple[str, ...]
    regime: str
    approval: Approval | None
    waits_for: str
    plan: Held | None
    plan_words: str
    plan_approval: Approval | None
    ways: tuple[WayRow, ...]
    not_begun: tuple[tuple[str, str], ...]
    asked_words: str
    lay_by: date | None
    act: LegalAct
    others: tuple[LegalAct, ...]

    @property
    def failed(self) -> tuple[Finding, ...]:
        """The checks that failed, those of each parent among them, each rule of one parent once."""
        return tuple(found for found in self.all_findings if found.verdict is Verdict.FAIL)

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Everything that the rules say."""
        return (*self.findings, *(found for parent in self.parents for found in parent.findings))


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A failed check as the school reads it: what is asked, what was found, on which facts, by what law."""

    rule: str
    title: str
    says: str
    facts: tuple[tuple[str, str], ...]
    authority: str


@dataclass(frozen=True, slots=True)
class ReturnLetter:
    """What the letter to the school says. Days are in words; `reply_to` is how the council is reached."""

    referral: str
    reference: str
    child: str
    born: str
    school: str
    referred_by: str
    received: str
    returned: str
    reason: str
    checks: tuple[FailedCheck, ...]
    open_questions: tuple[FailedCheck, ...]
    officer: str
    council: str
    reply_to: str
