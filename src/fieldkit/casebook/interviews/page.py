"""What a window shows of an interview under caution: frozen, and read without anything being written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fieldkit.casebook.approvals.page import Approval
from fieldkit.casebook.interviews.recording_rows import RecorderEventRow, RecordingRow
from fieldkit.casebook.interviews.statements import CautionStatementRow
from fieldkit.casebook.interviews.struck import Struck
from fieldkit.rules.finding import Finding
from fieldkit.store.records import Held

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """An interview in a list; `next_act` is what comes next, `blocked` why it cannot be done yet."""

    interview: str
    case: str
    reference: str
    person: str
    offence: str
    planned_for: str
    state: str
    state_words: str
    next_act: str
    blocked: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """One of the 22 steps. `status` is done, not-applicable, now or later; `at` is UTC-offset ISO text.

    `words` are what is read out at it, exactly; `wording` names their version ("caution 1"). `parts` are what
    the person said of each part of the caution, as (part, words), and `explained` how it was explained.
    """

    code: str
    number: int
    label: str
    authority: str
    status: str
    status_words: str
    record: str
    at: str
    why_not: str
    answer: str
    said: str
    note: str
    always: bool
    wording: str
    words: str
    explained: str = ""
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LineRow:
    """A numbered question with its answer; times are ISO text, taken at the first key.

    `exhibits` are (record, mark), `struck` what was put right since, oldest first.
    """

    line: str
    number: int
    asked_at: str
    asker: str
    question: str
    answered_at: str
    answerer: str
    answer: str
    no_comment: bool
    exhibits: tuple[tuple[str, str], ...]
    point: str
    point_words: str
    struck: tuple[Struck, ...]


@dataclass(frozen=True, slots=True)
class BreakRow:
    """Time out: why, from when to when, what was said, and that the caution was brought back to mind."""

    record: str
    reason: str
    reason_words: str
    began_at: str
    ended_at: str
    said: str
    said_back: str
    reminded_at: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody in the room; `signed` is yes, refused or empty."""

    record: str
    name: str
    role: str
    role_words: str
    organisation: str
    language: str
    signed: str


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One signature as drawn (strokes of x, y in thousandths of the width), or a refusal with its words."""

    record: str
    name: str
    role: str
    role_words: str
    at: str
    refused: bool
    said: str
    ink: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point to prove or a defence to be put; `number` is that of the first question on it, 0 while open."""

    code: str
    label: str
    number: int


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """What was said at a visit when grounds to suspect appeared: put to the person at step 13 (11.4)."""

    record: str
    at: str
    where: str
    words: str


@dataclass(frozen=True, slots=True)
class Typing:
    """What was being typed when it was last saved: of question `number`, its question or its answer."""

    line: str
    number: int
    part: str
    words: str
    begun_ms: int


@dataclass(frozen=True, slots=True)
class InterviewClock:
    """The time of an interview. All times are UTC milliseconds, 0 when it has not come.

    `out` are the breaks as (from, to), the open one with 0; `offer` and `again` are minutes without a
    break at which one is offered, and offered again (PACE-10). A window reads it at any moment without the
    notebook.
    """

    started_ms: int
    ended_ms: int
    out: tuple[tuple[int, int], ...]
    offer: int
    again: int

    @property
    def running(self) -> bool:
        """Whether time passes now."""
        return bool(self.started_ms) and not self.ended_ms and not any(not end for _, end in self.out)

    def elapsed(self, now_ms: int) -> int:
        """Whole minutes since it started, breaks apart."""
        if not self.started_ms:
            return 0
        until = self.ended_ms or now_ms
        away = sum(min(end or until, until) - begin for begin, end in self.out)
        return max(0, until - self.started_ms - away) // _MINUTE_MS

    def unbroken(self, now_ms: int) -> int:
        """Whole minutes since it started or since the last return; 0 while it does not run."""
        if not self.running:
            return 0
        return max(0, now_ms - max(self.started_ms, *(end for _, end in self.out), 0)) // _MINUTE_MS

    def prompt(self, now_ms: int) -> str:
        """offer, again, or empty while no break is due."""
        since = self.unbroken(now_ms)
        return "again" if since >= self.again else "offer" if since >= self.offer else ""


@dataclass(frozen=True, slots=True)
class InterviewPage:
    """An interview read whole.

    `step` is the code of the step that comes now; `suspended` says why it does not run (empty when it
    runs), and `suspended_words` are the prescribed words that then fill the page. `panel` is the approval in
    words, `panel_holds` None when that cannot be told here. `blocked` says why `step` cannot be taken.
    `initials` are the officer's and `answerer` the person's. `late` counts edits that arrived after the seal;
    `seal_needs` says what the seal still wants beyond the steps.
    """

    held: Held
    state_words: str
    case_reference: str
    child: str
    person: str
    initials: str
    answerer: str
    offences: tuple[str, ...]
    period: str
    panel: str
    panel_holds: bool | None
    approval: Approval | None
    exception: str
    step: str
    step_number: int
    blocked: str
    steps: tuple[StepRow, ...]
    lines: tuple[LineRow, ...]
    breaks: tuple[BreakRow, ...]
    people: tuple[PersonRow, ...]
    signatures: tuple[SignatureRow, ...]
    points: tuple[PointRow, ...]
    clock: InterviewClock
    suspended: str
    suspended_words: str
    caution_at: str
    caution_words: str
    caution_version: str
    typing: Typing | None
    findings: tuple[Finding, ...]
    late: int
    addenda: tuple[str, ...]
    recordings: tuple[RecordingRow, ...] = ()
    recorder: tuple[RecorderEventRow, ...] = ()
    statements: tuple[CautionStatementRow, ...] = ()
    said_before: tuple[SaidBefore, ...] = ()
    seal_needs: str = ""

    @property
    def next_number(self) -> int:
        """The number of the next question."""
        return len(self.lines) + 1

    @property
    def unanswered(self) -> str:
        """The line whose answer is awaited; empty when none is."""
        last = self.lines[-1] if self.lines else None
        return last.line if last and not (last.answer or last.no_comment) else ""

    def step_of(self, code: str) -> StepRow:
        """One step by its code."""
        return next(row for row in self.steps if row.code == code)

    @property
    def words(self) -> Mapping[str, str]:
        """The prescribed words by step."""
        return {row.code: row.words for row in self.steps if row.words}


@dataclass(frozen=True, slots=True)
class Letter:
    """An invitation or a notice of rights, ready for paper: prescribed words with their places filled."""

    title: str
    wording: str
    paragraphs: tuple[str, ...]
    to_name: str
    to_address: tuple[str, ...]
    day: str
    reference: str
