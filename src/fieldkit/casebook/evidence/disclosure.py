"""The desk for disclosure: every item of a case classed once, and its unused material (EVD-30)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.audit import letting_out
from fieldkit.casebook.audit.looks import Looks
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.material import Item, Material, class_id
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.paper import Paper, Sheet, at_words, day_short
from fieldkit.casebook.records import Records
from fieldkit.errors import Trouble
from fieldkit.kinds.times import local, moment_of, read_day
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.legal.evidence import Classed, every_item_classed
from fieldkit.rules.legal.evidence import Material as MaterialFacts
from fieldkit.store import journal, records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.schedule import ScheduleSheet

USED, UNUSED, SENSITIVE, NOT_RELEVANT = "used", "unused", "unused-sensitive", "not-relevant"
LEFT_OUT = (UNUSED, SENSITIVE, NOT_RELEVANT)
"""The classes that stand in no bundle."""
_WITH_REASON = {
    SENSITIVE: "Say why it is sensitive",
    NOT_RELEVANT: "Say why it is clearly not relevant",
}
PROSECUTOR = "the prosecutor"
_SCHEDULES = {
    UNUSED: (
        "Schedule of non-sensitive unused material",
        "Relevant material that is not part of the prosecution case and is not sensitive. "
        "Each item has the number under which it is recorded in the case.",
    ),
    SENSITIVE: (
        "Schedule of sensitive unused material",
        "For the prosecutor only. It is not disclosed to the defence and stands in no bundle.",
    ),
}
_NAMES = {
    UNUSED: "Schedule of non-sensitive unused material",
    SENSITIVE: "Sensitive schedule, for the prosecutor only",
}
REPORT, CERTIFICATE = "report", "streamlined"
PAPERS = (UNUSED, SENSITIVE, REPORT, CERTIFICATE)
"""The papers that disclosure prints, as the window and the shell name them."""
STREAMLINED = "Streamlined disclosure certificate"
_SUMMARY = "For a summary case, in place of schedule and report. It may be given to the defence."
_REPORT = (
    "Items that may undermine the prosecution case or help the case for the accused, "
    "by their numbers in the schedules. For the prosecutor."
)


@dataclass(frozen=True, slots=True)
class DisclosurePage:
    """Every item of a case with its class, and what EVD-30 says; `counts` are by class, "" is unclassed."""

    case: str
    reference: str
    child: str
    items: tuple[Item, ...]
    counts: Mapping[str, int]
    finding: Finding

    def of(self, disclosure: str) -> tuple[Item, ...]:
        """The items of one class."""
        return tuple(item for item in self.items if item.disclosure == disclosure)

    @property
    def waiting_first(self) -> tuple[Item, ...]:
        """What is not classed yet before the rest, each by its number."""
        return tuple(sorted(self.items, key=lambda item: (item.classed, item.number)))

    @property
    def complete(self) -> bool:
        """Whether every item is classed, with its reason where one is asked."""
        return self.finding.verdict == Verdict.PASS


class Disclosure(Desk):
    """A class is a record of its own, so that who classed what, when and why stays in the ledger."""

    def open(self, case: str, *, looking: bool = True) -> DisclosurePage:
        """Every item of a case. The look is noted. Raises `Trouble` when it is no case."""
        held = self._case(case)
        items = tuple(self.beside(Material).of(held.home))
        with self.notebook.reading() as book:
            child = records.get(book, held.text("child"))
        if looking:
            with self.notebook.writing() as book:
                journal.note(
                    book, self.now().wall_ms, ["list", case, *dict.fromkeys(i.record for i in items)]
                )
        codes = [code.code for code in self.reference().codes("disclosure-class")]
        return DisclosurePage(
            case=case,
            reference=held.text("reference"),
            child=child.title if child else "",
            items=items,
            counts={code: sum(item.disclosure == code for item in items) for code in ("", *codes)},
            finding=self.finding(items),
        )

    def classify(
        self,
        case: str,
        item: str,
        disclosure: str,
        *,
        reason: str = "",
        relevance: str = "",
        location: str = "",
    ) -> Changes:
        """Say what an item is for disclosure. What was said before stays readable.

        Raises `Problems` without the reason that its class asks, `Trouble` when the case has no such item.
        """
        held = self._case(case)
        found = next((one for one in self.beside(Material).of(held.home) if one.item == item), None)
        if found is None:
            raise Trouble("That is not an item of this case.", "List them with: fieldkit disclosure CASE")
        codes = [code.code for code in self.reference().codes("disclosure-class")]
        if disclosure not in codes:
            raise Problems([Problem("disclosure", f"Choose one of {', '.join(codes)}")])
        typed = {"item": item, "disclosure": disclosure, "reason": reason}
        typed |= {
            name: said for name, said in (("relevance", relevance), ("location", location)) if said.strip()
        }
        name, desk = class_id(held.home, item), self.beside(Records)
        with self.notebook.reading() as book:
            there = records.get(book, name)
            exhibit = records.get(book, item)
        if there is None:
            _, changed = desk.new("unused-material", typed, parent=case, record=name)
        else:
            changed = desk.correct(name, typed, f"Classed again by {self.me.name}")
        if exhibit is not None and exhibit.kind == "exhibit" and not exhibit.locked:
            changed |= desk.correct(item, {"disclosure": disclosure})
        return changed

    def finding(self, items: Sequence[Item]) -> Finding:
        """EVD-30 on these items."""
        facts = tuple(Classed(item.item, item.disclosure or None, item.reason) for item in items)
        return every_item_classed(MaterialFacts(facts), self.reference())

    def classes(self, home: str) -> Mapping[str, str]:
        """The class of each record of a case that has one: what paper and plans lean on."""
        with self.notebook.reading() as book:
            marked = records.listed(book, kinds=["unused-material"], home=home)
            exhibits = records.listed(book, kinds=["exhibit"], home=home)
        own = {one.record: one.text("disclosure") for one in exhibits if one.text("disclosure")}
        return own | {one.text("item"): one.text("disclosure") for one in marked}

    def left_out(self, home: str) -> Collection[str]:
        """The records that stand in no bundle: unused, sensitive, not relevant."""
        return {record for record, code in self.classes(home).items() if code in LEFT_OUT}

    def schedule(self, case: str, disclosure: str, *, without: Collection[str] = ()) -> Sheet:
        """The schedule of unused material that is not sensitive, or of what is: also when there is none.

        `without` some records, such as those of another parent. Raises `Trouble` while an item is not
        classed.
        """
        from fieldkit.bundle.sheets.schedule import schedule

        if disclosure not in _SCHEDULES:
            raise Trouble("There is no such schedule.", f"Print one of {', '.join(_SCHEDULES)}.")
        page = self._classed(case)
        title, note = _SCHEDULES[disclosure]
        items = tuple(item for item in page.of(disclosure) if item.record not in without)
        printed = schedule(self._sheet(page, title, note, items, disclosure == SENSITIVE))
        return Sheet(case, _NAMES[disclosure], printed.pdf, printed.pages)

    def report(self, case: str) -> Sheet:
        """The disclosure officer's report and certificate. Raises `Trouble` while an item is not classed.

        It lists what may undermine the case or help the defence, by its number in the schedules.
        """
        from fieldkit.bundle.sheets.schedule import report

        page = self._classed(case)
        pointed = tuple(item for item in page.items if item.relevance)
        words = self.reference().wording("disclosure-certificate").text.strip()
        book = self.reference()
        totals = tuple(
            (book.label("disclosure-class", code), str(number))
            for code, number in page.counts.items()
            if code
        )
        sheet = self._sheet(page, "Disclosure officer’s report", _REPORT, pointed, False)
        printed = report(sheet, totals, words)
        return Sheet(case, "Disclosure officer’s report", printed.pdf, printed.pages)

    def certificate(self, case: str) -> Sheet:
        """The streamlined certificate of a summary case, with the unused items that are not sensitive.

        Raises `Trouble` while an item is not classed.
        """
        from fieldkit.bundle.sheets.schedule import certificate

        page = self._classed(case)
        sheet = self._sheet(page, STREAMLINED, _SUMMARY, page.of(UNUSED), False)
        printed = certificate(sheet, self.reference().wording("streamlined-certificate").text.strip())
        return Sheet(case, STREAMLINED, printed.pdf, printed.pages)

    def paper(self, case: str, which: str) -> Sheet:
        """A paper by its code in `PAPERS`. Raises `Trouble`."""
        if which == REPORT:
            return self.report(case)
        return self.certificate(case) if which == CERTIFICATE else self.schedule(case, which)

    def export(self, sheet: Sheet, path: Path, *, recipient: str = "", reason: str = "") -> Changes:
        """Write a schedule to a file, and log to whom it goes. Raises `Trouble`.

        The sensitive schedule goes to the prosecutor alone.
        """
        return letting_out.export(
            self.beside(Looks), sheet.record, path, sheet.pdf, sheet.name,
            recipient=_for(sheet, recipient), reason=reason,
        )  # fmt: skip

    def printed(self, sheet: Sheet, *, recipient: str = "", reason: str = "") -> Changes:
        """Log that a schedule was printed, and for whom. Raises `Trouble`."""
        return letting_out.printed(
            self.beside(Looks), sheet.record, sheet.pdf, sheet.name,
            recipient=_for(sheet, recipient), reason=reason,
        )  # fmt: skip

    def _classed(self, case: str) -> DisclosurePage:
        page = self.open(case, looking=False)
        if not page.complete:
            raise Trouble(page.finding.says, "Class every item, then print the schedules.")
        return page

    def _sheet(
        self, page: DisclosurePage, title: str, note: str, items: Sequence[Item], sensitive: bool
    ) -> ScheduleSheet:
        from fieldkit.bundle.sheets.schedule import Line, ScheduleSheet

        made = at_words(local(moment_of(self.now().wall_ms)))
        lines = tuple(
            Line(
                str(item.number),
                item.description,
                day_short(read_day(item.day)) if item.day else "",
                item.location,
                item.relevance if not sensitive else "",
                item.reason if sensitive else "",
                item.class_words,
            )
            for item in items
        )
        heading = self.beside(Paper).heading(self.held(page.case))
        if sensitive:
            heading = replace(heading, reference=f"{heading.reference}, SENSITIVE")
        return ScheduleSheet(
            heading=heading,
            title=title,
            note=note,
            facts=(("Case", page.reference), ("Disclosure officer", self.me.name), ("Made", made)),
            lines=lines,
            sensitive=sensitive,
        )

    def _case(self, case: str) -> Held:
        held = self.held(case)
        if held.kind != "case":
            raise Trouble("Material is classed by case.", "Name the case by its reference.")
        return held


@gate("unused-material")
def classed_once_with_reason(desk: Desk, intent: Intent) -> None:
    """An item has one class, with a reason where the class asks one, at every door (EVD-30)."""
    code, item = str(intent.values.get("disclosure") or ""), str(intent.values.get("item") or "")
    if code in _WITH_REASON and not str(intent.values.get("reason") or "").strip():
        raise Problems([Problem("reason", _WITH_REASON[code])])
    if intent.held is not None and "item" not in intent.changed:
        return
    if all(one.item != item for one in desk.beside(Material).of(intent.home)):
        raise Problems([Problem("item", "Name an item of this case")])
    with desk.notebook.reading() as book:
        marked = records.listed(book, kinds=["unused-material"], home=intent.home)
    if any(one.text("item") == item for one in marked):
        raise Trouble("That item is classed already.", "Correct its class instead.")


def _for(sheet: Sheet, recipient: str) -> str:
    """For whom a schedule is: the sensitive one goes to nobody else, whoever asks."""
    if sheet.name != _NAMES[SENSITIVE]:
        return recipient
    if recipient and "prosecutor" not in recipient.casefold():
        raise Trouble("The sensitive schedule is for the prosecutor only.", "Give the other schedule.")
    return recipient or PROSECUTOR
