"""What the stop page may offer, and what it suggests that a stop is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.rules.sweep_cases import OPERATION, at, caspian, odessa
from tests.unit.rules.test_laws import FACTS

from fieldkit.reference import Reference
from fieldkit.rules import SchoolCalendar, Span, Verdict
from fieldkit.rules.sweeps.facts import Operation, Stop
from fieldkit.rules.sweeps.powers import child_may_be_removed, excluded_child_may_be_removed
from fieldkit.rules.sweeps.stop_choices import allowed_actions, suggested_classification

DIRECTION = OPERATION.direction
assert DIRECTION is not None
REMOVALS = ("removed-to-school", "removed-to-premises")


@pytest.fixture
def stop(calendar: SchoolCalendar) -> Stop:
    """Odessa's stop, with a constable there."""
    return replace(odessa(calendar), police_power="constable", collar_no="512")


def _closed(stop: Stop, book: Reference, operation: Operation = OPERATION) -> dict[str, str]:
    return {code: why for code, why in allowed_actions(stop, operation, book).items() if why}


def test_with_the_power_both_removals_are_open(book: Reference, stop: Stop) -> None:
    assert _closed(stop, book) == {"excluded-letter": "Not suspended or excluded"}
    assert list(allowed_actions(stop, OPERATION, book)) == [code.code for code in book.codes("stop-action")]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"mode": "engagement"}, "Engagement patrol: nobody may be removed"),
        ({"mode": None}, "Say under which power the operation runs"),
        ({"approved": False}, "The operation is not approved"),
        ({"approved": None}, "The approval is not here yet"),
        ({"direction": None}, "Enter the direction, or go as an engagement patrol"),
        (
            {"direction": replace(DIRECTION, rank="inspector")},
            "Inspector: only a superintendent or above may direct it",
        ),
    ],
)
def test_the_operation_closes_both_removals(
    book: Reference, stop: Stop, changed: dict[str, Any], why: str
) -> None:
    closed = _closed(stop, book, replace(OPERATION, **changed))
    assert [closed[code] for code in REMOVALS] == [why, why]


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"police_power": "none"}, "No constable or PCSO is with you"),
        ({"police_power": None}, "Say who the constable or PCSO is"),
        ({"police_power": "pcso-not-designated", "collar_no": "7714"}, "PCSO 7714 does not hold this power"),
        ({"in_area": "no"}, "Outside the area"),
        ({"public_place": "no"}, "Not a public place"),
        ({"dob": date(2010, 2, 11)}, "Not of compulsory school age"),
        ({"stopped_at": at(15, 16)}, "Outside the time of the direction"),
        ({"school_says": "educated-elsewhere"}, "No power: educated elsewhere (EOTAS or college)"),
        ({"school_says": "not-on-roll", "on_roll": "no"}, "Not on the roll of a school"),
        ({"school_says": "authorised"}, "The school says: authorised"),
    ],
)
def test_what_is_known_of_the_child_closes_both_removals(
    book: Reference, stop: Stop, changed: dict[str, Any], why: str
) -> None:
    closed = _closed(replace(stop, **changed), book)
    assert [closed[code] for code in REMOVALS] == [why, why]


def test_what_is_not_known_of_the_child_leaves_it_to_the_constable(book: Reference, stop: Stop) -> None:
    unknown = replace(stop, dob=None, school_says="no-answer", on_roll="unknown", in_area="unknown")
    assert not set(_closed(unknown, book)) & set(REMOVALS)


def test_without_premises_the_school_is_left(book: Reference, stop: Stop) -> None:
    closed = _closed(stop, book, replace(OPERATION, premises=None))
    assert closed["removed-to-premises"] == "No premises are designated"
    assert "removed-to-school" not in closed


def test_a_closed_school_takes_nobody(book: Reference, stop: Stop, calendar: SchoolCalendar) -> None:
    inset = replace(calendar, closures=(Span(date(2026, 11, 19), date(2026, 11, 19)),))
    closed = _closed(replace(stop, calendar=inset), book)
    for code in (*REMOVALS, "escorted-by-parent", "pn-considered"):
        assert closed[code] == "Larkspur Academy is closed today"
    suggested = suggested_classification(replace(stop, calendar=inset), book)
    assert (suggested.code, suggested.why) == ("legitimate", "Larkspur Academy is closed that day.")


