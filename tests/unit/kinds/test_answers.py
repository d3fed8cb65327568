"""The law of answers: what is kept can be typed again and reads back the same; bad typing is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldkit.kinds.answers import (
    Answer,
    Choice,
    Context,
    Email,
    Line,
    Link,
    Named,
    Number,
    Phone,
    Postcode,
    Unfit,
    Words,
)
from fieldkit.kinds.ink import Strokes
from fieldkit.kinds.pupils import Upn
from fieldkit.kinds.record import links, questions, reach, sections
from fieldkit.kinds.registers import Marks
from fieldkit.kinds.registry import KINDS, record_of
from fieldkit.kinds.times import Day, Hours, Moment, Periods, moment_of
from fieldkit.ledger.canonical import tidy
from fieldkit.reference.codes import code_list

DAY = Context(date(2026, 11, 20))
DATES = st.dates(date(1900, 1, 1), date(2100, 1, 1))
TEXT = st.text(min_size=1).map(tidy).filter(str.strip)
LONDON = ZoneInfo("Europe/London")

MADE: dict[str, tuple[Answer, st.SearchStrategy[Any]]] = {
    "line": (Line(longest=10**6), TEXT),
    "words": (Words(), TEXT),
    "choice": (Choice(codes="visit-outcome"), st.sampled_from([c.code for c in code_list("visit-outcome")])),
    "number": (Number(), st.integers(0, 10**9).map(str)),
    "hours": (Hours(), st.from_regex(r"\A[0-9]{1,4}( ?h ?[0-5]?[0-9]( min)?|:[0-5][0-9]|\.[0-9]{1,2})?\Z")),
    "postcode": (Postcode(), st.from_regex(r"\A[a-zA-Z]{1,2}[0-9]{1,2} ?[0-9][a-zA-Z]{2}\Z")),
    "phone": (Phone(), st.from_regex(r"\A(\+44|0)?[1-9][0-9 ]{5,9}[0-9]\Z")),
    "email": (Email(), st.just("attendance@larkspur.example.org")),
    "link": (Link(), st.uuids().map(str)),
    "named": (Named(), st.uuids().map(lambda ident: f"{ident} Omar Teasel")),
    "upn": (Upn(), st.from_regex(r"\A[a-z][0-9]{11}[0-9a-z]\Z")),
    "day": (Day(), DATES.map(lambda d: f"{d.day}/{d.month}/{d.year}") | DATES.map(lambda d: f"{d:%d %b %Y}")),
    "moment": (Moment(), st.integers(0, 4 * 10**12).map(moment_of) | st.times().map(lambda t: f"{t:%H:%M}")),
    "marks": (Marks(), st.lists(DATES, unique=True, max_size=5).map(
        lambda days: "\n".join(f"{day} / O" for day in days))),
    "ink": (Strokes(), st.lists(st.lists(st.integers(0, 1000), min_size=2, max_size=8).filter(
        lambda points: len(points) % 2 == 0)).map(
        lambda strokes: "\n".join(" ".join(map(str, points)) for points in strokes))),
    "periods": (Periods(), st.lists(st.tuples(DATES, DATES).map(sorted), min_size=1, max_size=3).map(
        lambda spans: "\n".join(f"{a} {b} Autumn term" for a, b in spans))),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(MADE))
@given(data=st.data())
def test_what_is_kept_can_be_typed_again(name: str, data: st.DataObject) -> None:
    answer, typed = MADE[name]
    value = answer.parse(data.draw(typed), DAY)
    assert answer.parse(answer.typed(value), DAY) == value
    assert answer.show(value)


def test_every_answer_type_but_files_is_under_that_law() -> None:
    used = {item.answer.name for kind in KINDS.values() for item in questions(kind)}
    assert used - {"file"} <= MADE.keys()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("20 11 2026", "2026-11-20"), ("20/11/26", "2026-11-20"), ("21 nov 2026", "2026-11-21"),
     ("Friday 20 November 2026", "2026-11-20"), ("2026-11-20", "2026-11-20"), ("1.2.2013", "2013-02-01")],
)  # fmt: skip
def test_dates_are_read_the_ways_people_write_them(typed: str, kept: str) -> None:
    assert Day().parse(typed, DAY) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("10:34", "2026-11-20T10:34:00+00:00"), ("1034", "2026-11-20T10:34:00+00:00"),
     ("20 6 2026 09:05", "2026-06-20T09:05:00+01:00"), ("20 June 2026 at 9.05", "2026-06-20T09:05:00+01:00")],
)  # fmt: skip
def test_a_bare_time_falls_on_the_day_of_the_record_in_uk_time(typed: str, kept: str) -> None:
    assert Moment().parse(typed, DAY) == kept


def test_the_hour_that_bst_repeats_keeps_its_offset() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC).astimezone(LONDON)
    second = first.astimezone(UTC) + timedelta(hours=1)
    kept = [moment_of(int(moment.timestamp() * 1000)) for moment in (first, second)]
    assert kept == ["2026-10-25T01:30:00+01:00", "2026-10-25T01:30:00+00:00"]
    assert [Moment().parse(Moment().typed(value), DAY) for value in kept] == kept


@pytest.mark.parametrize(
    ("answer", "typed"),
    [(Day(), "31 2 2026"), (Day(), "tomorrow"), (Day(), "1 13 2026"), (Moment(), "25:00"), (Moment(), "ten"),
     (Postcode(), "Z1 4"), (Phone(), "12"), (Phone(), "call me"), (Email(), "a@b"), (Number(), "-1"),
     (Number(), "1.5"), (Upn(), "N99940012100"), (Choice(codes="yes-no"), "maybe"), (Link(), "x"),
     (Named(), "Omar"), (Periods(), "2026-12-18 2026-09-03"), (Line(longest=3), "four"), (Day(), "²/1/2026")],
)  # fmt: skip
def test_bad_typing_is_told_what_to_enter(answer: Answer, typed: str) -> None:
    with pytest.raises(Unfit) as told:
        answer.parse(typed, DAY)
    assert told.value.say
    assert not {"please", "sorry", "invalid", "required", "oops"} & set(told.value.say.lower().split())


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_whole(kind: str) -> None:
    """Its questions have words, its links, lists and states lead somewhere; an empty one can be shown."""
    model = KINDS[kind]
    for item in questions(model):
        assert item.label
        assert not item.ask.needed or item.ask.needed == "any" or item.ask.needed in model.moves
        if isinstance(item.answer, Choice):
            assert code_list(item.answer.codes)
    targets = [item.answer.kinds for item in links(model) if isinstance(item.answer, Link)]
    assert all(target in KINDS for kinds in targets for target in kinds)
    assert all(parent in KINDS for parent in model.parents)
    assert all(there in model.moves for moves in model.moves.values() for there in moves)
    if model.state_codes:
        assert set(model.moves) <= {code.code for code in code_list(model.state_codes)}
    assert record_of(kind, {}).title()
    assert all(
        name in model.model_fields for name in (*model.searched, *filter(None, (model.happened, model.due)))
    )


def test_the_states_on_the_way_to_written_up_are_those_of_a_visit_that_took_place() -> None:
    assert reach(KINDS["visit"], "written_up") == {
        "planned", "risk_read", "travelling", "on_site", "departed_safe", "written_up"
    }  # fmt: skip
    assert "on_hold" not in reach(KINDS["case"], "outcome")
    assert "on_site" not in reach(KINDS["visit"], "cancelled")


def test_no_form_page_of_a_visit_lacks_a_section() -> None:
    assert sections(KINDS["visit"])[0] == "Plan"
    assert all(item.ask.section for item in questions(KINDS["visit"]) if item.ask.asked)


def test_a_field_or_kind_from_a_newer_fieldkit_is_kept() -> None:
    assert record_of("visit", {"holograms": "3"}).model_dump()["holograms"] == "3"
    assert record_of("drone-flight", {"height": 3}).title() == ""


@pytest.mark.parametrize(
    ("typed", "minutes", "shown"),
    [("14", 840, "14 h"), ("14.5", 870, "14 h 30 min"), ("3 h 40", 220, "3 h 40 min"),
     ("3:40", 220, "3 h 40 min"), ("40 min", 40, "40 min"), ("0", 0, "0 h"),
     ("1 hour 5 minutes", 65, "1 h 5 min")],
)  # fmt: skip
def test_hours_are_typed_the_ways_people_say_them(typed: str, minutes: int, shown: str) -> None:
    assert Hours().parse(typed, DAY) == minutes
    assert Hours().show(minutes) == shown


@pytest.mark.parametrize("typed", ["3 h 60", "half", "-1", "3:4:5", "100000 h"])
def test_hours_that_are_none_are_refused(typed: str) -> None:
    with pytest.raises(Unfit):
        Hours().parse(typed, DAY)
