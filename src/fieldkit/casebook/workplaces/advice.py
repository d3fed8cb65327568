"""The desk for the advice letter to an employer: no more of a child than a first name, an age, and the
work.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.paper import Sheet
from fieldkit.casebook.workplaces import page as workplace_page
from fieldkit.casebook.workplaces.files import ChildFile, WorkplaceFiles
from fieldkit.errors import Trouble
from fieldkit.kinds.stops import age_on
from fieldkit.kinds.times import day_in_words
from fieldkit.reference.codes import code_list
from fieldkit.rules.employment import CYPA_CURRENT
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.registry import RULES
from fieldkit.store import records
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.advice_letter import Breach

#: What is for the council to weigh, and of a child's health: not for an employer to read.
_NOT_SAID = frozenset({"EMP-00", "EMP-20"})
_PERMIT = frozenset({"EMP-14", "EMP-16"})
_NOTICE = "EMP-15"
_ACT = "Children and Young Persons Act 1933 "


class Advice(Desk):
    """Makes the letter in memory; it is printed or exported like any paper, with a signed release."""

    def letter(self, visit: str) -> Sheet:
        """The letter of a visit. Raises `Trouble` when nothing was found to advise on."""
        from fieldkit.bundle.sheets.advice_letter import AdviceSheet, AdvisedChild, advice_letter
        from fieldkit.bundle.sheets.page import Heading

        files, book = self.beside(WorkplaceFiles), self.reference()
        held, council = files.visit(visit), self._council()
        found = [(file, self._broken(file)) for file in map(files.child, self._children(visit))]
        broken = [(file, fails) for file, fails in found if fails]
        if not broken:
            raise Trouble(
                "Nothing was found that the law does not allow.", "Check the hours of each child first."
            )
        name = council.text("name") if council else self.me.council_name or self.me.name
        rules = {one.rule for _, fails in broken for one in fails}
        sheet = AdviceSheet(
            heading=Heading(name, held.text("reference")),
            council=name,
            service=council.text("service") if council else "",
            address=_address(held),
            date=day_in_words(self.today()),
            salutation=f"Dear {workplace_page.short_name(held.text('in_charge')) or 'Sir or Madam'},",
            title=f"Children working at {held.title}",
            opening=book.wording("advice-opening").filled(
                premises=held.title, date=workplace_page.day_of_visit(held)
            ),
            children=tuple(
                AdvisedChild(_first_name(file), _age(file), tuple(map(_breach, fails)))
                for file, fails in broken
            ),
            asks=self._asks(held, rules),
            closing=book.wording("advice-closing").filled(
                officer=self.me.name,
                team=self.me.team or name,
                phone=(council.text("service_phone") if council else "") or "the number of the council",
            ),
            officer=", ".join(filter(None, (self.me.name, self.me.team, name))),
            foot="Advice after a visit. No finding of a court.",
        )
        printed = advice_letter(sheet)
        return Sheet(visit, f"Advice letter {held.text('reference')}", printed.pdf, printed.pages)

    def _children(self, visit: str) -> Sequence[str]:
        return [child.record for child in self.beside(WorkplaceFiles).children(visit)]

    def _broken(self, file: ChildFile) -> list[Finding]:
        found = self.beside(WorkplaceFiles).findings(file)
        return [one for one in found if one.verdict is Verdict.FAIL and one.rule not in _NOT_SAID]

    def _asks(self, held: Held, rules: set[str]) -> tuple[str, ...]:
        book, by = self.reference(), held.text("permit_by")
        asks = [book.wording("advice-stop").text]
        if rules & _PERMIT or by:
            when = f"by {day_in_words(date.fromisoformat(by))}" if by else "at once"
            asks.append(book.wording("advice-permit").filled(when=when))
        if _NOTICE in rules:
            asks.append(book.wording("advice-notice").text)
        return tuple(ask.strip() for ask in asks)

    def _council(self) -> Held | None:
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=["council"])
        return found[-1] if found else None


def _breach(one: Finding) -> Breach:
    from fieldkit.bundle.sheets.advice_letter import Breach

    authority = f"{_ACT}{one.authority}" if one.authority.startswith("s.") else one.authority
    authority = authority.replace("CYPA 1933 ", _ACT)
    return Breach(one.title, one.says, _duty(one), authority.removesuffix(" [V]"))


def _duty(one: Finding) -> str:
    """What the law asks, in an employer's words; the rule's own where the list speaks of another law."""
    told = {code.code: code.label for code in code_list("employment-duty")}
    today = dict(one.facts).get("rule set", "").startswith(CYPA_CURRENT)
    return told[one.rule] if today and one.rule in told else RULES[one.rule].title.rstrip(".") + "."


def _address(held: Held) -> tuple[str, ...]:
    lines = (held.text("in_charge"), held.title, *held.text("address").splitlines(), held.text("postcode"))
    return tuple(filter(None, lines))


def _first_name(file: ChildFile) -> str:
    return (str(file.said.get("name") or "").split() or ["A child"])[0]


def _age(file: ChildFile) -> int | None:
    born = file.said.get("dob")
    if not isinstance(born, str) or file.found_on is None:
        return None
    return age_on(datetime.fromisoformat(born).date(), file.found_on)
