"""The desk for the papers of an interview: its record, statements, custody, invitation and notice of
rights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.custody import CustodyLog
from fieldkit.casebook.interviews import sheet as interview_sheet
from fieldkit.casebook.interviews import statements as caution_statements
from fieldkit.casebook.interviews.interviews import Interviews
from fieldkit.casebook.interviews.letters import invitation_words, places_of
from fieldkit.casebook.interviews.page import InterviewPage, Letter, SignatureRow
from fieldkit.casebook.paper import Paper, Sheet
from fieldkit.casebook.pathway.letters import EASY, STANDARD, TRANSLATED, Formats, Letters
from fieldkit.kinds.times import day_in_words, local

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.ink import Signed


class InterviewPaper(Desk):
    """Printing makes bytes in memory; letting them out is logged at the desk for paper."""

    def record(self, interview: str) -> Sheet:
        """The record of an interview, whole: its prescribed words as they were read out (PACE-12)."""
        from fieldkit.bundle.sheets.interview import InterviewSheet
        from fieldkit.bundle.sheets.interview import interview as print_interview
        from fieldkit.bundle.sheets.page import Foot

        page, paper = self.beside(Interviews).page(interview), self.beside(Paper)
        suspect = next((one for one in page.signatures if one.role == "suspect"), None)
        refused = suspect is not None and suspect.refused
        printed = print_interview(
            InterviewSheet(
                heading=paper.heading(page.held),
                facts=interview_sheet.facts(page),
                rights=interview_sheet.steps(page, interview_sheet.BEFORE),
                caution=f"“{page.caution_words}”",
                caution_given=interview_sheet.caution_given(page),
                caution_parts=interview_sheet.caution_parts(page),
                agreed=interview_sheet.steps(page, interview_sheet.AGREED),
                turns=interview_sheet.turns(page),
                closing=interview_sheet.steps(page, interview_sheet.AFTER),
                stated=interview_sheet.stated(page),
                sound=interview_sheet.sound(page),
                endorsement=self.reference().wording("endorsement-11e").text,
                signed=tuple(_signed(one) for one in page.signatures),
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
        title = f"Interview of {page.person}"
        return Sheet(interview, title, printed.pdf, printed.pages, printed.corrections, printed.places)

    def statement(self, statement: str) -> Sheet:
        """A statement under caution on sheets of its own, between the words of Annex D."""
        from fieldkit.bundle.sheets.caution_statement import caution_statement

        held = self.held(statement)
        stated = interview_sheet.statement(caution_statements.row(self, held))
        printed = caution_statement(self.beside(Paper).heading(held), stated)
        return Sheet(statement, stated.title, printed.pdf, printed.pages, printed.corrections)

    def custody(self, item: str) -> Sheet:
        """Who had an exhibit or a recording, from its first row to its last."""
        from fieldkit.bundle.sheets.custody import CustodyLine, CustodySheet
        from fieldkit.bundle.sheets.custody import custody as print_custody

        held, page = self.held(item), self.beside(CustodyLog).of(item)
        sheet = CustodySheet(
            heading=self.beside(Paper).heading(held),
            mark=page.mark,
            facts=(
                ("Item", page.title),
                ("State", page.state_words),
                ("Held by", page.holder or "Not handed over yet"),
                ("SHA-256", interview_sheet.hash_words(held.text("sha256"))),
            ),
            lines=tuple(
                CustodyLine(
                    str(number), f"{local(row.at):%d/%m/%Y}", f"{local(row.at):%H:%M}", row.act_words,
                    row.from_whom, row.to_whom, row.purpose, row.seal_no, row.more, row.signed_by, row.ink,
                    row.on_paper,
                )
                for number, row in enumerate(page.rows, 1)
            ),
        )  # fmt: skip
        printed = print_custody(sheet)
        return Sheet(item, f"Custody of {page.mark}", printed.pdf, printed.pages)

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
            parts = letters.whole(
                wording, chosen, person, places_of(self, held, child, figures=chosen == TRANSLATED)
            )
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


def _signed(one: SignatureRow) -> Signed:
    from fieldkit.bundle.sheets.ink import Signed

    when, instead = interview_sheet.moment(one.at), interview_sheet.instead(one)
    return Signed(one.name, one.role_words, when, one.ink, instead)
