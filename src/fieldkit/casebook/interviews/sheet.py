"""What the printed record of an interview says, line by line, from what its page shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldkit.casebook.interviews.page import BreakRow, InterviewPage, LineRow, SignatureRow
from fieldkit.casebook.interviews.recording_rows import RecorderEventRow, RecordingRow
from fieldkit.casebook.interviews.statements import CautionStatementRow
from fieldkit.casebook.interviews.struck import Struck as Corrected
from fieldkit.kinds.times import day_in_words, local

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.caution_statement import Stated
    from fieldkit.bundle.sheets.interview import Out, Turn
    from fieldkit.bundle.sheets.passage import Struck

BEFORE = (
    "vulnerability", "place", "start", "free-to-leave", "legal-advice", "interpreter", "recording", "offence",
)  # fmt: skip
AGREED = ("significant", "agreement")
AFTER = ("anything-to-add", "close", "read-over", "comments")


def facts(page: InterviewPage) -> tuple[tuple[str, str], ...]:
    """Persons, times, approval and how it is recorded."""
    held = page.held
    begun, ended = held.text("started_at"), held.text("ended_at")
    mode = "In sound" if held.text("record_mode") == "audio" else "In writing"
    told = [
        ("Interviewed", page.person),
        ("About", f"{page.child}: {' and '.join(page.offences)}"),
        ("Period", page.period),
        ("Place", held.text("venue")),
        ("Began", moment(begun)),
        ("Ended", moment(ended)),
        ("Approved", page.panel),
        ("Exception", page.exception),
        ("Recorded", ". ".join(filter(None, (mode, held.text("device"), held.text("mode_words"))))),
        *(("Present", _present(page, place)) for place in range(len(page.people))),
    ]
    return tuple((label, said) for label, said in told if said)


def _present(page: InterviewPage, place: int) -> str:
    one = page.people[place]
    more = ", ".join(filter(None, (one.organisation, one.language)))
    return f"{one.name}, {one.role_words.lower()}{f' ({more})' if more else ''}"


def steps(page: InterviewPage, codes: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """The recorded ones of these steps: their times, labels and what was said."""
    found = []
    for step in page.steps:
        if step.code not in codes or not step.at:
            continue
        said = [step.answer, f"“{step.said}”" if step.said else "", step.note]
        if step.why_not:
            said = [f"Not applicable: {step.why_not}"]
        found.append((f"{local(step.at):%H:%M}", step.label, ". ".join(filter(None, said)) or "Done"))
    return tuple(found)


def caution_given(page: InterviewPage) -> str:
    """When, in which version, and how it was explained back."""
    if not page.caution_at:
        return "Not given."
    step = page.step_of("caution")
    told = f"Given in these words at {local(page.caution_at):%H:%M} ({page.caution_version}). Understood"
    return f"{told}; explained back: “{step.said}”" if step.said else f"{told}."


def caution_parts(page: InterviewPage) -> tuple[tuple[str, str], ...]:
    """How the caution was explained, and what the person said of each of its parts."""
    step = page.step_of("caution")
    told = [("Explained", step.explained), *((part, f"“{said}”") for part, said in step.parts)]
    return tuple((label, said) for label, said in told if said)


def sound(page: InterviewPage) -> tuple[tuple[str, str], ...]:
    """Each recording with its times, its hash, and how it was sealed (PACE-21)."""
    return tuple((row.mark, " ".join(_recording(row))) for row in page.recordings)


def stated(page: InterviewPage) -> tuple[Stated, ...]:
    """The statements under caution, as `statement` prints each."""
    return tuple(statement(row) for row in page.statements)


def statement(row: CautionStatementRow) -> Stated:
    """One statement: its prescribed words, what stands between, and who signed."""
    from fieldkit.bundle.sheets.caution_statement import Stated
    from fieldkit.bundle.sheets.ink import Signed

    by = f"Written down by {row.written_by}" if row.written_by else "In their own hand"
    paper = f"Written in their own hand: exhibit {row.exhibit_mark or 'not attached'}."
    return Stated(
        title=f"Statement under caution of {row.maker}",
        how=f"{by}, begun {moment(row.began_at)}",
        opening=row.opening,
        said=_told(row) if row.closing else (paper,),
        closing=row.closing,
        signed=Signed(
            row.maker, "person interviewed", moment(row.signed_at), row.ink,
            f"Refused to sign: “{row.refusal_words}”" if row.refused
            else "Signed on paper" if row.on_paper else "",
        ),
    )  # fmt: skip


def turns(page: InterviewPage) -> tuple[Turn | Out, ...]:
    """Questions, breaks and what happened to the recorder, in the order of their times."""
    from fieldkit.bundle.sheets.interview import Out

    told: list[tuple[str, Turn | Out]] = [(one.asked_at, _turn(one)) for one in page.lines]
    told += [(one.began_at, Out(_break_words(one))) for one in page.breaks]
    told += [(one.at, Out(_recorder_words(one))) for one in page.recorder]
    return tuple(turn for _, turn in sorted(told, key=lambda item: local(item[0])))


def _turn(row: LineRow) -> Turn:
    from fieldkit.bundle.sheets.interview import Turn

    return Turn(
        number=str(row.number),
        asked_at=f"{local(row.asked_at):%H:%M}",
        asker=row.asker,
        question=_corrected(row.struck, "question", row.question),
        answered_at=f"{local(row.answered_at):%H:%M}" if row.answered_at else "",
        answerer=row.answerer if row.answer else "",
        answer=_corrected(row.struck, "answer", row.answer),
    )


def _corrected(struck: Sequence[Corrected], field: str, now: str) -> list[str | Struck] | str:
    """What stands, with each earlier wording struck through before it, initialled and timed."""
    from fieldkit.bundle.sheets.passage import Struck

    told = [one for one in struck if one.field == field]
    if not told:
        return now
    after = [*(one.old for one in told[1:]), now]
    notes = [f"{one.initials} {local(one.at):%d/%m/%y %H:%M}" for one in told]
    return [
        Struck(one.old, "" if place < len(told) - 1 else after[place], notes[place])
        for place, one in enumerate(told)
    ]


def _break_words(row: BreakRow) -> str:
    until = f" to {local(row.ended_at):%H:%M}" if row.ended_at else ""
    told = [f"{row.reason_words}, {local(row.began_at):%H:%M}{until}"]
    told += [f"“{said}”" for said in (row.said, row.said_back) if said]
    if row.reminded_at:
        told.append(f"Reminded of the caution at {local(row.reminded_at):%H:%M}")
    return " ".join(part if part.endswith(".”") else f"{part}." for part in told)


def _recorder_words(row: RecorderEventRow) -> str:
    media = f", new media {row.media_no}" if row.media_no else ""
    aloud = "said aloud" if row.announced else "not said aloud"
    told = f"{row.what_words}, {local(row.at):%H:%M}{media}, {aloud}."
    return f"{told} {row.words}" if row.words else told


def _recording(row: RecordingRow) -> list[str]:
    times = "-".join(f"{local(at):%H:%M}" for at in (row.began_at, row.ended_at) if at)
    first = [row.copy_words, row.device, f"media {row.media_no}" if row.media_no else "", times]
    kept = (
        f"{row.name}, {row.length or 'length not known'}, SHA-256 {hash_words(row.sha256)}"
        if row.name
        else ""
    )
    seal = f"Sealed {local(row.sealed_at):%H:%M} under {row.seal_no}" if row.sealed_at else ""
    label = {"signed": "label signed", "refused": f"label not signed: “{row.label_words}”"}.get(row.label, "")
    notice = "Notice about copies given" if row.notice_given else ""
    none = f"No file: {row.no_file}" if row.no_file and not row.name else ""
    told = [", ".join(filter(None, first)), kept, ", ".join(filter(None, (seal, label))), notice, none]
    return [part if part.endswith((".", ".”")) else f"{part}." for part in told if part]


def _told(row: CautionStatementRow) -> tuple[Sequence[str | Struck] | str, ...]:
    """What was written down, a paragraph each; as a whole where words of it were put right."""
    if row.struck:
        return (_corrected(row.struck, "words", row.words),)
    return tuple(part.strip() for part in row.words.split("\n\n") if part.strip())


def instead(one: SignatureRow) -> str:
    """What stands in place of a signature that was not drawn."""
    if one.refused:
        return f"Refused to sign: “{one.said}”"
    return "" if one.ink else "Signed on paper"


def hash_words(digest: str) -> str:
    """A SHA-256 in its two halves, so that it breaks between them."""
    return f"{digest[:32]} {digest[32:]}".strip()


def moment(at: str) -> str:
    """A kept time in words: 19 November 2026 at 13:48."""
    return f"{day_in_words(local(at).date())} at {local(at):%H:%M}" if at else ""
