"""The desk for the papers of an interview: its printed record, the invitation and the notice of rights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.interview_letters import invitation_words, places_of
from fieldkit.casebook.interview_page import BreakRow, InterviewPage, Letter, LineRow, SignatureRow
from fieldkit.casebook.interviews import Interviews
from fieldkit.casebook.letters import EASY, STANDARD, TRANSLATED, Formats, Letters
from fieldkit.casebook.paper import Paper, Sheet
from fieldkit.kinds.times import day_in_words, local

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.interview import Out, Turn
    from fieldkit.bundle.sheets.passage import Struck

_BEFORE = (
    "vulnerability", "place", "start", "free-to-leave", "legal-advice", "interpreter", "recording", "offence",
)  # fmt: skip
_AGREED = ("significant", "agreement")
_AFTER = ("anything-to-add", "close", "read-over", "comments")


class InterviewPaper(Desk):
    """Printing makes bytes in memory; letting them out is logged at the desk for paper."""

    def record(self, interview: str) -> Sheet:
        """The record of an interview, whole: its prescribed words as they were read out (PACE-12)."""
        from fieldkit.bundle.sheets.interview import InterviewSheet, Signed
        from fieldkit.bundle.sheets.interview import interview as print_interview
        from fieldkit.bundle.sheets.page import Foot

        page, paper = self.beside(Interviews).page(interview), self.beside(Paper)
        suspect = next((one for one in page.signatures if one.role == "suspect"), None)
        refused = suspect is not None and suspect.refused
        printed = print_interview(
            InterviewSheet(
                heading=paper.heading(page.held),
                facts=_facts(page),
                rights=_steps(page, _BEFORE),
                caution=f"“{page.caution_words}”",
                caution_given=_caution_given(page),
                agreed=_steps(page, _AGREED),
                turns=_turns(page),
                closing=_steps(page, _AFTER),
                endorsement=self.reference().wording("endorsement-11e").text,
                signed=tuple(
                    Signed(one.name, one.role_words, _moment(one.at), one.ink, _refused(one))
                    for one in page.signatures
                ),
                refusal=self._refusal(suspect) if suspect is not None and refused else "",
                certificate=self._certificate(page),
                addenda=page.addenda,
                foot=Foot(
                    signed=True,
                    signature="Refused to sign" if refused else "",
                    ink=suspect.ink if suspect is not None else (),
                ),
            )
        )
        return Sheet(
            interview,
            f"Interview of {page.person}",
            printed.pdf,
            printed.pages,
            printed.corrections,
            printed.places,
        )

    def invitation(self, interview: str, form: str = "") -> Sheet:
        """The invitation, as a letter to this person alone, in the format of their record or in `form`."""
        told, wording = self.beside(Interviews).invitation(interview), invitation_words(self.held(interview))
        return self._letter(interview, told, wording, form)

    def notice(self, interview: str, form: str = "") -> Sheet:
        """The notice of rights in its eleven facts, likewise."""
        return self._letter(interview, self.beside(Interviews).notice(interview), "notice-of-rights", form)

    def invitation_formats(self, interview: str) -> Formats:
        """The formats that the invitation may be printed in."""
        held = self.held(interview)
        return self.beside(Letters).formats(held.text("person"), invitation_words(held))

    def notice_formats(self, interview: str) -> Formats:
        """The formats that the notice of rights may be printed in."""
        return self.beside(Letters).formats(self.held(interview).text("person"), "notice-of-rights")

    def _letter(self, interview: str, told: Letter, wording: str, form: str) -> Sheet:
        """A letter; in easy words or another language with the prescribed words behind it."""
        from fieldkit.bundle.sheets.letter import Leaf, LetterPart, LetterSheet
        from fieldkit.bundle.sheets.letter import letter as print_letter

        letters, held = self.beside(Letters), self.held(interview)
        person, rights = held.text("person"), wording == "notice-of-rights"
        chosen = letters.formats(person, wording).wanted(form).form
        part = LetterPart("", told.paragraphs, numbered=rights)
        signed = "" if rights else ", ".join(filter(None, (self.me.name, self.me.council_name)))
        leaves = [Leaf(title=told.title, parts=(part,), signed_by=signed)]
        foot = f"Words: {told.wording}"
        case = self.held(held.home)
        if chosen in (EASY, TRANSLATED):
            child = self.held(case.text("child")) if case.text("child") else None
            parts = letters.whole(wording, chosen, person, places_of(self, held, child))
            leaves.insert(0, Leaf(title=told.title, parts=tuple(parts)))
            foot = letters.foot(wording, chosen, person)
        letters.keep_apart(case.record, person, " ".join(told.paragraphs))
        printed = print_letter(
            LetterSheet(
                head=letters.head(case, person, told.day),
                leaves=tuple(leaves),
                foot=foot,
                size=letters.size(chosen),
            )
        )
        name = f"{told.title}, {chosen}" if chosen != STANDARD else told.title
        return Sheet(interview, name, printed.pdf, printed.pages)

    def _refusal(self, suspect: SignatureRow) -> str:
        at = local(suspect.at)
        return (
            self.reference()
            .wording("refusal-to-sign")
            .filled(
                name=suspect.name,
                time=f"{at:%H:%M}",
                day=day_in_words(at.date()),
                words=f"“{suspect.said.rstrip('.')}”",
            )
        )

    def _certificate(self, page: InterviewPage) -> str:
        ended = page.held.text("ended_at")
        late = page.held.text("late_reason")
        at = local(ended) if ended else None
        words = self.reference().wording("officer-certificate")
        if at is None:
            return "Not yet: the interview has not ended."
        told = words.filled(time=f"{at:%H:%M}", day=day_in_words(at.date()))
        return f"{told} Written later because: {late}" if late else told


def _facts(page: InterviewPage) -> tuple[tuple[str, str], ...]:
    held = page.held
    begun, ended = held.text("started_at"), held.text("ended_at")
    mode = "In sound" if held.text("record_mode") == "audio" else "In writing"
    told = [
        ("Interviewed", page.person),
        ("About", f"{page.child}: {' and '.join(page.offences)}"),
        ("Period", page.period),
        ("Place", held.text("venue")),
        ("Began", _moment(begun)),
        ("Ended", _moment(ended)),
        ("Approved", page.panel),
        ("Exception", page.exception),
        ("Recorded", ". ".join(filter(None, (mode, held.text("mode_words"))))),
        *(("Present", _present(page, place)) for place in range(len(page.people))),
    ]
    return tuple((label, said) for label, said in told if said)


def _present(page: InterviewPage, place: int) -> str:
    one = page.people[place]
    more = ", ".join(filter(None, (one.organisation, one.language)))
    return f"{one.name}, {one.role_words.lower()}{f' ({more})' if more else ''}"


def _steps(page: InterviewPage, codes: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    found = []
    for step in page.steps:
        if step.code not in codes or not step.at:
            continue
        said = [step.answer, f"“{step.said}”" if step.said else "", step.note]
        if step.why_not:
            said = [f"Not applicable: {step.why_not}"]
        found.append((f"{local(step.at):%H:%M}", step.label, ". ".join(filter(None, said)) or "Done"))
    return tuple(found)


def _caution_given(page: InterviewPage) -> str:
    if not page.caution_at:
        return "Not given."
    step = page.step_of("caution")
    told = f"Given in these words at {local(page.caution_at):%H:%M} ({page.caution_version}). Understood"
    return f"{told}; explained back: “{step.said}”" if step.said else f"{told}."


def _turns(page: InterviewPage) -> tuple[Turn | Out, ...]:
    """Questions and breaks in the order of their times."""
    from fieldkit.bundle.sheets.interview import Out

    told: list[tuple[str, Turn | Out]] = [(one.asked_at, _turn(one)) for one in page.lines]
    told += [(one.began_at, Out(_break_words(one))) for one in page.breaks]
    return tuple(turn for _, turn in sorted(told, key=lambda item: local(item[0])))


def _turn(row: LineRow) -> Turn:
    from fieldkit.bundle.sheets.interview import Turn

    return Turn(
        number=str(row.number),
        asked_at=f"{local(row.asked_at):%H:%M}",
        asker=row.asker,
        question=_corrected(row, "question", row.question),
        answered_at=f"{local(row.answered_at):%H:%M}" if row.answered_at else "",
        answerer=row.answerer if row.answer else "",
        answer=_corrected(row, "answer", row.answer),
    )


def _corrected(row: LineRow, field: str, now: str) -> list[str | Struck] | str:
    """What stands, with each earlier wording struck through before it, initialled and timed."""
    from fieldkit.bundle.sheets.passage import Struck

    told = [one for one in row.struck if one.field == field]
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


def _refused(one: SignatureRow) -> str:
    return f"Refused to sign: “{one.said}”" if one.refused else ""


def _moment(moment: str) -> str:
    return f"{day_in_words(local(moment).date())} at {local(moment):%H:%M}" if moment else ""
