"""The desk that reads referrals with all that the rules ask, one or many, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fieldkit.casebook.desk import Desk
from fieldkit.casebook.facts import CaseFile
from fieldkit.casebook.legal import facts as legal_facts
from fieldkit.casebook.legal.facts import LegalFile
from fieldkit.casebook.schools import roll_facts
from fieldkit.casebook.schools.schools import calendar_in
from fieldkit.errors import Trouble
from fieldkit.rules.school.calendar import SchoolCalendar
from fieldkit.store import records
from fieldkit.store.records import Held

_READ = (
    "child", "person", "relationship", "residence", "support", "sanction", "register-extract", "enquiry",
)  # fmt: skip


class LegalFiles(Desk):
    """However many referrals there are, the notebook is asked as often as for one."""

    def of(self, referral: str) -> LegalFile:
        """A referral with its case. Raises `Trouble` when it is not here or is no referral."""
        held = self.held(referral)
        if held.kind != "referral":
            raise Trouble("That record is not a referral.", "Open a referral first.")
        return self._files([held], held.home)[0]

    def list(self, *, states: Sequence[str] = ()) -> Sequence[LegalFile]:
        """Every referral, in the order in which they were received."""
        with self.notebook.reading() as book:
            held = records.listed(book, kinds=["referral"], states=states)
        return self._files(held)

    def case(self, case: str) -> tuple[CaseFile, Held | None]:
        """A case with its roll and the register extract that stands, whether or not there is a referral."""
        held = self.held(case)
        wanted = (*_READ, *roll_facts.KINDS, "exhibit")
        with self.notebook.reading() as book:
            parts = records.listed(book, kinds=wanted, home=held.home, order="made_ms")
        return self._read(held, parts, self._calendars())

    def latest(self, case: str) -> Held | None:
        """The referral of a case that was received last; None when there is none."""
        home = self.held(case).home
        with self.notebook.reading() as book:
            found = records.listed(book, kinds=["referral"], home=home, order="made_ms")
        return found[-1] if found else None

    def _files(self, referrals: Sequence[Held], home: str = "") -> Sequence[LegalFile]:
        if not referrals:
            return []
        with self.notebook.reading() as book:
            cases = records.some(book, list({held.home for held in referrals}))
            parts = records.listed(book, kinds=_READ, home=home, order="made_ms")
        of_home: dict[str, list[Held]] = {}
        for part in parts:
            of_home.setdefault(part.home, []).append(part)
        calendars = self._calendars()
        found = []
        for held in referrals:
            if held.home in cases:
                file, extract = self._read(cases[held.home], of_home.get(held.home, []), calendars)
                found.append(LegalFile(held, file, extract))
        return found

    def _read(
        self, case: Held, parts: Sequence[Held], calendars: dict[str, SchoolCalendar | None]
    ) -> tuple[CaseFile, Held | None]:
        child = next((part for part in parts if part.record == case.value("child")), None)
        school = child.value("school") if child else None
        extract = legal_facts.standing([part for part in parts if part.kind == "register-extract"])
        if not isinstance(school, dict) and extract is not None:
            school = extract.value("school")
        calendar = calendars.get(str(school["id"])) if isinstance(school, dict) else None
        now = datetime.fromisoformat(self.now_text())
        return CaseFile(case, child, tuple(parts), calendar, (), None, now), extract

    def _calendars(self) -> dict[str, SchoolCalendar | None]:
        """The calendar of each school by its URN, the published one before one's own."""
        register = self.me.register
        with self.notebook.reading() as book:
            schools = records.listed(book, kinds=["school"], order="title")
            held = records.some(book, [school.text("calendar") for school in schools])
        schools.sort(key=lambda school: (school.home == register, school.changed_ms))
        found: dict[str, SchoolCalendar | None] = {}
        for school in schools:
            found[school.text("school_urn")] = calendar_in(held.get(school.text("calendar")))
        return found
