"""What holds for every rule, whatever the facts and whichever of them are missing."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldkit.reference import Reference
from fieldkit.rules import RULES, Finding, SchoolCalendar, Session, Span, Verdict, findings
from fieldkit.rules.finding import UK


def _mostly(usual: st.SearchStrategy[Any], else_: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The usual four times in five; `one_of` would drop repeated strategies."""
    return st.integers(0, 4).flatmap(lambda toss: else_ if toss == 4 else usual)


# By field: the words that the rules know, so that facts get past the first question.
YES_NO = ("yes", "no", "unknown")
MARKS = ("/", "\\", "O", "O", "G", "N", "I", "U", "-", "H", "?")
KNOWN: dict[str, tuple[str, ...]] = {
    "upn": ("B801200005001", "A801200005001", "b801 2000 05001", "M99940012101A", "I801200005001"),
    "level": ("E0", "E1", "E2", "E3", "information", "two-officers", "advice-first", "do-not-visit"),
    "who": ("999", "mash", "manager", "nspcc"),
    "outcome": ("moved-council", "left-country", "V05", "V06", "V08", "V02"),
    "evidence": ("1", "2", "3"),
    "relationship": ("mother", "grandparent", "other"),
    "has_pr": YES_NO,
    "has_care": YES_NO,
    "override": YES_NO,
    "line": ("council-tax", "school-letter"),
    "result": ("done", "refused", "not-started", "convicted", "acquitted"),
    "moment": ("arrival", "departure", "travelling"),
    "sort": ("truancy", "employment"),
    "mode": ("section-16", "section-16", "engagement", "employment"),
    "rank": ("superintendent", "inspector", "chief-constable"),
    "covers": YES_NO,
    "copy_held": YES_NO,
    "kind": ("suspension", "permanent", "eha", "family-worker", "psychology", "penalty-notice", "sjp"),
    "given_when": ("before-school", "lunch", "afternoon"),
    "s104_notice_seen": YES_NO,
    "admitted_elsewhere": YES_NO,
    "in_area": YES_NO,
    "public_place": YES_NO,
    "on_roll": YES_NO,
    "reason": ("shopping", "unwell", "excluded", "ehe", "closed", "holiday"),
    "proof": ("none", "card"),
    "school_says": ("expected-in", "suspended", "authorised", "not-on-roll", "home-educated", "no-answer"),
    "register_code": ("O", "N", "I", "E", "/"),
    "police_power": ("constable", "pcso-designated", "pcso-not-designated", "none"),
    "classification": ("legitimate", "unauthorised", "excluded", "not-csa"),
    "actions": ("advice", "removed-to-school", "removed-to-premises", "referred-cme"),
    "with_adult": ("none", "parent"),
    "welfare": ("yes", "no"),
    "required": ("yes", "yes", "no", "unknown"),
    "occupations": ("kitchen", "papers", "door-to-door", "factory", "street-trading", "odd-jobs"),
    "light": YES_NO,
    "supervised": YES_NO,
    "licensed": YES_NO,
    "by_parents": YES_NO,
    "seen": ("produced", "not-produced", "none", "not-asked"),
    "state": ("issued", "applied", "ended", "none"),
    "given": YES_NO,
    "risk_assessed": YES_NO,
    "parent_told": YES_NO,
    "harms": YES_NO,
    "employer_satisfied": YES_NO,
    "basis": ("public", "consent", "order", "performance"),
    "authorisation": YES_NO,
    "licensed_child": YES_NO,
    "am": MARKS,
    "pm": MARKS,
    "eha_offered": YES_NO,
    "on_iaep": YES_NO,
    "ehcp": YES_NO,
    "for_leave": YES_NO,
    "person": ("ruth", "dev"),
    "child": ("perdita", "maisie"),
    "tier": ("penalty-notice", "sjp", "open-court", "contract"),
    "parent": YES_NO,
    "evidenced": YES_NO,
    "address_for_service": YES_NO,
    "signed_by_head": YES_NO,
    "eso_considered": YES_NO,
    "vulnerable": YES_NO,
    "social_worker_told": YES_NO,
    "plan_covers_attendance": YES_NO,
    "support_suits": YES_NO,
    "change_expected": YES_NO,
    "improved": YES_NO,
    "issuer": ("council", "police", "head"),
    "authorised": YES_NO,
    "reported": YES_NO,
    "normal_intake": YES_NO,
    "council_asks": YES_NO,
    "ground": ("A", "F", "I", "oral"),
    "evidence_held": YES_NO,
    "notice_written": YES_NO,
    "senior_class_leaves": YES_NO,
    "sick_or_prevented": YES_NO,
    "school_enquired": YES_NO,
    "council_enquired": YES_NO,
    "considered": YES_NO,
    "made_up_together": YES_NO,
    "regime": ("LEP", "UKGDPR"),
    "category": ("suspect", "witness-or-other"),
    "disclosure": ("used", "unused", "not-relevant"),
}
WORDS = st.text(max_size=20).filter(lambda words: "None" not in words)
NEAR = st.dates(date(2026, 8, 20), date(2027, 1, 31))
DAYS = _mostly(NEAR, st.dates(date(2009, 1, 1), date(2022, 12, 31)) | st.dates())
MOMENTS = st.builds(
    lambda day, minute, zone: datetime.combine(day, time(*divmod(minute, 60)), zone),
    _mostly(st.just(date(2026, 11, 20)), st.dates(date(1900, 1, 1), date(2200, 1, 1))),
    st.integers(0, 24 * 60 - 1),
    st.sampled_from([None, UTC, UK]),
)
SPANS = st.builds(lambda days: Span(*sorted(days)), st.tuples(NEAR, NEAR))
AUTUMN = Span(date(2026, 9, 3), date(2026, 12, 18))
CALENDARS = st.builds(
    SchoolCalendar,
    terms=st.lists(SPANS, max_size=2).map(lambda spans: (AUTUMN, *spans)),
    weekdays=_mostly(st.just(frozenset(range(5))), st.frozensets(st.integers(0, 6))),
    closures=st.lists(SPANS, max_size=2).map(tuple),
    half_days=st.lists(st.tuples(NEAR, st.sampled_from(Session)), max_size=2).map(tuple),
)
# Nobody is unsure of these: no override, no check-ins and no calendar are facts, with a reading of their own.
# Without a date of birth the age stated stands, and a stop need have no register code.
# The hours of a week are stated or listed: without a stated total the list stands.
# A notice need not be paid, withdrawn or state its amount, a charge be laid, a pupil leave the roll,
# an earlier day of review be wanted.
ABSENCE_MEANS_SOMETHING = {
    *("override", "check_in_minutes", "checked_in_at", "dob", "register_code", "week_minutes"),
    *("paid_on", "withdrawn_on", "pounds", "reduced_pounds", "laid_on", "off_roll_on"),
    *("offence_decided_on", "illness_days_expected", "duress_at", "wanted_by"),
}
# Without a day to begin or to end at, every mark of a register counts.
EXCEPTED = {("CSA-02", "calendar"), ("NF-01", "first"), ("NF-01", "last")}


PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: WORDS,
    date: DAYS,
    datetime: MOMENTS,
    time: st.times() | st.sampled_from([time(8, 45), time(15, 15)]),
    bool: st.booleans(),
    int: st.integers(0, 10_000),
    SchoolCalendar: CALENDARS,
    type(None): st.none(),
}


def _of(hint: Any, name: str = "") -> st.SearchStrategy[Any]:
    """Any value of a type, by name where the rules know words; a dataclass with every field drawn."""
    if hint is str and name in KNOWN:
        return _mostly(st.sampled_from(KNOWN[name]), WORDS)
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint) is tuple:
        return st.lists(_of(get_args(hint)[0], name), max_size=4).map(tuple)
    if is_dataclass(hint):
        return st.builds(hint, **{field: _of(of, field) for field, of in get_type_hints(hint).items()})
    value, missing = (_of(part, name) for part in get_args(hint))
    return _mostly(value, missing)


TAKEN_BY: dict[type, list[str]] = {}
for one in RULES.values():
    TAKEN_BY.setdefault(one.facts, []).append(one.id)
FACTS = {kind: _of(kind) for kind in TAKEN_BY}
KINDS_OF_FACTS = sorted(FACTS, key=lambda kind: f"{kind.__module__}.{kind.__name__}")


@pytest.mark.parametrize("kind", KINDS_OF_FACTS)
@settings(max_examples=40)
@given(data=st.data())
def test_no_facts_make_a_rule_crash(book: Reference, kind: type, data: st.DataObject) -> None:
    facts = data.draw(FACTS[kind])
    for rule_id in TAKEN_BY[kind]:
        found = RULES[rule_id].function(facts, book)
        assert found == RULES[rule_id].function(facts, book)
        if found is not None:
            assert (found.rule, found.authority) == (rule_id, RULES[rule_id].authority)
            assert found.says.endswith(".")
            assert "None" not in found.says.replace("None held, none shown", "")
            assert all(name and isinstance(value, str) for name, value in found.facts)


@pytest.mark.parametrize("kind", KINDS_OF_FACTS)
@settings(max_examples=40)
@given(data=st.data())
def test_forgetting_a_fact_never_makes_a_rule_pass(book: Reference, kind: type, data: st.DataObject) -> None:
    facts = data.draw(FACTS[kind])
    names = [field.name for field in fields(kind) if field.name not in ABSENCE_MEANS_SOMETHING]
    forgotten = data.draw(st.sampled_from(names)) if names else None
    for rule_id in TAKEN_BY[kind]:
        before = RULES[rule_id].function(facts, book)
        if before is None or before.verdict is Verdict.PASS or not forgotten:
            continue
        if (rule_id, forgotten) not in EXCEPTED:
            after = RULES[rule_id].function(replace(facts, **{forgotten: None}), book)
            assert after is None or after.verdict is not Verdict.PASS


@pytest.mark.parametrize("rule_id", sorted(RULES))
def test_no_facts_at_all_cannot_be_told(book: Reference, rule_id: str) -> None:
    found = RULES[rule_id].function(RULES[rule_id].facts(), book)
    assert found is not None
    assert found.verdict is Verdict.CANNOT_TELL


@given(data=st.data())
def test_findings_come_with_the_worst_first(book: Reference, data: st.DataObject) -> None:
    facts = [data.draw(FACTS[RULES[rule_id].facts]) for rule_id in ("CSA-01", "UPN-01", "RSK-01", "CME-16")]
    found = findings(book, *facts)
    order = [Verdict.FAIL, Verdict.CANNOT_TELL, Verdict.PASS]
    places = [order.index(finding.verdict) for finding in found]
    assert places == sorted(places)
    assert all(isinstance(finding, Finding) for finding in found)
