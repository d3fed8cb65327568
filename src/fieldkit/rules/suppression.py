"""What of a return may leave the service: small figures hidden so that no sum gives them away (RET-03)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from fieldkit.reference import Reference
from fieldkit.rules.returns import STOPS, Figure, Measure, Sum, Tally

HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure as it leaves the service; `value` is None when it is hidden."""

    key: str
    label: str
    value: int | None

    def text(self) -> str:
        """The number, or the word that stands for a hidden one."""
        return HIDDEN if self.value is None else str(self.value)


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """Figures under one title; none when the whole table is withheld."""

    key: str
    title: str
    figures: tuple[PublishedFigure, ...]
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """A return as it leaves the service: no ids, and no figure from 1 to below `smallest`."""

    headline: tuple[PublishedFigure, ...]
    tables: tuple[PublishedTable, ...]
    measures: tuple[Measure, ...]
    smallest: int
    hidden: frozenset[str]
    withheld: frozenset[str]

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Title, label and text of every figure, for a CSV (RET-04)."""
        for figure in self.headline:
            yield "Side by side", figure.label, figure.text()
        for table in self.tables:
            if table.withheld:
                yield table.title, "All figures", "withheld"
            for figure in table.figures:
                yield table.title, figure.label, figure.text()
        for measure in self.measures:
            yield "Resources", measure.label, str(measure.amount)


def publish(tally: Tally, book: Reference, earlier: Iterable[Published] = ()) -> Published:
    """A return that may leave the service.

    Figures from 1 to below the local number are hidden, then others until nobody can work one out from the
    rest, even who knows which were hidden for being small. A table that cannot be saved so is withheld. In
    the return of a period, `earlier` are those published for its operations: what one hid stays hidden, or
    the sum over the operations would tell.
    """
    smallest = book.number("return.smallest_figure")
    hiding = _Hiding(tally, smallest)
    for before in earlier:
        hiding.withheld |= before.withheld
        hiding.hidden |= before.hidden & set(hiding.values)
    hiding.settle()
    return Published(
        tuple(_published(figure, hiding.hidden) for figure in tally.headline),
        tuple(
            PublishedTable(
                table.key,
                table.title,
                ()
                if table.key in hiding.withheld
                else tuple(_published(figure, hiding.hidden) for figure in table.figures),
                table.key in hiding.withheld,
            )
            for table in tally.tables
        ),
        tuple(Measure(m.key, m.label, m.amount, ()) for m in tally.measures),
        smallest,
        frozenset(hiding.hidden),
        frozenset(hiding.withheld),
    )


class _Hiding:
    """Which figures are hidden and which tables withheld, until every sum is sound."""

    def __init__(self, tally: Tally, smallest: int) -> None:
        self.smallest = smallest
        self.sums, self.nested = tally.sums, tally.nested
        self.values: Mapping[str, int] = {figure.key: figure.value for figure in tally.figures()}
        self.hidden = {key for key, value in self.values.items() if 0 < value < smallest}
        few = STOPS in self.hidden
        self.withheld = {table.key for table in tally.tables} if few else set[str]()
        self.hidden |= set(self.values) if few else set()

    def settle(self) -> None:
        """Hide more until no sum gives a hidden figure away, and no difference is a small one."""
        for pair in self.nested:
            left = self.values[pair.outer] - self.values[pair.inner]
            if 0 < left < self.smallest and not {pair.inner, pair.outer} & self.hidden:
                self.hidden.add(pair.inner)
        while (leaking := next((s for s in self._open() if not self._sound(s)), None)) is not None:
            spare = [key for key in leaking.parts if self.values[key] and key not in self.hidden]
            if spare:
                self.hidden.add(min(spare, key=lambda key: self.values[key]))
            else:
                self.withheld.add(leaking.table)

    def _open(self) -> Iterator[Sum]:
        return (each for each in self.sums if each.table not in self.withheld)

    def _sound(self, each: Sum) -> bool:
        """Whether every hidden figure of a sum may still be one of at least two."""
        parts = [key for key in each.parts if key in self.hidden]
        if each.whole in self.hidden:
            least, most = self._bounds(each.whole)
            return bool(parts) and least < most
        if not parts:
            return True
        bounds = [self._bounds(key) for key in parts]
        total = sum(self.values[key] for key in parts)
        roomy = sum(low for low, _ in bounds) < total < sum(high for _, high in bounds)
        return len(parts) > 1 and roomy

    def _bounds(self, key: str) -> tuple[float, float]:
        """What a hidden figure may be, for a reader who knows why it was hidden and what it adds up from."""
        if key not in self.hidden:
            return self.values[key], self.values[key]
        small = self.values[key] < self.smallest
        low, high = (1.0, self.smallest - 1.0) if small else (float(self.smallest), float("inf"))
        for each in self._open():
            if each.whole == key:
                parts = [self._bounds(part) for part in each.parts]
                low, high = max(low, sum(p[0] for p in parts)), min(high, sum(p[1] for p in parts))
        return low, high


def _published(figure: Figure, hidden: set[str]) -> PublishedFigure:
    return PublishedFigure(figure.key, figure.label, None if figure.key in hidden else figure.value)
