"""Cases 1 and 2 of the sample caseload, written through the desks, with a clock that stands still."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id
from fieldkit.errors import Trouble
from fieldkit.gui import clock
from fieldkit.gui.doorstep import Doorstep
from fieldkit.keys.certificates import Holder
from fieldkit.keys.keyrings import Keyring
from fieldkit.keys.signing import SigningKey
from fieldkit.kinds.times import LONDON
from fieldkit.ledger.chain import Moment
from fieldkit.reference.book import sample_council
from fieldkit.store import certificates, revisions
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

DILYS = Holder("o-dilys", "Dilys Farthing", "DF", ("CME",), "North", "L07")
OMAR = Holder("o-omar", "Omar Teasel", "OT", ("CME",), "North", "L08")
PETRA = Holder("o-petra", "Petra Ashlock", "PA", ("MGR", "PANEL"), "North", "D02")
_SEEDS = {DILYS.officer: bytes([1] * 32), OMAR.officer: bytes([2] * 32), PETRA.officer: bytes([3] * 32)}
#: Where the caseload lies that is told once; gone when the program ends.
_KEPT = tempfile.TemporaryDirectory(prefix="fieldkit-told-", ignore_cleanup_errors=True)

WRITE_UP = {
    "answered_by": "parent", "answered_name": "Bram Halloway", "id_shown": "yes", "purpose_explained": "yes",
    "admitted": "consent", "child_spoken_to": "alone", "child_seen_at": "10:51", "child_words": "“I fell.”",
    "child_condition": "Bruise on outer left forearm, about 3 cm.", "child_judgement": "Tell MASH today.",
    "home_condition": "safe", "card": "none", "safeguarding": "E2", "outcome_code": "V02",
    "made_up_at": "15:12",
}  # fmt: skip


@dataclass
class Clock:
    """A clock of a council laptop, set by hand."""

    at: datetime

    def __call__(self) -> Moment:
        offset = self.at.utcoffset()
        return Moment(
            wall_ms=int(self.at.timestamp() * 1000),
            offset_ms=int(offset.total_seconds() * 1000) if offset else 0,
        )

    def set(self, text: str) -> None:
        """Set it to a UK time, such as 2026-11-20 10:34."""
        self.at = datetime.fromisoformat(text).replace(tzinfo=LONDON)

    def now(self) -> datetime:
        """What the window asks."""
        return self.at


def notebook_of(folder: Path, who: Holder, clock: Clock) -> Casebook:
    """A new notebook of an officer, opened by its root key."""
    seed = _SEEDS[who.officer]
    notebook = Notebook(open_by_root(folder / who.initials, seed, SigningKey(seed), create=True))
    notebook.begin(who, clock().wall_ms, new_id)
    return Casebook(notebook, clock, council_values=sample_council())


def _person(book: Casebook, case: str, child: str, name: tuple[str, str], tie: str, phone: str) -> str:
    typed = {"forenames": name[0], "surname": name[1], "phone": phone}
    person, _ = book.records.new("person", typed, parent=case)
    book.records.new(
        "relationship", {"person": person, "relationship": tie, "lives_with_child": "yes"}, parent=child
    )
    return person


def tamsin(book: Casebook, at: Clock) -> str:
    """Case 1: Tamsin Quillfeather, her 20th day, three visits."""
    at.set("2026-10-22 09:10")
    case, _ = book.cases.new(
        {"case_type": "CME", "received_at": "22 10 2026 09:00"},
        {"forenames": "Tamsin", "surname": "Quillfeather", "dob": "14 March 2016", "upn": "T999400116001"},
        reference="CME-2026-0101",
    )
    child = str(book.cases.open(case).child.record)
    _person(book, case, child, ("Isolde", "Quillfeather"), "mother", "01632960108")
    book.records.new(
        "address",
        {"address_kind": "home", "lines": "3 Example Row", "town": "Mereham", "postcode": "ZZ1 2AB"},
        parent=case,
    )
    book.records.correct(case, {"next_action": "20th day, three visits", "next_action_due": "13 11 2026"})
    made = {"result": "done", "made_on": "22 10 2026", "source": "Larkspur Academy"}
    book.enquiries.record(case, "school-first-day-calls", made)
    return case


def corin(book: Casebook, at: Clock) -> tuple[str, str, str]:
    """Case 2: Corin Halloway with his father, a risk flag not yet read and a planned visit."""
    at.set("2026-11-09 09:20")
    case, _ = book.cases.new(
        {"case_type": "CME", "received_at": "9 11 2026 09:00"},
        {"forenames": "Corin", "surname": "Halloway", "dob": "2 May 2011", "upn": "U999400118002"},
        reference="CME-2026-0102",
    )
    child = str(book.cases.open(case).child.record)
    father = _person(book, case, child, ("Bram", "Halloway"), "father", "07700900102")
    address, _ = book.records.new(
        "address",
        {"address_kind": "home", "lines": "14 Sluice Lane", "town": "Mereham", "postcode": "ZZ1 4CD"},
        parent=case,
    )
    book.records.correct(case, {"next_action": "update Quayside High", "next_action_due": "24 11 2026"})
    at.set("2026-11-17 14:02")
    flag, _ = book.records.new(
        "risk-flag",
        {
            "applies_to": "person", "categories": ["violence"], "level": "two-officers", "source": "Housing",
            "facts": "Dangerous dog loose in the yard. "
            "Father threatened a housing officer on 3 September 2026.",
            "review_on": "3 March 2027",
        },
        parent=father,
    )  # fmt: skip
    at.set("2026-11-18 15:48")
    visit, _ = book.visits.plan(
        case,
        {
            "purpose": "see-child", "visit_kind": "unannounced", "address": address, "who_to_see": "Corin",
            "planned_for": "20 11 2026 10:30", "second_officer": f"{OMAR.officer} {OMAR.name}",
        },
        {"buddy": "o-petra Petra Ashlock", "phone": "07700900102", "expected_finish": "11:30"},
    )  # fmt: skip
    return case, visit, flag


def visited(book: Casebook, petra: Casebook, visit: str, flag: str, at: Clock) -> None:
    """The visit of case 2 is approved, made, corrected and locked."""
    at.set("2026-11-20 09:05")
    book.visits.read_flag(visit, flag)
    exchange(book, petra)
    petra.approvals.decide(visit, "approve", {"conditions": "two officers at all times"})
    exchange(petra, book)
    at.set("2026-11-20 10:05")
    book.visits.set_off(visit)
    book.safety.start(visit)
    at.set("2026-11-20 10:34")
    book.visits.arrive(visit)
    at.set("2026-11-20 11:12")
    book.visits.leave(visit)
    at.set("2026-11-20 11:44")
    book.safety.all_clear(book.safety.running()[0].plan, "safe")
    at.set("2026-11-20 15:12")
    book.records.correct(visit, {"departed_at": "11:21"}, "read from the timer")
    book.records.correct(visit, WRITE_UP)
    at.set("2026-11-20 15:31")
    book.visits.lock(visit)


def disputed(book: Casebook, omar: Casebook, case: str, at: Clock) -> None:
    """Two officers change the same telephone number without seeing each other's change."""
    exchange(book, omar)
    mother = next(tie.person for tie in book.cases.open(case).relations)
    at.set("2026-11-12 15:58")
    why = "From the neighbour at 5 Example Row, not yet tried."
    omar.records.correct(mother, {"phone": "07700900118"}, why)
    at.set("2026-11-12 16:05")
    why = "From the school’s contact sheet, checked by call: no answer."
    book.records.correct(mother, {"phone": "07700900101"}, why)
    exchange(omar, book)


