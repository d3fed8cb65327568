"""`fieldkit pathway`: each parent's legal pathway, from opening it to the result, with its papers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fieldkit.cli.pathway_telling import document, lines, row_of
from fieldkit.cli.record import Sets, Why
from fieldkit.cli.telling import note, table, tell
from fieldkit.cli.verb import AsJson, verb
from fieldkit.errors import Trouble
from fieldkit.rules.finding import counted

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook

app = typer.Typer(help="The legal pathway of each parent: notices, charge, result.", no_args_is_help=True)

Case = Annotated[str, typer.Argument(metavar="CASE", help="Its reference or id.")]
Way = Annotated[
    str, typer.Argument(metavar="WAY", help="The id of a way, or CASE/NAME with a part of the parent’s name.")
]
Notice = Annotated[str, typer.Argument(metavar="NOTICE", help="The id of a notice.")]
On = Annotated[str, typer.Argument(metavar="DAY", help="Such as 2026-11-25.")]
Out = Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="The file or folder to write it to.")]
_SHEETS = ("points", "defences", "notice", "certificate")
_ENDS = {"no-further-action": "no_further_action", "withdrawn": "withdraw"}


@verb(app, "list")
def list_(
    casebook: Casebook,
    case: Annotated[str, typer.Argument(metavar="[CASE]", help="Its reference or id.")] = "",
    as_json: AsJson = False,
) -> None:
    """List where each parent stands, those whose way is not begun too; without CASE on every case."""
    from fieldkit.cli import making

    home = casebook.held(making.find(casebook, case)).home if case else ""
    found = casebook.pathway.list(home)
    waiting = casebook.pathway.not_begun(home) if home else ()
    rows = [row_of(row) for row in found]
    rows += [("", name, "Not begun", "", "") for _, name in waiting]
    told = {"ways": found, "not_begun": [{"person": one, "name": name} for one, name in waiting]}
    tell(told, lambda: table(rows, "No legal action."), as_json=as_json)


@verb(app)
def show(casebook: Casebook, way: Way, as_json: AsJson = False) -> None:
    """Show one parent's way: dates, what bars a sanction, measures, notices, defences, points, findings."""
    page = casebook.pathway.page(_way(casebook, way))
    tell(document(page), lambda: lines(page), as_json=as_json)


@verb(app)
def begin(
    casebook: Casebook,
    case: Case,
    parent: Annotated[str, typer.Argument(help="A part of the parent’s name, or the id.")],
    sets: Sets = None,
) -> None:
    """Begin the way of one parent of a CASE."""
    from fieldkit.cli import making

    home = casebook.held(making.find(casebook, case)).home
    known = [(one.record, one.title) for one in casebook.find.all(kinds=["person"], home=home)]
    person = _one(known, parent, "parent")
    made, _ = casebook.pathway.consider(home, person, making.said("legal-action", {}, sets or ()).typed)
    print(made)


@verb(app)
def enforce(casebook: Casebook, case: Case, why: Why = "") -> None:
    """Move a CASE to law enforcement processing, with the reason (DP-01)."""
    from fieldkit.cli import making

    casebook.regimes.to_enforcement(making.find(casebook, case), why)
    print("Moved to law enforcement processing.")


@verb(app)
def decide(casebook: Casebook, way: Way, sets: Sets = None, why: Why = "") -> None:
    """Decide on the measure: --set tier=sjp, with --why."""
    typed = _typed("legal-action", sets) | ({"decision_reason": why} if why else {})
    casebook.pathway.decide(_way(casebook, way), typed)
    print("Decided.")


@verb(app)
def eso(
    casebook: Casebook,
    way: Way,
    decision: Annotated[str, typer.Argument(help="apply-instead, apply-as-well or not-applied.")],
    why: Why = "",
) -> None:
    """Say whether an education supervision order is applied for, with --why (s.447)."""
    casebook.pathway.consider_eso(_way(casebook, way), decision, why)
    print("Recorded.")


