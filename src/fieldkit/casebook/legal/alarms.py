"""The desk for what runs out on the legal pathway: charges that must be laid, directions to be answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.pathway import file as pathway_file
from fieldkit.casebook.pathway import reading as pathway_reading
from fieldkit.kinds.times import day_in_words
from fieldkit.rules.finding import counted
from fieldkit.store import records
from fieldkit.store.records import Held

_BEFORE_CHARGE = ("considered", "decided")
_AT_COURT = ("proceedings", "result")


@dataclass(frozen=True, slots=True)
class LegalAlarm:
    """Something of one parent's way that runs out: by when, what is to be done, and whose it is."""

    due: date
    left: int
    action: str
    case: str
    parent: str
    what: str
    rule: str


class LegalAlarms(Desk):
    """Read from the actions alone, so that the first page of the day stays quick."""

    def coming(self, home: str = "") -> Sequence[LegalAlarm]:
        """What was raised (LIM-02, s.447) on the open ways of a case or of every case, the nearest first."""
        with self.notebook.reading() as book:
            held = records.listed(
                book, kinds=["legal-action"], home=home, states=[*_BEFORE_CHARGE, *_AT_COURT]
            )
            people = records.some(book, [one.text("person") for one in held])
        found = [alarm for one in held for alarm in self._of(one, _name(one, people))]
        return sorted(found, key=lambda alarm: (alarm.due, alarm.action))

    def _of(self, held: Held, parent: str) -> Iterator[LegalAlarm]:
        book, today = self.reference(), self.today()
        due = pathway_reading.deadline(pathway_file.offence_of(held, today), book)
        if held.state in _BEFORE_CHARGE and due is not None and (due.alarm or due.left < 0):
            outer = day_in_words(due.outer)
            if due.left_outer < 0:
                what = f"Out of time: no charge after {outer}"
            elif due.left < 0:
                what = f"Past the cautious date; outer date {outer}: ask legal"
            else:
                what = f"Lay the charge: under {counted(due.alarm, 'week')} to the cautious date"
            yield self._alarm(held, parent, due.cautious, what, "LIM-02")
        told = pathway_reading.direction(held, today, book)
        if told is not None and told.answered_on is None:
            what = "Apply for the supervision order that the court directed, or tell it why not"
            yield self._alarm(held, parent, told.due, what, "s.447")

    def _alarm(self, held: Held, parent: str, due: date, what: str, rule: str) -> LegalAlarm:
        return LegalAlarm(due, (due - self.today()).days, held.record, held.home, parent, what, rule)


def _name(held: Held, people: dict[str, Held]) -> str:
    person = people.get(held.text("person"))
    return person.title if person is not None else ""