def exchange(sender: Casebook, receiver: Casebook) -> None:
    """Hand everything one notebook holds to the other, as sync does."""
    with sender.notebook.reading() as held:
        told, _ = revisions.everything(held)
        known = certificates.all_of(held)
    with receiver.notebook.writing() as held:
        for certificate in known.values():
            certificates.put(held, certificate)
    receiver.notebook.receive(told, receiver.now().wall_ms)


@dataclass
class Caseload:
    """Both cases in the notebook of Dilys Farthing, the other officers' notebooks, and the doorstep."""

    folder: Path
    clock: Clock
    book: Casebook
    omar: Casebook
    petra: Casebook
    first: str
    case: str
    visit: str
    flag: str
    doorstep: Doorstep
    opened: list[Casebook]

    def empty_book(self) -> Casebook:
        """A notebook in which nothing was written yet."""
        self.opened.append(notebook_of(self.folder / "new", OMAR, self.clock))
        return self.opened[-1]

    def dispute(self) -> str:
        """The key of the one conflict: record and field."""
        found = self.book.day.disputes()[0]
        return f"{found.record}/{found.field}"

    def make_the_visit(self) -> None:
        """Case 2 as the pictures show it."""
        visited(self.book, self.petra, self.visit, self.flag, self.clock)


@dataclass(frozen=True)
class Told:
    """The caseload as it lies in a folder, told once and then copied."""

    folder: Path
    first: str
    case: str
    visit: str
    flag: str


@contextmanager
def caseload() -> Iterator[Caseload]:
    """A morning: 20 November 2026, 08:50, one visit planned, one conflict, nothing sent."""
    told = _told()
    with tempfile.TemporaryDirectory(prefix="fieldkit-sample-") as place:
        folder, made = Path(place), Clock(datetime(2026, 11, 20, 8, 50, tzinfo=LONDON))
        shutil.copytree(told.folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("reserve"))
        books = [_opened(folder, who, made) for who in (DILYS, OMAR, PETRA)]
        clock.set_source(made.now)
        doorstep = Doorstep(folder / "alone", no_keyring, sample_council(), made)
        try:
            yield Caseload(
                folder, made, *books, told.first, told.case, told.visit, told.flag, doorstep, books
            )
        finally:
            for book in books:
                book.notebook.close()
            clock.set_source(None)


@cache
def _told() -> Told:
    folder, made = Path(_KEPT.name), Clock(datetime(2026, 10, 22, 9, 0, tzinfo=LONDON))
    books = [notebook_of(folder, who, made) for who in (DILYS, OMAR, PETRA)]
    first = tamsin(books[0], made)
    disputed(books[0], books[1], first, made)
    case, visit, flag = corin(books[0], made)
    for book in books:
        book.notebook.close()
    return Told(folder, first, case, visit, flag)


def _opened(folder: Path, who: Holder, made: Clock) -> Casebook:
    seed = _SEEDS[who.officer]
    notebook = Notebook(open_by_root(folder / who.initials, seed, SigningKey(seed)))
    return Casebook(notebook, made, council_values=sample_council())


def no_keyring() -> Keyring:
    """A computer without a keyring."""
    raise Trouble("This computer has no keyring that FieldKit can use.")
