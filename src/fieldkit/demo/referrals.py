"""Cases 11, 12 and 12b of the sample: a second notice, a prosecution, eleven weeks (domain 11)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fieldkit.demo import evidence
from fieldkit.demo.people import PETRA, ROWAN
from fieldkit.demo.sweep import LARKSPUR, QUAYSIDE
from fieldkit.demo.teller import Teller

PERDITA, LORCAN, ELEVEN_WEEKS = "ATT-2026-0401", "ATT-2026-0402", "ATT-2026-0403"
_TERM, _HALF_TERM = date(2026, 9, 3), (date(2026, 10, 26), date(2026, 10, 30))
_BAD_CHEST = date(2026, 10, 5)
_AWAY, _ILL = ("O", "O"), ("I", "I")
_FORM = {
    "referred_by": "Ms R. Pell",
    "eha_offered": "yes",
    "eha_offered_how": "By letter on 21 September and at a meeting on 28 September",
    "on_iap": "no",
    "ehcp": "no",
    "vulnerable": "no",
    "eso_considered": "yes",
    "eso_reason": "A supervision order would not reach what keeps him away in the mornings.",
    "equality_note": "English is not the mother's first language: an interpreter at every step.",
    "sanctions_looked_up": "yes",
}


def tell(story: Teller, look: Callable[[], None] = lambda: None) -> None:
    """As far as the panel's Monday; `look` is called when Lorcan's register has two N codes."""
    _perdita(story)
    _lorcan(story, look)
    _eleven_weeks(story)


def decide(
    story: Teller, look: Callable[[], None] = lambda: None, planned: Callable[[], None] = lambda: None
) -> None:
    """Monday 16 November: the panel takes Lorcan's referral, and gives it to Rowan.

    `look` is called while it waits, `planned` when the investigation is planned.
    """
    story.at("2026-11-16 10:30")
    look()
    panel = story.book(PETRA).panel
    panel.decide(story.id("referral"), "approve", "Ten weeks, 41 of 58 absences unauthorised, help offered.")
    story.meet(ROWAN, PETRA)
    panel.allocate(story.id("referral"), story.named(ROWAN))
    story.meet(ROWAN, PETRA)
    story.at("2026-11-16 11:40")
    desk = story.book(ROWAN).panel
    plan = {
        "offences": ["s444-1", "s444-1a"],
        "lines_towards": "What she was told of the absences, when, and what she did then.",
        "lines_away": "Illness, transport, bullying, and whether help was ever put in place.",
        "school_contact": "Call logs, letters, and who spoke to her since September.",
        "pace_wanted": "yes",
    }
    story.ids["plan"], _ = desk.plan(story.id("referral"), plan)
    planned()
    desk.submit_plan(story.id("plan"))
    story.meet(ROWAN, PETRA)
    story.at("2026-11-16 14:00")
    story.book(PETRA).panel.decide(story.id("plan"), "approve", "Lines both ways; the school is asked early.")
    story.meet(ROWAN, PETRA)
    story.at("2026-11-16 14:30")
    desk.begin_investigation(story.id("referral"))
    story.at("2026-11-16 14:35")
    evidence.papers(story)


def _perdita(story: Teller) -> None:
    """Two parents at two addresses; her mother had a notice, and early help is six weeks old."""
    story.at("2026-11-19 15:00")
    child = {"forenames": "Perdita", "surname": "Cole-Anning", "dob": "5 10 2012", "upn": "M999400121010"}
    case = _case(
        story, PERDITA, "perdita", "19 11 2026 14:30", child | {"school": LARKSPUR, "start_date": "3 9 2024"}
    )
    _parent(story, case, "ruth", ("Ruth", "Cole-Anning"), "mother", "07700 900141", "8 Weir Close, ZZ1 6EF")
    _parent(story, case, "dev", ("Dev", "Anning"), "father", "07700 900142", "41 Station Road, ZZ1 6GH")
    story.correct(ROWAN, "dev", {"dob": "4 3 1984"})
    desk = story.book(ROWAN)
    before = {"sanction_kind": "penalty-notice", "person": "ruth", "child": "perdita", "for_leave": "no"}
    known = {name: story.ids.get(said, said) for name, said in before.items()}
    desk.legal_referrals.add_sanction(case, known | {"issued_on": "10 1 2025", "paid_on": "29 1 2025"})
    desk.legal_referrals.add_support(case, {"support_kind": "eha", "began_on": "12 10 2026"})
    form = _FORM | {"school": LARKSPUR, "referred_by": "Mrs J. Ambler", "received_at": "19 11 2026 14:30"}
    form |= {"period_from": "7 9 2026", "period_to": "18 11 2026", "tier_asked": "penalty-notice"}
    form |= {"eha_submitted_on": "12 10 2026"}
    story.ids["perdita_referral"], _ = desk.legal_referrals.take_in(case, form)
    days = school_days(date(2026, 9, 7), date(2026, 11, 18))
    late = [("U", "\\")] * 3
    away = [_AWAY, *late[:2], _AWAY, ("G", "G"), _AWAY, late[2], _AWAY, ("O", "\\")]
    _register(
        story, case, _marks(days, away), "Perdita Cole-Anning", "M999400121010",
        _Certified(("96", "0", "14"), "Mr C. Ormond", "19 11 2026"), sender="Mrs J. Ambler",
    )  # fmt: skip
    desk.legal_referrals.run_checks(story.id("perdita_referral"))


def _lorcan(story: Teller, look: Callable[[], None]) -> None:
    """Two N codes: returned to the school; put right by Monday morning, and accepted."""
    story.at("2026-11-13 15:40")
    child = {"forenames": "Lorcan", "surname": "Ebbage", "dob": "9 4 2012", "upn": "M999400122011"}
    case = _case(
        story, LORCAN, "lorcan", "13 11 2026 15:30", child | {"school": QUAYSIDE, "start_date": "4 9 2023"}
    )
    _parent(
        story, case, "agnieszka", ("Agnieszka", "Ebbage"), "mother", "07700 900151", "17 Ferry Row, ZZ1 7JK"
    )
    father = {"forenames": "Piotr", "surname": "Ebbage", "role": "parent"}
    story.new(ROWAN, "person", father, parent="lorcan_case", called="piotr")
    story.new(ROWAN, "relationship", {"person": "piotr", "relationship": "father"}, parent="lorcan")
    sister = {"forenames": "Maisie", "surname": "Ebbage", "dob": "21 9 2019", "upn": "G999200119012"}
    sister |= {"school": "999002 Mereham Primary"}
    story.new(ROWAN, "child", sister, parent="lorcan_case", called="maisie")
    desk = story.book(ROWAN).legal_referrals
    convicted = {"sanction_kind": "sjp", "issued_on": "3 6 2025", "for_leave": "no", "result": "convicted"}
    desk.add_sanction(case, convicted | {"person": story.id("agnieszka"), "child": story.id("lorcan")})
    desk.add_support(case, {"support_kind": "school-meeting", "began_on": "28 9 2026"})
    form = _FORM | {"school": QUAYSIDE, "received_at": "13 11 2026 15:30", "tier_asked": "open-court"}
    form |= {"period_from": "3 9 2026", "period_to": "13 11 2026"}
    story.ids["referral"], _ = desk.take_in(case, form)
    days = school_days(_TERM, date(2026, 11, 13))
    ill, away = [_ILL] * 8 + [("I", "\\")], [_AWAY] * 20 + [("O", "\\")]
    not_known = [*away[:17], ("N", "N"), *away[18:]]
    _register(story, case, _marks(days, not_known, ill), "Lorcan Ebbage", "M999400122011")
    desk.run_checks(story.id("referral"))
    look()
    desk.return_to_school(story.id("referral"), "Two sessions are coded N past five school days.")
    story.at("2026-11-16 08:40")
    desk.receive_again(story.id("referral"), "Both are O after the calls of 13 November.")
    _register(
        story, case, _marks(days, away, ill), "Lorcan Ebbage", "M999400122011",
        _Certified(("94", "17", "41"), "Dr M. Sayle", "16 11 2026"), corrects=True,
    )  # fmt: skip
    desk.run_checks(story.id("referral"))
    desk.accept(story.id("referral"), "Every check passes. An offence is now investigated.")
    story.meet(ROWAN, PETRA)


def _eleven_weeks(story: Teller) -> None:
    """The same register a week longer and another mix of codes: half of the absences are authorised."""
    story.at("2026-11-20 08:20")
    child = {"forenames": "Lorcan", "surname": "Ebbage", "dob": "9 4 2012", "upn": "M999400122011"}
    case = _case(
        story,
        ELEVEN_WEEKS,
        "variant",
        "20 11 2026 08:15",
        child | {"school": QUAYSIDE, "start_date": "4 9 2023"},
    )
    _parent(
        story,
        case,
        "variant_mother",
        ("Agnieszka", "Ebbage"),
        "mother",
        "07700 900151",
        "17 Ferry Row, ZZ1 7JK",
    )
    desk = story.book(ROWAN).legal_referrals
    form = _FORM | {"school": QUAYSIDE, "received_at": "20 11 2026 08:15", "tier_asked": "sjp"}
    form |= {"period_from": "3 9 2026", "period_to": "19 11 2026"}
    story.ids["variant_referral"], _ = desk.take_in(case, form)
    days = school_days(_TERM, date(2026, 11, 19))
    _register(story, case, _marks(days, [_AWAY] * 15, [_ILL] * 17), "Lorcan Ebbage", "M999400122011")
    desk.run_checks(story.id("variant_referral"))


@dataclass(frozen=True)
class _Certified:
    """A head teacher's certificate: possible, authorised and unauthorised sessions, who signed it, when."""

    stated: tuple[str, str, str]
    by: str
    on: str