@verb(app)
def issue(
    casebook: Casebook,
    way: Way,
    kind: Annotated[str, typer.Argument(help="notice-to-improve, penalty-notice or penalty-notice-s105.")],
    sets: Sets = None,
) -> None:
    """Issue a notice to this parent, its amounts worked out."""
    made, _ = casebook.pathway.issue(_way(casebook, way), kind, _typed("notice", sets))
    print(made)


@verb(app)
def received(casebook: Casebook, notice: Notice, on: On) -> None:
    """Record the day on which a notice was received: the days for paying begin with it."""
    casebook.pathway.received(notice, on)
    print("Recorded.")


@verb(app)
def paid(casebook: Casebook, notice: Notice, on: On) -> None:
    """Record the day on which a notice was paid."""
    casebook.pathway.paid(notice, on)
    print("Recorded.")


@verb(app)
def withdrawn(casebook: Casebook, notice: Notice, on: On, why: Why = "") -> None:
    """Record that a notice was withdrawn, with --why."""
    casebook.pathway.withdraw_notice(notice, on, why)
    print("Recorded.")


@verb(app)
def improved(
    casebook: Casebook,
    notice: Notice,
    answer: Annotated[str, typer.Argument(help="yes, no or unknown.")],
) -> None:
    """Say whether attendance improved enough after a Notice to Improve."""
    casebook.pathway.improved(notice, answer)
    print("Recorded.")


@verb(app)
def defend(
    casebook: Casebook,
    way: Way,
    code: Annotated[str, typer.Argument(help="D1 to D7.")],
    sets: Sets = None,
) -> None:
    """Record one line of the defences sheet: --set raised=yes, evidence, finding."""
    casebook.pathway.defend(_way(casebook, way), code, _typed("defence", sets))
    print("Recorded.")


@verb(app)
def prove(
    casebook: Casebook,
    way: Way,
    point: Annotated[str, typer.Argument(help="A point to prove, as show lists them.")],
    sets: Sets = None,
) -> None:
    """Say which paper proves a point: --set proved_by=RECORD --set where="Paragraph 2"."""
    casebook.pathway.prove(_way(casebook, way), point, _typed("proof", sets))


@verb(app)
def places(
    casebook: Casebook,
    way: Way,
    point: Annotated[str, typer.Argument(help="A point to prove, as show lists them.")],
    by: Annotated[int, typer.Option(min=0, help="The number of the place that proves it.")] = 0,
    as_json: AsJson = False,
) -> None:
    """List the paragraphs, answers and papers that may prove a point; choose one with --by."""
    desk, action = casebook.proof_places, _way(casebook, way)
    if by:
        found = desk.of(action, point).places
        if by > len(found):
            raise Trouble(f"There is no place {by}.", "List them first, without --by.")
        desk.prove(action, point, found[by - 1].key)
    page = desk.of(action, point)
    rows = [
        (str(number), "*" if one.key == page.chosen else "", one.title, one.where, one.words[:60])
        for number, one in enumerate(page.places, 1)
    ]
    tell(page, lambda: table(rows, "The case has no paper yet."), as_json=as_json)
    print("Recorded.")


@verb(app)
def charge(casebook: Casebook, way: Way, sets: Sets = None) -> None:
    """Issue the charge or lay the information: --set offence=s444-1, laid_on; refused out of time."""
    casebook.pathway.charge(_way(casebook, way), _typed("legal-action", sets))
    print("Charged.")


@verb(app)
def hearing(casebook: Casebook, way: Way, sets: Sets = None) -> None:
    """List a hearing: --set court=..., listed_for="20 1 2027 10:00", hearing_kind=trial."""
    made, _ = casebook.hearings.list_hearing(_way(casebook, way), _typed("hearing", sets))
    print(made)


@verb(app)
def result(casebook: Casebook, way: Way, sets: Sets = None) -> None:
    """Record the result: --set result=convicted, result_on, fine, costs_ordered, orders."""
    casebook.pathway.result(_way(casebook, way), _typed("legal-action", sets))
    print("Recorded.")


