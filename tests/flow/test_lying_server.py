"""The engine without a network: whatever a server answers, only what is signed and whole is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fieldkit.council import enrolling
from fieldkit.council.store.feeds import Whole
from fieldkit.errors import Trouble
from fieldkit.keys.council import CouncilKeys
from fieldkit.sync import alarms, troubles
from fieldkit.sync.checking import NotAuthentic
from fieldkit.sync.engine import Round
from fieldkit.sync.line import Ask, Line
from fieldkit.wire.messages import Hello, HelloReply, Page, Push, PushReply, Row

Change = Callable[[Any], Any]


class Talk:
    """Answers a round's calls from a real office, with a change to some answers on the way."""

    def __init__(self, council: Any, laptop: Any, **changes: Change) -> None:
        self.council, self.laptop, self.changes = council, laptop, changes
        keys = CouncilKeys.of(laptop.notebook.enrolment().keys)
        self.round = Round(laptop.notebook, keys, laptop.clock, "test", lambda *_: None)

    def run(self) -> Any:
        steps = self.round.steps()
        try:
            ask = next(steps)
            while True:
                answer = self.answer(ask)
                ask = steps.send(self.changes.get(type(answer).__name__, lambda same: same)(answer))
        except StopIteration:
            return self.round.outcome

    def answer(self, ask: Ask[Any]) -> Any:
        office, now = self.council.office, self.council.clock()
        sender = office.sender(self.laptop.key.id)
        if isinstance(ask.said, Hello):
            return office.hello(sender, ask.said, now)
        if isinstance(ask.said, Push):
            return office.push(sender, ask.said, now)
        if ask.target.startswith("/v1/pull"):
            query = dict(part.split("=") for part in ask.target.partition("?")[2].split("&"))
            return office.pull(sender, query["home"], int(query["after"]), 500, Whole())
        return ask.said


def with_rows(change: Callable[[Row], Row]) -> Change:
    def altered(page: Page) -> Page:
        return msgspec.structs.replace(page, rows=tuple(change(row) for row in page.rows))

    return altered


def flipped(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.fixture
def reader(council: Any, new_laptop: Callable[..., Any], new_home: str) -> Any:
    """An officer who is about to receive three revisions of a colleague."""
    ann, ben = new_laptop(council, "Ann Example"), new_laptop(council, "Ben Example")
    for number in range(3):
        ann.note(new_home, f"seen {number}")
    ann.sync()
    enrolling.allocate(council.office, new_home, ben.officer, "", council.clock())
    return ben


def test_an_honest_round_needs_no_network(council: Any, reader: Any) -> None:
    assert Talk(council, reader).run().received == 3


@pytest.mark.parametrize("part", ["raw", "sig", "payload", "id"])
def test_a_changed_row_is_refused_and_nothing_of_its_page_stored(
    council: Any, reader: Any, part: str
) -> None:
    def change(row: Row) -> Row:
        value = getattr(row, part)
        return msgspec.structs.replace(row, **{part: flipped(value) if part != "id" else "0" * 64})

    with pytest.raises(NotAuthentic):
        Talk(council, reader, Page=with_rows(change)).run()
    assert reader.notebook.ids() == set()
    assert reader.notebook.cursors() == {}


def test_a_row_left_out_is_noticed(council: Any, reader: Any) -> None:
    def shortened(page: Page) -> Page:
        return msgspec.structs.replace(page, rows=page.rows[1:])

    assert Talk(council, reader, Page=shortened).run().alarms == [alarms.NOT_WHOLE]


def test_a_forged_receipt_is_not_kept(council: Any, new_laptop: Callable[..., Any], new_home: str) -> None:
    ann = new_laptop(council)
    ann.note(new_home)

    def forged(reply: PushReply) -> PushReply:
        receipts = tuple(msgspec.structs.replace(one, leaves=("0" * 64,)) for one in reply.receipts)
        return msgspec.structs.replace(reply, receipts=receipts)

    with pytest.raises(troubles.Altered):
        Talk(council, ann, PushReply=forged).run()
    assert ann.notebook.received() == set()


def test_a_log_that_is_not_continued_is_an_alarm(
    council: Any, new_laptop: Callable[..., Any], new_home: str
) -> None:
    ann = new_laptop(council)
    ann.note(new_home)
    ann.sync()
    ann.note(new_home)
    trusted = ann.notebook.trusted()
    Talk(council, ann).run()
    ann.notebook.save_trusted(trusted)

    def unproved(reply: HelloReply) -> HelloReply:
        return msgspec.structs.replace(reply, proof=tuple(flipped(step) for step in reply.proof or ()))

    assert Talk(council, ann, HelloReply=unproved).run().alarms == [alarms.LOG_CHANGED]
    assert ann.notebook.trusted() == trusted


TARGETS = [
    ("POST", "/v1/enrol"),
    ("POST", "/v1/hello"),
    ("POST", "/v1/push"),
    ("GET", "/v1/pull?home=x&after=-1&limit=99999999999999999999"),
    ("GET", "/v1/chain?chain=&after=1"),
    ("POST", "/v1/prove"),
    ("POST", "/v1/health"),
    ("POST", "/v1/blobs"),
    ("PATCH", "/v1/uploads/none?offset=0"),
    ("GET", "/v1/blobs/" + "0" * 64 + "?start=-5"),
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(TARGETS), st.binary(max_size=400))
def test_rubbish_from_an_enrolled_device_never_breaks_the_server(
    council: Any, reader: Any, call: tuple[str, str], body: bytes
) -> None:
    keys = CouncilKeys.of(reader.notebook.enrolment().keys)
    with Line(council.url, reader.key, reader.clock, tries=1) as line:
        try:
            line.call(Ask(*call, bytes, body), keys)
        except Trouble as trouble:
            assert not isinstance(trouble, troubles.ServerFault)  # noqa: PT017
