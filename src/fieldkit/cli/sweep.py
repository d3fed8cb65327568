"""`fieldkit sweep`: the sweeps on this laptop, their stops and figures, and the names that are due to go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fieldkit.cli.record import Why
from fieldkit.cli.telling import table, tell
from fieldkit.cli.verb import AsJson, verb

if TYPE_CHECKING:
    from fieldkit.casebook.audit.erasures import DueErasure
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.casebook.sweeps.operations import OperationPage
    from fieldkit.casebook.sweeps.stop_page import StopRow
    from fieldkit.rules.finding import Finding
    from fieldkit.rules.returns import Tally

app = typer.Typer(help="Sweeps: their plans, stops and figures.", no_args_is_help=True)

Named = Annotated[str, typer.Argument(metavar="SWEEP", help="Its reference or its id.")]


@verb(app, "list")
def list_(
    casebook: Casebook,
    state: Annotated[list[str] | None, typer.Option(help="Only in this state; repeat it.")] = None,
    sort: Annotated[str, typer.Option(help="truancy or employment.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the sweeps, the latest first."""
    found = casebook.operations.list(states=state or (), sort=sort)
    rows = [(row.reference, row.day, row.state_words, row.name, str(row.stops)) for row in found]
    tell(found, lambda: table(rows, "No sweeps."), as_json=as_json)


@verb(app)
def show(casebook: Casebook, sweep: Named, as_json: AsJson = False) -> None:
    """Show a sweep: where it stands, who goes with whom, its approval, and its stops."""
    from fieldkit.cli import making

    name = making.find_sweep(casebook, sweep)
    page, stops = casebook.operations.open(name), casebook.stops.list(name)
    tell(_page_document(page, stops), lambda: _page_lines(page, stops), as_json=as_json)


@verb(app)
def tally(casebook: Casebook, sweep: Named, as_json: AsJson = False) -> None:
    """Count the stops of a sweep; nothing is hidden, so this stays inside the service."""
    from fieldkit.cli import making

    found = casebook.stops.tally(making.find_sweep(casebook, sweep))
    tell(found, lambda: _tally_lines(found), as_json=as_json)


@verb(app, "return")
def return_(
    casebook: Casebook,
    sweep: Annotated[str, typer.Argument(metavar="[SWEEP]", help="Its reference or its id.")] = "",
    since: Annotated[str, typer.Option("--from", help="First day of a period: 2026-09-01.")] = "",
    until: Annotated[str, typer.Option("--to", help="Last day of the period.")] = "",
    sort: Annotated[str, typer.Option(help="truancy or employment, for a period.")] = "truancy",
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write it as a CSV.")] = None,
    pdf: Annotated[Path | None, typer.Option("--print", metavar="FILE.pdf", help="Print it.")] = None,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Make the return of a SWEEP, or of a period, as it may leave the service: small figures are hidden."""
    from fieldkit.cli import making, returning

    if bool(sweep) == bool(since or until) or bool(since) != bool(until):
        raise typer.BadParameter("name a SWEEP, or give --from and --to")
    returns = casebook.sweep_returns
    found = returns.open(making.find_sweep(casebook, sweep) if sweep else f"{sort}:{since}..{until}")
    returning.write(returns, found, csv, pdf, why)
    document = {**returning.document(found), "sweeps": found.sweeps}
    tell(document, lambda: returning.lines(found), as_json=as_json)


@verb(app, "erase-due")
def erase_due(
    casebook: Casebook,
    only_list: Annotated[bool, typer.Option("--list", help="Only say what goes when.")] = False,
    as_json: AsJson = False,
) -> None:
    """Erase the names that are due (SWP-22); the figures and the order stay."""
    found = casebook.erasures.due() if only_list else casebook.erasures.erase_due()[0]
    none = "No names are to be erased." if only_list else "No names were due."
    tell(found, lambda: table([_due(row) for row in found], none), as_json=as_json)


@verb(app)
def compare(
    casebook: Casebook,
    child: Annotated[str, typer.Argument(metavar="CHILD", help="The id of a child at work.")],
    as_json: AsJson = False,
) -> None:
    """Show a child's work under the law now and under the Act of 2026, what differs first."""
    from fieldkit.cli import making

    found = casebook.workplaces.compare(making.find(casebook, child))
    rows = [(row.rule, row.words or "no difference", _said(row.now), _said(row.then)) for row in found]
    tell(found, lambda: table(rows, "No hours to compare."), as_json=as_json)


def _said(found: Finding | None) -> str:
    return f"{found.verdict.words}: {found.title}" if found is not None else "no such rule"


def _page_document(page: OperationPage, stops: Any) -> dict[str, Any]:
    return {
        "record": page.held.record,
        "reference": page.held.text("reference"),
        "name": page.held.text("name"),
        "state": page.held.state,
        "values": page.held.values,
        "approval": page.approval,
        "approval_words": page.approval_words,
        "pairings": page.pairings,
        "closed_schools": page.closed_schools,
        "findings": page.findings,
        "next": page.act,
        "stops": stops,
    }


def _page_lines(page: OperationPage, stops: Any) -> str:
    told = [f"{page.held.title}: {page.state_words}", page.approval_words]
    told += [f"  {row.officer} {row.second} {row.police}: {row.power_words}" for row in page.pairings]
    told += [f"  Closed that day: {school.name} ({school.why})" for school in page.closed_schools]
    told += [f"  {one.rule}  {one.verdict}  {one.says}" for one in page.findings]
    told.append(f"Next: {page.act.label}" + (f" ({page.act.blocked})" if page.act.blocked else ""))
    told.append(table([_stop(row) for row in stops], "No stops."))
    return "\n".join(filter(None, told))


def _stop(row: StopRow) -> tuple[str, ...]:
    who = "(erased)" if row.erased else row.child
    return (row.number, row.at, row.place, who, row.classification, row.done, row.officer)


def _tally_lines(found: Tally) -> str:
    told = [f"{figure.label}: {figure.value}" for figure in found.headline]
    told += [f"{measure.label}: {measure.amount}" for measure in found.measures]
    for each in found.tables:
        rows = [(f"  {figure.label}", str(figure.value)) for figure in each.figures if figure.value]
        told += [each.title, table(rows, "  None")]
    return "\n".join(told)


def _due(row: DueErasure) -> tuple[str, ...]:
    return (row.reference, row.label, row.due.isoformat(), row.on_hold)
