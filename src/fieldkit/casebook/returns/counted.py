"""The desk that counts a sweep: what a return takes of each stop, without a name, and how long it ran."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import day_of, word_of
from fieldkit.casebook.sweeps import facts as sweep_facts
from fieldkit.casebook.sweeps.facts import SchoolThere
from fieldkit.casebook.sweeps.files import SweepFiles
from fieldkit.ledger.canonical import Json
from fieldkit.rules.returns import CountedOperation, CountedStop, Tally, tally
from fieldkit.rules.sweeps.exclusion import exclusion_day
from fieldkit.store import records
from fieldkit.store.records import Held


class Counted(Desk):
    """Counts are made of the records each time, so that laptops which hold the same stops count the same."""

    def tally(self, operations: Sequence[str]) -> Tally:
        """The return of one sweep or of several, before anything is hidden (RET-01)."""
        stops = [stop for operation in operations for stop in self.stops(operation)]
        return tally(stops, self.reference(), [self.operation(operation) for operation in operations])

    def stops(self, operation: str) -> list[CountedStop]:
        """What a return counts of every stop of a sweep; those taken out of the lists are not counted."""
        home = self.held(operation).home
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["stop"], parent=operation)
            tasks = records.listed(book, kinds=["follow-up"], home=home)
            back = records.listed(book, kinds=["reattendance"], home=home)
        again = repeated(held)
        schools: dict[str, SchoolThere | None] = {}
        for stop in held:
            if (urn := _urn(stop.value("school"))) not in schools:
                schools[urn] = self.beside(SweepFiles).school(stop.value("school"))
        return [self._count(stop, schools[_urn(stop.value("school"))], again, tasks, back) for stop in held]

    def operation(self, operation: str) -> CountedOperation:
        """How long a sweep ran and with whom."""
        file = self.beside(SweepFiles).open(operation)
        live = sweep_facts.pressed(file.held, "went_live_at")
        down = sweep_facts.pressed(file.held, "stood_down_at", last=True)
        who = {
            str(officer["id"])
            for pairing in file.pairings
            for name in ("officer", "second_officer")
            if isinstance(officer := pairing.value(name), dict)
        }
        hours = file.held.value("police_hours")
        return CountedOperation(
            id=operation,
            minutes=int((down - live) / timedelta(minutes=1)) if live and down else 0,
            officers=len(who),
            police_minutes=hours if isinstance(hours, int) else 0,
        )

    def _count(
        self,
        stop: Held,
        school: SchoolThere | None,
        again: frozenset[str],
        tasks: Sequence[Held],
        back: Sequence[Held],
    ) -> CountedStop:
        said, own = sweep_facts.agreed(stop), [task for task in tasks if task.parent == stop.record]
        named = said.get("school")
        return CountedStop(
            id=stop.record,
            operation=stop.parent,
            age=sweep_facts.age_in(said),
            sex=word_of(stop, "sex"),
            year_group=word_of(stop, "year_group"),
            school=str(named["name"]) if isinstance(named, dict) else word_of(stop, "school_stated"),
            with_adult=word_of(stop, "with_adult"),
            reason=word_of(stop, "reason"),
            classification=word_of(stop, "classification"),
            actions=_codes(said, "actions"),
            notices=_codes(said, "notices"),
            excluded_day=self._excluded_day(said, school),
            back_after=_back_after(stop, school, back),
            cme_found=bool(said.get("case_made")),
            follow_up=bool(own),
            follow_up_done=bool(own) and all(task.state != "open" for task in own),
            again=stop.record in again,
        )

    def _excluded_day(self, said: Mapping[str, Json], school: SchoolThere | None) -> int | None:
        exclusion, at = sweep_facts.exclusion_in(said), said.get("stopped_at")
        if exclusion is None or not isinstance(at, str):
            return None
        day = sweep_facts.uk_day(datetime.fromisoformat(at))
        return exclusion_day(exclusion, day, school.calendar if school else None, self.reference())


def repeated(stops: Sequence[Held]) -> frozenset[str]:
    """The stops of a child who was stopped before on the same sweep, by name and date of birth.

    What was found while the names were there is kept in the record, so that the count outlives them.
    """
    found, seen = {stop.record for stop in stops if stop.value("again") == "yes"}, set()
    for stop in sorted(stops, key=lambda one: (one.happened, one.record)):
        who = (stop.text("child_name").casefold(), stop.text("dob"))
        if all(who):
            found |= {stop.record} if who in seen else set()
            seen.add(who)
    return frozenset(found)


def _back_after(stop: Held, school: SchoolThere | None, back: Sequence[Held]) -> int | None:
    days = [day for one in back if one.parent == stop.record and (day := day_of(one, "back_on"))]
    stopped = day_of(stop, "stopped_at")
    if not days or stopped is None or school is None or school.calendar is None:
        return None
    first: date = min(days)
    return school.calendar.school_days(stopped + timedelta(days=1), first)


def _codes(said: Mapping[str, Json], name: str) -> tuple[str, ...]:
    told = said.get(name)
    return tuple(str(one) for one in told) if isinstance(told, list) else ()


def _urn(school: Json) -> str:
    return str(school["id"]) if isinstance(school, dict) else ""
