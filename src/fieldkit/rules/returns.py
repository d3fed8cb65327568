"""What a sweep return counts (RET-01 to RET-04): a tally of stops, each figure with the stops behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from fieldkit.reference import Code, Reference

UNKNOWN = "unknown"
STOPS, CHILDREN, WITHOUT_REASON, REMOVED = "stops", "children", "without-reason", "removed"


@dataclass(frozen=True, slots=True)
class CountedStop:
    """What a return counts of one stop; nothing here names anybody, and it stays when names are erased.

    `again` is whether the same child was stopped before on the operation. `excluded_day` is the school day of
    the exclusion, `back_after` within how many school days the child was in school again; None when not
    known. `cme_found` is whether the child turned out to be missing education.
    """

    id: str
    operation: str = ""
    age: int | None = None
    sex: str | None = None
    year_group: str | None = None
    school: str | None = None
    with_adult: str | None = None
    reason: str | None = None
    classification: str | None = None
    actions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    excluded_day: int | None = None
    back_after: int | None = None
    cme_found: bool = False
    follow_up: bool = False
    follow_up_done: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class CountedOperation:
    """How long an operation ran and with whom: minutes run, officers, and minutes given by the police."""

    id: str
    minutes: int = 0
    officers: int = 0
    police_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of stops, with the ids of the stops behind it, in order."""

    key: str
    label: str
    ids: tuple[str, ...]

    @property
    def value(self) -> int:
        """How many."""
        return len(self.ids)


@dataclass(frozen=True, slots=True)
class Measure:
    """A sum over operations, in minutes or persons, with the ids of the operations behind it."""

    key: str
    label: str
    amount: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Figures under one title."""

    key: str
    title: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """That the figure `whole` is the sum of `parts`, which stand in `table`; all are keys."""

    table: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within:
    """That the figure `inner` is counted in `outer` too: their difference is a figure nobody prints."""

    inner: str
    outer: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A return before anything is hidden.

    `headline` is stopped, without good reason and removed, which are never shown apart from one another.
    `sums` are every way in which figures add up and `nested` those that hold one another, for whoever hides
    some of them.
    """

    headline: tuple[Figure, ...]
    tables: tuple[Table, ...]
    measures: tuple[Measure, ...]
    sums: tuple[Sum, ...]
    nested: tuple[Within, ...] = ()

    def figures(self) -> Iterator[Figure]:
        """Every figure, the headline first."""
        yield from self.headline
        for table in self.tables:
            yield from table.figures

    def figure(self, key: str) -> Figure:
        """One figure. Raises `LookupError` when the return has none of that key."""
        found = next((figure for figure in self.figures() if figure.key == key), None)
        if found is None:
            raise LookupError(f"no figure {key}")
        return found


def tally(
    stops: Iterable[CountedStop], book: Reference, operations: Iterable[CountedOperation] = ()
) -> Tally:
    """The return of these stops and operations, the same in whatever order they come."""
    listed = sorted(stops, key=lambda stop: stop.id)
    counts = _Counts(listed, book)
    headline = (
        Figure(STOPS, "Stopped", tuple(stop.id for stop in listed)),
        counts.figure(WITHOUT_REASON, "Without good reason"),
        counts.figure(REMOVED, "Removed by a constable or PCSO"),
    )
    parted = tuple(counts.by_code(*row) for row in _PARTED)
    by_class = next(table for table in parted if table.key == "class")
    removed = counts.marked_table(REMOVED, "Removed", "stop-action", "removes")
    sums = [Sum(table.key, STOPS, _keys(table)) for table in parted if table is not by_class]
    return Tally(
        headline,
        (*parted, removed, counts.actions(), counts.afterwards()),
        _measures(sorted(operations, key=lambda operation: operation.id)),
        (*sums, *_class_sums(by_class, book), Sum(REMOVED, REMOVED, _keys(removed))),
        counts.nested(),
    )


# The tables whose figures add up to all stops: key, title and code list ("" for the schools).
_PARTED = (
    ("class", "What the stops were", "stop-class"),
    ("with", "With an adult or alone", ""),
    ("age", "Age", "age-band"),
    ("sex", "Sex", "sex"),
    ("year", "Year group", "year-group"),
    ("school", "School", ""),
    ("reason", "Reason given", "stop-reason"),
)


