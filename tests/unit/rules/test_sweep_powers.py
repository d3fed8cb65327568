"""The powers of section 16 and their limits, one element at a time (rules SWP-03 to SWP-09)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from tests.unit.rules.sweep_cases import OPERATION, at, caspian, odessa

from fieldkit.reference import Reference
from fieldkit.rules import SchoolCalendar, Session, Span
from fieldkit.rules.sweeps.facts import Stop
from fieldkit.rules.sweeps.powers import (
    absent_without_authority,
    child_may_be_removed,
    excluded_child_may_be_removed,
    found_in_a_public_place,
    nobody_removed_without_power,
    officer_holds_the_power,
    removal_names_the_constable,
)


@pytest.fixture
def stop(calendar: SchoolCalendar) -> Stop:
    """Odessa's stop, with a constable there."""
    return replace(odessa(calendar), police_power="constable", police_name="Hale", collar_no="512")


def test_with_everything_known_a_constable_may_remove(book: Reference, stop: Stop) -> None:
    found = child_may_be_removed(stop, book)
    assert found is not None
    assert found.verdict.words == "Pass"


@pytest.mark.parametrize(
    ("changed", "verdict", "says"),
    [
        ({"in_area": "no"}, "Fail", "Outside the area."),
        ({"in_area": "unknown"}, "Cannot tell", "Say whether it is inside the area."),
        ({"public_place": "no"}, "Fail", "Not a public place."),
        ({"public_place": None}, "Cannot tell", "Say whether it is a public place."),
        ({"stopped_at": at(15, 1)}, "Fail", "Outside the time of the direction."),
        ({"stopped_at": at(8, 59)}, "Fail", "Outside the time of the direction."),
        ({"dob": None}, "Cannot tell", "Enter the child's date of birth or age."),
        ({"dob": date(2010, 2, 11)}, "Fail", "Not of compulsory school age."),
        ({"dob": date(2023, 1, 1)}, "Fail", "Not of compulsory school age."),
        ({"dob": None, "age": 13}, "Pass", None),
        ({"dob": None, "age": 16}, "Cannot tell", "Enter the child's date of birth."),
        ({"dob": None, "age": 17}, "Fail", "Not of compulsory school age."),
        ({"dob": None, "age": 3}, "Fail", "Not of compulsory school age."),
        ({"calendar": None}, "Cannot tell", "No calendar of Larkspur Academy."),
        ({"opens": time(10, 43)}, "Fail", "Outside school hours."),
        ({"opens": None}, "Cannot tell", "Enter when the school opens and closes."),
        ({"on_roll": "no"}, "Fail", "Not on the roll of a school."),
        ({"on_roll": "unknown"}, "Cannot tell", "Ask whether the child is on a roll."),
        ({"school_says": "no-answer"}, "Cannot tell", "Check with the school."),
        ({"school_says": "authorised"}, "Fail", "The school says: authorised."),
        ({"police_power": "pcso-designated"}, "Pass", None),
        ({"police_power": "none"}, "Fail", "No constable or PCSO is with you."),
        ({"police_power": None}, "Cannot tell", "Say who the constable or PCSO is."),
        ({"operation": None}, "Cannot tell", "Say under which power the operation runs."),
        (
            {"operation": replace(OPERATION, mode="engagement")},
            "Fail",
            "Engagement patrol: nobody may be removed.",
        ),
        ({"operation": replace(OPERATION, approved=False)}, "Fail", "The operation is not approved."),
    ],
)
def test_each_element_of_the_power_counts(
    book: Reference, stop: Stop, changed: dict[str, Any], verdict: str, says: str | None
) -> None:
    found = child_may_be_removed(replace(stop, **changed), book)
    assert found is not None
    assert found.verdict.words == verdict
    assert says is None or found.says == says


def test_a_closed_school_has_nobody_absent(book: Reference, stop: Stop, calendar: SchoolCalendar) -> None:
    inset = replace(calendar, closures=(Span(date(2026, 11, 19), date(2026, 11, 19)),))
    found = child_may_be_removed(replace(stop, calendar=inset), book)
    assert found is not None
    assert found.says == "Larkspur Academy is closed today."


