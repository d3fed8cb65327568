"""Every trouble between laptop and council has its words, and nothing is lost by it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import Any

import pytest

from fieldkit.council import enrolling
from fieldkit.council.store import people, quarantine
from fieldkit.errors import Trouble
from fieldkit.keys.signing import SigningKey
from fieldkit.ledger.revision import Type
from fieldkit.sync import alarms, troubles
from fieldkit.wire.messages import Health, Item, Push, decode

DAY_MS = 86_400_000


def test_offline_is_said_plainly_and_the_work_goes_later(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    laptop = new_laptop(council)
    laptop.note(new_home)
    port = council.port
    council.stop()
    with pytest.raises(troubles.Away, match="cannot be reached"):
        laptop.sync()
    council.start(port)
    assert laptop.sync().sent == 1


def test_a_notebook_without_a_council_is_told_to_enrol(new_laptop: Callable[..., Any]) -> None:
    with pytest.raises(troubles.NotEnrolled):
        new_laptop().sync()


def test_a_code_is_good_once_and_not_for_ever(council: Any, new_laptop: Callable[..., Any]) -> None:
    officer = council.officer("Ann Example")
    code = council.code(officer)
    new_laptop().enrol(council.url, code)
    with pytest.raises(troubles.Refused, match="was used before"):
        new_laptop().enrol(council.url, code)
    late = council.code(officer, lasts_ms=-1)
    with pytest.raises(troubles.Refused, match="has expired"):
        new_laptop().enrol(council.url, late)


def test_an_enrolment_whose_answer_was_lost_is_answered_again(
    council: Any, new_laptop: Callable[..., Any]
) -> None:
    laptop = new_laptop()
    code = council.code(council.officer("Ann Example"))
    laptop.enrol(council.url, code)
    laptop.enrol(council.url, code)
    assert laptop.sync().alarms == []


def test_a_code_from_another_council_gives_nothing_away(
    council: Any, new_council: Callable[..., Any], new_laptop: Callable[..., Any]
) -> None:
    other = new_council(type(council.secrets).generate())
    code = other.code(other.officer("Ann Example"))
    with pytest.raises(troubles.WrongCouncil):
        new_laptop().enrol(council.url, code)


def test_another_server_at_the_same_address_is_not_trusted(
    council: Any, new_council: Callable[..., Any], new_laptop: Callable[..., Any], new_home: str
) -> None:
    laptop = new_laptop(council)
    laptop.note(new_home)
    other = new_council(type(council.secrets).generate())
    port = council.port
    council.stop()
    other.stop()
    other.start(port)
    with pytest.raises(troubles.WrongServer):
        laptop.sync()
    assert laptop.notebook.received() == set()


def test_plain_http_is_for_this_computer_alone(new_laptop: Callable[..., Any], council: Any) -> None:
    code = council.code(council.officer("Ann Example"))
    with pytest.raises(troubles.Plain):
        new_laptop().enrol("http://council.example", code)


def test_a_revoked_device_hands_in_and_receives_nothing(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, ben = new_laptop(council, "Ann Example"), new_laptop(council, "Ben Example")
    ann.note(new_home)
    ann.sync()
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    ben.sync()
    enrolling.revoke(council.office, ann.officer, "", council.clock())
    late = ann.note(new_home)
    ben.note(new_home)
    ben.sync()
    held = ann.notebook.ids()
    with pytest.raises(troubles.Revoked):
        ann.sync()
    assert ann.notebook.received() >= {late.id}
    assert ann.notebook.ids() == held
    assert ben.sync().received == 0


@pytest.mark.parametrize("late_ms", [-10 * 365 * DAY_MS, -3_600_000, 3_600_000, 10 * 365 * DAY_MS])
def test_a_wrong_clock_stops_nothing_and_is_measured(
    council: Any, new_laptop: Callable[..., Any], new_home: str, late_ms: int
) -> None:
    laptop = new_laptop()
    laptop.late_ms = late_ms
    laptop.enrol(council.url, council.code(council.officer("Ann Example")))
    laptop.note(new_home)
    done = laptop.sync()
    assert done.sent == 1
    assert abs(done.clock_offset_ms + late_ms) < 30_000


def test_what_an_officer_may_not_write_is_kept_apart_until_allowed(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, ben = new_laptop(council, "Ann Example"), new_laptop(council, "Ben Example")
    ann.note(new_home)
    ann.sync()
    strange = ben.note(new_home)
    register = ben.note(council.office.register_home, kind="school")
    assert ben.sync().quarantined == {strange.id: "not-granted", register.id: "not-an-administrator"}
    assert ben.notebook.received() == {strange.id, register.id}
    assert ann.sync().received == 0
    assert enrolling.allocate(council.office, new_home, ben.officer, "", council.clock()) == 1
    assert ann.sync().received == 1
    assert strange.id in ann.notebook.ids()


def test_a_server_put_back_from_an_older_copy_is_offered_everything_again(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann = new_laptop(council)
    ann.note(new_home)
    ann.sync()
    port = council.port
    council.stop()
    council.office.database.close()
    shutil.copy(council.folder / "council.db", council.folder / "backup.db")
    council.start(port)
    lost = [ann.note(new_home).id for _ in range(3)]
    ann.sync()
    council.stop()
    council.office.database.close()
    for name in ("council.db-wal", "council.db-shm"):
        (council.folder / name).unlink(missing_ok=True)
    shutil.copy(council.folder / "backup.db", council.folder / "council.db")
    council.start(port)
    done = ann.sync()
    assert done.alarms == [alarms.LOG_LOST]
    assert done.sent == len(lost)
    ann.sync()
    quiet = ann.sync()
    assert (quiet.sent, quiet.received, quiet.alarms) == (0, 0, [])


def test_an_older_copy_of_the_notebook_gets_its_lines_back(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    laptop = new_laptop(council)
    first = laptop.note(new_home)
    lost = laptop.note(new_home)
    laptop.sync()
    laptop.notebook.db.execute("DELETE FROM own WHERE id=?", (lost.id,))
    done = laptop.sync()
    assert (done.put_back, done.alarms) == (1, [alarms.OLDER_COPY])
    assert laptop.notebook.id_at(first.header.chain, 2) == lost.id


def test_two_copies_of_one_notebook_are_noticed_and_both_accounts_kept(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    laptop = new_laptop(council)
    laptop.note(new_home)
    seq, prev, hlc = laptop.pen.seq, laptop.pen.prev, laptop.pen.hlc
    one = laptop.note(new_home, "first account")
    laptop.sync()
    laptop.notebook.db.execute("DELETE FROM own WHERE id=?", (one.id,))
    laptop.pen.seq, laptop.pen.prev, laptop.pen.hlc = seq, prev, hlc
    other = laptop.note(new_home, "second account")
    done = laptop.sync()
    assert done.forked
    assert done.alarms == [alarms.FORKED]
    assert laptop.notebook.received() >= {one.id, other.id}


def test_the_operator_sees_what_was_set_apart_and_what_a_laptop_has_still_to_send(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, ben = new_laptop(council, "Ann Example"), new_laptop(council, "Ben Example")
    ann.note(new_home)
    ann.sync(progress=lambda *step: step[0] == "send" and ann.note(new_home, "meanwhile"))
    with council.office.database.reading() as connection:
        told = {officer: decode(said, Health) for officer, _, _, said in people.last_seen(connection) if said}
    assert told[ann.officer].unsent == 1
    strange = [ben.note(new_home).id, ben.note(new_home, type_=Type.ERASE, targets=("0" * 64,)).id]
    sender = council.office.sender(ben.key.id)
    council.office.push(sender, Push(items=(Item(b"rubbish", bytes(64)),)), council.clock())
    ben.sync()
    with council.office.database.reading() as connection:
        found = {one.reason: one for one in quarantine.apart(connection)}
    assert found.keys() == {"not-granted", "not-a-manager", "unreadable"}
    assert [found["not-granted"].ids, found["not-a-manager"].ids] == [(strange[0],), (strange[1],)]
    assert {(one.officer, one.device) for one in found.values()} == {(ben.officer, "L2")}
    assert [found["not-granted"].home, found["unreadable"].home] == [new_home, ""]
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    with council.office.database.reading() as connection:
        assert {one.reason for one in quarantine.apart(connection)} == {"not-a-manager", "unreadable"}


def test_what_a_withdrawn_device_handed_in_is_published_once_somebody_decides(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann, ben = new_laptop(council, "Ann Example", "MGR"), new_laptop(council, "Ben Example")
    first = ann.note(new_home)
    ann.sync()
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    enrolling.revoke(council.office, ann.officer, "", council.clock())
    late = ann.note(new_home)
    order = ann.note(new_home, type_=Type.ERASE, targets=(first.id,))
    with pytest.raises(troubles.Revoked):
        ann.sync()
    ben.sync()
    assert ben.notebook.ids() == {first.id}
    assert enrolling.release(council.office, new_home, "L1", council.clock()) == 1
    ben.sync()
    assert ben.notebook.ids() == {first.id, late.id}
    with council.office.database.reading() as connection:
        assert [one.ids for one in quarantine.apart(connection)] == [(order.id,)]
    for home, mark in ((new_home, "L1"), (new_home, "L9"), ("nowhere", "L1")):
        with pytest.raises(Trouble, match="quarantine list"):
            enrolling.release(council.office, home, mark, council.clock())


def test_the_officer_can_stop_and_go_on(council: Any, new_laptop: Callable[..., Any], new_home: str) -> None:
    laptop = new_laptop(council)
    for _ in range(3):
        laptop.note(new_home)
    with pytest.raises(troubles.Stopped):
        laptop.sync(stop=lambda: True)
    told: list[tuple[str, int, int]] = []
    laptop.sync(progress=lambda *step: told.append(step))
    assert ("send", 3, 3) in told


def test_a_device_that_nobody_enrolled_is_refused(council: Any, new_laptop: Callable[..., Any]) -> None:
    laptop = new_laptop(council)
    laptop.key = SigningKey.generate()
    with pytest.raises(troubles.Refused, match="does not know this device"):
        laptop.sync()
