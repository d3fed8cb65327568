"""`fieldkit panel`: the list of the Legal Panel, its signed decisions, and who investigates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fieldkit.cli.record import Named, Why
from fieldkit.cli.telling import table, tell
from fieldkit.cli.verb import AsJson, verb

if TYPE_CHECKING:
    from fieldkit.casebook.casebook import Casebook
    from fieldkit.casebook.legal.panel_page import PanelQueue

app = typer.Typer(help="The Legal Panel: its list and its decisions.", no_args_is_help=True)

Condition = Annotated[str, typer.Option("--condition", help="On what conditions it is approved.")]
Until = Annotated[str, typer.Option("--until", help="The last day on which the approval holds.")]


@verb(app)
def queue(casebook: Casebook, as_json: AsJson = False) -> None:
    """List what waits for the panel's next meeting."""
    found = casebook.panel.queue()
    tell(found, lambda: _lines(found), as_json=as_json)


@verb(app)
def approve(
    casebook: Casebook, record: Named, why: Why = "", condition: Condition = "", until: Until = ""
) -> None:
    """Approve a referral, plan or interview, saying why."""
    print(_decided(casebook, record, "approve", why, condition, until))


@verb(app, "return")
def send_back(casebook: Casebook, record: Named, why: Why = "") -> None:
    """Send it back, saying what has to be put right; a referral goes back to its school."""
    print(_decided(casebook, record, "return", why))


@verb(app)
def refuse(casebook: Casebook, record: Named, why: Why = "") -> None:
    """Refuse it, saying why."""
    print(_decided(casebook, record, "refuse", why))


@verb(app)
def allocate(
    casebook: Casebook,
    referral: Named,
    officer: Annotated[str, typer.Argument(help="A part of the investigator's name, or the id.")],
    why: Why = "",
) -> None:
    """Give an approved REFERRAL to an investigator, or to another one, with --why."""
    from fieldkit.cli import making
    from fieldkit.errors import Trouble

    known = casebook.panel.investigators()
    found = [one for one in known if officer.casefold() in one.typed.casefold()]
    if len(found) != 1:
        names = ", ".join(one.name for one in known) or "nobody yet: send and receive"
        raise Trouble(f"{officer} is not one investigator.", f"Investigators here: {names}.")
    casebook.panel.allocate(making.find(casebook, referral), found[0].typed, why)
    print(f"Given to {found[0].name}.")


def _decided(
    casebook: Casebook, record: str, decision: str, why: str, condition: str = "", until: str = ""
) -> str:
    from fieldkit.cli import making

    return casebook.panel.decide(making.find(casebook, record), decision, why, condition, until)[0]


def _lines(found: PanelQueue) -> str:
    from fieldkit.kinds.times import day_in_words

    meets = f"{found.meets_on:%A} {day_in_words(found.meets_on)}" if found.meets_on else "no day in sight"
    told = [f"Meets: {meets}", *(f"Not on {day_in_words(day)}: {why}" for day, why in found.skipped)]
    rows = [
        (item.record, item.what, item.child, item.reference, item.says + (" (yours)" if item.own else ""))
        for item in found.items
    ]
    return "\n".join([*told, table(rows, "Nothing waits for the panel.")])
