"""`fieldkit statement`: what one is made from, drafting, redrafts, findings, and a witness's signature."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli.record import Why
from fieldkit.cli.telling import table, tell
from fieldkit.cli.verb import AsJson, verb
from fieldkit.errors import Trouble

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook

app = typer.Typer(help="Witness statements under section 9.", no_args_is_help=True)

Case = Annotated[str, typer.Argument(metavar="CASE", help="Its reference or id, or that of a legal action.")]
Statement = Annotated[str, typer.Argument(metavar="STATEMENT", help="Its id.")]
Number = Annotated[int, typer.Argument(min=1, metavar="N", help="The number of an earlier draft, as shown.")]
Other = Annotated[bool, typer.Option("--other", help="For another witness, such as a head teacher.")]
_VERDICTS = {"pass": "Pass", "fail": "Fail", "cannot_tell": "Cannot tell"}


@verb(app)
def sources(casebook: Casebook, case: Case, other: Other = False, as_json: AsJson = False) -> None:
    """List what a statement of a CASE can be made from, and why the rest cannot be."""
    name, action = _case(casebook, case)
    found = casebook.statements.sources(name, own=not other, action=action)
    rows = [
        (str(number), one.day or "-", one.label, one.title, one.why_not)
        for number, one in enumerate(found, 1)
    ]
    tell(found, lambda: table(rows, "Nothing is recorded yet."), as_json=as_json)


@verb(app)
def draft(
    casebook: Casebook,
    case: Case,
    from_: Annotated[
        list[int] | None, typer.Option("--from", min=1, help="A number as `sources` lists it; many.")
    ] = None,
    maker: Annotated[str, typer.Option(help="The name of another witness.")] = "",
    occupation: Annotated[str, typer.Option(help="Their occupation, never an address.")] = "",
    age: Annotated[str, typer.Option(help="Their age, if it is under 18.")] = "",
) -> None:
    """Draft a statement from the sources with these numbers; prints its id."""
    name, action = _case(casebook, case)
    found = casebook.statements.sources(name, own=not maker, action=action)
    wrong = [number for number in from_ or () if number > len(found)]
    if wrong:
        raise Trouble(f"There is no source {wrong[0]}.", "List them with: fieldkit statement sources CASE")
    chosen = [found[number - 1].record for number in from_ or ()]
    made, _ = casebook.statements.gather(
        name, chosen, maker=maker, occupation=occupation, age=age, action=action
    )
    print(made)


@verb(app)
def show(casebook: Casebook, statement: Statement, as_json: AsJson = False) -> None:
    """Show a STATEMENT: what the rules say of it, the exhibits that it names, its earlier drafts."""
    from fieldkit.cli import making

    page = casebook.statements.page(making.find(casebook, statement))
    rules = [(_VERDICTS[one.verdict.value], one.rule, one.says) for one in page.findings]
    marks = [
        (one.mark, one.description or "not attached", f"paragraph {', '.join(map(str, one.paragraphs))}")
        for one in page.cited
    ]
    drafts = [(str(one.number), f"{one.at:%d %b %Y %H:%M}", one.who) for one in page.redrafts]
    told = {
        "findings": page.findings, "exhibits": page.cited, "redrafts": page.redrafts,
        "pages": page.sheet.pages, "paragraphs": page.held.text("paragraphs"),
    }  # fmt: skip
    parts = (
        page.held.text("paragraphs"),
        table(rules, ""),
        f"Exhibits\n{table(marks, 'None is named.')}",
        f"Earlier drafts\n{table(drafts, 'None.')}",
    )
    tell(told, lambda: "\n\n".join(parts), as_json=as_json)


@verb(app)
def changes(casebook: Casebook, statement: Statement, number: Number, as_json: AsJson = False) -> None:
    """Show what was taken out [-so-] and added {+so+} between an earlier draft and the words that stand."""
    from fieldkit.cli import making

    found = casebook.statements.changes(making.find(casebook, statement), number)
    marks = {"kept": "{}", "gone": "[-{}-]", "new": "{{+{}+}}"}
    lines = [" ".join(marks[sort].format(words.strip()) for sort, words in one.pieces) for one in found]
    tell(found, lambda: "\n\n".join(lines), as_json=as_json)


@verb(app, "print-draft")
def print_draft(
    casebook: Casebook,
    statement: Statement,
    number: Number,
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="Where to write it.")],
    for_: Annotated[str, typer.Option("--for", help="For whom it is printed.")] = "",
    why: Why = "",
) -> None:
    """Print an earlier draft as it was, marked as one that was not signed."""
    from fieldkit.cli import making

    sheet = casebook.statements.redraft_sheet(making.find(casebook, statement), number)
    casebook.paper.export(sheet, out / sheet.file_name if out.is_dir() else out, recipient=for_, reason=why)


@verb(app)
def sign(
    casebook: Casebook,
    statement: Statement,
    pages: Annotated[int, typer.Option(min=0, help="On paper: how many pages the witness signed.")] = 0,
    at: Annotated[str, typer.Option(help="On paper: when, such as 20 11 2026 16:30.")] = "",
    scan: Annotated[Path | None, typer.Option(metavar="FILE", help="On paper: its scan, to keep.")] = None,
) -> None:
    """Sign your own STATEMENT, or record that another witness signed each page on paper; it is locked."""
    from fieldkit.casebook.evidence.statement_signing import Given
    from fieldkit.cli import making

    name = making.find(casebook, statement)
    if casebook.held(name).text("maker") == casebook.me.name:
        casebook.statements.sign(name)
    else:
        given = Given(on_paper=True, pages=str(pages or ""), signed_at=at, scan=scan)
        casebook.statements.sign_for(name, given)
    print("Signed and locked.")


def _case(casebook: Casebook, named: str) -> tuple[str, str]:
    """The case, and the legal action where one was named."""
    from fieldkit.cli import making

    held = casebook.held(making.find(casebook, named))
    return held.home, held.record if held.kind == "legal-action" else ""
