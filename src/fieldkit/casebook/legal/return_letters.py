"""The desk for the letter that sends a referral back to its school: made in memory, let out as any paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.legal.files import LegalFiles
from fieldkit.casebook.legal.page import FailedCheck, ReturnLetter
from fieldkit.casebook.legal.referrals import LegalReferrals
from fieldkit.casebook.pages import Pages
from fieldkit.casebook.paper import Sheet
from fieldkit.casebook.pathway.letters import Letters
from fieldkit.casebook.schools.schools import Schools
from fieldkit.errors import Trouble
from fieldkit.kinds.times import day_in_words
from fieldkit.ledger.revision import Type
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.store import records, revisions
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.return_letter import Check

#: What is for the council alone to weigh or to do, and not for a school to put right.
_NOT_FOR_SCHOOLS = frozenset({"REF-10", "REF-12", "REF-14", "REF-16"})
#: Checks whose facts are figures of the register; those of a parent's record stay with the council.
_OF_THE_REGISTER = frozenset({"REF-01", "REF-02", "REF-03", "REF-04", "REF-13"})
RETURNED = "returned_to_school"


class ReturnLetters(Desk):
    """Says which checks failed and on what; of the parents it says no more than that something is missing."""

    def facts(self, referral: str) -> ReturnLetter:
        """What the letter says. Raises `Trouble` while the referral is not returned."""
        file = self.beside(LegalFiles).of(referral)
        held, child = file.referral, file.file.child
        if held.state != RETURNED:
            raise Trouble(
                "This referral was not returned to its school.", "Return it first, with the reason."
            )
        found = self.beside(LegalReferrals).findings(referral)
        council, school = self._council(), held.value("school")
        born, received = day_of(child, "dob") if child else None, day_of(held, "received_at")
        returned, why = self._returned(referral)
        return ReturnLetter(
            referral=referral,
            reference=file.file.case.text("reference"),
            child=child.title if child else "",
            born=day_in_words(born) if born else "",
            school=str(school["name"]) if isinstance(school, dict) else "",
            referred_by=held.text("referred_by"),
            received=day_in_words(received) if received else "",
            returned=returned,
            reason=why,
            checks=_checks(found, Verdict.FAIL),
            open_questions=_checks(found, Verdict.CANNOT_TELL),
            officer=", ".join(filter(None, (self.me.name, self.me.team))),
            council=council.text("name") if council else self.me.council_name or "Attendance service",
            reply_to=(council.text("service_phone") if council else "") or "the number of the council",
        )

    def letter(self, referral: str) -> Sheet:
        """The letter on paper. Raises `Trouble`."""
        from fieldkit.bundle.sheets.letterhead import Letterhead
        from fieldkit.bundle.sheets.return_letter import ReturnSheet, return_letter

        said, book, office = self.facts(referral), self.reference(), self.beside(Letters).office()
        sheet = ReturnSheet(
            head=Letterhead(
                council=said.council,
                service=office.service,
                office=tuple(filter(None, (office.address, office.phone))),
                to=tuple(filter(None, (said.referred_by, said.school, *self._school(referral)))),
                day=said.returned,
                reference=said.reference,
            ),
            salutation=f"Dear {said.referred_by or 'colleague'},",
            title="Your referral for legal action is returned",
            about=tuple(
                (label, words)
                for label, words in (("Pupil", said.child), ("Born", said.born), ("Referred", said.received))
                if words
            ),
            opening=book.wording("return-opening").text.strip(),
            reason=said.reason,
            failed=tuple(map(_check, said.checks)),
            open_checks=tuple(map(_check, said.open_questions)),
            closing=book.wording("return-closing").filled(phone=said.reply_to).strip(),
            officer=", ".join(dict.fromkeys(filter(None, (said.officer, said.council)))),
            foot="Personal: about a pupil. Keep this letter where other pupils and parents do not see it.",
        )
        printed = return_letter(sheet)
        return Sheet(referral, f"Return letter {said.reference}", printed.pdf, printed.pages)

    def _school(self, referral: str) -> tuple[str, ...]:
        """Where the school is, as the council has it."""
        told = self.held(referral).value("school")
        held = self.beside(Schools).of_urn(str(told["id"])) if isinstance(told, dict) else None
        return (*held.text("address").splitlines(), held.text("town")) if held is not None else ()

    def _returned(self, referral: str) -> tuple[str, str]:
        """The day of the latest return, in words, and its reason."""
        with self.notebook.reading() as book:
            moves = [one for one in revisions.of_record(book, referral) if one.header.type == Type.STATE]
        lines = {line.revision: line for line in self.beside(Pages).show(referral, looking=False).lines}
        last = lines[moves[-1].id]
        return day_in_words(last.at.date()), last.why

    def _council(self) -> Held | None:
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=["council"])
        return found[-1] if found else None


def _checks(found: Sequence[Finding], verdict: Verdict) -> tuple[FailedCheck, ...]:
    """What a school reads of the checks with a verdict: each rule once, whichever parent it was about."""
    told: dict[str, FailedCheck] = {}
    for one in found:
        if one.verdict is verdict and one.rule.startswith("REF-") and one.rule not in _NOT_FOR_SCHOOLS:
            told.setdefault(one.rule, FailedCheck(one.rule, one.title, one.says, one.facts, one.authority))
    return tuple(told[rule] for rule in sorted(told))


def _check(one: FailedCheck) -> Check:
    from fieldkit.bundle.sheets.return_letter import Check

    told = one.facts if one.rule in _OF_THE_REGISTER else ()
    looked_at = ", ".join(f"{name}: {words}" for name, words in told)
    return Check(f"{one.title}.", one.says, looked_at, f"{one.rule}. {one.authority.removesuffix(' [V]')}")