@pytest.mark.parametrize(
    ("half", "clock", "verdict"),
    [
        (Session.AM, (11, 59), "Pass"),
        (Session.AM, (12, 0), "Cannot tell"),
        (Session.AM, (13, 0), "Fail"),
        (Session.PM, (11, 59), "Fail"),
        (Session.PM, (12, 0), "Cannot tell"),
        (Session.PM, (13, 0), "Pass"),
    ],
)
def test_on_a_half_day_only_its_half_is_school(
    book: Reference,
    stop: Stop,
    calendar: SchoolCalendar,
    half: Session,
    clock: tuple[int, int],
    verdict: str,
) -> None:
    halved = replace(calendar, half_days=((date(2026, 11, 19), half),))
    found = child_may_be_removed(replace(stop, calendar=halved, stopped_at=at(*clock)), book)
    assert found is not None
    assert found.verdict.words == verdict


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, "Pass"),
        ({"register_code": None}, "Pass"),
        ({"register_code": "/"}, "Pass"),
        ({"register_code": "I"}, "Cannot tell"),
        ({"reason": "unwell"}, "Cannot tell"),
        ({"reason": None}, "Cannot tell"),
        ({"reason": "holiday"}, "Pass"),
        ({"school_says": "closed"}, "Fail"),
        ({"school_says": "suspended"}, "Fail"),
        ({"school_says": None}, "Cannot tell"),
    ],
)
def test_absence_is_without_authority_unless_it_is_excused(
    book: Reference, stop: Stop, changed: dict[str, Any], verdict: str
) -> None:
    assert absent_without_authority(replace(stop, **changed), book).verdict.words == verdict


def test_a_pcso_needs_to_be_designated(book: Reference, stop: Stop) -> None:
    found = officer_holds_the_power(replace(stop, police_power="pcso-designated"), book)
    assert (found.verdict.words, found.says) == ("Pass", "PCSO 512 holds this power.")


@pytest.mark.parametrize(
    ("elsewhere", "reason", "verdict"),
    [
        ("no", "refused", "Pass"),
        ("yes", "refused", "Fail"),
        ("unknown", "refused", "Cannot tell"),
        (None, "refused", "Pass"),
        ("no", "unwell", "Cannot tell"),
        ("no", None, "Cannot tell"),
    ],
)
def test_an_excluded_child_may_be_removed_while_it_lasts(
    book: Reference, calendar: SchoolCalendar, elsewhere: str | None, reason: str | None, verdict: str
) -> None:
    stop = caspian(calendar)
    assert stop.exclusion is not None
    facts = replace(stop, reason=reason, exclusion=replace(stop.exclusion, admitted_elsewhere=elsewhere))
    found = excluded_child_may_be_removed(facts, book)
    assert found is not None
    assert found.verdict.words == verdict


def test_a_permanent_exclusion_asks_whether_another_school_admitted(
    book: Reference, calendar: SchoolCalendar
) -> None:
    stop = caspian(calendar)
    assert stop.exclusion is not None
    permanent = replace(stop.exclusion, kind="permanent", last_day=None, admitted_elsewhere=None)
    found = excluded_child_may_be_removed(replace(stop, exclusion=permanent), book)
    assert found is not None
    assert found.says == "Ask whether another school admitted the pupil."


def test_the_power_over_excluded_children_outlasts_the_first_five_days(
    book: Reference, calendar: SchoolCalendar
) -> None:
    stop = caspian(calendar)
    assert stop.exclusion is not None
    long = replace(stop.exclusion, first_day=date(2026, 11, 2), day_said=None)
    found = excluded_child_may_be_removed(replace(stop, exclusion=long), book)
    assert found is not None
    assert found.verdict.words == "Pass"


@pytest.mark.parametrize(("public", "verdict"), [("yes", "Pass"), ("no", "Fail"), ("unknown", "Cannot tell")])
def test_a_public_place(book: Reference, stop: Stop, public: str, verdict: str) -> None:
    assert found_in_a_public_place(replace(stop, public_place=public), book).verdict.words == verdict


def test_a_removal_without_power_fails(book: Reference, stop: Stop) -> None:
    removed = replace(stop, actions=("removed-to-school",))
    assert nobody_removed_without_power(removed, book).verdict.words == "Pass"
    for power in ("none", "pcso-not-designated"):
        found = nobody_removed_without_power(replace(removed, police_power=power), book)
        assert found.verdict.words == "Fail"
    for said in ("home-educated", "educated-elsewhere"):
        assert nobody_removed_without_power(replace(removed, school_says=said), book).verdict.words == "Fail"
    assert nobody_removed_without_power(replace(removed, dob=None), book).verdict.words == "Cannot tell"
    assert nobody_removed_without_power(replace(stop, actions=None), book).verdict.words == "Cannot tell"


@pytest.mark.parametrize(
    ("named", "verdict"),
    [
        ("PC 512 Hale", "Pass"),
        ("rowan  QUILLON", "Fail"),
        ("", "Cannot tell"),
        (None, "Cannot tell"),
    ],
)
def test_a_removal_names_the_constable(book: Reference, stop: Stop, named: str | None, verdict: str) -> None:
    found = removal_names_the_constable(replace(stop, actions=("removed-to-school",), removed_by=named), book)
    assert found is not None
    assert found.verdict.words == verdict
    assert removal_names_the_constable(replace(stop, removed_by=named), book) is None
