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
    from fieldkit.casebook.bundles.plan import Built, BundlePlan
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
    case: Annotated[
        str, typer.Argument(metavar="CASE", help="Its reference or id, or the id of a legal action.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE.pdf", help="The file or folder to write it to.")
    ] = None,
    pack: Annotated[
        str, typer.Option(help="case, open-court, sjp or initial; of an action, what its measure asks.")
    ] = "",
    for_: Annotated[str, typer.Option("--for", help="For whom it is built.")] = "",
    hearing: Annotated[str, typer.Option(help="The day of the hearing, such as 2026-12-14.")] = "",
    draft: Annotated[
        bool, typer.Option("--draft", help="Marked as a draft; gives no page numbers out.")
    ] = False,
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Build the sealed bundle of a CASE, or a pack for a court about one parent of it.

    Without --out say what would be in it, its check list, and what is unsettled.
    """
    from fieldkit.cli import making

    name, bundles = making.find(casebook, case), casebook.bundles
    if out is None:
        plan = bundles.plan(name, for_, pack=pack)
        tell(plan, lambda: _lines(plan), as_json=as_json)
        return
    with progress() as say:
        if draft:
            built = bundles.draft(name, for_, pack=pack, say=say)
        else:
            built, _ = bundles.build(name, for_, pack=pack, hearing=hearing, say=say)
    target, _ = bundles.export(built, out, reason=why)
    _tell_built(built, target, as_json)


@verb(app, "court-form")
def court_form(
    casebook: Casebook,
    file: Annotated[Path | None, typer.Argument(metavar="FILE.pdf")] = None,
    form: Annotated[str, typer.Option(help="help-lines, sjp-explained, in-court or mc100.")] = "",
    edition: Annotated[str, typer.Option(help="The edition, as printed on it.")] = "",
    taken_on: Annotated[str, typer.Option(help="The day on which it was taken from the court's site.")] = "",
    as_json: AsJson = False,
) -> None:
    """Attach a form of the courts service, which packs enclose as it is; without FILE list them."""
    if file is not None:
        typed = {"form": form, "edition": edition, "taken_on": taken_on}
        casebook.bundles.attach_form(file, {name: said for name, said in typed.items() if said})
    found = casebook.bundles.forms()
    rows = [
        (one.form, one.words, f"edition {one.edition}" if one.record else "not attached") for one in found
    ]
    tell(found, lambda: table(rows, ""), as_json=as_json)


def _tell_built(built: Built, target: Path, as_json: bool) -> None:
    found = {
        "file": target, "record": built.build, "pack": built.pack_words, "pages": built.pages,
        "version": built.version, "sha256": built.sha256, "documents": built.documents,
    }  # fmt: skip
    told = f"{built.pack_words}, {counted(built.pages, 'page')}, version {built.version}: {target}"
    tell(found, told, as_json=as_json)


def _lines(plan: BundlePlan) -> str:
    rows = [(row.section, row.mark, row.title, row.date) for row in plan.rows]
    checks = [(found.rule, found.verdict.words, found.says) for found in plan.findings]
    open_ones = [("stops it" if one.blocks else "look at", one.say) for one in plan.to_settle]
    return "\n\n".join(
        filter(None, (table(rows, "Nothing to put in yet."), table(checks, ""), table(open_ones, "")))
    )
