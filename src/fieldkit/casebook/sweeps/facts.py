"""Turns the records of a sweep into the plain facts that rules take; what is missing or disputed is None."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from fieldkit.casebook.facts import day_of, moment_in, word_of
from fieldkit.casebook.said import said_day, said_moment, said_word
from fieldkit.kinds.stops import Stop as StopKind
from fieldkit.kinds.stops import age_on
from fieldkit.kinds.times import local
from fieldkit.ledger.canonical import Json
from fieldkit.reference import Reference
from fieldkit.rules.school.calendar import SchoolCalendar
from fieldkit.rules.sweeps.facts import Direction, Exclusion, Operation, Premises, Stop
from fieldkit.store.records import Held


@dataclass(frozen=True, slots=True)
class SchoolThere:
    """A school that a stop names: its name, telephone number, hours and calendar, as far as they are here."""

    name: str
    phone: str = ""
    opens: time | None = None
    closes: time | None = None
    calendar: SchoolCalendar | None = None


def sweep_of(held: Held, *, approved: bool | None) -> Operation:
    """A sweep with its direction, as its rules take it; `approved` is whether an approval holds."""
    directed = Direction(
        name=word_of(held, "direction_by"),
        rank=word_of(held, "direction_rank"),
        force=word_of(held, "direction_force"),
        area=word_of(held, "direction_area"),
        covers=word_of(held, "direction_covers"),
        since=moment_in(held, "direction_from"),
        until=moment_in(held, "direction_until"),
        copy_held=word_of(held, "direction_copy_held"),
    )
    premises = Premises(
        name=word_of(held, "designated_premises"),
        designated_on=day_of(held, "premises_designated_on"),
        chief_officer_told_on=day_of(held, "chief_officer_told_on"),
    )
    sort = word_of(held, "sort")
    return Operation(
        sort=sort,
        mode=word_of(held, "mode") or ("employment" if sort == "employment" else None),
        starts=moment_in(held, "starts_at"),
        ends=moment_in(held, "ends_at"),
        area=word_of(held, "area"),
        streets=streets_of(held) or None,
        premises=None if premises == Premises() else premises,
        direction=None if directed == Direction() else directed,
        approved=approved,
        closed_on=uk_day(closed) if (closed := pressed(held, "closed_at", last=True)) else None,
    )


def pressed(held: Held, field: str, *, last: bool = False) -> datetime | None:
    """When a button of the sweep was pressed: the first time or the last, where officers apart both did."""
    times = [
        datetime.fromisoformat(told.value)
        for told in held.folded.fields.get(field, ())
        if isinstance(told.value, str)
    ]
    return (max(times) if last else min(times)) if times else None


def streets_of(held: Held) -> tuple[str, ...]:
    """The pick list of places, one from each line."""
    return tuple(line.strip() for line in held.text("streets").splitlines() if line.strip())


def stop_of(
    said: Mapping[str, Json], sweep: Operation, school: SchoolThere | None, book: Reference, today: date
) -> Stop:
    """A stop as its rules take it, from the values of its record or of what is typed so far."""
    answered = {code.code: code.has("verified") for code in book.codes("school-says")}
    says = said_word(said, "school_says")
    on_roll = "no" if says in ("not-on-roll", "home-educated", "educated-elsewhere") else None
    officer = said.get("officer")
    actions = said.get("actions")
    return Stop(
        operation=sweep,
        stopped_at=said_moment(said, "stopped_at"),
        in_area=said_word(said, "in_area"),
        public_place=said_word(said, "public_place"),
        dob=said_day(said, "dob"),
        age=age_in(said),
        on_roll=on_roll or ("yes" if answered.get(says or "") else None),
        school=school.name if school else said_word(said, "school_stated"),
        calendar=school.calendar if school else None,
        opens=school.opens if school else None,
        closes=school.closes if school else None,
        with_adult=said_word(said, "with_adult"),
        reason=said_word(said, "reason"),
        proof=said_word(said, "proof"),
        school_says=says,
        register_code=said_word(said, "register_code"),
        exclusion=exclusion_in(said),
        officer=str(officer["name"]) if isinstance(officer, dict) else None,
        police_power=said_word(said, "police_power"),
        police_name=said_word(said, "police_name"),
        collar_no=said_word(said, "collar_no"),
        removed_by=said_word(said, "removed_by"),
        classification=said_word(said, "classification"),
        actions=tuple(str(one) for one in actions) if isinstance(actions, list) else (),
        words=said_word(said, "words") or "",
        welfare=said_word(said, "welfare"),
        names_held=any(said.get(name) not in (None, "", []) for name in StopKind.personal),
        on_hold=said.get("case_made") is not None,
        today=today,
    )


def age_in(said: Mapping[str, Json]) -> int | None:
    """The age at the stop: by the date of birth where there is one, else as stated."""
    born, at = said_day(said, "dob"), said_moment(said, "stopped_at")
    if born and at and born <= uk_day(at):
        return age_on(born, uk_day(at))
    stated = said.get("age")
    return stated if isinstance(stated, int) and not isinstance(stated, bool) else None


def uk_day(moment: datetime) -> date:
    """The UK day of a moment."""
    return local(moment.isoformat()).date()


def clock_of(text: str) -> time | None:
    """A time of day such as 08:45, or None."""
    try:
        return time.fromisoformat(text.strip())
    except ValueError:
        return None


def agreed(held: Held) -> dict[str, Json]:
    """The agreed values of a record: what is disputed is left out."""
    return {name: value for name, value in held.values.items() if held.value(name) is not None}


def pairing_of(pairings: Sequence[Held], officer: str) -> Held | None:
    """The pairing that an officer is in, the latest if there are several."""
    mine = [
        item
        for item in pairings
        if any(isinstance(who := item.value(name), dict) and who["id"] == officer for name in _PAIR)
    ]
    return mine[-1] if mine else None


def exclusion_in(said: Mapping[str, Json]) -> Exclusion | None:
    """The suspension or exclusion that a stop speaks of, None when it speaks of none."""
    if said.get("school_says") != "suspended" and not said.get("suspended_from"):
        return None
    return Exclusion(
        first_day=said_day(said, "suspended_from"),
        last_day=said_day(said, "suspended_until"),
        s104_notice_seen=said_word(said, "s104_notice_seen"),
    )


_PAIR = ("officer", "second_officer")
