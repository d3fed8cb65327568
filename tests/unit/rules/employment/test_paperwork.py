"""Permit, notice, risk assessment and harm (EMP-14, EMP-15, EMP-16, EMP-19, EMP-20)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from fieldkit.rules import Finding
from fieldkit.rules.employment import Notice, Permit

Ask = Callable[..., Any]


def _told(found: Finding | None) -> str:
    return found.verdict.value if found else "nothing"


@pytest.mark.parametrize(
    ("permit", "told"),
    [
        (None, "cannot_tell"),
        (Permit(), "cannot_tell"),
        (Permit(seen="none"), "fail"),
        (Permit(seen="not-produced"), "cannot_tell"),
        (Permit(seen="not-asked"), "cannot_tell"),
        (Permit(seen="produced"), "cannot_tell"),
        (Permit(seen="produced", covers="unknown"), "cannot_tell"),
        (Permit(seen="produced", covers="no"), "fail"),
        (Permit(seen="displayed", covers="yes"), "pass"),
        (Permit(seen="not-produced", covers="yes", state="issued"), "pass"),
        (Permit(covers="yes", state="amended"), "pass"),
        (Permit(seen="produced", covers="yes", state="ended"), "fail"),
        (Permit(covers="yes", state="applied"), "fail"),
        (Permit(covers="yes", state="enquiry"), "fail"),
        (Permit(covers="yes", state="refused"), "fail"),
        (Permit(covers="yes", state="revoked"), "fail"),
        (Permit(covers="yes", state="none"), "fail"),
    ],
)
def test_a_permit_for_this_job_place_and_hours(ask: Ask, permit: Permit | None, told: str) -> None:
    assert _told(ask("EMP-14", permit=permit)) == told


def test_no_permit_reads_as_in_the_picture(ask: Ask) -> None:
    found = ask("EMP-14", permit=Permit(seen="none"))
    assert (found.title, found.says) == ("No permit for this job", "None held, none shown.")
    assert (
        ask("EMP-14", permit=Permit("produced", "yes", number="P-118")).says
        == "Permit P-118 covers the work."
    )


@pytest.mark.parametrize(
    ("permit", "told"),
    [
        (None, "cannot_tell"),
        (Permit(seen="produced"), "pass"),
        (Permit(seen="displayed"), "pass"),
        (Permit(seen="not-produced"), "fail"),
        (Permit(seen="not-asked"), "cannot_tell"),
        (Permit(seen="none"), "nothing"),
        (Permit(seen="not-produced", state="none"), "nothing"),
    ],
)
def test_a_permit_is_produced_on_request(ask: Ask, permit: Permit | None, told: str) -> None:
    assert _told(ask("EMP-16", permit=permit)) == told


@pytest.mark.parametrize(
    ("notice", "told"),
    [
        (Notice("yes", date(2026, 11, 19), date(2026, 11, 12)), "pass"),
        (Notice("yes", date(2026, 11, 20), date(2026, 11, 12)), "fail"),
        (Notice("yes", date(2026, 11, 1), date(2026, 11, 12)), "pass"),
        (Notice("no", began=date(2026, 11, 12)), "cannot_tell"),
        (Notice("no", began=date(2026, 11, 11)), "fail"),
        (Notice("no"), "cannot_tell"),
        (Notice("yes", began=date(2026, 11, 11)), "cannot_tell"),
        (Notice("yes", date(2026, 11, 1)), "cannot_tell"),
        (Notice("unknown", began=date(2026, 9, 1)), "cannot_tell"),
        (Notice("no", began=date.max), "cannot_tell"),
        (None, "cannot_tell"),
    ],
)
def test_a_notice_on_the_seventh_day_is_in_time(ask: Ask, notice: Notice | None, told: str) -> None:
    assert _told(ask("EMP-15", notice=notice)) == told


def test_a_late_notice_reads_as_in_the_picture(ask: Ask) -> None:
    said = Notice("no", began=date(2026, 9, 30), words="Mr Tolliver says he started in September")
    found = ask("EMP-15", notice=said)
    assert found.title == "Council not told within one week"
    assert found.says == "Mr Tolliver says he started in September."
    plain = ask("EMP-15", notice=Notice("no", began=date(2026, 9, 30)))
    assert plain.says == "Work began on Wed 30 Sep 2026."


@pytest.mark.parametrize(
    ("assessed", "parent", "told"),
    [
        ("yes", "yes", "pass"),
        ("no", "yes", "fail"),
        ("yes", "no", "fail"),
        (None, "no", "fail"),
        ("unknown", "yes", "cannot_tell"),
        ("yes", None, "cannot_tell"),
    ],
)
def test_risks_are_assessed_and_a_parent_is_told(
    ask: Ask, assessed: str | None, parent: str | None, told: str
) -> None:
    assert _told(ask("EMP-19", risk_assessed=assessed, parent_told=parent)) == told


@pytest.mark.parametrize(
    ("harms", "maintained", "told"),
    [
        ("no", None, "pass"),
        ("yes", True, "fail"),
        ("yes", False, "cannot_tell"),
        ("yes", None, "cannot_tell"),
        ("unknown", True, "cannot_tell"),
        (None, True, "cannot_tell"),
    ],
)
def test_harm_calls_for_section_559_at_maintained_schools(
    ask: Ask, harms: str | None, maintained: bool | None, told: str
) -> None:
    assert _told(ask("EMP-20", harms=harms, maintained=maintained)) == told