@verb(app)
def end(
    casebook: Casebook,
    way: Way,
    how: Annotated[str, typer.Argument(help="no-further-action, withdrawn or closed.")],
    why: Why = "",
) -> None:
    """End a way: without proceedings or by withdrawing them with --why, or close it after its result."""
    name = _way(casebook, way)
    if how == "closed":
        casebook.pathway.close(name)
    elif how in _ENDS:
        getattr(casebook.pathway, _ENDS[how])(name, why)
    else:
        raise typer.BadParameter("no-further-action, withdrawn or closed", param_hint="HOW")
    print("Ended.")


@verb(app, "print")
def print_(
    casebook: Casebook,
    about: Annotated[str, typer.Argument(metavar="WAY|NOTICE", help="A way, or the id of a notice.")],
    sheet: Annotated[str, typer.Argument(help="points, defences, notice or certificate.")],
    out: Out,
    form: Annotated[
        str, typer.Option("--format", help="Of a notice: standard, large, easy or translated.")
    ] = "",
    for_: Annotated[str, typer.Option("--for", help="For whom it is printed.")] = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Print a sheet of a way, or a notice or its certificate; a notice in the format of the parent's
    record.
    """
    if sheet not in _SHEETS:
        raise typer.BadParameter(", ".join(_SHEETS), param_hint="SHEET")
    papers = casebook.pathway_paper
    if sheet == "notice":
        told = papers.formats(about)
        for words in filter(None, (told.warning, told.why if not form else "", *told.notes)):
            note(words)
        made = papers.notice(about, form)
    else:
        made = getattr(papers, sheet)(about if sheet == "certificate" else _way(casebook, about))
    target = out / made.file_name if out.is_dir() else out
    casebook.paper.export(made, target, recipient=for_, reason=why)
    found = {"file": target, "name": made.name, "pages": made.pages}
    tell(found, f"Printed {made.name}, {counted(made.pages, 'page')}, to {target}.", as_json=as_json)


@verb(app, "return")
def return_(
    casebook: Casebook,
    since: Annotated[str, typer.Option("--from", help="First month: 2026-11; otherwise the last one.")] = "",
    until: Annotated[str, typer.Option("--to", help="Last month, for more than one.")] = "",
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write it as a CSV.")] = None,
    pdf: Annotated[Path | None, typer.Option("--print", metavar="FILE.pdf", help="Print it.")] = None,
    behind: Annotated[str, typer.Option(help="List what is behind a figure, by its key; inside alone.")] = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Make the return of legal activity of whole months as it may leave the service: small figures hidden."""
    from fieldkit.cli import returning

    returns = casebook.legal_returns
    key = returns.months(since, until).key if since else returns.usual().key
    found = returns.open(key)
    if behind:
        rows = returns.behind(found, behind)
        tell(
            rows, lambda: table([(one.number, one.title, one.line) for one in rows], "None."), as_json=as_json
        )
        return
    returning.write(returns, found, csv, pdf, why)
    tell(returning.document(found), lambda: returning.lines(found), as_json=as_json)


def _typed(kind: str, sets: list[str] | None) -> dict[str, Any]:
    from fieldkit.cli import making

    return making.said(kind, {}, sets or ()).typed


def _way(casebook: Casebook, named: str) -> str:
    """The id of a way named by its id or by its case and parent. Raises `Trouble`."""
    from fieldkit.cli import making

    case, _, parent = named.partition("/")
    record = making.find(casebook, case)
    if not parent and casebook.held(record).kind != "case":
        return record
    rows = casebook.pathway.list(casebook.held(record).home)
    return _one([(row.action, row.parent) for row in rows], parent, "way")


def _one(known: list[tuple[str, str]], named: str, what: str) -> str:
    wanted = named.strip().casefold()
    found = [record for record, name in known if wanted == record or wanted in name.casefold()]
    if len(found) != 1:
        names = ", ".join(name for _, name in known) or "nobody"
        say = f"No {what} is called {named}." if not found else f"More than one {what} fits."
        raise Trouble(say, f"Name one of: {names}.")
    return found[0]
