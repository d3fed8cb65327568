"""The desk that counts employment sweeps: premises visited, children seen, breaches by rule, outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import day_of
from fieldkit.casebook.returns.counted import Counted
from fieldkit.casebook.workplaces.files import WorkplaceFiles
from fieldkit.kinds.stops import age_on
from fieldkit.rules.finding import Verdict
from fieldkit.rules.registry import RULES
from fieldkit.rules.returns import UNKNOWN, Figure, Measure, Sum, Table, Tally
from fieldkit.store import records
from fieldkit.store.records import Held

CHILDREN, IN_BREACH, NO_BREACH = "children", "in-breach", "no-breach"
_VISITED = ("on_site", "left", "written_up", "aborted")


class EmploymentCount(Desk):
    """Counted of the records each time, as stops are (domain 10)."""

    def tally(self, operations: Sequence[str]) -> Tally:
        """The return of one employment sweep or of several, before anything is hidden."""
        visits = [visit for one in operations for visit in self._visits(one)]
        files = self.beside(WorkplaceFiles)
        found = [child for visit in visits for child in files.children(visit.record)]
        # Somebody over compulsory school age is no child here (EMP-00).
        children = [child for child in found if not files.no_child(files.child(child.record))]
        children.sort(key=lambda child: child.record)
        broken = {child.record: self.breaches(child) for child in children}
        seen = tuple(child.record for child in children)
        bad = tuple(child for child in seen if broken[child])
        headline = (
            Figure(CHILDREN, "Children seen at work", seen),
            Figure(IN_BREACH, "With a breach", bad),
            Figure(NO_BREACH, "With no breach found", tuple(one for one in seen if not broken[one])),
        )
        age, business = self._ages(children), self._business(visits)
        return Tally(
            headline=headline,
            tables=(_breach_table(broken), self._outcomes(visits), age, business),
            measures=self._measures(operations, visits),
            sums=(
                Sum("age", CHILDREN, (IN_BREACH, NO_BREACH)),
                Sum("age", CHILDREN, tuple(figure.key for figure in age.figures)),
            ),
        )

    def breaches(self, child: Held) -> tuple[str, ...]:
        """The ids of the rules that the work of a child broke, on any day that is known."""
        files = self.beside(WorkplaceFiles)
        told = files.findings(files.child(child.record))
        return tuple(sorted({one.rule for one in told if one.verdict is Verdict.FAIL}))

    def _visits(self, operation: str) -> Iterator[Held]:
        for visit in self._parts("premises-visit", operation):
            if visit.state in _VISITED:
                yield visit

    def _parts(self, kind: str, parent: str) -> Sequence[Held]:
        with self.notebook.reading() as book:
            return records.listed(book, kinds=[kind], parent=parent, order="made_ms")

    def _measures(self, operations: Sequence[str], visits: Sequence[Held]) -> tuple[Measure, ...]:
        ran = [self.beside(Counted).operation(operation) for operation in operations]
        ids = tuple(one.id for one in ran)
        return (
            Measure("premises", "Premises visited", len(visits), tuple(visit.record for visit in visits)),
            Measure("minutes", "Time run", sum(one.minutes for one in ran), ids),
            Measure("officers", "Officers", sum(one.officers for one in ran), ids),
        )

    def _outcomes(self, visits: Sequence[Held]) -> Table:
        chosen: dict[str, list[str]] = defaultdict(list)
        for visit in visits:
            told = visit.value("next_steps")
            for code in dict.fromkeys(told if isinstance(told, list) else ()):
                chosen[str(code)].append(visit.record)
        rows = [
            Figure(f"outcome:{code.code}", code.label, tuple(sorted(chosen[code.code])))
            for code in self.reference().codes("premises-next-step")
        ]
        return Table("outcome", "What happens next, by premises", tuple(rows))

    def _business(self, visits: Sequence[Held]) -> Table:
        found: dict[str, list[str]] = defaultdict(list)
        for visit in visits:
            found[visit.text("business_type") or UNKNOWN].append(visit.record)
        labels = {code.code: code.label for code in self.reference().codes("business-type")}
        rows = [
            Figure(f"business:{code}", labels.get(code, "Not known"), tuple(sorted(ids)))
            for code, ids in sorted(found.items())
        ]
        return Table("business", "Kind of business, by premises", tuple(rows))

    def _ages(self, children: Sequence[Held]) -> Table:
        found: dict[str, list[str]] = defaultdict(list)
        for child in children:
            born, day = day_of(child, "dob"), self._visit_day(child)
            found[f"{age_on(born, day):02}" if born and day and born <= day else UNKNOWN].append(child.record)
        rows = [
            Figure(f"age:{age}", "Not known" if age == UNKNOWN else str(int(age)), tuple(ids))
            for age, ids in sorted(found.items())
        ]
        return Table("age", "Age", tuple(rows))

    def _visit_day(self, child: Held) -> date | None:
        visit = self.held(child.parent)
        return day_of(visit, "arrived_at") or day_of(visit, "planned_for")


def _breach_table(broken: Mapping[str, Sequence[str]]) -> Table:
    """A figure a rule that was broken, with the children behind it."""
    by_rule: dict[str, list[str]] = defaultdict(list)
    for child, ids in broken.items():
        for one in ids:
            by_rule[one].append(child)
    rows = [
        Figure(f"breach:{one}", f"{one} {RULES[one].title}", tuple(sorted(children)))
        for one, children in sorted(by_rule.items())
    ]
    return Table("breach", "Breaches by rule, children", tuple(rows))
