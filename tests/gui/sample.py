"""Cases 1 and 2 of the sample caseload, written through the desks, with a clock that stands still."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id
from fieldkit.keys.certificates import Holder
from fieldkit.keys.signing import SigningKey
from fieldkit.kinds.times import LONDON
from fieldkit.ledger.chain import Moment
from fieldkit.reference.book import sample_council
from fieldkit.store import certificates, revisions
from fieldkit.store.notebook import Notebook
from fieldkit.store.vault import open_by_root

DILYS = Holder("o-dilys", "Dilys Farthing", "DF", ("CME",), "North", "L07")
OMAR = Holder("o-omar", "Omar Teasel", "OT", ("CME",), "North", "L08")
PETRA = Holder("o-petra", "Petra Ashlock", "PA", ("MGR",), "North", "D02")
_SEEDS = {DILYS.officer: bytes([1] * 32), OMAR.officer: bytes([2] * 32), PETRA.officer: bytes([3] * 32)}

WRITE_UP = {
    "answered_by": "parent", "answered_name": "Bram Halloway", "id_shown": "yes", "purpose_explained": "yes",
    "admitted": "consent", "child_spoken_to": "alone", "child_seen_at": "10:51", "child_words": "“I fell.”",
    "child_condition": "Bruise on outer left forearm, about 3 cm.", "child_judgement": "Tell MASH today.",
    "home_condition": "safe", "card": "none", "safeguarding": "E2", "outcome_code": "V02", "made_up_at": "15:12",
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


def _person(book: Casebook, case: str, child: str, forenames: str, surname: str, tie: str, **more: str) -> str:
    person, _ = book.records.new("person", {"forenames": forenames, "surname": surname, **more}, parent=case)
    book.records.new(
        "relationship", {"person": person, "relationship": tie, "lives_with_child": "yes"}, parent=child
    )
    return person


def tamsin(book: Casebook, clock: Clock) -> str:
    """Case 1: Tamsin Quillfeather, her 20th day, three visits."""
    clock.set("2026-10-22 09:10")
    case, _ = book.cases.new(
        {"case_type": "CME", "received_at": "22 10 2026 09:00"},
        {"forenames": "Tamsin", "surname": "Quillfeather", "dob": "14 March 2016", "upn": "T999400116001"},
        reference="CME-2026-0101",
    )
    child = str(book.cases.open(case).child.record)
    _person(book, case, child, "Isolde", "Quillfeather", "mother", phone="01632960108")
    book.records.new(
        "address",
        {"address_kind": "home", "lines": "3 Example Row", "town": "Mereham", "postcode": "ZZ1 2AB"},
        parent=case,
    )
    book.records.correct(case, {"next_action": "20th day, three visits", "next_action_due": "13 11 2026"})
    book.enquiries.record(
        case, "school-first-day-calls", {"result": "done", "made_on": "22 10 2026", "source": "Larkspur Academy"}
    )
    return case


def corin(book: Casebook, clock: Clock) -> tuple[str, str, str]:
    """Case 2: Corin Halloway with his father, a risk flag not yet read and a planned visit."""
    clock.set("2026-11-09 09:20")
    case, _ = book.cases.new(
        {"case_type": "CME", "received_at": "9 11 2026 09:00"},
        {"forenames": "Corin", "surname": "Halloway", "dob": "2 May 2011", "upn": "U999400118002"},
        reference="CME-2026-0102",
    )
    child = str(book.cases.open(case).child.record)
    father = _person(book, case, child, "Bram", "Halloway", "father", phone="07700900102")
    address, _ = book.records.new(
        "address",
        {"address_kind": "home", "lines": "14 Sluice Lane", "town": "Mereham", "postcode": "ZZ1 4CD"},
        parent=case,
    )
    book.records.correct(case, {"next_action": "update Quayside High", "next_action_due": "24 11 2026"})
    clock.set("2026-11-17 14:02")
    flag, _ = book.records.new(
        "risk-flag",
        {
            "applies_to": "person", "categories": ["violence"], "level": "two-officers", "source": "Housing",
            "facts": "Dangerous dog loose in the yard. Father threatened a housing officer on 3 September 2026.",
            "review_on": "3 March 2027",
        },
        parent=father,
    )  # fmt: skip
    clock.set("2026-11-18 15:48")
    visit, _ = book.visits.plan(
        case,
        {
            "purpose": "see-child", "visit_kind": "unannounced", "address": address, "who_to_see": "Corin",
            "planned_for": "20 11 2026 10:30", "second_officer": f"{OMAR.officer} {OMAR.name}",
        },
        {"buddy": "o-petra Petra Ashlock", "phone": "07700900102", "expected_finish": "11:30"},
    )  # fmt: skip
    return case, visit, flag


def visited(book: Casebook, petra: Casebook, visit: str, flag: str, clock: Clock) -> None:
    """The visit of case 2 is approved, made, corrected and locked."""
    clock.set("2026-11-20 09:05")
    book.visits.read_flag(visit, flag)
    exchange(book, petra)
    petra.approvals.decide(visit, "approve", {"conditions": "two officers at all times"})
    exchange(petra, book)
    clock.set("2026-11-20 10:05")
    book.visits.set_off(visit)
    book.safety.start(visit)
    clock.set("2026-11-20 10:34")
    book.visits.arrive(visit)
    clock.set("2026-11-20 11:12")
    book.visits.leave(visit)
    clock.set("2026-11-20 11:44")
    book.safety.all_clear(book.safety.running()[0].plan, "safe")
    clock.set("2026-11-20 15:12")
    book.records.correct(visit, {"departed_at": "11:21"}, "read from the timer")
    book.records.correct(visit, WRITE_UP)
    clock.set("2026-11-20 15:31")
    book.visits.lock(visit)


def disputed(book: Casebook, omar: Casebook, case: str, clock: Clock) -> None:
    """Two officers change the same telephone number without seeing each other's change."""
    exchange(book, omar)
    mother = next(tie.person for tie in book.cases.open(case).relations)
    clock.set("2026-11-12 15:58")
    omar.records.correct(mother, {"phone": "07700900118"}, "From the neighbour at 5 Example Row, not yet tried.")
    clock.set("2026-11-12 16:05")
    book.records.correct(mother, {"phone": "07700900101"}, "From the school’s contact sheet, checked by call: no answer.")
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
