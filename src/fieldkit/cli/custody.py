"""`fieldkit custody`: who had an exhibit or recording; `fieldkit caution`: grounds to suspect at a visit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli.record import Sets, Why
from fieldkit.cli.telling import table, tell
from fieldkit.cli.verb import AsJson, verb

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook

app = typer.Typer(help="Who had an exhibit or a recording, and when.", no_args_is_help=True)
cautions = typer.Typer(help="Grounds to suspect at a visit: stop, caution.", no_args_is_help=True)

Item = Annotated[str, typer.Argument(metavar="ITEM", help="The id of an exhibit or a recording.")]
About = Annotated[str, typer.Argument(metavar="VISIT", help="The id of a visit or a note.")]
Stop = Annotated[str, typer.Argument(metavar="RECORD", help="The id that stop gave.")]


@verb(app)
def add(
    casebook: Casebook,
    item: Item,
    act: Annotated[str, typer.Argument(help="A code of custody-act.")],
    sets: Sets = None,
    signed_by: Annotated[str, typer.Option(help="Who signed for it on paper.")] = "",
) -> None:
    """Add a row of custody; from whom is who had it last, and when is now, unless they are given."""
    from fieldkit.cli import making

    typed = making.said("custody", {}, sets or ()).typed | {"custody_act": act}
    print(casebook.custody.add(item, typed, signed_by=signed_by)[0])


@verb(app)
def show(casebook: Casebook, item: Item, as_json: AsJson = False) -> None:
    """Show the rows of custody of an item, its state and who has it."""
    page = casebook.custody.of(item)
    rows = [(one.at[:16], one.act_words, one.from_whom, one.to_whom, one.purpose) for one in page.rows]
    said = f"{page.title}: {page.state_words}. {page.holder}".rstrip(". ")
    tell(page, lambda: f"{said}\n{table(rows, 'No rows.')}", as_json=as_json)


@verb(app, "print")
def print_(
    casebook: Casebook,
    item: Item,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="The file to write it to.")],
    for_: Annotated[str, typer.Option("--for", help="For whom it is printed.")] = "",
    why: Why = "",
) -> None:
    """Print the custody sheet of an item to a PDF."""
    sheet = casebook.interview_papers.custody(item)
    casebook.paper.export(sheet, out, recipient=for_, reason=why)
    print(f"Printed {sheet.name} to {out}.")


@verb(cautions)
def stop(casebook: Casebook, visit: About, sets: Sets = None) -> None:
    """Record that questions stop now; say the exact words to read out."""
    from fieldkit.cli import making

    made, _ = casebook.cautions.stop(visit, making.said("doorstep-caution", {}, sets or ()).typed)
    page = casebook.cautions.page(made)
    print(f"{made}\n{page.caution}\n{page.rights}")


@verb(cautions)
def given(casebook: Casebook, record: Stop) -> None:
    """Record that the caution was given now, in its exact words."""
    casebook.cautions.caution(record)
    print("Recorded.")


@verb(cautions)
def say(casebook: Casebook, record: Stop, sets: Sets = None, why: Why = "") -> None:
    """Write down who, which grounds, what was said, and whether anything more was asked."""
    from fieldkit.cli import making

    casebook.cautions.describe(record, making.said("doorstep-caution", {}, sets or ()).typed, why)
    found = casebook.cautions.page(record)
    print(found.needs or f"{found.finding.rule} {found.finding.verdict}: {found.finding.says}")
