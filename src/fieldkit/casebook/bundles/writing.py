"""What every sheet of a pack is written from: the defendant's file, the council, the day, and page
numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from fieldkit.casebook.bundles.shelves import CourtFile
from fieldkit.casebook.facts import day_of, school_of
from fieldkit.casebook.pathway.letters import Addressee
from fieldkit.casebook.pathway.notice_words import Office
from fieldkit.casebook.pathway.page import PathwayPage
from fieldkit.kinds.times import day_in_words
from fieldkit.store.records import Held

if TYPE_CHECKING:
    from fieldkit.bundle.sheets.court import Block, CourtSheet


@dataclass(frozen=True, slots=True)
class Writing:
    """`pages` are the first page of each document of this very bundle by its source, and the page of each
    numbered place in it ("interview ID#7"); empty while they are not known.
    """

    file: CourtFile
    page: PathwayPage
    office: Office
    to: Addressee
    today: date
    pages: Mapping[str, int] = field(default_factory=dict)

    @property
    def case_number(self) -> str:
        """The case number at court, or the council's until there is one."""
        return self.file.action.text("court_urn") or self.file.case.text("reference")

    @property
    def school(self) -> str:
        """The school of the child."""
        child = self.file.way.file.child
        return (school_of(child) if child else None) or "the school"

    @property
    def period(self) -> tuple[str, str]:
        """The first and the last day of the charge, in words."""
        first, last = self.file.period
        return day_words(first), day_words(last)

    @property
    def parties(self) -> str:
        """The parties as a court names them."""
        return f"{self.office.council} v {self.file.name}"

    def page_of(self, record: str, place: str = "") -> int:
        """The page of this bundle that shows a record, or a numbered place in it; 0 when none does."""
        for source, number in self.pages.items():
            name, _, at = source.partition("#")
            if name.partition(" ")[2] == record and at == place:
                return number
        return self.page_of(record) if place else 0

    def words(self, wording: str, /, **places: str) -> tuple[str, ...]:
        """The paragraphs of a stored wording, its places filled."""
        told = self.file.book.wording(wording)
        text = told.filled(**{place: places[place] for place in told.places()})
        return tuple(line.strip() for line in text.splitlines() if line.strip())

    def sheet(self, title: str, *blocks: Block, authority: str = "", foot: str = "") -> CourtSheet:
        """A sheet under the heading of the parties."""
        from fieldkit.bundle.sheets.court import CourtSheet
        from fieldkit.bundle.sheets.page import Heading

        heading = Heading(self.parties, self.file.case.text("reference"))
        return CourtSheet(heading=heading, title=title, authority=authority, blocks=blocks, foot=foot)


def day_words(day: date | None) -> str:
    """A day as paper prints it."""
    return day_in_words(day) if day else "a day that is not recorded"


def day_in(held: Held, field: str) -> str:
    """The day of a field in words; empty while it is not answered."""
    day = day_of(held, field)
    return day_in_words(day) if day else ""
