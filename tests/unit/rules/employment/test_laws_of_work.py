"""What holds on any date, age and calendar: no crash, no contradiction, no pass on what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.reference import Reference
from fieldkit.rules import RULES, SchoolCalendar, Session, Span, Verdict, findings
from fieldkit.rules.employment import (
    CWSA2026,
    CYPA_CURRENT,
    Break,
    ChildAtWork,
    HalfDay,
    SchoolHours,
    Shift,
    compare,
    ruler,
    under,
)

LIMITS = [f"EMP-{number:02}" for number in (3, 4, 5, 6, 7, 8, 9, 10, 11, 12)]
#: The facts without which a rule cannot pass; what only some jobs or days need is not among them.
NEEDED = {
    "EMP-00": ("born", "day"),
    "EMP-01": (),
    "EMP-02": ("light",),
    "EMP-03": ("shifts",),
    "EMP-04": ("shifts",),
    "EMP-05": ("shifts", "calendar", "hours", "required"),
    "EMP-06": ("shifts", "calendar", "required"),
    "EMP-07": ("shifts", "calendar", "required", "week_complete"),
    "EMP-11": ("shifts",),
    "EMP-12": ("calendar", "weeks_free"),
    "EMP-13": ("occupations",),
    "EMP-14": ("permit",),
    "EMP-15": ("notice",),
    "EMP-16": ("permit",),
    "EMP-19": ("risk_assessed", "parent_told"),
    "EMP-20": ("harms",),
}

NEAR = st.dates(date(2026, 8, 20), date(2027, 8, 1))
DAYS = st.one_of(NEAR, st.dates())
TIMES = st.integers(0, 24 * 60 - 1).map(lambda minutes: time(*divmod(minutes, 60)))
SPANS = st.builds(lambda days: Span(*sorted(days)), st.tuples(NEAR, NEAR))
CALENDARS = st.builds(
    SchoolCalendar,
    terms=st.lists(SPANS, max_size=3).map(tuple),
    weekdays=st.frozensets(st.integers(0, 6)),
    closures=st.lists(SPANS, max_size=2).map(tuple),
    half_days=st.lists(st.tuples(NEAR, st.sampled_from(Session)), max_size=2).map(tuple),
)
ANSWERS = st.sampled_from(["yes", "no", "unknown", None])
SCHOOL_HOURS = st.builds(
    SchoolHours,
    opens=st.none() | TIMES,
    closes=st.none() | TIMES,
    half_days=st.lists(st.builds(HalfDay, day=NEAR, opens=TIMES, closes=TIMES), max_size=1).map(tuple),
)


@st.composite
def shifts_near(draw: st.DrawFn, day: date, whole: bool = False) -> Shift:
    """A shift within a week of a day; `whole` leaves nothing of it unknown."""
    offset = draw(st.integers(-6, 6).filter(lambda days: 1 < day.toordinal() + days < date.max.toordinal()))
    start, finish = sorted(draw(st.tuples(TIMES, TIMES)))
    rests = draw(st.lists(st.tuples(TIMES, TIMES).map(sorted), max_size=2))
    made = Shift(day + timedelta(days=offset), start, finish, tuple(Break(*rest) for rest in rests))
    if whole:
        return made
    lost = draw(st.sampled_from(["", "", "", "day", "start", "finish", "breaks"]))
    return replace(made, **{lost: None}) if lost else made


@st.composite
def works(draw: st.DrawFn, near: bool = False) -> ChildAtWork:
    """A child at work of whom anything may be known; the day is near the sample calendar if so asked."""
    day = draw(NEAR if near else DAYS)
    age = draw(st.integers(0, 18 * 365))
    return ChildAtWork(
        born=draw(st.none() | st.just(date.fromordinal(max(day.toordinal() - age, 1)))),
        day=draw(st.sampled_from([day, day, day, None])),
        calendar=draw(st.none() | CALENDARS),
        hours=draw(st.none() | SCHOOL_HOURS),
        required=draw(ANSWERS),
        shifts=draw(st.none() | st.lists(shifts_near(day), max_size=3).map(tuple)),
        week_minutes=draw(st.none() | st.integers(0, 4000)),
        week_complete=draw(st.none() | st.booleans()),
        occupations=draw(
            st.none() | st.sampled_from([("papers",), ("kitchen",), ("street-trading", "shop")])
        ),
        light=draw(ANSWERS),
        by_parents=draw(ANSWERS),
        weeks_free=draw(st.none() | st.integers(0, 4)),
        employer_satisfied=draw(ANSWERS),
    )


@settings(max_examples=80)
@given(facts=works())
def test_both_laws_answer_on_any_day_and_never_both_ways(book: Reference, facts: ChildAtWork) -> None:
    rows = compare(facts, book)
    assert rows
    for row in rows:
        for found in (row.now, row.then):
            if found is not None:
                assert found.title
                assert found.says.endswith(".")
                assert found.authority
    assert findings(book, facts) == findings(under(CYPA_CURRENT, book), facts)
    drawn = ruler(facts, book)
    assert drawn.words


@settings(max_examples=80)
@given(facts=works(near=True), data=st.data())
def test_one_limit_of_the_day_and_one_of_the_week(
    book: Reference, facts: ChildAtWork, data: st.DataObject
) -> None:
    law = under(data.draw(st.sampled_from([CYPA_CURRENT, CWSA2026])), book)
    settled = {found.rule for found in findings(law, facts) if found.verdict is not Verdict.CANNOT_TELL}
    assert not {"EMP-06", "EMP-09"} <= settled
    assert not {"EMP-07", "EMP-10"} <= settled
    assert not {"EMP-08", "EMP-09"} <= settled


@settings(max_examples=150)
@given(facts=works(near=True), data=st.data())
def test_more_work_never_turns_a_fail_into_a_pass(
    book: Reference, facts: ChildAtWork, data: st.DataObject
) -> None:
    law = under(data.draw(st.sampled_from([CYPA_CURRENT, CWSA2026])), book)
    day = facts.day or date(2026, 11, 19)
    more = data.draw(st.lists(shifts_near(day), min_size=1, max_size=2))
    longer = replace(
        facts,
        shifts=(*(facts.shifts or ()), *more),
        week_minutes=None
        if facts.week_minutes is None
        else facts.week_minutes + data.draw(st.integers(0, 900)),
    )
    for rule in LIMITS:
        before, after = RULES[rule].function(facts, law), RULES[rule].function(longer, law)
        if before is not None and before.verdict is Verdict.FAIL:
            assert after is not None
            assert after.verdict is Verdict.FAIL


@settings(max_examples=80)
@given(data=st.data())
def test_what_is_over_on_the_ruler_is_a_fail_in_the_findings(
    book: Reference, in_order: ChildAtWork, data: st.DataObject
) -> None:
    day = data.draw(st.sampled_from([date(2026, 11, 19), date(2026, 11, 21), date(2026, 11, 22)]))
    shifts = data.draw(st.lists(shifts_near(day, whole=True), max_size=3))
    here = tuple(replace(shift, day=day, breaks=()) for shift in shifts)
    facts = replace(in_order, day=day, shifts=here)
    drawn = ruler(facts, book)
    failed = {found.rule for found in findings(book, facts) if found.verdict is Verdict.FAIL}
    limits = {"EMP-03", "EMP-04", "EMP-05", "EMP-06", "EMP-08", "EMP-09"}
    assert bool(drawn.over) is bool(failed & limits) or drawn.words.startswith("Cannot tell")


@pytest.mark.parametrize(("rule", "fact"), [(rule, fact) for rule, facts in NEEDED.items() for fact in facts])
def test_a_missing_fact_never_passes(ask: Any, rule: str, fact: str) -> None:
    whole, missing = ask(rule), ask(rule, **{fact: None})
    assert whole.verdict is Verdict.PASS
    assert missing.verdict is Verdict.CANNOT_TELL
    assert missing.says


@pytest.mark.parametrize("part", ["day", "start", "finish", "breaks"])
@pytest.mark.parametrize("rule", ["EMP-06", "EMP-07", "EMP-11"])
def test_a_part_of_a_shift_that_is_missing_never_passes(ask: Any, worked: Any, rule: str, part: str) -> None:
    lost = replace(worked(19, "16:00", "17:00"), **{part: None})
    assert ask(rule, shifts=(lost,)).verdict is Verdict.CANNOT_TELL
    assert ask(rule, shifts=(worked(19, "16:00", "17:00"), lost)).verdict is Verdict.CANNOT_TELL


@pytest.mark.parametrize("rest", [Break(), Break(time(16, 15)), Break(time(16, 30), time(16, 15))])
def test_a_rest_break_that_is_half_known_never_passes(ask: Any, worked: Any, rest: Break) -> None:
    lost = replace(worked(19, "16:00", "17:00"), breaks=(rest,))
    assert ask("EMP-06", shifts=(lost,)).verdict is Verdict.CANNOT_TELL