def test_a_penalty_notice_waits_for_the_school_and_for_the_first_five_days(
    book: Reference, stop: Stop, calendar: SchoolCalendar
) -> None:
    assert _closed(replace(stop, school_says=None), book)["pn-considered"] == "Check with the school"
    excluded = caspian(calendar)
    assert excluded.exclusion is not None
    long = replace(excluded.exclusion, first_day=date(2026, 11, 2), day_said=None)
    why = _closed(replace(excluded, exclusion=long), book)["pn-considered"]
    assert why == "School day 14 of the exclusion: the duty is for the first 5"


def test_nobody_past_school_age_is_referred_as_missing_or_at_work(book: Reference, stop: Stop) -> None:
    closed = _closed(replace(stop, dob=date(2010, 2, 11)), book)
    assert closed["referred-cme"] == closed["referred-employment"] == "Not of compulsory school age"
    assert "referred-mash" not in closed


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, "unauthorised"),
        ({"dob": date(2010, 2, 11)}, "not-csa"),
        ({"dob": None, "age": 17}, "not-csa"),
        ({"school_says": "authorised"}, "legitimate"),
        ({"school_says": "closed"}, "legitimate"),
        ({"school_says": "home-educated"}, "legitimate"),
        ({"school_says": "not-on-roll"}, "not-on-roll"),
        ({"school_says": "suspended"}, "excluded"),
        ({"reason": "unwell"}, "unresolved"),
        ({"reason": "unwell", "proof": "card"}, "legitimate"),
        ({"register_code": "I"}, "unresolved"),
        ({"stopped_at": at(15, 30)}, "unresolved"),
        ({"school_says": "no-answer"}, "unauthorised"),
        ({"school_says": "no-answer", "reason": "appointment"}, "unresolved"),
        ({"school_says": "no-answer", "reason": "appointment", "proof": "card"}, "legitimate"),
        ({"school_says": None, "reason": "ehe"}, "unresolved"),
        ({"school_says": None, "reason": "no-place"}, "not-on-roll"),
        ({"school_says": None, "reason": "refused"}, "unresolved"),
        ({"school_says": None, "reason": None}, "unresolved"),
    ],
)
def test_a_class_is_suggested_with_why(
    book: Reference, stop: Stop, changed: dict[str, Any], code: str
) -> None:
    suggested = suggested_classification(replace(stop, **changed), book)
    assert suggested.code == code
    assert suggested.why.endswith(".")


def test_a_suspension_that_is_over_or_excused_is_unresolved(
    book: Reference, calendar: SchoolCalendar
) -> None:
    excluded = caspian(calendar)
    assert excluded.exclusion is not None
    over = replace(excluded.exclusion, last_day=date(2026, 11, 18))
    assert suggested_classification(replace(excluded, exclusion=over), book).code == "unresolved"
    assert suggested_classification(replace(excluded, reason="unwell"), book).code == "unresolved"


@settings(max_examples=120)
@given(data=st.data())
def test_keys_and_findings_never_contradict_each_other(book: Reference, data: st.DataObject) -> None:
    stop = data.draw(FACTS[Stop])
    operation = data.draw(FACTS[Operation])
    allowed = allowed_actions(stop, operation, book)
    assert set(allowed) == {code.code for code in book.codes("stop-action")}
    assert suggested_classification(stop, book).code in {code.code for code in book.codes("stop-class")}
    facts = replace(stop, operation=operation)
    for rule in (child_may_be_removed, excluded_child_may_be_removed):
        found = rule(facts, book)
        if found is not None and found.verdict is Verdict.PASS:
            assert operation.premises is None or not operation.premises.name or not allowed[REMOVALS[1]]
        if not allowed[REMOVALS[0]] and rule is child_may_be_removed:
            assert found is not None
            assert found.verdict is not Verdict.FAIL
