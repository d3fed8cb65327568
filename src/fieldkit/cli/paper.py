"""`fieldkit print` and `fieldkit bundle`: paper, written where the officer says, and logged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli.record import Named, Why
from fieldkit.cli.telling import progress, table, tell
from fieldkit.cli.verb import AsJson, verb
from fieldkit.rules.finding import counted

if TYPE_CHECKING:
    from fieldkit.casebook.bundle_plan import BundlePlan
    from fieldkit.casebook.casebook import Casebook

app = typer.Typer()

Out = Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="The file or folder to write it to.")]


@verb(app, "print")
def print_(
    casebook: Casebook,
    record: Named,
    out: Out,
    for_: Annotated[str, typer.Option("--for", help="For whom it is printed.")] = "",
    why: Why = "",
    advice: Annotated[
        bool, typer.Option("--advice", help="The letter of advice of a premises visit.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Print a record to a PDF: a visit, statement, calling card, exhibit label or any other."""
    from fieldkit.cli import making

    name = making.find(casebook, record)
    sheet = casebook.workplaces.advice_letter(name) if advice else casebook.paper.of(name)
    target = out / sheet.file_name if out.is_dir() else out
    casebook.paper.export(sheet, target, recipient=for_, reason=why)
    found = {"file": target, "name": sheet.name, "pages": sheet.pages}
    tell(found, f"Printed {sheet.name}, {counted(sheet.pages, 'page')}, to {target}.", as_json=as_json)


@verb(app)
def bundle(
    casebook: Casebook,
    case: Annotated[str, typer.Argument(metavar="CASE", help="Its reference or id.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.pdf", help="The file or folder to write it to.")
    ] = None,
    for_: Annotated[str, typer.Option("--for", help="For whom it is built.")] = "the court",
    hearing: Annotated[str, typer.Option(help="The day of the hearing, such as 2026-12-14.")] = "",
    draft: Annotated[
        bool, typer.Option("--draft", help="Marked as a draft; gives no page numbers out.")
    ] = False,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Build the sealed bundle of a CASE; without --out say what would be in it and what is unsettled."""
    from fieldkit.cli import making

    name, bundles = making.find(casebook, case), casebook.bundles
    if out is None:
        plan = bundles.plan(name, for_)
        tell(plan, lambda: _lines(plan), as_json=as_json)
        return
    with progress() as say:
        if draft:
            built = bundles.draft(name, for_, say=say)
        else:
            built, _ = bundles.build(name, for_, hearing=hearing, say=say)
    target, _ = bundles.export(built, out, reason=why)
    found = {
        "file": target, "record": built.build, "pages": built.pages, "version": built.version,
        "sha256": built.sha256, "documents": built.documents,
    }  # fmt: skip
    tell(found, f"Built {counted(built.pages, 'page')}, version {built.version}: {target}", as_json=as_json)


def _lines(plan: BundlePlan) -> str:
    rows = [(row.section, row.mark, row.title, row.date) for row in plan.rows]
    open_ones = [("stops it" if one.blocks else "look at", one.say) for one in plan.to_settle]
    return "\n\n".join(filter(None, (table(rows, "Nothing to put in yet."), table(open_ones, ""))))
