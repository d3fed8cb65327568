"""What is refused on the legal pathway by whatever door: sanctions, charges, notices, hearings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from fieldkit.casebook.answers import Problem, Problems
from fieldkit.casebook.desk import Desk
from fieldkit.casebook.gates import Intent, gate
from fieldkit.casebook.legal import facts as legal_facts
from fieldkit.casebook.pathway import file as pathway_file
from fieldkit.casebook.pathway import notice_words
from fieldkit.casebook.pathway.file import PENALTY, S105, TO_IMPROVE, Way, Ways
from fieldkit.casebook.pathway.letters import Letters
from fieldkit.casebook.pathway.notice_words import Said
from fieldkit.errors import Trouble
from fieldkit.ledger.canonical import Json
from fieldkit.reference import Reference
from fieldkit.rules.finding import Finding, Verdict
from fieldkit.rules.legal.blockers import open_blockers
from fieldkit.rules.legal.facts import Offence
from fieldkit.rules.legal.framework import amounts, no_third_notice, notice_number
from fieldkit.rules.legal.limits import charged_in_time
from fieldkit.rules.legal.notices import (
    issued_by_who_may,
    notice_to_improve_whole,
    payment_period_over,
    penalty_notice_whole,
)
from fieldkit.rules.legal.referral import order_of_measures
from fieldkit.rules.registry import findings
from fieldkit.store.records import Held

LAW_ENFORCEMENT = "LEP"
COURTS = ("sjp", "open-court")
_CHARGED = ("proceedings", "result", "closed")
_OPEN = ("considered", "decided", "proceedings")
_FIXED = frozenset({"person", "period_from", "period_to", "tier", "offence", "laid_on", "eso_decision"})
_ISSUED = frozenset(
    {"notice_kind", "person", "child", "issued_on", "amount", "reduced_amount", "improve_from", "improve_to",
     "sufficient", "period_from", "period_to", "issuer", "issuer_name", "absence_said"}
)  # fmt: skip


def why_barred(way: Way, person: str, tier: str, book: Reference) -> tuple[Finding, ...]:
    """What fails of a measure for one parent: open blockers, the order of measures, a third notice.

    Measures that are no sanction may be taken at any stage.
    """
    if not is_sanction(tier, book):
        return ()
    found = list(blockers_of(way, book))
    order = order_of_measures(pathway_file.measure_asked(way, person, tier), book)
    found += [order] if order.verdict is Verdict.FAIL else []
    if tier == PENALTY:
        third = no_third_notice(pathway_file.notice_asked(way, person, way.today), book)
        found += [third] if third.verdict is Verdict.FAIL else []
    return tuple(found)


def blockers_of(way: Way, book: Reference) -> tuple[Finding, ...]:
    """The blockers that are open (REF-05 to REF-09); none are known of without a referral."""
    if way.legal is None:
        return ()
    return open_blockers(findings(book, legal_facts.support(way.legal)))


def is_sanction(tier: str, book: Reference) -> bool:
    """Whether a measure has a place in the order of sanctions."""
    return bool(tier) and int(book.code("legal-tier", tier).mark("tier") or 0) > 0


def unpaid_yet(
    way: Way, person: str, first: date | None, last: date | None, book: Reference
) -> list[Finding]:
    """The notices to a parent for this absence that still bar a prosecution (NF-09)."""
    found = [
        payment_period_over(pathway_file.served(way, held), book)
        for held in pathway_file.of_period(way, person, first, last)
        if not held.value("withdrawn_on")
    ]
    return [one for one in found if one.verdict is not Verdict.PASS and not _late(one)]


@gate("legal-action", every_act=True)
def may_be_done(desk: Desk, intent: Intent) -> None:
    """One action a parent and period; no sanction past a blocker, no charge before its conditions."""
    book, ways = desk.reference(), desk.beside(Ways)
    if intent.act == "withdraw" and intent.held is not None and intent.held.value("laid_on"):
        raise Trouble("A charge was issued: the action stays on record.", "Move it to Withdrawn, with why.")
    if intent.act in ("withdraw", "restore", "seal"):
        return
    way = ways.of_case(intent.home)
    if intent.held is None:
        _new_action(way, intent, book)
    elif intent.held.state in _CHARGED and intent.changed & _FIXED:
        raise Trouble("That cannot change once proceedings have begun.", "Withdraw them, with the reason.")
    person, tier = _text(intent, "person"), _text(intent, "tier")
    charges = intent.to == "proceedings" or ("laid_on" in intent.changed and bool(intent.values["laid_on"]))
    decides = charges or intent.to == "decided" or "tier" in intent.changed
    if decides and is_sanction(tier, book):
        _under_law_enforcement(way)
        refuse(why_barred(way, person, tier, book))
    if charges or intent.changed & {"offence", "tier"}:
        _in_the_right_court(tier, _text(intent, "offence"), book)
    if charges:
        _may_charge(way, intent, book)


@gate("notice", every_act=True)
def may_be_issued(desk: Desk, intent: Intent) -> None:
    """A notice goes to one parent for one child, in its amounts, past no blocker; issued, it stays."""
    if intent.act == "withdraw":
        raise Trouble("A notice that was issued stays on record.", "Enter when it was withdrawn.")
    if intent.held is not None:
        if intent.changed & _ISSUED:
            raise Trouble("A notice that was issued stays as it is.", "Withdraw it and issue another.")
        return
    book, way = desk.reference(), desk.beside(Ways).of_case(intent.home)
    person, kind = _text(intent, "person"), _text(intent, "notice_kind")
    if not pathway_file.may_be_parent(way, person, book):
        raise Problems([Problem("person", "Choose a parent of this child")])
    if _text(intent, "child") != way.child:
        raise Problems([Problem("child", "Choose the child of this case: each child has a notice (NF-08)")])
    if kind != TO_IMPROVE:
        check_notice(way, person, kind, book)
        _in_its_amounts(way, intent, person, kind, book)
    said = notice_words.parts(intent.values, way, desk.beside(Letters).office(), book)
    check_whole(intent.values, said, book)


@gate("defence")
def may_be_raised(desk: Desk, intent: Intent) -> None:
    """Each defence has one line a parent; D6 is only for the aggravated offence."""
    _one_line(desk, intent, "defence_code", "defence")


@gate("proof")
def may_be_proved(desk: Desk, intent: Intent) -> None:
    """Each point has one line a parent, and is a point of the offence."""
    _one_line(desk, intent, "point", "proof")


@gate("hearing")
def may_be_heard(desk: Desk, intent: Intent) -> None:
    """A hearing is of proceedings; the single justice takes no offence that may end in prison."""
    action = desk.held(intent.parent)
    if intent.held is None and action.state not in ("proceedings", "result"):
        raise Trouble("There are no proceedings yet.", "Issue the charge or lay the information first.")
    if _text(intent, "hearing_kind") == "sjp":
        _in_the_right_court("sjp", action.text("offence"), desk.reference())


def check_notice(way: Way, person: str, kind: str, book: Reference) -> None:
    """Raises what bars a penalty notice: the regime, an open blocker, the order of measures, a third one."""
    _under_law_enforcement(way)
    if kind == PENALTY:
        refuse(why_barred(way, person, kind, book))


def check_whole(told: Mapping[str, Json], said: tuple[Said, ...], book: Reference) -> None:
    """Raises `Problems` for what a notice lacks, each with what to fill in (NF-04, NF-10, NF-11)."""
    if told.get("notice_kind") == TO_IMPROVE:
        found = [notice_to_improve_whole(notice_words.improvement_notice(told, said), book)]
    else:
        paper = notice_words.notice_paper(told, said)
        found = [penalty_notice_whole(paper, book), issued_by_who_may(paper, book)]
    lacking = [one for one in found if one.verdict is not Verdict.PASS]
    problems = [
        Problem(field, f"{say} ({lacking[0].rule})")
        for field, say in notice_words.to_fill(said)
        if lacking and lacking[0].rule != "NF-11"
    ]
    for one in lacking:
        if one.rule == "NF-11" or not problems:
            field = "issuer" if one.rule == "NF-11" else "improve_to"
            problems.append(Problem(field, f"{one.says.rstrip('.')} ({one.rule})"))
    if problems:
        raise Problems(problems)


def is_open(way: Way, person: str) -> bool:
    """Whether a parent has a legal action in this case that is not at its end."""
    return any(held.state in _OPEN for held in way.of("legal-action", person))


def refuse(barred: Sequence[Finding]) -> None:
    """Raises `Trouble` with the first finding that bars, and how many more there are."""
    if barred:
        more = f" And {len(barred) - 1} more." if len(barred) > 1 else ""
        raise Trouble(f"{barred[0].rule} bars this.", f"{barred[0].says}{more}")


def _new_action(way: Way, intent: Intent, book: Reference) -> None:
    person = _text(intent, "person")
    if not pathway_file.may_be_parent(way, person, book):
        raise Problems([Problem("person", "Choose a parent of this child (PAR-01)")])
    if is_open(way, person):
        raise Trouble(
            f"{way.name(person)} has a legal action in this case already.", "Open it, or close it first."
        )


def _under_law_enforcement(way: Way) -> None:
    if way.regime != LAW_ENFORCEMENT:
        raise Trouble(
            "The case is not under law enforcement processing.",
            "Move it there first, with the reason (DP-01).",
        )


def _in_the_right_court(tier: str, offence: str, book: Reference) -> None:
    if tier != "sjp" or not offence:
        return
    found = book.code("offence", offence)
    if found.has("imprisonable") or not found.has("sjp"):
        raise Trouble(
            "The single justice procedure is only for offences that cannot end in prison.",
            f"{found.label}: choose open court.",
        )


def _may_charge(way: Way, intent: Intent, book: Reference) -> None:
    """Raises what bars a charge: no court chosen, no ESO decision, a notice that may still be paid."""
    if _text(intent, "tier") not in COURTS:
        raise Trouble("No prosecution was decided on.", "Choose a prosecution as the measure first.")
    missing = [
        Problem(name, say)
        for name, say in (
            ("eso_decision", "Say whether an education supervision order is applied for, before any charge"),
            ("eso_reason", "Say why, for the court (s.447)"),
            ("offence", "Choose the offence"),
        )
        if not _text(intent, name).strip()
    ]
    if missing:
        raise Problems(missing)
    first, last = _day(intent, "period_from"), _day(intent, "period_to")
    if first is None or last is None:
        raise Problems([Problem("period_from", "Enter the first and the last day of the period")])
    refuse(unpaid_yet(way, _text(intent, "person"), first, last, book))
    _in_time(Offence(first, last, way.today, _day(intent, "laid_on") or way.today), intent, book)


def _in_time(facts: Offence, intent: Intent, book: Reference) -> None:
    """Raises what the two limitation dates forbid (LIM-01): between them legal’s word is needed."""
    laid, today, first = facts.laid_on, facts.today, facts.first
    if laid is None or today is None or first is None:
        return
    if laid > today:
        raise Problems([Problem("laid_on", "Enter the day of the charge once it has come")])
    if laid < first:
        raise Problems([Problem("laid_on", "Correct the dates: charged before the period began")])
    found = charged_in_time(facts, book)
    if found.verdict is Verdict.FAIL:
        raise Trouble(f"LIM-01 bars this. {found.says}", "End this way: choose no further action, with why.")
    if found.verdict is Verdict.CANNOT_TELL and not _text(intent, "legal_word").strip():
        say = f"{found.says} Enter what legal said, who, and why (LIM-01)"
        raise Problems([Problem("legal_word", say)])


def _in_its_amounts(way: Way, intent: Intent, person: str, kind: str, book: Reference) -> None:
    on = _day(intent, "issued_on") or way.today
    due = amounts_due(way, person, kind, on, book)
    if (intent.values.get("amount"), intent.values.get("reduced_amount")) != due:
        raise Trouble("The amounts of a penalty notice are worked out.", "Issue it on the parent’s pathway.")


def amounts_due(way: Way, person: str, kind: str, on: date, book: Reference) -> tuple[int, int | None]:
    """What a notice of a day asks for and its reduced amount, in pounds (NF-05, NF-06; s.105 apart).

    Raises `Trouble` when it would be the third, or the earlier ones are not known.
    """
    if kind == S105:
        return book.number("penalty.s105_late_pounds"), book.number("penalty.s105_soon_pounds")
    asked = pathway_file.notice_asked(way, person, on)
    number = notice_number(asked, book)
    if number is None:
        raise Trouble(
            "It is not known which notice this is.",
            "Look up earlier sanctions of this parent, and say so on the referral.",
        )
    due = amounts(number, on, book)
    if due is None:
        refuse([no_third_notice(asked, book)])
        raise Trouble("No penalty notice may be issued.")
    return due.pounds, due.reduced


def _one_line(desk: Desk, intent: Intent, field: str, kind: str) -> None:
    code = _text(intent, field)
    action = desk.held(intent.parent)
    if intent.held is not None:
        if field in intent.changed:
            raise Trouble("That line is about another point.", "Open the line that you mean.")
        return
    if not code:
        raise Trouble("Say which line of the sheet it is.", "Record it on the parent’s pathway.")
    if any(held.text(field) == code for held in desk.beside(Ways).parts(action.record, kind)):
        raise Trouble("That line is recorded already.", "Correct it instead.")


def _late(found: Finding) -> bool:
    """Paid late or withdrawn is for legal to decide; a receipt that is not known is not over."""
    facts = dict(found.facts)
    return found.verdict is Verdict.CANNOT_TELL and facts.get("received") != "not known"


def _text(intent: Intent, name: str) -> str:
    told = intent.values.get(name)
    return told if isinstance(told, str) else ""


def _day(intent: Intent, name: str) -> date | None:
    told = _text(intent, name)
    return date.fromisoformat(told) if told else None


def charge_barred(way: Way, action: Held, book: Reference) -> str:
    """Why the charge cannot be issued yet; empty when it can. What a window shows on the key."""
    values = {**action.values}
    values["laid_on"] = values.get("laid_on") or way.today.isoformat()
    intent = Intent("legal-action", action.home, action.parent, values, frozenset(), action, "proceedings")
    try:
        tier = action.text("tier")
        if is_sanction(tier, book):
            _under_law_enforcement(way)
            refuse(why_barred(way, action.text("person"), tier, book))
        _in_the_right_court(tier, action.text("offence"), book)
        _may_charge(way, intent, book)
    except Problems as wrong:
        return f"{wrong.problems[0].say}."
    except Trouble as trouble:
        return f"{trouble.say} {trouble.do}".strip()
    return ""
