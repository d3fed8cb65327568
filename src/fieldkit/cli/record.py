"""`fieldkit record`: every verb that any kind of record has."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli import asking
from fieldkit.cli.telling import table, tell
from fieldkit.cli.verb import AsJson, verb
from fieldkit.errors import Trouble

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook

app = typer.Typer(help="Records of every kind: a visit, a note, a case.", no_args_is_help=True)

Named = Annotated[str, typer.Argument(metavar="RECORD", help="Its id, or the reference of a case.")]
Sets = Annotated[
    list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="One answer; repeat it.")
]
From = Annotated[
    str, typer.Option("--from", metavar="FILE", help="JSON, as show --json gives it; - to read it.")
]
Why = Annotated[str, typer.Option("--why", help="The reason, kept in the history.")]


@app.command()
def kinds(as_json: AsJson = False) -> None:
    """List the kinds of record."""
    from fieldkit.cli.reading import kinds_document

    found = kinds_document()
    tell(found, table([(row["kind"], row["label"]) for row in found], ""), as_json=as_json)


@app.command()
def schema(kind: str, as_json: AsJson = False) -> None:
    """Show what a KIND asks, and the states it moves through."""
    from fieldkit.cli.reading import schema_document, schema_lines

    tell(schema_document(kind), lambda: schema_lines(kind), as_json=as_json)


@verb(app)
def new(
    casebook: Casebook,
    kind: str,
    case: Annotated[str, typer.Option(help="The case it belongs to: reference or id.")] = "",
    parent: Annotated[str, typer.Option(help="The record it belongs to: its id.")] = "",
    from_: From = "",
    sets: Sets = None,
    as_json: AsJson = False,
) -> None:
    """Make a record of a KIND; a case takes its child along: {"case_type": ..., "child": {...}}."""
    from fieldkit.cli import making

    told = making.said(kind, asking.document(from_) if from_ else {}, sets or ())
    if kind == "safety-event":
        asking.keep_unseen(told.typed, sets or ())
    made = making.make(casebook, kind, told, case=case, parent=parent)
    reference = casebook.held(made).text("reference")
    tell(
        {"record": made, "kind": kind, "reference": reference}, f"{made} {reference}".strip(), as_json=as_json
    )


@verb(app)
def show(casebook: Casebook, record: Named, as_json: AsJson = False) -> None:
    """Show a record with its corrections."""
    from fieldkit.cli import making, reading

    page = casebook.pages.show(making.find(casebook, record))
    tell(reading.page_document(casebook, page), lambda: reading.page_lines(page), as_json=as_json)


@verb(app, "list")
def list_(
    casebook: Casebook,
    kind: Annotated[list[str] | None, typer.Option(help="Only of this kind; repeat it.")] = None,
    case: Annotated[str, typer.Option(help="Only of this case: reference or id.")] = "",
    state: Annotated[list[str] | None, typer.Option(help="Only in this state; repeat it.")] = None,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Withdrawn ones too.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 1000,
    as_json: AsJson = False,
) -> None:
    """List records, the newest first."""
    from fieldkit.cli import making, reading
    from fieldkit.kinds.registry import KINDS

    home = casebook.held(making.find(casebook, case)).home if case else ""
    wanted = kind or [name for name in KINDS if name != "look"]
    found = casebook.find.all(kinds=wanted, home=home, states=state or (), withdrawn=withdrawn, limit=limit)
    rows = [(held.record, held.kind, held.state, held.title) for held in found]
    documents = [reading.row_document(held) for held in found]
    tell(documents, lambda: table(rows, "No records."), as_json=as_json)


@verb(app)
def correct(casebook: Casebook, record: Named, from_: From = "", sets: Sets = None, why: Why = "") -> None:
    """Give new answers; the old ones stay readable."""
    from fieldkit.cli import making

    name = making.find(casebook, record)
    told = making.said(casebook.held(name).kind, asking.document(from_) if from_ else {}, sets or ())
    if not told.typed:
        raise Trouble("Nothing to correct was given.", "Give --set FIELD=VALUE or --from FILE.")
    changed = making.correct(casebook, name, told.typed, why)
    print("Corrected." if changed.records else "Nothing differs.")


@verb(app)
def move(casebook: Casebook, record: Named, state: str, sets: Sets = None, why: Why = "") -> None:
    """Move a record to a STATE."""
    from fieldkit.cli import making

    name = making.find(casebook, record)
    making.move(casebook, name, state, why, sets or ())
    print(f"Moved to {casebook.held(name).state}.")


@verb(app)
def withdraw(casebook: Casebook, record: Named, why: Why = "") -> None:
    """Take a record out of lists; it stays readable."""
    from fieldkit.cli import making

    casebook.records.withdraw(making.find(casebook, record), why)
    print("Withdrawn.")


@verb(app)
def restore(casebook: Casebook, record: Named) -> None:
    """Undo a withdrawal."""
    from fieldkit.cli import making

    casebook.records.restore(making.find(casebook, record))
    print("Restored.")


@verb(app)
def resolve(
    casebook: Casebook,
    record: Named,
    field: str,
    keep: Annotated[
        int, typer.Option(min=1, help="The number of the answer that stands, as show lists them.")
    ],
    why: Why = "",
    both: Annotated[int, typer.Option(min=0, help="The number of one to keep in the second field.")] = 0,
) -> None:
    """Settle a FIELD that two officers answered differently."""
    from fieldkit.cli import making

    name = making.find(casebook, record)
    told = casebook.held(name).folded.fields.get(field, ())
    if max(keep, both) > len(told):
        raise Trouble(f"There are {len(told)} answers to {field}.", "See: fieldkit record show RECORD")
    also = told[both - 1].value if both else None
    casebook.records.resolve(name, field, told[keep - 1].value, why, also=also)
    print("Settled.")


@verb(app)
def seal(casebook: Casebook, record: Named) -> None:
    """Sign and lock a record with its parts; after that only addenda are taken."""
    from fieldkit.cli import making

    name = making.find(casebook, record)
    if casebook.held(name).kind == "statement":
        casebook.statements.sign(name)
    elif casebook.held(name).kind == "visit":
        casebook.visits.lock(name)
    elif casebook.held(name).kind == "interview":
        casebook.signing.seal(name)
    else:
        casebook.records.seal(name)
    print("Signed and locked.")


@verb(app)
def addendum(
    casebook: Casebook, record: Named, words: Annotated[str, typer.Argument(help="- to read them.")]
) -> None:
    """Add dated WORDS to a locked record."""
    from fieldkit.cli import making

    text = sys.stdin.read() if words == "-" else words
    casebook.records.addendum(making.find(casebook, record), text)
    print("Added.")


@verb(app)
def approve(casebook: Casebook, record: Named, sets: Sets = None) -> None:
    """Approve what waits for a manager; conditions by --set."""
    _decide(casebook, record, "approve", sets)


@verb(app, "return")
def send_back(casebook: Casebook, record: Named, sets: Sets = None, why: Why = "") -> None:
    """Send it back to the officer, saying why."""
    _decide(casebook, record, "return", [*(sets or ()), f"reason={why}"] if why else sets)


@verb(app)
def refuse(casebook: Casebook, record: Named, sets: Sets = None, why: Why = "") -> None:
    """Refuse it, saying why."""
    _decide(casebook, record, "refuse", [*(sets or ()), f"reason={why}"] if why else sets)


@verb(app)
def history(casebook: Casebook, record: Named, as_json: AsJson = False) -> None:
    """Show every line of a record: who did what, when."""
    from fieldkit.cli import making, reading

    lines = casebook.pages.show(making.find(casebook, record)).lines
    tell(lines, lambda: reading.history_lines(lines), as_json=as_json)


def _decide(casebook: Casebook, record: str, decision: str, sets: list[str] | None) -> None:
    from fieldkit.cli import making

    typed = making.said("signoff", {}, sets or ()).typed
    print(making.decide(casebook, making.find(casebook, record), decision, typed))
