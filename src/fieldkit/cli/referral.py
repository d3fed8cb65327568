"""`fieldkit referral`: schools' referrals for legal action, from the checks to the decision, and reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from fieldkit.cli import asking
from fieldkit.cli.record import From, Named, Sets, Why
from fieldkit.cli.telling import table, tell
from fieldkit.cli.verb import AsJson, verb

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.casebook.legal.page import LegalReferralPage, LegalReferralRow

app = typer.Typer(help="Referrals for legal action: checks, plan, decision.", no_args_is_help=True)

Referral = Annotated[str, typer.Argument(metavar="REFERRAL", help="Its id, or the reference of its case.")]


@verb(app, "list")
def list_(
    casebook: Casebook,
    state: Annotated[list[str] | None, typer.Option(help="Only in this state; repeat it.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the referrals with their checks counted."""
    found = casebook.legal_referrals.list(states=state or ())
    rows = [
        (
            row.referral,
            row.reference,
            row.child,
            row.state_words,
            f"{row.failed} fail",
            f"{row.cannot_tell} open",
        )
        for row in found
    ]
    tell(found, lambda: table(rows, "No referrals."), as_json=as_json)


@verb(app)
def show(casebook: Casebook, referral: Referral, as_json: AsJson = False) -> None:
    """Show where a referral stands, whose turn it is, and what its checks say."""
    page = casebook.legal_referrals.open(_found(casebook, referral))
    tell(_document(page), lambda: _lines(page), as_json=as_json)


@verb(app)
def check(casebook: Casebook, referral: Referral) -> None:
    """Record that the checks were run."""
    casebook.legal_referrals.run_checks(_found(casebook, referral))
    print("Checks run.")


@verb(app, "return")
def send_back(casebook: Casebook, referral: Referral, why: Why = "") -> None:
    """Return it to its school with the checks that fail, saying what has to be put right."""
    casebook.legal_referrals.return_to_school(_found(casebook, referral), why)
    print("Returned to the school.")


@verb(app)
def again(casebook: Casebook, referral: Referral, why: Why = "") -> None:
    """Receive it again once the school has put it right."""
    casebook.legal_referrals.receive_again(_found(casebook, referral), why)
    print("Received again.")


@verb(app)
def accept(casebook: Casebook, referral: Referral, why: Why = "") -> None:
    """Accept it for the Legal Panel; its case moves to law enforcement processing (DP-01)."""
    casebook.legal_referrals.accept(_found(casebook, referral), why)
    print("Accepted.")


@verb(app)
def plan(casebook: Casebook, referral: Referral, from_: From = "", sets: Sets = None, why: Why = "") -> None:
    """Write its investigation plan, or put right the one there is."""
    from fieldkit.cli import making

    name = _found(casebook, referral)
    told = making.said("investigation-plan", asking.document(from_) if from_ else {}, sets or ())
    held = casebook.panel.plan_of(name)
    if held is None:
        print(casebook.panel.plan(name, told.typed)[0])
    else:
        casebook.records.correct(held.record, told.typed, why)
        print(held.record)


@verb(app)
def submit(casebook: Casebook, referral: Referral) -> None:
    """Put its plan before the Legal Panel."""
    from fieldkit.errors import Trouble

    held = casebook.panel.plan_of(_found(casebook, referral))
    if held is None:
        raise Trouble("This referral has no investigation plan yet.", "Write it: fieldkit referral plan")
    casebook.panel.submit_plan(held.record)
    print("Submitted.")


@verb(app)
def begin(casebook: Casebook, referral: Referral) -> None:
    """Begin the investigation under a plan that the panel has checked."""
    casebook.panel.begin_investigation(_found(casebook, referral))
    print("Investigation begun.")


@verb(app)
def decided(casebook: Casebook, referral: Referral) -> None:
    """Record that every liable parent is decided on."""
    casebook.legal_referrals.decided(_found(casebook, referral))
    print("Decided.")


@verb(app)
def close(casebook: Casebook, referral: Referral) -> None:
    """Close it once every parent's way is at its end."""
    casebook.legal_referrals.close(_found(casebook, referral))
    print("Closed.")


@verb(app)
def withdraw(casebook: Casebook, referral: Referral, why: Why = "") -> None:
    """Take it back, saying why; it stays readable."""
    casebook.legal_referrals.withdraw(_found(casebook, referral), why)
    print("Withdrawn.")


@verb(app)
def review(casebook: Casebook, case: Named, why: Why = "") -> None:
    """Record that a CASE under law enforcement was reviewed today, and why it is still needed (DP-03)."""
    from fieldkit.cli import making

    name = making.find(casebook, case)
    casebook.regimes.review(name, why)
    seen = casebook.regimes.standing(name)
    print(f"Reviewed. The next one is due by {seen.review_by if seen else ''}.")


def _found(casebook: Casebook, named: str) -> str:
    """A referral by its id, or the one of a case that was received last."""
    from fieldkit.cli import making

    name = making.find(casebook, named)
    return name if casebook.held(name).kind == "referral" else casebook.legal_referrals.of_case(name) or name


def _row(row: LegalReferralRow) -> tuple[str, ...]:
    checks = f"{row.failed} fail, {row.cannot_tell} cannot tell"
    return (row.referral, row.reference, row.child, row.state_words, checks)


def _document(page: LegalReferralPage) -> dict[str, Any]:
    return {
        "record": page.held.record,
        "reference": page.case.text("reference"),
        "state": page.held.state,
        "values": page.held.values,
        "regime": page.regime,
        "waits_for": page.waits_for,
        "approval": page.approval,
        "plan": page.plan.record if page.plan else "",
        "plan_state": page.plan.state if page.plan else "",
        "ways": page.ways,
        "not_begun": page.not_begun,
        "findings": page.all_findings,
        "next": page.act,
        "others": page.others,
    }


def _lines(page: LegalReferralPage) -> str:
    told = [f"{page.case.text('reference')} {page.child_name}: {page.state_words}", page.waits_for]
    if page.approval is not None:
        told.append(f"{page.approval.words} by {page.approval.by}: {page.approval.reason}")
    if page.plan is not None:
        told.append(f"Plan: {page.plan_words}")
    told += [f"  {way.parent}: {way.state_words}" for way in page.ways]
    told += [f"  {one.rule}  {one.verdict}  {one.says}" for one in page.findings]
    for parent in page.parents:
        told.append(f"{parent.name}, {parent.relationship.lower()}")
        told += [f"  {one.rule}  {one.verdict}  {one.says}" for one in parent.findings]
    told.append(f"Next: {page.act.label}" + (f" ({page.act.blocked})" if page.act.blocked else ""))
    return "\n".join(filter(None, told))
