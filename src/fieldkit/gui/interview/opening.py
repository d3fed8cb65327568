"""What the page of an interview opens on: where it stands, what was being written, the words of the law."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldkit.casebook.interviews.room import step_id
from fieldkit.gui.interview.statement import OWN_HAND
from fieldkit.gui.readings.records import lock_words

BREAK, STEP_KIND = "interview-break", "interview-step"
#: Words of the law that are shown beside those of a step, by the name that the page has for them.
_WORDINGS = {
    "reminder": "caution-reminder",
    "parts": "caution-parts",
    "endorsement": "endorsement-11e",
    "officer": "officer-certificate",
}


@dataclass(frozen=True)
class Read:
    """The interview, the draft of the step that comes, who looks at it, and the words of the law.

    `wordings` are (text, version) by step or by name; `lock` says who sealed it, when, and its line.
    """

    seen: Any
    draft: Any
    officer: str
    manager: bool
    decides: bool
    label: Callable[[str, str], str]
    wordings: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    preset: Mapping[str, Any] = field(default_factory=dict)
    lock: tuple[str, str, str] = ("", "", "")
    #: (code, words) of the reasons for a break that stop nothing but the clock.
    reasons: tuple[tuple[str, str], ...] = ()
    #: (code, words) of what a recorder may do, in an interview that is recorded.
    recorder: tuple[tuple[str, str], ...] = ()
    #: (record, words) of the exhibits that a statement in the person's own hand may be.
    papers: tuple[tuple[str, str], ...] = ()


def read(book: Any, interview: str) -> Read:
    """The interview as it stands now. On a lane."""
    seen, reference = book.interviews.page(interview), book.reference()
    held = seen.held
    code, kind = seen.step or "seal", STEP_KIND
    if seen.suspended:
        code, kind = f"stop-{len(seen.breaks)}", BREAK
    draft = book.drafts.open(step_id(interview, code), kind=kind, home=held.home, parent=interview)
    wordings = {row.code: (row.words, _version(row)) for row in seen.steps if row.words}
    named = {**_WORDINGS, "recording": f"recording-{held.text('record_mode') or 'written'}"}
    for name, wording in named.items():
        words = reference.wording(wording)
        wordings[name] = (words.text, f"{words.title}, version {words.version}. {words.authority}")
    mine = held.state == "panel_requested" and book.approvals.wrote(interview)
    return Read(
        seen=seen,
        draft=draft,
        officer=book.me.name,
        manager="MGR" in book.me.roles and not mine,
        decides="PANEL" in book.me.roles and not mine,
        label=reference.label,
        wordings=wordings,
        preset=book.drafts.open(interview).typed if code == "invitation" else {},
        lock=lock_words(book.pages.show(interview, looking=False)) if held.locked else ("", "", ""),
        reasons=tuple(
            (one.code, one.label) for one in reference.codes("break-reason") if not one.has("suspends")
        ),
        recorder=tuple((one.code, one.label) for one in reference.codes("recording-event"))
        if held.text("record_mode") == "audio"
        else (),
        papers=_papers(book, seen),
    )


def _papers(book: Any, seen: Any) -> tuple[tuple[str, str], ...]:
    if not any(row.hand == OWN_HAND and row.needs for row in seen.statements):
        return ()
    return tuple((one.typed, one.words) for one in book.choices.records_of(seen.held.home, ("exhibit",)))


def _version(row: Any) -> str:
    name, _, version = row.wording.partition(" ")
    return f"{row.label}, version {version}. {row.authority}" if name else row.authority
