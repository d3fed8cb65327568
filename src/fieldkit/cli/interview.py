"""`fieldkit interview`: sound recordings, what the recorder did, statements under caution, and the seal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli.record import Sets, Why
from fieldkit.cli.telling import progress, table, tell
from fieldkit.cli.verb import AsJson, verb

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.casebook.interviews.page import InterviewPage

app = typer.Typer(help="Interviews under caution: recordings, statements, seal.", no_args_is_help=True)

Interview = Annotated[str, typer.Argument(metavar="INTERVIEW", help="Its id.")]
Recording = Annotated[str, typer.Argument(metavar="RECORDING", help="Its id.")]
Statement = Annotated[str, typer.Argument(metavar="STATEMENT", help="Its id.")]
Words = Annotated[str, typer.Argument(help="Word for word; - to read them.")]


@verb(app)
def show(casebook: Casebook, interview: Interview, as_json: AsJson = False) -> None:
    """Show where an interview stands, its recordings and statements, and what the rules say of it."""
    page = casebook.interviews.page(interview)
    found = {
        "record": interview, "state": page.held.state, "locked": page.held.locked, "step": page.step,
        "blocked": page.blocked, "recordings": page.recordings, "recorder": page.recorder,
        "statements": page.statements, "seal_needs": page.seal_needs, "late": page.late,
        "findings": page.findings,
    }  # fmt: skip
    tell(found, lambda: _lines(page), as_json=as_json)


@verb(app)
def recording(
    casebook: Casebook,
    interview: Interview,
    file: Annotated[Path | None, typer.Argument(help="The file that the recorder wrote.")] = None,
    copy: Annotated[str, typer.Option(help="A code of recording-copy.")] = "master",
    length: Annotated[str, typer.Option(help="As the recorder shows it, such as 47:10.")] = "",
    no_file: Annotated[str, typer.Option(help="Why no file is attached.")] = "",
    sets: Sets = None,
) -> None:
    """Write a recording of an interview down, with its FILE or the reason why there is none."""
    from fieldkit.cli import making

    typed = making.said("interview-recording", {}, sets or ()).typed
    typed |= {"copy_kind": copy, "length": length, "no_file": no_file}
    if file is None:
        made, _ = casebook.recordings.add(interview, typed)
    else:
        with progress() as say:
            made, _ = casebook.recordings.add_with_file(interview, file, typed, say)
    print(f"{made} {casebook.held(made).text('mark')}")


@verb(app)
def file(casebook: Casebook, recording: Recording, path: Path) -> None:
    """Attach the file at PATH to a recording that was written down."""
    with progress() as say:
        casebook.recordings.attach(recording, path, say)
    print(f"Attached: SHA-256 {casebook.held(recording).text('sha256')}")


@verb(app)
def sealed(
    casebook: Casebook,
    recording: Recording,
    number: Annotated[str, typer.Argument(help="The number of the seal.")],
    refused: Annotated[str, typer.Option(help="What they said when they did not sign the label.")] = "",
    notice: Annotated[bool, typer.Option(help="The notice about copies was given.")] = True,
) -> None:
    """Record that a recording was sealed now, and its label signed or refused."""
    casebook.recordings.seal_up(recording, number, signed=not refused, words=refused, notice=notice)
    print("Sealed.")


@verb(app)
def recorder(
    casebook: Casebook,
    interview: Interview,
    event: Annotated[str, typer.Argument(help="A code of recording-event.")],
    silent: Annotated[str, typer.Option(help="Why it was not said aloud.")] = "",
    media: Annotated[str, typer.Option(help="The number of the new media.")] = "",
) -> None:
    """Record what happens to the recorder now: a fault, a change of media."""
    casebook.recordings.event(interview, event, not silent, words=silent, media_no=media)
    print("Recorded.")


@verb(app)
def check(casebook: Casebook, recording: Recording) -> None:
    """Check the file of a recording against the hash that it came in with."""
    with progress() as say:
        casebook.recordings.verify(recording, say)
    print("It is the file that was attached.")


@verb(app)
def export(
    casebook: Casebook,
    recording: Recording,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The file to write it to.")],
    for_: Annotated[str, typer.Option("--for", help="For whom it is.")] = "",
    why: Why = "",
) -> None:
    """Write a copy of a recording, checked and logged; of a master only by authority."""
    with progress() as say:
        casebook.recordings.export(recording, out, recipient=for_, reason=why, say=say)
    print(f"Written to {out}.")


@verb(app)
def statement(
    casebook: Casebook,
    interview: Interview,
    hand: Annotated[str, typer.Argument(help="A code of statement-hand.")] = "by-officer",
) -> None:
    """Begin a statement under caution now; say its exact opening words."""
    made, _ = casebook.caution_statements.begin(interview, hand)
    row = next(one for one in casebook.caution_statements.of(interview) if one.record == made)
    print(f"{made}\n{row.opening}")


@verb(app)
def write(casebook: Casebook, statement: Statement, words: Words, why: Why = "") -> None:
    """Write down what the person says in a statement."""
    casebook.caution_statements.write(statement, sys.stdin.read() if words == "-" else words, why)
    print("Written.")


@verb(app)
def scanned(casebook: Casebook, statement: Statement, exhibit: str) -> None:
    """Say which EXHIBIT is the scan of a statement in the person's own hand."""
    casebook.caution_statements.scanned(statement, exhibit)
    print("Kept with the statement.")


@verb(app)
def signed(
    casebook: Casebook,
    statement: Statement,
    refused: Annotated[str, typer.Option(help="What they said when they did not sign.")] = "",
) -> None:
    """Record that the person signed a statement on paper now, or refused."""
    desk = casebook.caution_statements
    if refused:
        desk.refuse(statement, refused)
    else:
        desk.sign(statement)
    print("Refusal recorded." if refused else "Signed.")


@verb(app)
def seal(casebook: Casebook, interview: Interview) -> None:
    """Seal the whole record: its last steps and the seal in one."""
    casebook.signing.seal(interview)
    print("Sealed.")


def _lines(page: InterviewPage) -> str:
    told = [f"{page.case_reference} {page.person}: {'Sealed' if page.held.locked else page.state_words}"]
    told.append(
        page.blocked or (f"Step {page.step_number}: {page.step_of(page.step).label}" if page.step else "")
    )
    told += [f"  {one.title}: {one.needs or one.length or 'whole'}" for one in page.recordings]
    told += [f"  {one.hand_words}: {one.needs or 'signed or refused'}" for one in page.statements]
    told.append(page.seal_needs)
    told.append(table([(one.rule, str(one.verdict), one.says) for one in page.findings], ""))
    return "\n".join(filter(None, told))