class _Counts:
    """The ids behind every key, gathered in one pass over the stops."""

    def __init__(self, stops: list[CountedStop], book: Reference) -> None:
        self.book = book
        self.ids: dict[str, list[str]] = defaultdict(list)
        self.bands = [(int(c.mark("least")), int(c.mark("most")), c.code) for c in book.codes("age-band")]
        self.adults = {code.code for code in book.codes("stop-with") if code.has("adult")}
        self.reasonless = {code.code for code in book.codes("stop-class") if code.has("without_reason")}
        self.removing = [code.code for code in book.codes("stop-action") if code.has("removes")]
        self.stated = book.number("exclusion.stated_school_days")
        self.within = [int(days) for days in str(book.local("return.back_within_school_days")).split()]
        for stop in stops:
            for key in self._keys_of(stop):
                self.ids[key].append(stop.id)

    def _keys_of(self, stop: CountedStop) -> Iterator[str]:
        yield f"class:{stop.classification or UNKNOWN}"
        yield f"with:{self._company(stop)}"
        yield f"age:{self._band(stop.age)}"
        yield f"sex:{stop.sex or UNKNOWN}"
        yield f"year:{stop.year_group or UNKNOWN}"
        yield f"school:{stop.school or UNKNOWN}"
        yield f"reason:{stop.reason or UNKNOWN}"
        if stop.classification in self.reasonless:
            yield WITHOUT_REASON
        removal = next((code for code in self.removing if code in stop.actions), None)
        if removal is not None:
            yield REMOVED
            yield f"{REMOVED}:{removal}"
        yield from (f"action:{code}" for code in set(stop.actions) if code not in self.removing)
        yield from self._afterwards(stop)

    def _afterwards(self, stop: CountedStop) -> Iterator[str]:
        yield from (f"notice:{notice}" for notice in set(stop.notices))
        if not stop.again:
            yield CHILDREN
        if stop.classification == "excluded" and 0 < (stop.excluded_day or 0) <= self.stated:
            yield "excluded-first-days"
        if stop.back_after is not None:
            yield from (f"back:{days}" for days in self.within if stop.back_after <= days)
        for key in ("cme_found", "follow_up", "follow_up_done"):
            if getattr(stop, key):
                yield key

    def _company(self, stop: CountedStop) -> str:
        if stop.with_adult is None:
            return UNKNOWN
        return "adult" if stop.with_adult in self.adults else "alone"

    def _band(self, age: int | None) -> str:
        if age is None:
            return UNKNOWN
        return next((code for least, most, code in self.bands if least <= age <= most), "other")

    def figure(self, key: str, label: str) -> Figure:
        return Figure(key, label, tuple(self.ids.get(key, ())))

    def by_code(self, key: str, title: str, codes: str) -> Table:
        """A table by a code list, then whatever the list lacks, so that it always adds up."""
        labels = {"adult": "With an adult", "alone": "Alone"} if key == "with" else {}
        if codes:
            labels = {code.code: code.label for code in self.book.codes(codes)}
        found = {name.partition(":")[2] for name in self.ids if name.startswith(f"{key}:")}
        labels |= {code: _WORDS.get(code, code) for code in sorted(found - set(labels) - {UNKNOWN})}
        if UNKNOWN in found:
            labels |= {UNKNOWN: "Not known"}
        return Table(key, title, tuple(self.figure(f"{key}:{code}", label) for code, label in labels.items()))

    def marked_table(self, key: str, title: str, codes: str, mark: str) -> Table:
        listed: list[Code] = [code for code in self.book.codes(codes) if code.has(mark)]
        return Table(key, title, tuple(self.figure(f"{key}:{code.code}", code.label) for code in listed))

    def actions(self) -> Table:
        listed = [code for code in self.book.codes("stop-action") if not code.has("removes")]
        figures = tuple(self.figure(f"action:{code.code}", code.label) for code in listed)
        return Table("action", "What else was done", figures)

    def afterwards(self) -> Table:
        rows = [(CHILDREN, "Children stopped")]
        rows += [("excluded-first-days", f"Excluded, in the first {self.stated} school days")]
        rows += [
            (f"notice:{code.code}", f"Penalty notice: {code.label}")
            for code in self.book.codes("stop-notice")
        ]
        rows += [("cme_found", "Found to be missing education")]
        rows += [(f"back:{days}", f"Back in school within {_school_days(days)}") for days in self.within]
        rows += [("follow_up", "Follow-ups set"), ("follow_up_done", "Follow-ups done")]
        return Table("afterwards", "What came of it", tuple(self.figure(*row) for row in rows))

    def nested(self) -> tuple[Within, ...]:
        """Children among the stops, follow-ups done among those set, one day back among five, and so on."""
        days = [f"back:{count}" for count in sorted(self.within)]
        chain = [*days, CHILDREN, STOPS]
        pairs = [Within(inner, outer) for inner, outer in combinations(chain, 2)]
        return (*pairs, Within("follow_up_done", "follow_up"))


_WORDS = {"other": "Other ages"}


def _school_days(days: int) -> str:
    return "1 school day" if days == 1 else f"{days} school days"


def _keys(table: Table) -> tuple[str, ...]:
    return tuple(figure.key for figure in table.figures)


def _class_sums(table: Table, book: Reference) -> tuple[Sum, Sum]:
    reasonless = {f"class:{code.code}" for code in book.codes("stop-class") if code.has("without_reason")}
    parts = tuple(key for key in _keys(table) if key in reasonless)
    others = tuple(key for key in _keys(table) if key not in reasonless)
    return Sum(table.key, STOPS, (WITHOUT_REASON, *others)), Sum(table.key, WITHOUT_REASON, parts)


def _measures(operations: list[CountedOperation]) -> tuple[Measure, ...]:
    ids = tuple(operation.id for operation in operations)
    return (
        Measure("minutes", "Time run", sum(operation.minutes for operation in operations), ids),
        Measure("officers", "Officers", sum(operation.officers for operation in operations), ids),
        Measure(
            "police_minutes", "Police time", sum(operation.police_minutes for operation in operations), ids
        ),
    )
