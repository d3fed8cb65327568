"""Two officers, two notebooks, one council server: a shared case up to a conflict and its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fieldkit.casebook.casebook import Casebook
from fieldkit.casebook.desk import new_id, system_clock
from fieldkit.council import enrolling
from fieldkit.errors import Trouble
from fieldkit.keys.certificates import Holder
from fieldkit.keys.council import CouncilSecrets
from fieldkit.keys.signing import SigningKey
from fieldkit.store import records
from fieldkit.store.attachments import Place
from fieldkit.store.notebook import Notebook
from fieldkit.store.sealed import Sealed
from fieldkit.store.vault import open_by_root

PLAN = {
    "purpose": "see-child", "visit_kind": "unannounced", "who_to_see": "Tamsin", "planned_for": "10:30",
}  # fmt: skip
REGISTER = (
    "URN,LA (code),LA (name),EstablishmentNumber,EstablishmentName,TypeOfEstablishment (name)\r\n"
    "999001,999,Fenmarch,4001,Larkspur Academy,Academy\r\n"
)


def case_of(desk: Any, surname: str = "Quillfeather") -> tuple[str, str, str]:
    """A case with the mother and where she lives."""
    case, _ = desk.book.cases.new(
        {"case_type": "CME", "received_at": "09:00"}, {"forenames": "Tamsin", "surname": surname}
    )
    mother, _ = desk.book.records.new(
        "person", {"forenames": "Isolde", "surname": surname, "phone": "01632 960108"}, parent=case
    )
    address, _ = desk.book.records.new(
        "address", {"address_kind": "home", "lines": "3 Example Row", "postcode": "ZZ1 2AB"}, parent=case
    )
    return case, mother, address


def attach(desk: Any, visit: str, home: str, content: bytes) -> Sealed:
    """A sealed paper on a visit."""
    sealed = desk.notebook.files.put([content])
    file = {"id": sealed.name, "key": sealed.key.hex(), "name": "letter.pdf", "sha256": sealed.sha256,
            "size": sealed.size}  # fmt: skip
    desk.book.records.attach(
        "exhibit",
        {"exhibit_kind": "paper", "description": "Tenancy letter", "reason": "document-seen"},
        {"file": file},
        [Place(sealed.sealed_sha256, sealed.name, sealed.sealed_size, "")],
        home=home,
        parent=visit,
    )
    return sealed


def test_a_shared_case_a_conflict_and_its_end(council: Any, desk: Callable[..., Any]) -> None:
    dilys, omar = desk("Dilys Farthing"), desk("Omar Teasel")
    case, mother, address = case_of(dilys)
    visit, _ = dilys.book.visits.plan(case, PLAN | {"address": address})
    sealed = attach(dilys, visit, case, b"a tenancy letter" * 9000)
    secret, _, _ = case_of(dilys, "Brandreth")
    assert dilys.book.queue.status().words.endswith("waiting to send")
    dilys.book.council.sync()
    assert dilys.book.queue.waiting() == []
    assert dilys.book.queue.status().state == "sent"
    omar.book.council.sync()
    with pytest.raises(Trouble, match="not in this notebook"):
        omar.book.held(case)

    enrolling.allocate(council.office, case, omar.officer.id, "", council.clock())
    changed = omar.book.council.sync()
    assert case in {ref.record for ref in changed.records}
    assert omar.book.cases.open(case).case.text("reference") == dilys.book.held(case).text("reference")
    assert omar.notebook.files.read(sealed.name, sealed.key) == b"a tenancy letter" * 9000
    with pytest.raises(Trouble, match="not in this notebook"):
        omar.book.held(secret)

    dilys.book.records.correct(mother, {"phone": "07700 900101"}, "from the school")
    omar.book.records.correct(mother, {"phone": "07700 900118"}, "from a neighbour")
    for one in (dilys, omar, dilys):
        one.book.council.sync()
    for one in (dilys, omar):
        assert [(d.record, d.field) for d in one.book.day.disputes()] == [(mother, "phone")]
        assert one.book.queue.status().needs_you == 1
        offered = {told.value for told in one.book.held(mother).folded.fields["phone"]}
        assert offered == {"07700 900101", "07700 900118"}
    omar.book.records.resolve(mother, "phone", "07700 900101", "she answered on it", also="07700 900118")
    for one in (omar, dilys):
        one.book.council.sync()
    for one in (dilys, omar):
        held = one.book.held(mother)
        assert (held.value("phone"), held.value("other_phone")) == ("07700 900101", "07700 900118")
        assert one.book.day.disputes() == []
    assert dilys.book.held(mother).folded == omar.book.held(mother).folded
    before = dilys.ids()
    dilys.book.council.sync()
    assert dilys.ids() == before


def test_enrolment_makes_the_officer_who_the_council_says(council: Any, desk: Callable[..., Any]) -> None:
    petra = desk("Petra Ashlock", "MGR")
    me, standing = petra.book.me, petra.book.council.status()
    assert (me.officer, me.name, me.roles, me.initials) == (petra.officer.id, "Petra Ashlock", ("MGR",), "PA")
    assert (me.register, me.council_name) == (council.office.register_home, "Test council")
    assert (standing.server, standing.enrolled, standing.last.at_ms) == (council.url, True, 0)
    assert me.mark
    petra.book.council.sync()
    standing = petra.book.council.status()
    assert standing.lease_until_ms - standing.last.at_ms > 71 * 3_600_000
    assert [person.name for person in petra.book.council.officers()] == ["Petra Ashlock"]
    assert petra.book.council.officers(role="CME") == []
    assert petra.book.council.officers()[0].own
    assert petra.book.council.revocations() is not None
    with pytest.raises(Trouble, match="belongs to Test council already"):
        petra.book.council.enrol(council.url, "x")


def test_what_is_received_is_signed_for_and_who_wrote_it_is_known(desk: Callable[..., Any]) -> None:
    dilys = desk("Dilys Farthing")
    case, _, _ = case_of(dilys)
    dilys.book.council.sync()
    page = dilys.book.pages.show(case)
    assert page.lines[0].who == "Dilys Farthing"
    assert page.received.startswith("Received by council")
    assert b'"index"' in dilys.book.council.proof(page.lines[0].revision)
    assert [row.state for row in dilys.book.queue.sent()] == ["sent"] * 4
    dilys.book.records.correct(case, {"next_action": "Ring the school"})
    assert [(row.record, row.lines) for row in dilys.book.queue.waiting()] == [(case, 1)]
    assert case not in {row.record for row in dilys.book.queue.sent()}


def test_a_server_that_is_away_is_told_by_the_queue_and_nothing_is_lost(
    council: Any, desk: Callable[..., Any]
) -> None:
    dilys = desk("Dilys Farthing")
    case, _, _ = case_of(dilys)
    row = dilys.book.queue.waiting()[0]
    assert (row.record, row.tried, row.act) == (case, "Not tried yet", "View")
    port = council.port
    council.stop()
    for _ in range(2):
        with pytest.raises(Trouble, match="cannot be reached"):
            dilys.book.council.sync(tries=1)
    row = dilys.book.queue.waiting()[0]
    assert (row.attempts, row.act) == (2, "Retry")
    assert row.tried.startswith("2 tries, last at ")
    assert dilys.book.queue.status().words == "Offline: 4 waiting to send"
    assert dilys.book.council.status().last_trouble == "The council's server cannot be reached."
    council.start(port)
    said: list[tuple[int, int, str]] = []
    dilys.book.council.sync(lambda *how_far: said.append(how_far))
    assert (4, 4, "Sending") in said
    assert dilys.book.queue.status(sending=(2, 4)).words == "Sending 2 of 4"
    assert dilys.book.council.status().last_trouble == ""


def test_what_the_council_sets_apart_needs_the_officer_until_it_is_allowed(
    council: Any, desk: Callable[..., Any]
) -> None:
    dilys, omar = desk("Dilys Farthing"), desk("Omar Teasel")
    case, mother, _ = case_of(dilys)
    dilys.book.council.sync()
    enrolling.allocate(council.office, case, omar.officer.id, "", council.clock())
    omar.book.council.sync()
    enrolling.allocate(council.office, case, omar.officer.id, "", council.clock(), end=True)
    omar.book.records.correct(mother, {"phone": "07700 900118"})
    omar.book.council.sync()
    row = omar.book.queue.apart()[0]
    assert (row.record, row.state) == (mother, "needs_you")
    assert "allocate it to you" in row.tried
    assert (omar.book.queue.status().needs_you, omar.book.queue.waiting()) == (1, [])
    enrolling.allocate(council.office, case, omar.officer.id, "", council.clock())
    omar.book.council.sync()
    assert omar.book.queue.apart() == []
    dilys.book.council.sync()
    assert dilys.book.held(mother).value("phone") == "07700 900118"


def test_a_register_that_the_administrator_publishes_reaches_every_officer(
    desk: Callable[..., Any], tmp_path: Path
) -> None:
    admin, dilys = desk("Ada Minn", "ADM"), desk("Dilys Farthing")
    path = tmp_path / "schools.csv"
    path.write_text(REGISTER, "utf-8")
    admin.book.schools.import_register(path)
    calendar, _ = admin.book.schools.add_calendar({"name": "2026", "terms": "2026-09-03 2026-12-18 Autumn"})
    admin.book.schools.add_school({"name": "Larkspur", "school_urn": "999001", "calendar": calendar})
    admin.book.council.sync()
    changed = dilys.book.council.sync()
    assert "schools" in changed.topics
    assert [school.name for school in dilys.book.find.schools("larkspur")] == ["Larkspur Academy"]
    assert dilys.book.schools.calendar_of("999001") is not None
    assert dilys.book.council.sync().topics == {"sync"}
    with dilys.notebook.reading() as book:
        assert [item.home for item in records.listed(book, kinds=["school"])] == [dilys.book.me.register]
    own, _ = dilys.book.schools.add_school({"name": "Mereham", "school_urn": "999002"})
    assert dilys.book.held(own).home == dilys.book.me.log


def test_a_locked_visit_waits_for_its_second_officer(council: Any, desk: Callable[..., Any]) -> None:
    dilys, omar = desk("Dilys Farthing"), desk("Omar Teasel")
    case, _, address = case_of(dilys)
    second = f"{omar.officer.id} {omar.officer.name}"
    visit, _ = dilys.book.visits.plan(case, PLAN | {"address": address, "second_officer": second})
    dilys.book.visits.set_off(visit)
    dilys.book.visits.abort(visit, "A dog was loose in the yard")
    dilys.book.council.sync()
    enrolling.allocate(council.office, case, omar.officer.id, "", council.clock())
    omar.book.council.sync()
    assert omar.book.queue.wishes() == []
    omar.book.records.correct(visit, {"vehicle": "Blue Skoda"})
    dilys.book.records.seal(visit)
    for one in (dilys, omar, dilys):
        one.book.council.sync()
    assert [(wish.record, wish.locked_by) for wish in omar.book.queue.wishes()] == [(visit, "Dilys Farthing")]
    assert [held.record for held in dilys.book.queue.late()] == [visit]
    dilys.book.records.addendum(visit, "Omar drove his blue Skoda.")
    assert dilys.book.queue.late() == []
    omar.book.records.new(
        "countersignature", {"by": second}, parent=visit, machine={"seal": omar.book.held(visit).seal}
    )
    assert omar.book.queue.wishes() == []


def test_a_withdrawn_device_hands_in_what_it_has_and_says_so(council: Any, desk: Callable[..., Any]) -> None:
    dilys = desk("Dilys Farthing")
    dilys.book.council.sync()
    case_of(dilys)
    enrolling.revoke(council.office, dilys.officer.id, "", council.clock())
    with pytest.raises(Trouble, match="withdrawn this device"):
        dilys.book.council.sync()
    status = dilys.book.queue.status()
    assert (status.state, status.words) == ("never", "This device was withdrawn")
    assert dilys.book.council.status().revoked
    assert {row.last_error for row in dilys.book.queue.apart()} == {"revoked"}


def test_a_code_of_another_council_joins_nothing(
    council: Any, new_council: Callable[..., Any], desk: Callable[..., Any], tmp_path: Path
) -> None:
    other = new_council(CouncilSecrets.generate())
    code = other.code(other.officer("Dilys Farthing"))
    notebook = Notebook(open_by_root(tmp_path / "x", bytes(32), SigningKey.generate(), create=True))
    notebook.begin(Holder("o-local", "Dilys", "DF", ("CME",), "", ""), system_clock().wall_ms, new_id)
    book = Casebook(notebook)
    try:
        with pytest.raises(Trouble, match="not the one that your enrolment code is for"):
            book.council.enrol(council.url, code)
        with pytest.raises(Trouble, match="belongs to no council yet"):
            book.council.sync()
        assert book.queue.status().words == "No council joined"
        assert [person.name for person in book.council.officers()] == ["Dilys"]
        book.council.enrol(other.url, code)
        assert book.me.name == "Dilys Farthing"
    finally:
        notebook.close()
