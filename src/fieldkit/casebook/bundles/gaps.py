"""What a pack still lacks, each gap as one sentence that names it and says how to close it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldkit.casebook.bundles.packs import SJP, Pack
from fieldkit.casebook.bundles.rows import FURTHER_INDEX, FURTHER_LIST, LATER, PlanRow
from fieldkit.casebook.bundles.settling import Settling, ToSettle
from fieldkit.casebook.bundles.shelves import CourtFile
from fieldkit.casebook.court.forms import CourtForms
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.pathway.letters import Letters
from fieldkit.casebook.pathway.pathway import Pathway
from fieldkit.errors import Trouble
from fieldkit.kinds.times import day_in_words, local
from fieldkit.rules.finding import Finding, Verdict, counted
from fieldkit.rules.legal.facts import Offence
from fieldkit.rules.legal.limits import charged_in_time
from fieldkit.rules.legal.sjp import SinglePack
from fieldkit.rules.registry import findings

_CHARGED = ("proceedings", "result", "closed")


@dataclass(frozen=True, slots=True)
class PackGaps:
    """What is to be settled, what blocks first, and the check list of the pack as findings."""

    to_settle: tuple[ToSettle, ...]
    findings: tuple[Finding, ...] = ()


class Gaps(Desk):
    """A closed pack is blocked by every gap; of another each is named, and it is built all the same."""

    def of(self, pack: Pack, file: CourtFile, rows: Sequence[PlanRow]) -> PackGaps:
        """All gaps of a pack."""
        checks = self._checks(file) if pack.code == SJP else ()
        found = [
            *self._lacking(pack, file),
            *(_unmet(file, one) for one in checks if one.verdict is not Verdict.PASS),
            *(self._single(file) if pack.code == SJP else ()),
            *_charged(pack, file),
            *_interviews(file),
            *self._sheets(pack, file),
            *self._forms(rows),
            *self._apart(file, rows),
            *_late(pack, rows),
            *self.beside(Settling).of(file.case),
        ]
        once: dict[tuple[str, str], ToSettle] = {}
        for one in found:
            once.setdefault((one.record, one.say), one)
        return PackGaps(tuple(sorted(once.values(), key=lambda one: not one.blocks)), checks)

    def _lacking(self, pack: Pack, file: CourtFile) -> Iterator[ToSettle]:
        said = set()
        for part in pack.parts:
            wanted = part.lacking and part.offence in ("", file.offence)
            if wanted and part.takes not in said and not file.shelf(part.takes):
                said.add(part.takes)
                rule = "SJP-07" if part.takes == "service" else ""
                yield ToSettle(file.action.record, f"{part.because}. {part.lacking}.", rule, pack.closed)

    def _checks(self, file: CourtFile) -> tuple[Finding, ...]:
        """SJP-01 to SJP-07, and LIM-01 on the day of the charge."""
        person = next((one for one in file.way.file.of_kind("person") if one.record == file.person), None)
        service = next(iter(file.shelf("service")), None)
        first, last = file.period
        laid = day_of(file.action, "laid_on")
        pack = SinglePack(
            born=day_of(person, "dob") if person else None,
            charged_on=laid,
            offence=file.action.text("offence") or None,
            persons=(file.person,) if file.person else (),
            first=first,
            last=last,
            eso=file.action.text("eso_decision") or None,
            eso_reason=file.action.text("eso_reason") or None,
            welsh=(service.text("welsh") or None) if service else None,
            served=tuple(filter(None, (day_of(service, "served_on") if service else None,))),
        )
        book = self.reference()
        return (*findings(book, pack), charged_in_time(Offence(first, last, self.today(), laid), book))

    def _single(self, file: CourtFile) -> Iterator[ToSettle]:
        """What the letter and the service of a single justice pack have to say besides."""
        if warning := self.beside(Letters).addressee(file.person).warning:
            yield ToSettle(file.person, warning)
        service = next(iter(file.shelf("service")), None)
        if service is None:
            return
        laid, posted = day_of(file.action, "laid_on"), day_of(service, "served_on")
        if laid and posted and posted < laid:
            say = "The pack is posted before the charge is issued. Correct one of the two days."
            yield ToSettle(service.record, say, "SJP-07")
        if not service.text("reply_to"):
            say = (
                "Nobody can tell where the answer goes. Enter the court’s office on the service of the pack."
            )
            yield ToSettle(service.record, say)

    def _sheets(self, pack: Pack, file: CourtFile) -> Iterator[ToSettle]:
        """What the working sheets of a court file still leave open."""
        page, printed = self.beside(Pathway).page(file.action.record), {part.code for part in pack.parts}
        points = [one for one in page.points if not one.paper]
        if points and "points" in printed:
            say = f"{counted(len(points), 'point')} to prove: say which paper proves each."
            yield ToSettle(file.action.record, say, "", blocks=False)
        open_ones = [one for one in page.defences if not one.asked]
        if open_ones and "defences" in printed:
            say = f"{counted(len(open_ones), 'defence')} not asked about: fill in the defences sheet."
            yield ToSettle(file.action.record, say, "", blocks=False)

    def _forms(self, rows: Sequence[PlanRow]) -> Iterator[ToSettle]:
        desk = self.beside(CourtForms)
        for row in rows:
            if row.part == "court-form" and not desk.here(self.held(row.record)):
                say = f"{row.title} is not on this laptop. Send and receive to fetch it."
                yield ToSettle(row.record, say)

    def _apart(self, file: CourtFile, rows: Sequence[PlanRow]) -> Iterator[ToSettle]:
        """Nothing in a pack shows where the other parent lives or how to reach them (PAR-02, PAR-03)."""
        letters = self.beside(Letters)
        for record in dict.fromkeys(row.record for row in rows if row.part in _THEIR_WORDS):
            held = self.held(record)
            said = " ".join(value for value in held.values.values() if isinstance(value, str))
            try:
                letters.keep_apart(file.case.record, file.person, said)
            except Trouble:
                say = f"The other parent’s address or number stands in this: {held.title}. Take it out first."
                yield ToSettle(record, say, "PAR-03")


_THEIR_WORDS = ("statement", "exhibit", "visit", "notice", "served", "summary")


def _unmet(file: CourtFile, found: Finding) -> ToSettle:
    """A check that is not met; between the two dates of LIM-01 the word of legal decides."""
    settled = (
        found.rule == "LIM-01" and found.verdict is Verdict.CANNOT_TELL and file.action.text("legal_word")
    )
    return ToSettle(file.action.record, found.says, found.rule, not settled)


def _charged(pack: Pack, file: CourtFile) -> Iterator[ToSettle]:
    if file.action.state not in _CHARGED:
        say = "The charge is not issued yet. Issue it on the parent’s pathway first."
        yield ToSettle(file.action.record, say, "", pack.closed)


def _interviews(file: CourtFile) -> Iterator[ToSettle]:
    """An interview that was held is sealed before it goes to a court."""
    for one in file.own("interview"):
        at = one.text("started_at")
        if at and not one.locked and one.record not in file.left_out:
            day = day_in_words(local(at).date())
            yield ToSettle(one.record, f"Seal the interview of {day} first.", "PACE-12")


def _late(pack: Pack, rows: Sequence[PlanRow]) -> Iterator[ToSettle]:
    """A closed pack that was served takes no later paper."""
    for row in rows:
        if pack.closed and row.section == LATER and row.part not in (FURTHER_INDEX, FURTHER_LIST):
            say = f"The pack was served without this: {row.title}. Class it as unused, or serve it apart."
            yield ToSettle(row.record, say)