def school_days(first: date, last: date) -> list[date]:
    """The school days of Fenmarch's autumn from `first` to `last`."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < 5 and not _HALF_TERM[0] <= day <= _HALF_TERM[1]]


def _marks(
    days: Sequence[date], away: Sequence[tuple[str, str]], ill: Sequence[tuple[str, str]] = ()
) -> list[tuple[str, str, str]]:
    """A register: a spell of illness from 5 October, other absences spread over the days, else present."""
    spell = [day for day in days if day >= _BAD_CHEST][: len(ill)]
    rest = [day for day in days if day not in spell]
    found = dict(zip(spell, ill, strict=True))
    found |= {rest[number * len(rest) // len(away)]: told for number, told in enumerate(away)}
    return [(day.isoformat(), *found.get(day, ("/", "\\"))) for day in days]


def _case(story: Teller, reference: str, called: str, received: str, child: dict[str, str]) -> str:
    desk = story.book(ROWAN)
    about = {"case_type": "ATT", "received_at": received, "referrer_kind": "school"}
    case, _ = desk.cases.new(about, child, reference=reference)
    story.ids[f"{called}_case"], story.ids[called] = case, str(desk.held(case).value("child"))
    return case


def _parent(
    story: Teller, case: str, called: str, name: tuple[str, str], tie: str, phone: str, lines: str
) -> None:
    person = {"forenames": name[0], "surname": name[1], "role": "parent", "phone": phone}
    story.new(ROWAN, "person", person, parent=case, called=called)
    known = {"relationship": tie, "has_pr": "yes", "natural_parent": "yes", "pr_evidence": "birth-entry"}
    child = str(story.book(ROWAN).held(case).value("child"))
    story.new(ROWAN, "relationship", known | {"person": called}, parent=child)
    street, _, postcode = lines.partition(", ")
    home = {"address_kind": "home", "lines": street, "town": "Mereham", "postcode": postcode}
    place = story.new(ROWAN, "address", home, parent=case)
    story.new(ROWAN, "residence", {"address": place}, parent=called)


def _register(
    story: Teller,
    case: str,
    marks: Sequence[tuple[str, str, str]],
    name: str,
    upn: str,
    certified: _Certified | None = None,
    *,
    sender: str = "Ms R. Pell",
    corrects: bool = False,
) -> None:
    lines = ["UPN,Name,Date,Session,Mark"]
    for day, am, pm in marks:
        lines += [f"{upn},{name},{day},AM,{am}", f"{upn},{name},{day},PM,{pm}"]
    desk = story.book(ROWAN).registers
    found = desk.examine(case, "\n".join(lines).encode(), "register.csv")
    typed: dict[str, Any] = {"received_from": sender}
    if certified is not None:
        totals = ("stated_possible", "stated_authorised", "stated_unauthorised")
        typed |= dict(zip(totals, certified.stated, strict=True))
        typed |= {"certified_by": certified.by, "certified_as": "Head teacher", "certified_on": certified.on}
    desk.take_in(case, found, typed, corrects=corrects)
