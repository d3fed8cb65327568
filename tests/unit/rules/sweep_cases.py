"""The sweep of 19 November 2026 and its three stops of the sample caseload (domain 11, cases 5 to 7)."""

from __future__ import annotations

from datetime import date, datetime, time

from fieldkit.rules import SchoolCalendar
from fieldkit.rules.finding import UK
from fieldkit.rules.sweeps.facts import Direction, Exclusion, Operation, Premises, Stop


def at(hour: int, minute: int, day: int = 19) -> datetime:
    """A moment of November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UK)


OPERATION = Operation(
    sort="truancy",
    mode="section-16",
    starts=at(9, 30),
    ends=at(14, 30),
    area="Mereham centre",
    streets=("Market Square", "Bus station"),
    premises=Premises("Mereham Library", date(2026, 9, 1), date(2026, 9, 3)),
    direction=Direction(
        "Ada Brock", "superintendent", "Fenmarch Police", "Mereham centre", "yes", at(9, 0), at(15, 0), "yes"
    ),
    approved=True,
)


def odessa(calendar: SchoolCalendar) -> Stop:
    """Case 5: with her aunt on the Market Square, shopping; the PCSO is not designated."""
    return Stop(
        operation=OPERATION,
        stopped_at=at(10, 42),
        in_area="yes",
        public_place="yes",
        dob=date(2012, 12, 8),
        on_roll="yes",
        school="Larkspur Academy",
        calendar=calendar,
        opens=time(8, 45),
        closes=time(15, 15),
        with_adult="relative",
        reason="shopping",
        proof="none",
        school_says="expected-in",
        register_code="O",
        officer="Rowan Quillon",
        police_power="pcso-not-designated",
        collar_no="7714",
        classification="unauthorised",
        actions=("advice", "phoned-parent"),
        words="We are only getting shoes.",
        welfare="no",
        names_held=True,
        on_hold=False,
        today=date(2026, 11, 20),
    )


def caspian(calendar: SchoolCalendar) -> Stop:
    """Case 6: alone at the bus station on day 3 of a suspension; the section 104 notice was seen."""
    return Stop(
        operation=OPERATION,
        stopped_at=at(11, 15),
        in_area="yes",
        public_place="yes",
        dob=date(2011, 8, 26),
        on_roll="yes",
        school="Quayside High",
        calendar=calendar,
        opens=time(8, 45),
        closes=time(15, 15),
        with_adult="none",
        reason="refused",
        proof="none",
        school_says="suspended",
        exclusion=Exclusion(
            kind="suspension",
            first_day=date(2026, 11, 17),
            last_day=date(2026, 11, 20),
            day_said=3,
            s104_notice_seen="yes",
            admitted_elsewhere="no",
        ),
        officer="Rowan Quillon",
        police_power="constable",
        police_name="Hale",
        collar_no="512",
        classification="excluded",
        actions=("phoned-parent", "excluded-letter", "pn-considered"),
        words="",
        welfare="no",
    )


def fenella(calendar: SchoolCalendar) -> Stop:
    """Case 7: with her father in the park; home educated, and the council's register agrees."""
    return Stop(
        operation=OPERATION,
        stopped_at=at(12, 5),
        in_area="yes",
        public_place="yes",
        dob=date(2013, 2, 1),
        on_roll="no",
        calendar=calendar,
        with_adult="parent",
        reason="ehe",
        proof="none",
        school_says="home-educated",
        officer="Rowan Quillon",
        police_power="constable",
        collar_no="512",
        classification="legitimate",
        actions=("no-action",),
        words="",
        welfare="no",
        names_held=True,
        on_hold=False,
        today=date(2026, 11, 20),
    )
