"""The desk for where a point is proved: each paragraph, answer and paper of a case that may prove it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fieldkit.casebook.bundles.pages import PageNumbers, place_in
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.evidence.exhibits import by_mark
from fieldkit.casebook.evidence.statement_paper import paragraphs_of
from fieldkit.casebook.pathway import reading as pathway_reading
from fieldkit.casebook.pathway.file import Ways
from fieldkit.casebook.pathway.page import PointRow
from fieldkit.casebook.pathway.pathway import Pathway
from fieldkit.errors import Trouble
from fieldkit.kinds.registry import kind_named
from fieldkit.store import records
from fieldkit.store.changes import Changes
from fieldkit.store.records import Held

_WHOLE = ("register-extract", "visit", "note")


@dataclass(frozen=True, slots=True)
class ProofPlace:
    """A place in a paper: `where` is "Paragraph 3", "Answer 12" or empty for the whole; `words` what it says.

    `page` is where it stands in the bundle that it is presented by, 0 while it is in none; `pointed` says
    that the officer marked the answer as going to this point; `signed` that the paper is locked.
    """

    key: str
    paper: str
    kind: str
    title: str
    where: str
    words: str
    page: int
    pointed: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class ProofPage:
    """A point with where it is proved now, and every place that there is to choose from."""

    action: str
    case: str
    parent: str
    point: PointRow
    places: tuple[ProofPlace, ...]

    @property
    def chosen(self) -> str:
        """The key of the place that is recorded; empty when it is typed or none."""
        told = (self.point.paper, self.point.where)
        return next((one.key for one in self.places if (one.paper, one.where) == told), "")


class ProofPlaces(Desk):
    """Papers come as a court reads them: statements, the interview, exhibits, registers, visits, notes."""

    def of(self, action: str, point: str) -> ProofPage:
        """What may prove a point against one parent. Raises `Trouble` for a point that the offence lacks."""
        held, way = self.beside(Ways).of(action)
        found = next((one for one in self.beside(Pathway).points(action) if one.code == point), None)
        if found is None:
            raise Trouble("The offence has no such point.", "Open a point on the page of the pathway.")
        with self.notebook.reading() as book:
            papers = records.listed(
                book, kinds=["statement", "interview", "exhibit", *_WHOLE], home=held.home
            )
            lines = records.listed(book, kinds=["interview-line"], home=held.home, order="made_ms")
        pages = pathway_reading.pages_of(way, action)
        places = [
            place
            for paper in sorted(papers, key=_order)
            if paper.kind != "interview" or paper.text("person") == held.text("person")
            for place in _places(paper, [one for one in lines if one.parent == paper.record], point, pages)
        ]
        return ProofPage(action, held.home, way.name(held.text("person")), found, tuple(places))

    def prove(self, action: str, point: str, key: str) -> Changes:
        """Say that a place proves a point. Raises `Trouble` when it is no place of the case."""
        found = next((one for one in self.of(action, point).places if one.key == key), None)
        if found is None:
            raise Trouble("That is no paper of this case.", "Choose one of the list.")
        said = {"proved_by": found.paper, "where": found.where}
        return self.beside(Pathway).prove(action, point, said)[1]


def _order(held: Held) -> tuple[int, object]:
    rank = ("statement", "interview", "exhibit", *_WHOLE).index(held.kind)
    return rank, by_mark(held) if held.kind == "exhibit" else (held.happened, held.record)


def _places(paper: Held, lines: Sequence[Held], point: str, pages: PageNumbers) -> Iterator[ProofPlace]:
    title = _title(paper)

    def place(where: str, words: str, pointed: bool = False) -> ProofPlace:
        key = f"{paper.record}/{where}" if where else paper.record
        page = pages.of(paper.record, place_in(where))
        return ProofPlace(key, paper.record, paper.kind, title, where, words, page, pointed, paper.locked)

    if paper.kind == "statement":
        for number, words in enumerate(paragraphs_of(paper), 1):
            yield place(f"Paragraph {number}", words)
        return
    if paper.kind == "interview":
        for line in lines:
            said = "No comment" if line.value("no_comment") == "yes" else line.text("answer")
            words = f"{line.text('question')} {said}".strip()
            yield place(f"Answer {line.value('number') or 0}", words, line.text("point") == point)
        return
    yield place("", paper.line)


def _title(paper: Held) -> str:
    label = kind_named(paper.kind).label
    mark = paper.text("mark")
    if mark:
        return f"Exhibit {mark}, {paper.text('description') or label.lower()}"
    return paper.title if paper.title.startswith(label) or paper.kind != "note" else f"{label}: {paper.title}"
